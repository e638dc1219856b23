"""Numbers and days as people type them into the fields of a reading, and how those show what is read."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal

from core import wording
from core.records import TimeReading

LONGEST_NUMBER = 60
"""Characters of a number that may be typed."""
_NUMBER = re.compile(
    r"([-−+]?(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)?(?:\.\d+)?)(?:\s*([a-z]+))?", re.IGNORECASE
)
_SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def read_number(text: str) -> Decimal | None:
    """A number as people type it (`1,300`, `4.6`, `−18`, `4.5 billion`), exactly; None for nothing.

    Raises ValueError.
    """
    text = text.strip()
    if not text:
        return None
    found = _NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    scale = _SCALES.get((found[2] or "").casefold()) if found else None
    digits = re.sub("[,\u00a0\u202f ]", "", found[1]).replace("−", "-") if found else ""
    if scale is None or not re.search(r"\d", digits):
        raise ValueError(text)
    sign, number, exponent = Decimal(digits).as_tuple()
    return Decimal((sign, number, int(exponent) + scale))


def read_period(text: str) -> tuple[date, date, str] | None:
    """First day, last day and precision of `2025-09-11`, `2025-09` or `2025`; None for nothing.

    Raises ValueError.
    """
    text = text.strip()
    if not text:
        return None
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if found[2] is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if found[3] is None:
        first = date(year, month, 1)
        return first, date(year, month, calendar.monthrange(year, month)[1]), "month"
    return date(year, month, day), date(year, month, day), "day"


def typed_number(value: Decimal | None) -> str:
    """A number as the fields show it, grouped; empty for None."""
    return "" if value is None else wording.number(value)


def typed_period(time: TimeReading | None) -> tuple[str, str]:
    """First and last day as they are typed; the last one empty where the first says it all."""
    if time is None or time.start is None or time.end is None:
        return "", ""
    length = {"year": 4, "month": 7}.get(time.precision, 10)
    first, last = time.start.isoformat()[:length], time.end.isoformat()[:length]
    return first, "" if first == last else last
