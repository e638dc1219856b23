"""Whose number a figure is that somebody demands or offers: "prosecutors had asked for nine years", "the company
has offered 6.1%". No words are reported there, but the number is theirs and not the article's own."""

from __future__ import annotations

from collections.abc import Mapping

from core.extraction.article import Article
from core.extraction.lexicon import word_set, words
from core.extraction.speakers.phrases import Phrase
from core.extraction.speakers.resolve import Resolver
from core.extraction.syntax import Syntax
from core.language.labels import Rel
from core.records import Attribution, Figure, Form, UnitKind

_CHAIN = 4
"""Steps up the tree from a number to what it is the object of: "a rise of 8%"."""
_LONGEST = 10
"""Words of whoever demands it."""
_LEAST_SURE = 0.5
_SCORE = 0.6
_SUMS = frozenset({UnitKind.CURRENCY, UnitKind.PERCENT, UnitKind.PERCENTAGE_POINT, UnitKind.DURATION})
"""What is sought or offered as a number. People are sought, and rooms are offered, as such."""
_RELATIVES = frozenset({"who", "which", "that"})
_MODALS = frozenset({"would", "could", "might", "may", "can", "if", "unless"})


class Demands:
    """Says who demands or offers a figure; `called` are names of speakers by their lower-case words."""

    def __init__(self, article: Article, resolver: Resolver, called: Mapping[str, str]) -> None:
        self.article, self.resolver, self.called = article, resolver, called

    def of(self, figure: Figure) -> Attribution | None:
        """Whoever is told to demand or offer the figure; None where nobody is, or somebody cannot be made out."""
        tree, w = self.article.syntax, self.article.words
        first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
        verb = None if tree is None else _demanding(self.article, tree, figure, first, beyond)
        if tree is None or verb is None:
            return None
        agent = tree.agent(verb)
        subject = self._asking(tree, verb) if agent is None else agent
        passive = agent is None and tree.child(verb, Rel.PASSIVE_SUBJECT) is not None
        if subject is None or passive or first <= subject < beyond:
            return None
        return self._named(tree, subject, verb)

    def _asking(self, tree: Syntax, verb: int) -> int | None:
        """Head word of who demands something; "a suit over his patents, asking for £90m" does not tell."""
        if tree.rel[verb] is Rel.ACL and tree.own_subject(verb) is None:
            return None
        subject = tree.subject(verb)
        if subject is not None and self.article.words.lowers[subject] in _RELATIVES:
            return tree.antecedent(subject)
        return subject

    def _named(self, tree: Syntax, subject: int, verb: int) -> Attribution | None:
        start = tree.left[subject]
        while start < subject and tree.word_class[start] == "ADP":
            start += 1
        beyond = min(tree.right[subject], verb) if subject < verb else tree.right[subject]
        if beyond - start > _LONGEST:
            beyond = subject + 1
        if beyond - start > _LONGEST:
            return None
        found = self.resolver.look_up(Phrase(start, beyond, start, beyond), start)
        if found.name is None or (found.score < _LEAST_SURE and found.entity is None):
            return None
        if found.name.lower() in words("subjects"):
            return None  # "they", of whom nothing is told
        name = self.called.get(found.name.lower(), found.name)
        return Attribution(name, found.kind, (self.article.words.span(start, beyond),), None, _SCORE)


def _demanding(article: Article, tree: Syntax, figure: Figure, first: int, beyond: int) -> int | None:
    """The verb that demands or offers the figure in words `first`..`beyond`."""
    w = article.words
    i = next((k for k in range(first, beyond) if not first <= tree.head[k] < beyond), first)
    for _ in range(_CHAIN):
        over, rel = tree.head[i], tree.rel[i]
        if rel in (Rel.NUMMOD, Rel.NMOD) and tree.word_class[over] != "VERB":
            if rel is Rel.NMOD and not _is_of(tree, w.lowers, i):
                return None
            i = over
            continue
        taken = rel is Rel.OBJECT and w.lowers[over] in word_set("demands")
        asked = rel is Rel.OBLIQUE and w.lowers[over] in word_set("asks_for") and _is_for(tree, w.lowers, over, i)
        sums = w.lowers[over] in word_set("demands_sums") and figure.reading.unit_kind not in _SUMS
        plain = figure.reading.form not in (Form.ORDINAL, Form.SUPERLATIVE, Form.ZERO, Form.ALL)
        return over if (taken or asked) and not sums and plain and not _denied(tree, w.lowers, over) else None
    return None


def _is_of(tree: Syntax, lowers: list[str], i: int) -> bool:
    return any(lowers[k] == "of" and tree.rel[k] is Rel.CASE for k in tree.children[i])


def _is_for(tree: Syntax, lowers: list[str], verb: int, i: int) -> bool:
    """Whether "for" belongs to what is asked; in "asked for ten years for a bridge" it says how long."""
    said = [k for k in tree.children[verb] if any(lowers[c] == "for" for c in tree.children[k])]
    return said == [i]


def _denied(tree: Syntax, lowers: list[str], verb: int) -> bool:
    """Whether nobody demands it, or only may: "has not asked for more", "could seek $4m"."""
    return any(lowers[k] in words("negations") or lowers[k] in _MODALS for k in tree.children[verb] if k < verb)
