from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.text import paragraphs
from core.reports import page as pages
from core.reports.links import safe_link
from core.reports.marking import mark
from tests.core.reports.sample_model import report

TEXTS = st.text("ab \n😀", max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, tuple[tuple[int, int], ...]]]]:
    text = draw(TEXTS)
    offsets = st.integers(0, len(text) + 3)
    passages = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        cuts = sorted(draw(st.lists(offsets, min_size=2, max_size=4, unique=True)))
        passages.append((number, tuple(zip(cuts[::2], cuts[1::2], strict=False))))
    return text, passages


@given(marked())
def test_runs_are_the_text_and_every_claim_keeps_its_words(
    case: tuple[str, list[tuple[int, tuple[tuple[int, int], ...]]]],
) -> None:
    text, passages = case
    lines = mark(text, passages)
    spans = paragraphs(text)
    assert ["".join(run.text for run in line) for line in lines] == [text[s:e] for s, e in spans]
    inside = {offset for start, end in spans for offset in range(start, end)}
    runs = [run for line in lines for run in line]
    begun, ended = (Counter(n for run in runs for n in getattr(run, name)) for name in ("begins", "ends"))
    for number, pieces in passages:
        wanted = "".join(text[o] for start, end in pieces for o in range(start, end) if o in inside)
        assert "".join(run.text for run in runs if number in run.claims) == wanted
        assert begun[number] == ended[number] == bool(wanted)


def test_overlapping_claims_share_a_run() -> None:
    [line] = mark("we saw nine buses", [(1, ((0, 17),)), (2, ((7, 17),))])
    assert [(run.text, run.claims, run.begins, run.ends) for run in line] == [
        ("we saw ", (1,), (1,), ()),
        ("nine buses", (1, 2), (2,), (1, 2)),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://register.example/9",
        "http://register.example:8080/a?b=c&d=%20#e",
        " https://register.example/9\n",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/straße",
        "HTTPS://register.example/",
    ],
)
def test_plain_web_addresses_are_linked(url: str) -> None:
    assert safe_link(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://register.example/",
        "//register.example/",
        "/a/b",
        "register.example",
        "https://",
        "https:///path",
        "https://court.example@evil.example/",
        "https://a:b@evil.example/",
        "https://register.example/ two words",
        "https://register.example/\u202egpj.exe",
        "https://register.example/\u200b",
        'https://register.example/"onclick="x',
        "https://register.example\\@evil.example",
        "https://[::1",
        "https://register.example:port/",
        "https://register.example:99999/",
        "https://register.example/" + "a" * 3000,
        "https://register.example/\x00",
        "https://register.example/\ud800",
    ],
)
def test_everything_else_is_not(url: str) -> None:
    assert safe_link(url) is None


def test_a_passage_in_the_text_bears_the_graver_of_its_two_answers() -> None:
    quoted = next(each for each in report().claims if each.said_applies and each.check.said and each.check.so)
    both = replace(quoted, check=replace(quoted.check, said="altered", so="opinion"))
    [block] = pages.build(report([both])).verdicts
    assert block.mark is not None and block.mark.label == "Altered"
    [block] = pages.build(report([replace(both, check=replace(both.check, so="false"))])).verdicts
    assert block.mark is not None and block.mark.label == "False"
