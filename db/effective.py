"""A claim as it stands: what the analysis found with the checker's newest correction over it.

The result is kept in the claim's own columns, so that lists need no joins.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, func, select, update

from core.checking.applies import UNSURE
from core.errors import BugError, UserError
from core.records import MentionKind, Pieces, Reading, SpeakerKind, is_in_passing
from db import schema, search, speakers
from db.codec import chunks, correction_from_json, fold, reading_of, reading_to_json, slices, words

if TYPE_CHECKING:
    from db.transaction import Tx

FOLLOWS = "as in the quote around it"
"""Why a figure in a quote has another speaker than was found: it follows the quote until somebody sets its own."""
REDATED = "read again against another date of publication"
"""Why a figure's date is another than was found: it is read again with the next change of the article's date."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A mention with its newest correction applied."""

    kind: MentionKind
    pieces: Pieces
    cue: Pieces
    speaker: str | None
    speaker_kind: SpeakerKind | None
    speaker_pieces: Pieces
    speaker_score: float | None
    via: str | None
    reading: Reading | None
    corrected: bool
    in_passing: bool = False
    """Whether it was found as a thought, a wish or a caption."""


# --- pieces ---------------------------------------------------------------------------------------------------


def check_pieces(text: str, pieces: Pieces, what: str = "A passage") -> None:
    """Raises `BugError` S-DB-SPAN unless `pieces` are in order, apart, inside the text and not blank."""
    at = 0
    for start, end in pieces:
        if not at <= start < end <= len(text):
            raise BugError("S-DB-SPAN", f"{what} at {start}–{end} does not fit a text of {len(text)} characters.")
        at = end
    if not pieces or not any(piece.strip() for piece in slices(text, pieces)):
        raise BugError("S-DB-SPAN", f"{what} is empty.")


def piece_rows(version_id: int, text: str, pieces: Pieces) -> list[dict[str, Any]]:
    """Rows of a passage; each holds exactly the text it stands for."""
    return [
        {"number": number, "version_id": version_id, "start": start, "end": end, "text": text[start:end]}
        for number, (start, end) in enumerate(pieces)
    ]


def text_of_mention(connection: Connection, mention_id: int) -> tuple[int, str]:
    """Id and text of the article version that a mention stands in."""
    version, mention = schema.article_version.c, schema.mention.c
    row = connection.execute(
        select(version.id, version.text)
        .join(schema.mention, mention.version_id == version.id)
        .where(mention.id == mention_id)
    ).one()
    return row.id, row.text


def mention_pieces(connection: Connection, mention_ids: list[int]) -> dict[int, dict[str, Pieces]]:
    """Found pieces of each mention by role."""
    piece = schema.mention_piece.c
    found: dict[int, dict[str, Pieces]] = {mention_id: {} for mention_id in mention_ids}
    for some in chunks(mention_ids):
        rows = connection.execute(
            select(piece.mention_id, piece.role, piece.start, piece.end)
            .where(piece.mention_id.in_(some))
            .order_by(piece.mention_id, piece.role, piece.number)
        )
        for mention_id, role, start, end in rows:
            roles = found[mention_id]
            roles[role] = (*roles.get(role, ()), (start, end))
    return found


# --- corrections ----------------------------------------------------------------------------------------------


def _newest_correction(connection: Connection, mention_id: int, at: datetime | None) -> Row[Any] | None:
    correction = schema.correction
    query = (
        select(correction).where(correction.c.mention_id == mention_id).order_by(correction.c.id.desc()).limit(1)
    )
    return connection.execute(query if at is None else query.where(correction.c.at <= at)).first()


def newest_corrections(mention_ids: Sequence[int]) -> Select[tuple[int]]:
    """Ids of the corrections that hold, one for every mention that was corrected."""
    correction = schema.correction.c
    return (
        select(func.max(correction.id))
        .where(correction.mention_id.in_(mention_ids))
        .group_by(correction.mention_id)
    )


def correction_content(connection: Connection, mention_id: int, at: datetime | None = None) -> dict[str, Any]:
    """The newest correction (until `at`, if given) as `codec.correction_to_json`; empty where it is as found."""
    row = _newest_correction(connection, mention_id, at)
    if row is None:
        return {}
    piece, figure = schema.correction_piece.c, schema.correction_figure
    pieces = connection.execute(
        select(piece.start, piece.end).where(piece.correction_id == row.id).order_by(piece.number)
    ).all()
    reading = connection.execute(select(figure).where(figure.c.correction_id == row.id)).mappings().first()
    found = {
        "pieces": [[start, end] for start, end in pieces] or None,
        "kind": row.kind and row.kind.value,
        "speaker": row.speaker,
        "no_speaker": row.no_speaker or None,
        "via": row.via,
        "reading": reading_to_json(reading_of(reading)) if reading else None,
        "why": row.why or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def guessed_speakers(connection: Connection, mention_ids: list[int]) -> set[int]:
    """Those of the mentions whose speaker was found with little certainty and named by no checker since."""
    mention, correction = schema.mention.c, schema.correction.c
    found: set[int] = set()
    for some in chunks(mention_ids):
        doubtful = select(mention.id).where(mention.id.in_(some), mention.speaker_score < UNSURE)
        ids = list(connection.execute(doubtful).scalars())
        named = select(correction.mention_id).where(
            correction.id.in_(newest_corrections(ids)), correction.speaker.is_not(None)
        )
        found |= set(ids) - set(connection.execute(named).scalars()) if ids else set()
    return found


def given_to_narration(connection: Connection, mention_ids: list[int]) -> set[int]:
    """Those of the mentions that a checker gave to the narration, by their newest correction.

    A figure that follows the quote around it was not given anywhere: the quote was.
    """
    correction = schema.correction.c
    found: set[int] = set()
    for some in chunks(mention_ids):
        given = select(correction.mention_id).where(
            correction.id.in_(newest_corrections(some)), correction.no_speaker, correction.why != FOLLOWS
        )
        found |= set(connection.execute(given).scalars())
    return found


_NOTHING = object()


def differing(content: dict[str, Any], found: Passage) -> dict[str, Any]:
    """What of a correction is not what the analysis says; nothing, if only the reason for it is left.

    That a person names the speaker who was only guessed is something to say: it is sure from then on.
    """
    as_found = {
        "pieces": [list(span) for span in found.pieces],
        "kind": found.kind.value,
        "speaker": found.speaker,
        "no_speaker": found.speaker is None,
        "via": found.via or "",
        "reading": reading_to_json(found.reading) if found.reading else None,
    }
    if found.speaker_score is not None and found.speaker_score < UNSURE:
        del as_found["speaker"]
    kept = {name: value for name, value in content.items() if as_found.get(name, _NOTHING) != value}
    return kept if kept.keys() - {"why"} else {}


def passage(connection: Connection, mention_id: int, at: datetime | None = None) -> Passage:
    """The mention as it stands now, or as it stood at `at` (UTC)."""
    content = correction_content(connection, mention_id, at)
    return _correct(connection, passage_as_found(connection, mention_id), content)


def passage_as_found(connection: Connection, mention_id: int) -> Passage:
    """The mention without any correction."""
    mention, figure = schema.mention, schema.figure
    row = connection.execute(select(mention).where(mention.c.id == mention_id)).one()
    roles = mention_pieces(connection, [mention_id])[mention_id]
    reading = connection.execute(select(figure).where(figure.c.mention_id == mention_id)).mappings().first()
    return Passage(
        kind=row.kind,
        pieces=roles.get(schema.Role.CONTENT, ()),
        cue=roles.get(schema.Role.CUE, ()),
        speaker=row.speaker,
        speaker_kind=row.speaker_kind,
        speaker_pieces=roles.get(schema.Role.SPEAKER, ()),
        speaker_score=row.speaker_score,
        via=row.via,
        reading=reading_of(reading) if reading else None,
        corrected=False,
        in_passing=is_in_passing(row.reasons),
    )


def _correct(connection: Connection, found: Passage, content: dict[str, Any]) -> Passage:
    if not content:
        return found
    correction = correction_from_json(content)
    named = correction.speaker is not None and correction.speaker != found.speaker
    speaker = correction.speaker if correction.speaker is not None else found.speaker
    via = correction.via if correction.via is not None else found.via
    if correction.no_speaker:
        speaker = via = None
    moved = named or correction.no_speaker
    return Passage(
        kind=correction.kind or found.kind,
        pieces=correction.pieces or found.pieces,
        cue=found.cue,
        speaker=speaker,
        speaker_kind=None if correction.no_speaker else speakers.kind_of(connection, speaker, found.speaker_kind),
        speaker_pieces=() if moved else found.speaker_pieces,
        speaker_score=None if moved or correction.speaker is not None else found.speaker_score,
        via=via or None,
        reading=correction.reading or found.reading,
        corrected=True,
        in_passing=found.in_passing,
    )


# --- the claim's own columns ----------------------------------------------------------------------------------


def columns(tx: Tx, article_id: int, text: str, now: Passage) -> dict[str, Any]:
    """Values of the claim's worked-out columns for its passage."""
    return columns_of(text, now, speaker_of(tx, article_id, now))


def speaker_of(tx: Tx, article_id: int, now: Passage) -> speakers.Known | None:
    """The desk's speaker of a passage, a new row where there is none; None where it names nobody."""
    wanted = speaker_wanted(now)
    return None if wanted is None else speakers.resolve(tx, *wanted, article_id)


def speaker_wanted(now: Passage) -> tuple[str, SpeakerKind] | None:
    """The name and kind by which the desk is asked for a passage's speaker; None where it names nobody."""
    return None if now.speaker is None else (now.speaker, now.speaker_kind or SpeakerKind.PERSON)


def columns_of(text: str, now: Passage, known: speakers.Known | None) -> dict[str, Any]:
    """As `columns`, where it is known who is speaking."""
    said = words(text, now.pieces)
    return {
        "kind": now.kind,
        "is_figure": now.kind is MentionKind.FIGURE,
        "words": said,
        "folded": fold(f"{said}\n{known.name if known else ''}"),
        "start": now.pieces[0][0],
        "in_passing": now.in_passing,
        "via": now.via,
        "named": fold(now.speaker) if now.speaker else None,
        **figure_columns(now),
        **known_as(known),
    }


def known_as(speaker: speakers.Known | None) -> dict[str, Any]:
    """Values of the claim's columns for who is speaking; None is the narration, or nobody found."""
    return {
        "speaker_id": speaker.id if speaker else None,
        "speaker": speaker.name if speaker else None,
        "speaker_sort": fold(speaker.name) if speaker else schema.NO_SPEAKER_SORT,
    }


def figure_columns(now: Passage) -> dict[str, Any]:
    """Values of the claim's columns by which figures are found; None where the passage is none."""
    figure = now.reading if now.kind is MentionKind.FIGURE else None
    return {
        "figure_low": approximate(figure.low) if figure else None,
        "figure_high": approximate(figure.high) if figure else None,
        "figure_unit": figure.unit_kind if figure else None,
    }


def approximate(value: Decimal | None) -> float | None:
    """`value` as search compares figures; beyond what a binary float holds it is infinite."""
    if value is None:
        return None
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)


def refresh(tx: Tx, mention_id: int) -> list[tuple[int, int]]:
    """Work the columns of the mention's claims out again. Returns their ids with their articles'."""
    claim = schema.claim
    now = passage(tx.connection, mention_id)
    _, text = text_of_mention(tx.connection, mention_id)
    rows = tx.connection.execute(
        select(claim.c.id, claim.c.article_id, claim.c.folded).where(claim.c.mention_id == mention_id)
    ).all()
    for claim_id, article_id, folded in rows:
        values = columns(tx, article_id, text, now)
        tx.connection.execute(update(claim).where(claim.c.id == claim_id).values(**values))
        search.change(tx, claim_id, folded, values["folded"])
    return [(row.id, row.article_id) for row in rows]


def check_storable(name: str, text: str) -> None:
    """Raises `UserError` S-DESK-TEXT for a text no database keeps to the character."""
    if "\x00" in text:
        raise UserError("S-DESK-TEXT", f"{name} holds NUL characters, which no desk can keep; take them out.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UserError(
            "S-DESK-TEXT", f"{name} holds half a character at {error.start}; take it out, or save it as UTF-8."
        ) from error
