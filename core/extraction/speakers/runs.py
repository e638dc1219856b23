"""Runs of capitalised words taken apart: where one name ends and the next begins without a comma between.

"The chair of the Marn Road Board Ada Pell" names a body and a person, "Ambassador to the United States Hamdul
Mohr" a place and a person; "Shadow Home Secretary" names nobody, it is a role.
"""

from __future__ import annotations

from bisect import bisect_left

from core.extraction.article import Article
from core.extraction.lexicon import listed, people, words

_POSTED = frozenset({"of", "at", "for", "to", "in", "with"})
"""Prepositions between a role and the body or place it is held at."""
_LONGEST_PERSON = 4
"""Words of a person's name behind a body's."""
_USUAL = (2, 3)
_FIELDS = frozenset(
    {"district", "defence", "defense", "education", "finance", "foreign", "health", "interior", "state",
     "treasury", "first", "former", "acting", "vice", "prime", "squadron", "wing"}
)  # fmt: skip
"""Words that lead titles ("Defence Secretary") and end bodies' names as often."""
_RANKS = frozenset(
    {"special", "senior", "chief", "deputy", "principal", "executive", "personal", "legal", "political", "media",
     "press", "public", "private", "assistant", "general", "national", "acting", "former", "vice", "associate",
     "managing", "junior", "technical", "medical", "financial", "operating", "communications", "policy",
     "security"}
)  # fmt: skip
"""What stands before an office in capitals: "Special Assistant", "Senior Policy Adviser"."""
_PARTISANS = frozenset(
    {"republican", "democrat", "conservative", "liberal", "socialist", "independent", "centrist"}
)
"""What a member is called behind a place: "the Delvane Republican"."""
SEATS = frozenset({"mp", "mep", "msp", "mla", "td"})
"""What a member of a parliament is called, behind a party too: "the Unity MP", "Local MP Anna Vell"."""
_BODIES = frozenset({"monitor", "publisher", "broadcaster", "regulator"})
"""Of those who hold an office those that are as often bodies with a name."""


def recognised(article: Article, first: int, beyond: int, kind: str) -> int | None:
    """Where in words `first`..`beyond` the name of that kind begins that the pipeline sees end at `beyond`."""
    found = () if article.syntax is None else article.syntax.names
    low = bisect_left(found, (first, 0, ""))
    return next((a for a, b, what in found[low : low + 4] if b == beyond and what == kind), None)


def person_behind(article: Article, first: int, beyond: int) -> int | None:
    """The word at which a person's name begins behind a body's or a place's in one run of capitals; else None.

    The run must follow a role and one of `_POSTED`: "CEO of the Harbour Council Enver Solm".
    """
    w = article.words
    before = first - 2 if first > 1 and w.lowers[first - 1] == "the" else first - 1
    if before < 1 or w.lowers[before] not in _POSTED or w.lowers[before - 1] not in people().roles:
        return None
    start = recognised(article, first, beyond, "person")
    if start is not None:
        ended = any(recognised(article, first, start, kind) is not None for kind in ("organisation", "place"))
        told = start > first and (ended or _ends_body(w.lowers[start - 1]))
        # One word behind a body's is as often a part of its name: "Radio Kessel".
        return start if told and _USUAL[0] <= beyond - start <= _LONGEST_PERSON else None
    if article.syntax is not None:
        return None
    return next((k for k in range(first + 1, beyond - 1) if _reads_as_person(w.lowers, k, beyond)), None)


def _reads_as_person(lowers: list[str], start: int, beyond: int) -> bool:
    """Without a recogniser: behind a body's last word a given name and one or two words that end no body."""
    known = people()
    given = lowers[start] in known.genders and beyond - start in _USUAL
    return given and _ends_body(lowers[start - 1]) and not _ends_body(lowers[beyond - 1])


def _ends_body(lower: str) -> bool:
    known = people()
    return lower in known.bodies or lower in known.places


def is_role(article: Article, first: int, beyond: int) -> bool:
    """Whether a run of capitals is only what somebody is: "Shadow Home Secretary", "Afghan Ambassador"."""
    w, known = article.words, people()
    last = w.lowers[beyond - 1]
    if beyond - first < _USUAL[0]:
        return False
    if last in _PARTISANS | SEATS:
        return first > 0 and w.lowers[first - 1] in words("determiners")
    ranked = last in known.roles | listed("persons") and all(
        w.lowers[k] in _RANKS for k in range(first, beyond - 1)
    )
    if not ranked and last not in known.offices_held - _BODIES | (known.titles.keys() - _FIELDS):
        return False
    if w.lowers[first] in known.genders or w.lowers[first].rstrip(".") in known.titles.keys() - known.roles:
        return False
    return recognised(article, first, beyond, "person") is None


def led_by_things(article: Article) -> set[tuple[str, str]]:
    """The first two words of every name that a noun for a thing leads: "the ferry Lady Ada"."""
    lowers, named = article.words.lowers, article.words.is_name
    if listed("things").isdisjoint(lowers):
        return set()
    nouns = (i for i, lower in enumerate(lowers[:-2]) if lower in listed("things"))
    return {(lowers[i + 1], lowers[i + 2]) for i in nouns if not named(i) and named(i + 1) and named(i + 2)}
