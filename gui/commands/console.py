"""What the commands share: how they read what is typed, and how they say what became of it."""

from __future__ import annotations

import getpass
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from core.errors import SaidsoError, UserError
from core.progress import Step

Desk = Annotated[Path, typer.Argument(help="The desk: one file.", metavar="DESK")]


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
    """The day that an option names as 2025-09-11; None where the option is not given.

    Raises `UserError` where it names none.
    """
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
    """Say in one line on standard error what went wrong."""
    typer.echo(f"saidso: {problem}".replace("\n", " "), err=True)
