"""A quotation against the passage it was taken from, word by word, each difference with its class.

The classes say what differs, never whether that matters: the checker rates. Case, white space, the style of
quotation marks and dashes, and how thousands are set apart are no difference; a sign, a currency or a comparison
beside a number is of it, and no punctuation. Offsets are code points, end exclusive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.matching import flags
from core.matching.chain import Run, best_chain, is_leap
from core.matching.flags import Flag
from core.matching.tokens import Token, punctuation, tokens
from core.records import Pieces, Span

LEAST_SHARE = 0.3
"""Share of the quotation's words that a passage has to have to be taken for its source."""


class Difference(StrEnum):
    """How a part of a quotation stands to its source."""

    SAME = "same"
    PUNCTUATION = "punctuation"
    MARKED_CUT = "marked-cut"
    """Left out, and an ellipsis or square brackets say so."""
    UNMARKED_CUT = "unmarked-cut"
    SUBSTITUTION = "substitution"
    INSERTION = "insertion"
    """In the quotation and not in the source."""
    SPLICE = "splice"
    """What follows is from a separate passage, and nothing says so."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the quotation and what stands for it in the source; either may be empty (start == end)."""

    difference: Difference
    quoted: Span
    source: Span
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteDiff:
    """`segments` cover the quotation without gaps, in order. `passages` are where the source has it."""

    segments: tuple[Segment, ...]
    passages: Pieces
    summary: tuple[str, ...]
    """What differs in words, numbers, names and negations first; empty where nothing does."""

    @property
    def found(self) -> bool:
        """Whether the source has a passage that the quotation can have been taken from."""
        return bool(self.passages)


def compare(quotation: str, source: str) -> QuoteDiff:
    """The best-matching passage of `source` and how `quotation` differs from it.

    Where no passage shares enough words, the quotation is one insertion, and `found` is false.
    """
    quoted = tokens(quotation, marks=True)
    original = tokens(source, marks=False, hyphened=frozenset(token.key for token in quoted if "-" in token.key))
    chain = best_chain([token.key for token in quoted], [token.key for token in original])
    words = sum(not token.mark for token in quoted)
    if not words or sum(run.length for run in chain) < LEAST_SHARE * words:
        nothing = (Segment(Difference.INSERTION, (0, len(quotation)), (0, 0)),) if quotation else ()
        return QuoteDiff(nothing, (), ("not found in the source",))
    segments = _Builder(quotation, source, quoted, original).build(chain)
    return QuoteDiff(segments, _passages(chain, original), _summary(segments, quotation, source))


@dataclass(frozen=True, slots=True)
class _Step:
    """Words `quoted` of the quotation stand for words `source` of the source."""

    difference: Difference
    quoted: range
    source: range


class _Builder:
    """Turns a chain of runs into segments: first over words, then over the characters of both texts."""

    def __init__(self, quotation: str, source: str, quoted: list[Token], original: list[Token]) -> None:
        self._quotation, self._source = quotation, source
        self._quoted, self._original = quoted, original

    def build(self, chain: Sequence[Run]) -> tuple[Segment, ...]:
        steps: list[_Step] = list(self._edge(range(chain[0].quoted), chain[0].source, before=True))
        for at, run in enumerate(chain):
            if at:
                steps += self._between(chain[at - 1], run)
            steps.append(
                _Step(
                    Difference.SAME,
                    range(run.quoted, run.quoted + run.length),
                    range(run.source, run.source + run.length),
                )
            )
        last = chain[-1]
        rest = range(last.quoted + last.length, len(self._quoted))
        steps += self._edge(rest, last.source + last.length, before=False)
        return tuple(self._segments(steps))

    # --- words ---

    def _edge(self, words: range, place: int, *, before: bool) -> Iterable[_Step]:
        """The quotation's words outside the chain against as many of the source's beside it."""
        if not words:
            return []
        count = max(sum(not self._quoted[at].mark for at in words), 1)
        beside = (
            range(max(place - count, 0), place)
            if before
            else range(place, min(place + count, len(self._original)))
        )
        steps = list(self._aligned(words, beside))
        # What the source has beyond the quotation's ends was not quoted; that is no cut.
        cuts = {Difference.UNMARKED_CUT, Difference.MARKED_CUT}
        while steps and not steps[0 if before else -1].quoted and steps[0 if before else -1].difference in cuts:
            steps.pop(0 if before else -1)
        if not any(step.difference is Difference.SAME for step in steps):
            return self._foreign(words, beside, before=before)
        return steps

    def _foreign(self, words: range, beside: range, *, before: bool) -> Iterable[_Step]:
        """Words outside the chain of which the source has none beside it.

        One word, or brackets, stand in place of the source's next word; more are taken to be put in, since nothing
        shows how far the source's words beside them were meant.
        """
        place = beside.stop if before else beside.start
        next_word = beside[-1:] if before else beside[:1]
        marks = [at for at in words if self._quoted[at].mark]
        if len(marks) == len(words):
            brackets = any(self._quotation[self._quoted[at].span[0]] == "[" for at in marks)
            return [_Step(Difference.MARKED_CUT, words, next_word if brackets else range(place, place))]
        if len(words) == 1 and next_word:
            return [_Step(Difference.SUBSTITUTION, words, next_word)]
        return [_Step(Difference.INSERTION, words, range(place, place))]

    def _between(self, first: Run, second: Run) -> Iterable[_Step]:
        words = range(first.quoted + first.length, second.quoted)
        after, place = first.source + first.length, second.source
        if not is_leap(first, second):
            return self._aligned(words, range(after, place))
        marked = [at for at in words if self._quoted[at].mark]
        if marked:
            # An ellipsis over a long stretch is a marked cut, however long; before it, the words are put in.
            own = range(words.start, marked[0])
            rest = range(marked[-1] + 1, words.stop)
            cut = range(after, place) if place >= after else range(place, place)
            return [
                *self._inserted(own, after),
                _Step(Difference.MARKED_CUT, range(marked[0], marked[-1] + 1), cut),
                *self._inserted(rest, place),
            ]
        return [
            *self._inserted(words, after),
            _Step(Difference.SPLICE, range(words.stop, words.stop), range(place, place)),
        ]

    @staticmethod
    def _inserted(words: range, place: int) -> Iterable[_Step]:
        return [_Step(Difference.INSERTION, words, range(place, place))] if words else []

    def _aligned(self, words: range, source: range) -> Iterable[_Step]:
        """The smallest edit between two short stretches, as steps."""
        if not words and not source:
            return
        from rapidfuzz.distance import Levenshtein  # compiled; loaded when the first quotation is compared

        ours = [self._quoted[at].key or "\0" for at in words]
        theirs = [self._original[at].key for at in source]
        for code in Levenshtein.opcodes(ours, theirs):
            quoted = range(words.start + code.src_start, words.start + code.src_end)
            original = range(source.start + code.dest_start, source.start + code.dest_end)
            yield _Step(self._class(code.tag, quoted), quoted, original)

    def _class(self, tag: str, quoted: range) -> Difference:
        if tag == "equal":
            return Difference.SAME
        if tag == "insert":
            return Difference.UNMARKED_CUT
        if any(self._quoted[at].mark for at in quoted):
            return Difference.MARKED_CUT
        return Difference.SUBSTITUTION if tag == "replace" else Difference.INSERTION

    # --- characters ---

    def _segments(self, steps: list[_Step]) -> Iterable[Segment]:
        """The steps over the characters of the quotation, with punctuation between equal words compared."""
        at = 0
        last: tuple[int, int] | None = None  # the word before, where it was equal: in the quotation, in the source
        for step in _joined(steps):
            if step.difference is not Difference.SAME:
                begin = self._quoted[step.quoted.start].span[0] if step.quoted else at
                if begin > at:
                    yield self._same(at, begin, last)
                    at = begin
                end = self._quoted[step.quoted.stop - 1].span[1] if step.quoted else at
                yield self._segment(step, (at, end))
                at, last = end, None
                continue
            for word, place in zip(step.quoted, step.source, strict=True):
                yield from self._gap(at, word, place, last)
                at = self._quoted[word].span[1]
                yield Segment(Difference.SAME, self._quoted[word].span, self._original[place].span)
                last = (word, place)
        if at < len(self._quotation):
            yield self._same(at, len(self._quotation), last)

    def _gap(self, at: int, word: int, place: int, last: tuple[int, int] | None) -> Iterable[Segment]:
        """What stands before a word that is equal: the same as in the source, or other punctuation."""
        begin = self._quoted[word].span[0]
        if last is None or place != last[1] + 1:
            if begin > at:
                yield self._same(at, begin, last)
            return
        between = (self._original[last[1]].span[1], self._original[place].span[0])
        ours, theirs = self._quotation[at:begin], self._source[slice(*between)]
        alike = punctuation(ours) == punctuation(theirs)
        if begin > at or not alike:
            yield Segment(Difference.SAME if alike else Difference.PUNCTUATION, (at, begin), between)

    def _same(self, start: int, end: int, last: tuple[int, int] | None) -> Segment:
        place = self._original[last[1]].span[1] if last else 0
        return Segment(Difference.SAME, (start, end), (place, place))

    def _segment(self, step: _Step, quoted: Span) -> Segment:
        original = self._original
        if step.source:
            source = (original[step.source.start].span[0], original[step.source.stop - 1].span[1])
        else:
            place = original[step.source.start].span[0] if step.source.start < len(original) else len(self._source)
            source = (place, place)
        found = flags.flags(self._quotation, quoted, self._source, source)
        return Segment(step.difference, quoted, source, found)


def _joined(steps: Iterable[_Step]) -> Iterable[_Step]:
    """Neighbouring steps that are one difference as one: a mark with the words cut beside it, a changed phrase."""
    found: list[_Step] = []
    for step in steps:
        if step.difference is Difference.SAME and not step.quoted:
            continue
        if found and (merged := _one(found[-1], step)) is not None:
            found[-1] = merged
        else:
            found.append(step)
    return found


_WORDED = {Difference.SUBSTITUTION, Difference.INSERTION, Difference.UNMARKED_CUT}


def _one(first: _Step, second: _Step) -> _Step | None:
    quoted = range(first.quoted.start if first.quoted else second.quoted.start, second.quoted.stop)
    source = range(first.source.start, second.source.stop)
    kinds = {first.difference, second.difference}
    if Difference.SAME in kinds or Difference.SPLICE in kinds:
        return None
    apart = first.quoted and second.quoted and first.quoted.stop != second.quoted.start
    if first.source.stop != second.source.start or apart:
        return None
    if not second.quoted:
        quoted = first.quoted
    if Difference.MARKED_CUT in kinds:
        # A mark answers for the words left out beside it, not for words that were put in.
        if kinds <= {Difference.MARKED_CUT, Difference.UNMARKED_CUT}:
            return _Step(Difference.MARKED_CUT, quoted, source)
        return None
    if kinds == {Difference.INSERTION} or kinds == {Difference.UNMARKED_CUT}:
        return _Step(first.difference, quoted, source)
    return _Step(Difference.SUBSTITUTION, quoted, source) if kinds <= _WORDED else None


def _passages(chain: Sequence[Run], original: list[Token]) -> Pieces:
    """The stretches of the source that the chain goes through, in text order."""
    found: list[list[int]] = []
    for at, run in enumerate(chain):
        start, end = original[run.source].span[0], original[run.source + run.length - 1].span[1]
        if at and not is_leap(chain[at - 1], run):
            found[-1][1] = end
        else:
            found.append([start, end])
    return _merged(found)


def _merged(spans: list[list[int]]) -> Pieces:
    out: list[list[int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return tuple((start, end) for start, end in out)


_WORDS = {
    Difference.SUBSTITUTION: ("substitution", "substitutions"),
    Difference.INSERTION: ("insertion", "insertions"),
    Difference.SPLICE: ("splice of separate passages", "splices of separate passages"),
    Difference.UNMARKED_CUT: ("unmarked cut", "unmarked cuts"),
    Difference.MARKED_CUT: ("marked cut", "marked cuts"),
    Difference.PUNCTUATION: ("change of punctuation", "changes of punctuation"),
}


def _summary(segments: Iterable[Segment], quotation: str, source: str) -> tuple[str, ...]:
    segments = tuple(segments)
    counts = Counter(segment.difference for segment in segments)
    changed = [s for s in segments if s.difference not in {Difference.SAME, Difference.PUNCTUATION}]
    negations = (
        any(flags.has_negation(quotation, segment.quoted) for segment in changed),
        any(flags.has_negation(source, segment.source) for segment in changed),
    )
    said = flags.words({flag for segment in segments for flag in segment.flags}, negations)
    counted = (f"{counts[kind]} {_WORDS[kind][counts[kind] > 1]}" for kind in _WORDS if counts[kind])
    return (*said, *counted)
