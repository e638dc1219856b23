"""Numbers in words: cardinals, decimals said with "point", fractions and ordinals, as exact decimals.

Whole numbers are read by the text2num library; what it does not read (fractions as parts, ordinals as bottoms of
fractions, "point") is read here.
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache
from typing import NamedTuple

from text_to_num import text2num  # type: ignore[import-untyped]

from core.extraction.lexicon import table, word_set
from core.language.text import Words

UNITS = word_set("units")
TENS = word_set("tens")
SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_BIG = frozenset({"million", "billion", "trillion"})
NOUGHT = frozenset({"zero", "nought", "naught", "oh"})
_IRREGULAR = {"first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight",
              "ninth": "nine", "twelfth": "twelve", "half": "two", "halve": "two", "quarter": "four"}  # fmt: skip
_EXACT = Context(prec=28)
_LONGEST = 14
"""Words of a number; a longer run is cut."""


class Cardinal(NamedTuple):
    """A whole number in words up to `beyond`; `scale` is the multiplier said last and `scale_word` its name."""

    value: Decimal
    beyond: int
    scale: Decimal = Decimal(1)
    scale_word: str | None = None


class Fraction(NamedTuple):
    """A part in words up to `beyond`."""

    value: Decimal
    beyond: int


def value_of(text: str) -> Decimal:
    """What number words come to. Raises `ValueError` for words that are no one number ("twenty twenty")."""
    head, found, rest = text.partition("trillion")  # text2num ends at billions
    if found:
        rest = rest.strip().removeprefix("and ")
        return value_of(head.strip()) * scale_of("trillion") + (value_of(rest) if rest else 0)
    return Decimal(str(text2num(text, "en")))


@cache
def is_number_word(lower: str) -> bool:
    """Whether a word, in lower case, says a number by itself: "seven", "million", "twenty-one", "two-million"."""
    if lower in UNITS or lower in SCALES:
        return True
    top, dash, rest = lower.replace("‑", "-").partition("-")
    return bool(dash) and (
        (top in TENS and rest in UNITS and rest not in TENS) or (top in UNITS and rest in SCALES)
    )


@cache
def ordinal_base(lower: str) -> str | None:
    """The number word behind an ordinal: "fifth" and "fifths" are five, "twenty-first" is twenty-one."""
    word = lower.replace("‑", "-")
    lead, dash, last = word.rpartition("-")
    if dash:
        base = ordinal_base(last)
        return f"{lead} {base}" if base is not None and is_number_word(lead) else None
    for form in (word, word.removesuffix("s") if not word.endswith("ss") else word):
        if form in _IRREGULAR:
            return _IRREGULAR[form]
        if form.endswith("ieth") and form[:-4] + "y" in TENS:
            return form[:-4] + "y"
        if form.endswith("th") and (form[:-2] in UNITS or form[:-2] in SCALES):
            return form[:-2]
    return None


def cardinal_at(words: Words, i: int, limit: int) -> Cardinal | None:
    """The longest whole number in words from word i: "two hundred and five", "a million"."""
    lead = words.lowers[i] in ("a", "an")
    start = i + lead
    if start >= limit or (words.lowers[start] not in SCALES if lead else not is_number_word(words.lowers[start])):
        return None
    beyond = _run(words, start, limit)
    for end in range(beyond, start, -1):
        if words.lowers[end - 1] in ("and", "-") or _goes_into_part(words, end, limit):
            continue
        run = " ".join(words.lowers[start:end]).replace("-", " ").replace("‑", " ")
        if words.lowers[start] in SCALES:
            run = "one " + run
        try:
            value = value_of(run)
        except ValueError:
            continue
        last = words.lowers[end - 1].rpartition("-")[2]
        if last in SCALES:
            return Cardinal(value, end, scale_of(last), last)
        return Cardinal(value, end)
    return None


def _goes_into_part(words: Words, end: int, limit: int) -> bool:
    """Whether the last word counts parts: "two million and one half", "one billion and three quarters"."""
    if end >= limit or end < 2 or words.lowers[end - 2] != "and":
        return False
    return words.lowers[end] == "half" or (
        words.lowers[end].endswith("s") and bottom_at(words, end, limit) is not None
    )


def _run(words: Words, start: int, limit: int) -> int:
    k = start
    while k < limit and k - start < _LONGEST:
        lower = words.lowers[k]
        if is_number_word(lower):
            k += 1
        elif (lower == "and" and _joins(words, k, limit) and words.lowers[k - 1].rpartition("-")[2] in SCALES) or (
            lower == "-" and words.lowers[k - 1] in TENS and k + 1 < limit and words.lowers[k + 1] in UNITS
        ):
            k += 2
        else:
            break
    return k


def _joins(words: Words, k: int, limit: int) -> bool:
    return k + 1 < limit and is_number_word(words.lowers[k + 1])


@cache
def scale_of(word: str) -> Decimal:
    return Decimal(table("numbers.toml")["scales"][word])


def decimals_at(words: Words, i: int, limit: int) -> tuple[str, int] | None:
    """The decimals said after "point" at word i, as digits, and the word beyond: "point zero three" is 03."""
    if i + 1 >= limit or words.lowers[i] != "point":
        return None
    digits, k = "", i + 1
    while k < limit and k - i < _LONGEST:
        lower = words.lowers[k]
        if lower in NOUGHT:
            digits += "0"
        elif is_number_word(lower) and lower not in SCALES and "hundred" not in lower:
            try:
                digits += str(value_of(lower.replace("-", " ")))
            except ValueError:
                break
        else:
            break
        k += 1
    return (digits, k) if digits else None


def bottom_at(words: Words, i: int, limit: int) -> tuple[Decimal, int] | None:
    """The bottom of a fraction from word i: "thirds", "hundredths", "twenty firsts"; and the word beyond."""
    base = ordinal_base(words.lowers[i]) if i < limit else None
    if base is not None and words.lowers[i] not in ("second", "seconds", "first"):
        return _plain_value(base, i + 1)
    if i + 1 < limit and words.lowers[i] in TENS and words.lowers[i + 1].endswith("s"):
        base = ordinal_base(words.lowers[i + 1])
        if base is not None:
            return _plain_value(f"{words.lowers[i]} {base}", i + 2)
    return None


def _plain_value(text: str, beyond: int) -> tuple[Decimal, int] | None:
    text = text.replace("-", " ")
    try:
        return value_of(f"one {text}" if text in SCALES else text), beyond
    except ValueError:
        return None


def part(top: Decimal, bottom: Decimal) -> Decimal:
    return _EXACT.divide(top, bottom)


def fraction_at(words: Words, i: int, limit: int) -> Fraction | None:
    """ "two-thirds", "three quarters", "a fifth", "one hundred and thirty-two fifths", "half", "a hundredth"."""
    lower = words.lowers[i].replace("‑", "-")
    if lower == "half":
        return Fraction(Decimal("0.5"), i + 1)
    top, dash, rest = lower.partition("-")
    if dash and top in UNITS and (base := ordinal_base(rest)) is not None and (rest.endswith("s") or top == "one"):
        found = _plain_value(base, i + 1) if rest not in ("second", "seconds", "first") else None
        return None if found is None else Fraction(part(value_of(top), found[0]), i + 1)
    if lower in ("a", "an"):
        return _one_part(words, i, limit) or _many_parts(words, i, limit)
    if not is_number_word(lower):
        return None
    if words.lowers[i + 1 : i + 2] == ["-"] and i + 2 < limit and lower in UNITS:  # "five - eighths"
        spaced = bottom_at(words, i + 2, limit)
        if spaced is not None and (lower == "one" or words.lowers[spaced[1] - 1].endswith("s")):
            return Fraction(part(value_of(lower), spaced[0]), spaced[1])
    if lower == "one" and (one := _one_part(words, i, limit)) is not None:
        return one
    return _many_parts(words, i, limit)


def _one_part(words: Words, i: int, limit: int) -> Fraction | None:
    """ "a third", "one fourth", "one one hundred and fifth"."""
    k = i + 1
    if k >= limit:
        return None
    base = ordinal_base(words.lowers[k])
    if base is not None and not words.lowers[k].endswith("s") and words.lowers[k] not in ("first", "second"):
        found = _plain_value(base, k + 1)
        return None if found is None else Fraction(part(Decimal(1), found[0]), k + 1)
    if words.lowers[i] != "one" or not is_number_word(words.lowers[k]):
        return None
    end = _run(words, k, limit)
    joined = words.lowers[end : end + 1] == ["and"]
    last = end + joined
    base = ordinal_base(words.lowers[last]) if last < limit else None
    if base is None or words.lowers[last].endswith("s"):
        return None
    bottom = _plain_value(" ".join([*words.lowers[k:end], base]).replace("-", " ").replace(" and ", " "), last + 1)
    return None if bottom is None else Fraction(part(Decimal(1), bottom[0]), last + 1)


def _many_parts(words: Words, i: int, limit: int) -> Fraction | None:
    """Several parts, or a number with several: what stands behind the last "and" is the top where it is smaller
    than the bottom, else all is ("two hundred and fifty-four hundredths", "a hundred and thirty fifths")."""
    start = i + (words.lowers[i] in ("a", "an"))
    if start >= limit or not is_number_word(words.lowers[start]):
        return None
    end = _run(words, start, limit)
    tail = words.lowers[end - 1] in TENS and end < limit and end - start > 1 and words.lowers[end - 2] != "and"
    bottom = bottom_at(words, end - 1, limit) if tail and words.lowers[end].endswith("s") else None
    if bottom is not None:
        end -= 1
    else:
        bottom = bottom_at(words, end, limit)
    if bottom is None or not words.lowers[bottom[1] - 1].endswith("s") or end <= start:
        return None
    run = words.lowers[start:end]
    cut = len(run) - 1 - run[::-1].index("and") if "and" in run else -1
    whole = _words_value(run)
    after = _words_value(run[cut + 1 :]) if cut > 0 else None
    if after is not None and after < bottom[0] and (before := _words_value(run[:cut])) is not None:
        last, beyond = run[cut - 1], bottom[1]
        unit = scale_of(last) if last in _BIG else Decimal(1)
        own = words.lowers[beyond] if beyond < limit else ""
        if own in _BIG and scale_of(own) < unit:  # "one billion and three quarters million"
            unit, beyond = scale_of(own), beyond + 1
        return Fraction(before + part(after, bottom[0]) * unit, beyond)
    return None if whole is None else Fraction(part(whole, bottom[0]), bottom[1])


def _words_value(run: list[str]) -> Decimal | None:
    if not run:
        return None
    text = " ".join(w for w in run if w != "-").replace("-", " ")
    try:
        return value_of(f"one {text}" if run[0] in SCALES else text)
    except ValueError:
        head, _, last = text.rpartition(" ")
        try:
            return value_of(head) * scale_of(last) if last in ("hundred", "thousand") else None
        except ValueError:
            return None
