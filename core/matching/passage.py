"""Which of several texts has a quotation, and where in the sentence the quotation stops."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.matching.quote_diff import Difference, QuoteDiff, compare

LONGEST_REST = 240
"""Characters that are given of what follows a quotation; a transcript without full stops has no sentence's end."""
AROUND = 600
"""Characters of a long text that are taken before and after the passage that has a quotation."""
_MARKS = "\"'“”‘’«»)]"
_SENTENCE_END = re.compile(rf"[.!?…]+[{re.escape(_MARKS)}]*(?=\s|$)|\n\s*\n")
_WORDLESS = {Difference.SAME, Difference.PUNCTUATION}


def rest_of_sentence(found: QuoteDiff, source: str) -> str:
    """What `source` says between the end of the quotation and the end of its sentence, on one line.

    Empty where the quotation stops with its sentence, or was not found.
    """
    ends = [segment.source[1] for segment in found.segments if segment.source[1] > segment.source[0]]
    if not found.found or not ends:
        return ""
    end = ends[-1]  # segments are in the quotation's order: its own end, wherever in the source that stands
    stop = _SENTENCE_END.search(source, end)
    rest = " ".join(source[end : stop.end() if stop is not None else len(source)].split())
    if not any(character.isalnum() for character in rest):
        return ""
    return rest if len(rest) <= LONGEST_REST else rest[: LONGEST_REST - 1] + "…"


def is_word_for_word(found: QuoteDiff) -> bool:
    """Whether the source has every word of the quotation, in its order and with nothing left out between."""
    return found.found and all(segment.difference in _WORDLESS for segment in found.segments)


def differing(found: QuoteDiff) -> int:
    """Characters of the quotation that the source does not have so; more than any where it was not found."""
    if not found.found:
        return 1_000_000_000
    differs = [segment for segment in found.segments if segment.difference not in _WORDLESS]
    return sum(segment.quoted[1] - segment.quoted[0] + 1 for segment in differs)


def tells_more(quotation: str, one: str, other: str) -> bool:
    """Whether `one` has the quotation with fewer differences than `other`, or with as many and goes on after."""
    first, second = compare(quotation, one), compare(quotation, other)
    if differing(first) != differing(second):
        return differing(first) < differing(second)
    return bool(rest_of_sentence(first, one)) and not rest_of_sentence(second, other)


def best_passage(quotation: str, texts: Iterable[tuple[int, str]]) -> tuple[int, str] | None:
    """Of numbered texts the one that has the quotation with the fewest differences, and its words round it.

    The first that has it word for word is taken; None where none has it.
    """
    best: tuple[int, int, str] | None = None
    for number, text in texts:
        found = compare(quotation, text)
        if found.found and (best is None or differing(found) < best[0]):
            start = max(found.passages[0][0] - AROUND, 0)
            end = found.passages[-1][1] + AROUND
            best = (differing(found), number, text[start:end].strip())
        if is_word_for_word(found):
            break
    return best[1:] if best is not None else None
