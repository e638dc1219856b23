"""What a checker says a passage is: corrections over an immutable analysis, and claims marked by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from core.errors import UserError
from core.extraction.quotes import share
from core.figures.consistency import contradiction
from core.records import ClaimState, Correction, MentionKind, Pieces, Reading, Span, SpeakerKind
from db import effective, schema, search, speakers
from db.codec import STATE_RANK, correction_to_json, reading_values, words
from db.operations import following
from db.operations.base import PersonOperation, begin_edit, shorten, version_text
from db.things import THINGS, Kind
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class CorrectMention(PersonOperation):
    """Change how a claim's passage is read: its span, kind, speaker or figure. Fields left None stay as they are.

    The analysis is not touched. A correction that says what the analysis says leaves the passage as found. A quote
    that is cut down to what stands in its quotation marks, or widened beyond, is of another kind with that
    (`core.extraction.quotes.share`). Figures inside a quote that have their speaker from it follow it
    (`db.operations.following`).

    Raises `UserError` S-CORRECTION-… for what the text does not have, and for a reading that contradicts itself.
    """

    action: ClassVar[str] = "correction"
    claim_id: int
    correction: Correction

    def apply(self, tx: Tx) -> str:
        row = tx.claim(self.claim_id)
        content = self._content(tx, row.mention_id)
        if content == THINGS[Kind.READING].read(tx, row.mention_id):
            return ""
        article_id = begin_edit(tx, self.claim_id)
        before = effective.passage(tx.connection, row.mention_id)
        tx.replace(Kind.READING, row.mention_id, content)
        after = effective.passage(tx.connection, row.mention_id)
        if before.kind.is_quote:
            following.follow(tx, self.claim_id, before, after)
        what = _what(self.correction)
        confirms = what == "speaker" and (before.speaker, before.via) == (after.speaker, after.via)
        why = f" ({shorten(self.correction.why, 80)})" if self.correction.why.strip() else ""
        kind = f", the quote is {after.kind} now" if what == "passage" and after.kind is not before.kind else ""
        tx.touch(self.claim_id, article_id, f"{what} {'confirmed' if confirms else 'corrected'}{kind}{why}")
        return f"{'confirm' if confirms else 'correct'} {what}"

    def _content(self, tx: Tx, mention_id: int) -> dict[str, Any]:
        """The passage's whole correction once this one is laid over the one before."""
        now = effective.passage(tx.connection, mention_id)
        _, text = effective.text_of_mention(tx.connection, mention_id)
        correction = self.correction
        for given in (correction.speaker, correction.via, correction.why):
            effective.check_storable("The correction", given or "")
        found = effective.passage_as_found(tx.connection, mention_id)
        kind = correction.kind or now.kind
        pieces = None
        if correction.pieces is not None:
            pieces = usable(text, correction.pieces)
            if correction.kind is None and now.kind.is_quote:
                kind = found.kind if pieces == found.pieces else share.recut(text, now.kind, now.pieces, pieces)
        _fits(kind, correction.reading or now.reading)
        if correction.reading != found.reading:  # what the analysis says can always be gone back to
            _consistent(correction.reading)
        earlier = THINGS[Kind.READING].read(tx, mention_id)
        sets_speaker = correction.speaker is not None or correction.no_speaker or correction.via is not None
        if sets_speaker and earlier.get("why") == effective.FOLLOWS:
            earlier.pop("why")  # from now on it is as somebody says
        content = earlier | correction_to_json(
            Correction(
                pieces,
                kind if kind is not now.kind else correction.kind,
                None,
                False,
                None,
                correction.reading,
                correction.why.strip(),
            )
        )
        return effective.differing(content | self._speaker(content), found)

    def _speaker(self, content: dict[str, Any]) -> dict[str, Any]:
        if self.correction.no_speaker:
            content.pop("speaker", None)
            content.pop("via", None)
            return {"no_speaker": True}
        found: dict[str, Any] = {}
        if self.correction.speaker is not None:
            name = " ".join(self.correction.speaker.split())
            if not name:
                raise UserError("S-CORRECTION-SPEAKER", "The speaker has no name; enter one or choose narration.")
            content.pop("no_speaker", None)
            found["speaker"] = name
        if self.correction.via is not None:
            found["via"] = " ".join(self.correction.via.split())
        return found


def usable(text: str, pieces: Pieces) -> Pieces:
    """The pieces in text order without blank edges. Raises `UserError` S-CORRECTION-SPAN."""
    trimmed: list[Span] = []
    for start, end in sorted(pieces):
        if not 0 <= start < end <= len(text) or (trimmed and start < trimmed[-1][1]):
            raise UserError("S-CORRECTION-SPAN", "The selection does not fit the text; select the passage again.")
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            trimmed.append((start, end))
    if not trimmed:
        raise UserError("S-CORRECTION-SPAN", "The selection is empty; select the words of the claim.")
    return tuple(trimmed)


def _fits(kind: MentionKind, reading: Reading | None) -> None:
    if kind is MentionKind.FIGURE and reading is None:
        raise UserError("S-CORRECTION-FIGURE", "A figure needs a value; enter what the number says.")


def _consistent(reading: Reading | None) -> None:
    """Raises `UserError` S-CORRECTION-FIGURE for a reading whose parts contradict each other."""
    fault = contradiction(reading) if reading is not None else None
    if fault is not None:
        raise UserError("S-CORRECTION-FIGURE", f"The figure contradicts itself. {fault.text}")


def _what(correction: Correction) -> str:
    if correction.pieces is not None:
        return "passage"
    if correction.speaker is not None or correction.no_speaker or correction.via is not None:
        return "speaker"
    return "figure" if correction.reading is not None else "kind"


@dataclass(frozen=True, slots=True)
class AddClaim(PersonOperation):
    """Mark a passage as a claim. It is open at once, since a person found it.

    A figure needs a `reading`, whose parts fit each other (`core.figures.consistency`). `speaker` None is
    narration or nobody named.
    """

    action: ClassVar[str] = "add claim"
    version_id: int
    kind: MentionKind
    pieces: Pieces
    speaker: str | None = None
    via: str | None = None
    reading: Reading | None = None
    speaker_kind: SpeakerKind | None = None

    def apply(self, tx: Tx) -> str:
        article_id, text = version_text(tx, self.version_id)
        if THINGS[Kind.ARTICLE].read(tx, article_id)["removed"]:
            raise UserError("S-ARTICLE-GONE", "The article is no longer on this desk; import it again.")
        kind = MentionKind(self.kind)
        pieces = usable(text, self.pieces)
        _fits(kind, self.reading)
        if kind is MentionKind.FIGURE:
            _consistent(self.reading)
        now = self._passage(tx, kind, pieces)
        mention_id = self._mention(tx, now, text)
        columns = effective.columns(tx, article_id, text, now)
        claim_id = tx.insert(
            schema.claim,
            **columns,
            article_id=article_id,
            version_id=self.version_id,
            mention_id=mention_id,
            state=ClaimState.OPEN,
            state_rank=STATE_RANK[ClaimState.OPEN],
            set_aside=False,
            withdrawn=False,
            shown=True,
            checkworthy=1.0,
            added_by=tx.person_id,
            added_at=tx.at,
        )
        search.add(tx, [{"id": claim_id, "folded": columns["folded"]}])
        tx.insert_many(schema.claim_mention, [{"claim_id": claim_id, "mention_id": mention_id}])
        tx.created(Kind.CLAIM, claim_id, withdrawn=True)
        tx.touch(claim_id, article_id, "marked by hand")
        tx.queues_changed = tx.speakers_changed = True
        tx.focus_claim = claim_id
        tx.subject = f"claim {claim_id}"
        return f"{self.action}: {shorten(words(text, pieces))}"

    def _passage(self, tx: Tx, kind: MentionKind, pieces: Pieces) -> effective.Passage:
        for given in (self.speaker, self.via):
            effective.check_storable("The speaker", given or "")
        name = " ".join((self.speaker or "").split()) or None
        return effective.Passage(
            kind=kind,
            pieces=pieces,
            cue=(),
            speaker=name,
            speaker_kind=self.speaker_kind or speakers.kind_of(tx.connection, name, None),
            speaker_pieces=(),
            speaker_score=None,
            via=" ".join((self.via or "").split()) or None,
            reading=self.reading if kind is MentionKind.FIGURE else None,
            corrected=False,
        )

    def _mention(self, tx: Tx, now: effective.Passage, text: str) -> int:
        mention_id = tx.insert(
            schema.mention,
            version_id=self.version_id,
            number=0,
            kind=now.kind,
            speaker=now.speaker,
            speaker_kind=now.speaker_kind if now.speaker else None,
            via=now.via,
            negated=False,
            hypothetical=False,
            rule="checker",
            score=1.0,
            checkworthy=1.0,
            reasons=[],
        )
        rows = effective.piece_rows(self.version_id, text, now.pieces)
        tx.insert_many(
            schema.mention_piece, [row | {"mention_id": mention_id, "role": schema.Role.CONTENT} for row in rows]
        )
        if now.reading is not None:
            tx.insert_many(schema.figure, [{"mention_id": mention_id, **reading_values(now.reading)}])
        return mention_id
