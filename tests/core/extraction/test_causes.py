""" "Over" tells why somebody is jailed or blamed, or that a number is more than another."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Minister slammed over £86,000 orchid house", "£86,000"),
        ("Mayor blasted by Ada Coyle over £86,000 statue", "£86,000"),
        ("Boss mocked over 12 empty ferries", "12 empty ferries"),
        ("Boss blasted over 12 deaths", "12 deaths"),
        ("She was questioned over £40,000 in missing fees.", "£40,000"),
        ("She was grilled last week over £3m of debts.", "£3m"),
        ("Pell was arrested over 300 stolen bells.", "300 stolen bells"),
        ("Man arrested over 300 stolen bells", "300 stolen bells"),
        ("She was charged over 300 thefts.", "300 thefts"),
        ("The ferry line was sued over $5 million debt.", "$5 million"),
        ("The board was criticised over 12 deaths.", "12 deaths"),
        ("The mayor had to resign over £3m in fees.", "£3m"),
        ("Dell is in a row over £2m of repairs.", "£2m"),
    ],
)
def test_why_somebody_is_blamed_is_no_bound(text: str, words: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.comparator, reading.low) == ("=", reading.high)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police arrested over 300 protesters.", "over 300 protesters"),
        ("Varn has sacked over 40 workers.", "over 40 workers"),
        ("They fired over 300 shots.", "over 300 shots"),
        ("The inn charged over £300.", "over £300"),
        ("The council suspended over 40 licences.", "over 40 licences"),
        ("The ombudsman investigated over 300 complaints.", "over 300 complaints"),
        ("Police arrested a man and seized over 300 bells.", "over 300 bells"),
        ("He was jailed for stealing over £3m.", "over £3m"),
        ("Councillors criticised plans to spend over £3m on weirs.", "over £3m"),
        ("The strike cost the line over £3m.", "over £3m"),
        ("The protest drew over 300 people.", "over 300 people"),
        ("She was fined over £1.4m.", "over £1.4m"),
    ],
)
def test_an_over_of_the_number_stays_a_bound(text: str, words: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.comparator, reading.high) == (">", None)
