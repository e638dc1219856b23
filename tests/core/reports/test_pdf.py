"""The PDF with other eyes: its text and fonts through poppler, its bookmarks and tags in its own objects."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.records import ClaimState, MentionKind
from core.reports import FORMATS, pdf
from core.reports.model import ReportModel
from tests.core.reports.hostile import HOSTILE, corrected, hostile_model
from tests.core.reports.sample_model import report
from tests.core.reports.test_formats import unpacked
from tests.programs import output


def written(model: ReportModel, folder: Path) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(FORMATS["pdf"].render(model))
    return path


def text(path: Path) -> str:
    return re.sub(r"\s+", " ", output("pdftotext", "-layout", path, "-").replace("\u200b", ""))


def test_the_pdf_says_what_the_page_says(tmp_path: Path) -> None:
    found = text(written(report(), tmp_path))
    for words in [
        "Orvenna frees 52 after envoy’s appeal",
        "Contains an example. Not for publication.",
        "Not independently reviewed.",
        "6 of 16 settled.",
        "1,300 – 1,400 · names (sought) · either of two",
        "The list handed over had 1,312 rows",
        "Ruling 44/2025, paragraphs 12–31",
        report().audit_head,
    ]:
        assert words in found
    assert "Correction, 12 September 2025, 22:05 UTC. First rated Misleading." in text(
        written(corrected(), tmp_path)
    )


def test_the_pdf_is_tagged_titled_and_numbered(tmp_path: Path) -> None:
    path = written(report(), tmp_path)
    facts = dict(line.split(":", 1) for line in output("pdfinfo", path).splitlines() if ":" in line)
    assert facts["Tagged"].strip() == "yes"
    assert facts["Title"].strip() == "Orvenna frees 52 after envoy’s appeal"
    pages = int(facts["Pages"])
    assert 4 <= pages <= 9
    assert f"1/{pages}" in output("pdftotext", "-f", "1", "-l", "1", path, "-").replace(" ", "")
    fonts = output("pdffonts", path).splitlines()[2:]
    assert {line.split()[-5] for line in fonts} == {"yes"}
    assert any("Inter" in line for line in fonts)
    assert any("NotoSerif" in line for line in fonts)


def test_the_pdf_has_bookmarks_and_is_made_for_screen_readers() -> None:
    data = unpacked(FORMATS["pdf"].render(report()))
    assert b"/Outlines" in data
    assert b"pdfuaid" in data
    assert b"/Lang" in data
    assert b"/JavaScript" not in data


def test_the_template_meets_the_standard_for_screen_readers() -> None:
    for model in (report(), corrected(), report([], text="", title="")):
        assert b"pdfuaid" in unpacked(pdf.render(model))


def test_the_pages_can_be_looked_at_before_anything_is_written(tmp_path: Path) -> None:
    path = written(report(), tmp_path)
    facts = dict(line.split(":", 1) for line in output("pdfinfo", path).splitlines() if ":" in line)
    found = pdf.pictures(report(), 72)
    assert len(found) == int(facts["Pages"])
    assert all(page.startswith(b"\x89PNG") for page in found)
    width, height = (int.from_bytes(found[0][at : at + 4]) for at in (16, 20))
    assert (width, height) == (595, 842)  # A4 at 72 dots an inch


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(evil: str, tmp_path: Path) -> None:
    path = written(hostile_model(evil), tmp_path)
    links = re.findall(rb"/URI \((.*?)\)", unpacked(path.read_bytes()))
    assert all(link.startswith((b"https://register.example/", b"https://archive.example/")) for link in links)
    if evil.isascii() and evil.isprintable() and len(evil) < 100:
        assert "".join(evil.split()) in "".join(text(path).split())


def test_a_letter_that_no_font_has_costs_only_the_standard() -> None:
    model = report()
    [part] = model.parts
    odd = replace(model, parts=(replace(part, article=replace(part.article, title="Odd \U000f1234 letter")),))
    assert pdf.render(odd).startswith(b"%PDF-")


def test_letters_that_no_font_has_are_told() -> None:
    model = report()
    [part] = model.parts
    odd = replace(part.article, title="Two odd \U000f1234 letters \U000f4321, and \U000f1234 again")
    assert pdf.without_font(replace(model, parts=(replace(part, article=odd),))) == "\U000f1234\U000f4321"
    assert pdf.without_font(model) == ""


def test_where_a_claim_without_a_verdict_stands_takes_one_line(tmp_path: Path) -> None:
    waiting = [
        replace(claim, paragraph=17)
        for claim in report().claims
        if claim.row.state in (ClaimState.SUGGESTED, ClaimState.OPEN) and claim.row.kind is MentionKind.INDIRECT
    ]
    assert waiting
    lines = output("pdftotext", "-layout", written(report(waiting), tmp_path), "-").splitlines()
    assert sum("Indirect quote, paragraph 17" in line for line in lines) == len(waiting)
