"""What is otherwise in a check than it was, one thing at a time, as a reviewer reads it; and word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from enum import Enum

from core import wording
from core.records import CheckView, EvidenceDraft, FieldChange, MentionKind, Rating, Reading

MOST_WORDS = 2000
"""Words up to which texts are compared word by word; longer ones are shown whole, before and after."""

LEAST_SHARED = 0.3
"""Share of the longer text's characters that both must have to be read as one; else each is shown whole."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All of a claim that a reviewer rules on: its passage as it is read, its check, its sources by evidence id.

    `words` are those of the passage; `speaker` is None for the narration, `reading` for what is no figure. `said`
    and `so` are the check's ratings on the scale they were given on, where that is known.
    """

    words: str = ""
    speaker: str | None = None
    reading: Reading | None = None
    check: CheckView = field(default_factory=CheckView)
    sources: Mapping[int, EvidenceDraft] = field(default_factory=dict)
    kind: MentionKind | None = None
    via: str | None = None
    said: Rating | None = None
    so: Rating | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in a claim since its check's revision `revision`, as it stood at `at` (UTC).

    `told` is what of it readers would be told otherwise, as `core.checking.republishing` counts it. `why` is why
    it had to be looked at again since then, as somebody wrote it; empty where nobody did.
    """

    revision: int
    at: datetime
    changes: tuple[FieldChange, ...]
    told: tuple[FieldChange, ...] = ()
    why: str = ""


def changes(before: Standing, now: Standing) -> tuple[FieldChange, ...]:
    """What of a claim changed, in the order of a check: its passage, ratings (by key), rationale and sources."""
    found = [
        FieldChange(what, was, is_now)
        for what, was, is_now in (
            ("Words", before.words, now.words),
            ("Kind", _kind(before.kind), _kind(now.kind)),
            ("Speaker", before.speaker or "", now.speaker or ""),
            ("Via", before.via or "", now.via or ""),
            ("Reading", _reading(before.reading), _reading(now.reading)),
            ("Said?", before.check.said or "", now.check.said or ""),
            ("So?", before.check.so or "", now.check.so or ""),
            ("Why", before.check.rationale, now.check.rationale),
        )
        if was != is_now
    ]
    for evidence_id in sorted(before.sources.keys() | now.sources.keys()):
        was, is_now = before.sources.get(evidence_id), now.sources.get(evidence_id)
        if was != is_now:
            found.append(FieldChange("Source", _title(was), _title(is_now)))
    return tuple(found)


def _kind(kind: MentionKind | None) -> str:
    return "" if kind is None else wording.KIND_WORDS[kind]


def _reading(reading: Reading | None) -> str:
    return "" if reading is None else wording.reading(reading)


def _title(draft: EvidenceDraft | None) -> str:
    """A source on one line, with all of it that may have changed."""
    if draft is None:
        return ""
    dated = draft.dated.isoformat() if draft.dated else ""
    parts = (
        draft.title,
        draft.publisher,
        dated,
        draft.locator,
        draft.stance.value,
        draft.excerpt,
        draft.note,
        draft.url,
    )
    secret = ("confidential",) if draft.confidential else ()
    return " · ".join(part for part in (*parts, *secret) if part)


# --- word by word ---------------------------------------------------------------------------------------------


class Piece(Enum):
    """What became of some words."""

    SAME = 0
    GONE = 1
    NEW = 2


_WORDS = re.compile(r"\s+|\w+(?:[.,’'-]\w+)*|[^\w\s]")


def by_words(was: str, now: str) -> tuple[tuple[Piece, str], ...]:
    """The two texts as one: what is in both, what is gone and what is new, gone before new where words changed.

    SAME and GONE together are `was`, SAME and NEW together `now`, to the character.
    """
    old, new = _WORDS.findall(was), _WORDS.findall(now)
    if max(len(old), len(new)) > MOST_WORDS:
        return _without_empty([(Piece.GONE, was), (Piece.NEW, now)])
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    shared = sum(
        len("".join(old[block.a : block.a + block.size]).strip()) for block in matcher.get_matching_blocks()
    )
    if shared < LEAST_SHARED * max(len(was), len(now)):
        return _without_empty([(Piece.GONE, was), (Piece.NEW, now)])
    found: list[tuple[Piece, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            # A space alone between changed words would part what reads as one change.
            lone = "".join(old[a:b])
            if lone.isspace() and found and (b, d) != (len(old), len(new)):
                found += [(Piece.GONE, lone), (Piece.NEW, lone)]
            else:
                found.append((Piece.SAME, lone))
        else:
            found += [(Piece.GONE, "".join(old[a:b])), (Piece.NEW, "".join(new[c:d]))]
    return _without_empty(_joined(found))


def _joined(found: list[tuple[Piece, str]]) -> list[tuple[Piece, str]]:
    """Changes that stand side by side as one: all that is gone, then all that is new."""
    out: list[tuple[Piece, str]] = []
    gone = new = ""
    for piece, text in found:
        if piece is Piece.SAME:
            out += [(Piece.GONE, gone), (Piece.NEW, new), (Piece.SAME, text)]
            gone = new = ""
        elif piece is Piece.GONE:
            gone += text
        else:
            new += text
    return [*out, (Piece.GONE, gone), (Piece.NEW, new)]


def _without_empty(found: list[tuple[Piece, str]]) -> tuple[tuple[Piece, str], ...]:
    return tuple((piece, text) for piece, text in found if text)
