"""The desk's tables: what comes in and what was found, who speaks, what is claimed.

The checker's work, the audit trail and the undo log are in `db.schema_work`, the triggers that make rows
immutable in `db.triggers`; all of them share `metadata`. Columns that hold a passage count Unicode code points,
end exclusive. Times are UTC. What only ever is read whole (reasons, modifiers, a cue's spans) is JSON text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
)

from core.records import (
    ClaimState,
    ComparisonKind,
    DismissReason,
    MentionKind,
    SpeakerKind,
)
from db.columns import SHA256, Exact, Json, Utc, key, metadata, points_to, reading_columns, words_of

# --- the desk and its people ----------------------------------------------------------------------------------

rating_scale = Table(
    "rating_scale",
    metadata,
    key(),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Json, nullable=False, comment="the whole scale as it was given"),
    UniqueConstraint("key", "version"),
)

desk = Table(
    "desk",
    metadata,
    key(),
    Column("made_at", Utc, nullable=False),
    points_to("scale_id", "rating_scale.id"),
    Column("one_person", Boolean, nullable=False, server_default=false(), comment="may approve what they checked"),
    CheckConstraint("id = 1", name="only_one"),
)

person = Table(
    "person",
    metadata,
    key(),
    Column("name", Text, nullable=False, unique=True),
    Column("first_seen", Utc, nullable=False),
    Column("capacity", Text, comment="checker, editor or lead; None: nothing was said"),
)

# --- articles -------------------------------------------------------------------------------------------------

article = Table(
    "article",
    metadata,
    key(),
    Column("title", Text, nullable=False),
    Column("byline", Text),
    Column("outlet", Text),
    Column("published", Date),
    Column("removed", Boolean, nullable=False, comment="its import was undone"),
    points_to("added_by", "person.id"),
    Column("added_at", Utc, nullable=False),
)

article_version = Table(
    "article_version",
    metadata,
    key(),
    points_to("article_id", "article.id"),
    Column("number", Integer, nullable=False, comment="counts the drafts of an article from 1"),
    Column("name", Text, nullable=False, comment="file name or address it came from"),
    Column("media_type", Text, nullable=False),
    Column("encoding", Text),
    Column("sha256", SHA256, nullable=False, unique=True, comment="of the original bytes"),
    Column("text_sha256", SHA256, nullable=False, comment="of the text as UTF-8"),
    Column("characters", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    points_to("added_by", "person.id"),
    Column("added_at", Utc, nullable=False),
    # The two large columns stand last: SQLite reads what comes before them without touching their pages.
    Column("text", Text, nullable=False),
    Column("original", LargeBinary, nullable=False),
    UniqueConstraint("article_id", "number"),
)

earlier_version = Table(
    "earlier_version",
    metadata,
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True),
    points_to("earlier_id", "article.id", nullable=True, index=True),
    comment="the article of which a person said that this one is a newer version; None once taken back",
    sqlite_with_rowid=False,
)

text_run = Table(
    "text_run",
    metadata,
    Column("digest", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("article_version.id"), primary_key=True),
    comment="a sample of each text's runs of words, by which drafts of one article are found",
    sqlite_with_rowid=False,
)

# --- analyses: what a pipeline found, never changed -----------------------------------------------------------

analysis = Table(
    "analysis",
    metadata,
    key(),
    points_to("version_id", "article_version.id"),
    Column("pipeline", Text, nullable=False),
    Column("rules", Text, nullable=False, comment="fingerprint of rules and word lists"),
    Column("made_at", Utc, nullable=False),
    UniqueConstraint("version_id", "pipeline", "rules"),
)

found_speaker = Table(
    "found_speaker",
    metadata,
    key(),
    points_to("analysis_id", "analysis.id", index=True),
    Column("name", Text, nullable=False),
    Column("kind", words_of(SpeakerKind, "kind"), nullable=False),
    Column("roles", Json, nullable=False),
    Column("pieces", Json, nullable=False),
)

mention = Table(
    "mention",
    metadata,
    key(),
    points_to("version_id", "article_version.id"),
    points_to("analysis_id", "analysis.id", nullable=True),  # None: a checker marked it
    Column("number", Integer, nullable=False, comment="place among the analysis' quotes or figures, from 0"),
    Column("kind", words_of(MentionKind, "kind"), nullable=False),
    # The quote it stands in, which may come later in the analysis: compared when the transaction ends.
    Column("inside_id", Integer, ForeignKey("mention.id", deferrable=True, initially="DEFERRED")),
    Column("speaker", Text, comment="None: narration, or not found"),
    Column("speaker_kind", words_of(SpeakerKind, "speaker_kind")),
    Column("speaker_score", Float),
    Column("via", Text),
    Column("negated", Boolean, nullable=False),
    Column("hypothetical", Boolean, nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("checkworthy", Float, nullable=False),
    Column("reasons", Json, nullable=False),
    Index("ix_mention_version_id_analysis_id", "version_id", "analysis_id"),
)


class Role:
    """What a piece of a mention is: the passage itself, the cue that reports it, the phrase for its speaker."""

    CONTENT = "content"
    CUE = "cue"
    SPEAKER = "speaker"


def _piece_columns() -> list[Column[Any]]:
    return [
        Column("number", Integer, primary_key=True, comment="from 0, in text order"),
        points_to("version_id", "article_version.id"),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("text", Text, nullable=False),
    ]


def _span_checks() -> list[CheckConstraint]:
    return [CheckConstraint('start >= 0 AND "end" > start', name="span")]


mention_piece = Table(
    "mention_piece",
    metadata,
    Column("mention_id", Integer, ForeignKey("mention.id"), primary_key=True),
    Column("role", String(8), primary_key=True),
    *_piece_columns(),
    *_span_checks(),
    CheckConstraint("role IN ('content', 'cue', 'speaker')", name="role"),
    sqlite_with_rowid=False,
)


IS_CUE = mention_piece.c.role == literal_column(f"'{Role.CUE}'")
Index(
    "ix_mention_piece_cue",
    mention_piece.c.text,
    mention_piece.c.mention_id,
    sqlite_where=IS_CUE,
    postgresql_where=IS_CUE,
)
"""Where claims are looked for by how they are reported."""


figure = Table(
    "figure",
    metadata,
    Column("mention_id", Integer, ForeignKey("mention.id"), primary_key=True),
    *reading_columns(),
)

comparison = Table(
    "comparison",
    metadata,
    key(),
    points_to("analysis_id", "analysis.id", index=True),
    Column("kind", words_of(ComparisonKind, "kind"), nullable=False),
    Column("low", Exact, comment="of a share: a fraction"),
    Column("high", Exact),
    Column("cue", Json, nullable=False),
    Column("why", Text, nullable=False),
    Column("score", Float, nullable=False),
)

comparison_operand = Table(
    "comparison_operand",
    metadata,
    Column("comparison_id", Integer, ForeignKey("comparison.id"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="part before whole, before before after"),
    points_to("mention_id", "mention.id", index=True),
    sqlite_with_rowid=False,
)

# --- corrections of a reading: the checker's rows over an immutable analysis -----------------------------------

correction = Table(
    "correction",
    metadata,
    key(),
    points_to("mention_id", "mention.id", index=True),
    Column("kind", words_of(MentionKind, "kind")),
    Column("speaker", Text),
    Column("no_speaker", Boolean, nullable=False),
    Column("via", Text),
    Column("why", Text, nullable=False),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
    comment="each row holds all that differs from the analysis; the newest counts, an empty one is as found",
)

correction_piece = Table(
    "correction_piece",
    metadata,
    Column("correction_id", Integer, ForeignKey("correction.id"), primary_key=True),
    *_piece_columns(),
    *_span_checks(),
    sqlite_with_rowid=False,
)

correction_figure = Table(
    "correction_figure",
    metadata,
    Column("correction_id", Integer, ForeignKey("correction.id"), primary_key=True),
    *reading_columns(),
)

# --- speakers across the desk ---------------------------------------------------------------------------------

speaker = Table(
    "speaker",
    metadata,
    key(),
    Column("name", Text, nullable=False),
    Column("kind", words_of(SpeakerKind, "kind"), nullable=False),
)

speaker_name = Table(
    "speaker_name",
    metadata,
    Column("folded", Text, primary_key=True, comment="the name without case and doubled spaces"),
    Column("scope", Integer, primary_key=True, comment="0: the desk; else the article of an unnamed source"),
    points_to("speaker_id", "speaker.id", index=True),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)

speaker_role = Table(
    "speaker_role",
    metadata,
    Column("speaker_id", Integer, ForeignKey("speaker.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True, index=True),
    Column("dated", Date, comment="the article's date: the role was held then, as that article has it"),
    sqlite_with_rowid=False,
)

# --- claims ---------------------------------------------------------------------------------------------------

claim = Table(
    "claim",
    metadata,
    key(),
    points_to("article_id", "article.id"),
    points_to("version_id", "article_version.id"),
    points_to("mention_id", "mention.id"),
    Column("state", words_of(ClaimState, "state"), nullable=False),
    Column("set_aside", Boolean, nullable=False),
    Column("dismissed_because", words_of(DismissReason, "dismissed_because")),
    Column("withdrawn", Boolean, nullable=False, comment="the adding of it was undone"),
    # What follows is worked out from the mention, its newest correction and the newest check, so that lists
    # of 100,000 claims need neither joins nor sorting; `db.health` compares it with what it comes from.
    Column("shown", Boolean, nullable=False, comment="neither withdrawn nor of a removed article"),
    Column("kind", words_of(MentionKind, "kind"), nullable=False),
    Column("is_figure", Boolean, nullable=False),
    Column("words", Text, nullable=False),
    Column("folded", Text, nullable=False, comment="words and speaker without case, for search"),
    Column("start", Integer, nullable=False),
    Column("checkworthy", Float, nullable=False),
    # By the reasons of its mention a thought, a wish or a caption: only shown when asked for until it is taken up.
    Column("in_passing", Boolean, nullable=False, server_default=false()),
    points_to("speaker_id", "speaker.id", nullable=True),
    Column("speaker", Text),
    Column("speaker_sort", Text, nullable=False, comment="the folded name; narration sorts last"),
    Column("via", Text),
    # No foreign key: the revision points here, and a ring of two tables cannot be made in one go.
    Column("check_id", Integer, comment="the newest check_revision"),
    Column("said", Text),
    Column("so", Text),
    Column("state_rank", Integer, nullable=False),
    points_to("added_by", "person.id"),
    Column("added_at", Utc, nullable=False),
    Column("assignee", Text, comment="name of the person who is to check it"),
    Column("named", Text, comment="the folded name that article or correction gives; the speaker is known by it"),
    Column("figure_low", Float, comment="of a figure, for search; exact values are in figure"),
    Column("figure_high", Float),
    Column("figure_unit", Text, comment="the unit_kind of the figure"),
    CheckConstraint("(state = 'dismissed') = (dismissed_because IS NOT NULL)", name="reason"),
)

claim_mention = Table(
    "claim_mention",
    metadata,
    Column("claim_id", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("mention_id", Integer, ForeignKey("mention.id"), primary_key=True, index=True),
    comment="the passages a claim stands in, and where newer analyses found them again",
    sqlite_with_rowid=False,
)

_place = (claim.c.article_id.desc(), claim.c.start, claim.c.id)
_kinds = (claim.c.state, claim.c.is_figure, claim.c.in_passing)
_filters = (*_kinds, claim.c.speaker_id)

Index("ix_claim_position", claim.c.shown, *_place, *_filters)
Index("ix_claim_checkworthy", claim.c.shown, claim.c.checkworthy.desc(), *_place, *_filters)
Index("ix_claim_speaker", claim.c.shown, claim.c.speaker_sort, *_place, *_filters)
Index("ix_claim_state", claim.c.shown, claim.c.state_rank, *_place, *_filters)
Index("ix_claim_of_speaker", claim.c.speaker_id, claim.c.shown, *_place, *_kinds)
_assigned = claim.c.assignee.is_not(None)
Index(
    "ix_claim_assigned",
    claim.c.assignee,
    claim.c.shown,
    *_place,
    *_kinds,
    sqlite_where=_assigned,
    postgresql_where=_assigned,
)
_passing = claim.c.in_passing
Index(
    "ix_claim_in_passing", claim.c.state, claim.c.shown, _passing, sqlite_where=_passing, postgresql_where=_passing
)
Index("ix_claim_tally", claim.c.article_id, claim.c.shown, claim.c.state, claim.c.so, claim.c.in_passing)
Index("ix_claim_figure", claim.c.is_figure, claim.c.figure_low, claim.c.figure_high, claim.c.figure_unit)
Index("ix_claim_named", claim.c.named)
Index("ix_claim_version_id", claim.c.version_id)
Index("ix_claim_mention_id", claim.c.mention_id)

SHOWN: ColumnElement[bool] = literal_column("claim.shown")
"""The column alone, for counting over all claims: from `shown = 1` SQLite would take it that an index beginning
with it is the one to use, and not the one that has what is counted in order."""

NO_SPEAKER_SORT = "\U0010ffff"
"""Sorts after every name: narration comes last in the order by speaker."""
