"""Component `saidso_claims`: how worth checking each mention is, and which figures belong together.

Sets `doc._.saidso_comparisons` and rewrites `doc._.saidso_mentions` and `doc._.saidso_figures` with `checkworthy`
(0 to 1) and `reasons`. The score is a sum of named reasons, nothing hidden: see `checkworthy.py`.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from core.extraction.article import Article
from core.extraction.claims.checkworthy import rate_figure, rate_quote
from core.extraction.claims.links import compare
from core.extraction.quotes.component import article_of
from core.extraction.speakers.component import directory_of
from core.records import Figure


class Claims:
    """Reads what all components before it found."""

    def __call__(self, doc: Doc) -> Doc:
        article, directory = article_of(doc), directory_of(doc)
        figures: list[Figure] = list(doc._.saidso_figures)
        comparisons = compare(article, figures, doc._.saidso_mentions)
        compared = {n for c in comparisons for n in c.operands}
        around = _Sentences(article)
        rated = [
            rate_figure(article, directory, figure, around.of(figure), compared=n in compared)
            for n, figure in enumerate(figures)
        ]
        holding: dict[int, list[Figure]] = {}
        for figure in rated:
            if figure.mention is not None:
                holding.setdefault(figure.mention, []).append(figure)
        doc._.saidso_figures = rated
        doc._.saidso_mentions = [
            rate_quote(article, directory, quote, holding.get(n, ()))
            for n, quote in enumerate(doc._.saidso_mentions)
        ]
        doc._.saidso_comparisons = comparisons
        return doc


class _Sentences:
    """Looks up the words of the sentence around a figure."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.starts = [sentence.first for sentence in article.sentences]

    def of(self, figure: Figure) -> tuple[int, int]:
        place = bisect_right(self.starts, self.article.words.at(figure.pieces[0][0])) - 1
        sentence = self.article.sentences[max(0, place)]
        return sentence.first, sentence.beyond


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
