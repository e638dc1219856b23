"""What all tables of the desk are made of: column types that mean the same on every database it may live in, the
kinds of column that nearly every table has, and the `metadata` that they share."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    bindparam,
    false,
)
from sqlalchemy.types import TypeDecorator

from core.errors import BugError
from core.records import Form, UnitKind

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SHA256 = String(64)


def key() -> Column[int]:
    """The column that numbers a table's rows."""
    return Column("id", Integer, primary_key=True)


def points_to(name: str, target: str, *, nullable: bool = False, **more: Any) -> Column[int]:
    """A column that holds the number of a row of another table: `target` is that table's `id`."""
    return Column(name, Integer, ForeignKey(target), nullable=nullable, **more)


class Utc(TypeDecorator[datetime]):
    """A moment. Goes in timezone-aware, is kept as UTC, comes out timezone-aware. Refuses naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise BugError("S-DB-NAIVE-TIME", f"A time without a time zone was to be stored: {value}.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal number to its last digit, as text: SQLite would make a binary float of a NUMERIC column."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Json(TypeDecorator[Any]):
    """Small lists and tables that are only ever read whole, as compact JSON text with sorted keys."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object | None:
        return None if value is None else json.loads(value)


def words_of(kind: type[StrEnum], name: str) -> Enum:
    """A column that holds one of the words of `kind`, as text, held to them by a CHECK called `name`."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )


def one_of(column: ColumnElement[Any], ids: Collection[int]) -> ColumnElement[bool]:
    """That a column holds one of these ids, however many: they are written into the statement, since SQLite lets
    some ten thousand values be bound at most."""
    if not ids:
        return false()
    return column.in_(bindparam(None, sorted(ids), type_=Integer, expanding=True, literal_execute=True))


def reading_columns() -> list[Column[Any]]:
    """The columns of what a figure says, as `core.records.Reading` has it."""
    return [
        Column("low", Exact, comment="scale applied, included; None is open"),
        Column("high", Exact),
        Column("form", words_of(Form, "form"), nullable=False),
        Column("comparator", String(2), nullable=False),
        Column("approximate", Boolean, nullable=False),
        Column("hedge", Text),
        Column("change_direction", String(8)),
        Column("change_kind", String(8)),
        Column("unit_kind", words_of(UnitKind, "unit_kind"), nullable=False),
        Column("unit", Text),
        Column("per", Text),
        Column("counted", Text),
        Column("modifiers", Json, nullable=False),
        Column("predicate", Text),
        Column("time_start", Date),
        Column("time_end", Date),
        Column("time_precision", Text),
        Column("time_anchor", Date),
        Column("time_alternatives", Json),
    ]
