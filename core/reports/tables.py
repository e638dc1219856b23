"""The report as tables: claims, sources, figures, comparisons, corrections. One row a thing, cells with types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core import wording
from core.records import SignOff
from core.reports import page as pages
from core.reports.claim_block import ClaimBlock, checkers
from core.reports.model import ReportModel

Cell = str | int | Decimal | date | datetime | None
"""A datetime is UTC."""


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in characters, for formats that have widths."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def build(model: ReportModel) -> tuple[Table, ...]:
    """Every table of the report; claims bear the numbers they have in the other formats."""
    page = pages.build(model)
    blocks = tuple(page.numbered.values())
    signed = {part.article.id: part.sign_off for part in model.parts}
    return (
        Table("Claims", _columns(_CLAIMS), tuple(_claim(block, signed) for block in blocks)),
        Table("Sources", _columns(_SOURCES), tuple(row for block in blocks for row in _sources(block))),
        Table("Figures", _columns(_FIGURES), tuple(row for block in blocks for row in _figure(block))),
        Table("Comparisons", _columns(_COMPARISONS), tuple(_comparisons(blocks))),
        Table(
            "Corrections", _columns(_CORRECTIONS), tuple(row for block in blocks for row in _corrections(block))
        ),
        Table("About", _columns(_ABOUT), tuple(_about(model, page))),
    )


def _columns(titles: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(title, width) for title, width in titles.items())


_CLAIMS = {
    "No.": 6,
    "Kind": 14,
    "Claim": 50,
    "Sentence": 60,
    "Speaker": 22,
    "Via": 18,
    "Article": 34,
    "Article date": 13,
    "Paragraph": 11,
    "State": 16,
    "Said?": 18,
    "So?": 14,
    "Why": 60,
    "Reads as": 30,
    "Sources": 9,
    "Being worked on again": 24,
    "Checked by": 18,
    "Checked at (UTC)": 18,
    "Revision": 10,
    "Scale": 11,
    "Approved by": 18,
    "Approved at (UTC)": 18,
    "Published at": 30,
    "Published on (UTC)": 18,
    "Corrections": 60,
    "Article signed off by": 20,
    "Signed off at (UTC)": 18,
}


def _claim(block: ClaimBlock, signed: Mapping[int, SignOff | None]) -> tuple[Cell, ...]:
    view, check = block.view, block.view.check
    said, so = (verdict.words for verdict in block.verdicts)
    approved = view.review if block.reviewed else None
    place = view.publication
    sign_off = signed[block.article.id]
    return (
        block.number,
        block.kind,
        view.row.words,
        "".join(run.text for run in block.sentence),
        block.speaker,
        view.row.via,
        block.article.title,
        block.article.published,
        view.paragraph if block.where else None,
        block.state,
        said,
        so,
        "\n".join(block.rationale) or None,
        block.reading or None,
        len(block.evidence),
        block.again or (block.state if view.again else None),
        checkers(check) or None,
        check.at if check.by else None,
        check.revision or None,
        check.scale or None,
        approved.by if approved else None,
        approved.at if approved else None,
        place.place if place else None,
        place.at if place else None,
        "\n".join(f"{each.when}: {each.note} {each.what}" for each in block.corrections) or None,
        sign_off.by if sign_off else None,
        sign_off.at if sign_off else None,
    )


_SOURCES = {
    "Claim": 8,
    "Source": 8,
    "Stance": 12,
    "Title": 44,
    "Publisher": 26,
    "Dated": 13,
    "Place in it": 16,
    "Passage": 50,
    "Note": 50,
    "Address": 44,
    "Confidential": 13,
    "Entered at (UTC)": 18,
    "Copies": 8,
    "Newest copy (UTC)": 18,
    "SHA-256": 66,
    "Archived copy": 40,
}


def _sources(block: ClaimBlock) -> Iterable[tuple[Cell, ...]]:
    for row, shown in zip(block.view.evidence, block.evidence, strict=True):
        draft, newest = row.draft, row.captures[-1] if row.captures else None
        yield (
            block.number,
            shown.number,
            shown.stance_words,
            draft.title,
            draft.publisher or None,
            draft.dated,
            draft.locator or None,
            shown.excerpt or None,
            draft.note or None,
            draft.url or None,
            "yes" if draft.confidential else "no",
            row.added_at,
            len(row.captures),
            newest.at if newest else None,
            newest.sha256 if newest else None,
            (newest.archive_url or None) if newest else None,
        )


_FIGURES = {
    "Claim": 8,
    "Words": 34,
    "Speaker": 22,
    "Low": 16,
    "High": 16,
    "Form": 14,
    "Comparator": 12,
    "About": 8,
    "Change": 12,
    "Kind of unit": 16,
    "Unit": 12,
    "Per": 14,
    "Counted": 26,
    "Of which": 24,
    "What of it": 18,
    "From": 13,
    "To": 13,
    "So?": 14,
}


def _figure(block: ClaimBlock) -> Iterable[tuple[Cell, ...]]:
    reading = block.view.reading
    if reading is None:
        return
    change = reading.change
    yield (
        block.number,
        block.view.row.words,
        block.speaker,
        reading.low,
        reading.high,
        reading.form.value,
        reading.comparator,
        "yes" if reading.approximate else "no",
        " ".join(part for part in (change.direction, change.kind) if part) if change else None,
        reading.unit_kind.value,
        reading.unit,
        reading.per,
        reading.counted,
        ", ".join(reading.modifiers) or None,
        reading.predicate,
        reading.time.start if reading.time else None,
        reading.time.end if reading.time else None,
        block.verdicts[1].words,
    )


_COMPARISONS = {
    "Kind": 14,
    "Claims": 12,
    "Comparison": 50,
    "Comes to": 26,
    "Working": 50,
    "Low": 16,
    "High": 16,
    "Linked because": 50,
}


def _comparisons(blocks: tuple[ClaimBlock, ...]) -> Iterable[tuple[Cell, ...]]:
    """Each comparison once, though every figure in it shows it."""
    number = {block.view.row.id: block.number for block in blocks}
    seen = set()
    for block in blocks:
        for value, shown in zip(block.view.comparisons, block.comparisons, strict=True):
            claims = ", ".join(str(number[of]) for of, _, _ in value.operands if of in number)
            key = (value.kind, tuple(of for of, _, _ in value.operands), value.low, value.high)
            if key not in seen:
                seen.add(key)
                yield (
                    shown.title,
                    claims,
                    shown.line,
                    shown.result or None,
                    shown.working or None,
                    value.low,
                    value.high,
                    value.why or None,
                )


_CORRECTIONS = {"Claim": 8, "When (UTC)": 18, "Was": 40, "Now": 40, "Public note": 60, "Why": 50}


def _corrections(block: ClaimBlock) -> Iterable[tuple[Cell, ...]]:
    for value, shown in zip(block.view.public_corrections, block.corrections, strict=True):
        yield (block.number, value.at, value.was, value.now, value.public_note, shown.why or None)


_ABOUT = {"What": 26, "Says": 90}


def _about(model: ReportModel, page: pages.Page) -> Iterable[tuple[Cell, ...]]:
    yield ("Report", model.title)
    yield ("For", model.profile.value)
    if model.has_examples:
        yield ("Not for publication", "Contains a check that the program entered as an example")
    for part in model.parts:
        article = part.article
        facts = (article.title, article.outlet, wording.day(article.published) if article.published else None)
        yield ("Article", " · ".join(fact for fact in facts if fact))
        yield ("Sign-off of the article", wording.signed_off(part.sign_off))
        yield ("SHA-256 of the article", article.sha256)
    if page.coverage:
        yield ("Coverage", page.coverage)
    if page.counts:
        yield ("Claims found", page.counts)
    yield ("Review", "Independently reviewed" if model.independently_reviewed else "Not independently reviewed")
    yield ("Scale", page.scale)
    for question, _, marks in page.ratings:
        for mark in marks:
            yield (f"{question} {mark.label}", mark.definition)
    for title, marks in page.older:
        for mark in marks:
            yield (f"{mark.label} on {title}", mark.definition)
    yield ("Made", page.made_words)
    if model.desk:
        yield ("Newsroom" if page.public else "Desk", model.desk)
    yield ("Audit event", model.audit_length)
    yield ("Audit head", model.audit_head)
