"""One claim as the report shows it: sentence, verdicts, reading, comparisons, rationale and evidence in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core import wording
from core.checking import coverage, gravity, life, review
from core.checking.applies import is_guess
from core.checking.correction_words import corrected
from core.checking.scales import stamp
from core.figures.wording import working
from core.records import (
    ArticleView,
    CheckView,
    ClaimView,
    ComparisonKind,
    ComparisonView,
    Pieces,
    PublicCorrection,
    Question,
    Rating,
    RatingScale,
)
from core.reports import marking
from core.reports.links import safe_link
from core.reports.model import Profile, ReportModel
from core.reports.source_block import CopyLine as CopyLine
from core.reports.source_block import EvidenceBlock as EvidenceBlock
from core.reports.source_block import joined, source_block

QUESTION_WORDS = {Question.SAID: "Said?", Question.SO: "So?"}
QUESTION_ASKS = {
    Question.SAID: "Did this speaker really say this, in these words?",
    Question.SO: "Is what is claimed true?",
}
_BRIEF = 50
"""Characters of context on either side of a figure in a list."""
_LONGEST_BRIEF = 400
"""Characters of a passage in a list; a longer one would fill a page there."""


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
class Bar:
    """A share drawn to scale: certain up to `low`, open from `low` to `low + span`, in per cent of the whole."""

    low: str
    span: str
    words: str


@dataclass(frozen=True, slots=True)
class ComparisonBlock:
    """`working` is the formula in words, empty where there is none."""

    title: str
    line: str
    result: str
    working: str
    why: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A public correction, as the report lists it."""

    when: str
    what: str
    """What it was and what it is now, in sentences."""
    note: str
    why: str
    """For the desk; empty in a public report."""


@dataclass(frozen=True, slots=True)
class ClaimBlock:
    """`number` is the claim's on its desk, the same in every report."""

    number: int
    view: ClaimView
    article: ArticleView
    of: str
    """Which article it stands in, in a report on several."""
    kind: str
    speaker: str
    via: str
    phrase: str
    sentence: tuple[marking.Run, ...]
    brief: tuple[marking.Run, ...]
    """The claim where it has little room: a quote by its words, of many only the first and last, and a figure with
    a few words on either side."""
    in_text: bool
    where: str
    """`paragraph 3`; empty where that is not known."""
    verdicts: tuple[Verdict, ...]
    """Of Said? and of So?."""
    answers: tuple[Verdict, ...]
    """Those of them that are printed: readers are not told of a question that does not arise."""
    state: str
    final: bool
    notes: tuple[str, ...]
    reading: str
    comparisons: tuple[ComparisonBlock, ...]
    rationale: tuple[str, ...]
    evidence: tuple[EvidenceBlock, ...]
    withheld: str
    """That there are sources which are not shown."""
    published: str
    published_when: str
    published_link: str | None
    corrections: tuple[CorrectionLine, ...]
    checked: str
    reviewed: str
    again: str
    """That the work on it goes on, of a claim that is shown as it last stood."""
    doubt: str
    """That its speaker is a guess, in an internal report."""
    lacks: tuple[str, ...]
    """What a draft still needs before it can go to an editor."""
    mark: RatingMark | None
    """The rating shown at its number in the text: the graver one of its two."""


class Marks:
    """Ratings as they are shown, by their scale's stamp, question and key. The first scale is the desk's own."""

    def __init__(self, scale: RatingScale, *older: RatingScale) -> None:
        self._own = stamp(scale)
        self._scales = {stamp(each): each for each in (scale, *older)}
        self._marks = {
            (stamp(each), question, rating.key): RatingMark(
                name=f"{question}-{place}" if at == 0 else f"{question}-{place}-{at}",
                glyph=rating.glyph,
                label=rating.label,
                definition=rating.definition,
                underline=rating.underline,
                colour=rating.colour,
                colour_dark=rating.colour_dark,
            )
            for at, each in enumerate((scale, *older))
            for question in Question
            for place, rating in enumerate(each.ratings(question), 1)
        }

    def of(self, scale: RatingScale, question: Question, rating: Rating) -> RatingMark:
        return self._marks[stamp(scale), question, rating.key]

    def find(self, claim: ClaimView, question: Question) -> RatingMark | None:
        """How the claim's verdict is shown; None where it has none, or its scale is not in the report."""
        key = rated(claim, question)
        return None if key is None else self._marks.get((claim.check.scale or self._own, question, key))

    def graver(self, claim: ClaimView) -> RatingMark | None:
        """The verdict that is shown where there is room for one."""
        scale = self._scales.get(claim.check.scale or self._own)
        found = gravity.graver(claim.check.said, claim.check.so, scale)
        for question in Question:
            if scale is not None and found is not None and found is scale.find(question, rated(claim, question)):
                return self.of(scale, question, found)
        return None


def is_final(claim: ClaimView) -> bool:
    return claim.row.state in coverage.SETTLED


def rated(claim: ClaimView, question: Question) -> str | None:
    return claim.check.said if question is Question.SAID else claim.check.so


def width(share: Decimal) -> str:
    """A share as an SVG length, 0 % to 100 %."""
    return f"{min(max(share, Decimal(0)), Decimal(1)) * 100:.3f}%"


def claim_block(
    claim: ClaimView, article: ArticleView, model: ReportModel, marks: Marks, in_text: bool
) -> ClaimBlock:
    """The claim in the words of the model's profile. `in_text`: its passage is marked in the article's text."""
    row = claim.row
    public = model.profile is Profile.PUBLIC
    verdicts = tuple(_verdict(question, claim, marks) for question in Question)
    phrase = claim.speaker_phrase or ""
    sentence = _sentence(claim, article.text)
    return ClaimBlock(
        number=row.id,
        view=claim,
        article=article,
        of=_of(article) if model.article is None else "",
        kind=wording.KIND_WORDS[row.kind],
        speaker=wording.speaker_name(row),
        via=row.via or "",
        phrase=phrase if phrase and phrase != row.speaker else "",
        sentence=sentence,
        brief=(marking.Run(shortened(row.words), (1,)),) if row.kind.is_quote else _brief(sentence),
        in_text=in_text,
        where=f"paragraph {claim.paragraph}" if article.whole else "",
        verdicts=verdicts,
        answers=verdicts if claim.said_applies or rated(claim, Question.SAID) or not public else verdicts[1:],
        state=wording.AGAIN_HEADING if claim.again and not is_final(claim) else wording.STATE_WORDS[row.state],
        final=is_final(claim),
        notes=_notes(claim, public),
        reading=wording.reading(claim.reading) if claim.reading and not public else "",
        comparisons=tuple(_comparison(comparison) for comparison in claim.comparisons),
        rationale=tuple(line.strip() for line in claim.check.rationale.split("\n") if line.strip()),
        evidence=tuple(source_block(at, row, public) for at, row in enumerate(claim.evidence, 1)),
        withheld=_withheld(dict(model.withheld).get(row.id, 0), bool(claim.evidence)),
        published=_published(claim),
        published_when=_published_when(claim),
        published_link=safe_link(claim.publication.place) if claim.publication else None,
        corrections=tuple(_correction(each, public) for each in claim.public_corrections),
        checked=_checked(claim, public),
        reviewed=_reviewed(claim),
        again=_again(claim),
        doubt="" if public or not is_guess(claim) else f"unsure, {_sure(claim)}",
        lacks=() if public or is_final(claim) else tuple(life.missing_for_submission(claim, model.scale)),
        mark=marks.graver(claim),
    )


def _of(article: ArticleView) -> str:
    return joined([article.title, wording.day(article.published) if article.published else ""])


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


def shortened(passage: str) -> str:
    """A passage as a list shows it: of a very long one the beginning and the end, cut between words."""
    if len(passage) <= _LONGEST_BRIEF:
        return passage
    begins, ends = passage[: _LONGEST_BRIEF * 2 // 3], passage[-_LONGEST_BRIEF // 3 :]
    return f"{begins.rpartition(' ')[0] or begins} … {ends.partition(' ')[2] or ends}"


def _brief(sentence: tuple[marking.Run, ...]) -> tuple[marking.Run, ...]:
    """A sentence with at most some 50 characters before and behind the claim, cut between words."""
    runs = list(sentence)
    if runs and not runs[0].claims and len(runs[0].text) > _BRIEF:
        runs[0] = marking.Run("… " + runs[0].text[-_BRIEF:].partition(" ")[2])
    if runs and not runs[-1].claims and len(runs[-1].text) > _BRIEF:
        runs[-1] = marking.Run(runs[-1].text[:_BRIEF].rpartition(" ")[0] + " …")
    return tuple(runs)


def _stands_at(claim: ClaimView, text: str) -> bool:
    """Whether the claim's sentence is at its place in `text`."""
    start, end = claim.pieces[0][0], claim.pieces[-1][1]
    return text[:start].endswith(claim.before) and text.startswith(claim.after, end)


def _in_order(pieces: Pieces, text: str) -> bool:
    flat = [offset for piece in pieces for offset in piece]
    return flat == sorted(flat) and flat[0] >= 0 and flat[-1] <= len(text)


def _verdict(question: Question, claim: ClaimView, marks: Marks) -> Verdict:
    key = rated(claim, question)
    mark = marks.find(claim, question)
    if mark is not None:
        words = mark.label
    elif key is not None:
        words = f"{key} (on the scale {claim.check.scale or 'of that time'})"
    elif question is Question.SAID and not claim.said_applies:
        words = "Does not arise: nobody is quoted for it"
    else:
        words = "Not rated yet"
    return Verdict(QUESTION_WORDS[question], QUESTION_ASKS[question], mark, words)


def _notes(claim: ClaimView, public: bool) -> tuple[str, ...]:
    notes = []
    if claim.negated:
        notes.append("Reported as not said")
    if claim.hypothetical:
        notes.append("Reported as a possibility, not as said")
    if claim.corrected_in and not public:  # readers are not shown what the program read, and take it for theirs
        notes.append(f"{wording.corrected_in(claim.corrected_in)} by the checker")
    return tuple(notes)


def _again(claim: ClaimView) -> str:
    if claim.again is None or not is_final(claim):
        return ""
    return wording.AGAIN_WORDS.get(claim.again, wording.AGAIN)


def _sure(claim: ClaimView) -> str:
    score = Decimal(str(claim.speaker_score or 0))
    return wording.percent(score, score)


def _checked(claim: ClaimView, public: bool) -> str:
    """Who checked the claim and when; for the desk, with which revision that is and on which scale."""
    check = claim.check
    if not check.by:
        return ""
    who = "Entered by the program as an example" if check.example else f"Checked by {checkers(check)}"
    when = f", {wording.moment(check.at)}" if check.at else ""
    if public:
        return f"{who}{when}"
    scale = f", scale {check.scale}" if check.scale else ""
    return f"{who}{when}, revision {check.revision}{scale}"


def checkers(check: CheckView) -> str:
    """Everybody who had a part in what stands, whoever made its newest revision among them; empty where nobody is
    known."""
    names = [name for name in dict.fromkeys((*check.checkers, check.by or "")) if name]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _reviewed(claim: ClaimView) -> str:
    """Who approved the claim and when; empty for what stands unapproved, whatever was decided before."""
    if claim.review is None or not review.is_approved(claim):
        return ""
    return f"Approved by {claim.review.by}, {wording.moment(claim.review.at)}"


def _comparison(value: ComparisonView) -> ComparisonBlock:
    result = wording.comparison_result(value)
    line = wording.comparison(value).removesuffix(f": {result}") if result else wording.comparison(value)
    readings = [reading for _, _, reading in value.operands]
    formula = working(value.kind, readings, total=wording.states_total(value))
    return ComparisonBlock(wording.COMPARISON_WORDS[value.kind], line, result, formula, value.why, _bar(value))


def _bar(value: ComparisonView) -> Bar | None:
    """The bar of a share between nothing and all; a share beyond all or open has none that is to scale."""
    low, high = value.low, value.high
    if value.kind not in {ComparisonKind.SHARE, ComparisonKind.SHORTFALL} or low is None or high is None:
        return None
    if not (low.is_finite() and high.is_finite() and 0 <= low <= high <= 1):
        return None
    return Bar(width(low), width(high - low), f"{wording.percent(low, high)} of the whole")


def _published(claim: ClaimView) -> str:
    return f"{_published_when(claim)}: {claim.publication.place}" if claim.publication else ""


def _published_when(claim: ClaimView) -> str:
    return f"Published {wording.day(claim.publication.at.date())}" if claim.publication else ""


def _correction(value: PublicCorrection, public: bool) -> CorrectionLine:
    why = "" if public else f"{value.why} ({value.by})"
    what = corrected(value.was, value.now)
    return CorrectionLine(wording.moment(value.at), what, value.public_note, why)


def _withheld(count: int, others: bool) -> str:
    """That there are sources which are not shown; `further` ones only where there are `others` that are."""
    if not count:
        return ""
    further = "further " if others else ""
    what = f"One {further}source is" if count == 1 else f"{wording.number(count)} {further}sources are"
    return f"{what} confidential and not shown."
