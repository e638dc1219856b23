"""The constructions in which a sentence reports what somebody said, each a function from a cue to a draft."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.extraction.article import Article, Sentence
from core.extraction.clauses import clause_end, clause_follows, complement
from core.extraction.cues import Hit
from core.extraction.lexicon import nominal_cues, words
from core.extraction.phrases import Phrase, is_verb, phrase_after, subject_before
from core.records import Span

_SUBORDINATE = frozenset(
    {
        "if",
        "although",
        "though",
        "after",
        "while",
        "when",
        "since",
        "as",
        "because",
        "should",
        "were",
        "asked",
        "before",
        "until",
    }
)
_LONGEST_LEAD = 5
_HEARSAY = frozenset({"say", "report", "believe", "think", "allege", "understand", "know", "rumour", "rumor"})
_SLOT_WORDS = {"as": "as", "for": "reason", "over": "reason", "to": "likeness"}
_SLOT = 16
"""Words between a verb and the slot it opens ("described … as", "called … “x”")."""


@dataclass(slots=True)
class Draft:
    """A report as found, before its speaker is resolved. `pieces` and `cue` are characters, `subject` words.

    `passages` are the quoted passages taken whole; `inherits` says that the subject is that of an earlier cue.
    """

    pieces: list[Span]
    cue: list[Span]
    subject: Phrase | None
    rule: str
    sentence: Sentence
    weight: float = 1.0
    negated: bool = False
    hypothetical: bool = False
    thought: bool = False
    via: Phrase | None = None
    passages: list[int] = field(default_factory=list)
    follows_on: bool = False
    """No cue of its own: it goes on from the speaker before."""


class SentenceReports:
    """Collects the reports of one sentence. `drafts` are those found so far, in order of their cues."""

    def __init__(self, article: Article, sentence: Sentence, loose: int | None = None) -> None:
        self.article = article
        self.words = article.words
        self.sentence = sentence
        self.drafts: list[Draft] = []
        self.loose = loose
        """A quoted passage right before the sentence that no cue has taken yet."""

    # --- shared steps ---------------------------------------------------------------------------------------

    def span(self, first: int, beyond: int) -> Span:
        return self.words.span(first, beyond)

    def passage(self, number: int) -> list[Span]:
        return list(self.article.quoted[number].pieces)

    def make(self, hit: Hit, pieces: list[Span], subject: Phrase | None, rule: str) -> Draft:
        draft = Draft(
            pieces,
            [self.span(hit.first, hit.beyond)],
            subject,
            rule,
            self.sentence,
            weight=hit.cue.weight,
            negated=hit.negated,
            hypothetical=hit.hypothetical,
            thought=hit.cue.thought,
        )
        self.drafts.append(draft)
        return draft

    def subject_of(self, hit: Hit) -> Phrase | None:
        """The cue's subject to its left, or that of the verb it is joined to."""
        found = subject_before(self.article, hit.first, self.sentence.first)
        return found if found is not None else self.shared_subject(hit)

    def shared_subject(self, hit: Hit) -> Phrase | None:
        for draft in reversed(self.drafts):
            if draft.subject is not None:
                return draft.subject
        return self.main_subject(hit)

    def main_subject(self, hit: Hit) -> Phrase | None:
        """The subject of the sentence's first verb before the cue."""
        for i in range(self.sentence.first + 1, min(hit.first, self.sentence.first + 30)):
            if self.article.inside[i] < 0 and is_verb(self.article, i):
                return subject_before(self.article, i, self.sentence.first)
        return self._leading_name(hit)

    def _leading_name(self, hit: Hit) -> Phrase | None:
        """The name a headline begins with: "Marr vetoes the bill, calls it …"."""
        first = beyond = self.sentence.first
        while beyond < min(hit.first, first + _LONGEST_LEAD) and self.words.is_name(beyond):
            beyond += 1
        joined = hit.first > first and self.words.lowers[hit.first - 1] in (",", "and", "but")
        return Phrase(first, beyond, first, beyond) if joined and beyond > first else None

    # --- the constructions ----------------------------------------------------------------------------------

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

    def _clause_limit(self, hit: Hit, start: int) -> int:
        """Where a report inside a leading subordinate clause must end: "If she says he lied, the trial …"."""
        w, first = self.words, self.sentence.first
        if w.lowers[first] not in _SUBORDINATE or any(w.texts[k] == "," for k in range(first, hit.first)):
            return self.sentence.beyond
        for k in range(start + 1, self.sentence.beyond):
            if w.texts[k] == "," and self.article.inside[k] < 0:
                return k
        return self.sentence.beyond

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
        for k in range(hit.beyond, min(self.sentence.beyond, hit.beyond + _SLOT)):
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
        if w.texts[last] != ":" or "quote" not in hit.cue.constructions or last - hit.beyond > _SLOT:
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

    def _content_with(self, number: int, last: int) -> list[Span]:
        """The passage alone, or with the clause of the reporter's that leads up to it."""
        first = last
        while first > self.sentence.first and self.article.inside[first - 1] == number:
            first -= 1
        lead = self._lead_start(first)
        if first == lead or (self.words.texts[first - 1] in (":", ",") and self.utterance(number)):
            return self.passage(number)
        return [(self.words.starts[lead], self.article.quoted[number].end)]

    def _lead_start(self, first: int) -> int:
        closed = [d for d in self.drafts if d.rule in ("after-quote", "after-clause", "quote")]
        taken = [self.words.at(end) for draft in closed for _, end in (*draft.pieces, *draft.cue)]
        lead = max([self.sentence.first, *[t for t in taken if t <= first]])
        while lead < first and (self.words.is_mark(lead) and self.article.inside[lead] < 0):
            lead += 1
        return lead

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

    def _continue(self, draft: Draft, start: int) -> None:
        """Second piece of a quote that its cue splits."""
        for k in range(start, min(self.sentence.beyond, start + 30)):
            number = self.article.inside[k]
            if number >= 0:
                if number not in draft.passages and self.words.texts[k - 1] in ",:.;—–":
                    draft.pieces.extend(self.passage(number))
                    draft.passages.append(number)
                return
            if is_verb(self.article, k) and self.words.lowers[k] not in ("led", "named"):
                return

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

    def _tail(self, start: int, split: bool) -> Span | None:
        """What goes on after a cue set between commas: "The plan, officials say, will cost …"."""
        end = clause_end(self.article, start, self.sentence.beyond, "after")
        if start + 2 >= self.sentence.beyond or self.words.texts[start] != "," or start + 1 >= end:
            return None
        lower = self.words.lowers[start + 1]
        if not split and (
            lower in words("conjunctions") or lower.endswith("ing") or lower in words("prepositions")
        ):
            return None
        return self.span(start + 1, end)

    def relative(self, hit: Hit, subject: Phrase | None) -> Draft | None:
        """An object relative: "the cuts which she had announced", "people whose release he called for"."""
        if subject is None or "for" not in hit.cue.constructions or hit.cue.form == "ing":
            return None
        w = self.words
        for k in range(subject.first - 1, max(self.sentence.first, subject.first - 4), -1):
            if w.lowers[k] in ("whose", "which", "that"):
                before = subject_before(self.article, k, self.sentence.first)
                if before is None or (w.lowers[k] != "whose" and k != subject.first - 1):
                    return None
                first = before.first
                for i in range(before.first, k - 1):
                    if w.lowers[i] in words("prepositions"):
                        first = i + 1
                return self.make(hit, [self.span(first, subject.first)], subject, "relative")
        return None

    def slot_as(self, hit: Hit) -> Draft | None:
        """ "described it as …", and with quoted words "thanked him for “…”", "likened it to “…”"."""
        w = self.words
        for k in range(hit.beyond, min(self.sentence.beyond - 1, hit.beyond + _SLOT)):
            if self.article.inside[k] >= 0 or w.texts[k] in ".;:":
                return None
            construction = _SLOT_WORDS.get(w.lowers[k])
            if construction is None or construction not in hit.cue.constructions:
                continue
            near = any(self.article.inside[i] >= 0 for i in range(k + 1, min(self.sentence.beyond, k + 4)))
            if construction == "as" or near:
                return self._slot(hit, k + 1, self.span(k, k + 1), construction)
        return None

    def slot_call(self, hit: Hit) -> Draft | None:
        for k in range(hit.beyond, min(self.sentence.beyond, hit.beyond + _SLOT)):
            if self.article.inside[k] >= 0:
                start = k - (self.words.lowers[k - 1] in ("a", "an") and k - 1 > hit.beyond)
                return self._slot(hit, start, None, "call")
            if self.words.texts[k] in ".;:" or (self.words.texts[k] == "," and k > hit.beyond + 8):
                return None
        w = self.words
        k = hit.beyond + 1
        if k + 1 < self.sentence.beyond and w.lowers[hit.beyond] in ("it", "him", "her", "them", "this", "that"):
            if w.lowers[k] in ("a", "an", "the", "one"):
                return self._slot(hit, k, None, "call")
        return None

    def slot_of(self, hit: Hit) -> Draft | None:
        if hit.cue.particle and hit.cue.particle[-1] == "of":
            return self._slot(hit, hit.beyond, None, "of")
        for k in range(hit.beyond, min(self.sentence.beyond - 1, hit.beyond + _SLOT)):
            if self.article.inside[k] >= 0 or self.words.texts[k] in ".;:":
                return None
            if self.words.lowers[k] == "of":
                return self._slot(hit, k + 1, self.span(k, k + 1), "of")
        return None

    def _slot(self, hit: Hit, start: int, more_cue: Span | None, rule: str) -> Draft | None:
        subject = self.subject_of(hit)
        if start >= self.sentence.beyond or subject is None:
            return None
        end = clause_end(self.article, start, self.sentence.beyond, "noun")
        for k in range(start, end):
            if self.article.inside[k] >= 0:
                end = self._beyond(k)
                break
        if end <= start:
            return None
        draft = self.make(hit, [self.span(start, end)], subject, rule)
        if more_cue is not None:
            draft.cue.append(more_cue)
        return draft

    def quoted_as_saying(self, hit: Hit) -> Draft | None:
        """ "Belta quoted Coale as saying …" and "Coale was quoted by Belta as saying …"."""
        w = self.words
        for k in range(hit.beyond, min(self.sentence.beyond - 1, hit.beyond + 40)):
            if self.article.inside[k] >= 0 or w.texts[k] in ".;":
                return None
            if w.lowers[k] == "as" and w.lowers[k + 1] in (
                "saying",
                "telling",
                "having",
                "writing",
                "describing",
                "warning",
            ):
                return self._as_saying(hit, k)
        return None

    def _as_saying(self, hit: Hit, k: int) -> Draft | None:
        left = subject_before(self.article, hit.first, self.sentence.first)
        right = phrase_after(self.article, hit.beyond, k)
        via: Phrase | None
        if hit.passive:
            by = next((i for i in range(hit.beyond, k) if self.words.lowers[i] == "by"), None)
            beyond = None if by is None else phrase_after(self.article, by + 1, k)
            speaker = left
            via = None if by is None or beyond is None else Phrase(by + 1, beyond, by + 1, beyond)
            start = left.first if left is not None else hit.first
        else:
            if right is None:
                return None
            speaker, via = Phrase(hit.beyond, k, hit.beyond, right), left
            start = left.first if left is not None else hit.first
        saying = Hit(k, k + 1, k + 2, hit.cue)
        draft = self._as_saying_content(hit, saying, start, speaker)
        if draft is not None:
            draft.cue = [self.span(hit.first, hit.beyond), self.span(k, k + 2)]
            draft.via = via
            draft.rule = "quoted-as-saying"
        return draft

    def _as_saying_content(self, hit: Hit, saying: Hit, start: int, speaker: Phrase | None) -> Draft | None:
        i = saying.beyond
        w = self.words
        following = i < self.sentence.beyond and not w.is_mark(i) and w.lowers[i] not in words("prepositions")
        if (
            i < self.sentence.beyond
            and self.article.inside[i] >= 0
            or (i + 1 < self.sentence.beyond and w.texts[i] in ":," and self.article.inside[i + 1] >= 0)
        ):
            at = i if self.article.inside[i] >= 0 else i + 1
            draft = self.make(hit, self.passage(self.article.inside[at]), speaker, "quote")
            draft.passages.append(self.article.inside[at])
            return draft
        if following:
            end = clause_end(self.article, i, self.sentence.beyond, "that")
            return self.make(hit, [self.span(i, end)], speaker, "that")
        last = start - 1
        if last > self.sentence.first and w.texts[last] == "," and self.article.inside[last] < 0:
            last -= 1
        if last < self.sentence.first:
            return None
        number = self.article.inside[last]
        pieces = self._content_with(number, last) if number >= 0 else [self.span(self._lead_start(last), last + 1)]
        draft = self.make(hit, pieces, speaker, "quote")
        if number >= 0:
            draft.passages.append(number)
            self._continue(draft, saying.beyond)
        return draft

    # --- cues that are no verbs -----------------------------------------------------------------------------

    def according_to(self, i: int) -> Draft | None:
        w = self.words
        beyond = phrase_after(self.article, i + 2, self.sentence.beyond)
        if beyond is None:
            return None
        subject = Phrase(i + 2, beyond, i + 2, beyond)
        cue = [self.span(i, i + 2)]
        if i <= self.sentence.first + 1:
            start = next((k for k in range(beyond, self.sentence.beyond) if w.texts[k] == ","), None)
            if start is None or start + 1 >= self.sentence.beyond:
                return None
            pieces = [self.span(start + 1, clause_end(self.article, start + 1, self.sentence.beyond, "that"))]
        else:
            last = i - 1
            while last > self.sentence.first and self.article.inside[last] < 0 and w.texts[last] in ",—–":
                last -= 1
            lead = self._lead_start(last)
            if lead > last:
                return None
            pieces = [self.span(lead, last + 1)]
            tail = self._tail(beyond, split=True) if w.texts[i - 1] == "," else None
            if tail is not None and not clause_follows(self.article, lead, last + 1):
                pieces.append(tail)
        draft = Draft(pieces, cue, subject, "according-to", self.sentence)
        for k in range(*self.words.within(*pieces[0])):
            number = self.article.inside[k]
            if number >= 0 and number not in draft.passages:
                draft.passages.append(number)
        self.drafts.append(draft)
        return draft

    def nominal(self, i: int) -> Draft | None:
        """ "Mr Weld’s claim that …", "their demand to …"."""
        w = self.words
        kinds = nominal_cues()[w.lowers[i]]
        if i + 2 >= self.sentence.beyond or i - 1 < self.sentence.first:
            return None
        opens = w.lowers[i + 1]
        if not ((opens == "that" and "that" in kinds) or (opens == "to" and "infinitive" in kinds)):
            return None
        owner = self._owner(i)
        if owner is None:
            return None
        end = clause_end(self.article, i + 1, self.sentence.beyond, "that" if opens == "that" else "infinitive")
        draft = Draft([self.span(i + 1, end)], [self.span(i, i + 1)], owner, "nominal", self.sentence, weight=0.9)
        self.drafts.append(draft)
        return draft

    def _owner(self, i: int) -> Phrase | None:
        w = self.words
        for k in range(i - 1, max(self.sentence.first - 1, i - 4), -1):
            if w.lowers[k] in ("his", "her", "their", "its"):
                return Phrase(k, k + 1, k, k + 1)
            if w.lowers[k] == "'s" or (w.texts[k] in "’'" and k > self.sentence.first):
                return subject_before(self.article, k, self.sentence.first)
        return None

    # --- small helpers --------------------------------------------------------------------------------------

    def _beyond(self, i: int) -> int:
        """Word after the quoted passage that holds word i, within the sentence."""
        number = self.article.inside[i]
        while i < self.sentence.beyond and self.article.inside[i] == number:
            i += 1
        return i

    def utterance(self, number: int) -> bool:
        return is_utterance(self.article, number)


def is_utterance(article: Article, number: int) -> bool:
    """Whether a quoted passage reads as speech of its own: begins with a capital, ends with a stop, or is long."""
    passage = article.quoted[number]
    inner = article.text[passage.start : passage.end].strip("“”‘’\"'«»„` ")
    if not inner:
        return False
    opens = inner[0].isupper() or inner[0] in "[…." or inner[0].isdigit()
    return opens and (inner[-1] in ".,?!…—–-" or len(inner.split()) >= 8) and len(inner.split()) >= 2
