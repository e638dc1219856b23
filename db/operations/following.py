"""Figures that follow the quote they stand in: whoever said the quote gave the figures in it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core.checking import life
from core.records import ClaimState
from db import effective, schema
from db.operations.base import begin_edit
from db.things import THINGS, Kind
from db.transaction import Tx

_SPOKEN = frozenset({"speaker", "no_speaker", "via"})
"""What of a correction says who speaks."""


def follow(tx: Tx, claim_id: int, before: effective.Passage, now: effective.Passage) -> None:
    """Give the figures inside a quote the speaker and the relayer that it has now, if they had those of before.

    A figure whose speaker a checker set stays, and so does one that is published; `Change.held` counts the latter.
    A figure at the editor's or approved comes back: what was looked at is no longer so. Others keep their state,
    since nobody has worked on them.
    """
    if _spoken(before) == _spoken(now):
        return
    verb = "confirmed" if (before.speaker, before.via) == (now.speaker, now.via) else "corrected"
    for figure_id, mention_id, state, article_id in _inside(tx, claim_id):
        content = _content(tx, mention_id, before, now)
        if content is None or content == THINGS[Kind.READING].read(tx, mention_id):
            continue
        if state is ClaimState.PUBLISHED:
            tx.held += 1
            continue
        if life.voids_review(state):
            focus = tx.focus_claim, tx.subject
            begin_edit(tx, figure_id)
            tx.focus_claim, tx.subject = focus
        else:
            tx.put(Kind.CLAIM, figure_id)  # undo declines once the figure has been worked on
        tx.replace(Kind.READING, mention_id, content)
        tx.touch(figure_id, article_id, f"speaker {verb} {effective.FOLLOWS}")
        tx.followed += 1


def _spoken(passage: effective.Passage) -> tuple[str | None, str | None, bool]:
    """Who speaks, through whom, and whether that is the program's finding."""
    return passage.speaker, passage.via, passage.speaker_score is not None


def _inside(tx: Tx, claim_id: int) -> list[Any]:
    """Figures that the analyses found inside the quote: claim id, mention id, state, article id."""
    claim, mention, link = schema.claim.c, schema.mention.c, schema.claim_mention.c
    quote = select(link.mention_id).where(link.claim_id == claim_id)
    return list(
        tx.connection.execute(
            select(claim.id, claim.mention_id, claim.state, claim.article_id)
            .join(schema.mention, mention.id == claim.mention_id)
            .where(mention.inside_id.in_(quote), claim.is_figure, claim.shown)
            .order_by(claim.id)
        )
    )


def _content(tx: Tx, mention_id: int, before: effective.Passage, now: effective.Passage) -> dict[str, Any] | None:
    """The figure's correction once it follows; None where it has another speaker than the quote, or its own."""
    figure = effective.passage(tx.connection, mention_id)
    content = THINGS[Kind.READING].read(tx, mention_id)
    follows = content.get("why") == effective.FOLLOWS
    own = bool(content.keys() & _SPOKEN) and not follows
    if own or figure.speaker != before.speaker:
        return None
    said = {name: value for name, value in content.items() if name not in _SPOKEN} | {"why": effective.FOLLOWS}
    if now.speaker is None:
        said["no_speaker"] = True
    else:
        via = now.via if figure.via == before.via else figure.via
        said |= {"speaker": now.speaker, "via": via or ""}
    return effective.differing(said, effective.passage_as_found(tx.connection, mention_id))
