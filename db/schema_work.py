"""The desk's tables of the work on claims: checks, reviews, evidence, typing, the audit trail, the undo log."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from core.records import ComparisonKind, Decision, Stance
from db.columns import SHA256, Json, Utc, key, metadata, points_to, words_of

check_revision = Table(
    "check_revision",
    metadata,
    key(),
    points_to("claim_id", "claim.id"),
    Column("number", Integer, nullable=False, comment="counts a claim's revisions from 1"),
    points_to("scale_id", "rating_scale.id"),
    Column("said", Text, comment="rating key of the scale; None is unrated"),
    Column("so", Text),
    Column("rationale", Text, nullable=False),
    Column("example", Boolean, nullable=False, comment="entered by the program to show a check"),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
    UniqueConstraint("claim_id", "number"),
    CheckConstraint("number >= 1", name="number"),
)

part_brought = Table(
    "part_brought",
    metadata,
    Column("revision_id", Integer, ForeignKey("check_revision.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("did", Json, nullable=False, comment="what the part was, as core.records.Did"),
    Column("at", Utc, nullable=False, comment="when the report was taken in"),
    comment="who had a part in a check that a report of another desk brought, which has the newest revision only",
    sqlite_with_rowid=False,
)

review = Table(
    "review",
    metadata,
    key(),
    points_to("revision_id", "check_revision.id", index=True),
    Column("decision", words_of(Decision, "decision"), nullable=False),
    Column("comment", Text, nullable=False),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
    CheckConstraint("decision <> 'returned' OR comment <> ''", name="comment"),
)

publication = Table(
    "publication",
    metadata,
    key(),
    points_to("claim_id", "claim.id", index=True),
    points_to("revision_id", "check_revision.id"),
    Column("place", Text, nullable=False, comment="where it appeared: an address, or words"),
    Column("published_at", Utc, nullable=False),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
)

public_correction = Table(
    "public_correction",
    metadata,
    key(),
    points_to("claim_id", "claim.id", index=True),
    points_to("revision_id", "check_revision.id"),
    Column("was", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("public_note", Text, nullable=False),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
)

comment = Table(
    "comment",
    metadata,
    key(),
    points_to("claim_id", "claim.id", index=True),
    Column("text", Text, nullable=False),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
)

comparison_ruling = Table(
    "comparison_ruling",
    metadata,
    key(),
    Column("kind", words_of(ComparisonKind, "kind"), nullable=False),
    Column("part_id", Integer, ForeignKey("claim.id"), nullable=False, index=True),
    Column("whole_id", Integer, ForeignKey("claim.id"), nullable=False, index=True),
    Column("verdict", Text, comment="confirmed, rejected or made; None once taken back"),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
    UniqueConstraint("kind", "part_id", "whole_id"),
    comment="what a checker says of two figures: part before whole, before before after",
)

unsent_comment = Table(
    "unsent_comment",
    metadata,
    Column("claim_id", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Utc, nullable=False),
    comment="what somebody has typed for a comment and not sent",
    sqlite_with_rowid=False,
)

comment_resolution = Table(
    "comment_resolution",
    metadata,
    key(),
    points_to("comment_id", "comment.id", index=True),
    Column("resolved", Boolean, nullable=False, comment="the newest row counts"),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
)

recheck = Table(
    "recheck",
    metadata,
    key(),
    points_to("claim_id", "claim.id", index=True),
    Column("due", Date, comment="look again from this day; None: no longer. The newest row counts"),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
)

look = Table(
    "look",
    metadata,
    Column("claim_id", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("revision", Integer, nullable=False, comment="number of the check revision that was looked at"),
    Column("at", Utc, nullable=False),
    comment="what somebody has last seen of a claim",
    sqlite_with_rowid=False,
)

sign_off = Table(
    "sign_off",
    metadata,
    key(),
    points_to("article_id", "article.id", index=True),
    points_to("version_id", "article_version.id"),
    Column("settled", Integer, nullable=False),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("claim_id", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("rationale", Text, nullable=False),
    Column("at", Utc, nullable=False),
    comment="typing that is not a revision yet",
    sqlite_with_rowid=False,
)

source = Table(
    "source",
    metadata,
    key(),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("dated", Date),
    Column(
        "folded", Text, nullable=False, server_default="", comment="what it is found by, as db.codec.fold_source"
    ),
    Index("ix_source_url_title", "url", "title"),
)

capture_content = Table(
    "capture_content",
    metadata,
    Column("sha256", SHA256, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    comment="the bytes of kept copies, once each, so that listing copies reads none of them",
)

capture = Table(
    "capture",
    metadata,
    key(),
    points_to("source_id", "source.id"),
    Column("sha256", SHA256, ForeignKey("capture_content.sha256"), nullable=False),
    Column("url", Text, nullable=False, comment="where the bytes came from; empty for a file handed over"),
    Column("media_type", Text, nullable=False),
    Column("archive_url", Text, nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("source_id", "sha256", "url", "media_type", "archive_url"),
)

capture_origin = Table(
    "capture_origin",
    metadata,
    Column("capture_id", Integer, ForeignKey("capture.id"), primary_key=True),
    Column("requested_url", Text, nullable=False, comment="the link asked for, which may have led elsewhere"),
    Column("warc_sha256", SHA256, ForeignKey("capture_content.sha256"), comment="the whole exchange, if fetched"),
    points_to("by", "person.id"),
)

evidence = Table(
    "evidence",
    metadata,
    key(),
    points_to("claim_id", "claim.id", index=True),
    points_to("added_by", "person.id"),
    Column("added_at", Utc, nullable=False),
)

evidence_revision = Table(
    "evidence_revision",
    metadata,
    key(),
    points_to("evidence_id", "evidence.id"),
    Column("number", Integer, nullable=False),
    points_to("source_id", "source.id", index=True),
    Column("stance", words_of(Stance, "stance"), nullable=False),
    Column("note", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
    points_to("by", "person.id"),
    Column("at", Utc, nullable=False),
    Column("locator", Text, nullable=False, server_default=""),
    Column("excerpt", Text, nullable=False, server_default=""),
    Column("confidential", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("evidence_id", "number"),
)

audit_event = Table(
    "audit_event",
    metadata,
    key(),  # the event's number in the chain, from 1 without gaps; see core.evidence.audit
    Column("at", Utc, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload_digest", SHA256, nullable=False),
    Column("previous", SHA256, nullable=False),
    Column("hash", SHA256, nullable=False, unique=True),
)

audit_payload = Table(
    "audit_payload",
    metadata,
    Column("event_id", Integer, ForeignKey("audit_event.id"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("payload", Text, nullable=False, comment="canonical JSON; a row taken away leaves the chain whole"),
)

audit_claim = Table(
    "audit_claim",
    metadata,
    Column("claim_id", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("event_id", Integer, ForeignKey("audit_event.id"), primary_key=True, index=True),
    Column("what", Text, nullable=False, comment="what was done to the claim, for people"),
    sqlite_with_rowid=False,
)


class StepState(StrEnum):
    """Where an undo step stands: it can be undone, be redone, or neither since its things moved on."""

    DONE = "done"
    UNDONE = "undone"
    LAPSED = "lapsed"


undo_step = Table(
    "undo_step",
    metadata,
    key(),
    Column("label", Text, nullable=False),
    Column("state", words_of(StepState, "state"), nullable=False),
    Column("moves", Json, nullable=False, comment="what each thing was before and after"),
    points_to("focus_claim", "claim.id", nullable=True),
    Column("by", Integer, ForeignKey("person.id"), comment="whose it is; None: an earlier version did not say"),
    Column("event", Integer, comment="the audit event by which it came to its state; None: not told"),
    Index("ix_undo_step_state_id", "state", "id"),
    Index("ix_undo_step_by_state_id", "by", "state", "id"),
    Index("ix_undo_step_event", "event"),
)
