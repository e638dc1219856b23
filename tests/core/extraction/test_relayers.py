"""Who hands a report on where an insertion, a document or a poll stands between: invented people and places."""

from __future__ import annotations

import pytest

from core.extraction.attribution.draft import Draft
from core.extraction.attribution.relayed import relayer
from core.extraction.attribution.relays import Relays
from core.extraction.speakers.component import directory_of
from core.extraction.speakers.named import Found
from core.extraction.speakers.phrases import Phrase
from core.extraction.speakers.resolve import Resolver
from core.language.pipeline import load
from core.records import Quote, SpeakerKind
from tests.core.extraction.helpers import analyse


def last(text: str) -> Quote:
    return analyse(text).quotes[-1]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        # The report is part of a clause that an insertion parts.
        (
            "At a dinner in Orme on Wednesday, according to a woman who was there, Mr Vell told donors that the "
            "bridge would close.",
            "Vell",
            "a woman who was there",
        ),
        (
            "The council is weighing a halt to the works, three officials said, after concluding that the mortar "
            "was poor.",
            "The council",
            "three officials",
        ),
        # What somebody else says after it is the writer's to tell.
        (
            "The bridge would close, Anna Vell said, and Otto Dell told reporters that the ferry would go on.",
            "Otto Dell",
            None,
        ),
        # An account that is told of, a document in which somebody speaks.
        (
            "By the accounts of two of them, Mr Dell demanded that the bridge be shut.",
            "Dell",
            "two of them",
        ),
        (
            "The report cites a memorandum in which the engineer, Clara Orr, warned that the bridge was unsafe.",
            "Clara Orr",
            "The report",
        ),
        (
            "The chairman, Otto Dell, was quoted in the harbour programme as saying that the club would go on.",
            "Otto Dell",
            "the harbour programme",
        ),
        # Somebody quoted is not who quotes.
        (
            "In a speech to the club, Dana Holt quoted the transport minister as saying the bridge was safe.",
            "the transport minister",
            "Dana Holt",
        ),
        (
            "The letter quoted an unidentified ministry source as saying that the bridge was safe.",
            "an unidentified ministry source",
            "The letter",
        ),
        # To whom it was told.
        ("Vell’s wife confided to a tabloid that he had not slept.", "Vell’s wife", "a tabloid"),
        (
            "Balush, a guard until 2023, told the Orme-based website Gulf Current that the gate was open.",
            "Balush",
            "Gulf Current",
        ),
        (
            "Tarek Bal, who ran the site, told the London-based website Gulf Current that the drone was his.",
            "Tarek Bal",
            "Gulf Current",
        ),
        # A document quotes, lists or is read out.
        (
            "The complaint says three fitters saw the crack. One of them, known as Fitter B, is quoted as writing "
            "in a logbook: “Warned Lew. Lew laughed.”",
            "Fitter B",
            "The complaint",
        ),
        (
            "His school record, which the board gave out in May, shows one letter, in which a teacher "
            "accused him of burning a desk.",
            "a teacher",
            "His school record",
        ),
        (
            "The inquiry cited notes in which a captain described the crew as “people without fear.” "
            "In another, from June, a pilot told a friend that “the lamps are for show.”",
            "a pilot",
            "The inquiry",
        ),
        (
            "Mayor Brann read out a letter from Selma Tell, who bakes bread. She wrote: "
            "“Nobody here sleeps before four.”",
            "Selma Tell",
            "Brann",
        ),
        ("Mayor Brann read the letter at home. She said: “Nobody here sleeps.”", "Brann", None),
        # Somebody who was there, or an account, has another say something.
        (
            "Her notes have Dr. Orme asking whether the bridge was shut, then musing that the cook had sold it.",
            "Orme",
            "Her notes",
        ),
        (
            "Three guests recall Piers Thorn, who owns the mill, being shown the bill and remarking that he would "
            "“rather not have seen that”.",
            "Piers Thorn",
            "Three guests",
        ),
        (
            "Anna Vell remembered a porter asking her whether the bridge was shut.",
            "a porter",
            "Anna Vell",
        ),
        ("Anna Vell has a brother, and was overheard saying that the bridge was shut.", "Anna Vell", None),
        # What the same speaker adds goes the same way.
        (
            "Inspector Moll revealed that a cyclist had told officers he saw smoke over the mill. “It "
            "was green,” the cyclist added.",
            "a cyclist",
            "Moll",
        ),
        # Whoever reads the notes out does not hand on what Orme cautioned: the notes do.
        (
            "Diplomatic notes read out by the clerk showed that Orme had twice cautioned that he might be "
            "robbed at sea.",
            "Orme",
            "Diplomatic notes read out by the clerk",
        ),
        # In a report its speaker hands on what somebody told a paper.
        (
            "The ministry said that Otto Dell told the Orme Courier in March that the gate was open.",
            "Otto Dell",
            "The ministry",
        ),
        # What a radio station or a news agency is told, its listeners and customers hear.
        ("Anna Vell told Radio Orme that the ferry would sail.", "Anna Vell", "Radio Orme"),
        ("Anna Vell told the Orme Press Agency that the ferry would sail.", "Anna Vell", "Orme Press Agency"),
        ("Anna Vell told the Orme Courier that the ferry would sail.", "Anna Vell", None),
        # So is what a medium is told that the article has brought in as one.
        (
            "The news agency Tarvar said it had rained. Anna Vell later told Tarvar that the ferry would sail.",
            "Anna Vell",
            "Tarvar",
        ),
        # Inside what somebody tells, another one speaks.
        (
            "Anna Vell said her landlord had seen the leak and told her that it would stop by itself.",
            "Vell’s landlord",
            "Anna Vell",
        ),
        (
            "Anna Vell said she had not sold the boat, although a neighbour had told her its engine was sound.",
            "a neighbour",
            "Anna Vell",
        ),
        # A list of verbs behind an insertion is what somebody else did.
        (
            "The plumber came at noon, Anna Vell said, sat down, drank two beers and told her the pipe was sound.",
            "The plumber",
            "Anna Vell",
        ),
        # Who follows a report with another one is not a part of the first.
        (
            "The cables were new, Anna Vell answered, and denied that anybody had cut them.",
            "Anna Vell",
            None,
        ),
        # A share of those whom a poll asked.
        (
            "A Compass survey put support at 49 per cent. Only one in five believed the toll would be fair.",
            "Only one in five",
            "a Compass survey",
        ),
        (
            "A survey of 2,050 drivers by the firm Arnholt Data found that tolls were late. Of those, six in ten "
            "complained that the booths had shut.",
            "six in ten",
            "Arnholt Data",
        ),
        # A document that somebody read out, told of in the sentence before or in the same.
        (
            "A letter that came on Monday was read aloud by City Clerk Anna Vell. In it, Otto Dell wrote that the "
            "bridge could be mended.",
            "Otto Dell",
            "Anna Vell",
        ),
        (
            "Anna Vell also read an email from Otto Dell, who warned that he would sue.",
            "Otto Dell",
            "Anna Vell",
        ),
        # The newspaper behind its language.
        (
            "In an interview published by the Dutch daily Het Avondblad, Anna Vell described the talks as “done”.",
            "Anna Vell",
            "Het Avondblad",
        ),
        # An agency by letters of its name that are not its initials.
        (
            "Otto Dell told the Malongwe Press Agency (MAPA) it was late. In a letter, a copy of which was "
            "obtained by MAPA, Anna Vell warned that the hull had been patched.",
            "Anna Vell",
            "Malongwe Press Agency",
        ),
        # Whoever is cited, whatever verb follows.
        (
            "Anna Vell was cited by the regional agency StepInform as offering to send monitors “tonight”.",
            "Anna Vell",
            "StepInform",
        ),
        (
            "In March the board was told that the mill was shut, Anna Vell said, and in June it was informed that "
            "nothing could save it.",
            None,
            "Anna Vell",
        ),
        ("A new poll came out on Friday. One of the mayors said the bridge was safe.", "One of the mayors", None),
    ],
)
def test_relayer(text: str, speaker: str | None, via: str | None) -> None:
    quote = last(text)
    assert quote.speaker is not None
    got = (quote.speaker.via or "").removeprefix("the website ").removeprefix("the regional agency ") or None
    assert (quote.speaker.name, (got or "").lower() or None) == (speaker, (via or "").lower() or None)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        # What its own outlet was told or obtained, the article tells itself.
        ("By Ida Brann, Orme Courier\n\nIn an interview with the Courier, Otto Dell said it was late.", None),
        (
            "By Ida Brann, Orme Courier\n\nIn an interview with the Harn Gazette, Otto Dell said it was late.",
            "Gazette",
        ),
        (
            "ORME (Plains Wire) — It rained. In a note obtained by Plains Wire, Otto Dell said it was late.",
            None,
        ),
        ("ORME (AW) — It rained. In a note obtained by the Associated Wire, Otto Dell said it was late.", None),
        ("ORME (Tarvo) — It rained. In a note obtained by Plains Wire, Otto Dell said it was late.", "Wire"),
        # Whose calling it is to speak for others hands nothing on unless he is named or theirs.
        ("Otto Dell said through an interpreter that the road was shut.", None),
        ("Otto Dell said through a spokesman that the road was shut.", None),
        ("Otto Dell said through a friend that the road was shut.", "friend"),
        # Who made a document does not hand on what it says; a paper that had it first does.
        ("A study published last year by researchers in Orme suggested that the road was shut.", None),
        ("A leaked audit, first reported by the Orme Courier, said that the road was shut.", "Courier"),
    ],
)
def test_own_outlet_interpreters_and_authors_hand_nothing_on(text: str, via: str | None) -> None:
    speaker = last(text).speaker
    assert speaker is not None
    assert (speaker.via or "").split()[-1:] == ([] if via is None else [via])


def test_clause_after_an_insertion_has_the_subject_before_it() -> None:
    """What goes on is Dell's doing, by the aide's account."""
    who = last("Otto Dell has told nobody, an aide said, and has demanded that the map be changed.").speaker
    assert who is not None
    assert (who.name, who.via) == ("Otto Dell", "an aide")


def test_participle_does_not_end_the_phrase_before_it() -> None:
    quote = analyse("Diplomatic notes read out by the clerk showed that the ship had sailed.").quotes[0]
    assert quote.speaker is not None
    assert quote.speaker.name == "Diplomatic notes read out by the clerk"


def test_who_is_named_at_the_end_of_a_clause_hands_on_what_is_said_in_it() -> None:
    text = "He had called, twice, before she said she was cold, their son Ivo Orr recalls."
    directory = directory_of(load().nlp(text))
    w, sentence = directory.article.words, directory.article.sentences[0]

    def draft(content: str, cue: str, source: str) -> Draft:
        def span(words: str) -> tuple[int, int]:
            return text.index(words), text.index(words) + len(words)

        phrase = Phrase(*w.within(*span(source)), *w.within(*span(source)))
        return Draft([span(content)], [span(cue)], phrase, "tagger", sentence)

    told = draft("He had called", "recalls", "their son Ivo Orr")
    ivo = Found(None, "Ivo Orr", SpeakerKind.PERSON, 1.0)
    said = draft("she was cold", "said", "she")
    assert relayer(Relays(directory), Resolver(directory), said, None, [(told, ivo)]) == "Ivo Orr"


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "A ferry sank, killing 23 people, state television reported, citing the interior ministry.",
            "the interior ministry",
            "state television",
        ),
        (
            "The bank is for sale, the Orme Ledger reported on Tuesday, citing three people in the room.",
            "three people in the room",
            "Orme Ledger",
        ),
        ("The minister will go, local media reported, quoting two aides.", "two aides", "local media"),
        ("Citing hospital sources, Radio Libre reported that 70 had died.", "hospital sources", "Radio Libre"),
        ("The mayor will go, according to the Courier, citing two aides.", "two aides", "the Courier"),
    ],
)
def test_whoever_is_cited_at_the_end_or_the_start_of_a_sentence_speaks(text: str, speaker: str, via: str) -> None:
    (quote,) = analyse(text).quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.via) == (speaker, via)


@pytest.mark.parametrize(
    "text",
    [
        "The mill will shut, the union said, citing a lack of orders. The mill, Dell said, was old.",
        "The mill will shut, Norpress reported, citing a 2019 report. The mill, Dell said, was old.",
        "Citing papers and talks with 11 members of staff, the Courier said that the mill would shut.",
    ],
)
def test_papers_and_reasons_that_are_cited_speak_for_nobody(text: str) -> None:
    first = next(quote for quote in analyse(text).quotes if "shut" in text[slice(*quote.pieces[0])])
    assert first.speaker is not None
    assert first.speaker.name in ("the union", "Norpress", "the Courier")
    assert first.speaker.via is None


@pytest.mark.parametrize(
    ("told", "via"),
    [
        ("the independent news site Meduna", "Meduna"),
        ("the news portal Meduna", "Meduna"),
        ("AFR news agency", "AFR"),
        ("the contractor Meduna", None),
    ],
)
def test_a_medium_told_is_known_by_what_stands_before_or_behind_its_name(told: str, via: str | None) -> None:
    (quote,) = analyse(f"“It went quiet,” Ana Petrova told {told}.").quotes
    assert quote.speaker is not None
    assert (quote.speaker.via or "").endswith(via or "")
    assert (quote.speaker.via is None) == (via is None)


def test_whoever_cites_at_the_start_of_a_sentence_is_its_subject() -> None:
    first = analyse("Citing a lack of funds, the council shut the pool.").quotes[0]
    assert first.speaker is not None and first.speaker.name == "the council"
