"""Component `saidso_claims`: how worth checking each mention is, and which figures belong together.

Sets `doc._.saidso_comparisons` and rewrites `doc._.saidso_mentions` and `doc._.saidso_figures` with `checkworthy`
(0 to 1) and `reasons`. The score is a sum of the named reasons below, nothing hidden.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from core.extraction.article import Article
from core.extraction.lexicon import words
from core.extraction.links import compare
from core.extraction.people import Directory
from core.extraction.quotes import article_of
from core.extraction.speakers import directory_of
from core.records import Comparison, Figure, Form, Quote, Reading, UnitKind

_QUOTE_BASE = 0.35
_FIGURE_BASE = 0.4
_THOUGHT = 0.1
_WEIGHTS = {
    "figure": 0.25,
    "comparison": 0.2,
    "named": 0.1,
    "allegation": 0.1,
    "negation": 0.05,
    "question": -0.2,
    "promise": -0.1,
    "opinion": -0.1,
    "short": -0.15,
    "range": 0.1,
    "bound": 0.05,
    "zero": 0.25,
    "superlative": 0.15,
    "attributed": 0.1,
    "date": -0.25,
    "age": -0.2,
    "duration": -0.1,
    "vague": -0.1,
    "share": 0.1,
    "money": 0.1,
}
_OPINIONS = frozenset(
    {
        "think",
        "believe",
        "feel",
        "hope",
        "proud",
        "happy",
        "sad",
        "love",
        "wonderful",
        "great",
        "terrible",
        "beautiful",
    }
)
_PROMISES = frozenset({"will", "shall", "'ll", "we'll", "i'll", "they'll", "he'll", "she'll"})
_ALLEGATIONS = frozenset({"claim", "allege", "accuse", "deny", "dispute", "insist", "contend", "assert", "boast"})


def rate_quote(article: Article, directory: Directory, quote: Quote, figures: bool) -> Quote:
    """The quote with its check-worthiness and the reasons that make it up."""
    if "thought or wish" in quote.reasons:
        return replace(quote, checkworthy=_THOUGHT)
    w = article.words
    first, beyond = w.at(quote.pieces[0][0]), w.at(quote.pieces[-1][1])
    beyond = min(beyond, first + 200)
    lowers = set(w.lowers[first:beyond])
    cue = {w.lowers[i] for a, b in quote.cue for i in range(*w.within(a, b))}
    reasons = [
        name
        for name, holds in (
            ("figure", figures),
            (
                "named",
                any(not article.text.startswith(("I ",), w.starts[m[0]]) for m in directory.named(first, beyond)),
            ),
            ("allegation", any(word.startswith(stem[:-1]) for word in cue for stem in _ALLEGATIONS)),
            ("question", article.text[quote.pieces[-1][0] : quote.pieces[-1][1]].rstrip("”\"’' ").endswith("?")),
            ("promise", bool(lowers & _PROMISES)),
            ("opinion", bool(lowers & _OPINIONS)),
            ("negation", bool(lowers & words("negations"))),
            ("short", beyond - first < 6 and not figures),
        )
        if holds
    ]
    return replace(quote, checkworthy=_score(_QUOTE_BASE, reasons), reasons=tuple(reasons))


def rate_figure(figure: Figure, compared: bool) -> Figure:
    """The figure with its check-worthiness and the reasons that make it up."""
    reading = figure.reading
    reasons = [*_form_reasons(reading)]
    if compared:
        reasons.append("comparison")
    if figure.speaker is not None:
        reasons.append("attributed")
    return replace(figure, checkworthy=_score(_FIGURE_BASE, reasons), reasons=tuple(reasons))


def _form_reasons(reading: Reading) -> list[str]:
    by_form = {
        Form.RANGE: "range",
        Form.ALTERNATIVES: "range",
        Form.BOUND: "bound",
        Form.ZERO: "zero",
        Form.SUPERLATIVE: "superlative",
        Form.VAGUE: "vague",
        Form.DATE: "date",
    }
    by_unit = {
        UnitKind.PERCENT: "share",
        UnitKind.CURRENCY: "money",
        UnitKind.AGE: "age",
        UnitKind.DURATION: "duration",
    }
    return [r for r in (by_form.get(reading.form), by_unit.get(reading.unit_kind)) if r is not None]


def _score(base: float, reasons: list[str]) -> float:
    return round(min(1.0, max(0.0, base + sum(_WEIGHTS[r] for r in reasons))), 2)


class Claims:
    """Reads what all components before it found."""

    def __call__(self, doc: Doc) -> Doc:
        article, directory = article_of(doc), directory_of(doc)
        figures: list[Figure] = list(doc._.saidso_figures)
        comparisons: list[Comparison] = compare(article, figures)
        compared = {n for c in comparisons for n in c.operands}
        doc._.saidso_figures = [rate_figure(f, n in compared) for n, f in enumerate(figures)]
        holding = {f.mention for f in figures if f.mention is not None and f.reading.form is not Form.DATE}
        doc._.saidso_mentions = [
            rate_quote(article, directory, q, n in holding) for n, q in enumerate(doc._.saidso_mentions)
        ]
        doc._.saidso_comparisons = comparisons
        return doc


@Language.factory(
    "saidso_claims",
    requires=["doc._.saidso_mentions", "doc._.saidso_figures"],
    assigns=["doc._.saidso_comparisons", "doc._.saidso_mentions", "doc._.saidso_figures"],
)
def make_claims(nlp: Language, name: str) -> Claims:
    """Factory for `nlp.add_pipe("saidso_claims")`."""
    return Claims()


if not Doc.has_extension("saidso_comparisons"):
    Doc.set_extension("saidso_comparisons", default=())
