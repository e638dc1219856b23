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
ABSENT = "(not among the sources)"
NO_FIGURE = "(no figure)"
NOBODY = "nobody"
"""In place of a source, a reading and a name, where there is none."""
HIDDEN = "a source that is confidential now"
"""What is said of a source that readers knew and are not to read of any more."""

_LABELLED = re.compile(r"(Said\?|So\?|Kind:|Speaker:|Via:) (.+)")
_CHOSEN = re.compile(r"(?:Said\?|So\?|Kind:) .+")
_ASKED = {"Said?": "Whether it was said in these words", "So?": "Whether it is true"}
_NAMED = {"Kind:": "The kind of the claim", "Speaker:": "The speaker", "Via:": "Who passed it on"}


def corrected(was: str, now: str) -> str:
    """What a correction changed, in sentences.

    `was` and `now` are those that the desk drew up (`core.checking.republishing.drafted`), or, in corrections of
    earlier versions, as an editor wrote them. Both are empty where readers are told nothing else than the note.
    """
    now, remarks = _parted(now.strip())
    was = was.strip()
    if not was and not now:
        return remarks or UNCHANGED
    before, after = was.split("\n"), now.split("\n")
    labelled = _labelled(before), _labelled(after)
    changed = [label for label in labelled[0] if label in labelled[1] and labelled[0][label] != labelled[1][label]]
    told = _told(_rest(before, changed), _rest(after, changed))
    told += [_of_label(label, labelled[0][label], labelled[1][label]) for label in changed]
    return " ".join([*told, *([remarks] if remarks else [])]) or UNCHANGED


def _labelled(lines: list[str]) -> dict[str, str]:
    """What lines say of ratings, the kind and names, by what they are of."""
    found = (_LABELLED.fullmatch(line.strip()) for line in lines)
    return {match[1]: match[2] for match in found if match}


def _rest(lines: list[str], changed: list[str]) -> list[str]:
    """The lines that are words: those of the claim, of the reasons, or of a reading."""
    found = ((line, _LABELLED.fullmatch(line.strip())) for line in lines)
    return [line for line, match in found if line.strip() and (match is None or match[1] not in changed)]


def _told(before: list[str], after: list[str]) -> list[str]:
    """What words were and are now: line by line where there are as many, else all of them at once."""
    pairs = list(zip(before, after, strict=True)) if len(before) == len(after) else []
    if not pairs and (before or after):
        pairs = [("\n".join(before), "\n".join(after))]
    return [_of_words(was, now) for was, now in pairs if was != now]


def _of_words(was: str, now: str) -> str:
    if ABSENT in (was, now):
        added = was == ABSENT
        source = now if added else was
        source = source.capitalize() if source == HIDDEN else quoted(source)
        return f"{source} is among the sources now." if added else f"{source} is no longer among the sources."
    if NO_FIGURE in (was, now):
        words = [f"gave {'no figure' if text == NO_FIGURE else quoted(text)}" for text in (was, now)]
        return f"It {words[0]} and now {words[1].replace('gave', 'gives', 1)}."
    said = f"It said: {_ended(quoted(was))}" if was else ""
    return f"{said} It now says: {_ended(quoted(now))}".strip() if now else f"{said} That no longer stands."


def _of_label(label: str, was: str, now: str) -> str:
    if label in _ASKED:
        return f"{_ASKED[label]} was {_rating(was)} and is now {_rating(now)}."
    words = ["not named" if text == NOBODY else quoted(text) for text in (was, now)]
    return f"{_NAMED[label]} was {words[0]} and is now {words[1]}."


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
