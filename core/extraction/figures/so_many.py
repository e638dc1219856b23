"""Parts and times with the noun among the numbers or without a number: "one child in ten", "once", "twice"."""

from __future__ import annotations

from decimal import Decimal

from core.extraction.figures.amounts import Amount, with_hedge
from core.extraction.figures.counted import counted_after
from core.extraction.figures.numbers import number_at
from core.extraction.figures.spelled import part
from core.extraction.figures.units import unit_after
from core.extraction.lexicon import table, words
from core.language.text import Words
from core.records import Form, Reading, UnitKind

_MOST = 100
"""Parts beyond which "three men in 120" is no share of men."""
_SENTENCE = 30
"""Words around "once" in which other times are looked for."""


def part_of_so_many(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "one child in ten", "two trains out of every five": a part, its noun between its numbers."""
    top = number_at(w, i, limit)
    if top is None or top.written not in ("digits", "words") or top.scale != 1 or not 0 < top.value < _MOST:
        return None
    noun = counted_after(w, top.beyond, limit, plural=top.value != 1) if top.beyond < limit else None
    if noun is None or noun[2] + 1 >= limit or w.lowers[noun[2]] not in ("in", "out"):
        return None
    at = noun[2] + 1 + (w.lowers[noun[2] : noun[2] + 2] == ["out", "of"])
    if at == noun[2] + 1 and w.lowers[noun[2]] == "out":
        return None
    at += w.lowers[at : at + 1] in (["every"], ["each"])
    bottom = number_at(w, at, limit) if at < limit else None
    if bottom is None or bottom.written not in ("digits", "words") or not top.value < bottom.value:
        return None
    if bottom.value != int(bottom.value) or (top.value != 1 and bottom.value > _MOST):
        return None
    if not _stands_alone(w, bottom.beyond, limit):
        return None
    value = part(top.value, bottom.value)
    reading = Reading(value, value, Form.FRACTION, unit_kind=UnitKind.RATIO, counted=noun[1], modifiers=noun[0])
    return with_hedge(w, Amount(i, bottom.beyond, reading), low, limit)


def _stands_alone(w: Words, k: int, limit: int) -> bool:
    """Whether nothing that the number before word k counts or is measured in follows: "in ten schools"."""
    if k >= limit or (w.is_mark(k) and w.texts[k] not in "%-‑–/"):
        return True
    if unit_after(w, k, limit) is not None or w.lowers[k] == "of":
        return False
    groups = words("prepositions"), words("conjunctions"), words("auxiliaries"), words("irregular_past")
    past = w.lowers[k].endswith("ed") and w.lowers[k] not in words("not_past")
    return (
        past
        or any(w.lowers[k] in group for group in groups)
        or w.lowers[k] in ("who", "that", "which", "said", "say", "says")
    )


def times(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "She reported it twice": two times; "twice as many" is a multiple. "Once" counts beside other times only:
    "voted against it once and abstained twice"."""
    if w.lowers[i] == "once" and not _beside_times(w, i):
        return None
    k = i + 1
    if w.lowers[i - 1 : i] in (["nearly"], ["almost"], ["than"], ["at"]) or not _closes(w, k, limit):
        return None
    number = Decimal(1 if w.lowers[i] == "once" else 2)
    beyond, per = k, None
    if k + 1 < limit and w.lowers[k] in ("a", "per"):
        beyond, per = k + 2, str(_durations()[w.lowers[k + 1]])
    reading = Reading(number, number, counted="times", per=per)
    return with_hedge(w, Amount(i, beyond, reading), low, limit)


def _closes(w: Words, k: int, limit: int) -> bool:
    """Whether word k begins nothing that can be so many times as much of: "twice the", "twice what"."""
    if k >= limit or w.is_mark(k):
        return True
    if w.lowers[k] in ("a", "per"):
        return w.lowers[k + 1 : k + 2] != [] and w.lowers[k + 1] in _durations()
    if w.lowers[k] in ("as", "what", "that", "than"):
        return False
    return w.lowers[k] in words("prepositions") or w.lowers[k] in words("conjunctions")


def _durations() -> dict[str, str]:
    found: dict[str, str] = table("numbers.toml")["durations"]
    return found


def _beside_times(w: Words, i: int) -> bool:
    """Whether the sentence around "once" counts other times, and it begins no clause and no set phrase."""
    before, after = w.lowers[i - 1] if i else "", w.lowers[i + 1] if i + 1 < len(w) else ""
    if before in ("at", "than", "", "was", "were", "is", "are", "had", "has") or after in (
        "upon",
        "again",
        "more",
    ):
        return False
    found = False
    for way in (-1, 1):
        k = i + way
        while 0 <= k < len(w) and abs(k - i) <= _SENTENCE and w.texts[k] not in ".!?":
            if w.lowers[k] == "once":
                return False  # "three times: once in rain, once in fog" tells of each and counts none
            counted = w.lowers[k] == "times" and k > 0 and w.lowers[k - 1] != "at"
            found = found or w.lowers[k] in ("twice", "thrice") or counted
            k += way
    return found
