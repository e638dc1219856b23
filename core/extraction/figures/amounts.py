"""Figures in one run of words: a number with its hedge, its unit and what it counts, as a `Reading`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from core.extraction.figures import hedging
from core.extraction.figures.ages import is_age
from core.extraction.figures.causes import is_cause
from core.extraction.figures.counted import counted_after, is_plural
from core.extraction.figures.currencies import before_number, is_coin
from core.extraction.figures.exclusions import names_something, one_is_pronoun
from core.extraction.figures.hyphens import joined_at, spread_in
from core.extraction.figures.numbers import Number, compound_at, number_at
from core.extraction.figures.particles import is_verbs_over, is_verbs_up
from core.extraction.figures.ranges import from_flat, pair_at
from core.extraction.figures.rates import per_one, per_within
from core.extraction.figures.units import Unit, is_metres, unit_after
from core.extraction.lexicon import table, word_set
from core.language.text import Words
from core.records import Form, Reading, UnitKind

_WHOLES = word_set("wholes")
_MOSTLY_NOUNS = frozenset({"quarter", "score", "second", "stone", "foot", "bar", "point"})
_PARTITIVE = frozenset({"them", "us", "you", "whom", "which", "it", "him", "her"})
_DIVIDED = frozenset({UnitKind.DURATION, UnitKind.PHYSICAL, UnitKind.PERCENTAGE_POINT, UnitKind.PERCENT})
_AS_MUCH = (["as", "much"], ["as", "many"])
_NO_NOUNS = frozenset({"odd", "to"})
"""What hyphens join to a number and it does not count: "30-odd years", "2-to-1"."""
_ABSURD = 40
"""Digits before the point beyond which no article states a value."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A reading in words `first`..`beyond`."""

    first: int
    beyond: int
    reading: Reading


def amount_at(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """The amount whose number begins with word i; hedges are looked for back to word `low`."""
    joined = joined_at(w, i, limit)
    if joined is not None:
        return _compound(w, i, joined, low, limit)
    money = before_number(w, i)
    currency, start, factor = money if money is not None else (None, i, Decimal(1))
    negative = currency is not None and start < limit and w.texts[start] in "-−" and start + 1 < limit
    number = number_at(w, start + negative, limit) if start + negative < limit else None
    if number is None or abs(number.value.adjusted()) > _ABSURD:
        return None
    if currency is None and (names_something(w, number, limit) or one_is_pronoun(w, number, limit)):
        return None
    if currency is None and number.scale_word == "m" and is_metres(w, number.beyond - 1, limit):
        number = replace(number, beyond=number.beyond - 1, value=number.value / number.scale, scale=Decimal(1))
    number = replace(number, value=-number.value * factor if negative else number.value * factor)
    if currency is not None and _in_the_red(w, i, number.beyond, limit):
        number = replace(number, value=-number.value)
    amount = _measured(w, i, _after_sign(w, i, number, low), currency, low, limit)
    if amount is not None and number.value == 0 and amount.reading.counted and number.written == "words":
        amount = replace(amount, reading=replace(amount.reading, form=Form.ZERO))
    return _pence_too(w, amount, limit)


def _in_the_red(w: Words, i: int, beyond: int, limit: int) -> bool:
    """ "was ($99.99)": brackets around money after a copula are how accounts write what is below zero."""
    return (
        i > 1
        and w.texts[i - 1] == "("
        and w.lowers[i - 2] in ("is", "was", "were", "are")
        and beyond < limit
        and w.texts[beyond] == ")"
    )


def _after_sign(w: Words, i: int, number: Number, low: int) -> Number:
    """The number below zero where a minus sign stands right before it and opens a word: "−18 °C to −34 °C"."""
    minus = number.value > 0 and (_has_minus(w, i, low) or _lone_minus(w, i, number.beyond))
    return replace(number, value=-number.value) if minus else number


def _lone_minus(w: Words, i: int, beyond: int) -> bool:
    """Whether a line holds a minus sign and a number alone: "- 10 k"; before more, or below another, it lists."""
    if i == 0 or w.texts[i - 1] not in "-−" or (i > 1 and "\n" not in w.text[w.ends[i - 2] : w.starts[i - 1]]):
        return False
    if beyond < len(w) and ("\n" not in w.text[w.ends[beyond - 1] : w.starts[beyond]] or w.texts[beyond] in "-−"):
        return False
    line = w.text.rfind("\n", 0, max(0, w.text.rfind("\n", 0, w.starts[i - 1]))) + 1
    return w.text[line : line + 1] not in ("-", "−") or line == w.starts[i - 1]


def _has_minus(w: Words, i: int, low: int) -> bool:
    if i <= low or w.texts[i - 1] not in "-−" or w.starts[i] != w.ends[i - 1]:
        return False
    if i - 1 == low or i == 1:
        return True
    previous = w.texts[i - 2]
    if w.starts[i - 1] == w.ends[i - 2]:
        return previous in "(<>=~" or previous.lower() == "minus"
    named = previous[0].isupper() and len(previous) > 1 and (previous.lower(),) not in hedging.hedges()
    return not named and not previous[0].isdigit()


def _measured(w: Words, first: int, number: Number, currency: str | None, low: int, limit: int) -> Amount | None:
    reading, beyond = Reading(number.value, number.value), number.beyond
    pair = pair_at(w, number, currency, low, limit)
    last = number
    if pair is not None:
        reading, beyond, last = Reading(pair.low, pair.high, pair.form), pair.beyond, pair.second
        currency = currency or pair.currency
        if pair.unit is not None:
            reading = replace(reading, unit_kind=pair.unit.kind, unit=pair.unit.name)
    elif number.written in ("fraction", "ratio"):
        reading = replace(reading, form=Form.FRACTION if number.value < 1 else Form.POINT)
    amount = _with_unit(w, Amount(first, beyond, reading), currency, last, limit)
    if amount.reading.per is None:
        per, beyond = per_within(w, amount.beyond, limit)
        amount = replace(amount, beyond=beyond, reading=replace(amount.reading, per=per))
    amount = with_hedge(w, amount, low, limit)
    between = pair is not None and first == amount.first and first > low and w.lowers[first - 1] == "between"
    return replace(amount, first=first - 1) if between else amount


def _with_unit(w: Words, amount: Amount, currency: str | None, number: Number, limit: int) -> Amount:
    reading, beyond = amount.reading, amount.beyond
    unit = None if number.written == "ratio" else unit_after(w, beyond, limit, digits=number.written == "digits")
    if unit is not None and unit.factor != 1:
        reading = _times(reading, unit.factor)
    if currency is not None:
        reading = replace(reading, unit_kind=UnitKind.CURRENCY, unit=currency)
        if unit is not None and unit.kind is UnitKind.CURRENCY:
            beyond = unit.beyond
    elif unit is None and (end := _beyond_multiple(w, reading, beyond, limit)) is not None:
        form = Form.MULTIPLE if reading.form is Form.POINT else reading.form
        return as_many(w, Amount(amount.first, end, replace(reading, form=form, unit_kind=UnitKind.RATIO)), limit)
    elif unit is not None and not _unit_is_noun(w, unit, amount, limit):
        reading, beyond = _in_unit(w, reading, unit, number, limit)
        if unit.kind is UnitKind.AGE:
            return Amount(amount.first, beyond, reading)
    elif reading.form is Form.FRACTION or number.scale == 1:
        if reading.form is Form.FRACTION:
            reading = replace(reading, unit_kind=UnitKind.RATIO)
        if number.written == "fraction" or w.lowers[beyond : beyond + 2] == ["of", "a"]:
            reading, beyond = _part_of_time(w, reading, beyond, limit)
    per, beyond = per_one(w, beyond, limit)
    reading = replace(reading, per=per)
    return _counted(w, Amount(amount.first, beyond, reading), number, limit)


def _in_unit(w: Words, reading: Reading, unit: Unit, number: Number, limit: int) -> tuple[Reading, int]:
    """The reading in the unit behind it, and a scale behind a currency ("40 USD million")."""
    reading, beyond = replace(reading, unit_kind=unit.kind, unit=unit.name), unit.beyond
    scale = w.lowers[beyond] if beyond < limit else ""
    if unit.kind is UnitKind.CURRENCY and scale in ("million", "billion", "trillion") and number.scale == 1:
        return _times(reading, Decimal(table("numbers.toml")["scales"][scale])), beyond + 1
    return reading, beyond


def _is_multiple(w: Words, i: int, limit: int) -> bool:
    """ "three times as many", "7 times earnings"; "four times a week" counts how often."""
    if i >= limit or w.lowers[i] not in ("times", "x"):
        return False
    if w.texts[i + 1 : i + 2] in (["”"], ["’"], ['"'], ["'"]):  # "“over three times” as much"
        return w.lowers[i + 2 : i + 4] in _AS_MUCH
    if i + 1 >= limit:
        return False
    following = w.lowers[i + 1]
    if following in ("as", "more", "the", "its", "their", "higher", "larger", "bigger", "what", "that", "faster"):
        return True
    return following[0].isalpha() and following not in word_set("no_multiple") and not following.endswith("ly")


def _beyond_multiple(w: Words, reading: Reading, i: int, limit: int) -> int | None:
    """The word beyond what makes a multiple of the number before word i, "times" or "-fold"; else None.

    Nothing is done 2.3 times: what is no whole number counts no times.
    """
    if w.lowers[i : i + 2] == ["-", "fold"] and i + 2 <= limit:
        return i + 2
    whole = reading.low is None or reading.low == reading.low.to_integral_value()
    return i + 1 if _is_multiple(w, i, limit) or (i < limit and w.lowers[i] == "times" and not whole) else None


def as_many(w: Words, amount: Amount, limit: int) -> Amount:
    """ "twice as many women as men", "three times as much water": a multiple with what there is so much of."""
    k = amount.beyond
    if k + 2 >= limit or w.lowers[k] != "as" or w.lowers[k + 1] not in ("many", "much"):
        return amount
    found = counted_after(w, k + 2, limit, plural=w.lowers[k + 1] == "many")
    if found is None:
        return amount
    return Amount(amount.first, found[2], replace(amount.reading, counted=found[1], modifiers=found[0]))


def _times(reading: Reading, factor: Decimal) -> Reading:
    return replace(
        reading,
        low=None if reading.low is None else reading.low * factor,
        high=None if reading.high is None else reading.high * factor,
    )


def _part_of_time(w: Words, reading: Reading, i: int, limit: int) -> tuple[Reading, int]:
    """ "half an hour", "three quarters of a mile"."""
    at = i + (w.lowers[i : i + 1] == ["of"])
    if at + 1 < limit and w.lowers[at] in ("a", "an", "one"):
        unit = unit_after(w, at + 1, limit, digits=False)
        if unit is not None and unit.kind in _DIVIDED:
            return replace(reading, unit_kind=unit.kind, unit=unit.name), unit.beyond
    return reading, i


def _unit_is_noun(w: Words, unit: Unit, amount: Amount, limit: int) -> bool:
    """Whether what reads as a unit is an ordinary noun here: "three quarters" is a part, no time."""
    last, value = w.lowers[unit.beyond - 1], amount.reading.low
    if last not in _MOSTLY_NOUNS or unit.beyond - amount.beyond > 1 or unit.kind is UnitKind.PERCENTAGE_POINT:
        return False
    if last == "second" and value is not None and value != value.to_integral_value():
        return False
    return (last != "foot" and last != "stone") or (amount.reading.high == 1 and last == "stone")


def _pence_too(w: Words, amount: Amount | None, limit: int) -> Amount | None:
    """ "3 dollars 50 cents", "thirteen dollars and forty-five cents", "15 dollars 50": the coins are added."""
    if amount is None or amount.reading.unit_kind is not UnitKind.CURRENCY or is_coin(amount.reading.unit):
        return amount
    reading, k = amount.reading, amount.beyond
    if reading.low is None or reading.low != reading.high or not w.texts[k - 1][0].isalpha():
        return amount
    k += k < limit and w.lowers[k] == "and"
    number = number_at(w, k, limit) if k < limit else None
    if number is None or number.scale != 1 or not 0 < number.value < 100 or number.value != int(number.value):
        return amount
    unit = unit_after(w, number.beyond, limit, digits=False)
    coins = unit is not None and unit.kind is UnitKind.CURRENCY and is_coin(unit.name)
    bare = number.beyond >= limit or w.is_mark(number.beyond) or w.lowers[number.beyond] == "more"
    if not (coins or (bare and number.value >= 10)) or w.texts[k - 1] == "million":
        return amount
    value = reading.low + number.value / 100
    beyond = unit.beyond if coins and unit is not None else number.beyond
    return Amount(amount.first, beyond, replace(reading, low=value, high=value))


def _counted(w: Words, amount: Amount, number: Number, limit: int) -> Amount:
    reading, i = amount.reading, amount.beyond
    bare = reading.unit_kind is UnitKind.COUNT and i == number.beyond
    if bare and is_age(w, amount.first, i, number.value, number.written, limit):
        return replace(amount, reading=replace(reading, unit_kind=UnitKind.AGE, unit="year"))
    of_them = i + 1 < limit and w.lowers[i] == "of"
    if not of_them and (reading.unit_kind is UnitKind.COUNT or number.written == "ratio"):
        found = counted_after(w, i, limit, plural=reading.high != 1)
        if found is not None and not (_is_of_whom(w, amount.first) and not is_plural(found[1].lower())):
            modifiers, head, beyond = found
            per, beyond = per_one(w, beyond, limit) if reading.per is None else (reading.per, beyond)
            return Amount(amount.first, beyond, replace(reading, counted=head, modifiers=modifiers, per=per))
    if reading.unit_kind is UnitKind.COUNT and (joined := _hyphened(w, i, limit)) is not None:
        return Amount(amount.first, joined[1], replace(reading, counted=joined[0]))
    if of_them and reading.unit_kind in (UnitKind.COUNT, UnitKind.PERCENT, UnitKind.RATIO):
        at = i + 1
        while at < limit and w.lowers[at] in _WHOLES:
            at += 1
        found = (
            counted_after(w, at, limit, plural=True) if at < limit and number_at(w, at, limit) is None else None
        )
        if found is not None and found[2] < limit:
            owner = w.lowers[found[2]] == "'s" and found[2] + 1 < limit
            if number_at(w, found[2] + owner, limit) is not None:
                return amount  # "two thirds of the combined 4,300 sales", "14 of the town's 22": the whole counts
        if found is not None and found[1].lower() not in _PARTITIVE:
            return Amount(amount.first, found[2], replace(reading, counted=found[1], modifiers=found[0]))
    return amount


def _is_of_whom(w: Words, first: int) -> bool:
    """Whether a number is the subject of a clause: "2,450 people, of whom 1,900 drive"."""
    return w.lowers[max(0, first - 2) : first] in (["of", "whom"], ["of", "which"], ["of", "them"])


def _hyphened(w: Words, i: int, limit: int) -> tuple[str | None, int] | None:
    """The noun behind a hyphen, and the word beyond: "12-seat bus", "three-, four- and five-door cars"."""
    if i + 1 >= limit or w.texts[i] not in "-‑" or w.starts[i] != w.ends[i - 1] or w.lowers[i + 1] in _NO_NOUNS:
        return None
    if w.starts[i + 1] == w.ends[i] and w.texts[i + 1][0].isalpha():
        noun = w.texts[i + 1].partition("-")[0]
        return None if noun == "strong" else noun, i + 2  # "her 70-strong team": of whom, is not said
    if w.lowers[i + 1] not in (",", "and", "or", "to"):
        return None
    for k in range(i + 2, min(limit, i + 8)):
        compound = compound_at(w, k)
        if compound is not None:
            return compound[1].partition("-")[0], i
    return None


def _counted_behind(w: Words, reading: Reading, i: int, limit: int) -> tuple[Reading, int]:
    """ "ten thousand or so fans", "30-odd years": the noun or the unit behind the hedge."""
    unit = unit_after(w, i, limit, digits=False) if i < limit else None
    if unit is not None:
        return replace(reading, unit_kind=unit.kind, unit=unit.name), unit.beyond
    found = counted_after(w, i, limit, plural=True) if i < limit else None
    if found is None:
        return reading, i
    return replace(reading, counted=found[1], modifiers=found[0]), found[2]


def with_hedge(w: Words, amount: Amount, low: int, limit: int) -> Amount:
    """The amount with hedge, comparator and change read from the words before it and "or more" after it."""
    reading, beyond = amount.reading, amount.beyond
    sign, start, about = hedging.before(w, amount.first, low)
    later, past = hedging.after(w, beyond, limit)
    if later == "~" and sign == "~":  # "some 30-odd people"
        sign = None
    words_before = " ".join(w.lowers[start : amount.first])
    if later is not None and sign in (None, "~", "="):
        words_before = " ".join(filter(None, (words_before, " ".join(w.lowers[beyond:past]))))
        sign, beyond = later, past
        if sign == "~" and reading.unit_kind is UnitKind.COUNT and reading.counted is None:
            reading, beyond = _counted_behind(w, reading, beyond, limit)
    frames = sign is not None and hedging.is_time_frame(w, start, words_before, reading)
    verbs = sign is not None and is_verbs_over(w, start, reading, beyond)
    if frames or verbs or (sign and is_cause(w, start, reading, amount.beyond)):
        sign, start, about = hedging.before(w, amount.first, start + 1)
        words_before = " ".join(w.lowers[start : amount.first])
    if sign is not None:
        reading = hedging.bound(reading, sign, words_before or None)
        reading = replace(reading, approximate=reading.approximate or about)
    if reading.unit_kind is not UnitKind.AGE and reading.counted != "times":  # "had broken down twice"
        change = hedging.change_before(w, start, low, reading.unit_kind)
        change = None if is_verbs_up(w, start, reading) else change
        if reading.counted is None:  # in "14 per cent of firms expect growth" the firms end what it measures
            change = change or hedging.change_after(w, beyond, limit, reading.unit_kind)
        if change is not None:
            reading, start = from_flat(w, start, replace(reading, change=change))
    return Amount(start, beyond, reading)


def _compound(w: Words, i: int, joined: tuple[Decimal, str, int], low: int, limit: int) -> Amount | None:
    """ "three-year deal", "five-storey block", "two-day visit", "twenty-odd years", "five-to-seven-year plan"."""
    value, rest, beyond = joined
    reading, rest = spread_in(value, rest) or (Reading(value, value), rest)
    head, _, more = rest.partition("-")
    durations, physical = table("numbers.toml")["durations"], table("numbers.toml")["physical"]
    if not head:  # "two-to-three weeks"
        number = Number(i, beyond, value, Decimal(1), "words")
        return with_hedge(w, _with_unit(w, Amount(i, beyond, reading), None, number, limit), low, limit)
    if more.startswith("old") and head in durations:
        reading = replace(reading, unit_kind=UnitKind.AGE, unit=durations[head])
    elif head in durations:
        reading = replace(reading, unit_kind=UnitKind.DURATION, unit=durations[head])
    elif head in physical:
        reading = replace(reading, unit_kind=UnitKind.PHYSICAL, unit=physical[head])
    elif head in ("time", "fold"):
        if value == 1:
            return None  # "a one-time rival" is a former one
        reading = replace(reading, form=Form.MULTIPLE, unit_kind=UnitKind.RATIO)
    elif head in ("way", "off", "on", "sided", "piece", "to", "thirty", "hand", "handed", "nil", "all", "man"):
        return None
    elif head == "odd" and not more:
        reading, beyond = _counted_behind(w, replace(reading, approximate=True, hedge="odd"), beyond, limit)
        return with_hedge(w, Amount(i, beyond, reading), low, limit)
    else:
        reading = replace(reading, counted=head)
    return with_hedge(w, Amount(i, beyond, reading), low, beyond)
