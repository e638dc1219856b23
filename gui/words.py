"""The words for kinds, states, queues and orders as the window shows them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from html import escape

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from core import wording
from core.checking.gravity import by_gravity
from core.records import (
    Capacity,
    CaptureRow,
    ClaimRow,
    ClaimState,
    ClaimView,
    ComparisonKind,
    DismissReason,
    Form,
    MentionKind,
    Order,
    Question,
    Queue,
    RatingScale,
    SpeakerRecord,
    Stance,
    UnitKind,
)

BY_HAND = "checker"
"""The rule of a mention that a person marked."""


def tr(text: str) -> str:
    """Translate in the context of this file."""
    return QCoreApplication.translate("words", text)


def kind(value: MentionKind) -> str:
    return _kinds()[value]


def state(value: ClaimState) -> str:
    return _states()[value]


# Every line of a list asks for these, whenever it is painted.
@cache
def _kinds() -> dict[MentionKind, str]:
    return {
        MentionKind.DIRECT: tr("Quote"),
        MentionKind.MIXED: tr("Mixed"),
        MentionKind.INDIRECT: tr("Indirect"),
        MentionKind.FIGURE: tr("Figure"),
    }


@cache
def _states() -> dict[ClaimState, str]:
    return {
        ClaimState.SUGGESTED: tr("Suggested"),
        ClaimState.OPEN: tr("To check"),
        ClaimState.CHECKING: tr("Being checked"),
        ClaimState.SUBMITTED: tr("With the editor"),
        ClaimState.RETURNED: tr("Returned"),
        ClaimState.APPROVED: tr("Approved"),
        ClaimState.PUBLISHED: tr("Published"),
        ClaimState.DISMISSED: tr("Dismissed"),
        ClaimState.NEEDS_RECHECK: tr("Needs recheck"),
        ClaimState.CORRECTING: tr("Correcting"),
    }


def queue(value: Queue) -> str:
    return {
        Queue.TO_CHECK: tr("To check"),
        Queue.SUBMITTED: tr("With the editor"),
        Queue.RETURNED: tr("Returned to me"),
        Queue.APPROVED: tr("Approved"),
        Queue.ALL: tr("All claims"),
        Queue.DISMISSED: tr("Dismissed"),
    }[value]


def order(value: Order) -> str:
    return {
        Order.POSITION: tr("by position"),
        Order.CHECKWORTHY: tr("most worth checking first"),
        Order.SPEAKER: tr("by speaker"),
        Order.STATE: tr("by state"),
    }[value]


def dismissal(value: DismissReason) -> str:
    return {
        DismissReason.NOT_A_CLAIM: tr("Not a claim"),
        DismissReason.DUPLICATE: tr("Duplicate"),
        DismissReason.WRONG_SPAN: tr("Wrong span"),
        DismissReason.TRIVIAL: tr("Trivial"),
    }[value]


def capacity(value: Capacity | None) -> str:
    return {
        None: tr("No role given"),
        Capacity.CHECKER: tr("Checker"),
        Capacity.EDITOR: tr("Editor"),
        Capacity.LEAD: tr("Lead"),
    }[value]


def stance(value: Stance) -> str:
    return {
        Stance.SUPPORTS: tr("Supports"),
        Stance.REFUTES: tr("Refutes"),
        Stance.CONTEXT: tr("Context"),
    }[value]


def form(value: Form) -> str:
    return {
        Form.POINT: tr("One value"),
        Form.RANGE: tr("A range"),
        Form.ALTERNATIVES: tr("Either of two"),
        Form.BOUND: tr("A bound"),
        Form.VAGUE: tr("Vague"),
        Form.ZERO: tr("None at all"),
        Form.ALL: tr("All"),
        Form.MULTIPLE: tr("A multiple"),
        Form.FRACTION: tr("A fraction"),
        Form.ORDINAL: tr("A place in order"),
        Form.SUPERLATIVE: tr("A superlative"),
        Form.DATE: tr("A date"),
    }[value]


def comparator(value: str) -> str:
    return {
        "=": tr("As stated"),
        ">": tr("More than"),
        ">=": tr("At least"),
        "<": tr("Less than"),
        "<=": tr("At most"),
    }[value]


def number_change(value: str) -> str:
    """A change by direction and kind ("up by"), as in `core.records.NumberChange`; empty is none."""
    return {
        "": tr("None stated"),
        "up by": tr("Up by"),
        "up to": tr("Up to"),
        "up from": tr("Up from"),
        "up": tr("Up"),
        "down by": tr("Down by"),
        "down to": tr("Down to"),
        "down from": tr("Down from"),
        "down": tr("Down"),
    }[value]


def unit_kind(value: UnitKind) -> str:
    return {
        UnitKind.COUNT: tr("A count"),
        UnitKind.CURRENCY: tr("Money"),
        UnitKind.PERCENT: tr("Per cent"),
        UnitKind.PERCENTAGE_POINT: tr("Percentage points"),
        UnitKind.PHYSICAL: tr("A measure"),
        UnitKind.DURATION: tr("A span of time"),
        UnitKind.DATE: tr("A date"),
        UnitKind.RATIO: tr("A ratio"),
        UnitKind.SCORE: tr("A score"),
        UnitKind.AGE: tr("An age"),
    }[value]


def comparison(value: ComparisonKind) -> str:
    return {
        ComparisonKind.SHARE: tr("Share"),
        ComparisonKind.SHORTFALL: tr("Shortfall"),
        ComparisonKind.CHANGE: tr("Change"),
        ComparisonKind.RATE: tr("Rate"),
        ComparisonKind.RESTATEMENT: tr("Restatement"),
        ComparisonKind.SUM: tr("Sum"),
        ComparisonKind.EXCESS: tr("Excess"),
        ComparisonKind.CONTRAST: tr("Contrast"),
    }[value]


def who(row: ClaimRow) -> str:
    """Who is speaking, and who relayed it: "John Merrow, via Varpress"."""
    if row.speaker is None:
        name = tr("speaker not found") if row.of_somebody else tr("Narration")
    else:
        name = row.speaker
    return tr("{speaker}, via {relayer}").format(speaker=name, relayer=row.via) if row.via else name


def share(value: float) -> str:
    """A confidence from 0 to 1 as `93 %`, with a no-break space."""
    return f"{round(value * 100)}\u00a0%"


def marked_by(claim: ClaimView) -> str:
    """Why the passage was marked: what in the text showed it, and how sure the program is."""
    if claim.rule == BY_HAND:
        return tr("marked by hand")
    rule = _signs().get(claim.rule, tr("the way it is reported")) if claim.rule else tr("a number in the text")
    # What it is sure of is that there is one; who said it and how it reads have their own doubts.
    of = (
        tr("{share} sure that somebody is quoted")
        if claim.row.kind.is_quote
        else tr("{share} sure that it is a figure")
    )
    sure = of.format(share=share(claim.score)) if claim.score is not None else ""
    return " · ".join(part for part in (rule, sure) if part)


def _signs() -> dict[str, str]:
    """What each rule of the extraction goes by, in a checker's words."""
    quoted_words = tr("quotation marks and who spoke")
    reported = tr("“said that …” or the like")
    return {
        "quote": quoted_words,
        "after-quote": quoted_words,
        "no-cue": tr("quotation marks"),
        "marked": tr("quotation marks"),
        "transcript": tr("a transcript’s “Name:”"),
        "headline": tr("a headline’s “Name:”"),
        "colon": tr("a colon and who spoke"),
        "according-to": tr("“according to …”"),
        "that": reported,
        "bare": reported,
        "infinitive": reported,
        "told": reported,
        "quoted-as-saying": tr("“quoted as saying …”"),
        "after-clause": tr("“…, she said” or the like"),
        "as": tr("“as … said”"),
        "asked": tr("a question that is reported"),
        "whether": tr("a question that is reported"),
        "noun": tr("“the claim that …” or the like"),
        "nominal": tr("“the claim that …” or the like"),
        "nominal-from": tr("“a warning from … that …” or the like"),
        "of": tr("“spoke of …” or the like"),
        "object": tr("what somebody is said to have announced, denied, sought"),
        "relative": tr("what somebody is said to have asked for"),
        "refusal": tr("what somebody is said to have refused to say"),
        "gerund": tr("what somebody is said to have denied or suggested"),
        "extracted": reported,
        "hearsay": tr("“is said to …” or the like"),
        "heard": tr("what a court or inquiry heard"),
        "amount": tr("“put it at …” or the like"),
        "signed": tr("a signature under it"),
        "set-off": tr("a colon, and paragraphs of their own behind it"),
        "turn": tr("turns in a conversation"),
        "finding": tr("what a survey, a report or data is said to show"),
        "call": tr("“called it …” or the like"),
        "tagger": tr("the sentence, as trained on others like it"),
    }


def shorten(text: str, length: int) -> str:
    """`text` on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def card(claim: ClaimView, scale: RatingScale | None) -> str:
    """What a card says of a mention: kind, state and rating; who said it; how it reads; why it was marked."""
    given = [rating.label for rating in by_gravity(claim.row.said, claim.row.so, scale)]
    head = (kind(claim.row.kind), state(claim.row.state), *given)
    lines = [" · ".join(part for part in head if part)]
    sure = f" · {share(claim.speaker_score)}" if claim.speaker_score is not None else ""
    lines.append(who(claim.row) + sure)
    if claim.reading is not None:
        lines.append(tr("Reads as {reading}").format(reading=wording.reading(claim.reading)))
    cue = tr("cue “{cue}”").format(cue=claim.cue) if claim.cue else ""
    why = " · ".join(part for part in (marked_by(claim), cue) if part)
    if why:
        lines.append(tr("Found by {why}").format(why=why))
    return "\n".join(lines)


def record(of: SpeakerRecord, scale: RatingScale | None) -> str:
    """A speaker's record with its denominators, each question for itself.

    `4 checked of 31 found · So? 2 True, 1 False · Said? 3 Verbatim, 1 Altered`.
    """
    text = tr("{checked} checked of {found} found").format(checked=number(of.checked), found=number(of.found))
    if scale is None:
        return text
    parts = [text]
    for question, name, counts in ((Question.SO, tr("So?"), of.so), (Question.SAID, tr("Said?"), of.said)):
        given = [
            f"{number(count)} {rating.label}"
            for key, count in counts
            if (rating := scale.find(question, key)) is not None
        ]
        if given:
            parts.append(f"{name} {', '.join(given)}")
    return " · ".join(parts)


def claims(count: int) -> str:
    """`1 claim`, `24 claims`."""
    return tr("1 claim") if count == 1 else tr("{count} claims").format(count=number(count))


def figures(count: int) -> str:
    """`1 figure`, `24 figures`."""
    return tr("1 figure") if count == 1 else tr("{count} figures").format(count=number(count))


def comments(count: int) -> str:
    """`1 comment`, `24 comments`."""
    return tr("1 comment") if count == 1 else tr("{count} comments").format(count=number(count))


def tip(text: str) -> str:
    """`text` as a tool tip that is never taken for markup, whatever it holds; tool tips know no plain format."""
    if "<" not in text:
        return text
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br>")


def with_key(text: str, key: str) -> str:
    """A tool tip that names its key: `Add evidence (E)`."""
    return f"{text} ({key})" if key else text


def key_sign(key: str) -> str:
    """A key as it is printed on a button: `Ctrl ⇧ ↵` for `Ctrl+Shift+Return`."""
    names = {"Shift": "⇧", "Return": "↵", "Enter": "↵"}
    return " ".join(names.get(part, part) for part in _key_parts(key))


def spoken_key(key: str) -> str:
    """A key as it is read out: `Control Shift Enter`."""
    names = {"Ctrl": tr("Control"), "Return": tr("Enter")}
    return " ".join(names.get(part, part) for part in _key_parts(key))


def _key_parts(key: str) -> list[str]:
    """The modifiers and the key, which may be a plus itself."""
    parts = key[:-1].split("+") if key.endswith("+") else key.split("+")
    return [*(part for part in parts if part), *(["+"] if key.endswith("+") else [])]


def number(value: int) -> str:
    return QLocale().toString(value)


def day(value: date) -> str:
    """`11 September 2025`."""
    return _format(value, "d MMMM yyyy")


def short_day(value: date) -> str:
    """`11 Sep 2025`."""
    return _format(value, "d MMM yyyy")


def moment(value: datetime) -> str:
    """Date and time of day in the machine's time zone."""
    local = value.astimezone()
    return f"{short_day(local.date())}, {local:%H:%M}"


def _format(value: date, pattern: str) -> str:
    return QLocale().toString(QDate(value.year, value.month, value.day), pattern)


def utc(value: datetime) -> str:
    """Date and time of day to the second, in UTC: a record's time means the same wherever it is read."""
    there = value.astimezone(UTC)
    return tr("{day}, {time} UTC").format(day=short_day(there.date()), time=f"{there:%H:%M:%S}")


def size(count: int) -> str:
    """`1.2 MB`, in units of a thousand."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def quoted(text: str) -> str:
    """In quotation marks, once: what has its own already keeps only ours, and those within become single."""
    return wording.quoted(text) or "“”"


def titled(title: str) -> str:
    """A title in quotation marks; a quote in it gets the marks of one within another."""
    return quoted(title)


def exact_size(count: int) -> str:
    """`1.2 MB (1,234,567 bytes)`; small things are counted only once."""
    if count < 1000:
        return size(count)
    return tr("{size} ({bytes} bytes)").format(size=size(count), bytes=number(count))


def media(value: str) -> str:
    """A media type in a word where there is one, else as it is without its parameters."""
    plain = value.partition(";")[0].strip().lower()
    return {
        "application/pdf": tr("PDF"),
        "text/html": tr("Web page"),
        "application/xhtml+xml": tr("Web page"),
        "text/plain": tr("Text"),
        "text/csv": tr("Table"),
        "image/png": tr("Picture"),
        "image/jpeg": tr("Picture"),
    }.get(plain, plain)


def copy(value: CaptureRow) -> str:
    """A kept copy on one line: what it is, how large, when it was kept, its digest's beginning."""
    kept = tr("kept {time}").format(time=moment(value.at))
    digest = tr("sha256\u00a0{digest}…").format(digest=value.sha256[:8])
    return " · ".join((media(value.media_type), size(value.size), kept, digest))
