"""Reports with hostile words wherever somebody else can put words, and one with everything a desk can record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from core.records import (
    CaptureRow,
    CheckView,
    ClaimState,
    Decision,
    EvidenceDraft,
    MentionKind,
    Publication,
    PublicCorrection,
    ReadPart,
    ReviewView,
)
from core.reports.model import ReportModel
from tests.core.reports.sample_model import CLAIMS, SHORT, Wanted, report, view

NIGHT = datetime(2025, 9, 12, 22, 5, tzinfo=UTC)
DIGEST = sha256(b"the gazette's page").hexdigest()

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' onmouseover='alert(1)",
    "</style></title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "&lt;script&gt;&amp;",
    "\u202e\u2066txt.exe שלום مرحبا",
    "\x00\x01\x1b[31m\ud800\ufffe\x85",
    "<!--", "]]>", "-->",
    "ab" * 5000,
    "a\r\nb\rc",
    "=cmd|' /C calc'!A0", "+1+cmd|x", "@SUM(1)", "-2+3",
    "#set page(fill: red) #panic() $x$ @ref <label> ~ \\u{41} // no comment /* */",
    "<w:t>bold</w:t><?xml?> &#0; \\ `code` **bold** _it_ [link](javascript:1) ![img](x) | cell",
    "# heading\n- list\n1. one\n> quote\n***\n```",
]  # fmt: skip


def hostile_model(evil: str) -> ReportModel:
    """A report in which `evil` stands wherever somebody else can put text."""
    text = f"{evil} said {evil}.\n\nFifty-two {evil}."
    said = Wanted(
        MentionKind.DIRECT, ["Fifty-two"], evil, evil, evil, ClaimState.CHECKING, "verbatim", "false", evil
    )
    claim = view(1, said, text)
    draft = EvidenceDraft(evil, f"javascript:{evil}", evil, date(2025, 1, 1), evil, locator=evil, excerpt=evil)
    row = replace(view(1, CLAIMS[0]).evidence[0], draft=draft, added_by=evil)
    copies = tuple(
        CaptureRow(1, evil, NIGHT, evil, 1, evil, archive)
        for archive in ("", evil, f"https://archive.example/{evil}")
    )
    linked = replace(row, draft=replace(draft, url=f"https://register.example/{evil}"), captures=copies)
    reading = CLAIMS[3].reading
    assert reading is not None
    comparison = replace(SHORT, operands=((1, evil, reading), (2, evil, reading)), why=evil)
    claim = replace(
        claim,
        row=replace(claim.row, words=evil),
        evidence=(row, linked),
        check=replace(claim.check, by=evil, scale=evil),
        reading=replace(reading, counted=evil, modifiers=(evil,), predicate=evil, per=evil, unit=evil),
        comparisons=(comparison,),
        corrected=True,
        corrected_in=(ReadPart.READING,),
    )
    waiting = replace(claim, check=CheckView(), row=replace(claim.row, id=2, state=ClaimState.OPEN))
    dropped = replace(claim, row=replace(claim.row, id=3, state=ClaimState.DISMISSED))
    approved = replace(
        claim,
        row=replace(claim.row, id=4, state=ClaimState.APPROVED),
        review=ReviewView(Decision.APPROVED, evil, NIGHT, evil, claim.check.revision),
        publication=Publication(evil, NIGHT, evil),
        public_corrections=(PublicCorrection(evil, evil, evil, evil, evil, NIGHT),),
    )
    model = report([claim, approved, waiting, dropped], text, title=evil, byline=evil, outlet=evil, pipeline=evil)
    scale = replace(
        model.scale, title=evil, so=tuple(replace(r, label=evil, definition=evil) for r in model.scale.so)
    )
    return replace(model, desk=evil, made_by=evil, audit_head=evil, scale=scale)


def corrected() -> ReportModel:
    """A published claim that was corrected, with a quoted passage of a source and a kept copy."""
    claim = view(1, next(wanted for wanted in CLAIMS if wanted.state is ClaimState.PUBLISHED))
    source = claim.evidence[1]
    told = replace(
        source,
        draft=replace(source.draft, locator="00:17:31", excerpt="“none that I know of, no”"),
        captures=(CaptureRow(1, "https://haldenwire.example/averlin", NIGHT, "text/html", 5, DIGEST),),
    )
    claim = replace(
        claim,
        evidence=(claim.evidence[0], told),
        publication=Publication("https://courier.example/checks/41", NIGHT, "Una Lindqvar"),
        public_corrections=(
            PublicCorrection(
                "So? Misleading",
                "So? False",
                "overlooked ruling",
                "First rated Misleading.",
                "Una Lindqvar",
                NIGHT,
            ),
        ),
    )
    return report([claim])
