"""What people said of two figures: read for views, and reckoned where a person picked the two."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from core.figures import compare
from core.records import ComparisonKind, Reading
from db import schema_work

Key = tuple[ComparisonKind, int, int]
"""Kind and both claims, the part before the whole."""


def of(connection: Connection, claims: Collection[int]) -> dict[Key, str]:
    """The rulings about any of the claims that have not been taken back."""
    ruling = schema_work.comparison_ruling.c
    rows = connection.execute(
        select(ruling.kind, ruling.part_id, ruling.whole_id, ruling.verdict).where(
            or_(ruling.part_id.in_(claims), ruling.whole_id.in_(claims)), ruling.verdict.is_not(None)
        )
    )
    return {(row.kind, row.part_id, row.whole_id): row.verdict for row in rows}


def reckon(kind: ComparisonKind, part: Reading, whole: Reading) -> tuple[Decimal | None, Decimal | None]:
    """What the two come to: a share as a fraction, a relative change, excess or contrast; else open."""
    if kind in (ComparisonKind.SHARE, ComparisonKind.SHORTFALL):
        found = compare.share(part, whole)
    elif kind is ComparisonKind.CHANGE:
        found = compare.change(part, whole)
    elif kind is ComparisonKind.EXCESS:
        found = compare.excess(part, whole)
    elif kind is ComparisonKind.CONTRAST:
        found = compare.contrast(part, whole)
    else:
        found = None
    return (None, None) if found is None else (found.low, found.high)
