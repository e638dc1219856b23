"""Saidso's one door: the command line. The window's code is imported only to open a window."""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from core.errors import BugError, Cancelled, SaidsoError, UserError
from core.progress import Progress, Step

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


@app.command(short_help="Check what the machine has.")
def doctor() -> None:
    """Check that this machine has what the window needs, and say what to install."""
    from gui.system import has_display

    need_libraries(x11=has_display() and bool(os.environ.get("DISPLAY")))


def open_window(desk: Path | None) -> NoReturn:
    from gui.system import has_display

    if not has_display():
        raise UserError(
            "S-NO-DISPLAY", "There is no display to open a window on; `saidso --help` lists what works"
        )
    need_libraries(x11=bool(os.environ.get("DISPLAY")))
    from gui import app as window

    raise typer.Exit(window.run(desk))


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


@app.command(short_help="List a desk's articles.")
def articles(desk: Desk) -> None:
    """List a desk's articles with their numbers."""
    from db import store

    with store.open_desk(desk, create=False) as opened:
        for row in opened.read.articles():
            typer.echo(f"{row.id:>5}  {row.title}  ({row.settled} of {row.claims} settled)")


@app.command(short_help="Write an article's verdict report.")
def report(
    desk: Desk,
    article: Annotated[str, typer.Argument(help="Number or title of the article.", metavar="ARTICLE")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where the report goes.")],
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help="html")] = "html",
) -> None:
    """Write the verdict report of one article."""
    from core.reports import FORMATS, write
    from db import store

    if kind not in FORMATS:
        raise UserError("S-REPORT-FORMAT", f"There is no report format {kind!r}; there is: {', '.join(FORMATS)}")
    with store.open_desk(desk, create=False) as opened:
        number = the_article(article, {row.id: row.title for row in opened.read.articles()})
        model = opened.read.report(number, made_by=person())
        if model is None:
            raise UserError("S-NO-ARTICLE", f"{article!r} is no longer on the desk")
        write(model, kind, output)
    typer.echo(str(output))


def the_article(wanted: str, titles: dict[int, str]) -> int:
    """The number of the article that `wanted` names by number, title, or a part of only one title."""
    if wanted.isdecimal() and int(wanted) in titles:
        return int(wanted)
    folded = wanted.casefold()
    for test in (lambda title: title.casefold() == folded, lambda title: folded in title.casefold()):
        found = [number for number, title in titles.items() if test(title)]
        if len(found) == 1:
            return found[0]
    listed = "; ".join(f"{number} {title}" for number, title in list(titles.items())[:8]) or "no articles at all"
    more = f"; and {len(titles) - 8} more (saidso articles)" if len(titles) > 8 else ""
    raise UserError("S-NO-ARTICLE", f"No one article is meant by {wanted!r}. The desk has: {listed}{more}")


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
