"""What a desk shows: lists, articles, claims with all that stands around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from core.records.checking import CheckView, EvidenceRow, Publication, PublicCorrection, ReviewView
from core.records.found import Reading, is_in_passing
from core.records.vocabulary import (
    ClaimState,
    ComparisonKind,
    DismissReason,
    MentionKind,
    Pieces,
    ReadPart,
    Span,
    SpeakerKind,
)


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

    `text` is what people type into the search field; `db.search_query` says what it finds. The queue of what was
    returned holds what is `returned_to` somebody: assigned to them, or checked by them.
    """

    queue: Queue = Queue.ALL
    article_id: int | None = None
    speaker_id: int | None = None
    quotes: bool = True
    figures: bool = True
    text: str = ""
    order: Order = Order.POSITION
    assignee: str | None = None
    returned_to: str | None = None
    in_passing: bool = False
    """Whether the list is of the thoughts, wishes and captions that nobody has taken up, and of nothing else: no
    other list holds those."""


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
    superseded: bool = False
    """Whether a newer version of it is on the desk: what is left in it, the newer one does not have."""
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class AlikeArticle:
    """Another article on the desk with largely the same text: the two are drafts of one.

    `likeness` is the share of the shorter text's runs of words that the other has, 0 to 1; `earlier` the id of
    whichever of the two is the earlier draft.
    """

    id: int
    title: str
    likeness: float
    earlier: int


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where an article has words that were looked for: `span` in code points of its newest text, end exclusive.

    `before` and `after` are what stands beside the `words` in their paragraph, cut at words.
    """

    article_id: int
    title: str
    span: Span
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class TextPlaces:
    """Places in some of the articles; those in older ones are asked for `below`, which is None for the last."""

    places: tuple[TextPlace, ...] = ()
    below: int | None = None


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
    slight: bool = False
    """A date or an age: found like every figure, and seldom what a check is about."""


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
    whole: bool = True
    """Whether the text is the whole article; else the passages of it that a public report had, the rest blank:
    how many words or paragraphs it has, and what was found in it, is then not known."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the list. `start` is its place in the text, in code points."""

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
    quoted: bool = False
    """A figure that stands inside a quote, and that no checker gave to the narration."""

    @property
    def of_somebody(self) -> bool:
        """Whether it is somebody's words or figure, found or not, and not the article's own."""
        return self.kind.is_quote or self.quoted or self.speaker is not None


@dataclass(frozen=True, slots=True)
class ListedClaim(ClaimRow):
    """A claim as the list shows it. What is only read for showing it: of a figure the words around it.

    `before` and `after` are of its sentence, on one line, with the blanks beside it; empty for a quote. `guessed`
    says that its speaker was found with little certainty, and that no checker has named one.
    """

    before: str = ""
    after: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A remark about a claim, open until somebody resolves it."""

    id: int
    text: str
    by: str
    at: datetime
    resolved_by: str | None = None
    resolved_at: datetime | None = None


_PAIR = 2


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

    @property
    def is_pair(self) -> bool:
        """Whether it is of two figures: on these a person rules."""
        return len(self.operands) == _PAIR

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to confirm or reject it."""
        return self.verdict is None and self.is_pair


@dataclass(frozen=True, slots=True)
class HistoryRow:
    at: datetime
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Typing:
    """Words of a rationale that are no revision yet, and whose they are: only they are given them back."""

    words: str
    by: str


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
    """Whether somebody reads it otherwise than it was found, or first marked; `corrected_in` says in what."""
    dismissed_because: DismissReason | None = None
    typing: tuple[Typing, ...] = ()
    """What people typed that has not become a revision, the newest last: of a check that is worked on, and whose
    rationale nobody has written since."""
    review: ReviewView | None = None
    """The newest review, if it is about the newest revision; None as soon as the check has moved on."""
    rule: str = ""
    """The rule that found the passage; `checker` where a person marked it."""
    score: float | None = None
    """How sure the pipeline is of the passage, 0 to 1; None where a person marked it."""
    publication: Publication | None = None
    """The newest publication; it stays when the check is corrected or has to be looked at again."""
    public_corrections: tuple[PublicCorrection, ...] = ()
    """What was corrected since it was published, the oldest first."""
    comments: tuple[CommentRow, ...] = ()
    """Remarks among the desk's people, the oldest first; never in a public report."""
    recheck_on: date | None = None
    """The day from which it has to be looked at again ("true as of")."""
    stands: ClaimView | None = None
    """In a report: the claim as it was last published, or else approved, where it is otherwise now."""
    again: ClaimState | None = None
    """In a public report: where the work on it is now, of a claim that is shown as it last stood."""
    corrected_in: tuple[ReadPart, ...] = ()
    """What of the program’s reading somebody corrected; empty where a person marked it: there it read nothing."""

    @property
    def typed(self) -> str | None:
        """The newest of the typing that is given, if there is any."""
        return self.typing[-1].words if self.typing else None

    @property
    def is_passed_by(self) -> bool:
        """Whether it was found in passing and nobody has taken it up: only a list that asks for such holds it."""
        return is_in_passing(self.reasons) and not self.row.state.is_taken_up


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
class Decided:
    """How many checks of a speaker were sent to the editor and not answered yet, were approved, were published."""

    sent: int = 0
    approved: int = 0
    published: int = 0

    def __bool__(self) -> bool:
        return bool(self.sent or self.approved or self.published)


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """What stands around an opened claim. `alike` are speakers of the desk who may be the same as its speaker.

    `returned` is the newest review of whatever revision, if an editor sent the check back with it: it holds until
    one approves. `sent` is when, and by whom, the check was sent to the editor the last time. `decided` is what
    was decided of what its speaker says on the desk, `decided_here` of that in the claim's article.
    """

    comments: tuple[CommentRow, ...] = ()
    seen: tuple[SeenRow, ...] = ()
    record: SpeakerRecord | None = None
    alike: tuple[SpeakerRow, ...] = ()
    speaker_id: int | None = None
    returned: ReviewView | None = None
    sent: HistoryRow | None = None
    decided: Decided = Decided()
    decided_here: Decided = Decided()


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
    followed: int = 0
    """Figures that took a new speaker from the quote they stand in."""
    held: int = 0
    """Figures that would have changed so, but are published: only a correction changes those."""
    reread: int = 0
    """Figures whose date was read again, since the article's date is another."""
    carried: int = 0
    """Claims that went over to an article's newer version."""
    reopened: int = 0
    """Of these and of those left behind, the claims that have to be looked at again."""
    left: int = 0
    """Claims with work that stay in the earlier version, since the newer one does not have their words."""
    open_comments: int = 0
    """Comments on the check that was sent or approved which nobody has resolved."""
    unsettled: int = 0
    """Approved and published checks that have to be looked at again, since their speaker is somebody else now."""
    known: bool = False
    """The import added nothing, because the desk already has these bytes."""
