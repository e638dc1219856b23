"""Pairing of quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extraction.quotes.marks import pair


def passages(text: str) -> list[str]:
    return [" | ".join(text[a:b] for a, b in q.pieces) for q in pair(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “no more” today.", ["“no more”"]),
        ('She said "no more" today.', ['"no more"']),
        ("She said ''no more'' today.", ["''no more''"]),
        ("She said ``no more'' today.", ["``no more''"]),
        ("She said «no more» today.", ["«no more»"]),
        ('Curly opens, “straight closes" it.', ['“straight closes"']),
        ("British: ‘We can’t wait,’ he said.", ["‘We can’t wait,’"]),
        ("British straight: 'We can't wait,' he said.", ["'We can't wait,'"]),
        ("‘The ministers’ plan is dead,’ he said.", ["‘The ministers’ plan is dead,’"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("‘She told me “never” twice,’ he said.", ["‘She told me “never” twice,’"]),
        ("The workers’ union and the ‘90s and rock ‘n’ roll.", []),
        ("The board's plan, the members' vote.", []),
        ("He is 6'2\" tall and she is 5'10\" tall.", []),
        ('A 12" pipe burst.', []),
        ("One “stray mark in a line.\n\nNext “fine” line.", ["“fine”"]),
        ("“One.\n\n“Two,” he said.", ["“One. | “Two,”"]),
        ("“One.\n\n“Two.\n\n“Three,” he said.", ["“One. | “Two. | “Three,”"]),
        ("‘One.\n\n‘Two,’ he said.", ["‘One. | ‘Two,’"]),
        (
            "“We never closed it and the line ends here.\n\nNobody spoke.",
            ["“We never closed it and the line ends here."],
        ),
        ("“One.\n\nTwo,” he said.", ["“One. | Two,”"]),
        ('"One.\n\nTwo," he said. "Three."', ['"One. | Two,"', '"Three."']),
        ("He said: “One.\n\nTwo.” Three “four” five.", ["“One. | Two.”", "“four”"]),
        ("“One.\n\n“Two.\n\nThree,” he said.", ["“One. | “Two. | Three,”"]),
        ("One.\n\nTwo,” he said.", []),
        ("“One two three four.\n\nTwo.\n\nThree,” he said. “Four.”", ["“One two three four.", "“Four.”"]),
        ("“One two three four.\n\nTwo “three” four” he said.", ["“One two three four.", "“three”"]),
        ("", []),
        ("”“”“", []),
    ],
)
def test_passages(text: str, expected: list[str]) -> None:
    assert passages(text) == expected


@given(
    st.lists(st.sampled_from(["“", "”", '"', "'", "‘", "’", "a", " ", ",", ".", "\n\n", "«", "»", "''"])).map(
        "".join
    )
)
def test_passages_never_overlap_and_stay_inside(text: str) -> None:
    end = 0
    for passage in pair(text):
        for a, b in passage.pieces:
            assert end <= a < b <= len(text)
            end = b
