"""Of which poll "three in four" are a result: in the sentence, or in the one before."""

from __future__ import annotations

from itertools import pairwise

from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.relay_phrases import REACH, WINDOW, RelayPhrases
from core.extraction.lexicon import words
from core.extraction.speakers.phrases import Phrase, subject_before

_POLLS = frozenset({"poll", "survey", "polls", "surveys", "census", "questionnaire"})
_SHARES = frozenset({"half", "third", "quarter", "most", "majority", "percent", "%"})
_COUNTS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"})
"""Before "in", as in "three in four"."""
_LONGEST_SHARE = 6
"""Words of "three in four", "just over half of voters"."""
_MADE = frozenset(
    {"carried", "conducted", "commissioned", "made", "done", "run", "taken", "published", "released"}
)
"""Participles between a poll and the "by" of who made it: "carried out by"."""
_LONGEST_POLLED = 14
"""Words from "survey" to the "by" of who made it."""


class Polled(RelayPhrases):
    """Finds the poll behind a share of those asked."""

    def _polled(self, draft: Draft) -> Phrase | None:
        """The poll of which "nearly half" or "three in four" are a result, in the sentence or the one before."""
        w, source = self.words, draft.subject
        if source is None:
            return None
        said = w.lowers[source.core_first : min(source.core_beyond, source.core_first + _LONGEST_SHARE)]
        if not is_share(said):
            return None
        low = max(0, source.first - WINDOW)
        for k in range(source.first - 1, low, -1):
            if "\n" in self.article.text[w.ends[k] : w.starts[source.first]]:
                return None
            if w.lowers[k] in _POLLS:
                before = subject_before(self.article, k + 1, max(low, k - REACH))
                first = k if before is None else max(before.first, self._named_from(before.first, k))
                beyond = self._with_pollster(k)
                return Phrase(first, beyond, first, beyond)
        return None

    def _with_pollster(self, noun: int) -> int:
        """Where "A survey of 2,050 adults by the firm Arnholt" ends, for it is that firm's."""
        w = self.words
        for by in range(noun + 1, min(len(w) - 1, noun + _LONGEST_POLLED)):
            if w.is_mark(by) and w.texts[by] != ",":
                break
            if w.lowers[by] == "by":
                phrase = self._phrase(by + 1)
                named = phrase is not None and bool(self.directory.named(phrase.first, phrase.beyond))
                return phrase.beyond if phrase is not None and named else noun + 1
            if parsed.reads_as_verb(self.article, by) and w.lowers[by] not in _MADE:
                break
        return noun + 1

    def _named_from(self, first: int, noun: int) -> int:
        """The word from which "gave a Compass survey" is the survey's phrase: its article, else the name."""
        leads = [k for k in range(first, noun) if self.words.lowers[k] in words("determiners")]
        return leads[-1] if leads else first


def is_share(lowers: list[str]) -> bool:
    """Whether a speaker phrase begins with a share of those asked: "44 % of young men", "only one in five"."""
    among = any((a in _COUNTS or a.isdigit()) and b == "in" for a, b in pairwise(lowers))
    return among or "per" in lowers or bool(_SHARES.intersection(lowers))
