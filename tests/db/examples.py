"""An invented article with what a pipeline would find in it, and what of a desk can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from core.records import (
    Analysis,
    Attribution,
    CheckView,
    ClaimFilter,
    Comparison,
    ComparisonKind,
    Document,
    Figure,
    Form,
    FoundSpeaker,
    MentionKind,
    NumberChange,
    Order,
    Pieces,
    Quote,
    Reading,
    SpeakerKind,
    TimeReading,
    UnitKind,
)
from db.store import Desk

ME = "Ana Beric"

TEXT = (
    "Velin frees 52 prisoners\n"
    "\n"
    "Velin let 52 prisoners go on Thursday. The number falls well short of the 1,300 or 1,400 people "
    "whose freedom Mr. Holt has sought. Fares rose by 4.6 per cent 🚆 in August.\n"
    "\n"
    "“These are lives,” said Irena Sokal, “and none of them should be traded.”\n"
    "\n"
    "Varpress quoted Holt as saying Tarsia wants its embassy open again, two officials said.\n"
)


def at(words: str, text: str = TEXT, nth: int = 0) -> tuple[int, int]:
    """Where the words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def document(text: str = TEXT, name: str = "velin.txt", **more: Any) -> Document:
    data = text.encode()
    known: dict[str, Any] = {
        "title": "Velin frees 52 prisoners",
        "outlet": "Varpress",
        "published": date(2025, 9, 11),
    }
    return Document(name, text, data, sha256(data).hexdigest(), "text/plain", "utf-8", **(known | more))


HOLT = Attribution("Daniel Holt", SpeakerKind.PERSON, (at("Mr. Holt"),), None, 0.9)


def analysis(rules: str = "r1", **more: Any) -> Analysis:
    """Four figures (the headline's among them), three quotes, a share and a restatement."""
    known: dict[str, Any] = {
        "quotes": (
            Quote(
                MentionKind.DIRECT,
                (at("“These are lives,”"), at("“and none of them should be traded.”")),
                (at("said"),),
                Attribution("Irena Sokal", SpeakerKind.PERSON, (at("Irena Sokal"),), None, 0.95),
                rule="split",
                checkworthy=0.2,
            ),
            Quote(
                MentionKind.INDIRECT,
                (at("Tarsia wants its embassy open again"),),
                (at("quoted"), at("as saying")),
                replace(HOLT, pieces=(at("Holt", nth=1),), via="Varpress"),
                checkworthy=0.6,
                reasons=("named place",),
            ),
            Quote(
                MentionKind.INDIRECT,
                (at("Varpress quoted Holt as saying Tarsia wants its embassy open again"),),
                speaker=Attribution("two officials", SpeakerKind.UNNAMED, (at("two officials"),), None, 0.5),
                negated=False,
                checkworthy=0.3,
            ),
        ),
        "figures": (
            Figure(
                (at("52 prisoners", nth=1),),
                Reading(Decimal(52), Decimal(52), counted="prisoners"),
                checkworthy=0.9,
            ),
            Figure(
                (at("1,300 or 1,400 people"),),
                Reading(Decimal(1300), Decimal(1400), Form.ALTERNATIVES, counted="people", modifiers=("sought",)),
                speaker=HOLT,
                checkworthy=0.8,
                reasons=("range",),
            ),
            Figure(
                (at("by 4.6 per cent"),),
                Reading(
                    Decimal("4.60"),
                    Decimal("4.60"),
                    change=NumberChange("up", "by"),
                    unit_kind=UnitKind.PERCENT,
                    time=TimeReading(
                        date(2025, 8, 1),
                        date(2025, 8, 31),
                        "month",
                        date(2025, 9, 11),
                        ((date(2024, 8, 1), date(2024, 8, 31)),),
                    ),
                ),
                checkworthy=0.7,
            ),
            Figure((at("52 prisoners"),), Reading(Decimal(52), Decimal(52), counted="prisoners"), checkworthy=0.4),
        ),
        "comparisons": (
            Comparison(
                ComparisonKind.SHARE,
                (0, 1),
                Decimal("0.0371428571428571428571428571428571428571"),
                Decimal("0.04"),
                (at("falls well short of"),),
                "same counted noun",
            ),
            Comparison(ComparisonKind.RESTATEMENT, (3, 0), None, None, (), "headline and body"),
        ),
        "speakers": (
            FoundSpeaker("Daniel Holt", SpeakerKind.PERSON, ("envoy",), (at("Mr. Holt"),)),
            FoundSpeaker("Irena Sokal", SpeakerKind.PERSON, (), (at("Irena Sokal"),)),
        ),
    }
    return Analysis("en_test 1.0", rules, **(known | more))


def claim_at(desk: Desk, words: str) -> int:
    """The id of the first claim in text order that has these words."""
    ids = desk.read.claim_ids(ClaimFilter(order=Order.POSITION))
    rows = desk.read.claim_rows(ids)
    return next(i for i in ids if rows[i].words == words)


def content(text: str, pieces: Pieces) -> list[str]:
    return [text[start:end] for start, end in pieces]


def visible(desk: Desk) -> dict[str, Any]:
    """All that a person sees of a desk except the history, which only grows, and the number of revisions."""
    read = desk.read
    views = {}
    for article in read.articles():
        report = read.report(article.id)
        assert report is not None
        for view in report.claims:
            c = view.check
            check = CheckView(said=c.said, so=c.so, rationale=c.rationale, example=c.example)
            views[view.row.id] = replace(view, history=(), check=check)
    return {
        "claims": views,
        "articles": read.articles(),
        "opened": [read.article(row.id) for row in read.articles()],
        "speakers": read.speakers(),
        "queues": read.queues(),
        "lists": {order: read.claim_ids(ClaimFilter(order=order)) for order in Order},
        "found": read.claim_ids(ClaimFilter(text="holt")),
    }


def dump(desk: Desk, but: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Every row of every table."""
    raw = desk.connection
    with raw.begin():
        tables = (
            raw.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            .scalars()
            .all()
        )
        found = []
        for table in tables:
            if table not in but:
                rows = raw.exec_driver_sql(f'SELECT * FROM "{table}"').all()  # noqa: S608
                found += [(table, *row) for row in sorted(rows, key=repr)]
    return found
