"""A process that works on a desk, says what has been done, and kills itself where it is told to.

`python -m tests.crash.child DESK ARTICLES POINT`: opens (or makes) DESK, imports ARTICLES articles, then rates
claims and types without end. Every line it prints was true when the action had returned. POINT is where SIGKILL
strikes:

- `statement N`: before the N-th statement of the last import;
- `commit`: when everything of it is written and the transaction is about to be committed;
- `create N`: before the N-th statement of making the desk;
- `parent`: nowhere, the parent does it.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from core.records import Analysis, Document, Question
from db import engine as desk_engine
from db.operations import ImportArticle, KeepDraft, SetRating
from db.store import Desk, open_desk
from tests.db.examples import ME, TEXT, analysis, document

SO = ("true", "false", "misleading")


def article(number: int) -> tuple[Document, Analysis]:
    """Articles that differ in their last line only."""
    return document(f"{TEXT}\nNumber {number}.", f"{number}.txt", title=f"Article {number}"), analysis()


def step(done: int) -> tuple[str, int, str]:
    """The action that follows so many: what is done, to which claim, with what. Ratings and typing alternate."""
    claim_id = 1 + done // 2 % 7
    return ("typed", claim_id, f"typing {done}") if done % 2 else ("rated", claim_id, SO[done // 2 % 3])


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def strike_at(engine: Engine, statement: int) -> None:
    """SIGKILL before the statement of that number, counted from now."""
    left = statement

    def count(*_args: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            die()

    event.listen(engine, "before_cursor_execute", count)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def strike_while_making(statement: int) -> None:
    make = desk_engine.make_engine

    def make_and_strike(path: Path) -> Engine:
        made = make(path)
        strike_at(made, statement)
        return made

    desk_engine.make_engine = make_and_strike


def work(desk: Desk, articles: int, point: list[str]) -> None:
    for number in range(articles):
        if number == articles - 1 and point[0] == "statement":
            strike_at(desk.connection.engine, int(point[1]))
        if number == articles - 1 and point[0] == "commit":
            event.listen(desk.connection.engine, "commit", lambda _connection: die())
        found, analysed = article(number)
        desk.transact(ImportArticle(found, analysed), ME)
        say(f"imported {found.name}")
    for done in itertools.count():
        verb, claim_id, what = step(done)
        if verb == "rated":
            desk.transact(SetRating(claim_id, Question.SO, what), ME)
        else:
            desk.transact(KeepDraft(claim_id, what), ME)
        say(f"{verb} {claim_id} {what}")


def main() -> None:
    path, articles, *point = sys.argv[1:]
    if point[0] == "create":
        strike_while_making(int(point[1]))
    with open_desk(Path(path)) as desk:
        say("opened")
        work(desk, int(articles), point)


if __name__ == "__main__":
    main()
