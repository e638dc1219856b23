"""Quotes with their speakers: one small text a construction. All people and bodies are invented."""

import pytest

from core.records import MentionKind
from tests.core.extraction.helpers import analyse, quotes, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are ready,” said Ilva Norrin.", ("direct", "“We are ready,”", "Ilva Norrin")),
        ("“We are ready,” Ilva Norrin said on Monday.", ("direct", "“We are ready,”", "Ilva Norrin")),
        ("Ilva Norrin said: “We are ready.”", ("direct", "“We are ready.”", "Ilva Norrin")),
        (
            "“We waited,” Ilva Norrin said, “and waited.”",
            ("direct", "“We waited,” | “and waited.”", "Ilva Norrin"),
        ),
        (
            "“We waited,” said Ilva Norrin. “Nobody came.”",
            ("direct", "“We waited,” | “Nobody came.”", "Ilva Norrin"),
        ),
        ("“Is that all?” Ilva Norrin asked.", ("direct", "“Is that all?”", "Ilva Norrin")),
        ("Ilva Norrin said that the road was shut.", ("indirect", "that the road was shut", "Ilva Norrin")),
        ("Ilva Norrin said on Monday the road was shut.", ("indirect", "the road was shut", "Ilva Norrin")),
        ("The road was shut, Ilva Norrin said.", ("indirect", "The road was shut", "Ilva Norrin")),
        ("Ilva Norrin told reporters in Kell that it was late.", ("indirect", "that it was late", "Ilva Norrin")),
        ("Ilva Norrin urged the council to wait.", ("indirect", "to wait", "Ilva Norrin")),
        ("Ilva Norrin denied taking the money.", ("indirect", "taking the money", "Ilva Norrin")),
        ("According to Ilva Norrin, the road was shut.", ("indirect", "the road was shut", "Ilva Norrin")),
        ("The road was shut, according to Ilva Norrin.", ("indirect", "The road was shut", "Ilva Norrin")),
        ("Ilva Norrin described it as “a disgrace”.", ("mixed", "“a disgrace”", "Ilva Norrin")),
        ("Ilva Norrin called the plan “a disgrace”.", ("mixed", "“a disgrace”", "Ilva Norrin")),
        ("Ilva Norrin accused the firm of “plain theft”.", ("mixed", "“plain theft”", "Ilva Norrin")),
        (
            "Ilva Norrin said it was “a rare act” of mercy.",
            ("mixed", "it was “a rare act” of mercy", "Ilva Norrin"),
        ),
        (
            "The claim stood. Ilva Norrin’s claim that the road was shut drew laughter.",
            ("indirect", "that the road was shut", "Ilva Norrin"),
        ),
    ],
)
def test_constructions(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in quotes(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ilva Norrin, a lawyer who led the team, said the road was shut.", "Ilva Norrin"),
        ("Lostran president Ilva Norrin said the road was shut.", "Ilva Norrin"),
        ("The chair of the board, Ilva Norrin, said the road was shut.", "Ilva Norrin"),
        ("Ilva Norrin resigned. Ms Norrin said the road was shut.", "Ilva Norrin"),
        ("Ilva Norrin resigned. “It was time,” Norrin said.", "Ilva Norrin"),
        ("Mrs Ilva Norrin resigned. She said the road was shut.", "Ilva Norrin"),
        ("Lostran president Ilva Norrin flew home. The Lostran leader said the road was shut.", "Ilva Norrin"),
        ("The Harbour Workers Union (HWU) met. The HWU said the road was shut.", "Harbour Workers Union"),
        ("Two people briefed on the talks said the road was shut.", "Two people briefed on the talks"),
        ("Mr Pell and Mrs Pell came. Carl Pell left. Dora Pell stayed. Mrs Pell said it was late.", "Dora Pell"),
    ],
)
def test_speakers(text: str, name: str) -> None:
    assert name in [who for _, _, who in quotes(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The agency Tarvo quoted Ilva Norrin as saying the road was shut.", "the road was shut"),
        ("“The road is shut,” Tarvo quoted Ilva Norrin as saying.", "“The road is shut,”"),
        ("Ilva Norrin was quoted by Tarvo as saying that the road was shut.", "that the road was shut"),
    ],
)
def test_relayed_quotes_name_the_speaker_and_the_relayer(text: str, words: str) -> None:
    quote = next(q for q in analyse(text).quotes if words_of(text, q) == words)
    assert quote.speaker is not None
    assert (quote.speaker.name, (quote.speaker.via or "").split()[-1]) == ("Ilva Norrin", "Tarvo")


def test_a_report_inside_a_report_has_a_parent_and_is_relayed_by_its_speaker() -> None:
    text = "Ilva Norrin said that Carl Pell had told Mayor Dora Vance that the bridge would open."
    inner = next(q for q in analyse(text).quotes if words_of(text, q) == "that the bridge would open")
    assert inner.speaker is not None
    assert (inner.speaker.name, inner.speaker.via) == ("Carl Pell", "Ilva Norrin")
    assert inner.parent is not None
    assert "Carl Pell" in words_of(text, analyse(text).quotes[inner.parent])


@pytest.mark.parametrize(
    "text",
    [
        "The film “Northern Rain” opens in Kell on Friday.",
        "Everyone knew Carl “Boots” Pell in the valley.",
        "The letter was signed “Ilva”.",
        "CLAIM CHECK: The road is open.",
        "The board's plan and the members' vote were lost.",
    ],
)
def test_what_is_no_quote(text: str) -> None:
    assert quotes(text) == []


def test_negated_and_hypothetical_reports_are_marked() -> None:
    denied = analyse("Ilva Norrin did not say that the road was shut.").quotes[0]
    assert denied.negated and not denied.hypothetical
    might = analyse("Ilva Norrin might say that the road was shut.").quotes[0]
    assert might.hypothetical and not might.negated


def test_a_quote_over_two_paragraphs_is_one_mention() -> None:
    text = "“We waited all night.\n\n“Nobody came for us,” said Ilva Norrin."
    assert quotes(text) == [("direct", "“We waited all night. | “Nobody came for us,”", "Ilva Norrin")]


def test_a_quote_without_a_cue_goes_on_from_the_speaker_before() -> None:
    text = "“We waited all night,” said Ilva Norrin.\n\n“There was nobody in the street at all.”"
    assert quotes(text)[1] == ("direct", "“There was nobody in the street at all.”", "Ilva Norrin")


def test_a_turn_in_a_transcript_goes_on_in_the_next_paragraph() -> None:
    """Where somebody says "I" there; "The court rose at noon." is nobody's."""
    text = (
        "ORR: Is it shut?\n\nVELL: It is low.\n\nI will tell you a story. He lost.\n\nORR: Did he?\n\n"
        "VELL: Yes.\n\nThe court rose at noon.\n\nORR: Good."
    )
    said = [words for _, words, name in quotes(text) if name == "Vell"]
    assert said == ["It is low. | I will tell you a story. He lost.", "Yes."]


def test_a_transcript_gives_each_paragraph_to_its_name() -> None:
    text = "MR PELL: When does it open?\n\nMRS VANCE: In May.\n\nMR PELL: Which year?"
    assert [(w, who) for _, w, who in quotes(text)] == [
        ("When does it open?", "Pell"),
        ("In May.", "Vance"),
        ("Which year?", "Pell"),
    ]


def test_wishes_are_listed_with_low_checkworthiness() -> None:
    quote = analyse("Ilva Norrin wants to reopen the port.").quotes[0]
    assert quote.checkworthy <= 0.1 and quote.kind is MentionKind.INDIRECT


def test_a_name_in_quotation_marks_makes_no_report_mixed() -> None:
    quote = analyse("Ilva Norrin said that Carl Pell, known as ‘Boots’, had left.").quotes[0]
    assert quote.kind is MentionKind.INDIRECT


@pytest.mark.parametrize("said", ["“Once.”", "“Not for sale,”", "“Why?”"])
def test_short_utterances_are_direct(said: str) -> None:
    quote = analyse(f"{said} Ilva Norrin said.").quotes[0]
    assert quote.kind is MentionKind.DIRECT


def test_a_quote_inside_a_quote_is_found_and_relayed() -> None:
    text = "“I sat there and the driver says, ‘It is the last bus tonight,’” Ilva Norrin said. “So I ran.”"
    inner = next(q for q in analyse(text).quotes if words_of(text, q).startswith("‘It is"))
    assert inner.speaker is not None and inner.kind is MentionKind.DIRECT
    assert (inner.speaker.name, inner.speaker.via) == ("the driver", "Ilva Norrin")


def test_whose_release_was_called_for_is_a_report() -> None:
    text = "It was short of the 1,300 prisoners whose release Ilva Norrin had called for last month."
    quote = next(q for q in analyse(text).quotes if "whose release" in words_of(text, q))
    assert quote.speaker is not None and quote.speaker.name == "Ilva Norrin"


def test_a_report_that_only_points_elsewhere_ranks_last() -> None:
    """ "The minister denied this": what was denied stands elsewhere, so that nothing here can be checked."""
    pointing, saying = analyse("Ms Vell denied this. Mr Dell denied that the dam had leaked for years.").quotes
    assert "points elsewhere" in pointing.reasons
    assert pointing.checkworthy < saying.checkworthy
