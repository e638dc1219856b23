"""Figures in one run of words: a number with its hedge, its unit and what it counts, as a `Reading`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from core.extraction.counted import Unit, area_unit, counted_after, unit_after
from core.extraction.exclusions import names_something, one_is_pronoun
from core.extraction.lexicon import table, words
from core.extraction.numbers import Number, compound_at, number_at
from core.language.text import Words
from core.records import Form, NumberChange, Reading, UnitKind

_HEDGE_REACH = 4
_CHANGE_REACH = 5
_SPREAD = frozenset({"range", "ranges", "ranged", "ranging", "between", "anywhere"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A reading in words `first`..`beyond`."""

    first: int
    beyond: int
    reading: Reading


@cache
def hedges() -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): sign for phrase, sign in table("numbers.toml")["hedges"].items()}


@cache
def change_words() -> dict[str, str]:
    data = table("numbers.toml")["change"]
    return {word: way for way in ("up", "down") for word in data[way]}


def amount_at(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """The amount whose number begins with word i; hedges are looked for back to word `low`."""
    compound = compound_at(w, i)
    if compound is not None:
        return _compound(w, i, compound[0], compound[1], low)
    currency, start = _symbol(w, i)
    number = number_at(w, start, limit)
    if number is None or (
        currency is None and (names_something(w, number, limit) or one_is_pronoun(w, number, limit))
    ):
        return None
    if currency is not None:
        number = _capital_scale(w, number, limit)
    return signed(w, _with_range(w, i, number, currency, low, limit), low)


def _capital_scale(w: Words, number: Number, limit: int) -> Number:
    """ "€10B", "$2.1T": capitals that are scales after money only."""
    i = number.beyond
    scale = {"B": Decimal(10) ** 9, "T": Decimal(10) ** 12}.get(w.texts[i] if i < limit else "")
    if scale is None or number.scale != 1 or w.starts[i] != w.ends[i - 1]:
        return number
    return replace(number, beyond=i + 1, value=number.value * scale, scale=scale)


def signed(w: Words, amount: Amount | None, low: int) -> Amount | None:
    """The amount below zero where "minus" or a minus sign stands before it: "minus 5", "−18 °C", "-15€"."""
    if amount is None or amount.first <= low or amount.reading.form not in (Form.POINT, Form.FRACTION):
        return amount
    i, value = amount.first - 1, amount.reading.low
    spaced = i == 0 or w.starts[i] > w.ends[i - 1]
    sign = w.lowers[i] == "minus" or (
        w.texts[i] in "-−"
        and w.ends[i] == w.starts[i + 1]
        and (spaced or w.texts[i - 1] == "(" or w.lowers[i - 1] == "minus")
    )
    if not sign or value is None or amount.reading.comparator != "=":
        return amount
    first = i - 1 if i > low and w.lowers[i - 1] == "minus" else i
    return Amount(first, amount.beyond, replace(amount.reading, low=-value, high=-value))


def _symbol(w: Words, i: int) -> tuple[str | None, int]:
    """A currency symbol or code at word i: its ISO code and the word after."""
    codes = table("numbers.toml")["currencies"]
    lower = w.lowers[i]
    before_digits = i + 1 < len(w) and w.texts[i + 1][0].isdigit() and not w.texts[i][0].isdigit()
    if before_digits and lower in codes and (not lower.isalpha() or w.texts[i].isupper() or lower == "rs"):
        return codes[lower], i + 1
    dollars = i + 2 < len(w) and w.texts[i] == "$" and w.starts[i + 1] == w.ends[i] and w.texts[i + 2][0].isdigit()
    if dollars and w.texts[i + 1] in ("US", "A", "C", "NZ", "HK", "S", "R") and w.starts[i + 2] == w.ends[i + 1]:
        return codes[w.lowers[i + 1] + "$"], i + 2
    if i + 2 < len(w) and w.texts[i + 1] == "$" and w.texts[i + 2][0].isdigit() and w.starts[i + 1] == w.ends[i]:
        return codes.get(lower.replace(".", "") + "$", "USD"), i + 2
    return None, i


def _with_range(w: Words, first: int, number: Number, currency: str | None, low: int, limit: int) -> Amount | None:
    second, separator = _second(w, number, limit)
    form, values, beyond = Form.POINT, (number.value, number.value), number.beyond
    scale_word = number.scale_word
    if second is not None:
        left = number.value
        if number.scale == 1 and second.scale != 1 and second.scale_word is not None:
            left = number.value * second.scale
        values, beyond = (left, second.value), second.beyond
        form = Form.ALTERNATIVES if separator == "or" else Form.RANGE
        if values[0] > values[1]:
            values = (values[1], values[0]) if form is Form.ALTERNATIVES else values
        if values[0] > values[1]:
            second, form, values, beyond = None, Form.POINT, (number.value, number.value), number.beyond
        scale_word = scale_word or (second.scale_word if second else None)
    reading = Reading(values[0], values[1], form)
    if number.written == "fraction" and second is None:
        reading = replace(reading, form=Form.FRACTION if number.value < 1 else Form.POINT)
    amount = _with_unit(w, Amount(first, beyond, reading), currency, number, limit)
    return None if amount is None else with_hedge(w, amount, low)


def _second(w: Words, number: Number, limit: int) -> tuple[Number | None, str]:
    """The second number of "33–35 billion", "six or seven", "10 to 12", "between 3 and 5"."""
    i = number.beyond
    unit = unit_after(w, i, limit)
    if (
        unit is not None
        and unit.kind in (UnitKind.PERCENT, UnitKind.PHYSICAL, UnitKind.CURRENCY)
        and unit.beyond + 1 < limit
        and (w.lowers[unit.beyond] in ("or", "to", "-", "–", "and"))
    ):
        i = unit.beyond
    if i + 2 < limit and w.texts[i] in "-–" and w.lowers[i + 1] in ("to", "or"):
        i += 1
    if i + 1 >= limit:
        return None, ""
    between = w.lowers[max(0, number.first - 3) : number.first]
    separator = w.lowers[i]
    allowed = separator in ("-", "–", "—", "to", "or") or (separator == "and" and "between" in between)
    if not allowed or (separator in ("-", "–") and w.starts[i + 1] - w.ends[i] > 1):
        return None, ""
    second = _number_behind(w, i + 1, limit)
    if second is None or (second.written == "fraction" and number.written != "fraction"):
        return None, ""
    return (None, "") if separator == "to" and _is_change(w, number, second) else (second, separator)


def _number_behind(w: Words, at: int, limit: int) -> Number | None:
    """The number after a separator, a second hyphen, currency symbol or "even" skipped."""
    if w.texts[at] == "-" and at + 1 < limit:
        at += 1
    at = _symbol(w, at)[1]
    if at + 1 < limit and w.lowers[at] in ("even", "maybe", "perhaps", "possibly"):
        at += 1
    return number_at(w, at, limit) if at < limit else None


def _is_change(w: Words, number: Number, second: Number) -> bool:
    """ "rose from 3 to 5" is a change with two figures, not a range; "ranged from 3 to 5" is one."""
    before = w.lowers[max(0, number.first - 8) : number.first]
    if _SPREAD & set(before[-4:]):
        return False
    if "from" in before[-3:] and any(word in change_words() for word in before):
        return True
    return second.value <= number.value and second.scale == 1


def _with_unit(w: Words, amount: Amount, currency: str | None, number: Number, limit: int) -> Amount | None:
    reading, beyond = amount.reading, amount.beyond
    unit = unit_after(w, beyond, limit) or area_unit(w, beyond, limit)
    if currency is not None:
        reading = replace(reading, unit_kind=UnitKind.CURRENCY, unit=currency)
        if unit is not None and unit.kind is UnitKind.CURRENCY:
            beyond = unit.beyond
    elif unit is not None and not _unit_is_noun(w, unit, limit):
        reading, beyond = _apply_unit(w, reading, unit, beyond), unit.beyond
        if unit.kind is UnitKind.AGE:
            return Amount(amount.first, beyond, reading)
    elif reading.form is Form.FRACTION:
        reading = replace(reading, unit_kind=UnitKind.RATIO)
    per, beyond = _per(w, beyond, limit)
    reading = replace(reading, per=per)
    return _counted(w, Amount(amount.first, beyond, reading), number, limit)


def _unit_is_noun(w: Words, unit: Unit, limit: int) -> bool:
    """ "won" as a verb, "second" as an ordinal."""
    last = w.lowers[unit.beyond - 1]
    return (
        last in ("won", "second", "min", "score", "quarter")
        and (last != "quarter" or unit.beyond >= limit or w.lowers[unit.beyond] in ("final",))
        and last != "min"
    )


def _apply_unit(w: Words, reading: Reading, unit: Unit, at: int) -> Reading:
    minor = table("numbers.toml")["minor"].get(w.lowers[unit.beyond - 1])
    if minor is not None and unit.kind is UnitKind.CURRENCY:
        factor = Decimal(minor)
        low = None if reading.low is None else reading.low * factor
        high = None if reading.high is None else reading.high * factor
        reading = replace(reading, low=low, high=high)
    return replace(reading, unit_kind=unit.kind, unit=unit.name)


def _per(w: Words, i: int, limit: int) -> tuple[str | None, int]:
    """ "a year", "per head", "an hour"."""
    durations = table("numbers.toml")["durations"]
    if i + 1 < limit and w.lowers[i] in ("per", "a", "an", "each", "every"):
        lower = w.lowers[i + 1]
        if lower in durations or (w.lowers[i] == "per" and lower.isalpha() and lower != "cent"):
            return durations.get(lower, lower), i + 2
    return None, i


def _counted(w: Words, amount: Amount, number: Number, limit: int) -> Amount:
    reading, i = amount.reading, amount.beyond
    if _is_age(w, amount, number, limit):
        return replace(amount, reading=replace(reading, unit_kind=UnitKind.AGE, unit="year"))
    of_them = i + 1 < limit and w.lowers[i] == "of"
    if reading.unit_kind is UnitKind.COUNT and not of_them:
        found = counted_after(w, i, limit, plural=reading.high != 1)
        if found is not None:
            modifiers, head, beyond = found
            return Amount(amount.first, beyond, replace(reading, counted=head, modifiers=modifiers))
    if of_them and reading.unit_kind in (UnitKind.COUNT, UnitKind.PERCENT, UnitKind.RATIO):
        at = i + 1
        while at < limit and w.lowers[at] in ("the", "its", "their", "his", "her", "all", "those", "these", "our"):
            at += 1
        found = (
            counted_after(w, at, limit, plural=True) if at < limit and number_at(w, at, limit) is None else None
        )
        if found is not None:
            return Amount(amount.first, found[2], replace(reading, counted=found[1], modifiers=found[0]))
    return amount


def _is_age(w: Words, amount: Amount, number: Number, limit: int) -> bool:
    """ "Hara Moss, 65, said": a number of years between commas after a name."""
    i = amount.first
    return (
        amount.reading.unit_kind is UnitKind.COUNT
        and number.written == "digits"
        and number.value == number.value.to_integral_value()
        and 0 < number.value < 120
        and i > 1
        and w.texts[i - 1] == ","
        and w.is_name(i - 2)
        and amount.beyond == i + 1
        and w.texts[i + 1 : i + 2] in ([","], ["."], [")"])
    )


def with_hedge(w: Words, amount: Amount, low: int) -> Amount:
    """The amount with hedge, comparator and change read from the words before it and "or more" after it."""
    sign, start = _hedge_before(w, amount.first, low)
    reading = amount.reading
    after = tuple(w.lowers[amount.beyond : amount.beyond + 2])
    beyond = amount.beyond
    if after in (("or", "more"), ("or", "above"), ("or", "higher")):
        sign, beyond = ">=", beyond + 2
    elif after in (("or", "less"), ("or", "fewer"), ("or", "under")):
        sign, beyond = "<=", beyond + 2
    hedge = None
    if sign is not None:
        hedge = " ".join(w.lowers[start : amount.first]) or None
        reading = _bound(reading, sign, hedge)
    change = _change(w, start, low)
    if change is not None and reading.unit_kind is not UnitKind.AGE:
        reading = replace(reading, change=change)
    return Amount(start, beyond, reading)


def _hedge_before(w: Words, i: int, low: int) -> tuple[str | None, int]:
    """Sign and first word of the hedge right before word i; an article may stand between ("more than a dozen")."""
    for length in range(_HEDGE_REACH, 0, -1):
        if i - length >= low and tuple(w.lowers[i - length : i]) in hedges():
            sign = hedges()[tuple(w.lowers[i - length : i])]
            return sign, i - length
    return None, i


def _bound(reading: Reading, sign: str, hedge: str | None) -> Reading:
    if sign == "~":
        return replace(reading, approximate=True, hedge=hedge)
    if sign == "=":
        return replace(reading, hedge=hedge)
    form = Form.BOUND if reading.form in (Form.POINT, Form.FRACTION, Form.MULTIPLE) else reading.form
    if reading.form is Form.RANGE or reading.form is Form.ALTERNATIVES:
        return replace(reading, comparator=sign, hedge=hedge)
    if sign[0] == ">":
        return replace(reading, form=form, comparator=sign, high=None, hedge=hedge)
    return replace(reading, form=form, comparator=sign, low=None, hedge=hedge)


def _change(w: Words, start: int, low: int) -> NumberChange | None:
    """Direction and kind of a change from the words before: "rose by 3 %", "cut it to 40"."""
    kind = None
    for k in range(start - 1, max(low, start - _CHANGE_REACH) - 1, -1):
        lower = w.lowers[k]
        if lower == "short":
            return None  # "fell short of 40" is no fall
        if lower in change_words():
            return NumberChange(change_words()[lower], kind or "by")
        if lower in ("by", "to", "from") and k == start - 1:
            kind = lower
        elif w.is_mark(k) or w.texts[k][0].isdigit() or lower in words("conjunctions"):
            return None
    return None


def _compound(w: Words, i: int, value: Decimal, rest: str, low: int) -> Amount | None:
    """ "three-year deal", "five-storey block", "two-day visit"."""
    head, _, more = rest.partition("-")
    durations, physical = table("numbers.toml")["durations"], table("numbers.toml")["physical"]
    reading = Reading(value, value)
    if more.startswith("old") and head in durations:
        reading = replace(reading, unit_kind=UnitKind.AGE, unit=head)
    elif head in durations:
        reading = replace(reading, unit_kind=UnitKind.DURATION, unit=durations[head])
    elif head in physical:
        reading = replace(reading, unit_kind=UnitKind.PHYSICAL, unit=physical[head])
    elif head in ("time", "fold"):
        reading = replace(reading, form=Form.MULTIPLE, unit_kind=UnitKind.RATIO)
    elif head in ("way", "off", "on", "sided", "piece", "to", "thirty"):
        return None
    else:
        reading = replace(reading, counted=head)
    return with_hedge(w, Amount(i, i + 1, reading), low)
