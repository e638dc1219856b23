"""Where the name proper begins in a run of capitals, behind titles, roles and trades: "Chief Inspector Orr"."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import people
from core.extraction.speakers.openings import OPENERS
from core.extraction.speakers.runs import SEATS, recognised

_TRADES = ("er", "or", "ist", "ian")
_SCIENCES = ("ologist", "ographer", "onomist", "analyst")
"""Ends of trades that no given name has."""
_LONGEST_TRADED = 3
"""Words of a trade with a first name and a surname."""
QUALIFIED = ("-based", "-born", "-led", "-owned", "-backed", "-controlled", "-listed", "-run")
LINKS = frozenset({"of", "for", "and", "the", "on", "&"})
STOPS = frozenset({".", "!", "?", "…"})


def is_label(article: Article, first: int, beyond: int) -> bool:
    """Whether the words name who speaks a line of a transcript: "BOARD MEMBER HARRIS:"."""
    w = article.words
    colon = w.texts[beyond : beyond + 1] == [":"]
    opens = first == 0 or "\n" in article.text[w.ends[first - 1] : w.starts[first]]
    return colon and opens and all(w.texts[k].isupper() for k in range(first, beyond))


def _is_trade(article: Article, first: int, beyond: int) -> bool:
    """Whether a capital only opens the sentence with somebody’s trade: "Grazier Colin Baird"."""
    w = article.words
    if (
        first
        and w.texts[first - 1] not in STOPS | OPENERS
        and "\n" not in article.text[w.ends[first - 1] : w.starts[first]]
    ):
        return False
    known = people()
    lower = w.lowers[first]
    if beyond - first != _LONGEST_TRADED or lower in known.genders:
        return False
    tree = article.syntax
    noun = tree is not None and tree.word_class[first] == "NOUN"
    return noun or lower.endswith(_SCIENCES) or (w.lowers[first + 1] in known.given and lower.endswith(_TRADES))


def core_of(article: Article, first: int, beyond: int) -> int:
    """Where the name proper starts after its titles: "U.S. District Judge Ann Bell", "Chief Inspector Orr"."""
    w = article.words
    known = people()
    person = recognised(article, first, beyond, "person")
    if person is not None and person - first > 1 and _is_office(w.lowers[person - 1]):
        return person  # "Council on Public Roads National Director Nihad Awad"
    core = first
    if beyond - first > 1 and _several(w.lowers[first]) and w.lowers[first + 1] in known.genders:
        core += 1  # "Republicans David Vell and Ann Orr"
    core = _past_titles(article, first, core, beyond)
    last = w.lowers[beyond - 1]
    named = _is_first_name(article, first, core, beyond)
    if named or last in known.bodies or last in known.places or last in known.roles:
        return core
    if core == first and _is_trade(article, first, beyond):
        return first + 1
    for k in range(core, beyond - 1):
        if w.lowers[k] in LINKS:
            break
        shown = not w.texts[k].isupper() or w.lowers[k] in SEATS or is_label(article, first, beyond)
        ranked = w.lowers[k].endswith(".") and is_title(
            w.lowers[k]
        )  # "U.S. Rep. Anna Vell", "Rear Adm. Otto Dell"
        if (w.lowers[k] in known.roles or ranked) and shown and w.lowers[k + 1] not in LINKS:
            core = _past_titles(article, first, k + 1, beyond)  # "Democrat Gov. Ada Pell"
    return core


def _past_titles(article: Article, first: int, core: int, beyond: int) -> int:
    """The word behind the titles that stand from word `core` on."""
    lowers = article.words.lowers
    while core < beyond - 1 and (is_title(lowers[core]) or lowers[core].endswith(QUALIFIED)):
        if _is_first_name(article, first, core, beyond):
            break
        core += 1
    return core


def _is_first_name(article: Article, first: int, k: int, beyond: int) -> bool:
    """Whether a name for a role is somebody's first name behind another role: "Premier Dean Halloran"."""
    w, known = article.words, people()
    led = k > first and w.lowers[k - 1] in known.roles
    return led and k == beyond - 2 and w.lowers[k] in known.genders and w.texts[k][0].isupper()


def _several(lower: str) -> bool:
    """Whether a word is the plural of a role: "republicans", "professors"."""
    return lower.endswith("s") and lower.removesuffix("s") in people().roles


def _is_office(lower: str) -> bool:
    known = people()
    return lower in known.roles or lower in known.offices_held or lower in known.titles


def is_title(lower: str) -> bool:
    bare = lower.rstrip(".")
    return bare in people().titles
