"""Which figures of an article belong together: shares, shortfalls, changes, restatements.

Suggestions only: a checker confirms them. Each needs a word in the text that says so, or equal statements.
"""

from __future__ import annotations

from bisect import bisect_right

from core.extraction.article import Article
from core.extraction.lexicon import people
from core.figures.compare import change, head, same_value, share
from core.records import Comparison, ComparisonKind, Figure, Form, Reading, Span, UnitKind

_SHORT = ("short", "below", "fewer", "less", "fraction")
_TOTAL = frozenset({"total", "all"})
_REACH = 12
"""Words in front of a whole in which its cue stands."""
_BACK = 40
"""Figures looked back over for a part; keeps linking linear."""


def compare(article: Article, figures: list[Figure]) -> list[Comparison]:
    """Comparisons in order of their first operand."""
    out = [
        *_shares(article, figures),
        *_of_them(article, figures),
        *_changes(article, figures),
        *_restated(figures),
    ]
    return sorted(out, key=lambda c: (c.operands, c.kind))


def _counts(figure: Figure) -> bool:
    return figure.reading.unit_kind is UnitKind.COUNT and figure.reading.form not in (
        Form.DATE,
        Form.SUPERLATIVE,
        Form.ORDINAL,
        Form.ZERO,
    )


def _shares(article: Article, figures: list[Figure]) -> list[Comparison]:
    out: list[Comparison] = []
    for n, whole in enumerate(figures):
        if not _counts(whole):
            continue
        cue = _share_cue(article, whole)
        if cue is None:
            continue
        span, short = cue
        part = _part_for(figures, n, near=not short)
        if part is None:
            continue
        result = share(figures[part].reading, whole.reading)
        if result is None:
            continue
        why = "same counted noun" if _same_noun(figures[part].reading, whole.reading) else "part of a whole"
        kinds = (ComparisonKind.SHORTFALL, ComparisonKind.SHARE) if short else (ComparisonKind.SHARE,)
        out.extend(Comparison(kind, (part, n), result.low, result.high, (span,), why, 0.8) for kind in kinds)
    return out


def _share_cue(article: Article, whole: Figure) -> tuple[Span, bool] | None:
    """The words that make the figure a whole ("short of the total 1,300", "14 of the 52"); is it missed?"""
    w = article.words
    first = w.at(whole.pieces[0][0])
    low = max(0, first - _REACH)
    for k in range(first - 1, low - 1, -1):
        lower = w.lowers[k]
        if w.texts[k] in ".;!?" or "\n" in w.text[w.ends[k] : w.starts[k + 1]]:
            return None
        if lower == "of":
            before = w.lowers[k - 1] if k else ""
            if before in _SHORT:
                start = k - 2 if k > 1 and w.lowers[k - 2] in ("far", "well", "just", "falls", "fell") else k - 1
                return w.span(start, k + 1), True
            if (
                before in ("out", "total")
                or (k and w.texts[k - 1][0].isdigit())
                or before in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
            ):
                return w.span(k - (before in ("out", "total")), k + 1), False
            return None
        if lower not in (
            "the",
            "a",
            "some",
            "its",
            "their",
            "total",
            "all",
            "those",
            "these",
            "about",
            "more",
            "than",
            "nearly",
            "roughly",
            "around",
            "at",
            "least",
            "his",
            "her",
            "estimated",
            "an",
        ):
            return None
    return None


def _part_for(figures: list[Figure], n: int, near: bool) -> int | None:
    """The part of figure n: the one right before it, or the nearest smaller one that counts the same."""
    if near:
        return (
            n - 1 if n and figures[n - 1].reading.unit_kind is UnitKind.COUNT and _counts(figures[n - 1]) else None
        )
    whole = figures[n].reading
    for k in range(n - 1, max(-1, n - _BACK), -1):
        reading = figures[k].reading
        if _counts(figures[k]) and _same_noun(reading, whole) and _smaller(reading, whole):
            return k
    return None


def _same_noun(part: Reading, whole: Reading) -> bool:
    """Whether both count the same thing, or the whole counts people and the part people of some kind."""
    if head(part) is None or head(whole) is None:
        return False
    if head(part) == head(whole):
        return True
    noun = (part.counted or "").lower().split()
    return head(whole) == "person" and bool(noun) and noun[-1] in people().counted


def _smaller(part: Reading, whole: Reading) -> bool:
    return part.high is not None and whole.low is not None and part.high < whole.low


def _of_them(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "14 of them", "they included 14": a part of what was counted before."""
    w = article.words
    out = []
    for n, figure in enumerate(figures):
        if not _counts(figure):
            continue
        first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
        after = w.lowers[beyond : beyond + 2]
        cue = None
        if after and after[0] == "of" and after[1:] in (["them"], ["whom"], ["those"], ["these"]):
            cue = w.span(beyond, beyond + 2)
        elif (
            first >= 2
            and w.lowers[first - 1] in ("included", "including", "includes", "include")
            and (w.lowers[first - 2] in ("they", "those", "these", ",", "group", "total"))
        ):
            cue = w.span(first - 1, first)
        if cue is None:
            continue
        for k in range(n - 1, max(-1, n - _BACK), -1):
            if _counts(figures[k]) and _smaller(figure.reading, figures[k].reading):
                result = share(figure.reading, figures[k].reading)
                if result is not None:
                    out.append(
                        Comparison(
                            ComparisonKind.SHARE,
                            (n, k),
                            result.low,
                            result.high,
                            (cue,),
                            "part of the figure before",
                            0.6,
                        )
                    )
                break
    return out


def _changes(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "from 36 to 41", "up from 36 at the last contest"."""
    starts = [s.first for s in article.sentences]
    out = []
    for n in range(1, len(figures)):
        a, b = figures[n - 1].reading, figures[n].reading
        if a.change is None and b.change is None:
            continue
        places = [bisect_right(starts, article.words.at(f.pieces[0][0])) for f in (figures[n - 1], figures[n])]
        if places[0] != places[1]:
            continue
        kinds = (a.change.kind if a.change else None, b.change.kind if b.change else None)
        if kinds[1] == "from":
            before, after = n, n - 1
        elif kinds[0] == "from":
            before, after = n - 1, n
        else:
            continue
        result = change(figures[before].reading, figures[after].reading)
        if result is not None:
            out.append(
                Comparison(
                    ComparisonKind.CHANGE, (before, after), result.low, result.high, (), "before and after", 0.7
                )
            )
    return out


def _restated(figures: list[Figure]) -> list[Comparison]:
    """The same amount of the same thing stated more than once."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for n, figure in enumerate(figures):
        r = figure.reading
        if r.low is not None and head(r) is not None and _counts(figure):
            groups.setdefault((r.low, r.high, r.comparator, r.unit, head(r)), []).append(n)
    return [
        Comparison(ComparisonKind.RESTATEMENT, tuple(numbers), None, None, (), "same amount, same noun", 0.7)
        for numbers in groups.values()
        if len(numbers) > 1 and same_value(figures[numbers[0]].reading, figures[numbers[1]].reading)
    ]
