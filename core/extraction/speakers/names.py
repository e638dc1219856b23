"""Finding names without a trained model: runs of capitalised words with titles and roles around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.extraction.article import Article
from core.extraction.lexicon import cue_forms, listed, people, words
from core.extraction.speakers.acronyms import defined, is_symbol, is_zone
from core.extraction.speakers.name_cores import LINKS, QUALIFIED, STOPS, core_of, is_label, is_title
from core.extraction.speakers.openings import HEADLINE_VERBS, OPENERS, SAINTS, Openings, is_pronoun
from core.extraction.speakers.runs import is_role, led_by_things, person_behind, recognised
from core.language.labels import Rel

_PARTICLES = frozenset(
    {"de", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el", "du", "da", "di", "ter", "ten",
     "af", "le", "del", "dos", "della", "bint", "binti", "ag", "wolet", "ould", "abu", "umm", "zu"}
)  # fmt: skip
_JOINED = ("al-", "el-", "ad-", "ar-", "as-", "at-", "an-", "ul-")
"""Particles that a hyphen joins to the name."""
_PLACED = frozenset(
    {"services", "inc", "corp", "ltd", "co", "group", "company", "news", "industries", "partners", "holdings"}
)
"""Ends of bodies' names after which "of" only says where they are."""
_PARTY = re.compile(r"(?:[RDI]|Ind|Rep|Dem)-[A-Z]")
"""What stands behind a lawmaker's name: "(R-Orme.)"."""
_LONGEST_TERM = 30
"""Characters up to which what stands in quotation marks can be but a name."""
_PLURALS = ("men", "children", "people")
"""Ends of plurals without "s"."""
_APOSTROPHES = frozenset({"’", "'"})
_DATELINE = frozenset("—–-(,")
_LEAST_DATELINE = 4
_PEOPLES = ("ian", "ians", "ish", "ese")
_NATIONS = frozenset(
    {"german", "germans", "french", "dutch", "greek", "greeks", "swiss", "czech", "thai", "iraqi",
     "israeli", "welsh"}
)  # fmt: skip
_LONGEST = 12
_LEAST_BEFORE = 2
_USUAL = (2, 3)
"""Words of most people's names."""
_AFTER_NAMES = frozenset(
    {"kc", "qc", "sc", "tc", "mp", "mep", "msp", "ms", "td", "phd", "md", "obe", "cbe", "mbe", "jr",
     "sr", "ii", "iii", "iv"}
)  # fmt: skip
"""What may follow a person's name and is no part of it."""
_LEADS_ONE = frozenset({"the", "a", "an", "another", "fellow"})
"""Before somebody's nationality: "the Frenchman"."""
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
    thing: bool = False
    """Whether the words around tell that nobody of that name speaks: a ship's, a dateline's."""


def find_names(article: Article) -> list[Name]:
    """Every run of capitalised words that can be a name, in text order; what kind of name, as far as it shows."""
    opened = Openings(article)
    things = led_by_things(article)
    out = []
    starts = {s.first for s in article.sentences} | set(_quoted_starts(article))
    spelt = defined(article)
    i = 0
    w = article.words
    while i < len(w):
        if i in spelt:
            out.append(Name(i, i, spelt[i], _parts(article, i, spelt[i]), (), False))
            i = spelt[i]
            continue
        capital = opened.starts_name(i, starts) and not is_zone(article, i)
        if not capital or (i in starts and _tells_of_body(article, i)):
            i += 1
            continue
        beyond = _run_end(article, i, starts, opened)
        beyond = min((k for k in range(i + 1, beyond) if k in spelt), default=beyond)
        beyond = person_behind(article, i, beyond) or beyond
        name = None if is_symbol(article, i, beyond) else _read(article, i, beyond, opened)
        if name is not None and i in starts and beyond - i == 1:
            name = _opening(article, name, opened)
        if name is not None:
            out.append(_as_thing(article, name, things))
        i = beyond
    return _without_months(out)


def _tells_of_body(article: Article, i: int) -> bool:
    """Whether a capital only opens the sentence with what body it is: "Carmaker Hoshino"."""
    w = article.words
    named = i + 1 < len(w) and w.is_name(i + 1) and w.lowers[i + 1] not in people().bodies
    return named and w.lowers[i] in listed("bodies_before") - people().bodies


def _as_thing(article: Article, name: Name, things: set[tuple[str, str]]) -> Name:
    """The name, its titles a part of it, if it is that of a thing."""
    lowers = article.words.lowers
    pair = name.beyond - name.first > 1 and (lowers[name.first], lowers[name.first + 1]) in things
    if not pair and (name.first == 0 or lowers[name.first - 1] not in listed("things")):
        return name
    parts = _parts(article, name.first, name.beyond)
    return Name(name.first, name.first, name.beyond, parts, (), False, place=True, thing=True)


def _quoted_starts(article: Article) -> Iterator[int]:
    """Words that open a sentence inside quotation marks or what somebody says after a colon."""
    w = article.words
    for i in range(1, len(w) - 1):
        same = article.inside[i] >= 0 and article.inside[i - 1] == article.inside[i]
        if w.texts[i - 1] == ":" or (same and w.texts[i - 1] in STOPS):
            yield i
        elif same and w.texts[i - 1] in OPENERS:
            passage = article.quoted[article.inside[i]]
            if passage.end - passage.start > _LONGEST_TERM:
                yield i


def _parts(article: Article, first: int, beyond: int) -> tuple[str, ...]:
    """The words of a name without a nickname in it; an apostrophe stands with the word before it."""
    out: list[str] = []
    after = first
    for k in range(first, beyond):
        after = max(after, article.nicknames.get(k, k))
        if k < after:
            continue
        text = article.words.texts[k]
        if out and (text in _APOSTROPHES or article.words.lowers[k] == "'s"):
            out[-1] += text
        else:
            out.append(text)
    return tuple(out)


def _without_months(names: list[Name]) -> list[Name]:
    """Without "May" and "June", unless the article has somebody of that name."""
    somebody = {part for name in names if len(name.parts) > 1 or name.titles for part in name.parts}
    return [
        name
        for name in names
        if len(name.parts) > 1
        or name.titles
        or name.parts[0].lower() not in words("months")
        or name.parts[0] in somebody
    ]


def _opening(article: Article, name: Name, opened: Openings) -> Name | None:
    """A single word that opens a sentence, if it is a name: a dateline, or one that something else shows."""
    w = article.words
    lower = w.lowers[name.first]
    known = people()
    following = w.texts[name.beyond] if name.beyond < len(w) else ""
    if w.texts[name.first].isupper() and len(lower) >= _LEAST_DATELINE and following in _DATELINE:
        return replace(name, person=False, place=True)
    if (lower in known.groups or lower in known.roles) and not opened.goes_on(name.first):
        return None
    sure = name.person or lower in opened.shown or w.texts[name.first].isupper()
    acts = w.lowers[name.beyond] in cue_forms() or following in ("’s", "'s") if following else False
    acts = acts or _does_something(article, name.first)
    return name if sure or acts or _names_medium(article, name) else None


def _does_something(article: Article, word: int) -> bool:
    """Whether the parse takes a word that opens a sentence for a name that acts on something: "Skyhop cut it"."""
    tree = article.syntax
    if tree is None or tree.word_class[word] != "PROPN" or tree.rel[word] is not Rel.SUBJECT:
        return False
    verb = tree.head[word]
    acts = verb == word + 1 and tree.is_verb(verb) and tree.form[verb] == "finite"
    return acts and any(tree.rel[k] is Rel.OBJECT for k in tree.children[verb])


def _names_medium(article: Article, name: Name) -> bool:
    """Whether "news agency", "newspaper" follows in small letters and the parse sees a name before it."""
    w, tree = article.words, article.syntax
    following = w.lowers[name.beyond : name.beyond + 2]
    said = following[:1] == ["news"] or (bool(following) and following[0] in people().media)
    proper = tree is None or tree.word_class[name.first] == "PROPN"
    return said and w.texts[name.beyond].islower() and proper


def _run_end(article: Article, first: int, starts: set[int], opened: Openings) -> int:
    w = article.words
    i = first + 1
    while i < min(len(w), first + _LONGEST):
        if i in starts or article.inside[i] != article.inside[first] or w.starts[i] - w.ends[i - 1] > 1:
            break
        text, lower = w.texts[i], w.lowers[i]
        capital = text[0].isupper() and lower not in words("weekdays") and not is_pronoun(article, i)
        capital = capital and lower not in HEADLINE_VERBS
        capital = capital and not (lower in listed("credits") and w.texts[i + 1 : i + 2] == [":"])
        if capital or _particle(article, i) or _of_saint(article, i, opened):
            i += 1
        elif _links(article, i) or _plural_owner(article, i):
            i += 2
        elif _links_the(article, i):
            i += 3
        elif i in article.nicknames:
            i = article.nicknames[i]
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
    if w.lowers[i - 2] == "the" and i + 2 < len(w) and w.lowers[i + 2] in known.bodies:
        return True
    return w.lowers[i - 2] in ("of", "for") and w.lowers[i - 3] in known.bodies if i > _LEAST_BEFORE else False


def _links(article: Article, i: int) -> bool:
    """ "of" inside a body's name: "Ministry of Finance", "Bank of England"."""
    w = article.words
    if w.lowers[i] not in LINKS or i + 1 >= len(w) or not w.is_name(i + 1):
        return False
    before = w.lowers[i - 1]
    if w.lowers[i + 1] in words("weekdays") or w.lowers[i + 1].rstrip(".") in words("months"):
        return False  # "Orme Crown Court on Tuesday"
    if w.lowers[i] == "and":
        return _inside_name(article, i)
    return (before in people().bodies and before not in _PLACED) or w.lowers[i] == "&"


def _of_saint(article: Article, i: int, opened: Openings) -> bool:
    """Whether the "'s" is a part of the name: "St Bride's said", but not where the article has "St Bride" too."""
    lowers = article.words.lowers
    return lowers[i] == "'s" and lowers[i - 2] in SAINTS and lowers[i - 1] not in opened.bare_saints


def _plural_owner(article: Article, i: int) -> bool:
    """The apostrophe in "Residents’ Association", "Fishermen’s Association"."""
    w = article.words
    owner = w.texts[i] in _APOSTROPHES and w.lowers[i - 1].endswith("s") and w.starts[i] == w.ends[i - 1]
    owner = owner or (w.lowers[i] == "'s" and w.lowers[i - 1].endswith(_PLURALS))
    return owner and i + 1 < len(w) and w.is_name(i + 1) and w.lowers[i + 1] in people().bodies


def _links_the(article: Article, i: int) -> bool:
    """ "of the" inside a body's name: "University of the Middle Border"."""
    w = article.words
    if w.lowers[i : i + 2] != ["of", "the"] or i + 2 >= len(w) or not w.is_name(i + 2):
        return False
    return w.lowers[i - 1] in people().bodies and w.lowers[i - 1] not in _PLACED and w.is_name(i - 1)


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


def _read(article: Article, first: int, beyond: int, opened: Openings) -> Name | None:
    w = article.words
    known = people()
    core = core_of(article, first, beyond)
    while first < core and w.lowers[first].endswith(QUALIFIED):
        first += 1
    titles = tuple(w.texts[k] for k in range(first, core))
    last = beyond
    while last - core > 1 and w.lowers[last - 1].rstrip(".") in _AFTER_NAMES:
        last -= 1
    parts = _parts(article, core, last)
    lowers = [p.lower() for p in parts]
    nobody = lowers[0] in known.roles or lowers[0].endswith(QUALIFIED) or is_title(lowers[0])
    addressed = opened.is_addressed(core) and lowers[0] in opened.surnames
    if len(parts) == 1 and ((nobody and not (addressed or opened.goes_on(core))) or _PARTY.match(parts[0])):
        return None
    if len(parts) == 1 and lowers[0] in listed("nationals") and first and w.lowers[first - 1] in _LEADS_ONE:
        return None
    labels = is_label(article, first, beyond)
    if is_role(article, first, beyond) and not labels:
        return None
    if labels and not _called_body(lowers):
        named = recognised(article, core, last, "person") or core
        return Name(first, named, beyond, _parts(article, named, last), titles, True)
    return _told(article, Name(first, core, beyond, parts, titles, None))


def _called_body(lowers: list[str]) -> bool:
    known = people()
    return len(lowers) > _USUAL[-1] or lowers[-1] in known.bodies | known.media | known.mastheads


def _told(article: Article, name: Name) -> Name:
    """The name as a person's, a body's or a place's where its own words or those around it tell."""
    w = article.words
    known = people()
    first, core, beyond, parts, titles = name.first, name.core, name.beyond, name.parts, name.titles
    lowers = [p.lower() for p in parts]
    firm = len(parts) > 1 and lowers[-1] in known.firms and not titles
    if (
        firm
        or any(p in known.bodies for p in lowers[-1:] + lowers[:1])
        or (len(parts) == 1 and parts[0].isupper() and not titles)
    ):
        return Name(first, first, beyond, _parts(article, first, beyond), (), False)
    if titles or (lowers[0] in known.given and (len(parts) > 1 or lowers[0] not in words("months"))):
        return Name(first, core, beyond, parts, titles, True)
    if len(parts) == 1 and (lowers[0] in _NATIONS or lowers[0].endswith(_PEOPLES)):
        return Name(first, first, beyond, parts, (), None, place=True)
    if (
        lowers[0] in SAINTS
        and lowers[-1].endswith("s")
        and len(parts) == _USUAL[0]
        and parts[-1][-2] in _APOSTROPHES
    ):
        return Name(first, first, beyond, parts, (), False, place=True)
    if lowers[-1] in known.places or (len(parts) > _LONGEST_HEADING and all(p.isupper() for p in parts)):
        return Name(first, first, beyond, _parts(article, first, beyond), (), False, place=True)
    if lowers[0] in known.genders and len(parts) in _USUAL and not any(p in LINKS for p in lowers):
        return Name(first, core, beyond, parts, titles, True)
    if _shown_person(article, first, beyond):
        return Name(first, core, beyond, parts, titles, True)
    if any(p in LINKS for p in lowers) or (first and w.lowers[first - 1] == "the"):
        return Name(first, first, beyond, _parts(article, first, beyond), (), False)
    return name
