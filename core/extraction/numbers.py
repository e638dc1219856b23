"""The number grammar: digits and words to exact decimals.

Number words are read by the text2num library; fractions, scales after digits and the like are read here. Nothing
passes through binary floats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from text_to_num import text2num  # type: ignore[import-untyped]

from core.extraction.lexicon import table
from core.language.text import Words

_PLAIN = re.compile(r"\.\d+$|\d+(?:\.\d+)?$|\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$")
_UNITS = frozenset(
    (
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    )
)
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "tenth": 10,
    "tenths": 10,
}
_BOTTOMS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 40, 50, 64, 100, 1000})
"""Bottoms of fractions in use; 9/11 is none."""
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}
_LONGEST = 24
"""Digits of a number beyond which it is a serial or account number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words `first`..`beyond`: its value, and `scale`, the multiplier said after it (1 if none).

    `written` is digits, words or fraction.
    """

    first: int
    beyond: int
    value: Decimal
    scale: Decimal
    written: str
    scale_word: str | None = None


def number_at(words: Words, i: int, limit: int) -> Number | None:
    """The number that begins with word i, read as far as it goes before word `limit`."""
    text = words.texts[i]
    if text[0].isdigit() or (text[0] == "." and len(text) > 1):
        return _digits(words, i, limit)
    if text in _VULGAR:
        return Number(i, i + 1, Decimal(_VULGAR[text]), Decimal(1), "fraction")
    return _fraction(words, i, limit) or _spelled(words, i, limit)


def _digits(words: Words, i: int, limit: int) -> Number | None:
    text = words.texts[i]
    if not text.isascii() or len(text) > _LONGEST or not _PLAIN.match(text):
        return None
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    beyond = i + 1
    written = "digits"
    if beyond < limit and words.texts[beyond] in _VULGAR and words.starts[beyond] == words.ends[i]:
        value += Decimal(_VULGAR[words.texts[beyond]])
        beyond += 1
    else:
        value, beyond, written = _slash_fraction(words, i, beyond, limit, value)
    return _scaled(words, Number(i, beyond, value, Decimal(1), written), limit)


def _slash_fraction(words: Words, i: int, beyond: int, limit: int, value: Decimal) -> tuple[Decimal, int, str]:
    """ "1/40" and "2 1/2"."""
    at = i if words.texts[beyond : beyond + 1] == ["/"] else i + 1
    parts = words.texts[at : at + 3]
    fits = (
        len(parts) == 3 and parts[1] == "/" and at + 3 <= limit and parts[0].isdecimal() and parts[2].isdecimal()
    )
    tight = fits and words.ends[at + 1] == words.starts[at + 2] and words.ends[at] == words.starts[at + 1]
    if (
        not tight
        or words.texts[at + 3 : at + 4] == ["/"]
        or int(parts[2]) not in _BOTTOMS
        or int(parts[0]) >= int(parts[2])
    ):
        return value, beyond, "digits"
    fraction = Decimal(parts[0]) / Decimal(parts[2])
    return (fraction if at == i else value + fraction), at + 3, "fraction"


def _scaled(words: Words, number: Number, limit: int) -> Number:
    """The number with the scale that follows it: "4.5bn", "33 billion", "2 dozen"."""
    i = number.beyond
    if i >= limit:
        return number
    lower = words.lowers[i]
    hyphen = words.texts[i] == "-" and i + 1 < limit
    if hyphen and words.lowers[i + 1] in _SCALES:
        i, lower = i + 1, words.lowers[i + 1]
    scale = scales().get(lower)
    tight = words.starts[i] == words.ends[i - 1]
    if (
        scale is None
        or (len(lower) <= 3 and not tight and lower not in ("bn", "tn", "mln", "trn", "mn"))
        or lower == "score"
    ):
        return number
    if lower == "m" and i + 1 < limit and words.texts[i + 1][0].isdigit() and words.starts[i + 1] == words.ends[i]:
        return number
    return Number(number.first, i + 1, number.value * scale, scale, number.written, lower)


def _spelled(words: Words, i: int, limit: int) -> Number | None:
    lower = words.lowers[i]
    lead = 1 if lower in ("a", "an") else 0
    head = words.lowers[i + lead] if i + lead < limit else ""
    if lead and (head not in _SCALES and head != "dozen"):
        return _couple(words, i, limit)
    if not lead and not _is_number_word(head):
        return None
    if head == "dozen":
        return Number(i, i + lead + 1, Decimal(12), Decimal(12), "words", "dozen")
    beyond = i + lead
    while beyond < limit and beyond - i < 12:
        if _is_number_word(words.lowers[beyond]):
            beyond += 1
        elif (
            words.lowers[beyond] == "and"
            and words.lowers[beyond - 1] in _SCALES
            and beyond + 1 < limit
            and _is_number_word(words.lowers[beyond + 1])
        ):
            beyond += 2
        else:
            break
    return _read_words(words, i, i + lead, beyond, limit)


def _couple(words: Words, i: int, limit: int) -> Number | None:
    if words.lowers[i : i + 3] == ["a", "couple", "of"] and i + 3 < limit:
        return Number(i, i + 3, Decimal(2), Decimal(1), "words")
    return None


def _read_words(words: Words, first: int, start: int, beyond: int, limit: int) -> Number | None:
    """The longest part of the run that text2num takes as one number ("twenty twenty" is two)."""
    for end in range(beyond, start, -1):
        run = " ".join(words.lowers[start:end]).replace("-", " ").replace("‑", " ")
        if words.lowers[end - 1] == "and":
            continue
        if start != first or words.lowers[start] in _SCALES:
            run = "one " + run
        try:
            value = Decimal(str(text2num(run, "en")))
        except ValueError:
            continue
        last = words.lowers[end - 1]
        scale = scales()[last] if last in _SCALES else Decimal(1)
        if words.lowers[end : end + 3] == ["and", "a", "half"] and end + 3 <= limit:
            return _scaled(words, Number(first, end + 3, value + scale / 2, scale, "words"), limit)
        return _scaled(words, Number(first, end, value, scale, "words", last if last in _SCALES else None), limit)
    return None


def _fraction(words: Words, i: int, limit: int) -> Number | None:
    """ "half a million", "two-thirds", "a quarter", "three quarters", "one in five"."""
    lower = words.lowers[i]
    if lower == "half":
        if words.lowers[i + 1 : i + 2] == ["a"] and i + 2 < limit and (scale := scales().get(words.lowers[i + 2])):
            return Number(i, i + 3, scale / 2, scale, "words", words.lowers[i + 2])
        return Number(i, i + 1, Decimal("0.5"), Decimal(1), "fraction")
    top, _, bottom = lower.replace("‑", "-").partition("-")
    if bottom in _PARTS and top in _UNITS:
        return Number(i, i + 1, _value(top) / _PARTS[bottom], Decimal(1), "fraction")
    after = words.lowers[i + 1] if i + 1 < limit else ""
    if after in _PARTS and after.endswith("s") and lower in _UNITS and lower not in ("zero", "one"):
        return Number(i, i + 2, _value(lower) / _PARTS[after], Decimal(1), "fraction")
    if after in _PARTS and lower in ("a", "one") and (words.lowers[i + 2 : i + 3] == ["of"] or lower == "one"):
        return Number(i, i + 2, Decimal(1) / _PARTS[after], Decimal(1), "fraction")
    return None


def compound_at(words: Words, i: int) -> tuple[Decimal, str] | None:
    """A number word joined to a noun by a hyphen: "three-year" is (3, "year")."""
    lower = words.lowers[i].replace("‑", "-")
    if "-" not in lower:
        return None
    top, _, rest = lower.partition("-")
    head, _, more = rest.partition("-")
    if head in _UNITS and more and top in _UNITS:
        try:
            return _value(f"{top} {head}"), more
        except ValueError:
            return None  # "twenty-twenty-five" is a year
    if top in _UNITS and rest and rest not in _PARTS and not _is_number_word(rest):
        return _value(top), rest
    return None


def _value(text: str) -> Decimal:
    """What number words come to. Raises `ValueError` for words that are no one number ("twenty twenty")."""
    return Decimal(str(text2num(text, "en")))


def _is_number_word(lower: str) -> bool:
    if lower in _UNITS or lower in _SCALES:
        return True
    top, _, rest = lower.replace("‑", "-").partition("-")
    return rest in _UNITS and top in _UNITS


@cache
def scales() -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in table("numbers.toml")["scales"].items()}
