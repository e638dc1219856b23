"""What people said of two figures: read for views, and reckoned where a person picked the two."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from core.figures import compare
from core.figures.interval import Interval
from core.records import ClaimState, ComparisonKind, ComparisonView, Reading
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


def reckon_again(view: ComparisonView, found: Sequence[Reading]) -> ComparisonView:
    """A comparison of the analysis with what its figures come to now; `found` is what the analysis read them as.

    Where no number of them was corrected it is as the analysis has it.
    """
    now = [replace(reading, time=None) for _, _, reading in view.operands]
    before = [replace(reading, time=None) for reading in found]
    if now == before or view.kind is ComparisonKind.RESTATEMENT:
        return view
    if view.kind is ComparisonKind.SUM:
        # The last figure may be the stated total of the others.
        stated = _ends(compare.total(before[:-1])) == (view.low, view.high)
        low, high = _ends(compare.total(now[:-1] if stated else now))
    elif view.kind is ComparisonKind.RATE:
        low, high = _ends(compare.rate(now[0], now[1]))
    else:
        low, high = reckon(view.kind, now[0], now[1])
    return replace(view, low=low, high=high)


def _ends(found: Interval | None) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if found is None else (found.low, found.high)


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
    return _ends(found)
