"""Which single-byte encoding a text in Latin letters is in, told by whether its words are spelled so anywhere.

Windows-1252 and 1250 have "ñ" and "ń" at the same place, 1254 has "ğ" where the first has "ð". Each reading of
such bytes is judged by how often its letters stand beside their neighbours in words: those that the language
pipeline knows, names above all, and those of the languages that use the letters. Where two readings remain, both
are told.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log

import resources

_ENCODINGS = {
    "cp1252": 0.0,
    "cp1250": 1.5,
    "cp1254": 2.0,
    "iso8859_15": 2.0,
    "mac_roman": 6.0,
    "cp1257": 4.0,
    "iso8859_2": 4.0,
}
"""How much more than in Windows-1252 an article in English has to speak for each: logarithms of its rarity."""
_SURE = 3.5
"""By how much the best reading is ahead of others: below this, names of four letters were read wrong."""
_NOWHERE, _HARDLY = -16.0, -14.5
"""Of a letter that stands so in no word; the mean below which a text is in none of these encodings."""
_KNOWN = 6.0
"""For a whole word that is known."""
_LANGUAGES = {
    "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "da": "Danish", "nb": "Norwegian_Bokmal",
    "is": "Icelandic", "ca": "Catalan", "de": "German", "nl": "Dutch", "sv": "Swedish", "fi": "Finnish",
    "hu": "Hungarian", "cs": "Czech", "sk": "Slovak", "pl": "Polish", "ro": "Romanian", "hr": "Croatian",
    "sl": "Slovenian", "tr": "Turkish", "lt": "Lithuanian", "lv": "Latvian", "et": "Estonian",
}  # fmt: skip
_WESTERN = 13
"""So many of them, the first, give a word its full weight; of the others the pipeline knows names enough."""
_WEIGHT = 0.1
_BORROWED = (
    "à la carte appliqué brûlée caffè cause célèbre château chère cœur crèche crème crêpe débâcle déjà vu éclair "
    "fête fiancée garçon maître manœuvre mère naïve noël œuvre père pièce piña più mañana brontë façade tête très "
    "vis-à-vis voilà señor são molière genève über gruyère hermès"
)
"""Words of others that English writes with their accents."""
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(rb"[A-Za-z\x80-\xff]+")
_OTHER_SCRIPT = re.compile(rb"[\xc0-\xff]{5}")
"""Letters beyond ASCII in a row, more than a word in Latin letters has; a Greek or Cyrillic one has only such."""
_COMMA_BELOW = str.maketrans("șț", "şţ")  # which no single-byte encoding here has


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as one encoding reads it; `rival` is another reading of one of its words that is as likely."""

    text: str
    encoding: str
    word: str = ""
    rival: str = ""


def read(data: bytes) -> Reading | None:
    """The likeliest reading of bytes that are mostly ASCII; None where they are in none of these encodings."""
    if _OTHER_SCRIPT.search(data):
        return None
    readings = {name: text for name in _ENCODINGS if (text := _decoded(data, name)) is not None}
    apart = {byte for byte in set(data) if len({bytes([byte]).decode(name) for name in readings}) > 1}
    telling = {at for at, byte in enumerate(data) if byte in apart}
    runs = list(_runs(data, telling))
    scores = {name: _score(text, telling, runs) for name, text in readings.items()}
    ranked = sorted(readings, key=lambda name: scores[name] - _ENCODINGS[name], reverse=True)
    if not ranked or scores[ranked[0]] < _HARDLY * sum(at in telling for run in runs for at in range(*run)):
        return None
    best = ranked[0]
    text = readings[best]
    for other in ranked[1:]:
        ahead = scores[best] - _ENCODINGS[best] - scores[other] + _ENCODINGS[other]
        if ahead < _SURE and (both := _differing(text, readings[other], runs)) is not None:
            return Reading(text, best, *both)
    return Reading(text, best)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _runs(data: bytes, telling: set[int]) -> Iterator[tuple[int, int]]:
    """Where words begin and end that have one of the telling bytes, each word once."""
    seen = set()
    for match in _RUN.finditer(data):
        start, end = match.span()
        around = data[max(start - 1, 0) : end + 1]
        if around not in seen and not telling.isdisjoint(range(start, end)):
            seen.add(around)
            yield start, end


def _differing(text: str, other: str, runs: Iterable[tuple[int, int]]) -> tuple[str, str] | None:
    """The first word that two readings have otherwise, in both."""
    return next(((text[s:e], other[s:e]) for s, e in runs if text[s:e] != other[s:e]), None)


def _score(text: str, telling: set[int], runs: Iterable[tuple[int, int]]) -> float:
    known = _model().known
    total = 0.0
    for start, end in runs:
        total += sum(_character(text, at) for at in range(start, end) if at in telling)
        words = [word for word in _WORD.findall(text[start:end].casefold()) if not word.isascii()]
        total += _KNOWN if words and known.issuperset(words) else 0.0
    return total


def _character(text: str, at: int) -> float:
    """How likely a character is where it stands, as a logarithm."""
    char, before, after = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if unicodedata.category(char) in ("Cc", "Co"):
        return _NOWHERE
    if char.isalpha() and char not in "ªº":
        camel = (char.isupper() and before.islower()) or (char.islower() and after.isupper())
        if camel or before.isdigit() or after.isdigit():
            return _NOWHERE
        return _letter("".join(_lower(each) if each.isalpha() else " " for each in (before, char, after)))
    if before.isalpha() and after.isalpha():
        return -3.0 if char in "’‑–—" else _NOWHERE
    return _sign(char, before, after)


def _sign(char: str, before: str, after: str) -> float:
    if char in "“”‘’‚„«»‹›–—…•":
        return -4.0
    if char in "£€¥":
        return -4.0 if after.isdigit() or before.isdigit() else -9.0
    if char in "°§©®™¿¡½¼¾²³¹ªº":
        return -9.0 if before.isalpha() else -6.0
    if char.isspace():
        return -3.0
    return _NOWHERE if before.isalpha() or after.isalpha() else -9.0


def _letter(context: str) -> float:
    """How often a letter stands between two others (or none, a space) in words, with what either of them tells."""
    counts, size = _model().counts, _model().size
    before, letter, after = tuple(context)
    alone = counts.get(letter, 0.0)
    if alone < 0.5:
        return _NOWHERE
    left, right = counts.get(f"{before}{letter}_", 0.0), counts.get(f"_{letter}{after}", 0.0)
    often = counts.get(context, 0.0) + 0.4 * left * right / alone + 0.02 * (left + right) + 0.002 * alone
    return max(log(often / size), _NOWHERE)


def _lower(char: str) -> str:
    return char.casefold() if len(char.casefold()) == 1 else char.lower()[0]


@dataclass(frozen=True, slots=True)
class _Model:
    """Letters with their neighbours in words that have other than English letters; `known` are the words."""

    counts: dict[str, float]
    size: float
    known: frozenset[str]


@cache
def _model() -> _Model:
    counts: dict[str, float] = {}
    size = 0.0
    known = _words([*_vocabulary(), _BORROWED])
    weighed = [(known, 1.0)]
    for at, (code, name) in enumerate(_LANGUAGES.items()):
        weighed.append((_words(_language(code, name)), 1.0 if at < _WESTERN else _WEIGHT))
    for words, weight in weighed:
        for word in words:
            size += weight * len(word)
            padded = f" {word} "
            for place in range(1, len(padded) - 1):
                before, letter, after = tuple(padded[place - 1 : place + 2])
                if letter > "\x7f":
                    for key in (before + letter + after, f"{before}{letter}_", f"_{letter}{after}", letter):
                        counts[key] = counts.get(key, 0.0) + weight
    return _Model(counts, size, known)


def _words(phrases: Iterable[str]) -> frozenset[str]:
    """The words of phrases that have letters beyond ASCII, in lower case."""
    return frozenset(
        word
        for phrase in phrases
        if not phrase.isascii()
        for word in _WORD.findall(phrase.casefold().translate(_COMMA_BELOW))
        if not word.isascii()
    )


def _vocabulary() -> list[str]:
    found: list[str] = json.loads(resources.path("en_saidso", "vocab", "strings.json").read_text("utf-8"))
    return found


def _language(code: str, name: str) -> Iterator[str]:
    """What a language calls places, languages, currencies, days and months, and its commonest words."""
    from babel import Locale
    from justext import get_stoplist

    locale = Locale(code)
    for named in (locale.languages, locale.territories, locale.scripts, locale.currencies):
        yield from named.values()
    for parts in (locale.months, locale.days):
        for names in parts["format"].values():
            yield from names.values()
    yield from (zone.get("city", "") for zone in locale.time_zones.values())
    yield from get_stoplist(name)
