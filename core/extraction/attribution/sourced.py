"""Reports in an adjunct that names their source: "according to Marr", "in her view", "as she told the board"."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from core.extraction.attribution import parsed
from core.extraction.attribution.citing import CITING
from core.extraction.attribution.clause_ends import clause_end
from core.extraction.attribution.clauses import clause_follows
from core.extraction.attribution.cues import Hit
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.extent import PARTIES
from core.extraction.attribution.relatives import Relatives
from core.extraction.lexicon import words
from core.extraction.speakers.phrase_parts import is_person
from core.extraction.speakers.phrases import Phrase, is_verb, phrase_after
from core.records import Span

_OPENS_CLAUSE = frozenset(
    {"that", "which", "who", "because", "while", "whereas", "although", "though", "where", "when", "and", "but"}
)
_RELATIVE = frozenset({"who", "whose", "which", "that"})
_LONGEST_OCCASION = 8
"""Words behind a cue up to its comma: "as Marr told the board on Monday,"."""
_PUT_IT = "put it"
_FINDS_OUT = frozenset({"find", "show", "learn", "discover", "know"})
SLOT = 16
"""Words between a verb and the slot it opens ("described … as", "called … “x”")."""


class Sourced(Relatives):
    """What an adjunct with its source opens, closes or interrupts; each returns the draft it made, or None."""

    def according_to(self, i: int, source: int) -> Draft | None:
        """ "According to Marr, …", "in the words of Marr", "Per the filing, …": from word `i`, then the source."""
        beyond = phrase_after(self.article, source, self.sentence.beyond)
        if beyond is None:
            return None
        subject, end = Phrase(source, beyond, source, beyond), self._source_end(beyond)
        return self._sourced(i, subject, end, [self.span(i, source)])

    def in_view_of(self, i: int, subject: Phrase, noun: int) -> Draft | None:
        """ "In Marr’s view, …", "…, in her opinion": from word `i` to the word for the view."""
        cue = [self.span(i, i + 1), self.span(noun, noun + 1)]
        if self.words.lowers[noun] == "words":
            return self._in_words_of(noun, subject, cue)
        draft = self._sourced(i, Phrase(subject.first, noun + 1, subject.first, noun + 1), noun + 1, cue)
        if draft is not None:
            draft.subject = subject
        return draft

    def _in_words_of(self, noun: int, subject: Phrase, cue: list[Span]) -> Draft | None:
        """The quote behind "in her words", where the sentence has no report that it is a part of."""
        k = noun + 1 + (self.words.texts[noun + 1 : noun + 2] == [","])
        if self.drafts or k >= self.sentence.beyond or self.article.inside[k] < 0:
            return None
        draft = Draft(self.passage(self.article.inside[k]), cue, subject, "according-to", self.sentence)
        draft.passages.append(self.article.inside[k])
        self.drafts.append(draft)
        return draft

    def _sourced(self, i: int, subject: Phrase, beyond: int, cue: list[Span]) -> Draft | None:
        """What such a phrase from word `i` up to `beyond` opens, closes or interrupts."""
        start: int | None
        opens = i <= self.sentence.first + 1 or self.words.texts[i - 1] == ";"
        if opens:
            start, subject = self._after_opening(i, subject)
        else:
            start = self._after_source(i, beyond)
        if start is not None:
            pieces = [self.span(start, clause_end(self.article, start, self.sentence.beyond, "that"))]
        elif opens or (pieces := self._before_source(i, beyond)) == []:
            return None
        draft = Draft(pieces, cue, subject, "according-to", self.sentence)
        for k in range(*self.words.within(*pieces[0])):
            number = self.article.inside[k]
            if number >= 0 and number not in draft.passages:
                draft.passages.append(number)
        self.drafts.append(draft)
        return draft

    def _source_end(self, beyond: int) -> int:
        """The comma that ends a source with a relative clause: "according to a woman who was there, …"."""
        w = self.words
        if beyond >= self.sentence.beyond or w.lowers[beyond] not in _RELATIVE:
            return beyond
        reach = range(beyond + 1, min(self.sentence.beyond, beyond + SLOT))
        comma = next((k for k in reach if w.texts[k] == "," or self.article.inside[k] >= 0), beyond)
        return comma if w.texts[comma] == "," else beyond

    def _after_opening(self, i: int, subject: Phrase) -> tuple[int | None, Phrase]:
        """Where the clause begins that "According to …" opens, and the source: "According to Marr, the road …"."""
        w = self.words
        comma = next((k for k in range(subject.beyond, self.sentence.beyond) if w.texts[k] == ","), None)
        if comma is not None and comma == subject.beyond:
            comma = self._behind_aside(comma)
        main = parsed.main_clause(self.article, i, self.sentence.beyond)
        if main is not None and "," not in w.texts[i:main]:
            # "According to the ministry over 40 homes are flooded, …": the comma is a later one.
            return main, replace(subject, beyond=main, core_beyond=main)
        return (None if comma is None or comma + 1 >= self.sentence.beyond else comma + 1), subject

    def _behind_aside(self, comma: int) -> int:
        """The comma behind what tells more of the source: "According to Vell, who left,", "the mayor, Vell,"."""
        w = self.words
        reach = range(comma + 2, min(self.sentence.beyond - 1, comma + SLOT))
        following = next((k for k in reach if w.texts[k] == "," or self.article.inside[k] >= 0), comma)
        if w.texts[following] != "," or comma + 1 >= self.sentence.beyond:
            return comma
        apposed = w.lowers[comma + 1] in words("determiners") and not parsed.states(
            self.article, comma + 1, following
        )
        goes_on = clause_follows(self.article, following + 1, self.sentence.beyond)
        role = not w.is_name(comma - 1)
        told = all(
            (role and w.is_name(k)) or w.texts[k][0].isdigit() or w.texts[k][:2] in PARTIES
            for k in range(comma + 1, following)
        )
        aside = w.lowers[comma + 1] in _RELATIVE | CITING or apposed or told
        return following if aside and goes_on and following + 1 < self.sentence.beyond else comma

    def _before_source(self, i: int, beyond: int) -> list[Span]:
        """What stands before "according to", and after it where that alone is no clause."""
        w = self.words
        last = i - 1
        while last > self.sentence.first and self.article.inside[last] < 0 and w.texts[last] in ",—–":
            last -= 1
        lead = self._lead_start(last)
        if lead > last:
            return []
        tail = self._tail(beyond, split=True) if w.texts[i - 1] == "," else None
        left_open = self._left_open(last) or (tail is not None and self._wants_object(last, beyond + 1))
        clause = clause_follows(self.article, lead, last + 1)
        clause = clause or self._states(self._clause_start(last), last + 1)
        whole = tail is None or (clause and not left_open)
        if whole or tail is None:
            return [self.span(lead, last + 1)]
        return [self.span(self._clause_start(last), last + 1), tail]

    def _clause_start(self, last: int) -> int:
        """As `_lead_start`, but behind a semicolon: "Dell saw rain; in Vell’s view it was mist"."""
        lead = self._lead_start(last)
        stops = (k for k in range(last, lead, -1) if self.words.texts[k] == ";" and self.article.inside[k] < 0)
        return next(stops, lead - 1) + 1

    def _left_open(self, last: int) -> bool:
        """Whether a clause lacks its end: "The road was, in Vell’s view, shut"."""
        return self.words.lowers[last] in words("auxiliaries") - {"am"}

    def _states(self, first: int, beyond: int) -> bool:
        """Whether the parse has a subject and its finite verb in the words: "The man died"."""
        return self.article.syntax is not None and parsed.states(self.article, first, beyond, of_somebody=True)

    def _wants_object(self, last: int, behind: int) -> bool:
        """Whether a verb ends what stands before, and a noun phrase or an adjunct goes on behind the source.

        "The firm will close, according to the union, three of its depots" says that of three, not of the firm.
        """
        w, tree = self.words, self.article.syntax
        if tree is None or not tree.is_verb(last) or behind >= self.sentence.beyond:
            return False
        lower = w.lowers[behind]
        if lower in words("conjunctions") or lower in _OPENS_CLAUSE or lower in _RELATIVE:
            return False
        number = tree.word_class[behind] == "NUM" or lower[0].isdigit()
        age = behind + 1 >= self.sentence.beyond or w.is_mark(behind + 1)
        counted = w.texts[behind] in "$£€" or (number and not age)
        led = lower in words("determiners") or lower in words("prepositions")
        return counted or (led and not self._apposed_role(behind))

    def _apposed_role(self, first: int) -> bool:
        """Whether the words up to the next mark say who the source is: "the mayor.", "a baker, …"."""
        w, end = self.words, phrase_after(self.article, first, self.sentence.beyond)
        return end is not None and any(
            is_person(lower) for lower in takewhile(lambda x: x not in words("prepositions"), w.lowers[first:end])
        )

    def _after_source(self, i: int, beyond: int) -> int | None:
        """Where the clause goes on that a word before "according to" opens: "… that, according to Marr, …"."""
        w = self.words
        before = i - 1 - (w.texts[i - 1] == ",")
        opens = before >= self.sentence.first and w.lowers[before] in _OPENS_CLAUSE
        start = beyond
        while start < self.sentence.beyond and w.texts[start] != ",":
            start += 1
        if not opens or start + 1 >= self.sentence.beyond or start - beyond > SLOT:
            return None
        return start + 1 if clause_follows(self.article, start + 1, self.sentence.beyond) else None

    def as_said(self, hit: Hit) -> Draft | None:
        """ "As Marr told the board on Monday, the road was shut", "the plan was, as Marr put it, a farce".

        The clause is told as with "according to"; of what only leads up to a quote, the quote alone.
        """
        subject, comma = self.near_subject(hit), self._occasion_end(hit)
        if subject is None or comma is None or not self._tells_so(hit):
            return None
        i = subject.first - 1
        if i < self.sentence.first or self.words.lowers[i] != "as":
            return None
        if i == self.sentence.first:
            pieces = self._opened(comma)
        else:
            inserted = self.words.texts[i - 1] == "," and i - 1 > self.sentence.first
            pieces = self._around(i - 1, comma) if inserted else []
        if not pieces:
            return None
        draft = self.make(hit, pieces, subject, "according-to")
        if hit.cue.lemma == _PUT_IT:
            draft.cue.insert(0, self.span(i, i + 1))
        return draft

    def _tells_so(self, hit: Hit) -> bool:
        """Whether "as" and the cue can say whose words a clause has: no "as one might show", "as they found"."""
        reports = hit.cue.lemma == _PUT_IT or bool(hit.cue.constructions & {"after", "person"})
        return reports and not hit.cue.thought and not hit.hypothetical and hit.cue.lemma not in _FINDS_OUT

    def _occasion_end(self, hit: Hit) -> int | None:
        """The mark behind a cue and its occasion, in which no other clause begins: "told the board on Monday,"."""
        w = self.words
        for k in range(hit.beyond, min(self.sentence.beyond, hit.beyond + _LONGEST_OCCASION)):
            if self.article.inside[k] >= 0 or is_verb(self.article, k) or w.lowers[k] == "that":
                return None
            if w.is_mark(k):
                return None if w.texts[k] == "?" else k
        return None

    def _opened(self, comma: int) -> list[Span]:
        """The clause behind the comma of an adjunct that opens the sentence."""
        start = comma + 1
        if self.words.texts[comma] != "," or start >= self.sentence.beyond or self.article.inside[start] >= 0:
            return []
        if not parsed.states(self.article, start, self.sentence.beyond, of_somebody=True):
            return []
        return [self.span(start, clause_end(self.article, start, self.sentence.beyond, "that"))]

    def _around(self, before: int, comma: int) -> list[Span]:
        """What an insertion between the two commas, or before a full stop, interrupts or closes."""
        lead = self._lead_start(before)
        passage = comma + 1 < self.sentence.beyond and self.article.inside[comma + 1] >= 0
        if passage or lead >= before or self.article.inside[before - 1] >= 0:
            return []
        if self.words.lowers[before - 1] in _OPENS_CLAUSE:
            tail = self._tail(comma, split=True)
            return [] if tail is None else [tail]
        whole = parsed.states(self.article, lead, before, of_somebody=True)
        tail = None if self.words.texts[comma] != "," else self._tail(comma, split=not whole)
        if not whole and tail is None:
            return []
        return [self.span(lead, before)] if tail is None else [self.span(self._clause_start(before), before), tail]
