"""The upkeep of a desk: its audit trail, its rating scale, whether all of it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gui.commands.console import By, Desk, act, complain, filled, number, person, say


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
            say(f"{event.seq:>6}  {event.at:%Y-%m-%d %H:%M}  {event.actor}  {event.action}  {event.subject}")
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
    by: By = None,
) -> None:
    """Take what an event of the audit trail says out of a desk, for good; the chain still verifies.

    Once people of the desk have roles, only its editors and leads can: say with --by which of them you are.
    """
    from db import store
    from db.operations import WithholdEvent

    who = person(by)
    with store.open_desk(desk, create=False) as opened:
        before = {each.seq for each in opened.read.audit_events() if each.withheld}
        act(opened, WithholdEvent(event, why), who)
        gone = sorted({each.seq for each in opened.read.audit_events() if each.withheld} - before)
    say(f"Withheld: {', '.join(f'event {number}' for number in gone)}")
    say("Backups, reports and bundles made before still hold it; see to those yourself.")


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
