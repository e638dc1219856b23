"""What studies and polls say beside an estimate: "hazard ratio of 1.4 (95% CI 1.2–3.4; p = 0.03)", "12.4 ± 0.3".

What a checker holds against the study or poll is kept, and called what it is:

- ratios, p-values, correlations, deviations and sample sizes are figures without a unit, and count their own name
  ("1.4 · hazard ratio"): an article that misquotes one is wrong, and the bare number would not say what it is;
- an interval is a figure of its own in the unit of its estimate, and counts as "95% confidence interval". How sure
  it is, the 95 per cent, is no claim that anything is 95 per cent, so it is no figure: it goes with the interval,
  and without one ("at the 95% confidence level", "19 times out of 20") it is left out;
- "12.4 ± 0.3 tonnes" is one figure, the range from 12.1 to 12.7. A margin in words ("163 tonnes, give or take 21",
  "a margin of error of plus or minus three points") is a figure of its own that holds either way, in the unit of
  its estimate; it is compared with nothing.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.figures.amounts import Amount
from core.extraction.figures.numbers import number_at
from core.extraction.figures.units import unit_after
from core.extraction.lexicon import table, word_set
from core.language.text import Words
from core.records import Form, Reading, UnitKind

_INTERVALS = frozenset({"confidence interval", "credible interval", "uncertainty interval", "prediction interval",
                        "interquartile range"})  # fmt: skip
_LINKS = frozenset("=:,([") | {"of", "was", "is", "were", "are", "from", "ran"}
_NAMES_LEVEL = frozenset({"interval", "intervals", "level", "levels", "limits", "range", "bounds"})
_SHORT_INTERVALS = frozenset({"CI", "CrI", "UI"})
_MOST_LINKS = 3
_LONGEST_NAME = 3
_EITHER_WAY = "either way"
_MARGIN = "margin of error"
_ROUND = 20
"""Of "19 times out of 20"."""


def _names() -> dict[str, str]:
    """What labels written in words stand for."""
    found: dict[str, str] = table("numbers.toml")["statistics"]
    return found


def _symbols() -> dict[str, str]:
    """What abbreviations stand for, as they are written."""
    found: dict[str, str] = table("numbers.toml")["statistics_symbols"]
    return found


def is_statistic(reading: Reading) -> bool:
    """Whether the reading counts nothing but is named after what it is."""
    return reading.counted is not None and (
        reading.counted in _names().values() or reading.counted in _symbols().values()
    )


def is_margin(reading: Reading) -> bool:
    """Whether the reading says how far off an estimate may be."""
    return reading.predicate == _EITHER_WAY


def level_words(w: Words) -> set[int]:
    """Indices of words that say how sure an interval or a poll is: "95% CI", "19 times out of 20"."""
    out: set[int] = set()
    for k, lower in enumerate(w.lowers):
        if lower in word_set("sureness") or w.texts[k] in _SHORT_INTERVALS:
            out.update(range(*_level(w, k)))
        elif lower == "times" and 0 < k < len(w) - 2 and w.lowers[k + 1] in ("out", "in"):
            at = k + 1 + (w.lowers[k + 1 : k + 3] == ["out", "of"]) + 1
            number = number_at(w, at, len(w)) if at < len(w) and w.texts[at][0].isalnum() else None
            if number is not None and number.value == _ROUND and _MARGIN_WORDS & {*w.lowers[max(0, k - 30) : k]}:
                out.update(range(k - 1, number.beyond))
    return out


_MARGIN_WORDS = frozenset({"margin", "accurate", "error", "points", "poll", "survey"})


def _level(w: Words, k: int) -> tuple[int, int]:
    """The percentage right before word k, which names an interval or level: first word and beyond; or nothing."""
    if w.texts[k] not in _SHORT_INTERVALS and not _NAMES_LEVEL & {*w.lowers[k + 1 : k + 2]}:
        lead = k - 3 if w.lowers[k - 1] == "cent" else k - 2
        sure = w.lowers[k] == "confidence" and lead > 0 and w.lowers[lead - 1] == "with"
        if not sure or w.lowers[k + 1 : k + 2] == ["in"]:
            return k, k  # "95% confidence in the mayor"
    at = k - (k > 0 and w.texts[k - 1] in "-‑")
    for first in (at - 2, at - 3):
        if first >= 0 and w.texts[first][0].isdecimal():
            unit = unit_after(w, first + 1, at)
            if unit is not None and unit.kind is UnitKind.PERCENT and unit.beyond == at:
                return first, at
    return k, k


def labelled(w: Words, amount: Amount, low: int, last: Amount | None) -> Amount:
    """The amount with the name of what it is, where a label leads to it, looked for back to word `low`.

    `last` is the amount before it in the sentence, which an interval is of.
    """
    reading = amount.reading
    found = _label(w, amount, low)
    if found is None or reading.form not in (Form.POINT, Form.RANGE, Form.BOUND) or reading.counted is not None:
        return _alone(w, amount, low, last)
    name, first = found
    if name in _INTERVALS:
        return _interval(w, amount, name, first, low, last) if reading.form is Form.RANGE else amount
    if name == _MARGIN:
        either = replace(amount, reading=replace(reading, counted=name, predicate=_EITHER_WAY))
        return _alone(w, either, low, last)
    return replace(amount, reading=replace(reading, counted=name))


def _label(w: Words, amount: Amount, low: int) -> tuple[str, int] | None:
    """What the label that leads to the amount stands for, and its first word."""
    k = _before_sign(w, amount.first, low) - 1
    for _ in range(_MOST_LINKS):
        if k >= low and w.lowers[k] in _LINKS:
            k -= 1
    for length in range(min(_LONGEST_NAME, k + 1 - low), 0, -1):
        name = _names().get(" ".join(w.lowers[k + 1 - length : k + 1]))
        if name is not None:
            return name, k + 1 - length
    name = _symbols().get(w.texts[k]) if k >= low else None
    if name is None:
        return None
    linked = w.texts[amount.first] in "<>≤≥" or w.texts[k + 1] == "="
    value = amount.reading.low if amount.reading.low is not None else amount.reading.high
    broken = value is not None and value != value.to_integral_value()
    sure = linked or (len(w.texts[k]) > 1 and (broken or name in _INTERVALS))
    return (name, k) if sure else None


def _interval(w: Words, amount: Amount, name: str, first: int, low: int, last: Amount | None) -> Amount:
    """The amount as the interval of that name, with its level, in the unit of its estimate."""
    reading, level = amount.reading, _level(w, first)
    sure = () if level[0] == level[1] else (w.text[w.starts[level[0]] : w.ends[level[1] - 1]],)
    if last is not None and last.first >= low and _is_of(reading, last.reading):
        unit = last.reading
        reading = replace(reading, unit_kind=unit.unit_kind, unit=unit.unit, per=unit.per, change=unit.change)
    for word in w.lowers[w.at(w.ends[first]) : amount.first]:
        if word[0].isalpha() and word != "of" and word not in _NAMES_LEVEL:  # "the interval was"
            return replace(amount, reading=replace(reading, counted=name, modifiers=sure))
    return Amount(min(first, level[0]), amount.beyond, replace(reading, counted=name, modifiers=sure))


def _is_of(interval: Reading, estimate: Reading) -> bool:
    """Whether the interval holds the estimate and says no other unit."""
    low, high, value = interval.low, interval.high, estimate.low
    if low is None or high is None or value is None or estimate.form is Form.DATE:
        return False
    bare = interval.unit_kind is UnitKind.COUNT
    same = (interval.unit_kind, interval.unit) == (estimate.unit_kind, estimate.unit)
    return low <= value <= high and (bare or same)


def _before_sign(w: Words, i: int, low: int) -> int:
    """The first word of "±", "+/-", "plus or minus" or "give or take" right before word i, or i."""
    for sign in (["±"], ["+", "/", "-"], ["+", "/", "−"], ["plus", "or", "minus"], ["give", "or", "take"]):
        if i - len(sign) >= low and w.lowers[i - len(sign) : i] == sign:
            return i - len(sign)
    return i


def _alone(w: Words, amount: Amount, low: int, last: Amount | None) -> Amount:
    """A margin with its sign, which holds either way; a bare one in the unit of the estimate before it."""
    first, reading = _signed(w, amount, low, last), amount.reading
    if first is None or reading.form is not Form.POINT:
        return amount
    hedge = " ".join(w.lowers[first : amount.first]) or reading.hedge
    reading = replace(reading, predicate=_EITHER_WAY, hedge=hedge, approximate=False)
    if last is not None and first - last.beyond <= 1:
        reading = _in_unit_of(reading, last.reading)
    return Amount(first, amount.beyond, reading)


def _in_unit_of(margin: Reading, estimate: Reading) -> Reading:
    """The margin in the unit of its estimate where it is bare; points of a share are percentage points."""
    points = margin.counted in ("points", "point")
    if estimate.unit_kind is UnitKind.PERCENT and margin.unit_kind is UnitKind.COUNT and points:
        return replace(margin, unit_kind=UnitKind.PERCENTAGE_POINT, unit="percentage point", counted=None)
    if margin.unit_kind is not UnitKind.COUNT or margin.counted is not None:
        return margin
    if estimate.unit_kind is UnitKind.PERCENT:
        return replace(margin, unit_kind=UnitKind.PERCENTAGE_POINT, unit="percentage point")
    return replace(margin, unit_kind=estimate.unit_kind, unit=estimate.unit, per=estimate.per)


def _signed(w: Words, amount: Amount, low: int, last: Amount | None) -> int | None:
    """The first word of the sign of a margin; "give or take" is one behind an estimate and else a hedge."""
    if w.lowers[amount.first : amount.first + 3] == ["give", "or", "take"]:
        behind = last is not None and amount.first - last.beyond <= 1
        return amount.first if behind else None
    first = _before_sign(w, amount.first, low)
    return first if first < amount.first else None


def spread(w: Words, last: Amount | None, amount: Amount) -> Amount | None:
    """An estimate and the margin behind its sign as one range: "12.4 ± 0.3 tonnes", "4.2 mg/l (±0.3)"."""
    if last is None or amount.reading.predicate != _EITHER_WAY or w.texts[amount.first] not in "±+":
        return None
    a, b, between = last.reading, amount.reading, w.lowers[last.beyond : amount.first]
    closes = w.texts[amount.beyond : amount.beyond + 1] == [")"]
    if between and not (between == ["("] and closes):
        return None
    if a.unit_kind is UnitKind.COUNT and a.counted is None:
        a = replace(a, unit_kind=b.unit_kind, unit=b.unit, per=b.per, counted=b.counted, modifiers=b.modifiers)
    points = a.unit_kind is UnitKind.PERCENT and b.unit_kind is UnitKind.PERCENTAGE_POINT
    same = points or (a.unit_kind, a.unit) == (b.unit_kind, b.unit)
    if not same or a.form is not Form.POINT or a.low is None or b.low is None or b.low < 0:
        return None
    reading = replace(a, low=a.low - b.low, high=a.low + b.low, form=Form.RANGE)
    return Amount(last.first, amount.beyond + (between == ["("]), reading)
