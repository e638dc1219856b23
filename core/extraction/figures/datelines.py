"""Lines that say when an article appeared and claim nothing: "Friday, 13 March 2026", "DELL, Feb 24 (Dot) -",
"By Ada Coyle, 3 March", "Port Ardle Courier, 3 March"."""

from __future__ import annotations

import re

from core.extraction.figures.dates import Date

_ALONE = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified|date|dated)(?: on| at)?:? *)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? *)?\0"
    r"(?:[,|·–—-]? *(?:at )?\d{1,2}[.:]\d\d *(?:am|pm|a\.m\.|p\.m\.)? *[A-Z]{0,4})?[ .|·]*",
    re.I,
)
_BYLINE = re.compile(
    r"(?:by|words by|from) [^\n.!?]{3,80}[,|·–—-] *(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? *)?\0[ .]*",
    re.I,
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40},? *(?:\([^)\n]{2,40}\) *,? *)?\0\.? *(?:\([^)\n]{2,40}\) *)?(?:[–—-]+|:) *\S"
)
_HEADED = re.compile(r"[A-Z][\w&.’'-]*(?: (?:of |the |and |& )*[A-Z][\w&.’'-]*){0,5}, *\0[ .]*")
"""Port Ardle Courier, 14 October 2026: a line of its own."""
_LONGEST = 140
"""Characters of such a line, or of its beginning."""


def says_when_it_appeared(text: str, found: Date) -> bool:
    """Whether the date is the article's: alone on its line, in a byline, or before the first words of a report."""
    start, end = found.span
    first = text.rfind("\n", max(0, start - _LONGEST), start) + 1
    if first == 0 and start > _LONGEST:
        return False
    last = text.find("\n", end, end + _LONGEST)
    rest = text[end : last if last >= 0 else end + _LONGEST]
    line = f"{text[first:start].lstrip()}\0{rest.rstrip()}"
    if _DATELINE.match(line):
        return True
    whole = last >= 0 or len(text) <= end + _LONGEST
    return whole and any(shape.fullmatch(line) for shape in (_ALONE, _BYLINE, _HEADED))
