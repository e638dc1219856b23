"""Numbers that count nothing: names, clock times, telephone numbers, scores, addresses, versions, list numbers."""

from __future__ import annotations

import re
from functools import cache

from core.extraction.lexicon import table
from core.extraction.numbers import Number
from core.language.text import Words

_CLOCK = frozenset(
    {"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "gmt", "bst", "est", "utc", "cet", "noon", "midnight"}
)
_PHONE = re.compile(r"(?:\+?\d[\d ()\-–./]{6,18}\d)(?![\d,])")
_PHONE_LIKE = re.compile(
    r"\+\d[\d ()\-]{6,}|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}|\(?\d{3}\)?[ -.]\d{3}[-.]\d{4}|\d{3}-\d{4}"
)
_SCORE_WORDS = frozenset(
    {
        "win",
        "won",
        "beat",
        "lead",
        "led",
        "lost",
        "loss",
        "draw",
        "drew",
        "defeat",
        "victory",
        "trailed",
        "ahead",
        "up",
        "down",
        "score",
        "final",
        "half-time",
        "halftime",
        "aggregate",
        "ruling",
        "ruled",
        "voted",
        "vote",
        "split",
    }
)


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(table("numbers.toml")["not_quantity"][section])


def telephone_words(words: Words) -> set[int]:
    """Indices of words that belong to a telephone number."""
    out: set[int] = set()
    for match in _PHONE.finditer(words.text):
        if _PHONE_LIKE.fullmatch(match.group()) and len(re.sub(r"\D", "", match.group())) >= 7:
            out.update(range(*words.within(*match.span())))
    return out


def names_something(words: Words, number: Number, limit: int) -> bool:
    """Whether the number is part of a name or no quantity: iPhone 11, S&P 500, Catch-22, 9/11, 4 p.m., 2-1."""
    return (
        _in_name(words, number)
        or _is_clock(words, number, limit)
        or _is_code(words, number, limit)
        or _is_address(words, number, limit)
        or _is_list_number(words, number)
    )


def _in_name(words: Words, number: Number) -> bool:
    i = number.first
    if not words.texts[i][0].isdigit() or i == 0:
        return False
    before, text = words.lowers[i - 1], words.texts[i - 1]
    tight = words.starts[i] == words.ends[i - 1]
    if text in "-‑/" and tight and i > 1:
        outer = words.texts[i - 2]
        return (
            outer[0].isalpha()
            and words.starts[i - 1] == words.ends[i - 2]
            and outer.lower() not in ("pre", "mid", "post", "non", "sub")
        )
    if tight and (text[0].isalpha() or text in "#@_"):
        return True
    if before in _words("index_names") or text == "#":
        return True
    if before in _words("before"):
        if before not in _words("before_needs_capital"):
            return number.scale == 1 and not _unit_follows(words, number.beyond)
        # "A 52-year-old" opens a sentence; "the A 52" is a road.
        inside = (
            i > 1
            and words.texts[i - 2] not in ".!?"
            and "\n" not in words.text[words.ends[i - 2] : words.starts[i]]
        )
        return text[0].isupper() and inside
    return False


def _unit_follows(words: Words, i: int) -> bool:
    return i < len(words) and (
        words.texts[i] == "%" or words.lowers[i] in ("percent", "per", "million", "billion")
    )


def _is_clock(words: Words, number: Number, limit: int) -> bool:
    i, after = number.first, number.beyond
    if after < limit and words.lowers[after] in _CLOCK:
        return True
    if after + 1 < limit and words.texts[after] == ":" and words.starts[after] == words.ends[after - 1]:
        return words.texts[after + 1][0].isdigit() and words.starts[after + 1] == words.ends[after]
    if i > 0 and words.texts[i - 1] == ":" and words.starts[i] == words.ends[i - 1]:
        return i > 1 and words.texts[i - 2][0].isdigit()
    return (
        bool(re.fullmatch(r"[012]?\d\.\d\d", words.texts[i]))
        and words.lowers[i - 1 : i] in (["at"], ["by"], ["until"])
        and (
            after >= limit
            or (
                words.texts[after] not in "%"
                and words.lowers[after] not in ("per", "percent", "million", "billion")
            )
        )
    )


def _is_code(words: Words, number: Number, limit: int) -> bool:
    """9/11, 24/7, 3-1, 192.168.1.2, and digits run together with letters."""
    i, after = number.first, number.beyond
    if not words.texts[i][0].isdigit() or number.written == "fraction":
        return False
    if after < limit and words.starts[after] == words.ends[after - 1]:
        text = words.texts[after]
        if text == "/" and after + 1 < limit and words.texts[after + 1][0].isdigit():
            return True
        if text in "-–" and _score(words, i, after, limit):
            return True
        if text[0].isalpha() and not _unit_or_suffix(words, after):
            return True
    if (
        i > 1
        and words.starts[i] == words.ends[i - 1]
        and words.texts[i - 1] in "/-–"
        and words.texts[i - 2][0].isdigit()
    ):
        return words.texts[i - 1] == "/" or _score(words, i - 2, i - 1, limit)
    return len(words.texts[i]) > 4 and words.texts[i][0] == "0" and words.texts[i].isdigit()


def _score(words: Words, i: int, dash: int, limit: int) -> bool:
    """ "3-1", "2–0", "5-4 ruling": two small numbers, the first not smaller, or a word of contest near."""
    right = words.texts[dash + 1] if dash + 1 < limit else ""
    left = words.texts[i]
    # isdecimal and not isdigit: "²" and "①" are digits that `int` does not read.
    if not (left.isdecimal() and right.isdecimal()) or max(len(left), len(right)) > 3:
        return False
    if int(left) > 200 or int(right) > 200:
        return False
    near = {*words.lowers[max(0, i - 4) : i], *words.lowers[dash + 2 : dash + 5]}
    return int(left) >= int(right) or bool(near & _SCORE_WORDS)


def _unit_or_suffix(words: Words, i: int) -> bool:
    data = table("numbers.toml")
    lower = words.lowers[i]
    single = lower.removesuffix("s")
    return (
        lower in data["scales"]
        or lower in data["physical"]
        or single in data["physical"]
        or lower in data["durations"]
        or single in data["durations"]
        or lower in data["currencies"]
        or lower in ("st", "nd", "rd", "th", "s", "p", "c", "x", "pc")
    )


def _is_address(words: Words, number: Number, limit: int) -> bool:
    """ "14 Marsh Street": digits, capitalised words, a word for a street."""
    if number.written != "digits" or number.scale != 1:
        return False
    for k in range(number.beyond, min(limit, number.beyond + 4)):
        if not words.is_name(k):
            return False
        if k > number.beyond and words.lowers[k] in _words("streets"):
            return True
    return False


def _is_list_number(words: Words, number: Number) -> bool:
    """A number that opens a paragraph and is followed by a stop or bracket."""
    i = number.first
    if number.beyond >= len(words) or words.texts[number.beyond] not in (".", ")"):
        return False
    line_start = i == 0 or "\n" in words.text[words.ends[i - 1] : words.starts[i]]
    return line_start and "\n" not in words.text[words.ends[number.beyond - 1] : words.starts[number.beyond]]


def one_is_pronoun(words: Words, number: Number, limit: int) -> bool:
    """ "one" that counts nothing: "one of them", "the one who", "no one"."""
    i = number.first
    if words.lowers[i] != "one" or number.beyond != i + 1:
        return False
    before = words.lowers[i - 1] if i else ""
    after = words.lowers[i + 1] if i + 1 < limit else "."
    return (
        after in _words("one_pronoun")
        or words.is_mark(i + 1 if i + 1 < limit else i)
        or i + 1 >= limit
        or before
        in ("no", "the", "this", "that", "any", "every", "each", "some", "which", "a", "another", "new", "only")
    )
