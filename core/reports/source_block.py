"""A source under a claim as the report shows it, with its kept copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from core import wording
from core.records import CaptureRow, EvidenceRow, Stance
from core.reports.links import safe_link

_STANCE_SIGNS = {Stance.SUPPORTS: "↑", Stance.REFUTES: "↓", Stance.CONTEXT: "→"}


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A kept copy of a source. `archive` leads to a public archive's; `archive_address` is that as text."""

    sha256: str
    when: str
    archive: str | None
    archive_address: str

    @property
    def sha256_begin(self) -> str:
        return f"{self.sha256[:8]}…"


@dataclass(frozen=True, slots=True)
class EvidenceBlock:
    """A source under a claim, numbered from 1. `about` is publisher, date and place in the source.

    `excerpt` stands in quotation marks.
    """

    number: int
    stance: str
    stance_words: str
    sign: str
    title: str
    about: str
    excerpt: str
    note: str
    link: str | None
    address: str
    accessed: str
    """When the newest copy was fetched, or handed over as a file, or else when the source was noted: that somebody
    looked at a link which was never fetched, the desk does not know."""
    added: str
    """By whom; empty in a public report."""
    confidential: bool
    copies: tuple[CopyLine, ...]


def source_block(number: int, row: EvidenceRow, public: bool) -> EvidenceBlock:
    """The source as a report shows it; readers are not told who entered it."""
    draft = row.draft
    dated = wording.day(draft.dated) if draft.dated else ""
    link = safe_link(draft.url)
    return EvidenceBlock(
        number=number,
        stance=draft.stance.value,
        stance_words=wording.STANCE_WORDS[draft.stance],
        sign=_STANCE_SIGNS[draft.stance],
        title=draft.title,
        about=joined([draft.publisher, dated, draft.locator]),
        excerpt=wording.quoted(draft.excerpt),
        note=draft.note.strip(),
        link=link,
        address=draft.url.strip(),
        accessed=_accessed(row),
        added="" if public else f"added by {row.added_by}",
        confidential=draft.confidential,
        copies=tuple(_copy(capture) for capture in row.captures),
    )


def _accessed(row: EvidenceRow) -> str:
    """When the source was seen, and in which way: only what was fetched is accessed."""
    if row.captures:
        copy = row.captures[-1]
        how = "accessed" if copy.url or copy.requested_url else "file kept on the desk,"
        at = copy.at
    else:
        how, at = "noted", row.added_at
    return f"{how} {wording.day(at.astimezone(UTC).date())}"


def _copy(capture: CaptureRow) -> CopyLine:
    address = capture.archive_url.strip()
    return CopyLine(capture.sha256, wording.moment(capture.at), safe_link(address), address)


def joined(parts: Sequence[str]) -> str:
    """Those of the parts that say something, on one line."""
    return " · ".join(part for part in parts if part)
