"""What came held against what was expected: "11.2 per cent, well below the 15 to 17 per cent expected",
"£3m, short of the £5m budgeted", "profit of £4m beat forecasts of £3m".

A number that misses what was looked for is a shortfall, one that is above it a contrast: neither became the other.
"""

from __future__ import annotations

from bisect import bisect_right

from core.extraction.article import Article
from core.extraction.lexicon import word_set
from core.figures.compare import contrast, head, same_unit, share
from core.figures.interval import Interval
from core.records import Comparison, ComparisonKind, Figure, Form, Reading, Span, UnitKind

_LEAD = 6
"""Words between "below" and the number that was looked for: "below the consensus forecast of"."""
_BEHIND = 7
"""Words behind that number among which stands that it was: "15 per cent that analysts had expected"."""
_BACK = 5
"""Figures before it among which the one stands that came."""
_FAR = 20
_LEVELS = frozenset({Form.POINT, Form.RANGE, Form.ALTERNATIVES, Form.BOUND})
_KINDS = frozenset({UnitKind.PERCENT, UnitKind.CURRENCY, UnitKind.PHYSICAL, UnitKind.COUNT})
_WELL = frozenset({"well", "far", "just", "slightly", "narrowly", "fell", "falls", "way", "sharply"})


def against_expected(article: Article, figures: list[Figure]) -> list[Comparison]:
    """Shortfalls and contrasts, what came before what was expected; each number that was expected once."""
    starts = [s.first for s in article.sentences]
    places = [bisect_right(starts, article.words.at(f.pieces[0][0])) for f in figures]
    out = []
    for n, figure in enumerate(figures):
        cue = _cue(article, figure) if _is_level(figure.reading) else None
        if cue is None:
            continue
        first = article.words.at(cue[0])
        for k in range(n - 1, max(-1, n - 1 - _BACK), -1):
            if places[k] != places[n]:
                break
            came = figures[k].reading
            beyond = article.words.at(figures[k].pieces[-1][1])
            if beyond > first or not _is_level(came) or not _is_alike(came, figure.reading):
                continue
            found = _held_against(came, figure.reading)
            if found is not None:
                kind, size = found
                why = f"what was expected: “{article.text[cue[0] : cue[1]]}”"
                out.append(Comparison(kind, (k, n), size.low, size.high, (cue,), why, 0.75))
            break
    return out


def _cue(article: Article, figure: Figure) -> Span | None:
    """The words that hold the number against another, where it is one that was looked for."""
    w = article.words
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    for k in range(first, max(-1, first - 1 - _LEAD), -1):
        if k < first and (w.is_mark(k) or w.texts[k][0].isdigit()):
            return None
        if w.lowers[k] in word_set("falls_below") | word_set("held_against") or (
            w.lowers[k] in ("with", "to", "of", "than") and _two(w.lowers[k - 1], w.lowers[k])
        ):
            lead = set(w.lowers[k + 1 : first]) & word_set("sought_numbers")
            behind = _looked_for(article, beyond)
            start = k - (w.lowers[k] in ("with", "to", "of", "than"))
            start -= start > 0 and w.lowers[start - 1] in _WELL
            return w.span(start, k + 1) if lead or behind else None
    return None


def _two(before: str, last: str) -> bool:
    """Whether two words hold one number against another: "compared with", "short of", "higher than"."""
    if last in ("with", "to"):
        return before == "compared"
    if last == "of":
        return before in ("short", "shy", "ahead")
    return before in ("less", "fewer", "lower", "more", "higher", "better", "worse", "smaller", "larger")


def _looked_for(article: Article, beyond: int) -> bool:
    """Whether the words right behind a number say that it was looked for: "expected", "analysts had forecast"."""
    w = article.words
    for k in range(beyond, min(len(w), beyond + _BEHIND)):
        if w.lowers[k] in word_set("looked_for"):
            return True
        if w.is_mark(k) or w.texts[k][0].isdigit() or w.lowers[k] in ("and", "but", "or", "for", "as", "when"):
            return False
    return False


def _is_level(reading: Reading) -> bool:
    """Whether a reading says how much there is; a percentage also by how much it grew, as growth is expected."""
    if reading.form not in _LEVELS or reading.unit_kind not in _KINDS:
        return False
    return reading.change is None or reading.change.kind == "to" or reading.unit_kind is UnitKind.PERCENT


def _is_alike(came: Reading, sought: Reading) -> bool:
    if not same_unit(came, sought) or (
        head(came) is not None and head(sought) is not None and head(came) != head(sought)
        and sought.unit_kind is UnitKind.COUNT
    ):  # fmt: skip
        return False
    one, other = came.low or came.high, sought.low or sought.high
    return one is not None and other is not None and 0 < one <= other * _FAR and other <= one * _FAR


def _held_against(came: Reading, sought: Reading) -> tuple[ComparisonKind, Interval] | None:
    """Whether the number misses the other, with the part of it that it comes to; or how far apart the two are."""
    most, least = came.high, sought.low if sought.low is not None else sought.high
    if most is not None and least is not None and most < least:
        found = share(came, sought)
        return None if found is None else (ComparisonKind.SHORTFALL, found)
    found = contrast(came, sought)
    return None if found is None else (ComparisonKind.CONTRAST, found)
