"""Which figures are suggested to belong together, which are not, and what is said where they disagree."""

from __future__ import annotations

import pytest

from core.records import ComparisonKind
from tests.core.extraction.helpers import analyse


def compared(text: str, kind: ComparisonKind) -> list[tuple[list[str], str]]:
    """The words of the figures and the reason of every comparison of a kind."""
    found = analyse(text)
    words = [text[f.pieces[0][0] : f.pieces[-1][1]] for f in found.figures]
    return [([words[n] for n in c.operands], c.why) for c in found.comparisons if c.kind is kind]


@pytest.mark.parametrize(
    ("text", "pair", "stated"),
    [
        ("Dell repaired 62 of the 98 bridges. That is 63%.", ["62", "98 bridges"], "63%"),
        ("Just over half of the money, £88m of £170m, is spent.",
         ["£88m", "£170m"], "Just over half of the money"),
        ("Some 64 of the 1,180 sailings since May took place in winds of more than 20 knots, or 5.4%.",
         ["Some 64", "1,180 sailings"], "5.4%"),
        ("Her survey of 310 cows found the worm in the stomachs of 28.\n\n“That’s 9%,” Coyle said.",
         ["28", "310 cows"], "9%"),
        ("The mill has made 430 jobs, roughly a third of the 1,200 it promised.",
         ["430 jobs", "1,200"], "roughly a third"),
        ("The town paid £900,000, less than half of the £2.3m it owes.",
         ["£900,000", "£2.3m"], "less than half"),
    ],
)  # fmt: skip
def test_a_stated_share_is_held_against_its_part_and_whole(text: str, pair: list[str], stated: str) -> None:
    assert (pair, f"the stated “{stated}”, which agrees") in compared(text, ComparisonKind.SHARE)


def test_a_stated_share_that_is_reckoned_wrongly_is_told() -> None:
    found = compared("Dell repaired 62 of the 98 bridges. That is 73%.", ComparisonKind.SHARE)
    assert len(found) == 1 and found[0][0] == ["62", "98 bridges"]
    assert found[0][1].startswith("the stated “73%”, though it comes to 63.3")


def test_a_share_of_something_else_is_no_wrong_share() -> None:
    text = "Dell repaired 62 of the 98 bridges with 14% more money."
    assert all("stated" not in why for _, why in compared(text, ComparisonKind.SHARE))


@pytest.mark.parametrize(
    ("text", "pair", "why"),
    [
        ("The council will raise the number of wardens from 22 to 40, an increase of more than 80%.",
         ["22", "40"], "the stated “more than 80%”, which agrees"),
        ("Visits have fallen by two-fifths since November, to 21,300 in February from 35,500 a year earlier.",
         ["35,500", "21,300"], "the stated “two-fifths”, which agrees"),
        ("The fund holds £12m, down from £20m, a drop of 30%.",
         ["£20m", "£12m"], "the stated “30%”, though it comes to 40 % less"),
        ("The fund fell to £12m in June from £20m a year earlier.", ["£20m", "£12m"], "before and after"),
        ("Fees rose 25%, from £3,100 to £3,875.", ["£3,100", "£3,875"], "the stated “25%”, which agrees"),
        ("The school lifted its fee from £3,100 to £3,875.", ["£3,100", "£3,875"], "before and after"),
        ("The increase from £3,100 to £3,875 was agreed.", ["£3,100", "£3,875"], "before and after"),
        ("The watch now has 312 wardens, down from 347.", ["347", "312 wardens"], "before and after"),
    ],
)  # fmt: skip
def test_a_change_is_found_in_either_order_and_held_against_its_size(text: str, pair: list[str], why: str) -> None:
    found = compared(text, ComparisonKind.CHANGE)
    assert [words for words, _ in found] == [pair]
    assert found[0][1].replace("\N{NO-BREAK SPACE}", " ") == why


def test_every_one_of_the_listed_parts_is_a_share_of_their_whole() -> None:
    found = compared("The three lists won 131, 60 and 21 of 212 seats.", ComparisonKind.SHARE)
    assert sorted(pair for pair, _ in found) == [["131", "212 seats"], ["21", "212 seats"], ["60", "212 seats"]]


def test_a_part_is_never_added_to_its_whole_and_sums_count_one_thing() -> None:
    text = "Three of the 19 deckhands have left. The port will hire 22 inspectors."
    assert compared(text, ComparisonKind.SUM) == []
    text = "Four ships and 18 lorries came. The port will hire 22 inspectors."
    assert compared(text, ComparisonKind.SUM) == []
    text = "Nine men and 13 women died. The 22 people lived in Dell."
    assert [words for words, _ in compared(text, ComparisonKind.SUM)] == [["Nine men", "13 women", "22 people"]]


def test_a_headline_is_held_against_the_text_unless_the_text_has_its_number_too() -> None:
    text = "Fire kills nine miners in Dell\n\nA fire killed 11 miners in Dell on Monday, the owner said."
    assert compared(text, ComparisonKind.RESTATEMENT) == [
        (["nine miners", "11 miners"], "headline and text differ")
    ]
    text = "Dell would cut 17 bus routes\n\nThe city runs 96 bus routes. It would cut 17 of those routes."
    assert ["17 bus routes", "96 bus routes"] not in [w for w, _ in compared(text, ComparisonKind.RESTATEMENT)]


def test_a_number_said_twice_in_one_breath_is_no_restatement() -> None:
    assert compared("“He lied three times - three times,” Coyle said.", ComparisonKind.RESTATEMENT) == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Nine miners were hurt, the owner said. The hospital put the figure at 14.", ["Nine miners", "14"]),
        ("The head said 340 barns had burned. On Monday her office put the number at “some 420”.",
         ["340 barns", "some 420"]),
        ("The council puts the cost at 12 to 14 million dinars a year. The auditor says 7 million.",
         ["12 to 14 million dinars a year", "7 million"]),
        ("Coyle said Moss voted against the fund three times. Records show that Moss voted against the fund once "
         "and abstained twice.", ["three times", "once"]),
        ("Coyle guessed 5,000. The figure is 21,340, according to the board.", ["5,000", "21,340"]),
        ("She claimed that 81 per cent of the herd was ill (the actual number is closer to 15 per cent).",
         ["81 per cent of the herd", "15 per cent"]),
        ("Nine miners were killed in the quarry, Coyle said. The union says 14 miners were killed in the quarry.",
         ["Nine miners", "14 miners"]),
        ("The ferry had 412 people on board. The coastguard said 408 people had sailed. The owner said the "
         "correct number was 412.", ["412 people", "412"]),
        ("The mill promised 900 jobs. It gave work to 310 people, the owner said. The union counted 240. Coyle "
         "put the number at 880.", ["310 people", "240", "880"]),
        ("The roof cost £40,000, the vicar said. The builder said it cost £12,000. An auditor put it at £27,500.",
         ["£40,000", "£12,000", "£27,500"]),
        ("Of the 212 people aboard, 39 were children, the owner said; the coastguard said 208.",
         ["212 people", "208"]),
        ("Of the 212 people aboard, 39 were children, the owner said; the coastguard said 46.", ["39", "46"]),
        ("Nineteen people were dead, the ministry said; the union says 31 died.", ["Nineteen people", "31"]),
        ("The ministry said 19 people were killed. A doctor put the death toll at 31.", ["19 people", "31"]),
        ("The union says 31 people died in the fire. The ministry confirmed 19 deaths.",
         ["31 people", "19 deaths"]),
        ("About 300 people marched, police said. The union said 2,000 marched.", ["About 300 people", "2,000"]),
        ("The mill was to give 900 jobs. State records show 310 workers. The union counts 240 workers. Coyle put "
         "the number at 880.", ["310 workers", "240 workers", "880"]),
        ("Moss said the study cost £40,000; Ilva Norrin said it was £12,000.", ["£40,000", "£12,000"]),
        ("The company put losses at £4.7m. The bank had put the loss at £30m.", ["£4.7m", "£30m"]),
    ],
)  # fmt: skip
def test_two_numbers_for_one_thing_are_suggested(text: str, pair: list[str]) -> None:
    assert pair in [words for words, _ in compared(text, ComparisonKind.RESTATEMENT)]


@pytest.mark.parametrize(
    "text",
    [
        "Nine miners were hurt. Another 14 miners were hurt in Corran.",
        "Nine miners died in the pit in 2019. Fourteen miners died in the pit in 2021.",
        "Nineteen people died in the fire. Seven of the people died in the fire at night.",
        "The head said 340 barns had burned. The number of wells is 420.",
        "Of all voters, 49 per cent agreed. Among those in Dell the figure was 36 per cent.",
        "Coyle leads by 29 votes among men in Dell. Coyle leads by seven votes among women in Dell.",
        "The mill promised 900 jobs. Coyle put the number at 310.",
        "The roof cost £40,000. It has a weathervane; it cost £900.",
        "Nineteen people were dead, the ministry said; the union says 31 were hurt.",
        "The ferry had 212 people, the owner said. Police said 112 people were saved. Coyle said 39 people died.",
        "The company put losses at £4.7m. The bank put profit at £30m.",
        "Two pages of 1,100 are shown\n\nCoyle stood beside 1,100 pages.",
    ],
)
def test_two_numbers_of_two_things_are_not(text: str) -> None:
    assert compared(text, ComparisonKind.RESTATEMENT) == []


@pytest.mark.parametrize(
    ("text", "pair", "why"),
    [
        ("The limit is 50 mg/l; 74 mg/l were measured in the well at Orrin.", ["74 mg/l", "50 mg/l"], "limit"),
        ("The car was doing 92 mph, well over the 70 mph limit.", ["92 mph", "70 mph"], "limit"),
        ("The hall let in 640 guests, though its licence sets a maximum of 500 guests.",
         ["640 guests", "a maximum of 500 guests"], "maximum"),
        ("The fee rose by £40 to £140. The cap is £120.", ["£140", "£120"], "cap"),
        ("Spending of £4.2m went over the ceiling of £3.5m that ministers had set in May.",
         ["£4.2m", "£3.5m"], "ceiling"),
    ],
)  # fmt: skip
def test_what_is_above_a_limit_is_held_against_it(text: str, pair: list[str], why: str) -> None:
    assert compared(text, ComparisonKind.EXCESS) == [(pair, f"a limit: “{why}”")]


@pytest.mark.parametrize(
    "text",
    [
        "The limit is 50 mg/l; 24 mg/l were measured.",
        "The council set a limit of 500 words on letters in 2024. It got 900 letters.",
        "She wore a cap. It cost £12 and the coat £90.",
        "The fee rose by £140. The cap is £120.",
        "The party took 38.9 per cent, clearing the 4 per cent threshold.",
        "The limit is 50 mg/l. Nobody lives there. The river is cold. In May 74 mg/l were measured.",
    ],
)
def test_what_is_no_limit_or_not_above_it_is_not(text: str) -> None:
    assert compared(text, ComparisonKind.EXCESS) == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Only 12% of men and 8% of women had been tested.", ["Only 12% of men", "8% of women"]),
        ("12% of men agreed while 8% of women did.", ["12% of men", "8% of women"]),
        ("Some 12% of boys failed, compared with 8% of girls.", ["Some 12% of boys", "8% of girls"]),
        ("There were 18 in the north against 25 in the south.", ["18", "25"]),
        ("Nurses earn £28,000 in Dell, compared with £31,000 in Orrin.", ["£28,000", "£31,000"]),
        ("Sales rose to £12m in Dell, against £9m in Orrin.", ["£12m", "£9m"]),
        ("Dell spends £40 a head, against £25 a head nationally.", ["£40 a head", "£25 a head"]),
        ("Joblessness is 8.1 per cent, compared with a national average of 4.2 per cent.",
         ["8.1 per cent", "4.2 per cent"]),
    ],
)  # fmt: skip
def test_two_groups_beside_each_other_are_a_contrast_and_no_change(text: str, pair: list[str]) -> None:
    assert [words for words, _ in compared(text, ComparisonKind.CONTRAST)] == [pair]
    assert compared(text, ComparisonKind.CHANGE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sales were £12m against £9m a year earlier.",
        "Turnout was 38 per cent, against 41 per cent in 2019.",
        "Rents take 41% of pay, compared with 30% at the start of the decade.",
        "Dell has 40 beds compared with 31 beds last year.",
        "Profit was 1.07m crowns, against 1.62m in May.",
    ],
)
def test_what_there_was_at_another_time_is_a_change_and_no_contrast(text: str) -> None:
    assert len(compared(text, ComparisonKind.CHANGE)) == 1
    assert compared(text, ComparisonKind.CONTRAST) == []


@pytest.mark.parametrize(
    "text",
    [
        "Wardens counted 40 boats against a target of 60 in the bay.",
        "Some 40% of voters and 12% of the money came from Dell.",
        "It killed 40 men and 22 women.",
    ],
)
def test_what_only_stands_in_one_sentence_is_no_contrast(text: str) -> None:
    assert compared(text, ComparisonKind.CONTRAST) == []


@pytest.mark.parametrize(
    ("text", "pair", "why"),
    [
        ("The number of nurses rose from 40 to 52, an increase of 12.", ["40", "52"], "“12”, which agrees"),
        ("The number of nurses rose from 40 to 52, an increase of 14.", ["40", "52"],
         "“14”, though it comes to 12 more"),
        ("The number of nurses rose from 40 to 52, or 25 per cent.", ["40", "52"],
         "“25 per cent”, though it comes to 30 % more"),
        ("Rescuers saved 52 people, 12 more than last year’s 40.", ["40", "52 people"], "“12 more”, which agrees"),
        ("Rescuers saved 52 people, 14 more than the 40 saved in 2025.", ["40", "52 people"],
         "“14 more”, though it comes to 12 more"),
        ("Fifty-two people drowned, four fewer than in 2025. In 2025, 58 people drowned.",
         ["58 people", "Fifty-two people"], "“four fewer”, though it comes to 6 fewer"),
        ("Profit was £52m, 30 per cent more than last year’s £40m.", ["£40m", "£52m"],
         "“30 per cent more”, which agrees"),
        ("Profit was £4.6m, £1.3m more than the £3.4m of 2024.", ["£3.4m", "£4.6m"],
         "“£1.3m more”, which agrees within rounding"),
        ("Profit was £4.6m, £1.9m more than the £3.4m of 2024.", ["£3.4m", "£4.6m"],
         "“£1.9m more”, though it comes to £1.2 million more"),
        ("Turnout rose from 36 to 41 per cent, up five points.", ["36", "41 per cent"],
         "“five points”, which agrees"),
        ("Turnout rose from 36 to 41 per cent, up nine points.", ["36", "41 per cent"],
         "“nine points”, though it comes to 5 percentage points more"),
        ("Sales rose by 12 to 52, from 40 a year earlier.", ["40", "52"], "“12”, which agrees"),
        ("There were 52 fires, up 12 on last year’s 40.", ["40", "52 fires"], "“12”, which agrees"),
        ("The mill doubled its output from 200 to 420 tonnes.", ["200", "420 tonnes"], "“doubled”, which agrees"),
        ("The town has 9,400 people, 600 fewer than the 10,000 counted in 2011.", ["10,000", "9,400 people"],
         "“600 fewer”, which agrees"),
    ],
)  # fmt: skip
def test_a_stated_difference_is_held_against_its_two_numbers(text: str, pair: list[str], why: str) -> None:
    found = [(words, said.replace("\u00a0", " ")) for words, said in compared(text, ComparisonKind.CHANGE)]
    assert found == [(pair, f"the stated {why}")]


def test_two_numbers_that_differ_by_what_is_stated_are_no_statements_of_one_thing() -> None:
    text = "Fifty-two people drowned, four fewer than in 2025. In 2025, 56 people drowned."
    assert compared(text, ComparisonKind.RESTATEMENT) == []
    text = "Marrow has 52 teachers, 12 more than Dell’s 40."
    assert compared(text, ComparisonKind.SUM) == []
    assert compared(text, ComparisonKind.CONTRAST) == [
        (["52 teachers", "40"], "the stated “12 more”, which agrees")
    ]


def test_a_difference_without_the_number_it_is_from_compares_nothing() -> None:
    assert compared("Fifty-two people drowned, four fewer than in 2025.", ComparisonKind.CHANGE) == []


@pytest.mark.parametrize(
    ("text", "parts", "total"),
    [
        ("There were 12 men and 14 women, 27 in all.", ["12 men", "14 women", "27"], 26),
        ("The party won 14 seats in the north, nine in the south and four abroad, a total of 28.",
         ["14 seats", "nine", "four", "a total of 28"], 27),
    ],
)  # fmt: skip
def test_a_total_that_its_parts_do_not_come_to_is_told(text: str, parts: list[str], total: int) -> None:
    why = f"said to be the total, though the parts come to {total}"
    assert compared(text, ComparisonKind.SUM) == [(parts, why)]


def test_a_total_of_something_else_is_no_wrong_sum() -> None:
    assert compared("Three men and two dogs came, 40 people in all.", ComparisonKind.SUM) == []
