"""Whether the words around a date without a year speak of what is to come or of what is past: "will start on 22
September", "was fixed for 22 September", "it got worse in June"."""

from __future__ import annotations

import re

from core.extraction.lexicon import word_set, words

AHEAD, BACK, EITHER, MOVED = 1, -1, 0, -2
"""`MOVED`: the verb tells of a change that has happened, which no verb does that can take a plan for a day to come
("announced a vote in January")."""
_REACH = 160
"""Characters on either side of a date that are looked at: its clause."""
_STOP = re.compile(r"[.!?;:]\s|\n|[“”\"]")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_SUBJECTS = frozenset({"which", "who", "that", "it", "he", "she"})
_COMING = frozenset({"expected", "due", "likely", "scheduled", "set", "going", "expecting", "hoping", "planning"})
_PLANS = frozenset({"plans", "hopes", "intends", "aims", "expects"})
_LONGEST_PLAN = 4
"""Words before "to" in "is still expected"."""
_OPENING = 3
"""Words before a date at most where it opens its clause and the verb comes behind it."""


def leaning(text: str, start: int, end: int) -> int:
    """`AHEAD`, `BACK`, `EITHER` or `MOVED` for a date, `text[start:end]`, by the nearest verb of its clause."""
    before = text[max(0, start - _REACH) : start]
    for stop in _STOP.finditer(before):
        before = f"{'':{stop.end()}}{before[stop.end() :]}"
    lead = [match.group() for match in _WORD.finditer(before)]
    for k in range(len(lead) - 1, -1, -1):
        found = _says(lead, k)
        if found is not None:
            return MOVED if found == BACK and _has_moved(lead[k].lower()) else found
    if len(lead) > _OPENING:
        return EITHER
    after = text[end : end + _REACH]
    stop_ = _STOP.search(after)
    rest = [match.group() for match in _WORD.finditer(after[: stop_.start()] if stop_ else after)]
    for k in range(len(rest)):
        found = _says(rest, k)
        if found is not None:
            return found
    return EITHER


def _has_moved(lower: str) -> bool:
    """Whether a word is the past or participle of a verb of change that nothing is done to: "rose", "fallen"."""
    return lower in word_set("has_moved")


def _looks_ahead(before: list[str]) -> bool:
    """Whether the words before "to" speak of what is to come: "is due", "hopes", but not "was due"."""
    if not before:
        return False
    present = {"is", "are"}.intersection(before[:-1])
    return before[-1] in _PLANS or (before[-1] in _COMING and bool(present))


def _says(said: list[str], k: int) -> int | None:
    """What word k says of the time, being a verb or one of planning; None for any other word."""
    word = said[k]
    lower = word.lower().replace("’", "'")
    following = said[k + 1].lower() if k + 1 < len(said) else ""
    if lower in word_set("ahead") or lower.endswith("'ll"):
        return AHEAD
    if lower in word_set("ahead_of_somebody"):
        pronoun = k > 0 and said[k - 1].lower() in _SUBJECTS
        return AHEAD if pronoun else None  # not "unofficial returns"
    if lower in word_set("planned"):
        been = {w.lower() for w in said[max(0, k - 2) : k]} & {"had", "originally"}
        return BACK if been else AHEAD
    if (lower == "set" and following in ("for", "to")) or (lower in ("is", "are") and following == "to"):
        return AHEAD
    if lower in ("after", "following") and following and k + 1 < len(said):
        return EITHER  # "will be recounted after returns on Wednesday put 11 between them"
    if lower in word_set("either_time"):
        return EITHER
    if lower == "to" and following and following not in words("determiners") and said[k + 1][0].islower():
        # "Agreed to close it in May", but "is expected to give her findings on Friday".
        return AHEAD if _looks_ahead([w.lower() for w in said[max(0, k - _LONGEST_PLAN) : k]]) else EITHER
    if k and said[k - 1].lower() == "be":
        return None  # "will be heard": the verb before it tells
    if lower in word_set("back") or lower in words("irregular_participles"):
        return BACK
    adjective = lower in words("not_past") and following not in words("prepositions")
    past = lower.endswith("ed") and word[0].islower() and not adjective
    return BACK if past else None
