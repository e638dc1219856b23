"""Reports that the learned tagger does not see and the rules are sure of: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, quotes


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "The doctor laid down her pen. She observed, very quietly, that a ghost had been running the water.",
            "that a ghost had been running the water",
            None,
        ),
        (
            "Anna Vell is due to argue in Orme on Wednesday that trade and safety go together.",
            "that trade and safety go together",
            "Anna Vell",
        ),
        ("Otto Dell came away convinced that the dam was safe.", "that the dam was safe", "Otto Dell"),
    ],
)
def test_a_clause_with_that_behind_a_verb_of_saying(text: str, said: str, speaker: str | None) -> None:
    found = {words: name for _, words, name in quotes(text)}
    assert said in found
    assert speaker is None or found[said] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "It is important to remember, though, that the bridge is old.",
        "It is worth noting that the bridge is old.",
        "The cache held company emails that a former manager had handed over.",
        "It is a good bet that the bridge is old.",
        "What do you say to that?",
    ],
)
def test_no_report_of_what_the_writer_reminds_of(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The vote is on Monday, although a recent poll found only a quarter of citizens favoured it.",
            "only a quarter of citizens favoured it",
        ),
        ("The council meets on Monday, although a study found 40 homes were damp.", "40 homes were damp"),
        ("They estimated by 2050, more people would double it.", "by 2050, more people would double it"),
    ],
)
def test_what_research_found_without_that(text: str, said: str) -> None:
    assert said in [words for _, words, _ in quotes(text)]


@pytest.mark.parametrize(
    ("headline", "said", "speaker"),
    [
        ("Orme court rules worship of the sea is legal", "worship of the sea is legal", "Orme court"),
        ("Judge rules mayor broke the law", "mayor broke the law", "Judge"),
    ],
)
def test_a_headline_whose_verb_looks_like_a_noun(headline: str, said: str, speaker: str) -> None:
    first = quotes(f"{headline}\n\nIt was on Monday.")[0]
    assert first[1:] == (said, speaker)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Speaking after the match, Otto Dell, the Orme coach, said: “We won.”", "Otto Dell, the Orme coach"),
        ("Talking to reporters outside court, his lawyer, Ida Marr, said: “It is over.”", "his lawyer, Ida Marr"),
    ],
)
def test_the_subject_stands_behind_what_opens_the_sentence(text: str, span: str) -> None:
    (quote,) = analyse(text).quotes
    assert quote.speaker is not None
    assert text[slice(*quote.speaker.pieces[0])] == span


def test_words_in_a_post_are_direct_speech() -> None:
    text = "Ida Marr admitted it, writing in a blog post “I loaded up the tool.”"
    assert ("direct", "“I loaded up the tool.”", "Ida Marr") in quotes(text)


def test_whoever_a_source_quotes_is_no_part_of_what_it_gives() -> None:
    text = "According to the agency Norpress, quoting the army, the troops are on alert."
    (quote,) = analyse(text).quotes
    assert text[slice(*quote.pieces[0])] == "the troops are on alert"


def test_nobody_hands_on_what_somebody_told_the_press() -> None:
    (quote,) = analyse("“We want to show it,” Ida Marr told the press.").quotes
    assert quote.speaker is not None and quote.speaker.via is None


def test_a_set_off_statement_ends_where_the_reporter_goes_on() -> None:
    text = (
        "In a statement, the Orme church denied these claims:\n\n"
        "She was certainly not forced to be there. She never worked in the kitchen. They also claimed that Ida "
        "Marr was a volunteer."
    )
    assert ("indirect", "She was certainly not forced to be there. She never worked in the kitchen.") in [
        (kind, words) for kind, words, _ in quotes(text)
    ]


def test_the_speaker_before_a_headline_s_colon_is_no_verb() -> None:
    text = "Reports: ‘shortened’ asylum process to replace hearing\n\nThe Home Office did not comment."
    said = [words for _, words, _ in quotes(text)]
    assert said[0] == "‘shortened’ asylum process to replace hearing"
    assert "‘shortened’" not in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A plan that critics fear costs too much was passed.", "costs too much"),
        ("Ida Marr, who police say plans to sue, was away.", "plans to sue"),
    ],
)
def test_a_clause_without_its_subject_ends_with_the_relative_clause(text: str, said: str) -> None:
    assert [words for _, words, _ in quotes(text)] == [said]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Ida Marr made the claim that the road was shut.", "that the road was shut", "Ida Marr"),
        ("The agency issued a warning that the dam could fail.", "that the dam could fail", "The agency"),
        ("Investigators reached the conclusion that the fire was set.", "that the fire was set", "Investigators"),
        ("The mayor came to the conclusion that the bridge was old.", "that the bridge was old", "The mayor"),
        ("Ida Marr faces claims that she lied.", "that she lied", None),
        ("There were claims that she lied.", "that she lied", None),
    ],
)
def test_a_noun_of_saying_is_whoever_gives_it_s(text: str, said: str, speaker: str | None) -> None:
    assert [(words, name) for _, words, name in quotes(text)] == [(said, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "The code bars judges from making statements that would cast doubt on them.",
        "The remark, first reported by the Courier, drew laughter.",
    ],
)
def test_what_is_said_of_a_remark_is_no_remark(text: str) -> None:
    assert quotes(text) == []


def test_a_cue_with_its_occasion_stands_between_subject_and_verb() -> None:
    text = "The big hit of the evening, the Courier noted from the long queue, was the photo room."
    assert [words for _, words, _ in quotes(text)] == ["The big hit of the evening | was the photo room"]


def test_another_s_report_behind_with_is_its_own() -> None:
    text = "Officials told tenants every case would be heard, with the Courier reporting that it was late."
    assert [words for _, words, _ in quotes(text)] == ["every case would be heard", "that it was late"]


def test_a_quote_without_a_cue_is_whole_over_paragraphs() -> None:
    text = (
        "Otto Dell told Sky any plan “must be well thought out”: “Moves to cut the queue are welcome.\n\n"
        "“It cannot be fair to ask people to wait.”"
    )
    said = [words for _, words, _ in quotes(text)]
    assert "“Moves to cut the queue are welcome. | “It cannot be fair to ask people to wait.”" in said
    assert sum("Moves" in words for words in said) == 1


def test_a_forecast_begins_with_its_year() -> None:
    assert [words for _, words, _ in quotes("The ministry predicted in 2030, 40 dams would fail.")] == [
        "in 2030, 40 dams would fail"
    ]
