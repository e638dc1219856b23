"""Numbers that count nothing: names, clock times, telephone numbers, scores, addresses, versions, list numbers.

Each test asks about one context; a number is left out when any holds.
"""

from __future__ import annotations

import re
from functools import cache

from core.extraction.figures.clocks import is_clock
from core.extraction.figures.counted import is_plural
from core.extraction.figures.hyphens import is_odds
from core.extraction.figures.numbers import Number, scales
from core.extraction.figures.units import unit_after
from core.extraction.lexicon import table, word_set
from core.extraction.lexicon import words as closed
from core.language.text import Words

_PHONE = re.compile(r"(?:\+?\d[\d ()\-–./]{6,18}\d)(?![\d,])")
_PHONE_LIKE = re.compile(
    r"\+\d[\d ()\-]{6,}|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}|\(?\d{3}\)?[ -.]\d{3}[-.]\d{4}|\d{3}-\d{4}"
    r"|\+?\d-\d{3}-\d{3,4}[-/]\d{4}"
)
_SCORE_WORDS = word_set("score_words")
_PARTS_OF_NAMES = word_set("parts_of_names")
_STREET_FIRST = word_set("street_first")
_LABELS = frozenset(
    {"part", "step", "item", "question", "level", "stage", "type", "class", "box", "track", "section"}
)
"""Nouns that a number names the one of: "part 3 of the series", not "in part 40 ships"."""
_AFTER_LABEL = frozenset({".", ",", ")", ":", ";", "of", "here", "on", "in"})
_BODIES = frozenset({"group", "gang", "council", "club"})
"""Bodies named after how many they are: the Group of Seven."""
_POINTING = frozenset({"this", "that", "each", "every", "which", "any", "one"})
"""Words before "stage" and the like that end a phrase: "at this stage 4 ships"."""
_HIGHEST_GRADE = 20
_LONG_SERIAL = 16
"""Digits in one run that nobody writes for a count: a billion billion has commas."""
_TIES = frozenset("^٫٬，．")
_LONGEST_OWNER = 4
"""Words of the name before a number whose verb is left out."""
_BEFORE_RANK = frozenset({"top", "bottom"})
_JOINED = word_set("joined")
_GOES_ON = word_set("goes_on")


_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+|[\w.+%\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")


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


def web_words(words: Words) -> set[int]:
    """Indices of words that belong to a web or e-mail address, whose digits say nothing."""
    out: set[int] = set()
    if "www." in words.text or "://" in words.text or "@" in words.text:
        for match in _WEB.finditer(words.text):
            out.update(range(*words.within(*match.span())))
    return out


def names_something(words: Words, number: Number, limit: int) -> bool:
    """Whether the number is part of a name or no quantity: iPhone 11, S&P 500, Catch-22, 9/11, 4 p.m., 2-1."""
    return (
        _in_name(words, number, limit)
        or _is_slug(words, number, limit)
        or is_clock(words, number, limit)
        or _is_broken(words, number, limit)
        or _is_code(words, number, limit)
        or _is_address(words, number, limit)
        or _is_list_number(words, number)
        or _is_rank(words, number, limit)
        or _is_body(words, number)
    )


def _in_name(words: Words, number: Number, limit: int) -> bool:
    i = number.first
    if i == 0 or not words.texts[i][0].isdigit():
        return (
            i > 0 and words.lowers[i - 1] in _words("spelled_names") and words.is_name(i - 1) and words.is_name(i)
        )
    before, text = words.lowers[i - 1], words.texts[i - 1]
    tight = words.starts[i] == words.ends[i - 1]
    if text in "-‑/" and tight and i > 1:
        outer = words.texts[i - 2]
        if outer[0].isalpha():
            joined = words.starts[i - 1] == words.ends[i - 2]
            return (joined and outer.lower() not in _JOINED) or (not joined and outer.isupper() and len(outer) > 2)
        return False
    if tight and (text[0].isalpha() or text in "#@_"):
        return True
    if before in _words("index_names") or text == "#":
        return True
    if _named_after(words, number, limit) or _is_grade(words, number, limit):
        return True
    if before in _words("before"):
        if before not in _words("before_needs_capital"):
            return number.scale == 1 and not _unit_follows(words, number, limit)
        # "A 52-year-old" opens a sentence; "the A 52" is a road; "WEEK 13" on a line of its own is a heading.
        if text[0].isupper() and (
            not _opens(words, i - 1) or (len(before) > 1 and _ends_line(words, number.beyond))
        ):
            return True
        return before in _LABELS and (number.beyond >= limit or words.lowers[number.beyond] in _AFTER_LABEL)
    return _after_name(words, number, limit)


def _is_grade(words: Words, number: Number, limit: int) -> bool:
    """ "type 2 diabetes", "stage 4 cancer": which one of its kind."""
    i = number.first
    if words.lowers[i - 1] not in word_set("graded") or words.lowers[max(0, i - 2)] in _POINTING:
        return False
    return number.scale == 1 and number.value <= _HIGHEST_GRADE and not _unit_follows(words, number, limit)


def _is_slug(words: Words, number: Number, limit: int) -> bool:
    """ "UPDATE 1-Ferry line cuts jobs": which sending of a text it is, before its headline."""
    i, k = number.first, number.beyond
    if i == 0 or number.written != "digits" or k + 1 >= limit or words.texts[k] not in "-‑":
        return False
    tight = words.ends[k - 1] == words.starts[k] and words.ends[k] == words.starts[k + 1]
    before = words.texts[i - 1]
    shouted = before.isupper() and len(before) > 2 and _opens(words, i - 1)
    return tight and shouted and words.texts[k + 1][0].isupper()


def _ends_line(words: Words, k: int) -> bool:
    """Whether nothing but a full stop or colon follows on the line."""
    if k < len(words) and words.texts[k] in ".:":
        k += 1
    return k >= len(words) or "\n" in words.text[words.ends[k - 1] : words.starts[k]]


def _opens(words: Words, k: int) -> bool:
    """Whether word k opens a sentence."""
    return k == 0 or words.texts[k - 1] in '.!?:“"' or "\n" in words.text[words.ends[k - 1] : words.starts[k]]


def _named_after(words: Words, number: Number, limit: int) -> bool:
    """ "12 Pro", "640 Max vans", "10115 ZIP", "320 Skylark flying": a name that begins with digits."""
    k = number.beyond
    if number.written != "digits" or number.scale != 1 or k >= limit or not words.is_name(k) or number.value < 2:
        return False
    if words.lowers[k] in _PARTS_OF_NAMES:
        return True
    if not 3 <= len(words.texts[number.first]) <= 4 or not words.texts[number.first].isdecimal():
        return False
    text = words.texts[k]
    return not (
        is_plural(text.lower())
        or text.isupper()
        or (k + 1 < limit and (is_plural(words.lowers[k + 1]) or words.is_name(k + 1)))
        or words.lowers[k] in closed("months")
        or unit_after(words, k, limit) is not None
    )


def _after_name(words: Words, number: Number, limit: int) -> bool:
    """ "Corran Six 40 Ultra", "Brann 23 on loan": a whole number right after a name, nothing counted."""
    i, k = number.first, number.beyond
    if (
        number.written != "digits"
        or number.scale != 1
        or not words.texts[i].isdecimal()
        or not words.is_name(i - 1)
        or not words.texts[i - 1][0].isalpha()
        or _opens(words, i - 1)
        or words.lowers[i - 1] in closed("months")
        or words.lowers[i - 1] in closed("weekdays")
        or _unit_follows(words, number, limit)
        or len(words.texts[i]) > 4
        or _is_gapped(words, i, k, limit)
    ):
        return False
    if words.texts[i - 1].isupper() and len(words.texts[i - 1]) > 3:
        return False  # a headline in capitals
    if k >= limit:
        return len(words.texts[i]) <= 3
    if words.lowers[k] in ("to", "-", "–", "and", "or") and k + 1 < limit and words.texts[k + 1][0].isdigit():
        return False
    return words.lowers[k] in _GOES_ON or words.is_name(k) or words.lowers[k] == "'s" or words.texts[k] in ".,;:)"


def _is_gapped(words: Words, i: int, k: int, limit: int) -> bool:
    """Whether the verb and the noun of the number before are left out: "Dell lost 40 jobs, Marrow 24."."""
    if k < limit and words.texts[k] not in ".,;" and words.lowers[k] != "and":
        return False
    joint = i - 1
    while joint > max(0, i - _LONGEST_OWNER) and words.is_name(joint):
        joint -= 1
    if (
        joint < 3
        or words.lowers[joint] not in (",", ";", "and", "while")
        or not is_plural(words.lowers[joint - 1])
    ):
        return False
    return any(words.texts[n].replace(",", "").isdecimal() for n in (joint - 2, joint - 3))


def _unit_follows(words: Words, number: Number, limit: int) -> bool:
    i = number.beyond
    return i < len(words) and (
        unit_after(words, i, min(limit, len(words))) is not None
        or words.lowers[i] in scales()
        or words.lowers[i] in ("per", "percent")
    )


def _is_broken(words: Words, number: Number, limit: int) -> bool:
    """Whether a mark that was not read ties the digits to others, or they are a serial number: "10^9999", another
    script's decimal mark, a point with no digit before it."""
    i, k = number.first, number.beyond
    if words.texts[i].isdecimal() and len(words.texts[i]) >= _LONG_SERIAL and k == i + 1:
        return True
    if i and words.texts[i - 1] == "." and words.starts[i] == words.ends[i - 1]:
        return i == 1 or words.starts[i - 1] > words.ends[i - 2]  # ".25ml": no word of its own, and not 25
    before = i > 1 and words.texts[i - 1] in _TIES and words.starts[i] == words.ends[i - 1]
    after = k + 1 < limit and words.texts[k] in _TIES and words.starts[k] == words.ends[k - 1]
    return (before and words.texts[i - 2][0].isdigit()) or (after and words.texts[k + 1][0].isdigit())


def _is_code(words: Words, number: Number, limit: int) -> bool:
    """9/11, 24/7, 3-1, 192.168.1.2, and digits run together with letters."""
    i, after = number.first, number.beyond
    if not words.texts[i][0].isdigit() or number.written in ("fraction", "ratio"):
        return False
    if after < limit and words.starts[after] == words.ends[after - 1]:
        text = words.texts[after]
        if text in "/_" and after + 1 < limit and words.texts[after + 1][0].isalnum():
            return words.texts[after + 1][0].isdigit() or text == "_"
        if text in "-–" and _score(words, i, after, limit):
            return True
        if text in "-‑" and _is_formula(words, after, limit):
            return True
        if text[0].isalpha() and (not _unit_or_suffix(words, after, limit) or _digits_go_on(words, after, limit)):
            return True
        if text == "s" and len(words.texts[i]) == 4 and words.texts[i].isdecimal():
            return True  # "2016s best": a year's
    if _spaced_score(words, i, after, limit) or is_odds(words, i, after):
        return True
    if (
        i > 1
        and words.starts[i] == words.ends[i - 1]
        and words.texts[i - 1] in "/-–"
        and words.texts[i - 2][0].isdigit()
    ):
        return words.texts[i - 1] == "/" or _score(words, i - 2, i - 1, limit)
    return len(words.texts[i]) > 4 and words.texts[i][0] == "0" and words.texts[i].isdigit()


def _is_formula(words: Words, dash: int, limit: int) -> bool:
    """ "5-HT2A", "5-HT": behind the hyphen at word `dash` stand capitals with digits behind, or a known stem."""
    k = dash + 1
    if k >= limit or words.starts[k] != words.ends[dash] or not words.texts[k].isupper():
        return False
    digits = k + 1 < limit and words.starts[k + 1] == words.ends[k] and words.texts[k + 1][0].isdigit()
    return digits or words.lowers[k] in word_set("formulas")


def _score(words: Words, i: int, dash: int, limit: int) -> bool:
    """ "3-1", "2–0", "5-4 ruling": two small numbers, the first not smaller, or a word of contest near."""
    right = words.texts[dash + 1] if dash + 1 < limit else ""
    left = words.texts[i]
    # isdecimal and not isdigit: "²" and "①" are digits that `int` does not read.
    if not (left.isdecimal() and right.isdecimal()) or max(len(left), len(right)) > 3:
        return False
    if int(left) > 200 or int(right) > 200 or unit_after(words, dash + 2, limit) is not None:
        return False
    near = {*words.lowers[max(0, i - 4) : i], *words.lowers[dash + 2 : dash + 5]}
    return int(left) >= int(right) or bool(near & _SCORE_WORDS)


def _spaced_score(words: Words, i: int, after: int, limit: int) -> bool:
    """ "England won 2 – 1": two small numbers with a spaced dash between, right behind a word of contest."""
    for first in (i, i - 2):
        dash = first + 1
        if (
            first < 1
            or dash + 1 >= limit
            or words.texts[dash] not in "-–"
            or words.starts[dash] == words.ends[first]
        ):
            continue
        small = all(words.texts[k].isdecimal() and len(words.texts[k]) <= 2 for k in (first, dash + 1))
        if small and words.lowers[first - 1] in _SCORE_WORDS | {"winning", "losing", "drawing", "beating"}:
            return True
    return False


def _unit_or_suffix(words: Words, i: int, limit: int) -> bool:
    return (
        words.lowers[i] in ("st", "nd", "rd", "th", "s", "x", "plus")
        or words.lowers[i] in scales()
        or unit_after(words, i, limit) is not None
    )


def _digits_go_on(words: Words, k: int, limit: int) -> bool:
    """ "06F6": letters between digits that are no power of a unit."""
    if k + 1 >= limit or words.starts[k + 1] != words.ends[k] or not words.texts[k + 1][0].isdigit():
        return False
    return words.texts[k + 1] not in ("2", "3") or words.texts[k].isupper()


def _is_address(words: Words, number: Number, limit: int) -> bool:
    """ "14 Marsh Street", "9 E 71st St", "22 Ave Foch", "16-18 Industrial Avenue"."""
    if number.written != "digits" or number.scale != 1 or len(words.texts[number.first]) > 5:
        return False
    k = number.beyond
    if k + 1 < limit and words.texts[k] in "-–" and words.texts[k + 1].isdecimal():
        k += 2
    if k < limit and words.is_name(k) and words.lowers[k].rstrip(".") in _STREET_FIRST:
        return True
    for at in range(k, min(limit, k + 5)):
        if at > k and words.lowers[at] in _words("streets") and words.is_name(at):
            return True
        suffix = words.lowers[at] in ("st", "nd", "rd", "th") and words.starts[at] == words.ends[at - 1]
        if not (words.is_name(at) or words.texts[at].isdecimal() or suffix):
            return False
    return False


def _is_list_number(words: Words, number: Number) -> bool:
    """A number that opens a paragraph and is followed by a stop or bracket, or stands so in brackets."""
    i = number.first
    if number.beyond >= len(words) or words.texts[number.beyond] not in (".", ")"):
        return False
    if words.texts[i - 1 : i] == ["("] and words.texts[number.beyond : number.beyond + 2] == [".", ")"]:
        return True  # "Dell (4.)": a place
    line_start = i == 0 or "\n" in words.text[words.ends[i - 1] : words.starts[i]]
    if not line_start or number.written != "digits":
        return False
    if number.beyond + 1 >= len(words):
        return i > 0  # a text of nothing but "192." states it
    following = words.starts[number.beyond + 1]
    return "\n" not in words.text[words.ends[number.beyond - 1] : following]


def _is_body(words: Words, number: Number) -> bool:
    """ "the Group of Seven", "the Gang of Eight", in capitals."""
    i = number.first
    named = i > 1 and words.lowers[i - 1] == "of" and words.lowers[i - 2] in _BODIES and words.is_name(i - 2)
    return named and (words.is_name(i) or words.texts[i].isdecimal())


def _is_rank(words: Words, number: Number, limit: int) -> bool:
    """ "the bottom three", "the top five": places, unless something is counted."""
    i, k = number.first, number.beyond
    if (
        i
        and words.lowers[i - 1] in ("the", "these", "those")
        and 2 <= number.value <= 10
        and number.written == "words"
    ):
        return k >= limit or words.is_mark(k)  # "a deal of the two, worth"
    if i == 0 or words.lowers[i - 1] not in _BEFORE_RANK:
        return words.lowers[i] == "dozen" and words.lowers[i - 1 : i] == ["'s"]
    return k >= limit or not any(is_plural(words.lowers[n]) for n in range(k, min(limit, k + 3)))


def _ends_clause(words: Words, k: int, limit: int) -> bool:
    return (
        k >= limit
        or words.is_mark(k)
        or any(words.lowers[k] in closed(of) for of in ("prepositions", "conjunctions"))
    )


def one_is_pronoun(words: Words, number: Number, limit: int) -> bool:
    """ "one" that counts nothing: "one of them", "the one who", "no one"."""
    i = number.first
    if words.lowers[i] != "one" or number.beyond != i + 1:
        return False
    before = words.lowers[i - 1] if i else ""
    after = words.lowers[i + 1] if i + 1 < limit else "."
    return (
        after in _words("one_pronoun")
        or after in closed("prepositions")
        or after in closed("auxiliaries")
        or i + 1 >= limit
        or words.is_mark(i + 1)
        or (after == "back" and _ends_clause(words, i + 2, limit))  # "pulled one back"
        or (before, after) == ("at", "point")
        or before in _words("before_one_pronoun")
    )
