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

_COMPARED = (["compared", "with"], ["compared", "to"])
_MEASURES = frozenset({UnitKind.CURRENCY, UnitKind.PHYSICAL})
_FAR = 20
"""Times as much, or as little, beyond which one number is not held against the other."""
_BACK = 6
"""Words between "compared with" and a number: "compared with an earlier range of 1.05 billion"."""
_GAP = 6
"""Words between two measures of one verb: "5 miles on Monday and 7"."""
_TIMED = frozenset({UnitKind.CURRENCY, UnitKind.PHYSICAL, UnitKind.DURATION, UnitKind.PERCENT})
_LISTED = 8
"""Words between an amount and the next of a list."""
_LARGE = 1000
"""From here on a number without a noun and with a verb of its own can be one of tonnes or pounds left out."""


def measures(amount: Amount) -> bool:
    """Whether later numbers of the sentence can be of the unit of this one."""
    return amount.reading.unit_kind in _MEASURES and amount.reading.low is not None


def is_in_unit(amount: Amount) -> bool:
    """Whether a number of which the same verb is said can be of the unit of this one."""
    return amount.reading.unit_kind in _TIMED


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
    return _in_unit_of(amount, before)


def of_forecast(w: Words, amount: Amount, before: Amount | None) -> Amount:
    """The amount in the unit of `before`, the last of the sentence before: "Profit was $4.2 billion. Analysts had
    forecast 3.9 billion"."""
    reading = amount.reading
    if before is None or reading.unit_kind is not UnitKind.COUNT or reading.counted is not None:
        return amount
    if not _alike(amount, before) or not _is_forecast(w, amount, before):
        return amount
    return _in_unit_of(amount, before)


def paired(w: Words, amount: Amount, before: Amount | None) -> Amount:
    """The amount in the unit of `before`, of which the same verb is said with the same preposition: "ran 5 miles
    on Monday and 7 on Tuesday", "we see it at 40 minutes. To see it at 12 is rare"."""
    reading = amount.reading
    if before is None or reading.unit_kind is not UnitKind.COUNT or reading.counted is not None:
        return amount
    if reading.change is not None or reading.predicate is None:
        return amount
    if reading.form not in (Form.POINT, Form.RANGE) or reading.predicate != before.reading.predicate:
        return amount
    if not _alike(amount, before) or not (_is_timed_too(w, amount, before) or _is_behind_same(w, amount, before)):
        return amount
    return _in_unit_of(amount, before)


def _is_timed_too(w: Words, amount: Amount, before: Amount) -> bool:
    """ "5 miles on Monday and 7 on Tuesday": one preposition behind both."""
    lead = w.lowers[before.beyond : amount.first]
    after = w.lowers[amount.beyond : amount.beyond + 1]
    joined = 2 < len(lead) <= _GAP and lead[-1] in ("and", "but")
    return joined and lead[:1] == after and lead[0] in closed("prepositions")


def _is_behind_same(w: Words, amount: Amount, before: Amount) -> bool:
    """ "at 40 minutes … at 12": one preposition before both, and nothing that is counted behind."""
    lead, k = w.lowers[max(0, amount.first - 1)], amount.beyond
    same = (
        amount.first > 0 < before.first and lead == w.lowers[before.first - 1] and lead in closed("prepositions")
    )
    return same and (k >= len(w) or w.texts[k] in ".,;" or w.lowers[k] in closed("auxiliaries"))


def _in_unit_of(amount: Amount, before: Amount) -> Amount:
    reading, other = amount.reading, before.reading
    per = reading.per if reading.per is not None else other.per
    return replace(amount, reading=replace(reading, unit_kind=other.unit_kind, unit=other.unit, per=per))


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
    if lead[-1] in word_set("held_against") or lead[-2:] in _COMPARED:
        return True
    if _is_forecast(w, amount, before) or _is_against_sum(w, before.beyond, first):
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


def _is_forecast(w: Words, amount: Amount, before: Amount) -> bool:
    """Whether somebody "had forecast" the amount, of which there are as many millions as of `before`."""
    lead = w.lowers[amount.first - 1] if amount.first else ""
    counts = amount.beyond < len(w) and w.texts[amount.beyond][0].isalpha()
    counts = counts and w.lowers[amount.beyond] not in closed("prepositions") | closed("conjunctions")
    scaled = scale_in(w, amount) is not None and _scaled_alike(w, amount, before)
    return lead in word_set("looked_for") and scaled and not counts


def _is_against_sum(w: Words, low: int, first: int) -> bool:
    """Whether a sum of another time is held against one before: ", compared with an earlier range of"."""
    if w.lowers[first - 1] != "of" or w.lowers[first - 2] not in word_set("sums"):
        return False
    for k in range(first - 3, max(low, first - 3 - _BACK) - 1, -1):
        if w.lowers[k] in word_set("held_against") or w.lowers[k : k + 2] in _COMPARED:
            return True
        if w.is_mark(k) or w.texts[k][0].isdigit() or w.lowers[k] in closed("auxiliaries"):
            return False
    return False


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
