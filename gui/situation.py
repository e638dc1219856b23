"""What there is to act on now, and which actions that allows: the conditions that the table of actions names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from core.checking import life
from core.errors import UserError
from core.records import ClaimState
from gui.words import tr


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to act on. `claim` is the state of the current claim, None where none is chosen."""

    desk: bool = False
    article: bool = False
    claims: bool = False
    claim: ClaimState | None = None
    several: bool = False
    """More than one claim is chosen in the list: what can be done to several is done to those that allow it."""
    said_applies: bool = False
    figure: bool = False
    """The current claim is a figure."""
    quote: bool = False
    """The current claim is a quote."""
    waiting: bool = False
    """Articles wait for their analysis, and no job is running."""
    undo: str | None = None
    redo: str | None = None
    decided: bool = False
    """What was done last cannot be undone, which undo says before it takes back anything older."""
    copies: bool = False
    """A copy of one of the claim's sources is kept."""
    archived: bool = False
    """One of them is in a public archive too."""
    capturing: bool = False
    """A source is being captured."""
    reviewing: bool = False
    """The current claim waits for a review by whoever sits at the window: it is ruled on, not edited."""
    open_comments: bool = False
    """Somebody has commented on the current claim, and nobody has resolved it."""
    refusals: Mapping[str, str] = field(default_factory=dict)
    """Why actions of the review cannot be done now, by id; said when their keys are pressed all the same."""


When = Callable[[Situation], bool]


def anytime(_: Situation) -> bool:
    return True


def on_a_desk(now: Situation) -> bool:
    return now.desk


def on_an_article(now: Situation) -> bool:
    return now.article


def with_claims(now: Situation) -> bool:
    return now.claims


def on_a_claim(now: Situation) -> bool:
    return now.claim is not None


def editable(now: Situation) -> bool:
    return now.claim is not None and life.can_edit(now.claim) and not now.reviewing


def comparable(now: Situation) -> bool:
    # On a quote the key says that only figures are compared.
    return now.claim is not None and now.claim is not ClaimState.PUBLISHED


def with_said(now: Situation) -> bool:
    return editable(now) and now.said_applies


def allowed(action: life.Action) -> When:
    return lambda now: now.claim is not None and life.can(now.claim, action, life.Role.CHECKER)


def allowed_or_several(action: life.Action) -> When:
    return lambda now: now.several or allowed(action)(now)


def can_set_aside(now: Situation) -> bool:
    return now.several or (now.claim is not None and life.can_set_aside(now.claim))


def can_submit(now: Situation) -> bool:
    # A key pressed too early must say what the check still lacks, so it is there for every unsent claim.
    return now.reviewing or (editable(now) and now.claim is not ClaimState.APPROVED)


def review_allowed(id: str, action: life.Action) -> When:
    """Whether the claim's life has the move, and nothing keeps the person from it."""
    return lambda now: now.claim is not None and life.can(now.claim, action) and id not in now.refusals


def why_off(now: Situation, when: When) -> str:
    """Why something that acts on the current claim is off, in words; empty where its state is not the reason."""
    if now.claim is None or when(now):
        return ""
    if when(replace(now, reviewing=False)):
        return tr("You are reviewing this check: approve it, or return it with what is to be done.")
    if now.claim is ClaimState.SUGGESTED and when(replace(now, claim=ClaimState.CHECKING)):
        return tr("The claim is only suggested: accept it first.")
    if when(replace(now, claim=ClaimState.CHECKING, said_applies=True, reviewing=False)):
        try:
            life.edit(now.claim)
        except UserError as error:
            return error.message
        return tr("This figure is the article’s own: there is nobody who may have said it.")
    if when(replace(now, claim=ClaimState.SUGGESTED)):
        return tr("This is for suggestions only: the claim is {state}.").format(state=life.STATE_WORDS[now.claim])
    return ""
