"""Finding names without a trained model: runs of capitalised words with titles and roles around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from core.extraction.article import Article
from core.extraction.lexicon import cue_forms, people, words

_PARTICLES = frozenset(
    {
        "de",
        "la",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "du",
        "da",
        "di",
        "ter",
        "ten",
        "af",
        "le",
        "dos",
        "della",
        "bint",
        "binti",
        "ag",
        "wolet",
        "ould",
        "abu",
        "umm",
        "zu",
    }
)
_JOINED = ("al-", "el-", "ad-", "ar-", "as-", "at-", "an-", "ul-")
"""Particles that a hyphen joins to the name."""
_PLACED = frozenset(
    {"services", "inc", "corp", "ltd", "co", "group", "company", "news", "industries", "partners", "holdings"}
)
"""Ends of bodies' names after which "of" only says where they are."""
_OPENERS = frozenset("“\"‘'(:[")
_DATELINE = frozenset("—–-(,")
_LEAST_DATELINE = 4
_PEOPLES = ("ian", "ians", "ish", "ese")
_NATIONS = frozenset(
    {
        "german",
        "germans",
        "french",
        "dutch",
        "greek",
        "greeks",
        "swiss",
        "czech",
        "thai",
        "iraqi",
        "israeli",
        "welsh",
    }
)
_LINKS = frozenset({"of", "for", "and", "the", "on", "&"})
_LONGEST = 12
_LEAST_BEFORE = 2
_USUAL = (2, 3)
"""Words of most people's names."""
_AFTER_NAMES = frozenset(
    {
        "kc",
        "qc",
        "sc",
        "tc",
        "mp",
        "mep",
        "msp",
        "ms",
        "td",
        "phd",
        "md",
        "obe",
        "cbe",
        "mbe",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
    }
)
"""What may follow a person's name and is no part of it."""
_LONGEST_HEADING = 2
"""Names wholly in capitals in a row from which they are a heading and not a name."""


@dataclass(frozen=True, slots=True)
class Name:
    """One run of words that names somebody: words `first` up to `beyond`; the name proper starts at `core`."""

    first: int
    core: int
    beyond: int
    parts: tuple[str, ...]
    titles: tuple[str, ...]
    person: bool | None
    """True for a person, False for a body or place, None where nothing tells."""
    place: bool = False


def find_names(article: Article) -> list[Name]:
    """Every run of capitalised words that can be a name, in text order."""
    common, shown = _common_words(article), _shown_names(article)
    out = []
    sentence_starts = {s.first for s in article.sentences}
    i = 0
    w = article.words
    while i < len(w):
        if not _starts_name(article, i, sentence_starts, common):
            i += 1
            continue
        beyond = _run_end(article, i, sentence_starts)
        name = _read(article, i, beyond)
        if name is not None and i in sentence_starts and beyond - i == 1:
            name = _opening(article, name, shown)
        if name is not None:
            out.append(name)
        i = beyond
    return _with_kinds(article, out)


def _with_kinds(article: Article, names: list[Name]) -> list[Name]:
    """The names with the kinds the pipeline recognises: what most mentions of the same words are."""
    if article.syntax is None or not article.syntax.names:
        return names
    kinds = {first: kind for start, beyond, kind in article.syntax.names for first in range(start, beyond)}
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for name in names:
        kind = kinds.get(name.beyond - 1)
        if kind is not None:
            votes.setdefault(name.parts, Counter())[kind] += 1
    known = people().given
    out = []
    for name in names:
        found = votes.get(name.parts)
        sure = bool(name.titles) or name.parts[0].lower() in known
        if found and not sure:
            kind = found.most_common(1)[0][0]
            name = replace(name, person=kind == "person", place=kind == "place")
        out.append(name)
    return out


def _opening(article: Article, name: Name, shown: frozenset[str]) -> Name | None:
    """A single word that opens a sentence, if it is a name: a dateline, or one that something else shows."""
    w = article.words
    lower = w.lowers[name.first]
    known = people()
    following = w.texts[name.beyond] if name.beyond < len(w) else ""
    if w.texts[name.first].isupper() and len(lower) >= _LEAST_DATELINE and following in _DATELINE:
        return replace(name, person=False, place=True)
    if lower in known.groups or lower in known.roles:
        return None
    sure = name.person or lower in shown or w.texts[name.first].isupper()
    acts = w.lowers[name.beyond] in cue_forms() or following in ("’s", "'s") if following else False
    return name if sure or acts else None


def _common_words(article: Article) -> frozenset[str]:
    """Words the article also writes in lower case: at a sentence's start they are no names."""
    counts = Counter(
        lower for text, lower in zip(article.words.texts, article.words.lowers, strict=True) if text == lower
    )
    return frozenset(counts)


def _shown_names(article: Article) -> frozenset[str]:
    """Words that stand with a capital where no sentence begins, or beside another such word: they are names."""
    w = article.words
    out = set()
    starts = {s.first for s in article.sentences}
    heads = {k for s in article.sentences if s.paragraph in article.headlines for k in range(s.first, s.beyond)}
    for i in range(1, len(w)):
        if not w.is_name(i) or i in heads or w.texts[i - 1] in _OPENERS:
            continue
        if i not in starts:
            out.add(w.lowers[i])
            if w.is_name(i - 1):
                out.add(w.lowers[i - 1])
    return frozenset(out)


def _starts_name(article: Article, i: int, starts: set[int], common: frozenset[str]) -> bool:
    w = article.words
    text, lower = w.texts[i], w.lowers[i]
    if not text[0].isupper() or lower in words("determiners") or _is_pronoun(lower):
        return False
    if lower in words("weekdays") or (lower in words("months") and lower not in ("may", "june", "april")):
        return False
    if lower.rstrip(".") in people().titles and lower.rstrip(".") not in people().roles:
        return True
    initial = i in starts or w.texts[i - 1] in "“\"‘'(:"
    if not initial:
        return True
    if lower in words("prepositions") or lower in words("conjunctions") or lower in words("adverbs"):
        return False
    if lower in words("auxiliaries") or lower in words("times") or lower in words("addressees"):
        return False
    following_name = i + 1 < len(w) and w.is_name(i + 1)
    return following_name or (lower not in common and lower not in cue_forms() and not lower.endswith("ly"))


def _is_pronoun(lower: str) -> bool:
    """Whether the word is a pronoun, alone or joined to a verb ("He'd", "we're")."""
    return lower in words("subjects") or ("'" in lower and lower.partition("'")[0] in words("subjects"))


def _run_end(article: Article, first: int, starts: set[int]) -> int:
    w = article.words
    i = first + 1
    while i < min(len(w), first + _LONGEST):
        if i in starts or article.inside[i] != article.inside[first] or w.starts[i] - w.ends[i - 1] > 1:
            break
        text, lower = w.texts[i], w.lowers[i]
        capital = text[0].isupper() and lower not in words("weekdays") and not _is_pronoun(lower)
        if capital or _particle(article, i):
            i += 1
        elif _links(article, i):
            i += 2
        else:
            break
    return min(i, len(w))


def _particle(article: Article, i: int) -> bool:
    """Whether word i is a small word inside a person's name: "van der Meer", "Salim al-Rashdi"."""
    w = article.words
    if w.lowers[i].startswith(_JOINED) and w.texts[i].partition("-")[2][:1].isupper():
        return True
    if w.lowers[i] not in _PARTICLES or i + 1 >= len(w):
        return False
    return w.is_name(i + 1) or w.lowers[i + 1] in _PARTICLES


def _inside_name(article: Article, i: int) -> bool:
    """Whether "and" stands inside a body's name: "Department of Health and Human Services"."""
    w = article.words
    known = people()
    following = w.lowers[i + 1]
    if following in known.given or following.rstrip(".") in known.titles or following in known.bodies:
        return False
    return w.lowers[i - 2] in ("of", "for") and w.lowers[i - 3] in known.bodies if i > _LEAST_BEFORE else False


def _links(article: Article, i: int) -> bool:
    """ "of" inside a body's name: "Ministry of Finance", "Bank of England"."""
    w = article.words
    if w.lowers[i] not in _LINKS or i + 1 >= len(w) or not w.is_name(i + 1):
        return False
    before = w.lowers[i - 1]
    if w.lowers[i] == "and":
        return _inside_name(article, i)
    return (before in people().bodies and before not in _PLACED) or w.lowers[i] == "&"


def _core(article: Article, first: int, beyond: int) -> int:
    """Where the name proper starts after its titles: "U.S. District Judge Ann Bell", "Chief Inspector Orr"."""
    w = article.words
    known = people()
    core = first
    while core < beyond - 1 and _is_title(w.lowers[core]):
        core += 1
    last = w.lowers[beyond - 1]
    if last in known.bodies or last in known.places or last in known.roles:
        return core
    for k in range(core, beyond - 1):
        if w.lowers[k] in _LINKS:
            break
        if w.lowers[k] in known.roles and not w.texts[k].isupper() and w.lowers[k + 1] not in _LINKS:
            core = k + 1
    return core


def _shown_person(article: Article, first: int, beyond: int) -> bool:
    """Whether the words around tell that it is a person: an age, "who", "a man named"."""
    w = article.words
    if first and w.lowers[first - 1] in ("named", "called") and beyond - first < 4:
        return first > 1 and w.lowers[first - 2] in people().roles
    if w.texts[beyond : beyond + 1] != [","]:
        return False
    after = w.lowers[beyond + 1 : beyond + 3]
    aged = len(after) == 2 and after[0].isdigit() and len(after[0]) == 2 and after[1] in (",", ".", ";")
    return aged or after[:1] == ["who"]


def _read(article: Article, first: int, beyond: int) -> Name | None:
    w = article.words
    known = people()
    core = _core(article, first, beyond)
    titles = tuple(w.texts[k] for k in range(first, core))
    last = beyond
    while last - core > 1 and w.lowers[last - 1].rstrip(".") in _AFTER_NAMES:
        last -= 1
    parts = tuple(w.texts[core:last])
    lowers = [p.lower() for p in parts]
    if len(parts) == 1 and (lowers[0] in known.roles or _is_title(lowers[0])):
        return None
    firm = len(parts) > 1 and lowers[-1] in known.firms and not titles
    if (
        firm
        or any(p in known.bodies for p in lowers[-1:] + lowers[:1])
        or (len(parts) == 1 and parts[0].isupper() and not titles)
    ):
        return Name(first, first, beyond, tuple(w.texts[first:beyond]), (), False)
    if titles or (lowers[0] in known.given and (len(parts) > 1 or lowers[0] not in words("months"))):
        return Name(first, core, beyond, parts, titles, True)
    if len(parts) == 1 and (lowers[0] in _NATIONS or lowers[0].endswith(_PEOPLES)):
        return Name(first, first, beyond, parts, (), None, place=True)
    if lowers[-1] in known.places or (len(parts) > _LONGEST_HEADING and all(p.isupper() for p in parts)):
        return Name(first, first, beyond, tuple(w.texts[first:beyond]), (), False, place=True)
    if lowers[0] in known.genders and len(parts) in _USUAL and not any(p in _LINKS for p in lowers):
        return Name(first, core, beyond, parts, titles, True)
    if _shown_person(article, first, beyond):
        return Name(first, core, beyond, parts, titles, True)
    if any(p in _LINKS for p in lowers) or (first and w.lowers[first - 1] == "the"):
        return Name(first, first, beyond, tuple(w.texts[first:beyond]), (), False)
    return Name(first, core, beyond, parts, titles, None)


def _is_title(lower: str) -> bool:
    bare = lower.rstrip(".")
    return bare in people().titles
