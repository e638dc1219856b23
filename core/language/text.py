"""Words and paragraphs of a text, in code points.

The rules read these words and not the tokens of whichever spaCy pipeline is loaded, so that the same article gives
the same quotes and figures under any pipeline. Everything here is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from core.records import Span

# fmt: off
TITLES = (
    "Mr", "Mrs", "Ms", "Messrs", "Dr", "Prof", "Gen", "Sen", "Sens", "Rep", "Reps", "Gov", "Lt", "Lieut", "Col",
    "Sgt", "Capt", "Cmdr", "Comdr", "Maj", "Brig", "Pvt", "Cpl", "Adm", "Rev", "Hon", "Fr", "Msgr", "Supt",
    "Insp", "Det", "Ofc", "Const", "Asst", "Atty", "Dist", "Ald", "Cllr", "Amb", "Pres", "Treas",
)
# fmt: on
"""Titles that are written with a full stop before a name: "Sgt. Ida Vell"."""
SHORT = (*TITLES, "Rs", "Nos")
"""Words whose full stop ends no sentence, for what comes behind: "Rs. 500 crore"."""
_ABBREVIATIONS = (
    "|".join(TITLES) + "|Rs|Sr|Jr|St|Mt|Inc|Corp|Co|"
    "Ltd|Bros|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ave|Blvd|Dept|Assn|"
    "approx|est|Calif|Fla|Mass|Mich|Minn|Pa|Va|Wis|Ill|Ind|Conn|Tenn|Tex|Wash|Ariz|Colo|Ore|Okla|Ky|Mo|Md|Ga|Ala|Ark"
)
_DOMAINS = "com|org|net|edu|gov|info|biz|co\\.uk|org\\.uk|gov\\.uk|ac\\.uk|com\\.au|gov\\.au"
"""Ends of web addresses; those that are words or abbreviations of their own ("it", "in", "no") are left out."""
_WORD = re.compile(
    rf"(?:then-|ex-)?(?:{_ABBREVIATIONS})\."
    r"|v\.(?=\s[A-Z])"
    r"|(?:[A-Za-z]\.){2,}"
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|(?:hundred|thousand|million|billion|trillion)(?=[-‑][a-z])"
    r"|(?:[Mm]inus|[Ss]ub|[Nn]ow|to|[Nn]egative|over)(?=[-‑]\d)"
    r"|(?<![\w.])\.\d+(?!\d*[.\w])"
    r"|\d+(?:[.,]\d+)*"
    rf"|(?:[A-Za-z][A-Za-z0-9-]{{0,62}}\.){{1,4}}(?:{_DOMAINS})(?![\w-]|\.\w)"
    r"|['’]s(?!\w)"
    r"|[^\W\d_]+(?:(?:['’](?!s(?!\w))|[-‑&])[^\W_]+)*"
    r"|\S"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def safe(text: str) -> str:
    """`text` with each lone surrogate replaced by U+FFFD: no library below accepts them; offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def paragraphs(text: str) -> list[Span]:
    """Lines of `text` that hold more than white space, stripped of it at both ends."""
    out = []
    for match in _PARAGRAPH.finditer(text):
        span = strip(text, match.start(), match.end())
        if span[0] < span[1]:
            out.append(span)
    return out


def strip(text: str, start: int, end: int) -> Span:
    """The span without white space at its edges."""
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    return (start + left, max(start + left, start + len(part.rstrip())))


def windows(text: str, limit: int = 100_000, longest_word: int = 200) -> Iterator[str]:
    """Cut `text` into windows of at most `limit` characters that joined give it back.

    A window ends after a line where there is one, else after white space, else anywhere: trained components cost
    memory by window, and no sentence is cut that a person would recognise. A run of more than `longest_word`
    characters without white space is cut too, since spaCy's tokeniser takes quadratic time on it.
    """
    start = 0
    while start < len(text):
        end = min(start + limit, len(text))
        if end < len(text):
            cut = text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1
            end = cut if cut > start else end
        yield from _split_runs(text[start:end], longest_word)
        start = end


def _split_runs(window: str, longest: int) -> Iterator[str]:
    last = 0
    for match in re.finditer(rf"\S{{{longest}}}", window):
        yield window[last : match.end()]
        last = match.end()
    if last < len(window):
        yield window[last:]


class Words:
    """The words and marks of a text as parallel lists: `texts`, `lowers`, `starts`, `ends`.

    A hyphenated compound and a web address ("Vell.com") are one word each, a possessive "’s" is a word of its own,
    an abbreviation keeps its full stop, every other mark stands alone.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(text):
            self.texts.append(match.group())
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.lowers = [word.lower().replace("’", "'") for word in self.texts]

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, position: int) -> int:
        """Index of the first word that starts at or after `position`."""
        return bisect_left(self.starts, position)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Indices (first, beyond last) of the words that lie in `start`..`end`."""
        return self.at(start), self.at(end)

    def span(self, first: int, beyond: int) -> Span:
        """Characters from word `first` to the word before `beyond`."""
        return (self.starts[first], self.ends[beyond - 1])

    def is_name(self, i: int) -> bool:
        """Whether word `i` is written with a capital."""
        return self.texts[i][:1].isupper()

    def is_mark(self, i: int) -> bool:
        return not self.texts[i][:1].isalnum() and self.lowers[i] != "'s"
