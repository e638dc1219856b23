"""What people said of two figures: read for views, and reckoned where a person picked the two."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from core.figures import compare
from core.records import ClaimState, ComparisonKind, Reading
from db import schema, schema_work

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


def published(connection: Connection, claims: Collection[int]) -> str | None:
    """The words of the first of these claims that is published, whose comparisons stay as readers saw them."""
    claim = schema.claim.c
    query = select(claim.words).where(claim.id.in_(claims), claim.state == ClaimState.PUBLISHED).order_by(claim.id)
    return connection.execute(query.limit(1)).scalar()


def operands(connection: Connection, ruling_id: int) -> tuple[int, int]:
    """Both claims of a ruling, the part before the whole."""
    ruling = schema_work.comparison_ruling.c
    row = connection.execute(select(ruling.part_id, ruling.whole_id).where(ruling.id == ruling_id)).one()
    return int(row.part_id), int(row.whole_id)


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
