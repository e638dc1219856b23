"""What a verdict report says, before any format: one model, from which every format is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.checking import coverage
from core.checking.review import APPROVED_STATES
from core.records import ArticleView, ClaimState, ClaimView, RatingScale, SignOff


class Profile(StrEnum):
    """For whom a report is. `core.reports.profile` makes the public one of an internal one."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Scope(StrEnum):
    """What a report is on: a whole article, or claims out of several articles."""

    ARTICLE = "article"
    SELECTION = "selection"
    SPEAKER = "speaker"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the claims that were found: approved, dismissed without a check, or left (all the others)."""

    found: int
    approved: int
    dismissed: int
    again: int = 0
    """Of the approved ones, those on which a new check or a correction is under way, or waits to be published."""

    @property
    def left(self) -> int:
        return self.found - self.approved - self.dismissed


@dataclass(frozen=True, slots=True)
class Part:
    """An article and those of its claims that the report is on, in text order.

    `sign_off` is the article's, whole, while it holds. `counted` is what `counts` was before claims were left out.
    """

    article: ArticleView
    claims: tuple[ClaimView, ...]
    sign_off: SignOff | None = None
    counted: Counts | None = None

    @property
    def counts(self) -> Counts:
        """What became of the claims that the report was asked to be on, those included that it leaves out."""
        if self.counted is not None:
            return self.counted
        return Counts(
            len(self.claims),
            sum(claim.row.state in APPROVED_STATES or is_still_public(claim) for claim in self.claims),
            sum(claim.row.state is ClaimState.DISMISSED for claim in self.claims),
            sum(is_still_public(claim) for claim in self.claims),
        )


def is_still_public(claim: ClaimView) -> bool:
    """Whether the claim was published and is worked on again: until that is done, what was published stands."""
    return claim.stands is not None and claim.publication is not None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the checks, as public reports and claim reviews name it, and where each check appears.

    `claim_url` is a pattern with `{id}`, the claim's number on its desk (`{number}` is the same); without one,
    only the checks have an address whose place of publication is one.
    """

    name: str = ""
    url: str = ""
    claim_url: str = ""


@dataclass(frozen=True, slots=True)
class ReportModel:
    """Articles with claims as they stand at `made_at` (UTC).

    A part on a whole article holds every claim in text order, the dismissed ones included; a format decides what
    it shows of those. `audit_head` is the hash of the desk's newest audit event, and `audit_length` its number:
    who holds the desk can show that nothing before it was altered. `independently_reviewed`: there are
    approved claims, and each was approved by somebody else than its checker (`core.checking.review`); where it is
    false, every format must say so. `older_scales` are those, other than the desk's own `scale`, on which a
    verdict in the report was given.
    """

    desk: str
    parts: tuple[Part, ...]
    scale: RatingScale
    made_at: datetime
    made_by: str
    audit_head: str
    audit_length: int
    independently_reviewed: bool = False
    scope: Scope = Scope.ARTICLE
    about: str = ""
    """What it is on where that is no article: the name of a speaker, a period in words."""
    profile: Profile = Profile.INTERNAL
    older_scales: tuple[RatingScale, ...] = ()
    publisher: Publisher = Publisher()
    withheld: tuple[tuple[int, int], ...] = ()
    """Claim ids with the number of their confidential sources that the public profile left out."""
    whole_text: bool = True
    """Whether the text of the articles is in it; else only the sentences with its claims, the rest being blank."""

    @property
    def article(self) -> ArticleView | None:
        """The article of a report on one article."""
        return self.parts[0].article if self.scope is Scope.ARTICLE and self.parts else None

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        """Every claim of every part, in order."""
        return tuple(claim for part in self.parts for claim in part.claims)

    @property
    def title(self) -> str:
        """What the report is called."""
        if self.scope is Scope.ARTICLE:
            return self.parts[0].article.title if self.parts else ""
        if self.scope is Scope.SPEAKER:
            return f"Claims by {self.about}"
        if self.scope is Scope.PERIOD:
            return f"Claims, {self.about}"
        return self.about or "Selected claims"

    @property
    def settled(self) -> int:
        """Claims approved, published or dismissed."""
        return coverage.count(claim.row.state for claim in self.claims).settled

    @property
    def has_examples(self) -> bool:
        """Whether any check was entered by the program to show how one looks."""
        return any(claim.check.example for claim in self.claims)

    def scale_of(self, claim: ClaimView) -> RatingScale | None:
        """The scale that the claim's verdict was given on; None where the report does not have it."""
        if not claim.check.scale:
            return self.scale
        known = (self.scale, *self.older_scales)
        return next((scale for scale in known if f"{scale.key}/{scale.version}" == claim.check.scale), None)
