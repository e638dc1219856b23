"""Storing an analysis: its mentions, figures and comparisons, and the claims they suggest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from core.errors import BugError
from core.records import (
    Analysis,
    Attribution,
    ClaimState,
    Figure,
    FoundSpeaker,
    MentionKind,
    Pieces,
    Quote,
    is_in_passing,
)
from db import schema, search, speakers
from db.codec import STATE_RANK, chunks, reading_values
from db.effective import Passage, check_pieces, columns_of, mention_pieces, piece_rows, speaker_wanted
from db.operations.base import version_text
from db.speakers import Known
from db.transaction import Tx

SAME_PASSAGE = 0.5
"""Two passages of one kind are the same find when they share more than this part of the ground they cover."""


@dataclass(slots=True)
class _Store:
    """An analysis on its way into the tables, with rows gathered to be written in bulk."""

    tx: Tx
    version_id: int
    article_id: int
    text: str
    analysis_id: int
    published: Any

    def mentions(self, analysis: Analysis) -> tuple[list[int], list[int]]:
        """Write every mention. Returns the ids of quotes and of figures, in the order of the analysis."""
        first = self.tx.next_id(schema.mention)
        quote_ids = [first + number for number in range(len(analysis.quotes))]
        figure_ids = [first + len(quote_ids) + number for number in range(len(analysis.figures))]
        rows = [self._quote(n, q, quote_ids) for n, q in enumerate(analysis.quotes)]
        rows += [self._figure(n, f, figure_ids[n], quote_ids) for n, f in enumerate(analysis.figures)]
        self.tx.insert_many(schema.mention, rows)
        pieces: list[dict[str, Any]] = []
        for mention_id, quote in zip(quote_ids, analysis.quotes, strict=True):
            pieces += self._pieces(mention_id, schema.Role.CONTENT, quote.pieces)
            pieces += self._pieces(mention_id, schema.Role.CUE, quote.cue)
            pieces += self._pieces(mention_id, schema.Role.SPEAKER, quote.speaker.pieces if quote.speaker else ())
        for mention_id, figure in zip(figure_ids, analysis.figures, strict=True):
            pieces += self._pieces(mention_id, schema.Role.CONTENT, figure.pieces)
            pieces += self._pieces(
                mention_id, schema.Role.SPEAKER, figure.speaker.pieces if figure.speaker else ()
            )
        self.tx.insert_many(schema.mention_piece, pieces)
        self.tx.insert_many(
            schema.figure,
            [
                {"mention_id": mention_id, **reading_values(figure.reading)}
                for mention_id, figure in zip(figure_ids, analysis.figures, strict=True)
            ],
        )
        return quote_ids, figure_ids

    def _quote(self, number: int, quote: Quote, quote_ids: list[int]) -> dict[str, Any]:
        inside = None if quote.parent is None else _one(quote_ids, quote.parent)
        return self._mention(number, quote.kind, quote, quote_ids[number], inside) | {
            "negated": quote.negated,
            "hypothetical": quote.hypothetical,
            "rule": quote.rule,
        }

    def _figure(self, number: int, figure: Figure, mention_id: int, quote_ids: list[int]) -> dict[str, Any]:
        inside = None if figure.mention is None else _one(quote_ids, figure.mention)
        return self._mention(number, MentionKind.FIGURE, figure, mention_id, inside) | {
            "negated": False,
            "hypothetical": False,
            "rule": "",
        }

    def _mention(
        self, number: int, kind: MentionKind, found: Quote | Figure, mention_id: int, inside: int | None
    ) -> dict[str, Any]:
        speaker = found.speaker
        return {
            "id": mention_id,
            "version_id": self.version_id,
            "analysis_id": self.analysis_id,
            "number": number,
            "kind": kind,
            "inside_id": inside,
            "speaker": (speaker.name or None) if speaker else None,
            "speaker_kind": speaker.kind if speaker else None,
            "speaker_score": speaker.score if speaker else None,
            "via": speaker.via if speaker else None,
            "score": found.score,
            "checkworthy": found.checkworthy,
            "reasons": list(found.reasons),
        }

    def _pieces(self, mention_id: int, role: str, pieces: Pieces) -> list[dict[str, Any]]:
        if not pieces and role != schema.Role.CONTENT:
            return []
        check_pieces(self.text, pieces, f"A {role} the analysis found")
        rows = piece_rows(self.version_id, self.text, pieces)
        return [row | {"mention_id": mention_id, "role": role} for row in rows]

    def comparisons(self, analysis: Analysis, figure_ids: list[int]) -> None:
        first = self.tx.next_id(schema.comparison)
        rows, operands = [], []
        for comparison_id, found in enumerate(analysis.comparisons, first):
            rows.append(
                {
                    "id": comparison_id,
                    "analysis_id": self.analysis_id,
                    "kind": found.kind,
                    "low": found.low,
                    "high": found.high,
                    "cue": [list(span) for span in found.cue],
                    "why": found.why,
                    "score": found.score,
                }
            )
            for number, operand in enumerate(found.operands):
                operands.append(
                    {"comparison_id": comparison_id, "number": number, "mention_id": _one(figure_ids, operand)}
                )
        self.tx.insert_many(schema.comparison, rows)
        self.tx.insert_many(schema.comparison_operand, operands)

    def speakers(self, analysis: Analysis) -> None:
        self.tx.insert_many(
            schema.found_speaker,
            [
                {
                    "analysis_id": self.analysis_id,
                    "name": found.name,
                    "kind": found.kind,
                    "roles": list(found.roles),
                    "pieces": [list(span) for span in found.pieces],
                }
                for found in analysis.speakers
            ],
        )
        self._roles([found for found in analysis.speakers if found.roles])

    def _roles(self, described: list[FoundSpeaker]) -> None:
        wanted = [(found.name, found.kind) for found in described]
        known = speakers.resolve_all(self.tx, wanted, self.article_id)
        role = schema.speaker_role.c
        roles = {(who.id, each): None for who, found in zip(known, described, strict=True) for each in found.roles}
        for some in chunks([who.id for who in known]):
            kept = select(role.speaker_id, role.role).where(
                role.article_id == self.article_id, role.speaker_id.in_(some)
            )
            for speaker_id, each in self.tx.connection.execute(kept):
                roles.pop((speaker_id, each), None)
        self.tx.insert_many(
            schema.speaker_role,
            [
                {"speaker_id": speaker_id, "role": each, "article_id": self.article_id, "dated": self.published}
                for speaker_id, each in roles
            ],
        )

    def claims(self, analysis: Analysis, quote_ids: list[int], figure_ids: list[int]) -> None:
        """A suggested claim for every mention that stands where no claim of its kind stands yet."""
        standing = self._standing()
        removed = self.tx.connection.execute(
            select(schema.article.c.removed).where(schema.article.c.id == self.article_id)
        ).scalar_one()
        next_id = self.tx.next_id(schema.claim)
        new: list[tuple[int, Quote | Figure, Passage]] = []
        links: list[dict[str, int]] = []
        passages: list[tuple[int, Quote | Figure]] = [
            *zip(quote_ids, analysis.quotes, strict=True),
            *zip(figure_ids, analysis.figures, strict=True),
        ]
        finds = {(isinstance(found, Figure), found.pieces) for _, found in passages}
        for mention_id, found in passages:
            now = _passage(found)
            # A claim that stands where something else was found to the character is of that, not of this.
            mine = [each for each in standing if each[2] == now.pieces or (each[1], each[2]) not in finds]
            known = _same(now, mine)
            if known is None:
                known = next_id + len(new)
                new.append((mention_id, found, now))
            self.tx.touch(known, self.article_id)
            links.append({"claim_id": known, "mention_id": mention_id})
        rows = self._claim_rows(next_id, new, removed)
        self.tx.insert_many(schema.claim, rows)
        search.add(self.tx, rows)
        self.tx.insert_many(schema.claim_mention, links)
        self.tx.facts["claims"] = len(rows)

    def _claim_rows(
        self, first_id: int, new: list[tuple[int, Quote | Figure, Passage]], removed: bool
    ) -> list[dict[str, Any]]:
        """Rows of suggested claims, numbered from `first_id`, for mentions given with what was found and where."""
        said_by = self._speakers_of([now for _, _, now in new])
        return [
            columns_of(self.text, now, speaker)
            | {
                "id": claim_id,
                "article_id": self.article_id,
                "version_id": self.version_id,
                "mention_id": mention_id,
                "state": ClaimState.SUGGESTED,
                "state_rank": STATE_RANK[ClaimState.SUGGESTED],
                "set_aside": False,
                "withdrawn": False,
                "shown": not removed,
                "checkworthy": found.checkworthy,
                "added_by": self.tx.person_id,
                "added_at": self.tx.at,
            }
            for claim_id, ((mention_id, found, now), speaker) in enumerate(
                zip(new, said_by, strict=True), first_id
            )
        ]

    def _speakers_of(self, passages: list[Passage]) -> list[Known | None]:
        """The desk's speaker of each passage. Asked of all at once: an article has hundreds by a few speakers."""
        wanted = [speaker_wanted(now) for now in passages]
        named = list(dict.fromkeys(each for each in wanted if each is not None))
        known = dict(zip(named, speakers.resolve_all(self.tx, named, self.article_id), strict=True))
        return [None if each is None else known[each] for each in wanted]

    def _standing(self) -> list[tuple[int, bool, Pieces]]:
        """Claim id, whether a figure, and passage of every claim of the version, as found and as corrected.

        What somebody marked and took back stands nowhere: it would keep what was found there out of sight.
        """
        claim, correction, piece = schema.claim, schema.correction, schema.correction_piece
        mention = schema.mention
        standing_here = (
            claim.c.version_id == self.version_id,
            ~(claim.c.withdrawn & mention.c.analysis_id.is_(None)),
        )
        rows = self.tx.connection.execute(
            select(claim.c.id, claim.c.is_figure, claim.c.mention_id)
            .join(mention, mention.c.id == claim.c.mention_id)
            .where(*standing_here)
            # What was carried over from an earlier version before what was withdrawn for it.
            .order_by(claim.c.withdrawn, claim.c.id)
        ).all()
        found = mention_pieces(self.tx.connection, [row.mention_id for row in rows])
        standing = [(row.id, row.is_figure, found[row.mention_id][schema.Role.CONTENT]) for row in rows]
        corrected: dict[tuple[int, bool, int], Pieces] = {}
        for claim_id, is_figure, correction_id, start, end in self.tx.connection.execute(
            select(claim.c.id, claim.c.is_figure, correction.c.id, piece.c.start, piece.c.end)
            .join(correction, correction.c.mention_id == claim.c.mention_id)
            .join(piece, piece.c.correction_id == correction.c.id)
            .join(mention, mention.c.id == claim.c.mention_id)
            .where(*standing_here)
            .order_by(correction.c.id, piece.c.number)
        ):
            place = (claim_id, is_figure, correction_id)
            corrected[place] = (*corrected.get(place, ()), (start, end))
        return standing + [(place[0], place[1], pieces) for place, pieces in corrected.items()]


def _one(ids: list[int], index: int) -> int:
    """The id an analysis means by a place in its lists. Raises `BugError` S-DB-INDEX."""
    if not 0 <= index < len(ids):
        raise BugError("S-DB-INDEX", f"An analysis points to number {index} of {len(ids)}.")
    return ids[index]


def _passage(found: Quote | Figure) -> Passage:
    speaker = found.speaker or Attribution(None)
    named = bool(speaker.name)
    return Passage(
        kind=found.kind if isinstance(found, Quote) else MentionKind.FIGURE,
        pieces=found.pieces,
        cue=found.cue if isinstance(found, Quote) else (),
        speaker=speaker.name or None,
        speaker_kind=speaker.kind if named else None,
        speaker_pieces=speaker.pieces,
        speaker_score=speaker.score if named else None,
        via=speaker.via,
        reading=found.reading if isinstance(found, Figure) else None,
        corrected=False,
        in_passing=is_in_passing(found.reasons),
    )


def overlap(one: Pieces, other: Pieces) -> float:
    """Shared characters over characters covered by either: 1 for the same passage, 0 for passages apart."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    covered = sum(end - start for start, end in (*one, *other)) - shared
    return shared / covered if covered else 0.0


def _same(now: Passage, standing: list[tuple[int, bool, Pieces]]) -> int | None:
    """The standing claim whose passage this is, if any."""
    is_figure = now.kind is MentionKind.FIGURE
    best, best_claim = SAME_PASSAGE, None
    for claim_id, of_figure, pieces in standing:
        if of_figure is is_figure and (share := overlap(now.pieces, pieces)) > best:
            best, best_claim = share, claim_id
    return best_claim


def store(tx: Tx, version_id: int, analysis: Analysis) -> bool:
    """Store the analysis of a version. Returns False, having done nothing, if the desk has it.

    Raises `BugError` S-DB-SPAN for a passage that does not fit the text.
    """
    work = _begin(tx, version_id, analysis)
    if work is None:
        return False
    quote_ids, figure_ids = work.mentions(analysis)
    work.comparisons(analysis, figure_ids)
    work.speakers(analysis)
    work.claims(analysis, quote_ids, figure_ids)
    tx.articles.add(work.article_id)
    tx.speakers_changed = tx.queues_changed = True
    tx.facts |= {"pipeline": analysis.pipeline, "rules": analysis.rules, "version": version_id}
    return True


def keep(tx: Tx, version_id: int, analysis: Analysis) -> tuple[int, list[int], list[int]]:
    """Store an analysis whose claims are already known: its id, and those of its quotes' and figures' mentions.

    Raises `BugError` S-DB-ANALYSIS where the desk has it already, S-DB-SPAN as `store`.
    """
    work = _begin(tx, version_id, analysis)
    if work is None:
        raise BugError("S-DB-ANALYSIS", f"Version {version_id} has this analysis already.")
    return work.analysis_id, *work.mentions(analysis)


def _begin(tx: Tx, version_id: int, analysis: Analysis) -> _Store | None:
    """The analysis on its way, its own row written; None where the desk has it."""
    article_id, text = version_text(tx, version_id)
    table = schema.analysis.c
    same = (table.version_id == version_id, table.pipeline == analysis.pipeline, table.rules == analysis.rules)
    if tx.connection.execute(select(table.id).where(*same)).first() is not None:
        return None
    analysis_id = tx.insert(
        schema.analysis, version_id=version_id, pipeline=analysis.pipeline, rules=analysis.rules, made_at=tx.at
    )
    published = tx.connection.execute(
        select(schema.article.c.published).where(schema.article.c.id == article_id)
    ).scalar_one()
    return _Store(tx, version_id, article_id, text, analysis_id, published)
