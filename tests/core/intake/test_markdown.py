"""Markdown becomes the words a reader sees; nothing of the markup stays to break a quotation or a figure."""

from datetime import date

import pytest

from core.errors import UserError
from core.intake import read_bytes

SOURCE = """# Ferry *row* grows

By Ann Lorne | 11 September 2025

The firm lost **£4.5m** – a [third](https://example.org "of it") of `its` income –
in two years.\\
“We _are_ sinking,” she said &amp; laughed. ![boat](boat.png)

- one
- two
  - deeper

1. first

2. second

| year | boats |
|------|-------|
| 2024 | 12    |

> “Quoted \\*exactly\\*”

Later
-----

```
raw *text*
```

<div>Kept <!-- not kept --> words</div>
"""

TEXT = """Ferry row grows

By Ann Lorne | 11 September 2025

The firm lost £4.5m – a third of its income – in two years.
“We are sinking,” she said & laughed.

- one
- two
- deeper

1. first

2. second

year | boats
2024 | 12

“Quoted *exactly*”

Later

raw *text*

Kept  words
"""


def test_the_words_without_the_markup() -> None:
    document = read_bytes("ferry.md", SOURCE.encode())
    assert document.text == TEXT
    assert document.media_type == "text/markdown"
    assert (document.title, document.byline, document.published) == (
        "Ferry row grows",
        "Ann Lorne",
        date(2025, 9, 11),
    )
    assert document.original == SOURCE.encode()


def test_front_matter_is_read_and_taken_out() -> None:
    front = '---\ntitle: "Ferry row: a third lost"\nauthor: Ann Lorne\ndate: 2025-09-11\nsite: Sallow Post\n---\n'
    document = read_bytes("ferry.md", (front + "The firm sank.\n").encode())
    assert document.text == "Ferry row: a third lost\n\nThe firm sank.\n"
    assert document.title == "Ferry row: a third lost"
    assert (document.byline, document.outlet) == ("Ann Lorne", "Sallow Post")
    assert document.published == date(2025, 9, 11)


@pytest.mark.parametrize(
    ("front", "title", "byline", "published"),
    [
        (
            "title: Minister resigns\nauthor: Jane Doe\nimage:\n  title: The sea\n  author: John Roe\n"
            "date: 2025-09-11 08:00:00 +0200",
            "Minister resigns", "Jane Doe", date(2025, 9, 11),
        ),
        ("title: >\n  The\n  end\nauthor: [Jane Doe, John Roe]", "The end", "Jane Doe, John Roe", None),
        ("title: |-\n  It ends\nauthor:\n- name: Jane Doe\n- John Roe", "It ends", "Jane Doe, John Roe", None),
        ("title: 'It''s over' # yes\n# date: 2001-01-01\nauthor: {name: Jane Doe}", "It's over", "Jane Doe", None),
        ("title: Row: a third lost\nimage:\n  title: The sea\n# author: Nobody", "Row: a third lost", None, None),
        ("title: @ferry\nauthor: \"Jane Doe\"\nauthor: John Roe", "@ferry", "John Roe", None),
        ("title: " + "[" * 900 + "\nauthor: Jane Doe", "[" * 300, "Jane Doe", None),
        ("title: ~\nauthor: Jane Doe", None, "Jane Doe", None),
    ],
)  # fmt: skip
def test_front_matter_is_read_as_it_is_meant(
    front: str, title: str | None, byline: str | None, published: date | None
) -> None:
    document = read_bytes("ferry.md", f"---\n{front}\n---\nThe firm sank, and with it 12 boats.\n".encode())
    assert (document.title, document.byline, document.published) == (title, byline, published)
    assert document.text == f"{title}\n\nThe firm sank, and with it 12 boats.\n".removeprefix("None\n\n")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_bytes("a.md", b"---\n\nText: of a kind.\n").text == "Text: of a kind.\n"


def test_references_to_lone_surrogates_and_nul_leave_nothing_unstorable() -> None:
    text = read_bytes("a.md", b"a &#xD800; b &#0; c \x00 and enough text to be no binary " + b"x" * 100).text
    text.encode("utf-8")
    assert "\x00" not in text


def test_markup_without_words_is_empty() -> None:
    with pytest.raises(UserError) as caught:
        read_bytes("a.md", b"# \n\n![](x.png)\n\n---\n")
    assert caught.value.code == "S-INTAKE-EMPTY"


def test_a_very_long_one_is_kept_as_written() -> None:
    source = "# Log\n\n" + "*word* " * 150_000
    assert read_bytes("a.md", source.encode()).text == source


@pytest.mark.parametrize("deep", ["- " * 18, "> " * 20, "> " * 12 + "- " * 6, "> " * 300])
def test_words_nested_however_deep_are_kept(deep: str) -> None:
    source = f"Intro of 5 men.\n\n{deep}“We lost 52 men,” said Bell.\n\nThe end.\n"
    assert "“We lost 52 men,” said Bell." in read_bytes("a.md", source.encode()).text


def test_less_and_greater_signs_are_no_tags() -> None:
    assert "5 < 7 men > 3" in read_bytes("a.md", b"<div>\n5 < 7 men > 3\n</div>\n").text
