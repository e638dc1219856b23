"""A report as found in a sentence, and the steps that every construction shares."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed
from core.extraction.attribution.clause_ends import clause_end, reports_too
from core.extraction.attribution.cues import Hit
from core.extraction.lexicon import words
from core.extraction.speakers.phrases import Phrase, is_verb, subject_before
from core.language.text import Words
from core.records import Span

_LONGEST_LEAD = 5
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


_DASHES = frozenset("—–-")


@dataclass(slots=True)
class Draft:
    """A report as found, before its speaker is resolved. `pieces` and `cue` are characters, `subject` words.

    `passages` are the quoted passages taken whole.
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
    handed_on: str | None = None
    """The name of whoever hands it on, once that is known."""

    def announced(self, words: Words) -> tuple[int, int]:
        """Words (first, beyond) from the first to the last of cue and speaker phrase; it has a cue."""
        first, beyond = words.within(min(self.cue)[0], max(self.cue)[1])
        if self.subject is None:
            return first, beyond
        return min(first, self.subject.first), max(beyond, self.subject.beyond)


class Collector:
    """Holds the reports of one sentence. `drafts` are those found so far, in order of their cues."""

    def __init__(self, article: Article, sentence: Sentence, loose: int | None = None) -> None:
        self.article = article
        self.words = article.words
        self.sentence = sentence
        self.drafts: list[Draft] = []
        self.loose = loose
        """A quoted passage right before the sentence that no cue has taken yet."""

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
        found = self.near_subject(hit)
        return found if found is not None else self.shared_subject(hit)

    def near_subject(self, hit: Hit) -> Phrase | None:
        """The noun phrase right before the cue; where there is a parse, it says which.

        None where the parse has it behind the cue: "The results, out today, show a loss, says Ida Marr".
        """
        plain = subject_before(self.article, hit.first, self.sentence.first)
        states = "bare" in hit.cue.constructions
        if plain is not None and states and parsed.of_complement(self.article, hit.verb, plain):
            return None
        found = parsed.own_subject(self.article, hit.verb, self.sentence.first, hit.first, plain) or plain
        return None if found is None else self._without_day(found)

    def _without_day(self, phrase: Phrase) -> Phrase:
        """The phrase without "on Tuesday" at its end."""
        lowers = self.words.lowers
        beyond = phrase.beyond
        if beyond - phrase.first > 1 and lowers[beyond - 1] in words("weekdays"):
            before = lowers[beyond - 2]
            if before in ("on", "last", "early", "late"):
                beyond -= 2
            elif before not in words("prepositions") and before not in words("determiners"):
                beyond -= 1
        if beyond <= phrase.first or beyond == phrase.beyond:
            return phrase
        core_beyond = max(phrase.core_first + 1, min(phrase.core_beyond, beyond))
        return Phrase(phrase.first, beyond, phrase.core_first, core_beyond)

    def shared_subject(self, hit: Hit) -> Phrase | None:
        found = parsed.shared_subject(self.article, hit.verb, self.sentence)
        for draft in reversed(self.drafts):
            if draft.subject is not None and (found is None or self._holds(draft, found)):
                return draft.subject
        if found is not None:
            return found
        return self.main_subject(hit)

    def _holds(self, draft: Draft, phrase: Phrase) -> bool:
        """Whether the phrase stands in what the draft reports, and so cannot be the writer's subject."""
        start = self.words.starts[phrase.first]
        return any(a <= start < b for a, b in draft.pieces)

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

    def _clause_limit(self, hit: Hit, start: int) -> int:
        """Where a report inside a leading subordinate clause must end: "If she says he lied, the trial …"."""
        w, first = self.words, self.sentence.first
        if w.lowers[first] not in _SUBORDINATE or any(w.texts[k] == "," for k in range(first, hit.first)):
            return self.sentence.beyond
        for k in range(start + 1, self.sentence.beyond):
            if w.texts[k] == "," and self.article.inside[k] < 0:
                return k
        return self.sentence.beyond

    def _content_end(self, hit: Hit, start: int, construction: str) -> int:
        """Where the reported clause ends: by its words and marks, and at the latest where the parse says."""
        limit = self._clause_limit(hit, start)
        limit = parsed.content_limit(self.article, hit.verb, start, limit)
        if construction == "infinitive":
            limit = parsed.clause_end(self.article, hit.verb, start, limit)
        return clause_end(self.article, start, limit, construction)

    def _content_with(self, number: int, last: int) -> list[Span]:
        """The passage alone, or with the clause of the reporter's that leads up to it."""
        first = last
        while first > self.sentence.first and self.article.inside[first - 1] == number:
            first -= 1
        lead = self._lead_start(first)
        if first == lead or (self.words.texts[first - 1] in (":", ",") and self.utterance(number)):
            return self.passage(number)
        if self.words.texts[lead].isupper() and self.words.texts[first - 1] in _DASHES:
            return self.passage(number)  # "ORME (Norpress) — “It is late,”" has a dateline before it
        return [(self.words.starts[lead], self.article.quoted[number].end)]

    def _lead_start(self, first: int) -> int:
        closed = [d for d in self.drafts if d.rule in ("after-quote", "after-clause", "quote")]
        taken = [self.words.at(end) for draft in closed for _, end in (*draft.pieces, *draft.cue)]
        lead = max([self.sentence.first, *[t for t in taken if t <= first]])
        while lead < first and (self.words.is_mark(lead) and self.article.inside[lead] < 0):
            lead += 1
        return lead

    def _continue(self, draft: Draft, start: int) -> None:
        """Second piece of a quote that its cue splits."""
        for k in range(start, min(self.sentence.beyond, start + 30)):
            number = self.article.inside[k]
            if number >= 0:
                joined = (
                    k - 2 >= start
                    and self.words.lowers[k - 1] in ("but", "and")
                    and self.words.texts[k - 2] == ","
                )
                if number not in draft.passages and (joined or self.words.texts[k - 1] in ",:.;—–"):
                    pieces = self.passage(number)
                    # "“A,” she said, but “B”" goes on from the conjunction.
                    draft.pieces.extend([(self.words.starts[k - joined], pieces[0][1]), *pieces[1:]])
                    draft.passages.append(number)
                return
            if is_verb(self.article, k) and self.words.lowers[k] not in ("led", "named"):
                return
            if k > start and reports_too(self.words.lowers[k]):
                return

    def _tail(self, start: int, split: bool) -> Span | None:
        """What goes on after a cue set between commas: "The plan, officials say, will cost …"."""
        end = clause_end(self.article, start, self.sentence.beyond, "after")
        if start + 2 >= self.sentence.beyond or self.words.texts[start] != "," or start + 1 >= end:
            return None
        lower = self.words.lowers[start + 1]
        if (
            not split
            and lower not in ("but", "by", "because")
            and (lower in words("conjunctions") or lower.endswith("ing") or lower in words("prepositions"))
        ):
            return None
        return self.span(start + 1, end)

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
    """Whether a quoted passage reads as speech of its own: begins with a capital, ends with a stop, or is long.

    Only its ends are read: it is asked for every sentence of a passage that may run over the whole article.
    """
    passage = article.quoted[number]
    start, end = passage.start, passage.end
    opening = article.text[start : min(end, start + _OPENING)].lstrip(_MARKS)
    closing = article.text[max(start, end - _CLOSING) : end].rstrip(_MARKS)
    if end - start <= _OPENING:
        opening = opening.rstrip(_MARKS)
    if not opening or not closing:
        return False
    count = len(opening.split())
    opens = opening[0].isupper() or opening[0] in "[…." or opening[0].isdigit()
    return opens and count >= 2 and (closing[-1] in ".,?!…—–-" or count >= _LONG)


_MARKS = "“”‘’\"'«»„` "
_OPENING, _CLOSING = 400, 40
"""Characters of a passage's ends that are read."""
_LONG = 8
"""Words from which a passage is speech whatever it ends with."""
