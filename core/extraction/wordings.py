"""Figures without a number: zero claims, vague amounts, multiples, superlatives, "every"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.extraction.amounts import Amount, with_hedge
from core.extraction.counted import counted_after, is_plural
from core.extraction.lexicon import table
from core.language.text import Words
from core.records import Form, Reading, UnitKind

_NOT_ZERO = frozenset(
    {
        "longer",
        "doubt",
        "matter",
        "more",
        "less",
        "fewer",
        "wonder",
        "comment",
        "way",
        "one",
        "idea",
        "sense",
        "means",
        "such",
        "other",
        "plans",
        "signs",
        "words",
        "thanks",
        "terms",
        "circumstances",
        "reasons",
        "bounds",
        "illusions",
    }
)
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
_OPEN_DURATIONS = frozenset({"decades", "years", "centuries", "months", "weeks", "days", "hours", "generations"})


def wording_at(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """The figure in words that begins with word i, if there is one."""
    lower = w.lowers[i]
    if lower in ("no", "zero", "nobody", "none"):
        return _zero(w, i, low, limit)
    if lower in table("numbers.toml")["vague"] or lower in ("tens", "few"):
        return _vague(w, i, low, limit)
    if lower in _MULTIPLES:
        return _multiple(w, i, low, limit)
    if lower in _superlatives():
        return _superlative(w, i, limit)
    if lower.split("-")[0] in _OPEN_DURATIONS and (
        lower.endswith(("-old", "-long")) or lower in ("decades", "centuries")
    ):
        return _long(w, i, low)
    return None


def _superlatives() -> frozenset[str]:
    found: list[str] = table("numbers.toml")["superlatives"]["words"]
    return frozenset(found)


def _zero(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "no political prisoners", "none of the 12", "zero cases"."""
    lower = w.lowers[i]
    zero = Reading(Decimal(0), Decimal(0), Form.ZERO)
    if lower == "none":
        if w.lowers[i + 1 : i + 2] == ["of"] and i + 2 < limit:
            at = i + 2 + (w.lowers[i + 2] in ("the", "its", "their", "these", "those", "his", "her"))
            found = counted_after(w, at, limit, plural=True) if at < limit else None
            if found is not None:
                return Amount(i, found[2], replace(zero, counted=found[1], modifiers=found[0]))
        return None
    if lower == "nobody" or i + 1 >= limit or w.lowers[i + 1] in _NOT_ZERO:
        return None
    found = counted_after(w, i + 1, limit, plural=True)
    if found is None or not is_plural(found[1].lower()) or found[1].lower() in _NOT_ZERO:
        return None
    return Amount(i, found[2], replace(zero, counted=found[1], modifiers=found[0]))


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
    reading = Reading(Decimal(bounds[0]), Decimal(bounds[1]), Form.VAGUE, approximate=True)
    return _what(w, Amount(first, beyond, reading), low, limit)


def _what(w: Words, amount: Amount, low: int, limit: int) -> Amount:
    from core.extraction.counted import unit_after

    at = amount.beyond + (w.lowers[amount.beyond : amount.beyond + 1] == ["of"])
    unit = unit_after(w, at, limit) if at < limit else None
    if unit is not None:
        return with_hedge(
            w, Amount(amount.first, unit.beyond, replace(amount.reading, unit_kind=unit.kind, unit=unit.name)), low
        )
    found = counted_after(w, at, limit, plural=True) if at < limit else None
    if found is not None:
        reading = replace(amount.reading, counted=found[1], modifiers=found[0])
        return with_hedge(w, Amount(amount.first, found[2], reading), low)
    return with_hedge(w, amount, low)


def _multiple(w: Words, i: int, low: int, limit: int) -> Amount | None:
    lower = w.lowers[i]
    value = Decimal(_MULTIPLES[lower]) if _MULTIPLES[lower] else Decimal("0.5")
    following = w.lowers[i + 1] if i + 1 < limit else ""
    if lower == "double" and (w.is_name(i) or following in ("bass", "standards", "act", "room", "bed", "bogey")):
        return None
    reading = Reading(value, value, Form.MULTIPLE, unit_kind=UnitKind.RATIO)
    return with_hedge(w, Amount(i, i + 1, reading), low)


def _superlative(w: Words, i: int, limit: int) -> Amount | None:
    """ "the biggest batch of prisoners so far": from the adjective to what is compared."""
    if i == 0 or w.lowers[i - 1] not in (
        "the",
        "'s",
        "its",
        "their",
        "second",
        "third",
        "single",
        "his",
        "her",
        "our",
        "by",
    ):
        return None
    found = counted_after(w, i + 1, limit, plural=False) if i + 1 < limit else None
    if found is None:
        return None
    modifiers, head, beyond = found
    if w.lowers[beyond : beyond + 1] == ["of"] and beyond + 1 < limit:
        more = counted_after(w, beyond + 1, limit, plural=True)
        if more is not None:
            beyond, head, modifiers = more[2], more[1], more[0]
    return Amount(
        i, beyond, Reading(None, None, Form.SUPERLATIVE, hedge=w.lowers[i], counted=head, modifiers=modifiers)
    )


def _long(w: Words, i: int, low: int) -> Amount | None:
    """ "decades-old", "for decades": a vague duration, at least two of the unit."""
    unit = w.lowers[i].split("-")[0]
    name = {"centuries": "century", "generations": "generation"}.get(unit, unit.removesuffix("s"))
    reading = Reading(Decimal(2), None, Form.VAGUE, approximate=True, unit_kind=UnitKind.DURATION, unit=name)
    return Amount(i, i + 1, reading)
