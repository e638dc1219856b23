"""Reports from a desk to files: one article or many, with flat memory, and evidence bundles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from core import reports
from core.checking.review import APPROVED_STATES
from core.errors import UserError
from core.files import named_after, whole_file
from core.progress import Progress
from core.records import CaptureRow, ClaimFilter, ClaimState
from core.reports import profile
from core.reports import unsettled as look
from core.reports.model import Profile, Publisher, ReportModel, Scope
from core.reports.wanted import Wanted
from db.store import Desk

BUNDLE = "bundle"
"""The key of the evidence bundle among the formats that a person can ask for."""

_NAMED = 5
"""Titles that a message names; more would not be read."""
_EMPTY_BOXES = "The PDF shows empty boxes"
_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Style:
    """How reports are to be: their format, for whom, by whom, and who publishes them.

    `whole_text`: the articles are reprinted whole in a public report too, which needs the right to do that.
    """

    format: str
    profile: Profile = Profile.INTERNAL
    made_by: str = ""
    publisher: Publisher = field(default_factory=Publisher)
    whole_text: bool = False

    @property
    def suffix(self) -> str:
        return ".zip" if self.format == BUNDLE else reports.FORMATS[self.format].suffix


def shown(desk: Desk, model: ReportModel, style: Style) -> ReportModel:
    """The report as the style has it, before it is written. Claim reviews are of the public profile always.

    Raises `UserError` S-REPORT-NOTHING where there would be no claim in it, and as `profile.public`.
    """
    model = replace(model, publisher=style.publisher)
    if not model.claims and model.scope is not Scope.ARTICLE:
        raise UserError("S-REPORT-NOTHING", f"“{model.title}” has no claim on this desk; choose something else.")
    reviews = style.format == "claimreview"
    if style.profile is Profile.INTERNAL and not reviews:
        return model
    public = profile.public(model, whole_text=style.whole_text, elsewhere=desk.read.confidential_sources())
    if not any(claim.row.state in APPROVED_STATES for claim in public.claims):
        what = "Claim reviews are" if reviews else "A public report is"
        raise UserError(
            "S-REPORT-NOTHING",
            f"Nothing in “{model.title}” is approved yet. {what} of approved claims only and would be empty: "
            "approve checks first, or write an internal report.",
        )
    return public


def telling(desk: Desk, claim_id: int) -> str:
    """What in the claim would tell readers who a confidential source is, if it were approved as it stands now.

    In the words in which a public report is refused for it, or warned of; empty where nothing does.
    """
    model = desk.read.report_on([claim_id], Scope.SELECTION, "")
    parts = tuple(
        replace(
            part,
            claims=tuple(
                replace(claim, stands=None, row=replace(claim.row, state=ClaimState.APPROVED))
                for claim in part.claims
            ),
        )
        for part in model.parts
    )
    model = replace(model, parts=parts)
    try:
        public = profile.public(model, elsewhere=desk.read.confidential_sources())
    except UserError as error:
        if error.code != "S-REPORT-CONFIDENTIAL":
            raise
        return error.message
    return " ".join(look.may_tell(public, model))


def write(
    desk: Desk, model: ReportModel, style: Style, path: Path, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write the report to `path`, whole or not at all. Returns what is still `unsettled` in it.

    Raises as `shown` and `reports.write`.
    """
    whole, model = model, shown(desk, model, style)
    told = unsettled(model, style, whole)
    if style.format != BUNDLE:
        reports.write(model, style.format, path)
        return (*told, *_boxes(model, style))
    from core.reports import bundle

    events = [event for event in desk.read.audit_events() if event.seq <= model.audit_length]

    def read(copy: CaptureRow, warc: bool) -> bytes:
        return desk.read.capture(copy.id, warc=warc)

    with whole_file(path) as stream:
        bundle.write(stream, model, events, read, progress or Progress())
    return told


def write_articles(
    desk: Desk,
    article_ids: Iterable[int],
    style: Style,
    folder: Path,
    progress: Progress,
    failed: Callable[[UserError], None],
    warned: Callable[[str], None] = lambda _: None,
) -> int:
    """A report for each article, in `folder`, which is made. One that fails is told and the rest go on.

    `warned` is told what is still unsettled in each.

    Those that would be empty get no report, and are told together. Returns how many were written. Only one report
    is in memory at a time.
    """
    ids = list(article_ids)
    make_folder(folder)
    written = 0
    empty: list[str] = []
    for done, article_id in enumerate(ids):
        model = desk.read.report(article_id, style.made_by)
        if model is None:
            continue
        progress.step(done, len(ids), model.title)
        try:
            left = write(desk, model, style, folder / file_name(f"{article_id} {model.title}", style.suffix))
        except UserError as error:
            if error.code == "S-REPORT-NOTHING":
                empty.append(model.title)
            else:
                failed(UserError(error.code, f"{model.title}: {error}"))
        else:
            written += 1
            for words in left:
                warned(f"{model.title}: {words}")
    progress.step(len(ids), len(ids))
    if empty:
        failed(nothing_in(empty))
    return written


def nothing_in(titles: list[str]) -> UserError:
    """S-REPORT-NOTHING about articles that got no report, named as far as there is room."""
    listed = "; ".join(f"“{title}”" for title in titles[:_NAMED])
    more = f"; and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    what = "article has" if len(titles) == 1 else "articles have"
    return UserError(
        "S-REPORT-NOTHING",
        f"{len(titles)} {what} nothing approved yet and got no public report: {listed}{more}. "
        "Approve checks first.",
    )


def make_folder(folder: Path) -> None:
    """Raises `UserError` S-WRITE where the folder cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError("S-WRITE", f"{folder}: cannot be made ({why}); choose another folder.") from error


# --- what a report is on ---------------------------------------------------------------------------------------


def articles(desk: Desk, wanted: Iterable[str] | None) -> list[int]:
    """Numbers of the articles that are named, as `the_one`; of all articles for None."""
    titles = {row.id: row.title for row in desk.read.articles()}
    if wanted is None:
        return sorted(titles)
    return [the_one(each, titles, "S-NO-ARTICLE", "article", " (saidso articles)") for each in wanted]


def chosen(
    desk: Desk, speaker: str | None, since: date | None, until: date | None, claims: str | None
) -> Wanted | None:
    """What across articles is asked for: a speaker, a period, or claims by number; None for none of these."""
    if speaker is not None:
        names = {row.id: row.name for row in desk.read.speakers()}
        return Wanted(Scope.SPEAKER, speaker_id=the_one(speaker, names, "S-NO-SPEAKER", "speaker"))
    if since or until:
        return Wanted(Scope.PERIOD, since=since, until=until)
    if claims is not None:
        numbers = [part.strip() for part in claims.split(",")]
        # Of no more digits than a row's number can have.
        if not all(number.isascii() and number.isdecimal() and len(number) < 19 for number in numbers):
            raise UserError("S-REPORT-CLAIMS", f"{claims!r} is no list of claims; write their numbers as 4,7,12")
        return Wanted(Scope.SELECTION, claim_ids=tuple(map(int, numbers)))
    return None


def gather(desk: Desk, wanted: Wanted, made_by: str) -> ReportModel:
    """The report that is asked for. Raises `UserError` S-ARTICLE-GONE."""
    if wanted.scope is not Scope.ARTICLE:
        about = {Scope.SPEAKER: lambda: _speaker(desk, wanted), Scope.PERIOD: lambda: wanted.period}
        return desk.read.report_on(
            claims_of(desk, wanted), wanted.scope, about.get(wanted.scope, lambda: "")(), made_by
        )
    model = desk.read.report(wanted.article_id, made_by)
    if model is None:
        raise UserError("S-ARTICLE-GONE", "The article is no longer on this desk; choose another.")
    return model


def claims_of(desk: Desk, wanted: Wanted) -> list[int]:
    """The claims that the report is to be on."""
    read = desk.read
    match wanted.scope:
        case Scope.ARTICLE:
            return read.claim_ids(ClaimFilter(article_id=wanted.article_id))
        case Scope.SPEAKER:
            return read.claims_of_speaker(wanted.speaker_id)
        case Scope.PERIOD:
            return read.claims_of_period(wanted.since or date.min, wanted.until or date.max)
    return list(wanted.claim_ids)


def count(desk: Desk, wanted: Wanted) -> tuple[int, int]:
    """How many claims the report is to be on, and how many of them a public one can show: those that stand
    approved, and those that were published and are worked on again. Dismissed ones do not count."""
    rows = desk.read.claim_rows(claims_of(desk, wanted))
    held = {number: row.state for number, row in rows.items() if row.state is not ClaimState.DISMISSED}
    approved = {number for number, state in held.items() if state in APPROVED_STATES}
    return len(held), len(approved | desk.read.published_before(held.keys() - approved))


def look_through(desk: Desk, wanted: Wanted, publisher: Publisher, reviews: bool) -> tuple[str, ...]:
    """What had better be settled before the public report that is wanted goes out, or what keeps it from being
    written; with what its claim reviews would lack, if there are to be any. Nothing is written."""
    model = gather(desk, wanted, "")
    try:
        public = shown(desk, model, Style("html", Profile.PUBLIC, publisher=publisher))
    except UserError as error:
        return () if error.code == "S-REPORT-NOTHING" else (error.message,)
    told = look.in_public(public, model)
    return told + (look.in_reviews(public) if reviews else ())


def unsettled(model: ReportModel, style: Style, whole: ReportModel) -> tuple[str, ...]:
    """What had better be settled before the report goes out, in sentences; `model` is as `shown` gives it, and
    `whole` what it was made of."""
    if model.profile is not Profile.PUBLIC:
        return ()
    if style.format == "claimreview":
        return (*look.in_reviews(model), *look.may_tell(model, whole), *look.contradicted(model))
    return look.in_public(model, whole)


def _boxes(model: ReportModel, style: Style) -> tuple[str, ...]:
    """That a PDF shows boxes for letters that no font here has, if it does."""
    if style.format != "pdf":
        return ()
    from core.reports import pdf

    letters = pdf.without_font(model)
    if not letters:
        return ()
    named = " ".join(letters[:_LETTERS]) + (" …" if len(letters) > _LETTERS else "")
    return (
        f"{_EMPTY_BOXES} for letters that no font on this machine has: {named}. Install a font that "
        "has them (the Noto fonts have those of every script) and write it again, or choose another format.",
    )


def tells_of_boxes(words: str) -> bool:
    """Whether words that `write` returned tell of letters without a font, known only once written."""
    return words.startswith(_EMPTY_BOXES)


def _speaker(desk: Desk, wanted: Wanted) -> str:
    return next((row.name for row in desk.read.speakers() if row.id == wanted.speaker_id), "")


def the_one(wanted: str, names: dict[int, str], code: str, what: str, where: str = "") -> int:
    """The number of the one thing that `wanted` names by number, name, or a part of only one name.

    Raises `UserError` with the code, listing what there is.
    """
    by_number = next((number for number in names if str(number) == wanted.lstrip("0")), None)
    if by_number is not None:
        return by_number
    folded = wanted.casefold()
    for test in (lambda name: name.casefold() == folded, lambda name: folded in name.casefold()):
        found = [number for number, name in names.items() if test(name)]
        if len(found) == 1:
            return found[0]
    listed = "; ".join(f"{number} {name}" for number, name in list(names.items())[:8]) or f"no {what}s at all"
    more = f"; and {len(names) - 8} more{where}" if len(names) > 8 else ""
    raise UserError(code, f"No one {what} is meant by {wanted!r}. The desk has: {listed}{more}")


def file_name(title: str, suffix: str) -> str:
    """The name of a report's file."""
    return named_after(title, suffix, "report")
