"""An article as it comes in, and what a pipeline found in it: one immutable analysis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.records.vocabulary import ComparisonKind, Form, MentionKind, Pieces, SpeakerKind, UnitKind


@dataclass(frozen=True, slots=True)
class Document:
    """An article as a reader delivered it, before it is on any desk.

    `sha256` is the hexadecimal digest of `original`, the bytes as they came. `text` has `\\n` newlines and no
    byte-order mark; nothing else about a plain-text file is changed, so offsets into it mean the same to all.
    """

    name: str
    """File name or address it came from, for people to read; never used as a path."""
    text: str
    original: bytes
    sha256: str
    media_type: str
    encoding: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """To whom a mention is given.

    `pieces` is the phrase in the text ("the US leader", "he"), empty where nobody is named there; `name` is who
    that is in this article; `via` the immediate relayer. `score` is the confidence, 0 to 1.
    """

    name: str | None
    kind: SpeakerKind = SpeakerKind.PERSON
    pieces: Pieces = ()
    via: str | None = None
    score: float = 1.0


THOUGHT_OR_WISH = "thought or wish"
"""The reason of what somebody is told to think, want or hope, and has not said."""
CAPTION = "caption"
"""The reason of the words below a picture, which say something only together with it."""
IN_PASSING = frozenset({THOUGHT_OR_WISH, CAPTION})
"""The reasons of mentions that no check is mostly about: they are listed, but only shown when asked for."""


def is_in_passing(reasons: Iterable[str]) -> bool:
    """Whether a mention found for these reasons was made in passing."""
    return not IN_PASSING.isdisjoint(reasons)


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct, mixed or indirect quote. `parent` indexes `Analysis.quotes` for a report inside a report."""

    kind: MentionKind
    pieces: Pieces
    cue: Pieces = ()
    speaker: Attribution | None = None
    negated: bool = False
    hypothetical: bool = False
    parent: int | None = None
    rule: str = ""
    score: float = 1.0
    checkworthy: float = 0.5
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberChange:
    """Direction `up` or `down`, and kind `by`, `to` or `from`, of a figure that states a change."""

    direction: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A date as an interval, both ends included, resolved against `anchor` (the publication date) if relative."""

    start: date | None
    end: date | None
    precision: str
    anchor: date | None = None
    alternatives: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure says. `low` and `high` have the scale applied and are both included; None is open.

    `unit` is an ISO 4217 code for money, or the lower-case name of a coin ("cent", "penny") where the article does
    not say of which currency; otherwise the unit's name in the singular.
    """

    low: Decimal | None
    high: Decimal | None
    form: Form = Form.POINT
    comparator: str = "="
    approximate: bool = False
    hedge: str | None = None
    change: NumberChange | None = None
    unit_kind: UnitKind = UnitKind.COUNT
    unit: str | None = None
    per: str | None = None
    counted: str | None = None
    modifiers: tuple[str, ...] = ()
    predicate: str | None = None
    time: TimeReading | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it means. `mention` indexes `Analysis.quotes` (the quote it stands in).

    `speaker` None means narration: the article's own voice.
    """

    pieces: Pieces
    reading: Reading
    mention: int | None = None
    speaker: Attribution | None = None
    score: float = 1.0
    checkworthy: float = 0.5
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures that belong together. `operands` index `Analysis.figures`: part before whole, before before after.

    For a share or shortfall `low` and `high` bound the share as a fraction (0.037 is 3.7 %), for a change, an
    excess or a contrast what is more, as a fraction of what was before, of the limit or of the second.
    """

    kind: ComparisonKind
    operands: tuple[int, ...]
    low: Decimal | None
    high: Decimal | None
    cue: Pieces = ()
    why: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundSpeaker:
    """A person, body or group an article names, with every phrase that stands for them."""

    name: str
    kind: SpeakerKind
    roles: tuple[str, ...] = ()
    pieces: Pieces = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one pipeline found in one text. `rules` is the fingerprint of rules and word lists.

    `language` names the language the text is in where that is surely not English ("French"): what was found in it
    is then not to be relied on. It is not kept on a desk.
    """

    pipeline: str
    rules: str
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    speakers: tuple[FoundSpeaker, ...] = ()
    language: str | None = None
