"""Whose the shares of a poll are: "In a survey by Pollwise, 44% said they agreed and 39% were against".

Those asked say what they think; that there are 44 in a hundred of them is the pollster's number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from core.extraction.article import Article
from core.extraction.attribution.polled import is_share
from core.records import Attribution, Figure, Form, Quote, SpeakerKind, UnitKind

_SCORE = 0.6


class Polls:
    """The polls behind the reports of an article, by the sentence in which shares of those asked speak."""

    def __init__(self, article: Article, quotes: Sequence[Quote]) -> None:
        self._starts = [article.words.starts[sentence.first] for sentence in article.sentences]
        self._by_sentence: dict[int, tuple[int, Attribution]] = {}
        for quote in quotes:
            who = quote.speaker
            if who is None or who.via is None or not who.pieces:
                continue
            if is_share(article.words.lowers[slice(*article.words.within(*who.pieces[0]))]):
                start = who.pieces[0][0]
                poll = Attribution(who.via, SpeakerKind.ORGANISATION, score=_SCORE)
                self._by_sentence.setdefault(self._sentence(start), (start, poll))

    def of(self, figure: Figure) -> Attribution | None:
        """Whose a share is that says something in a poll, or stands behind such a one in its sentence."""
        reading = figure.reading
        if reading.unit_kind is not UnitKind.PERCENT and reading.form is not Form.FRACTION:
            return None
        start = figure.pieces[0][0]
        found = self._by_sentence.get(self._sentence(start))
        return found[1] if found is not None and start >= found[0] else None

    def _sentence(self, start: int) -> int:
        return bisect_right(self._starts, start) - 1
