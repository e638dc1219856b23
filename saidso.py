"""Saidso's one door: the command line. What the commands do is in `commands`; the window's code is imported only
to open a window.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.exceptions import TyperException

from core.errors import Cancelled, SaidsoError, UserError
from gui.commands.console import Desk, complain, hold_closed_streams, named

app = typer.Typer(
    name="saidso",
    help="The fact-checkers' desk: every quote and figure of an article, who said it, and whether it is so.",
    epilog="Without a command the window opens on your own desk. A command ends with 0 when all of it is done, "
    "1 when something could not be done or is not sound (standard error says what), 2 when its own line cannot "
    "be read, and 128 and a signal's number when it is stopped.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    desk: Annotated[
        Path | None, typer.Argument(help="Look this desk through as well.", metavar="DESK", parser=named)
    ] = None,
) -> None:
    """Check that this machine has what the window needs, and say what to install.

    With a desk, look it through: the file, every passage against its text, every kept copy against its SHA-256,
    the audit chain. Changes nothing; ends with 1 where something is wrong.
    """
    if desk is not None:
        from gui.commands import upkeep

        upkeep.examine(desk)
        return
    from gui.system import has_display

    need_libraries(x11=has_display() and bool(os.environ.get("DISPLAY")))
    typer.echo("Sound: this machine has what the window needs")


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


# --- without a window -----------------------------------------------------------------------------------------

OPENS_THE_WINDOW = (None, "open", "samples")
"""First words of a command line, or no word, to which none of the commands below is of use."""


@cache
def list_without_a_window() -> None:
    """Add the commands of `gui.commands` to the command line, in the order of `saidso --help`.

    Reading their options takes long enough to be noticed; who opens the window is not kept waiting for it.
    """
    from gui.commands import intake, reports, upkeep

    rows: tuple[tuple[str, Callable[..., None], str], ...] = (
        ("extract", intake.extract, "Write quotes and figures as JSON."),
        ("import", intake.import_articles, "Add articles to a desk."),
        ("import-report", intake.import_report, "Take a report of another desk in."),
        ("articles", intake.list_articles, "List a desk's articles."),
        ("capture", intake.capture, "Keep a copy of a source under a claim."),
        ("report", reports.report, "Write verdict reports."),
        ("publish", reports.publish, "Say that an approved check was published."),
        ("corrections", reports.corrections, "Write the log of public corrections."),
        ("audit", upkeep.audit, "Verify a desk's audit trail."),
        ("withhold", upkeep.withhold, "Take what an audit event says out of a desk."),
        ("verify", reports.verify, "Verify an evidence bundle."),
        ("scale", upkeep.scale, "Show or change a desk's rating scale."),
    )
    for name, function, line in rows:
        app.command(name, short_help=line)(function)


_INTERRUPTED = 128 + signal.SIGINT


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 for a failure, 2 for a command that cannot be read.

    Errors become one line on standard error. What a signal ends lets go of what it has begun: 128 and its number.
    """
    hold_closed_streams()
    given = sys.argv[1:] if arguments is None else arguments
    ended: list[int] = []
    before = _ending_as_interrupt(ended) if next(iter(given), None) not in OPENS_THE_WINDOW else {}
    try:
        if next(iter(given), None) not in OPENS_THE_WINDOW:
            list_without_a_window()
        code: int = app(arguments, prog_name="saidso", standalone_mode=False) or 0
        if code == _INTERRUPTED:  # Typer has caught the interrupt
            raise KeyboardInterrupt
        return code
    except SaidsoError as error:
        complain(error)
        return 1
    except TyperException as error:
        complain(f"{_what_is_wrong(error)}; {_where_it_stands(error)}")
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort, Cancelled):
        complain("stopped")
        return 128 + ended[0] if ended else _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough; Python would complain again while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        complain(f"{error.strerror or error}; free some space or write to another place")
        return 1
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ending_as_interrupt(ended: list[int]) -> dict[int, Any]:
    """Have SIGTERM, and a terminal that is closed, end a command as Ctrl+C does, so that no half-written file is
    left beside another; `ended` gets the number. Returns the handlers there were. A window has its own."""
    if threading.current_thread() is not threading.main_thread():
        return {}

    def end(number: int, _frame: object) -> None:
        ended.append(number)
        raise KeyboardInterrupt

    numbers = [signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)]  # there is no SIGHUP on Windows
    return {n: signal.signal(n, end) for n in set(numbers) if signal.getsignal(n) is not signal.SIG_IGN}


def _what_is_wrong(error: TyperException) -> str:
    """The error without what the library that reads the options says of itself."""
    return error.format_message().rstrip(".").replace("Value error, ", "")


def _where_it_stands(error: TyperException) -> str:
    """The line of help that lists what could have been written."""
    command = getattr(getattr(error, "ctx", None), "command_path", "saidso")
    return f"`{command} --help` lists {'the commands' if command == 'saidso' else 'its arguments and options'}"


if __name__ == "__main__":
    sys.exit(main())
