"""Two groups or places beside each other: "12% of men and 8% of women", "18 in the north against 25 in the south".

Neither number became the other, so they are a contrast and no change. "Against" and "compared with" lead to what
was there before as well ("£12m, against £9m a year earlier"): they set groups beside each other where what follows
the second number names a group or place, or an average, and no other time.
"""

from __future__ import annotations

from bisect import bisect_right

from core.extraction.article import Article
from core.extraction.figures.statistics import is_margin
from core.extraction.lexicon import people, word_set, words
from core.figures.compare import contrast, head, same_unit
from core.records import Comparison, ComparisonKind, Figure, Form, Reading, Span, UnitKind

_NO_COUNT = frozenset({Form.DATE, Form.SUPERLATIVE, Form.ORDINAL, Form.ZERO, Form.ALL, Form.VAGUE})
_LEAD = 6
"""Words between "against" and the number that is set against another: "against a national average of"."""
_BEHIND = 6
"""Words behind the second number that say whose it is, or when."""
_BACK = 3
_JOINS = frozenset({"and", "but", "while", "whereas"})
_BETWEEN = 7
"""Words between the shares of two groups that are told together."""
_ITS_WHOLE = frozenset({"population", "public", "country", "nation", "world"})


def contrasts(article: Article, figures: list[Figure]) -> list[Comparison]:
    """Contrasts of two figures of one sentence, the one spoken of first."""
    starts = [s.first for s in article.sentences]
    places = [bisect_right(starts, article.words.at(f.pieces[0][0])) for f in figures]
    dated = {article.words.at(f.pieces[0][0]) for f in figures if f.reading.form is Form.DATE}
    told = [n for n, f in enumerate(figures) if f.reading.form not in _NO_COUNT and not is_margin(f.reading)]
    out = []
    for at, n in enumerate(told):
        near = [k for k in reversed(told[max(0, at - _BACK) : at]) if places[k] == places[n]]
        cue = _against(article, figures[n])
        if cue is not None:
            k = next((k for k in near if _beside(figures[k].reading, figures[n].reading)), None)
            if k is None or not _of_another(article, figures[k], figures[n], cue, dated):
                continue
            why = f"two groups: “{article.text[cue[0] : cue[1]]}”"
        else:
            k = next(iter(near), None)
            if k is None or not _told_together(article, figures[k], figures[n]):
                continue
            why = "shares of two groups"
        found = contrast(figures[k].reading, figures[n].reading)
        if found is not None:
            span = () if cue is None else (cue,)
            out.append(Comparison(ComparisonKind.CONTRAST, (k, n), found.low, found.high, span, why, 0.65))
    return out


def _against(article: Article, figure: Figure) -> Span | None:
    """The words that set the figure against another: "against", "versus", "compared with"."""
    w = article.words
    first = w.at(figure.pieces[0][0])
    for k in range(first - 1, max(-1, first - 2 - _LEAD), -1):
        lower = w.lowers[k]
        if lower in word_set("held_against"):
            return (
                None if w.lowers[k - 1 : k] and w.lowers[k - 1] in word_set("against_what") else w.span(k, k + 1)
            )
        if lower in ("with", "to") and w.lowers[k - 1 : k] == ["compared"]:
            return w.span(k - 1, k + 1)
        if w.is_mark(k) or w.texts[k][0].isdigit() or lower in _JOINS or lower in word_set("sought_numbers"):
            return None
    return None


def _beside(one: Reading, other: Reading) -> bool:
    """Whether both are amounts of one unit, and neither says by how much anything changed."""
    levels = all(r.low is not None and (r.change is None or r.change.kind == "to") for r in (one, other))
    return levels and same_unit(one, other)


def _of_another(article: Article, one: Figure, other: Figure, cue: Span, dated: set[int]) -> bool:
    """Whether the second number is of another group or place, at the same time as the first."""
    w = article.words
    first, beyond = w.at(other.pieces[0][0]), w.at(other.pieces[-1][1])
    lead = w.lowers[w.at(cue[1]) : first]
    behind = beyond
    while behind < min(len(w), beyond + _BEHIND) and not (w.is_mark(behind) and w.texts[behind] not in "-‑"):
        behind += 1
    after = w.lowers[beyond:behind]
    times = word_set("other_time") | words("months") | words("weekdays")
    if times & {*lead, *after} or any(k in dated for k in range(w.at(cue[1]), behind)):
        return False
    a, b = head(one.reading), head(other.reading)
    if a is not None and b is not None and a != b:
        return other.reading.unit_kind is UnitKind.PERCENT or (_is_group(one.reading) and _is_group(other.reading))
    if word_set("on_average") & set(lead) or _qualified_otherwise(one.reading, other.reading):
        return True
    return bool(after) and (after[0] in word_set("other_group") or after[0] in word_set("other_place"))


def _qualified_otherwise(one: Reading, other: Reading) -> bool:
    """Whether two percentages are of two kinds of one thing: "32% of Dell's claims, compared to 11% of Kell's
    claims", or the second alone says what it is of."""
    if one.unit_kind is not UnitKind.PERCENT or other.counted is None:
        return False
    return one.counted is None or set(one.modifiers) != set(other.modifiers)


def _told_together(article: Article, one: Figure, other: Figure) -> bool:
    """Whether two shares are told of two groups of people in one breath: "12% of men and 8% of women"."""
    a, b, w = one.reading, other.reading, article.words
    if a.unit_kind is not UnitKind.PERCENT or b.unit_kind is not UnitKind.PERCENT or not _beside(a, b):
        return False
    between = w.lowers[w.at(one.pieces[-1][1]) : w.at(other.pieces[0][0])]
    joined = len(between) <= _BETWEEN and bool(_JOINS & set(between))
    return joined and head(a) != head(b) and _is_group(a) and _is_group(b)


def _is_group(reading: Reading) -> bool:
    """Whether people of some kind are counted."""
    noun = (reading.counted or "").lower()
    return noun in people().counted or noun in people().roles or noun in _ITS_WHOLE
