""" "Over" that tells why somebody is jailed or what a row is about, and not more than what: "jailed for six years
over £1.4m dredging fraud", "slammed over £86,000 palace", "a row over 300 jobs"."""

from __future__ import annotations

from core.extraction.figures.counted import are_people
from core.extraction.lexicon import word_set, words
from core.language.text import Words
from core.records import Reading, UnitKind

_REACH = 8
"""Words before "over" among which somebody is jailed or quarrels."""
_OPENS_CLAUSE = frozenset('“”".;:') | {"that", "which", "who"}
"""What "over" behind it belongs to is said in the clause: "told the inquiry that it spent over £3m"."""
_COSTS = frozenset({"cost", "costs", "costing"})
_ASKS_MONEY = frozenset({"charged", "charges"})
_DEAD = frozenset({"dead", "deaths", "casualties"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "getting"})


def is_cause(w: Words, start: int, reading: Reading, beyond: int) -> bool:
    """Whether "over" at word `start`, before the amount that is read so and ends before word `beyond`, tells what
    a sentence or a row is about; "fined over £1.4m" is more than that."""
    if start == 0 or w.lowers[start] != "over" or w.lowers[start - 1] in words("prepositions"):
        return False
    if w.lowers[start - 1] in word_set("blames"):
        return _is_blamed_for(w, start, reading) or (_goes_on(w, beyond) and not _can_be_jailed(reading))
    low = max(0, start - _REACH)
    while any(w.lowers[k] in _OPENS_CLAUSE for k in range(low, start)):
        low += 1
    before = {*w.lowers[low:start]}
    if before & _COSTS:
        return False
    if before & (word_set("over_what") | word_set("blames")):
        return not _is_of_verb(w, start - 1)
    return bool(before & word_set("over_noun")) and _goes_on(w, beyond)


def _is_blamed_for(w: Words, start: int, reading: Reading) -> bool:
    """Whether the verb of blame right before "over" has its object before it or left out, as headlines do: "he was
    arrested over 300 phones", "minister slammed over £86,000 palace"; not "police arrested over 300 strikers",
    "they fired over 300 shots", "the inn charged over £300"."""
    k = start - 2
    while k >= 0 and (w.lowers[k].endswith("ly") or w.lowers[k] in words("adverbs")):
        k -= 1
    verb, money = w.lowers[start - 1], reading.unit_kind is UnitKind.CURRENCY
    if money:
        return verb not in _ASKS_MONEY
    if k >= 0 and w.lowers[k] in _BE:
        return True
    return verb not in word_set("blames_things") and not _can_be_jailed(reading)


def _can_be_jailed(reading: Reading) -> bool:
    """Whether people are counted to whom that can be done: "fury over 12 deaths" is about them."""
    return are_people(reading) and (reading.counted or "").lower() not in _DEAD


def _is_of_verb(w: Words, k: int) -> bool:
    """Whether word k is another verb, whose object the amount is: "arrested 12 men and seized over 300 phones",
    "jailed for taking over £3m", "criticised plans to spend over £3m"."""
    lower = w.lowers[k]
    lead = w.lowers[k - 1] if k else ""
    if lower in word_set("over_what") | word_set("blames"):
        return False
    if lower.endswith("ing"):
        return lead in words("prepositions") or lead in words("conjunctions")
    past = lower.endswith("ed") and lower not in words("not_past")
    irregular = words("irregular_past") | words("irregular_participles")
    return past or lower == "worth" or lead == "to" or lower in irregular


def _goes_on(w: Words, beyond: int) -> bool:
    """Whether a noun of the amount's own follows it: "fined over £1.4m fraud"."""
    if beyond >= len(w) or not w.texts[beyond][0].isalpha():
        return False
    lower = w.lowers[beyond]
    return not any(lower in words(closed) for closed in ("prepositions", "conjunctions", "auxiliaries"))
