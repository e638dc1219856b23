"""Noun phrases of an article that can name who hands on what somebody said."""

from __future__ import annotations

from itertools import pairwise, takewhile

from core.extraction.article import Article
from core.extraction.lexicon import people, words
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrases import Phrase, phrase_after

REACH = 5
"""Words from the start of a phrase to the name in it, or between a participle and its "by"."""
WINDOW = 60
"""Words around the cue that are looked at."""


class RelayPhrases:
    """Reads such phrases; what else finds relayers builds on it."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.article: Article = directory.article
        self.words = self.article.words

    def _phrase(self, first: int) -> Phrase | None:
        """The noun phrase at word `first`, without what follows a name in it."""
        w = self.words
        if first >= len(w):
            return None
        possessor = w.lowers[first] == "her" and first + 1 < len(w) and w.texts[first + 1].isalpha()
        beyond = phrase_after(self.article, first + possessor, len(w))
        if beyond is None:
            return None
        for k in range(first + 1, beyond):
            if w.lowers[k] in words("prepositions") and w.lowers[k] not in ("of", "for"):
                beyond = k
                break
        named = self.directory.named(first, beyond)
        # "the Dutch daily Het Avondblad" does not end with "Dutch".
        leads = [w.lowers[one[1] : two[0]] for one, two in pairwise(named)]
        led = sum(1 for between in takewhile(lambda x: len(x) == 1 and x[0] in people().media, leads))
        if named and named[0][0] - first <= REACH:
            beyond = named[led][1]
        return Phrase(first, beyond, first, beyond)
