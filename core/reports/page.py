"""What the verdict report says, in the order it says it: `ReportModel` in words, before it is written as HTML.

Nothing here is escaped; that is the template's duty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.checking import coverage
from core.checking.scales import stamp
from core.records import (
    ClaimState,
    ClaimView,
    ComparisonKind,
    ComparisonView,
    EvidenceRow,
    Pieces,
    Question,
    Rating,
    RatingScale,
    Stance,
)
from core.reports import marking, wording
from core.reports.links import safe_link
from core.reports.model import ReportModel

QUESTION_WORDS = {Question.SAID: "Said?", Question.SO: "So?"}
QUESTION_ASKS = {
    Question.SAID: "Did this speaker really say this, in these words?",
    Question.SO: "Is what is claimed true?",
}
_STANCE_SIGNS = {Stance.SUPPORTS: "↑", Stance.REFUTES: "↓", Stance.CONTEXT: "→"}


@dataclass(frozen=True, slots=True)
class RatingMark:
    """A rating as it is shown. `name` is its class and anchor in the page; `glyph` and `label` go together."""

    name: str
    glyph: str
    label: str
    definition: str
    underline: str
    colour: str
    colour_dark: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One question's answer. Without `mark`, `words` says why there is none."""

    question: str
    asks: str
    mark: RatingMark | None
    words: str


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How many claims have a rating, and how many of those are drafts; widths in per cent of the longest row."""

    mark: RatingMark
    count: int
    drafts: int
    width: str
    draft_width: str


@dataclass(frozen=True, slots=True)
class Tally:
    question: str
    asks: str
    rows: tuple[TallyRow, ...]
    unrated: int
    other: int
    """Rated on a scale that is not this report's."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share drawn to scale: certain up to `low`, open from `low` to `low + span`, in per cent of the whole."""

    low: str
    span: str
    words: str


@dataclass(frozen=True, slots=True)
class ComparisonBlock:
    title: str
    line: str
    result: str
    why: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class EvidenceBlock:
    stance: str
    stance_words: str
    sign: str
    title: str
    about: str
    note: str
    link: str | None
    address: str
    added: str


@dataclass(frozen=True, slots=True)
class ClaimBlock:
    number: int
    view: ClaimView
    kind: str
    speaker: str
    via: str
    phrase: str
    sentence: tuple[marking.Run, ...]
    in_text: bool
    verdicts: tuple[Verdict, ...]
    state: str
    final: bool
    notes: tuple[str, ...]
    reading: str
    comparisons: tuple[ComparisonBlock, ...]
    rationale: tuple[str, ...]
    evidence: tuple[EvidenceBlock, ...]
    checked: str
    mark: RatingMark | None
    """The rating shown at its number in the text: So?, or Said? where that is all there is."""


@dataclass(frozen=True, slots=True)
class DismissedRow:
    kind: str
    paragraph: int
    words: str
    speaker: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    model: ReportModel
    published: str
    made_at: str
    coverage: str
    contents: str
    drafts: int
    tallies: tuple[Tally, ...]
    verdicts: tuple[ClaimBlock, ...]
    waiting: tuple[ClaimBlock, ...]
    dismissed: tuple[DismissedRow, ...]
    paragraphs: tuple[tuple[marking.Run, ...], ...]
    numbered: dict[int, ClaimBlock]
    scale: str
    ratings: tuple[tuple[str, str, tuple[RatingMark, ...]], ...]
    words: str
    audit_length: str

    @property
    def drafts_words(self) -> str:
        verb = "is a draft" if self.drafts == 1 else "are drafts"
        return f"{wording.plural(self.drafts, 'verdict')} {verb} that no editor has approved."

    @property
    def waiting_words(self) -> str:
        verb = "is" if len(self.waiting) == 1 else "are"
        return f"{wording.plural(len(self.waiting), 'claim')} {verb} not yet checked."

    @property
    def dismissed_words(self) -> str:
        verb = "was" if len(self.dismissed) == 1 else "were"
        return f"{wording.plural(len(self.dismissed), 'suggestion')} {verb} dismissed."

    def classes(self, run: marking.Run) -> str:
        """The classes of a run in the text: the kinds that cover it, and the verdict of the last rated one."""
        blocks = [self.numbered[number] for number in run.claims]
        kinds = sorted({block.view.row.kind.value for block in blocks})
        rated = [block.mark.name for block in blocks if block.mark]
        return " ".join([*kinds, *([f"r-{rated[-1]}", "rated"] if rated else [])])


def build(model: ReportModel) -> Page:
    """All the report says. Claims are numbered in text order; dismissed ones have no number."""
    kept = [claim for claim in model.claims if claim.row.state is not ClaimState.DISMISSED]
    dropped = [claim for claim in model.claims if claim.row.state is ClaimState.DISMISSED]
    lines = marking.mark(model.article.text, [(n, claim.pieces) for n, claim in enumerate(kept, 1)])
    in_text = {number for line in lines for run in line for number in run.begins}
    marks = _Marks(model.scale)
    blocks = [_claim(n, claim, model, marks, n in in_text) for n, claim in enumerate(kept, 1)]
    ruled = tuple(b for b in blocks if b.view.check.said or b.view.check.so)
    return Page(
        model=model,
        published=wording.day(model.article.published) if model.article.published else "",
        made_at=wording.moment(model.made_at),
        coverage=str(coverage.Coverage(model.settled, len(model.claims))),
        contents=_contents(kept),
        drafts=sum(not block.final for block in ruled),
        tallies=tuple(_tally(question, kept, model.scale, marks) for question in Question),
        verdicts=ruled,
        waiting=tuple(b for b in blocks if not (b.view.check.said or b.view.check.so)),
        dismissed=tuple(_dismissed(claim) for claim in dropped),
        paragraphs=tuple(tuple(line) for line in lines),
        numbered={block.number: block for block in blocks},
        scale=f"{model.scale.title} ({stamp(model.scale)})",
        ratings=tuple(
            (QUESTION_WORDS[q], QUESTION_ASKS[q], tuple(marks.of(q, r) for r in model.scale.ratings(q)))
            for q in Question
        ),
        words=wording.plural(model.article.words, "word"),
        audit_length=wording.number(model.audit_length),
    )


class _Marks:
    """The scale's ratings as they are shown, by question and key."""

    def __init__(self, scale: RatingScale) -> None:
        self._marks = {
            (question, rating.key): RatingMark(
                name=f"{question}-{place}",
                glyph=rating.glyph,
                label=rating.label,
                definition=rating.definition,
                underline=rating.underline,
                colour=rating.colour,
                colour_dark=rating.colour_dark,
            )
            for question in Question
            for place, rating in enumerate(scale.ratings(question), 1)
        }

    def of(self, question: Question, rating: Rating) -> RatingMark:
        return self._marks[question, rating.key]

    def find(self, question: Question, key: str | None) -> RatingMark | None:
        return None if key is None else self._marks.get((question, key))


def _contents(kept: list[ClaimView]) -> str:
    quotes = sum(claim.row.kind.is_quote for claim in kept)
    return f"{wording.plural(quotes, 'quote')}, {wording.plural(len(kept) - quotes, 'figure')}"


def _is_final(claim: ClaimView) -> bool:
    return claim.row.state in coverage.SETTLED


def _key(claim: ClaimView, question: Question) -> str | None:
    return claim.check.said if question is Question.SAID else claim.check.so


def _tally(question: Question, kept: list[ClaimView], scale: RatingScale, marks: _Marks) -> Tally:
    asked = [claim for claim in kept if question is Question.SO or claim.said_applies]
    counts = Counter(_key(claim, question) for claim in asked)
    drafts = Counter(_key(claim, question) for claim in asked if not _is_final(claim))
    ratings = scale.ratings(question)
    longest = max((counts[r.key] for r in ratings), default=0) or 1
    rows = tuple(
        TallyRow(
            marks.of(question, r),
            counts[r.key],
            drafts[r.key],
            _width(Decimal(counts[r.key] - drafts[r.key]) / longest),
            _width(Decimal(drafts[r.key]) / longest),
        )
        for r in ratings
    )
    return Tally(
        QUESTION_WORDS[question],
        QUESTION_ASKS[question],
        rows,
        unrated=counts[None],
        other=len(asked) - counts[None] - sum(row.count for row in rows),
    )


def _width(share: Decimal) -> str:
    """A share as an SVG length, 0 % to 100 %."""
    return f"{min(max(share, Decimal(0)), Decimal(1)) * 100:.3f}%"


# --- one claim -------------------------------------------------------------------------------------------------


def _claim(number: int, claim: ClaimView, model: ReportModel, marks: _Marks, in_text: bool) -> ClaimBlock:
    row = claim.row
    said = marks.find(Question.SAID, claim.check.said)
    so = marks.find(Question.SO, claim.check.so)
    phrase = claim.speaker_phrase or ""
    return ClaimBlock(
        number=number,
        view=claim,
        kind=wording.KIND_WORDS[row.kind],
        speaker=wording.speaker_name(row),
        via=row.via or "",
        phrase=phrase if phrase and phrase != row.speaker else "",
        sentence=_sentence(claim, model.article.text),
        in_text=in_text,
        verdicts=tuple(_verdict(question, claim, marks) for question in Question),
        state=wording.STATE_WORDS[row.state],
        final=_is_final(claim),
        notes=_notes(claim),
        reading=wording.reading(claim.reading) if claim.reading else "",
        comparisons=tuple(_comparison(comparison) for comparison in claim.comparisons),
        rationale=tuple(line.strip() for line in claim.check.rationale.split("\n") if line.strip()),
        evidence=tuple(_evidence(row) for row in claim.evidence),
        checked=_checked(claim),
        mark=so or said,
    )


def _sentence(claim: ClaimView, text: str) -> tuple[marking.Run, ...]:
    """The claim in its sentence, the cue between its pieces included; the claim's runs carry a number."""
    pieces = claim.pieces
    if pieces and _in_order(pieces, text) and _stands_at(claim, text):
        runs = [marking.Run(claim.before)]
        for at, (start, end) in enumerate(pieces):
            if at:
                runs.append(marking.Run(text[pieces[at - 1][1] : start]))
            runs.append(marking.Run(text[start:end], (1,)))
    else:
        runs = [marking.Run(claim.before), marking.Run(claim.row.words, (1,))]
    return tuple(run for run in (*runs, marking.Run(claim.after)) if run.text)


def _stands_at(claim: ClaimView, text: str) -> bool:
    """Whether the claim's sentence is at its place in `text`."""
    start, end = claim.pieces[0][0], claim.pieces[-1][1]
    return text[:start].endswith(claim.before) and text.startswith(claim.after, end)


def _in_order(pieces: Pieces, text: str) -> bool:
    flat = [offset for piece in pieces for offset in piece]
    return flat == sorted(flat) and flat[0] >= 0 and flat[-1] <= len(text)


def _verdict(question: Question, claim: ClaimView, marks: _Marks) -> Verdict:
    key = _key(claim, question)
    mark = marks.find(question, key)
    if mark is not None:
        words = mark.label
    elif key is not None:
        words = f"{key} (on the scale {claim.check.scale or 'of that time'})"
    elif question is Question.SAID and not claim.said_applies:
        words = "Does not arise: nobody is quoted for it"
    else:
        words = "Not rated yet"
    return Verdict(QUESTION_WORDS[question], QUESTION_ASKS[question], mark, words)


def _notes(claim: ClaimView) -> tuple[str, ...]:
    notes = []
    if claim.negated:
        notes.append("Reported as not said")
    if claim.hypothetical:
        notes.append("Reported as a possibility, not as said")
    if claim.corrected:
        notes.append("Reading corrected by the checker")
    return tuple(notes)


def _checked(claim: ClaimView) -> str:
    check = claim.check
    if not check.by:
        return ""
    who = "Entered by the program as an example" if check.example else f"Checked by {check.by}"
    when = f", {wording.moment(check.at)}" if check.at else ""
    scale = f", scale {check.scale}" if check.scale else ""
    return f"{who}{when}, revision {check.revision}{scale}"


def _comparison(value: ComparisonView) -> ComparisonBlock:
    result = wording.comparison_result(value)
    line = wording.comparison(value).removesuffix(f": {result}") if result else wording.comparison(value)
    return ComparisonBlock(wording.COMPARISON_WORDS[value.kind], line, result, value.why, _bar(value))


def _bar(value: ComparisonView) -> Bar | None:
    """The bar of a share between nothing and all; a share beyond all or open has none that is to scale."""
    low, high = value.low, value.high
    if value.kind not in {ComparisonKind.SHARE, ComparisonKind.SHORTFALL} or low is None or high is None:
        return None
    if not 0 <= low <= high <= 1:
        return None
    return Bar(_width(low), _width(high - low), f"{wording.percent(low, high)} of the whole")


def _evidence(row: EvidenceRow) -> EvidenceBlock:
    draft = row.draft
    dated = wording.day(draft.dated) if draft.dated else ""
    link = safe_link(draft.url)
    return EvidenceBlock(
        stance=draft.stance.value,
        stance_words=wording.STANCE_WORDS[draft.stance],
        sign=_STANCE_SIGNS[draft.stance],
        title=draft.title,
        about=_joined([draft.publisher, dated]),
        note=draft.note.strip(),
        link=link,
        address=draft.url.strip(),
        added=f"Added by {row.added_by}, {wording.moment(row.added_at)}",
    )


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)


def _dismissed(claim: ClaimView) -> DismissedRow:
    reason = claim.dismissed_because
    return DismissedRow(
        kind=wording.KIND_WORDS[claim.row.kind],
        paragraph=claim.paragraph,
        words=claim.row.words,
        speaker=wording.speaker(claim.row),
        reason=wording.DISMISS_WORDS[reason] if reason else "No reason recorded",
    )
