"""What a correction tells readers beside its note: what stood before, and what stands now."""

from __future__ import annotations

import re

from core.wording import quoted

REWRITTEN = "The reasons were rewritten."
AMENDED = "The reasons were amended."
NOT_RATED = "not rated"
"""In place of a rating, where there is none."""
SOURCES = "The sources were changed."
REMARKS = frozenset({REWRITTEN, AMENDED, SOURCES})
"""What else changed, each on a line of its own at the end of what a correction says now."""
UNCHANGED = "Nothing else that readers were told of this check changed."

_STOPPED = re.compile(r"[.!?…][”’\"']*$")
_RATED = re.compile(r"(Said|So)\? (.+)")
_CHOSEN = re.compile(r"(?:Said\?|So\?|Kind:) .+")
_ASKED = {"Said": "Whether it was said in these words", "So": "Whether it is true"}


def corrected(was: str, now: str) -> str:
    """What a correction changed, in sentences.

    `was` and `now` are those that the desk drew up (`core.checking.republishing.drafted`), or, in corrections of
    earlier versions, as an editor wrote them. Both are empty where readers are told nothing else than the note.
    """
    now, remarks = _parted(now.strip())
    was = was.strip()
    if not was and not now:
        return remarks or UNCHANGED
    pairs = list(zip(was.split("\n"), now.split("\n"), strict=False))
    rated = [(_RATED.fullmatch(one.strip()), _RATED.fullmatch(other.strip())) for one, other in pairs]
    found = [
        f"{_ASKED[one[1]]} was {_rating(one[2])} and is now {_rating(other[2])}."
        for one, other in rated
        if one and other and one[1] == other[1]
    ]
    if len(found) == len(pairs) == was.count("\n") + 1 == now.count("\n") + 1:
        said = " ".join(found)
    else:
        said = f"It said: {_ended(quoted(was))} It now says: {_ended(quoted(now))}"
    return f"{said} {remarks}".strip()


def is_nobodys(text: str) -> bool:
    """Whether what a correction says was or is now is ratings, kinds and remarks alone, which nobody wrote."""
    return all(_CHOSEN.fullmatch(line.strip()) or line in REMARKS for line in text.split("\n"))


def _rating(label: str) -> str:
    return label if label == NOT_RATED else f"rated “{label}”"


def _ended(quotation: str) -> str:
    """The quotation with a full stop behind it, unless its own words end with one."""
    return quotation if _STOPPED.search(quotation) else f"{quotation}."


def _parted(now: str) -> tuple[str, str]:
    """What it says now without the remarks at its end, and those in a row."""
    lines = now.split("\n")
    remarks: list[str] = []
    while lines and lines[-1] in REMARKS:
        remarks.insert(0, lines.pop())
    return "\n".join(lines).strip(), " ".join(remarks)
