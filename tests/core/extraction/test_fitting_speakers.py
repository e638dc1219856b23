"""Whom "the striker, 22," and "the 22-year-old" cannot mean: another's age, gender or role contradicts it."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse


def last(text: str) -> str | None:
    who = analyse(text).quotes[-1].speaker
    return None if who is None else who.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The manager who spoke last is no striker.
        ("Okoro Dell scored. “He is good,” manager Carla Vell said. The striker, 22, said he had dreamt of it.",
         "Okoro Dell"),
        ("Okoro Dell scored. Manager Otto Marr said it was late. “It rained,” the player added.", "Okoro Dell"),
        # Nor is she who "said he had".
        ("Okoro Dell scored. Carla Vell said it was late. The 22-year-old said he had dreamt.", "Okoro Dell"),
        ("Lena Horv won. Her coach, Piet Marr, called it “a wonder”. The runner, 19, said she had slept badly.",
         "Lena Horv"),
        ("Anna Vell met Otto Dell. Dell said it was late. The teenager told the club that she was sorry.",
         "Anna Vell"),
        # Whoever praises him goes on as "she".
        ("Okoro Dell scored. Carla Vell praised Dell. “He is good,” she said. The 22-year-old said he had slept.",
         "Okoro Dell"),
        # By the age that is told.
        ("Otto Dell, 22, met Ivo Marr, 51. Marr said it was late. The 22-year-old said it rained.", "Otto Dell"),
        # Better nobody than somebody else.
        ("Otto Dell, 33, left. “It is late,” the 40-year-old said.", "the 40-year-old"),
        ("Carla Vell left. The winger, 20, said he had slept badly.", "The winger"),
        ("Manager Otto Marr left in the Callard era. The striker said it rained.", "The striker"),
    ],
)  # fmt: skip
def test_contradicted(text: str, expected: str) -> None:
    assert last(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A gender that nothing tells contradicts nothing; "he" later in a report may be another.
        ("Okoro Dell scored. The striker, 22, said it was late when he left.", "Okoro Dell"),
        ("Carla Vell won. The runner said the man had left before he fell.", "Carla Vell"),
        # A coach may play, a captain does.
        ("Player-coach Otto Dell, a former striker, left. The striker said it rained.", "Otto Dell"),
        ("Captain Otto Dell left. The midfielder said it rained.", "Otto Dell"),
        # Who plays nothing can be a teenager, and an age told of nobody can be anybody's.
        ("Anna Vell met Otto Dell. The millionaire said it rained.", "Anna Vell"),
        ("Anna Vell left. The 22-year-old said it rained.", "Anna Vell"),
    ],
)  # fmt: skip
def test_others(text: str, expected: str) -> None:
    assert last(text) == expected
