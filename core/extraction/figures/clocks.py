"""Times of day, which are no figures: "4 p.m.", "by 1015 GMT", "four in the morning", a live blog's "21.40"."""

from __future__ import annotations

import re

from core.extraction.figures.counted import is_plural
from core.extraction.figures.numbers import Number, number_at
from core.extraction.figures.units import unit_after
from core.extraction.lexicon import word_set
from core.extraction.lexicon import words as closed
from core.language.text import Words

_CLOCK = word_set("clock")
_BEFORE_CLOCK = word_set("before_clock")
_PARTS_OF_DAY = (["in", "the", "morning"], ["in", "the", "afternoon"], ["in", "the", "evening"], ["at", "night"])
_TIMED = re.compile(r"[01]?\d\.[0-5]\d|2[0-4]\.[0-5]\d")
_MILITARY = re.compile(r"[01]\d[0-5]\d|2[0-4][0-5]\d")
_HOURS = 12
_MOST_MINUTES = 30
_MINUTES = frozenset({"five", "ten", "twenty", "twenty-five", "5", "10", "20", "25"})
_UNTIL = frozenset({"to", "until", "till", "and", "-", "–"})
_OPEN = frozenset({"open", "opens", "opened", "daily"})
_LINE_TIME = re.compile(
    r"^[ \t]*((?:[01]?\d|2[0-4])\.[0-5]\d)(?=[ \t]*(?:$|[–—:|-]|[A-Z“‘\"'][^\n]*[^\n\d]$))", re.M
)
"""A time that opens a line, alone or before a heading."""
_FEWEST = 2
"""Lines opened by a time that make an article one of entries by time."""


def is_clock(words: Words, number: Number, limit: int) -> bool:
    """Whether the number is a time of day, or the hour or the minute of one."""
    i, after = number.first, number.beyond
    if after < limit and words.lowers[after] in ("hrs", "hours") and _MILITARY.fullmatch(words.texts[i]):
        return words.lowers[after] == "hrs" or words.lowers[max(0, i - 1) : i] in (["at"], ["by"], ["until"])
    if after < limit and words.lowers[after] in _CLOCK:
        # "2.123 am" is attometres: no clock has such minutes
        return not re.fullmatch(r"\d+\.\d|\d+\.\d{3,}", words.texts[i])
    if after + 1 < limit and words.texts[after] == ":" and words.starts[after] == words.ends[after - 1]:
        return words.texts[after + 1][0].isdigit() and words.starts[after + 1] == words.ends[after]
    if i > 0 and words.texts[i - 1] == ":" and words.starts[i] == words.ends[i - 1]:
        return i > 1 and words.texts[i - 2][0].isdigit()
    return (
        _is_hour_of_day(words, number, limit)
        or _is_told_by_hand(words, number, limit)
        or tells_time(words, i, limit)
        or _has_minutes(words, number, limit)
        or _is_open_from(words, number, limit)
        or _leads_to_hour(words, number, limit)
    )


def _leads_to_hour(words: Words, number: Number, limit: int) -> bool:
    """ "2-4 pm", "2-to-4 pm", "between 2 and 4 pm": the first hour of two, the second with a word that says so."""
    k = number.beyond
    if number.scale != 1 or not 0 < number.value <= _HOURS or k >= limit or words.lowers[k] not in _UNTIL:
        return False
    while k < limit and words.lowers[k] in _UNTIL:
        k += 1
    second = number_at(words, k, limit) if k < limit else None
    if second is None or not 0 < second.value <= _HOURS or second.beyond >= limit:
        return False
    return words.lowers[second.beyond] in _CLOCK


def _is_open_from(words: Words, number: Number, limit: int) -> bool:
    """ "is open from 8 to 6", "opens daily between nine and five": the hours that something is open."""
    i, k = number.first, number.beyond
    if number.scale != 1 or not 0 < number.value <= 2 * _HOURS or number.value != int(number.value):
        return False
    if k < limit and (unit_after(words, k, limit) is not None or is_plural(words.lowers[k])):
        return False
    start = i - 2 if i > 2 and words.lowers[i - 1] in _UNTIL else i
    lead = words.lowers[max(0, start - 3) : start]
    return lead[-1:] in (["from"], ["between"]) and bool(_OPEN & set(lead))


def _has_minutes(words: Words, number: Number, limit: int) -> bool:
    """ "at 7.30", "from 9.30 to 17.00" where it is no price: nothing is counted or measured."""
    i, after = number.first, number.beyond
    if not _TIMED.fullmatch(words.texts[i]) or "$" in words.texts[max(0, i - 2) : i]:
        return False
    if after < limit and (unit_after(words, after, limit) is not None or is_plural(words.lowers[after])):
        return False
    return words.lowers[i - 1 : i] in (["at"], ["by"], ["until"])


def _is_hour_of_day(words: Words, number: Number, limit: int) -> bool:
    """ "at four in the morning", "between midnight and four in the morning", "three or four in the afternoon"."""
    i, k = number.first, number.beyond
    if number.scale != 1 or not 0 < number.value <= _HOURS or i == 0:
        return False
    if k + 1 < limit and words.lowers[k] in ("and", "or", "to", "-", "–"):
        second = number_at(words, k + 1, limit)
        k = second.beyond if second is not None and second.value <= _HOURS else k
    if words.lowers[k : k + 3] not in _PARTS_OF_DAY and words.lowers[k : k + 2] not in _PARTS_OF_DAY:
        return False
    before = words.lowers[i - 1]
    if before in ("and", "or", "to", "-", "–") and i > 1:
        return words.lowers[i - 2] in ("midnight", "noon") or words.lowers[i - 3 : i - 2] in (
            ["between"],
            ["from"],
            ["at"],
        )
    return before in _BEFORE_CLOCK


def _is_told_by_hand(words: Words, number: Number, limit: int) -> bool:
    """ "ten past four", "half past six", "at ten to eight", "a quarter to seven"."""
    i, k = number.first, number.beyond
    if number.scale != 1 or i == 0 or number.value > _MOST_MINUTES:
        return False
    before = words.lowers[i - 1]
    if before == "past" and (words.lowers[max(0, i - 2)] in ("half", "quarter") or number_at(words, i - 2, i - 1)):
        return number.value <= _HOURS
    if before == "to" and i > 3:
        quarter = words.lowers[i - 2] == "quarter" and words.lowers[i - 3] in ("a", "at")
        minutes = words.lowers[i - 3] == "at" and words.lowers[i - 2] in _MINUTES
        if quarter or minutes:
            return number.value <= _HOURS
    if k + 1 >= limit or words.lowers[k] not in ("past", "to"):
        return False
    hour = number_at(words, k + 1, limit)
    if hour is None or not 0 < hour.value <= _HOURS or hour.scale != 1 or unit_after(words, hour.beyond, limit):
        return False
    quarter = words.lowers[k - 1] == "quarter"
    return words.lowers[k] == "past" or quarter or (before == "at" and words.lowers[k - 1] in _MINUTES)


def tells_time(words: Words, i: int, limit: int) -> bool:
    """Whether the four digits at word i are a time, no year and no count: "at 1430 they closed", "by 1015 GMT"."""
    if not _MILITARY.fullmatch(words.texts[i]):
        return False
    k = i + 1
    following = words.lowers[k] if k < min(limit + 2, len(words)) else ""
    if (
        following in _CLOCK
        or following == "hrs"
        or (following == "local" and words.lowers[k + 1 : k + 2] == ["time"])
    ):
        return True
    if words.lowers[i - 1 : i] != ["at"] or i == 0:
        return False
    if words.lowers[max(0, i - 2)] in word_set("levels") or set(words.lowers[max(0, i - 8) : i]) & word_set(
        "points_of"
    ):
        return False
    return (
        not following
        or following in ",.;)"
        or following in closed("prepositions") - {"of"}
        or following in closed("conjunctions")
        or following in closed("subjects")
        or following in closed("determiners")
        or following in closed("weekdays")
        or following in ("today", "yesterday", "tomorrow", "sharp", "when")
    )


def line_times(words: Words) -> set[int]:
    """Words that are times at the head of a live blog's entries; empty where fewer than two lines begin so."""
    found = [match.start(1) for match in _LINE_TIME.finditer(words.text)]
    if len(found) < _FEWEST:
        return set()
    return {words.at(start) for start in found}
