"""More that actions change: who checks a claim, who a speaker is, what people say of two figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, or_, select, update

from core.errors import UserError
from db import effective, schema, schema_work, search, speakers
from db.codec import fold

if TYPE_CHECKING:
    from db.transaction import Tx

Content = dict[str, Any]


class Assignment:
    """Who is to check a claim: assignee, a person's name or None. The id is the claim's."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        c = schema.claim.c
        return {"assignee": tx.connection.execute(select(c.assignee).where(c.id == thing_id)).scalar_one()}

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        claim = schema.claim
        article_id = tx.connection.execute(
            update(claim)
            .where(claim.c.id == thing_id)
            .values(assignee=content["assignee"])
            .returning(claim.c.article_id)
        ).scalar_one()
        tx.touch(thing_id, article_id)
        tx.queues_changed = True


class SpeakerNames:
    """Who a speaker is: the name shown, and every name it is known by as [folded, scope, name], sorted.

    Writing the names gives every claim that names one of them to this speaker. A name must have been taken from
    its speaker before another gets it; one that nobody has in the end, though claims name it, stays (`keep_used`).

    Writing raises `UserError` S-SPEAKER-TAKEN for a name that somebody else has by now: a renaming that is redone.
    """

    def read(self, tx: Tx, thing_id: int) -> Content:
        speaker, names = schema.speaker.c, schema.speaker_name.c
        shown = tx.connection.execute(select(speaker.name).where(speaker.id == thing_id)).scalar_one()
        rows = tx.connection.execute(
            select(names.folded, names.scope, names.name)
            .where(names.speaker_id == thing_id)
            .order_by(names.folded, names.scope)
        )
        return {"name": shown, "names": [list(row) for row in rows]}

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        speaker, names = schema.speaker, schema.speaker_name
        before = self.read(tx, thing_id)["names"]
        self._refuse_taken(tx, thing_id, content["names"])
        tx.connection.execute(update(speaker).where(speaker.c.id == thing_id).values(name=content["name"]))
        tx.connection.execute(delete(names).where(names.c.speaker_id == thing_id))
        tx.insert_many(
            names,
            [
                {"folded": folded, "scope": scope, "speaker_id": thing_id, "name": name}
                for folded, scope, name in content["names"]
            ],
        )
        known = speakers.Known(thing_id, content["name"])
        for folded, scope, _ in content["names"]:
            self._give(tx, known, folded, scope)
        for folded, scope, name in before:
            if [folded, scope, name] in content["names"]:
                continue
            # A name that no longer means this speaker in an article means there whom it means on the desk.
            other = speakers.find(tx.connection, name, scope)
            if other is not None:
                self._give(tx, other, folded, scope)
            else:
                tx.names_let_go.append((thing_id, folded, scope, name))
        tx.speakers_changed = True

    @staticmethod
    def keep_used(tx: Tx) -> None:
        """Give names that the action took, and that nobody has now, back to their speakers where claims still name
        them: somebody named the speaker so since, in a correction or an article."""
        for thing_id, folded, scope, name in tx.names_let_go:
            named = select(schema.claim.c.id).where(*_naming(folded, scope)).limit(1)
            if speakers.find(tx.connection, name, scope) or tx.connection.execute(named).first() is None:
                continue
            kept = {"folded": folded, "scope": scope, "speaker_id": thing_id, "name": name}
            tx.insert_many(schema.speaker_name, [kept])
            shown = select(schema.speaker.c.name).where(schema.speaker.c.id == thing_id)
            known = speakers.Known(thing_id, tx.connection.execute(shown).scalar_one())
            SpeakerNames._give(tx, known, folded, scope)

    @staticmethod
    def _refuse_taken(tx: Tx, thing_id: int, wanted: list[list[Any]]) -> None:
        names, speaker = schema.speaker_name.c, schema.speaker.c
        for folded, scope, name in wanted:
            held = select(speaker.name).join(schema.speaker_name, names.speaker_id == speaker.id)
            held = held.where(names.folded == folded, names.scope == scope, speaker.id != thing_id)
            if tx.connection.execute(held).first() is not None:
                raise taken(name)

    @staticmethod
    def _give(tx: Tx, known: speakers.Known, folded: str, scope: int) -> None:
        """The claims that name `folded` are this speaker's, but for articles in which it means somebody else."""
        claim, c = schema.claim, schema.claim.c
        rows = tx.connection.execute(
            select(c.id, c.article_id, c.words, c.folded, c.speaker_id, c.speaker).where(
                *_naming(folded, scope), or_(c.speaker_id != known.id, c.speaker != known.name)
            )
        ).all()
        for row in rows:
            tx.gave.setdefault(row.id, (row.speaker_id, row.speaker))
            now = fold(f"{row.words}\n{known.name}")
            tx.connection.execute(
                update(claim).where(c.id == row.id).values(**effective.known_as(known), folded=now)
            )
            search.change(tx, row.id, row.folded, now)
            tx.touch(row.id, row.article_id)


def taken(name: str) -> UserError:
    """What is said where somebody else has the name."""
    return UserError("S-SPEAKER-TAKEN", f"{name} is on this desk already; merge the two instead.")


def _naming(folded: str, scope: int) -> tuple[Any, ...]:
    """That a claim names `folded`, where that means whom it means in this scope."""
    claim, names = schema.claim.c, schema.speaker_name.c
    elsewhere = exists().where(names.folded == folded, names.scope == claim.article_id)
    return claim.named == folded, ~elsewhere if scope == speakers.DESK else claim.article_id == scope


class Ruling:
    """What a checker says of two figures: verdict `confirmed`, `rejected`, `made`, or None once taken back."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        c = schema_work.comparison_ruling.c
        return {"verdict": tx.connection.execute(select(c.verdict).where(c.id == thing_id)).scalar_one()}

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        ruling, claim = schema_work.comparison_ruling, schema.claim.c
        part, whole = tx.connection.execute(
            update(ruling)
            .where(ruling.c.id == thing_id)
            .values(verdict=content["verdict"])
            .returning(ruling.c.part_id, ruling.c.whole_id)
        ).one()
        rows = tx.connection.execute(select(claim.id, claim.article_id).where(claim.id.in_((part, whole)))).all()
        for claim_id, article_id in rows:
            tx.touch(claim_id, article_id)
