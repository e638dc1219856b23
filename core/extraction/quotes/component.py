"""Component `saidso_quotes`: pairs the quotation marks of an article and reads its words and sentences.

Sets `doc._.saidso_article`, an `core.extraction.article.Article`, which the later components share.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from core.extraction.article import Article
from core.extraction.quotes.frames import pair
from core.extraction.quotes.terms import mark_nicknames
from core.extraction.syntax import Syntax
from core.language.text import safe


def article_of(doc: Doc) -> Article:
    """The article of a document, built if `saidso_quotes` has not run."""
    if doc._.saidso_article is None:
        text = safe(doc.text)
        doc._.saidso_article = Article.build(text, pair(text))
        mark_nicknames(doc._.saidso_article)
        doc._.saidso_article.syntax = Syntax.of(doc, doc._.saidso_article.words)
    article: Article = doc._.saidso_article
    return article


class Quotes:
    """Reads `doc.text`; needs no other component."""

    def __call__(self, doc: Doc) -> Doc:
        article_of(doc)
        return doc


@Language.factory("saidso_quotes", assigns=["doc._.saidso_article"])
def make_quotes(nlp: Language, name: str) -> Quotes:
    """Factory for `nlp.add_pipe("saidso_quotes")`."""
    return Quotes()


if not Doc.has_extension("saidso_article"):
    Doc.set_extension("saidso_article", default=None)
