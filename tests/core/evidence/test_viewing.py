"""Kept copies as a viewer shows them: their words, their places, their pixels; and copies made to break it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from core.errors import UserError
from core.evidence import copy_pdf, copy_text, requests
from core.evidence.requests import CaptureFile, CapturePixels, FindInCopy, ShowPart
from core.evidence.viewing import Copy, Found, Part, Showing, locator
from core.matching.passage import is_word_for_word
from core.matching.quote_diff import compare
from core.progress import Progress
from core.worker import Child, ChildDied
from tests.core.evidence import pdfs

A4 = (595, 842)


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Copies are opened in this process, whose memory stays as it is, and closed after each test."""
    monkeypatch.setattr(requests, "_bound_memory", lambda: None)
    yield
    requests.forget()


def copy(data: bytes, media_type: str, name: str = "The list") -> Copy:
    return Copy(sha256(data).hexdigest(), name, media_type, data)


def part(data: bytes, media_type: str, number: int = 1, width: int = 600) -> Part:
    return ShowPart(copy(data, media_type), number, width).perform(Progress())


def refused(data: bytes, media_type: str, code: str = "S-COPY-KIND") -> str:
    with pytest.raises(UserError) as caught:
        part(data, media_type)
    assert caught.value.code == code
    assert "\n" not in caught.value.message
    assert caught.value.message.startswith(("The list", "Page "))
    return caught.value.message


# --- text and web pages ---


def test_plain_text_is_shown_as_it_is_with_its_paragraphs() -> None:
    text = "Heading\n\nFirst line,\nsecond line.\n\n\n  Änderung 𝟝 at last.\n"
    found = part(text.encode(), "text/plain")
    assert found.text == text
    assert (found.showing, found.number, found.of) == (Showing.TEXT, 1, 1)
    at = text.index("second")
    assert locator(found, at, at + 6) == "paragraph 2"
    assert locator(found, 0, len(text)) == "paragraphs 1–3"
    assert locator(found, text.index("𝟝"), text.index("𝟝") + 1) == "paragraph 3"
    lines = part(b"one\r\ntwo\rthree", "text/plain")
    assert (lines.text, lines.starts) == ("one\ntwo\nthree", (0, 4, 8))


@pytest.mark.parametrize(
    ("text", "media_type"),
    [("BMJ 2021;374: the trial enrolled 1,300 people.", "text/plain"), ("BMI,age\n31,52\n", "text/csv"),
     ("GIF89 is no format", "text/plain"), ("BMI 31", "application/octet-stream")],
)  # fmt: skip
def test_a_text_that_begins_as_pictures_do_is_a_text(text: str, media_type: str) -> None:
    assert part(text.encode(), media_type).text == text


def test_a_table_counts_rows() -> None:
    found = part(b"name,count\nVelin,52\nNorvil,14\n", "text/csv; charset=utf-8")
    at = found.text.index("52")
    assert locator(found, at, at + 2) == "row 2"


@pytest.mark.parametrize("media_type", ["text/html; charset=windows-1251", "application/octet-stream"])
def test_a_web_page_is_its_words_alone(media_type: str) -> None:
    page = (
        "<!doctype html><meta charset=windows-1251><title>List 118</title><style>p{}</style><body>"
        "<script>steal()</script><h1>List  118</h1><p>Fifty-two <b>names</b>,<br>in order<p>Второй"
        "<ul><li>one<li>two</ul><table><tr><td>Velin<td>52<tr><td>Norvil<td>14</table>"
        "<pre>a   b\n c</pre><iframe src='http://evil.example/'>no</iframe><img src=x onerror=steal()>"
        "<noscript>Seen without script</noscript><!-- hidden --><p>Last"
    ).encode("cp1251")
    assert part(page, media_type).text.split("\n\n") == [
        "List 118", "Fifty-two names,\nin order", "Второй", "• one", "• two", "Velin\t52\nNorvil\t14",
        "a b\nc", "Seen without script", "Last",
    ]  # fmt: skip


def test_a_web_page_says_what_it_is_called() -> None:
    assert copy_text.page_title(copy(b"<title>\n List\n 118 </title>", "text/html")) == "List 118"
    og = b"<title>Site</title><meta property='og:title' content='List 118 &lt;b&gt;'>"
    assert copy_text.page_title(copy(og, "text/html")) == "List 118 <b>"
    assert copy_text.page_title(copy(b"<p>words", "text/html")) == ""


def test_ten_megabytes_of_text_come_in_parts_that_are_whole_paragraphs() -> None:
    paragraph = "A line of words that goes on, and on, and comes to an end. " * 5
    text = "\n\n".join(f"{number}: {paragraph}" for number in range(33_000))
    assert len(text) > 9_900_000
    data = text.encode()
    kept = copy(data, "text/plain")

    def at(number: int) -> Part:
        return ShowPart(kept, number, 0).perform(Progress())

    first = at(1)
    assert first.of > 200
    assert len(first.text) <= copy_text.PART
    assert "".join(at(number).text for number in range(1, first.of + 1)) == text
    last = at(first.of)
    assert locator(last, len(last.text) - 1, len(last.text)) == "paragraph 33000"
    middle = at(100)
    assert middle.text.startswith(f"{middle.first - 1}: ")
    hit = FindInCopy(kept, "20000:  a LINE", 1).perform(Progress())
    assert hit.part is not None
    where = at(hit.part)
    assert where.text[hit.start : hit.end] == "20000: A line"
    assert locator(where, hit.start, hit.end) == "paragraph 20001"


def test_one_line_without_end_is_cut_where_it_must_be() -> None:
    data = b"x" * 1_000_000
    third = part(data, "text/plain", 3)
    assert (third.of, len(third.text), third.first, third.starts) == (25, copy_text.PART, 1, (0,))
    assert locator(third, 5, 9) == "paragraph 1"


def test_a_part_that_is_not_there_is_the_nearest_one() -> None:
    assert part(b"words", "text/plain", 99).number == 1
    assert part(b"words", "text/plain", -3).number == 1


@pytest.mark.parametrize(
    "body", ["<div>" * 100_000 + "text", "<table>" * 20_000 + "text", "</p>" * 200_000, "<a href=x>" * 100_000]
)
def test_floods_of_tags_come_out_as_words_or_a_refusal(body: str) -> None:
    try:
        found = part(body.encode(), "text/html")
    except UserError as error:
        assert error.code == "S-COPY-KIND"
    else:
        assert found.text


def test_a_page_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_text, "MOST_ELEMENTS", 1000)
    assert "too many parts" in refused(b"<i>a</i>" * 1001, "text/html")


def test_a_page_without_words_is_shown_as_it_came() -> None:
    page = "<html><body><div id=app></div><script>fill()</script></body></html>"
    assert part(page.encode(), "text/html").text == page


# --- PDFs ---


def test_a_page_is_a_picture_with_the_places_of_its_words() -> None:
    found = part(pdfs.pages([b"", pdfs.lines("List of names", "52 in all (sic)")]), "application/pdf", 2, 595)
    assert (found.showing, found.number, found.of) == (Showing.PAGES, 2, 2)
    assert found.text == "List of names\n52 in all (sic)"
    assert locator(found, 0, 4) == "page 2"
    assert found.pixels is not None
    assert (found.pixels.width, found.pixels.height) == A4
    assert len(found.pixels.rgb) == 595 * 842 * 3
    assert len(found.boxes) == 4 * len(found.text)
    for at, character in enumerate(found.text):
        left, top, right, bottom = found.boxes[4 * at : 4 * at + 4]
        if character.isspace():
            assert (left, top, right, bottom) == (0, 0, 0, 0)
            continue
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1
        assert darkest(found, left, top, right, bottom) < 100, (
            f"nothing is drawn where {character!r} is said to be"
        )
    assert found.boxes[1] < found.boxes[4 * 14 + 1], "the second line stands below the first"


@pytest.mark.parametrize("extra", [b"/Rotate 90", b"/Rotate 180", b"/CropBox [50 500 595 842]"])
def test_turned_and_cropped_pages_have_their_words_where_they_are_drawn(extra: bytes) -> None:
    found = part(pdfs.pages([pdfs.lines("Ships", "52 of them")], extra=extra), "application/pdf")
    for at in (0, 4, 6, 7):
        assert darkest(found, *found.boxes[4 * at : 4 * at + 4]) < 100


def darkest(found: Part, left: float, top: float, right: float, bottom: float) -> int:
    """The darkest red of the pixels in a box of shares."""
    assert found.pixels is not None
    width, height = found.pixels.width, found.pixels.height
    rows = range(int(top * height), int(bottom * height) + 1)
    return min(
        min(
            found.pixels.rgb[
                3 * (row * width + int(left * width)) : 3 * (row * width + int(right * width) + 1) : 3
            ]
        )
        for row in rows
    )


def test_a_search_goes_through_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = copy(pdfs.pages([pdfs.lines(f"Page {n}", "names of ships") for n in range(1, 9)]), "application/pdf")

    def find(words: str, page: int, offset: int = 0) -> Found:
        return FindInCopy(pages, words, page, offset).perform(Progress())

    assert find("page 7", 2) == Found(7, 7, 0, 6)
    assert find("7  NAMES", 1) == Found(7, 7, 5, 12)
    assert find("page", 3, 1) == Found(4, 4, 0, 4)
    assert find("page 2", 3) == Found(8)
    monkeypatch.setattr(copy_pdf, "SEARCH_SECONDS", -1.0)
    assert find("page 7", 2) == Found(2)


def test_a_word_broken_at_the_end_of_a_line_is_found_and_is_the_same_word() -> None:
    said = pdfs.lines("The ministry acknowl-", "edged that a well-", "known man was there")
    broken = copy(pdfs.pages([said]), "application/pdf")
    text = ShowPart(broken, 1, 100).perform(Progress()).text
    assert is_word_for_word(compare("The ministry acknowledged that a well-known man was there", text))
    for words in ("acknowledged that", "well-known", "wellknown"):
        found = FindInCopy(broken, words, 1).perform(Progress())
        assert found.part == 1
        assert text[found.start : found.end].replace("\u00ad", "").replace("\n", "").replace(" ", "") in (
            "acknowledgedthat", "wellknown",
        )  # fmt: skip
    assert FindInCopy(broken, "well known", 1).perform(Progress()).part is None


@pytest.mark.parametrize("text", ["the govern-\nment", "the govern\u00adment", "the GOVERNMENT"])
def test_a_search_is_for_words_and_not_for_how_they_are_set(text: str) -> None:
    assert FindInCopy(copy(text.encode(), "text/plain"), "The government", 1).perform(Progress()).part == 1
    cafe = copy("Im Cafe\u0301".encode(), "text/plain")
    assert FindInCopy(cafe, "café", 1).perform(Progress()).part == 1


def test_a_pdf_of_ten_thousand_pages_is_opened_and_turned_to_its_end() -> None:
    data = pdfs.shared_pages(10_000)
    assert part(data, "application/pdf", 9_999).of == 10_000
    assert part(data, "application/pdf", 10_000).text == "The same words on every page"


@pytest.mark.parametrize(
    "box",
    ["0 0 20000000 20000000", "0 0 0.01 14400", "0 0 14400 0.01", "0 0 0 0", "0 0 -5 -5", "0 0 1e400 9", "x"],
)
def test_pages_of_any_size_become_pictures_of_a_bounded_one(box: str) -> None:
    found = part(pdfs.pages([pdfs.lines("x")], box=box), "application/pdf", width=4000)
    assert found.pixels is not None
    assert max(found.pixels.width, found.pixels.height) <= copy_pdf.MOST_SIDE
    assert found.pixels.width * found.pixels.height <= copy_pdf.MOST_PIXELS * 1.01


def test_a_page_of_too_many_characters_says_that_there_are_more() -> None:
    flood = b"BT /F1 1 Tf " + b"(%s) Tj " % (b"abc " * 50) * 400 + b"ET"
    found = part(pdfs.pages([flood]), "application/pdf")
    assert found.cut
    assert len(found.text) <= copy_pdf.MOST_CHARACTERS


def test_protected_and_broken_pdfs_are_refused_with_what_to_do() -> None:
    assert "protected by a password" in refused(pdfs.encrypted(), "application/pdf")
    whole = pdfs.pages([pdfs.lines("x")])
    for data in (b"%PDF-1.7 rubbish", whole[:60], pdfs.pages([]), b"<html>not one</html>"):
        assert "Save the copy" in refused(data, "application/pdf")


def test_damage_in_a_pdf_never_gets_out() -> None:
    whole = pdfs.pages([pdfs.lines("List of 52 names")] * 3)
    for at in range(0, len(whole), 7):
        damaged = whole[:at] + b"\xff\x00" + whole[at + 2 :]
        try:
            part(damaged, "application/pdf", 2)
        except UserError as error:
            assert error.code in ("S-COPY-KIND", "S-COPY-PAGE")


# --- pictures ---


@pytest.mark.parametrize(("mode", "kind"), [("I;16", "PNG"), ("I;16", "TIFF"), ("I", "TIFF"), ("F", "TIFF")])
def test_a_scan_in_fine_greys_keeps_its_words(mode: str, kind: str) -> None:
    scan, out = Image.new(mode, (4, 1)), io.BytesIO()
    for at, grey in enumerate((0, 300, 20_000, 65_535)):
        scan.putpixel((at, 0), grey)
    scan.save(out, kind)
    pixels = part(out.getvalue(), f"image/{kind.lower()}").pixels
    assert pixels is not None
    assert list(pixels.rgb[::3]) == pytest.approx([0, 1, 78, 255], abs=1)


def black(width: int, height: int) -> bytes:
    """A PNG of one bit a pixel: some kilobytes however large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, row = zlib.compressobj(9), bytes(1 + (width + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_pictures_are_shown_whatever_their_server_called_them(kind: str) -> None:
    found = part(saved(Image.new("RGB", (30, 20), (250, 0, 0)), kind), "application/octet-stream")
    assert found.showing is Showing.PICTURE
    assert found.pixels is not None
    assert (found.pixels.width, found.pixels.height) == (30, 20)
    assert found.pixels.rgb[0] > 240
    assert found.pixels.rgb[1] < 10
    assert locator(found, 0, 0) == ""


def test_what_is_dark_on_nothing_is_shown_on_white() -> None:
    found = part(saved(Image.new("RGBA", (2, 1), (0, 0, 0, 0)), "PNG"), "image/png")
    assert found.pixels is not None
    assert found.pixels.rgb == b"\xff" * 6


def test_a_picture_that_was_taken_sideways_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = part(saved(Image.new("RGB", (30, 20)), "JPEG", exif=exif), "image/jpeg")
    assert found.pixels is not None
    assert (found.pixels.width, found.pixels.height) == (20, 30)


def test_pictures_too_large_to_show_are_refused_with_their_size() -> None:
    assert "20,000 × 20,000 pixels" in refused(black(20_000, 20_000), "image/png")
    large = part(black(9_000, 3_000), "image/png").pixels
    assert large is not None
    assert (large.width, large.height) == (4000, 1333)


def test_broken_pictures_and_what_is_none_are_refused() -> None:
    whole = black(200, 200)
    for data in (whole[:60], b"\xff\xd8\xff\xe0nothing", b"GIF89a", b"II*\x00\xff"):
        assert "no picture" in refused(data, "image/png")
    assert "application/zip" in refused(b"PK\x03\x04" + bytes(500), "application/zip")
    assert "of an unknown kind" in refused(bytes(range(256)), "")


# --- in the child ---


def test_the_child_shows_parts_and_opens_a_copy_anew_after_it_was_ended() -> None:
    child = Child()
    try:
        pages = copy(pdfs.pages([pdfs.lines("one"), pdfs.lines("two")]), "application/pdf")
        assert child.run(ShowPart(pages, 1, 300)).text == "one"
        child.kill()
        assert child.run(ShowPart(pages, 2, 300)).text == "two"
        other = copy(b"words", "text/plain")
        assert child.run(ShowPart(other, 1, 300)).text == "words"
    finally:
        child.close()


def test_a_copy_that_takes_all_memory_ends_the_child_or_is_refused() -> None:
    """A picture of less than its limit, but of more bytes than the child may have."""
    child = Child()
    try:
        with pytest.raises((UserError, ChildDied)):
            child.run(_TakesMemory(copy(b"words", "text/plain"), 1, 1))
        assert child.run(ShowPart(copy(b"words", "text/plain"), 1, 1)).text == "words"
    finally:
        child.close()


class _TakesMemory(ShowPart):
    def perform(self, progress: Progress) -> Part:
        super().perform(progress)
        try:
            taken = bytearray(requests.MOST_MEMORY)
        except MemoryError:
            raise UserError("S-COPY-PAGE", "no memory") from None
        raise AssertionError(len(taken))


def test_what_is_captured_is_named(tmp_path: Path) -> None:
    path = tmp_path / "List of names.pdf"
    path.write_bytes(pdfs.pages([pdfs.lines("x")], title="List  118"))
    found = CaptureFile(path).perform(Progress())
    assert (found.title, found.media_type) == ("List of names", "application/pdf")
    assert requests._title(found) == "List 118"
    pasted = CapturePixels(2, 1, bytes([255, 0, 0, 255] * 2)).perform(Progress())
    assert pasted.media_type == "image/png"
    assert part(pasted.data, "image/png").pixels is not None
