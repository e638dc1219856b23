"""What no report may leave out, in any format: the head of the audit chain, and who signed the article off."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.records import SignOff
from core.reports import FORMATS, claimreview, profile
from core.reports.model import Profile, ReportModel, Scope
from tests.core.reports.test_formats import PIECES, reviewed, told, unpacked
from tests.programs import output

SIGNED = SignOff("Una Lindqvar", datetime(2025, 9, 12, 22, 5, tzinfo=UTC), 16)


def signed() -> ReportModel:
    model = reviewed()
    return replace(model, parts=tuple(replace(part, sign_off=SIGNED) for part in model.parts))


def as_read(key: str, model: ReportModel, folder: Path) -> str:
    """What somebody reads in a report, without white space: a hash may be broken over two lines."""
    data = FORMATS[key].render(model)
    if key == "pdf":
        path = folder / "report.pdf"
        path.write_bytes(data)
        text = output("pdftotext", path, "-")
    else:
        text = re.sub(r"<[^>]+>", "", unpacked(data).decode("utf-8", "replace"))
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("to", Profile)
def test_the_head_of_the_audit_chain_is_printed_whole(key: str, to: Profile, tmp_path: Path) -> None:
    model = profile.public(signed()) if to is Profile.PUBLIC else signed()
    found = as_read(key, model, tmp_path)
    assert model.audit_head in found
    assert "13402" in found.replace(",", "")


@pytest.mark.parametrize("key", sorted(set(FORMATS) - {"claimreview", "csv", "json"}))
def test_who_signed_the_article_off_is_printed(key: str, tmp_path: Path) -> None:
    assert "SignedoffbyUnaLindqvar,12September2025,22:05UTC" in as_read(key, signed(), tmp_path)
    assert "Notsignedoff" in as_read(key, reviewed(), tmp_path)


@pytest.mark.parametrize("key", sorted(set(FORMATS) - {"claimreview", "csv", "json"}))
def test_a_report_on_several_articles_says_it_of_each(key: str, tmp_path: Path) -> None:
    model = replace(signed(), scope=Scope.SPEAKER, about="Mirela Danforth")
    assert "SignedoffbyUnaLindqvar" in as_read(key, model, tmp_path)


def test_data_formats_have_who_signed_off_as_data(tmp_path: Path) -> None:
    for review in claimreview.reviews(signed()):
        assert review["editor"] == {"@type": "Person", "name": "Una Lindqvar"}
        assert review["identifier"]["value"] == f"13402:{signed().audit_head}"
    assert "editor" not in claimreview.reviews(reviewed())[0]
    [part] = json.loads(FORMATS["json"].render(signed()))["report"]["parts"]
    assert part["sign_off"] == {"by": "Una Lindqvar", "at": "2025-09-12T22:05:00Z", "settled": 16}
    assert "UnaLindqvar,2025-09-1222:05:00,13402," in as_read("csv", signed(), tmp_path)


@pytest.mark.parametrize("key", FORMATS)
def test_nothing_confidential_can_be_read_in_a_public_report(key: str, tmp_path: Path) -> None:
    """As `test_formats` looks at the bytes, but through the eyes of poppler: PDF holds glyphs, not letters."""
    model = told(signed())
    found = as_read(key, profile.public(model), tmp_path)
    assert not [piece for piece in PIECES if re.sub(r"\s", "", piece) in found]
    if key == "pdf":
        assert "PierStreet" in as_read(key, model, tmp_path)
