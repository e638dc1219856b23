"""Questions as reports: "Asked by Marr whether he would resign, he …"."""

from __future__ import annotations

from core.extraction.attribution import parsed
from core.extraction.attribution.clause_ends import clause_end
from core.extraction.attribution.cues import Hit
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.slots import Slots
from core.extraction.attribution.sourced import SLOT
from core.extraction.speakers.phrases import Phrase

_ASKED = frozenset({"asked", "pressed", "questioned", "challenged", "quizzed"})
_QUESTIONS = frozenset({"whether", "if", "why", "how", "when", "what", "about"})
_TOLD = frozenset({"told", "informed", "reminded", "warned", "advised", "assured"})
"""Participles of those to whom something is said."""


class Questions(Slots):
    """Reads the participle that opens a sentence about who was asked something."""

    def asked(self, hit: Hit) -> Draft | None:
        """ "Asked whether he would resign, Marr smiled": the question, by whoever asked."""
        w = self.words
        for k in range(hit.beyond, min(self.sentence.beyond, hit.beyond + SLOT)):
            by = w.lowers[hit.beyond] == "by"
            if self.article.inside[k] >= 0 or (w.texts[k] == "," and not by):
                return None
            if w.texts[k] == "," and w.lowers[k + 1] not in _QUESTIONS and not self._names_asker(k + 1):
                return None
            if w.lowers[k] in ("whether", "if", "what", "why", "how", "who", "where", "when", "which"):
                end = clause_end(self.article, k, self._clause_limit(hit, k), "whether")
                if end <= k:
                    return None
                return self.make(hit, [self.span(k, end)], self._asker(hit.beyond + 1, k) if by else None, "asked")
        return None

    def told_to(self, hit: Hit) -> Draft | None:
        """What somebody is asked or told, set off by commas: "Vell, asked if it was late, said …", "Told that …,".

        By whoever "by" names, or nobody; the subject of the sentence goes on behind the comma.
        """
        w, verb = self.words, hit.verb
        opens = hit.first == self.sentence.first
        if hit.first != verb or w.lowers[verb] not in _ASKED | _TOLD or not (opens or w.texts[verb - 1] == ","):
            return None
        second = "," in w.texts[self.sentence.first : verb - 1] and not parsed.qualifies(self.article, verb)
        if second or (opens and w.lowers[verb] in _ASKED):
            return None  # "the mayor, Ida Vell, warned that"; `asked` reads what opens a sentence
        reach = range(hit.beyond, min(self.sentence.beyond, hit.beyond + SLOT))
        leads = _QUESTIONS if w.lowers[verb] in _ASKED else frozenset({"that"})
        first = next((k for k in reach if w.lowers[k] in leads or self.article.inside[k] >= 0), None)
        if first is None or self.article.inside[first] >= 0:
            return None
        between = w.lowers[hit.beyond : first]
        comma = self._goes_on_behind(first, subject=opens)
        if comma is None or (between and between[0] != "by"):
            return None
        teller = self._asker(hit.beyond + 1, first) if between else None
        return self.make(hit, [self.span(first, comma)], teller, "told")

    def _goes_on_behind(self, first: int, *, subject: bool) -> int | None:
        """The comma behind which the sentence goes on: with its verb, or with a subject that is still to come."""
        w = self.words
        for k in range(first + 1, self.sentence.beyond - 1):
            if self.article.inside[k] >= 0 or w.texts[k] == ";":
                return None
            if w.texts[k] != ",":
                continue
            if subject and parsed.states(self.article, k + 1, self.sentence.beyond, of_somebody=True):
                return k
            if not subject and self.goes_on(k + 1):
                return k
        return None

    def _names_asker(self, k: int) -> bool:
        """Whether a name in apposition begins at word `k`: "Asked by her own counsel, Karl Brenn, whether"."""
        w = self.words
        while k < self.sentence.beyond and w.is_name(k):
            k += 1
        return w.texts[k - 1] != "," and w.texts[k : k + 1] == [","]

    def _asker(self, first: int, question: int) -> Phrase | None:
        """Who asks, from the word behind "by" to the question."""
        beyond = question - (self.words.texts[question - 1] == ",")
        comma = next((k for k in range(first, beyond) if self.words.texts[k] == ","), beyond)
        return self._without_day(Phrase(first, beyond, first, comma)) if comma > first else None

    def asked_about(self, last: int) -> bool:
        """Whether the passage that ends with word `last` is asked about: "Asked if he wrote “x”, he said"."""
        w, first = self.words, self.sentence.first
        if w.lowers[first] not in _ASKED:
            return False
        opens = last
        while opens > first and self.article.inside[opens - 1] == self.article.inside[last]:
            opens -= 1
        question = any(x in _QUESTIONS for x in w.lowers[first + 1 : opens])
        return question and w.texts[opens - 1] not in ":,"
