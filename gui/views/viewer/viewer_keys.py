"""The keys of the viewer of kept copies, and their lines on the sheet of keys."""

from __future__ import annotations

from core.records import Stance
from gui import words
from gui.actions import key_words

KEYS = {
    "attach": "Ctrl+Return",
    "add": "Ctrl+Shift+Return",
    "next": "Ctrl+PgDown",
    "previous": "Ctrl+PgUp",
    "goto": "Ctrl+G",
    "find": "Ctrl+F",
    "find-next": "F3",
    "larger": "Ctrl+=",
    "smaller": "Ctrl+-",
    "save": "Ctrl+S",
}
"""Keys of the viewer alone, by what they do."""


def key_rows() -> list[tuple[str, str, str]]:
    """Group, text and key of what can be done in the viewer, for the sheet of keys."""
    texts = {
        "attach": words.tr("Make the selection the excerpt, and close"),
        "add": words.tr("Add the selection as further evidence"),
        "next": words.tr("Next page"),
        "previous": words.tr("Previous page"),
        "goto": words.tr("Go to a page"),
        "find": words.tr("Find in the copy"),
        "find-next": words.tr("Find the next"),
        "larger": words.tr("Larger page"),
        "smaller": words.tr("Smaller page"),
        "save": words.tr("Save the copy as a file…"),
    }
    group = words.tr("In a kept copy")
    stances = ", ".join(words.stance(stance).lower() for stance in Stance)
    numbers = ", ".join(str(number) for number in range(1, len(Stance) + 1))
    enter = key_words("Return")
    return [
        (group, words.tr("Take the selected words, and go on to what they do"), enter),
        (group, words.tr("The passage {stances}").format(stances=stances), numbers),
        *((group, texts[id], key_words(key)) for id, key in KEYS.items()),
    ]
