"""Who is who across the desk: speakers renamed, merged and split. What is decided holds for later articles too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Row, func, select

from core.errors import UserError
from db import schema, speakers
from db.codec import fold
from db.effective import check_storable
from db.operations.base import PersonOperation
from db.things import THINGS, Kind
from db.things_people import taken
from db.transaction import Tx

SPLITTING = "split speaker"
"""What the record calls it when a name means two people: the action of `SplitSpeaker`."""

LONGEST_NAME = 300
"""Characters of a speaker's name."""


def _speaker(tx: Tx, speaker_id: int) -> Row[Any]:
    """Raises `UserError` S-SPEAKER-GONE."""
    return tx.one(
        select(schema.speaker).where(schema.speaker.c.id == speaker_id),
        "S-SPEAKER-GONE",
        "That speaker is no longer on this desk; choose another.",
    )


def _names(tx: Tx, speaker_id: int) -> list[list[Any]]:
    names: list[list[Any]] = THINGS[Kind.SPEAKER].read(tx, speaker_id)["names"]
    return names


def _usable(name: str) -> str:
    """Raises `UserError` S-SPEAKER-NAME."""
    check_storable("The name", name)
    name = " ".join(name.split())
    if not fold(name):
        raise UserError("S-SPEAKER-NAME", "The speaker has no name; type one.")
    if len(name) > LONGEST_NAME:
        raise UserError("S-SPEAKER-NAME", f"The name is longer than {LONGEST_NAME} characters; shorten it.")
    return name


def _about(tx: Tx, speaker_id: int) -> None:
    """What the record says it was about. Undo shows no claim: it is about all of the speaker's, and it does not
    wait because one of them was sent to the editor."""
    tx.subject = f"speaker {speaker_id}"


@dataclass(frozen=True, slots=True)
class RenameSpeaker(PersonOperation):
    """Show a speaker under another name, by which it is then known too.

    A name that was somebody's who has no claims any more, since a correction was undone, is taken over: nobody
    sees whose it was. Raises `UserError` S-SPEAKER-NAME, S-SPEAKER-GONE, and S-SPEAKER-TAKEN where somebody else
    has the name.
    """

    action: ClassVar[str] = "rename speaker"
    speaker_id: int
    name: str

    def apply(self, tx: Tx) -> str:
        before = _speaker(tx, self.speaker_id).name
        name = _usable(self.name)
        names = _names(tx, self.speaker_id)
        scopes = sorted({scope for _, scope, _ in names}) or [speakers.DESK]
        for scope in scopes:
            known = speakers.find(tx.connection, name, scope)
            if known is not None and known.id != self.speaker_id:
                self._take_over(tx, known, fold(name))
        if not any((folded, scope) == (fold(name), scopes[0]) for folded, scope, _ in names):
            names = sorted([*names, [fold(name), scopes[0], name]])
        if not tx.put(Kind.SPEAKER, self.speaker_id, name=name, names=names):
            return ""
        for claim_id in tx.claims:
            tx.said[claim_id] = f"speaker renamed from {before} to {name}"
        _about(tx, self.speaker_id)
        return f"rename {before}"

    @staticmethod
    def _take_over(tx: Tx, known: speakers.Known, folded: str) -> None:
        says = select(schema.claim.c.id).where(schema.claim.c.speaker_id == known.id).limit(1)
        if tx.connection.execute(says).first() is not None:
            raise taken(known.name)
        tx.put(Kind.SPEAKER, known.id, names=[each for each in _names(tx, known.id) if each[0] != folded])


@dataclass(frozen=True, slots=True)
class MergeSpeakers(PersonOperation):
    """Say that two speakers are one: `gone` is from now on known as `kept`, in this and in later articles.

    Raises `UserError` S-SPEAKER-GONE, S-SPEAKER-SAME.
    """

    action: ClassVar[str] = "merge speakers"
    kept_id: int
    gone_id: int

    def apply(self, tx: Tx) -> str:
        if self.kept_id == self.gone_id:
            raise UserError("S-SPEAKER-SAME", "That is the same speaker; choose another to merge with.")
        kept, gone = _speaker(tx, self.kept_id), _speaker(tx, self.gone_id)
        names = _names(tx, self.gone_id)
        _about(tx, self.gone_id)
        # First the names are taken from the one, then given to the other; undo goes the other way round.
        tx.put(Kind.SPEAKER, self.gone_id, names=[])
        tx.put(Kind.SPEAKER, self.kept_id, names=sorted([*_names(tx, self.kept_id), *names]))
        for claim_id in tx.claims:
            tx.said.setdefault(claim_id, f"{gone.name} and {kept.name} are one speaker")
        return f"merge {gone.name} with {kept.name}"


@dataclass(frozen=True, slots=True)
class SplitSpeaker(PersonOperation):
    """Say that in one article a name means somebody else, who gets the name `name`.

    All of the speaker's names are given to the other one there; a name that belongs to a known speaker makes the
    claims that one's. Raises `UserError` S-SPEAKER-GONE, S-SPEAKER-NAME, S-SPEAKER-SAME, S-SPEAKER-NONE.
    """

    action: ClassVar[str] = SPLITTING
    speaker_id: int
    article_id: int
    name: str

    def apply(self, tx: Tx) -> str:
        before, name, c = _speaker(tx, self.speaker_id), _usable(self.name), schema.claim.c
        named = tx.connection.execute(
            select(c.named, func.min(c.speaker))
            .where(c.speaker_id == self.speaker_id, c.article_id == self.article_id)
            .group_by(c.named)
        ).all()
        if not named:
            raise UserError("S-SPEAKER-NONE", f"{before.name} says nothing in this article; open another.")
        known = speakers.find(tx.connection, name, self.article_id)
        if known is not None and known.id == self.speaker_id:
            raise UserError(
                "S-SPEAKER-SAME", f"{before.name} goes by that name; type one that tells the two apart."
            )
        if known is None:
            other = tx.insert(schema.speaker, name=name, kind=before.kind)
            tx.insert_many(
                schema.speaker_name,
                [{"folded": fold(name), "scope": speakers.DESK, "speaker_id": other, "name": name}],
            )
        else:
            other = known.id
        mine = [each for each in _names(tx, self.speaker_id) if each[1] != self.article_id]
        tx.put(Kind.SPEAKER, self.speaker_id, names=mine)
        here = [[folded, self.article_id, stated] for folded, stated in named]
        tx.put(Kind.SPEAKER, other, names=sorted([*_names(tx, other), *here]))
        for claim_id in tx.claims:
            tx.said.setdefault(claim_id, f"{before.name} is {name} in this article")
        _about(tx, other)
        return f"split {before.name}"
