"""PDFs made by hand, object by object: plain ones, and such as no program should write."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def lines(*texts: str, size: int = 14) -> bytes:
    """Page content: lines of text from the top of a page 842 points high."""
    said = b" T* ".join(b"(%s) Tj" % _escaped(text) for text in texts)
    return b"BT /F1 %d Tf %d TL 72 760 Td %s ET" % (size, 2 * size, said)


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pages(
    contents: Sequence[bytes], box: str = "0 0 595 842", extra: bytes = b"", title: str = "", trailer: bytes = b""
) -> bytes:
    """A PDF with a page for each content. `extra` goes into each page's dictionary."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        FONT,
        b"<< /Title (%s) >>" % _escaped(title),
    ]
    for at, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> %s >>" % (box.encode(), 6 + 2 * at, extra)
        )
        objects.append(stream(content))
    return pdf(objects, b"/Info 4 0 R " + trailer)


def shared_pages(count: int) -> bytes:
    """A PDF of `count` pages that are all the same object's copies, small for its pages."""
    kids = b" ".join(b"%d 0 R" % (5 + at) for at in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>"
    )
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        FONT,
        stream(lines("The same words on every page")),
        *[page] * count,
    ])  # fmt: skip


def encrypted() -> bytes:
    """A PDF that asks for a password which nobody knows."""
    secret = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%s> /U <%s> >>" % (b"a1" * 32, b"5c" * 32)
    trailer = b"/Encrypt 5 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        stream(b"0 0 m"),
        secret,
    ], trailer)  # fmt: skip


def form_bomb(depth: int = 12, fan: int = 12) -> bytes:
    """One page that draws a form which draws others `fan` times, `depth` deep: fan ** depth strokes."""
    first = 4
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
        b"/Resources << /XObject << /X %d 0 R >> >> >>" % (first + depth + 1, first),
    ]
    for level in range(depth):
        uses = b"/Resources << /XObject << /X %d 0 R >> >>" % (first + level + 1)
        objects.append(stream(b"/X Do " * fan, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + uses))
    leaf = b"0 0 m 595 842 l S " * 50
    objects.append(stream(leaf, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"))
    objects.append(stream(b"/X Do"))
    return pdf(objects)
