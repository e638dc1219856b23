"""Groups by age, which count nothing: "the over-65s", "19 percent of over-65s"."""

from __future__ import annotations

from dataclasses import replace

from core.extraction.figures.amounts import Amount
from core.language.text import Words

_GROUP = 4
"""Words and marks of "over-65s"."""


def group_words(w: Words) -> frozenset[int]:
    """The words of "65" and its hyphen in "the over-65s": they name a group and count nothing."""
    return frozenset(k for i in range(len(w) - 3) if _names_group(w, i) for k in (i + 1, i + 2))


def of_group(w: Words, amount: Amount) -> Amount:
    """ "19 percent of over-65s" with the whole group as what is counted."""
    over = amount.beyond - 1
    if amount.reading.counted != w.lowers[over] or not _names_group(w, over):
        return amount
    return replace(
        amount,
        reading=replace(amount.reading, counted="".join(w.texts[over : over + _GROUP])),
        beyond=over + _GROUP,
    )


def _names_group(w: Words, i: int) -> bool:
    """Whether the words from `i` on are "over-65s"."""
    over, hyphen, age, plural = w.texts[i : i + _GROUP] if i + _GROUP <= len(w) else ("", "", "", "")
    shaped = over.lower() in ("over", "under") and hyphen == "-" and age.isdecimal() and plural == "s"
    return shaped and w.ends[i + 1] == w.starts[i + 2]
