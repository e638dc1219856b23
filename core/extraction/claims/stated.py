"""Shares and changes that an article states beside the two figures they are of, held against what those come to.

"620 of the 980. That is 63%", "64 of the 1,180 sailings …, or 5.4%", "just over half, $88m of $170m", "from 22 to
40, an increase of more than 80%". Where the stated one is not what the two come to, the reason says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from core.extraction.article import Article
from core.extraction.claims.differences import as_stated, comes_to, is_slip, moved, told, widened
from core.extraction.lexicon import word_set
from core.figures.compare import head, share
from core.figures.interval import Interval
from core.figures.precision import Difference, as_factor
from core.numbers import percent
from core.records import Comparison, ComparisonKind, Figure, Form, Reading, UnitKind

_REACH = 3
"""Figures beside a pair among which its share or change is looked for."""
_LONGEST_LEAD = 8
"""Words between a stated share and the figure beside it."""
_SURER = 0.05
_SHARES = frozenset({Form.POINT, Form.RANGE, Form.ALTERNATIVES, Form.FRACTION, Form.BOUND})
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.CURRENCY})
_TIED = frozenset({"or", "(", "is", "was", "were", "equal", "representing", "making"})
_APPOSED = ([","], ["–"], ["—"])
"""Marks alone between a part and the share that it is: "430 jobs, roughly a third of the 1,200"."""


class _Places:
    """Sentence of every figure."""

    def __init__(self, article: Article, figures: list[Figure]) -> None:
        starts = [s.first for s in article.sentences]
        self.of = [bisect_right(starts, article.words.at(f.pieces[0][0])) - 1 for f in figures]


def tested(article: Article, figures: list[Figure], found: list[Comparison]) -> list[Comparison]:
    """The shares and changes of `found` whose size the article states, with what comes of comparing the two."""
    places = _Places(article, figures)
    out = []
    for comparison in found:
        pair = comparison.operands
        if len(pair) != 2 or comparison.kind not in (ComparisonKind.SHARE, ComparisonKind.CHANGE):
            continue
        moves = comparison.kind is ComparisonKind.CHANGE
        for k in _beside(figures, places, pair):
            said = figures[k].reading
            both = _both(article, figures, k, comparison)
            if both is None:
                continue
            tied = _is_tied(article, figures, places, pair, k, moves=moves)
            named = both.agrees and said.form is not Form.BOUND and _is_joined(article, figures[k])
            if (named and places.of[k] == places.of[pair[1]]) or (
                tied and (both.agrees or is_slip(both.found, both.stated))
            ):
                why = _verdict(article, figures, k, comparison, both)
                out.append(replace(comparison, why=why, score=round(comparison.score + _SURER, 2)))
                break
    return out


def _beside(figures: list[Figure], places: _Places, pair: tuple[int, ...]) -> Iterator[int]:
    """Figures that may state what the pair comes to, the nearest behind it first."""
    first, last = min(pair), max(pair)
    behind = _told(figures, range(last + 1, min(len(figures), last + 1 + 3 * _REACH)))
    before = _told(figures, range(first - 1, max(-1, first - 1 - 3 * _REACH), -1))
    between = _told(figures, range(first + 1, min(last, first + 1 + 3 * _REACH)))
    for k in (*behind, *before, *between):
        if places.of[k] == places.of[last] or (k > last and places.of[k] == places.of[last] + 1):
            yield k


def _told(figures: list[Figure], numbers: range) -> list[int]:
    """The first few of the figures that are no dates."""
    return [k for k in numbers if figures[k].reading.form is not Form.DATE][:_REACH]


def _states_share(said: Reading) -> bool:
    kind = said.unit_kind in (UnitKind.PERCENT, UnitKind.RATIO)
    return kind and said.form in _SHARES and said.change is None


def _both(article: Article, figures: list[Figure], k: int, comparison: Comparison) -> Difference | None:
    """What figure k states of a comparison, and what that comes to."""
    if comparison.kind is ComparisonKind.CHANGE:
        said = as_stated(article, figures[k])
        return None if said is None else moved(said, *(figures[n].reading for n in comparison.operands))
    said = figures[k].reading
    value = as_factor(said) if _states_share(said) else None
    if value is None or (comparison.low is None and comparison.high is None):
        return None
    return Difference(widened(value), Interval(comparison.low, comparison.high), exact=True)


def _is_tied(
    article: Article, figures: list[Figure], places: _Places, pair: tuple[int, ...], k: int, *, moves: bool
) -> bool:
    """Whether the words leave no doubt that figure k states what the pair comes to."""
    w = article.words
    first, last = min(pair), max(pair)
    at = w.at(figures[k].pieces[0][0])
    if places.of[k] > places.of[last]:
        return _takes_up(article, places.of[k], at)
    if first < k < last:  # "£35m, down 12.5% from £40m"
        return moves and k == last - 1 and _words_between(article, figures, k, last) == ["from"]
    if k > last:
        lead = _words_between(article, figures, last, k)
        if moves:
            return len(lead) <= _LONGEST_LEAD + 4 and set(lead) <= word_set("tells_change")
        return len(lead) <= _LONGEST_LEAD and bool(_TIED & set(lead)) and k == last + 1
    lead = _words_between(article, figures, k, first)
    if moves and figures[k].reading.form is Form.MULTIPLE:  # "doubled its output from 200 to 420"
        return len(lead) <= _LONGEST_LEAD and lead[-1:] == ["from"] and "," not in lead
    if moves:
        return len(lead) <= _LONGEST_LEAD and set(lead) <= word_set("tells_change")
    return k == first - 1 and lead in ([","], [":"], ["("], ["–"], ["—"])


def _is_joined(article: Article, said: Figure) -> bool:
    """Whether a figure says something before it again: "… took place in a gale, or 5.4%", "(5.4%)"."""
    w = article.words
    at = w.at(said.pieces[0][0])
    return bool(_TIED & set(w.lowers[max(0, at - 2) : at]))


def _words_between(article: Article, figures: list[Figure], a: int, b: int) -> list[str]:
    """The words from figure a to figure b without dates."""
    w = article.words
    out: list[str] = []
    for n, m in pairwise(range(a, b + 1)):
        out.extend(w.lowers[slice(*w.within(figures[n].pieces[-1][1], figures[m].pieces[0][0]))])
    return out


def _takes_up(article: Article, place: int, at: int) -> bool:
    """Whether the sentence takes up what the one before it said: "That is 63%", "That's 9.5%"."""
    w = article.words
    lead = [lower for lower in w.lowers[article.sentences[place].first : at] if lower not in "“‘\"'”’"]
    return lead[:1] in (["that"], ["this"], ["that's"]) and set(lead[1:]) <= word_set("takes_up")


def _verdict(article: Article, figures: list[Figure], k: int, comparison: Comparison, both: Difference) -> str:
    said = figures[k]
    words = article.text[said.pieces[0][0] : said.pieces[-1][1]]
    if comparison.kind is ComparisonKind.CHANGE:
        result = comes_to(said.reading, *(figures[n].reading for n in comparison.operands))
    else:
        result = percent(comparison.low, comparison.high)
    return told(words, result, both)


def stated_shares(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "£12.4m, or 4.1 per cent of its budget of £302m": the share of two figures that a third one states."""
    w = article.words
    out = []
    told = [n for n, figure in enumerate(figures) if figure.reading.form is not Form.DATE]
    for first, n, after in zip(told, told[1:], told[2:], strict=False):
        part, said, whole = (figures[k].reading for k in (first, n, after))
        if not _states_share(said) or part.unit_kind is UnitKind.PERCENT:
            continue
        gap = w.within(figures[n].pieces[0][0], figures[after].pieces[0][0])
        before = w.within(figures[first].pieces[-1][1], figures[n].pieces[0][0])
        lead = w.lowers[slice(*before)]
        joined = lead in _APPOSED or (said.form is not Form.BOUND and set(lead) & (_TIED - {"making"}))
        of = w.lowers[slice(*gap)]
        if (
            not ("of" in of or (said.form is Form.FRACTION and of[-1:] == ["the"]))
            or gap[1] - gap[0] > 12
            or before[1] - before[0] > 8
            or not joined
        ):
            continue
        found, value = share(part, whole), as_factor(said)
        if found is None or value is None or Form.VAGUE in (part.form, whole.form):
            continue
        both = Difference(widened(value), found, exact=True)
        if not both.agrees and not is_slip(found, value):
            continue
        plain = Comparison(ComparisonKind.SHARE, (first, after), found.low, found.high, (), "", 0.7)
        out.append(replace(plain, why=_verdict(article, figures, n, plain, both)))
    return [*out, *_taken_up(article, figures)]


def _taken_up(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "A study of 412 children found lead in the blood of 39. “That’s 9.5%,” she said": the two counts before."""
    places = _Places(article, figures)
    out = []
    for k, figure in enumerate(figures):
        said = figure.reading
        at = article.words.at(figure.pieces[0][0])
        value = as_factor(said) if _states_share(said) and said.form is not Form.BOUND else None
        if value is None or not _takes_up(article, places.of[k], at):
            continue
        counts = [
            n
            for n in range(max(0, k - _REACH - 1), k)
            if places.of[n] == places.of[k] - 1 and figures[n].reading.unit_kind in _COUNTED
        ]
        for part, whole in ((a, b) for a in counts for b in counts if a != b):
            one, other = figures[part].reading, figures[whole].reading
            alike = head(one) == head(other) or None in (head(one), head(other))
            found = share(one, other) if alike else None
            both = None if found is None else Difference(widened(value), found, exact=True)
            if found is not None and both is not None and both.agrees:
                plain = Comparison(ComparisonKind.SHARE, (part, whole), found.low, found.high, (), "", 0.7)
                out.append(replace(plain, why=_verdict(article, figures, k, plain, both)))
                break
    return out
