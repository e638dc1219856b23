"""Puts right a parse that takes the name in "a survivor known only as Samir told Nour TV" for who told.

"As" before a name and a verb reads as a clause. It is the survivor who told, and Samir is what he is known as; so
too in "who gave his name as Samir" and "who asked to be called Samir".
"""

from __future__ import annotations

from collections.abc import Sequence

from core.language.labels import Rel

_CALLED = frozenset({"identified", "known", "named", "name", "referred"})
"""Before "as", with how and by whom between: "identified by police only as"."""
BEHIND = frozenset({"as", "only", "simply", "merely", "just", "locally", "publicly", "online", "by", "to"})
"""Right behind these: whoever "identified the man as Samir" is another."""
_REACH = 5
_CHAIN = 8
"""Steps from a verb up to the noun it was hung below."""
_NAME = 4
"""Words of a name."""
_SENTENCE = 200
"""Words around a verb among which what hangs from it is looked for."""


def mend(
    lowers: Sequence[str], head: list[int], rel: list[Rel], classes: Sequence[str], form: Sequence[str]
) -> None:
    """Change `head` and `rel` where a name stands so; without cycles, as only words below others are moved up."""
    for i, lower in enumerate(lowers):
        if lower == "as":
            called = next((k for k in range(i - 1, max(0, i - _REACH), -1) if lowers[k] in _CALLED), None)
        elif lower == "called" and lowers[max(0, i - 2) : i] == ["to", "be"]:
            called = i
        else:
            continue
        if called is None or not all(lowers[k].isalpha() for k in range(called, i)):
            continue
        if called < i and lowers[called + 1] not in BEHIND:
            continue
        _mend(i, called, head, rel, classes, form)


def _mend(
    i: int, called: int, head: list[int], rel: list[Rel], classes: Sequence[str], form: Sequence[str]
) -> None:
    verb = i + 1
    while verb < len(head) and verb <= i + _NAME and classes[verb] == "PROPN":
        verb += 1
    if verb == i + 1 or verb >= len(head) or classes[verb] != "VERB" or form[verb] != "finite":
        return
    over = head[called] if classes[called] == "NOUN" else called  # the "gave" of "gave his name"
    if rel[over] in (Rel.XCOMP, Rel.CCOMP):
        over = head[over]  # the "asked" of "asked to be called"
    noun = head[over] if rel[over] in (Rel.ACL, Rel.RELCL) else over - 1
    if noun < 0 or classes[noun] not in ("NOUN", "PRON"):
        return
    below = _up(verb, head)
    if head[noun] != verb and noun not in below:
        if over not in below or head[noun] != over:
            return
        _swap(over, verb, i, head, rel)
        head[over], rel[over] = noun, Rel.ACL
    elif head[noun] != verb:
        head[verb], rel[verb] = (verb, Rel.ROOT) if head[noun] == noun else (head[noun], rel[noun])
    head[noun], rel[noun] = verb, Rel.SUBJECT
    _name_below(i, verb, called, head, rel)


def _up(word: int, head: list[int]) -> list[int]:
    """The words above a word, nearest first."""
    out: list[int] = []
    while head[word] != word and len(out) < _CHAIN:
        word = head[word]
        out.append(word)
    return out


def _swap(over: int, verb: int, i: int, head: list[int], rel: list[Rel]) -> None:
    """The verb takes the place of `over` and what hangs from that outside the words up to the name."""
    top, relation = (verb, Rel.ROOT) if head[over] == over else (head[over], rel[over])
    for k in range(max(0, over - _SENTENCE), min(len(head), over + _SENTENCE)):
        if head[k] == over and k != over and not over < k <= i:
            head[k] = verb
    head[verb], rel[verb] = top, relation


def _name_below(i: int, verb: int, called: int, head: list[int], rel: list[Rel]) -> None:
    """The name hangs from what somebody is called by, the words before it from the name."""
    top = next((k for k in range(i + 1, verb) if not i < head[k] < verb), i + 1)
    for k in range(i + 1, verb):
        if k != top and not i < head[k] < verb:
            head[k], rel[k] = top, Rel.FLAT
    head[top], rel[top] = called, Rel.OBLIQUE
    for k in range(called + 1, i + 1):
        if head[k] == verb:
            head[k], rel[k] = top, Rel.CASE if k == i else Rel.ADVMOD
