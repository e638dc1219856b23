"""How lists and counts are looked up: along indexes that hold all they ask for, and nothing is sorted.

Plans are made without statistics: they are the same on a desk of 100,000 claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from core.records import ClaimFilter, Order, Queue
from db import claim_list, search_query
from db.operations import AssignClaims, ImportArticle
from db.store import Desk
from tests.db.examples import ME
from tests.db.in_passing import article, claims

ASKED = ClaimFilter(in_passing=True)


@pytest.fixture
def newsroom(empty: Desk) -> Desk:
    empty.transact(ImportArticle(*article()), ME)
    return empty


@contextmanager
def plans(desk: Desk) -> Iterator[list[str]]:
    """Fills with how SQLite goes about every question asked meanwhile, a step a line."""
    asked: list[tuple[str, object]] = []
    engine, found = desk.connection.engine, list[str]()

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        if statement.lstrip().startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)
    for statement, parameters in asked:
        rows = desk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
        found += [row[3] for row in rows]
    desk.connection.rollback()


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("chosen", [ClaimFilter(), ASKED, ClaimFilter(figures=False), ClaimFilter(Queue.TO_CHECK)])
def test_a_list_is_walked_along_its_index_and_nothing_is_sorted(
    newsroom: Desk, monkeypatch: pytest.MonkeyPatch, chosen: ClaimFilter, order: Order
) -> None:
    monkeypatch.setattr(search_query, "FEW", 0)
    wanted = replace(chosen, order=order)
    with plans(newsroom) as found:
        newsroom.read.claim_ids(wanted, 100)
    assert found[-1] == f"SEARCH claim USING COVERING INDEX ix_claim_{order} (shown=?)"
    assert not any("TEMP B-TREE" in step for step in found)


def test_counts_are_walked_along_an_index_and_nothing_is_sorted(newsroom: Desk) -> None:
    with plans(newsroom) as found:
        newsroom.read.claim_tally(ClaimFilter())
        newsroom.read.claim_tally(ASKED)
        newsroom.read.queues()
        newsroom.read.speakers()
        claim_list.tally(newsroom.connection, ClaimFilter(speaker_id=1), None, 100)
        claim_list.tally(newsroom.connection, ClaimFilter(article_id=1), None, 100)
    walks = [step for step in found if " claim USING" in step or step.startswith("SCAN claim")]
    assert walks
    assert all("USING COVERING INDEX" in step for step in walks), walks
    with plans(newsroom) as found:
        newsroom.read.queues()
        newsroom.read.claim_tally(ClaimFilter())
    assert not any("TEMP B-TREE" in step for step in found), found


def test_articles_are_tallied_along_their_index(newsroom: Desk) -> None:
    with plans(newsroom) as found:
        newsroom.read.articles()
    assert "SCAN claim USING COVERING INDEX ix_claim_tally" in found


def test_the_claims_of_one_person_are_walked_along_their_index(
    newsroom: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.transact(AssignClaims(tuple(newsroom.read.claim_ids(ClaimFilter())), ME), ME)
    with plans(newsroom) as found:
        newsroom.read.claim_ids(ClaimFilter(assignee=ME))
    assert "SEARCH claim USING COVERING INDEX ix_claim_assigned (assignee=? AND shown=?)" in found
    monkeypatch.setattr(search_query, "FEW", 0)
    with plans(newsroom) as found:
        newsroom.read.claim_ids(ClaimFilter(assignee=ME))
        newsroom.read.claim_tally(ClaimFilter(assignee=ME))
    assert found.count("SEARCH claim USING COVERING INDEX ix_claim_assigned (assignee=? AND shown=?)") == 4
    assert not any("TEMP B-TREE" in step for step in found)


def test_few_in_passing_are_looked_up_and_not_walked_to(newsroom: Desk) -> None:
    with plans(newsroom) as found:
        assert set(newsroom.read.claim_ids(ASKED, 100)) == set(claims(newsroom))
    assert found[0] == "SEARCH claim USING COVERING INDEX ix_claim_in_passing (state=?)"
    assert not any("shown=?" in step for step in found)
