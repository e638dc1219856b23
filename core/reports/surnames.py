"""Names that are short, or words as well: what makes names of Lee, Fox, Page and Will where they stand.

Such a word tells nobody by itself: "page 3" and "it will" are in every report. Where it is written as a name, with
a capital within a sentence, behind a title or a given name, or before a verb of saying, it is one; at the
beginning of a sentence, before a number ("Page 3"), behind an article ("the Law") and within a longer name ("the
Black Sea") only a person can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core.reports.source_words import TOKEN, begins, common, described, every_given, listed, plain, token

_LONG = 4
"""Letters from which a word that is not common tells by itself, however it is written."""
_ACRONYM = 4
"""Letters up to which a word all in capitals is taken for an abbreviation."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The words with a capital in a text: those that stand as names, and those of which nobody can tell."""

    names: frozenset[str]
    doubtful: frozenset[str]


def standing(text: str) -> Standing:
    """How the words with a capital stand in `text`."""
    place = _Place(plain(text))
    names: set[str] = set()
    doubtful: set[str] = set()
    for at, match in enumerate(place.found):
        if match[0][0].isupper():
            (names if place.is_name(at) else doubtful).add(token(match))
    return Standing(frozenset(names), frozenset(doubtful - names))


def surnames(words: str) -> Iterator[tuple[str, str]]:
    """Names of a source in what describes it that are short or words as well, folded, with how they are shown: by
    themselves, and behind the given name they have."""
    text = plain(words)
    place = _Place(text)
    shouted = text.isupper()
    for at, match in enumerate(place.found):
        written, word = match[0], token(match)
        abbreviated = written.isupper() and 1 < len(written) <= _ACRONYM and not shouted
        if not written[0].isupper() or abbreviated or not can_be(word):
            continue
        before, after = place.before(at), place.after(at)
        named = before is not None and before[0][0].isupper() and _can_be_given(before, word)
        if named and before is not None:
            yield f"{token(before)} {word}", f"{before[0]} {written}"
        if named or place.is_name(at) or (after is not None and word in every_given() and _is_capital(after)):
            yield word, written


def typed_small(words: str) -> Iterator[tuple[str, str]]:
    """The same of what somebody typed without capitals: the word behind a given name."""
    place = _Place(plain(words))
    for at, match in enumerate(place.found):
        before, word = place.before(at), token(match)
        if before is None or not (match[0].islower() and before[0].islower()):
            continue
        if word in _HELPING or not can_be(word):
            continue
        first, further = token(before), place.before(at - 1)
        sure = first not in listed("given", "words") and first not in _words()
        if first in every_given() and (sure or further is None or token(further) in _TOWARDS):
            yield f"{first} {word}", f"{before[0]} {match[0]}"
            yield word, match[0]
            if first not in common() and len(first) < _LONG:
                yield first, before[0]


_TOWARDS = frozenset({"with", "to", "by", "from", "of"})
_HELPING = frozenset({"will", "may", "still", "well"})
"""What follows a given name that is typed small more often than it is somebody's surname."""


def can_be(word: str) -> bool:
    """Whether a word is too short to tell by itself, or a common one, and somebody can be called by it."""
    if word in listed("surnames", "words"):
        return True
    short = 1 < len(word) < _LONG and word.isalpha()
    return short and word not in _words() and word not in _honorifics()


def _can_be_given(match: re.Match[str], word: str) -> bool:
    """Whether what stands before `word` names or addresses somebody; before streets and the like, only what
    is known for it."""
    before = token(match)
    if before in every_given() or before in _honorifics():
        return True
    return len(before) > 1 and before not in _words() and word not in _things()


def _honorifics() -> frozenset[str]:
    return listed("standing", "honorifics")


@cache
def _words() -> frozenset[str]:
    """Words that are no names at the beginning of a sentence."""
    return common() | listed("short", "words")


@cache
def _things() -> frozenset[str]:
    """Surnames that end the names of places, bodies and papers more often than of people: Wall Street."""
    return described("bodies", "describing", "times") | listed("surnames", "places")


@cache
def _small_words() -> frozenset[str]:
    """Words that a sentence begins with, before a name."""
    return described("ordinary") | listed("short", "words")


def _is_capital(match: re.Match[str]) -> bool:
    return match[0][0].isupper()


class _Place:
    """The words of a text, and what stands beside each."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.found: Sequence[re.Match[str]] = list(TOKEN.finditer(text))

    def before(self, at: int) -> re.Match[str] | None:
        """The word right before, or a title with its full stop; None where something else stands between."""
        if at <= 0:
            return None
        match = self.found[at - 1]
        between = self._text[match.end() : self.found[at].start()]
        if between.strip(" -") == "." and token(match) in _honorifics():
            return match
        return None if between.strip(" -\t") or not between else match

    def after(self, at: int) -> re.Match[str] | None:
        """The word right behind; None where something else stands between."""
        if at + 1 >= len(self.found):
            return None
        between = self._text[self.found[at].end() : self.found[at + 1].start()]
        return None if between.strip(" -\t") or not between else self.found[at + 1]

    def _begins(self, match: re.Match[str]) -> bool:
        return begins(self._text, match.start())

    def is_name(self, at: int) -> bool:
        """Whether the word with a capital there stands as a name, and not only with the capital that any has."""
        match, before, after = self.found[at], self.before(at), self.after(at)
        word = token(match)
        if before is not None and (token(before) in _honorifics() or self._is_given(before, word)):
            return True
        if after is not None and (_is_capital(after) or after[0][0].isdigit()):
            return False
        if before is not None and before[0][0].isdigit():
            return False  # 15 May
        if self._speaks(at):
            return before is None or token(before) not in listed("standing", "determiners")
        if word in described("times"):
            return False
        if before is not None:
            return self._is_name_behind(before)
        return not self._begins(match) or word not in _words()

    def _speaks(self, at: int) -> bool:
        """Whether a verb of saying follows, which somebody does, and few things."""
        after = self.after(at)
        if after is not None and token(after) in listed("standing", "aided"):
            after = self.after(at + 1)
        return after is not None and token(after) in listed("standing", "speaking")

    def _is_given(self, before: re.Match[str], word: str) -> bool:
        return _is_capital(before) and token(before) in every_given() and can_be(word)

    def _is_name_behind(self, before: re.Match[str]) -> bool:
        """Whether a word with a capital is a name behind that one, within a sentence."""
        word = token(before)
        if word in listed("standing", "determiners"):
            return False
        if not _is_capital(before):
            return True
        if word in described("people"):
            return True  # Clerk Page
        return self._begins(before) and word in _small_words()
