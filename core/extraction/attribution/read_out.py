"""Who reads out what somebody else wrote: "His lawyer read out a letter. In it, he said …"."""

from __future__ import annotations

from collections.abc import Iterator

from core.extraction.attribution.draft import Draft
from core.extraction.attribution.polled import Polled
from core.extraction.attribution.relay_phrases import REACH
from core.extraction.speakers.phrase_parts import DOCUMENTS
from core.extraction.speakers.phrases import Phrase, subject_before

_LONGEST_READ = 25
"""Words from "read" to the verb of what is written there."""
_ALOUD = frozenset({"aloud", "out", "into", "behalf", "part", "from"})
"""Beside "read a statement" these tell that others heard it."""
_LONGEST_TO_READ = 10
"""Words from "read" to the document: "read into the record part of a statement"."""
_LONGEST_SENTENCE = 45
_PRONOUNS = (["she"], ["he"], ["it"], ["they"])


class ReadOut(Polled):
    """Finds who reads a document aloud."""

    def _read_out(self, i: int, draft: Draft) -> Phrase | None:
        """ "She read aloud from a letter in which he wrote that …": whoever reads it out."""
        w = self.words
        if w.lowers[i] != "read" or not draft.cue:
            return None
        cue = w.at(min(draft.cue)[0])
        between = w.lowers[i + 1 : min(cue, i + _LONGEST_READ)]
        if not DOCUMENTS.intersection(between) or not (
            "which" in between or self._sent(i, draft.subject, between)
        ):
            return None
        return subject_before(self.article, i, draft.sentence.first)

    def _sent(self, read: int, source: Phrase | None, between: list[str]) -> bool:
        """Whether the speaker is who the document is from: "an email from Vell, who warned that"."""
        if source is None:
            return False
        lowers = self.words.lowers
        right_behind = read < source.first - 1 and lowers[source.first - 1] == "from"
        return right_behind or (lowers[source.first] == "who" and "from" in between)

    def _read_before(self, draft: Draft) -> Phrase | None:
        """Who in the sentence before read out what "she wrote" or "it said": "His lawyer read out a letter."."""
        w, source, end = self.words, draft.subject, draft.sentence.first
        if source is None or not draft.cue:
            return None
        if w.lowers[end : end + 2] in (["in", "it"], ["in", "them"]):
            return self._read_by(end)
        if w.lowers[source.first : source.beyond] not in _PRONOUNS:
            return None
        if w.text[slice(*min(draft.cue))].lower() not in ("wrote", "said", "says", "read", "reads"):
            return None
        for k in self._before(end):
            document = DOCUMENTS.intersection(w.lowers[k + 1 : min(end, k + _LONGEST_TO_READ)])
            if w.lowers[k] in ("read", "reads") and document:
                aloud = _ALOUD.intersection(w.lowers[k + 1 : end])
                if aloud == {"from"} and "wr" not in w.text[slice(*min(draft.cue))].lower():
                    return None  # "Vell wept as she read from a letter. “I am sorry,” she said" is Vell's own
                return subject_before(self.article, k, max(0, end - _LONGEST_SENTENCE)) if aloud else None
        return None

    def _read_by(self, end: int) -> Phrase | None:
        """Who read out the document of the sentence before word `end`: "A letter was read aloud by Ada Vell."."""
        w = self.words
        for k in self._before(end):
            if w.lowers[k] == "by" and "read" in w.lowers[max(0, k - REACH) : k]:
                document = DOCUMENTS.intersection(w.lowers[max(0, k - _LONGEST_SENTENCE) : k])
                return self._phrase(k + 1) if document else None
        return None

    def _before(self, end: int) -> Iterator[int]:
        """The words of the sentence before word `end`, last first, back to what is quoted in it."""
        for k in range(end - 1, max(0, end - _LONGEST_SENTENCE), -1):
            if (k < end - 1 and self.words.texts[k] in ".!?") or self.article.inside[k] >= 0:
                return
            yield k
