"""Numbers that hyphens tie to each other: "a 2-to-3 per cent range", "a five-to-seven-year plan", "4-to-1 odds".

Both numbers are the ends of one range, and the hyphen before the second is no minus sign. Where the first is the
larger one they are odds, a score or a tally, which count nothing.
"""

from __future__ import annotations

from decimal import Decimal

from core.extraction.figures.numbers import compound_at, parted
from core.extraction.figures.spelled import is_number_word, value_of
from core.language.text import Words
from core.records import Form, Reading

_HYPHENS = frozenset("-‑–")
_FORMS = {"to": Form.RANGE, "or": Form.ALTERNATIVES}


def is_tied(w: Words, k: int) -> bool:
    """Whether hyphens tie word k to both its neighbours: the "to" of "2-to-3"."""
    if k < 1 or k + 1 >= len(w) or w.texts[k - 1] not in _HYPHENS or w.texts[k + 1] not in _HYPHENS:
        return False
    return w.ends[k - 1] == w.starts[k] and w.ends[k] == w.starts[k + 1]


def is_odds(w: Words, i: int, beyond: int) -> bool:
    """Whether the digits at word i, which end before word `beyond`, are a part of "4-to-1" or "5-to-4"."""
    for first, to in ((i, beyond + 1), (i - 4, i - 2)):
        if first < 0 or to + 2 >= len(w) or w.lowers[to] != "to" or not is_tied(w, to):
            continue
        sides = w.texts[first], w.texts[to + 2]
        if to - first == 2 and all(side.isdecimal() for side in sides) and int(sides[0]) >= int(sides[1]):
            return True
    return False


def joined_at(w: Words, i: int, limit: int) -> tuple[Decimal, str, int] | None:
    """The number word at word i, what hyphens join to it, and the word beyond: "three-year" is 3 and "year",
    "five- to seven-year" 5 and "to-seven-year"."""
    compound = compound_at(w, i)
    if compound is not None:
        return *compound, i + 1
    hangs = i + 3 < limit and w.texts[i + 1] in _HYPHENS and w.ends[i] == w.starts[i + 1]
    if not hangs or w.lowers[i + 2] not in _FORMS or not is_number_word(w.lowers[i]):
        return None
    joined = f"{w.lowers[i + 2]}-{w.lowers[i + 3]}".replace("‑", "-")
    value = value_of(w.lowers[i])
    return None if spread_in(value, joined) is None or "-" not in w.lowers[i + 3] else (value, joined, i + 4)


def spread_in(value: Decimal, rest: str) -> tuple[Reading, str] | None:
    """The range that `value` begins and what it is of, where `rest` goes on from it: "to-seven-year" behind "five"
    is 5 to 7 and "year", "to-three" behind "two" 2 to 3 of nothing yet; None for "to-one" and for "storey"."""
    word, dash, more = rest.partition("-")
    if not dash or word not in _FORMS:
        return None
    second = (value_of(more), "") if is_number_word(more) else parted(more)
    if second is None or second[0] <= value:
        return None
    return Reading(value, second[0], _FORMS[word]), second[1]
