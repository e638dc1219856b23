from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checking.scales import contrast
from core.records import (
    CaptureRow,
    CheckView,
    ClaimState,
    Decision,
    MentionKind,
    RatingScale,
    ReviewView,
)
from core.reports import html
from core.reports.model import Scope
from tests.core.reports.hostile import DIGEST, HOSTILE, NIGHT, corrected, hostile_model
from tests.core.reports.sample_model import CALL, CLAIMS, TEXT, Wanted, report, view

VOID = {"meta", "br", "rect", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """A page read back: its elements, its text, and whether its tags are nested as they should be."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.loose: list[str] = []
        """Text in no element that keeps the direction of its letters to itself."""
        self._open: list[tuple[str, bool]] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, tag in {"bdi", "title"} or "dir" in dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("style", False) not in self._open:
            self.words.append(data)
        if not any(isolates for _, isolates in self._open):
            self.loose.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))

    def all(self, name: str) -> list[str]:
        """Every value of the attribute `name`."""
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]


SOURCE = html.render(report())
PAGE = Page(SOURCE)

ALLOWED = {
    "html head meta title style body svg defs pattern rect header p span bdi h1 h2 h3 h4 div strong main section "
    "table caption tbody thead tr th td a article blockquote mark dl dt dd figure figcaption ol li cite code br "
    "g text",
}


def assert_harmless(page: Page) -> None:
    """Nothing in the page runs, loads or sends, and only web links lead out of it."""
    assert {tag for tag, _ in page.elements} <= set(" ".join(ALLOWED).split())
    for _, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on")]
        assert not {"src", "srcset", "style", "data", "action", "formaction", "background", "ping"} & set(attrs)
    for target in page.all("href"):
        assert re.match(r"#|https?://", target)
    for fill in page.all("fill"):
        assert fill == "url(#hatch)"


def test_nothing_runs_and_nothing_is_loaded() -> None:
    assert_harmless(PAGE)
    [style] = re.findall(r"<style>(.*?)</style>", SOURCE, re.S)
    assert "url(" not in style
    assert "@import" not in style
    assert "expression" not in style
    digest = b64encode(sha256(style.encode()).digest()).decode()
    [policy] = [a["content"] for t, a in PAGE.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_links_inside_the_page_lead_somewhere_both_ways() -> None:
    ids = Counter(PAGE.all("id"))
    assert set(ids.values()) == {1}
    inner = {target[1:] for target in PAGE.all("href") if target.startswith("#")}
    assert inner <= set(ids)
    labels = {name for value in PAGE.all("aria-labelledby") for name in value.split()}
    assert labels <= set(ids)
    shown = [claim for claim in report().claims if claim.row.state is not ClaimState.DISMISSED]
    for claim in shown:
        assert {f"c{claim.row.id}", f"t{claim.row.id}"} <= inner


def test_the_head_names_what_the_report_is_about() -> None:
    model = report()
    article = model.parts[0].article
    for words in [
        article.title,
        "The Harbour Courier",
        "11 September 2025",
        "Rosalind Teague and Bram Oduya",
        "201 words",
        "Courier fact desk",
        "by Ilse Maron",
        "13 September 2025, 16:20 UTC",
        "en_saidso 0.1",
        article.sha256,
        model.audit_head,
        "event 13,402",
    ]:
        assert words in PAGE.text


def test_coverage_drafts_and_open_claims_are_told_honestly() -> None:
    assert "6 of 16 settled." in PAGE.text
    assert "3 verdicts are drafts" in PAGE.text
    assert "7 claims are not yet checked." in PAGE.text
    assert (
        "16 claims were found in the article: 4 checked and approved, 2 dismissed without a check, 10" in PAGE.text
    )
    assert "Not yet checked" in PAGE.text
    assert "Their being listed says nothing about whether they are so." in PAGE.text
    finished = [view(1, replace(CLAIMS[0], state=ClaimState.APPROVED))]
    text = Page(html.render(report(finished))).text
    assert "1 of 1 settled." in text
    assert "draft" not in text.casefold()
    assert "Not yet checked" not in text


def test_a_figure_in_the_list_stands_in_a_few_of_its_words() -> None:
    rows = re.findall(r'<span class="claim-words" dir="auto">(.*?)</span><br>', SOURCE)
    assert '<mark class="key">“I counted nine buses and my brother was on none,”</mark>' in rows
    assert 'Mr Averlin has governed for <mark class="key">more than three decades</mark>' in rows[3]
    assert rows[0] == (
        "… prison farms on Tuesday and let 52 detainees go, "
        '<mark class="key">the largest release</mark> since the harbour strike, but far fewer than the …'
    )


def test_a_claim_that_lost_its_words_is_still_listed() -> None:
    claim = view(1, CLAIMS[0])
    empty = replace(
        claim, pieces=(), before="", after="", row=replace(claim.row, words="", so=None), check=CheckView()
    )
    page = Page(html.render(report([empty])))
    assert "c1" in page.all("id")
    assert "#t1" not in page.all("href")


def test_a_draft_says_what_it_still_lacks() -> None:
    bare = view(1, replace(CLAIMS[0], state=ClaimState.CHECKING, rationale="", evidence=[]))
    assert "This draft still needs: a rationale; a source." in Page(html.render(report([bare]))).text
    done = replace(bare, row=replace(bare.row, state=ClaimState.APPROVED))
    assert "still needs" not in Page(html.render(report([done]))).text


def test_every_rating_is_told_by_sign_and_name_and_defined() -> None:
    scale = report().scale
    for rating in (*scale.said, *scale.so):
        assert f"{rating.glyph}{rating.label}" in PAGE.text
        assert rating.definition in PAGE.text
        assert f"{rating.label}: {rating.definition}" in PAGE.all("title")


def test_a_share_is_drawn_to_scale_with_its_interval() -> None:
    rects = [attrs for tag, attrs in PAGE.elements if tag == "rect"]
    certain = [a for a in rects if a.get("class") == "fill" and a.get("width") == "3.714%"]
    between = [
        a for a in rects if a.get("class") == "open" and (a.get("x"), a.get("width")) == ("3.714%", "0.286%")
    ]
    assert len(certain) == len(between) == 2
    assert "3.7–4.0 %" in PAGE.text
    assert "3.7–4.0\N{NO-BREAK SPACE}% of the whole" in PAGE.all("aria-label")


def test_claims_say_who_what_why_and_by_what() -> None:
    for words in [
        "Josip Averlin, via Halden Wire",
        "(“President Josip Averlin”)",
        "Reads as 1,300 – 1,400 · names (sought) · either of two",
        "Reading corrected by the checker",
        "Reported as not said",
        "Does not arise: nobody is quoted for it",
        "↓ Refutes Ruling 44/2025, paragraphs 12–31 Constitutional Court of Orvenna · 2 June 2025",
        "Checked by Ilse Maron, 12 September 2025, 14:02 UTC, revision 2, scale saidso/1",
        "Duplicate",
        "Trivial",
    ]:
        assert words in PAGE.text
    assert "https://court.example/rulings/2025-44" in PAGE.all("href")


def test_the_claim_stands_in_its_sentence_with_all_its_pieces() -> None:
    [quote] = re.findall(r"<blockquote[^>]*>(<mark class=\"key\">“We put.*?)</blockquote>", SOURCE)
    assert quote == (
        '<mark class="key">“We put 1,300 or 1,400 names on the table,”</mark> she told reporters at the border '
        'post, <mark class="key">“and we mean every one of them.”</mark>'
    )


def test_the_whole_article_can_be_read() -> None:
    section = SOURCE[SOURCE.index('id="text"') : SOURCE.index('id="dismissed"')]
    body = re.sub(r'<a class="ref.*?</a>', "", section, flags=re.S)
    words = " ".join(re.sub(r"<[^>]+>", "", body[body.index('id="p1"') - 20 :]).split())
    assert " ".join(TEXT.split()) in words


def test_examples_and_missing_review_are_said() -> None:
    assert "Contains an example. Not for publication." in PAGE.text
    assert "Entered by the program as an example" in PAGE.text
    assert "Not independently reviewed." in PAGE.text
    reviewed = Page(html.render(replace(report([view(1, CLAIMS[0])]), independently_reviewed=True))).text
    assert "Not independently reviewed" not in reviewed
    assert "Independently reviewed" in reviewed
    assert "Example" not in reviewed
    assert "an example" not in reviewed


def test_an_approved_claim_names_who_approved_it() -> None:
    claim = view(1, CLAIMS[0])
    approval = ReviewView(Decision.APPROVED, "Una Lindqvar", NIGHT, "", claim.check.revision)
    line = "Approved by Una Lindqvar, 12 September 2025, 22:05 UTC"
    assert line in Page(html.render(report([replace(claim, review=approval)]))).text
    # Whatever was decided before, a claim that does not stand approved on that revision says nothing of it.
    for other in (
        claim,
        replace(claim, review=replace(approval, decision=Decision.RETURNED)),
        replace(claim, review=replace(approval, revision=1)),
        replace(claim, review=approval, row=replace(claim.row, state=ClaimState.CHECKING)),
        replace(claim, review=approval, row=replace(claim.row, state=ClaimState.SUBMITTED)),
    ):
        assert "Approved by" not in Page(html.render(report([other]))).text


def test_evidence_says_what_copies_were_kept() -> None:
    claim = view(1, CLAIMS[0])
    copies = (
        CaptureRow(1, "https://gazette.example/118", NIGHT, "text/html", 5, DIGEST),
        CaptureRow(2, "", NIGHT, "text/html", 5, DIGEST, "https://archive.example/118"),
        CaptureRow(3, "", NIGHT, "text/html", 5, DIGEST, "javascript:alert(1)"),
    )
    kept = replace(claim, evidence=(replace(claim.evidence[0], captures=copies),))
    page = Page(html.render(report([kept])))
    assert_harmless(page)
    line = f"Copy kept, SHA-256 {DIGEST[:8]}…, 12 September 2025, 22:05 UTC"
    assert page.text.count(line) == 3
    assert page.text.count(f"{line} archived copy") == 1
    assert f"{line} archived at javascript:alert(1) (not linked: no plain web address)" in page.text
    assert DIGEST in page.all("title")
    assert "https://archive.example/118" in page.all("href")
    assert "Copy kept" not in Page(html.render(report([claim]))).text


def test_a_verdict_on_another_scale_is_shown_as_it_was_given() -> None:
    claim = view(1, CLAIMS[0])
    old = replace(claim, check=replace(claim.check, so="half-true", scale="old/3"))
    text = Page(html.render(report([old]))).text
    assert "half-true (on the scale old/3)" in text
    assert "On an earlier scale1" in text


def test_an_article_with_nothing_in_it_still_reports() -> None:
    page = Page(
        html.render(report([], text="", title="", byline=None, outlet=None, published=None, pipeline=None))
    )
    assert "0 of 0 settled." in page.text
    assert "No claim of this article has a verdict yet." in page.text
    assert "Not analysed yet" in page.text
    assert_harmless(page)


def test_the_same_model_gives_the_same_page() -> None:
    assert html.render(report()) == SOURCE


def test_the_page_is_legible_in_both_schemes() -> None:
    [style] = re.findall(r"<style>(.*?)</style>", SOURCE, re.S)
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for part in style.split("color-scheme", 1)
    )
    dark = {**light, **dark}
    for theme in (light, dark):
        for ink in ("ink", "quiet", "accent", "warn", "supports", "refutes"):
            assert contrast(theme[ink], theme["ground"]) >= 4.5
        for tint in ("direct", "indirect", "figure", "warn-ground"):
            assert contrast(theme["ink"], theme[tint]) >= 4.5
        assert contrast(theme["warn"], theme["warn-ground"]) >= 4.5


def test_only_colours_reach_the_style_sheet() -> None:
    scale = report().scale
    bad = replace(scale.so[0], colour="red}</style><script>alert(1)</script>", underline="x}</style>")
    evil: RatingScale = replace(scale, so=(bad, *scale.so[1:]))
    page = Page(html.render(replace(report(), scale=evil)))
    assert_harmless(page)


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_and_does_nothing(evil: str) -> None:
    source = html.render(hostile_model(evil))
    page = Page(source)
    assert_harmless(page)
    assert source.encode("utf-8").decode("utf-8") == source
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", source)
    if evil.isascii() and evil.isprintable():
        assert evil in "".join(page.words)


@settings(max_examples=40)
@given(st.text(max_size=30))
def test_any_text_is_harmless(evil: str) -> None:
    assert_harmless(Page(html.render(hostile_model(evil))))


def test_turned_text_cannot_leave_its_place() -> None:
    page = Page(html.render(hostile_model("\u202eevil")))
    assert "\u202e" in "".join(page.words)
    assert [words for words in page.loose if "\u202e" in words] == []


def test_five_hundred_claims_are_numbered_and_linked() -> None:
    words = [f"claim{n:03d}" for n in range(500)]
    text = "\n\n".join(" ".join(words[at : at + 25]) + "." for at in range(0, 500, 25))
    claims = [
        view(n, Wanted(MentionKind.FIGURE, [word], so="true" if n % 2 else None, evidence=[CALL]), text)
        for n, word in enumerate(words, 1)
    ]
    page = Page(html.render(report(claims, text)))
    inner = set(page.all("href"))
    assert {f"#c{n}" for n in range(1, 501)} | {f"#t{n}" for n in range(1, 501)} <= inner
    assert "250 claims are not yet checked." in page.text


def test_a_correction_says_what_was_what_is_and_the_public_note() -> None:
    text = Page(html.render(corrected())).text
    for words in [
        "Correction, 12 September 2025, 22:05 UTCFirst rated Misleading.",
        "Whether it is true was rated “Misleading” and is now rated “False”.",
        "Why: overlooked ruling (Una Lindqvar)",
        "A published check is corrected, never silently edited. No.CorrectionWhen 1First rated Misleading.",
        "Published 12 September 2025: https://courier.example/checks/41",
        "2 ↓ Refutes Full interview, 00:17:31 Halden Wire · 10 September 2025 · 00:17:31",
        "“none that I know of, no”",
        "noted 12 September 2025, added by Ilse Maron",
    ]:
        assert words in text


def test_a_verdict_on_an_earlier_scale_keeps_its_name_and_meaning() -> None:
    scale = report().scale
    old = replace(
        scale,
        version=7,
        title="Courier scale",
        so=(replace(scale.so[0], key="half", label="Half true", glyph="½"),),
    )
    claim = view(1, CLAIMS[0])
    claim = replace(claim, check=replace(claim.check, so="half", scale="saidso/7"))
    page = Page(html.render(replace(report([claim]), older_scales=(old,))))
    assert "½ Half true" in page.text.replace("½H", "½ H")
    assert "Verdicts given on an earlier scale Courier scale (saidso/7)" in page.text
    assert "On an earlier scale1" in page.text
    assert set(page.all("href")) >= {"#r-so-1-1"}
    assert "r-so-1-1" in page.all("id")


def test_the_overview_draws_every_verdict_to_scale() -> None:
    groups = re.findall(r'<g class="r-(so-\d)"><rect class="(\w+)" x="([\d.]+)%" width="([\d.]+)%"', SOURCE)
    assert [kind for _, kind, _, _ in groups].count("pale") == 2
    assert sum(float(width) for *_, width in groups) == pytest.approx(100, abs=0.02)
    assert [float(start) for *_, start, _ in groups] == sorted(float(start) for *_, start, _ in groups)
    assert "True: 1; Mostly true: 1; Misleading: 2" in PAGE.all("aria-label")[0]


def test_a_report_on_claims_of_several_articles_names_their_articles() -> None:
    first, second = (report([view(n, CLAIMS[0])], title=f"Story {n}").parts[0] for n in (1, 2))
    model = replace(report(), parts=(first, second), scope=Scope.SPEAKER, about="Mirela Danforth")
    page = Page(html.render(model))
    assert_harmless(page)
    assert "Claims by Mirela Danforth" in page.text
    assert "paragraph 1 of Story 2 · 11 September 2025" in page.text
    assert "2 claims in 2 articles" in page.text
    assert not {target for target in page.all("href") if target.startswith("#t")}
