"""What a number counts: the noun phrase after it, or the unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from core.extraction.lexicon import table, words
from core.language.text import Words
from core.records import UnitKind

_LONGEST = 6
_VERBLIKE = frozenset(
    {"was", "were", "is", "are", "has", "have", "had", "will", "would", "can", "could", "may", "might", "did"}
)
_NOT_HEADS = frozenset(
    {
        "more",
        "less",
        "fewer",
        "other",
        "others",
        "later",
        "earlier",
        "ago",
        "old",
        "long",
        "high",
        "tall",
        "wide",
        "each",
        "apiece",
        "away",
        "short",
        "behind",
        "ahead",
        "yet",
        "still",
        "just",
        "also",
        "only",
        "now",
        "then",
        "too",
        "so",
        "even",
        "again",
        "up",
        "down",
        "off",
        "out",
        "there",
        "here",
        "today",
        "alone",
        "total",
    }
)
_MODIFIERS_ED = frozenset({"ed", "en"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in words up to `beyond`."""

    kind: UnitKind
    name: str | None
    beyond: int


@cache
def _table(section: str) -> dict[str, Any]:
    found: dict[str, Any] = table("numbers.toml")[section]
    return found


@cache
def _plurals() -> frozenset[str]:
    return frozenset(_table("plurals")["words"])


def unit_after(w: Words, i: int, limit: int) -> Unit | None:
    """The unit that begins with word i, if it is one; a hyphen may stand before it ("16-meter")."""
    if i < limit and w.texts[i] in "-–" and w.starts[i] == w.ends[i - 1]:
        i += 1
    if i >= limit:
        return None
    lower = w.lowers[i]
    if w.texts[i] == "%" or lower in ("percent", "pc", "pct"):
        return Unit(UnitKind.PERCENT, "%", i + 1)
    if lower == "per" and w.lowers[i + 1 : i + 2] == ["cent"] and i + 2 <= limit:
        return Unit(UnitKind.PERCENT, "%", i + 2)
    if lower in ("percentage", "percentage-point") and i + 1 < limit:
        beyond = i + 2 if w.lowers[i + 1] in ("point", "points") else i + 1
        return Unit(UnitKind.PERCENTAGE_POINT, "percentage point", beyond)
    return _measure(w, i, limit, lower)


def _measure(w: Words, i: int, limit: int, lower: str) -> Unit | None:
    if "-" in lower:
        head, _, rest = lower.partition("-")
        if rest.startswith("old") and head in _table("durations"):
            return Unit(UnitKind.AGE, head, i + 1)
        lower = head if head in _table("durations") or head in _table("physical") else lower
    single = lower if lower in _table("durations") else lower.removesuffix("s")
    if single in _table("durations"):
        beyond = i + 1
        if w.lowers[beyond : beyond + 1] == ["old"] or w.lowers[beyond : beyond + 2] == ["of", "age"]:
            return Unit(
                UnitKind.AGE, _table("durations")[single], beyond + (1 if w.lowers[beyond] == "old" else 2)
            )
        if w.texts[beyond : beyond + 2] == ["-", "old"]:
            return Unit(UnitKind.AGE, _table("durations")[single], beyond + 2)
        return Unit(UnitKind.DURATION, _table("durations")[single], beyond)
    if lower in ("pound", "pounds") and i + 1 < limit and w.lowers[i + 1] in ("of", "heavier", "lighter"):
        return Unit(UnitKind.PHYSICAL, "pound", i + 1)
    if lower in _table("currencies") and lower.isalpha():
        return Unit(UnitKind.CURRENCY, _table("currencies")[lower], i + 1)
    single = lower if lower in _table("physical") else lower.removesuffix("s")
    if single in _table("physical"):
        return _physical(w, i, limit, single, lower)
    return None


def _physical(w: Words, i: int, limit: int, single: str, lower: str) -> Unit | None:
    if (
        lower in ("g", "hp", "ha", "mi", "nm", "oz", "mb", "mw", "kw", "tb", "gb")
        and w.starts[i] > w.ends[i - 1] + 1
    ):
        return None
    if lower == "square" or (lower == "stone" and i + 1 < limit and w.lowers[i + 1] == "wall"):
        return None
    name = _table("physical")[single]
    if name == "degree" and i + 1 < limit and w.lowers[i + 1] in ("celsius", "fahrenheit"):
        return Unit(UnitKind.PHYSICAL, _table("physical")[w.lowers[i + 1]], i + 2)
    if i + 2 < limit and w.lowers[i + 1] in ("per", "an") and w.lowers[i + 2] == "hour":
        return Unit(UnitKind.PHYSICAL, f"{name} per hour", i + 3)
    return Unit(UnitKind.PHYSICAL, name, i + 1)


def area_unit(w: Words, i: int, limit: int) -> Unit | None:
    """ "square miles", "cubic metres", and "sq ft"."""
    if i + 1 < limit and w.lowers[i] in ("square", "cubic", "sq", "metric", "nautical", "light"):
        found = _measure(w, i + 1, limit, w.lowers[i + 1])
        if found is not None and found.kind in (UnitKind.PHYSICAL, UnitKind.DURATION):
            lead = "square" if w.lowers[i] == "sq" else w.lowers[i]
            return Unit(UnitKind.PHYSICAL, f"{lead} {found.name}", found.beyond)
    return None


def counted_after(w: Words, i: int, limit: int, *, plural: bool) -> tuple[tuple[str, ...], str, int] | None:
    """Modifiers, head noun and end of the phrase counted from word i; None where no noun follows.

    `plural` says that a plural is expected, which then marks the head.
    """
    words_: list[str] = []
    k = i
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
    while words_ and (words_[-1].lower() in _NOT_HEADS or words_[-1].lower().endswith("ly")):
        words_.pop()
    if not words_ or (len(words_) == 1 and words_[0][:1].isdigit()):
        return None
    head = words_[-1]
    return tuple(words_[:-1]), head, i + len(words_)


def is_plural(lower: str) -> bool:
    if lower in _plurals():
        return True
    return (
        lower.endswith("s") and len(lower) > 3 and not lower.endswith(("ss", "us", "is", "ous")) and lower != "'s"
    )


def _ends(w: Words, k: int, first: int) -> bool:
    lower = w.lowers[k]
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
    if k > first and lower.endswith("ed") and lower not in words("not_past"):
        return True
    if k > first and lower.endswith("ing") and is_plural(w.lowers[k - 1]):
        return True
    return lower in _NOT_HEADS or (
        lower.endswith("ly") and len(lower) > 4 and lower not in ("family", "daily", "weekly", "early", "elderly")
    )
