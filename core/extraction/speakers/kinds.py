"""Whether a name is a person's, a body's or a place's, by all its mentions together.

A name recogniser sees one sentence at a time and takes the same name now for a person, now for a body. Here the
mentions of one name vote, and a long name is told by how its parts are used alone: "Mr Vale" makes a person of
"Tomasi Vale", "Borealis said" a firm of "Borealis Copper".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.extraction.article import Article
from core.extraction.lexicon import listed, people
from core.extraction.speakers.names import Name

_PERSON, _BODY, _PLACE = "person", "organisation", "place"
_TITLED = 10
"""Votes of a mention with a title, or with what body it is: more than a recogniser's mistakes."""
_NAMED = 2
"""Votes for a body of a mention that ends as bodies' names do."""
_LONGEST_LED = 6
"""Words from the article to a name in apposition: "the engine maker, Turbomek"."""
_LONGEST = 3
"""Words of a name that its parts can tell of."""

Votes = dict[tuple[str, ...], Counter[str]]
"""How often the words of a name are taken for what; after "…" how often people's names go on with the word."""


def with_kinds(article: Article, names: Sequence[Name]) -> list[Name]:
    """The names with what the pipeline takes most mentions of the same words for."""
    if article.syntax is None or not article.syntax.names:
        bodies = [name.person is None and _describes_body(article, name) for name in names]
        return [replace(name, person=False) if body else name for name, body in zip(names, bodies, strict=True)]
    names = [replace(name, person=False) if _is_body_too(name) else name for name in names]
    votes = _votes(article.syntax.names, names)
    short = _short_bodies(names)
    for name in names:
        if _describes_body(article, name):
            votes[name.parts][_BODY] += _TITLED
    told = (
        name for name in names if votes[name.parts] or votes.get(("…", *name.parts)) or not _common(article, name)
    )
    return [_decided(name, votes, short) for name in told]


def _short_bodies(names: Sequence[Name]) -> set[tuple[str, ...]]:
    """Beginnings of bodies' names: "Voltaire" of "Voltaire Energy"."""
    return {
        name.parts[:count] for name in names if _calls_itself_body(name) for count in range(1, len(name.parts))
    }


def _calls_itself_body(name: Name) -> bool:
    """Whether the last of several words says that it is a firm or another body."""
    known = people()
    last = name.parts[-1].lower()
    return name.person is not True and len(name.parts) > 1 and last in known.bodies | known.firms


def _is_body_too(name: Name) -> bool:
    """Whether its name is a firm's and what it is called can be said of one: "Rival Pelham Energy"."""
    known = people()
    firm = len(name.parts) > 1 and name.parts[-1].lower() in known.bodies | known.firms
    called = bool(name.titles) and all(title.lower() in listed("bodies_too") for title in name.titles)
    return firm and called and name.parts[0].lower() not in known.given


def _surely_body(name: Name) -> bool:
    """Whether a name can be nobody's: "Brandt & Lowe", "University of Orme", "Radio Westmark"."""
    return "&" in name.parts or (len(name.parts) > 1 and name.parts[0].lower() in people().bodies)


def _describes_body(article: Article, name: Name) -> bool:
    """Whether the word before a name says that it is a body's: "the agency Tarvo", "the firm, Brandt, said"."""
    w, first = article.words, name.first
    if not first:
        return False
    if w.texts[first - 1] == "," and first > 1:
        led = "the" in w.lowers[max(0, first - _LONGEST_LED) : first - 2]
        closed = w.texts[name.beyond : name.beyond + 1] == [","] or w.lowers[name.beyond : name.beyond + 1] == [
            "of"
        ]
        return led and closed and w.texts[first - 2] in listed("bodies_before")
    if w.lowers[max(0, first - 3) : first - 1] == ["of", "the"] and w.lowers[first - 4] in people().roles:
        return False  # "the head of the union Marek Dol"
    return w.texts[first - 1] in people().media or w.lowers[first - 1] in listed("bodies_before")


def _common(article: Article, name: Name) -> bool:
    """Whether a single word with a capital that nothing else tells of is tagged as none: "Bakeries shut."."""
    bare = len(name.parts) == 1 and not name.titles and not name.parts[0].isupper() and name.person is not True
    return bare and article.syntax is not None and article.syntax.word_class[name.first] != "PROPN"


def _votes(found: Iterable[tuple[int, int, str]], names: Sequence[Name]) -> Votes:
    kinds = {first: kind for start, beyond, kind in found for first in range(start, beyond)}
    votes: Votes = {}
    for name in names:
        kind = kinds.get(name.beyond - 1)
        own = votes.setdefault(name.parts, Counter())
        if name.titles and name.person:
            own[_PERSON] += _TITLED
        elif kind is not None:
            own[kind] += 1
            own[_BODY] += _NAMED * _calls_itself_body(name)
        if len(name.parts) > 1 and kind == _PERSON:
            for part in name.parts[1:]:
                votes.setdefault(("…", part), Counter())[_PERSON] += 1
    return votes


def _decided(name: Name, votes: Votes, short: set[tuple[str, ...]]) -> Name:
    known = people()
    own = votes[name.parts]
    nation = name.place and name.person is None
    label = name.person is True and all(part.isupper() for part in name.parts)
    if name.thing or (name.person is False and _surely_body(name)):
        return name
    acronym = name.person is False and len(name.parts) == 1 and name.parts[0].isupper()
    if _is_body_too(name):
        return name
    if name.titles or name.parts[0].lower() in known.given or nation or label or acronym:
        return name
    told = _told_by_parts(name, votes)
    total = own + told
    if not total:
        return name
    kind = total.most_common(1)[0][0]
    letters = len(name.parts) == 1 and name.parts[0].isupper() and len(name.parts[0]) > 1
    if letters and kind == _PERSON and total[_PERSON] < _TITLED:
        kind = _BODY  # "DNC", which a recogniser takes for a person where it is the subject
    if total[kind] == total[_PERSON] and told[_PERSON]:
        kind = _PERSON
    if kind == _PERSON and name.parts in short and not told[_PERSON]:
        kind = _BODY
    return replace(name, person=kind == _PERSON, place=kind == _PLACE)


def _told_by_parts(name: Name, votes: Votes) -> Counter[str]:
    """What the surname alone, or the first word alone, is taken for; of a surname alone, what whole names are."""
    if len(name.parts) == 1:
        return votes.get(("…", *name.parts), Counter())
    if not 1 < len(name.parts) <= _LONGEST or name.parts[-1].lower() in people().bodies | people().places:
        return Counter()
    out: Counter[str] = Counter()
    last, first = votes.get(name.parts[-1:], Counter()), votes.get(name.parts[:1], Counter())
    if last[_PERSON] > last[_BODY] + last[_PLACE]:
        out[_PERSON] += last[_PERSON]
    if first[_BODY] > first[_PERSON]:
        out[_BODY] += first[_BODY]
    return out
