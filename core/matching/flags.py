"""What in a difference is to be looked at first: numbers, names and negations that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from core.matching.tokens import tokens
from core.records import Span


class Flag(StrEnum):
    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"


_NEGATING = """
not no never none nobody nothing nowhere neither nor without cannot can't won't don't doesn't didn't isn't aren't
wasn't weren't hasn't haven't hadn't shouldn't wouldn't couldn't mustn't needn't ain't
"""
_COUNTING = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
dozen half third quarter double twice first second hundreds thousands millions billions dozens percent
"""
_NEGATIONS, _NUMBERS = frozenset(_NEGATING.split()), frozenset(_COUNTING.split())
_NO_NAMES = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
"""Words in capitals that are no names."""
_ENDS = frozenset(".!?…:")
_PASSED_OVER = frozenset("\"'“”„«»‹›‘’([")


def flags(quotation: str, quoted: Span, source: str, original: Span) -> tuple[Flag, ...]:
    """Which kinds of telling words differ between two passages, each a span of its text."""
    ours, theirs = _telling(quotation, quoted), _telling(source, original)
    return tuple(flag for flag in Flag if ours[flag] != theirs[flag])


def _telling(text: str, span: Span) -> dict[Flag, Counter[str]]:
    found: dict[Flag, Counter[str]] = {flag: Counter() for flag in Flag}
    for token in tokens(text[slice(*span)], marks=False):
        start, end = span[0] + token.span[0], span[0] + token.span[1]
        written = text[start:end]
        if token.key in _NEGATIONS or token.key.endswith("n't"):
            found[Flag.NEGATION][token.key] += 1
        elif token.number or not _NUMBERS.isdisjoint(token.key.split("-")):
            found[Flag.NUMBER][token.key] += 1
        elif written[0].isupper() and token.key not in _NO_NAMES and not _begins_sentence(text, start):
            found[Flag.NAME][token.key] += 1
    return found


def _begins_sentence(text: str, start: int) -> bool:
    """Whether the capital of the word at `start` may be only that of its sentence."""
    while start > 0 and (text[start - 1].isspace() or text[start - 1] in _PASSED_OVER):
        start -= 1
    return start == 0 or text[start - 1] in _ENDS


def words(found: Iterable[Flag], negations: tuple[bool, bool]) -> tuple[str, ...]:
    """The flags as phrases. `negations`: whether what differs has one in the quotation, and in the source."""
    found = set(found)
    said = []
    if Flag.NEGATION in found:
        ours, theirs = negations
        said.append("negation reworded" if ours and theirs else "negation added" if ours else "negation lost")
    if Flag.NUMBER in found:
        said.append("number changed")
    if Flag.NAME in found:
        said.append("name changed")
    return tuple(said)


def has_negation(text: str, span: Span) -> bool:
    return bool(_telling(text, span)[Flag.NEGATION])
