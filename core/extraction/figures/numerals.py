"""Numbers in digits: grouped, decimal, with a power of ten, in any script's decimal digits, as exact decimals.

What cannot be told for certain is refused rather than guessed: "wards 1,3", digits of two scripts in one number,
serial numbers, powers beyond what anything counted comes to. A comma is a decimal one only where nothing else is
possible ("1.300,50", "0,5", "5,00") or where one number is plainly meant ("3,5 per cent", "€4,50").
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal, DecimalException
from typing import NamedTuple

from core.extraction.lexicon import word_set
from core.language.text import Words

LONGEST = 24
"""Digits of a number beyond which it is a serial or account number."""
_PLAIN = re.compile(
    r"\.\d+$|\d+(?:\.\d+)?$|\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$|(?!(?:\d{1,3}\.){3}\d{1,3}$)\d{1,3}(?:\.\d{3}){2,}$"
)
_COMMA = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,6}),\d{1,2}")
"""Digits that a comma may part from their decimals."""
_SURE_COMMA = re.compile(r"0,\d{1,2}|\d+,0\d?|\d{1,3}(?:\.\d{3})+,\d{1,2}")
_SPACES = "\u00a0\u2007\u2008\u2009\u200a\u202f"
"""Spaces that group digits; a plain space does only where the groups leave no doubt."""
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
"""What a line break or a web page can leave inside a number."""
_POWER = re.compile(
    r"(?P<lead>\d+(?:\.\d+)?)"
    r"(?:[eE](?P<exp>[+\-−]?\d{1,4})(?![\w.])"
    r"| ?[x×·*] ?(?P<base>\d{1,3})(?:(?P<bare>[\-−]\d{1,3})"
    r"|\^(?P<up>[+\-−]{0,2}\d{1,3})|(?P<sup>[⁻⁺]?[⁰¹²³⁴-⁹]{1,3}))(?![\w.])"
    r"|\^(?P<of>[+\-−]{0,2}\d{1,3})(?![\w.]))"
)
_SUPERSCRIPT = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_LARGEST_POWER = 60
_EXACT = Context(prec=28)
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
           "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
           "⅑": (1, 9), "⅒": (1, 10)}  # fmt: skip
_BOTTOMS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 24, 25, 32, 40, 50, 64, 100, 128, 256, 1000})
"""Bottoms of fractions in use; 9/11 and 24/7 have none."""


class Digits(NamedTuple):
    """The value of digits up to word `beyond`; whether it is written as a fraction alone."""

    value: Decimal
    beyond: int
    fraction: bool = False


def vulgar(text: str) -> Decimal | None:
    """The value of a character such as ½."""
    parts = _VULGAR.get(text)
    return None if parts is None else _EXACT.divide(Decimal(parts[0]), Decimal(parts[1]))


def digits_at(words: Words, i: int, limit: int) -> Digits | None:
    """The number in digits that begins with word i and ends before word `limit`."""
    found = _power(words, i, limit) or _grouped(words, i, limit)
    if found is None:
        return None
    beyond = found.beyond
    tight = beyond < limit and words.starts[beyond] == words.ends[beyond - 1]
    if tight and (part := vulgar(words.texts[beyond])) is not None:
        return Digits(_EXACT.add(found.value, part), beyond + 1)
    return _slash(words, i, found, limit)


def _grouped(words: Words, i: int, limit: int) -> Digits | None:
    written, k = words.texts[i], i + 1
    while k < limit and len(written) <= LONGEST + LONGEST:
        if (words.texts[k] in _INVISIBLE and k + 1 < limit and _tight_digits(words, k)) or (
            words.texts[k] in "'’" and k + 1 < limit and _tight_digits(words, k) and _group(words.texts[k + 1])
        ):
            written, k = written + words.texts[k + 1], k + 2
        else:
            break
    beyond = _spaced(words, written, k, limit)
    if beyond > k:
        written, k = written + "".join(words.texts[k:beyond]), beyond
    plain = _ascii(written)
    if plain is None or len(plain) > LONGEST or _foreign_mark(words, k):
        return None
    if _decimal_comma(words, plain, i, k, limit):
        plain = plain.replace(".", "").replace(",", ".")
    if not _PLAIN.match(plain):
        return None
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return Digits(Decimal(plain.replace(",", "")), k)


def _decimal_comma(words: Words, plain: str, i: int, k: int, limit: int) -> bool:
    """Whether the comma in `plain`, digits in words i..k, parts its decimals and neither thousands nor a list."""
    if not _COMMA.fullmatch(plain):
        return False
    following = words.lowers[k] if k < limit else ""
    before = words.lowers[i - 1] if i else ""
    return (
        _SURE_COMMA.fullmatch(plain) is not None
        or before in word_set("before_decimal")
        or following in word_set("after_decimal")
    )


def _tight_digits(words: Words, k: int) -> bool:
    """Whether word k stands right between digits."""
    return (
        words.starts[k] == words.ends[k - 1]
        and words.starts[k + 1] == words.ends[k]
        and words.texts[k + 1][0].isdecimal()
    )


def _group(text: str) -> bool:
    return len(text) == 3 and text.isdecimal()


def _spaced(words: Words, lead: str, k: int, limit: int) -> int:
    """Beyond the groups of three digits that spaces set apart from the leading one to three: "1 300 000"."""
    if not (lead.isdecimal() and len(lead) <= 3 and lead[0] != "0"):
        return k
    start, certain = k, False
    while k < limit and k - start < 8 and words.starts[k] == words.ends[k - 1] + 1:
        head, dot, rest = words.texts[k].partition(".")
        if not _group(head) or (dot and not rest.isdecimal()):
            break
        certain = certain or words.text[words.ends[k - 1]] in _SPACES or head == "000"
        k += 1
        if dot:
            break
    return k if certain or k - start > 1 else start


def _ascii(text: str) -> str | None:
    """The digits of one script as ASCII digits; None for digits of several."""
    if text.isascii():
        return text
    out, zero = [], None
    for char in text:
        if char in ".,":
            out.append(char)
            continue
        value = unicodedata.decimal(char, None)
        if value is None or (zero is not None and ord(char) - value != zero):
            return None
        zero = ord(char) - value
        out.append(str(value))
    return "".join(out)


def _foreign_mark(words: Words, k: int) -> bool:
    """Whether another script's decimal or grouping mark follows, which is not read."""
    return k < len(words) and words.texts[k] in "٫٬，．" and words.starts[k] == words.ends[k - 1]


def _power(words: Words, i: int, limit: int) -> Digits | None:
    """ "4e14", "2.48×10−5", "8x2^10", "1.1^23"."""
    after = words.texts[i + 1][0] if i + 1 < limit else ""
    if after not in "eEx×·*^" or not after:
        return None
    match = _POWER.match(words.text, words.starts[i], words.starts[i] + 60)
    if match is None or len(match["lead"]) > LONGEST:
        return None
    beyond = words.at(match.end())
    if beyond > limit or words.ends[beyond - 1] != match.end():
        return None
    lead = Decimal(match["lead"])
    written = match["exp"] or match["bare"] or match["up"] or match["of"] or (match["sup"] or "")
    exponent = int(written.translate(_SUPERSCRIPT).replace("−", "-").replace("--", "-").replace("++", "+"))
    if written.startswith(("--", "−−")):
        exponent = abs(exponent)
    if abs(exponent) > _LARGEST_POWER:
        return None
    try:
        if match["exp"]:
            return Digits(_EXACT.scaleb(lead, exponent), beyond)
        if match["of"]:
            return Digits(_EXACT.power(lead, exponent), beyond)
        return Digits(_EXACT.multiply(lead, _EXACT.power(Decimal(match["base"]), exponent)), beyond)
    except DecimalException:
        return None


def _slash(words: Words, i: int, found: Digits, limit: int) -> Digits | None:
    """ "1/40", "2 1/2", "1⁄32"."""
    beyond = found.beyond
    at = i if words.texts[beyond : beyond + 1] in (["/"], ["⁄"]) else i + 1
    parts = words.texts[at : at + 3]
    if (
        beyond != i + 1
        or at + 3 > limit
        or len(parts) != 3
        or parts[1] not in "/⁄"
        or not (parts[0].isdecimal() and parts[2].isdecimal())
        or max(len(parts[0]), len(parts[2])) > 4
        or words.ends[at + 1] != words.starts[at + 2]
        or words.ends[at] != words.starts[at + 1]
        or words.texts[at + 3 : at + 4] in (["/"], ["⁄"])
        or int(parts[2]) not in _BOTTOMS
        or int(parts[0]) >= int(parts[2])
    ):
        return found
    fraction = _EXACT.divide(Decimal(int(parts[0])), Decimal(int(parts[2])))
    return Digits(fraction, at + 3, True) if at == i else Digits(_EXACT.add(found.value, fraction), at + 3)
