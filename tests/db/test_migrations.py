"""Desks of older versions: opened, they have what the newest has, and lose nothing, undo included."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import DBAPIError

from core.errors import UserError
from core.records import ClaimFilter, ComparisonKind, Did, EvidenceDraft, Part, Question, Stance
from db import health, schema
from db.migrations import NEWEST
from db.operations import (
    AcceptClaims,
    AddEvidence,
    EditEvidence,
    ImportArticle,
    KeepComment,
    RuleComparison,
    SetRating,
    SetRationale,
    WithholdEvent,
)
from db.store import Desk, open_desk
from tests.db import in_passing
from tests.db.examples import ME, claim_at

DRAFT = EvidenceDraft("Prisoner list", "https://example.org/list", "Registry", None, "p. 4", Stance.SUPPORTS)


ADDED = (
    "unsent_comment",
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
    "earlier_version",
    "text_run",
)


def forget_whose_undo(connection: Connection) -> None:
    """Make the undo log that of a version before the sixth."""
    run = connection.exec_driver_sql
    run("CREATE TABLE kept AS SELECT id, label, state, moves, focus_claim FROM undo_step")
    run("DROP TABLE undo_step")
    run(
        "CREATE TABLE undo_step (id INTEGER NOT NULL, label TEXT NOT NULL, state VARCHAR(24) NOT NULL, "
        "moves TEXT NOT NULL, focus_claim INTEGER, CONSTRAINT pk_undo_step PRIMARY KEY (id), "
        "CONSTRAINT ck_undo_step_state CHECK (state IN ('done', 'undone', 'lapsed')), "
        "CONSTRAINT fk_undo_step_focus_claim_claim FOREIGN KEY(focus_claim) REFERENCES claim (id))"
    )
    run("INSERT INTO undo_step SELECT id, label, state, moves, focus_claim FROM kept")
    run("DROP TABLE kept")
    run("CREATE INDEX ix_undo_step_state_id ON undo_step (state, id)")


def forget_what_is_in_passing(connection: Connection) -> None:
    """Make claims, and the indexes of their lists, those of a version before the thirteenth."""
    run = connection.exec_driver_sql
    run("DROP INDEX ix_claim_in_passing")
    kept = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%, in_passing%'"
    ).all()
    for name, made in kept:
        run(f"DROP INDEX {name}")
        run(made.replace(", in_passing", ""))
    run("ALTER TABLE claim DROP COLUMN in_passing")


def make_version(path: Path, version: int) -> None:
    """Make a desk of the newest version one of version 4, 5, 6, 7, 9, 11, 12 or 13."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE unsent_comment")
        if version < 13:
            forget_what_is_in_passing(connection)
        if version < 11:
            connection.exec_driver_sql("ALTER TABLE source DROP COLUMN folded")
            for index in ("ix_undo_step_by_state_id", "ix_undo_step_event"):
                connection.exec_driver_sql(f"DROP INDEX {index}")
            connection.exec_driver_sql("ALTER TABLE undo_step DROP COLUMN event")
        if version < 9:
            connection.exec_driver_sql("DROP INDEX ix_mention_piece_cue")
        if version < 7:
            connection.exec_driver_sql("DROP TABLE earlier_version")
            connection.exec_driver_sql("DROP TABLE text_run")
        if version < 6:
            forget_whose_undo(connection)
        if version < 5:
            connection.exec_driver_sql("DROP TABLE part_brought")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (f"{version:04d}",))
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    engine.dispose()


def make_first_version(path: Path) -> None:
    """Take from a desk of the newest version what the versions after the first brought."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        forget_what_is_in_passing(connection)
        forget_whose_undo(connection)
        for index in ("ix_claim_assigned", "ix_claim_figure", "ix_claim_named", "ix_mention_piece_cue"):
            connection.exec_driver_sql(f"DROP INDEX {index}")
        for column in ("assignee", "named", "figure_low", "figure_high", "figure_unit"):
            connection.exec_driver_sql(f"ALTER TABLE claim DROP COLUMN {column}")
        for table in ADDED:
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("ALTER TABLE person DROP COLUMN capacity")
        connection.exec_driver_sql("ALTER TABLE desk DROP COLUMN one_person")
        connection.exec_driver_sql("ALTER TABLE source DROP COLUMN folded")
        for column in ("locator", "excerpt", "confidential"):
            connection.exec_driver_sql(f"ALTER TABLE evidence_revision DROP COLUMN {column}")
        for step_id, text in connection.exec_driver_sql("SELECT id, moves FROM undo_step").all():
            moves = json.loads(text)
            for _, _, before, after in moves:
                for content in (before, after):
                    for name in ("locator", "excerpt", "confidential"):
                        content.pop(name, None)
            written = json.dumps(moves, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            connection.exec_driver_sql("UPDATE undo_step SET moves = ? WHERE id = ?", (written, step_id))
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


def test_a_backup_of_a_migration_takes_the_place_of_none(path: Path) -> None:
    """Another desk of the name stood there once, or the work went on from the backup in an older program."""
    open_desk(path).close()
    make_version(path, 7)
    kept = path.with_name(f"{path.name}.before-version-{NEWEST}")
    kept.write_bytes(b"the only copy of another desk")
    older = path.read_bytes()
    open_desk(path).close()
    path.write_bytes(older)
    open_desk(path).close()  # of the same state there is a backup already
    with open_desk(path) as desk:
        desk.transact(SetRating(claim_at(desk, "52 prisoners"), Question.SO, "true"), ME)
    make_version(path, 7)
    open_desk(path).close()
    assert kept.read_bytes() == b"the only copy of another desk"
    beside = sorted(each.name for each in path.parent.iterdir())
    assert beside == sorted([path.name, kept.name, f"{kept.name}.2", f"{kept.name}.3"])


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
    make_version(path, 4)
    with open_desk(path) as desk:
        found = desk.read.claim(claim)
        assert found is not None
        assert found.check.parts == (Part(ME, (Did.RATED,)), Part("Otto Quill", (Did.WROTE,)))
        assert health.check(desk.connection).sound


def steps(path: Path) -> list[tuple[str, str | None]]:
    """The undo log: labels, and whose they are."""
    with open_desk(path) as desk:
        query = text('SELECT s.label, p.name FROM undo_step s LEFT JOIN person p ON p.id = s."by" ORDER BY s.id')
        return [(label, name) for label, name in desk.connection.execute(query)]


def test_a_desk_of_the_version_before_knows_whose_each_step_of_undo_is(path: Path) -> None:
    with open_desk(path) as desk:
        claim = claim_at(desk, "52 prisoners")
        desk.transact(SetRating(claim, Question.SO, "true"), ME)
        desk.transact(SetRating(claim, Question.SO, "false"), "Otto Quill")
        desk.undo("Otto Quill")
        desk.transact(SetRating(claim, Question.SO, "false"), ME)
        desk.transact(SetRationale(claim, "Counted."), "Otto Quill")
        desk.undo("Otto Quill")
        desk.transact(AddEvidence(claim, DRAFT), "Una Lindqvar")
    expected = [
        ("import: Velin frees 52 prisoners", ME),
        ("rating: True", ME),
        ("rating: False", ME),
        ("rationale", "Otto Quill"),
        ("add source: Prisoner list", "Una Lindqvar"),
    ]
    assert steps(path) == expected
    make_version(path, 5)
    assert steps(path) == expected
    with open_desk(path) as desk:
        assert desk.undo_label("Una Lindqvar") == "add source: Prisoner list"
        assert desk.redo_label("Otto Quill") == "rationale"
        assert desk.undo_label(ME) == "rating: False"
        desk.redo("Otto Quill")
        assert health.check(desk.connection).sound


def test_a_step_whose_event_was_withheld_is_nobodys(path: Path) -> None:
    with open_desk(path) as desk:
        claim = claim_at(desk, "52 prisoners")
        desk.transact(SetRating(claim, Question.SO, "true"), ME)
        desk.transact(SetRationale(claim, "Counted."), "Otto Quill")
        desk.transact(SetRating(claim, Question.SO, "false"), "Una Lindqvar")
    make_version(path, 5)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        query = "DELETE FROM audit_payload WHERE event_id = (SELECT max(id) - 1 FROM audit_event)"
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS audit_payload_no_delete")
        connection.exec_driver_sql(query)
    engine.dispose()
    assert steps(path)[-3:] == [("rating: True", ME), ("rationale", None), ("rating: False", "Una Lindqvar")]


def test_on_a_desk_of_the_version_before_a_number_can_exceed_a_limit(path: Path) -> None:
    make_version(path, 6)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:  # as that version had it
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        query = "UPDATE sqlite_master SET sql = replace(sql, ', ''excess'', ''contrast''', '')"
        connection.exec_driver_sql(query)
        connection.exec_driver_sql("PRAGMA writable_schema=RESET")
    engine.dispose()
    with open_desk(path) as desk:
        sought, freed = claim_at(desk, "1,300 or 1,400 people"), claim_at(desk, "52 prisoners")
        desk.transact(RuleComparison(ComparisonKind.EXCESS, sought, freed, "made"), ME)
        found = desk.read.claim(sought)
        assert found is not None
        [made] = [each for each in found.comparisons if each.kind is ComparisonKind.EXCESS]
        assert (made.verdict, made.low) == ("made", Decimal(24))
        assert health.check(desk.connection).sound
    with open_desk(path) as desk:  # and the file says so too
        schema = desk.connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name LIKE 'comparison%'")
        assert sum("'excess'" in (sql or "") for sql in schema.scalars()) == 2
        desk.connection.rollback()


def test_on_a_desk_of_the_version_before_two_groups_can_be_set_beside_each_other(path: Path) -> None:
    make_version(path, 7)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:  # as that version had it
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        connection.exec_driver_sql("UPDATE sqlite_master SET sql = replace(sql, ', ''contrast''', '')")
        connection.exec_driver_sql("PRAGMA writable_schema=RESET")
    engine.dispose()
    with open_desk(path) as desk:
        freed, sought = claim_at(desk, "52 prisoners"), claim_at(desk, "1,300 or 1,400 people")
        desk.transact(RuleComparison(ComparisonKind.CONTRAST, sought, freed, "made"), ME)
        found = desk.read.claim(sought)
        assert found is not None
        [made] = [each for each in found.comparisons if each.kind is ComparisonKind.CONTRAST]
        assert (made.verdict, made.low) == ("made", Decimal(24))
        assert health.check(desk.connection).sound
        schema = desk.connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name LIKE 'comparison%'")
        assert sum("'contrast'" in (sql or "") for sql in schema.scalars()) == 2
        desk.connection.rollback()


def test_sources_of_an_older_desk_are_found_whatever_their_letters(path: Path) -> None:
    with open_desk(path) as desk:
        claim = claim_at(desk, "52 prisoners")
        desk.transact(AddEvidence(claim, replace(DRAFT, title="Øresund’s list")), ME)
    make_version(path, 9)
    with open_desk(path) as desk:
        assert desk.read.claim_ids(ClaimFilter(text='source:"øresund\'s list"')) == [claim]
        assert health.check(desk.connection).sound
        with pytest.raises(DBAPIError, match="never changed"), desk.connection.begin():
            desk.connection.exec_driver_sql("UPDATE source SET folded = ''")


def test_steps_of_an_older_desk_are_undone_in_their_order_and_know_what_others_did_since(path: Path) -> None:
    otto = "Otto Quill"
    with open_desk(path) as desk:
        claim, other = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
        desk.transact(SetRating(other, Question.SO, "true"), ME)
        desk.transact(SetRating(claim, Question.SO, "true"), ME)
        desk.transact(SetRating(claim, Question.SO, "false"), otto)
    make_version(path, 9)
    with open_desk(path) as desk:
        desk.transact(SetRating(claim, Question.SO, "true"), otto)
        with pytest.raises(UserError, match="Otto Quill has changed its check since"):
            desk.undo(ME)
        assert desk.undo(ME).focus_claim == other
        assert desk.redo(ME).focus_claim == other
        assert [desk.undo(otto).label for _ in range(2)] == ["rating: True", "rating: False"]
        assert health.check(desk.connection).sound


def put_spaces_into_steps(path: Path) -> None:
    """Write the steps as a desk that came from the first version had them up to version 11."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for step_id, moves in connection.exec_driver_sql("SELECT id, moves FROM undo_step").all():
            spaced = json.dumps(json.loads(moves), ensure_ascii=False)
            connection.exec_driver_sql("UPDATE undo_step SET moves = ? WHERE id = ?", (spaced, step_id))
    engine.dispose()


@pytest.mark.parametrize("version", [1, 11])
def test_what_is_withheld_on_a_desk_of_an_older_version_does_not_come_back_by_undo(
    path: Path, version: int
) -> None:
    with open_desk(path) as desk:
        claim = claim_at(desk, "52 prisoners")
        desk.transact(AddEvidence(claim, EvidenceDraft("Guard", publisher="Ed K.", note="tape 7")), ME)
        event = desk.read.audit_head().length
        desk.transact(EditEvidence(1, DRAFT), ME)
    if version == 1:
        make_first_version(path)
    else:
        make_version(path, version)
        put_spaces_into_steps(path)
    with open_desk(path) as desk:
        desk.transact(WithholdEvent(event, "protects somebody"), ME)
        assert desk.undo_label(ME) == "import: Velin frees 52 prisoners"
        assert b"tape 7" not in path.read_bytes()
        assert health.check(desk.connection).sound


def test_a_desk_of_the_version_before_knows_which_claims_are_in_passing(path: Path) -> None:
    """Also of those that somebody has taken up: they stay where they are, until that is taken back."""
    with open_desk(path) as desk:
        desk.transact(ImportArticle(*in_passing.article()), ME)
        wish, caption = in_passing.claims(desk)
        desk.transact(AcceptClaims((caption,)), ME)
        columns = held(desk)
        assert sum(passing for _, passing in columns) == 2
    make_version(path, 12)
    with open_desk(path) as desk:
        assert held(desk) == columns
        assert desk.read.claim_ids(ClaimFilter(in_passing=True)) == [wish]
        assert caption in desk.read.claim_ids(ClaimFilter())
        desk.undo(ME)
        assert desk.read.claim_ids(ClaimFilter(in_passing=True)) == [wish, caption]
        assert health.check(desk.connection).sound


def held(desk: Desk) -> list[tuple[int, bool]]:
    """Every claim of the desk, and whether its column says that it is in passing."""
    claim = schema.claim.c
    with desk.connection.begin():
        rows = desk.connection.execute(select(claim.id, claim.in_passing).order_by(claim.id))
        return [(row.id, row.in_passing) for row in rows]


def test_a_reason_that_only_names_a_caption_makes_no_claim_one_in_passing(path: Path) -> None:
    """Reasons are looked up as they are kept, in JSON."""
    with open_desk(path) as desk:
        named = ("caption of it", 'a "caption"', "no thought or wish")
        found = replace(in_passing.article()[1].quotes[0], reasons=named)
        document, analysis = in_passing.article()
        desk.transact(ImportArticle(document, replace(analysis, quotes=(found,))), ME)
    make_version(path, 12)
    with open_desk(path) as desk:
        assert not any(passing for _, passing in held(desk))
        assert health.check(desk.connection).sound


def test_on_a_desk_of_the_version_before_a_comment_is_kept_while_it_is_typed(path: Path) -> None:
    make_version(path, 13)
    with open_desk(path) as desk:
        claim = claim_at(desk, "52 prisoners")
        desk.transact(KeepComment(claim, "Which list?"), ME)
    with open_desk(path, create=False) as desk:
        assert desk.read.unsent_comments(ME) == {claim: "Which list?"}
