"""What contradicts that somebody named is "the striker, 22," who "said he": another age, gender, role.

The manager is no striker, Anna Vell, 51, is not "the 22-year-old", and who "said she had slept badly" is no man. A
wrong name does more harm than none.
"""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import cue_forms, is_adverb, listed, words
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.phrase_parts import AGED
from core.extraction.speakers.salience import Wanted, person
from core.language.labels import Rel

_TOLD = frozenset({"told", "tells", "assured", "informed", "reminded"})
_LONGEST_TOLD = 4
"""Words from one of these to "he": "told the club that he"."""
_AGES = 3
"""Digits that an age has not."""
_PLACES = 5
"""Mentions of somebody behind which an age is looked for: it stands with the first."""


def fitting(article: Article, first: int, beyond: int, gender: str | None) -> list[Wanted]:
    """People who can be what the words say, the surest first: those of the same age, then those of none told."""
    anybody = person(gender or own_gender(article, beyond))
    age = _age_of(article, first, beyond)

    def of_any_age(entity: Entity) -> bool:
        return anybody.fits(entity) and _is_there(article, entity) and can_be(article, entity, first, beyond)

    def as_old(entity: Entity) -> bool:
        return of_any_age(entity) and _age(article, entity) == age

    open_to = Wanted(of_any_age, anybody.gender)
    return [open_to] if age is None else [Wanted(as_old, anybody.gender), open_to]


def can_be(article: Article, entity: Entity, first: int, beyond: int) -> bool:
    """Whether neither a role nor the age told of somebody contradicts what the words say."""
    age = _age_of(article, first, beyond)
    as_old = age is None or _age(article, entity) in (None, age)
    return as_old and not _contradicts(entity, article.words.lowers[beyond - 1])


def own_gender(article: Article, beyond: int) -> str | None:
    """The gender that somebody's own report tells: "The striker, 22, said he".

    `beyond` is the word after the noun. Whoever tells of "he" in the first words of a report mostly is "he".
    """
    w = article.words
    k = beyond
    if w.texts[k : k + 1] == [","] and _is_age(w.texts[k + 1 : k + 2]):
        k += 2 + (w.texts[k + 2 : k + 3] == [","])
    while k < len(w) and is_adverb(w.lowers[k]) and k < beyond + _LONGEST_TOLD:
        k += 1
    if k >= len(w) or w.lowers[k] not in cue_forms():
        return None
    reach = _LONGEST_TOLD if w.lowers[k] in _TOLD else 0
    for lower in w.lowers[k + 1 : k + 2 + reach + (w.lowers[k + 1 : k + 2] == ["that"])]:
        if lower in ("he", "she"):
            return "male" if lower == "he" else "female"
        if not lower.isalpha() or lower in words("subjects") - {"that"}:
            return None
    return None


def _contradicts(entity: Entity, head: str) -> bool:
    """Whether somebody told to be a manager, a minister is no "striker"; a player-coach may be."""
    if head not in listed("players"):
        return False
    told = {role.split()[-1] for role in entity.roles}
    return bool(told & listed("no_players")) and not told & listed("players")


def _is_there(article: Article, entity: Entity) -> bool:
    """Whether somebody with a name is spoken of, and not only "the Eisenhower administration"."""
    tree = article.syntax
    names = [beyond - 1 for _, beyond in entity.places[:_PLACES]]
    return tree is None or not names or any(tree.rel[k] is not Rel.COMPOUND for k in names)


def _age_of(article: Article, first: int, beyond: int) -> str | None:
    """The age in "the 22-year-old" or behind "the striker, 22,"."""
    w = article.words
    if AGED in w.lowers[first:beyond]:
        at = w.lowers.index(AGED, first) - 1
        return next((w.texts[k] for k in (at, at - 1) if k >= first and _is_age(w.texts[k : k + 1])), None)
    return _age_behind(article, beyond)


def _age(article: Article, entity: Entity) -> str | None:
    """The age the article tells of somebody: "Anna Vell, 51, said"."""
    ages = (_age_behind(article, beyond) for _, beyond in entity.places[:_PLACES])
    return next((age for age in ages if age is not None), None)


def _age_behind(article: Article, beyond: int) -> str | None:
    w = article.words
    aged = w.texts[beyond : beyond + 1] == [","] and _is_age(w.texts[beyond + 1 : beyond + 2])
    return w.texts[beyond + 1] if aged and w.texts[beyond + 2 : beyond + 3] in ([","], ["."], [";"]) else None


def _is_age(texts: list[str]) -> bool:
    return bool(texts) and texts[0].isdecimal() and len(texts[0]) < _AGES
