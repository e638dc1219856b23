"""How a noun phrase stands in its sentence: as a subject, or behind a preposition or as an owner."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import words
from core.extraction.speakers.phrases import is_verb
from core.language.labels import SUBJECTS, Rel


def is_subject(article: Article, first: int, beyond: int, start: int) -> bool:
    """Whether words `first`..`beyond` are the subject of a clause of a sentence that begins at word `start`."""
    tree = article.syntax
    w = article.words
    if beyond < len(w) and (w.lowers[beyond] == "'s" or w.texts[beyond] in "’'"):
        return False
    if tree is not None:
        head = next((k for k in range(first, beyond) if not first <= tree.head[k] < beyond), beyond - 1)
        return tree.rel[head] in SUBJECTS and tree.rel[tree.head[head]] is not Rel.RELCL
    lower = w.lowers[first]
    if lower in ("he", "she"):
        return True
    if lower in ("his", "her", "him"):
        return False
    before = w.lowers[first - 1] if first > start else ""
    if before in words("prepositions"):
        return False
    if first - start <= 1 or (beyond < len(w) and is_verb(article, beyond)):
        return True
    return before == "," and not any(is_verb(article, k) for k in range(start, first))


def is_oblique(article: Article, first: int, beyond: int) -> bool:
    """Whether the words stand behind a preposition or own what follows them."""
    w = article.words
    if w.lowers[first] in ("his", "her"):
        return True
    if beyond < len(w) and (w.lowers[beyond] == "'s" or w.texts[beyond] in "’'"):
        return True
    return first > 0 and w.lowers[first - 1] in words("prepositions")


def object_of(article: Article, first: int, beyond: int) -> tuple[int, int] | None:
    """The object, a name or "the" with a noun, of the verb whose subject the words are, by the parse."""
    tree, w = article.syntax, article.words
    if tree is None or tree.rel[beyond - 1] is not Rel.SUBJECT:
        return None
    verb = tree.head[beyond - 1]
    for k in tree.children[verb]:
        if tree.rel[k] is Rel.OBJECT and k > verb >= beyond and (w.is_name(k) or w.lowers[k - 1] == "the"):
            return (k, k + 1) if w.is_name(k) else (k - 1, k + 1)
    return None
