"""Figures without a number: zero claims, vague amounts, multiples, superlatives, "every"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from core.extraction.figures import hedging
from core.extraction.figures.amounts import Amount, as_many, with_hedge
from core.extraction.figures.counted import counted_after, is_plural
from core.extraction.figures.exceptions import all_but_at, is_denied, nearly, none_at, none_of
from core.extraction.figures.numbers import scales
from core.extraction.figures.ranks import opens_superlative, ordinal_at, superlative_at
from core.extraction.figures.rates import per_one
from core.extraction.figures.spelled import SCALES, ordinal_base
from core.extraction.figures.units import unit_after
from core.extraction.lexicon import table, word_set
from core.language.text import Words
from core.records import Form, Reading, UnitKind

_NOT_ZERO = word_set("not_zero")
_MULTIPLES = {
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "doubled": 2,
    "doubling": 2,
    "doubles": 2,
    "triple": 3,
    "tripled": 3,
    "tripling": 3,
    "trebled": 3,
    "quadrupled": 4,
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "tenfold": 10,
    "halved": 0,
}
_LOOSE = word_set("loose")
"""Nouns after "every" and "all" of which nothing is claimed."""
_VERBS = word_set("verbs")
_OPEN_DURATIONS = frozenset({"decades", "years", "centuries", "months", "weeks", "days", "hours", "generations"})


def numberless_at(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """The figure in words that begins with word i, if there is one."""
    lower = w.lowers[i]
    if lower in ("a", "an"):
        return _and_a_half(w, i, low, limit) or _one_unit(w, i, low, limit)
    finder = _finders().get(lower)
    if finder is not None:
        found = finder(w, i, low, limit)
        if found is not None:
            return found
    if lower.split("-")[0] in _OPEN_DURATIONS and (
        lower.endswith(("-old", "-long")) or lower in ("decades", "centuries")
    ):
        return _long(w, i, low, limit)
    return superlative_at(w, i, low, limit) or ordinal_at(w, i, low, limit)


def opens_numberless(lower: str) -> bool:
    """Whether a figure in words can begin with this word, in lower case."""
    return lower in _finders() or lower in _OPEN_DURATIONS or opens_superlative(lower)


def _one_unit(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "less than an hour", "about a mile": one of the unit, if it is hedged; "a dollar a year"."""
    money = unit_after(w, i + 1, limit, digits=False) if i + 1 < limit else None
    if money is not None and money.kind is UnitKind.CURRENCY:
        per, beyond = per_one(w, money.beyond, limit)
        one = Reading(Decimal(1), Decimal(1), unit_kind=money.kind, unit=money.name, per=per)
        return with_hedge(w, Amount(i, beyond, one), low, limit) if per is not None else None
    sign, _, _ = hedging.before(w, i, low)
    unit = unit_after(w, i + 1, limit, digits=False) if sign is not None and i + 1 < limit else None
    if (
        unit is None
        or unit.kind not in (UnitKind.DURATION, UnitKind.PHYSICAL)
        or w.lowers[i - 1] in ("around", "over")
    ):
        return None
    one = Reading(Decimal(1), Decimal(1), unit_kind=unit.kind, unit=unit.name)
    return with_hedge(w, Amount(i, unit.beyond, one), low, limit)


def _and_a_half(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "a month and a half": the half is of the unit."""
    unit = unit_after(w, i + 1, limit, digits=False) if i + 1 < limit else None
    if unit is None or unit.beyond + 3 > limit or unit.kind not in (UnitKind.DURATION, UnitKind.PHYSICAL):
        return None
    if w.lowers[unit.beyond : unit.beyond + 3] != ["and", "a", "half"]:
        return None
    value = Reading(Decimal("1.5"), Decimal("1.5"), unit_kind=unit.kind, unit=unit.name)
    return with_hedge(w, Amount(i, unit.beyond + 3, value), low, limit)


@cache
def _finders() -> dict[str, Callable[[Words, int, int, int], Amount | None]]:
    """What to look for at which word."""
    vague = dict.fromkeys([*table("numbers.toml")["vague"], "tens", "few"], _vague)
    zero = dict.fromkeys(("no", "zero", "nobody", "none"), _zero)
    some = dict.fromkeys(("majority", "most", "percentage", "percent"), _majority)
    whole = dict.fromkeys(("all", "every", "everyone", "everybody"), _every)
    none = dict.fromkeys(("neither", "not", "so", "even"), _none)
    return {**vague, **zero, **dict.fromkeys(_MULTIPLES, _multiple), **whole, **none, **some}


def _zero(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "no political prisoners", "none of the 12", "zero cases"."""
    lower = w.lowers[i]
    zero = Reading(Decimal(0), Decimal(0), Form.ZERO)
    if lower == "none":
        if w.lowers[i + 1 : i + 3] in (["of", "them"], ["of", "whom"], ["of", "these"], ["of", "those"]):
            return Amount(i, i + 1, zero)
        if w.lowers[i + 1 : i + 2] == ["of"] and i + 2 < limit:
            at = i + 2 + (w.lowers[i + 2] in ("the", "its", "their", "these", "those", "his", "her"))
            whole = none_of(w, i, i + 1, at, limit)
            if whole is not None:
                return whole
            found = counted_after(w, at, limit, plural=True) if at < limit else None
            if found is not None:
                return Amount(i, found[2], replace(zero, counted=found[1], modifiers=found[0]))
        if i + 1 < limit and (w.lowers[i + 1] in _VERBS or w.lowers[i + 1].endswith("ed")):
            return Amount(i, i + 1, zero)
        return None
    beyond = i + 1 + (w.lowers[i : i + 2] == ["no", "one"])
    if lower == "nobody" or beyond > i + 1:
        return Amount(i, beyond, zero) if _happened_to(w, beyond, limit) else None
    if i + 1 >= limit or w.lowers[i + 1] in _NOT_ZERO:
        return None
    found = counted_after(w, i + 1, limit, plural=True)
    if found is None or not is_plural(found[1].lower()) or found[1].lower() in _NOT_ZERO:
        return None
    return Amount(i, found[2], replace(zero, counted=found[1], modifiers=found[0]))


def _happened_to(w: Words, k: int, limit: int) -> bool:
    """Whether at word k begins what happened to people: "nobody was hurt", "no one has been reported missing"; not
    "no one has been able to"."""
    if w.lowers[k : k + 1] in (["was"], ["were"], ["died"]):
        return True
    if w.lowers[k : k + 2] not in (["has", "been"], ["have", "been"], ["had", "been"]) or k + 2 >= limit:
        return False
    k += 2 + (k + 3 < limit and w.lowers[k + 2].endswith("ly"))
    return w.lowers[k].endswith("ed") or w.lowers[k] in word_set("befallen")


def _vague(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "dozens of people", "tens of thousands", "hundreds more", "a few", "several people"."""
    lower = w.lowers[i]
    first, beyond = i, i + 1
    table_ = table("numbers.toml")["vague"]
    if lower == "few":
        if i == low or w.lowers[i - 1] != "a":
            return None
        first, bounds = i - 1, ["2", "9"]
    elif lower == "tens" or (
        lower == "hundreds" and w.lowers[i + 1 : i + 3] in (["of", "thousands"], ["of", "millions"])
    ):
        if (
            w.lowers[i + 1 : i + 2] != ["of"]
            or i + 2 >= limit
            or w.lowers[i + 2] not in ("thousands", "millions", "billions")
        ):
            return None
        factor = 10 if lower == "tens" else 100
        scale = Decimal({"thousands": 1000, "millions": 1000000, "billions": 1000000000}[w.lowers[i + 2]])
        bounds, beyond = [str(factor * scale), str(10 * factor * scale)], i + 3
    else:
        bounds = table_[lower]
        if lower in ("scores", "handful") and w.lowers[i + 1 : i + 2] != ["of"]:
            return None
        if lower == "handful" and i > low and w.lowers[i - 1] == "a":
            first = i - 1
    if lower in ("several", "few") and (more := _several_of(w, beyond, limit)) is not None:
        bounds, beyond = [str(Decimal(bound) * more) for bound in bounds], beyond + 3
    elif lower in ("several", "few", "couple") and beyond < limit and w.lowers[beyond] in SCALES:
        scale = scales()[w.lowers[beyond]]
        bounds, beyond = [str(Decimal(bound) * scale) for bound in bounds], beyond + 1
    reading = Reading(Decimal(bounds[0]), Decimal(bounds[1]), Form.VAGUE)
    return _what(w, Amount(first, beyond, reading), low, limit)


def _several_of(w: Words, i: int, limit: int) -> Decimal | None:
    """What there are several of in "several tens of thousands"."""
    if i + 2 >= limit or w.lowers[i + 1] != "of" or w.lowers[i] not in ("tens", "hundreds"):
        return None
    scale = scales().get(w.lowers[i + 2].removesuffix("s"))
    return None if scale is None else scale * (10 if w.lowers[i] == "tens" else 100)


def _what(w: Words, amount: Amount, low: int, limit: int) -> Amount:
    at = amount.beyond + (w.lowers[amount.beyond : amount.beyond + 1] == ["of"])
    unit = unit_after(w, at, limit) if at < limit else None
    if unit is not None:
        return with_hedge(
            w,
            Amount(amount.first, unit.beyond, replace(amount.reading, unit_kind=unit.kind, unit=unit.name)),
            low,
            limit,
        )
    found = counted_after(w, at, limit, plural=True) if at < limit else None
    if found is not None:
        reading = replace(amount.reading, counted=found[1], modifiers=found[0])
        return with_hedge(w, Amount(amount.first, found[2], reading), low, limit)
    return with_hedge(w, amount, low, limit)


def _multiple(w: Words, i: int, low: int, limit: int) -> Amount | None:
    lower = w.lowers[i]
    value = Decimal(_MULTIPLES[lower]) if _MULTIPLES[lower] else Decimal("0.5")
    following = w.lowers[i + 1] if i + 1 < limit else ""
    if lower.startswith("doubl") and following in ("down", "over", "back"):
        return None  # "doubled down on the attack"
    if lower == "double" and (
        w.is_name(i) or w.lowers[i - 1 : i] in (["a"], ["the"]) or following in word_set("no_double")
    ):
        return None
    reading = Reading(value, value, Form.MULTIPLE, unit_kind=UnitKind.RATIO)
    return with_hedge(w, as_many(w, Amount(i, i + 1, reading), limit), low, limit)


def _none(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "Neither pilot survived", "not a single ship"."""
    return none_at(w, i, limit)


def _every(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "every prisoner", "all schools", "all but three ships": a claim about each of them, without a number."""
    lower, at = w.lowers[i], i + 1
    if is_denied(w, i, low) or (at < limit and ordinal_base(w.lowers[at]) is not None):
        return None  # "every second Friday" leaves out every first
    but = all_but_at(w, i, limit)
    if but is not None or lower not in ("all", "every"):
        return but
    if lower == "all":
        at += w.lowers[at : at + 1] == ["of"]
        at += at < limit and w.lowers[at] in ("the", "its", "their", "these", "those", "his", "her", "our")
    else:
        at += w.lowers[at : at + 1] in (["single"], ["other"])
    if at >= limit or (i > low and w.lowers[i - 1] in ("of", "at", "after", "above", "in", "for")):
        return None
    if lower == "all" and w.is_name(i) and w.is_name(at):
        return None
    found = counted_after(w, at, limit, plural=lower == "all")
    whole = lower == "all" and w.lowers[i + 1 : i + 2] == ["of"]  # "all of its gas"
    if (
        found is None
        or found[1].lower() in _LOOSE
        or not (whole or is_plural(found[1].lower()) == (lower == "all"))
    ):
        return None
    every = Reading(None, None, Form.ALL, counted=found[1], modifiers=found[0])
    return nearly(w, Amount(i, found[2], every), low)


def _majority(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "a majority of voters", "most of the 300": more than half of them. "A small percentage" is of no size."""
    lower = w.lowers[i]
    first = i - 1 if i > low and w.lowers[i - 1] in ("a", "the", "small", "large", "vast", "tiny", "clear") else i
    if first > low and first < i and w.lowers[first] not in ("a", "the") and w.lowers[first - 1] in ("a", "the"):
        first -= 1
    if lower in ("percent", "percentage"):
        if w.lowers[i - 1 : i] not in (["small"], ["large"], ["tiny"]) or first == i or i + 1 >= limit:
            return None
        size = Reading(None, None, Form.VAGUE, hedge=w.lowers[i - 1], unit_kind=UnitKind.PERCENT, unit="%")
        return Amount(first, i + 1, size)
    if w.lowers[i + 1 : i + 2] != ["of"] or i + 2 >= limit or (lower == "most" and w.lowers[i - 1 : i] == ["the"]):
        return None
    at = i + 2 + (w.lowers[i + 2] in ("the", "its", "their", "these", "those", "his", "her", "our"))
    found = counted_after(w, at, limit, plural=True) if at < limit else None
    if found is None or not is_plural(found[1].lower()):
        return None
    reading = Reading(Decimal(50), None, Form.BOUND, ">", hedge=" ".join(w.lowers[first : i + 1]),
                      unit_kind=UnitKind.PERCENT, unit="%", counted=found[1], modifiers=found[0])  # fmt: skip
    return Amount(first, found[2], reading)


def _long(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "decades-old", "for decades": a vague duration, at least two of the unit."""
    unit = w.lowers[i].split("-")[0]
    name = {"centuries": "century", "generations": "generation"}.get(unit, unit.removesuffix("s"))
    reading = Reading(Decimal(2), None, Form.VAGUE, unit_kind=UnitKind.DURATION, unit=name)
    return Amount(i, i + 1, reading)
