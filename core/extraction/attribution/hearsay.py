"""What somebody is told, or is said to have done: "they were told that", "he is said to own"."""

from __future__ import annotations

from core.extraction.attribution import parsed
from core.extraction.attribution.clauses import complement
from core.extraction.attribution.cues import Hit
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.questions import Questions
from core.extraction.attribution.states import States
from core.extraction.lexicon import words

_TOLD = frozenset({"tell", "ask", "inform", "warn", "order", "urge", "advise", "remind", "assure", "instruct"})
_TOLD_PAPERS = frozenset({"understand", "know"})
"""Of these, what papers write of what they were told: "is understood to be leaving" is nobody's thought."""
_HEARSAY = frozenset({"say", "report", "believe", "think", "allege", "understand", "know", "rumour", "rumor"})


class Hearsay(Questions, States):
    """Reads passive cues."""

    def hearsay(self, hit: Hit) -> Draft | None:
        """ "He is said to own …", "it was understood that …": reported by nobody named."""
        w = self.words
        if hit.cue.lemma in _TOLD:
            return self._told_by(hit)
        if hit.cue.lemma not in _HEARSAY or hit.beyond + 1 >= self.sentence.beyond:
            return None
        told = w.lowers[hit.beyond + 1]
        done = not w.is_name(hit.beyond + 1) and told not in words("determiners") and not told.isdigit()
        if w.lowers[hit.beyond] not in ("to", "that") or (w.lowers[hit.beyond] == "to" and not done):
            return None
        end = self._content_end(hit, hit.beyond, "infinitive")
        draft = self.make(hit, [self.span(hit.beyond, end)], None, "hearsay")
        draft.thought = draft.thought and hit.cue.lemma not in _TOLD_PAPERS
        return draft

    def _told_by(self, hit: Hit) -> Draft | None:
        """ "They were told that …", "he was asked whether …": by whoever "by" names, or nobody."""
        found = complement(self.article, hit, self.sentence.beyond)
        if found is None or found[1] not in ("that", "whether"):
            return self._told_aside(hit)
        start, construction = found
        end = self._content_end(hit, start, construction)
        if end <= start + 1:
            return None
        teller = parsed.agent_of(self.article, hit.verb, hit.beyond, start)
        return self.make(hit, [self.span(start, end)], teller, "told")

    def _told_aside(self, hit: Hit) -> Draft | None:
        """ "Of 86 invoices, 61 were inflated, the jury was told": nobody is named."""
        w, subject = self.words, self.near_subject(hit)
        comma = -1 if subject is None else subject.first - 1
        closes = w.texts[hit.beyond : hit.beyond + 1] in ([","], ["."])
        if comma <= self.sentence.first or w.texts[comma] != "," or not closes:
            return None
        lead = self._lead_start(comma)
        if not parsed.states(self.article, lead, comma) or self.article.inside[comma - 1] >= 0:
            return None
        return self.make(hit, [self.span(lead, comma)], None, "told")
