"""What pronouns and prepositions around all mentions of a name tell of it: gender, body or place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from core.extraction.article import Article
from core.extraction.lexicon import cue_forms, is_adverb, listed, people
from core.extraction.speakers.entity import Entity
from core.language.labels import Rel
from core.records import SpeakerKind

_VOTES = {"he": 1, "his": 1, "him": 1, "she": -1, "her": -1}
_MANY_VOTES = 3
"""Pronouns that tell more of a gender than the given name."""
_REACH = 30
"""Words behind a mention in which a pronoun tells of it."""
_NEAR = 3
"""Words from a name to "its": "raised its", "has cut its"."""
_DIRECTIONS = frozenset({"east", "west", "north", "south"})
"""Ends of the names of regions, and of firms that serve one."""
_WITHIN = frozenset({"in", "across", "throughout", "around", "near"})
"""Before "the" and the name of a region: "across the Severn Vale"."""
_PLACING = frozenset(
    {"in", "at", "near", "from", "outside", "around", "across", "via", "towards", "toward", "into", "through",
     "nearby", "neighbouring", "neighboring", "northern", "southern", "eastern", "western", "downtown", "rural"}
)  # fmt: skip


def genders(article: Article, entities: Sequence[Entity], mentions: Sequence[tuple[int, int, Entity]]) -> None:
    """Set genders: given names, unless the pronouns between a mention and the next name tell otherwise.

    In "Anna Vell praised Dell. She said …" it is Anna Vell who is "she".
    """
    lowers = article.words.lowers
    votes: dict[int, int] = {}
    ends = [sentence.beyond for sentence in article.sentences]
    for i, (first, beyond, entity) in enumerate(mentions):
        if entity.kind is not SpeakerKind.PERSON:
            continue
        stop = mentions[i + 1][0] if i + 1 < len(mentions) else len(lowers)
        number = bisect_right(ends, first)
        other = _acts_on(article, mentions, i)
        for k in range(beyond, min(stop, beyond + _REACH)):
            if article.inside[k] < 0 and lowers[k] in _VOTES:
                if number < len(ends) and k >= ends[number] and other == (_VOTES[lowers[k]] > 0):
                    break
                votes[id(entity)] = votes.get(id(entity), 0) + _VOTES[lowers[k]]
                break
    for entity in entities:
        if entity.kind is not SpeakerKind.PERSON or entity.gender is not None:
            continue
        vote, given = votes.get(id(entity), 0), entity.name.split()[0].lower()
        shown = not (vote and given in listed("either_gender"))
        entity.gender = _gender(given) if shown and abs(vote) < _MANY_VOTES else None
        if entity.gender is None and vote:
            entity.gender = "male" if vote > 0 else "female"


def _acts_on(article: Article, mentions: Sequence[tuple[int, int, Entity]], number: int) -> bool | None:
    """Whether the person named before mention `number`, who does something to that one, is a man by name."""
    tree = article.syntax
    if tree is None or number == 0 or mentions[number - 1][2].kind is not SpeakerKind.PERSON:
        return None
    first, beyond, entity = mentions[number]
    before = mentions[number - 1]
    objects = (tree.head[k] for k in range(first, beyond) if tree.rel[k] is Rel.OBJECT)
    verb = next(objects, None)
    subjects = (k for k in range(before[0], before[1]) if tree.rel[k] is Rel.SUBJECT and tree.head[k] == verb)
    gender = _gender(before[2].name.split()[0].lower())
    if verb is None or before[2] is entity or gender is None or next(subjects, None) is None:
        return None
    return gender == "male"


def bodies(article: Article, entities: Sequence[Entity]) -> None:
    """Take a single name that nothing shows to be a person's and that speaks or acts as a body does for a body's.

    It "said it had", "said it was sorry", "raised its forecast". So does "Metrolink West", which only looks like a
    place.
    """
    for entity in entities:
        if entity.place and _only_looks_placed(article, entity):
            entity.place = False
        told = any(role.split()[-1] not in listed("bodies_too") for role in entity.roles)
        named = " " in entity.name or entity.gender or told or _gender(entity.last)
        if entity.kind is not SpeakerKind.PERSON or named:
            continue
        if any(_speaks_as_body(article, beyond) or _has_its_own(article, beyond) for _, beyond in entity.places):
            entity.kind, entity.sure = SpeakerKind.ORGANISATION, False


def places(article: Article, entities: Sequence[Entity], first_names: Mapping[str, Sequence[Entity]]) -> None:
    """Take a name that mostly follows "in", "near", "from" for a place's, even if it seemed a person's.

    A single name, or one with an article: "across the Severn Vale". `first_names` are those of the people of the
    article, lower case.
    """
    for entity in entities:
        if not entity.places:
            continue
        several = " " in entity.name
        inside = _inside_region if several else _placed
        if 2 * sum(1 for first, _ in entity.places if inside(article, first)) < len(entity.places):
            continue
        if several:
            entity.place = entity.place or _is_region(article, entity)
        elif entity.kind is not SpeakerKind.PERSON:
            entity.place = True
        elif not (entity.roles or first_names.get(entity.last) or _gender(entity.last)):
            entity.kind, entity.place, entity.sure = SpeakerKind.ORGANISATION, True, False


def _placed(article: Article, first: int) -> bool:
    """Whether something is in, at or near what is named at word `first`."""
    return first > 0 and article.words.lowers[first - 1] in _PLACING


def _inside_region(article: Article, first: int) -> bool:
    """Whether something is in the region named at word `first`: "across the Severn Vale"."""
    lowers = article.words.lowers
    return first > 1 and lowers[first - 1] == "the" and lowers[first - 2] in _WITHIN


def _is_region(article: Article, entity: Entity) -> bool:
    """Whether a name of several words that stands behind "in the", "across the" can be no body's: no party's."""
    known = people()
    said = entity.name.lower().split()
    body = known.bodies | known.media | known.mastheads | known.firms
    speaks = any(_says(article, *place) for place in entity.places)
    return entity.kind is SpeakerKind.ORGANISATION and not (entity.roles or speaks or body.intersection(said))


def _speaks_as_body(article: Article, beyond: int) -> bool:
    """Whether a name that ends at word `beyond` goes on, behind a comma or not, as only a body does.

    It "said its", "said it had", "said it was sorry", "said it would appeal"; what is late or wet can be anything.
    """
    lowers = article.words.lowers
    at = beyond + (lowers[beyond : beyond + 1] == [","])
    if lowers[at : at + 1] not in (["said"], ["says"]):
        return False
    at += 1 + (lowers[at + 1 : at + 2] == ["that"])
    if lowers[at : at + 1] != ["it"] or at + 2 >= len(lowers):
        return lowers[at : at + 1] == ["its"]
    told = at + 2
    while told + 1 < len(lowers) and is_adverb(lowers[told]) and lowers[told] not in listed("states"):
        told += 1
    match lowers[at + 1]:
        case "had" | "has":
            return True
        case "was" | "is":
            return lowers[told] in listed("states")
        case "would" | "will":
            return lowers[told] in listed("undertakings")
    return False


def _has_its_own(article: Article, beyond: int, own: frozenset[str] = frozenset()) -> bool:
    """Whether a name that ends at word `beyond` acts on what is its own: "Corvane raised its forecast".

    What somebody says of another can be that one's: "Vell praised its players". `own` are the nouns that count if
    not any does.
    """
    lowers, tree = article.words.lowers, article.syntax
    its = next((k for k in range(beyond + 1, min(beyond + _NEAR, len(lowers))) if lowers[k] == "its"), None)
    if its is None or tree is None or not article.words.is_name(beyond - 1):
        return False
    verb = its - 1
    acts = tree.is_verb(verb) and tree.head[beyond - 1] == verb and tree.rel[beyond - 1] is Rel.SUBJECT
    owned = tree.head[its]
    return (
        acts and tree.head[owned] == verb and lowers[verb] not in cue_forms() and (not own or lowers[owned] in own)
    )


def _only_looks_placed(article: Article, entity: Entity) -> bool:
    """Whether a name is no place's though it reads as one: it speaks or has a forecast, and nothing is in it.

    A single name must have what only firms have: "Moscow said it was sorry" too.
    """
    last = entity.last
    if last in people().places and last not in _DIRECTIONS:
        return False
    if any(_placed(article, first) or _inside_region(article, first) for first, _ in entity.places):
        return False
    if " " not in entity.name:
        return any(_has_its_own(article, beyond, listed("firms_own")) for _, beyond in entity.places)
    if last in _DIRECTIONS:
        return any(_says(article, *place) for place in entity.places)
    return any(_speaks_as_body(article, beyond) for _, beyond in entity.places)


def _says(article: Article, first: int, beyond: int) -> bool:
    """Whether the name in words `first`..`beyond` is the subject of a verb of saying right behind it."""
    tree = article.syntax
    if beyond >= len(article.words) or article.words.lowers[beyond] not in cue_forms():
        return False
    return tree is None or any(tree.rel[k] is Rel.SUBJECT and tree.head[k] == beyond for k in range(first, beyond))


def _gender(given: str) -> str | None:
    """The gender a given name shows, of "Sue-Ellen" its first part; a French Jean is a man if hyphenated."""
    first, _, second = given.partition("-")
    known = people().genders
    return known.get(given) or ("male" if second and first == "jean" else known.get(first))
