"""The few words around a figure that say what it is about: a row with a bare "52" says nothing."""

from __future__ import annotations

import re

MOST_BEFORE = 48
"""Characters before the figure, and after it, at most."""
MOST_AFTER = 60
_APART = re.compile(r"[;:!?…“”()\[\]|]|\s[–—-]\s|[–—]|(?<!\w)[‘\"]")
"""What parts one thought of a sentence from the next; a comma does not."""


def around(before: str, after: str, most: tuple[int, int] = (MOST_BEFORE, MOST_AFTER)) -> tuple[str, str]:
    """What to show of a sentence before a figure and after it, on one line, the blanks beside the figure kept.

    Both end where the thought does, or at a word, with an ellipsis where the thought goes on; neither has more
    than `most` characters besides that.
    """
    # The mark keeps the blank beside the figure.
    first, second = " ".join(f"{before}\0".split())[:-1], " ".join(f"\0{after}".split())[1:]
    return _before(first, most[0]), _after(second, most[1])


def _before(text: str, most: int) -> str:
    *_, last = (0, *(match.end() for match in _APART.finditer(text)))
    # What another thought was set apart with is not where this one begins: `(of 3,000), 1,400 seats`.
    thought = text[last:].lstrip(" ,.") if text[last:].strip(" ,.") else ""
    if len(thought) <= most:
        return thought
    kept = thought[-most:].partition(" ")[2]
    return f"…{kept}" if kept.strip() else ""


def _after(text: str, most: int) -> str:
    found = _APART.search(text)
    thought = text[: found.start()] if found else text
    thought = thought.rstrip(" .,\"’'") if found is None else thought.rstrip(" ,")
    if len(thought) <= most:
        return thought
    kept = thought[:most].rpartition(" ")[0].rstrip(" ,")
    return f"{kept}…" if kept.strip() else ""
