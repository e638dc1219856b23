"""Reports with very long words, quotes and sources: all of it on the page, and each claim in one piece."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from core.records import ClaimState, DismissReason, MentionKind
from core.reports import FORMATS, pdf, profile
from core.reports import page as pages_of
from core.reports.model import ReportModel
from tests.core.reports.hostile import corrected
from tests.core.reports.sample_model import GAZETTE, Wanted, report, view
from tests.programs import output

LONG = "“" + "The harbour was full of boats that night, and nobody counted them twice. " * 140 + "”"
WORD = "Donaudampfschifffahrtsgesellschaft" * 6
ADDRESS = "https://register.example/" + "a-very-long-path-element/" * 30 + "?q=" + "x" * 400
ARABIC = "“لا يوجد سجناء سياسيون في أورفينا، وقد أطلقنا سراح 52 شخصا”"


def claim(number: int, words: str, text: str, speaker: str = "Mirela Danforth", rationale: str = "See it.") -> Any:
    source = replace(GAZETTE, url=ADDRESS, title=WORD, excerpt=LONG, note=f"Annex {ADDRESS}")
    wanted = Wanted(
        MentionKind.DIRECT, [words], speaker, speaker, None, ClaimState.APPROVED, "verbatim", "false",
        rationale, [source],
    )  # fmt: skip
    return view(number, wanted, text)


def long_report() -> ReportModel:
    text = f"{LONG} said Mirela Danforth.\n\nShe came to “{WORD}”.\n\n{ARABIC} قال الرئيس."
    claims = [
        claim(1, LONG, text),
        claim(2, f"“{WORD}”", text, speaker=WORD),
        claim(3, ARABIC, text, "الرئيس", ARABIC),
        view(4, Wanted(MentionKind.DIRECT, [LONG], WORD, WORD), text),
        replace(
            view(5, Wanted(MentionKind.DIRECT, [LONG], WORD, WORD, state=ClaimState.DISMISSED), text),
            dismissed_because=DismissReason.TRIVIAL,
        ),
    ]
    return report(claims, text, title=f"A title with {WORD} in it")


def pages(model: ReportModel, folder: Path) -> list[str]:
    path = folder / "report.pdf"
    path.write_bytes(pdf.render(model))
    return output("pdftotext", "-layout", path, "-").split("\f")[:-1]


def test_nothing_runs_out_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.render(long_report()))
    width, bottom = 595.3, 841.9
    found = re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', output("pdftotext", "-bbox", path, "-"))
    assert len(found) > 3_000
    assert [words for x, y, words in found if float(x) > width - 50 or float(y) > bottom] == []


def test_no_page_holds_but_a_heading(tmp_path: Path) -> None:
    for page in pages(long_report(), tmp_path):
        assert len(page.split()) > 60


def test_a_claim_stands_on_one_page(tmp_path: Path) -> None:
    many = report([replace(each, row=replace(each.row, id=n)) for n, each in enumerate(report().claims * 6, 1)])
    found = pages(many, tmp_path)
    assert len(found) > 10
    for page in found:
        heads = re.findall(r"^ *\d+ · (?:Direct|Mixed|Figure|Indirect)", page, re.MULTILINE)
        ends = re.findall(r"(?:Checked by|Entered by the program)", page)
        assert len(heads) == len(ends)


def test_a_claim_that_is_parted_is_named_on_each_page(tmp_path: Path) -> None:
    found = pages(long_report(), tmp_path)
    begins = next(at for at, page in enumerate(found) if re.search(r"1 · Direct quote, paragraph 1\b", page))
    ends = next(at for at, page in enumerate(found) if "Checked by" in page)
    assert ends > begins + 1
    for page in found[begins + 1 : ends + 1]:
        assert "1 · Direct quote, paragraph 1, continued" in page.strip().split("\n")[0]
    assert "continued" not in found[begins]
    assert "continued" not in found[-1]


def test_the_number_of_a_page_is_not_turned_round_by_a_title_from_right_to_left(tmp_path: Path) -> None:
    found = pages(report(title=f"Odd: {ARABIC}"), tmp_path)
    for at, page in enumerate(found, 1):
        assert re.sub(r"\s", "", page).endswith(f"{at}/{len(found)}")


def test_words_from_right_to_left_stand_at_the_right(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    text = f"{ARABIC} قال الرئيس."
    path.write_bytes(pdf.render(report([claim(3, ARABIC, text, "Averlin", ARABIC)], text, title="A title")))
    words = re.findall(
        r'xMax="([\d.]+)" yMax="[\d.]+">([^<]*[\u0600-\u06ff][^<]*)<', output("pdftotext", "-bbox", path, "-")
    )
    assert sum(float(x) > 530 for x, _ in words) >= 3  # the sentence, the rationale, the article


def test_words_from_right_to_left_begin_at_the_right_in_word_too() -> None:
    text = f"{ARABIC} قال الرئيس."
    model = report([claim(3, ARABIC, text, "Averlin", ARABIC)], text, title="A title")
    document = docx.Document(io.BytesIO(FORMATS["docx"].render(model)))
    turned = [
        p.text for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.find(qn("w:bidi")) is not None
    ]
    assert sum(words.startswith(ARABIC[:10]) for words in turned) >= 2  # the article and the sentence
    assert not any(words.startswith(("A title", "Averlin")) for words in turned)


def test_a_digest_can_be_copied_in_one_piece(tmp_path: Path) -> None:
    model = corrected()
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.render(model))
    text = output("pdftotext", path, "-")
    [copy] = model.claims[0].evidence[1].captures
    assert model.audit_head in text
    assert copy.sha256 in text


def test_lists_show_the_beginning_and_the_end_of_a_very_long_quote() -> None:
    waiting = report([view(4, Wanted(MentionKind.DIRECT, [LONG], None, None), text := f"{LONG} she said.")], text)
    [block] = pages_of.build(waiting).waiting
    words = "".join(run.text for run in block.brief)
    assert len(words) < 420
    assert words.startswith("“The harbour")
    assert words.endswith("twice. ”")
    assert " … " in words


def test_a_short_claim_of_a_word_document_is_kept_together_and_a_long_quote_is_not() -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].render(report())))
    quotes = [p for p in document.paragraphs if p.style is not None and p.style.name == "Quote"]
    assert quotes
    for quote in quotes:
        kept = [quote]
        while kept[-1].paragraph_format.keep_with_next:
            following: Any = kept[-1]._p.getnext()
            kept.append(type(quote)(following, quote._parent))
        assert "Checked by" in kept[-1].text or "Entered by" in kept[-1].text
    document = docx.Document(io.BytesIO(FORMATS["docx"].render(long_report())))
    first = next(p for p in document.element.body if p.tag == qn("w:p") and p.style == "Quote")
    assert first.pPr.keepNext is None or not first.pPr.keepNext.val


def test_no_part_of_how_a_word_report_was_made_stands_alone() -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].render(report())))
    listed = document.paragraphs[-len(pages_of.build(report()).provenance) :]
    assert listed[0].text.startswith("Made")
    assert [bool(p.paragraph_format.keep_with_next) for p in listed] == [True] * (len(listed) - 1) + [False]
    scale = next(p for p in document.paragraphs if p.text.startswith("Saidso default scale"))
    assert scale.paragraph_format.keep_with_next


def test_readers_are_not_told_of_a_reading_they_do_not_see() -> None:
    model = report()
    approved = [
        replace(each, row=replace(each.row, state=ClaimState.APPROVED)) if each.corrected else each
        for each in model.claims
    ]
    assert any("Reading corrected" in note for b in pages_of.build(report(approved)).verdicts for note in b.notes)
    public = pages_of.build(profile.public(report(approved)))
    assert any(block.view.corrected for block in public.verdicts)
    assert not any("Reading" in note for block in public.verdicts for note in block.notes)


def test_what_there_is_none_of_is_not_counted() -> None:
    assert pages_of.build(corrected()).contents == "1 quote"
    assert pages_of.build(report([])).contents == "No claims"
    assert pages_of.build(report()).contents == "7 quotes, 7 figures"
