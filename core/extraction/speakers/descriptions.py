"""Whom a description without a name stands for by what the article tells elsewhere of the same role.

"Labour’s Shadow Home Secretary" and "its chief executive" are whoever is told to be that, "a former bookkeeper" of
the first paragraph is whoever is named as one right after it.
"""

from __future__ import annotations

from core.extraction.article import Article, Sentence
from core.extraction.lexicon import people, words
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrase_parts import first_link
from core.records import SpeakerKind

_OWN = frozenset({"its", "their"})
_INDEFINITE = frozenset({"a", "an"})
_LONGEST_LEAD = 8
"""Words from "a" to the name of "a new general manager, Dell"."""
_TOP = 40
"""Sentences among which the first paragraph is looked for, and those it has."""
_BARE = 3
"""Words of "the deckhand,"."""
_SOON = 50
"""Words after the first paragraph within which the person it tells of is named."""


def whose_role(directory: Directory, first: int, beyond: int) -> Entity | None:
    """Who "Labour’s Shadow Home Secretary", "its chief executive" is: the only one told to be that."""
    lowers = directory.article.words.lowers
    if lowers[beyond - 1] not in people().roles or first_link(lowers, first, beyond) < beyond:
        return None
    if lowers[first] in _OWN:
        held = directory.with_role(lowers[first + 1 : beyond])
        return held[0] if len(held) == 1 and held[0].kind is SpeakerKind.PERSON else None
    mark = next((k for k in range(first + 1, beyond - 1) if lowers[k] == "'s"), None)
    return None if mark is None else directory.owned_role(lowers[mark - 1], lowers[mark + 1 : beyond])


def named_later(directory: Directory, first: int, role: list[str], end: int) -> Entity | None:
    """Who "a former bookkeeper", the words `role` from word `first` on, turns out to be.

    That is the only person of that role who is first named within `_SOON` words after word `end`, at which the
    first paragraph ends.
    """
    if role[0] not in _INDEFINITE:
        return None
    soon = range(first + 1, end + _SOON)
    for called in (role[1:], role[-1:]):  # "a former deckhand" is "the deckhand, Otto Dell"
        held = [
            entity
            for entity in directory.with_role(called)
            if entity.kind is SpeakerKind.PERSON and entity.places and entity.places[0][0] in soon
        ]
        known = called == role[1:] or all(_is_known(directory.article, e.places[0][0], role[-1]) for e in held)
        if held and known:
            return held[0] if len(held) == 1 else None
    return None


def _is_known(article: Article, named: int, head: str) -> bool:
    """Whether the person named at that word is brought in as one told of before: "The deckhand, Otto Dell"."""
    w = article.words
    return named > _BARE and w.lowers[named - _BARE : named] == ["the", head, ","]


def is_new(article: Article, named: int) -> bool:
    """Whether the person named at that word is brought in as nobody told of before: "a manager, Otto Dell"."""
    w = article.words
    for k in range(named - 1, max(-1, named - _LONGEST_LEAD), -1):
        if w.lowers[k] in _INDEFINITE or w.lowers[k] == "another":
            return True
        comma = w.texts[k] == "," and k == named - 1
        closed = w.lowers[k] in words("determiners") or w.lowers[k] in words("prepositions")
        if not comma and (w.is_mark(k) or closed):
            return False
    return False


def lead(article: Article) -> int:
    """The word after the first paragraph that is no headline and no line of a dateline; 0 if there is none."""
    top = article.sentences[:_TOP]
    opening = next((s for s in top if s.paragraph not in article.headlines and _stops(article, s)), None)
    return 0 if opening is None else max(s.beyond for s in top if s.paragraph == opening.paragraph)


def _stops(article: Article, sentence: Sentence) -> bool:
    """Whether a full stop ends the sentence, before its quotation marks or behind them."""
    return "." in article.words.texts[max(sentence.first, sentence.beyond - 2) : sentence.beyond]
