"""Claims in passing: thoughts, wishes and captions, which stand among the others once somebody takes them up.

Both conditions are written so that SQLite walks the index of a list for them: it has the columns they look at.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, literal_column, not_, or_

from core.records import ClaimState
from db.schema import claim

_IN_PASSING: ColumnElement[bool] = literal_column("claim.in_passing")

NOT_TAKEN_UP = tuple(state for state in ClaimState if not state.is_taken_up)

LISTED: ColumnElement[bool] = or_(not_(_IN_PASSING), claim.c.state.not_in(NOT_TAKEN_UP))
"""That a claim stands among all others, wherever they are listed, counted or told of."""

PASSED_BY: ColumnElement[bool] = not_(LISTED)
"""That a claim is only shown when asked for."""

PASSED_BY_INDEXED = (_IN_PASSING, claim.c.state.in_(NOT_TAKEN_UP))
"""The same as conditions that are found in the index of claims in passing, which has them in no order."""


def listing(in_passing: bool) -> ColumnElement[bool]:
    """The claims that a list holds, by whether it is of those in passing."""
    return PASSED_BY if in_passing else LISTED
