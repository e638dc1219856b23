"""Every format says the same, whatever words people put into it, and the same model gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from openpyxl import load_workbook

import resources
from core.checking.review import APPROVED_STATES
from core.errors import UserError
from core.records import ClaimState, Decision, ReviewView, Typing
from core.reports import FORMATS, claimreview, markdown, profile
from core.reports import json as json_report
from core.reports.links import safe_link
from core.reports.model import Publisher, ReportModel
from core.reports.plain_text import one_line
from tests.core.reports.hostile import HOSTILE, NIGHT, corrected, hostile_model
from tests.core.reports.sample_model import report

MODELS = [report(), corrected(), report([], text="", title="", byline=None, outlet=None, published=None)]


def schema(name: str) -> Any:
    return json.loads(resources.path("schemas", name).read_text("utf-8"))


def reviewed() -> ReportModel:
    """The rich report with every settled claim approved by an editor."""
    model = report()
    [part] = model.parts
    claims = tuple(
        replace(claim, review=ReviewView(Decision.APPROVED, "Una Lindqvar", NIGHT, "Good.", claim.check.revision))
        if claim.row.state in APPROVED_STATES
        else claim
        for claim in part.claims
    )
    return replace(model, parts=(replace(part, claims=claims),))


@pytest.mark.parametrize("key", FORMATS)
def test_the_same_model_gives_the_same_bytes(key: str) -> None:
    assert FORMATS[key].render(corrected()) == FORMATS[key].render(corrected())


@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_keep_a_report_from_being_written(key: str, evil: str) -> None:
    assert FORMATS[key].render(hostile_model(evil))


# --- JSON ---


@pytest.mark.parametrize("model", MODELS)
def test_json_is_read_back_as_it_was(model: ReportModel) -> None:
    data = json_report.render(model)
    assert json_report.parse(data) == model
    assert json_report.render(json_report.parse(data)) == data


def test_json_keeps_to_its_schema() -> None:
    expected = schema("report.schema.json")
    jsonschema.Draft202012Validator.check_schema(expected)
    for model in (*MODELS, hostile_model(HOSTILE[0])):
        jsonschema.validate(json.loads(json_report.render(model)), expected)


def test_the_schema_in_resources_is_that_of_the_model() -> None:
    assert json_report.schema() == schema("report.schema.json")


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_json_keeps_hostile_words(evil: str) -> None:
    model = hostile_model(evil)
    again = json_report.parse(json_report.render(model))
    assert again.claims[0].check.rationale == re.sub("[\ud800-\udfff]", "\ufffd", evil)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"format": "saidso.report/2", "report": {}}',
        b'{"format": "saidso.report/1", "report": {"desk": 1}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_report_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        json_report.parse(data, "old.json")
    assert caught.value.code == "S-REPORT-JSON"
    assert caught.value.message.startswith("old.json ")


def test_a_field_that_does_not_hold_is_named() -> None:
    found = json.loads(json_report.render(report()))
    found["report"]["parts"][0]["claims"][2]["row"]["state"] = "settled"
    with pytest.raises(UserError, match=r"parts\.0\.claims\.2\.row\.state"):
        json_report.parse(json.dumps(found).encode())


# --- tables ---


def rows(model: ReportModel) -> list[dict[str, str]]:
    text = FORMATS["csv"].render(model).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_row_a_claim() -> None:
    found = rows(report())
    kept = [claim for claim in report().claims if claim.row.state is not ClaimState.DISMISSED]
    assert [row["No."] for row in found] == [str(claim.row.id) for claim in kept]
    third = found[2]
    assert third["Claim"].startswith("“We put 1,300 or 1,400 names")
    assert (third["So?"], third["Speaker"], third["Sources"]) == ("Misleading", "Mirela Danforth", "2")
    assert third["Checked at (UTC)"] == "2025-09-12 14:02:00"
    assert third["Article date"] == "2025-09-11"


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_in_csv_begins_a_formula(evil: str) -> None:
    for row in rows(hostile_model(evil)):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def workbook(model: ReportModel) -> Any:
    return load_workbook(io.BytesIO(FORMATS["xlsx"].render(model)))


def test_the_workbook_has_typed_cells_filters_and_a_frozen_head() -> None:
    book = workbook(corrected())
    assert book.sheetnames == ["Claims", "Sources", "Figures", "Comparisons", "Corrections", "About"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert (sheet.auto_filter.ref is None) == (sheet.title == "About")
    claims, sources = book["Claims"], book["Sources"]
    heads = {cell.value: cell.column for cell in claims[1]}
    assert claims.cell(2, heads["No."]).value == 1
    assert claims.cell(2, heads["Checked at (UTC)"]).value == datetime(2025, 9, 12, 14, 2)  # noqa: DTZ001
    assert claims.cell(2, heads["Article date"]).number_format == "yyyy-mm-dd"
    assert [cell.value for cell in sources["G"]] == ["Place in it", None, "00:17:31"]
    assert book["Corrections"]["E2"].value == "First rated Misleading."
    figures = workbook(report())["Figures"]
    by_words = {row[1].value: row for row in figures.iter_rows(min_row=2)}
    assert [cell.value for cell in by_words["1,300 or 1,400 names"][3:5]] == [1300, 1400]
    assert by_words["€38.5 million"][3].value == 38_500_000
    assert by_words["rose by 4.6 per cent"][3].value == 4.6
    assert len(list(workbook(report())["Comparisons"].iter_rows(min_row=2))) == 2


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_in_the_workbook_is_a_formula_or_a_link(evil: str) -> None:
    for sheet in workbook(hostile_model(evil)).worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


# --- Markdown ---


def tokens(text: str) -> list[Token]:
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        found += [token, *(token.children or [])]
    return found


def words(found: list[Token]) -> str:
    return "".join(token.content for token in found if token.type in {"text", "text_special", "code_inline"})


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.sampled_from(HOSTILE))
def test_escaped_words_are_shown_as_they_are(text: str) -> None:
    found = tokens("> " + markdown.escape(text))
    assert {token.type for token in found} <= {
        "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline", "text",
        "text_special", "link_open", "link_close",
    }  # fmt: skip
    # A safe address is a link on purpose, to itself.
    assert all(safe_link(str(token.attrs["href"])) for token in found if token.type == "link_open")
    assert words(found) == one_line(text)


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_in_markdown_becomes_html_or_a_strange_link(evil: str) -> None:
    found = tokens(FORMATS["md"].render(hostile_model(evil)).decode("utf-8"))
    assert not [
        token for token in found if token.type in {"html_block", "html_inline", "image", "fence", "code_block"}
    ]
    for token in found:
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(("https://register.example/", "https://archive.example/"))


def test_markdown_says_what_the_page_says() -> None:
    text = words(tokens(FORMATS["md"].render(report()).decode("utf-8")))
    for said in [
        "6 of 16 settled.",
        "3 verdicts are drafts that no editor has approved.",
        "Contains an example. Not for publication.",
        "The list handed over had 1,312 rows, and 61 people stand on it twice",
        "Faithful paraphrase",
        "every one of them.” [3 Misleading]",
        "Not independently reviewed",
        report().audit_head,
    ]:
        assert said in re.sub(r"\s+", " ", text)


# --- ClaimReview ---

SITE = Publisher("The Harbour Courier", "https://courier.example", "https://courier.example/checks/{id}")


@pytest.mark.parametrize(
    "model", [replace(m, publisher=p) for m in (*MODELS, reviewed()) for p in (SITE, Publisher())]
)
def test_claim_reviews_have_what_is_required_and_recommended(model: ReportModel) -> None:
    expected = schema("claimreview.schema.json")
    jsonschema.Draft202012Validator.check_schema(expected)
    jsonschema.validate(json.loads(claimreview.render(model)), expected)


def test_only_what_stands_approved_is_reviewed_in_public() -> None:
    found = claimreview.reviews(replace(reviewed(), publisher=SITE))
    assert [review["reviewRating"]["alternateName"] for review in found] == [
        "True",
        "Opinion",
        "False; as a quote: Altered",
        "Mostly true",
    ]
    assert found[0]["reviewRating"]["ratingValue"] == 4
    assert "ratingValue" not in found[1]["reviewRating"]
    assert found[2]["claimReviewed"] == "There are no political prisoners in Orvenna"
    assert found[2]["itemReviewed"]["author"] == {"@type": "Person", "name": "Josip Averlin"}
    assert found[2]["url"].startswith("https://courier.example/checks/")
    for review in found:
        assert review["reviewRating"]["alternateName"].casefold() not in review["claimReviewed"].casefold().split()


def test_what_nobody_said_is_left_out_of_a_review() -> None:
    """No address within some file, no file's name for a newsroom; and a quote of nobody is not its printer's."""
    model = reviewed()
    [part] = model.parts
    lost = tuple(replace(claim, row=replace(claim.row, speaker=None)) for claim in part.claims)
    for review in claimreview.reviews(replace(model, parts=(replace(part, claims=lost),))):
        assert "url" not in review
        assert "author" not in review
    authors = [review["itemReviewed"].get("author") for review in claimreview.reviews(model)]
    assert authors[0] == {"@type": "Organization", "name": "The Harbour Courier"}  # a figure of the article's own
    quotes = [claim.row.kind.is_quote for claim in profile.public(model).claims]
    found = claimreview.reviews(replace(model, parts=(replace(part, claims=lost),)))
    assert ["author" not in review["itemReviewed"] for review in found] == quotes
    assert claimreview.reviews(replace(model, publisher=Publisher(claim_url="#c{id}")))[0].get("url") is None


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_no_claim_ends_the_script_element_it_stands_in(evil: str) -> None:
    model = hostile_model(evil)
    text = claimreview.render(model).decode("utf-8")
    assert not set("<>&") & set(text)
    jsonschema.validate(json.loads(text), schema("claimreview.schema.json"))


@pytest.mark.parametrize("field", ("{claim}", "{id.a}", "{id.real}", "{number[0]}", "{id:9999}", "{}", "{id"))
def test_a_pattern_that_makes_no_address_is_refused(field: str) -> None:
    with pytest.raises(UserError, match=r"use \{number\} or \{id\}"):
        claimreview.render(replace(reviewed(), publisher=Publisher(claim_url=f"https://x.example/{field}")))


# --- the public profile ---

HIDDEN = "Meeting with a clerk in Pier Street"


def told(model: ReportModel, **more: Any) -> ReportModel:
    """The report with a confidential source under every claim that has a check."""
    [part] = model.parts
    claims = []
    for claim in part.claims:
        if claim.evidence:
            first = claim.evidence[0]
            draft = replace(
                first.draft,
                title=HIDDEN,
                url="https://clerk.example/pier-street",
                note="The clerk named nine of them from memory.",
                excerpt="“Nine, and I knew three of them”",
                locator="tape 7",
                publisher="Pier Street clerk",
                confidential=True,
            )
            hidden = replace(first, id=first.id + 1000, draft=draft, added_by="Otto Quill")
            claim = replace(claim, evidence=(hidden, *claim.evidence))
        claims.append(replace(claim, **more))
    return replace(model, parts=(replace(part, claims=tuple(claims)),))


PIECES = ["Pier Street", "clerk", "tape 7", "Nine, and I knew", "Otto Quill"]


@pytest.mark.parametrize("key", FORMATS)
def test_nothing_confidential_is_in_any_byte_of_a_public_report(key: str) -> None:
    model = told(reviewed(), typing=(Typing("the clerk says so", "Ada Lind"),))
    data = unpacked(FORMATS[key].render(profile.public(model)))
    for piece in PIECES:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert piece.encode(encoding) not in data
    if key not in {"claimreview", "csv"}:
        assert any(piece.encode() in unpacked(FORMATS[key].render(model)) for piece in PIECES)


def unpacked(data: bytes) -> bytes:
    """The bytes with all that is compressed in them written out behind them."""
    import zipfile
    import zlib

    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join([data, *(archive.read(name) for name in archive.namelist())])
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S)
    out = [data]
    for stream in streams:
        try:
            out.append(zlib.decompress(stream))
        except zlib.error:
            out.append(stream)
    return b"\n".join(out)


@pytest.mark.parametrize("key", FORMATS)
def test_readers_are_not_told_who_entered_what_nor_what_the_desk_plans(key: str) -> None:
    model = corrected()
    [claim] = model.claims
    sources = tuple(
        replace(
            row, added_by="Otto Quill", captures=tuple(replace(copy, by="Otto Quill") for copy in row.captures)
        )
        for row in claim.evidence
    )
    [correction] = claim.public_corrections
    assert claim.publication is not None
    entered = replace(
        claim,
        evidence=sources,
        publication=replace(claim.publication, by="Otto Quill"),
        public_corrections=(replace(correction, by="Otto Quill"),),
        recheck_on=date(2031, 5, 17),
    )
    [part] = model.parts
    public = profile.public(replace(model, parts=(replace(part, claims=(entered,)),)))
    data = unpacked(FORMATS[key].render(public))
    for words in (b"Quill", b"2031"):
        assert words not in data
    assert claim.check.by is not None
    assert profile.public(public) == public


def test_a_public_report_has_approved_claims_only() -> None:
    model = profile.public(told(reviewed()))
    assert [claim.row.state for claim in model.claims] == [
        ClaimState.APPROVED, ClaimState.APPROVED, ClaimState.PUBLISHED, ClaimState.APPROVED,
    ]  # fmt: skip
    assert [count for _, count in model.withheld] == [1, 1, 1, 1]
    assert profile.public(model) is model
    text = FORMATS["html"].render(model).decode("utf-8")
    others = sum(bool(claim.evidence) for claim in model.claims)
    assert text.count("One further source is confidential and not shown.") == others
    assert text.count("One source is confidential and not shown.") == 4 - others
    assert "still needs" not in text
    assert "Dismissed suggestions" not in text  # how many were dismissed is told, which ones is not
    assert "nine buses" not in text.casefold()
    assert "added by" not in text


def test_the_same_source_is_hidden_where_nobody_marked_it() -> None:
    model = told(reviewed())
    [part] = model.parts
    bare = [
        replace(
            claim, evidence=tuple(replace(r, draft=replace(r.draft, confidential=False)) for r in claim.evidence)
        )
        if at
        else claim
        for at, claim in enumerate(part.claims)
    ]
    public = profile.public(replace(model, parts=(replace(part, claims=tuple(bare)),)))
    assert b"Pier Street" not in FORMATS["json"].render(public)


def test_a_rationale_that_names_the_source_is_refused() -> None:
    model = reviewed()
    [part] = model.parts
    first = part.claims[0]
    talking = replace(first, check=replace(first.check, rationale=f"{first.check.rationale} {HIDDEN.upper()}."))
    with pytest.raises(UserError) as caught:
        profile.public(told(replace(model, parts=(replace(part, claims=(talking, *part.claims[1:])),))))
    assert caught.value.code == "S-REPORT-CONFIDENTIAL"
    assert "52 detainees" in caught.value.message


def test_the_formula_behind_a_comparison_stands_beside_it() -> None:
    """A reader follows 52 of 1,300 or 1,400 without reckoning; the spaces in it do not break."""
    formula = "52 ÷ 1,400"
    for key in ("html", "md"):
        assert formula in FORMATS[key].render(report()).decode().replace("\N{NO-BREAK SPACE}", " "), key
    sheet = load_workbook(io.BytesIO(FORMATS["xlsx"].render(report())))["Comparisons"]
    column = [cell.value for cell in sheet[1]].index("Working")
    assert any(formula in str(row[column].value).replace("\N{NO-BREAK SPACE}", " ") for row in sheet.iter_rows())
