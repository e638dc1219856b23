"""Places in an order: ordinals ("her third term", "finished 12th"), superlatives ("second-biggest fire")."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from core.extraction.figures.amounts import Amount
from core.extraction.figures.counted import counted_after
from core.extraction.figures.spelled import SCALES, is_number_word, ordinal_base, value_of
from core.extraction.lexicon import table, word_set
from core.extraction.lexicon import words as closed
from core.language.text import Words
from core.records import Form, Reading

_UNGROUPED = 4
"""Digits of an ordinal that is written without commas."""
_LARGE = 1000
"""From which on an ordinal ranks what follows it, whatever stands before: "Charity counts 4,001st sleeper"."""
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_LEADS = word_set("leads")
_RANKED = word_set("ranked")
_SUPERLATIVE_LEADS = frozenset(
    ["the", "'s", "its", "their", "his", "her", "our", "by", "single", "ever", "a"]
) | frozenset(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"])


@cache
def _list(section: str, name: str) -> frozenset[str]:
    return frozenset(table("numbers.toml")[section][name])


def several_words(w: Words, i: int, limit: int) -> bool:
    """Whether an ordinal of several words begins here, which reads as a number and a part otherwise."""
    found = _words(w, i, limit) if is_number_word(w.lowers[i]) or w.lowers[i] == "a" else None
    return found is not None and found[1] > i + 1


def names_by_ordinal(w: Words, i: int, limit: int) -> bool:
    """Whether digits with "th" begin here: where they rank nothing they belong to a name, "the 13th Amendment"."""
    return _digits(w, i, limit) is not None


def ordinal_at(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """The ordinal that begins with word i, with what is ranked; None for names and set phrases."""
    found = _digits(w, i, limit) or _words(w, i, limit)
    if found is None:
        return None
    value, beyond = found
    following = w.lowers[beyond] if beyond < limit else ""
    before = w.lowers[i - 1] if i > low else ""
    if (
        following in ("and", "or", "to")
        and (second := _digits(w, beyond + 1, limit)) is not None
        and second[0] > value
    ):
        return Amount(i, beyond, Reading(value, value, Form.ORDINAL))  # "his 17th and 18th goals"
    if (
        following in _list("ordinals", "set_phrases")
        or following in closed("months")
        or before in closed("months")
        or before == "every"  # "every third house" is one of three, and no place in an order
    ):
        return None
    if beyond < limit and w.is_name(beyond) and not (beyond + 1 < limit and w.lowers[beyond].endswith("s")):
        return None  # "Fifth Avenue", "14th Street"
    if w.is_name(i) and i > low and not w.texts[i][0].isdigit():
        return None  # "the Third Reich"
    ranked = before in _RANKED and (before != "in" or following in ("", ".", ","))
    leads = before in _LEADS or value >= _LARGE
    noun = counted_after(w, beyond, limit, plural=False) if leads and beyond < limit else None
    if following == "one" and before in _LEADS:
        return Amount(i, beyond, Reading(value, value, Form.ORDINAL))
    if value <= 2 and not w.texts[i][0].isdigit() and not (ranked or _counts(w, i, before, noun)):
        return None
    if following in ("two", "three", "four", "few") or (beyond < limit and w.texts[beyond][0].isdigit()):
        return None  # "the first two"
    if noun is not None:
        modifiers, head, end = noun
        return Amount(i, end, Reading(value, value, Form.ORDINAL, counted=head, modifiers=modifiers))
    return Amount(i, beyond, Reading(value, value, Form.ORDINAL))


def _counts(w: Words, i: int, before: str, noun: tuple[tuple[str, ...], str, int] | None) -> bool:
    """Whether "first" or "second" ranks something, and is no adverb and no fraction of time."""
    if before not in _LEADS or noun is None or noun[1].lower() in _list("ordinals", "no_rank"):
        return False
    following = w.lowers[noun[2] : noun[2] + 1]
    return noun[1].lower() in _list("ordinals", "ranked") or following in (["to"], ["since"], ["ever"], ["in"])


def _digits(w: Words, i: int, limit: int) -> tuple[Decimal, int] | None:
    if i + 1 >= min(limit, len(w)) or w.lowers[i + 1] not in _SUFFIXES or w.starts[i + 1] != w.ends[i]:
        return None
    text = w.texts[i]
    if text.isdecimal() and len(text) <= _UNGROUPED:
        return Decimal(int(text)), i + 2
    return (Decimal(text.replace(",", "")), i + 2) if _GROUPED.fullmatch(text) else None


def _words(w: Words, i: int, limit: int) -> tuple[Decimal, int] | None:
    lower = w.lowers[i]
    if lower[0] not in "aefnost" and "th" not in lower:
        return None
    k = i + (lower in ("a", "an") and i + 1 < limit and w.lowers[i + 1] in SCALES)
    start = k
    while k < limit and k - start < 6 and (is_number_word(w.lowers[k]) or (w.lowers[k] == "and" and k > start)):
        k += 1
    if k >= limit or w.lowers[k].endswith("s") or w.lowers[k] in ("half", "quarter", "halve"):
        return None
    base = ordinal_base(w.lowers[k])
    if base is None or w.lowers[start:k] == ["one"] or w.lowers[start : start + 2] == ["one", "one"]:
        return None  # a part, not a place
    text = " ".join([*w.lowers[start:k], base]).replace("-", " ")
    try:
        return value_of(f"one {text}" if text.split()[0] in SCALES else text), k + 1
    except ValueError:
        return None


def opens_superlative(lower: str) -> bool:
    return lower in ("most", "least", "record") or lower in _list("superlatives", "words")


def superlative_at(w: Words, i: int, low: int, limit: int) -> Amount | None:
    """ "the biggest batch of prisoners", "third-largest city", "the most expensive race", "a record high"."""
    lower = w.lowers[i].replace("‑", "-")
    rank, dash, rest = lower.partition("-")
    ranked = bool(dash) and rest in _list("superlatives", "words") and ordinal_base(rank) is not None
    most = lower in ("most", "least") and i > low and w.lowers[i - 1] in ("the", "'s", "its", "their")
    record = lower == "record" and i > low and w.lowers[i - 1] in ("a", "the", "'s", "its", "their", "new")
    if not (ranked or most or record or lower in _list("superlatives", "words")):
        return None
    if not ranked and (i == 0 or w.lowers[i - 1] not in _SUPERLATIVE_LEADS | {"new"}):
        return None
    found = counted_after(w, i + 1, limit, plural=False) if i + 1 < limit else None
    bare = w.lowers[i + 1] if i + 1 < limit else "."
    if found is None and bare in ("in", "since", "on", "ever", "for", "yet") and w.lowers[i - 1 : i] == ["the"]:
        return (
            Amount(i, i + 1, Reading(None, None, Form.SUPERLATIVE, hedge=lower)) if not (most or record) else None
        )
    if record and i + 1 < limit and w.lowers[i + 1] in _list("superlatives", "records"):
        found = ((), w.texts[i + 1], i + 2)
    if found is None or (record and found[1].lower() not in _list("superlatives", "records")):
        return None
    modifiers, head, beyond = found
    many = most and head.lower().endswith("s") == bool(
        modifiers
    )  # "the most votes", not "the most expensive race"
    if many or _names_thing(w, i, head, beyond):
        return None
    named: str | None = head
    if head.lower() == "ever":  # "the most spectacular catches ever"
        named, modifiers, beyond = (
            (modifiers[-1], modifiers[:-1], beyond - 1) if modifiers else (None, (), beyond - 1)
        )
    if w.lowers[beyond : beyond + 1] == ["of"] and beyond + 1 < limit:
        more = counted_after(w, beyond + 1, limit, plural=True)
        if more is not None:
            beyond, named, modifiers = more[2], more[1], more[0]
    first = i - 1 if i > low and ordinal_base(w.lowers[i - 1]) is not None else i
    hedge = " ".join(w.lowers[first : i + 1])
    return Amount(
        first, beyond, Reading(None, None, Form.SUPERLATIVE, hedge=hedge, counted=named, modifiers=modifiers)
    )


def _names_thing(w: Words, i: int, head: str, beyond: int) -> bool:
    """Whether the superlative at word i only names a thing: "patients on the highest dose of it", "the highest
    court ruled"; not "it was the highest dose", "the highest dose ever"."""
    if head.lower() not in word_set("named_by_rank") or w.lowers[i - 1 : i] != ["the"] or i < 1:
        return False
    if set(w.lowers[beyond : beyond + 4]) & word_set("of_all_time"):
        return False
    lead = w.lowers[i - 2] if i > 1 else "."
    return lead not in word_set("ranks_it")
