"""The report as Markdown (CommonMark with GitHub's tables). Nobody's words become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.reports import marking, wording
from core.reports import page as pages
from core.reports.claim_block import ClaimBlock, EvidenceBlock, RatingMark
from core.reports.links import safe_link
from core.reports.model import ReportModel
from core.reports.plain_text import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$])")
_BLOCK = re.compile(r"^(?:([-+=#:])|(\d+)([.)]))")
_ADDRESS = re.compile(r"(?i)\b(https?:|ftp:|mailto:|www\.)")


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
    """`text` on one line, such that Markdown shows just these words."""
    line = _SPECIAL.sub(r"\\\1", one_line(text))
    line = _BLOCK.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)
    # GitHub makes links of bare addresses; a source's address is linked on purpose and elsewhere or not at all.
    return _ADDRESS.sub(lambda found: found[1][:-1] + "\\" + found[1][-1], line)


def _head(page: pages.Page) -> Iterator[str]:
    model, article = page.model, page.model.article
    yield f"# {escape(model.title)}"
    facts = [article.outlet or "", page.published, article.byline or "", page.words] if article else []
    yield " · ".join(escape(fact) for fact in facts if fact)
    kind = "Verdict report" if page.public else "Internal verdict report"
    yield f"{kind}, made {page.made_at} by {escape(model.made_by)}, desk {escape(model.desk)}."
    if model.has_examples:
        yield f"**Contains an example. Not for publication.** {wording.EXAMPLE_NOTICE}"
    if not model.independently_reviewed:
        yield f"**Not independently reviewed.** {wording.UNREVIEWED_NOTICE}"


def _summary(page: pages.Page) -> Iterator[str]:
    yield "## Summary"
    words = [f"**{page.coverage}**" if page.coverage else "", f"{page.contents}."]
    words += [page.drafts_words if page.drafts else "", page.waiting_words if page.waiting else ""]
    words += [page.dismissed_words if page.dismissed else ""]
    yield " ".join(word for word in words if word)
    for tally in page.tallies:
        rows = [(f"{_rating(row.mark)}", str(row.count), str(row.drafts)) for row in tally.rows if row.count]
        if tally.other:
            rows.append(("On an earlier scale", str(tally.other), ""))
        rows.append(("Not rated yet", str(tally.unrated), ""))
        yield _table((f"{tally.question} {tally.asks}", "Claims", "Drafts"), rows)


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
    return f"paragraph {block.view.paragraph}" + (f" of {escape(block.of)}" if block.of else "")


def _claim(block: ClaimBlock) -> Iterator[str]:
    example = " · **Example**" if block.view.check.example else ""
    draft = "" if block.final else " · draft"
    yield f"### {block.number}. {block.kind}, {_where(block)}"
    yield f"{block.state}{draft}{example}"
    yield f"> {_words(block.sentence)}"
    who = escape(block.speaker) + (f", via {escape(block.via)}" if block.via else "")
    yield " · ".join([f"**{who}**" if block.via == "" else who, *block.notes])
    rulings = []
    for verdict in block.verdicts:
        meaning = f": {escape(verdict.mark.definition)}" if verdict.mark else ""
        words = f"**{_rating(verdict.mark)}**" if verdict.mark else escape(verdict.words)
        rulings.append(f"- {verdict.question} {words}{meaning}")
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
        yield f"Was: {escape(correction.was)} Now: {escape(correction.now)}{why}"
    if block.lacks:
        yield f"This draft still needs: {escape('; '.join(block.lacks))}."
    yield " · ".join(escape(line) for line in (block.checked, block.reviewed, block.published) if line)


def _source(item: EvidenceBlock) -> str:
    about = f", {escape(item.about)}" if item.about else ""
    said = f" “{escape(item.excerpt)}”" if item.excerpt else ""
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
    yield "## Not yet checked"
    yield wording.WAITING_NOTICE
    rows = [
        (str(b.number), _words(b.brief), escape(b.speaker), f"{b.kind}, {_where(b)}", b.state)
        for b in page.waiting
    ]
    yield _table(("No.", "Claim", "Speaker", "Where", "State"), rows)


def _text(page: pages.Page) -> Iterator[str]:
    if page.model.article is None:
        yield "## The articles"
        yield _table(("Article", "Published"), [(escape(title), escape(facts)) for title, facts in page.articles])
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
    model, article = page.model, page.model.article
    yield "## How this report was made"
    yield wording.METHOD
    lines = [f"- Made: {page.made_at} by {escape(model.made_by)}", f"- Desk: {escape(model.desk)}"]
    lines.append(f"- Review: {wording.REVIEWED if model.independently_reviewed else 'Not independently reviewed'}")
    if article:
        lines.append(f"- Sign-off: {escape(page.signed_off)}")
        lines.append(f"- Pipeline: {escape(article.pipeline or 'Not analysed yet')}")
        lines.append(f"- Article: SHA-256 `{_code(article.sha256)}`")
    lines.append(f"- Audit head: event {page.audit_length}, SHA-256 `{_code(model.audit_head)}`")
    yield "\n".join(lines)
