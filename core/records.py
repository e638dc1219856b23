"""The words of Saidso as frozen records: what an article, a mention, a claim, a check is.

Every layer speaks in these records. They hold no behaviour beyond small derived properties, know nothing
of Qt or SQL, and can cross a process boundary by pickling.

Offsets are Unicode code points into a version's text, end exclusive, everywhere in the project.
Times are timezone-aware UTC `datetime`s; numbers that an article states are `Decimal`s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Span = tuple[int, int]
"""Start and end of a passage, in code points, end exclusive."""

Pieces = tuple[Span, ...]
"""A passage in one or more spans, in text order, not overlapping."""


# --- the vocabulary -------------------------------------------------------------------------------------------


class MentionKind(StrEnum):
    """What a passage of the text is: one of three kinds of quote, or a figure."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    FIGURE = "figure"

    @property
    def is_quote(self) -> bool:
        return self is not MentionKind.FIGURE


class SpeakerKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"


class Form(StrEnum):
    """How a figure states its value (extraction format `saidso.extract/1`, field `form`)."""

    POINT = "point"
    RANGE = "range"
    ALTERNATIVES = "alternatives"
    BOUND = "bound"
    VAGUE = "vague"
    ZERO = "zero"
    ALL = "all"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    SUPERLATIVE = "superlative"
    DATE = "date"


class UnitKind(StrEnum):
    COUNT = "count"
    CURRENCY = "currency"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage-point"
    PHYSICAL = "physical"
    DURATION = "duration"
    DATE = "date"
    RATIO = "ratio"
    SCORE = "score"
    AGE = "age"


class ComparisonKind(StrEnum):
    SHARE = "share"
    SHORTFALL = "shortfall"
    CHANGE = "change"
    RATE = "rate"
    RESTATEMENT = "restatement"
    SUM = "sum"


class ClaimState(StrEnum):
    """Where a claim stands in its life. `core.checking.life` holds the allowed moves."""

    SUGGESTED = "suggested"
    OPEN = "open"
    CHECKING = "checking"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISMISSED = "dismissed"
    NEEDS_RECHECK = "needs-recheck"
    CORRECTING = "correcting"


class DismissReason(StrEnum):
    NOT_A_CLAIM = "not-a-claim"
    DUPLICATE = "duplicate"
    WRONG_SPAN = "wrong-span"
    TRIVIAL = "trivial"


class Question(StrEnum):
    """The two questions about a claim: were these the words, and is it true."""

    SAID = "said"
    SO = "so"


class Stance(StrEnum):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


# --- an article as it comes in --------------------------------------------------------------------------------


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


# --- what a pipeline found: one immutable analysis ------------------------------------------------------------


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

    For a share or shortfall `low` and `high` bound the share as a fraction (0.037 is 3.7 %).
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


# --- rating scales --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rating:
    """One rung of a scale. `number` orders verdicts in exports; None for those that carry no number."""

    key: str
    label: str
    short: str
    """Label for a narrow chip, at most about ten characters."""
    definition: str
    glyph: str
    """A character that stands for the rating wherever an icon cannot be drawn; unique in its question."""
    underline: str
    """Line style in the reader: solid, dash, dot, dash-dot, wave, double."""
    colour: str
    """`#rrggbb` on a light ground, contrast at least 4.5 : 1 on white."""
    colour_dark: str
    number: int | None = None
    is_opinion: bool = False
    """Opinion: the question of truth does not apply."""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """A versioned scale for both questions; old verdicts keep the scale they were given on."""

    key: str
    version: int
    title: str
    sources_needed: int
    said: tuple[Rating, ...]
    so: tuple[Rating, ...]

    def ratings(self, question: Question) -> tuple[Rating, ...]:
        return self.said if question is Question.SAID else self.so

    def find(self, question: Question, key: str | None) -> Rating | None:
        return next((r for r in self.ratings(question) if r.key == key), None)


# --- what a desk shows ----------------------------------------------------------------------------------------


class Queue(StrEnum):
    """The checker's lists at the left of the window. `TO_CHECK` is everything not yet settled or sent."""

    TO_CHECK = "to-check"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ALL = "all"
    DISMISSED = "dismissed"


class Order(StrEnum):
    POSITION = "position"
    CHECKWORTHY = "checkworthy"
    SPEAKER = "speaker"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims a list shows and how it is ordered. Fields left None or empty do not restrict.

    `text` is what people type into the search field; `db.search_query` says what it finds.
    """

    queue: Queue = Queue.ALL
    article_id: int | None = None
    speaker_id: int | None = None
    quotes: bool = True
    figures: bool = True
    text: str = ""
    order: Order = Order.POSITION
    assignee: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the list. `tally` counts claims by their So rating key; `None` is unrated."""

    id: int
    title: str
    outlet: str | None
    published: date | None
    words: int
    claims: int
    settled: int
    tally: tuple[tuple[str | None, int], ...] = ()
    analysed: bool = True


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    id: int
    name: str
    kind: SpeakerKind
    claims: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's passages in the reader. `speaker_pieces` are dotted, `pieces` tinted by kind."""

    claim_id: int
    kind: MentionKind
    pieces: Pieces
    speaker_pieces: Pieces
    state: ClaimState
    said: str | None = None
    so: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article opened in the reader, with the text of its newest version and the marks of its claims."""

    id: int
    version_id: int
    title: str
    byline: str | None
    outlet: str | None
    published: date | None
    text: str
    sha256: str
    words: int
    pipeline: str | None
    """Name and version of the pipeline of the newest analysis; None while there is none."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the list. `start` is its place in the text; `paragraph` counts from 1."""

    id: int
    article_id: int
    kind: MentionKind
    words: str
    speaker: str | None
    via: str | None
    state: ClaimState
    said: str | None
    so: str | None
    start: int
    checkworthy: float
    set_aside: bool = False
    assignee: str | None = None
    """Name of the person who is to check it."""


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A source and what it does to the claim, as a checker types it. Only `title` must be filled in."""

    title: str
    url: str = ""
    publisher: str = ""
    dated: date | None = None
    note: str = ""
    stance: Stance = Stance.CONTEXT


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A kept copy of a source, as it was at `at`: `size` bytes with that SHA-256 (64 hexadecimal digits).

    `url` is where the bytes came from, empty for a file that was handed over; `archive_url` a public archive's
    copy of the same, empty where there is none.
    """

    id: int
    url: str
    at: datetime
    media_type: str
    size: int
    sha256: str
    archive_url: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    id: int
    draft: EvidenceDraft
    added_by: str
    added_at: datetime
    captures: tuple[CaptureRow, ...] = ()
    """Kept copies of the source, the oldest first."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """The newest revision of a check. `revision` counts from 1; 0 means nothing has been entered."""

    revision: int = 0
    said: str | None = None
    so: str | None = None
    rationale: str = ""
    by: str | None = None
    at: datetime | None = None
    scale: str = ""
    """Scale key and version, as `saidso/1`."""
    example: bool = False
    """Entered by the program to show how a check looks; marked as such wherever it appears."""


class Decision(StrEnum):
    """What an editor decides about a check that was submitted."""

    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class ReviewView:
    """An editor's decision on one exact revision of a check. A later revision is not what was decided on."""

    decision: Decision
    by: str
    at: datetime
    comment: str
    revision: int


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison as the inspector draws it: the figures' words and readings, and what they come to."""

    kind: ComparisonKind
    operands: tuple[tuple[int, str, Reading], ...]
    """Claim id, words and reading of each operand."""
    low: Decimal | None
    high: Decimal | None
    why: str
    verdict: str | None = None
    """`confirmed`, or `made` by a person; None is the program's suggestion. A rejected one is not shown."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    at: datetime
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a checker changed in a mention, over the immutable analysis. Fields left None are as found.

    `no_speaker` gives the claim to the narration; `speaker` and `via` are names. `reading` replaces the whole
    reading of a figure.
    """

    pieces: Pieces | None = None
    kind: MentionKind | None = None
    speaker: str | None = None
    no_speaker: bool = False
    via: str | None = None
    reading: Reading | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim opened in the inspector: corrections applied, newest check, its evidence and history."""

    row: ClaimRow
    article_title: str
    pieces: Pieces
    paragraph: int
    before: str
    """Text from the start of its sentence to the claim."""
    after: str
    """Text from the end of the claim to the end of its sentence."""
    speaker_kind: SpeakerKind | None
    speaker_phrase: str | None
    """The words in the text that name the speaker."""
    speaker_score: float | None
    cue: str | None
    negated: bool
    hypothetical: bool
    reading: Reading | None
    reasons: tuple[str, ...]
    said_applies: bool
    """Whether the Said question applies: every quote, and every figure somebody else is reported to have given."""
    check: CheckView
    evidence: tuple[EvidenceRow, ...] = ()
    comparisons: tuple[ComparisonView, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    corrected: bool = False
    dismissed_because: DismissReason | None = None
    unsaved_rationale: str | None = None
    """Typing that was kept in the draft row but has not become a revision."""
    review: ReviewView | None = None
    """The newest review, if it is about the newest revision; None as soon as the check has moved on."""
    rule: str = ""
    """The rule that found the passage; `checker` where a person marked it."""
    score: float | None = None
    """How sure the pipeline is of the passage, 0 to 1; None where a person marked it."""


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What somebody said about a claim to those who work on it."""

    id: int
    text: str
    by: str
    at: datetime
    resolved: bool


@dataclass(frozen=True, slots=True)
class SeenRow:
    """The same claim in another article, and how it was rated there."""

    claim_id: int
    words: str
    speaker: str | None
    state: ClaimState
    said: str | None
    so: str | None
    article_title: str
    published: date | None


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """What a speaker's claims came to: of `found`, `checked` have a rating; counts by rating key."""

    found: int
    checked: int
    said: tuple[tuple[str, int], ...] = ()
    so: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """What stands around an opened claim. `alike` are speakers of the desk who may be the same as its speaker."""

    comments: tuple[CommentRow, ...] = ()
    seen: tuple[SeenRow, ...] = ()
    record: SpeakerRecord | None = None
    alike: tuple[SpeakerRow, ...] = ()
    speaker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What one committed action changed, so that views refresh just that.

    `label` names the action for undo ("rating: Misleading"); empty where it cannot be undone.
    """

    articles: frozenset[int] = field(default_factory=frozenset)
    claims: frozenset[int] = field(default_factory=frozenset)
    speakers: bool = False
    queues: bool = False
    label: str = ""
    focus_claim: int | None = None
    """The claim the action was about, for the view to show after undo and redo."""
    focus_article: int | None = None
    """The article the action was about: the one imported, or the one already on the desk with the same bytes."""
    known: bool = False
    """The import added nothing, because the desk already has these bytes."""
