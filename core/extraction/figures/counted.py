"""What a number counts: the noun phrase after it, or the unit."""

from __future__ import annotations

from functools import cache
from typing import Any

from core.extraction.figures.spelled import is_number_word
from core.extraction.lexicon import ends_as_adverb, people, table, word_set, words
from core.figures.compare import head
from core.language.text import Words
from core.records import Reading

_LONGEST = 6
_TELLING = frozenset({"saying", "adding", "claiming", "arguing", "warning", "telling", "citing"})
"""Verbs that go on behind what is counted: "opened its ninth session saying that"."""
_POINTING = frozenset({"this", "each", "every"})
_RESTS = frozenset({"more", "fewer"})
_VERBLIKE = word_set("verblike")
_NOT_HEADS = word_set("not_heads")


@cache
def _table(section: str) -> dict[str, Any]:
    found: dict[str, Any] = table("numbers.toml")[section]
    return found


@cache
def _plurals() -> frozenset[str]:
    return frozenset(_table("plurals")["words"])


def counted_after(w: Words, i: int, limit: int, *, plural: bool) -> tuple[tuple[str, ...], str, int] | None:
    """Modifiers, head noun and end of the phrase counted from word i; None where no noun follows.

    `plural` says that a plural is expected, which then marks the head.
    """
    words_: list[str] = []
    k = i
    if plural and i + 1 < limit and w.lowers[i] in _RESTS:  # "two more draws"
        found = None if w.lowers[i + 1] in _RESTS else counted_after(w, i + 1, limit, plural=True)
        if found is not None and is_plural(found[1].lower()):
            return (w.texts[i], *found[0]), found[1], found[2]
    while k < min(limit, i + _LONGEST) and not _ends(w, k, i):
        words_.append(w.texts[k])
        k += 1
        if (
            plural
            and is_plural(w.lowers[k - 1])
            and not (k < limit and not _ends(w, k, i) and is_plural(w.lowers[k]))
        ):
            break
    else:
        if plural and words_ and not any(is_plural(x.lower()) for x in words_):
            # No plural in sight: "40 percent-like" runs are trusted only as far as one or two words.
            words_ = words_[:2] if len(words_) > 2 else words_
    while words_ and (words_[-1].lower() in _NOT_HEADS or ends_as_adverb(words_[-1].lower())):
        words_.pop()
    if not words_ or (len(words_) == 1 and words_[0][:1].isdigit()):
        return None
    beyond = i + len(words_)
    if w.is_name(beyond - 1) and _plural_number(w, beyond, limit):  # "60 Model 7s"
        return tuple(words_[:-1]), f"{words_[-1]} {w.texts[beyond]}s", beyond + 2
    head = words_[-1]
    return tuple(words_[:-1]), head, i + len(words_)


def _plural_number(w: Words, i: int, limit: int) -> bool:
    """ "737s": digits with an s right behind them."""
    digits = i + 2 <= limit and w.texts[i].isdecimal() and w.lowers[i + 1] == "s"
    return digits and w.ends[i] == w.starts[i + 1]


def is_plural(lower: str) -> bool:
    """Whether a word, in lower case, looks like a plural: by the list of irregular ones, else by its ending."""
    if lower in _plurals():
        return True
    return (
        lower.endswith("s") and len(lower) > 3 and not lower.endswith(("ss", "us", "is", "ous")) and lower != "'s"
    )


def _ends(w: Words, k: int, first: int) -> bool:
    lower = w.lowers[k]
    if lower[0].isdigit() and k > first and k + 1 < len(w) and w.is_name(k + 1) and w.starts[k + 1] > w.ends[k]:
        return False  # "two new 640 Max vans"
    if is_number_word(lower) or lower in ("nought", "plus", "minus", "equals", "them"):
        return True
    if w.is_mark(k) or lower == "'s" or lower[0].isdigit() or "\n" in w.text[w.ends[k - 1] : w.starts[k]]:
        return True
    if (
        lower in words("prepositions")
        or lower in words("conjunctions")
        or lower in words("subjects")
        or lower in _VERBLIKE
    ):
        return True
    if lower in words("determiners") or lower in words("auxiliaries") or lower in words("irregular_past"):
        return True
    if lower in words("weekdays") or (lower in words("months") and lower != "may" and w.is_name(k)):
        return True
    if tells_when(w, k):
        return True
    if k > first and lower.endswith("ed") and lower not in words("not_past"):
        return True
    if k > first and lower.endswith("ing") and is_plural(w.lowers[k - 1]):
        return True
    return lower in _NOT_HEADS or ends_as_adverb(lower) or (k > first and lower in _TELLING)


def tells_when(w: Words, k: int) -> bool:
    """Whether word k, behind a number, begins a time and nothing that is counted: "five last season", "four this
    year"; not "one last season", "the five last survivors"."""
    lower = w.lowers[k]
    if lower not in ("last", "next"):
        return lower in _POINTING
    noun = w.lowers[k + 1] if k + 1 < len(w) else ""
    stretch = noun in word_set("time_units") or f"{noun}s" in word_set("stretches")
    return stretch and w.lowers[k - 1] != "one"


def are_people(reading: Reading) -> bool:
    """Whether people of whatever kind are counted."""
    noun = (reading.counted or "").lower().split()
    known = people()
    return head(reading) in ("person", "man", "woman", "child") or bool(
        noun and (noun[-1] in known.counted or noun[-1] in known.roles)
    )
