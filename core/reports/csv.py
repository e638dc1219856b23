"""The claims as CSV (RFC 4180), UTF-8 with the byte-order mark by which spreadsheets know the encoding."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

from core.reports import tables
from core.reports.model import ReportModel
from core.reports.plain_text import printable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")."""


def render(model: ReportModel) -> bytes:
    """One row a claim: the columns of the workbook's first sheet, and the head of the audit chain.

    The workbook has that on a sheet of its own; a table by itself has no other place than its rows.
    """
    [claims] = [table for table in tables.build(model) if table.name == "Claims"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    head = (model.audit_length, model.audit_head)
    writer.writerow([*(column.title for column in claims.columns), "Audit event", "Audit head"])
    writer.writerows([_written(cell) for cell in (*row, *head)] for row in claims.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _written(cell: tables.Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | Decimal):
        return str(cell)
    return plain_cell(cell)


def plain_cell(text: str) -> str:
    """Somebody's words in a cell. An apostrophe before it, as spreadsheets have it themselves, keeps what looks
    like a formula text."""
    text = printable(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
