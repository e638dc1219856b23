"""Who a speaker phrase stands for and who hands a report on: one small text a construction, invented people."""

from __future__ import annotations

import time

import pytest

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.sources import put_right
from core.extraction.quotes.marks import pair
from core.extraction.speakers.people import Directory
from core.extraction.speakers.referents import Discourse
from core.language.pipeline import load
from core.records import Quote, SpeakerKind
from tests.core.extraction.helpers import analyse


def last(text: str) -> Quote:
    return analyse(text).quotes[-1]


def name(text: str) -> str | None:
    speaker = last(text).speaker
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The subject before others, the nearer sentence before the farther one.
        ("Anna Vell met Clara Orr. She said the road was shut.", "Anna Vell"),
        ("Anna Vell left. Clara Orr came at noon. She said the road was shut.", "Clara Orr"),
        ("Anna Vell came with Peter Lunt. He said the road was shut.", "Peter Lunt"),
        # Never somebody inside the quote without cause, and in a quote never the one who is quoted.
        ("Anna Vell sat down. “Clara Orr called,” she said.", "Anna Vell"),
        # Somebody without a name is spoken of as well.
        ("Otto Dell left. A former manager rose. She said the road was shut.", "A former manager"),
        # Roles: title, apposition, "was", qualified.
        ("Sen. Anna Vell came. The senator said the road was shut.", "Anna Vell"),
        ("Anna Vell was governor then. The former governor said the road was shut.", "Anna Vell"),
        ("Anna Vell, the county’s coroner, came. The coroner said it was late.", "Anna Vell"),
        ("Anna Vell won. The 46-year-old said the road was shut.", "Anna Vell"),
        # Names inside titles, short and misspelt ones.
        ("Chief Inspector Anna Vell came. Vell said the road was shut.", "Anna Vell"),
        ("Anna Vellacott came. Velacott said the road was shut.", "Anna Vellacott"),
        ("The Corran Water Board met. The CWB said the road was shut.", "Corran Water Board"),
        ("The Corran Water Board met. Corran Water said the road was shut.", "Corran Water Board"),
        ("The Department of Health and Human Needs met. The department said it was late.",
         "Department of Health and Human Needs"),
        # Who is apposed to whom.
        ("The auditors, Brand & Coe, said the road was shut.", "Brand & Coe"),
        ("The Energy Minister, Anna Vell, said the road was shut.", "Anna Vell"),
        ("A lawyer for the captain, Otto Dell, said the road was shut.", "Otto Dell"),
        ("Captain Ivo Orr left. A lawyer for the captain, Ivo Orr, said it rained.", "A lawyer for the captain"),
        ("The mayor is Anna Vell. A spokesman for the mayor, Otto Dell, said it was late.", "Otto Dell"),
        ("A Vell spokesman, Otto Dell, said the road was shut.", "Otto Dell"),
        ("Union officials Anna Vell and Otto Dell said the road was shut.", "Anna Vell and Otto Dell"),
        ("The Corran Residents’ Association (CRA) met. CRA said it was late.", "Corran Residents’ Association"),
        ("The Arts and Parks Service (APS) met. APS said it was late.", "Arts and Parks Service"),
        ("Otto Dell left his son Ivo Dell there. The younger Dell said the road was shut.", "Ivo Dell"),
        ("The board met, whose chair, Anna Vell, said the road was shut.", "Anna Vell"),
        ("A survey by Peilhuis found that the road was shut.", "Peilhuis"),
        ("Anna Vell wrote. Her letter said that the road was shut.", "Anna Vell"),
        ("Otto Dell came. He then said the road was shut.", "Otto Dell"),
        ("Anna Vell came. Late on Monday Vell said the road was shut.", "Anna Vell"),
        ("DELL: It is shut.\n\nVELL: Since when?\n\nDELL: It was shut in May.", "Dell"),
        # A firm in mind, not a place and not the first word of a sentence.
        ("Trellis Foods closed in Orme. Together they left. The company said it was late.", "Trellis Foods"),
    ],
)  # fmt: skip
def test_phrases_stand_for(text: str, expected: str) -> None:
    assert name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Vell frowned. “I was first.”", "Anna Vell"),
        (
            "“Is it late?” Anna Vell asked Otto Dell.\n\n“It is,” Otto Dell said. “Are you?”\n\n“I am tired.”",
            "Anna Vell",
        ),
        ("Anna Vell said the road was shut, adding that it had rained.", "Anna Vell"),
        ("By Otto Dell\n\nAnna Vell came. I told her that the road was shut.", "Otto Dell"),
    ],
)
def test_speakers_without_a_phrase(text: str, expected: str) -> None:
    assert name(text) == expected


def test_a_quote_in_the_headline_is_whoever_says_it_below() -> None:
    text = "‘We will not sell the forest’, minister insists\n\n“We will not sell the forest,” Anna Vell said."
    assert {q.speaker.name for q in analyse(text).quotes if q.speaker} == {"Anna Vell"}


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Anna Vell told the Corran Courier that the road was shut.", None),
        ("Anna Vell told the Corran Courier in 1988 that the road was shut.", "Corran Courier"),
        ("Anna Vell told the agency Tarvo that the road was shut.", "Tarvo"),
        ("Anna Vell told a radio station that the road was shut.", None),
        ("In an interview with Radio Corran, Anna Vell said the road was shut.", "Radio Corran"),
        ("Through her lawyer, Otto Dell, Anna Vell said the road was shut.", "Otto Dell"),
        ("In remarks carried by the agency Tarvo, Anna Vell said the road was shut.", "Tarvo"),
        ("Anna Vell told reporters that the road was shut.", None),
        ("Minutes obtained by the Corran Courier said the road was shut.", None),
        ("“Otto Dell told me that the road was shut,” Anna Vell said.", "Anna Vell"),
        ("Anna Vell said that Otto Dell had told her that the road was shut.", "Anna Vell"),
    ],
)
def test_who_hands_on(text: str, via: str | None) -> None:
    speaker = last(text).speaker
    assert speaker is not None
    assert (speaker.via or "").removeprefix("the agency ") == (via or "")


def test_they_are_the_several_people_spoken_of() -> None:
    speaker = last("Several senators left. They said the road was shut.").speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Several senators", SpeakerKind.GROUP)


def test_a_likely_speaker_gets_more_confidence_than_a_doubtful_one() -> None:
    sure = last("Anna Vell spoke. She said the road was shut.").speaker
    doubtful = last("Anna Vell met Clara Orr. Later, to Clara Orr and Anna Vell, she said it was late.").speaker
    assert sure is not None
    assert doubtful is not None
    assert sure.score > doubtful.score


def test_five_thousand_people_take_no_more_than_their_share_of_time() -> None:
    def seconds(count: int) -> float:
        people = (
            f"Mr {_word(i)} {_word(7 * i + 3)}son came. “It rained,” he said. She agreed." for i in range(count)
        )
        text = "\n\n".join(people)
        start = time.process_time()
        load().analyse(text)
        return time.process_time() - start

    seconds(50)
    assert seconds(5000) < 8 * seconds(1250)


def _word(number: int) -> str:
    parts = ("ba", "ko", "mi", "ra", "tu", "ven", "dor", "lin", "pas", "qu", "zel", "ham", "nor", "wick", "ster")
    return (parts[number % 15] + parts[number // 15 % 15] + parts[number // 225 % 15]).capitalize()


def test_a_headline_is_whose_the_body_says_it_is() -> None:
    text = (
        "Governor says winter cut ‘not for now’\n\nAnna Vell said the cut was “not for now” at a meeting in Orme."
    )
    speaker = analyse(text).quotes[0].speaker
    assert speaker is not None and speaker.name == "Anna Vell"


def test_who_cites_somebody_hands_it_on() -> None:
    speaker = last("Zora, citing a police source, reported that two officials had left.").speaker
    assert speaker is not None
    assert (speaker.name, speaker.via) == ("a police source", "Zora")


def test_who_says_one_thing_and_quotes_another_hands_the_quote_on() -> None:
    text = "The news agency Tarvo came late. It said 48 were freed, and quoted Anna Vell as saying she was glad."
    speaker = last(text).speaker
    assert speaker is not None
    assert (speaker.name, speaker.via) == ("Anna Vell", "Tarvo")


def test_was_quoted_is_by_the_agency_before() -> None:
    text = "The agency Tarvo quoted Anna Vell as saying it was shut. “It is shut,” Vell was quoted as saying."
    speaker = last(text).speaker
    assert speaker is not None
    assert (speaker.name, speaker.via) == ("Anna Vell", "Tarvo")


def test_a_dateline_is_no_part_of_who_speaks() -> None:
    assert name("ORME, March 4 — Lawyers for the club said on Monday that it was late.") == "Lawyers for the club"


def test_a_name_cut_off_by_the_source_is_read_whole_and_one_without_a_name_is_called_as_said() -> None:
    assert (
        name("Otto Dell met an adviser to Corran. The adviser said the road was shut.") == "an adviser to Corran"
    )
    assert name("They sold the cottage. The police came. The police said it was late.") == "The police"


def test_i_in_a_quote_without_a_cue_is_no_body() -> None:
    text = (
        "Anna Vell was first in line. The council said it was late.\n\n“I have waited since my birthday for this.”"
    )
    speaker = last(text).speaker
    assert speaker is not None and speaker.name == "Anna Vell"


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Ada Norrin arrived late. She was told that the road was shut.", None, None),
        ("The residents had been informed that the water was safe.", None, None),
        ("Ada Norrin was told by Ivo Marr that the road was shut.", "Ivo Marr", None),
        ("Ivo Marr said that he had not been told why the road was shut.", None, "Ivo Marr"),
        ("Ivo Marr told Ada Norrin that the road was shut.", "Ivo Marr", None),
        ("Ivo Marr, who cannot be seen, told Ada Norrin that the road was shut.", "Ivo Marr", None),
    ],
)
def test_who_was_told_is_not_who_said(text: str, speaker: str | None, via: str | None) -> None:
    last = analyse(text).quotes[-1]
    who = last.speaker
    assert (who.name, who.via) == (speaker, via) if who is not None else (speaker, via) == (None, None)


def test_nobody_tells_of_himself_by_a_description() -> None:
    (_, inner) = analyse("Ada Norrin recalled that the mayor had said the road was safe.").quotes
    assert inner.speaker is not None
    assert (inner.speaker.name, inner.speaker.via) == ("the mayor", "Ada Norrin")


def test_the_writer_may_call_who_tells_by_his_role() -> None:
    text = (
        "President Ivo Dell had called on Otto Vell to release people who the president has described as "
        "“hostages”."
    )
    inner = next(q for q in analyse(text).quotes if text[slice(*q.pieces[0])] == "“hostages”")
    assert inner.speaker is not None
    assert inner.speaker.name == "Ivo Dell"


def test_an_insertion_does_not_take_the_subject_of_the_verb_behind_it() -> None:
    text = "Hedley Keep wanted answers. The official, he insists, responded that there would be a framework."
    inner = analyse(text).quotes[-1]
    assert inner.speaker is not None
    assert (inner.speaker.name, inner.speaker.via) == ("The official", "Hedley Keep")


def test_whose_account_it_is_hands_it_on() -> None:
    (quote,) = analyse("In Arkwright’s account, Carrick told everyone that the number did not exist.").quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.via) == ("Carrick", "Arkwright")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The verb’s own subject, not what stands before the cue.
        ("The Ironworkers sent a letter to every office on Monday saying the union would stay.", "Ironworkers"),
        ("Otto Dell praised the record while promising that it was late.", "Otto Dell"),
        ("Anna Vell would neither confirm nor deny that it was late.", "Anna Vell"),
        # Few people name themselves.
        ("For Kevin Allton, a teacher, Andrew Warhorn was also a legend. "
         'He said, "Andrew Warhorn was the centre of it all."', "Kevin Allton"),
    ],
)  # fmt: skip
def test_whose_verb_it_is(text: str, expected: str) -> None:
    assert last(text).speaker is not None
    assert name(text) == expected


def test_they_are_not_those_whom_they_tell_of() -> None:
    text = (
        "Advisers to Ms. Markwith described a divided campaign.\n"
        "Some economists on her staff think that the money has to come from drivers, they said."
    )
    outer = next(q for q in analyse(text).quotes if q.cue and text[slice(*q.cue[0])] == "said")
    assert outer.speaker is not None
    assert outer.speaker.name != "Some economists"


def test_a_verb_joined_to_one_inside_a_report_is_that_one_s() -> None:
    quote = last("Otto Dell told the court that Anna Vell called him at noon and asked him whether it was late.")
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.via) == ("Anna Vell", "Otto Dell")
    quote = last("Otto Dell announced that flights had been changed but denied that it was late.")
    assert quote.speaker is not None
    assert quote.speaker.name == "Otto Dell"


def test_people_who_ask_and_answer_take_turns() -> None:
    text = (
        "Tessa Quill was heard on Monday by Bernard Stoke, the lawyer.\n"
        "“You were angry with him, weren’t you?” Mr. Stoke asked.\n"
        "“I was broke,” Ms. Quill replied.\n"
        "“Angry enough to text him?”\n"
        "“Once.”"
    )
    speakers = [quote.speaker.name for quote in analyse(text).quotes if quote.speaker is not None]
    assert speakers == ["Bernard Stoke", "Tessa Quill", "Bernard Stoke", "Tessa Quill"]


def test_he_in_a_line_of_a_transcript_is_not_who_speaks_it() -> None:
    text = (
        "TRIBUNE: Did anyone speak to you on the stairs?\n"
        "COLIN ABER: Piers Vell did. He told me that the vault was shut.\n"
        "TRIBUNE: Did he say anything about a key?"
    )
    told = [quote.speaker for quote in analyse(text).quotes if quote.cue and text[slice(*quote.cue[0])] == "told"]
    assert [(who.name, who.via) for who in told if who is not None] == [("Piers Vell", "Colin Aber")]


def test_according_to_gives_a_speaker_where_nothing_else_does() -> None:
    text = "According to Rathbone the property was returned by mail."
    article = Article.build(text, pair(text))
    start = text.index("the property")
    draft = Draft([(start, len(text) - 1)], [(0, len("According to"))], None, "tagger", article.sentences[0])
    (found,) = put_right(article, [draft])
    assert found.subject is not None
    assert article.words.texts[found.subject.first : found.subject.beyond] == ["Rathbone"]


def test_a_description_read_before_it_is_known_who_says_it_is_not_that_one() -> None:
    text = "Ada Norrin is the mayor of Dell. “The mayor was late,” Norrin said."
    article = Article.build(text, pair(text))
    discourse = Discourse(Directory(article))
    discourse.advance(len(article.words))
    (norrin,) = [entity for entity in discourse.directory.entities if entity.name == "Ada Norrin"]
    said = article.words.within(text.index("“"), text.index("”"))
    within = [r for r in discourse.seen if said[0] <= r.first < said[1]]
    assert [r.entity for r in within] == [norrin]
    discourse.tells(norrin, *said)
    assert not [r for r in discourse.seen if said[0] <= r.first < said[1]]
    assert discourse.described(within[0].first, within[0].beyond) is not norrin


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ('A poll for the daily Riksposten came. "We’ll wait," Jonna Aas told the paper.', "Riksposten"),
        ("State television quoted Otto Dell as saying it was shut. In the same remarks Dell vowed to open it.",
         "State television"),
        ("Anna Vell wrote in the affidavit that it was late. Otto Dell is quoted as saying it was early.",
         "Anna Vell"),
        ("The newspaper Ons Veld reported, quoting a relative, that he was resting at his farm.", "Ons Veld"),
        ("Anna Vell read aloud from a letter signed last year, in which Otto Dell wrote that it was late.",
         "Anna Vell"),
        ("Jean Dell remembers nothing, Dell added, and has been told by his children that he is better company.",
         "Jean Dell"),
        ("State television quoted Otto Dell as saying it was shut. Dell said on Monday that it was open.", None),
    ],
)  # fmt: skip
def test_relayers_of_what_goes_on(text: str, via: str | None) -> None:
    quote = last(text)
    assert quote.speaker is not None
    assert quote.speaker.via == via
