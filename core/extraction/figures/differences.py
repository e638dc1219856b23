"""By how much more or less there is of something than of what it is held against: "four fewer than in 2025",
"£3m more than last year", "100,000 more people than a decade ago".

Held against another time it is a change by so much; held against something else ("one fewer player than Dell") it
is none. Where a noun is left out ("52 people, four fewer than …") it is the one counted before.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from core.extraction.figures.amounts import Amount
from core.extraction.figures.counted import counted_after
from core.extraction.lexicon import word_set, words
from core.language.text import Words
from core.records import Form, NumberChange, Reading, UnitKind

_WAYS = {"more": "up", "higher": "up", "fewer": "down", "less": "down", "lower": "down"}
_ALONE = frozenset({"higher", "lower"})
"""Which say the direction of a figure and are no part of it, as "up" and "down" are none."""
_DIFFER = frozenset({UnitKind.COUNT, UnitKind.CURRENCY, UnitKind.PERCENT, UnitKind.PERCENTAGE_POINT,
                     UnitKind.PHYSICAL})  # fmt: skip
_VALUED = frozenset({Form.POINT, Form.RANGE, Form.ALTERNATIVES, Form.BOUND, Form.VAGUE, Form.FRACTION})
_PHRASE = 6
"""Words between "more" and its "than": "100,000 more people in work than"."""
_BEHIND = 8
"""Words behind "than" that say what the number is held against."""


def differing(w: Words, amount: Amount, limit: int, dates: Collection[int], counted: Reading | None) -> Amount:
    """The amount with "more" or "fewer" behind it, and as a change where it is held against another time.

    `dates` are the first words of dates, `counted` what was counted before in the sentence.
    """
    reading = amount.reading
    if reading.form not in _VALUED or reading.unit_kind not in _DIFFER:
        return amount
    found = _way(w, amount, limit)
    if found is None:
        return amount
    way, amount, than = found
    reading = amount.reading
    if reading.counted is None and reading.unit_kind is UnitKind.COUNT and counted is not None:
        reading = replace(reading, counted=counted.counted, modifiers=counted.modifiers)
    if reading.change is None and than < limit and _another_time(w, than + 1, limit, dates):
        reading = replace(reading, change=NumberChange(way, "by"))
    return replace(amount, reading=reading)


def _way(w: Words, amount: Amount, limit: int) -> tuple[str, Amount, int] | None:
    """Direction, the amount with its word and noun, and the place of "than", `limit` where none follows."""
    k, reading = amount.beyond, amount.reading
    own = next((each.lower() for each in reading.modifiers if each.lower() in ("more", "fewer", "less")), None)
    if own is None:
        if k >= limit or w.lowers[k] not in _WAYS:
            return None
        own = w.lowers[k]
        k += 1
        if own not in _ALONE:
            amount = replace(amount, beyond=k)
        bare = reading.unit_kind is UnitKind.COUNT and reading.counted is None
        noun = counted_after(w, k, limit, plural=reading.high != 1) if bare and k < limit else None
        if noun is not None:
            k = noun[2]
            amount = Amount(amount.first, k, replace(reading, counted=noun[1], modifiers=(own, *noun[0])))
    for than in range(k, min(limit, k + _PHRASE)):
        if w.lowers[than] == "than":
            return (_WAYS[own], amount, than) if than + 1 < limit else None
        if w.is_mark(than):
            break
    ends = k >= limit or w.is_mark(k)
    return (_WAYS[own], amount, limit) if ends and reading.unit_kind is UnitKind.PERCENT else None


def _another_time(w: Words, k: int, limit: int, dates: Collection[int]) -> bool:
    """Whether what stands from word k on is another time: "a decade ago", "in 2025", "last year's 40"."""
    if w.lowers[k] not in word_set("opens_time") and k not in dates and not _is_time(w, k):
        return False
    for n in range(k, min(limit, k + _BEHIND)):
        if w.is_mark(n):
            return False
        if n in dates or _is_time(w, n):
            return True
    return False


def _is_time(w: Words, k: int) -> bool:
    lower = w.lowers[k]
    return lower in word_set("other_time") or lower in words("months") or lower in words("weekdays")
