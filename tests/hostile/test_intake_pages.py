"""Pages and Markdown made to crash, hang or deceive: an article comes out, or one clear refusal."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.intake import read_bytes

STORY = "<p>The ferry firm lost a third of its income in two years, its owner Ann Lorne said on Monday.</p>" * 4
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "text",
        "<p>" * 100_000 + "text",
        "<b>" * 100_000 + "text" + "</b>" * 100_000,
        "<table>" * 20_000,
        "<table></table>" * 20_000,
        "<ul><li>" * 50_000,
        "<span>word</span>" * 100_000,
        "<a href=x>" * 100_000,
        "</div>" * 300_000,
    ],
)
def test_floods_of_tags_are_refused_or_read(body: str) -> None:
    try:
        document = read_bytes("page.html", f"<html><body>{body}</body></html>".encode())
    except UserError as error:
        assert error.code in {"S-INTAKE-HTML", "S-INTAKE-EMPTY"}
        assert "“page.html”" in error.message
    else:
        assert document.text.strip()


def test_a_story_inside_a_tolerable_flood_survives() -> None:
    document = read_bytes("page.html", f"<html><body>{'<i></i>' * 5000}<article>{STORY}</article></body>".encode())
    assert "its owner Ann Lorne said" in document.text


def test_entities_are_neither_expanded_nor_loaded() -> None:
    document = read_bytes(
        "page.xhtml", f"{BOMB}<html><body>{STORY}<p>&i; and &x; are gone.</p></body></html>".encode()
    )
    assert len(document.text) < 2000
    assert "root:" not in document.text


def test_scripts_handlers_and_frames_leave_no_text() -> None:
    evil = (
        '<script>alert("EVIL")</script><img src=x onerror="EVIL()"><style>EVIL</style>'
        '<iframe srcdoc="<p>EVIL</p>"></iframe><template>EVIL</template>'
    )
    document = read_bytes(
        "page.html", f"<html><body><article>{STORY}{evil}{STORY}</article></body></html>".encode()
    )
    assert "EVIL" not in document.text


def test_references_to_impossible_characters() -> None:
    text = read_bytes(
        "page.html", f"<article>{STORY}<p>A &#xD800; &#0; &#x110000; &#1; end of it.</p></article>".encode()
    ).text
    text.encode("utf-8")
    assert "\x00" not in text


def test_metadata_cannot_carry_lines_or_whole_books() -> None:
    meta = (
        f'<meta property="og:title" content="One\nTwo {"x" * 100_000}">'
        f'<meta name="author" content="Ann {"y" * 100_000}">'
    )
    document = read_bytes(
        "page.html", f"<html><head>{meta}</head><body><article>{STORY}</article></body>".encode()
    )
    for value in (document.title, document.byline, document.outlet):
        assert value is None or (len(value) <= 300 and "\n" not in value)


def test_a_page_whose_bytes_fit_no_encoding() -> None:
    noise = random.Random(7).randbytes(3000)  # noqa: S311
    with pytest.raises(UserError) as caught:
        read_bytes("page.html", b"<html><body><p>" + noise)
    assert caught.value.code in {"S-INTAKE-BINARY", "S-INTAKE-ENCODING"}


@pytest.mark.parametrize(
    "unit", ["[", "![a](", "*a ", "**", "`", "> ", "- ", "<", "[a]: b\n", "|a|\n|-|\n", "&", "_a__", "x\n===\n"]
)
def test_floods_of_markdown(unit: str) -> None:
    try:
        assert read_bytes("a.md", (unit * 5000).encode()).text.strip()
    except UserError as error:
        assert error.code == "S-INTAKE-EMPTY"


def test_more_brackets_than_anybody_writes_are_kept_as_they_are() -> None:
    source = "A *word*.\n\n" + "![" * 20_001 + "\n"
    assert read_bytes("a.md", source.encode()).text == source


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.docx"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        document = read_bytes(name, data)
    except UserError as error:
        assert error.code.startswith("S-INTAKE-")
        assert "\n" not in error.message
    else:
        document.text.encode("utf-8")
        assert document.original == data


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "<table>",
                "<td>",
                "<h1>",
                "<br>",
                "<!--",
                "]]>",
                "<a href='",
                "“x,” she said. ",
                "&lt;",
                "\n",
                "<svg>",
                "<title>",
                "12 ",
            ]
        ),
        max_size=40,
    )
)
def test_any_tag_soup_is_read_or_refused(parts: list[str]) -> None:
    try:
        assert read_bytes("a.html", "".join(parts).encode()).text.strip()
    except UserError as error:
        assert error.code in {"S-INTAKE-HTML", "S-INTAKE-EMPTY"}
