"""The verdict report as one self-contained HTML page.

No scripts, no remote loads, no fonts: the page carries a content security policy that allows nothing but its own
style sheet, by that sheet's hash. Everything from articles, checkers and sources is escaped by the template
engine.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import resources
from core import wording
from core.checking.scales import COLOUR
from core.reports import direction, page
from core.reports.model import ReportModel

_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an HTML file cannot hold (WHATWG HTML, "preprocessing the input stream") or UTF-8 cannot write."""

_UNDERLINES = {
    "solid": "underline solid",
    "dash": "underline dashed",
    "dot": "underline dotted",
    "dash-dot": "underline dashed 3px",
    "wave": "underline wavy",
    "double": "underline double",
}
"""The scale's line styles in CSS, which has no dash-dot; a thick dash stands for it."""


def render(model: ReportModel) -> str:
    """The report on `model` as the text of an HTML file in UTF-8 with `\\n` newlines."""
    content = page.build(model)
    style = _style(content)
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    text = (
        _environment()
        .get_template("verdict.html.j2")
        .render(
            page=content,
            model=model,
            article=model.article,
            found=wording.FOUND,
            corrected=wording.CORRECTED[content.public],
            # The sheet is the program's own file plus colours that were matched against #rrggbb.
            style=Markup(style),  # noqa: S704
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        )
    )
    return _NOT_HTML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resources.path("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _printed(value: object) -> object:
    """What an expression of the template puts on the page, before it is escaped."""
    return direction.balanced(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _sheet() -> str:
    return resources.path("reports", "verdict.css").read_text("utf-8")


def _style(content: page.Page) -> str:
    """The style sheet with the scale's colours, light and dark, and its underline styles."""
    rows = [row for _, _, row in content.ratings] + [row for _, row in content.older]
    marks = [mark for row in rows for mark in row]
    light = [
        f".r-{m.name} {{ --c: {_colour(m.colour)}; --line: {_UNDERLINES.get(m.underline, 'underline')} }}"
        for m in marks
    ]
    dark = [f".r-{m.name} {{ --c: {_colour(m.colour_dark)} }}" for m in marks]
    return "\n".join([_sheet(), *light, "@media screen and (prefers-color-scheme: dark) {", *dark, "}", ""])


def _colour(value: str) -> str:
    return value if COLOUR.fullmatch(value) else "currentColor"
