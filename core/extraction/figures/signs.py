"""Signs before numbers: "−3", "+2.1 points", "minus 22%", "a net balance of -14", "31% (−2)".

The value keeps the sign. Of a change it is the direction too: where the words speak of one without saying which
way ("changed by −3%", "a swing of +4"), where a signed number stands in brackets behind what it is a change of
("31% (+2)"), and for shares, points and money with a plus. A plus sign elsewhere ("approval of +4", "stood at
+£4m") is a level above nothing and is kept as the figure's hedge.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.figures.amounts import Amount, with_hedge
from core.extraction.lexicon import word_set
from core.language.text import Words
from core.records import Form, NumberChange, UnitKind

_MEASURED = frozenset({UnitKind.PERCENT, UnitKind.CURRENCY, UnitKind.PERCENTAGE_POINT})
_MINUS = frozenset("-−")
_LEVELS = frozenset({"balance", "net", "approval", "rating", "score"})
_REACH = 4
"""Words before a sign in which a word of change stands."""


def signed(w: Words, amount: Amount, low: int, limit: int) -> Amount:
    """The amount with the sign before it taken in, looked for back to word `low`, and the direction it gives."""
    found = _with_sign(w, amount, low)
    if found.first < amount.first and found.reading.hedge in (None, "+"):  # what stands before the sign
        bare = replace(found, reading=replace(found.reading, hedge=None))
        about = with_hedge(w, bare, low, limit)
        hedge = about.reading.hedge or found.reading.hedge
        found = replace(about, reading=replace(about.reading, hedge=hedge))
    return _directed(w, found, low)


def _with_sign(w: Words, amount: Amount, low: int) -> Amount:
    if amount.first <= low:
        return amount
    i, reading = amount.first - 1, amount.reading
    below = reading.low is not None and reading.low < 0
    if w.texts[i] in _MINUS and below:
        between = reading.form is Form.RANGE and i > low and w.lowers[i - 1] == "between"
        return replace(amount, first=i - between)
    opens = i == low or w.ends[i - 1] < w.starts[i] or w.texts[i - 1] in "(["
    if w.texts[i] == "+" and w.ends[i] == w.starts[amount.first] and (opens or reading.unit_kind in _MEASURED):
        return Amount(i, amount.beyond, replace(reading, hedge=reading.hedge or "+"))
    one = reading.low is not None and reading.low == reading.high and reading.low > 0
    if w.lowers[i] == "minus" and w.lowers[i - 1] != "or" and one and reading.low is not None:
        return Amount(i, amount.beyond, replace(reading, low=-reading.low, high=-reading.low))
    return amount


def _directed(w: Words, amount: Amount, low: int) -> Amount:
    """The amount with the direction that its sign gives it."""
    reading = amount.reading
    below = reading.high is not None and reading.high < 0
    plus = w.texts[amount.first] == "+" or reading.hedge == "+"
    if not (below or plus):
        return amount
    way = "down" if below else "up"
    change = reading.change
    if change is not None:
        if change.kind in ("by", None) and below:  # "growth of −0.3%"
            reading = replace(reading, change=NumberChange(way, change.kind))
    elif _moves(w, amount, low, plus=plus):
        reading = replace(reading, change=NumberChange(way, "by"))
    return replace(amount, reading=reading)


def _moves(w: Words, amount: Amount, low: int, *, plus: bool) -> bool:
    """Whether a signed number is a change."""
    first, reading = amount.first, amount.reading
    before = w.lowers[max(low, first - _REACH) : first]
    if reading.counted is not None and reading.unit_kind is not UnitKind.COUNT:
        return False
    if first > 1 and w.texts[first - 1] == "(":
        behind = w.texts[first - 2]
        return behind[-1].isdecimal() or behind == "%" or behind.lower() in ("cent", "percent", "points", "seats")
    lead = before[-1:] in (["by"], ["of"], ["was"], ["is"], [":"], ["at"])
    if word_set("changed") & set(before[-3:]) and (lead or before[-1] in word_set("changed")):
        return True
    return plus and reading.unit_kind in _MEASURED and before[-1:] != ["at"] and not _LEVELS & set(before)
