"""Component `saidso_figures`: every figure of an article, with its meaning and whose it is.

Sets `doc._.saidso_figures`, a list of `core.records.Figure` in text order. A figure's speaker is that of the
smallest quote it stands in; outside of quotes it is narration. `doc._.saidso_published`, a `date` or None,
resolves relative dates.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from core.extraction.article import Article
from core.extraction.figures.age_groups import group_words, of_group
from core.extraction.figures.ages import of_named
from core.extraction.figures.amounts import Amount, amount_at
from core.extraction.figures.clocks import line_times, tells_time
from core.extraction.figures.currencies import in_money_of
from core.extraction.figures.datelines import says_when_it_appeared
from core.extraction.figures.dates import Date, find_dates
from core.extraction.figures.demands import Demands
from core.extraction.figures.differences import differing
from core.extraction.figures.elided import SURE, Counted, can_go_on, whole_of, with_elided
from core.extraction.figures.elliptic import is_in_unit, measures, of_compared, of_forecast, paired
from core.extraction.figures.exclusions import telephone_words, web_words
from core.extraction.figures.lending import carried, lent_back, merged, scale_lent
from core.extraction.figures.mixed_units import mixed_units
from core.extraction.figures.nouns import Before, stands_for_somebody, with_noun
from core.extraction.figures.numberless import numberless_at, opens_numberless
from core.extraction.figures.polls import Polls
from core.extraction.figures.ranks import names_by_ordinal, ordinal_at, several_words
from core.extraction.figures.signs import signed
from core.extraction.figures.so_many import part_of_so_many, times
from core.extraction.figures.spelled import is_number_word, ordinal_base
from core.extraction.figures.statistics import labelled, level_words, spread
from core.extraction.figures.units import unit_after
from core.extraction.figures.votes import votes_in
from core.extraction.figures.whose import put_forward
from core.extraction.quotes.component import article_of
from core.extraction.speakers.component import directory_of
from core.extraction.speakers.people import Directory
from core.extraction.speakers.resolve import Resolver
from core.language.text import Words
from core.records import Figure, Form, Quote, Reading, UnitKind

_LEADS = frozenset(
    {"once", "a", "an", "half", "quarter", "dozen", "minus", "negative", "nought", "naught", "rs", "rs."}
)
"""Words that can stand before a number or begin one and are no numbers."""
_STATED_BACK = 2
"""Sentences back to what "the figure" and "says 9 million" speak of."""
_RECENT = 5
"""Counts looked back over, beside the last, for what a bare subject goes on counting."""
_DAYS = 31
_PIECES_BACK = 60
"""Pieces of quotes looked back over for the one around a figure; keeps the search linear."""


def find_figures(article: Article, quotes: list[Quote], published: date | None) -> list[Figure]:
    """Figures in text order, not overlapping; each with the index of the quote it stands in."""
    w = article.words
    passed = telephone_words(w) | line_times(w) | level_words(w) | group_words(w) | (addresses := web_words(w))
    dates = _dates(article, published, addresses, passed)
    votes = {i: _of_whom(article, amount) for i, amount in votes_in(article).items()}
    out: list[Figure] = []
    recent: list[Counted] = []
    stated, stated_at = None, 0
    measure: Amount | None = None
    unit, unit_at = None, 0
    for place, sentence in enumerate(article.sentences):
        i = low = sentence.first
        last: Amount | None = None
        before_that, measure = measure, None
        while i < sentence.beyond:
            if i in dates and not _is_measure(article, i, dates[i], sentence.beyond):
                found = dates[i]
                i = max(i + 1, w.at(found.span[1]))
                low = i if _has_digits(article.text, found) else low
                reading = Reading(None, None, Form.DATE, unit_kind=UnitKind.DATE, time=found.time)
                out.append(Figure((found.span,), reading))
                continue
            if i in votes and i not in passed:
                last = votes[i]
                i = low = last.beyond
                out.append(Figure((w.span(last.first, last.beyond),), last.reading))
                continue
            limit = _limit(article, i, sentence.beyond, dates) if _may_begin(w.texts[i]) else i
            amount = _at(article, i, low, limit) if i < limit and i not in passed else None
            if amount is None or _opens_dates(w, amount, dates):
                i += 1
                continue
            amount = labelled(w, amount, sentence.first, last)
            amount = _joined(w, last, amount, out)
            lent = _lent(w, last, amount, out)
            last = of_compared(w, carried(w, amount, lent or last), measure)
            last = of_forecast(w, last, before_that) if measure is None else last
            if stands_for_somebody(article, last):
                i += 1
                continue
            counted = recent[-1] if recent else None
            before = Before(
                None if counted is None else counted.reading,
                whole_of(recent, last.reading, place),
                stated if place - stated_at <= _STATED_BACK else None,
            )
            amount = with_noun(article, last, before, limit)
            here = counted.reading if counted is not None and counted.place == place else None
            amount = differing(w, of_group(w, amount), sentence.beyond, dates, here)
            amount = paired(w, amount, unit if place - unit_at <= 1 else None)
            elided = with_elided(article, amount, counted, place)
            amount = elided or amount
            last = replace(last, beyond=amount.beyond)
            measure = last if measures(last) else measure
            if amount.reading.unit_kind is UnitKind.COUNT and can_go_on(amount.reading):
                recent = [*recent[-_RECENT:], Counted(amount.reading, amount.beyond, place)]
            if is_in_unit(amount):
                unit, unit_at = amount, place
            if amount.reading.form is not Form.MULTIPLE:
                stated, stated_at = amount.reading, place
            i = low = max(i + 1, amount.beyond)
            sure = 1.0 if elided is None else SURE
            out.append(Figure((w.span(amount.first, amount.beyond),), amount.reading, score=sure))
    return _owned(_in_one_currency(w, out), quotes)


def _in_one_currency(w: Words, figures: list[Figure]) -> list[Figure]:
    """The figures with "60 grand" in the one currency that the article's other sums are of, if there is one."""
    grand = {n for n, f in enumerate(figures) if f.reading.unit_kind is UnitKind.CURRENCY and _is_grand(w, f)}
    if not grand:
        return figures
    unit = in_money_of(f.reading.unit for f in figures if f.reading.unit_kind is UnitKind.CURRENCY)
    return [
        replace(figure, reading=replace(figure.reading, unit=unit)) if n in grand else figure
        for n, figure in enumerate(figures)
    ]


def _is_grand(w: Words, figure: Figure) -> bool:
    return figure.reading.unit is None and "grand" in w.lowers[slice(*w.within(*figure.pieces[-1]))]


def _joined(w: Words, last: Amount | None, amount: Amount, out: list[Figure]) -> Amount:
    """The amount, as one with what stands before it where the two are one; the figure before leaves `out` then."""
    both = merged(w, last, amount) or spread(w, last, amount) or mixed_units(w, last, amount)
    if both is not None and last is not None and both.first == last.first:
        out.pop()
    return both or amount


def _dates(article: Article, published: date | None, addresses: set[int], passed: set[int]) -> dict[int, Date]:
    """Dates by their first word; those that only say when the article appeared go into `passed` instead."""
    w = article.words
    dates = {w.at(d.span[0]): d for d in find_dates(article.text, published)}
    for k in [k for k, d in dates.items() if says_when_it_appeared(article.text, d)]:
        passed.update(range(*w.within(*dates.pop(k).span)))
    for k in dates.keys() & addresses:
        del dates[k]
    return dates


def _of_whom(article: Article, counted: Amount) -> Amount:
    """A count of a tally; of a percentage, with what the parse says of it."""
    if counted.reading.counted is not None:
        return counted
    return with_noun(article, counted, Before(), counted.beyond)


def _lent(w: Words, last: Amount | None, amount: Amount, out: list[Figure]) -> Amount | None:
    """The amount before with what this one lends it, its figure in `out` likewise; None where it lends nothing."""
    lent = lent_back(w, last, amount)
    if lent is not None:
        out[-1] = replace(out[-1], reading=_with_parsed(lent.reading, out[-1].reading))
    scaled = scale_lent(w, lent or last, amount)
    if scaled is None:
        return lent
    low, high = scaled.reading.low, scaled.reading.high
    out[-1] = replace(out[-1], reading=replace(out[-1].reading, low=low, high=high))
    return scaled


def _opens_dates(w: Words, amount: Amount, dates: dict[int, Date]) -> bool:
    """Whether a number is the day that a span of days begins with: "between 3 and 8 May", "from 3 to 8 May"."""
    k, low = amount.beyond, amount.reading.low
    bare = amount.reading.unit_kind is UnitKind.COUNT and amount.reading.counted is None
    if not bare or low is None or not 1 <= low <= _DAYS or k + 1 >= len(w) or k + 1 not in dates:
        return False
    day = w.texts[k + 1].isdecimal() and len(w.texts[k + 1]) <= len(str(_DAYS))
    return day and w.lowers[k] in ("and", "to", "or", "-", "–") and dates[k + 1].time.precision == "day"


def _with_parsed(lent: Reading, before: Reading) -> Reading:
    """What a figure was lent by the next one, with what the parse had said of it."""
    lent = replace(lent, predicate=before.predicate)
    if lent.unit_kind is not UnitKind.COUNT or lent.counted is not None:
        return lent
    return replace(lent, counted=before.counted, modifiers=before.modifiers)


def _has_digits(text: str, found: Date) -> bool:
    """Whether a date is written in digits; past one in words stands what moved: "fell on Thursday to 40"."""
    return any(char.isdigit() for char in text[slice(*found.span)])


def _is_measure(article: Article, i: int, found: Date, limit: int) -> bool:
    """Whether what looks like a year is measured, or is a time: "1640 sq m", "by 1530 GMT"."""
    w = article.words
    if found.time.precision != "year" or not w.texts[i].isdecimal() or w.ends[i] != found.span[1]:
        return False
    if tells_time(w, i, limit):
        return True
    unit = unit_after(w, i + 1, limit)
    return unit is not None and unit.kind in (UnitKind.PHYSICAL, UnitKind.CURRENCY)


def _limit(article: Article, i: int, beyond: int, dates: dict[int, Date]) -> int:
    """A figure stops where a date or the edge of a quoted passage begins."""
    for k in range(i + 1, min(beyond, i + 14)):
        if k in dates or article.inside[k] != article.inside[i]:
            return k
    return beyond


def _at(article: Article, i: int, low: int, limit: int) -> Amount | None:
    w = article.words
    if w.texts[i][0].isdecimal() or several_words(w, i, limit):
        found = ordinal_at(w, i, low, limit)
        if found is not None or names_by_ordinal(w, i, limit):
            return found
    if w.lowers[i] in ("once", "twice") and (found := times(w, i, low, limit)) is not None:
        return found
    amount = part_of_so_many(w, i, low, limit) or amount_at(w, i, low, limit)
    return numberless_at(w, i, low, limit) if amount is None else signed(w, amount, low, limit)


@lru_cache(maxsize=1 << 16)
def _may_begin(text: str) -> bool:
    """Whether a figure can begin with this word: most words of a text are spared all further questions."""
    lower = text.lower().replace("’", "'")
    if not text[0].isalpha():
        return text[0].isalnum() or text[0] in "$£€¥₹₽₴₺₩₪₦฿" or (text[0] == "." and len(text) > 1)
    return (
        "-" in lower
        or "‑" in lower
        or (text.isupper() and len(text) <= 5)
        or lower in _LEADS
        or is_number_word(lower)
        or ordinal_base(lower) is not None
        or opens_numberless(lower)
    )


def _owned(figures: list[Figure], quotes: list[Quote]) -> list[Figure]:
    """Each figure with the smallest quote that holds it."""
    pieces = sorted((start, end, number) for number, quote in enumerate(quotes) for start, end in quote.pieces)
    starts = [start for start, _, _ in pieces]
    reach: list[int] = []
    for _, end, _ in pieces:
        reach.append(max(end, reach[-1] if reach else 0))
    out = []
    for figure in figures:
        start, end = figure.pieces[0][0], figure.pieces[-1][1]
        best: tuple[int, int] | None = None
        k = high = bisect_right(starts, start) - 1
        while k >= 0 and reach[k] >= end and k > high - _PIECES_BACK:
            a, b, number = pieces[k]
            if a <= start and end <= b and (best is None or b - a < best[0]):
                best = (b - a, number)
                break
            k -= 1
        holder = None if best is None else best[1]
        speaker = None if holder is None else quotes[holder].speaker
        out.append(
            Figure(
                figure.pieces, figure.reading, holder, speaker, figure.score, figure.checkworthy, figure.reasons
            )
        )
    return out


def _put_forward(article: Article, directory: Directory, demands: Demands, polls: Polls, figure: Figure) -> Figure:
    """The figure with whoever is named as having put it forward, outside of quotes."""
    if figure.mention is not None or figure.reading.form is Form.DATE:
        return figure
    who = put_forward(article, directory, figure) or demands.of(figure) or polls.of(figure)
    return figure if who is None else replace(figure, speaker=who)


def _called(quotes: list[Quote]) -> dict[str, str]:
    """Names of speakers by their lower-case words, as they were first written."""
    names = [quote.speaker.name for quote in quotes if quote.speaker is not None and quote.speaker.name]
    return {name.lower(): name for name in reversed(names)}


class Figures:
    """Reads the article and the mentions of the components before it."""

    def __call__(self, doc: Doc) -> Doc:
        article, directory = article_of(doc), directory_of(doc)
        quotes = list(doc._.saidso_mentions)
        figures = find_figures(article, quotes, doc._.saidso_published)
        demands, polls = Demands(article, Resolver(directory), _called(quotes)), Polls(article, quotes)
        figures = [of_named(article, directory, figure) for figure in figures]
        doc._.saidso_figures = [_put_forward(article, directory, demands, polls, figure) for figure in figures]
        return doc


@Language.factory(
    "saidso_figures", requires=["doc._.saidso_article", "doc._.saidso_mentions"], assigns=["doc._.saidso_figures"]
)
def make_figures(nlp: Language, name: str) -> Figures:
    """Factory for `nlp.add_pipe("saidso_figures")`."""
    return Figures()


if not Doc.has_extension("saidso_figures"):
    Doc.set_extension("saidso_figures", default=())
    Doc.set_extension("saidso_published", default=None)
