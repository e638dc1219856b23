"""Where a report was filed, and by which agency: "TARSK, Varenia (Meridian) —", "PORT ORME, March 3 (Norpress) -".

Nobody in a dateline says anything: its place is no person, and its agency is not "the company" or "the agency" of
the story.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.extraction.article import Article
from core.extraction.lexicon import people, words

_DASHES = frozenset("—–-")
_LONGEST = 16
"""Words up to the dash."""
_LONGEST_PLACE = 4
_SMALL = frozenset({",", "/", "&", ".", "and", "(", ")"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """Words `first` up to `beyond`, its dash last; the agency's stand from `agency` on, if there is one."""

    first: int
    agency: int
    beyond: int


def datelines(article: Article) -> list[Dateline]:
    """The dateline of every paragraph that has one, in text order."""
    out = []
    paragraph = -1
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            found = _read(article, sentence.first)
            if found is not None:
                out.append(found)
    return out


def _read(article: Article, first: int) -> Dateline | None:
    w = article.words
    if not w.is_name(first) or article.inside[first] >= 0 or w.lowers[first].rstrip(".") in people().titles:
        return None
    end = min(len(w), first + _LONGEST)
    place = first + 1
    while place < end and w.is_name(place):
        place += 1
    dash = next((k for k in range(place, end) if is_dash(article, k)), None)
    if dash is None or place - first > _LONGEST_PLACE:
        return None
    between = range(place, dash)
    if not all(_dated(article, k) for k in between):
        return None
    capitals = all(w.texts[k].isupper() for k in range(first, place))
    if not capitals and not (between and w.texts[place] in (",", "(")):
        return None
    agency = next((k for k in between if w.texts[k] == "("), dash)
    if agency == dash and not capitals and not any(_is_date(w.texts[k]) for k in between):
        return None
    while dash + 1 < end and w.texts[dash + 1] in _DASHES:
        dash += 1  # "RICHLAND, Wis. -- For"
    return Dateline(first, agency, dash + 1)


def is_dash(article: Article, k: int) -> bool:
    """Whether word `k` is a dash between words, and no hyphen in one: "Calif. - Vell", "Calif.—Vell"."""
    w = article.words
    return w.texts[k] in _DASHES and (w.texts[k] == "—" or w.starts[k] > w.ends[k - 1])


def _dated(article: Article, k: int) -> bool:
    """Whether the word can stand in a dateline behind the place: a name, a month, a day, a mark."""
    w = article.words
    return w.is_name(k) or w.texts[k] in _SMALL or _is_date(w.texts[k])


def _is_date(text: str) -> bool:
    return text.isdigit() or text.lower().rstrip(".") in words("months")
