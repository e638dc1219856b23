"""How long a desk of 100,000 claims takes to answer: `make bench`. A person feels what takes over 50 ms."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from core.records import (
    Analysis,
    Attribution,
    ClaimFilter,
    Document,
    Figure,
    MentionKind,
    Order,
    Question,
    Queue,
    Quote,
    Reading,
    Span,
)
from db.operations import ImportArticle, SetRating
from db.store import Desk, open_desk

pytestmark = pytest.mark.benchmark_only

ARTICLES, CLAIMS = 100, 1000
WORDS = ("harbour", "budget", "prisoners", "minister", "report", "tonnes", "école", "Straße", "river", "vote")
WORST_PLACE = ClaimFilter(queue=Queue.RETURNED)


def article(number: int, chance: random.Random) -> tuple[Document, Analysis]:
    """An article with a claim in each of its sentences, half of them figures, by some of 800 speakers."""
    sentences: list[str] = []
    spans: list[Span] = []
    at = 0
    for place in range(CLAIMS):
        sentence = " ".join(chance.choice(WORDS) for _ in range(10)) + f" {place}"
        spans.append((at, at + len(sentence)))
        sentences.append(sentence)
        at += len(sentence) + 2
    text = ". ".join(sentences)

    def speaker() -> Attribution | None:
        return Attribution(f"Speaker {chance.randrange(800)}") if chance.random() < 0.7 else None

    def worth() -> float:
        return round(chance.random(), 3)

    quotes = tuple(Quote(MentionKind.INDIRECT, (s,), speaker=speaker(), checkworthy=worth()) for s in spans[::2])
    five = Reading(Decimal(5), Decimal(5))
    figures = tuple(Figure((s,), five, speaker=speaker(), checkworthy=worth()) for s in spans[1::2])
    data = text.encode()
    found = Document(
        f"{number}.txt", text, data, sha256(data).hexdigest(), "text/plain", title=f"Article {number}"
    )
    return found, Analysis("bench", "1", quotes, figures)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    chance = random.Random(20250911)  # noqa: S311 (the same desk every time)
    with open_desk(tmp_path_factory.mktemp("bench") / "large.desk") as desk:
        for number in range(ARTICLES):
            desk.transact(ImportArticle(*article(number, chance)), "bench")
        yield desk


@pytest.mark.parametrize("order", Order)
def test_first_hundred_ids(desk: Desk, benchmark: Any, order: Order) -> None:
    assert len(benchmark(desk.read.claim_ids, ClaimFilter(order=order), 100)) == 100


@pytest.mark.parametrize("order", Order)
def test_a_hundred_ids_from_the_middle(desk: Desk, benchmark: Any, order: Order) -> None:
    chosen = ClaimFilter(order=order)
    middle = desk.read.claim_ids(chosen)[ARTICLES * CLAIMS // 2]
    assert len(benchmark(desk.read.claim_ids, chosen, 100, middle)) == 100


def test_all_ids(desk: Desk, benchmark: Any) -> None:
    assert len(benchmark(desk.read.claim_ids, ClaimFilter())) == ARTICLES * CLAIMS


def test_a_filter_that_finds_nothing(desk: Desk, benchmark: Any) -> None:
    assert benchmark(desk.read.claim_ids, WORST_PLACE, 100) == []


@pytest.mark.parametrize("needle", ["ÉCOLE strasse", "speaker 27", "nowhere", "ri"])
def test_search(desk: Desk, benchmark: Any, needle: str) -> None:
    assert bool(benchmark(desk.read.claim_ids, ClaimFilter(text=needle), 100)) is (needle != "nowhere")


def test_a_hundred_rows(desk: Desk, benchmark: Any) -> None:
    ids = desk.read.claim_ids(ClaimFilter(order=Order.CHECKWORTHY), 100)
    assert len(benchmark(desk.read.claim_rows, ids)) == 100


def test_a_claim_opened(desk: Desk, benchmark: Any) -> None:
    assert benchmark(desk.read.claim, 4321) is not None


def test_an_article_of_a_thousand_claims_opened(desk: Desk, benchmark: Any) -> None:
    assert len(benchmark(desk.read.article, 50).marks) == CLAIMS


def test_queues(desk: Desk, benchmark: Any) -> None:
    assert benchmark(desk.read.queues)[Queue.ALL] == ARTICLES * CLAIMS


def test_the_list_of_articles(desk: Desk, benchmark: Any) -> None:
    assert len(benchmark(desk.read.articles)) == ARTICLES


def test_the_list_of_speakers(desk: Desk, benchmark: Any) -> None:
    assert len(benchmark(desk.read.speakers)) == 800


def test_a_rating(desk: Desk, benchmark: Any) -> None:
    keys = [rating.key for rating in desk.read.scale().so]
    turn = iter(range(10**9))

    def rate() -> None:
        number = next(turn)
        desk.transact(SetRating(1 + number % 50, Question.SO, keys[number // 50 % len(keys)]), "bench")

    benchmark.pedantic(rate, rounds=40)
