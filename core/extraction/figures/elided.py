"""Bare numbers whose noun stands with the number before them: "The north ward has 31 beds. The south ward has 24",
"Dell lost 40 jobs and Marrow 24", "62 pupils applied this year; last year it was 58".

That is a guess, however likely: such a figure has a lower score than one with a noun of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.extraction.article import Article
from core.extraction.figures.amounts import Amount
from core.extraction.figures.counted import are_people
from core.extraction.lexicon import word_set, words
from core.language.labels import Rel
from core.language.text import Words
from core.records import Form, Reading, UnitKind

SURE = 0.6
"""Score of a figure whose noun is taken from the one before it."""
_SENTENCES = 1
"""Sentences back to the number that has the noun."""
_OF_PEOPLE = 2
"""Sentences back to people that a bare subject goes on counting."""
_FAR = 20
"""Times as much, or as little, beyond which one number does not go on counting what the other counts."""
_GAP = 6
"""Words between two numbers of one verb: "40 jobs and its neighbour Marrow 24"."""
_BARE = frozenset({Form.POINT, Form.BOUND, Form.RANGE, Form.ALTERNATIVES})
_IT = frozenset({"it", "there", "that", "this", "they"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A reading with its noun, the word beyond it and its sentence's number."""

    reading: Reading
    beyond: int
    place: int


def can_go_on(reading: Reading) -> bool:
    """Whether later numbers can go on counting what this one counts: a place in an order counts nothing."""
    return reading.counted is not None and reading.form not in (Form.ORDINAL, Form.SUPERLATIVE)


def whole_of(recent: Sequence[Counted], reading: Reading, place: int) -> Reading | None:
    """What a bare subject goes on counting ("Nine were hurt"): people told of a sentence or two before, or what
    there were more of in the sentence before; None where that is not sure."""
    most = reading.high if reading.high is not None else reading.low
    for before in reversed(recent):
        if place - before.place > _OF_PEOPLE:
            return None
        whole = before.reading.low if before.reading.low is not None else before.reading.high
        if are_people(before.reading):
            return before.reading
        if place - before.place <= _SENTENCES and most is not None and whole is not None and most <= whole:
            return before.reading
    return None


def with_elided(article: Article, amount: Amount, before: Counted | None, place: int) -> Amount | None:
    """The bare amount with the noun of the one before, where it goes on counting that; None where it does not."""
    reading = amount.reading
    bare = reading.unit_kind is UnitKind.COUNT and reading.counted is None and reading.per is None
    if before is None or not bare or reading.form not in _BARE or reading.change is not None:
        return None
    if place - before.place > _SENTENCES or not _alike(reading, before.reading) or not _ends(article, amount):
        return None
    w = article.words
    lead = w.lowers[max(before.beyond, amount.first - 3) : amount.first]
    same = _is_object_too(article, before, amount)
    stood = len(lead) > 1 and lead[-1] in ("was", "were", "is", "are") and lead[-2] in _IT
    same = (
        same
        or _is_won(article, amount, before)
        or (place == before.place and (_falls_short(w, amount, before) or _is_paired(w, amount, before)))
    )
    if not (same or stood or (place == before.place and _is_gapped(article, before.beyond, amount.first))):
        return None
    counted, modifiers = before.reading.counted, before.reading.modifiers
    return replace(amount, reading=replace(reading, counted=counted, modifiers=modifiers))


def _alike(one: Reading, other: Reading) -> bool:
    a, b = one.high or one.low, other.high or other.low
    return a is not None and b is not None and a > 0 < b and a <= b * _FAR and b <= a * _FAR


def _ends(article: Article, amount: Amount) -> bool:
    """Whether nothing that could be counted follows."""
    w, k = article.words, amount.beyond
    if k >= len(w) or w.is_mark(k):
        return k >= len(w) or w.texts[k] not in "-‑–%/°"
    lower = w.lowers[k]
    if lower in ("short", "ahead", "behind", "too"):
        return True
    return (
        lower in words("prepositions") - {"of"}
        or lower in words("conjunctions")
        or lower in word_set("other_time")
    )


def _is_object_too(article: Article, before: Counted, amount: Amount) -> bool:
    """Whether both are objects of one verb, said twice, or of two verbs of having."""
    tree, one, other = article.syntax, before.beyond - 1, amount.beyond - 1
    if tree is None or tree.rel[one] is not Rel.OBJECT or tree.rel[other] is not Rel.OBJECT:
        return False
    if tree.head[one] == tree.head[other]:
        return False
    if tree.rel[tree.head[other]] is Rel.CONJ and tree.head[tree.head[other]] == tree.head[one]:
        return True  # "arrested 47 people, charged 29 and released the other 18"
    a, b = before.reading.predicate, amount.reading.predicate
    return a is not None and (a == b or (a in word_set("has") and b in word_set("has")))


def _is_won(article: Article, amount: Amount, before: Counted) -> bool:
    """ "The runner-up won 11,692", "came third with 3,411" where votes or seats are spoken of."""
    w, counted = article.words, (before.reading.counted or "").lower()
    if counted not in ("votes", "seats"):
        return False
    lead = w.lowers[amount.first - 1 : amount.first]
    return bool(lead) and (lead == ["with"] or lead[0] in word_set("wins"))


def _falls_short(w: Words, amount: Amount, before: Counted) -> bool:
    """ "52 seats, five short of a majority"."""
    near = w.lowers[before.beyond : amount.first] == [","]
    return near and w.lowers[amount.beyond : amount.beyond + 1] in (
        ["short"],
        ["ahead"],
        ["behind"],
        ["too"],
    )


def _is_paired(w: Words, amount: Amount, before: Counted) -> bool:
    """ "turned away 29 people on Sunday and 31 on Monday"."""
    lead = w.lowers[before.beyond : amount.first]
    after = w.lowers[amount.beyond : amount.beyond + 1]
    return 2 < len(lead) <= _GAP and lead[-1] == "and" and lead[:1] == after and lead[0] in words("prepositions")


def _is_gapped(article: Article, first: int, beyond: int) -> bool:
    """Whether only somebody or some place stands between two numbers: ", Marrow 24", "and the south 24"."""
    w, tree = article.words, article.syntax
    between = range(first, beyond)
    if not 2 <= len(between) <= _GAP or w.lowers[first] not in (",", ";", "and", "while"):
        return False
    named = False
    for k in between:
        if w.texts[k] in ",;" or w.lowers[k] in ("and", "while", "in") or w.lowers[k] in words("determiners"):
            continue
        if not (w.is_name(k) or (tree is not None and tree.word_class[k] in ("NOUN", "ADJ", "PROPN"))):
            return False
        named = True
    return named
