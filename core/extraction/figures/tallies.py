"""Numbers whose noun stands before them: "the number of missing at 60", "the death toll stands at 6", "the stairs,
all 142 of them". They count what the text itself names, and not what the figure before them counted."""

from __future__ import annotations

from collections.abc import Sequence

from core.extraction.article import Article
from core.extraction.figures.amounts import Amount
from core.extraction.figures.counted import is_plural
from core.extraction.lexicon import people, word_set, words
from core.extraction.syntax import Syntax
from core.language.labels import Rel
from core.records import Reading

_NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST = 5
"""Words of what a tally is of."""
_TOLLS = frozenset({"toll", "tolls"})
_THEM = frozenset({"them", "these", "those"})
_QUOTES = frozenset("“”‘’\"'")


def tallied(article: Article, tree: Syntax, first: int) -> int | None:
    """The noun of a tally that is said to be "at" the number at word `first`: the missing of "the number of
    missing at 60", however the parse reads a participle there."""
    w = article.words
    at = first - 1 - (first > 0 and w.texts[first - 1] in _QUOTES)
    if at < 3 or w.lowers[at] != "at" or not is_noun(article, tree, at - 1):
        return None
    for k in range(at - 2, max(0, at - 2 - _LONGEST), -1):
        if w.lowers[k] == "of":
            return at - 1 if w.lowers[k - 1] in word_set("measures") else None
        if w.is_mark(k) or w.lowers[k] in words("prepositions") or w.lowers[k] in words("auxiliaries"):
            return None
    return None


def is_noun(article: Article, tree: Syntax, k: int) -> bool:
    """Whether word k is a noun, or a participle that people are called by: "the injured", "the missing"."""
    return tree.word_class[k] in _NOUNS or article.words.lowers[k] in people().counted


def counts_otherwise(article: Article, tree: Syntax, noun: int, near: Reading | None) -> bool:
    """Whether a toll at word `noun` is of something else than what was stated before: a death toll does not go on
    counting houses, or people who were saved."""
    w = article.words
    if near is None or w.lowers[noun] not in _TOLLS:
        return False
    said = (*(near.counted or "").lower().split(), *near.modifiers, *(near.predicate or "").split())
    kinds = [w.lowers[k] for k in tree.children[noun] if k < noun and tree.rel[k] is Rel.COMPOUND]
    if kinds and kinds[-1] != "death":
        return True
    return not any(word.lower().startswith(tuple(word_set("tolled"))) for word in said)


def apposed(article: Article, tree: Syntax, amount: Amount) -> int | None:
    """The plural noun before a comma that "all 142 of them" counts, and "hundreds of them" at a sentence's end."""
    w, first = article.words, amount.first
    if w.lowers[amount.beyond : amount.beyond + 1] != ["of"] or not _is_them(w.lowers, amount.beyond + 1):
        return None
    whole = first > 0 and w.lowers[first - 1] == "all"
    comma = first - 1 - whole
    ends = amount.beyond + 2 >= len(w) or w.texts[amount.beyond + 2] in ".;!?"
    if comma < 1 or w.texts[comma] not in (",", "–", "—") or not (whole or ends):
        return None
    noun = comma - 1
    return noun if is_plural(w.lowers[noun]) and tree.word_class[noun] in _NOUNS else None


def _is_them(lowers: Sequence[str], k: int) -> bool:
    return k < len(lowers) and lowers[k] in _THEM


def qualifying(article: Article, tree: Syntax, noun: int) -> tuple[str, ...]:
    """The words before a noun that qualify it: "death" of "the death toll"."""
    hung = (k for k in range(max(0, noun - _LONGEST), noun) if tree.head[k] == noun)
    return tuple(article.words.texts[k] for k in hung if tree.rel[k] in (Rel.COMPOUND, Rel.AMOD))
