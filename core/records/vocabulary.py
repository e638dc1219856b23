"""The words that records are told with: spans, and the kinds and states of things."""

from __future__ import annotations

from enum import StrEnum

Span = tuple[int, int]
"""Start and end of a passage, in code points, end exclusive."""

Pieces = tuple[Span, ...]
"""A passage in one or more spans, in text order, not overlapping."""


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
    """What kind of amount a figure states; its `unit` names which, where there are several of the kind."""

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
    """How figures belong together. `core.figures.compare` reckons what each comes to."""

    SHARE = "share"
    SHORTFALL = "shortfall"
    CHANGE = "change"
    RATE = "rate"
    RESTATEMENT = "restatement"
    SUM = "sum"
    EXCESS = "excess"
    """What was measured beside the limit that it is above, in that order."""
    CONTRAST = "contrast"
    """Two groups or places at one time, the one spoken of first: nothing has become anything."""


class ReadPart(StrEnum):
    """What of a mention can be read otherwise than the program read it, in the order in which it is told."""

    PASSAGE = "passage"
    KIND = "kind"
    SPEAKER = "speaker"
    READING = "reading"


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

    @property
    def is_taken_up(self) -> bool:
        """Whether somebody holds it for a claim to be checked: it is more than found, and not turned away."""
        return self not in (ClaimState.SUGGESTED, ClaimState.DISMISSED)


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
