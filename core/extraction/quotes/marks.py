"""Pairing of quotation marks.

Marks are paired paragraph by paragraph, so a stray one costs one paragraph at most; a quote goes on over
paragraphs where the next one opens with the mark repeated. Every mark is looked at a constant number of times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.language.text import paragraphs
from core.records import Pieces, Span

_MARK = re.compile(r"''|``|““|””|\"\"|[“”„‟«»\"‘’‚‛']")
_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:½|\.\d+)?\s?[\"”″]")
_ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|cause|n|bout|round|neath|tween)(?!\w)", re.IGNORECASE)
_OPENERS_BEFORE = "([{—–-/\u2009\u00a0…"
_STOPS = ",.?!…—–-"
_SHORTEST_UNCLOSED = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks, marks included; several pieces where it runs over paragraphs.

    `single` tells the marks' family; `closed` is false where the closing mark is missing.
    """

    pieces: Pieces
    single: bool = False
    closed: bool = True

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool
    strong: bool = False
    """Of a single mark: closes for certain, as it follows a stop."""


def pair(text: str) -> list[Quoted]:
    """Every outermost passage in quotation marks, in text order, never overlapping."""
    inches = {i for m in _INCHES.finditer(text) for i in range(*m.span())}
    found: list[Quoted] = []
    pending: list[Span] = []
    pending_single = False
    lines = paragraphs(text)
    openings = [_opening(text, span) for span in lines]
    ahead = _marks(text, lines[0], inches) if lines else []
    for number, span in enumerate(lines):
        marks, following = ahead, None
        if number + 1 < len(lines):
            ahead = _marks(text, lines[number + 1], inches)
            following = openings[number + 1] or ("double" if _closes_first(ahead) else None)
        if pending and not pending_single and openings[number] is None and _closes_first(marks):
            # The mark that should open this paragraph again is missing.
            found.append(Quoted((*pending, (span[0], marks[0].end))))
            pending, marks = [], marks[1:]
        quotes, unclosed = _pair_paragraph(text, span, marks, following, continuing=bool(pending))
        if pending and quotes and quotes[0].start == span[0] and quotes[0].single == pending_single:
            found.append(Quoted((*pending, *quotes[0].pieces), pending_single))
            pending = []
            quotes = quotes[1:]
        elif pending and unclosed is None:
            found.append(Quoted(tuple(pending), pending_single, closed=False))
            pending = []
        found.extend(quotes)
        if unclosed is not None:
            if pending and unclosed.start != span[0]:
                found.append(Quoted(tuple(pending), pending_single, closed=False))
                pending = []
            pending.extend(unclosed.pieces)
            pending_single = unclosed.single
    if pending:
        found.append(Quoted(tuple(pending), pending_single, closed=False))
    spoken = [q for q in found if any(c.isalnum() for a, b in q.pieces for c in text[a:b])]
    return sorted(spoken, key=lambda quoted: quoted.start)


def _closes_first(marks: list[_Mark]) -> bool:
    """Whether the first mark of a paragraph closes a double-quoted passage and so belongs to the one before."""
    return bool(marks) and marks[0].closes and not marks[0].opens and not marks[0].single


def _opening(text: str, span: Span) -> str | None:
    """Family of the mark a paragraph opens with: `double`, `single` or None."""
    first = text[span[0]]
    if first in '“"„«' or text.startswith(("''", "``"), span[0]):
        return "double"
    return "single" if first == "‘" or (first == "'" and not _ELISION.match(text, span[0] + 1)) else None


def _marks(text: str, span: Span, inches: set[int]) -> list[_Mark]:
    out = []
    for match in _MARK.finditer(text, *span):
        if match.start() in inches:
            continue
        mark = _read(text, match, span)
        if mark is not None:
            out.append(mark)
    return out


def _read(text: str, match: re.Match[str], span: Span) -> _Mark | None:
    """What a mark can do, from its shape and its neighbours; None for an apostrophe."""
    start, end = match.span()
    shape = match.group()
    before = text[start - 1] if start > span[0] else " "
    after = text[end] if end < span[1] else " "
    at_left = before.isspace() or before in _OPENERS_BEFORE or before in "“\"‘'„«,:;"
    at_right = not after.isalnum()
    if shape in "‘’‚‛'":
        return _read_single(text, start, shape, before, after)
    opens = shape in ("“", "““", "„", "‟", "«", "``") and not after.isspace()
    closes = shape in ("”", "””", "»") and not (before.isspace() and not after.isspace() and after.isalnum())
    if shape in ('"', "''", '""'):
        opens = at_left and not after.isspace()
        closes = not before.isspace() and (at_right or not at_left)
        if shape == '"' and before.isdigit() and not opens:
            closes = True
    elif not opens and not closes:
        opens, closes = not after.isspace(), not before.isspace()
    return _Mark(start, end, False, opens, closes) if opens or closes else None


def _read_single(text: str, start: int, shape: str, before: str, after: str) -> _Mark | None:
    if before.isalnum() and after.isalnum():
        return None
    at_left = before.isspace() or before in _OPENERS_BEFORE or before in '“"'
    opens = shape in "‘‚‛'" and at_left and not after.isspace() and not _ELISION.match(text, start + 1)
    closes = shape in "’'" and not before.isspace() and not after.isalnum()
    if before.isdigit() and shape == "'":
        return None
    return _Mark(start, start + 1, True, opens, closes, strong=before in _STOPS) if opens or closes else None


def _pair_paragraph(
    text: str, span: Span, marks: list[_Mark], following: str | None, *, continuing: bool
) -> tuple[list[Quoted], Quoted | None]:
    """Closed quotes of one paragraph, and the one that its end leaves open to go on in the next paragraph."""
    found: list[Quoted] = []
    closers = _closers_after(marks)
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not mark.opens:
            index += 1
            continue
        end = _close_single(text, marks, index) if mark.single else _close_double(marks, index, closers)
        if end is not None:
            found.append(Quoted(((mark.start, marks[end].end),), mark.single))
            index = end + 1
            continue
        rest = Quoted(((mark.start, span[1]),), mark.single, closed=False)
        if following == ("single" if mark.single else "double") and (mark.start == span[0] or not mark.single):
            return found, rest
        if not mark.single and (continuing or _worth_keeping(text, mark, span)):
            found.append(rest)
            break
        index += 1
    return found, None


def _closers_after(marks: list[_Mark]) -> list[int]:
    """For each index, how many more double marks close than open from there on."""
    out = [0] * (len(marks) + 1)
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        step = 0 if mark.single else int(mark.closes and not mark.opens) - int(mark.opens and not mark.closes)
        out[i] = out[i + 1] + step
    return out


def _close_double(marks: list[_Mark], index: int, closers: list[int]) -> int | None:
    depth = 1
    for i in range(index + 1, len(marks)):
        mark = marks[i]
        if mark.single:
            continue
        if mark.closes:
            depth -= 1
            if depth == 0:
                return i
        elif mark.opens:
            # A second opening mark: nested if enough marks are left to close both, else the first was a stray.
            if closers[i] < depth:
                return None
            depth += 1
    return None


def _close_single(text: str, marks: list[_Mark], index: int) -> int | None:
    """The closing mark of a single-quoted passage: first after a stop, else first that is no possessive."""
    weak = None
    for i in range(index + 1, len(marks)):
        mark = marks[i]
        if not mark.single:
            continue
        if mark.opens and not mark.closes:
            break
        if not mark.closes:
            continue
        if mark.strong:
            return i
        possessive = text[mark.start - 1] in "sS" and text[mark.end : mark.end + 2].strip()[:1].islower()
        if not possessive:
            return i
        weak = i if weak is None else weak
    return weak


def _worth_keeping(text: str, mark: _Mark, span: Span) -> bool:
    """Whether an unclosed mark still shows a quote: it opens the paragraph or follows a colon or comma."""
    lead = text[max(span[0], mark.start - 3) : mark.start].rstrip()
    long_enough = (
        len(text[mark.start : min(span[1], mark.start + 200)].split(maxsplit=_SHORTEST_UNCLOSED))
        >= _SHORTEST_UNCLOSED
    )
    return long_enough and (not lead or lead[-1] in ",:")
