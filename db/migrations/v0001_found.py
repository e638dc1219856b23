"""Tables of desk version 1: articles, analyses, speakers. Part of the first migration, never edited again."""

import sqlalchemy as sa
from alembic import op


def words(name: str, *values: str) -> sa.Enum:
    """One of the words, as text, held to them by a CHECK called `name`."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def tables() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
    )
    op.create_table(
        "rating_scale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="the whole scale as it was given"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_scale")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_rating_scale_key_version")),
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", words("kind", "person", "organisation", "group", "unnamed"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False, comment="its import was undone"),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_article_added_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_table(
        "desk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scale_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_desk_only_one")),
        sa.ForeignKeyConstraint(["scale_id"], ["rating_scale.id"], name=op.f("fk_desk_scale_id_rating_scale")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
    )
    op.create_table(
        "speaker_name",
        sa.Column("folded", sa.Text(), nullable=False, comment="the name without case and doubled spaces"),
        sa.Column(
            "scope", sa.Integer(), nullable=False, comment="0: the desk; else the article of an unnamed source"
        ),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_name_speaker_id_speaker")),
        sa.PrimaryKeyConstraint("folded", "scope", name=op.f("pk_speaker_name")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_speaker_name_speaker_id"), "speaker_name", ["speaker_id"], unique=False)
    op.create_table(
        "article_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="counts the drafts of an article from 1"),
        sa.Column("name", sa.Text(), nullable=False, comment="file name or address it came from"),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the original bytes"),
        sa.Column("text_sha256", sa.String(length=64), nullable=False, comment="of the text as UTF-8"),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_article_version_added_by_person")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_version_article_id_article")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_version")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_article_version_article_id_number")),
        sa.UniqueConstraint("sha256", name=op.f("uq_article_version_sha256")),
    )
    op.create_table(
        "speaker_role",
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column(
            "dated",
            sa.Date(),
            nullable=True,
            comment="the article's date: the role was held then, as that article has it",
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_speaker_role_article_id_article")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_role_speaker_id_speaker")),
        sa.PrimaryKeyConstraint("speaker_id", "role", "article_id", name=op.f("pk_speaker_role")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_speaker_role_article_id"), "speaker_role", ["article_id"], unique=False)
    op.create_table(
        "analysis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("pipeline", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False, comment="fingerprint of rules and word lists"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_analysis_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis")),
        sa.UniqueConstraint("version_id", "pipeline", "rules", name=op.f("uq_analysis_version_id_pipeline_rules")),
    )
    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("analysis_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", words("kind", "share", "shortfall", "change", "rate", "restatement", "sum"), nullable=False
        ),
        sa.Column("low", sa.Text(), nullable=True, comment="of a share: a fraction"),
        sa.Column("high", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["analysis_id"], ["analysis.id"], name=op.f("fk_comparison_analysis_id_analysis")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
    )
    op.create_index(op.f("ix_comparison_analysis_id"), "comparison", ["analysis_id"], unique=False)
    op.create_table(
        "found_speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("analysis_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", words("kind", "person", "organisation", "group", "unnamed"), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["analysis.id"], name=op.f("fk_found_speaker_analysis_id_analysis")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_speaker")),
    )
    op.create_index(op.f("ix_found_speaker_analysis_id"), "found_speaker", ["analysis_id"], unique=False)
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("analysis_id", sa.Integer(), nullable=True),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="place among the analysis' quotes or figures, from 0"
        ),
        sa.Column("kind", words("kind", "direct", "mixed", "indirect", "figure"), nullable=False),
        sa.Column("inside_id", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True, comment="None: narration, or not found"),
        sa.Column(
            "speaker_kind", words("speaker_kind", "person", "organisation", "group", "unnamed"), nullable=True
        ),
        sa.Column("speaker_score", sa.Float(), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("hypothetical", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("checkworthy", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["analysis_id"], ["analysis.id"], name=op.f("fk_mention_analysis_id_analysis")),
        sa.ForeignKeyConstraint(
            ["inside_id"],
            ["mention.id"],
            name=op.f("fk_mention_inside_id_mention"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_mention_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
    )
    op.create_index("ix_mention_version_id_analysis_id", "mention", ["version_id", "analysis_id"], unique=False)
    op.create_table(
        "comparison_operand",
        sa.Column("comparison_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="part before whole, before before after"),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comparison_id"], ["comparison.id"], name=op.f("fk_comparison_operand_comparison_id_comparison")
        ),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mention.id"], name=op.f("fk_comparison_operand_mention_id_mention")
        ),
        sa.PrimaryKeyConstraint("comparison_id", "number", name=op.f("pk_comparison_operand")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_comparison_operand_mention_id"), "comparison_operand", ["mention_id"], unique=False)
    op.create_table(
        "figure",
        sa.Column("mention_id", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_figure_mention_id_mention")),
        sa.PrimaryKeyConstraint("mention_id", name=op.f("pk_figure")),
    )
    op.create_table(
        "mention_piece",
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 0, in text order"),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('content', 'cue', 'speaker')", name=op.f("ck_mention_piece_role")),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_mention_piece_span")),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_mention_piece_mention_id_mention")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_mention_piece_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("mention_id", "role", "number", name=op.f("pk_mention_piece")),
        sqlite_with_rowid=False,
    )
