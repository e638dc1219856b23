"""What pronouns and prepositions around all mentions of a name tell of it: gender, body or place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.extraction.article import Article
from core.extraction.lexicon import listed, people
from core.extraction.speakers.entity import Entity
from core.records import SpeakerKind

_VOTES = {"he": 1, "his": 1, "him": 1, "she": -1, "her": -1}
_MANY_VOTES = 3
"""Pronouns that tell more of a gender than the given name."""
_REACH = 30
"""Words behind a mention in which a pronoun tells of it."""
_PLACING = frozenset(
    {"in", "at", "near", "from", "outside", "around", "across", "via", "towards", "toward", "into", "through",
     "nearby", "neighbouring", "neighboring", "northern", "southern", "eastern", "western", "downtown", "rural"}
)  # fmt: skip


def genders(article: Article, entities: Sequence[Entity], mentions: Sequence[tuple[int, int, Entity]]) -> None:
    """Set genders: given names, unless the pronouns between a mention and the next name tell otherwise."""
    lowers = article.words.lowers
    votes: dict[int, int] = {}
    for i, (_, beyond, entity) in enumerate(mentions):
        if entity.kind is not SpeakerKind.PERSON:
            continue
        stop = mentions[i + 1][0] if i + 1 < len(mentions) else len(lowers)
        for k in range(beyond, min(stop, beyond + _REACH)):
            if article.inside[k] < 0 and lowers[k] in _VOTES:
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


def bodies(article: Article, entities: Sequence[Entity]) -> None:
    """Take a single name that nothing shows to be a person's and that "said it had" or "said its" for a body's."""
    lowers = article.words.lowers
    for entity in entities:
        told = any(role.split()[-1] not in listed("bodies_too") for role in entity.roles)
        named = " " in entity.name or entity.gender or told or _gender(entity.last)
        if entity.kind is not SpeakerKind.PERSON or named:
            continue
        if any(_speaks_as_body(lowers, beyond) for _, beyond in entity.places):
            entity.kind, entity.sure = SpeakerKind.ORGANISATION, False


def places(article: Article, entities: Sequence[Entity], first_names: Mapping[str, Sequence[Entity]]) -> None:
    """Take a single name that mostly follows "in", "near", "from" for a place's, even if it seemed a person's.

    `first_names` are those of the people of the article, lower case.
    """
    lowers = article.words.lowers
    for entity in entities:
        if " " in entity.name or not entity.places:
            continue
        placed = sum(1 for first, _ in entity.places if first and lowers[first - 1] in _PLACING)
        if 2 * placed < len(entity.places):
            continue
        if entity.kind is not SpeakerKind.PERSON:
            entity.place = True
        elif not (entity.roles or first_names.get(entity.last) or _gender(entity.last)):
            entity.kind, entity.place, entity.sure = SpeakerKind.ORGANISATION, True, False


def _speaks_as_body(lowers: list[str], beyond: int) -> bool:
    """Whether a name that ends at word `beyond` goes on with "said it had" or "said its", with a comma or not."""
    at = beyond + (lowers[beyond : beyond + 1] == [","])
    said = lowers[at : at + 1] in (["said"], ["says"])
    return said and (
        lowers[at + 1 : at + 2] == ["its"] or lowers[at + 1 : at + 3] in (["it", "had"], ["it", "has"])
    )


def _gender(given: str) -> str | None:
    """The gender a given name shows, of "Sue-Ellen" its first part; a French Jean is a man if hyphenated."""
    first, _, second = given.partition("-")
    known = people().genders
    return known.get(given) or ("male" if second and first == "jean" else known.get(first))
