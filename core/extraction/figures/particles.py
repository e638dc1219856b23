""" "Over", "up" and "down" that belong to the verb before them and say nothing of the number behind: "handed over
31 sailors", "took over 12 schools", "dug up 40 graves".

A parse hangs "over" from the number, whatever the verb, so that the verb decides; where both are said ("ran over 3
goats", "ran over 300 trains"), whether the number is one that somebody would say "over" of.
"""

from __future__ import annotations

from decimal import Decimal

from core.extraction.figures.counted import are_people
from core.extraction.figures.hedging import change_words
from core.extraction.lexicon import people, word_set, words
from core.language.text import Words
from core.records import Reading, UnitKind

_TIMES = frozenset({UnitKind.DURATION, UnitKind.AGE})
_FEW = 10
_SOME = 100
_IMPERSONAL = frozenset({"it", "that", "which"})
"""What takes people to do, and hardly ever takes anything over: "it took over 40 people to lift it"."""
_WHERE = (["to"], ["from"], ["into"], ["onto"])
_POINTS = frozenset({"point", "points", "place", "places", "pt", "pts"})
"""Nouns that a number of says how far something moved: "closed up 12 points"."""


def is_verbs_over(w: Words, start: int, reading: Reading, beyond: int) -> bool:
    """Whether "over" at word `start` belongs to the verb before it, and the number of `reading`, whose noun ends
    before word `beyond`, is no bound."""
    if start == 0 or w.lowers[start] != "over" or reading.unit_kind in _TIMES:
        return False
    verb = w.lowers[start - 1]
    if verb in word_set("hands_over"):
        return True
    if reading.unit_kind is not UnitKind.COUNT:
        return False
    if verb in word_set("over_things"):
        return True
    return verb in word_set("either_over") and _is_either_s(w, start, reading, beyond)


def _is_either_s(w: Words, start: int, reading: Reading, beyond: int) -> bool:
    """Whether "over" belongs to a verb that can do without it: "took over 12 schools", not "took over 12 days"."""
    verb = w.lowers[start - 1]
    if verb in word_set("won_over") and not are_people(reading):
        return False  # "won over 53 seats"
    if verb in word_set("sent_over"):
        # "Carried over 1,315 passengers", but "carried over 13 boxes to the boat".
        return w.lowers[beyond : beyond + 1] in _WHERE and not _is_round(reading.low)
    to_do = beyond + 1 < len(w) and w.lowers[beyond] == "to" and w.texts[beyond + 1][0].islower()
    if verb in word_set("takes_over"):
        if _can_be_taken(reading):
            return True
        if w.lowers[start - 2 : start - 1] and w.lowers[start - 2] in _IMPERSONAL:
            return False
    return not to_do and not _is_round(reading.low)


def _can_be_taken(reading: Reading) -> bool:
    """Whether places or bodies are counted, which are taken over: "took over 40 buildings"."""
    noun = (reading.counted or "").lower()
    single = f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
    known = people()
    return any(
        {noun, single} & group for group in (known.bodies, known.places, known.firms, word_set("taken_over"))
    )


def _is_round(value: Decimal | None) -> bool:
    """Whether a number is one that others are said to be over: 30, 75, 1,200; not 3, 12 or 31."""
    if value is None or value < _FEW:
        return False
    if value < _SOME:
        return value % 5 == 0
    digits = value.normalize().as_tuple().digits
    return len(digits) <= 2 or (len(digits) == 3 and digits[-1] == 5)


def is_verbs_up(w: Words, start: int, reading: Reading) -> bool:
    """Whether "up" or "down" right before word `start` belongs to a verb that moves nothing up or down: "burned
    down 12 homes", "freed up £3m"; not "shares ticked up 12 cents", "down 40"."""
    if start < 2 or w.lowers[start - 1] not in ("up", "down"):
        return False
    if reading.unit_kind in (UnitKind.PERCENT, UnitKind.PERCENTAGE_POINT, UnitKind.RATIO):
        return False
    verb, noun = w.lowers[start - 2], (reading.counted or "").lower()
    if noun in _POINTS or verb in change_words():
        return False
    if verb in word_set("moved_up"):
        return verb == "shot" and bool(noun)  # "shot down 14 drones", "shot up 14 crowns"
    if verb in word_set("levels"):
        return reading.unit_kind is UnitKind.COUNT and bool(noun)
    past = words("irregular_past") | words("irregular_participles") | word_set("past_too")
    return verb.endswith("ed") or verb in past
