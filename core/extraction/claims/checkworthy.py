"""How worth checking a mention is: a sum of named reasons, to sort by and never to hide.

The score is a base plus the weight of every reason that holds, kept between 0 and 1, and shown with the reasons.
The weights are set by hand on the project's own ranked sentences (`tests/evaluation/figures/ranked.txt`) and claim
to hold for no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from core.extraction.article import Article
from core.extraction.lexicon import word_set, words
from core.extraction.speakers.people import Directory
from core.records import THOUGHT_OR_WISH, Figure, Form, Quote, Reading, SpeakerKind, UnitKind

QUOTE_BASE = 0.3
FIGURE_BASE = 0.35
THOUGHT = 0.1
"""Score of a mere thought or wish."""
_LONGEST = 200
"""Words of a mention that are looked at."""
_POINTING = frozenset(
    {"this", "that", "it", "so", "which", "these", "those", "them", "as", "much", "all", "of", "the", "same"}
)
"""Words of a report that by themselves say nothing that could be checked: "denied this", "said so"."""
_LOOKING_BACK = frozenset({"would", "could", "might", "may"})
"""Verbs that with "have" say what was, or was not, and not what will be."""
WEIGHTS = {
    "specific figure": 0.25,
    "figure": 0.15,
    "comparison": 0.2,
    "change": 0.1,
    "superlative": 0.2,
    "zero or all": 0.25,
    "range": 0.1,
    "bound": 0.05,
    "share": 0.1,
    "money": 0.1,
    "harm": 0.1,
    "named actor": 0.1,
    "time": 0.05,
    "place": 0.05,
    "cause": 0.15,
    "authority": 0.1,
    "allegation": 0.15,
    "denial": 0.1,
    "attributed": 0.1,
    "question": -0.25,
    "prediction": -0.15,
    "opinion": -0.2,
    "short": -0.15,
    "small talk": -0.15,
    "points elsewhere": -0.25,
    "vague": -0.1,
    "date": -0.3,
    "age": -0.2,
    "duration": -0.1,
    "ordinal": -0.15,
}


def rate_quote(article: Article, directory: Directory, quote: Quote, figures: Iterable[Figure]) -> Quote:
    """The quote with its check-worthiness and the reasons that make it up. `figures` are those it holds."""
    if THOUGHT_OR_WISH in quote.reasons:
        return replace(quote, checkworthy=THOUGHT)
    w = article.words
    first, beyond = w.at(quote.pieces[0][0]), w.at(quote.pieces[-1][1])
    beyond = min(beyond, first + _LONGEST)
    lowers = set(w.lowers[first:beyond])
    cue = {w.lowers[i] for a, b in quote.cue for i in range(*w.within(a, b))}
    stated = [figure.reading for figure in figures]
    numbers = [r for r in stated if r.form is not Form.DATE]
    reasons = [
        *_context(article, directory, first, beyond),
        *(["figure"] if numbers else []),
        *(r for r in ("superlative", "zero or all", "change") if any(r in _of_reading(x) for x in numbers)),
        *(["time"] if any(r.form is Form.DATE for r in stated) else []),
        *(["allegation"] if any(_begins(word, "allegations") for word in cue) else []),
        *(["denial"] if lowers & words("negations") and not lowers & word_set("opinions") else []),
        *_authority(quote),
    ]
    text = article.text[quote.pieces[-1][0] : quote.pieces[-1][1]].rstrip("”\"’' ")
    if text.endswith("?"):
        reasons.append("question")
    if not numbers and _predicts(w.texts[first:beyond], w.lowers[first:beyond]):
        reasons.append("prediction")
    if lowers & word_set("opinions"):
        reasons.append("opinion")
    if beyond - first < 7 and not numbers:
        reasons.append("short")
    if lowers & word_set("small_talk") and not numbers:
        reasons.append("small talk")
    if all(word in _POINTING or not word.isalnum() for word in w.lowers[first:beyond]):
        reasons.append("points elsewhere")
    return replace(quote, checkworthy=score(QUOTE_BASE, reasons), reasons=tuple(dict.fromkeys(reasons)))


def rate_figure(
    article: Article, directory: Directory, figure: Figure, sentence: tuple[int, int], *, compared: bool
) -> Figure:
    """The figure with its check-worthiness and the reasons that make it up. `sentence` are the words around it."""
    reasons = _of_reading(figure.reading)
    if compared:
        reasons.append("comparison")
    if figure.reading.form not in (Form.DATE, Form.ORDINAL) and figure.reading.unit_kind is not UnitKind.AGE:
        reasons.extend(_context(article, directory, *sentence))
    if figure.speaker is not None:
        reasons.append("attributed")
        if figure.speaker.kind is SpeakerKind.ORGANISATION:
            reasons.append("authority")
    return replace(figure, checkworthy=score(FIGURE_BASE, reasons), reasons=tuple(dict.fromkeys(reasons)))


def score(base: float, reasons: Iterable[str]) -> float:
    """`base` and the weights of the reasons, each once, kept between 0 and 1."""
    return round(min(1.0, max(0.0, base + sum(WEIGHTS[reason] for reason in set(reasons)))), 2)


def _of_reading(reading: Reading) -> list[str]:
    """What the figure itself gives as reasons."""
    form = {
        Form.RANGE: "range",
        Form.ALTERNATIVES: "range",
        Form.BOUND: "bound",
        Form.ZERO: "zero or all",
        Form.ALL: "zero or all",
        Form.SUPERLATIVE: "superlative",
        Form.VAGUE: "vague",
        Form.DATE: "date",
        Form.ORDINAL: "ordinal",
        Form.FRACTION: "share",
        Form.MULTIPLE: "change",
    }.get(reading.form)
    unit = {
        UnitKind.PERCENT: "share",
        UnitKind.CURRENCY: "money",
        UnitKind.AGE: "age",
        UnitKind.DURATION: "duration",
    }.get(reading.unit_kind)
    out = [reason for reason in (form, unit) if reason is not None]
    if _is_specific(reading):
        out.append("specific figure")
    if reading.change is not None:
        out.append("change")
    if reading.predicate is not None and _begins(reading.predicate, "harms"):
        out.append("harm")
    return out


def _is_specific(reading: Reading) -> bool:
    """Whether a number is given for something named: counted, measured or paid, and not hedged.

    A count of one tells little: "one hallmark of", "one company says", "in one case".
    """
    if (
        reading.form not in (Form.POINT, Form.RANGE, Form.ALTERNATIVES)
        or reading.approximate
        or reading.low is None
        or (reading.unit_kind is UnitKind.COUNT and reading.low == reading.high == 1)
    ):
        return False
    return reading.unit_kind not in (UnitKind.AGE, UnitKind.DURATION) and (
        reading.counted is not None or reading.unit is not None
    )


def _context(article: Article, directory: Directory, first: int, beyond: int) -> list[str]:
    """Named actors, places, times and causes in words `first`..`beyond`."""
    w = article.words
    out = []
    named = directory.named(first, min(beyond, first + _LONGEST))
    if any(w.texts[m[0]] != "I" for m in named):
        out.append("named actor")
    lowers = w.lowers[first:beyond]
    if any(
        lower in words("weekdays") or (lower in words("months") and w.is_name(first + n))
        for n, lower in enumerate(lowers)
    ):
        out.append("time")
    for n, lower in enumerate(lowers[:-1]):
        if (
            lower in ("in", "at", "near", "on")
            and w.is_name(first + n + 1)
            and lowers[n + 1] not in words("months")
        ):
            out.append("place")
            break
    if word_set("causes") & set(lowers) or ("due", "to") in pairwise(lowers):
        out.append("cause")
    return out


def _predicts(texts: Sequence[str], lowers: Sequence[str]) -> bool:
    """Whether words look ahead. "Would have taken" looks back, "next to nothing" says how much, May is a month."""
    return any(
        word in word_set("predictions")
        and not (word in _LOOKING_BACK and beyond == "have")
        and not (word == "next" and beyond == "to")
        and not (place and texts[place] == "May")
        for place, (word, beyond) in enumerate(zip(lowers, (*lowers[1:], ""), strict=True))
    )


def _authority(quote: Quote) -> list[str]:
    if quote.speaker is None:
        return []
    return ["authority"] if quote.speaker.kind is SpeakerKind.ORGANISATION else []


def _begins(word: str, stems: str) -> bool:
    return any(word.startswith(stem) for stem in word_set(stems))
