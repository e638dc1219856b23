"""What is said where a list of claims would be if it held anything."""

from __future__ import annotations

from core.records import ClaimFilter
from gui import words
from gui.words import tr


def emptiness(chosen: ClaimFilter) -> tuple[str, str]:
    """Why the filter shows nothing, and what to do about it: a heading and a sentence."""
    if chosen.in_passing:
        return tr("None in passing"), tr("No thought, wish or caption waits here.")
    if chosen.text:
        text = tr(
            "No claim, speaker, cue or source on this desk holds {text}. Words may stand in any order; "
            "figures are found by value: 52, 1300-1400, > 4 %."
        )
        return tr("Nothing found"), text.format(text=words.quoted(chosen.text))
    if chosen == ClaimFilter(order=chosen.order):
        return tr("No claims yet"), tr("Quotes and figures appear here as soon as an article has been read.")
    if chosen.quotes and chosen.figures:
        return tr("Nothing here"), tr("No claim stands here now. “All claims” in the desk pane shows every one.")
    return tr("Nothing here"), tr("No claim matches what is chosen. “All” shows the others.")
