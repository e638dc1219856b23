"""What the commands share: how they read what is typed, and how they say what became of it."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from unicodedata import category

import typer

from core.errors import SaidsoError, UserError
from core.progress import Step

if TYPE_CHECKING:
    from core.records import Change
    from db import store
    from db.operations import Operation

_LARGEST = 2**63 - 1
"""The largest number that a row of a desk can have."""


def filled(text: str) -> str:
    """An argument that says something; an unset variable leaves an empty one."""
    if not text.strip():
        raise ValueError("it is empty")
    return text


def named(text: str) -> Path:
    """The path that an argument names; an empty one would be the folder one is in."""
    return Path(filled(text))


def readable(text: str) -> Path:
    """The path of what is to be read; an article's name is part of what is kept of it, and a stream has none."""
    if text == "-":
        raise ValueError("standard input is not read; write it to a file and name that")
    return named(text)


def written(text: str) -> Path:
    """The file that an option says to write; the line that tells where it is would come between, on `-`."""
    if text == "-":
        raise ValueError("standard output does not take it; name a file")
    return named(text)


def number(text: str) -> int:
    """The number of a claim or an event."""
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and 1 <= int(text) <= _LARGEST):
        raise ValueError(f"{text!r} is no number; write it as 12")
    return int(text)


Desk = Annotated[Path, typer.Argument(help="The desk: one file.", metavar="DESK", parser=named)]
Claim = Annotated[
    int, typer.Argument(help="Number of the claim, as reports print it.", metavar="CLAIM", parser=number)
]
By = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who does it, as the desk records it. [default: your account's name]"),
]


def write_out(data: bytes) -> None:
    """Write to standard output, all of it and at once, so that a failure shows where it happens."""
    if sys.stdout is None:
        raise UserError("S-WRITE", "There is no standard output to write to; name a file with --jsonl FILE")
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]


def hold_closed_streams() -> None:
    """Have the numbers of standard streams that were closed lead nowhere. The next file opened would get them, and
    with them whatever a library or a child process writes to standard error."""
    for number in range(3) if os.name == "posix" else ():
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (for as long as the program runs)


def harmless(words: str) -> str:
    """On one line, with what would command a terminal or turn its direction round as U+FFFD: titles and names are
    hostile."""
    return "".join("\ufffd" if category(c) in ("Cc", "Cf", "Cs") else c for c in words.replace("\n", " "))


def say(line: str) -> None:
    """Say on standard output what was done. That nobody reads it any more does not end the work."""
    try:
        typer.echo(harmless(line))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class ConsoleProgress:
    """Progress on standard error: one line rewritten on a terminal, a line at the end elsewhere."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._terminal = sys.stderr.isatty()

    def __call__(self, step: Step) -> None:
        last = step.done >= step.total
        if self._terminal:
            line = harmless(f"{self._doing} {step.done} of {step.total}  {step.what}"[:100])
            typer.echo(f"\r\033[K{line}", err=True, nl=last)
        elif last or (step.done and step.done % 100 == 0):
            typer.echo(f"{self._doing}: {step.done} of {step.total}", err=True)


def agreed(question: str) -> bool:
    """Whether whoever sits at the terminal says yes. Raises `UserError` S-ASK where nobody answers."""
    typer.echo(f"{harmless(question)} [y/N] ", err=True, nl=False)
    answer = sys.stdin.readline() if sys.stdin is not None else ""
    if not answer:
        typer.echo(err=True)
        raise UserError("S-ASK", "Nobody answered, and nothing was changed; say --yes to do it unasked")
    return answer.strip().lower() in ("y", "yes")


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


def person(by: str | None = None) -> str:
    """Who acts, for the desk's records: the name given with `--by`, else the name this account goes by.

    Raises `UserError` S-BY for a name of nothing but spaces.
    """
    if by is not None:
        if not by.strip():
            raise UserError("S-BY", "--by is empty; write who does it, or leave it out")
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"


def act(desk: store.Desk, operation: Operation, by: str) -> Change:
    """Do it in the name of `by`; who may not is told how to say who they are."""
    with telling_of_by():
        return desk.transact(operation, by)


@contextmanager
def telling_of_by() -> Iterator[None]:
    """Who may not do what is done inside is told how to say who they are."""
    try:
        yield
    except UserError as error:
        if error.code != "S-LIFE-ROLE":
            raise
        raise UserError(error.code, f"{error} Say who you are with --by NAME.") from error


def warn(words: str) -> None:
    """Say what somebody had better see to; it keeps nothing from being done."""
    typer.echo(harmless(f"warning: {words}"), err=True)


def complain(problem: SaidsoError | str) -> None:
    """Say in one line on standard error what went wrong."""
    typer.echo(harmless(f"saidso: {problem}"), err=True)
