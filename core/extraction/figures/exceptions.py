"""All with what is left out of it: "all but three were freed", "all but three of the 31 sailors", and none of two.

Of a number that stands beside it the figure is what is left, 28 of 31. Else it is no number: its hedge says what
it is all but. That not all are something claims neither all nor how many.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.extraction.figures import hedging
from core.extraction.figures.amounts import Amount
from core.extraction.figures.counted import counted_after, is_plural
from core.extraction.figures.numbers import Number, number_at
from core.extraction.lexicon import word_set, words
from core.language.text import Words
from core.records import Form, Reading

_FEW = frozenset({"handful", "few", "couple", "minority", "fraction", "scattering"})
_THEM = frozenset({"them", "us", "you", "these", "those", "whom"})
_OURS = frozenset({"ours", "mine", "yours", "theirs", "his", "hers"})
_SHARES = (["per"], ["percent"], ["%"], ["pc"], ["pct"])
_NOR = 15
"""Words behind "neither" among which its "nor" stands."""
_BUT = 4
"""Words behind "not one" among which stands what there was instead."""
_DENIED = 4
"""Words before "so much as one" among which its verb is denied."""
_WHOLES = word_set("wholes")


def all_but_at(w: Words, i: int, limit: int) -> Amount | None:
    """ "All but three schools", "every one but two of the houses", "all bar a handful of them"; else None."""
    but = k = i + 1 + (w.lowers[i : i + 2] == ["every", "one"])
    if k + 1 >= limit or w.lowers[k] not in word_set("excepts"):
        return None
    k += 1 + (w.lowers[k + 1] == "for")
    if k >= limit:
        return None
    number = number_at(w, k, limit)
    beyond = _beyond_few(w, k, limit) if number is None else number.beyond
    if beyond is None or (number is not None and not _is_count(w, number)):
        return None
    hedge = " ".join(w.lowers[but:beyond])
    reading = Reading(None, None, Form.ALL, hedge=hedge)
    at = beyond
    if w.lowers[at : at + 1] == ["of"]:
        at += 1
        while at < limit and w.lowers[at] in _WHOLES:
            at += 1
        if at < limit and w.lowers[at] in _THEM:
            return Amount(i, beyond, reading)
        whole = number_at(w, at, limit) if at < limit else None
        if whole is not None:
            return Amount(i, beyond, _left(w, whole, number, f"all {hedge}") or reading)
    found = counted_after(w, at, limit, plural=number is None or number.value != 1) if at < limit else None
    if found is None:
        return Amount(i, beyond, reading)
    return Amount(i, found[2], replace(reading, counted=found[1], modifiers=found[0]))


def _beyond_few(w: Words, k: int, limit: int) -> int | None:
    """The word beyond "a handful", "a small few" from word k."""
    if w.lowers[k] not in ("a", "the"):
        return None
    return next((n + 1 for n in range(k + 1, min(limit, k + 3)) if w.lowers[n] in _FEW), None)


def _is_count(w: Words, number: Number) -> bool:
    """Whether it is a number of things, and not "all but 10 per cent of the houses"."""
    if w.lowers[number.beyond : number.beyond + 1] in _SHARES:
        return False
    return number.written in ("digits", "words") and number.value > 0 and number.value == int(number.value)


def beyond_exception(w: Words, amount: Amount) -> int:
    """The word beyond "all but three" in an amount that begins so, and beyond its hedge in any other."""
    hedge = len((amount.reading.hedge or "").split())
    every_one = w.lowers[amount.first : amount.first + 2] == ["every", "one"]
    return min(amount.beyond, amount.first + 1 + every_one + hedge)


def _left(w: Words, whole: Number, without: Number | None, hedge: str) -> Reading | None:
    """What is left of a whole without some of it."""
    left = Decimal(0) if without is None else whole.value - without.value
    return Reading(left, left, hedge=hedge) if left > 0 and _is_count(w, whole) else None


def is_denied(w: Words, i: int, low: int) -> bool:
    """Whether the "all" or "every" at word i is denied: "not all", "far from every", "if not all"."""
    before = w.lowers[i - 1] if i > low else ""
    if before == "from":
        return i > low + 1 and w.lowers[i - 2] == "far"
    return before in word_set("denies_all") or before.endswith("n't") or before.endswith("n’t")


def nearly(w: Words, amount: Amount, low: int) -> Amount:
    """ "Nearly all schools", "almost every teacher" with the hedge before it."""
    sign, start, _ = hedging.before(w, amount.first, low)
    if sign != "~" or w.lowers[start] not in word_set("nearly_all"):
        return amount
    hedge = " ".join(w.lowers[start : amount.first])
    return Amount(start, amount.beyond, hedging.bound(amount.reading, sign, hedge))


def none_at(w: Words, i: int, limit: int) -> Amount | None:
    """ "Neither death was related", "neither of the ships", "not a single ship", "not one of them": none."""
    zero = Reading(Decimal(0), Decimal(0), Form.ZERO)
    k = _beyond_none(w, i)
    if k is None or k >= limit:
        return None
    if w.lowers[k] != "of":
        found = counted_after(w, k, limit, plural=False)
        verb = found is not None and found[1].endswith("ed") and w.lowers[i] == "neither"
        if found is not None and (is_plural(found[1].lower()) or verb):
            return None  # "neither wants it", "neither wanted it"
    else:
        at = k + 1
        while at < limit and w.lowers[at] in _WHOLES:
            at += 1
        if at < limit and w.lowers[at] in _THEM:
            return Amount(i, k, zero)
        whole = none_of(w, i, k, at, limit)
        if whole is not None:
            return whole
        found = counted_after(w, at, limit, plural=True) if at < limit else None
    if found is None or w.lowers[found[2] : found[2] + 1] == ["'s"] or found[1].lower() in _OURS:
        return None  # "neither country's account"
    if set(w.lowers[found[2] : found[2] + 4]) & word_set("says_nothing") or w.is_name(found[2] - 1):
        return None
    return Amount(i, found[2], replace(zero, counted=found[1], modifiers=found[0]))


def none_of(w: Words, first: int, beyond: int, at: int, limit: int) -> Amount | None:
    """None of a whole whose number, at word `at`, is a figure of its own: "none of the 12 passengers"."""
    number = number_at(w, at, limit) if at < limit else None
    if number is None or not _is_count(w, number):
        return None
    found = counted_after(w, number.beyond, limit, plural=number.value != 1) if number.beyond < limit else None
    zero = Reading(Decimal(0), Decimal(0), Form.ZERO)
    if found is not None:
        zero = replace(zero, counted=found[1], modifiers=found[0])
    return Amount(first, beyond, zero)


def _beyond_none(w: Words, i: int) -> int | None:
    """The word beyond "neither", "not one", "not even a single" at word i, or "so much as one" and "even one"
    there behind what denies them; None where it counts nothing."""
    before, k = w.lowers[i - 1] if i else "", i + 1
    if w.lowers[i] == "neither":  # not "has neither forgiven the film nor stopped", "neither Dell nor Brann"
        return None if before in words("auxiliaries") or "nor" in w.lowers[k : k + _NOR] else k
    if w.lowers[i] in ("so", "even"):
        much = w.lowers[i : i + 3] == ["so", "much", "as"]
        if not (much or w.lowers[i] == "even") or not _is_denied_before(w, i):
            return None
        k = i + 3 if much else i + 1
    elif before in word_set("ranks_it") and w.lowers[max(0, i - 2) : i - 1] != ["there"]:
        return None  # "Coyle was not one of them"
    else:
        k += w.lowers[k : k + 1] == ["even"]
    single = w.lowers[k : k + 2] in (["a", "single"], ["one", "single"])
    if not (single or w.lowers[k : k + 1] == ["one"]):
        return None
    beyond = k + 1 + single
    return None if "but" in w.lowers[beyond : beyond + _BUT] else beyond  # "not one ship but two"


def _is_denied_before(w: Words, i: int) -> bool:
    """Whether the verb before word i is denied, or "without" stands there: "did not get so much as one"."""
    for k in range(i - 1, max(-1, i - 1 - _DENIED), -1):
        if w.is_mark(k) or w.lowers[k] in words("conjunctions"):
            return False
        if w.lowers[k] in word_set("denies_verb") or w.lowers[k].endswith(("n't", "n’t")):
            return True
    return False
