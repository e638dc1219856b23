from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import UserError
from core.reports import FORMATS, html, write
from tests.core.reports.sample_model import report


def test_a_report_is_written_as_utf8(tmp_path: Path) -> None:
    target = tmp_path / "a report.html"
    write(report(), "html", target)
    assert target.read_bytes().decode("utf-8") == html.render(report())
    assert list(tmp_path.iterdir()) == [target]


def test_formats_are_named_by_their_own_key() -> None:
    assert all(key == entry.key and entry.suffix.startswith(".") for key, entry in FORMATS.items())
    assert FORMATS["html"].render(report()).startswith(b"<!DOCTYPE html>")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="choose one of: html") as caught:
        write(report(), "papyrus", tmp_path / "a")
    assert caught.value.code == "S-REPORT-FORMAT"
    assert not list(tmp_path.iterdir())


def test_a_report_that_cannot_be_rendered_leaves_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.html"
    target.write_bytes(b"old")
    monkeypatch.setattr(html, "render", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(report(), "html", target)
    assert target.read_bytes() == b"old"
