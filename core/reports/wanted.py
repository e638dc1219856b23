"""What a report is asked to be on, before it is gathered from a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core import wording
from core.reports.model import Scope


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to be on; of the fields behind `scope` those count that belong to it.

    `since` and `until` are days, both included, and either may be open.
    """

    scope: Scope
    article_id: int = 0
    claim_ids: tuple[int, ...] = ()
    speaker_id: int = 0
    since: date | None = None
    until: date | None = None

    @property
    def period(self) -> str:
        """The days in words: `from 1 September 2025 to 30 September 2025`."""
        parts = [f"from {wording.day(self.since)}" if self.since else ""]
        parts.append(f"to {wording.day(self.until)}" if self.until else "")
        return " ".join(part for part in parts if part)
