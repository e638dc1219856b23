"""Bare numbers that are of the unit of an amount before them: "41.8 million crowns, down 31.2% from 60.8 million",
"1.07 crowns, against 1.62", "211 mln crowns (206 mln)", "short of the 47 million expected"."""

from __future__ import annotations

from dataclasses import replace

from core.extraction.figures.amounts import Amount
from core.extraction.figures.lending import scale_in
from core.extraction.lexicon import word_set
from core.extraction.lexicon import words as closed
from core.language.text import Words
from core.records import Form, UnitKind

_MEASURES = frozenset({UnitKind.CURRENCY, UnitKind.PHYSICAL})
_FAR = 20
"""Times as much, or as little, beyond which one number is not held against the other."""
_LISTED = 8
"""Words between an amount and the next of a list."""
_LARGE = 1000
"""From here on a number without a noun and with a verb of its own can be one of tonnes or pounds left out."""


def measures(amount: Amount) -> bool:
    """Whether later numbers of the sentence can be of the unit of this one."""
    return amount.reading.unit_kind in _MEASURES and amount.reading.low is not None


def of_compared(w: Words, amount: Amount, before: Amount | None) -> Amount:
    """The amount in the unit of `before`, which its sentence has too, where it is bare and held against it."""
    reading, looked_for = amount.reading, (amount.reading.counted or "").lower() in word_set("looked_for")
    if looked_for and not reading.modifiers:  # "the 47 million expected": the words alone took it for a noun
        bare = replace(amount, beyond=amount.beyond - 1, reading=replace(reading, counted=None))
        found = of_compared(w, bare, before)
        return amount if found is bare else found
    if before is None or reading.unit_kind is not UnitKind.COUNT or reading.counted is not None:
        return amount
    plain = reading.form in (Form.POINT, Form.RANGE, Form.BOUND)
    if not plain or not _alike(amount, before) or not _is_held_against(w, amount, before):
        return amount
    per = reading.per if reading.per is not None else before.reading.per
    return replace(
        amount, reading=replace(reading, unit_kind=before.reading.unit_kind, unit=before.reading.unit, per=per)
    )


def _alike(amount: Amount, before: Amount) -> bool:
    one = amount.reading.low if amount.reading.low is not None else amount.reading.high
    other = before.reading.low
    return (
        one is not None and other is not None and one > 0 < other and one <= other * _FAR and other <= one * _FAR
    )


def _is_held_against(w: Words, amount: Amount, before: Amount) -> bool:
    first, money = amount.first, before.reading.unit_kind is UnitKind.CURRENCY
    lead = w.lowers[max(before.beyond, first - 3) : first]
    if not lead:
        return False
    if lead[-1] in word_set("held_against") or lead[-2:] in (["compared", "with"], ["compared", "to"]):
        return True
    change = amount.reading.change
    if lead[-1] == "from" and change is not None and change.kind == "from":
        return True
    if lead == ["("] and first - before.beyond == 1:
        return money and w.texts[amount.beyond : amount.beyond + 1] == [")"] and _scaled_alike(w, amount, before)
    following = w.lowers[amount.beyond] if amount.beyond < len(w) else ""
    if following in word_set("looked_for"):
        return bool({"of", "than", "below", "above", "beat", "missed", "the"} & set(lead))
    if money and first - before.beyond <= _LISTED and scale_in(w, amount) is not None:
        return _scaled_alike(w, amount, before) and _is_list(w, before.beyond, first)
    return _is_left_out(w, amount, before, following)


def _scaled_alike(w: Words, amount: Amount, before: Amount) -> bool:
    return scale_in(w, amount) == scale_in(w, before)


def _is_list(w: Words, first: int, beyond: int) -> bool:
    """Whether nothing but names and marks stands there, as in "; Plant Drinks" and "(206 mln); Baking"."""
    between = range(first, beyond)
    marked = any(w.texts[k] in ";(" for k in between)
    return marked and all(w.is_mark(k) or w.is_name(k) or w.lowers[k] in ("and", "&") for k in between)


def _is_left_out(w: Words, amount: Amount, before: Amount, following: str) -> bool:
    """ "billed for 312,000 tonnes, when surveys showed that 190,000 had been moved": a large number without
    a noun, with a verb of its own, in a clause held against the one before."""
    value = amount.reading.low if amount.reading.low is not None else amount.reading.high
    if value is None or value < _LARGE or following not in closed("auxiliaries"):
        return False
    return bool(
        {"when", "but", "though", "although", "while", "whereas"} & set(w.lowers[before.beyond : amount.first])
    )
