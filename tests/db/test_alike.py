"""Several figures settled as another one was, in one step."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import UserError
from core.records import ClaimFilter, ClaimState, ClaimView, EvidenceDraft, MentionKind, Question, Reading
from db.operations import (
    AddClaim,
    AddEvidence,
    ImportArticle,
    KeepDraft,
    SetAside,
    SetRating,
    SetRationale,
    SettleAlike,
)
from db.store import Desk
from tests.db.examples import ME, document

TEXT = "Of 12 ferries 4 sank, 3 burned and 2 were sold. In the same year 7 lighters were built.\n"
LIST = EvidenceDraft("Harbour register", publisher="Port of Tarsia")


def figures(desk: Desk) -> dict[str, int]:
    """The figures of an article about ferries, by their words."""
    article = desk.transact(ImportArticle(document(TEXT, "ferries.txt", title="Ferries lost")), ME).focus_article
    assert article is not None
    view = desk.read.article(article)
    assert view is not None
    made = {}
    for words in ("12 ferries", "4 sank", "3 burned", "2 were", "7 lighters"):
        start = TEXT.index(words)
        value = Decimal(words.split()[0])
        added = AddClaim(
            view.version_id, MentionKind.FIGURE, ((start, start + len(words)),), reading=Reading(value, value)
        )
        claim = desk.transact(added, ME).focus_claim
        assert claim is not None
        made[words] = claim
    return made


def claim(desk: Desk, claim_id: int) -> ClaimView:
    view = desk.read.claim(claim_id)
    assert view is not None
    return view


def checked(desk: Desk, claim_id: int) -> None:
    desk.transact(SetRating(claim_id, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim_id, "The register lists them."), ME)
    desk.transact(AddEvidence(claim_id, LIST), ME)


def test_the_other_figures_of_a_sentence_are_settled_alike_and_taken_back_as_one(desk: Desk) -> None:
    ids = figures(desk)
    checked(desk, ids["12 ferries"])
    desk.transact(SetRating(ids["3 burned"], Question.SO, "false"), ME)
    others = desk.read.figures_beside(ids["12 ferries"])
    assert others == (ids["4 sank"], ids["2 were"]), "not what was rated, nor what another sentence says"
    change = desk.transact(SettleAlike(ids["12 ferries"], others), ME)
    assert change.label == "settling 2 figures alike"
    for words in ("4 sank", "2 were"):
        view = claim(desk, ids[words])
        assert (view.check.so, view.check.rationale) == ("true", "The register lists them.")
        assert [row.draft for row in view.evidence] == [LIST]
        assert view.row.state is ClaimState.CHECKING
        assert f"settled as claim {ids['12 ferries']} was" in [row.what for row in view.history]
    assert claim(desk, ids["3 burned"]).check.so == "false"
    desk.undo(ME)
    for words in ("4 sank", "2 were"):
        view = claim(desk, ids[words])
        assert (view.check.so, view.check.rationale, view.evidence) == (None, "", ())
        assert view.row.state is ClaimState.OPEN
    assert desk.read.figures_beside(ids["12 ferries"]) == others, "what was taken back can be done again"
    desk.redo(ME)
    assert claim(desk, ids["2 were"]).check.so == "true"


def test_what_somebody_has_worked_on_stays_as_it_is(desk: Desk) -> None:
    ids = figures(desk)
    with pytest.raises(UserError, match="Rate this claim first"):
        desk.transact(SettleAlike(ids["4 sank"], (ids["3 burned"],)), ME)
    checked(desk, ids["4 sank"])
    desk.transact(AddEvidence(ids["3 burned"], replace(LIST, title="Fire brigade log")), ME)
    desk.transact(SetRationale(ids["2 were"], "Sold to whom?"), ME)
    desk.transact(KeepDraft(ids["12 ferries"], "Or 13?"), ME)
    with pytest.raises(UserError, match="None of the other figures") as refusal:
        desk.transact(
            SettleAlike(ids["4 sank"], (ids["3 burned"], ids["2 were"], ids["12 ferries"], ids["4 sank"])), ME
        )
    assert refusal.value.code == "S-ALIKE-NONE"
    assert claim(desk, ids["2 were"]).check.rationale == "Sold to whom?"
    change = desk.transact(SettleAlike(ids["4 sank"], (ids["7 lighters"], ids["2 were"])), ME)
    assert change.claims == {ids["7 lighters"]}
    assert change.label == "settling a figure alike"


def test_what_was_set_aside_is_left_for_later(desk: Desk) -> None:
    article = desk.read.articles()[0].id
    rows = desk.read.claim_rows(figure_ids(desk, article))
    first, second = sorted(rows)[:2]
    desk.transact(SetRating(first, Question.SO, "true"), ME)
    desk.transact(SetAside((second,), True), ME)
    with pytest.raises(UserError, match="None of the other figures"):
        desk.transact(SettleAlike(first, (second,)), ME)


def figure_ids(desk: Desk, article_id: int) -> list[int]:
    return desk.read.claim_ids(ClaimFilter(article_id=article_id, quotes=False))
