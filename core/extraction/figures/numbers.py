"""The number grammar: a number with its scale, as an exact decimal. Nothing passes through binary floats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from core.extraction.figures.numerals import digits_at, vulgar
from core.extraction.figures.spelled import (
    NOUGHT,
    SCALES,
    cardinal_at,
    decimals_at,
    fraction_at,
    is_number_word,
    ordinal_base,
    part,
    value_of,
)
from core.extraction.lexicon import table, word_set
from core.extraction.lexicon import words as closed
from core.language.text import Words

_BIG = frozenset({"million", "billion", "trillion"})
_ENDS_PART = word_set("ends_part")
"""Words after which "a third" is a part and not the third of its kind."""
_NO_HALF = word_set("no_half")
_SMALL_BOTTOMS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 200, 250,
                            500, 1000, 2000, 5000, 10000, 100000, 1000000})  # fmt: skip
_TIGHT_SCALES = {
    "MM": "1000000",
    "K": "1000",
    "M": "1000000",
    "B": "1000000000",
    "T": "1000000000000",
    "G": "1000000000",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words `first`..`beyond`: its value, and `scale`, the multiplier said after it (1 if none).

    `written` is digits, words, fraction (a part) or ratio ("one in five").
    """

    first: int
    beyond: int
    value: Decimal
    scale: Decimal
    written: str
    scale_word: str | None = None


@cache
def scales() -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in table("numbers.toml")["scales"].items()}


def number_at(words: Words, i: int, limit: int) -> Number | None:
    """The number that begins with word i, read as far as it goes before word `limit`."""
    lower = words.lowers[i]
    if lower in ("minus", "negative") and i + 1 < limit and (i == 0 or words.lowers[i - 1] != "or"):
        joined = words.texts[i + 1] in "-‑" and i + 2 < limit and words.starts[i + 2] == words.ends[i + 1]
        found = number_at(words, i + 1 + joined, limit)
        return None if found is None or found.value < 0 else replace(found, first=i, value=-found.value)
    number = _plain(words, i, limit)
    if number is None:
        return None
    number = _of_scale(words, number, limit) if number.written == "fraction" else _and_part(words, number, limit)
    return _ratio(words, number, limit) or number


def _plain(words: Words, i: int, limit: int) -> Number | None:
    text, lower = words.texts[i], words.lowers[i]
    if text[0].isdigit() or (text[0] == "." and len(text) > 1):
        found = digits_at(words, i, limit)
        if found is None:
            return None
        number = Number(i, found.beyond, found.value, Decimal(1), "fraction" if found.fraction else "digits")
        return scaled(words, number, limit)
    if (value := vulgar(text)) is not None:
        return Number(i, i + 1, value, Decimal(1), "fraction")
    if lower in NOUGHT and lower != "oh":
        decimals = decimals_at(words, i + 1, limit) if i + 1 < limit else None
        if decimals is not None:
            return scaled(words, Number(i, decimals[1], Decimal(f"0.{decimals[0]}"), Decimal(1), "words"), limit)
        return Number(i, i + 1, Decimal(0), Decimal(1), "words")
    if lower[0] not in _FIRST_LETTERS:
        return None
    return _fraction(words, i, limit) or _spelled(words, i, limit)


_FIRST_LETTERS = frozenset("abcdefhlmnoqstz")
"""First letters of number words; spares most words of a text a closer look."""


def _spelled(words: Words, i: int, limit: int) -> Number | None:
    lower = words.lowers[i]
    lead = lower in ("a", "an")
    head = words.lowers[i + lead] if i + lead < limit else ""
    if head == "dozen":
        return Number(i, i + lead + 1, Decimal(12), Decimal(12), "words", "dozen")
    if lead and head == "couple" and words.lowers[i + 2 : i + 3] == ["of"] and i + 3 < limit:
        scale_word = words.lowers[i + 3]
        if scale_word in SCALES:  # "a couple of hundred pupils"
            scale = scales()[scale_word]
            return Number(i, i + 4, 2 * scale, scale, "words", scale_word)
        return Number(i, i + 3, Decimal(2), Decimal(1), "words")
    found = cardinal_at(words, i, limit)
    if found is None:
        return None
    if found.beyond < limit and (decimals := decimals_at(words, found.beyond, limit)) is not None:
        value = found.value + Decimal(f"0.{decimals[0]}")
        return scaled(words, Number(i, decimals[1], value, Decimal(1), "words"), limit)
    number = Number(i, found.beyond, found.value, found.scale, "words", found.scale_word)
    return scaled(words, number, limit)


def _fraction(words: Words, i: int, limit: int) -> Number | None:
    lower = words.lowers[i]
    if lower == "quarter" or (lower == "a" and words.lowers[i + 1 : i + 2] == ["quarter"]):
        at = i + (lower == "a")
        if at + 1 < limit and words.lowers[at + 1] in _BIG:
            return Number(i, at + 1, Decimal("0.25"), Decimal(1), "fraction")
        if at == i:
            return None
    found = fraction_at(words, i, limit)
    if found is None:
        return None
    if lower == "half" and i and words.lowers[i - 1] in _NO_HALF:
        return None
    if lower == "half" and words.lowers[found.beyond : found.beyond + 1] and _is_manner(words, found.beyond):
        return None
    if lower in ("a", "an") and not _is_part(words, i, found.beyond, limit):
        return None
    return Number(i, found.beyond, found.value, Decimal(1), "fraction")


def _is_manner(words: Words, k: int) -> bool:
    """Whether "half" before word k is how something is and no part: "half astern", "half asleep"."""
    ahead = words.lowers[k] == "ahead" and words.lowers[k + 1 : k + 2] != ["of"]
    return ahead or words.lowers[k] in word_set("half_so")


def _is_part(words: Words, i: int, beyond: int, limit: int) -> bool:
    """Whether "a third" is a part of something: "a third of voters", "fell by a third"; not "a third term"."""
    if ordinal_base(words.lowers[beyond - 1]) is not None and words.lowers[beyond - 1].endswith("s"):
        return True
    return (
        beyond >= limit
        or words.is_mark(beyond)
        or words.lowers[beyond] in _ENDS_PART
        or words.lowers[beyond] in closed("auxiliaries")
        or words.lowers[beyond] in SCALES
    )


def _of_scale(words: Words, number: Number, limit: int) -> Number:
    """ "half a million", "half million", "three quarters billion", "two thirds of a million", "half a dozen"."""
    k = number.beyond
    if k < limit and words.lowers[k] == "of":
        k += 1
    if k < limit and words.lowers[k] in ("a", "one") and k + 1 < limit:
        k += 1
    lower = words.lowers[k] if k < limit else ""
    if lower in _BIG or (k > number.beyond and lower in ("dozen", "hundred", "thousand")):
        scale = scales()[lower]
        return replace(
            number, beyond=k + 1, value=number.value * scale, scale=scale, written="words", scale_word=lower
        )
    return number


def _and_part(words: Words, number: Number, limit: int) -> Number:
    """ "two and a half", "3 million and a quarter", "one billion and a half million"."""
    k = number.beyond
    if k + 1 >= limit or words.lowers[k] != "and":
        return number
    found = fraction_at(words, k + 1, limit)
    if found is None and words.lowers[k + 1] in ("a", "one") and words.lowers[k + 2 : k + 3] == ["half"]:
        found_value, beyond = Decimal("0.5"), k + 3
    elif found is None or (words.lowers[k + 1] == "half"):
        return _and_number_part(words, number, limit)
    else:
        found_value, beyond = found.value, found.beyond
    if beyond > limit or not Decimal(0) < found_value < 1:
        return number
    if beyond < limit and words.lowers[beyond] in _BIG:
        scale = scales()[words.lowers[beyond]]
        if scale < number.scale:
            return replace(number, beyond=beyond + 1, value=number.value + found_value * scale)
        return replace(number, beyond=beyond + 1, value=(number.value + found_value) * scale, scale=scale,
                       scale_word=words.lowers[beyond])  # fmt: skip
    unit = number.scale if number.scale_word in _BIG or words.lowers[k + 1] in ("a", "one") else Decimal(1)
    return scaled(words, replace(number, beyond=beyond, value=number.value + found_value * unit), limit)


def _and_number_part(words: Words, number: Number, limit: int) -> Number:
    """ "twenty and three and three fifths": whole numbers before the part are added."""
    k = number.beyond
    if number.written != "words" or number.value >= 100 or number.value % 10 or not number.value:
        return number
    second = cardinal_at(words, k + 1, limit) if is_number_word(words.lowers[k + 1]) else None
    if second is None or second.value >= 10 or words.lowers[second.beyond : second.beyond + 1] != ["and"]:
        return number
    found = fraction_at(words, second.beyond + 1, limit) if second.beyond + 1 < limit else None
    if found is None or found.value >= 1:
        return number
    return replace(number, beyond=found.beyond, value=number.value + second.value + found.value)


def scaled(words: Words, number: Number, limit: int) -> Number:
    """The number with the scale that follows it: "4.5bn", "33 billion", "2 dozen", "-million"."""
    i = number.beyond
    if i >= limit:
        return number
    if number.written == "digits" and (letter := _letter(words.texts[i])) is not None:
        return _with_letter(words, number, i, letter)
    if words.texts[i] == "-" and i + 1 < limit and words.lowers[i + 1] in SCALES:
        i += 1
    lower = words.lowers[i]
    scale = scales().get(lower)
    if scale is None or not _is_scale(words, number, i):
        return number
    following = words.texts[i + 1] if i + 1 < limit else ""
    close = bool(following) and words.starts[i + 1] == words.ends[i]
    if close and (following[0].isdigit() or (following in "/²³" and len(lower) == 1)):
        return number
    out = Number(number.first, i + 1, number.value * scale, scale, number.written, lower)
    if (lower in SCALES and following.lower() in SCALES) or (lower == "lakh" and following.lower() == "crore"):
        return scaled(words, out, limit)  # "4 hundred million"
    if number.written == "digits" and lower in ("hundred", "thousand"):
        out = _and_more(words, out, limit)
    return replace(out, scale=out.scale * number.scale) if number.scale != 1 else out


def _letter(text: str) -> str | None:
    """A capital that is a scale; a full stop may hang on it ("$2.1T.")."""
    bare = text.removesuffix(".")
    return bare if bare in _TIGHT_SCALES else None


def _with_letter(words: Words, number: Number, i: int, letter: str) -> Number:
    if letter == "G":  # "10G" alone; "5G data" is a name
        return number if i + 1 < len(words) else _times(number, i, letter)
    exponent = number.value.as_tuple().exponent
    kelvin = letter == "K" and isinstance(exponent, int) and exponent < -1
    lone = letter not in "KTM" or _lone(words, i, words.starts[i] == words.ends[i - 1])
    return number if kelvin or not lone else _times(number, i, letter)


def _is_scale(words: Words, number: Number, i: int) -> bool:
    lower, tight = words.lowers[i], words.starts[i] == words.ends[i - 1]
    if lower == "score" or (not tight and lower in ("k", "m", "b") and not _lone(words, i, tight)):
        return False
    return lower != "b" or (number.value < 1000 and tight)


def _and_more(words: Words, number: Number, limit: int) -> Number:
    """ "3 hundred and 21", "4 thousand 3 hundred and one": what is smaller than the scale is added."""
    k = number.beyond
    joined = k < limit and words.lowers[k] == "and"
    at = k + joined
    if at >= limit or (not joined and number.scale_word != "thousand"):
        return number
    second = _plain(words, at, limit)
    if second is None or not 0 < second.value < number.scale or second.value != int(second.value):
        return number
    if not joined and second.scale == 1:
        return number
    return replace(number, beyond=second.beyond, value=number.value + second.value)


def _times(number: Number, i: int, text: str) -> Number:
    scale = Decimal(_TIGHT_SCALES[text])
    return Number(number.first, i + 1, number.value * scale, scale, number.written, text)


def _lone(words: Words, i: int, tight: bool) -> bool:
    """Whether a single letter can be a scale: right at the number, or at the end of a text that holds no more."""
    following = words.texts[i + 1] if i + 1 < len(words) else ""
    ends = not following or (words.is_mark(i + 1) and following not in "/°-–")
    if not tight:
        return not following and i <= 4
    return ends or words.starts[i + 1] > words.ends[i]


def _ratio(words: Words, number: Number, limit: int) -> Number | None:
    """ "one in five", "2 out of 3", "one over twenty" as the part they come to."""
    k = number.beyond
    if number.written not in ("digits", "words") or number.scale != 1 or number.value != int(number.value):
        return None
    if k + 1 >= limit or words.lowers[k] not in ("in", "out", "over") or not 0 < number.value < 100:
        return None
    over = words.lowers[k] == "over"
    at = k + 1 + (words.lowers[k : k + 2] == ["out", "of"])
    if words.lowers[k] == "out" and at == k + 1:
        return None
    at += words.lowers[at : at + 1] in (["every"], ["each"])
    second = _plain(words, at, limit) if at < limit else None
    if second is None or second.value <= number.value or second.written not in ("digits", "words"):
        return None
    if over and (number.value != 1 or not _ends(words, second.beyond, limit)):
        return None
    if words.lowers[k] == "in" and (
        (int(second.value) not in _SMALL_BOTTOMS and number.value != 1)
        or second.value > 1000000
        or (number.value != 1 and second.value > 10 and number.written == "words")
        or _after_unit(words, second.beyond, limit)
    ):
        return None
    return Number(number.first, second.beyond, part(number.value, second.value), Decimal(1), "ratio")


def _ends(words: Words, k: int, limit: int) -> bool:
    return k >= limit or words.is_mark(k)


def _after_unit(words: Words, k: int, limit: int) -> bool:
    """Whether a time, a percentage or a currency follows: "two in three days" is no ratio."""
    if k >= limit:
        return False
    lower = words.lowers[k].removesuffix("s")
    return lower in table("numbers.toml")["durations"] or words.texts[k] == "%" or lower in ("per", "percent")


def compound_at(words: Words, i: int) -> tuple[Decimal, str] | None:
    """A number word joined to a noun by a hyphen: "three-year" is (3, "year")."""
    return parted(words.lowers[i].replace("‑", "-"))


def parted(lower: str) -> tuple[Decimal, str] | None:
    """The number word that begins a word, in lower case, and what a hyphen joins to it."""
    if "-" not in lower:
        return None
    top, _, rest = lower.partition("-")
    head, _, more = rest.partition("-")
    if is_number_word(top) and more.startswith("a-half-") and head == "and" and top not in SCALES:
        return value_of(top) + Decimal("0.5"), more.removeprefix("a-half-")  # "four-and-a-half-acre"
    if more and is_number_word(f"{top}-{head}"):
        return value_of(f"{top} {head}"), more
    if is_number_word(top) and rest and ordinal_base(rest) is None and not is_number_word(head):
        try:
            return value_of(f"one {top}" if top in SCALES else top), rest
        except ValueError:
            return None
    return None
