"""Of several people with one surname, whom a short form means: by its title, by age, by who was named last."""

from __future__ import annotations

from core.extraction.lexicon import listed, people
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.names import Name
from core.records import SpeakerKind

MANY = 50
"""How many people of one surname or role are told apart; it keeps looking up in constant time."""
_RELATIVES = frozenset(
    {"wife", "husband", "father", "mother", "son", "daughter", "brother", "sister", "widow", "widower", "uncle",
     "aunt", "cousin", "nephew", "niece", "grandfather", "grandmother", "grandson", "granddaughter", "partner"}
)  # fmt: skip
_PARENTS = frozenset({"father", "mother"})
_CHILDREN = frozenset({"son", "daughter"})
_OF_AGE = frozenset({"elder", "younger"})
_PAIR = 2


def told_genders(name: Name) -> set[str | None]:
    """The genders that the titles of a name tell: of "Mrs" female, of "Dr" none."""
    return {people().titles.get(title.lower().rstrip(".")) for title in name.titles} - {None}


def agrees(entity: Entity, genders: set[str | None]) -> bool:
    """Whether somebody can be of one of the genders, by what is known of him or her and by the given name."""
    given = entity.name.split()[0].lower()
    known = entity.kind is SpeakerKind.PERSON and " " in entity.name and given not in listed("either_gender")
    gender = entity.gender or (people().genders.get(given) if known else None)
    return not genders or gender is None or gender in genders


def pick(candidates: list[Entity], name: Name) -> Entity:
    """Of several people with one surname: the one whose gender the title tells, else the one named last.

    Who is only told as somebody's relative is meant by the surname alone where nobody else is.
    """
    genders = told_genders(name)
    candidates = candidates[-MANY:]
    fitting = [e for e in candidates if agrees(e, genders)] or candidates
    if not genders:
        fitting = [e for e in fitting if not _relative_only(e)] or fitting
    return max(fitting, key=lambda e: e.places[-1] if e.places else (-1, -1))


def of_age(candidates: list[Entity], word: str) -> Entity | None:
    """Of a parent and a child with one surname the one whom "the elder Foss", "the younger Foss" means."""
    if word not in _OF_AGE or len(candidates) != _PAIR:
        return None

    def age(entity: Entity) -> int:
        told = {role.split()[-1] for role in entity.roles}
        return bool(told & _PARENTS) - bool(told & _CHILDREN)

    younger, elder = sorted(candidates, key=age)
    if age(younger) == age(elder):
        return None
    return elder if word == "elder" else younger


def _relative_only(entity: Entity) -> bool:
    return bool(entity.roles) and all(role.split()[-1] in _RELATIVES for role in entity.roles)
