"""Claims for tests, about invented people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from core.records import (
    CheckView,
    ClaimRow,
    ClaimState,
    ClaimView,
    EvidenceDraft,
    EvidenceRow,
    MentionKind,
)

NOON = datetime(2025, 9, 12, 12, 0, tzinfo=UTC)


def source(number: int, **fields: object) -> EvidenceRow:
    draft = EvidenceDraft(title=f"Register page {number}", url=f"https://register.example/{number}")
    return EvidenceRow(number, replace(draft, **fields), "Ilse Maron", NOON)  # type: ignore[arg-type]


def claim(
    *,
    kind: MentionKind = MentionKind.DIRECT,
    speaker: str | None = "Orla Denning",
    said_applies: bool = True,
    check: CheckView | None = None,
    evidence: tuple[EvidenceRow, ...] = (source(1),),
) -> ClaimView:
    row = ClaimRow(1, 1, kind, "“We opened nine clinics”", speaker, None, ClaimState.CHECKING, None, None, 0, 0.5)
    complete = CheckView(1, "verbatim", "true", "The register lists nine.", "Ilse Maron", NOON, "saidso/1")
    return ClaimView(
        row=row,
        article_title="Clinics open in Maarle",
        pieces=((0, 24),),
        paragraph=1,
        before="",
        after=", she said.",
        speaker_kind=None,
        speaker_phrase=speaker,
        speaker_score=0.9,
        cue="said",
        negated=False,
        hypothetical=False,
        reading=None,
        reasons=(),
        said_applies=said_applies,
        check=check if check is not None else complete,
        evidence=evidence,
    )
