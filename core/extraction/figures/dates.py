"""Dates: where they stand and the interval they mean, resolved against publication, never against today."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from core.extraction.figures.holidays import PATTERNS as HOLIDAYS
from core.extraction.figures.holidays import read_holiday
from core.extraction.figures.parts_of_years import PATTERNS as PARTS
from core.extraction.figures.parts_of_years import read_part
from core.extraction.figures.tenses import AHEAD, BACK, EITHER, MOVED, leaning
from core.records import Span, TimeReading

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10, "twelve": 12}  # fmt: skip
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_OF_YEAR = r" (?:of )?(?P<of_year>[Ll]ast|[Tt]his|[Nn]ext) year"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w£$€.,/-])(?:{p})(?![\w%])(?!,\d)(?!\.\d)(?!\s?(?:per\s?cent|million|billion|bn))")
    for p in (
        r"(?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d)",
        *HOLIDAYS,
        *PARTS,
        rf"{_DAY}[-–](?P<until>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {_YEAR})?",
        rf"{_MONTH} {_DAY}[-–](?P<until>[0-3]?\d)(?:st|nd|rd|th)?(?:,? {_YEAR})?",
        rf"(?:{_WEEKDAY},? )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR}|{_OF_YEAR})?",
        rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:,? {_YEAR}|{_OF_YEAR})?",
        rf"{_MONTH}(?:,? {_YEAR}|{_OF_YEAR})",
        rf"(?P<which>[Ll]ast|[Nn]ext) (?P<month>{_FULL})",
        r"(?P<a>[0-3]?\d)[/.](?P<b>[0-3]?\d)[/.](?P<y>(?:1[5-9]|20)\d\d)",
        rf"(?P<relative>(?:[Ll]ast|[Nn]ext|[Tt]his) (?:week|month|year|{_WEEKDAY}))",
        r"(?P<ago>(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]welve|\d{1,3})"
        r" (?:day|week|month|year)s? ago)",
        r"(?P<near>[Ll]ast night|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)",
        rf"(?P<weekday>{_WEEKDAY})",
        r"(?P<decade>(?:the )?(?:1[5-9]|20)\d0s)",
        rf"(?:(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Oo]f|[Tt]he|[Tt]hrough|[Bb]efore|[Aa]fter|[Dd]uring|[Ee]arly"
        rf"|[Ll]ate|[Tt]his|[Ii]nto|[Bb]etween|[Cc]ome) |[Mm]id-?)(?P<in_month>{_FULL})",
        rf"(?:[Ff]rom|[Bb]etween) (?:{_FULL})(?: and | to | until | through |[-–])(?P<second_month>{_FULL})",
        r"(?P<years>(?:1[5-9]|20)\d\d[-–/](?:(?:1[5-9]|20)\d\d|\d\d))",
        rf"{_YEAR}",
        r"(?:in|by|since|until|before|after) (?P<far>21\d\d|1[0-4]\d\d)",
    )
)
_STEPS = {"last": -1, "next": 1}
_NEAR = 45
"""Days from publication within which a date without a year is the nearest one, whatever the verb beside it."""
_AHEAD = 183
"""Days from publication beyond which a date without a year and a verb is past."""
_LONG_AGO = 330
_DOUBTFUL = 122
"""Days from publication to the nearest such date beyond which it can be the one of another year as well."""
_ALSO_NAMES = frozenset({"May", "April", "June", "August", "March"})
_OF_TIME = frozenset(
    {"in", "since", "until", "till", "during", "early", "late", "mid", "mid-", "this", "into", "come"}
)
"""Words before a month that stand before nobody's name, or hardly ever."""
_MONTH_NAMES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Dame|Prof)\.? (May|April|June|August|March)\b"
    r"|\b(May|April|June|August|March) (?:said|says|told|added|insisted|herself|himself)\b"
)
_SINCE = re.compile(
    r"\b[Ss]ince (?:at least |about |around )?"
    r"(?:(?:the )?(?:start|beginning|middle|end|turn) of |early |mid[- ]|late )?$"
)
_SINCE_REACH = 40
_GOES_ON = re.compile(r" [A-Z][a-z]+")
_COUNTS_AFTER = re.compile(
    r"\s+(?!(?:and|or|to|in|at|on|after|when|was|were|is|has|had|the|a|by|for|as|but|with|that|which|who|before|because|from|of)\b)(?:[a-z]+s|people|men|women|children)\b"
)
_PROCESS = re.compile(
    r"(?:following|others|is|was|has|its|this|his|elections?|games|figures|plans|results|talks|rules|sales|protests|riots)\b"
)


@dataclass(frozen=True, slots=True)
class Date:
    span: Span
    time: TimeReading


def find_dates(text: str, published: date | None) -> list[Date]:
    """Every date in `text`, in text order, not overlapping; the more exact reading wins."""
    out: list[Date] = []
    taken: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            inner = next(
                (g for g in ("in_month", "second_month", "far", "holiday") if g in match.re.groupindex), None
            )
            if inner == "holiday" and match["lead"] and match["lead"][0] in "LlNnTt":
                inner = "lead"  # "last Christmas" is the date
            start = match.start(inner) if inner else match.start()
            if start in taken or match.end() - 1 in taken or _is_count(text, match):
                continue
            if inner == "in_month" and _is_somebody(text, match, match["in_month"]):
                continue
            time = _read(match, published)
            if time is not None:
                taken.update(range(start, match.end()))
                out.append(Date((start, match.end()), time))
    return sorted(out, key=lambda d: d.span)


@lru_cache(maxsize=4)
def _called(text: str) -> frozenset[str]:
    """Months that are somebody's name in the text as well: "Mrs May", "April said"."""
    return frozenset(match[1] or match[2] for match in _MONTH_NAMES.finditer(text))


def _is_somebody(text: str, match: re.Match[str], month: str) -> bool:
    """Whether what stands like a month alone names somebody: "a report by May", "the letter of April Coyle"."""
    lead = match.group()[: -len(month)].strip().lower()
    if lead in _OF_TIME:
        return False
    return month in _called(text) or (month in _ALSO_NAMES and bool(_GOES_ON.match(text, match.end())))


def _is_count(text: str, match: re.Match[str]) -> bool:
    """A bare four-digit number before a plural is a count: "2000 people"."""
    if not match.group().isdigit() or text[: match.start()].endswith(("the ", "The ", "its ", "their ")):
        return False
    after = _COUNTS_AFTER.match(text, match.end(), match.end() + 40)
    return after is not None and _PROCESS.match(after.group().strip()) is None


def _read(match: re.Match[str], published: date | None) -> TimeReading | None:
    groups = {k: v for k, v in match.groupdict().items() if v}
    try:
        if "iso" in groups:
            day = date.fromisoformat(groups["iso"])
            return TimeReading(day, day, "day")
        if "a" in groups:
            return _numeric(int(groups["a"]), int(groups["b"]), int(groups["y"]))
        if "holiday" in groups:
            return read_holiday(groups["holiday"], groups.get("lead", ""), groups.get("holiday_year"), published)
        if groups.keys() & {"part", "season", "years", "decade"}:
            return _many_months(match.group(), groups, published)
        if "until" in groups:
            return _days(match, groups, published)
        if groups.keys() & {"month", "in_month", "second_month"}:
            return _calendar(match, groups, published)
        if "year" in groups or "far" in groups:
            year = int(groups.get("year") or groups["far"])
            return TimeReading(date(year, 1, 1), date(year, 12, 31), "year")
    except ValueError:
        return None
    return _relative(match, groups, published)


def _many_months(text: str, groups: dict[str, str], published: date | None) -> TimeReading | None:
    """A part of a year, some years or a decade."""
    if "years" in groups:
        return _years(groups["years"])
    if "decade" in groups:
        year = int(re.sub(r"\D", "", groups["decade"]))
        return TimeReading(date(year, 1, 1), date(year + 9, 12, 31), "decade")
    return read_part(text, groups, published)


def _years(text: str) -> TimeReading | None:
    """ "2013-14", "2019/20", "1999–2004": from the first year to the last; "2020-04" is a month. Else None."""
    first, last = int(text[:4]), text[5:]
    if len(last) == 2 and 1 <= int(last) <= min(12, first % 100):
        month = int(last)
        return TimeReading(
            date(first, month, 1), date(first, month, calendar.monthrange(first, month)[1]), "month"
        )
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    end += 100 if first % 100 == 99 and last == "00" else 0
    return TimeReading(date(first, 1, 1), date(end, 12, 31), "year") if end > first else None


def _numeric(a: int, b: int, year: int) -> TimeReading:
    """Day and month by slashes: both readings where both are possible."""
    readings = [
        date(year, m, d) for d, m in ((a, b), (b, a)) if 1 <= m <= 12 and 1 <= d <= calendar.monthrange(year, m)[1]
    ]
    if not readings:
        raise ValueError("no such date")
    days = sorted(set(readings))
    alternatives = tuple((d, d) for d in days) if len(days) > 1 else ()
    return TimeReading(days[0], days[-1], "day", None, alternatives)


def _calendar(match: re.Match[str], groups: dict[str, str], published: date | None) -> TimeReading:
    month = _MONTHS[(groups.get("month") or groups.get("in_month") or groups["second_month"]).lower().rstrip(".")]
    day = int(groups["day"]) if "day" in groups else None
    if "year" in groups:
        start, end = _days_of(int(groups["year"]), month, day)
        return TimeReading(start, end, "day" if day else "month")
    if published is None:
        date(2000, month, day or 1)  # raises for a day no month has
        return TimeReading(None, None, "day" if day else "month")
    if "of_year" in groups:
        start, end = _days_of(published.year + _STEPS.get(groups["of_year"].lower(), 0), month, day)
        return TimeReading(start, end, "day" if day else "month", published)
    return _nearest(match, groups, month, day, published)


def _days_of(year: int, month: int, day: int | None) -> tuple[date, date]:
    """First and last day of a month, or the day itself."""
    if day:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _nearest(
    match: re.Match[str], groups: dict[str, str], month: int, day: int | None, published: date
) -> TimeReading:
    """A day or month without a year: what the verb beside it says, else the likelier one.

    Where the verb speaks against that one, or no verb speaks and none is near, both are kept.
    """
    precision = "day" if day else "month"
    candidates = []
    for year in range(max(1, published.year - 4), min(9998, published.year + 4) + 1):
        if day is None or day <= calendar.monthrange(year, month)[1]:
            candidates.append(_days_of(year, month, day))
    back = max((c for c in candidates if c[0] <= published), default=candidates[0])
    ahead = min((c for c in candidates if c[1] >= published), default=candidates[-1])
    if back == ahead:
        return TimeReading(*back, precision, published)
    if "which" in groups:
        whole = groups["which"].lower() == "last"
        return TimeReading(*(back if whole else ahead), precision, published)
    since, until = (published - back[0]).days, (ahead[0] - published).days
    # Of two as far away news means the past one, unless that is nearly a year ago.
    near = ahead if until <= _AHEAD and (ahead[0].year == published.year or since > _LONG_AGO) else back
    lean = leaning(match.string, match.start(), match.end())
    if lean == MOVED or _is_since(match):
        return TimeReading(*back, precision, published)
    chosen = {AHEAD: ahead, BACK: back, EITHER: near}[lean]
    if chosen != near and (until if near == ahead else since) <= _NEAR:
        chosen = near
    both = chosen != near or (lean == EITHER and min(since, until) > _DOUBTFUL)
    return TimeReading(*chosen, precision, published, (back, ahead) if both else ())


def _is_since(match: re.Match[str]) -> bool:
    """Whether a date is what something has been so since, which is past: "since January", "since late January"."""
    start = match.start("in_month") if "in_month" in match.re.groupindex else match.start()
    return _SINCE.search(match.string[max(0, start - _SINCE_REACH) : start]) is not None


def _days(match: re.Match[str], groups: dict[str, str], published: date | None) -> TimeReading | None:
    """ "Oct. 6-9": from one day of a month to another."""
    first = _calendar(match, groups, published)
    last = _calendar(match, {**groups, "day": groups["until"]}, published)
    in_order = first.start is None or last.end is None or first.start < last.end
    return TimeReading(first.start, last.end, "day", first.anchor) if in_order else None


def _ago(count: str, unit: str, published: date | None) -> TimeReading:
    """ "two years ago": a day or week is exact to the day, a month or year to itself."""
    unit = unit.removesuffix("s")
    precision = unit if unit in ("month", "year") else "day"
    if published is None:
        return TimeReading(None, None, precision)
    number = int(count) if count.isdecimal() else _SMALL[count]
    try:
        if unit == "year":
            year = published.year - number
            return TimeReading(date(year, 1, 1), date(year, 12, 31), precision, published)
        if unit == "month":
            months = published.year * 12 + published.month - 1 - number
            first = date(months // 12, months % 12 + 1, 1)
            last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
            return TimeReading(first, last, precision, published)
        day = published - timedelta(days=number * (7 if unit == "week" else 1))
    except (OverflowError, ValueError):
        return TimeReading(None, None, precision, published)
    return TimeReading(day, day, precision, published)


def _weekday(match: re.Match[str], which: str, day: int, published: date) -> TimeReading:
    """A day of the week; "next" and "last" leave open which where the nearest one is of the same week."""
    back = published - timedelta(days=(published.weekday() - day) % 7)
    monday = published - timedelta(days=published.weekday())
    if which == "this":
        back = monday + timedelta(days=day)
    elif which in _STEPS:
        step = timedelta(weeks=_STEPS[which])
        if which == "next":
            near = back + timedelta(weeks=1)
        else:
            near = back if back < published else back - timedelta(weeks=1)
        if monday <= near < monday + timedelta(weeks=1):
            days = sorted((near, near + step))
            return TimeReading(days[0], days[1], "day", published, tuple((d, d) for d in days))
        back = near
    elif back < published and not _is_since(match) and leaning(match.string, *match.span()) == AHEAD:
        back += timedelta(weeks=1)
    return TimeReading(back, back, "day", published)


def _relative(match: re.Match[str], groups: dict[str, str], published: date | None) -> TimeReading:
    """Relative dates; unresolved where the publication date is not known."""
    if "ago" in groups:
        count, unit, _ = groups["ago"].lower().split()
        return _ago(count, unit, published)
    words = (groups.get("relative") or groups.get("near") or groups.get("weekday") or "").lower()
    which, _, unit = words.partition(" ")
    unit = unit or which
    if unit == "night":
        which = unit = "yesterday"
    precision = unit if unit in ("week", "month", "year") else "day"
    if published is None:
        return TimeReading(None, None, precision)
    step = _STEPS.get(which, 0)
    start = end = published
    try:
        if unit in ("yesterday", "tomorrow"):
            start = end = published + timedelta(days=1 if unit == "tomorrow" else -1)
        elif unit in _DAYS:
            return _weekday(match, which if which != unit else "", _DAYS[unit], published)
        elif unit == "week":
            start = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
            end = start + timedelta(days=6)
        elif unit == "month":
            number = published.year * 12 + published.month - 1 + step
            start = date(number // 12, number % 12 + 1, 1)
            end = date(start.year, start.month, calendar.monthrange(start.year, start.month)[1])
        elif unit == "year":
            start, end = date(published.year + step, 1, 1), date(published.year + step, 12, 31)
    except (OverflowError, ValueError):
        return TimeReading(None, None, precision, published)
    return TimeReading(start, end, precision, published)
