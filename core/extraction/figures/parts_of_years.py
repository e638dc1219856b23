"""Parts of years as dates: "the first half of 2026", "Q3 2025", "early 2026", "late last year", "last spring".

Halves and quarters are those of the calendar: an article seldom says when a firm's year begins. Early, mid and
late are thirds of the year. A season is at another time in the south, and an article seldom says which is meant:
both stay as alternatives, within a reading from the first day of the one to the last day of the other.
"""

from __future__ import annotations

import calendar
from datetime import date

from core.records import TimeReading

_WHOLE = r"(?:(?P<part_year>1[5-9]\d\d|20\d\d)|(?P<part_of>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he) year)"
_NTH = "[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast|1st|2nd|3rd|4th"
_SEASON = "[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all"
_FOUR = r"(?P<part_year>(?:1[89]|20)\d\d)(?![-–/]\d)"


def _behind(*words: str) -> str:
    """A pattern that holds behind one of the words: "orders fall 2000 tonnes below plan" tells of no autumn."""
    return "(?:" + "|".join(f"(?<=[{word[0].upper()}{word[0]}]{word[1:]} )" for word in words) + ")"


PATTERNS = (
    rf"(?P<part>(?:{_NTH})[ -](?:half|quarter)) (?:of |in )?{_WHOLE}",
    rf"(?P<part>[HQ][1-4]) (?:of |in )?{_WHOLE}",
    r"(?P<part>[HQ][1-4])[ -](?P<part_year>(?:1[5-9]|20)\d\d)",
    r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -](?:in )?(?:(?P<part_year>1[5-9]\d\d|20\d\d)(?![-–]\d)"
    r"|(?P<part_of>[Ll]ast|[Tt]his|[Nn]ext) year)",
    rf"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter) (?:of )?{_FOUR}",
    rf"{_behind('in', 'since', 'by', 'until', 'till', 'from', 'during', 'for', 'early', 'late', 'this', 'the')}"
    rf"(?P<season>[Ff]all) {_FOUR}",
    rf"(?P<season>Fall) {_FOUR}",
    rf"{_behind('in the', 'since the', 'by the', 'until the', 'from the', 'during the')}"
    rf"(?P<season>[Ff]all) of {_FOUR}",
    rf"(?P<season>{_SEASON}) (?:of )?(?P<part_of>[Ll]ast|[Tt]his|[Nn]ext) year",
    r"(?P<part_of>[Ll]ast|[Nn]ext|[Tt]his) (?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)",
    r"(?<![Tt]he )(?P<part_of>[Ll]ast|[Nn]ext) (?P<season>[Ff]all)(?! of\b)",
    r"(?P<part_of>[Tt]his) (?P<season>[Ff]all)(?! (?:in|of)\b)",
    r"(?P<part_of>[Ll]ast|[Nn]ext|[Tt]his) (?P<part>quarter)(?! of\b)",
)
"""Patterns of `dates.find_dates`."""
_STEPS = {"last": -1, "next": 1}
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_THIRDS = {"early": 1, "mid": 2, "late": 3}
_BEGINS = {"spring": (3, 9), "summer": (6, 12), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 6)}
"""The month in which a season begins in the north, and in the south."""
_YEAR = 12


def read_part(text: str, groups: dict[str, str], published: date | None) -> TimeReading | None:
    """What `text`, matched by one of `PATTERNS`, means; unresolved where its year hangs on an unknown publication
    date. `groups` are the groups that matched.

    None for a part that no year has ("third half"). Raises ValueError for a year that no calendar has.
    """
    which = groups.get("part_of", "").lower()
    if "season" in groups:
        season = groups["season"].lower()
        if "part_of" in groups and not text.endswith("year"):
            return _season_beside(season, which, published)
        year = int(groups["part_year"]) if "part_year" in groups else None
        return _season(season, year, which, published)
    part = groups["part"].lower().replace("-", " ")
    if part == "quarter":
        return _this_quarter(_STEPS.get(which, 0), published)
    found = _months(part)
    if found is None:
        return None
    first, length, precision = found
    if "part_year" in groups:
        return TimeReading(*_from_month(int(groups["part_year"]), first, length), precision)
    if published is None:
        return TimeReading(None, None, precision)
    return TimeReading(*_from_month(published.year + _STEPS.get(which, 0), first, length), precision, published)


def _months(part: str) -> tuple[int, int, str] | None:
    """First month, months and precision of "first half", "q3", "early"."""
    if part in _THIRDS:
        return 1 + (_THIRDS[part] - 1) * 4, 4, "third"
    nth, _, unit = part.rpartition(" ") if " " in part else (part[1:], "", "half" if part[0] == "h" else "quarter")
    count = 2 if unit == "half" else 4
    number = int(nth) if nth.isdecimal() else count if nth in ("final", "last") else _NUMBERS[nth]
    if number > count:
        return None
    length = _YEAR // count
    return 1 + (number - 1) * length, length, unit


def _from_month(year: int, month: int, length: int) -> tuple[date, date]:
    """First and last day of so many months, which can run into the next year."""
    beyond = year * _YEAR + month - 1 + length - 1
    last_year, last_month = beyond // _YEAR, beyond % _YEAR + 1
    last = calendar.monthrange(last_year, last_month)[1]
    return date(year, month, 1), date(last_year, last_month, last)


def _this_quarter(step: int, published: date | None) -> TimeReading:
    if published is None:
        return TimeReading(None, None, "quarter")
    quarter = published.year * 4 + (published.month - 1) // 3 + step
    return TimeReading(*_from_month(quarter // 4, quarter % 4 * 3 + 1, 3), "quarter", published)


def _season(season: str, year: int | None, which: str, published: date | None) -> TimeReading:
    """The season of a year: of `year`, else of the one before, of or after publication."""
    anchor = published if year is None else None
    if year is None and published is not None:
        year = published.year + _STEPS.get(which, 0)
    if year is None:
        return TimeReading(None, None, "season")
    return _either([_from_month(year, month, 3) for month in _BEGINS[season]], anchor)


def _season_beside(season: str, which: str, published: date | None) -> TimeReading:
    if published is None:
        return TimeReading(None, None, "season")
    return _either([_nearest(month, which, published) for month in _BEGINS[season]], published)


def _nearest(month: int, which: str, published: date) -> tuple[date, date]:
    """The season that begins with a month: the last that is over, the next to begin, or the nearest."""
    years = range(max(1, published.year - 2), min(9997, published.year + 2) + 1)
    seasons = [_from_month(year, month, 3) for year in years]
    if which == "last":
        return max((s for s in seasons if s[1] < published), default=seasons[0])
    if which == "next":
        return min((s for s in seasons if s[0] > published), default=seasons[-1])
    return min(seasons, key=lambda s: max((s[0] - published).days, (published - s[1]).days, 0))


def _either(both: list[tuple[date, date]], anchor: date | None) -> TimeReading:
    first, last = sorted(both)
    return TimeReading(first[0], last[1], "season", anchor, (first, last))
