"""What a row of the table of actions is, and the rows that are one for each rating."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.records import Question
from gui.situation import When, anytime, editable, with_said


def _(text: str) -> str:
    """Mark a text of the table for translation; `lupdate -tr-function-alias translate+=_` finds it."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row. `menu` is a menu's title, or `title/submenu`; `section` changes where a separator stands.

    `text` and `tip` are in English and translated, in the context `actions`, when the actions are made.
    """

    id: str
    menu: str
    text: str
    shortcuts: tuple[str, ...] = ()
    tip: str = ""
    section: int = 0
    enabled_when: When = anytime
    checkable: bool = False


def ratings(question: Question) -> Iterator[ActionSpec]:
    said = question is Question.SAID
    menu, when = ("Claim/Said?", with_said) if said else ("Claim/So?", editable)
    for digit in range(1, 10):
        key = f"Alt+{digit}" if said else str(digit)
        yield ActionSpec(rating_id(question, digit), menu, "", (key,), enabled_when=when)
    clear = _("Clear the rating")
    yield ActionSpec(rating_id(question, 0), menu, clear, ("Alt+0" if said else "0",), "", 1, when)


def rating_id(question: Question, digit: int) -> str:
    """Id of the action that gives the rating at place `digit` of the scale, from 1; 0 clears."""
    return f"{question.value}-{digit}"
