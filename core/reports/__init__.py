"""Verdict reports: one `ReportModel`, written in every format of `FORMATS`.

A new format is one function from `ReportModel` to bytes and one entry here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from core.errors import UserError
from core.files import whole_file
from core.reports.model import ReportModel


@dataclass(frozen=True, slots=True)
class Format:
    """A format a report can have. `suffix` is that of its files, with the dot."""

    key: str
    label: str
    suffix: str
    render: Callable[[ReportModel], bytes]


def _html(model: ReportModel) -> bytes:
    from core.reports import html  # Jinja2 is loaded when the first report is written, not with the window

    return html.render(model).encode("utf-8")


def _module(name: str) -> Callable[[ReportModel], bytes]:
    """The `render` of a format's module, imported at the first report in it: their libraries take their time."""

    def render(model: ReportModel) -> bytes:
        data: bytes = import_module(f"core.reports.{name}").render(model)
        return data

    return render


FORMATS: dict[str, Format] = {
    f.key: f
    for f in [
        Format("html", "Web page (HTML)", ".html", _html),
        Format("pdf", "PDF", ".pdf", _module("pdf")),
        Format("docx", "Word document", ".docx", _module("word")),
        Format("xlsx", "Workbook (Excel)", ".xlsx", _module("xlsx")),
        Format("csv", "Table of claims (CSV)", ".csv", _module("csv")),
        Format("md", "Markdown", ".md", _module("markdown")),
        Format("json", "JSON", ".json", _module("json")),
        Format("claimreview", "ClaimReview (JSON-LD)", ".jsonld", _module("claimreview")),
    ]
}
"""Every format by its key, in the order in which people are offered them."""


def write(model: ReportModel, format_key: str, path: Path) -> None:
    """Write the report on `model` to `path`, whole or not at all.

    Raises `UserError`: S-REPORT-FORMAT for a format that is not in `FORMATS`, S-WRITE where `path` cannot
    be written.
    """
    found = FORMATS.get(format_key)
    if found is None:
        raise UserError(
            "S-REPORT-FORMAT", f"There is no report format {format_key!r}; choose one of: {', '.join(FORMATS)}."
        )
    data = found.render(model)
    with whole_file(path) as stream:
        stream.write(data)
