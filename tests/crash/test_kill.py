"""SIGKILL in the middle of work: what was acknowledged is there, nothing is half there, and work goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.records import ClaimFilter, Figure, Question, Quote
from db import health
from db.operations import SetRating
from db.store import Desk, open_desk
from tests.crash.child import step
from tests.db.examples import ME, analysis

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = len(analysis().quotes) + len(analysis().figures)
FOUND: tuple[Quote | Figure, ...] = (*analysis().quotes, *analysis().figures)
PASSAGES = sum(len(found.pieces) + len(found.speaker.pieces if found.speaker else ()) for found in FOUND) + sum(
    len(quote.cue) for quote in analysis().quotes
)


def start(path: Path, articles: int, *point: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.crash.child", str(path), str(articles), *point]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def until_killed(path: Path, articles: int, *point: str) -> list[str]:
    """What the child acknowledged before it was killed."""
    child = start(path, articles, *point)
    out, _ = child.communicate(timeout=120)
    assert child.returncode == -signal.SIGKILL
    return out.splitlines()


def check_whole(desk: Desk, acknowledged: list[str]) -> None:
    """Every acknowledged import is there, at most one more, and each with all its claims."""
    titles = {row.title for row in desk.read.articles()}
    imported = {f"Article {line.split()[1].removesuffix('.txt')}" for line in acknowledged if "imported" in line}
    assert imported <= titles
    assert len(titles - imported) <= 1
    assert all((row.claims, row.analysed) == (CLAIMS, True) for row in desk.read.articles())
    found = health.check(desk.connection)
    assert found.problems == ()
    assert found.passages == PASSAGES * len(titles)
    assert len(desk.read.claim_ids(ClaimFilter(text="holt"))) == 3 * len(titles)


def go_on(desk: Desk) -> None:
    """The desk works as ever: an action, and undo of what was done before the end."""
    before = desk.undo_label(ME)
    first = desk.read.claim_ids(ClaimFilter(), limit=1)
    if first:
        desk.transact(SetRating(first[0], Question.SO, "opinion"), ME)
        desk.undo(ME)
    assert desk.undo_label(ME) == before
    assert health.check(desk.connection).problems == ()


@pytest.mark.parametrize("point", [("statement", "2"), ("statement", "11"), ("statement", "24"), ("commit",)])
def test_killed_in_the_middle_of_an_import(tmp_path: Path, point: tuple[str, ...]) -> None:
    path = tmp_path / "a.desk"
    acknowledged = until_killed(path, 3, *point)
    assert acknowledged == ["opened", "imported 0.txt", "imported 1.txt"]
    with open_desk(path, create=False) as desk:
        check_whole(desk, acknowledged)
        # It was killed before its commit, so nothing of it may be there.
        assert [row.title for row in desk.read.articles()] == ["Article 1", "Article 0"]
        assert desk.undo_label(ME) == "import: Article 1"
        go_on(desk)


def after(steps: int) -> dict[int, tuple[str | None, str | None]]:
    """Rating and typing of each claim after so many steps of the child."""
    found: dict[int, tuple[str | None, str | None]] = {}
    for number in range(steps):
        verb, claim_id, what = step(number)
        rated, typed = found.get(claim_id, (None, None))
        found[claim_id] = (what, typed) if verb == "rated" else (rated, what)
    return found


@pytest.mark.parametrize("ratings", [1, 5])
def test_killed_right_after_a_rating(tmp_path: Path, ratings: int) -> None:
    path = tmp_path / "a.desk"
    child = start(path, 1, "parent")
    assert child.stdout is not None
    acknowledged = []
    for line in child.stdout:
        acknowledged.append(line.strip())
        if sum(said.startswith("rated") for said in acknowledged) == ratings:
            child.kill()
            break
    # The child may have got further before the signal came; what it still said counts as well.
    acknowledged += [line.strip() for line in child.stdout if line.endswith("\n")]
    child.stdout.close()
    assert child.wait(timeout=120) == -signal.SIGKILL
    steps = sum(line.startswith(("rated", "typed")) for line in acknowledged)
    with open_desk(path, create=False) as desk:
        check_whole(desk, acknowledged)
        views = [desk.read.claim(claim_id) for claim_id in range(1, CLAIMS + 1)]
        found = {view.row.id: (view.row.so, view.typed) for view in views if view is not None}
        held = {claim_id: both for claim_id, both in found.items() if both != (None, None)}
        # One step more may have been committed than the child came to say.
        assert held in (after(steps), after(steps + 1))
        go_on(desk)


@pytest.mark.parametrize("statement", ["2", "40"])
def test_killed_while_a_desk_is_made(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "a.desk"
    assert until_killed(path, 1, "create", statement) == []
    assert not path.exists()
    with open_desk(path) as desk:
        assert desk.read.articles() == []
        go_on(desk)
