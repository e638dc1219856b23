"""The report as a workbook: a sheet a table, cells with their types, the header frozen, filters on.

Text is always written as text: nothing in it becomes a formula or a link.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from core.reports import tables
from core.reports.model import ReportModel
from core.reports.plain_text import printable

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Characters of a cell, counted in UTF-16 units: Microsoft, "Excel specifications and limits"."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel's calendar has a 29 February 1900 that never was; dates before it are written as text."""
_LINE, _TALLEST = 13.5, 270.0
"""Points of a line of text, and of the tallest row that is still pleasant to scroll past."""
_PRINTED_WIDTH = 170
"""Characters of column width that a printed A4 page across holds legibly."""
_INK, _QUIET, _HEAD, _LINE_COLOUR = "#1c1e20", "#5c5f66", "#e9e6dd", "#dcd8ce"


def render(model: ReportModel) -> bytes:
    """The workbook's bytes; the same for the same model."""
    import xlsxwriter

    out = io.BytesIO()
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": _cell(model.title)[:250],
                "author": _cell(model.made_by)[:250],
                "comments": "Verdict report, made with Saidso",
                "created": model.made_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        formats = _Formats(book)
        for table in tables.build(model):
            _sheet(book.add_worksheet(table.name), table, formats)
    return out.getvalue()


class _Formats:
    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "Arial", "font_size": 10, "font_color": _INK, "valign": "top"}
        base |= {"bottom": 1, "bottom_color": _LINE_COLOUR}  # the eye keeps to its row
        self.text = book.add_format(base | {"text_wrap": True})
        self.number = book.add_format(base | {"num_format": "#,##0.##########", "align": "right"})
        self.whole = book.add_format(base | {"num_format": "#,##0", "align": "center"})
        self.day = book.add_format(base | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = book.add_format(base | {"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.head = book.add_format(
            base | {"bold": True, "bg_color": _HEAD, "bottom": 1, "bottom_color": _QUIET, "text_wrap": True}
        )


def _sheet(sheet: Worksheet, table: tables.Table, formats: _Formats) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, formats.head)
    for line, row in enumerate(table.rows, 1):
        sheet.set_row(line, _height(table, row))
        for at in range(len(row)):
            sheet.write_blank(line, at, None, formats.text)
        for at, cell in enumerate(row):
            _write(sheet, line, at, cell, formats)
    sheet.freeze_panes(1, 1)
    if table.name != "About":
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1 + sum(column.width for column in table.columns) // _PRINTED_WIDTH, 0)
    sheet.repeat_columns(0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&8Verdict report&R&8&P / &N")
    sheet.hide_gridlines(2)


def _height(table: tables.Table, row: tuple[tables.Cell, ...]) -> float:
    """Points that the row's longest wrapped cell needs; programs do not all work that out themselves."""
    lines = 1
    for column, cell in zip(table.columns, row, strict=True):
        if isinstance(cell, str):
            lines = max(lines, sum(1 + len(part) // column.width for part in cell.split("\n")))
    return min(lines * _LINE + 2, _TALLEST)


def _write(sheet: Worksheet, line: int, at: int, cell: tables.Cell, formats: _Formats) -> None:
    if cell is None:
        return
    if isinstance(cell, datetime):
        moment = cell.astimezone(UTC).replace(tzinfo=None)
        if moment.date() >= _FIRST_DAY:
            sheet.write_datetime(line, at, moment, formats.moment)
            return
    elif isinstance(cell, date):
        if cell >= _FIRST_DAY:
            sheet.write_datetime(line, at, datetime(cell.year, cell.month, cell.day), formats.day)  # noqa: DTZ001
            return
    elif isinstance(cell, int | Decimal):
        value = Decimal(cell)
        if value.is_finite() and isfinite(float(value)):
            whole = value == value.to_integral_value()
            sheet.write_number(line, at, float(value), formats.whole if whole else formats.number)
            return
    sheet.write_string(line, at, _cell(str(cell)), formats.text)


def _cell(text: str) -> str:
    """`text` as a cell can hold it, cut where it is too long."""
    text = printable(text)
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
