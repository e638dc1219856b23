"""The report as Markdown (CommonMark with GitHub's tables). Nobody's words become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core import wording
from core.reports import marking
from core.reports import page as pages
from core.reports.claim_block import ClaimBlock, EvidenceBlock, RatingMark
from core.reports.links import safe_link
from core.reports.model import ReportModel
from core.reports.plain_text import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$])")
_BLOCK = re.compile(r"^(?:([-+=#:])|(\d+)([.)]))")
_BARE = re.compile(r"(?i)\b(https?:|ftp:|mailto:|www\.)")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>]*[^\s<>.,;:!?)\]}'\"”’…]")


def render(model: ReportModel) -> bytes:
    """The report as UTF-8 text."""
    page = pages.build(model)
    parts = [
        *_head(page),
        *_summary(page),
        "## The verdicts",
        *(["No claim has a verdict yet."] if not page.verdicts else []),
        *(line for block in page.verdicts for line in _claim(block)),
        *_waiting(page),
        *_text(page),
        *_corrections(page),
        *_dismissed(page),
        *_scale(page),
        *_method(page),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """`text` on one line, such that Markdown shows just these words; a safe address among them is a link."""
    line = one_line(text)
    parts, at = [], 0
    for found in _ADDRESS.finditer(line):
        if safe_link(found[0]):
            parts += [_plain(line[at : found.start()]), f"<{found[0]}>"]
            at = found.end()
    return "".join([*parts, _plain(line[at:])])


def _plain(text: str) -> str:
    line = _SPECIAL.sub(r"\\\1", text)
    line = _BLOCK.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)
    # GitHub makes links of bare addresses; a source's address is linked on purpose and elsewhere or not at all.
    return _BARE.sub(lambda found: found[1][:-1] + "\\" + found[1][-1], line)


def _head(page: pages.Page) -> Iterator[str]:
    model, article = page.model, page.model.article
    yield f"# {escape(model.title)}"
    facts = [article.outlet or "", page.published, article.byline or "", page.words] if article else []
    yield " · ".join(escape(fact) for fact in facts if fact)
    kind = "Verdict report" if page.public else "Internal verdict report"
    desk = f", {'' if page.public else 'desk '}{escape(model.desk)}" if model.desk else ""
    signed = f" {escape(page.signed_off)}." if article else ""
    yield f"{kind}, made {escape(page.made_words)}{desk}.{signed}"
    if model.has_examples:
        yield f"**Contains an example. Not for publication.** {wording.EXAMPLE_NOTICE}"
    if not model.independently_reviewed:
        yield f"**Not independently reviewed.** {wording.UNREVIEWED_NOTICE}"


def _summary(page: pages.Page) -> Iterator[str]:
    yield "## Summary"
    yield " ".join(word for word in (f"**{page.coverage}**" if page.coverage else "", page.summary_words) if word)
    for tally in page.tallies:
        rows = [[_rating(row.mark), str(row.count), str(row.drafts)] for row in tally.rows if row.count]
        if tally.other:
            rows.append(["On an earlier scale", str(tally.other), ""])
        if tally.unrated or not rows:
            rows.append([page.unrated_words, str(tally.unrated), ""])
        columns = 3 if page.drafts else 2  # a report without drafts has no word on them
        head = [f"{tally.question} {tally.asks}", "Claims", "Drafts"]
        yield _table(head[:columns], [row[:columns] for row in rows])


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(head)]
    lines += [tuple("---" for _ in lines[0]), *(tuple(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _rating(mark: RatingMark) -> str:
    return f"{escape(mark.glyph)} {escape(mark.label)}"


def _words(runs: Iterable[marking.Run]) -> str:
    return "".join(f"**{escape(r.text)}**" if r.claims and r.text.strip() else _between(r.text) for r in runs)


def _between(text: str) -> str:
    """`text` that goes on in a line: its outer spaces count."""
    inner = escape(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() else ''}"


def _where(block: ClaimBlock) -> str:
    where = " of ".join(part for part in (block.where, escape(block.of)) if part)
    return f"{block.kind}, {where}" if where else block.kind


def _claim(block: ClaimBlock) -> Iterator[str]:
    example = " · **Example**" if block.view.check.example else ""
    draft = "" if block.final else " · draft"
    yield f"### {block.number}. {_where(block)}"
    yield f"{block.state}{draft}{example}"
    yield f"> {_words(block.sentence)}"
    who = escape(block.speaker) + (f", via {escape(block.via)}" if block.via else "")
    doubt = f" ({escape(block.doubt)})" if block.doubt else ""
    yield " · ".join([(f"**{who}**" if block.via == "" else who) + doubt, *block.notes])
    yield f"*{escape(block.again)}*" if block.again else ""
    rulings = []
    for verdict in block.answers:
        words = f"**{_rating(verdict.mark)}**" if verdict.mark else escape(verdict.words)
        rulings.append(f"- {verdict.question} {words}")
    yield "\n".join(rulings)
    if block.reading:
        yield f"Reads as: {escape(block.reading)}"
    for comparison in block.comparisons:
        result = f": **{escape(comparison.result)}**" if comparison.result else ""
        formula = f" ({escape(comparison.working)})" if comparison.working else ""
        yield f"{comparison.title}: {escape(comparison.line)}{result}{formula}"
    for at, paragraph in enumerate(block.rationale):
        yield f"{'**Why.** ' if at == 0 else ''}{escape(paragraph)}"
    if block.evidence:
        yield "**Sources**"
        yield "\n".join(_source(item) for item in block.evidence)
    yield block.withheld
    for correction in block.corrections:
        yield f"**Correction, {correction.when}.** {escape(correction.note)}"
        why = f" Why: {escape(correction.why)}" if correction.why else ""
        yield f"{escape(correction.what)}{why}"
    if block.lacks:
        yield f"This draft still needs: {escape('; '.join(block.lacks))}."
    yield " · ".join(escape(line) for line in (block.checked, block.reviewed, block.published) if line)


def _source(item: EvidenceBlock) -> str:
    about = f", {escape(item.about)}" if item.about else ""
    said = f" {escape(item.excerpt)}" if item.excerpt else ""
    note = f" {escape(item.note)}" if item.note else ""
    secret = " **(confidential)**" if item.confidential else ""
    where = _linked(item.address, item.link)
    lines = [f"{item.number}. {item.stance_words}: **{escape(item.title)}**{about}{secret}.{said}{note}{where}"]
    lines[0] += f" ({item.accessed}{', ' + escape(item.added) if item.added else ''})"
    for copy in item.copies:
        archive = _linked(copy.archive_address, copy.archive)
        lines.append(f"   - Copy kept {copy.when}, SHA-256 `{_code(copy.sha256)}`{archive}")
    return "\n".join(lines)


def _linked(address: str, link: str | None) -> str:
    if not address:
        return ""
    return f" <{link}>" if link and safe_link(link) else f" {escape(address)}"


def _code(text: str) -> str:
    """Text within backticks, which has no escapes."""
    return one_line(text).replace("`", "'")


def _waiting(page: pages.Page) -> Iterator[str]:
    if not page.waiting:
        return
    yield f"## {page.waiting_heading}"
    yield page.waiting_notice
    rows = [(str(b.number), _words(b.brief), escape(b.speaker), _where(b), b.state) for b in page.waiting]
    yield _table(("No.", "Claim", "Speaker", "Where", "State"), rows)


def _text(page: pages.Page) -> Iterator[str]:
    if page.model.article is None:
        yield "## The articles"
        yield _table(("Article", "Published"), [(escape(title), escape(facts)) for title, facts in page.articles])
        return
    if not (page.model.whole_text and page.model.article.whole):
        return
    yield "## The article"
    for line in page.paragraphs:
        words = []
        for run in line:
            words.append(_between(run.text))
            words += [f" \\[{number}{_sign(page.numbered[number])}\\]" for number in run.ends]
        yield "".join(words).strip()


def _sign(block: ClaimBlock) -> str:
    return f" {escape(block.mark.label)}" if block.mark else ""


def _corrections(page: pages.Page) -> Iterator[str]:
    if page.corrections:
        yield "## Corrections"
        yield _table(
            ("No.", "Correction", "When"),
            [(str(b.number), escape(c.note), c.when) for b in page.corrections for c in b.corrections],
        )


def _dismissed(page: pages.Page) -> Iterator[str]:
    if page.dismissed:
        yield "## Dismissed suggestions"
        yield _table(
            ("Reason", "Passage", "Speaker"),
            [(row.reason, escape(row.words), escape(row.speaker)) for row in page.dismissed],
        )


def _scale(page: pages.Page) -> Iterator[str]:
    yield "## What the ratings mean"
    yield escape(page.scale)
    for question, asks, marks in page.ratings:
        yield f"### {question} {asks}"
        yield "\n".join(f"- **{_rating(mark)}**: {escape(mark.definition)}" for mark in marks)
    for title, marks in page.older:
        yield f"### Verdicts given on an earlier scale: {escape(title)}"
        yield "\n".join(f"- **{_rating(mark)}**: {escape(mark.definition)}" for mark in marks)


def _method(page: pages.Page) -> Iterator[str]:
    yield "## How this report was made"
    yield wording.method(page.public)
    yield "\n".join(f"- {name}: {escape(value)}" for name, value in page.provenance)
