"""Claims know whether they were made in passing, and the indexes of lists and counts hold it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_PLACE = (sa.text("article_id DESC"), "start", "id")
_KINDS = ("state", "is_figure", "in_passing")
_LISTS = {
    "ix_claim_position": ("shown", *_PLACE, *_KINDS, "speaker_id"),
    "ix_claim_checkworthy": ("shown", sa.text("checkworthy DESC"), *_PLACE, *_KINDS, "speaker_id"),
    "ix_claim_speaker": ("shown", "speaker_sort", *_PLACE, *_KINDS, "speaker_id"),
    "ix_claim_state": ("shown", "state_rank", *_PLACE, *_KINDS, "speaker_id"),
    "ix_claim_of_speaker": ("speaker_id", "shown", *_PLACE, *_KINDS),
    "ix_claim_tally": ("article_id", "shown", "state", "so", "in_passing"),
}
_PARTS = {
    "ix_claim_assigned": (("assignee", "shown", *_PLACE, *_KINDS), sa.text("assignee IS NOT NULL")),
    "ix_claim_in_passing": (("state", "shown", "in_passing"), sa.text("in_passing")),
}
"""Indexes of some of the claims, and of which."""


def upgrade() -> None:
    """Look up for what reasons each claim was found. Its state stays, and with that whether it is taken up."""
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE claim ADD COLUMN in_passing BOOLEAN DEFAULT 0 NOT NULL")
    # Reasons are a list in JSON: within its quotation marks each stands for nothing but itself.
    found = ("thought or wish", "caption")
    held = " OR ".join("instr(reasons, ?) > 0" for _ in found)
    run(
        f"UPDATE claim SET in_passing = 1 WHERE mention_id IN (SELECT id FROM mention WHERE {held})",  # noqa: S608
        tuple(f'"{reason}"' for reason in found),
    )
    for name in (*_LISTS, "ix_claim_assigned"):
        op.drop_index(name, "claim")
    for name, columns in _LISTS.items():
        op.create_index(name, "claim", list(columns))
    for name, (columns, some) in _PARTS.items():
        op.create_index(name, "claim", list(columns), sqlite_where=some, postgresql_where=some)
