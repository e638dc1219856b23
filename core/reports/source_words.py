"""Words of what describes a source, and of what a report says, as they are compared; and lists of common ones."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from typing import Any

import resources

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "ʼ": "'"}
)
_NEAR = 40
"""Characters before a word that are looked at for the end of a sentence."""
_INVISIBLE = {"Cf", "Mn", "Me"}


def tokens(text: str) -> list[str]:
    """The words of `text` as they are compared."""
    bare = plain(plain(text).casefold()).translate(_LETTERS)
    return [match[0].removesuffix("'s").replace("'", "") for match in TOKEN.finditer(bare)]


def token(match: re.Match[str]) -> str:
    """One word that `TOKEN` found in a plain text, as it is compared."""
    return _folded(match[0])


@lru_cache(maxsize=10_000)
def _folded(word: str) -> str:
    return "".join(tokens(word))


def plain(text: str) -> str:
    """`text` without accents and invisible characters: a name typed with separate accents is one word."""
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text).replace("·", "")  # which Catalan writes within a word
    return "".join(c for c in parted if unicodedata.category(c) not in _INVISIBLE)


def begins(text: str, at: int) -> bool:
    """Whether a sentence begins at that place: any word has a capital there."""
    before = text[max(at - _NEAR, 0) : at]
    return before.rstrip("“‘\"'( \t")[-1:] in {"", ".", "!", "?", ":", "…", "\n"}


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(resources.path("reports", "source_words.toml").read_text("utf-8"))


def common() -> frozenset[str]:
    """All words with which desks describe sources, whichever kind they are of."""
    return described()


@cache
def described(*kinds: str) -> frozenset[str]:
    """Words with which desks describe sources, of some kinds or of all."""
    found = _lists()["common"]
    return frozenset(word for kind in kinds or found for word in found[kind].split())


@cache
def listed(table: str, name: str) -> frozenset[str]:
    """The words of another list."""
    return frozenset(_lists()[table][name].split())


@cache
def every_given() -> frozenset[str]:
    """Given names, folded, those included that are words besides."""
    found = tomllib.loads(resources.path("lexicon", "given.toml").read_text("utf-8"))
    names = frozenset(tokens(f"{found['male']} {found['female']}"))
    return (names - common()) | listed("given", "words") | listed("given", "both")


@cache
def given() -> frozenset[str]:
    """Given names that are no words besides, folded."""
    return every_given() - common() - listed("given", "words")
