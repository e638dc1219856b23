"""Captions with a credit: invented people and places."""

from __future__ import annotations

import pytest

from core.records import CAPTION, THOUGHT_OR_WISH, Analysis, Quote, is_in_passing
from tests.core.extraction.helpers import analyse

STORY = "The ferry is back\n\n{caption}\n\nAnna Vell said the ferry was late. It carried 300 people."


def captions(found: Analysis) -> list[Quote]:
    return [quote for quote in found.quotes if quote.rule == "caption"]


@pytest.mark.parametrize(
    ("line", "caption", "name", "via"),
    [
        ("The ferry at Orme on 3 May. Image: Mara Ingle.", "The ferry at Orme on 3 May.", "Mara Ingle", None),
        ("The ferry at Orme Image: Mara Ingle.", "The ferry at Orme", "Mara Ingle", None),
        ("The ferry at Orme (Photo: Mara Ingle/Norpress)", "The ferry at Orme", "Mara Ingle", "Norpress"),
        ("The ferry at Orme. Photo by Mara Ingle", "The ferry at Orme.", "Mara Ingle", None),
        (
            "The ferry at Orme. Picture courtesy of the Orme Harbour Authority",
            "The ferry at Orme.",
            "Orme Harbour Authority",
            None,
        ),
        ("How the tide runs at Orme. Chart: Sea Survey", "How the tide runs at Orme.", "Sea Survey", None),
        ("Otto Dell’s boat | Video: Mara Ingle via Norpress", "Otto Dell’s boat", "Mara Ingle", "Norpress"),
    ],
)
def test_caption_is_listed_with_whom_it_is_credited_to(
    line: str, caption: str, name: str, via: str | None
) -> None:
    text = STORY.format(caption=line)
    (found,) = captions(analyse(text))
    assert " … ".join(text[a:b] for a, b in found.pieces) == caption
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.via) == (name, via)
    assert found.reasons == (CAPTION,)
    assert found.checkworthy == 0.2


@pytest.mark.parametrize(
    "line",
    [
        "Image: Mara Ingle.",
        "In Pictures: Orme Harbour Festival",
        "She held up a photo: it was the ferry.",
        "The ferry at Orme. Image: it was taken at noon.",
        "The ferry at Orme was shown in a video by the harbour.",
        "The ferry at Orme. Photos: 1. The quay. 2. The mast.",
        "The ferry at Orme. Image: ",
        "Image: ",
        "Image: .",
        ":",
    ],
)
def test_no_caption_without_words_and_a_name(line: str) -> None:
    assert captions(analyse(STORY.format(caption=line))) == []


def test_whoever_took_the_picture_has_no_figure_and_hands_nothing_on() -> None:
    text = STORY.format(caption="Some 40 boats came to Orme. Image: Mara Ingle.")
    found = analyse(text)
    figures = {text[slice(*figure.pieces[0])]: figure for figure in found.figures}
    assert figures["Some 40 boats"].speaker is None
    assert figures["Some 40 boats"].mention is None
    assert all(quote.speaker is None or quote.speaker.via is None for quote in found.quotes)


def test_report_in_a_caption_is_the_one_who_speaks_s() -> None:
    text = STORY.format(caption="Otto Dell says the boat is his. Image: Mara Ingle.")
    found = analyse(text)
    assert captions(found) == []
    assert [q.speaker.name for q in found.quotes if q.speaker] == ["Otto Dell", "Anna Vell"]


def test_other_mentions_keep_what_they_point_at() -> None:
    text = STORY.format(caption="The ferry at Orme. Image: Mara Ingle.") + (
        "\n\nVell said Dell had told her that 52 boats were lost."
    )
    found = analyse(text)
    inner = next(quote for quote in found.quotes if quote.parent is not None)
    assert "had told her" in text[slice(*found.quotes[inner.parent or 0].pieces[0])]
    held = {text[slice(*f.pieces[0])]: f for f in found.figures}["52 boats"]
    assert held.mention is not None
    assert "52 boats" in text[slice(*found.quotes[held.mention].pieces[0])]
    assert [quote.pieces[0] for quote in found.quotes] == sorted(quote.pieces[0] for quote in found.quotes)


def test_whom_captions_are_credited_to_are_among_the_speakers_once() -> None:
    text = STORY.format(
        caption="The quay. Image: Mara Ingle.\n\nThe mast. Image: Mara Ingle.\n\nSea. Photo: Anna Vell"
    )
    names = [speaker.name for speaker in analyse(text).speakers]
    assert sorted(names) == ["Anna Vell", "Mara Ingle"]


def test_captions_and_what_is_thought_or_wished_are_in_passing_and_what_is_said_is_not() -> None:
    text = STORY.format(caption="The ferry at Orme. Image: Mara Ingle.\n\nOtto Dell hopes the ferry stays.")
    found = {text[q.pieces[0][0] : q.pieces[-1][1]]: q.reasons for q in analyse(text).quotes}
    passing = {words: reasons for words, reasons in found.items() if is_in_passing(reasons)}
    assert passing == {"The ferry at Orme.": (CAPTION,), "the ferry stays": (THOUGHT_OR_WISH,)}
    assert "the ferry was late" in found


def test_what_stands_before_a_credit_s_colon_is_no_part_of_a_name() -> None:
    found = analyse(STORY.format(caption="The ferry at Orme Harbour Image: Mara Ingle."))
    assert "Orme Harbour Image" not in [speaker.name for speaker in found.speakers]
