"""The constructions in which a verb reports what somebody said, each a function from a cue to a draft."""

from __future__ import annotations

from core.extraction.article import Sentence
from core.extraction.clauses import clause_end, clause_follows, complement
from core.extraction.cues import Hit
from core.extraction.draft import Draft
from core.extraction.phrases import Phrase, phrase_after, subject_before
from core.extraction.slots import SLOT, Slots

_HEARSAY = frozenset({"say", "report", "believe", "think", "allege", "understand", "know", "rumour", "rumor"})


class SentenceReports(Slots):
    """Reads the cues of one sentence, in order."""

    def read(self, hit: Hit) -> Draft | None:
        """The report that a cue makes, or None."""
        if hit.cue.lemma == "quote":
            return self.quoted_as_saying(hit)
        if hit.passive:
            return self.hearsay(hit)
        if (
            hit.cue.lemma in ("ask", "quiz", "press")
            and hit.cue.form == "past"
            and hit.first == self.sentence.first
        ):
            return self.asked(hit)
        subject = subject_before(self.article, hit.first, self.sentence.first)
        backward = self.after_quote(hit, subject)
        if backward is not None:
            return backward
        kinds = hit.cue.constructions
        if kinds & {"as", "reason", "likeness"} and (draft := self.slot_as(hit)) is not None:
            return draft
        if "call" in kinds and (draft := self.slot_call(hit)) is not None:
            return draft
        if "of" in kinds and (draft := self.slot_of(hit)) is not None:
            return draft
        return self.forward(hit) or self.after_clause(hit, subject) or self.relative(hit, subject)

    def forward(self, hit: Hit) -> Draft | None:
        """Cue, then what is reported: "said that …", "said: “…”", "urged them to …"."""
        found = complement(self.article, hit, self.sentence.beyond)
        if found is None:
            return None
        start, construction = found
        subject = self.subject_of(hit)
        if construction in ("bare", "noun", "whether", "infinitive", "for") and subject is None:
            return None
        if construction == "quote" and (draft := self._forward_quote(hit, start, subject)) is not None:
            return draft
        end = clause_end(self.article, start, self._clause_limit(hit, start), construction)
        if end <= start:
            return None
        return self.make(hit, [self.span(start, end)], subject, construction)

    def hearsay(self, hit: Hit) -> Draft | None:
        """ "He is said to own …", "it was understood that …": reported by nobody named."""
        w = self.words
        if hit.cue.lemma not in _HEARSAY or hit.beyond + 1 >= self.sentence.beyond:
            return None
        if w.lowers[hit.beyond] not in ("to", "that"):
            return None
        end = clause_end(self.article, hit.beyond, self.sentence.beyond, "infinitive")
        return self.make(hit, [self.span(hit.beyond, end)], None, "hearsay")

    def asked(self, hit: Hit) -> Draft | None:
        """ "Asked whether he would resign, Marr smiled": the question, by whoever asked."""
        w = self.words
        for k in range(hit.beyond, min(self.sentence.beyond, hit.beyond + SLOT)):
            if self.article.inside[k] >= 0 or w.texts[k] == ",":
                return None
            if w.lowers[k] in ("whether", "if", "what", "why", "how", "who", "where", "when", "which"):
                end = clause_end(self.article, k, self._clause_limit(hit, k), "whether")
                return self.make(hit, [self.span(k, end)], None, "asked") if end > k else None
        return None

    def before_break(self, hit: Hit, following: Sentence) -> Draft | None:
        """A cue whose colon ends the paragraph: what is said stands in the next one."""
        w = self.words
        last = self.sentence.beyond - 1
        if w.texts[last] != ":" or "quote" not in hit.cue.constructions or last - hit.beyond > SLOT:
            return None
        subject = self.subject_of(hit)
        if subject is None:
            return None
        number = self.article.inside[following.first]
        pieces = self.passage(number) if number >= 0 else [self.span(following.first, following.beyond)]
        draft = self.make(hit, pieces, subject, "colon")
        draft.passages.extend([number] if number >= 0 else [])
        return draft

    def _forward_quote(self, hit: Hit, start: int, subject: Phrase | None) -> Draft | None:
        number = self.article.inside[start]
        beyond = self._beyond(start)
        introduced = self.words.texts[start - 1] in (",", ":")
        rest = beyond < self.sentence.beyond and not self.words.is_mark(beyond)
        if not introduced and (rest or not self.utterance(number)):
            return None
        if subject is None and not introduced:
            return None
        draft = self.make(hit, self.passage(number), subject, "quote")
        draft.passages.append(number)
        self._continue(draft, beyond)
        return draft

    def after_quote(self, hit: Hit, subject: Phrase | None) -> Draft | None:
        """A quote, then its cue: "“…,” she said", "“…,” said Marr"."""
        if "quote" not in hit.cue.constructions and hit.cue.weight < 0.9:
            return None
        left = (subject.first if subject is not None else hit.first) - 1
        if subject is not None and left < self.sentence.first:
            return self._after_loose(hit, subject)
        comma = left > self.sentence.first and self.words.texts[left] == "," and self.article.inside[left] < 0
        last = left - comma
        if last < self.sentence.first or self.article.inside[last] < 0:
            return None
        number = self.article.inside[last]
        if any(number in draft.passages and draft.rule in ("quote", "loose") for draft in self.drafts) or not (
            comma or self._pauses(last)
        ):
            return None
        beyond = hit.beyond
        if subject is None:
            subject, beyond = self._inverted(hit)
            if subject is None:
                return None
        pieces = self._content_with(number, last)
        draft = self.make(hit, pieces, subject, "after-quote")
        draft.passages.append(number)
        self._continue(draft, beyond)
        return draft

    def _after_loose(self, hit: Hit, subject: Phrase) -> Draft | None:
        """ "“Is that all?” Marr asked." where the question mark ended the sentence before."""
        if self.loose is None or subject.first != self.sentence.first:
            return None
        if complement(self.article, hit, self.sentence.beyond) is not None:
            return None
        draft = self.make(hit, self.passage(self.loose), subject, "after-quote")
        draft.passages.append(self.loose)
        return draft

    def _pauses(self, last: int) -> bool:
        """Whether a passage that ends with word `last` ends with a stop before or after its mark."""
        i = last
        while i > 0 and self.words.texts[i] in "”’\"'»" and self.article.inside[i] >= 0:
            i -= 1
        return self.words.texts[i] in ",?!…—–.-"

    def _inverted(self, hit: Hit) -> tuple[Phrase | None, int]:
        """The subject after its verb: "said Dale Harkin, a former judge"."""
        beyond = phrase_after(self.article, hit.beyond, self.sentence.beyond)
        if beyond is None:
            return None, hit.beyond
        core = beyond
        w = self.words
        if beyond + 2 < self.sentence.beyond and w.texts[beyond] == "," and self._apposes(beyond + 1):
            more = phrase_after(self.article, beyond + 1, self.sentence.beyond)
            beyond = more if more is not None else beyond
        return Phrase(hit.beyond, beyond, hit.beyond, core), beyond

    def _apposes(self, i: int) -> bool:
        """Whether an apposition begins with word i: "a former judge", or a name after a role."""
        w = self.words
        return w.lowers[i] in ("a", "an", "the") or (w.is_name(i) and not w.is_name(i - 2))

    def after_clause(self, hit: Hit, subject: Phrase | None) -> Draft | None:
        """A clause without quotation marks, then its cue: "The road was shut, officials said.\""""
        if "after" not in hit.cue.constructions or hit.cue.form == "ing":
            return None
        start = (subject.first if subject is not None else hit.first) - 1
        if start <= self.sentence.first + 1 or self.words.texts[start] != "," or self.article.inside[start] >= 0:
            return None
        beyond = hit.beyond
        if subject is None:
            subject, beyond = self._inverted(hit)
            if subject is None:
                return None
        lead = self._lead_start(start)
        if lead >= start:
            return None
        draft = self.make(hit, [self.span(lead, start)], subject, "after-clause")
        tail = self._tail(beyond, split=not clause_follows(self.article, lead, start))
        if tail is not None:
            draft.pieces.append(tail)
        return draft
