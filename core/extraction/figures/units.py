"""Units after a number: percentages and points, times, ages, physical units and their products, currencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.extraction.figures.currencies import after_number
from core.extraction.lexicon import table, word_set
from core.language.text import Words
from core.records import UnitKind

_ONE = Decimal(1)
_AREAS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic", "metric": "metric",
          "nautical": "nautical", "light": "light", "fluid": "fluid", "troy": "troy"}  # fmt: skip
_POWERS = {"2": "square", "3": "cubic", "²": "square", "³": "cubic"}
_ENDS_SIZE = word_set("ends_size")
_ALSO_AFTER_MILLIONS = word_set("also_after_millions")
_MILLIONS = word_set("in_millions")
_AMONG = 12
"""Words on either side of "37m" among which money, or what there are millions of, is spoken of."""
_BEFORE_TIMES = frozenset({"previous", "consecutive", "straight", "full", "long", "more", "further", "successive"})
_POLL = 40
"""Words before points among which a poll is spoken of; behind them half as many."""
_BESIDE = 9
"""Words on either side of points among which the percentage stands that they led to or from."""
_AMBIGUOUS = word_set("ambiguous")
"""Symbols that are words, initials or other things as well unless they stand right after the digits."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in words up to `beyond`; `factor` is a multiplier it brings ("MUSD")."""

    kind: UnitKind
    name: str | None
    beyond: int
    factor: Decimal = _ONE


def _table(section: str) -> dict[str, Any]:
    found: dict[str, Any] = table("numbers.toml")[section]
    return found


def unit_after(w: Words, i: int, limit: int, *, digits: bool = True) -> Unit | None:
    """The unit that begins with word i, if it is one; a hyphen may stand before it ("16-meter").

    `digits` says that the number is written in digits; only then can symbols follow it.
    """
    if i >= limit:
        return None
    if w.texts[i] in "-–" and i and w.starts[i] == w.ends[i - 1] and i + 1 < limit and w.texts[i + 1][0].isalpha():
        i += 1
    return _share(w, i, limit) or _lapse(w, i, limit) or _size(w, i, limit, digits) or _money(w, i, limit)


def _share(w: Words, i: int, limit: int) -> Unit | None:
    lower = w.lowers[i]
    points = i + 1 < limit and w.lowers[i + 1] in ("point", "points", "pt", "pts")
    if w.texts[i] == "%" or lower in ("percent", "pc", "pct") or lower.startswith("percent-"):
        if points:
            return Unit(UnitKind.PERCENTAGE_POINT, "percentage point", i + 2)
        return Unit(UnitKind.PERCENT, "%", i + 1)
    if lower == "per" and i + 2 <= limit and w.lowers[i + 1 : i + 2] in (["cent"], ["cents"]):
        return Unit(UnitKind.PERCENT, "%", i + 2)
    if lower in ("percentage", "percentage-point", "basis") and (points or lower == "percentage-point"):
        name = "basis point" if lower == "basis" else "percentage point"
        return Unit(UnitKind.PERCENTAGE_POINT, name, i + 1 + points)
    if lower in ("point", "points") and (_of_votes(w, i) or _of_share(w, i)):
        return Unit(UnitKind.PERCENTAGE_POINT, "percentage point", i + 1)
    return None


def _of_votes(w: Words, i: int) -> bool:
    """Whether the points at word i are a poll's percentages: "a lead of 7 points", not an index's or a game's."""
    around = {*w.lowers[max(0, i - _POLL) : i + _POLL // 2]}
    return bool(around & word_set("polled")) and not around & word_set("points_of")


def _of_share(w: Words, i: int) -> bool:
    """Whether the points at word i are of the percentage that they led to or from, which stands beside them: "fell
    three points to 41 per cent", "34%, up two points"; in "30 points, or 0.7%" the percentage says them again."""
    low = high = i
    while low > max(0, i - _BESIDE) and not _stops(w, low - 1):
        low -= 1
    while high + 1 < min(len(w), i + _BESIDE) and not _stops(w, high + 1):
        high += 1
    if set(w.lowers[i + 1 : high + 1]) & {"or", "("} or {*w.lowers[low : high + 1]} & word_set("points_of"):
        return False
    return any(_is_percent(w, k) and not _followed_by_points(w, k) for k in range(low, high + 1))


def _stops(w: Words, k: int) -> bool:
    return w.texts[k] in ".;:!?"


def _is_percent(w: Words, k: int) -> bool:
    return w.texts[k] == "%" or w.lowers[k] in ("percent", "pc", "cent")


def _followed_by_points(w: Words, k: int) -> bool:
    return w.lowers[k + 1 : k + 2] in (["point"], ["points"])


def _lapse(w: Words, i: int, limit: int) -> Unit | None:
    """A time or an age: "weeks", "years old", "month-old", "years of age"."""
    lower = w.lowers[i].replace("‑", "-")
    durations = _table("durations")
    if lower in _BEFORE_TIMES and i + 1 < limit and w.lowers[i + 1].removesuffix("s") in durations:
        return Unit(UnitKind.DURATION, durations[w.lowers[i + 1].removesuffix("s")], i + 2)
    head, dash, rest = lower.partition("-")
    single = head if head in durations else head.removesuffix("s")
    name = durations.get(single)
    if name is None:
        return None
    if dash:
        if rest.startswith("old"):
            return Unit(UnitKind.AGE, name, i + 1)
        return Unit(UnitKind.DURATION, name, i + 1) if not rest.endswith("ed") else None
    joined = i > 1 and w.texts[i - 1] in "-‑" and w.starts[i] == w.ends[i - 1] and w.texts[i - 2][0].isdigit()
    if head in ("min", "sec", "second") and not joined and (i == 0 or not w.texts[i - 1][0].isalnum()):
        return None
    after = w.lowers[i + 1 : i + 3]
    if after[:1] == ["old"] or after == ["of", "age"]:
        return Unit(UnitKind.AGE, name, i + 2 + (after[0] == "of"))
    if w.texts[i + 1 : i + 3] == ["-", "old"] and i + 3 <= limit:
        return Unit(UnitKind.AGE, name, i + 3)
    return Unit(UnitKind.DURATION, name, i + 1)


def _money(w: Words, i: int, limit: int) -> Unit | None:
    found = after_number(w, i, limit)
    if found is None:
        return None
    unit, beyond, factor = found
    last = w.lowers[beyond - 1]
    if (
        last in ("pound", "pounds")
        and beyond < limit
        and w.lowers[beyond] in ("of", "heavier", "lighter", "overweight")
    ):
        return Unit(UnitKind.PHYSICAL, "pound", beyond)
    if last == "won":  # the verb; the currency follows large numbers and its country
        before = w.texts[i - 1] if i else ""
        if beyond - i == 1 and not (before.replace(",", "").isdecimal() and len(before) > 3) and (
            before.lower() not in _table("scales")
        ):  # fmt: skip
            return None
    return Unit(UnitKind.CURRENCY, unit, beyond, factor)


def _size(w: Words, i: int, limit: int, digits: bool) -> Unit | None:
    """A physical unit and what it is taken by: "kg/cm³", "miles per hour", "square metres", "°C"."""
    found = _factor(w, i, limit, digits)
    if found is None:
        return None
    name, beyond = found
    for _ in range(3):
        slash = beyond + 1 < limit and w.texts[beyond] == "/" and w.starts[beyond] == w.ends[beyond - 1]
        per = beyond + 1 < limit and w.lowers[beyond] in ("per", "an") and not slash
        if not (slash or per):
            break
        under = _factor(w, beyond + 1, limit, digits=slash)
        if under is None and (lapse := _lapse(w, beyond + 1, limit)) is not None and lapse.name in (
            "hour", "second", "minute", "day"
        ):  # fmt: skip
            under = (str(lapse.name), lapse.beyond)
        if under is None or (per and under[0] not in ("hour", "second", "gallon", "litre") and not slash):
            break
        name, beyond = f"{name} per {under[0]}", under[1]
    kind = UnitKind.DURATION if name in ("second", "minute", "hour", "gigayear") else UnitKind.PHYSICAL
    return Unit(kind, name, beyond)


def _factor(w: Words, i: int, limit: int, digits: bool) -> tuple[str, int] | None:
    """One unit with its power: "cm2", "km²", "s-1", "square miles"; and the word beyond."""
    if i >= limit:
        return None
    text, lower = w.texts[i], w.lowers[i]
    area = _AREAS.get(lower.rstrip("."))
    if area is not None:
        at = i + 1 + (w.texts[i + 1 : i + 2] == ["."])
        under = _factor(w, at, limit, digits=True)
        if under is None and at < limit and w.texts[at] in ("m", "km", "ft", "cm"):
            under = _power(w, str(_table("symbols")[w.texts[at]]), at + 1, limit)
        return None if under is None or " " in under[0] else (f"{area} {under[0]}", under[1])
    shape, dash, side = lower.replace("‑", "-").partition("-")
    if dash and shape in _AREAS and side in _table("physical"):  # "150,000-square-foot"
        return f"{_AREAS[shape]} {_table('physical')[side]}", i + 1
    if text in "°º˚" and i + 1 < limit and w.texts[i + 1] in ("C", "F", "K"):
        return _table("symbols")[w.texts[i + 1]], i + 2
    if text in "°º˚":
        return "degree", i + 1
    head = lower.partition("-")[0] if lower not in _table("physical") else lower
    for single in (head, head.removesuffix("s")):
        name = _table("physical").get(single)
        if name is not None and not (head == "stone" and w.lowers[i + 1 : i + 2] == ["wall"]):
            if name == "degree" and i + 1 < limit and w.lowers[i + 1] in ("celsius", "fahrenheit", "c", "f"):
                scale = {"c": "celsius", "f": "fahrenheit"}.get(w.lowers[i + 1], w.lowers[i + 1])
                return _table("physical")[scale], i + 2
            return _power(w, str(name), i + 1, limit)
    return _symbol(w, i, limit) if digits else None


def _symbol(w: Words, i: int, limit: int) -> tuple[str, int] | None:
    text = w.texts[i]
    if text in "″′" and i and w.starts[i] == w.ends[i - 1]:
        if w.lowers[i + 1 : i + 2] == ["s"] and w.starts[i + 1] == w.ends[i]:
            return None  # "2022′s": an apostrophe
        return ("inch" if text == "″" else "foot"), i + 1
    bare, exponent = (text[:-1], text[-1]) if text[-1] in _POWERS and len(text) > 1 else (text, "")
    inverse = re.fullmatch(r"([A-Za-z]{1,3})[-‑−]1", text)
    if inverse is not None and inverse[1] in _table("symbols"):
        return f"per {_table('symbols')[inverse[1]]}", i + 1
    if bare == "mm" and w.texts[i + 1 : i + 2] == ["Hg"] and i + 2 <= limit:
        return "millimetre of mercury", i + 2
    name = _table("symbols").get(bare)
    if name is None:
        return None
    tight = i > 0 and w.starts[i] == w.ends[i - 1]
    if not tight and bare in _AMBIGUOUS and not _surely(w, i, bare, limit):
        return None
    if tight and bare == "s" and "." not in w.texts[i - 1] and w.lowers[i - 2 : i - 1] not in (["in"], ["under"]):
        return None  # "Channel 4s", "the 90s"
    if tight and bare == "m" and not exponent and not is_metres(w, i, limit):
        return None
    if exponent:
        return f"{_POWERS[exponent]} {name}", i + 1
    return _power(w, str(name), i + 1, limit)


def _power(w: Words, name: str, i: int, limit: int) -> tuple[str, int]:
    """A power written right behind a unit."""
    if i < limit and w.starts[i] == w.ends[i - 1] and len(name) <= 12:
        if w.texts[i] in _POWERS:
            return f"{_POWERS[w.texts[i]]} {name}", i + 1
        if w.texts[i] in "-−" and w.texts[i + 1 : i + 2] == ["1"] and w.starts[i + 1] == w.ends[i]:
            return f"per {name}", i + 2
    return name, i


def _surely(w: Words, i: int, symbol: str, limit: int) -> bool:
    """Whether an ambiguous symbol after a space is one: what follows is no word that goes on from it."""
    following = w.texts[i + 1] if i + 1 < limit else ""
    number = w.texts[i - 1].replace(",", "").replace(".", "") if i else ""
    if not number.isdecimal():
        return number in ("2", "½", "billion", "million")
    if symbol in ("in", "am", "pm"):
        if symbol == "in":
            return following.lower() in ("thick", "wide", "long", "tall", "high", "deep", "by", "x", "diameter")
        return "." in w.texts[i - 1]  # a clock time has no decimals of this kind
    if symbol in ("A", "PS") and following[:1].isalpha():
        return False
    if symbol in ("W", "V"):
        return True
    return not (following[:1].isalpha() and following[0].isupper()) and not (following == "." and symbol in "bst")


def is_metres(w: Words, i: int, limit: int) -> bool:
    """Whether "37m" is a length and not millions: what follows shows it."""
    if i + 1 >= limit:
        return False
    following, lower = w.texts[i + 1], w.lowers[i + 1]
    if following in _POWERS or following in ("/", "²", "³"):
        return w.starts[i + 1] == w.ends[i]
    if following in "-–":
        lower = w.lowers[i + 2] if i + 2 < limit else ""
        return lower in ("long", "high", "deep", "tall", "wide")
    if lower in _ALSO_AFTER_MILLIONS and _are_millions(w, i, limit):
        return False
    return following in "(x×" or lower in _ENDS_SIZE


def _are_millions(w: Words, i: int, limit: int) -> bool:
    """Whether the m at word i, before "from" or "in", stands for millions: the number that it is held against is
    one of millions, or money or people are spoken of in its clause."""
    k = i + 2
    if k + 1 < limit and w.texts[k][0].isdecimal() and w.lowers[k + 1] == "m" and w.starts[k + 1] == w.ends[k]:
        return not is_metres(w, k + 1, limit)
    low, high = i, i
    while low > max(0, i - _AMONG) and w.texts[low - 1] not in ".;:!?" and not _breaks(w, low):
        low -= 1
    while high + 1 < min(limit, i + _AMONG) and w.texts[high + 1] not in ".;:!?" and not _breaks(w, high + 1):
        high += 1
    spoken = {lower for lower in w.lowers[low : high + 1] if len(lower) > 1 or not lower.isalpha()}
    currencies = _table("currencies").keys() | _table("shared_currencies").keys()
    return bool(spoken & _MILLIONS or spoken & currencies)


def _breaks(w: Words, k: int) -> bool:
    """Whether word k begins a line."""
    return "\n" in w.text[w.ends[k - 1] : w.starts[k]]
