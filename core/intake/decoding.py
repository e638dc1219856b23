"""Bytes to text: which encoding, and which characters can be kept.

The order is from certain to likely: byte-order mark, what the file declares, the zero bytes of UTF-16 without a
mark, UTF-8 (random bytes hardly ever form it), for text in Latin letters the encoding in which its words are
spelled as words are (`latin.py`), then charset-normalizer's guess. What fits nowhere is refused, and so is what
can be read in two ways: no text is ever filled with wrong letters in silence.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from core.errors import UserError
from core.intake import latin

_MARKS: tuple[tuple[bytes, str], ...] = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LIKELY = [
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "iso8859_2",
    "iso8859_15",
    "koi8_r",
    "mac_roman",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
"""Encodings charset-normalizer may choose from: those in which articles are still saved."""

_WESTERN = re.compile("[‘’“”‚„‹›«»–—…•€£¥§©®°±²³´·¹º¼½¾\u00a0\u00adŠšŽžŒœŸÀ-ÖØ-öø-ÿ™]")

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""C0 controls that no text editor writes; tab, newlines, form feed and escape are let be."""

_SURROGATES = re.compile("[\ud800-\udfff]")

_MOST_CONTROLS = 0.01
_MOST_DAMAGE = 0.01
_MOST_ACCENTED = 0.3
_MOST_ACCENTED_IF_NOTHING_ELSE_FITS = 0.4


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` without byte-order mark, newlines as they came; `encoding` is Python's name of it."""

    text: str
    encoding: str


def decode(name: str, data: bytes, declared: str | None = None) -> Decoded:
    """Text of `data`, the bytes of what is called `name` (used in messages only).

    `declared` is an encoding the file itself names (an HTML page's charset); a byte-order mark outranks it, and
    it is passed over if the bytes do not fit it. Up to one character in a hundred may be damaged in a file that
    is otherwise plainly UTF-8 or UTF-16: it becomes U+FFFD, as does a stray NUL.

    Raises `UserError` S-INTAKE-BINARY for what is no text, S-INTAKE-ENCODING for text in no likely encoding, or in
    one of two.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(name, data[len(mark) :], encoding)
    if declared is not None and (text := _strict(data, declared)) is not None:
        return Decoded(_plausible(name, text), declared)
    wide = _utf16_by_zeros(data)
    if wide is not None:
        return _marked(name, data, wide)
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(_plausible(name, text), "utf-8")
    _refuse_binary(name, data)
    if (text := _strict(data, "utf-8", "surrogatepass")) is not None:
        # Surrogates written one by one, as some databases export characters beyond the basic plane (CESU-8).
        return Decoded(storable(text), "utf-8")
    return _eight_bit(name, data)


def tidy_newlines(text: str) -> str:
    """`\\r\\n` and lone `\\r` as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def storable(text: str) -> str:
    """`text` with what no database or JSON file can hold replaced by U+FFFD: lone surrogates and NUL.

    Surrogates that form a pair (as some clipboards deliver) become the one character they stand for.
    """
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\x00", "\ufffd")


def _strict(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except (UnicodeDecodeError, LookupError):
        return None


def _marked(name: str, data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    # What is no UTF-16 reads as ideographs all the same, but with characters among them that do not exist.
    missing = sum(map(text.count, {c for c in set(text) if unicodedata.category(c) in ("Cn", "Co")}))
    if text.count("\ufffd") + missing > 1 + _MOST_DAMAGE * len(text):
        raise _no_encoding(name)
    return Decoded(_plausible(name, text.lstrip("\ufeff")), encoding)


def _utf16_by_zeros(data: bytes) -> str | None:
    """UTF-16's byte order by its zero bytes: of Western text nearly every second byte is zero."""
    even, odd = data[0::2], data[1::2]
    if not odd:
        return None
    zeros_even, zeros_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros_odd > 0.4 and zeros_even < 0.05:
        return "utf-16-le"
    if zeros_even > 0.4 and zeros_odd < 0.05:
        return "utf-16-be"
    return None


def _refuse_binary(name: str, data: bytes) -> None:
    sample = data.decode("latin-1")
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise _binary(name)


def _plausible(name: str, text: str) -> str:
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise _binary(name)
    return storable(text)


def _eight_bit(name: str, data: bytes) -> Decoded:
    damaged = data.decode("utf-8", "replace")
    foreign = sum(1 for c in damaged if c > "\x7f" and c != "\ufffd")
    if foreign > 2 * damaged.count("\ufffd"):
        # Mostly well-formed multi-byte characters: damaged UTF-8, which no other reading would improve.
        return Decoded(storable(damaged), "utf-8")
    if _is_mostly_latin(data):
        found = latin.read(data)
        if found is None:
            raise _no_encoding(name)  # what a guess would make of a few words is no better
        if found.rival:
            raise _two_ways(name, found)
        return Decoded(_plausible(name, found.text), found.encoding)
    from charset_normalizer import from_bytes  # only for the rare file that gets here

    best = from_bytes(data, cp_isolation=_LIKELY).best()
    if best is not None:
        return Decoded(_plausible(name, str(best)), best.encoding)
    text = _strict(data, "cp1252")
    if text is not None and _looks_western(text):
        return Decoded(storable(text), "cp1252")
    raise _no_encoding(name)


def _is_mostly_latin(data: bytes) -> bool:
    """Whether most letters are ASCII, whatever the others are: of other scripts, nearly none would be."""
    text = data.decode("cp1252", "ignore")
    return sum(c > "\x7f" for c in text if c.isalpha()) <= _MOST_ACCENTED * sum(c.isalpha() for c in text)


def _looks_western(text: str) -> bool:
    """Whether the characters beyond ASCII are such as Western prose has, and the letters among them a minority."""
    high = [c for c in text if c > "\x7f"]
    accented = sum(1 for c in high if c.isalpha())
    if accented > _MOST_ACCENTED_IF_NOTHING_ELSE_FITS * sum(1 for c in text if c.isalpha()):
        return False
    fitting = sum(1 for c in high if _WESTERN.match(c))
    # Mac Roman and Cyrillic read as Windows-1252 put capitals with accents inside or at the end of words.
    shouting = len(re.findall(r"(?<=[a-zà-ÿ])[À-ÖØ-Þ]|[À-ÖØ-Þ](?=\s)", text))
    return fitting >= 0.95 * len(high) and shouting <= 0.2 * len(high)


def _binary(name: str) -> UserError:
    return UserError("S-INTAKE-BINARY", f"“{name}” is not text. Save the article as text or HTML and add that.")


def _two_ways(name: str, found: latin.Reading) -> UserError:
    return UserError(
        "S-INTAKE-ENCODING",
        f"“{name}” can be read in two ways, with “{found.word[:40]}” or with “{found.rival[:40]}” in it. "
        "Save it again as UTF-8 text.",
    )


def _no_encoding(name: str) -> UserError:
    return UserError(
        "S-INTAKE-ENCODING",
        f"“{name}” is in no character encoding that could be recognised. Save it again as UTF-8 text.",
    )
