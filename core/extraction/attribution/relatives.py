"""Reports in relative clauses: "the cuts which she had called for", "a plan that critics say will fail"."""

from __future__ import annotations

from core.extraction.attribution import parsed
from core.extraction.attribution.cues import Hit
from core.extraction.attribution.draft import Collector, Draft
from core.extraction.lexicon import is_adverb, words
from core.extraction.speakers.phrases import Phrase, subject_before

_THAT = frozenset({"that", "which", "who"})
_EXTRACTS = frozenset(
    {"say", "claim", "argue", "contend", "maintain", "insist", "report", "believe", "think", "suggest", "estimate",
     "allege", "acknowledge", "concede", "admit", "fear", "hope", "predict", "warn", "agree", "know"}
)  # fmt: skip
"""Verbs whose clause may leave its subject to the noun before: "a plan that critics fear will fail"."""


class Relatives(Collector):
    """Reads the relative clauses around a cue."""

    def relative(self, hit: Hit, subject: Phrase | None) -> Draft | None:
        """An object relative: "the cuts which she had called for", "people whose release he sought"."""
        if subject is None or hit.cue.form == "ing":
            return None
        plain = subject_before(self.article, hit.first, self.sentence.first)
        if plain is not None and "whose" in self.words.lowers[max(0, subject.first - 1) : plain.first]:
            subject = plain  # a parser takes "release Mr Vell" for one name
        pronouns = {"whose"} if "relative" in hit.cue.constructions else set()
        if "for" in hit.cue.constructions:
            pronouns = {"whose", "which", "that"}
        w = self.words
        for k in range(subject.first - 1, max(self.sentence.first, subject.first - 4), -1):
            if w.lowers[k] in pronouns:
                before = subject_before(self.article, k, self.sentence.first)
                if before is None or (w.lowers[k] != "whose" and k != subject.first - 1):
                    return None
                first = before.first
                for i in range(before.first, k - 1):
                    if w.lowers[i] in words("prepositions"):
                        first = i + 1
                return self.make(hit, [self.span(first, subject.first)], subject, "relative")
        return None

    def extracted(self, hit: Hit, subject: Phrase | None) -> Draft | None:
        """A clause without its subject: "£40,000 that prosecutors said paid for a boat", "which Vell says was"."""
        w = self.words
        if subject is None or hit.cue.form == "ing" or hit.cue.lemma not in _EXTRACTS:
            return None
        that, start = subject.first - 1, hit.beyond
        led = subject.beyond == hit.first and that > self.sentence.first and w.lowers[that] in _THAT
        if not led or start + 1 >= self.sentence.beyond or self.article.inside[start] >= 0:
            return None
        verb = next((k for k in range(start, self.sentence.beyond) if not is_adverb(w.lowers[k])), start)
        if not self.goes_on(verb):
            return None
        end = self._content_end(hit, start, "bare")
        if w.texts[that - 1] == ",":
            end = next((k for k in range(start, end) if w.texts[k] == "," and self._goes_on_quoted(k + 1)), end)
        return self.make(hit, [self.span(start, end)], subject, "extracted") if end > verb else None

    def _goes_on_quoted(self, word: int) -> bool:
        """As `goes_on`, the verb in quotation marks or not: "…, which Vell says is late, “must be shut”"."""
        return self.goes_on(word + (self.article.inside[word] >= 0))

    def goes_on(self, word: int) -> bool:
        """Whether a verb stands there that goes on without a subject: "…, which Vell says was late, is shut"."""
        verb = self.words.lowers[word : word + 1]
        return bool(verb) and (verb[0] in words("auxiliaries") or parsed.reads_as_verb(self.article, word))
