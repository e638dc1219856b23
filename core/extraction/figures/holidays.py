"""Days that go by a name: Christmas, New Year, Easter and what hangs on it, Thanksgiving.

Easter is the Western one unless the Orthodox is named (both by dateutil, in the Gregorian calendar). Thanksgiving
is the Canadian or the American day: both stay. Days that differ from country to country
in more than that (Mother's Day, Labour Day, bank holidays) are not read: an article seldom says whose they are.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter  # type: ignore[import-untyped]

from core.records import TimeReading

_FIXED = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
          "new year's eve": (12, 31), "new year's day": (1, 1), "halloween": (10, 31),
          "valentine's day": (2, 14)}  # fmt: skip
_FROM_EASTER = {"ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
                "easter sunday": 0, "easter": 0, "easter monday": 1, "whit sunday": 49, "pentecost": 49,
                "whit monday": 50}  # fmt: skip
_LEADS = "[Ll]ast|[Nn]ext|[Tt]his|[Ss]ince"
_AS_DAY = f"{_LEADS}|[Oo]n|[Bb]efore|[Aa]fter|[Bb]y|[Uu]ntil|[Aa]t|[Oo]ver"
_FOLLOWS = (
    "and|or|but|in|at|on|to|for|with|as|when|while|was|is|were|had|has|said|that|because|the|he|she|it|they|we|after"
    "|before|by|of|this|last|from|due|not|if|next|would|will"
)
_YEAR = r"(?P<holiday_year>(?:1[89]|20)\d\d)"
_NAMED = (
    "Christmas (?:Eve|Day)|Boxing Day|New Year[’']s (?:Eve|Day)|Ash Wednesday|Palm Sunday|Maundy Thursday"
    "|Good Friday|(?:Orthodox )?Easter (?:Sunday|Monday)|Whit (?:Sunday|Monday)|Pentecost|Hallowe[’']?en"
    r"|(?:St\.? )?Valentine[’']s Day"
)
PATTERNS = (
    rf"(?P<lead>(?:{_LEADS}) )?(?P<holiday>{_NAMED})(?:,? {_YEAR})?",
    rf"(?P<lead>(?:{_AS_DAY}) )(?P<holiday>Christmas|(?:Orthodox )?Easter|Thanksgiving)"
    rf"(?: {_YEAR}|(?! ?-|’s|'s| (?!(?:{_FOLLOWS})\b)[A-Za-z]))",
)
"""Patterns of `dates.find_dates`. "Christmas" alone is a day after a preposition; not "at Christmas parties"."""


def read_holiday(name: str, lead: str, year: str | None, published: date | None) -> TimeReading:
    """The day that `name` means: of the year given, else the nearest one to publication.

    `lead` is the word before it: "since" and "last" look back, "next" ahead. Without year and publication date it
    stays unresolved.
    """
    if year is not None:
        return _reading(_days(name, int(year)), None)
    if published is None:
        return TimeReading(None, None, "day")
    years = range(max(1, published.year - 1), min(9998, published.year + 1) + 1)
    near = [_days(name, around) for around in years]
    lead = lead.strip().lower()
    if lead in ("last", "since"):
        chosen = max((days for days in near if days[0] < published), default=near[0])
    elif lead == "next":
        chosen = min((days for days in near if days[0] > published), default=near[-1])
    else:
        chosen = min(near, key=lambda days: abs((days[0] - published).days))
    return _reading(chosen, published)


def _reading(days: list[date], anchor: date | None) -> TimeReading:
    alternatives = tuple((day, day) for day in days) if len(days) > 1 else ()
    return TimeReading(days[0], days[-1], "day", anchor, alternatives)


def _days(name: str, year: int) -> list[date]:
    """The day or days that a name can mean in a year."""
    said = re.sub(r"^st\.? ", "", name.lower().replace("’", "'")).replace("hallowe'en", "halloween")
    method = EASTER_WESTERN
    if said.startswith("orthodox "):
        said, method = said.removeprefix("orthodox "), EASTER_ORTHODOX
    if said == "thanksgiving":
        return [_nth(year, 10, 0, 2), _nth(year, 11, 3, 4)]
    if said in _FROM_EASTER:
        return [easter(year, method) + timedelta(days=_FROM_EASTER[said])]
    month, day = _FIXED[said]
    return [date(year, month, day)]


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; Monday is 0."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
