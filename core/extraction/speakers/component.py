"""Component `saidso_speakers`: the people and bodies an article names.

Sets `doc._.saidso_directory`, a `people.Directory`, and `doc._.saidso_speakers`, a list of
`core.records.FoundSpeaker` (those who say something, once `saidso_attribution` has run).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from core.extraction.quotes.component import article_of
from core.extraction.speakers.people import Directory


def directory_of(doc: Doc) -> Directory:
    """The directory of a document, built if `saidso_speakers` has not run."""
    if doc._.saidso_directory is None:
        doc._.saidso_directory = Directory(article_of(doc))
    directory: Directory = doc._.saidso_directory
    return directory


class Speakers:
    """Reads the article of `saidso_quotes`."""

    def __call__(self, doc: Doc) -> Doc:
        directory_of(doc)
        return doc


@Language.factory("saidso_speakers", assigns=["doc._.saidso_directory", "doc._.saidso_speakers"])
def make_speakers(nlp: Language, name: str) -> Speakers:
    """Factory for `nlp.add_pipe("saidso_speakers")`."""
    return Speakers()


if not Doc.has_extension("saidso_directory"):
    Doc.set_extension("saidso_directory", default=None)
    Doc.set_extension("saidso_speakers", default=())
