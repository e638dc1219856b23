"""The Word document read back: comments on the very words, links that are safe, words that stay words."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from core.reports import FORMATS
from core.reports.model import ReportModel
from tests.core.reports.hostile import HOSTILE, corrected, hostile_model
from tests.core.reports.sample_model import TEXT, report


def opened(model: ReportModel) -> Any:
    return docx.Document(io.BytesIO(FORMATS["docx"].render(model)))


def commented(document: Any) -> dict[int, str]:
    """The words each comment is anchored on, by its id."""
    found: dict[int, str] = {}
    open_ids: set[int] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ids.add(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:commentRangeEnd"):
            open_ids.discard(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:t"):
            for number in open_ids:
                found[number] = found.get(number, "") + (element.text or "")
    return found


def test_each_check_is_a_comment_on_its_words() -> None:
    document = opened(report())
    texts = {comment.comment_id: comment for comment in document.comments}
    assert len(texts) == 7
    words = commented(document)
    [(number, false)] = [(n, c) for n, c in texts.items() if "False" in c.paragraphs[0].text]
    assert words[number] == "“There are no political prisoners in Orvenna,”"
    assert false.paragraphs[0].text == "9. Said? ~ Altered · So? ✕ False"
    assert (false.author, false.initials) == ("Ilse Maron", "IM")
    assert f"{false.timestamp:%Y-%m-%d %H:%M}" == "2025-09-12 14:02"
    body = "\n".join(paragraph.text for paragraph in false.paragraphs)
    assert "The constitutional court named eleven such prisoners" in body
    assert "[1] Refutes: Ruling 44/2025, paragraphs 12–31, Constitutional Court of Orvenna · 2 June 2025" in body
    [split] = [words[n] for n, c in texts.items() if c.paragraphs[0].text.startswith("3.")]
    assert split.startswith("“We put")
    assert "and we mean every one of them.”" in split
    assert any("nobody’s finding" in paragraph.text for c in texts.values() for paragraph in c.paragraphs)


def test_the_article_can_be_read_whole() -> None:
    body = " ".join(p.text for p in opened(report()).paragraphs)
    bare = re.sub(r" \d+[^\w\s]?(?=[\s,.]|$)", "", body)
    for sentence in (
        "Families waited through the night outside the second farm.",
        "Envoy Mirela Danforth had come",
    ):
        assert sentence in TEXT
        assert sentence in bare


def test_the_claims_follow_in_full() -> None:
    text = "\n".join(p.text for p in opened(corrected()).paragraphs)
    for words in [
        "Correction, 12 September 2025, 22:05 UTC. First rated Misleading.",
        "“none that I know of, no”",
    ]:
        assert words in text.replace("\N{NO-BREAK SPACE}", " ")


def test_links_lead_to_sources_only() -> None:
    for evil in HOSTILE:
        document = opened(hostile_model(evil))
        targets = [r.target_ref for r in document.part.rels.values() if r.is_external]
        assert all(t.startswith(("https://register.example/", "https://archive.example/")) for t in targets)


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(evil: str) -> None:
    data = FORMATS["docx"].render(hostile_model(evil))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
        assert not [name for name in archive.namelist() if "vba" in name.casefold() or "embeddings" in name]
    if evil.isascii() and evil.isprintable():
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
        assert " ".join(evil.split()) in text
