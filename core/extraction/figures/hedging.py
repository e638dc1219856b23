"""What stands around a number: hedges and comparators ("more than", "or so"), and the change it measures."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from core.extraction.lexicon import forms, table, word_set, words
from core.language.text import Words
from core.records import Form, NumberChange, Reading, UnitKind

_HEDGE_REACH = 6
_CHANGE_REACH = 7
_FEW = 20
"""Up to how many evenings or seasons "over" tells when."""
_SKIPPED = word_set("skipped")
_SHARES = frozenset({UnitKind.PERCENT, UnitKind.PERCENTAGE_POINT})
_ALSO_PREPOSITIONS = frozenset({"over", "within", "under", "above", "below", "around"})
_CONTESTS = frozenset({"lose", "loses", "lost", "losing"})
_MAKES = frozenset({"make", "makes", "made", "making"})
_COLLECTED = word_set("collected")


@cache
def hedges() -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): sign for phrase, sign in table("numbers.toml")["hedges"].items()}


@cache
def _hedge_ends() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in hedges())


@cache
def change_words() -> dict[str, tuple[str, bool]]:
    """Words of change with their direction and whether they are weak: with objects that are no change as well."""
    data = table("numbers.toml")["change"]
    weak = frozenset(data["weak"])
    out: dict[str, tuple[str, bool]] = {}
    for way in ("up", "down"):
        for verb in data[way]:
            for word, _ in forms(verb, data["irregular"].get(verb)):
                out[word] = (way, verb in weak)
        out |= {word: (way, False) for word in data[f"{way}_words"]}
        out |= {word: (way, word in weak) for word in data[f"nouns_{way}"] if word not in out}
    return out


@cache
def _change_nouns() -> dict[str, str]:
    data = table("numbers.toml")["change"]
    return {word: way for way in ("up", "down") for word in data[f"nouns_{way}"]}


def before(w: Words, i: int, low: int) -> tuple[str | None, int, bool]:
    """Sign and first word of the hedge right before word i, and whether the number is approximate.

    Hedges may pile up ("at least about", "just over"): a comparator counts before "about". What "another" stands
    for in "will have another within five years" is no figure.
    """
    sign, start = _one_before(w, i, low)
    if sign is not None:
        outer, first = _one_before(w, start, low)
        if outer is not None and not (outer == "=" and w.lowers[start] in _ALSO_PREPOSITIONS):
            return (outer if sign in ("~", "=") and outer != "=" else sign), first, "~" in (sign, outer)
    return sign, start, sign == "~"


def _one_before(w: Words, i: int, low: int) -> tuple[str | None, int]:
    if i <= low or w.lowers[i - 1] not in _hedge_ends():
        return None, i
    for length in range(min(_HEDGE_REACH, i - low), 0, -1):
        sign = hedges().get(tuple(w.lowers[i - length : i]))
        if (
            sign is not None
            and not (length == 1 and _other_sense(w, i - 1))
            and not _moves_up_to(w, i - length, i)
        ):
            return sign, i - length
    return None, i


def _other_sense(w: Words, k: int) -> bool:
    """ "left over", "the under 21s", "within", "around" as adverbs of another word."""
    lower = w.lowers[k]
    if lower in ("over", "above", "under", "below", "around") and k and w.lowers[k - 1] == "all":
        return True
    return lower == "within" and k > 0 and w.lowers[k - 1] == "from"


def _moves_up_to(w: Words, start: int, i: int) -> bool:
    """Whether "up to" right before word i is where a movement led: "dues have gone up to $8,400"."""
    return w.lowers[start:i] == ["up", "to"] and start > 0 and w.lowers[start - 1] in word_set("moved_up")


def after(w: Words, i: int, limit: int) -> tuple[str | None, int]:
    """Sign of "or more", "or so", "and above", "or less", "-odd" from word i, and the word beyond."""
    if i + 1 < limit and w.texts[i] in "-‑" and w.lowers[i + 1] == "odd" and w.starts[i] == w.ends[i - 1]:
        return "~", i + 2
    if i + 1 >= limit or w.lowers[i] not in ("or", "and", "plus"):
        return None, i
    lower = w.lowers[i + 1]
    if lower in (
        "more",
        "above",
        "higher",
        "greater",
        "over",
        "upwards",
        "up",
        "older",
        "later",
        "longer",
        "larger",
    ):
        if i + 2 < limit and (w.texts[i + 2][0].isdigit() or (w.lowers[i] == "and" and lower != "more")):
            return (None, i) if w.texts[i + 2][0].isdigit() else (">=", i + 2)
        if (
            w.lowers[i] == "and"
            and i + 2 < limit
            and not w.is_mark(i + 2)
            and w.lowers[i + 2] not in words("prepositions")
        ):
            return None, i
        beyond = i + 2 + (w.lowers[i + 2 : i + 3] == ["than"] and i + 3 >= limit)
        return ">=", beyond
    if (
        lower in ("less", "fewer", "under", "below", "lower", "younger", "smaller", "shorter")
        and w.lowers[i] == "or"
    ):
        return "<=", i + 2
    if lower in ("so", "thereabouts"):
        return "~", i + 2
    return None, i


def is_time_frame(w: Words, start: int, hedge: str, reading: Reading) -> bool:
    """Whether "over four years", "within five years", "over two summers" tell when and not how long at least
    or at most. Of what is counted so, only a few: "over 300 nights" are more than 300."""
    few = reading.low is not None and reading.low <= _FEW and reading.counted in word_set("stretches")
    if not few and reading.unit_kind is not UnitKind.DURATION:
        return False
    if hedge.split(" ")[0] not in ("over", "within", "under"):
        return False
    return hedge.startswith("within") or start == 0 or w.lowers[start - 1] not in word_set("before_over")


def bound(reading: Reading, sign: str, hedge: str | None) -> Reading:
    """The reading under a comparator or as an approximate one."""
    if sign == "~":
        return replace(reading, approximate=True, hedge=hedge)
    if sign == "=" or reading.form is Form.ZERO:
        return replace(reading, hedge=hedge)
    if reading.form in (Form.RANGE, Form.ALTERNATIVES, Form.VAGUE):
        if hedge in _ALSO_PREPOSITIONS:
            return reading  # "over two to three years", "within a few days"
        return replace(reading, comparator=sign, hedge=hedge)
    form = Form.BOUND if reading.form in (Form.POINT, Form.FRACTION, Form.MULTIPLE) else reading.form
    if sign[0] == ">":
        return replace(reading, form=form, comparator=sign, high=None, hedge=hedge)
    return replace(reading, form=form, comparator=sign, low=None, hedge=hedge)


def change_before(w: Words, start: int, low: int, unit: UnitKind) -> NumberChange | None:
    """Direction and kind of a change from the words before: "rose by 3 %", "cut it to 40", "growth of 3 %"."""
    kind = None
    for k in range(start - 1, max(low, start - _CHANGE_REACH) - 1, -1):
        lower = w.lowers[k]
        if lower in ("short", "due", "according", "thanks", "compared") or _is_far_from(w, k, start):
            return None  # "fell short of 40" is no fall
        found = change_words().get(lower)
        if found is not None and not _otherwise(w, k, unit, kind):
            way, weak = found
            near = all(w.lowers[n] in _SKIPPED for n in range(k + 1, start))
            if kind is None and not near and (weak or start - k > 4 or unit not in _SHARES):
                return None
            if (
                kind is None
                and weak
                and (unit not in _SHARES and not (unit is UnitKind.CURRENCY and _moves(w, k)))
            ):
                return None
            return NumberChange(way, kind or "by")
        if lower == "of" and k == start - 1 and k > low and w.lowers[k - 1] in _change_nouns() and _of_share(unit):
            return NumberChange(_change_nouns()[w.lowers[k - 1]], "by")
        if lower in ("by", "to", "from") and (k == start - 1 or _only_the(w, k, start, unit)):
            kind = lower
        elif lower == "at" and k == start - 1:
            return None  # a level, unless a change stands right before it
        elif _parts(w, k, timed=kind is not None):
            return None
    return None


def _is_far_from(w: Words, k: int, start: int) -> bool:
    """Whether a number says how far is left: "lifted Dell to within two points of the top"."""
    return k == start - 1 and w.lowers[k] == "to" and w.lowers[start] == "within"


def _of_share(unit: UnitKind) -> bool:
    """Whether what a rise or cut is "of" is a share: "a cut of a quarter", "growth of 3 per cent"."""
    return unit in _SHARES or unit is UnitKind.RATIO


def _only_the(w: Words, k: int, start: int, unit: UnitKind) -> bool:
    """ "a rise from the 1 per cent": an article between the preposition and a share."""
    return unit in _SHARES and w.lowers[k + 1 : start] == ["the"]


def _parts(w: Words, k: int, *, timed: bool) -> bool:
    """Whether the word parts a number from a verb further back; a time in between does not, where a preposition is
    left for the number (`timed`): "dropped since October from 75"."""
    lower = w.lowers[k]
    if lower == "since" and timed:
        return False
    return w.is_mark(k) or w.texts[k][0].isdigit() or lower in words("conjunctions") or lower == "than"


def _moves(w: Words, k: int) -> bool:
    """Whether a weak verb before money tells of a price: "added 15 sen", not "raised $2 million"."""
    return w.lowers[k] not in _COLLECTED


def _otherwise(w: Words, k: int, unit: UnitKind, kind: str | None) -> bool:
    """Whether the word is no change: "gave up 40 points", "up to 40", "lost the race by ten points"."""
    lower, previous = w.lowers[k], w.lowers[k - 1] if k else ""
    if kind == "by" and lower in _CONTESTS and unit not in (*_SHARES, UnitKind.CURRENCY):
        return True
    if lower not in ("up", "down", "higher", "lower"):
        return False
    if previous in _particle_verbs() and (unit not in _SHARES or previous in _MAKES):
        return True  # "made up 61 per cent" is no rise of a share either
    to = w.lowers[k + 1 : k + 2] == ["to"]
    return (
        to
        and lower == "up"
        and previous not in ("is", "was", "were", "are", "been", ",", "back")
        and previous not in word_set("moved_up")
    )


@cache
def _particle_verbs() -> frozenset[str]:
    return frozenset(table("numbers.toml")["change"]["particle_verbs"])


def change_after(w: Words, i: int, limit: int, unit: UnitKind) -> NumberChange | None:
    """ "a 3 per cent drop", "34 % higher": what follows a share or an amount of money."""
    if unit not in _SHARES or i >= limit:
        return None
    for k in range(i, min(limit, i + 3)):
        way = _change_nouns().get(w.lowers[k])
        if way is not None:
            return NumberChange(way, "by")
        if k == i and w.lowers[k] in ("higher", "lower", "up", "down"):
            return NumberChange("up" if w.lowers[k] in ("higher", "up") else "down", "by")
        if w.is_mark(k) or w.lowers[k] in words("prepositions") or w.lowers[k] in words("auxiliaries"):
            return None
    return None
