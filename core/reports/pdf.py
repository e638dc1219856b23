"""The report as PDF, set with typst: tagged, with bookmarks, page numbers and its fonts embedded.

The template gets all words as data and sets them as strings, so none of them can become markup. Inter and Noto
Serif come with the program; a script that neither has is set in a font of the system.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING, Any

import resources
from core import wording
from core.checking.scales import COLOUR
from core.reports import marking
from core.reports import page as pages
from core.reports.claim_block import ClaimBlock, EvidenceBlock, RatingMark
from core.reports.model import ReportModel
from core.reports.plain_text import one_line, printable

if TYPE_CHECKING:
    from typst import Fonts

_QUIET = "#5c5f66"
_LONGEST_WORD = 60
"""Characters without a place to break; typst would let a longer word run out of the page."""
_LONGEST_IN_TITLE = 30
_LONGEST_IN_COLUMN = 16
"""As `_LONGEST_WORD`, in the size of the title and in a table's column of names."""
_LONG_SOURCE = 500
"""Characters of excerpt and note up to which a source stands on one page."""
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")
"""A day in words."""
_LINE = 90
"""Letters in a line."""
_AROUND = 5
"""Lines of a claim besides its words: heading, speaker with verdicts, what it reads as, who checked it."""
_ONE_PIECE = 26
"""Lines up to which a claim stands on one page, about half of one; a longer one may be parted."""
_DIGEST = re.compile("[0-9a-f]{64}")
_LONGEST_HEADING = 70
_LAST_OF_OURS = "\u052f"
"""Latin, Greek and Cyrillic end here; what our fonts have beyond them is punctuation and signs."""
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_NO_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')


def render(model: ReportModel) -> bytes:
    """The PDF's bytes; the same for the same model on the same machine."""
    import typst

    at = int(model.made_at.astimezone(UTC).timestamp())
    for standard in ("ua-1", None):
        try:
            data: bytes = typst.compile(
                _template(),
                format="pdf",
                font_paths=_fonts(),
                sys_inputs=_inputs(model),
                timestamp=at,
                pdf_standards=[standard] if standard else [],
            )
        except typst.TypstError:
            # PDF/UA refuses a letter that no font here has; without it the report is tagged all the same.
            if standard is None:
                raise
        else:
            return data
    raise AssertionError("unreachable: the last way returns or raises")


def without_font(model: ReportModel) -> str:
    """The letters of the report that no font on this machine has, each once; the PDF shows boxes for them.

    Only a setting to the standard that refuses them tells, so it is set again where there may be some.
    """
    import typst

    if not any(map(_is_rare, set(json.dumps(_content(model), ensure_ascii=False)))):
        return ""
    try:
        typst.compile(
            _template(), format="pdf", font_paths=_fonts(), sys_inputs=_inputs(model), pdf_standards=["ua-1"]
        )
    except typst.TypstError as error:
        told = "".join(_NO_FONT.findall(error.diagnostic))
        return "".join(dict.fromkeys(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), told)))
    return ""


def _is_rare(letter: str) -> bool:
    """Whether it is of a script that neither of our fonts has, or a picture."""
    return letter > _LAST_OF_OURS and unicodedata.category(letter) in ("Lo", "Mn", "Mc", "Co", "So")


def pictures(model: ReportModel, dots: float) -> list[bytes]:
    """The pages of the PDF as PNG pictures with `dots` an inch, for looking at before anything is written."""
    import typst

    # One page comes as bytes, several as a list of them; the stub knows of the first only.
    found: Any = typst.compile(_template(), format="png", ppi=dots, font_paths=_fonts(), sys_inputs=_inputs(model))
    return found if isinstance(found, list) else [found]


def _template() -> bytes:
    return resources.path("reports", "verdict.typ").read_bytes()


def _inputs(model: ReportModel) -> dict[str, str]:
    return {"report": json.dumps(_content(model))}


@cache
def _fonts() -> Fonts:
    """Ours first; looking through the system's takes a moment, so it is done once."""
    import typst

    return typst.Fonts(font_paths=[str(resources.path("fonts"))])


def _content(model: ReportModel) -> dict[str, Any]:
    page = pages.build(model)
    article = model.article
    facts = [article.outlet, page.published, article.byline, page.words] if article else [page.articles_words]
    made = [f"Made {page.made_words}", "" if page.public else f"audit event {page.audit_length}", page.signed_off]
    return {
        "title": _line(model.title, _LONGEST_IN_TITLE) or "Verdict report",
        "author": _line(model.made_by),
        "running": f"{page.kicker} · {_short(model.title)}",
        "kicker": page.kicker,
        "desk": _line(model.desk),
        "meta": _line(" · ".join(fact for fact in facts if fact)),
        "stamp": _line(" · ".join(part for part in made if part)),
        "notices": _notices(model),
        "coverage": page.coverage,
        "summary": page.summary_words,
        "overview": [
            {"mark": _mark(piece.mark), "count": piece.count, "draft": piece.draft, "wide": piece.wide}
            for piece in page.overview
        ],
        "tallies": [_tally(tally, page) for tally in page.tallies],
        "verdicts": [_claim(block) for block in page.verdicts],
        "waiting": [
            {
                "number": block.number,
                "words": _runs(block.brief),
                "speaker": _line(_who(block), _LONGEST_IN_COLUMN),
                "place": _line(_where(block)),
            }
            for block in page.waiting
        ],
        "waiting-heading": page.waiting_heading,
        "waiting-notice": page.waiting_notice,
        "paragraphs": [[_marked(run, page) for run in line] for line in page.paragraphs],
        "articles": [[_line(title), _line(facts)] for title, facts in page.articles],
        "corrections": [[str(b.number), _line(c.note), c.when] for b in page.corrections for c in b.corrections],
        "dismissed": [
            [row.reason, _line(row.words), _line(row.speaker, _LONGEST_IN_COLUMN)] for row in page.dismissed
        ],
        "scale": _line(page.scale),
        "ratings": [
            *({"title": f"{q} {asks}", "marks": [_mark(m) for m in marks]} for q, asks, marks in page.ratings),
            *({"title": _line(title), "marks": [_mark(m) for m in marks]} for title, marks in page.older),
        ],
        "method": wording.method(page.public),
        "provenance": [[name, _unbroken(value)] for name, value in page.provenance],
    }


def _line(text: str, longest: int = _LONGEST_WORD) -> str:
    """Somebody's words on one line, with places to break in words of more than `longest` characters."""
    return re.sub(rf"(\S{{{longest}}})(?=\S)", "\\1\u200b", one_line(text))


def _unbroken(text: str) -> str:
    """As `_line`, but a SHA-256 stays as it is: it is copied to be compared, and 64 digits have room."""
    return " ".join(word if _DIGEST.fullmatch(word) else _line(word) for word in one_line(text).split(" "))


def _whole_days(line: str) -> str:
    """No part of a day begins the next line."""
    return _DAY.sub("\\1\u00a0\\2\u00a0\\3", line)


def _lines(text: str) -> list[str]:
    return [line for part in printable(text).split("\n") if (line := _line(part))]


def _short(text: str) -> str:
    line = one_line(text)
    return _line(line if len(line) <= _LONGEST_HEADING else line[: _LONGEST_HEADING - 1] + "…")


def _mark(mark: RatingMark) -> dict[str, str]:
    return {
        "glyph": _line(mark.glyph),
        "label": _line(mark.label),
        "definition": _line(mark.definition),
        "colour": mark.colour if COLOUR.fullmatch(mark.colour) else _QUIET,
    }


def _runs(found: Iterable[marking.Run]) -> list[dict[str, Any]]:
    return [{"text": _spaced(run.text), "key": bool(run.claims)} for run in found]


def _spaced(text: str) -> str:
    """As `_line`, with the spaces at its ends: it goes on in the same line."""
    left, right = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return f"{left}{_line(text)}{right}" if text.strip() else left


def _marked(run: marking.Run, page: pages.Page) -> dict[str, Any]:
    kind = page.numbered[run.claims[-1]].view.row.kind.value if run.claims else None
    return {"text": _spaced(run.text), "kind": kind, "ends": [_end(page.numbered[number]) for number in run.ends]}


def _end(block: ClaimBlock) -> dict[str, Any]:
    mark = _mark(block.mark) if block.mark else None
    return {
        "number": block.number,
        "glyph": mark["glyph"] if mark else "",
        "colour": mark["colour"] if mark else _QUIET,
    }


def _notices(model: ReportModel) -> list[dict[str, str]]:
    found = []
    if model.has_examples:
        found.append({"strong": "Contains an example. Not for publication.", "words": wording.EXAMPLE_NOTICE})
    if not model.independently_reviewed:
        found.append({"strong": "Not independently reviewed.", "words": wording.UNREVIEWED_NOTICE})
    return found


def _tally(tally: pages.Tally, page: pages.Page) -> dict[str, Any]:
    rest = [["On an earlier scale", str(tally.other)]] if tally.other else []
    if tally.unrated:
        rest.append([page.unrated_words, str(tally.unrated)])
    return {
        "question": tally.question,
        "asks": tally.asks,
        "rows": [
            {"mark": _mark(row.mark), "count": row.count, "drafts": f"({row.drafts} draft)" if row.drafts else ""}
            for row in tally.rows
            if row.count
        ],
        "rest": rest,
    }


def _who(block: ClaimBlock) -> str:
    return f"{block.speaker}, via {block.via}" if block.via else block.speaker


def _where(block: ClaimBlock) -> str:
    where = " of ".join(part for part in (block.where, block.of) if part)
    return f"{block.kind}, {where}" if where else block.kind


def _claim(block: ClaimBlock) -> dict[str, Any]:
    lacks = f"This draft still needs: {'; '.join(block.lacks)}." if block.lacks else ""
    made = (lacks, block.checked, block.reviewed, block.published)
    return {
        "number": block.number,
        "heading": _line(f"{block.number} · {_where(block)}"),
        "state": block.state if block.final else f"{block.state} · draft",
        "example": block.view.check.example,
        "sentence": _runs(block.sentence),
        "who": _line(_who(block)),
        "notes": [*([block.doubt] if block.doubt else []), *block.notes],
        "again": block.again,
        "one-piece": _lines_high(block) <= _ONE_PIECE,
        "verdicts": [
            {"question": v.question, "mark": _mark(v.mark) if v.mark else None, "words": _line(v.words)}
            for v in block.answers
        ],
        "reading": _line(block.reading),
        "comparisons": [
            {
                "title": each.title,
                "line": _line(each.line),
                "result": _line(each.result),
                "working": _line(each.working),
                "bar": {"low": _percent(each.bar.low), "span": _percent(each.bar.span)} if each.bar else None,
            }
            for each in block.comparisons
        ],
        "rationale": [_line(words) for words in block.rationale],
        "evidence": [_source(item) for item in block.evidence],
        "withheld": block.withheld,
        "corrections": [
            {
                "when": each.when,
                "note": _line(each.note),
                "rest": _line(each.what + (f" Why: {each.why}" if each.why else "")),
            }
            for each in block.corrections
        ],
        "made": _line(" · ".join(part for part in made if part)),
    }


def _lines_high(block: ClaimBlock) -> int:
    """About how many lines the claim takes. Not measured: setting every claim twice took most of the time."""
    texts = [
        "".join(run.text for run in block.sentence),
        *block.rationale,
        *(each.note for each in block.corrections),
    ]
    for item in block.evidence:
        texts += [f"{item.title} {item.about}", *item.excerpt.split("\n"), *item.note.split("\n"), item.address]
        texts += [f"{copy.sha256} {copy.archive_address}" for copy in item.copies]
    lines = sum(1 + _wide(text) // _LINE for text in texts if text)
    return _AROUND + lines + 2 * len(block.comparisons) + 2 * len(block.corrections)


def _wide(text: str) -> int:
    """The width of a text in letters; an ideograph has that of two."""
    return len(text) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)


def _percent(width: str) -> float:
    return float(width.removesuffix("%"))


def _source(item: EvidenceBlock) -> dict[str, Any]:
    return {
        "number": item.number,
        "stance": f"{item.sign} {item.stance_words}",
        "title": _line(item.title),
        "about": _whole_days(_line(item.about)),
        "confidential": item.confidential,
        "long": len(item.excerpt) + len(item.note) > _LONG_SOURCE,
        "excerpt": _lines(item.excerpt),
        "note": _lines(item.note),
        "link": item.link,
        "address": _line(item.address),
        "accessed": _whole_days(_line(f"{item.accessed}, {item.added}" if item.added else item.accessed)),
        "copies": [
            {
                "words": _unbroken(f"Copy kept {copy.when}, SHA-256 {copy.sha256}"),
                "link": copy.archive,
                "address": _line(copy.archive_address),
            }
            for copy in item.copies
        ],
    }
