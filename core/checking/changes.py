"""What is otherwise in a check than it was, one thing at a time, as a reviewer reads it."""

from __future__ import annotations

from collections.abc import Mapping

from core.records import CheckView, ClaimView, EvidenceDraft, FieldChange


def changes(
    before: CheckView, sources_before: Mapping[int, EvidenceDraft], now: ClaimView
) -> tuple[FieldChange, ...]:
    """Ratings (by key), rationale and sources that changed, in the order in which a check shows them."""
    check = now.check
    found = [
        FieldChange(what, was, is_now)
        for what, was, is_now in (
            ("Said?", before.said or "", check.said or ""),
            ("So?", before.so or "", check.so or ""),
            ("Why", before.rationale, check.rationale),
        )
        if was != is_now
    ]
    sources_now = {row.id: row.draft for row in now.evidence}
    for evidence_id in sorted(sources_before.keys() | sources_now.keys()):
        was, is_now = sources_before.get(evidence_id), sources_now.get(evidence_id)
        if was != is_now:
            found.append(FieldChange("Source", _title(was), _title(is_now)))
    return tuple(found)


def _title(draft: EvidenceDraft | None) -> str:
    """A source on one line, with all of it that may have changed."""
    if draft is None:
        return ""
    parts = (draft.title, draft.publisher, draft.locator, draft.stance.value, draft.excerpt, draft.note, draft.url)
    secret = ("confidential",) if draft.confidential else ()
    return " · ".join(part for part in (*parts, *secret) if part)
