"""Title, byline and date of a plain text, read off its first lines and only where they are unmistakable.

Nothing is taken out of the text: a headline's figures are claims like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_LINES = 6
"""Lines with text in them that count as the opening."""

_LONGEST_TITLE = 120
_MOST_TITLE_WORDS = 18
_LONGEST_BYLINE = 90

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE = (
    rf"{_WEEKDAY}(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}\S*(?:\s[+-]\d{2}:?\d{2})?)?"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year3>\d{4})"
    ")"
)
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5})?)?"
_LABEL = r"\W*(?:date|dated|published|posted|first published)(?:\s+on)?\s*:?\s+"
_PLACE = r"[A-Z][\w .’'-]{1,40}"

_LABELLED = re.compile(rf"{_LABEL}{_DATE}\b", re.I)
_ALONE = re.compile(rf"\W*{_DATE}{_CLOCK}\W*", re.I)
_PLACED = re.compile(rf"{_PLACE}(?:,\s*{_PLACE})?,\s+(?i:{_DATE})\s*(?:\([^)]{{1,40}}\))?\s*[—–-]")
_BYLINE = re.compile(r"by\s+(?P<who>[^\W\d_][^\d|·•]*?)\s*(?:[|·•,(–—].*)?", re.I)
_WHEN = re.compile(
    rf"(?i:by\s+(?:early\s+|late\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|{_MONTH})\s+)"
    r"(?:[a-z\d]|(?i:(?:after|fore)?noon|morning|evening|(?:mid)?night|week|next|last|this)\b)"
)
"""By Tuesday evening: when something happened, and nobody's name; April Dell and Tuesday Marsh are names."""

_DATELINE_DAY = (
    rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})"
)
_AGENCY = r"[A-Z][\w&.’'-]*(?:\s+[A-Z&][\w&.’'-]*){0,3}"
_WIRE = re.compile(
    rf"[A-Z][\w .’'-]{{1,40}}(?:,\s*{_PLACE})?,\s+(?i:{_DATELINE_DAY}),?(?:\s+\d{{4}})?"
    rf"\s*(?:\((?P<agency>{_AGENCY})\)\s*)?(?:[—–]|-+\s)"
)
"""HALVERSUND, March 14 (Northwire) —"""
_WIRE_ALONE = re.compile(rf"[A-Z][\w .’'-]{{1,40}}(?:,\s*{_PLACE})?\s*\((?P<agency>{_AGENCY})\)\s*(?:[—–]|-+\s)")
"""HALVERSUND (Northwire) —"""
_PAPERS = (
    "Advocate|Agency|Argus|Bulletin|Chronicle|Courier|Daily|Dispatch|Echo|Examiner|Express|Gazette|Globe|Guardian|"
    "Herald|Independent|Journal|Mail|Mercury|Messenger|Mirror|Monitor|News|Observer|Post|Press|Radio|Record|Register|"
    "Reporter|Review|Sentinel|Standard|Star|Sun|Telegraph|Times|Tribune|Weekly|Wire"
)
"""What papers and agencies are called: without one of these a line "NAME, DAY" may be anybody's."""
_PAPER = re.compile(
    rf"(?P<agency>(?=[^,]*\b(?:{_PAPERS})\b){_AGENCY}),\s+(?i:{_DATELINE_DAY})(?:,?\s+\d{{4}})?\.?", re.ASCII
)
"""Belcourt Dispatch, Sept. 3: a line of its own."""
_MASTHEAD = re.compile(rf"(?=.*\b(?:{_PAPERS})\b)(?:The\s+)?{_AGENCY}", re.ASCII)
"""The Aldmouth Courier: a line of its own beside the byline."""
_NAMED_DAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_YEARS = 3
"""Years back among which the weekday of a dateline's own paragraph tells the year."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first lines say about the article; None where they do not plainly say it."""

    title: str | None = None
    byline: str | None = None
    published: date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line that says whence and when a report was sent. Most leave the year out; `words` are its own."""

    outlet: str | None = None
    month: int | None = None
    day: int | None = None
    words: str = ""
    weekday: int | None = None
    """The first weekday that its paragraph names, Monday 0: mostly the day itself, sometimes the one before."""

    def latest(self, until: date) -> date | None:
        """The last such day up to `until`; None where the line has no day, or one that no month has.

        Where the paragraph names a weekday, that is the last one of `_YEARS` on which the day falls, if any does.
        """
        days = list(self._days(until))
        fitting = (day for day in days[:_YEARS] if day.weekday() == self.weekday)
        return next(fitting, days[0] if days else None)

    def _days(self, until: date) -> Iterator[date]:
        """Such days up to `until`, the last one first."""
        if self.month is None or self.day is None:
            return
        for year in range(until.year, until.year - 8, -1):  # a leap day comes round within eight years
            try:
                found = date(year, self.month, self.day)
            except ValueError:
                continue
            if found <= until:
                yield found


def dateline(text: str) -> Dateline | None:
    """The dateline of wire copy among the first lines, or a line of a paper's name with the day; else None."""
    for line in (line.strip() for line in _first_lines(text)):
        match = _WIRE.match(line) or _WIRE_ALONE.match(line) or _PAPER.fullmatch(line)
        if match is None:
            continue
        groups = match.groupdict()
        month, day = groups.get("month") or groups.get("month2"), groups.get("day") or groups.get("day2")
        words = match.group().rstrip(" —–-")
        if month is None or day is None:
            return Dateline(groups["agency"], words=words)
        named = _NAMED_DAY.search(line, match.end())
        weekday = None if named is None else _WEEKDAYS.index(named[1][:3].lower())
        return Dateline(groups["agency"], _MONTHS[month.lower().rstrip(".")], int(day), words, weekday)
    return None


def guess_opening(text: str) -> Opening:
    """Read the opening of `text`, whose newlines are `\\n`.

    Title: a first line, short, followed by an empty line and more text, without a sentence's final mark.
    Byline: a short line "By NAME" among the first. Outlet: whoever the dateline names, else a paper's name on a
    line of its own beside the byline. Date: a line that is a
    date, is labelled as one, carries one beside the byline or a paper's name, or begins "PLACE, DATE —"; two
    different dates, a weekday that does not fit, and day and month that can be swapped give None.
    """
    lines = [line.strip() for line in _first_lines(text)]
    sent = dateline(text)
    outlet = (sent.outlet if sent else None) or _masthead(lines)
    return Opening(_title(text), _byline(lines), _published(lines), outlet)


def parse_date(text: str) -> date | None:
    """The date that `text` as a whole is, or None: `2025-09-11`, `Thursday 11 September 2025`, `Sept 11, 2025`."""
    match = _ALONE.fullmatch(text)
    return _to_date(match) if match else None


def _first_lines(text: str) -> Iterator[str]:
    found = 0
    # Bounded, so that a text without newlines is not scanned whole for every pattern.
    for line in text[:4000].split("\n"):
        if line.strip():
            yield line[:300]
            found += 1
            if found == _LINES:
                return


def _title(text: str) -> str | None:
    head, newline, rest = text.lstrip("\n \t\u00a0\ufeff")[:4000].partition("\n")
    title = head.strip()
    following, _, _ = rest.partition("\n")
    if not newline or following.strip() or not rest.strip():
        return None
    if not title or len(title) > _LONGEST_TITLE or len(title.split()) > _MOST_TITLE_WORDS:
        return None
    if title.rstrip("\"'”’»)").endswith((".", "!", ":", ";", ",", "…")) or not any(c.isalpha() for c in title):
        return None
    is_other = _BYLINE.fullmatch(title) or _ALONE.fullmatch(title) or _LABELLED.match(title)
    return None if is_other else title


def _byline(lines: list[str]) -> str | None:
    for line in lines:
        match = _BYLINE.fullmatch(line) if len(line) <= _LONGEST_BYLINE and not line.endswith(".") else None
        if match and 1 < len(match["who"].split()) <= 9 and match["who"][0].isupper() and not _WHEN.match(line):
            return match["who"]
    return None


def _masthead(lines: list[str]) -> str | None:
    """The paper's name on the line before or behind the byline."""
    at = next(
        (k for k, line in enumerate(lines) if len(line) <= _LONGEST_BYLINE and _BYLINE.fullmatch(line)), None
    )
    beside = [] if at is None else [*lines[at + 1 : at + 2], *lines[max(1, at - 1) : at]]
    return next((line for line in beside if len(line) <= _LONGEST_BYLINE and _MASTHEAD.fullmatch(line)), None)


def _published(lines: list[str]) -> date | None:
    labelled = {_to_date(m) for line in lines if (m := _LABELLED.match(line))}
    found = labelled or {d for line in lines for d in _unlabelled(line)}
    return found.pop() if len(found) == 1 else None


def _unlabelled(line: str) -> Iterator[date | None]:
    day = line.partition(",")[2] if _PAPER.fullmatch(line) else line
    if match := _PLACED.match(line) or _ALONE.fullmatch(day):
        yield _to_date(match)
    elif len(line) <= _LONGEST_BYLINE:
        parts = re.split(r"\s*[|·•–—]\s*|,\s+(?=\D*\d)", line)
        if len(parts) > 1 and (_BYLINE.fullmatch(line) or re.search("[|·•]", line)):
            yield from (_to_date(m) for part in parts if (m := _ALONE.fullmatch(part)))


def _to_date(match: re.Match[str]) -> date | None:
    """The date of a `_DATE` match; None for no such day, another weekday, or two ways of reading it."""
    try:
        found = _calendar_date(match)
    except ValueError:
        return None
    if found is None or not 1800 <= found.year <= 2200:
        return None
    weekday = match["weekday"]
    if weekday and _WEEKDAYS[found.weekday()] != weekday[:3].lower():
        return None
    return found


def _calendar_date(match: re.Match[str]) -> date | None:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    month = match["month"] or match["month2"]
    if month:
        day, year = match["day"] or match["day2"], match["year"] or match["year2"]
        return date(int(year), _MONTHS[month.lower().rstrip(".")], int(day))
    first, second, year3 = int(match["a"]), int(match["b"]), int(match["year3"])
    if first != second and first <= 12 and second <= 12:
        return None
    day_first = first > 12 or first == second
    return date(year3, second, first) if day_first else date(year3, first, second)
