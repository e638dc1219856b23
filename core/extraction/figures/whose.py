"""Whose number a figure is where no quote holds it: possessives and clauses that name who put it forward.

"His claim of six or seven", "the ministry's estimate of 300", "1,300 people whose release Ada Coyle had sought".
"""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import people, word_set, words
from core.extraction.speakers.people import Directory
from core.records import Attribution, Figure, Reading, Span, SpeakerKind, UnitKind

_REACH = 9
"""Words between a figure and the verb that says whose it is."""
_LONGEST_OWNER = 7
_BETWEEN = frozenset({"repeatedly", "earlier", "publicly", "once"})


def put_forward(article: Article, directory: Directory, figure: Figure) -> Attribution | None:
    """Who put the figure forward, named right before or after it; None where nobody is."""
    w = article.words
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    return _owner(article, directory, first) or _clause(article, directory, figure.reading, beyond)


def _owner(article: Article, directory: Directory, first: int) -> Attribution | None:
    """ "X's claim of" right before the figure."""
    w, k = article.words, first - 1
    while k > 0 and first - k < 4 and w.lowers[k] in word_set("before_claimed"):
        k -= 1
    if k < 2 or w.lowers[k] not in ("of", "that") or w.lowers[k - 1] not in word_set("claim_nouns"):
        return None
    at = k - 2
    if w.lowers[at] in ("latest", "own", "earlier", "previous", "first", "initial", "original"):
        at -= 1
    if at > 0 and w.lowers[at] == "'s":
        return _phrase(article, directory, at)
    if w.lowers[at] in ("his", "her"):
        return _pronoun(article, directory, at)
    return None


def _phrase(article: Article, directory: Directory, beyond: int) -> Attribution | None:
    """The noun phrase that ends before the possessive at word `beyond`."""
    w = article.words
    named = directory.named(max(0, beyond - _LONGEST_OWNER), beyond)
    if named and named[-1][1] == beyond:
        return _to(article, named[-1][2].name, named[-1][2].kind, w.span(named[-1][0], beyond))
    start = beyond
    while start > 0 and beyond - start < 4 and w.texts[start - 1][0].isalpha():
        if w.lowers[start - 1] in words("determiners"):
            name = " ".join(w.texts[start:beyond])
            body = w.lowers[beyond - 1] in people().bodies
            kind = SpeakerKind.ORGANISATION if body else SpeakerKind.UNNAMED
            return _to(article, name, kind, w.span(start - 1, beyond)) if start < beyond else None
        start -= 1
    return None


def _pronoun(article: Article, directory: Directory, at: int) -> Attribution | None:
    wanted = "male" if article.words.lowers[at] == "his" else "female"
    for entity in directory.before(at):
        if entity.kind is SpeakerKind.PERSON and entity.gender in (wanted, None):
            return _to(article, entity.name, entity.kind, article.words.span(at, at + 1))
    return None


def _clause(article: Article, directory: Directory, reading: Reading, beyond: int) -> Attribution | None:
    """ "whose release X had called for", "that X had demanded" right after the figure."""
    w = article.words
    at = beyond
    if w.lowers[at : at + 1] == ["whose"]:
        at += 2
    elif w.lowers[at : at + 1] in (["that"], ["which"], ["whom"], ["who"]):
        at += 1
    elif not (at < len(w) and w.is_name(at)):
        return None
    named = directory.named(at, min(len(w), at + _REACH))
    if not named or not all(
        w.is_name(k) or w.lowers[k] in word_set("before_owner") for k in range(at, named[0][0])
    ):
        return None
    k = named[0][1]
    while k < min(len(w), at + _REACH) and (w.lowers[k] in words("auxiliaries") or w.lowers[k] in _BETWEEN):
        k += 1
    following = w.lowers[k + 1] if k + 1 < len(w) else ""
    if k >= len(w) or not _puts_forward(w.lowers[k], following) or _is_got(reading, w.lowers[k], following):
        return None
    return _to(article, named[0][2].name, named[0][2].kind, w.span(named[0][0], named[0][1]))


def _puts_forward(verb: str, following: str) -> bool:
    asked = following == "for" and verb in ("called", "calls", "asked", "pressed")
    return asked or verb in word_set("puts_forward")


def _is_got(reading: Reading, verb: str, following: str) -> bool:
    """Whether "claimed" says that somebody got it: "the £900 that Coyle claimed for a shed", "the three points
    Varn claimed"; not "the £3m that Coyle claimed was missing"."""
    got = reading.unit_kind is UnitKind.CURRENCY or (reading.counted or "").lower() in word_set("won")
    return verb in ("claimed", "claims") and got and following not in words("auxiliaries")


def _to(article: Article, name: str, kind: SpeakerKind, span: Span) -> Attribution:
    return Attribution(name, kind, (span,), None, 0.7)
