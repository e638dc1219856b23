"""Somebody or some body that an article speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.records import SpeakerKind


@dataclass(slots=True)
class Entity:
    """Somebody or some body the article speaks of. `places` are the words of every mention by name, in text order.

    `sure` says that something besides capital letters shows a person; `named` is false for "a former manager";
    `medium` is true of an agency that a dateline names; `owners` are the last words of those whose minister,
    lawyer or head the person is told to be, lower case.
    """

    name: str
    kind: SpeakerKind
    gender: str | None = None
    roles: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    sure: bool = False
    named: bool = True
    place: bool = False
    medium: bool = False
    owners: set[str] = field(default_factory=set)

    @property
    def last(self) -> str:
        return self.name.split()[-1].lower()


@dataclass(slots=True)
class Spoken:
    """Who spoke, in order."""

    entities: list[Entity] = field(default_factory=list)
    at: list[int] = field(default_factory=list)

    def add(self, entity: Entity, at: int) -> None:
        self.entities.append(entity)
        self.at.append(at)
