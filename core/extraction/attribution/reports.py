"""The constructions in which a verb reports what somebody said, each a function from a cue to a draft."""

from __future__ import annotations

from core.extraction.article import Sentence
from core.extraction.attribution import parsed
from core.extraction.attribution.clause_ends import clause_end
from core.extraction.attribution.clauses import clause_follows, complement
from core.extraction.attribution.cues import Hit
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.hearsay import Hearsay
from core.extraction.attribution.sourced import SLOT
from core.extraction.lexicon import words
from core.extraction.speakers.phrase_parts import asks_for_anonymity
from core.extraction.speakers.phrases import Phrase, is_verb, phrase_after

_REFUSED = frozenset({"comment", "discuss", "elaborate", "answer", "respond", "speak", "talk", "explain"})
_BE = frozenset({"is", "was", "are", "were"})
_PLACES = frozenset({"there", "here", "back", "away", "up", "down"})
_MANNERS = frozenset({"to", "in", "with", "after", "before", "at", "during", "as", "for"})
"""Prepositions behind "as she put it": "in a letter", "to reporters", "at the hearing"."""
_RELATIVE = frozenset({"who", "that", "which", "whoever"})
_FINDS = frozenset({"find", "show", "record", "count", "document", "detect", "identify", "reveal", "report"})
"""Verbs whose object is a finding where research is their subject."""
RESEARCH = frozenset(
    {"survey", "surveys", "poll", "polls", "study", "studies", "report", "reports", "audit", "audits", "paper",
     "papers", "review", "analysis", "analyses", "census", "data", "figures", "statistics", "records", "filings",
     "documents", "results", "count", "tally", "investigation", "inquiry", "researchers", "scientists", "auditors",
     "investigators", "inspectors", "pollsters", "trial", "trials", "findings", "evidence"}
)  # fmt: skip
_IN_FACT = ["in", "fact"]
_OWNED = 8
"""Words between "whose" and its verb."""


class SentenceReports(Hearsay):
    """Reads the cues of one sentence, in order."""

    def read(self, hit: Hit) -> Draft | None:
        """The report that a cue makes, or None."""
        if hit.cue.lemma in ("quote", "cite", "report") and (draft := self.quoted_as_saying(hit)) is not None:
            return draft
        if hit.cue.lemma == "quote" or self._in_last_cue(hit) or asks_for_anonymity(self.article, hit.first):
            return None
        decided, draft = self._by_form(hit)
        if decided:
            return draft
        subject = None if self._closes_headline(hit) else self.near_subject(hit)
        backward = self.was_how(hit, subject) or self.after_quote(hit, subject)
        if backward is not None:
            return backward
        kinds = hit.cue.constructions
        if kinds & {"as", "reason", "likeness"} and (draft := self.slot_as(hit)) is not None:
            return draft
        if "call" in kinds and (draft := self.slot_call(hit)) is not None:
            return draft
        if "of" in kinds and (draft := self.slot_of(hit)) is not None:
            return draft
        if (draft := self.amount(hit)) is not None:
            return draft
        owner = {"whose"} & set(self.words.lowers[max(self.sentence.first, hit.first - _OWNED) : hit.first])
        found = self.relative(hit, subject) if owner else None
        found = found or self.extracted(hit, subject) or self.forward(hit)
        return found or self.after_clause(hit, subject) or self.relative(hit, subject)

    def _in_last_cue(self, hit: Hit) -> bool:
        """Whether the word is part of the cue before, the "saying" of "quoted as saying", or is what it reports.

        "Which the Courier says runs to ten pages" has the one cue.
        """
        if not self.drafts:
            return False
        start, end = self.span(hit.verb, hit.verb + 1)
        last = self.drafts[-1]
        reported = last.rule == "extracted" and last.pieces[0][0] == start
        return reported or any(a < end <= b for a, b in last.cue)

    def _by_form(self, hit: Hit) -> tuple[bool, Draft | None]:
        """Whether the cue's form alone decides how it is read, and what it then reports."""
        if hit.passive:
            return True, self.hearsay(hit)
        if "refusal" in hit.cue.constructions:
            return True, self.refusal(hit)
        opens = hit.cue.form == "past" and hit.first == self.sentence.first
        if opens and hit.cue.lemma in ("ask", "quiz", "press"):
            return True, self.asked(hit)
        if hit.cue.form in ("past", "participle") and (draft := self.told_to(hit)) is not None:
            return True, draft
        return False, None

    def _closes_headline(self, hit: Hit) -> bool:
        """Whether a line without a full stop ends with cue and speaker: "Inquiry: captain at fault, says mate"."""
        led = hit.first > self.sentence.first and self.words.texts[hit.first - 1] == ","
        if not led or not self.article.ends_open(self.sentence):
            return False
        return phrase_after(self.article, hit.beyond, self.sentence.beyond) == self.sentence.beyond

    def forward(self, hit: Hit) -> Draft | None:
        """Cue, then what is reported: "said that …", "said: “…”", "urged them to …"."""
        if (draft := self.as_said(hit) or self.what_was(hit)) is not None:
            return draft
        found = complement(self.article, hit, self.sentence.beyond) or self._parsed_clause(hit)
        if found is None:
            return self._object(hit)
        start, construction = found
        subject = self.subject_of(hit)
        if construction in ("bare", "noun", "whether", "infinitive", "for") and subject is None:
            return None
        if construction == "bare" and parsed.inverted(self.article, hit.verb, start):
            return None
        if construction == "that" and not parsed.is_conjunction(self.article, start, self.sentence.beyond):
            return None
        end = self._content_end(hit, start, construction)
        if construction == "bare" and parsed.has_object(self.article, hit.verb, start, end):
            kinds = hit.cue.constructions
            said = hit.cue.weight >= 0.97 and "person" not in kinds  # the object of "told" is who was told
            if end < start + 3 or not (said or kinds & {"noun", "object"}):
                return None
            construction = "noun"
            end = min(end, self._content_end(hit, start, construction))
        if construction == "quote" and (draft := self._forward_quote(hit, start, subject)) is not None:
            return draft
        end = self._before_main_verb(construction, subject, start, end)
        if end <= start:
            return None
        return self.make(hit, [self.span(start, end)], subject, construction)

    def _before_main_verb(self, construction: str, subject: Phrase | None, start: int, end: int) -> int:
        """Where what is said ends: before "was", which is not said, in "who shouted “fire!” was drunk"."""
        w = self.words
        if construction != "quote" or subject is None or w.lowers[subject.beyond - 1] not in _RELATIVE:
            return end
        i = self._beyond(start)
        return i if i < self.sentence.beyond and self.goes_on(i) else end

    def what_was(self, hit: Hit) -> Draft | None:
        """ "What the institute in fact wrote, last week, was “…”"."""
        w, subject = self.words, self.near_subject(hit)
        if subject is None or w.lowers[subject.first - 1 : subject.first] != ["what"] or hit.cue.thought:
            return None
        reach = range(hit.beyond, min(self.sentence.beyond - 1, hit.beyond + SLOT))
        be = next((k for k in reach if w.lowers[k] in ("was", "is") or self.article.inside[k] >= 0), None)
        number = -1 if be is None else self.article.inside[be + 1]
        if be is None or number < 0 or self.article.inside[be] >= 0:
            return None
        if (
            subject.beyond - subject.first > len(_IN_FACT)
            and w.lowers[subject.beyond - 2 : subject.beyond] == _IN_FACT
        ):
            subject = Phrase(subject.first, subject.beyond - 2, subject.core_first, subject.beyond - 2)
        draft = self.make(hit, self.passage(number), subject, "quote")
        draft.passages.append(number)
        return draft

    def _parsed_clause(self, hit: Hit) -> tuple[int, str] | None:
        """A clause that the words alone do not show: "reported at least six planes were there"."""
        if not hit.cue.constructions & {"bare", "person", "that"}:
            return None
        if self.words.texts[hit.beyond : hit.beyond + 1] == [","]:
            return None
        start = parsed.clause_after(self.article, hit.verb, hit.beyond, self.sentence.beyond)
        return None if start is None else (start, "that" if self.words.lowers[start] == "that" else "bare")

    def _object(self, hit: Hit) -> Draft | None:
        """What is spoken of, as a noun phrase: "criticised the plan", "pointed to its record"."""
        if hit.cue.form == "ing" or not ("object" in hit.cue.constructions or hit.cue.lemma in _FINDS):
            return None
        found = parsed.object_span(self.article, hit.beyond, hit.verb, self.sentence.beyond)
        subject = self.subject_of(hit)
        if found is None or subject is None:
            return None
        if hit.cue.lemma in _FINDS:
            # "showed Marr ahead by three points": what is said of the object is found too.
            rule, end = "finding", self._content_end(hit, found[0], "bare")
            if not self._is_research(subject):
                return None
        else:
            rule, end = "object", clause_end(self.article, *found, "noun")
        return self.make(hit, [self.span(found[0], end)], subject, rule) if end > found[0] else None

    def _is_research(self, subject: Phrase) -> bool:
        """Whether the phrase is what was found out in: a survey, a report, data."""
        lowers = self.words.lowers[subject.core_first : subject.core_beyond]
        head = next((lower for lower in lowers if lower in RESEARCH), None)
        before = lowers[: lowers.index(head)] if head is not None else []
        return head is not None and not any(word in words("prepositions") or word == "whose" for word in before)

    def refusal(self, hit: Hit) -> Draft | None:
        """ "declined to comment", "refused to discuss it": what was not said."""
        w = self.words
        i = hit.beyond
        if i + 1 >= self.sentence.beyond or w.lowers[i] != "to" or w.lowers[i + 1] not in _REFUSED:
            return None
        subject = self.subject_of(hit)
        end = clause_end(self.article, i, self.sentence.beyond, "infinitive")
        if subject is None or end <= i:
            return None
        draft = self.make(hit, [self.span(i, end)], subject, "refusal")
        draft.negated = True
        return draft

    def before_break(self, hit: Hit, following: Sentence) -> Draft | None:
        """A cue whose colon ends the paragraph: what is said stands in quotation marks in the next one."""
        w = self.words
        last = self.sentence.beyond - 1
        if w.texts[last] != ":" or "quote" not in hit.cue.constructions or last - hit.beyond > SLOT:
            return None
        number = self.article.inside[following.first]
        subject = self.subject_of(hit) if number >= 0 else None
        if subject is None:
            return None
        draft = self.make(hit, self.passage(number), subject, "colon")
        draft.passages.append(number)
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
        if ("quote" not in hit.cue.constructions and hit.cue.weight < 0.9) or self._puts_somewhere(hit):
            return None
        if hit.cue.form == "ing" and subject is not None and subject.beyond == hit.verb:
            return None  # "“A”, the ministry recommending “B”" leads to B
        left = (subject.first if subject is not None else hit.first) - 1
        if subject is not None and left < self.sentence.first:
            return self._after_loose(hit, subject)
        subject = self._with_open_apposition(subject, left)
        left = (subject.first if subject is not None else hit.first) - 1
        left -= subject is not None and self.words.lowers[left] == "as" and left > self.sentence.first
        comma = left > self.sentence.first and self.words.texts[left] == "," and self.article.inside[left] < 0
        last = left - comma
        if last < self.sentence.first or self.article.inside[last] < 0:
            return None
        number = self.article.inside[last]
        if self.asked_about(last):
            return None
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

    def _with_open_apposition(self, subject: Phrase | None, comma: int) -> Phrase | None:
        """ "“…,” the mayor, Ida Vell said": the subject with what stands before its comma, behind the quote."""
        w = self.words
        relative = subject is not None and w.lowers[subject.first] in _RELATIVE
        if subject is None or relative or w.texts[comma] != "," or self.article.inside[comma] >= 0:
            return subject
        first = comma
        while first > self.sentence.first and self.article.inside[first - 1] < 0 and not w.is_mark(first - 1):
            first -= 1
        first += w.texts[first] == ","
        before = range(first, comma)
        behind_quote = self.article.inside[first - 1 - (w.texts[first - 1] == ",")] >= 0
        named = w.is_name(subject.first) and w.lowers[subject.first] not in words("subjects")
        noun = bool(before) and (w.is_name(first) or (named and w.lowers[first] in words("determiners")))
        noun = noun and (named or w.lowers[subject.first] in words("determiners"))
        if not behind_quote or not noun or any(is_verb(self.article, k) for k in before):
            return subject
        core = (subject.core_first, subject.core_beyond) if named else (first, comma)
        return Phrase(first, subject.beyond, *core)

    def _puts_somewhere(self, hit: Hit) -> bool:
        """Whether a thing is put in its place: "“No entry.” Vell put it there", unlike "as Vell put it"."""
        if hit.cue.lemma != "put it":
            return False
        behind = self.words.lowers[hit.beyond : hit.beyond + 1]
        return bool(behind) and (behind[0] in _PLACES or behind[0] in words("prepositions") - _MANNERS)

    def was_how(self, hit: Hit, subject: Phrase | None) -> Draft | None:
        """ "“A disgrace” was how Marr described it", "“Reckless” is what she called the vote"."""
        w = self.words
        how = -1 if subject is None else subject.first - 1
        names = bool(hit.cue.constructions & {"as", "call", "likeness"})
        asked = ("how", "what") if names else ("how",)
        if how - 2 < self.sentence.first or w.lowers[how] not in asked or w.lowers[how - 1] not in _BE:
            return None
        last = how - 2
        last -= w.texts[last] == "," and self.article.inside[last] < 0
        if last < self.sentence.first or self.article.inside[last] < 0:
            return None
        number = self.article.inside[last]
        draft = self.make(hit, self.passage(number), subject, "quote")
        draft.passages.append(number)
        return draft

    def _after_loose(self, hit: Hit, subject: Phrase) -> Draft | None:
        """ "“Is that all?” Marr asked." where the question mark ended the sentence before."""
        if self.loose is None or subject.first != self.sentence.first:
            return None
        found = complement(self.article, hit, self.sentence.beyond)
        if found is not None and (hit.beyond != found[0] or self.words.lowers[found[0]] != "when"):
            return None  # but "“Is that all?” Marr said when told of it."
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
        if hit.cue.form == "ing":
            return None, hit.beyond
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

    def _related(self, beyond: int) -> bool:
        """Whether the words behind a speaker go on with the speaker: "says Otto Dell, who …"."""
        return self.words.lowers[beyond + 1 : beyond + 2] in (["who"], ["whose"])

    def _lead_to(self, hit: Hit, comma: int) -> int:
        """Where the clause before the comma begins, in a headline behind its colon."""
        lead = self._lead_start(comma)
        if not self._closes_headline(hit):
            return lead
        return next((k + 1 for k in range(comma - 1, lead, -1) if self.words.texts[k] == ":"), lead)

    def _behind_occasion(self, hit: Hit) -> int:
        """The comma behind when or where it was said, if a verb follows: "The hit, Vell said at noon, was it"."""
        comma = self._occasion_end(hit)
        led = comma is not None and self.words.lowers[hit.beyond] in words("prepositions") - {"by"}
        return comma if led and comma is not None and self.goes_on(comma + 1) else hit.beyond

    def _set_off_by_comma(self, comma: int, beyond: int) -> bool:
        """Whether a comma stands before the cue, behind more than one word.

        A word alone is enough where a verb follows: "Vell, police said, had left", "Nobody, she says, warned her".
        """
        w, first = self.words, self.sentence.first
        if comma <= first or w.texts[comma] != "," or self.article.inside[comma] >= 0:
            return False
        return comma > first + 1 or (w.texts[beyond : beyond + 1] == [","] and self.goes_on(beyond + 1))

    def after_clause(self, hit: Hit, subject: Phrase | None) -> Draft | None:
        """A clause without quotation marks, then its cue: "The road was shut, officials said.\""""
        if "after" not in hit.cue.constructions or hit.cue.form == "ing":
            return None
        start = (subject.first if subject is not None else hit.first) - 1
        relative = subject is not None and self.words.lowers[subject.first] in _RELATIVE
        if relative or not self._set_off_by_comma(start, hit.beyond):
            return None
        beyond = hit.beyond
        inverted = subject is None
        if subject is None:
            subject, beyond = self._inverted(hit)
            if subject is None:
                return None
        lead = self._lead_to(hit, start)
        if lead >= start:
            return None
        whole = clause_follows(self.article, lead, start) and parsed.states(self.article, lead, start)
        if not whole and not inverted:
            beyond = self._behind_occasion(hit)
        tail = None if inverted and self._related(beyond) else self._tail(beyond, split=not whole)
        if not inverted and "person" not in hit.cue.constructions and parsed.takes_object(self.article, hit.verb):
            return None
        closes = beyond >= self.sentence.beyond - 1 and hit.cue.weight >= 0.9
        headline = self.sentence.paragraph in self.article.headlines
        if tail is None and not headline and not closes and not parsed.states(self.article, lead, start):
            return None
        draft = self.make(hit, [self.span(lead, start)], subject, "after-clause")
        if tail is not None:
            draft.pieces.append(tail)
        return draft
