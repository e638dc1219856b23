"""Reports whose cue is an adjective: "Marr is adamant that the road is shut", "groups are afraid it will be"."""

from __future__ import annotations

from core.extraction.attribution import parsed
from core.extraction.attribution.clause_ends import clause_end
from core.extraction.attribution.draft import Collector, Draft
from core.extraction.lexicon import is_adverb, state_cues, words

RULE = "state"
_LINKS = frozenset(
    {"is", "are", "was", "were", "be", "been", "'m", "'re", "remain", "remains", "remained", "feel", "feels",
     "felt", "seemed", "sounded"}
)  # fmt: skip
IMPERSONAL = frozenset({"it", "that", "this", "what", "there", "which"})
"""Subjects that are nobody: "it is certain that", "what was clear"."""
_WEIGHT = 0.9
_LEAST = 3
"""Words of a clause."""


class States(Collector):
    """Reads adjectives that tell what somebody holds."""

    def state(self, i: int) -> Draft | None:
        """The report of the adjective at word `i`, if somebody is so and a clause follows."""
        w, link = self.words, i - 1
        while link > self.sentence.first and (is_adverb(w.lowers[link]) or w.lowers[link] in words("negations")):
            link -= 1
        start = i + 1
        if link <= self.sentence.first or w.lowers[link] not in _LINKS or start + _LEAST > self.sentence.beyond:
            return None
        subject = parsed.verb_subject(self.article, i, self.sentence) or parsed.verb_subject(
            self.article, link, self.sentence
        )
        if subject is None or subject.beyond > link or self.article.inside[start] >= 0:
            return None
        if {w.lowers[subject.core_first], w.lowers[link - 1]} & IMPERSONAL:
            return None  # "it is clear that"
        if (
            w.lowers[start] != "that"
            and parsed.clause_after(self.article, i, start, self.sentence.beyond) != start
        ):
            return None
        limit = parsed.content_limit(self.article, i, start, self.sentence.beyond)
        end = clause_end(self.article, start, limit, "that")
        if end < start + _LEAST or not parsed.states(self.article, start + 1, end, of_somebody=True):
            return None
        draft = Draft(
            [self.span(start, end)], [self.span(link, i + 1)], subject, RULE, self.sentence, weight=_WEIGHT
        )
        draft.thought = state_cues()[w.lowers[i]]
        draft.negated = bool(words("negations").intersection(w.lowers[link:i]))
        self.drafts.append(draft)
        return draft
