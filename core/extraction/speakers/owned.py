"""What somebody without a name is called: "Whitlock’s health department" for "her own health department".

A list of speakers shows the phrase away from its sentence, where nobody knows who "her" is.
"""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.speakers.entity import Entity
from core.records import SpeakerKind

_POSSESSORS = frozenset({"his", "her", "its", "their", "my", "our", "'s"})
_RELATIVE = frozenset({"who", "which", "whose", "whom"})


def called(article: Article, first: int, beyond: int, owner: Entity | None) -> str | None:
    """The words `first`..`beyond` as a name, without "own"; a possessive pronoun before them is the owner's name.

    Where the owner is not known, "her own department" is "her department"; an aside ", who asked not to be named"
    is no part of it. None for no words.
    """
    w = article.words
    if first < beyond and w.lowers[first] in ("'s", "’s"):
        first += 1  # "this week's convention" without the week
    aside = (k for k in range(first + 1, beyond - 1) if w.texts[k] == "," and w.lowers[k + 1] in _RELATIVE)
    beyond = next(aside, beyond)
    if first >= beyond:
        return None
    own = next((k for k in range(first + 1, beyond - 1) if w.lowers[k] == "own"), beyond)
    if own < beyond and w.lowers[own - 1] not in _POSSESSORS and w.texts[own - 1] not in "’'":
        own = beyond
    before, rest = _words(article, first, own), _words(article, min(own + 1, beyond), beyond)
    if owner is None:
        return f"{before} {rest}".strip()
    if own == beyond:
        rest = _words(article, first + 1, beyond)
    return f"{_genitive(owner)} {rest}".strip()


def _genitive(owner: Entity) -> str:
    """A person by the surname, a body by its whole name: "Whitlock’s", "Halvern Foods’"."""
    if owner.kind is SpeakerKind.PERSON:
        return f"{owner.name.split()[-1]}’s"
    return f"{owner.name}’" if owner.name.endswith("s") else f"{owner.name}’s"


def _words(article: Article, first: int, beyond: int) -> str:
    if first >= beyond:
        return ""
    start, end = article.words.span(first, beyond)
    return " ".join(article.text[start:end].split())
