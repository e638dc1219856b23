"""A desk as large as a newsroom's after some years: 100,000 claims in 2,000 articles, and one long transcript.

`python -m tests.benchmarks.making DESK [CLAIMS]` makes one to look at.
"""

from __future__ import annotations

import random
import sys
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from core.records import Analysis, Attribution, Document, Figure, MentionKind, Quote, Reading, Span, UnitKind
from db.operations import ImportArticle
from db.store import open_desk

ARTICLES, CLAIMS = 2_000, 100_000
LONG_WORDS, LONG_MENTIONS = 5_000, 300
SPEAKERS = 800
_WORDS = ("harbour", "budget", "prisoners", "minister", "report", "tonnes", "école", "Straße", "river", "vote")
_NAMES = ("Ada", "Bela", "Cato", "Dora", "Egon", "Finn", "Gita", "Hugo", "Ines", "Jana")


def article(number: int, claims: int, chance: random.Random, words: int = 10) -> tuple[Document, Analysis]:
    """An article with a claim in each of its sentences, half of them figures."""
    sentences: list[str] = []
    spans: list[Span] = []
    values: list[int] = []
    at = 0
    for _ in range(claims):
        values.append(chance.randrange(1, 5_000))
        sentence = f"{values[-1]} " + " ".join(chance.choice(_WORDS) for _ in range(words - 1))
        spans.append((at, at + len(sentence)))
        sentences.append(sentence)
        at += len(sentence) + 2
    text = ".\n".join(sentences)

    def speaker() -> Attribution | None:
        who = chance.randrange(SPEAKERS)
        return Attribution(f"{_NAMES[who % 10]} Speaker {who}") if chance.random() < 0.7 else None

    def worth() -> float:
        return round(chance.random(), 3)

    def reading(value: int) -> Reading:
        kind = UnitKind.PERCENT if value < 100 else UnitKind.COUNT
        return Reading(Decimal(value), Decimal(value), unit_kind=kind, counted=chance.choice(_WORDS))

    quotes = tuple(Quote(MentionKind.INDIRECT, (s,), speaker=speaker(), checkworthy=worth()) for s in spans[::2])
    figures = tuple(
        Figure(((s[0], s[0] + len(str(value))),), reading(value), speaker=speaker(), checkworthy=worth())
        for s, value in zip(spans[1::2], values[1::2], strict=True)
    )
    data = text.encode()
    found = Document(
        f"{number}.txt", text, data, sha256(data).hexdigest(), "text/plain", title=f"Article {number}"
    )
    return found, Analysis("bench", "1", quotes, figures)


def make(path: Path, claims: int = CLAIMS, articles: int = ARTICLES) -> None:
    """Make the desk at `path`: always the same one for the same numbers. The long article comes last."""
    chance = random.Random(20250911)  # noqa: S311 (the same desk every time)
    with open_desk(path) as desk:
        for number in range(articles):
            desk.transact(ImportArticle(*article(number, claims // articles, chance)), "bench")
        long = article(articles, LONG_MENTIONS, chance, LONG_WORDS // LONG_MENTIONS)
        desk.transact(ImportArticle(*long), "bench")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else CLAIMS)
