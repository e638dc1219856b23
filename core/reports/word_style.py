"""What a Word document needs beyond its text: styles, links, fields, shading; and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.parfmt import ParagraphFormat

from core.checking.scales import COLOUR
from core.reports.direction import from_right
from core.reports.model import ReportModel
from core.reports.plain_text import one_line, printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

SERIF, SANS = "Georgia", "Arial"
"""Fonts that Word, LibreOffice and Pages have or have a double of: a document carries none."""
INK, QUIET, ACCENT, WARN, RULE = "1C1E20", "5C5F66", "285A8F", "8A5200", "BDBAB2"
SHADES = {"direct": "DDE8F5", "mixed": "DDE8F5", "indirect": "EBE6F6", "figure": "F9E9C6"}
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""What the properties of a paragraph have behind its direction; a reader that is strict refuses another order."""
_KEPT = (
    "Normal",
    "Default",
    "No List",
    "Header",
    "Footer",
    "Title",
    "Heading 1",
    "Heading 2",
    "Quote",
    "Table Grid",
)
"""Beginnings of the names of the styles that reports use, and of those that these build on."""
_FIRST_DOS_TIME = (1980, 1, 1, 0, 0, 0)
_AFTER_BORDERS = {qn(name) for name in ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")}
_LONGEST_PROPERTY = 255
"""Characters of a core property; Word takes a file with longer ones for damaged."""


def prepare(document: Document, model: ReportModel) -> None:
    """Page, fonts, headings, footer and properties."""
    for style in list(document.styles):
        # Each paragraph looks its style up among all of the template's 160.
        if style.name is None or not style.name.startswith(_KEPT):
            style.delete()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    for name, font, size, colour, before, after in (
        ("Normal", SANS, 10, INK, 0, 5),
        ("Title", SERIF, 25, INK, 0, 4),
        ("Heading 1", SERIF, 16, INK, 20, 6),
        ("Heading 2", SANS, 10.5, QUIET, 16, 3),
        ("Quote", SERIF, 13, QUIET, 2, 4),
    ):
        _style(document, name, font, size, colour, before, after)
    document.styles["Title"].paragraph_format.keep_with_next = True
    for border in document.styles["Title"].element.xpath(".//w:pBdr"):
        border.getparent().remove(border)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    shaped(footer.add_run("Verdict report · page "), size=8, colour=QUIET)
    _field(footer, "PAGE")
    shaped(footer.add_run(" of "), size=8, colour=QUIET)
    _field(footer, "NUMPAGES")
    properties = document.core_properties
    properties.title = one_line(model.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = one_line(model.made_by)[:_LONGEST_PROPERTY]
    properties.created = properties.modified = model.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.comments, properties.language = "Verdict report, made with Saidso", "en-GB"


def _style(document: Document, name: str, font: str, size: float, colour: str, before: int, after: int) -> None:
    style = document.styles[name]
    style.font.name, style.font.size = font, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.italic = False
    style.font.bold = name in {"Title", "Heading 1", "Heading 2"}
    # The template names its headings' fonts by theme, which would win over the name.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith(("Theme", "theme")):
            del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = 1.15


def shaped(
    run: Run,
    *,
    size: float | None = None,
    colour: str | None = None,
    bold: bool | None = None,
    font: str | None = None,
) -> Run:
    """The run with these properties; a colour is six hexadecimal digits, with or without #."""
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        found = f"#{colour.removeprefix('#')}"
        run.font.color.rgb = RGBColor.from_string(found[1:] if COLOUR.fullmatch(found) else INK)
    if font is not None:
        run.font.name = font
    run.bold = bold
    return run


def words(paragraph: Paragraph, text: str) -> Run:
    """Add somebody's words to a paragraph."""
    return paragraph.add_run(printable(text))


def shade(run: Run, colour: str) -> None:
    """The ground behind a run."""
    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:color"), "auto")
    element.set(qn("w:fill"), colour)
    run._r.get_or_add_rPr().append(element)


def light_borders(table: Table) -> None:
    """Lines between the rows of a table and none between its columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in {"top", "bottom", "insideH"} else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), RULE)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def whole_rows(table: Table) -> None:
    """Keep each row on one page, and repeat the first row on each."""
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))


def rule(paragraph: Paragraph, colour: str, *, side: str = "left") -> None:
    """A line beside or above a paragraph."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (
        ("val", "single"),
        ("sz", "18" if side == "left" else "6"),
        ("space", "8"),
        ("color", colour),
    ):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # The schema wants pBdr before spacing and indentation.
    properties = paragraph._p.get_or_add_pPr()
    after = next((child for child in properties if child.tag in _AFTER_BORDERS), None)
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)


def link(paragraph: Paragraph, address: str, text: str) -> None:
    """A link to `address`, which the caller has made sure is safe."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), relation)
    run = shaped(words(paragraph, text), size=9, colour=ACCENT)
    run.underline = True
    element.append(run._r)
    paragraph._p.append(element)


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = shaped(paragraph.add_run("1"), size=8, colour=QUIET)
    field.append(run._r)
    paragraph._p.append(field)


def saved(document: Document) -> bytes:
    """The document's bytes, without the times at which they were packed."""
    packed = io.BytesIO()
    document.save(packed)
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DOS_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def stamped(at: datetime | None, model: ReportModel) -> datetime:
    """The time of a comment: that of its check, or of the report."""
    return (at or model.made_at).astimezone(UTC)


def keep_on_one_page(document: Document, first: int, at_most: int) -> None:
    """Keep together the paragraphs from the `first` element of the body on, if they have `at_most` characters."""
    added = [element for element in document.element.body[first:] if element.tag == qn("w:p")]
    if sum(len(element.text) for element in added) > at_most:
        return
    for element in added:
        kept = ParagraphFormat(element)
        kept.keep_together = True
        kept.keep_with_next = element is not added[-1]


def turn_round(document: Document) -> None:
    """Have paragraphs whose words are read from right to left begin there."""
    for element in document.element.body.iter(qn("w:p")):
        if from_right(element.text):
            properties = element.get_or_add_pPr()
            properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
