"""Reports from a desk to files: one article or many, with flat memory, and evidence bundles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from core import reports
from core.errors import UserError
from core.files import whole_file
from core.progress import Progress
from core.records import CaptureRow
from core.reports import profile, wording
from core.reports.model import Profile, Publisher, ReportModel, Scope
from db.store import Desk

BUNDLE = "bundle"
"""The key of the evidence bundle among the formats that a person can ask for."""

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Style:
    """How reports are to be: their format, for whom, by whom, and who publishes them."""

    format: str
    profile: Profile = Profile.INTERNAL
    made_by: str = ""
    publisher: Publisher = field(default_factory=Publisher)

    @property
    def suffix(self) -> str:
        return ".zip" if self.format == BUNDLE else reports.FORMATS[self.format].suffix


def write(desk: Desk, model: ReportModel, style: Style, path: Path, progress: Progress | None = None) -> None:
    """Write the report to `path`, whole or not at all. Raises as `reports.write` and `profile.public`."""
    model = replace(model, publisher=style.publisher)
    if style.profile is Profile.PUBLIC:
        model = profile.public(model)
    if style.format != BUNDLE:
        reports.write(model, style.format, path)
        return
    from core.reports import bundle

    events = [event for event in desk.read.audit_events() if event.seq <= model.audit_length]

    def read(copy: CaptureRow, warc: bool) -> bytes:
        return desk.read.capture(copy.id, warc=warc)

    with whole_file(path) as stream:
        bundle.write(stream, model, events, read, progress or Progress())


def write_articles(
    desk: Desk,
    article_ids: Iterable[int],
    style: Style,
    folder: Path,
    progress: Progress,
    failed: Callable[[UserError], None],
) -> int:
    """A report for each article, in `folder`, which is made. One that fails is told and the rest go on.

    Returns how many were written. Only one report is in memory at a time.
    """
    ids = list(article_ids)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError("S-WRITE", f"{folder}: cannot be made ({why}); choose another folder.") from error
    written = 0
    for done, article_id in enumerate(ids):
        model = desk.read.report(article_id, style.made_by)
        if model is None:
            continue
        progress.step(done, len(ids), model.title)
        try:
            write(desk, model, style, folder / file_name(f"{article_id} {model.title}", style.suffix))
        except UserError as error:
            failed(UserError(error.code, f"{model.title}: {error}"))
        else:
            written += 1
    progress.step(len(ids), len(ids))
    return written


# --- what a report is on ---------------------------------------------------------------------------------------


def articles(desk: Desk, wanted: Iterable[str] | None) -> list[int]:
    """Numbers of the articles that are named, as `the_one`; of all articles for None."""
    titles = {row.id: row.title for row in desk.read.articles()}
    if wanted is None:
        return sorted(titles)
    return [the_one(each, titles, "S-NO-ARTICLE", "article", " (saidso articles)") for each in wanted]


def chosen(
    desk: Desk, made_by: str, speaker: str | None, since: date | None, until: date | None, claims: str | None
) -> ReportModel | None:
    """The report across articles that is asked for: on a speaker, a period, or claims by number; None for none."""
    read = desk.read
    if speaker is not None:
        names = {row.id: row.name for row in read.speakers()}
        number = the_one(speaker, names, "S-NO-SPEAKER", "speaker")
        return read.report_on(read.claims_of_speaker(number), Scope.SPEAKER, names[number], made_by)
    if since or until:
        words = [f"from {wording.day(since)}" if since else "", f"to {wording.day(until)}" if until else ""]
        about = " ".join(word for word in words if word)
        ids = read.claims_of_period(since or date.min, until or date.max)
        return read.report_on(ids, Scope.PERIOD, about, made_by)
    if claims is not None:
        numbers = [part.strip() for part in claims.split(",")]
        if not all(number.isdecimal() for number in numbers):
            raise UserError("S-REPORT-CLAIMS", f"{claims!r} is no list of claims; write their numbers as 4,7,12")
        return read.report_on(map(int, numbers), Scope.SELECTION, "", made_by)
    return None


def the_one(wanted: str, names: dict[int, str], code: str, what: str, where: str = "") -> int:
    """The number of the one thing that `wanted` names by number, name, or a part of only one name.

    Raises `UserError` with the code, listing what there is.
    """
    if wanted.isdecimal() and int(wanted) in names:
        return int(wanted)
    folded = wanted.casefold()
    for test in (lambda name: name.casefold() == folded, lambda name: folded in name.casefold()):
        found = [number for number, name in names.items() if test(name)]
        if len(found) == 1:
            return found[0]
    listed = "; ".join(f"{number} {name}" for number, name in list(names.items())[:8]) or f"no {what}s at all"
    more = f"; and {len(names) - 8} more{where}" if len(names) > 8 else ""
    raise UserError(code, f"No one {what} is meant by {wanted!r}. The desk has: {listed}{more}")


def file_name(title: str, suffix: str) -> str:
    """A file name that every file system takes."""
    plain = re.sub(r"[^\w\- ]+", "", title).strip()[:_LONGEST_NAME].strip()
    return f"{plain or 'report'}{suffix}"
