"""Claims opened: their passage in the text, comparisons and the work on them; and reader marks.

Everything is fetched for many claims at once, so that a report costs a few statements and not some a claim. What
cannot be there is not asked for: most claims one steps through are suggestions that nobody has worked on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select, true

from core.checking.applies import said_applies
from core.records import (
    CheckView,
    ClaimRow,
    ClaimView,
    ComparisonKind,
    ComparisonView,
    HistoryRow,
    Mark,
    Pieces,
    Reading,
    ReadPart,
    UnitKind,
)
from db import claim_work, comparison_rulings, recheck_dates, review_work, schema, sentences
from db.codec import chunks, reading_of, words
from db.effective import FOLLOWS, REDATED, given_to_narration, mention_pieces, newest_corrections
from db.in_passing import LISTED

_Correction = dict[str, Any]
_SLIGHT = frozenset({UnitKind.DATE, UnitKind.AGE})


class _Base(NamedTuple):
    """What all parts of a view start from."""

    connection: Connection
    claims: dict[int, Row[Any]]
    mentions: list[int]


def marks(connection: Connection, article_id: int, version_id: int, in_passing: bool = False) -> tuple[Mark, ...]:
    """Marks of the version's claims in text order; those in passing that nobody has taken up if asked for."""
    c = schema.claim.c
    rows = connection.execute(
        select(c.id, c.mention_id, c.kind, c.state, c.said, c.so, c.figure_unit)
        .where(c.article_id == article_id, c.shown, c.version_id == version_id, true() if in_passing else LISTED)
        .order_by(c.start, c.id)
    ).all()
    ids = [row.mention_id for row in rows]
    pieces = mention_pieces(connection, ids)
    corrected: dict[int, _Correction] = {}
    for some in chunks(ids):
        corrected |= _corrections(connection, some)
    found = []
    for row in rows:
        roles, correction = pieces[row.mention_id], corrected.get(row.mention_id)
        found.append(
            Mark(
                claim_id=row.id,
                kind=row.kind,
                pieces=_passage(roles, correction),
                speaker_pieces=_speaker_pieces(roles, correction),
                state=row.state,
                said=row.said,
                so=row.so,
                slight=row.figure_unit in _SLIGHT,
            )
        )
    return tuple(found)


def views(connection: Connection, ids: Iterable[int]) -> dict[int, ClaimView]:
    """The claims that are on the desk, by id."""
    rows = _rows(connection, ids)
    if not rows:
        return {}
    base = _Base(connection, {row.id: row for row in rows}, [row.mention_id for row in rows])
    texts = _texts(base)
    pieces = mention_pieces(connection, base.mentions)
    corrected = _corrections(connection, base.mentions)
    figures = [row.mention_id for row in rows if row.is_figure]
    readings = _readings(connection, figures) | {
        mention_id: c["reading"] for mention_id, c in corrected.items() if c["reading"] is not None
    }
    inside = [row.mention_id for row in rows if row.is_figure and row.inside_id is not None]
    quoted = set(inside) - given_to_narration(connection, inside)
    work = claim_work.of(connection, base.claims)
    published = review_work.publications(connection, base.claims)
    corrections = review_work.public_corrections(connection, published)
    comments = review_work.comments(connection, base.claims)
    due = recheck_dates.standing(connection, base.claims)
    comparisons = _comparisons(base)
    found = {}
    for claim_id, row in base.claims.items():
        roles, correction = pieces[row.mention_id], corrected.get(row.mention_id)
        passage = _passage(roles, correction)
        text = texts[row.version_id]
        before, after = sentences.around(text, passage[0][0], passage[-1][1])
        phrase = _speaker_pieces(roles, correction)
        cue = roles.get(schema.Role.CUE, ())
        named = correction is not None and correction["named"]
        listed = _row(row, quoted=row.mention_id in quoted)
        found[claim_id] = ClaimView(
            row=listed,
            article_title=row.title,
            pieces=passage,
            paragraph=sentences.paragraph(text, passage[0][0]),
            before=before,
            after=after,
            speaker_kind=row.known_kind if row.speaker is not None else None,
            speaker_phrase=words(text, phrase) if phrase else None,
            speaker_score=None if named else row.speaker_score,
            cue=words(text, cue) if cue else None,
            negated=row.negated,
            hypothetical=row.hypothetical,
            reading=readings.get(row.mention_id) if row.is_figure else None,
            reasons=tuple(row.reasons),
            said_applies=said_applies(listed),
            check=work.checks.get(claim_id, CheckView()),
            evidence=tuple(work.evidence.get(claim_id, ())),
            comparisons=tuple(comparisons.get(claim_id, ())),
            history=(*_begin(row), *work.history.get(claim_id, ())),
            corrected=correction is not None and correction["by_hand"],
            corrected_in=_corrected_in(correction) if row.analysis_id is not None else (),
            dismissed_because=row.dismissed_because,
            typing=work.drafts.get(claim_id, ()),
            review=work.reviews.get(claim_id),
            rule=row.rule,
            score=None if row.analysis_id is None else row.score,
            publication=published.get(claim_id),
            public_corrections=tuple(corrections.get(claim_id, ())),
            comments=tuple(comments.get(claim_id, ())),
            recheck_on=due.get(claim_id),
        )
    return found


def _rows(connection: Connection, ids: Iterable[int]) -> list[Row[Any]]:
    """Of each of the claims that is on the desk what stands in one place: itself, its mention, its article."""
    claim, mention, article = schema.claim, schema.mention.c, schema.article.c
    found = connection.execute(
        select(
            claim,
            mention.negated,
            mention.hypothetical,
            mention.reasons,
            mention.speaker_score,
            mention.rule,
            mention.score,
            mention.analysis_id,
            mention.inside_id,
            article.title,
            schema.speaker.c.kind.label("known_kind"),
            schema.person.c.name.label("adder"),
            schema.analysis.c.pipeline,
        )
        .join(schema.mention, mention.id == claim.c.mention_id)
        .join(schema.article, article.id == claim.c.article_id)
        .join(schema.person, schema.person.c.id == claim.c.added_by)
        .outerjoin(schema.speaker, schema.speaker.c.id == claim.c.speaker_id)
        .outerjoin(schema.analysis, schema.analysis.c.id == mention.analysis_id)
        .where(claim.c.id.in_(list(ids)))
    ).all()
    return [row for row in found if row.shown]


def _row(row: Row[Any], quoted: bool) -> ClaimRow:
    """The claim as lists have it; `quoted` where it is a figure of somebody's words."""
    return ClaimRow(
        id=row.id,
        article_id=row.article_id,
        kind=row.kind,
        words=row.words,
        speaker=row.speaker,
        via=row.via,
        state=row.state,
        said=row.said,
        so=row.so,
        start=row.start,
        checkworthy=row.checkworthy,
        set_aside=row.set_aside,
        assignee=row.assignee,
        quoted=quoted,
    )


def _begin(row: Row[Any]) -> tuple[HistoryRow, ...]:
    """How the claim came about, where a pipeline found it; marking by hand is an event of its own."""
    if row.analysis_id is None:
        return ()
    return (HistoryRow(row.added_at, row.adder, f"found by {row.pipeline}"),)


def _texts(base: _Base) -> dict[int, str]:
    version = schema.article_version.c
    wanted = {row.version_id for row in base.claims.values()}
    rows = base.connection.execute(select(version.id, version.text).where(version.id.in_(wanted)))
    return {row.id: row.text for row in rows}


def _corrections(connection: Connection, mention_ids: Sequence[int]) -> dict[int, _Correction]:
    """The newest correction of each mention that has one which says anything: pieces, named, renamed, by_hand,
    reading, and whether it is of the kind or the speaker. One that names whom the program had guessed corrects
    nothing.
    """
    correction, piece, figure = schema.correction, schema.correction_piece.c, schema.correction_figure
    mention = schema.mention.c
    rows = connection.execute(
        select(correction, mention.speaker.label("guessed"))
        .join(schema.mention, mention.id == correction.c.mention_id)
        .where(correction.c.id.in_(newest_corrections(mention_ids)))
    ).all()
    ids = [row.id for row in rows]
    if not ids:
        return {}
    pieces: dict[int, Pieces] = {}
    for correction_id, start, end in connection.execute(
        select(piece.correction_id, piece.start, piece.end)
        .where(piece.correction_id.in_(ids))
        .order_by(piece.correction_id, piece.number)
    ):
        pieces[correction_id] = (*pieces.get(correction_id, ()), (start, end))
    readings = {
        row["correction_id"]: reading_of(row)
        for row in connection.execute(select(figure).where(figure.c.correction_id.in_(ids))).mappings()
    }
    found = {}
    for row in rows:
        said = (row.kind, row.speaker, row.no_speaker or None, row.via, pieces.get(row.id), readings.get(row.id))
        if any(part is not None for part in said):
            renamed = row.speaker not in (None, row.guessed) or row.no_speaker
            otherwise = renamed or any(part is not None for part in (row.kind, *said[3:]))
            found[row.mention_id] = {
                "pieces": pieces.get(row.id),
                "named": row.speaker is not None or row.no_speaker,
                "renamed": renamed,
                "by_hand": otherwise and row.why not in (FOLLOWS, REDATED),
                "reading": readings.get(row.id),
                "kind": row.kind is not None,
                "speaker": renamed or row.via is not None,
            }
    return found


def _corrected_in(correction: _Correction | None) -> tuple[ReadPart, ...]:
    """What somebody corrected; nothing where the mention only follows another one."""
    if correction is None or not correction["by_hand"]:
        return ()
    said = {
        ReadPart.PASSAGE: correction["pieces"] is not None,
        ReadPart.KIND: correction["kind"],
        ReadPart.SPEAKER: correction["speaker"],
        ReadPart.READING: correction["reading"] is not None,
    }
    return tuple(part for part in ReadPart if said[part])


def _passage(roles: dict[str, Pieces], correction: _Correction | None) -> Pieces:
    if correction is not None and correction["pieces"] is not None:
        corrected: Pieces = correction["pieces"]
        return corrected
    return roles[schema.Role.CONTENT]


def _speaker_pieces(roles: dict[str, Pieces], correction: _Correction | None) -> Pieces:
    return () if correction is not None and correction["renamed"] else roles.get(schema.Role.SPEAKER, ())


def _readings(connection: Connection, mention_ids: list[int]) -> dict[int, Reading]:
    if not mention_ids:
        return {}
    figure = schema.figure
    rows = connection.execute(select(figure).where(figure.c.mention_id.in_(mention_ids))).mappings()
    return {row["mention_id"]: reading_of(row) for row in rows}


def _comparisons(base: _Base) -> dict[int, list[ComparisonView]]:
    """Comparisons of the newest analysis that a claim's passage is an operand of, all operands still claims."""
    if not any(row.is_figure for row in base.claims.values()):
        return {}
    rows = _operands(base)
    mentions = [row.mention_id for row in rows]
    readings = effective_readings(base.connection, mentions)
    as_found = _readings(base.connection, mentions)
    grouped: dict[int, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.id, []).append(row)
    rulings = comparison_rulings.of(base.connection, base.claims)
    found: dict[int, list[ComparisonView]] = {}
    suggested = set()
    for parts in grouped.values():
        if not all(part.shown and part.mention_id in readings for part in parts):
            continue
        key = (parts[0].kind, *(part.claim_id for part in parts))
        suggested.add(key)
        if rulings.get(key) == "rejected":
            continue
        view = ComparisonView(
            kind=parts[0].kind,
            operands=tuple((part.claim_id, part.words, readings[part.mention_id]) for part in parts),
            low=parts[0].low,
            high=parts[0].high,
            why=parts[0].why,
            verdict=rulings.get(key),
        )
        view = comparison_rulings.reckon_again(view, [as_found[part.mention_id] for part in parts])
        for claim_id in {part.claim_id for part in parts} & base.claims.keys():
            found.setdefault(claim_id, []).append(view)
    standing = {key for key, verdict in rulings.items() if verdict in ("made", "confirmed")} - suggested
    for view in _made(base.connection, standing):
        for claim_id in {operand[0] for operand in view.operands} & base.claims.keys():
            found.setdefault(claim_id, []).append(view)
    return {claim_id: _without_repeats(views) for claim_id, views in found.items()}


def _operands(base: _Base) -> Sequence[Any]:
    """Every operand of the newest analyses' comparisons in which one of the claims takes part, in their order."""
    comparison, operand, link = schema.comparison.c, schema.comparison_operand, schema.claim_mention
    analysis, claim = schema.analysis.c, schema.claim
    versions = {row.version_id for row in base.claims.values()}
    newest = select(func.max(analysis.id)).where(analysis.version_id.in_(versions)).group_by(analysis.version_id)
    mine = (
        select(operand.c.comparison_id)
        .join(link, link.c.mention_id == operand.c.mention_id)
        .where(link.c.claim_id.in_(base.claims))
    )
    return base.connection.execute(
        select(
            comparison.id,
            comparison.kind,
            comparison.low,
            comparison.high,
            comparison.why,
            operand.c.number,
            claim.c.id.label("claim_id"),
            claim.c.words,
            claim.c.mention_id,
            claim.c.shown,
        )
        .join(operand, operand.c.comparison_id == comparison.id)
        .join(link, link.c.mention_id == operand.c.mention_id)
        .join(claim, claim.c.id == link.c.claim_id)
        .where(comparison.id.in_(mine), comparison.analysis_id.in_(newest))
        .order_by(comparison.id, operand.c.number)
    ).all()


def _made(connection: Connection, keys: set[comparison_rulings.Key]) -> list[ComparisonView]:
    """The comparisons that people made, reckoned from what the figures say now."""
    if not keys:
        return []
    claim = schema.claim.c
    ids = {claim_id for _, *operands in keys for claim_id in operands}
    rows = connection.execute(
        select(claim.id, claim.words, claim.mention_id).where(claim.id.in_(ids), claim.shown, claim.is_figure)
    ).all()
    readings = effective_readings(connection, [row.mention_id for row in rows])
    operands = {
        row.id: (row.id, row.words, readings[row.mention_id]) for row in rows if row.mention_id in readings
    }
    found = []
    for kind, part, whole in sorted(keys):
        if part in operands and whole in operands:
            pair = (operands[part], operands[whole])
            bounds = comparison_rulings.reckon(kind, pair[0][2], pair[1][2])
            found.append(ComparisonView(kind, pair, *bounds, why="", verdict="made"))
    return found


def _without_repeats(views: list[ComparisonView]) -> list[ComparisonView]:
    """A shortfall tells the share as well; two views of the same figures would only fill the screen."""
    short = {view.operands for view in views if view.kind is ComparisonKind.SHORTFALL}
    return [view for view in views if view.kind is not ComparisonKind.SHARE or view.operands not in short]


def effective_readings(connection: Connection, mention_ids: list[int]) -> dict[int, Reading]:
    """What figures say, corrections applied, by mention."""
    if not mention_ids:
        return {}
    corrected = _corrections(connection, mention_ids)
    return _readings(connection, mention_ids) | {
        mention_id: c["reading"] for mention_id, c in corrected.items() if c["reading"] is not None
    }
