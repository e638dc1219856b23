"""The report as a Word document: the article with each check as a comment on its words, then the claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docx import Document as new_document
from docx.shared import Cm

from core import wording
from core.reports import marking
from core.reports import page as pages
from core.reports.claim_block import ClaimBlock, EvidenceBlock, RatingMark
from core.reports.model import ReportModel
from core.reports.plain_text import one_line, printable
from core.reports.word_style import (
    ACCENT,
    QUIET,
    SERIF,
    SHADES,
    WARN,
    keep_on_one_page,
    light_borders,
    link,
    prepare,
    rule,
    saved,
    shade,
    shaped,
    stamped,
    turn_round,
    whole_rows,
    words,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_LONGEST_AUTHOR = 60
_LONG_SENTENCE = 600
_ONE_PIECE = 1500
"""Characters of a claim up to which it stands on one page: about half of one."""


def render(model: ReportModel) -> bytes:
    """The document's bytes."""
    page = pages.build(model)
    document = new_document()
    prepare(document, model)
    _head(document, page)
    _summary(document, page)
    if model.article is not None and model.article.whole and model.whole_text:
        _text(document, page)
    _verdicts(document, page)
    _lists(document, page)
    _scale(document, page)
    _method(document, page)
    turn_round(document)
    return saved(document)


# --- head and summary ------------------------------------------------------------------------------------------


def _head(document: Document, page: pages.Page) -> None:
    model, article = page.model, page.model.article
    kind = document.add_paragraph()
    shaped(words(kind, page.kicker.upper()), size=8, bold=True)
    if model.desk:
        shaped(words(kind, f"   {one_line(model.desk)}"), size=8, colour=QUIET)
    words(document.add_paragraph(style="Title"), one_line(model.title))
    facts = [article.outlet, page.published, article.byline, page.words] if article else [page.articles_words]
    shaped(words(document.add_paragraph(), " · ".join(fact for fact in facts if fact)), colour=QUIET)
    made = [f"Made {page.made_words}", "" if page.public else f"audit event {page.audit_length}", page.signed_off]
    shaped(
        words(document.add_paragraph(), one_line(" · ".join(part for part in made if part))), size=8, colour=QUIET
    )
    if model.has_examples:
        _notice(document, "Contains an example. Not for publication.", wording.EXAMPLE_NOTICE)
    if not model.independently_reviewed:
        _notice(document, "Not independently reviewed.", wording.UNREVIEWED_NOTICE)


def _notice(document: Document, strong: str, rest: str) -> None:
    paragraph = document.add_paragraph()
    rule(paragraph, WARN)
    shaped(words(paragraph, f"{strong} "), bold=True, colour=WARN)
    words(paragraph, rest)


def _summary(document: Document, page: pages.Page) -> None:
    document.add_heading("Summary", 1)
    paragraph = document.add_paragraph()
    if page.coverage:
        shaped(words(paragraph, f"{page.coverage} "), bold=True)
    words(paragraph, page.summary_words)
    for tally in page.tallies:
        _heading(document, f"{tally.question} {tally.asks}")
        table = document.add_table(rows=0, cols=2)
        table.autofit = False
        for row in tally.rows:
            if row.count:
                cells = table.add_row().cells
                _rating(cells[0].paragraphs[0], row.mark)
                drafts = f" ({row.drafts} draft)" if row.drafts else ""
                words(cells[1].paragraphs[0], f"{row.count}{drafts}")
        for name, count in (("On an earlier scale", tally.other), (page.unrated_words, tally.unrated)):
            if count:
                cells = table.add_row().cells
                shaped(words(cells[0].paragraphs[0], name), colour=QUIET)
                words(cells[1].paragraphs[0], str(count))
        for line in table.rows:
            line.cells[0].width, line.cells[1].width = Cm(6), Cm(4)
        for line in list(table.rows)[:-1]:
            line.cells[0].paragraphs[0].paragraph_format.keep_with_next = True


def _heading(document: Document, text: str) -> Paragraph:
    paragraph = document.add_paragraph(style="Heading 2")
    words(paragraph, text)
    return paragraph


def _rating(paragraph: Paragraph, mark: RatingMark) -> None:
    shaped(words(paragraph, f"{one_line(mark.glyph)} {one_line(mark.label)}"), colour=mark.colour, bold=True)


# --- the article, with comments --------------------------------------------------------------------------------


def _text(document: Document, page: pages.Page) -> None:
    document.add_heading("The article", 1)
    first: dict[int, Run] = {}
    last: dict[int, Run] = {}
    for line in page.paragraphs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.4
        for run in line:
            written = shaped(words(paragraph, run.text), font=SERIF, size=11)
            if run.claims:
                shade(written, SHADES[page.numbered[run.claims[-1]].view.row.kind.value])
            first |= {number: written for number in run.begins}
            last |= {number: written for number in run.ends}
            for number in run.ends:
                mark = page.numbered[number].mark
                sign = shaped(
                    words(paragraph, f" {number}{one_line(mark.glyph) if mark else ''}"), size=11, bold=True
                )
                shaped(sign, colour=mark.colour if mark else QUIET, bold=True)
                sign.font.superscript = True
    for block in page.verdicts:
        if block.number in first and block.number in last:
            _comment(document, page, block, [first[block.number], last[block.number]])


def _comment(document: Document, page: pages.Page, block: ClaimBlock, runs: list[Run]) -> None:
    check = block.view.check
    author = one_line(check.by or page.model.made_by)[:_LONGEST_AUTHOR]
    initials = "".join(name[0] for name in author.split()[:3])
    comment = document.add_comment(runs, "", author, initials)
    comment._comment_elm.date = stamped(check.at, page.model)
    paragraph = comment.paragraphs[0]
    shaped(words(paragraph, f"{block.number}. "), bold=True)
    for at, verdict in enumerate(block.answers):
        words(paragraph, f"{' · ' if at else ''}{verdict.question} ")
        if verdict.mark:
            _rating(paragraph, verdict.mark)
        else:
            words(paragraph, one_line(verdict.words))
    if check.example:
        words(comment.add_paragraph(), "Example, entered by the program: nobody’s finding.")
    elif not block.final:
        words(comment.add_paragraph(), f"{block.state}: a draft.")
    for line in block.rationale:
        words(comment.add_paragraph(), line)
    for item in block.evidence:
        about = ", ".join(part for part in (item.title, item.about, item.address) if part)
        words(comment.add_paragraph(), f"[{item.number}] {item.stance_words}: {one_line(about)}")


# --- claims ----------------------------------------------------------------------------------------------------


def _verdicts(document: Document, page: pages.Page) -> None:
    document.add_heading("The verdicts", 1)
    if not page.verdicts:
        shaped(words(document.add_paragraph(), "No claim has a verdict yet."), colour=QUIET)
    for block in page.verdicts:
        _claim(document, block)


def _where(block: ClaimBlock) -> str:
    where = " of ".join(part for part in (block.where, one_line(block.of)) if part)
    return f"{block.kind}, {where}" if where else block.kind


def _claim(document: Document, block: ClaimBlock) -> None:
    state = block.state if block.final else f"{block.state}, draft"
    head = _heading(document, f"{block.number} · {_where(block)} · {state}")
    if block.view.check.example:
        shaped(words(head, " · Example"), colour=WARN, bold=True)
    rule(head, QUIET, side="top")
    first = len(document.element.body) - 1  # the last is the section
    quote = document.add_paragraph(style="Quote")
    long = sum(len(run.text) for run in block.sentence) > _LONG_SENTENCE
    quote.paragraph_format.keep_with_next = not long  # one of several pages would leave its heading alone
    quote.paragraph_format.keep_together = not long
    _sentence(quote, block.sentence)
    who = document.add_paragraph()
    who.paragraph_format.keep_with_next = True
    shaped(words(who, one_line(block.speaker)), bold=True)
    notes = [*([block.doubt] if block.doubt else []), *block.notes]
    words(who, "".join([f", via {one_line(block.via)}" if block.via else "", *(f" · {note}" for note in notes)]))
    if block.again:
        who.add_run().add_break()
        shaped(words(who, block.again), colour=WARN, bold=True)
    for verdict in block.answers:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = bool(verdict is not block.answers[-1] or block.rationale)
        shaped(words(paragraph, f"{verdict.question}  "), font=SERIF, bold=True, size=11)
        if verdict.mark:
            _rating(paragraph, verdict.mark)
        else:
            shaped(words(paragraph, one_line(verdict.words)), colour=QUIET)
    _facts(document, block)
    for at, line in enumerate(block.rationale):
        paragraph = document.add_paragraph()
        if at == 0:
            shaped(words(paragraph, "Why  "), bold=True, colour=QUIET, size=9)
        shaped(words(paragraph, line), font=SERIF, size=10.5)
    for item in block.evidence:
        # Who checked and approved is not left alone on the next page.
        _source(document, item).paragraph_format.keep_with_next = item is block.evidence[-1]
    _footnotes(document, block)
    keep_on_one_page(document, first, at_most=_ONE_PIECE)


def _footnotes(document: Document, block: ClaimBlock) -> None:
    if block.withheld:
        shaped(words(document.add_paragraph(), block.withheld), colour=QUIET)
    for correction in block.corrections:
        paragraph = document.add_paragraph()
        rule(paragraph, ACCENT)
        shaped(words(paragraph, f"Correction, {correction.when}. "), bold=True)
        words(paragraph, f"{one_line(correction.note)} {one_line(correction.what)}")
        if correction.why:
            shaped(words(paragraph, f" Why: {one_line(correction.why)}"), colour=QUIET)
    lacks = f"This draft still needs: {'; '.join(block.lacks)}." if block.lacks else ""
    made = " · ".join(one_line(part) for part in (lacks, block.checked, block.reviewed, block.published) if part)
    if made:
        shaped(words(document.add_paragraph(), made), size=8, colour=QUIET)


def _sentence(paragraph: Paragraph, runs: Iterable[marking.Run]) -> None:
    for run in runs:
        written = words(paragraph, run.text)
        if run.claims:
            shaped(written, colour="1C1E20", bold=True)


def _facts(document: Document, block: ClaimBlock) -> None:
    if block.reading:
        paragraph = document.add_paragraph()
        shaped(words(paragraph, "Reads as  "), bold=True, colour=QUIET, size=9)
        words(paragraph, one_line(block.reading))
    for comparison in block.comparisons:
        paragraph = document.add_paragraph()
        shaped(words(paragraph, f"{comparison.title}  "), bold=True, colour=QUIET, size=9)
        words(paragraph, f"{one_line(comparison.line)}  ")
        shaped(words(paragraph, one_line(comparison.result)), bold=True)
        if comparison.working:
            shaped(words(paragraph, f"  {one_line(comparison.working)}"), colour=QUIET, size=9)


def _source(document: Document, item: EvidenceBlock) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_together = True
    paragraph.paragraph_format.left_indent = Cm(0.8)
    paragraph.paragraph_format.first_line_indent = Cm(-0.6)
    shaped(words(paragraph, f"{item.number}  "), bold=True, colour=QUIET, size=9)
    shaped(words(paragraph, f"{item.sign} {item.stance_words}  "), bold=True, size=9)
    shaped(words(paragraph, one_line(item.title)), bold=True)
    about = f"  {one_line(item.about)}" if item.about else ""
    shaped(words(paragraph, about), colour=QUIET)
    if item.confidential:
        shaped(words(paragraph, "  Confidential"), colour=WARN, bold=True)
    if item.excerpt:
        paragraph.add_run().add_break()
        shaped(words(paragraph, printable(item.excerpt)), font=SERIF)
    if item.note:
        paragraph.add_run().add_break()
        words(paragraph, printable(item.note))
    paragraph.add_run().add_break()
    _address(paragraph, item.link, item.address)
    shaped(words(paragraph, f"  {item.accessed}"), size=8.5, colour=QUIET)
    if item.added:
        shaped(words(paragraph, f", {one_line(item.added)}"), size=8.5, colour=QUIET)
    for copy in item.copies:
        paragraph.add_run().add_break()
        kept = f"Copy kept {copy.when}, SHA-256 {one_line(copy.sha256)[:64]}  "
        shaped(words(paragraph, kept), size=8, colour=QUIET)
        _address(paragraph, copy.archive, copy.archive_address)
    return paragraph


def _address(paragraph: Paragraph, safe: str | None, address: str) -> None:
    if safe:
        link(paragraph, safe, address)
    elif address:
        shaped(words(paragraph, one_line(address)), size=9, colour=QUIET)


# --- lists and method ------------------------------------------------------------------------------------------


def _lists(document: Document, page: pages.Page) -> None:
    if page.waiting:
        document.add_heading(page.waiting_heading, 1)
        intro = document.add_paragraph()
        intro.paragraph_format.keep_with_next = True
        words(intro, page.waiting_notice)
        rows = [(str(b.number), b.brief, b.speaker, _where(b)) for b in page.waiting]
        _table(document, ("No.", "Claim", "Speaker", "Where"), (1.2, 7.4, 3.4, 4.6), rows)
    if page.corrections:
        document.add_heading("Corrections", 1)
        mended = [(str(b.number), c.note, c.when) for b in page.corrections for c in b.corrections]
        _table(document, ("No.", "Correction", "When"), (1.2, 11, 4.4), mended)
    if page.dismissed:
        document.add_heading("Dismissed suggestions", 1)
        dropped = [(row.reason, row.words, row.speaker) for row in page.dismissed]
        _table(document, ("Reason", "Passage", "Speaker"), (3, 9.6, 4), dropped)
    if page.articles:
        document.add_heading("The articles", 1)
        _table(document, ("Article", "Published"), (9, 7.6), page.articles)


def _table(
    document: Document,
    head: tuple[str, ...],
    widths: tuple[float, ...],
    rows: Iterable[tuple[str | tuple[marking.Run, ...], ...]],
) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    table.autofit = False
    light_borders(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, title in zip(table.rows[0].cells, head, strict=True):
        shaped(words(cell.paragraphs[0], title), bold=True, size=9)
    for row in rows:
        for cell, content in zip(table.add_row().cells, row, strict=True):
            if isinstance(content, str):
                shaped(words(cell.paragraphs[0], one_line(content)), size=9, bold=False)
            else:
                for run in content:
                    shaped(words(cell.paragraphs[0], run.text), size=9, bold=bool(run.claims))
    whole_rows(table)
    for line in table.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = Cm(width)


def _scale(document: Document, page: pages.Page) -> None:
    document.add_heading("What the ratings mean", 1)
    scale = document.add_paragraph()
    scale.paragraph_format.keep_with_next = True
    shaped(words(scale, one_line(page.scale)), colour=QUIET)
    groups = [(f"{question} {asks}", marks) for question, asks, marks in page.ratings]
    groups += [(f"Verdicts given on an earlier scale: {title}", marks) for title, marks in page.older]
    for title, marks in groups:
        _heading(document, one_line(title))
        for mark in marks:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.keep_together = True
            paragraph.paragraph_format.keep_with_next = mark is not marks[-1]
            _rating(paragraph, mark)
            words(paragraph, f"  {one_line(mark.definition)}")


def _method(document: Document, page: pages.Page) -> None:
    document.add_heading("How this report was made", 1)
    words(document.add_paragraph(), wording.method(page.public))
    for at, (name, value) in enumerate(page.provenance, 1):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = at < len(page.provenance)
        shaped(words(paragraph, f"{name}  "), bold=True, colour=QUIET, size=9)
        shaped(words(paragraph, one_line(value)), size=9)
