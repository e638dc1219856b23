"""What the moves of a claim's life need besides a state: reasons, whole checks, another person, a publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from unicodedata import normalize

from core.checking import parts
from core.errors import UserError
from core.folding import APOSTROPHES
from core.records import CheckView, Did, DismissReason, Part


class Cause(StrEnum):
    """Why an approved or published check has to be looked at again."""

    TEXT_CHANGED = "text-changed"
    FIGURE_CHANGED = "figure-changed"
    SOURCE_CHANGED = "source-changed"
    SPEAKER_CHANGED = "speaker-changed"
    """Who is said to have said it is somebody else on the desk now: speakers were merged, split or renamed."""
    DATE_PASSED = "date-passed"
    """The "true as of" date of the check passed."""
    OTHER = "other"
    """None of these: somebody says it in their own words."""


class Need(StrEnum):
    """What a move needs besides its state; `Details` carries it."""

    REASON = "reason"
    COMPLETE_CHECK = "complete check"
    COMMENT = "comment"
    OTHER_PERSON = "other person"
    PUBLICATION = "publication"
    CAUSE = "cause"
    CORRECTION = "correction"
    CORRECTION_OF_CHANGES = "correction of changes"
    NEVER_APPROVED = "never approved"


@dataclass(frozen=True, slots=True)
class Details:
    """What a person gives with an action; which fields count is in the move's `needs`.

    `missing` is `missing_for_submission` of the claim. `parts` are everybody's in the check, as
    `core.checking.parts` counts them; `actor` acts now. `one_person` is the desk's setting: its reports then say
    "not independently reviewed". `approved_before`: the check was approved or published once. `told_otherwise`
    names what readers are told otherwise than when it was published last (`core.checking.republishing`): nothing,
    where it never was; None, where nobody has compared. `why` is that of a correction, or of a new check for
    another cause than the listed ones.
    """

    actor: str = ""
    parts: tuple[Part, ...] = ()
    one_person: bool = False
    approved_before: bool = False
    reason: DismissReason | None = None
    missing: tuple[str, ...] | None = None
    comment: str = ""
    published_where: str = ""
    published_at: datetime | None = None
    cause: Cause | None = None
    why: str = ""
    public_note: str = ""
    told_otherwise: tuple[str, ...] | None = None


def require(need: Need, details: Details) -> None:
    """Raises `UserError` S-LIFE-… if `details` lacks what `need` asks."""
    code, lacking = _LACKS[need](details)
    if lacking:
        raise UserError(code, lacking)


def _lacks_reason(details: Details) -> tuple[str, str]:
    choices = ", ".join(DismissReason).replace("-", " ")
    return (
        "S-LIFE-REASON",
        "" if details.reason else f"Dismissing a claim needs a reason; choose one of: {choices}.",
    )


def _lacks_check(details: Details) -> tuple[str, str]:
    if details.missing is None:
        return "S-LIFE-INCOMPLETE", "The check was not looked through; send it from the claim it belongs to."
    return "S-LIFE-INCOMPLETE", f"The check still needs {'; '.join(details.missing)}." if details.missing else ""


def _lacks_comment(details: Details) -> tuple[str, str]:
    missing = not details.comment.strip()
    return "S-LIFE-COMMENT", "Returning a check needs a comment; write what is to be done." if missing else ""


def _lacks_other_person(details: Details) -> tuple[str, str]:
    if not _person(details.actor) or not details.parts:
        return "S-LIFE-REVIEWER", "Approving needs to know who checked and who approves; enter both names."
    mine = part_of(details.actor, details.parts)
    if mine is None or details.one_person:
        return "S-LIFE-REVIEWER", ""
    did = _listed([_DID[did] for did in mine.did]) or "checked this claim"
    return (
        "S-LIFE-REVIEWER",
        f"{details.actor} {did} and cannot approve it; ask somebody who had no part in this check.",
    )


_DID: dict[Did, str] = {
    Did.RATED: "rated this claim",
    Did.WROTE: "wrote of its rationale",
    Did.SOURCED: "changed its sources",
    Did.READ: "corrected its passage",
}


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def part_of(name: str, of: tuple[Part, ...]) -> Part | None:
    """What `name` did, of all who had a part; None where they had none."""
    mine = [part for part in of if same_person(part.by, name)]
    did = {each for part in mine for each in part.did}
    return Part(name, tuple(each for each in Did if each in did)) if mine else None


def had_part(name: str, check: CheckView) -> bool:
    """Whether `name` had a part in the check, and so is not the one to approve it."""
    return part_of(name, parts.of(check)) is not None


def _lacks_publication(details: Details) -> tuple[str, str]:
    missing = not details.published_where.strip() or details.published_at is None
    return "S-LIFE-PUBLICATION", "Publishing needs where and when it appeared; enter both." if missing else ""


def _lacks_cause(details: Details) -> tuple[str, str]:
    if details.cause is Cause.OTHER and not details.why.strip():
        return "S-LIFE-CAUSE", "A new check for another cause needs it in words; write why."
    choices = ", ".join(Cause).replace("-", " ")
    return "S-LIFE-CAUSE", "" if details.cause else f"A new check needs its cause; choose one of: {choices}."


def _correction(details: Details) -> dict[str, str]:
    """What an editor writes of a correction, by the names that complaints use; the desk draws up the rest."""
    return {
        "why": details.why.strip(),
        "the public note": details.public_note.strip(),
    }


def corrects(details: Details) -> bool:
    """Whether a correction was entered, whole or in part."""
    return any(_correction(details).values())


def _lacks_correction_of_changes(details: Details) -> tuple[str, str]:
    """What is published again and says something else needs a correction; one that was begun has to be whole."""
    if details.told_otherwise is None:
        return (
            "S-LIFE-REPUBLISH",
            "The check was not compared with what was published; publish it from the claim it belongs to.",
        )
    code, lacking = _lacks_correction(details)
    if details.told_otherwise and not corrects(details):
        what = _listed([_TOLD.get(each, each.lower()) for each in dict.fromkeys(details.told_otherwise)])
        return (
            "S-LIFE-REPUBLISH",
            f"This check was published before, and {what} changed since: enter a correction with why, and a "
            "note to readers.",
        )
    return code, lacking if corrects(details) else ""


_TOLD = {
    "Words": "the words of the claim",
    "Kind": "the kind of the claim",
    "Speaker": "the speaker",
    "Via": "who passed it on",
    "Reading": "the reading",
    "Said?": "the rating for Said?",
    "So?": "the rating for So?",
    "Why": "the rationale",
    "Source": "the sources",
}


def _lacks_correction(details: Details) -> tuple[str, str]:
    empty = [name for name, text in _correction(details).items() if not text]
    return "S-LIFE-CORRECTION", f"The correction still needs {', '.join(empty)}; enter it." if empty else ""


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, as the guards compare them."""
    return _person(one) == _person(other)


def _person(name: str) -> str:
    """A name as it is compared: the same person is not two by a capital, a space, a curled apostrophe, or an
    accent that is a character of its own, as names of accounts and files bring it."""
    return " ".join(normalize("NFC", normalize("NFC", name).casefold()).translate(APOSTROPHES).split())


def _lacks_nothing_approved(details: Details) -> tuple[str, str]:
    told = (
        "This claim was approved once and stays in the record: it cannot be dismissed; rate it as it stands now, "
        "and if it was published, correct it in public."
    )
    return "S-LIFE-APPROVED", told if details.approved_before else ""


_LACKS = {
    Need.REASON: _lacks_reason,
    Need.COMPLETE_CHECK: _lacks_check,
    Need.COMMENT: _lacks_comment,
    Need.OTHER_PERSON: _lacks_other_person,
    Need.PUBLICATION: _lacks_publication,
    Need.CAUSE: _lacks_cause,
    Need.CORRECTION: _lacks_correction,
    Need.CORRECTION_OF_CHANGES: _lacks_correction_of_changes,
    Need.NEVER_APPROVED: _lacks_nothing_approved,
}
