"""Which name a speaker is given: roles and bodies before it, acronyms, short forms, documents; invented people."""

from __future__ import annotations

import pytest

from core.extraction.article import Article
from core.extraction.quotes.marks import pair
from core.extraction.speakers.names import find_names
from core.records import SpeakerKind
from tests.core.extraction.helpers import analyse


def names(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in analyse(text).quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A role, a body or place, and the person without a comma.
        ("CEO of the Harbour Council Enver Solm said the gate was shut. Solm said it would open.", "Enver Solm"),
        ("The chair of the Marn Road Board Ada Pell said it was shut. Later Pell said it was open.", "Ada Pell"),
        ("The chair of the Marn Road Board Ada Pell came. The chair said it was shut.", "Ada Pell"),
        (
            "Afghan Ambassador to the United States Hamdul Mohr said they would travel. "
            "Ambassador Mohr said it was late.",
            "Hamdul Mohr",
        ),
        # A role of several words, the party's possessive aside.
        ("Shadow Home Secretary Yvette Copper came. Labour's Shadow Home Secretary said it was late.",
         "Yvette Copper"),
        # Acronyms, in brackets or not, first or last.
        (
            "The World Health Organisation (WHO) recommends that salt be iodised. The WHO said it was late. "
            "The World Health Organisation added that it was bad.",
            "World Health Organisation",
        ),
        ("WHO said it was late. The World Health Organisation added that it was bad.",
         "World Health Organisation"),
        ("The Corran Water Board said it was late. CWB said it was bad.", "Corran Water Board"),
        # The short form of a firm's name, even where a recogniser takes it for a person.
        ("Halvorsen Marine built the ship. Halvorsen said it was late.", "Halvorsen Marine"),
        # What somebody is, behind the name.
        ("Anna Vell, a retired captain in Orme, who said the road was shut, left.", "Anna Vell"),
        # The second of three names, a person's office, the role in a headline, an unusual trade.
        ("Clara Ticona Apaza left. Ms Ticona said it was late.", "Clara Ticona Apaza"),
        ("Anna Vell left Orme. Her office said it was late. Her office said it was bad.", "Vell’s office"),
        ("Jailed editor says road was shut\n\nOtto Dell, editor of the Veld, said it was late.", "Otto Dell"),
        ("Grazier Otto Dell said it was late.", "Otto Dell"),
        # Ranks and seats before the name, capitalised trades whatever the name.
        ("U.S. Rep. Anna Vell said it was late. The congresswoman said it rained.", "Anna Vell"),
        ("Rear Adm. Otto Dell said it was late. Dell said it rained.", "Otto Dell"),
        ("Local MP Anna Vell said it was late. The MP said it rained.", "Anna Vell"),
        ("Toxicologist Renske Aalbu said it was late.", "Renske Aalbu"),
        ("Sen. Anna Vell, D-Orme, said it was late. She said it rained.", "Anna Vell"),
        # Whoever wrote it; the day is no part of a name.
        ("A study released in May by the Ozark Institute found that it was late.", "Ozark Institute"),
        ("Data from the Ozark Institute show that it was late.", "Ozark Institute"),
        ("Otto Dell left. The High Court on Tuesday ordered that the road be shut.", "High Court"),
    ],
)  # fmt: skip
def test_one_name_for_every_mention(text: str, expected: str) -> None:
    found = names(text)
    assert found
    assert set(found) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Two agencies are two, and whose minister it is decides.
        (
            "Kell Central News Agency said it was shut. Yonap news agency reported that it was open.",
            ["Kell Central News Agency", "Yonap news agency"],
        ),
        (
            "Kestria's Prime Minister Ivo Dell said it was shut. Tolland's Prime Minister said it was open.",
            ["Ivo Dell", "Tolland's Prime Minister"],
        ),
        # What leads up to the phrase and what follows it.
        ("Broadcasts began on August 10 and South Kell said they would go on.", ["South Kell"]),
        ('The "History" section of the site states that it was founded late.',
         ['The "History" section of the site']),
        ("A study by Vell’s colleagues in Orme found that it was late.",
         ["A study by Vell’s colleagues in Orme"]),
        ("She was asked by a local radio host whether it was late.", ["a local radio host"]),
        ("Documents obtained by the Gulf Courant show that it was late.",
         ["Documents obtained by the Gulf Courant"]),
    ],
)  # fmt: skip
def test_what_is_not_the_same(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I told them that the road was shut.",
        "Anna Vell was led away. “I told them I was ill,” she said.",
        "“I told them that I was ill,” the letter went.",
    ],
)
def test_i_is_nobodys_name(text: str) -> None:
    found = names(text)
    assert found
    assert "I" not in found


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Otto Dell told the daily De Noorderveld that the road was shut.", "De Noorderveld"),
        ("In an interview with the channel Al-Rahil, Anna Vell said it was late.", "Al-Rahil"),
    ],
)
def test_a_medium_is_known_by_the_noun_before_its_name(text: str, via: str) -> None:
    speaker = analyse(text).quotes[-1].speaker
    assert speaker is not None
    assert speaker.via == via


def test_the_phrase_holds_the_body_and_its_acronym() -> None:
    text = "The World Health Organisation (WHO) recommends that salt be iodised."
    speaker = analyse(text).quotes[0].speaker
    assert speaker is not None
    assert [text[a:b] for a, b in speaker.pieces] == ["The World Health Organisation (WHO)"]


def test_one_speaker_in_the_list_for_a_body_and_its_acronym() -> None:
    text = "The Corran Water Board (CWB) said it was shut. The CWB said it was late. The board said it was bad."
    assert [speaker.name for speaker in analyse(text).speakers] == ["Corran Water Board"]


def test_one_word_behind_a_medium_is_part_of_its_name() -> None:
    text = (
        "The engineer, Sofia Brandl, asked for a closure twice.\n\n"
        "In an interview with Radio Kessel, she said the second letter had come back unopened."
    )
    (quote,) = (q for q in analyse(text).quotes if "letter" in text[q.pieces[0][0] : q.pieces[-1][1]])
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.via) == ("Sofia Brandl", "Radio Kessel")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Two bodies speak together; what stands behind two names is where both are.
        ("The Sandwell School District and the Sandwell Police Department said that it was late.",
         ["Sandwell School District and Sandwell Police Department"]),
        ("Marit Oster and Declan Prior of the Delft Institute said that it was late.",
         ["Marit Oster and Declan Prior"]),
        # A web address is one word of a name.
        ("The security firm Sekunda.com said that it was late.", ["Sekunda.com"]),
        # What a field of government ends is a body, no role.
        ("Anna Vell left. The Corran Department of Health said that it was late.",
         ["Corran Department of Health"]),
        # Parties and ages describe somebody spoken of.
        ('Ada Pell of Delvane signed. "We like it," the Delvane Republican said.', ["Ada Pell"]),
        ('Ada Pell signed. "We like it," the 67-year-old former welder said.', ["Ada Pell"]),
        ("Democrat Gov. Tobias Wren left. Gov. Wren said that it was late.", ["Tobias Wren"]),
        # A body's own officer; who the first paragraph tells of is named after it.
        ("The maker Lumen is cutting jobs, its chief executive said.\nHannah Oswin, the chief executive, left.",
         ["Hannah Oswin"]),
        ("A former teacher said on Monday that it was late.\nTessa Quill, the teacher, left at noon.",
         ["Tessa Quill"]),
        ("Anna Vell left.\nOn Monday a former teacher said that it was late.\nTessa Quill, the teacher, left.",
         ["a former teacher"]),
        # Other words for a body; when somebody spoke is no part of a name.
        ("Southern Region Police came. The force said that it was late.", ["Southern Region Police"]),
        ("The transport minister in September said that it was late.", ["The transport minister"]),
    ],
)  # fmt: skip
def test_descriptions_and_bodies(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_only_behind_a_role_a_name_goes_on_from_a_body_s() -> None:
    text = "The chair of the Marn Road Board Ada Pell left. Talks with the Marn Road Board Ada Pell opened."
    article = Article.build(text, pair(text))
    found = [" ".join(name.parts) for name in find_names(article)]
    assert found == ["Marn Road Board", "Ada Pell", "Marn Road Board Ada Pell"]


@pytest.mark.parametrize(
    "text",
    [
        # A surname that is a common word, or ends like an adverb, alone at the start of a sentence.
        "“Nobody came,” said Kristen Day of the school.\n\nDay said the day was long.",
        "“It is small,” said Marty Small of the council.\n\nSmall, who left early, said that he was tired.",
        "The host Megyn Kelly asked twice.\n\nKelly responded: “I am tired.”",
        # A trade behind a courtesy title.
        "The writer Mark Singer was there. “People remembered it,” Mr. Singer said.",
        "The owner Brian Baker was there. “People remembered it,” Mr. Baker said.",
    ],
)
def test_a_surname_is_one_whatever_else_the_word_means(text: str) -> None:
    assert len(names(text)[-1].split()) == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "Day broke late. It was a day like any, said Kristen Day.",
        "Small shops said nothing. Trade is small, said Marty Small.",
    ],
)
def test_a_common_word_at_a_sentence_start_is_no_surname(text: str) -> None:
    article = Article.build(text, list(pair(text)))
    assert "Day" not in [name.parts[0] for name in find_names(article)]
    assert ("Small",) not in [name.parts for name in find_names(article)]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Neither Vell nor her lawyer", "Anna Vell and her lawyer"),
        ("Vell and her two sisters", "Anna Vell and her two sisters"),
        ("Vell and her plans", "Anna Vell"),
    ],
)
def test_somebody_and_hers_are_several(subject: str, name: str) -> None:
    assert names(f"Anna Vell came. {subject} said that the gate was shut.") == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "Rep." tells no gender: she is no man.
        ("Rep. Dessa Whitlow came with an aide, Ray Moe. She said it was late.", ["Dessa Whitlow"]),
        ("Rep. Dessa Whitlow came. Ms. Whitlow said it was late.", ["Dessa Whitlow"]),
        # Of one surname, whoever the title can mean; else somebody whose first name is not told.
        ("Hugh and Nerys Pascoe bake. Hugh Pascoe left. Mrs Pascoe said it was late.", ["Nerys Pascoe"]),
        ("Margaret Tull, 84, was ill. Mr Tull said his mother was at home.", ["Tull"]),
        ("Margaret Tull, 84, was ill. Mr Tull came. Mrs Tull said it was late.", ["Margaret Tull"]),
        ("Alex Vell left. Ms Vell said it was late.", ["Alex Vell"]),
        # Offices in capitals before a name.
        ("The minister’s Special Assistant on Media, Mrs Bilka Ango, said it was late.", ["Bilka Ango"]),
        ("Council on Public Roads National Director Nina Awad says that it is late.", ["Nina Awad"]),
    ],
)
def test_titles_tell_who_is_meant(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Nouns in -ly are no adverbs of the verb behind them.
        ("His family said it was late.", ["His family"]),
        ("An ally said it was late.", ["An ally"]),
        ("Two people close to the family said it was late.", ["Two people close to the family"]),
        # What leads up to the speaker, or says where he spoke, is no part of him.
        (
            "Speaking at the quay, Mr Okoro said the road was ready, adding that tolls would start.",
            ["Okoro", "Okoro"],
        ),
        ("A few days later, Otto Dell gave in, telling reporters that it was late.", ["Otto Dell"]),
        ("The Speaker, in his ruling, said it was late.", ["The Speaker"]),
        # Who issues a statement says what it says.
        ("The mayor issued a statement saying it was late.", ["The mayor"]),
        ("The mayor got a letter saying it was late.", ["a letter"]),
        # Nobody is told to say it.
        ("It’s worth noting that the road is shut. It means admitting that it was late.", []),
    ],
)
def test_the_phrase_is_the_speakers(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A nickname is part of the name and no quote.
        ("Richard “Dick” Vell, the mayor, said it was late. Vell said it was dark.", ["Richard Vell"] * 2),
        ('The state\'s delegate, Marcia "Cia" Price (D-Orme), said it was late.', ["Marcia Price"]),
        # Verbs in a headline are no part of names.
        ("Vell Says Bridge Is Safe\n\nThe mayor, Anna Vell, came.", ["Anna Vell"]),
        ("Poll Shows Minor Bump For Vell\n\nA poll shows that Anna Vell leads.", ["A poll"]),
        # Given names that are titles in other languages.
        ("Don Fowler, who led the board, said it was late.", ["Don Fowler"]),
    ],
)
def test_names_are_whole_and_nothing_else(text: str, expected: list[str]) -> None:
    assert names(text)[-len(expected) :] == expected


@pytest.mark.parametrize(
    "description",
    ["the Frenchman", "the part-time hairdresser", "the pensioner"],
)
def test_a_description_can_be_of_whoever_was_named(description: str) -> None:
    text = f"“It is late,” said Luc Baptiste, who left early.\n\nAsked again, {description} said: “Next question.”"
    assert names(text) == ["Luc Baptiste"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Given names in -ly are no adverbs.
        ("Carly Vell said it was late. “It is,” Billy Orr said.", ["Carly Vell", "Billy Orr"]),
        # What opens the sentence before a name is no part of it.
        ("Maybe Donald Vell said it was late.", ["Donald Vell"]),
        ("Republicans David Vell and Ann Orr said it was late.", ["David Vell and Ann Orr"]),
        ("Instead, the senator is sticking to his message, hoping that it wins.", ["the senator"]),
        ("This week’s poll said it was late.", ["poll"]),
    ],
)
def test_what_opens_a_sentence_is_no_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The owner, who gave his name only as Karl, said the road was shut.", ["Karl"]),
        ("A post viewed 2 million times says the dam will break.", ["A post viewed 2 million times"]),
        ("One shareholder said it was low. “Boards forgive a lot,” the person said.", ["One shareholder"] * 2),
    ],
)
def test_who_is_told_of_without_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_boards_member_is_no_board() -> None:
    (quote,) = analyse("A Corran Water Board member who was there said it was late.").quotes
    assert quote.speaker is not None and quote.speaker.kind is SpeakerKind.UNNAMED
