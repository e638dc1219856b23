"""A saved web page gives its article, its headline first, without what surrounds it."""

from datetime import date

import pytest

from core.errors import UserError
from core.intake import read_bytes
from core.intake.html import declared_charset

PARAGRAPHS = [
    "The ferry firm lost £4.5m – a third of its income – in two years, its owner Ann Lorne said on Monday.",
    "“We are sinking,” she said. “Not the boats. The boats are fine, and there are 12 of them.”",
    "Its rival carried 48,000 passengers last year, against 61,000 in 2019, according to the harbour office.",
]
PAGE = """<!DOCTYPE html>
<html><head>{meta}<title>Ferry firm “sinking” | Sallow Post</title>
<script>var quote = "“Buy,” said the advert.";</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article><h1>Ferry firm “sinking”</h1>{body}</article>
<aside><h2>Most read</h2><ul><li><a href="/x">Goat elected</a></li></ul></aside>
<footer><p>© 2031 Sallow Post</p></footer></body></html>"""
META = (
    '<meta name="author" content="Ann Weld"><meta property="og:site_name" content="Sallow Post">'
    '<meta property="og:title" content="Ferry firm “sinking”">'
    '<meta property="article:published_time" content="2025-09-11T23:30:00+02:00">'
)
BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
TEXT = "\n\n".join(["Ferry firm “sinking”", *PARAGRAPHS]) + "\n"


def page(meta: str = META, body: str = BODY) -> str:
    return PAGE.format(meta=meta, body=body)


def test_the_article_and_its_metadata() -> None:
    data = page().encode()
    document = read_bytes("ferry.html", data)
    assert document.text == TEXT
    assert document.media_type == "text/html"
    assert document.original == data
    assert (document.title, document.byline, document.outlet) == (
        "Ferry firm “sinking”",
        "Ann Weld",
        "Sallow Post",
    )
    assert document.published == date(2025, 9, 11)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page('<meta charset="windows-1252">').encode("cp1252"), "cp1252"),
        (
            page('<meta http-equiv="content-type" content="text/html; charset=ISO-8859-1">').encode("cp1252"),
            "cp1252",
        ),
        (page('<meta charset="utf-8">').encode("cp1252"), "cp1252"),
        (page('<meta charset="no-such-thing">').encode("utf-8"), "utf-8"),
        (page('<meta charset="rot13">').encode("utf-8"), "utf-8"),
        (page("").encode("utf-16"), "utf-16-le"),
        (b'<?xml version="1.0" encoding="utf-8"?>' + page("").encode(), "utf-8"),
    ],
)
def test_the_charset_it_declares_is_used_if_it_fits(data: bytes, encoding: str) -> None:
    document = read_bytes("ferry.htm", data)
    assert document.encoding == encoding
    assert document.text == TEXT


def test_charset_labels_as_browsers_take_them() -> None:
    assert declared_charset(b"<meta charset=latin1>") == "cp1252"
    assert declared_charset(b"<meta charset='GB2312'>") == "gb18030"
    assert declared_charset(b"<p>charset=utf-8</p>") is None


@pytest.mark.parametrize("name", ["Ferry row", "saved.page", "page.php"])
def test_a_page_is_known_by_how_it_begins(name: str) -> None:
    assert read_bytes(name, page().encode()).media_type == "text/html"


def test_a_txt_file_is_kept_even_if_it_holds_a_page() -> None:
    document = read_bytes("source.txt", page().encode())
    assert (document.text, document.media_type) == (page(), "text/plain")


def test_no_date_is_taken_from_the_text_or_the_footer() -> None:
    document = read_bytes("ferry.html", page("").encode(), date(2025, 10, 1))
    assert document.published == date(2025, 10, 1)


def test_quotation_marks_that_browsers_draw_are_written() -> None:
    said = (
        "<p><q>We <b>sank</b>,</q> she said. <q>He wrote <q>get <i>out</i></q>.</q> Nobody else spoke at all.</p>"
    )
    text = read_bytes("ferry.html", page(body=BODY + said).encode()).text
    assert "“We sank,” she said. “He wrote ‘get out’.” Nobody else spoke at all." in text


def test_what_is_struck_out_or_hidden_is_not_claimed() -> None:
    corrected = (
        "<p>The council spent <del>£52m</del> <ins>£48m</ins>.</p>"
        "<p>It lost <s>12</s> 14 of <strike>20 </strike>30.</p>"
        "<p hidden>There were 99 people.</p><div style='color: red; Display : none'><p>And 98 more.</p></div>"
        "<p hidden=until-found>It ended <span hidden>badly </span>there.</p>"
    )
    text = read_bytes("ferry.html", page(body=BODY + corrected).encode()).text
    assert text == TEXT + "\nThe council spent £48m.\n\nIt lost 14 of 30.\n\nIt ended there.\n"


def test_an_article_that_a_script_would_show_is_read() -> None:
    waiting = (
        page().replace("<body>", "<body style='display:none'><div hidden>").replace("</body>", "</div></body>")
    )
    assert read_bytes("ferry.html", waiting.encode()).text == TEXT


def test_captions_notes_lists_and_tables_stay_readable() -> None:
    more = (
        "<figure><img src=a.jpg><figcaption>Ann Lorne: “We sank.” Photograph: Weld</figcaption></figure>"
        "<p>It moved 52<sup>1</sup> boats over 9 km<sup>2</sup> on the 11<sup>th</sup>.<br>Then it stopped.</p>"
        "<ul><li>First of three</li><li>Second</li></ul>"
        "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2024</td><td>12</td></tr></table>"
        "<p>It ended there.</p>"
    )
    text = read_bytes("ferry.html", page(body=BODY + more).encode()).text
    assert text == TEXT + (
        "\nAnn Lorne: “We sank.” Photograph: Weld\n\n"
        "It moved 52¹ boats over 9 km² on the 11th.\n\nThen it stopped.\n\n"
        "- First of three\n- Second\n\nYear | Boats\n2024 | 12\n\nIt ended there.\n"
    )


def test_a_short_page_without_frame_is_read() -> None:
    text = read_bytes("a.html", b"<p>Two men were freed on Monday.</p>").text
    assert text.strip() == "Two men were freed on Monday."


@pytest.mark.parametrize("data", [b"<html><body><script>x</script></body></html>", b"<!-- -->", b"<html></html>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        read_bytes("a.html", data)
    assert caught.value.code in {"S-INTAKE-HTML", "S-INTAKE-EMPTY"}
    assert "\n" not in caught.value.message
