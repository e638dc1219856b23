"""What leaves a desk for readers, and whether an evidence bundle is as it was made."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from core.errors import SaidsoError, UserError
from core.progress import Progress
from core.reports.model import Profile
from gui.commands.console import (
    By,
    Claim,
    ConsoleProgress,
    Desk,
    act,
    complain,
    filled,
    named,
    parsed_date,
    person,
    say,
    warn,
    written,
)

_FORMAT_HELP = "html, pdf, docx, xlsx, csv, md, json, claimreview, bundle"


def report(
    desk: Desk,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="File; for several, a folder.", parser=written)
    ],
    wanted: Annotated[
        list[str] | None, typer.Argument(help="Numbers or titles of articles.", metavar="ARTICLE")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every article of the desk.")] = False,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Claims of a speaker.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Claims of articles from this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Claims of articles to this day.")] = None,
    claims: Annotated[str | None, typer.Option(metavar="IDS", help="Claims by number: 4,7,12.")] = None,
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help=_FORMAT_HELP)] = "html",
    profile: Annotated[Profile, typer.Option(help="public: only approved, nothing secret.")] = Profile.INTERNAL,
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who publishes: the newsroom's name.")] = "",
    publisher_url: Annotated[str, typer.Option(metavar="URL", help="The publisher's address.")] = "",
    claim_url: Annotated[
        str, typer.Option(metavar="PATTERN", help="Where each check appears, with {id} for its claim's number.")
    ] = "",
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who makes the report, as it will say.")] = None,
    whole_text: Annotated[
        bool, typer.Option("--whole-text", help="Reprint the whole article in a public report.")
    ] = False,
) -> None:
    """Write verdict reports: of articles, or of claims of a speaker, a period, or by number."""
    from core.reports import FORMATS
    from core.reports.model import Publisher, Scope
    from core.reports.wanted import Wanted
    from db import exporting, store

    formats = (*FORMATS, exporting.BUNDLE)
    if kind not in formats:
        raise UserError("S-REPORT-FORMAT", f"There is no report format {kind!r}; there is: {', '.join(formats)}")
    site = Publisher(publisher, publisher_url, claim_url or Publisher().claim_url)
    # The account's name is no person's: readers are told a name only where one is given.
    made_by = person(by) if by is not None or profile is Profile.INTERNAL else ""
    ways = [bool(wanted), every, speaker is not None, bool(since or until), claims is not None]
    if sum(ways) != 1:
        what = "one thing" if any(ways) else "what"
        raise UserError(
            "S-REPORT-WHAT",
            f"Name {what} to report on: ARTICLE, --all, --speaker, --since with --until, or --claims",
        )
    first, last = parsed_date(since), parsed_date(until)
    if first and last and first > last:
        raise UserError("S-DATE", f"{first} is after {last}; write the earlier day with --since")
    style = exporting.Style(kind, profile, made_by, site, whole_text)
    failures: list[SaidsoError] = []
    with store.open_desk(desk, create=False) as opened:
        one = exporting.chosen(opened, speaker, first, last, claims)
        numbers = exporting.articles(opened, None if every else wanted or ())
        if one is None and len(numbers) == 1 and not every:
            one = Wanted(Scope.ARTICLE, article_id=numbers[0])
        if one is not None:
            model = exporting.gather(opened, one, made_by)
            for number in sorted({*one.claim_ids} - {claim.row.id for claim in model.claims}):
                warn(f"Claim {number} is not on this desk, and not in the report")
            for words in exporting.write(opened, model, style, output, Progress(ConsoleProgress("Writing"))):
                warn(words)
        else:
            progress = Progress(ConsoleProgress("Reporting"))
            exporting.write_articles(opened, numbers, style, output, progress, failures.append, warn)
    for failure in failures:
        complain(failure)
    say(str(output))
    raise typer.Exit(1 if failures else 0)


def publish(
    desk: Desk,
    claim: Claim,
    place: Annotated[
        str, typer.Argument(help="Where it appeared: an address or an outlet.", metavar="PLACE", parser=filled)
    ],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="When it appeared; else today.")] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Of a correction: what readers are told.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="Of a correction: the desk's reason.")] = "",
    by: By = None,
) -> None:
    """Say where and when an approved check appeared; with a correction, where it says something else now.

    Once people of the desk have roles, only its editors and leads can: say with --by which of them you are, by the
    name under People on the desk. Without --by you go by the name of your account on this machine.
    """
    from db import store
    from db.operations import PublishCheck

    who = person(by)
    day = parsed_date(on) or datetime.now().astimezone().date()
    if day > datetime.now().astimezone().date():
        raise UserError("S-DATE", f"{day} is still to come; enter a check once it has appeared")
    with store.open_desk(desk, create=False) as opened:
        since = opened.read.changes_since_publication(claim)
        told = since.told if since is not None else ()
        for each in told:
            warn(f"{each.what} since it was published: “{each.was}” is now “{each.now}”")
        # At noon UTC it is that day almost everywhere, and reports count days in UTC.
        at = datetime.combine(day, time(12), UTC)
        act(opened, PublishCheck(claim, place, at, why, note), who)
    say(f"{claim}: published, {place}" + (f"; corrected: {note}" if note else ""))


def corrections(
    desk: Desk,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the table (CSV) goes.", parser=written)
    ],
    profile: Annotated[Profile, typer.Option(help="public: without the desk's reasons.")] = Profile.PUBLIC,
) -> None:
    """Write every public correction of a desk, the newest first."""
    from core.files import whole_file
    from core.reports import corrections_log
    from db import store

    with store.open_desk(desk, create=False) as opened:
        data = corrections_log.render(opened.read.corrections(), profile)
    with whole_file(output) as stream:
        stream.write(data)
    say(str(output))


def verify(
    bundle: Annotated[Path, typer.Argument(help="The bundle: a ZIP file.", metavar="BUNDLE", parser=named)],
) -> None:
    """Check every file of an evidence bundle and its audit chain. Ends with 1 where something was changed."""
    from core.reports.verify import verify as look

    found = look(bundle)
    for problem in found.problems:
        complain(problem)
    say(f"{'Broken' if found.problems else 'Sound'}: {found.title} ({found.profile})")
    say(f"Made {found.made_at} by {found.made_by}: {found.files:,} files, {found.captures:,} kept copies")
    say(f"Audit chain: {found.events:,} events, {found.withheld:,} withheld")
    say(f"Head: {found.head.length}:{found.head.hash}")
    raise typer.Exit(1 if found.problems else 0)
