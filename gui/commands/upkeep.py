"""The upkeep of a desk: its audit trail, its rating scale, whether all of it is sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.errors import UserError
from gui.commands.console import By, Desk, act, agreed, complain, filled, number, person, say, telling_of_by

if TYPE_CHECKING:
    from core.evidence.audit import AuditEvent
    from db.operations.erasing_reach import Reach

MOST_STAYING = 20
"""Events that are listed of those that stay, though they say some of what is withheld."""


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
    for event in events if find is not None else ():
        if chain.says(event, find or ""):
            say(_line(event))
    problems = chain.verify(events, heads)
    for problem in problems:
        complain(f"audit chain: {problem}")
    end = chain.head_of(events)
    withheld = sum(event.withheld for event in events)
    say(f"{'Broken' if problems else 'Sound'}: {len(events):,} events, {withheld:,} withheld")
    say(f"Head: {end.length}:{end.hash}")
    raise typer.Exit(1 if problems else 0)


def withhold(
    desk: Desk,
    event: Annotated[
        int,
        typer.Argument(metavar="EVENT", help="Its number; `saidso audit --find` lists them.", parser=number),
    ],
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason, for who reads the trail later.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    by: By = None,
) -> None:
    """Take what an event of the audit trail says out of a desk, for good; the chain still verifies.

    What would go is told first, with the work of others that repeats it, and you are asked. Once people of the
    desk have roles, only its editors and leads can: say with --by which of them you are.
    """
    from db import store
    from db.operations import WithholdEvent

    who, operation = person(by), WithholdEvent(event, why)
    with store.open_desk(desk, create=False) as opened:
        with telling_of_by():
            reach = opened.reach(operation, who)
        if not yes:
            _tell_reach(reach, event, opened.read.audit_events())
            if not agreed("Take it out for good? It cannot be brought back."):
                raise UserError("S-ASK", "Nothing was withheld.")
        act(opened, operation, who)
    say(f"Withheld: {', '.join(f'event {number}' for number in sorted(reach.events))}")
    say("Backups, reports and bundles made before still hold it; see to those yourself.")


def _tell_reach(reach: Reach, event: int, events: Sequence[AuditEvent]) -> None:
    """Say what would be withheld with an event, and what says some of the same and stays."""
    say(f"The words of event {event} would go from wherever the desk has them, and all that these events say:")
    for each in events:
        if each.seq in reach.events:
            say(_line(each))
    for what, count in (
        ("Claims whose record changes", len(reach.claims)),
        ("Kept copies that go", len(reach.copies)),
        ("Words that are still being typed", reach.drafts),
    ):
        if count:
            say(f"{what}: {count:,}")
    staying = [each for each in events if each.seq in reach.staying]
    if staying:
        say("These say some of it too and stay; withhold them by themselves if they must go:")
    for each in staying[:MOST_STAYING]:
        say(_line(each))
    if len(staying) > MOST_STAYING:
        say(f"… and {len(staying) - MOST_STAYING:,} more; `saidso audit --find` lists them")


def _line(event: AuditEvent) -> str:
    """An event as it is listed."""
    return f"{event.seq:>6}  {event.at:%Y-%m-%d %H:%M}  {event.actor}  {event.action}  {event.subject}"


def scale(
    desk: Desk,
    file: Annotated[
        str | None,
        typer.Argument(
            help="A scale in TOML, or one of saidso, six-step, four-step.", metavar="SCALE", parser=filled
        ),
    ] = None,
    by: By = None,
) -> None:
    """Show the scale that a desk's ratings are given on, or change it. Verdicts given before keep theirs."""
    from core.checking import scales
    from db import store
    from db.operations import UseScale

    who = person(by)
    with store.open_desk(desk, create=False) as opened:
        if file is not None:
            act(opened, UseScale(scales.named(file)), who)
        used = opened.read.scale()
    say(f"{used.title} ({scales.stamp(used)})")
    for name, ratings in (("Said?", used.said), ("So?", used.so)):
        say(f"{name:6} {' · '.join(f'{rating.glyph} {rating.label}' for rating in ratings)}")


def examine(desk: Path) -> None:
    from db import health, store

    with store.open_desk(desk, create=False) as opened:
        found = health.check(opened.connection)
    for problem in found.problems:
        complain(f"{desk.name}: {problem.kind}: {problem.count:,}, as {problem.example}")
    counted = f"{found.passages:,} passages, {found.captures:,} kept copies, {found.events:,} audit events"
    say(f"{'Sound' if found.sound else 'Damaged; take the newest backup'}: {counted}")
    raise typer.Exit(0 if found.sound else 1)
