"""Currencies written every way: symbols, codes, names with and without their country, coins, "MUSD".

A unit is the ISO 4217 code. Coins keep a name of their own in lower case ("cent", "penny"): "63 cents" does not
say of which currency, and turning it into 0.63 would say more than the article does. So do currencies that several
countries have ("crown", "peso"), where no country is named with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.numbers import get_currency_name

from core.extraction.lexicon import table, word_set, words
from core.language.text import Words

_WORDS_TOO = word_set("words_too")
"""Codes that in capitals are words as well."""
_SIGNS = frozenset("$£€¥₹₽₴₺₩₪₦฿¢元")
_BEFORE_DOLLAR = word_set("before_dollar")
_AFTER_DOLLAR = {"us": "USD", "a": "AUD", "nz": "NZD", "c": "CAD"}

_RUPEES = frozenset({"rs", "rs."})


def _section(name: str) -> dict[str, Any]:
    found: dict[str, Any] = table("numbers.toml")[name]
    return found


@cache
def _codes() -> frozenset[str]:
    return frozenset(Locale("en").currencies) - _WORDS_TOO


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Names of currencies in lower case, singular and plural, as tuples of two or three words."""
    out: dict[tuple[str, ...], str] = {}
    for code in map(str, Locale("en").currencies):
        for count in (1, 2):
            name = tuple(get_currency_name(code, count=count, locale="en").lower().split())
            if 2 <= len(name) <= 3 and all(word.isalpha() for word in name):
                out.setdefault(name, code)
    for said, code in _section("currency_names").items():
        *lead, last = said.split()
        out[(*lead, last)] = out[(*lead, last + "s")] = code
    return out


@cache
def _last_words() -> frozenset[str]:
    return frozenset(name[-1] for name in _names())


def before_number(w: Words, i: int) -> tuple[str, int, Decimal] | None:
    """A currency before digits: its unit, the word after it and a multiplier ("MAUD 60" is in millions)."""
    text, lower = w.texts[i], w.lowers[i]
    following = w.texts[i + 1] if i + 1 < len(w) else ""
    if not following or text[0].isdigit():
        return None
    signed = _sign_before(w, i)
    if signed is not None or text in _SIGNS or not _digit(w, i + 1):
        return signed
    codes = _section("currencies")
    if not text.isupper() and lower not in _RUPEES:
        return None
    if text in _codes() or lower == "rm" or lower in _RUPEES:
        return codes.get(lower, text), i + 1, Decimal(1)
    if len(text) == 4 and text[0] == "M" and text[1:] in _codes():
        return text[1:], i + 1, Decimal(1000000)
    if text == "PS" and w.starts[i + 1] == w.ends[i] and (len(following) > 3 or "." in following):
        return "GBP", i + 1, Decimal(1)  # how £ is written without the sign
    return None


def _sign_before(w: Words, i: int) -> tuple[str, int, Decimal] | None:
    """ "$4", "US$4", "$A4", "HK $4", and "Y=4", which is how ¥ is written without the sign."""
    codes = _section("currencies")
    text, lower, following = w.texts[i], w.lowers[i], w.texts[i + 1]
    tight = w.starts[i + 1] == w.ends[i]
    if text == "$" and following.lower() in _AFTER_DOLLAR and tight and _digit(w, i + 2):
        return _AFTER_DOLLAR[following.lower()], i + 2, Decimal(1)
    if following in _SIGNS and w.starts[i + 1] - w.ends[i] <= 1 and _digit(w, i + 2):
        before = lower.replace(".", "")
        if before == "a" and w.starts[i + 1] > w.ends[i]:
            return None  # the article: "a $500 credit"
        return (codes[before + "$"], i + 2, Decimal(1)) if following == "$" and before in _BEFORE_DOLLAR else None
    if following == "=" and text == "Y" and _digit(w, i + 2):
        return "JPY", i + 2, Decimal(1)
    return (codes.get(text, "cent"), i + 1, Decimal(1)) if text in _SIGNS and _digit(w, i + 1) else None


def _digit(w: Words, i: int) -> bool:
    if i + 1 < len(w) and w.texts[i] in "-−" and w.starts[i] == w.ends[i - 1]:
        i += 1  # "$-50bn"
    return i < len(w) and (w.texts[i][0].isdecimal() or (w.texts[i][0] == "." and len(w.texts[i]) > 1))


def after_number(w: Words, i: int, limit: int) -> tuple[str | None, int, Decimal] | None:
    """A currency or coin from word i: its unit, the word after it and a multiplier; no unit for "60 grand"."""
    if w.texts[i] == "grand" and _ends_sum(w, i + 1, limit):
        return None, i + 1, Decimal(1000)
    return _named_after(w, i, limit)


def _named_after(w: Words, i: int, limit: int) -> tuple[str, int, Decimal] | None:
    """As `after_number`, of currencies and coins that are named."""
    text, lower = w.texts[i], w.lowers[i]
    tight = i > 0 and w.starts[i] == w.ends[i - 1]
    if text in _SIGNS:
        spaced = w.starts[i + 1] > w.ends[i] if i + 1 < limit else True
        return (
            (_section("currencies").get(text, "cent"), i + 1, Decimal(1))
            if spaced or not _digit(w, i + 1)
            else None
        )
    for length in (3, 2):
        if i + length <= limit and w.lowers[i + length - 1] in _last_words():
            code = _names().get(tuple(w.lowers[i : i + length]))
            if code is not None:
                return code, i + length, Decimal(1)
    if lower in _section("coins"):
        if (lower == "c" and not tight) or (lower == "p" and not tight and not _stands_alone(w, i, limit)):
            return None
        return _section("coins")[lower], i + 1, Decimal(1)
    shared = _section("shared_currencies").get(lower)
    if shared is not None and (shared != "crown" or _many(w, i)):
        return shared, i + 1, Decimal(1)
    if lower in _section("currencies") and lower[0].isalpha():
        if lower.isupper() or (
            len(lower) <= 3 and not text.isupper() and lower not in ("won", "yen", "leu", "lev", "kn")
        ):
            return _code(text, i)
        return _section("currencies")[lower], i + 1, Decimal(1)
    return _code(text, i)


def _ends_sum(w: Words, k: int, limit: int) -> bool:
    """Whether nothing that could be grand follows: "60 grand on rubber", not "three grand pianos"."""
    if k >= limit or w.is_mark(k) or "\n" in w.text[w.ends[k - 1] : w.starts[k]]:
        return True
    groups = ("prepositions", "conjunctions", "determiners", "auxiliaries")
    return any(w.lowers[k] in words(group) for group in groups) or w.lowers[k] in word_set("after_sum")


def in_money_of(currencies: Iterable[str | None]) -> str | None:
    """The currency that sums without one are of, where an article's sums are all of one; coins tell of none."""
    named = {unit for unit in currencies if unit is not None and unit.isupper()}
    return next(iter(named)) if len(named) == 1 else None


def _many(w: Words, i: int) -> bool:
    """Whether a scale or a number of two digits or more stands before word i: three are worn, 300 paid."""
    k = i - 1 - (w.texts[i - 1] in "-‑") if i else 0
    before = w.lowers[k] if k >= 0 else ""
    return before in _section("scales") or (before[:1].isdecimal() and len(before) > 1)


def _code(text: str, i: int) -> tuple[str, int, Decimal] | None:
    if text in _codes():
        return text, i + 1, Decimal(1)
    if len(text) == 4 and text[0] == "M" and text[1:] in _codes():
        return text[1:], i + 1, Decimal(1000000)
    if text.lower() in ("usd", "eur", "gbp"):
        return text.upper(), i + 1, Decimal(1)
    return None


def _stands_alone(w: Words, i: int, limit: int) -> bool:
    """Whether the letter is no initial: "1112 p" and "68 p to"."""
    return w.texts[i] == "p" and (i + 1 >= limit or w.texts[i + 1] != "." or i + 2 >= limit or w.is_name(i + 2))


def is_coin(unit: str | None) -> bool:
    """Whether a currency unit is a coin, a hundredth of some currency's unit."""
    return unit is not None and unit in _section("coins").values()
