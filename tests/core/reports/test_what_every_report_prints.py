"""What no report may leave out, in any format: the head of the audit chain, and who signed the article off."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.records import CaptureRow, ClaimState, ClaimView, Publication, SignOff
from core.reports import FORMATS, claimreview, html, profile
from core.reports.model import Profile, ReportModel, Scope
from core.reports.source_block import source_block
from core.reports.unsettled import in_public
from tests.core.reports.hostile import corrected as published
from tests.core.reports.sample_model import SHORT, report
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


def _compared(verdict: str | None) -> ReportModel:
    """The report with both figures of a comparison approved, and so much said of the comparison."""
    value = replace(SHORT, verdict=verdict)

    def approved(claim: ClaimView) -> ClaimView:
        row = replace(claim.row, state=ClaimState.APPROVED, so="true")
        held = tuple(value for each in claim.comparisons if each == SHORT)
        return replace(claim, row=row, comparisons=held if claim.row.id != 2 else (value,))

    model = report()
    part = model.parts[0]
    claims = tuple(approved(claim) if claim.row.id in (1, 2) else claim for claim in part.claims)
    return replace(model, parts=(replace(part, claims=claims),))


@pytest.mark.parametrize("key", sorted(set(FORMATS) - {"claimreview", "csv"}))
def test_readers_are_told_only_of_comparisons_that_somebody_confirmed(key: str, tmp_path: Path) -> None:
    told = "0.0371" if key == "json" else "3.7"
    for verdict in ("confirmed", "made"):
        assert told in as_read(key, profile.public(_compared(verdict)), tmp_path)
    assert told not in as_read(key, profile.public(_compared(None)), tmp_path)
    assert told in as_read(key, _compared(None), tmp_path), "a checker sees what may be confirmed"


@pytest.mark.parametrize("key", sorted(FORMATS))
def test_readers_are_not_told_why_the_program_linked_two_figures_nor_of_drafts(key: str, tmp_path: Path) -> None:
    """Its reasons, as “same counted noun”, are for the checker, who confirmed the comparison or did not."""
    found = as_read(key, profile.public(_compared("confirmed")), tmp_path).casefold()
    assert "bothcountthepeople" not in found
    if key == "html":
        assert "draft" not in found
        assert "linkedbecause" not in found
        assert "bothcountthepeople" in as_read(key, _compared("confirmed"), tmp_path)


@pytest.mark.parametrize("key", ["html", "pdf", "docx", "md"])
@pytest.mark.parametrize("to", Profile)
def test_the_method_says_what_holds_of_this_report(key: str, to: Profile, tmp_path: Path) -> None:
    """No source of a public report has a person named with it."""
    found = as_read(key, profile.public(signed()) if to is Profile.PUBLIC else signed(), tmp_path)
    assert "everyrating,rationaleandsourcewasgivenbythepeoplenamedasitscheckers" in found


def test_the_place_of_publication_is_a_link_where_it_is_an_address() -> None:
    place = "https://courier.example/checks/41"
    assert f'<a href="{place}" rel="noopener noreferrer">{place}</a>' in html.render(published())
    [part] = published().parts
    told = replace(part.claims[0], publication=Publication("Page 3", SIGNED.at, "Una Lindqvar"))
    page = html.render(replace(published(), parts=(replace(part, claims=(told,)),)))
    assert "Published 12\u00a0September 2025: Page 3" in page


def test_a_comparison_that_is_left_out_is_told_once_before_the_report_goes_out() -> None:
    model = _compared(None)
    assert len(profile.unconfirmed(model)) == 1
    told = in_public(profile.public(model), model)
    assert [each for each in told if "52 detainees" in each and "nobody has confirmed it" in each]
    confirmed = _compared("confirmed")
    assert profile.unconfirmed(confirmed) == ()
    assert not any("comparison" in each for each in in_public(profile.public(confirmed), confirmed))


def test_a_confirmed_comparison_whose_other_figure_is_not_approved_is_told_too() -> None:
    model = _compared("confirmed")
    [part] = model.parts
    _, other = (of for of, _, _ in part.claims[0].comparisons[0].operands)
    claims = tuple(
        replace(claim, row=replace(claim.row, state=ClaimState.CHECKING)) if claim.row.id == other else claim
        for claim in part.claims
    )
    model = replace(model, parts=(replace(part, claims=claims),))
    public = profile.public(model)
    assert not any(claim.comparisons for claim in public.claims)
    [told] = [each for each in in_public(public, model) if "comparison" in each]
    assert told.endswith("does not stand approved.")
    assert f"claim {other}" in told


def test_only_a_source_that_was_fetched_is_called_accessed() -> None:
    row = report().claims[0].evidence[0]
    assert row.draft.url
    at = datetime(2025, 9, 12, 23, 5, tzinfo=UTC)
    fetched = CaptureRow(7, row.draft.url, at, "text/html", 5, "0" * 64)
    handed_over = replace(fetched, url="", at=at.replace(day=13))
    assert source_block(1, row, public=True).accessed == "noted 12\u00a0September 2025"
    assert (
        source_block(1, replace(row, captures=(fetched,)), public=True).accessed
        == "accessed 12\u00a0September 2025"
    )
    kept = source_block(1, replace(row, captures=(fetched, handed_over)), public=True).accessed
    assert kept == "file kept on the desk, 13\u00a0September 2025"
