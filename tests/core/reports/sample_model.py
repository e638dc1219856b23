"""A rich report on an invented article about invented people: every kind of claim, state and comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

from core.checking import applies, scales
from core.language.text import paragraphs
from core.records import (
    ArticleView,
    CheckView,
    ClaimRow,
    ClaimState,
    ClaimView,
    ComparisonKind,
    ComparisonView,
    DismissReason,
    EvidenceDraft,
    EvidenceRow,
    Form,
    MentionKind,
    NumberChange,
    Pieces,
    Reading,
    ReadPart,
    SpeakerKind,
    Stance,
    UnitKind,
)
from core.reports.model import Part, ReportModel

S = ClaimState
K = MentionKind

TEXT = """\
Orvenna opened the gates of two prison farms on Tuesday and let 52 detainees go, the largest release since \
the harbour strike, but far fewer than the people who had bargained for it asked for.

Envoy Mirela Danforth had come with a list. “We put 1,300 or 1,400 names on the table,” she told reporters at the \
border post, “and we mean every one of them.” She described the release as “a door left ajar”.

The justice ministry said 14 of the freed detainees were foreign nationals and that none of them had been \
convicted of a violent offence. Interior minister Tomas Okell denied that money had changed hands.

“There are no political prisoners in Orvenna,” President Josip Averlin told the Halden Wire. Mr Averlin has \
governed for more than three decades, and in March he called the detainees “arsonists”.

Prison spending rose by 4.6 per cent last year to €38.5 million, according to the budget office. The Halden Wire \
quoted Ms Danforth as saying that talks would resume “before the first frost”.

Families waited through the night outside the second farm. “I counted nine buses and my brother was on none,” \
said Petra Lindqvar, who had travelled from the coast.
"""

MADE = datetime(2025, 9, 13, 16, 20, tzinfo=UTC)


@dataclass
class Wanted:
    """What a claim of the sample says; `found` are its passages in the text, in order."""

    kind: MentionKind
    found: Sequence[str]
    speaker: str | None = None
    phrase: str | None = None
    via: str | None = None
    state: ClaimState = S.SUGGESTED
    said: str | None = None
    so: str | None = None
    rationale: str = ""
    evidence: Sequence[EvidenceDraft] = ()
    reading: Reading | None = None
    comparisons: Sequence[ComparisonView] = ()
    example: bool = False
    corrected: bool = False
    negated: bool = False
    hypothetical: bool = False
    dismissed: DismissReason | None = None
    extra: dict[str, object] = field(default_factory=dict)


FREED = Reading(Decimal(52), Decimal(52), counted="detainees", predicate="released")
SOUGHT = Reading(Decimal(1300), Decimal(1400), Form.ALTERNATIVES, counted="names", predicate="sought")
FOREIGN = Reading(Decimal(14), Decimal(14), counted="nationals", modifiers=("foreign",))

SHORT = ComparisonView(
    ComparisonKind.SHORTFALL,
    ((1, "52 detainees", FREED), (2, "1,300 or 1,400 names", SOUGHT)),
    Decimal(52) / Decimal(1400),
    Decimal(52) / Decimal(1300),
    "“far fewer than”; both count the people whose release was asked for",
)
PART = ComparisonView(
    ComparisonKind.SHARE,
    ((5, "14 of the freed detainees", FOREIGN), (1, "52 detainees", FREED)),
    Decimal(14) / Decimal(52),
    Decimal(14) / Decimal(52),
    "“of the freed detainees”",
)

GAZETTE = EvidenceDraft(
    "Order 118: persons released under clemency",
    "https://gazette.example/2025/118",
    "State Gazette of Orvenna",
    date(2025, 9, 9),
    "Annex A lists 52 names; counted twice, by two people.",
    Stance.SUPPORTS,
)
LETTER = EvidenceDraft(
    "Envoy’s letter of 15 August, page 2",
    "https://danforth-mission.example/letters/15-august.pdf",
    "Danforth mission",
    date(2025, 8, 15),
    "“…the 1,300 persons named in the attached list”. The attached list has 1,312 rows, 61 of them twice.",
    Stance.REFUTES,
)
CALL = EvidenceDraft(
    "Telephone call with the mission’s press officer",
    "",
    "",
    date(2025, 9, 12),
    "Could not say which of the two numbers is current.",
    Stance.CONTEXT,
)

CLAIMS = [
    Wanted(
        K.FIGURE,
        ["52 detainees"],
        state=S.APPROVED,
        so="true",
        rationale="The gazette’s annex lists 52 people by name, and both farms’ gate logs agree.",
        evidence=[GAZETTE],
        reading=FREED,
        comparisons=[SHORT],
    ),
    Wanted(K.FIGURE, ["the largest release"], reading=Reading(None, None, Form.SUPERLATIVE, counted="release")),
    Wanted(
        K.DIRECT,
        ["“We put 1,300 or 1,400 names on the table,”", "“and we mean every one of them.”"],
        "Mirela Danforth",
        "she",
        state=S.SUBMITTED,
        said="verbatim",
        so="misleading",
        rationale="The words are on the border post’s recording (00:04:10).\n\nThe list handed over had 1,312 "
        "rows, and 61 people stand on it twice: 1,251 different names, fewer than either number she gave.",
        evidence=[LETTER, CALL],
    ),
    Wanted(
        K.FIGURE,
        ["1,300 or 1,400 names"],
        "Mirela Danforth",
        "she",
        state=S.CHECKING,
        said="paraphrase",
        so="misleading",
        rationale="See the quote. No list backs either number.",
        evidence=[LETTER],
        reading=SOUGHT,
        comparisons=[SHORT],
        corrected=True,
    ),
    Wanted(K.MIXED, ["“a door left ajar”"], "Mirela Danforth", "She", state=S.APPROVED, said="verbatim",
           so="opinion",
           rationale="On the same recording. A judgement on the release, which no evidence could settle.",
           evidence=[replace(CALL, title="Border post recording, 00:06:52", publisher="Pool camera",
                             note="", stance=Stance.SUPPORTS)]),
    Wanted(
        K.FIGURE,
        ["14 of the freed detainees"],
        "Ministry of Justice of Orvenna",
        "The justice ministry",
        state=S.CHECKING,
        said="verbatim",
        so="unverified",
        rationale="The gazette gives no nationality. Four embassies were asked; two have answered.",
        evidence=[replace(GAZETTE, stance=Stance.CONTEXT, note="Lists no nationalities.")],
        reading=FOREIGN,
        comparisons=[PART],
        example=True,
    ),
    Wanted(K.INDIRECT, ["none of them had been convicted of a violent offence"], "Ministry of Justice of Orvenna",
           "The justice ministry", state=S.OPEN),
    Wanted(K.INDIRECT, ["that money had changed hands"], "Tomas Okell", "Interior minister Tomas Okell",
           negated=True),
    Wanted(
        K.DIRECT,
        ["“There are no political prisoners in Orvenna,”"],
        "Josip Averlin",
        "President Josip Averlin",
        via="Halden Wire",
        state=S.PUBLISHED,
        said="altered",
        so="false",
        rationale="In the full interview he said “no prisoners of conscience that I know of”. The constitutional "
        "court named eleven such prisoners in its ruling of 2 June.",
        evidence=[
            EvidenceDraft(
                "Ruling 44/2025, paragraphs 12–31",
                "https://court.example/rulings/2025-44",
                "Constitutional Court of Orvenna",
                date(2025, 6, 2),
                "",
                Stance.REFUTES,
            ),
            EvidenceDraft(
                "Full interview, 00:17:31",
                "https://haldenwire.example/interviews/averlin",
                "Halden Wire",
                date(2025, 9, 10),
                "“no prisoners of conscience that I know of”",
                Stance.REFUTES,
            ),
        ],
    ),
    Wanted(
        K.FIGURE,
        ["more than three decades"],
        reading=Reading(Decimal(3), None, Form.BOUND, ">", unit_kind=UnitKind.DURATION, unit="decade"),
        state=S.OPEN,
    ),
    Wanted(K.MIXED, ["“arsonists”"], "Josip Averlin", "he", dismissed=DismissReason.TRIVIAL, state=S.DISMISSED),
    Wanted(
        K.FIGURE,
        ["rose by 4.6 per cent"],
        "Budget Office of Orvenna",
        "the budget office",
        state=S.APPROVED,
        said="paraphrase",
        so="mostly-true",
        rationale="The outturn table shows 4.57 per cent; one line was reclassified in the year.",
        evidence=[replace(GAZETTE, title="Budget outturn 2024, table 9", publisher="Budget Office of Orvenna",
                          url="https://budget.example/outturn/2024#table-9", note="", dated=date(2025, 4, 30))],
        reading=Reading(
            Decimal("4.6"), Decimal("4.6"), change=NumberChange("up", "by"), unit_kind=UnitKind.PERCENT
        ),
    ),
    Wanted(
        K.FIGURE,
        ["€38.5 million"],
        "Budget Office of Orvenna",
        "the budget office",
        reading=Reading(Decimal(38500000), Decimal(38500000), unit_kind=UnitKind.CURRENCY, unit="EUR"),
    ),
    Wanted(K.MIXED, ["that talks would resume “before the first frost”"], "Mirela Danforth", "Ms Danforth",
           via="Halden Wire", hypothetical=True),
    Wanted(K.DIRECT, ["“I counted nine buses and my brother was on none,”"], "Petra Lindqvar", "Petra Lindqvar"),
    Wanted(
        K.FIGURE,
        ["nine buses"],
        "Petra Lindqvar",
        "Petra Lindqvar",
        reading=Reading(Decimal(9), Decimal(9), counted="buses"),
        state=S.DISMISSED,
        dismissed=DismissReason.DUPLICATE,
    ),
]  # fmt: skip


def _pieces(text: str, found: Sequence[str]) -> Pieces:
    pieces = []
    at = 0
    for passage in found:
        start = text.index(passage, at)
        at = start + len(passage)
        pieces.append((start, at))
    return tuple(pieces)


def _paragraph(text: str, start: int) -> int:
    return next(n for n, (_, end) in enumerate(paragraphs(text), 1) if start < end)


def _sentence(text: str, pieces: Pieces) -> tuple[str, str]:
    start, end = next(span for span in paragraphs(text) if span[0] <= pieces[0][0] < span[1])
    breaks = (match.end() for match in re.finditer(r"[.?!]”? ", text[:end]) if match.end() > start)
    ends = [start, *breaks, end]
    first = max(at for at in ends if at <= pieces[0][0])
    last = min(at for at in ends if at >= pieces[-1][1])
    return text[first : pieces[0][0]], text[pieces[-1][1] : last].rstrip()


def view(number: int, wanted: Wanted, text: str = TEXT) -> ClaimView:
    """The claim that `wanted` describes, at its place in `text`."""
    pieces = _pieces(text, wanted.found)
    before, after = _sentence(text, pieces)
    ruled = bool(wanted.said or wanted.so)
    row = ClaimRow(
        number, 1, wanted.kind, " … ".join(wanted.found), wanted.speaker, wanted.via, wanted.state, wanted.said,
        wanted.so, pieces[0][0], 0.7,
    )  # fmt: skip
    by = "Saidso" if wanted.example else "Ilse Maron"
    check = CheckView(
        2, wanted.said, wanted.so, wanted.rationale, by, datetime(2025, 9, 12, 14, 2, tzinfo=UTC), "saidso/1",
        wanted.example,
    )  # fmt: skip
    evidence = tuple(
        EvidenceRow(number * 10 + at, draft, by, datetime(2025, 9, 12, 13, 40, tzinfo=UTC))
        for at, draft in enumerate(wanted.evidence)
    )
    return ClaimView(
        row=row,
        article_title="Orvenna frees 52 after envoy’s appeal",
        pieces=pieces,
        paragraph=_paragraph(text, pieces[0][0]),
        before=before,
        after=after,
        speaker_kind=SpeakerKind.PERSON if wanted.speaker else None,
        speaker_phrase=wanted.phrase,
        speaker_score=0.9 if wanted.speaker else None,
        cue="said",
        negated=wanted.negated,
        hypothetical=wanted.hypothetical,
        reading=wanted.reading,
        reasons=("figure",),
        said_applies=applies.said_applies(row),
        check=check if ruled else CheckView(),
        evidence=evidence,
        comparisons=tuple(wanted.comparisons),
        corrected=wanted.corrected,
        corrected_in=(ReadPart.READING,) if wanted.corrected else (),
        dismissed_because=wanted.dismissed,
    )


def report(claims: Sequence[ClaimView] | None = None, text: str = TEXT, **changes: object) -> ReportModel:
    """A model on `text`; `changes` replace fields of the article."""
    if claims is None:
        claims = sorted((view(n, w, text) for n, w in enumerate(CLAIMS, 1)), key=lambda c: c.row.start)
    article = ArticleView(
        id=1,
        version_id=1,
        title="Orvenna frees 52 after envoy’s appeal",
        byline="Rosalind Teague and Bram Oduya",
        outlet="The Harbour Courier",
        published=date(2025, 9, 11),
        text=text,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        words=len(text.split()),
        pipeline="en_saidso 0.1",
    )
    return ReportModel(
        desk="Courier fact desk",
        parts=(Part(replace(article, **changes), tuple(claims)),),  # type: ignore[arg-type]
        scale=scales.load(),
        made_at=MADE,
        made_by="Ilse Maron",
        audit_head=sha256(b"the newest event of this desk").hexdigest(),
        audit_length=13402,
        independently_reviewed=False,
    )
