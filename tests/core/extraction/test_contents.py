"""What exactly a report says, by rules alone and with the tagger. All people and bodies are invented."""

import pytest

from core.extraction.article import Article
from core.extraction.attribution.gather import gather
from core.extraction.quotes.marks import pair
from tests.core.extraction.helpers import analyse, quotes, words_of


def drafted(text: str) -> list[tuple[str, str]]:
    """Cue and words of every report that the rules find without a parse."""
    drafts = gather(Article.build(text, pair(text)))
    return [
        (" … ".join(text[a:b] for a, b in draft.cue), " | ".join(text[a:b] for a, b in draft.pieces))
        for draft in drafts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We waited,” Ilva Norrin said, adding later, “Nobody came.”",
            [("said", "“We waited,”"), ("adding", "“Nobody came.”")],
        ),
        (
            "“We waited,” Ilva Norrin said, but “nobody came near us.”",
            [("said", "“We waited,” | but “nobody came near us.”")],
        ),
        (
            "Ilva Norrin asked whether the road was shut, answered that it was and left.",
            [("asked", "whether the road was shut"), ("answered", "that it was and left")],
        ),
        (
            "Ilva Norrin said the road, repaired in May, was shut.",
            [("said", "the road, repaired in May, was shut")],
        ),
        (
            "Kell has learned that, according to Ilva Norrin, the road is shut.",
            [("according to", "the road is shut")],
        ),
        (
            "The bridge and the road which, according to Ilva Norrin, the council has shut.",
            [("according to", "the council has shut")],
        ),
        (
            "Kell Radio reported that, according to Ilva Norrin, the road is shut.",
            [
                ("reported", "that, according to Ilva Norrin, the road is shut"),
                ("according to", "the road is shut"),
            ],
        ),
        ("The road is shut, according to Ilva Norrin.", [("according to", "The road is shut")]),
        (
            "Ilva Norrin warned of a “furious” winter for ferries.",
            [("warned of", "a “furious” winter for ferries")],
        ),
        ("Ilva Norrin called it a “furious” winter for ferries.", [("called", "a “furious”")]),
    ],
)
def test_where_a_report_ends(text: str, expected: list[tuple[str, str]]) -> None:
    assert drafted(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("According to the report, which the council published, 52 people were freed.", "52 people were freed"),
        ("According to Ada Norrin, the mayor, 52 people were freed.", "52 people were freed"),
        ("According to Ada Norrin, the road was shut, the bridge too.", "the road was shut, the bridge too"),
        ("As Ilva Norrin told The Kell Herald, the road was shut for years.", "the road was shut for years"),
        ("As Ilva Norrin has said, the road was shut for years.", "the road was shut for years"),
        (
            "According to the Lostran Roads Ministry over 40 bridges have been closed since May, many in Kell.",
            "over 40 bridges have been closed since May, many in Kell",
        ),
    ],
)
def test_a_clause_after_its_source(text: str, words: str) -> None:
    assert [said for _, said, _ in quotes(text)] == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "She said" behind what is reported belongs to no report inside it.
        (
            "Records showed that the boat had sailed on time, the spokeswoman said.",
            ["Records showed that the boat had sailed on time", "that the boat had sailed on time"],
        ),
        (
            "Investigators believe that the fire was set on purpose, two people told the Courier.",
            ["Investigators believe that the fire was set on purpose"],
        ),
        # When it was said is the writer's to tell.
        (
            "Ms Ashcombe insisted that the water was safe, hours after her department said that it held lead.",
            ["that the water was safe", "that it held lead"],
        ),
        ("The share that Ms Vell promised when she took office never came.", []),
        ("Vell promised that it would come when she took office.", ["that it would come when she took office"]),
        # The speaker's next report is another one.
        (
            "Otto Dell declined to say whether he would lower the rent, then insisted that he had been "
            "“more than fair.”",
            ["whether he would lower the rent", "that he had been “more than fair.”"],
        ),
        (
            "The speaker assured reporters that his chief “respects the union,” grumbling that the critics had "
            "“misread a whole act.”",
            ["that his chief “respects the union,”", "that the critics had “misread a whole act.”"],
        ),
        (
            "Otto Dell pleaded for calm, then granted that it was “a poor joke.”",
            ["calm", "that it was “a poor joke.”"],
        ),
        # What is said before "she observed," goes on behind it; "In May, she said, “…”" does not.
        ("The ferry, Anna Vell observed, “never sails.”", ["The ferry | “never sails.”"]),
        (
            "But in a storm like that, Anna Vell said, “you stay in bed.”",
            ["in a storm like that | “you stay in bed.”"],
        ),
        ("In May, Anna Vell said, “We shut the road.”", ["“We shut the road.”"]),
        ("The drum, Anna Vell told jurors, was broken.", ["The drum | was broken"]),
        # Behind a semicolon another one speaks.
        (
            "About 400 people were missing, the company said; the coastguard said 408.",
            ["About 400 people were missing", "408"],
        ),
        # The verb behind a relative clause's quote is not quoted.
        (
            "“The person who shouted ‘fire!’ was drunk,” Anna Vell said.",
            ["“The person who shouted ‘fire!’ was drunk,”", "‘fire!’"],
        ),
        ("Union claims pay 'frozen' as Halvern chief takes record bonus", ["'frozen'"]),
        # An explanation that is not given reports nothing, and nobody called "the change" speaks.
        (
            'On Tuesday, his office put the number at "some 1,400", without explaining the change.',
            ['"some 1,400"'],
        ),
    ],
)
def test_where_a_content_ends(text: str, expected: list[str]) -> None:
    found = [" | ".join(text[start:end] for start, end in quote.pieces) for quote in analyse(text).quotes]
    assert found == expected


def test_headline_that_ends_with_cue_and_speaker() -> None:
    text = (
        "Ostmark inquiry: captain ignored advice, says mate\n\n"
        "The captain ignored advice, the mate told an inquiry in Ostmark on Monday."
    )
    first = analyse(text).quotes[0]
    assert first.speaker is not None
    assert [text[start:end] for start, end in first.pieces] == ["captain ignored advice"]
    assert first.speaker.name == "mate"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As Mayor Lind put it, “The weir is a museum piece.”", [("Lind", "“The weir is a museum piece.”")]),
        ("“The weir is a museum piece,” as Lind put it.", [("Lind", "“The weir is a museum piece,”")]),
        ("Lind left a note that reads: “Gone swimming.”", [("a note", "“Gone swimming.”")]),
        # A clause whose subject stands before the relative pronoun.
        ("He took £40,000 that prosecutors said paid for a boat.", [("prosecutors", "paid for a boat")]),
        ("The weir, which Lind says was safe, is shut.", [("Lind", "was safe")]),
        (
            "The study found that the number of tickets offered fell.",
            [("The study", "that the number of tickets offered fell")],
        ),
        ("ORME (Norpress) — “We got it wrong,” Lind said.", [("Lind", "“We got it wrong,”")]),
        ("The rate is 94 per cent, well above the 85% regarded as safe.", []),
        ("It was a swamp Lind described as “cosy”.", [("Lind", "“cosy”")]),
        ("Signs reading “No swimming” were stolen.", [("Signs", "“No swimming”")]),
        ("Polls were bad, with half saying the weir must go.", [("half", "the weir must go")]),
        ("The storm came with winds estimated at 150 mph.", []),
        (
            "A sign at the weir reads: “No swimming today.” Lind put it there.",
            [("A sign at the weir", "“No swimming today.”")],
        ),
        ("In the words of Councillor Dorn, “nobody will miss it.”", [("Dorn", "“nobody will miss it.”")]),
        ("Per the filing, Beck lost the house.", [("the filing", "Beck lost the house")]),
        ("“A disgrace” was how Anna Dorn described it.", [("Anna Dorn", "“A disgrace”")]),
        ("“A disgrace” is what Anna Dorn called the vote.", [("Anna Dorn", "“A disgrace”")]),
        # Of several who put a number at something each speaks for himself.
        (
            "The council put the cost at £2m, the mayor the loss at £1m and the opposition at £5m.",
            [("The council", "£2m"), ("the mayor", "£1m"), ("the opposition", "£5m")],
        ),
        (
            "The ministry put the toll at 14 and the injured at 60.",
            [("The ministry", "14 and the injured at 60")],
        ),
        # What is added is another quote than the clause before.
        (
            "The city would pay 250 crowns, Anna Brask said, adding: “No sum is enough.”",
            [("Anna Brask", "The city would pay 250 crowns"), ("Anna Brask", "“No sum is enough.”")],
        ),
        # A count of one's own is nobody else who speaks.
        (
            "The union of seafarers, citing its own count, said 24 of the 42 had no papers.",
            [
                ("The union of seafarers", "its own count"),
                ("The union of seafarers", "24 of the 42 had no papers"),
            ],
        ),
        # That somebody kept silent tells nothing that could be checked.
        ("Neither the mayor nor her deputy, Ivo Marsh, responded to requests for comment.", []),
    ],
)
def test_ways_of_putting_it(text: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (quote.speaker.name, " ".join(text[start:end] for start, end in quote.pieces))
        for quote in analyse(text).quotes
        if quote.speaker is not None
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lind is understood to be considering an appeal.", ["to be considering an appeal"]),
        ("It would have to be reported to Orme.", []),
    ],
)
def test_what_papers_were_told_by_nobody_they_name(text: str, expected: list[str]) -> None:
    assert [
        text[q.pieces[0][0] : q.pieces[-1][1]] for q in analyse(text).quotes if q.rule == "hearsay"
    ] == expected


def test_headline_without_what_happens_meanwhile() -> None:
    text = "Audit finds Orme overspent its reserve as court weighs lease\n\nThe city of Orme spent its reserve."
    first = analyse(text).quotes[0]
    assert [text[start:end] for start, end in first.pieces] == ["Orme overspent its reserve"]


def test_who_asked_not_to_be_named_stays_without_a_name() -> None:
    text = (
        "The weir is unsafe, the engineer, Petra Vance, said. According to Vance’s deputy, who asked not to be "
        "named, six of the nine gates are rusted through. The mayor and her deputy, Ivo Marsh, were away."
    )
    who = analyse(text).quotes[-1].speaker
    assert who is not None
    assert who.name == "Vance’s deputy"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A Compass survey found 49 per cent of voters in favour of the change and 29 per cent against.",
            ("49 per cent of voters in favour of the change and 29 per cent against", "A Compass survey"),
        ),
        (
            "Federal records show payments from 23 of his clients.",
            ("payments from 23 of his clients", "Federal records"),
        ),
        (
            "A poll last week by the Front Range Institute showed Thayer ahead by just 3 points.",
            ("Thayer ahead by just 3 points", "Front Range Institute"),
        ),
        (
            "The researchers reported no difference in heart attacks over seven years.",
            ("no difference in heart attacks over seven years", "The researchers"),
        ),
    ],
)
def test_what_research_finds_is_reported_without_a_clause(text: str, expected: tuple[str, str]) -> None:
    found = [(words_of(text, q), q.speaker.name if q.speaker else None) for q in analyse(text).quotes]
    assert expected in found


@pytest.mark.parametrize(
    "text",
    [
        "Divers found the wallet under the pier.",
        "Russia’s institute, whose own survey in 2019 found the ridge unbroken, moved to Omsk.",
        "She showed the survey to her sister.",
    ],
)
def test_what_people_find_is_no_report(text: str) -> None:
    assert [q for q in analyse(text).quotes if q.rule == "finding"] == []
