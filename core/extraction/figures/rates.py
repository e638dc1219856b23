"""What a number is taken by: "a year", "per head", "150 minutes of exercise a week"; and where that is a number
too, "12.3 per 100,000", "19 cases per 1,000 people". Such a base belongs to the figure and is none of its own."""

from __future__ import annotations

from dataclasses import replace

from core.extraction.figures.counted import counted_after, is_plural
from core.extraction.figures.numbers import number_at
from core.extraction.figures.units import unit_after
from core.extraction.lexicon import table, words
from core.language.text import Words
from core.records import Reading

_SOLD_BY = frozenset({"share", "barrel", "head", "tonne", "ton", "ounce", "gallon", "litre"})
_LEAST = 100
"""Below that a base is another amount: "£3 per two boxes"."""


def base_at(w: Words, i: int, limit: int) -> tuple[str | None, int]:
    """The base that begins with word i ("per 100,000 people", "for every 1,000 births") and the word beyond."""
    every = w.lowers[i : i + 2] in (["for", "every"], ["in", "every"], ["per", "every"])
    if not (w.lowers[i : i + 1] == ["per"] or every):
        return None, i
    at = i + 1 + every
    number = number_at(w, at, limit) if at < limit else None
    if number is None or number.value < _LEAST or number.written not in ("digits", "words"):
        scale = w.lowers[at : at + 1]
        if every or scale not in (["hundred"], ["thousand"], ["million"]):
            return None, i
        beyond, base = at + 1, scale[0]
    else:
        if number.value != number.value.to_integral_value() or str(int(number.value))[1:].strip("0"):
            return None, i
        beyond, base = number.beyond, w.text[w.starts[at] : w.ends[number.beyond - 1]]
    found = counted_after(w, beyond, limit, plural=True) if beyond < limit else None
    if found is None or not (is_plural(found[1].lower()) or found[1].lower() == "population"):
        return base, beyond
    return f"{base} {' '.join((*found[0], found[1]))}", found[2]


def base_begins(w: Words, first: int, beyond: int) -> int | None:
    """The word of words `first`..`beyond`, those of a figure, with which its base begins."""
    return next((k for k in range(first + 1, beyond) if base_at(w, k, beyond)[0] is not None), None)


def per_one(w: Words, i: int, limit: int) -> tuple[str | None, int]:
    """ "a year", "per head", "an hour", "a-day", "per 100,000 people"."""
    base, beyond = base_at(w, i, limit)
    if base is not None:
        return base, beyond
    durations = table("numbers.toml")["durations"]
    if i + 1 < limit and w.lowers[i] in ("per", "a", "an", "each", "every"):
        lower = w.lowers[i + 1]
        tells_when = i + 2 < limit and w.lowers[i + 2] in ("ago", "earlier", "before", "later", "after")
        if lower in durations and not (w.lowers[i] in ("a", "an") and tells_when):
            return durations[lower], i + 2
        if w.lowers[i] == "per" and lower[0].isalpha() and lower not in ("cent", "se", "capita"):
            unit = unit_after(w, i + 1, limit, digits=True)
            return (unit.name, unit.beyond) if unit is not None and unit.name else (lower, i + 2)
        if w.lowers[i] == "per" and lower == "capita":
            return "head", i + 2
        if w.lowers[i] in ("a", "an") and lower in _SOLD_BY:
            return lower, i + 2
    return None, i


def per_within(w: Words, i: int, limit: int) -> tuple[str | None, int]:
    """What an amount is taken by where what it is of stands between, behind "of" at word i: "150 minutes [of
    exercise] a week", "three bags [of grit] an hour". The figure ends before, but goes as far as a number that is
    its base: "12 cases of measles per 100,000"."""
    if i + 2 >= limit or w.lowers[i] != "of":
        return None, i
    at = i + 1 + (w.lowers[i + 1] in words("determiners"))
    found = counted_after(w, at, limit, plural=False) if at < limit else None
    if found is None:
        return None, i
    per, beyond = per_one(w, found[2], limit)
    return per, i if base_at(w, found[2], limit)[0] is None else beyond


def of_one_base(reading: Reading, before: Reading) -> Reading:
    """The reading with the base of the one before where it is short: "12.3 per 100,000 people … from 9.8 per
    100,000"."""
    a, b = reading.per, before.per
    if a is None or b is None or a == b or not a[0].isdigit() or not b.startswith(f"{a} "):
        return reading
    return replace(reading, per=b)
