"""Saidso's one door: the command line. The window's code is imported only to open a window."""

from __future__ import annotations

import contextlib
import gc
import getpass
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from core.errors import BugError, Cancelled, SaidsoError, UserError
from core.progress import Progress, Step
from core.records import EvidenceDraft, Stance
from core.reports.model import Profile

_FORMAT_HELP = "html, pdf, docx, xlsx, csv, md, json, claimreview, bundle"

app = typer.Typer(
    name="saidso",
    help="The fact-checkers' desk: every quote and figure of an article, who said it, and whether it is so.",
    epilog="Without a command the window opens on your own desk.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Desk = Annotated[Path, typer.Argument(help="The desk: one file.", metavar="DESK")]
Paths = Annotated[list[Path], typer.Argument(help="Articles: files, or folders of them.", metavar="PATH...")]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date (2025-09-11) where an article names none."),
]
PipelineName = Annotated[
    str | None, typer.Option("--pipeline", metavar="NAME", help="Another installed spaCy pipeline.")
]


# --- the window -----------------------------------------------------------------------------------------------


@app.callback()
def default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        open_window(None)


@app.command("open", short_help="Open the window on a desk.")
def open_desk(desk: Desk) -> None:
    """Open the window on a desk; one that does not exist is made."""
    open_window(desk)


@app.command(short_help="Open the sample desk.")
def samples(
    desk: Annotated[
        Path | None,
        typer.Option(envvar="SAIDSO_DESK", metavar="DESK", help="Another desk than the sample desk."),
    ] = None,
) -> None:
    """Open the sample desk; without a display, check, report and picture the samples and say where they are."""
    from gui.system import has_display

    need_libraries(x11=has_display() and bool(os.environ.get("DISPLAY")))
    from gui import samples as sample_desk

    raise typer.Exit(sample_desk.show(desk) if has_display() else sample_desk.work_offscreen(desk, typer.echo))


@app.command(short_help="Check the machine, or a desk.")
def doctor(
    desk: Annotated[Path | None, typer.Argument(help="Look this desk through as well.", metavar="[DESK]")] = None,
) -> None:
    """Check that this machine has what the window needs, and say what to install.

    With a desk, look it through: the file, every passage against its text, every kept copy against its SHA-256,
    the audit chain. Changes nothing; ends with 1 where something is wrong.
    """
    if desk is not None:
        examine(desk)
        return
    from gui.system import has_display

    need_libraries(x11=has_display() and bool(os.environ.get("DISPLAY")))


def examine(desk: Path) -> None:
    from db import health, store

    with store.open_desk(desk, create=False) as opened:
        found = health.check(opened.connection)
    for problem in found.problems:
        complain(f"{desk.name}: {problem.kind}: {problem.count:,}, as {problem.example}")
    counted = f"{found.passages:,} passages, {found.captures:,} kept copies, {found.events:,} audit events"
    typer.echo(f"{'Sound' if found.sound else 'Damaged; take the newest backup'}: {counted}")
    raise typer.Exit(0 if found.sound else 1)


def open_window(desk: Path | None) -> NoReturn:
    from gui.system import has_display

    if not has_display():
        raise UserError(
            "S-NO-DISPLAY", "There is no display to open a window on; `saidso --help` lists what works"
        )
    need_libraries(x11=bool(os.environ.get("DISPLAY")))
    raise typer.Exit(run_window(desk))


def run_window(desk: Path | None) -> int:
    """Show the window until it is closed, and return the exit code."""
    gc.disable()  # there is no garbage while the program is put together; the window switches it on again
    from gui import app as window

    return window.run(desk)


def need_libraries(*, x11: bool) -> None:
    from gui.system import install_line, missing_packages

    packages = missing_packages(x11=x11)
    if packages:
        raise UserError(
            "S-SYSTEM", f"The window needs system libraries that are not here: {install_line(packages)}"
        )


# --- batches --------------------------------------------------------------------------------------------------


@app.command(short_help="Write quotes and figures as JSON.")
def extract(
    paths: Paths,
    jsonl: Annotated[str, typer.Option(metavar="OUT", help="Where the lines go; - is standard output.")],
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes to use.")] = 1,
    published: Published = None,
    pipeline: PipelineName = None,
) -> None:
    """Write what articles quote and count, one JSON object an article; no desk is touched.

    A file that cannot be read is named on standard error, the rest go on, and the exit code is 1.
    """
    from core import batch
    from core.files import whole_file

    planned, problems = batch.plan(paths, parsed_date(published), pipeline)
    for problem in problems:
        complain(problem)
    progress = Progress(ConsoleProgress("Extracting"))
    if jsonl == "-":
        failed = batch.run(planned, jobs, write_out, complain, progress)
    else:
        batch.refuse_input(Path(jsonl), planned)
        with whole_file(Path(jsonl)) as stream:
            failed = batch.run(planned, jobs, stream.write, complain, progress)
    for name, error in failed:
        complain(str(error) if name in str(error) else f"{name}: {error}")
    raise typer.Exit(1 if problems or failed else 0)


@app.command("import", short_help="Add articles to a desk.")
def import_articles(desk: Desk, paths: Paths, published: Published = None) -> None:
    """Add articles to a desk and analyse them; an article already there is left as it is.

    A file that cannot be read is named on standard error, the rest go on, and the exit code is 1.
    """
    from core.errors import other_language_warning
    from core.intake import find_files
    from core.worker import Analyse, Child, ReadFile
    from db import store
    from db.operations import ImportArticle, StoreAnalysis

    when = parsed_date(published)
    failures: list[SaidsoError] = []
    files = find_files(paths, failures.append)

    def analyse(version_id: int, title: str) -> None:
        text, anchor = opened.read.text(version_id)
        analysis = child.run(Analyse(title, text, anchor))
        opened.transact(StoreAnalysis(version_id, analysis), by=person())
        if analysis.language:
            complain(other_language_warning(title, analysis.language))

    with store.open_desk(desk) as opened, contextlib.closing(Child()) as child:
        reading = Progress(ConsoleProgress("Reading"))
        for number, file in enumerate(files, start=1):
            with collecting(failures, file.name):
                opened.transact(ImportArticle(child.run(ReadFile(file, when))), by=person())
            reading.step(number, len(files), file.name)
        waiting = opened.read.unanalysed()
        analysing = Progress(ConsoleProgress("Analysing"))
        for number, (version_id, title) in enumerate(waiting, start=1):
            with collecting(failures, title):
                analyse(version_id, title)
            analysing.step(number, len(waiting), title)
    for failure in failures:
        complain(failure)
    raise typer.Exit(1 if failures else 0)


@app.command("import-report", short_help="Take a report of another desk in.")
def import_report(
    desk: Desk,
    report: Annotated[Path, typer.Argument(metavar="FILE", help="A report as JSON, or an evidence bundle.")],
) -> None:
    """Take the articles, claims and checks of another desk's report in, whole or not at all.

    An evidence bundle brings the kept copies of sources along; JSON does not have them.
    """
    from core.worker import Child, ReadReport
    from db import store
    from db.operations import ImportReport

    with contextlib.closing(Child()) as child:
        incoming = child.run(ReadReport(report))
    with store.open_desk(desk) as opened:
        change = opened.transact(ImportReport(incoming), by=person())
        for row in opened.read.article_rows(change.articles).values():
            typer.echo(f"{row.id:>5}  {row.title}  ({row.settled} of {row.claims} settled)")


@app.command(short_help="List a desk's articles.")
def articles(desk: Desk) -> None:
    """List a desk's articles with their numbers."""
    from db import store

    with store.open_desk(desk, create=False) as opened:
        for row in opened.read.articles():
            typer.echo(f"{row.id:>5}  {row.title}  ({row.settled} of {row.claims} settled)")


@app.command(short_help="Keep a copy of a source under a claim.")
def capture(
    desk: Desk,
    claim: Annotated[int, typer.Argument(help="Number of the claim, as reports print it.", metavar="CLAIM")],
    source: Annotated[str, typer.Argument(help="A link to fetch, or a file.", metavar="SOURCE")],
    title: Annotated[str, typer.Option(metavar="TITLE", help="Where the source should not name itself.")] = "",
    stance: Annotated[Stance, typer.Option(help="What it does to the claim.")] = Stance.CONTEXT,
    archive: Annotated[str, typer.Option(metavar="URL", help="A public archive's copy.")] = "",
    confidential: Annotated[bool, typer.Option("--confidential", help="Never in a public report.")] = False,
    private: Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses too.")] = False,
) -> None:
    """Fetch a link, or read a file, and keep its copy as a source of a claim."""
    from core.evidence.requests import CaptureFile, CaptureLink
    from core.worker import Child
    from db import store
    from db.operations import CaptureSource

    is_link = source.lower().startswith(("http://", "https://"))
    request = CaptureLink(source, private) if is_link else CaptureFile(Path(source))
    with store.open_desk(desk, create=False) as opened, contextlib.closing(Child()) as child:
        captured = child.run(request)
        draft = EvidenceDraft(title or captured.title or source, stance=stance, confidential=confidential)
        opened.transact(CaptureSource(claim, draft, captured, archive), by=person())
    typer.echo(f"{draft.title}: {len(captured.data):,} bytes, sha256 {sha256(captured.data).hexdigest()}")


@app.command(short_help="Write verdict reports.")
def report(
    desk: Desk,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="File; for several, a folder.")],
    wanted: Annotated[
        list[str] | None, typer.Argument(help="Numbers or titles of articles.", metavar="[ARTICLE...]")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every article of the desk.")] = False,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Claims of a speaker.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Claims of articles from this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Claims of articles to this day.")] = None,
    claims: Annotated[str | None, typer.Option(metavar="IDS", help="Claims by number: 4,7,12.")] = None,
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help=_FORMAT_HELP)] = "html",
    profile: Annotated[Profile, typer.Option(help="public: only approved, nothing secret.")] = Profile.INTERNAL,
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who publishes: the newsroom's name.")] = "",
    publisher_url: Annotated[str, typer.Option(metavar="URL")] = "",
    claim_url: Annotated[str, typer.Option(metavar="PATTERN", help="Of a check's address: with {id}.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who makes the report, as it says.")] = "",
    whole_text: Annotated[bool, typer.Option("--whole-text", help="Reprint the article in a public one.")] = False,
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
    made_by = by or (person() if profile is Profile.INTERNAL else "")
    style = exporting.Style(kind, profile, made_by, site, whole_text)
    failures: list[SaidsoError] = []
    with store.open_desk(desk, create=False) as opened:
        one = exporting.chosen(opened, speaker, parsed_date(since), parsed_date(until), claims)
        numbers = exporting.articles(opened, None if every else wanted or ())
        if one is None and len(numbers) == 1 and not every:
            one = Wanted(Scope.ARTICLE, article_id=numbers[0])
        if one is not None:
            model = exporting.gather(opened, one, made_by)
            for words in exporting.write(opened, model, style, output, Progress(ConsoleProgress("Writing"))):
                warn(words)
        elif numbers or every:
            progress = Progress(ConsoleProgress("Reporting"))
            exporting.write_articles(opened, numbers, style, output, progress, failures.append, warn)
        else:
            raise UserError(
                "S-REPORT-WHAT", "Name what to report on: ARTICLE, --all, --speaker, --since, --claims"
            )
    for failure in failures:
        complain(failure)
    typer.echo(str(output))
    raise typer.Exit(1 if failures else 0)


@app.command(short_help="Write the log of public corrections.")
def corrections(
    desk: Desk,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where the table (CSV) goes.")],
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
    typer.echo(str(output))


@app.command(short_help="Verify a desk's audit trail.")
def audit(
    desk: Desk,
    head: Annotated[
        list[str] | None,
        typer.Option(metavar="EVENT:HASH", help="A head that a report printed; the chain must still hold it."),
    ] = None,
    find: Annotated[str | None, typer.Option(metavar="WORDS", help="List the events that say this.")] = None,
) -> None:
    """Verify the chain of a desk's audit events and name the first break. Ends with 1 where it is broken."""
    from core.evidence import audit as chain
    from db import store

    heads = [chain.parse_head(text) for text in head or ()]
    with store.open_desk(desk, create=False) as opened:
        events = opened.read.audit_events()
    for event in events if find else ():
        if chain.says(event, find or ""):
            typer.echo(
                f"{event.seq:>6}  {event.at:%Y-%m-%d %H:%M}  {event.actor}  {event.action}  {event.subject}"
            )
    problems = chain.verify(events, heads)
    for problem in problems:
        complain(f"audit chain: {problem}")
    end = chain.head_of(events)
    withheld = sum(event.withheld for event in events)
    typer.echo(f"{'Broken' if problems else 'Sound'}: {len(events):,} events, {withheld:,} withheld")
    typer.echo(f"Head: {end.length}:{end.hash}")
    raise typer.Exit(1 if problems else 0)


@app.command(short_help="Take what an audit event says out of a desk.")
def withhold(
    desk: Desk,
    event: Annotated[int, typer.Argument(metavar="EVENT", help="Its number; `saidso audit --find` lists them.")],
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason, for who reads the trail later.")],
) -> None:
    """Take what an event of the audit trail says out of a desk, for good; the chain still verifies."""
    from db import store
    from db.operations import WithholdEvent

    with store.open_desk(desk, create=False) as opened:
        before = {each.seq for each in opened.read.audit_events() if each.withheld}
        opened.transact(WithholdEvent(event, why), by=person())
        gone = sorted({each.seq for each in opened.read.audit_events() if each.withheld} - before)
    typer.echo(f"Withheld: {', '.join(f'event {number}' for number in gone)}")
    typer.echo("Backups, reports and bundles made before still hold it; see to those yourself.")


@app.command(short_help="Verify an evidence bundle.")
def verify(bundle: Annotated[Path, typer.Argument(help="The bundle: a ZIP file.", metavar="BUNDLE")]) -> None:
    """Check every file of an evidence bundle and its audit chain. Ends with 1 where something was changed."""
    from core.reports.verify import verify as look

    found = look(bundle)
    for problem in found.problems:
        complain(problem)
    typer.echo(f"{'Broken' if found.problems else 'Sound'}: {found.title} ({found.profile})")
    typer.echo(f"Made {found.made_at} by {found.made_by}: {found.files:,} files, {found.captures:,} kept copies")
    typer.echo(f"Audit chain: {found.events:,} events, {found.withheld:,} withheld")
    typer.echo(f"Head: {found.head.length}:{found.head.hash}")
    raise typer.Exit(1 if found.problems else 0)


@app.command(short_help="Show or change a desk's rating scale.")
def scale(
    desk: Desk,
    file: Annotated[
        str | None,
        typer.Argument(help="A scale in TOML, or one of saidso, six-step, four-step.", metavar="[SCALE]"),
    ] = None,
) -> None:
    """Show the scale that a desk's ratings are given on, or change it. Verdicts given before keep theirs."""
    from core.checking import scales
    from db import store
    from db.operations import UseScale

    with store.open_desk(desk, create=False) as opened:
        if file is not None:
            opened.transact(UseScale(scales.named(file)), by=person())
        used = opened.read.scale()
    typer.echo(f"{used.title} ({scales.stamp(used)})")
    for name, ratings in (("Said?", used.said), ("So?", used.so)):
        typer.echo(f"{name:6} {' · '.join(f'{rating.glyph} {rating.label}' for rating in ratings)}")


# --- what the commands share ----------------------------------------------------------------------------------


@contextlib.contextmanager
def collecting(failures: list[SaidsoError], name: str) -> Iterator[None]:
    """Let one article fail without ending the rest."""
    from core.worker import ChildDied

    try:
        yield
    except SaidsoError as error:
        failures.append(error if name in str(error) else type(error)(error.code, f"{name}: {error}"))
    except ChildDied as died:
        failures.append(BugError("S-WORKER-DIED", f"{name}: the process reading it ended ({died.exitcode})"))


def write_out(data: bytes) -> None:
    """Write to standard output, all of it and at once, so that a failure shows where it happens."""
    if sys.stdout is None:
        raise UserError("S-WRITE", "There is no standard output to write to; name a file with --jsonl FILE")
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]


class ConsoleProgress:
    """Progress on standard error: one line rewritten on a terminal, a line at the end elsewhere."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._terminal = sys.stderr.isatty()

    def __call__(self, step: Step) -> None:
        last = step.done >= step.total
        if self._terminal:
            line = f"{self._doing} {step.done} of {step.total}  {step.what}"[:100]
            typer.echo(f"\r\033[K{line}", err=True, nl=last)
        elif last or step.done % 100 == 0:
            typer.echo(f"{self._doing}: {step.done} of {step.total}", err=True)


def parsed_date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        raise UserError("S-DATE", f"{text!r} is no date; write it as 2025-09-11") from None


def person() -> str:
    """Who acts, for the desk's records: the name this account goes by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"


def warn(words: str) -> None:
    """Say what somebody had better see to; it keeps nothing from being done."""
    typer.echo(f"warning: {words}".replace("\n", " "), err=True)


def complain(problem: SaidsoError | str) -> None:
    typer.echo(f"saidso: {problem}".replace("\n", " "), err=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 for a failure, 2 for a command that cannot be read.

    Errors become one line on standard error.
    """
    try:
        return app(arguments, prog_name="saidso", standalone_mode=False) or 0
    except SaidsoError as error:
        complain(error)
        return 1
    except TyperException as error:
        complain(f"{error.format_message().rstrip('.')}; `saidso --help` lists the commands and options")
        return getattr(error, "exit_code", 2)
    except (KeyboardInterrupt, typer.Abort, Cancelled):
        complain("stopped")
        return 130
    except BrokenPipeError:
        # Whoever read our output has had enough; Python would complain again while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        complain(f"{error.strerror or error}; free some space or write to another place")
        return 1


if __name__ == "__main__":
    sys.exit(main())
