"""What a check is made of: sources, decisions, publications, corrections, people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.records.found import Reading
from core.records.vocabulary import MentionKind, Pieces, Stance


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A source and what it does to the claim, as a checker types it. Only `title` must be filled in.

    A confidential source stays on the desk: nothing of it goes into a public report.
    """

    title: str
    url: str = ""
    publisher: str = ""
    dated: date | None = None
    note: str = ""
    stance: Stance = Stance.CONTEXT
    locator: str = ""
    """Where in the source: a page, a time code, a cell of a table."""
    excerpt: str = ""
    """The passage of the source, in its own words."""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A kept copy of a source, as it was at `at`: `size` bytes with that SHA-256 (64 hexadecimal digits).

    `url` is where the bytes came from, empty for a file that was handed over, and `requested_url` the link that
    was asked for, which may have led there; `archive_url` is a public archive's copy of the same. `warc_sha256` is
    that of the whole exchange as a WARC file, empty where there was none; `by` who kept it, empty where an earlier
    version of the desk did not say.
    """

    id: int
    url: str
    at: datetime
    media_type: str
    size: int
    sha256: str
    archive_url: str = ""
    requested_url: str = ""
    by: str = ""
    warc_sha256: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A source under a claim as it stands now: what the checker says of it, and the copies that are kept."""

    id: int
    draft: EvidenceDraft
    added_by: str
    added_at: datetime
    captures: tuple[CaptureRow, ...] = ()
    """Kept copies of the source, the oldest first."""


class Did(StrEnum):
    """What somebody's part in a check is; `core.checking.parts` says what counts."""

    RATED = "rated"
    WROTE = "wrote"
    SOURCED = "sourced"
    READ = "read"
    """Corrected what the passage says, how it is read or who says it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody who had a part in a check, and what it is; nothing, where only that they had one is known."""

    by: str
    did: tuple[Did, ...] = ()


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
    parts: tuple[Part, ...] = ()
    """Everybody who had a part in it since it was approved; where that stands, since the approval before. Whoever
    made the newest revision, where nobody has entered anything since."""
    checkers: tuple[str, ...] = ()
    """Everybody who had a part in what the check says, whether that was approved before or not, by their names."""


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
class Publication:
    """Where and when a check appeared in public, as the editor `by` entered it."""

    place: str
    """A web address, or words such as the name of a printed edition."""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PublicCorrection:
    """A correction of a published check: what it said, what it says now, why, and the note readers see."""

    was: str
    now: str
    why: str
    public_note: str
    by: str
    at: datetime


class Capacity(StrEnum):
    """What somebody is on a desk. A checker checks; an editor also decides; a lead also says who is what."""

    CHECKER = "checker"
    EDITOR = "editor"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who has acted on the desk. Without `capacity` nobody said what they are."""

    id: int
    name: str
    capacity: Capacity | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that is otherwise in a check than it was; `was` or `now` is empty for what is only in one."""

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """That an editor has signed an article off, with what was settled then."""

    by: str
    at: datetime
    settled: int


@dataclass(frozen=True, slots=True)
class LoggedCorrection:
    """A correction with what it is of, as the corrections log lists it."""

    claim_id: int
    article_title: str
    words: str
    place: str
    """Where the corrected check was published."""
    correction: PublicCorrection


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
