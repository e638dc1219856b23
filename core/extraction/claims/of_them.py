"""Parts of what was counted before: "14 of them", "nine of whom were journalists", "they included 14".

"Them" is the nearest plural, which is seldom the nearest number: of "64,000 people are in camps, and cholera was
found in two of them" two camps are meant. So the whole has to stand in the sentence or the one before, with no
other plural between; people alone are told of for longer.
"""

from __future__ import annotations

from bisect import bisect_right

from core.extraction.article import Article
from core.extraction.claims.restated import counts, names_noun
from core.extraction.figures.counted import are_people, is_plural
from core.extraction.lexicon import word_set
from core.figures.compare import head, share
from core.records import Comparison, ComparisonKind, Figure, Reading, Span

_BACK = 40
"""Figures looked back over for a whole; keeps linking linear."""
_FAR = 10
"""Sentences back to people that are still "they"."""
_HARDLY = 200
"""Times as many beyond which a number told of further back is not the whole of a part."""
_INCLUDES = frozenset({"included", "including", "includes", "include"})
_THEY = frozenset({"they", "those", "these", ",", "group", "total"})
_OF = (["them"], ["whom"], ["those"], ["these"])
_POINTING = frozenset({"those", "these"})


def of_them(article: Article, figures: list[Figure], missed: set[int]) -> list[Comparison]:
    """The parts with their wholes. `missed` are numbers that something fell short of: "they" are not those."""
    starts = [s.first for s in article.sentences]
    places = [bisect_right(starts, article.words.at(f.pieces[0][0])) - 1 for f in figures]
    taken = {
        k for f in figures for a, b in f.pieces for k in range(article.words.at(a), article.words.at(b))
    }  # words of figures
    out = []
    for n, figure in enumerate(figures):
        cue = _cue(article, figure) if counts(figure) else None
        if cue is None:
            continue
        for k in range(n - 1, max(-1, n - _BACK), -1):
            if places[n] - places[k] > _FAR:
                break
            whole = figures[k].reading
            if k in missed or not counts(figures[k]) or not is_smaller(figure.reading, whole):
                continue
            if _can_mean(article, figures, places, taken, n, k, cue):
                result = share(figure.reading, whole)
                if result is not None:
                    why = f"part of the figure before: “{article.text[cue[0] : cue[1]]}”"
                    out.append(Comparison(ComparisonKind.SHARE, (n, k), result.low, result.high, (cue,), why, 0.6))
                break
            if places[n] - places[k] <= 1 and head(whole) is not None:
                break  # a nearer number is what they would be, and is not
    return out


def is_smaller(part: Reading, whole: Reading) -> bool:
    most = whole.low if whole.low is not None else whole.high
    return part.high is not None and most is not None and part.high < most


def _cue(article: Article, figure: Figure) -> Span | None:
    """ "of them" behind a number, "included" before it."""
    w = article.words
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    for at in range(max(first, beyond - 3), beyond + 1):
        if w.lowers[at : at + 1] != ["of"] or w.lowers[at + 1 : at + 2] not in _OF:
            continue
        both = w.lowers[max(0, first - 1) : first] == ["the"]  # "the two of them"
        return None if both or _has_noun(article, at + 1, beyond) else w.span(at, at + 2)
    included = first >= 2 and w.lowers[first - 1] in _INCLUDES
    return w.span(first - 1, first) if included and w.lowers[first - 2] in _THEY else None


def _has_noun(article: Article, at: int, beyond: int) -> bool:
    """Whether "those" at word `at` has a noun of its own: "two of those three fields", "14 of these cases"."""
    w, tree = article.words, article.syntax
    if w.lowers[at] not in _POINTING:
        return False
    if at + 1 < beyond:
        return True
    follows = at + 1 < len(w) and (w.texts[at + 1][0].isdigit() or w.lowers[at + 1] in word_set("units"))
    return follows or (tree is not None and tree.head[at] > at and tree.word_class[tree.head[at]] == "NOUN")


def _can_mean(
    article: Article, figures: list[Figure], places: list[int], taken: set[int], n: int, k: int, cue: Span
) -> bool:
    """Whether what figure k counts can be "them" of figure n."""
    w, whole = article.words, figures[k].reading
    first, away = w.at(figures[n].pieces[0][0]), places[n] - places[k]
    if w.lowers[w.at(cue[0])] in _INCLUDES:
        return away <= _FAR
    begins = article.sentences[places[n]].first if away else _beyond_phrase(article, figures[k], first)
    until = first - 2 if w.lowers[first - 1 : first] == ["of"] else first  # "the accounts of two of them"
    if head(figures[n].reading) == head(whole) is not None and names_noun(article, figures[n]):
        return True  # "firing 36 shells … six shells of them"
    if any(not _is_same(article, noun, whole) for noun in _plurals(article, begins, until, taken)):
        return False
    following = w.lowers[w.at(cue[1])] if w.at(cue[1]) < len(w) else ""
    if following in word_set("only_people") and not are_people(whole):
        return False
    if away <= 1:
        return True
    before = article.sentences[places[n] - 1]
    told = _plurals(article, before.first, before.beyond, taken)
    kin = any(_is_person(article, noun) for noun in told) or w.lowers[before.first] == "they"
    part, most = figures[n].reading.high, whole.low
    return are_people(whole) and kin and part is not None and most is not None and most <= part * _HARDLY


def _beyond_phrase(article: Article, whole: Figure, first: int) -> int:
    """The word beyond the whole and what hangs from its noun: "1,100 pages of his tax returns"."""
    w, tree = article.words, article.syntax
    beyond = w.at(whole.pieces[-1][1])
    if tree is None or not tree.right[beyond - 1] <= first:
        return beyond
    return max(beyond, tree.right[beyond - 1])


def _plurals(article: Article, first: int, beyond: int, taken: set[int]) -> list[int]:
    """Plural nouns that are no figure's, from word `first` on."""
    w, tree = article.words, article.syntax
    return [
        k
        for k in range(first, beyond)
        if k not in taken
        and is_plural(w.lowers[k])
        and (tree is None or tree.word_class[k] == "NOUN")
        and w.lowers[k].removesuffix("s") not in word_set("time_units")
    ]


def _is_same(article: Article, noun: int, whole: Reading) -> bool:
    """Whether a noun names what the whole counts, or both are people."""
    lower = article.words.lowers[noun]
    own = head(Reading(None, None, counted=lower))
    return own == head(whole) or head(whole) is None or (_is_person(article, noun) and are_people(whole))


def _is_person(article: Article, noun: int) -> bool:
    return are_people(Reading(None, None, counted=article.words.lowers[noun]))
