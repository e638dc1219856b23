"""What a verdict report says, before any format: one model, from which every format is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.records import ArticleView, ClaimView, RatingScale


@dataclass(frozen=True, slots=True)
class ReportModel:
    """An article with its claims as they stand at `made_at` (UTC).

    `claims` holds every claim of the article in text order, the dismissed ones included; a format decides what
    it shows of those. `audit_head` is the hash of the desk's newest audit event, and `audit_length` its number:
    who holds the desk can show that nothing before it was altered. `independently_reviewed`: there are
    approved claims, and each was approved by somebody else than its checker (`core.checking.review`); where it is
    false, every format must say so.
    """

    desk: str
    article: ArticleView
    claims: tuple[ClaimView, ...]
    scale: RatingScale
    made_at: datetime
    made_by: str
    audit_head: str
    audit_length: int
    settled: int
    """Claims approved, published or dismissed."""
    independently_reviewed: bool = False

    @property
    def has_examples(self) -> bool:
        """Whether any check was entered by the program to show how one looks."""
        return any(claim.check.example for claim in self.claims)
