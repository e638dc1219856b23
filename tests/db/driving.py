"""What the tests of desks share: a claim as a view shows it, and an operation that is refused."""

from __future__ import annotations

import pytest

from core.errors import UserError
from core.records import ClaimView, TextPlace
from db.operations import Operation
from db.store import Desk
from tests.db.examples import ME, claim_at, dump


def view(desk: Desk, claim: int) -> ClaimView:
    """The claim as a view shows it; it is on the desk."""
    found = desk.read.claim(claim)
    assert found is not None
    return found


def view_at(desk: Desk, words: str) -> ClaimView:
    """The claim with these words as a view shows it."""
    return view(desk, claim_at(desk, words))


def refused(desk: Desk, operation: Operation, code: str, by: str = ME) -> str:
    """What is said when the operation is refused, with this code and without a trace on the desk."""
    before = dump(desk)
    with pytest.raises(UserError) as caught:
        desk.transact(operation, by)
    assert caught.value.code == code
    assert dump(desk) == before
    return caught.value.message


def text_places(desk: Desk, typed: str) -> list[TextPlace]:
    """Where all articles of the desk have these words and no claim has."""
    part = desk.read.text_places(typed)
    found = list(part.places)
    while part.below is not None:
        part = desk.read.text_places(typed, part.below)
        found += part.places
    return found
