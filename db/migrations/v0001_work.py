"""Tables of desk version 1: claims and the work on them. Part of the first migration, never edited again."""

import sqlalchemy as sa
from alembic import op

from db.migrations.v0001_found import words


def tables() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload_digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_event_hash")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_index("ix_source_url_title", "source", ["url", "title"], unique=False)
    op.create_table(
        "capture_content",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_capture_content")),
        comment="the bytes of kept copies, once each, so that listing copies reads none of them",
    )
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "url", sa.Text(), nullable=False, comment="where the bytes came from; empty for a file handed over"
        ),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("archive_url", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["capture_content.sha256"], name=op.f("fk_capture_sha256_capture_content")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_capture_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sa.UniqueConstraint(
            "source_id",
            "sha256",
            "url",
            "media_type",
            "archive_url",
            name=op.f("uq_capture_source_id_sha256_url_media_type_archive_url"),
        ),
    )
    op.create_table(
        "audit_payload",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column(
            "payload", sa.Text(), nullable=False, comment="canonical JSON; a row taken away leaves the chain whole"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["audit_event.id"], name=op.f("fk_audit_payload_event_id_audit_event")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_audit_payload")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            words(
                "state",
                "suggested",
                "open",
                "checking",
                "submitted",
                "returned",
                "approved",
                "published",
                "dismissed",
                "needs-recheck",
                "correcting",
            ),
            nullable=False,
        ),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        sa.Column(
            "dismissed_because",
            words("dismissed_because", "not-a-claim", "duplicate", "wrong-span", "trivial"),
            nullable=True,
        ),
        sa.Column("withdrawn", sa.Boolean(), nullable=False, comment="the adding of it was undone"),
        sa.Column("shown", sa.Boolean(), nullable=False, comment="neither withdrawn nor of a removed article"),
        sa.Column("kind", words("kind", "direct", "mixed", "indirect", "figure"), nullable=False),
        sa.Column("is_figure", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False, comment="words and speaker without case, for search"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("checkworthy", sa.Float(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_sort", sa.Text(), nullable=False, comment="the folded name; narration sorts last"),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("check_id", sa.Integer(), nullable=True, comment="the newest check_revision"),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("so", sa.Text(), nullable=True),
        sa.Column("state_rank", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'dismissed') = (dismissed_because IS NOT NULL)", name=op.f("ck_claim_reason")
        ),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_claim_added_by_person")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_claim_article_id_article")),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_claim_mention_id_mention")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_claim_speaker_id_speaker")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_claim_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(
        "ix_claim_checkworthy",
        "claim",
        [
            "shown",
            sa.literal_column("checkworthy DESC"),
            sa.literal_column("article_id DESC"),
            "start",
            "id",
            "state",
            "is_figure",
            "speaker_id",
        ],
        unique=False,
    )
    op.create_index("ix_claim_mention_id", "claim", ["mention_id"], unique=False)
    op.create_index(
        "ix_claim_of_speaker",
        "claim",
        ["speaker_id", "shown", sa.literal_column("article_id DESC"), "start", "id", "state", "is_figure"],
        unique=False,
    )
    op.create_index(
        "ix_claim_position",
        "claim",
        ["shown", sa.literal_column("article_id DESC"), "start", "id", "state", "is_figure", "speaker_id"],
        unique=False,
    )
    op.create_index(
        "ix_claim_speaker",
        "claim",
        [
            "shown",
            "speaker_sort",
            sa.literal_column("article_id DESC"),
            "start",
            "id",
            "state",
            "is_figure",
            "speaker_id",
        ],
        unique=False,
    )
    op.create_index(
        "ix_claim_state",
        "claim",
        [
            "shown",
            "state_rank",
            sa.literal_column("article_id DESC"),
            "start",
            "id",
            "state",
            "is_figure",
            "speaker_id",
        ],
        unique=False,
    )
    op.create_index("ix_claim_tally", "claim", ["article_id", "shown", "state", "so"], unique=False)
    op.create_index("ix_claim_version_id", "claim", ["version_id"], unique=False)
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("kind", words("kind", "direct", "mixed", "indirect", "figure"), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("no_speaker", sa.Boolean(), nullable=False),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_correction_by_person")),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_correction_mention_id_mention")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        comment="each row holds all that differs from the analysis; the newest counts, an empty one is as found",
    )
    op.create_index(op.f("ix_correction_mention_id"), "correction", ["mention_id"], unique=False)
    op.create_table(
        "audit_claim",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False, comment="what was done to the claim, for people"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_audit_claim_claim_id_claim")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["audit_event.id"], name=op.f("fk_audit_claim_event_id_audit_event")
        ),
        sa.PrimaryKeyConstraint("claim_id", "event_id", name=op.f("pk_audit_claim")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_audit_claim_event_id"), "audit_claim", ["event_id"], unique=False)
    op.create_table(
        "check_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="counts a claim's revisions from 1"),
        sa.Column("scale_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True, comment="rating key of the scale; None is unrated"),
        sa.Column("so", sa.Text(), nullable=True),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False, comment="entered by the program to show a check"),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_check_revision_number")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_check_revision_by_person")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_check_revision_claim_id_claim")),
        sa.ForeignKeyConstraint(
            ["scale_id"], ["rating_scale.id"], name=op.f("fk_check_revision_scale_id_rating_scale")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_revision")),
        sa.UniqueConstraint("claim_id", "number", name=op.f("uq_check_revision_claim_id_number")),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("decision", words("decision", "approved", "returned"), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("decision <> 'returned' OR comment <> ''", name=op.f("ck_review_comment")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_review_by_person")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["check_revision.id"], name=op.f("fk_review_revision_id_check_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_revision_id"), "review", ["revision_id"], unique=False)
    op.create_table(
        "claim_mention",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_mention_claim_id_claim")),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_claim_mention_mention_id_mention")),
        sa.PrimaryKeyConstraint("claim_id", "mention_id", name=op.f("pk_claim_mention")),
        comment="the passages a claim stands in, and where newer analyses found them again",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_mention_mention_id"), "claim_mention", ["mention_id"], unique=False)
    op.create_table(
        "correction_figure",
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("low", sa.Text(), nullable=True, comment="scale applied, included; None is open"),
        sa.Column("high", sa.Text(), nullable=True),
        sa.Column(
            "form",
            words(
                "form",
                "point",
                "range",
                "alternatives",
                "bound",
                "vague",
                "zero",
                "all",
                "multiple",
                "fraction",
                "ordinal",
                "superlative",
                "date",
            ),
            nullable=False,
        ),
        sa.Column("comparator", sa.String(length=2), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("hedge", sa.Text(), nullable=True),
        sa.Column("change_direction", sa.String(length=8), nullable=True),
        sa.Column("change_kind", sa.String(length=8), nullable=True),
        sa.Column(
            "unit_kind",
            words(
                "unit_kind",
                "count",
                "currency",
                "percent",
                "percentage-point",
                "physical",
                "duration",
                "date",
                "ratio",
                "score",
                "age",
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("per", sa.Text(), nullable=True),
        sa.Column("counted", sa.Text(), nullable=True),
        sa.Column("modifiers", sa.Text(), nullable=False),
        sa.Column("predicate", sa.Text(), nullable=True),
        sa.Column("time_start", sa.Date(), nullable=True),
        sa.Column("time_end", sa.Date(), nullable=True),
        sa.Column("time_precision", sa.Text(), nullable=True),
        sa.Column("time_anchor", sa.Date(), nullable=True),
        sa.Column("time_alternatives", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name=op.f("fk_correction_figure_correction_id_correction")
        ),
        sa.PrimaryKeyConstraint("correction_id", name=op.f("pk_correction_figure")),
    )
    op.create_table(
        "correction_piece",
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 0, in text order"),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_correction_piece_span")),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name=op.f("fk_correction_piece_correction_id_correction")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_correction_piece_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("correction_id", "number", name=op.f("pk_correction_piece")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_draft_claim_id_claim")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_person_id_person")),
        sa.PrimaryKeyConstraint("claim_id", "person_id", name=op.f("pk_draft")),
        comment="typing that is not a revision yet",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_evidence_added_by_person")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_evidence_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_claim_id"), "evidence", ["claim_id"], unique=False)
    op.create_table(
        "undo_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("state", words("state", "done", "undone", "lapsed"), nullable=False),
        sa.Column("moves", sa.Text(), nullable=False, comment="what each thing was before and after"),
        sa.Column("focus_claim", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["focus_claim"], ["claim.id"], name=op.f("fk_undo_step_focus_claim_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undo_step")),
    )
    op.create_index("ix_undo_step_state_id", "undo_step", ["state", "id"], unique=False)
    op.create_table(
        "evidence_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("stance", words("stance", "supports", "refutes", "context"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_evidence_revision_by_person")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_revision_evidence_id_evidence")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_evidence_revision_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_revision")),
        sa.UniqueConstraint("evidence_id", "number", name=op.f("uq_evidence_revision_evidence_id_number")),
    )
    op.create_index(op.f("ix_evidence_revision_source_id"), "evidence_revision", ["source_id"], unique=False)
