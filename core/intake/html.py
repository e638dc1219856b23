"""Saved web pages: the article without navigation, adverts and script, found by trafilatura.

Nothing of the page is run or fetched. A page is refused before it could keep the extraction busy for minutes:
its cost grows faster than the page in the number of elements and their depth.
"""

from __future__ import annotations

import codecs
import logging
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from core.errors import BugError, UserError
from core.intake.decoding import decode, storable, tidy_newlines
from core.intake.reader import Extracted, one_line, with_headline

if TYPE_CHECKING:
    from lxml.html import HtmlElement

OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<!--.{0,2000}?-->\s{0,200})?<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
"""How a page begins whose name does not tell that it is one."""

_MOST_ELEMENTS = 30_000
"""Ten times what a long live blog has; such a page takes up to ten seconds on a slow machine."""
_MOST_TABLES = 1_000
_DEEPEST = 200

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_ROW = re.compile(r"\|.*\|")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I
)
_KNOWN = re.compile(
    r"utf-?8|windows-125\d|cp125\d|iso-?8859-\d{1,2}|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gbk|gb18030|big5", re.I
)
_AS_BROWSERS_READ = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "macintosh": "mac_roman",
}


def read_html(name: str, data: bytes) -> Extracted:
    """A `Reader`. Title, byline, outlet and date come from the page's metadata; paragraphs stand apart by an
    empty line, and the headline stands first. What is struck out or hidden is no part of the text: corrections are
    written so, and a figure that was withdrawn is no claim.

    Raises `UserError` S-INTAKE-HTML for a page too large or too deep to take apart, or with no article in it.
    """
    decoded = decode(name, data, declared_charset(data))
    tree = _parse(name, decoded.text)
    _prepare(tree)
    try:
        found = _extract(tree)
    except ImportError as error:
        what = f"Saidso is not completely installed: {error}; install it again."
        raise BugError("S-INTAKE-INSTALL", what) from error
    except Exception as error:  # whatever a hostile page makes the library raise
        raise _refusal(name, "could not be taken apart") from error
    if found is None:
        raise _refusal(name, "holds no article that could be found")
    text = _paragraphs(found.text or "")
    title = _field(found.title)
    return Extracted(
        text=with_headline(title, text) if text else "",
        encoding=decoded.encoding,
        title=title,
        byline=_field((found.author or "").replace("; ", ", ")),
        outlet=_field(found.sitename),
        published=_date(found.date),
    )


def declared_charset(data: bytes) -> str | None:
    """Python's name of the encoding the page says it is in, or None where it says none or one nobody uses."""
    match = _CHARSET.search(data[:4096])
    if match is None:
        return None
    return known_charset(match[1].decode("ascii"))


def known_charset(label: str) -> str | None:
    """Python's name of the encoding that pages call `label`, or None for one nobody uses."""
    label = label.lower()
    if label in _AS_BROWSERS_READ:
        return _AS_BROWSERS_READ[label]
    try:
        return codecs.lookup(label).name if _KNOWN.fullmatch(label) else None
    except LookupError:
        return None


def _parse(name: str, text: str) -> HtmlElement:
    """The page as a tree of bounded size, without comments and processing instructions."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError) as error:
        raise _refusal(name, "holds no article that could be found") from error
    depth = elements = tables = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            elements += 1
            tables += element.tag == "table"
            _make_storable(element)
        if elements > _MOST_ELEMENTS or tables > _MOST_TABLES or depth > _DEEPEST:
            raise _refusal(name, "is built of too many parts")
    return tree


_PREPARED = ("q", "sup", "figure", "figcaption")


_WITHDRAWN = ("del", "s", "strike")
_WHOLE = ("html", "head", "body", "main", "article")


def _prepare(tree: HtmlElement) -> None:
    """Take out what the page no longer says, and turn into words what it says by other means and the extraction
    would lose."""
    for element in list(tree.iter()):
        if element.tag in _WITHDRAWN or _is_hidden(element):
            element.drop_tree()
    for element in list(tree.iter(*_PREPARED)):
        if element.tag == "q":
            _write_quotation_marks(element)
        elif element.tag == "sup":
            _raise_digits(element)
        else:  # a caption is text of the article, though the picture is not
            element.tag = "div" if element.tag == "figure" else "p"


def _is_hidden(element: HtmlElement) -> bool:
    """Whether browsers show nothing of an element. A whole page or article is hidden until a script shows it."""
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    hidden = element.get("hidden", "until-found").lower() != "until-found" or "display:none" in style
    return hidden and element.tag not in _WHOLE and next(element.iter("article", "main", "h1"), None) is None


def _raise_digits(element: HtmlElement) -> None:
    """Note 1 after "52" must not read 521."""
    if element.text and element.text.strip().isdecimal():
        element.text = element.text.translate(_RAISED)


def _make_storable(element: HtmlElement) -> None:
    """Replace the controls that character references can bring in, on which the libraries stumble, by U+FFFD."""
    if element.text and _NOT_XML.search(element.text):
        element.text = _NOT_XML.sub("\ufffd", element.text)
    if element.tail and _NOT_XML.search(element.tail):
        element.tail = _NOT_XML.sub("\ufffd", element.tail)


def _write_quotation_marks(quote: HtmlElement) -> None:
    """Put into the text the marks that browsers draw round `<q>`: without them it would be no quotation."""
    depth = sum(1 for outer in quote.iterancestors("span") if outer.get("data-quote"))
    opening, closing = "“”" if depth % 2 == 0 else "‘’"
    quote.text = opening + (quote.text or "")
    if len(quote):
        quote[-1].tail = (quote[-1].tail or "") + closing
    else:
        quote.text += closing
    quote.tag = "span"
    quote.set("data-quote", "1")


def _extract(tree: HtmlElement) -> Any:
    """trafilatura's document, or None. Its cautious way of dating is used: metadata and marked dates only."""
    from trafilatura import bare_extraction

    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        # What they warn of, a page without an article, is told in the refusal; it is not for the terminal.
        logging.getLogger(library).setLevel(logging.CRITICAL)
    return bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_images=False,
        include_links=False,
        include_formatting=False,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2199-12-31"},
    )


def _paragraphs(text: str) -> str:
    """Lines as the extraction gives them, with an empty line between; items and rows stay together."""
    out: list[str] = []
    before = ""
    for line in tidy_newlines(storable(text)).split("\n"):
        words, kind = _line(line.strip())
        if words:
            out.append("\n" if kind and kind == before else "\n\n")
            out.append(words)
            before = kind
    return "".join(out[1:]) + "\n" if out else ""


def _line(words: str) -> tuple[str, str]:
    """The words of a line without table borders, and whether it is a row, an item or neither."""
    if _ROW.fullmatch(words):
        cells = words.strip("| ")
        return (cells if cells.strip("-:| ") else ""), "row"
    return words, "item" if words.startswith("- ") else ""


def _field(value: str | None) -> str | None:
    return one_line(storable(value or "")) or None


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _refusal(name: str, what: str) -> UserError:
    return UserError(
        "S-INTAKE-HTML", f"“{name}” {what}. Open it in a browser, copy the article's text and paste it here."
    )
