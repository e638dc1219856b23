"""Desks of older versions: opened, they have what the newest has, and lose nothing, undo included."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine

from core.records import Did, EvidenceDraft, Part, Question, Stance
from db import health
from db.migrations import NEWEST
from db.operations import AddEvidence, EditEvidence, SetRating, SetRationale
from db.store import open_desk
from tests.db.examples import ME, claim_at

DRAFT = EvidenceDraft("Prisoner list", "https://example.org/list", "Registry", None, "p. 4", Stance.SUPPORTS)


ADDED = (
    "capture_origin",
    "publication",
    "public_correction",
    "comment_resolution",
    "comment",
    "recheck",
    "look",
    "sign_off",
    "comparison_ruling",
    "part_brought",
)


def make_first_version(path: Path) -> None:
    """Take from a desk of the newest version what the versions after the first brought."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for index in ("ix_claim_assigned", "ix_claim_figure", "ix_claim_named"):
            connection.exec_driver_sql(f"DROP INDEX {index}")
        for column in ("assignee", "named", "figure_low", "figure_high", "figure_unit"):
            connection.exec_driver_sql(f"ALTER TABLE claim DROP COLUMN {column}")
        for table in ADDED:
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("ALTER TABLE person DROP COLUMN capacity")
        connection.exec_driver_sql("ALTER TABLE desk DROP COLUMN one_person")
        for column in ("locator", "excerpt", "confidential"):
            connection.exec_driver_sql(f"ALTER TABLE evidence_revision DROP COLUMN {column}")
        for step_id, text in connection.exec_driver_sql("SELECT id, moves FROM undo_step").all():
            moves = json.loads(text)
            for _, _, before, after in moves:
                for content in (before, after):
                    for name in ("locator", "excerpt", "confidential"):
                        content.pop(name, None)
            connection.exec_driver_sql("UPDATE undo_step SET moves = ? WHERE id = ?", (json.dumps(moves), step_id))
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
        connection.exec_driver_sql("PRAGMA user_version = 1")
    engine.dispose()


def test_a_desk_of_the_first_version_keeps_its_evidence_and_its_undo(path: Path) -> None:
    with open_desk(path) as desk:
        claim = claim_at(desk, "52 prisoners")
        desk.transact(AddEvidence(claim, DRAFT), ME)
        desk.transact(EditEvidence(1, replace(DRAFT, note="p. 5")), ME)
    make_first_version(path)
    with open_desk(path) as desk:
        assert path.with_name(f"{path.name}.before-version-{NEWEST}").exists()
        found = desk.read.claim(claim)
        assert found is not None
        assert [row.draft for row in found.evidence] == [replace(DRAFT, note="p. 5")]
        desk.undo(ME)
        found = desk.read.claim(claim)
        assert found is not None
        assert [row.draft for row in found.evidence] == [DRAFT]
        assert health.check(desk.connection).sound


def test_where_and_what_a_source_says_and_that_it_is_confidential_is_kept(path: Path) -> None:
    told = replace(DRAFT, locator="00:14:09", excerpt="“fifty-two, by name”", confidential=True)
    with open_desk(path) as desk:
        claim = claim_at(desk, "52 prisoners")
        desk.transact(AddEvidence(claim, replace(told, locator=" 00:14:09 ")), ME)
    with open_desk(path) as desk:
        found = desk.read.claim(claim)
        assert found is not None
        assert [row.draft for row in found.evidence] == [told]


def test_a_desk_of_the_version_before_opens_and_knows_who_had_a_part(path: Path) -> None:
    with open_desk(path) as desk:
        claim = claim_at(desk, "52 prisoners")
        desk.transact(SetRating(claim, Question.SO, "true"), ME)
        desk.transact(SetRationale(claim, "Counted."), "Otto Quill")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE part_brought")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")
        connection.exec_driver_sql("PRAGMA user_version = 4")
    engine.dispose()
    with open_desk(path) as desk:
        found = desk.read.claim(claim)
        assert found is not None
        assert found.check.parts == (Part(ME, (Did.RATED,)), Part("Otto Quill", (Did.WROTE,)))
        assert health.check(desk.connection).sound
