"""What claim reviews and anchors call a claim: words that stand alone, and a number that stays its own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from core.records import MentionKind, SpeakerKind
from core.reports import FORMATS, claimreview, profile
from core.reports.model import Publisher, ReportModel
from tests.core.reports.test_formats import reviewed, schema

K = MentionKind
SAID = [
    (
        K.DIRECT,
        "",
        "“We came by night,” … “and left by day.”",
        " she said.",
        "We came by night … and left by day.",
    ),
    (K.DIRECT, "He said ", "'I am not going", " out' twice.", "I am not going"),
    (
        K.MIXED,
        "Crew were ",
        "'told to row', and \"",
        'no boat came".',
        "Crew were 'told to row', and \"no boat came\".",
    ),
    (K.MIXED, "They were told ", "“to row, and", " no boat came.", "They were told to row, and no boat came."),
    (K.INDIRECT, "Bram accused her of ", "having changed", " it.", "Bram accused her of having changed it."),
    (
        K.INDIRECT,
        "ORVENNA, March 3 (Wire) - The second clerk of the harbour office in Pell told the panel in the old hall ",
        "that the boats had sailed against advice",
        " on the night of the storm.",
        "The boats had sailed against advice on the night of the storm.",
    ),
    (
        K.FIGURE,
        "The mayor of Pell said the true figure was ",
        "$33.5 million",
        ", and accused the auditors of counting twice.",
        "The mayor of Pell said the true figure was $33.5 million",
    ),
    (
        K.INDIRECT,
        "Danforth denied the charge, and said ",
        "the boats had sailed",
        ", adding that nobody had asked her.",
        "Mirela Danforth said the boats had sailed",
    ),
    (K.FIGURE, "The yard lost ", "52 men", "; the harbour office lost nobody.", "The yard lost 52 men"),
    (K.FIGURE, "He said ", "52 men", ", and 12 women, were held.", "He said 52 men, and 12 women, were held."),
    (K.FIGURE, "The boats came, and the yard lost ", "52 men", ".", "The yard lost 52 men."),
    (
        K.FIGURE,
        "The ferry, built in the yard at Pell and to be broken up the year after that storm, carried ",
        "412 people",
        ", said the harbour office, which keeps the lists.",
        "The ferry, built in the yard at Pell and to be broken up the year after that storm, carried 412 people, "
        "said the harbour office",
    ),
]


def test_a_claims_number_is_its_own_in_every_report() -> None:
    """Reports with more and fewer claims call each by the same number, in every format that numbers them."""
    model = reviewed()
    [part] = model.parts
    fewer = replace(model, parts=(replace(part, claims=part.claims[4:]),))
    site = Publisher("The Courier", "", "https://courier.example/{number}")
    for each in (model, fewer):
        page = FORMATS["html"].render(profile.public(each)).decode("utf-8")
        ids = [claim.row.id for claim in profile.public(each).claims]
        assert re.findall(r'<article class="claim" id="c(\d+)"', page) == [str(number) for number in ids]
        urls = [review["url"] for review in claimreview.reviews(replace(each, publisher=site))]
        assert urls == [f"https://courier.example/{number}" for number in ids]


@pytest.mark.parametrize(("kind", "before", "words", "after", "claimed"), SAID, ids=range(len(SAID)))
def test_a_review_says_the_claim_in_words_that_stand_alone(
    kind: MentionKind, before: str, words: str, after: str, claimed: str
) -> None:
    model = reviewed()
    [part] = model.parts
    claim = part.claims[0]
    claim = replace(
        claim,
        row=replace(claim.row, kind=kind, words=words, speaker="Mirela Danforth"),
        before=before,
        after=after,
        pieces=(),
    )
    [review] = claimreview.reviews(replace(model, parts=(replace(part, claims=(claim,)),)))
    assert review["claimReviewed"] == claimed


@pytest.mark.parametrize(
    ("kind", "words", "claimed"),
    [
        (K.INDIRECT, "that the dyke would hold", "The dyke would hold"),
        (K.MIXED, "“nobody pays for water”", "nobody pays for water"),
        (K.MIXED, "that “nobody pays” for water", "“nobody pays” for water"),
        (K.INDIRECT, "to leave the yard", "Counsel told the panel that the yard had been told to leave the yard."),
    ],
)
def test_what_was_handed_on_is_told_without_who_handed_it_on(kind: MentionKind, words: str, claimed: str) -> None:
    """The claim is ascribed to its speaker: the relayer's sentence is none of theirs."""
    model = reviewed()
    [part] = model.parts
    claim = part.claims[0]
    row = replace(claim.row, kind=kind, words=words, speaker="Mirela Danforth", via="Counsel")
    claim = replace(
        claim, row=row, before="Counsel told the panel that the yard had been told ", after=".", pieces=()
    )
    [review] = claimreview.reviews(replace(model, parts=(replace(part, claims=(claim,)),)))
    assert review["claimReviewed"].casefold() == claimed.casefold()
    assert review["itemReviewed"]["author"]["name"] == "Mirela Danforth"


SENTENCE = "The agency said that 14 of the 52 were foreign nationals, and that none of them had been convicted."


def _figures(*words: str) -> ReportModel:
    """Approved figures of one sentence, rated in turn."""
    model = reviewed()
    [part] = model.parts
    first = part.claims[0]
    claims = []
    for number, each in enumerate(words, 1):
        at = SENTENCE.index(each)
        row = replace(first.row, id=number, kind=K.FIGURE, words=each, so="true" if number == 1 else "false")
        check = replace(first.check, so=row.so)
        claims.append(
            replace(first, row=row, check=check, before=SENTENCE[:at], after=SENTENCE[at + len(each) :], pieces=())
        )
    return replace(model, parts=(replace(part, claims=tuple(claims)),))


def test_of_two_figures_in_one_sentence_each_review_says_which_it_is_of() -> None:
    """Else one publisher rates the same words true and false."""
    both = claimreview.reviews(_figures("14", "52"))
    assert [review["claimReviewed"] for review in both] == [
        "The figure “14” in: The agency said that 14 of the 52 were foreign nationals",
        "The figure “52” in: The agency said that 14 of the 52 were foreign nationals",
    ]
    [alone] = claimreview.reviews(_figures("14"))
    assert alone["claimReviewed"] == "The agency said that 14 of the 52 were foreign nationals"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Marit Osk in Norvil", ["Marit Osk"]),
        ("By Marit Osk and Sven van Dell", ["Marit Osk", "Sven van Dell"]),
        ("Marit Osk in Norvil; Ada Weir, political editor", ["Marit Osk", "Ada Weir"]),
        ("Marit Osk, Ada Weir & Sven Dell", ["Marit Osk", "Ada Weir", "Sven Dell"]),
        ("Marit Osk, Correspondent", ["Marit Osk"]),
        ("our own correspondent", ["our own correspondent"]),
        ("Marit", ["Marit"]),
        ("", []),
    ],
)
def test_a_byline_is_who_wrote_it_one_by_one(byline: str, names: list[str]) -> None:
    model = _figures("14")
    [part] = model.parts
    claim = replace(part.claims[0], row=replace(part.claims[0].row, speaker=None))
    article = replace(part.article, outlet=None, byline=byline)
    model = replace(model, parts=(replace(part, article=article, claims=(claim,)),))
    author = claimreview.reviews(model)[0]["itemReviewed"].get("author", [])
    people = author if isinstance(author, list) else [author]
    assert people == [{"@type": "Person", "name": name} for name in names]
    jsonschema.validate(json.loads(claimreview.render(model)), schema("claimreview.schema.json"))


def _rated(said: str | None, so: str | None, **changes: Any) -> dict[str, Any]:
    model = reviewed()
    [part] = model.parts
    quote = next(claim for claim in part.claims if claim.row.kind.is_quote and claim.review is not None)
    check = replace(quote.check, said=said, so=so)
    quote = replace(quote, check=check, row=replace(quote.row, said=said, so=so), **changes)
    [review] = claimreview.reviews(replace(model, parts=(replace(part, claims=(quote,)),)))
    return review


def test_a_true_claim_that_was_put_into_somebodys_mouth_is_not_called_theirs() -> None:
    faithful, trimmed, altered, not_theirs = (
        _rated(said, "true") for said in ("verbatim", "trimmed", "altered", "misattributed")
    )
    assert faithful["reviewRating"]["alternateName"] == trimmed["reviewRating"]["alternateName"] == "True"
    assert altered["reviewRating"]["alternateName"] == "True; as a quote: Altered"
    assert altered["itemReviewed"]["author"] == faithful["itemReviewed"]["author"]
    assert not_theirs["reviewRating"]["alternateName"] == "True; as a quote: Misattributed"
    assert not_theirs["reviewRating"]["ratingExplanation"].startswith("Said? Misattributed: ")
    assert "author" not in not_theirs["itemReviewed"]


def test_a_rating_without_a_number_has_its_reasons_too() -> None:
    rating = _rated("verbatim", "opinion")["reviewRating"]
    assert "ratingValue" not in rating
    assert rating["ratingExplanation"]


@pytest.mark.parametrize(
    ("speaker", "kind", "quoted", "outlet", "author"),
    [
        ("one", SpeakerKind.UNNAMED, False, "The Courier", None),
        ("two officials", SpeakerKind.UNNAMED, True, "The Courier", {"@type": "Person", "name": "two officials"}),
        (None, None, False, "The Courier", {"@type": "Organization", "name": "The Courier"}),
        (None, None, False, "", {"@type": "Person", "name": "Mara Vinter"}),
        # A figure in a quote nobody is found for is not its outlet's.
        (None, None, True, "The Courier", None),
    ],
)
def test_a_claim_is_ascribed_to_whom_it_names(
    speaker: str | None, kind: SpeakerKind | None, quoted: bool, outlet: str, author: dict[str, str] | None
) -> None:
    model = reviewed()
    [part] = model.parts
    claim = part.claims[0]
    claim = replace(claim, row=replace(claim.row, kind=K.FIGURE, speaker=speaker, quoted=quoted))
    claim = replace(claim, speaker_kind=kind)
    article = replace(part.article, outlet=outlet or None, byline="Mara Vinter")
    [review] = claimreview.reviews(replace(model, parts=(replace(part, article=article, claims=(claim,)),)))
    assert review["itemReviewed"].get("author") == author
