"""One article taken as a newer version of another: claims that people worked on go over to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from sqlalchemy import Row, or_, select

from core.checking import life
from core.errors import UserError
from core.matching.drafts import Drafts, Fate
from core.records import ClaimState, MentionKind, Pieces
from db import drafts, effective, schema, schema_work, version_chain
from db.articles import newest_version
from db.codec import reading_values
from db.operations.base import PersonOperation, shorten
from db.operations.findings import SAME_PASSAGE, overlap
from db.things import Kind
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class TakeAsNewVersion(PersonOperation):
    """Say that an article is a newer version of another on the desk, and carry the work over.

    A claim that somebody worked on goes over, with its number, check, sources and history, where the newer text
    has its words. Where its sentence, or what says who speaks, is otherwise there, one that was sent, approved or
    published has to be looked at again (`Change.reopened`); so has what stays behind because its words changed.
    What stays behind (`Change.left`) is listed with the earlier version; without any, that leaves the desk.
    Suggestions nobody worked on are those of the newer text. One step of undo takes all of it back.

    An article is the newer version of one other at most. Raises `UserError` S-VERSION-SAME, S-VERSION-TAKEN where
    there is a newer one of either, S-VERSION-FOLLOWS where it is that of another already, S-ARTICLE-GONE.
    """

    action: ClassVar[str] = "new version"
    article_id: int
    earlier_id: int

    def apply(self, tx: Tx) -> str:
        if self.article_id == self.earlier_id:
            raise UserError("S-VERSION-SAME", "An article is no version of itself; choose another.")
        newer, earlier = (_article(tx, each) for each in (self.article_id, self.earlier_id))
        superseded = set(tx.connection.execute(version_chain.superseded()).scalars())
        for row in (newer, earlier):
            if row.id in superseded:
                raise UserError(
                    "S-VERSION-TAKEN", f"“{shorten(row.title)}” has a newer version already; choose that one."
                )
        if (other := _follows(tx, newer.id)) is not None:
            raise UserError(
                "S-VERSION-FOLLOWS",
                f"“{shorten(newer.title)}” is the newer version of “{shorten(other)}” already, and can be that of "
                f"one article only; take “{shorten(earlier.title)}” as the newer of the two, or keep it as an "
                "article of its own.",
            )
        carrying = _Carrying(tx, newer, earlier, drafts.compared(tx.connection, earlier.id, newer.id))
        tx.put(Kind.EARLIER, newer.id, earlier=earlier.id)
        carrying.all()
        if tx.left:
            carrying.hide_suggestions()
        else:
            tx.put(Kind.ARTICLE, earlier.id, removed=True)
        tx.focus_article, tx.focus_claim = newer.id, None
        tx.subject = f"article {newer.id}"
        tx.facts |= {"earlier": earlier.id, "carried": tx.carried, "reopened": tx.reopened, "left": tx.left}
        return f"new version: {shorten(newer.title)}"


def _article(tx: Tx, article_id: int) -> Row[Any]:
    article, newest = schema.article.c, newest_version()
    return tx.one(
        select(article.id, article.title, newest.c.id.label("version_id"))
        .join(newest, newest.c.article_id == article.id)
        .where(article.id == article_id, ~article.removed),
        "S-ARTICLE-GONE",
        f"Article {article_id} is not on this desk; choose another.",
    )


def _follows(tx: Tx, article_id: int) -> str | None:
    """The title of the article of which this one is the newer version, also of one that has left the desk."""
    link, article = schema.earlier_version.c, schema.article.c
    query = select(article.title).join(schema.earlier_version, link.earlier_id == article.id)
    return tx.connection.execute(query.where(link.article_id == article_id)).scalar()


_SENT = {
    ClaimState.SUBMITTED: life.Action.WITHDRAW,
    ClaimState.APPROVED: life.Action.RECHECK,
    ClaimState.PUBLISHED: life.Action.RECHECK,
}
"""What brings a claim back whose passage is no longer what was sent."""


@dataclass(slots=True)
class _Carrying:
    """The claims of one draft on their way to the next."""

    tx: Tx
    newer: Row[Any]
    earlier: Row[Any]
    texts: Drafts
    twins: list[tuple[Row[Any], Pieces]] = field(default_factory=list)
    """Suggestions of the newer text that nobody worked on, with their passages, until a claim takes the place."""
    taken: list[tuple[bool, Pieces]] = field(default_factory=list)
    """Passages of the newer text that somebody works on there, and whether each is a figure."""
    placed: dict[int, int] = field(default_factory=dict)
    """Mentions of the newer text by those of the earlier that they are."""

    def all(self) -> None:
        self._give_names()
        worked = self._worked(self.newer.id)
        for row in self._claims(self.newer.id):
            pieces = effective.passage(self.tx.connection, row.mention_id).pieces
            if row.id in worked:
                self.taken.append((row.is_figure, pieces))
            else:
                self.twins.append((row, pieces))
        worked = self._worked(self.earlier.id)
        # Quotes first: a figure inside one finds its quote in place.
        for row in sorted(self._claims(self.earlier.id), key=lambda row: (row.is_figure, row.start, row.id)):
            if row.id in worked:
                self._carry(row)

    def hide_suggestions(self) -> None:
        """Take what nobody worked on off the earlier version: it is looked for in the newer one."""
        worked = self._worked(self.earlier.id)
        for row in self._claims(self.earlier.id):
            if row.id not in worked:
                self.tx.put(Kind.CLAIM, row.id, withdrawn=True)

    def _claims(self, article_id: int) -> list[Row[Any]]:
        claim = schema.claim
        query = select(claim).where(claim.c.article_id == article_id, claim.c.shown).order_by(claim.c.id)
        return list(self.tx.connection.execute(query).all())

    def _worked(self, article_id: int) -> set[int]:
        """Claims of the article with anything of a person's."""
        c, correction, comment = schema.claim.c, schema.correction.c, schema_work.comment.c
        typing, ruling = schema_work.draft.c, schema_work.comparison_ruling.c
        read = select(correction.mention_id).where(correction.mention_id == c.mention_id).exists()
        remarked = select(comment.id).where(comment.claim_id == c.id).exists()
        typed = select(typing.claim_id).where(typing.claim_id == c.id).exists()
        unsent = schema_work.unsent_comment.c
        remarking = select(unsent.claim_id).where(unsent.claim_id == c.id).exists()
        about = or_(ruling.part_id == c.id, ruling.whole_id == c.id) & ruling.verdict.is_not(None)
        compared = select(ruling.id).where(about).exists()
        marked = or_(c.state != ClaimState.SUGGESTED, c.set_aside, c.assignee.is_not(None))
        own = or_(marked, read, remarked, remarking, typed, compared)
        return set(self.tx.connection.execute(select(c.id).where(c.article_id == article_id, own)).scalars())

    def _give_names(self) -> None:
        """Whom a name means in the earlier version alone it means in the newer one, unless that says otherwise."""
        names = schema.speaker_name
        rows = self.tx.connection.execute(select(names).where(names.c.scope.in_((self.earlier.id, self.newer.id))))
        found = rows.all()
        taken = {row.folded for row in found if row.scope == self.newer.id}
        for row in found:
            if row.scope == self.earlier.id and row.folded not in taken:
                before = self.tx.connection.execute(
                    select(names.c.folded, names.c.scope, names.c.name).where(names.c.speaker_id == row.speaker_id)
                )
                known = [*(list(each) for each in before), [row.folded, self.newer.id, row.name]]
                self.tx.put(Kind.SPEAKER, row.speaker_id, names=sorted(known))

    # --- one claim ---

    def _carry(self, row: Row[Any]) -> None:
        now = effective.passage(self.tx.connection, row.mention_id)
        fate, pieces = self.texts.fate(now.pieces)
        if not pieces:
            self._leave(row, fate)
            return
        if any(figure == row.is_figure and overlap(pieces, other) > SAME_PASSAGE for figure, other in self.taken):
            self._stay(row, "it is being checked in the new one")
            return
        twin = self._twin(row.is_figure, pieces)
        mention_id = self._mention(row.mention_id, now, twin)
        if mention_id is None:
            self._leave(row, Fate.CHANGED)
            return
        around = (*now.cue, *now.speaker_pieces)
        same = fate is Fate.SAME and all(self.texts.fate((span,))[0] is Fate.SAME for span in around)
        links = {*self._links(row.id), mention_id}
        if twin is not None:
            self.twins = [each for each in self.twins if each[0].id != twin.id]
            links |= set(self._links(twin.id))
            self.tx.put(Kind.CLAIM, twin.id, withdrawn=True)
            self.tx.put(Kind.PLACE, twin.id, links=[])
        self.placed[row.mention_id] = mention_id
        self.tx.put(
            Kind.PLACE,
            row.id,
            article=self.newer.id,
            version=self.newer.version_id,
            mention=mention_id,
            links=sorted(links),
            corrected=self._newest_correction(mention_id),
        )
        said = "carried over to the new version"
        if not same:
            said += "; its sentence is otherwise there" + self._bring_back(row)
        self.tx.carried += 1
        self.tx.touch(row.id, self.newer.id, said)

    def _leave(self, row: Row[Any], fate: Fate) -> None:
        if fate is Fate.GONE:
            self._stay(row, "the new one no longer has it")
        else:
            self._stay(row, "the new one has other words" + self._bring_back(row))

    def _stay(self, row: Row[Any], why: str) -> None:
        self.tx.left += 1
        self.tx.put(Kind.CLAIM, row.id)  # undo declines once it has been worked on
        self.tx.touch(row.id, self.earlier.id, f"stays in the earlier version: {why}")

    def _bring_back(self, row: Row[Any]) -> str:
        action = _SENT.get(row.state)
        if action is None:
            return ""
        state = life.move(row.state, action)
        self.tx.put(Kind.CLAIM, row.id, state=state.value)
        self.tx.reopened += 1
        return ", to be checked again" if action is life.Action.RECHECK else ", withdrawn from the editor"

    def _twin(self, is_figure: bool, pieces: Pieces) -> Row[Any] | None:
        """The suggestion of the newer text that is the same passage."""
        best, found = SAME_PASSAGE, None
        for row, theirs in self.twins:
            if row.is_figure == is_figure and (share := overlap(pieces, theirs)) > best:
                best, found = share, row
        return found

    def _links(self, claim_id: int) -> Iterable[int]:
        link = schema.claim_mention.c
        return self.tx.connection.execute(select(link.mention_id).where(link.claim_id == claim_id)).scalars().all()

    def _newest_correction(self, mention_id: int) -> int | None:
        c = schema.correction.c
        query = select(c.id).where(c.mention_id == mention_id).order_by(c.id.desc()).limit(1)
        return self.tx.connection.execute(query).scalar()

    # --- its mention ---

    def _mention(self, mention_id: int, now: effective.Passage, twin: Row[Any] | None) -> int | None:
        """The mention in the newer text: what its analysis found there, where that says the same; else a copy.

        None where a passage that was corrected does not stand there as it was found too.
        """
        found = effective.passage_as_found(self.tx.connection, mention_id)
        moved = self._moved(found)
        if moved is None:
            return None
        if twin is not None and not now.corrected:
            theirs = effective.passage_as_found(self.tx.connection, twin.mention_id)
            if _says(theirs) == _says(moved):
                return int(twin.mention_id)
        return self._copy(mention_id, moved)

    def _moved(self, found: effective.Passage) -> effective.Passage | None:
        pieces = self.texts.fate(found.pieces)[1]
        if not pieces:
            return None
        cue, speaker = (self.texts.fate(each)[1] if each else () for each in (found.cue, found.speaker_pieces))
        return replace(found, pieces=pieces, cue=cue, speaker_pieces=speaker)

    def _copy(self, mention_id: int, moved: effective.Passage) -> int | None:
        """The mention with all its corrections, as they were made and when, in the newer text."""
        tx, mention, correction = self.tx, schema.mention, schema.correction
        row = tx.connection.execute(select(mention).where(mention.c.id == mention_id)).one()
        corrections = tx.connection.execute(
            select(correction).where(correction.c.mention_id == mention_id).order_by(correction.c.id)
        ).all()
        pieces = {each.id: self._corrected_pieces(each.id) for each in corrections}
        if any(each is None for each in pieces.values()):
            return None
        # The analysis stays that of the earlier text, which found it: so its score and its history stay too.
        kept = {name: value for name, value in row._mapping.items() if name != "id"}
        copied = tx.insert(
            mention,
            **kept | {"version_id": self.newer.version_id, "inside_id": self.placed.get(row.inside_id)},
        )
        version_id, text = effective.text_of_mention(tx.connection, copied)
        roles = schema.Role
        for role, spans in (
            (roles.CONTENT, moved.pieces),
            (roles.CUE, moved.cue),
            (roles.SPEAKER, moved.speaker_pieces),
        ):
            rows = effective.piece_rows(version_id, text, spans)
            tx.insert_many(schema.mention_piece, [each | {"mention_id": copied, "role": role} for each in rows])
        if moved.reading is not None:
            tx.insert_many(schema.figure, [{"mention_id": copied, **reading_values(moved.reading)}])
        for each in corrections:
            values = {name: value for name, value in each._mapping.items() if name != "id"}
            number = tx.insert(correction, **values | {"mention_id": copied})
            rows = effective.piece_rows(version_id, text, pieces[each.id] or ())
            tx.insert_many(schema.correction_piece, [one | {"correction_id": number} for one in rows])
            self._copy_reading(each.id, number)
        return copied

    def _corrected_pieces(self, correction_id: int) -> Pieces | None:
        """Where the pieces of a correction stand now; empty where it sets none, None where they stand nowhere."""
        piece = schema.correction_piece.c
        query = select(piece.start, piece.end).where(piece.correction_id == correction_id).order_by(piece.number)
        pieces = tuple((start, end) for start, end in self.tx.connection.execute(query))
        return (self.texts.fate(pieces)[1] or None) if pieces else ()

    def _copy_reading(self, correction_id: int, copied: int) -> None:
        table = schema.correction_figure
        row = self.tx.connection.execute(select(table).where(table.c.correction_id == correction_id)).first()
        if row is not None:
            self.tx.insert_many(table, [dict(row._mapping) | {"correction_id": copied}])


def _says(found: effective.Passage) -> tuple[MentionKind, Pieces, str | None, str | None, object]:
    return found.kind, found.pieces, found.speaker, found.via, found.reading
