"""Guessing the white space of texts that are only given word by word."""

from __future__ import annotations

_CLOSING = frozenset(
    [*".,;:!?)]}%’'", "...", "…", "''", "”", "n't", "n’t"]
    + [mark + ending for mark in "'’" for ending in ("s", "S", "re", "ve", "ll", "d", "m")]
)
_OPENING = frozenset("([{$£€“‘#") | {"``", "US$", "Rs."}


def spaces_between(words: list[str]) -> list[bool]:
    """Whether a space follows each word, by the habits of English typography.

    Straight quotation marks open and close in turn. The last word is followed by a space.
    """
    spaces = [True] * len(words)
    inside = False
    for position, word in enumerate(words):
        if word in _CLOSING or (word == '"' and inside):
            if position:
                spaces[position - 1] = False
        elif word in _OPENING or (word == '"' and not inside):
            spaces[position] = False
        if word == "/":
            spaces[position] = False
            if position:
                spaces[position - 1] = False
        if word == '"':
            inside = not inside
    if words:
        spaces[-1] = True
    return spaces
