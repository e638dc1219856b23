"""What the writer adds to a report, behind a comma, is no part of it.

"Marr said the road would open, though she gave no date", "announced that she would stand in June, a contest that
most expect her to lose": of 41 such clauses with "though" in annotated news 36 are the writer's, of 27 such nouns
23.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution.circumstances import behind_marks, told_when
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import words
from core.extraction.speakers.phrases import is_verb
from core.records import Span

_THOUGH = frozenset({"though", "although"})
_ARTICLES = frozenset({"a", "an"})
_WHICH = frozenset({"that", "which"})
_HE_SHE = frozenset({"he", "she", "they", "it"})
_REMARKED_ON = frozenset(
    {"departure", "description", "fact", "gesture", "line", "opinion", "phrase", "promise", "step", "timetable"}
)
"""Nouns, besides those that take up a clause, behind which a name may stand without "that"."""
_LONGEST_NOUN = 5
"""Words from "a" to the "that" of "a form of words that"."""
_LEAST = 3
"""Words of a content before its tail, and of a tail."""
_LINES = frozenset({"transcript", "turn", "headline"})


def without_tails(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts without such a clause or noun at the end of what follows their cue, outside quotation marks."""
    return [_without_tail(article, draft) for draft in drafts]


def _without_tail(article: Article, draft: Draft) -> Draft:
    if not draft.cue or not draft.pieces or draft.rule in _LINES:
        return draft
    start, end = max(draft.pieces)
    if start < max(draft.cue)[1]:
        return draft
    at = _tail(article, draft, (start, end))
    return draft if at is None else replace(draft, pieces=[*sorted(draft.pieces)[:-1], (start, at)])


def _tail(article: Article, draft: Draft, piece: Span) -> int | None:
    """Where the writer's tail of a piece begins, at its comma or behind its marks; None where there is none."""
    w = article.words
    first, beyond = w.within(*piece)
    behind = behind_marks(article, draft, first, beyond)
    if behind is not None:
        return w.ends[behind - 1]
    for k in range(first + _LEAST, beyond - _LEAST):
        if w.texts[k] != "," or article.inside[k] >= 0 or article.inside[k + 1] >= 0:
            continue
        if not _goes_on(article, k + 1, beyond) and (
            _concedes(article, k + 1, beyond)
            or _comments(article, k + 1, beyond)
            or told_when(article, draft, first, k, beyond)
        ):
            return w.starts[k]
    return None


def _goes_on(article: Article, first: int, beyond: int) -> bool:
    """Whether the report goes on behind: "that 9 are ill, though few are in danger, and that …", "; that …"."""
    lowers = article.words.lowers
    joints = (lowers[k : k + 3] for k in range(first, beyond - 2))
    return any(a == ";" or (a == "," and b in ("and", "but") and c == "that") for a, b, c in joints)


def _concedes(article: Article, first: int, beyond: int) -> bool:
    """Whether "though" and a clause of its own begin at the word."""
    w = article.words
    if w.lowers[first] not in _THOUGH or article.inside[first + 1] >= 0:
        return False
    verb = next((k for k in range(first + 2, beyond) if is_verb(article, k)), None)
    return verb is not None and w.lowers[verb] != "had" and not is_verb(article, first + 1)


def _comments(article: Article, first: int, beyond: int) -> bool:
    """Whether a noun that comments on what was said begins at the word: "a contest that", "a line he"."""
    w = article.words
    if w.lowers[first] not in _ARTICLES:
        return False
    for k in range(first + 2, min(beyond - 1, first + _LONGEST_NOUN + 1)):
        if w.is_mark(k) or article.inside[k] >= 0 or w.lowers[k] in words("prepositions") - {"of"}:
            return False
        if w.lowers[k] in _WHICH:
            return True
        if w.lowers[k - 1] in words("takes_up") | _REMARKED_ON and (w.lowers[k] in _HE_SHE or w.is_name(k)):
            return True
    return False
