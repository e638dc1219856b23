"""Whom a short description can mean of those an article has named: "the company", "the paper", "the teenager".

"The company" is no university and no newspaper, "the university" has the word in its name, "the coroner" is nobody
of whom that is not told; where nobody of the story fits, the description stands for itself.
"""

from __future__ import annotations

from core.extraction.lexicon import listed, people
from core.extraction.speakers import salience
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.fitting import fitting, own_gender
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrase_parts import AGED, is_called
from core.extraction.speakers.runs import SEATS
from core.extraction.speakers.salience import Wanted
from core.records import SpeakerKind

_OTHER_WORDS = {
    "force": frozenset({"police", "constabulary", "gardaí", "force"}),
    "bench": frozenset({"court", "tribunal"}),
    "agency": frozenset({"authority", "administration", "bureau", "office", "service", "register", "commission"}),
    "station": frozenset({"radio", "fm", "television", "tv"}),
    "line": frozenset({"lines"}),
    "union": frozenset({"guild", "workers", "federation", "association", "brotherhood", "teamsters", "local"}),
    "airline": frozenset({"air", "airways", "airlines"}),
    "carrier": frozenset({"air", "airways", "airlines"}),
    "trust": frozenset({"hospital", "hospitals", "infirmary", "nhs"}),
}
"""What else the name of a body says that is called so."""
_PLAIN = frozenset({"company", "firm", "group", "business", "organisation", "organization"})
"""Words that a name or description with them is called by no more than another."""
_ALSO_FIRMS = frozenset({"group", "club"})
UNRIVALLED = 3.0
"""Lead of an only candidate."""
LONGEST_ANAPHOR = 3
"""Words of a description that goes back to somebody already spoken of."""
_LONGEST_LETTERS = 6
_ADDRESS = ("-based", "-headquartered", "-listed", "-traded", "-registered")
_CLASSIFYING = frozenset({"central", "national", "federal", "regional", "public", "reserve"})
"""Adjectives that say which kind of body it is: "the central bank" is no food company."""


def could_mean(directory: Directory, first: int, beyond: int) -> list[tuple[Wanted, float]]:
    """Whom a description can mean that nobody was called by before, with the lead it takes to be that one.

    A career can be that of anybody named ("the teenager"), an occupation only that of the one person spoken of;
    who holds an office is told.
    """
    w, tree = directory.article.words, directory.article.syntax
    lowers = _telling(w.lowers[first:beyond])
    head, known = lowers[-1], people()
    out: list[tuple[Wanted, float]] = []
    if AGED in lowers or head in known.roles | listed("persons") | _of_anybody():
        gender = known.role_gender.get(head) or _gender_of(head)
        if AGED in lowers or (head in _of_anybody() and head not in known.offices_held):
            out += [(wanted, 0.0) for wanted in fitting(directory.article, first, beyond, gender)]
        elif head in known.offices_held | SEATS:
            told = bool(listed("once").intersection(lowers))
            out += [(salience.without_role(gender), 0.0 if told else UNRIVALLED)] if told or head in SEATS else []
        else:
            gender = gender or own_gender(directory.article, beyond)
            lead = 0.0 if listed("once").intersection(lowers) else UNRIVALLED
            short = len(lowers) < LONGEST_ANAPHOR or (
                len(lowers) == LONGEST_ANAPHOR and _describes(directory, first)
            )
            out += [(salience.without_role(gender), lead)] if short or not lead else []
    if len(lowers) > LONGEST_ANAPHOR:
        return out
    nouns = (
        k
        for k in range(first + 1, beyond - 1)
        if not _is_address(w.lowers[k])
        if w.is_name(k) or w.lowers[k] in _CLASSIFYING or (tree and tree.word_class[k] == "NOUN")
    )
    called = frozenset(w.lowers[k] for k in nouns)
    out += [(body, 0.0) for body in _bodies(head, called, directory)]
    if head in listed("firms_called") - _PLAIN and not called:
        out.append((Wanted(_may_be_firm, people=False), UNRIVALLED))
    return out


def _of_anybody() -> frozenset[str]:
    """Nouns that can be said of anybody named, of whom that need not be told."""
    return listed("biographical") | listed("nationals")


def _gender_of(noun: str) -> str | None:
    """The gender that the end of a noun tells: "Frenchman", "Irishwoman"."""
    return "female" if noun.endswith("woman") else "male" if noun.endswith("man") else None


def _describes(directory: Directory, first: int) -> bool:
    """Whether an adjective stands behind the article of a description: "the part-time hairdresser"."""
    tree = directory.article.syntax
    return tree is not None and tree.word_class[first + 1] == "ADJ"


def _telling(lowers: list[str]) -> list[str]:
    """The words of a description without those that say where somebody is: "the Orme-based company"."""
    return [lower for lower in lowers if not _is_address(lower)]


def _is_address(lower: str) -> bool:
    """Whether a word says only where a body sits or is traded, which its name need not."""
    return lower.endswith(_ADDRESS)


def says_as_much(lowers: list[str], earlier: Entity) -> bool:
    """Whether a short description has no word that the one before had not: not "the interior ministry"."""
    told = _telling(lowers)
    return len(told) <= LONGEST_ANAPHOR and set(told[1:-1]) <= set(earlier.name.lower().split())


def _bodies(head: str, called: frozenset[str], directory: Directory) -> list[Wanted]:
    """The bodies that a description with this head can mean, those first whose names say so.

    `called` are the nouns and names before the head, lower case, which the body's name or description must have.
    """
    if not (is_called(head) or head in listed("others_called") or head in _OTHER_WORDS):
        return []
    own = {head, head + "s"} | _OTHER_WORDS.get(head, frozenset())
    papers = listed("papers_called") | listed("stations_called")

    def says_so(entity: Entity) -> bool:
        told = _told(entity, called)
        so = told is not None and bool(own & told.union(role.split()[-1] for role in entity.roles))
        return so and (not entity.medium or head in papers)

    def can_be(entity: Entity) -> bool:
        if head in papers:
            return says_so(entity) or (_told(entity, called) is not None and directory.is_medium(entity))
        told = _told(entity, called)
        return says_so(entity) or (
            told is not None and not directory.is_medium(entity) and _of_kind(head, entity, told)
        )

    kinds = (can_be,) if head in _PLAIN else (says_so, can_be)
    return [Wanted(fits, people=False) for fits in kinds]


def _may_be_firm(entity: Entity) -> bool:
    """Whether nothing tells that a single name is a person's: "Skyhop apologised. The airline said …"."""
    person = entity.kind is SpeakerKind.PERSON and not entity.place
    return person and " " not in entity.name and not (entity.gender or entity.roles)


def _told(entity: Entity, called: frozenset[str]) -> set[str] | None:
    """The words of a body's name, lower case; None for anything else, and where `called` is not told of it."""
    if entity.kind is not SpeakerKind.ORGANISATION or entity.place or not entity.named:
        return None
    said = set(entity.name.lower().split())
    return said if called <= said.union(*(role.split() for role in entity.roles)) else None


def _of_kind(head: str, entity: Entity, said: set[str]) -> bool:
    """Whether a body whose name has the words `said` can be so called though it does not say so."""
    if said & people().offices:
        return False
    if head in listed("firms_called"):
        return not said & listed("no_firms")
    if head in listed("others_called"):
        return head in _ALSO_FIRMS or not said & people().firms
    return head in listed("named_so") and entity.name.isupper() and len(entity.name) <= _LONGEST_LETTERS
