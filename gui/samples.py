"""The sample desk: the articles of `seeds/` on a desk of their own, in a window or, without a display, unseen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import platformdirs

from core.errors import BugError, UserError
from core.intake import find_files
from core.records import ClaimView, EvidenceDraft, Form, Question, Stance

if TYPE_CHECKING:
    from db.operations import Operation
    from db.store import Desk
    from gui.running import Running

T = TypeVar("T")
Say = Callable[[str], object]

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
FIRST = "varenia-frees-52.txt"
"""Opened first: it holds the example that everything is held against."""

PICTURE_SIZE = (1440, 900)
EXAMPLE_RATIONALE = (
    "Both numbers are in the posts, weeks apart: 1,300 in July, 1,400 in August. No list backs either; "
    "the one list of names that exists has 1,187."
)
EXAMPLE_SOURCES = (
    EvidenceDraft(
        title="Post of 15 August",
        publisher="Office of the Tarsian president",
        dated=date(2025, 8, 15),
        note="“All 1,400 of them must go home.” The July post said 1,300.",
        stance=Stance.SUPPORTS,
    ),
    EvidenceDraft(
        title="List of political prisoners",
        publisher="Lantern",
        dated=date(2025, 9, 1),
        note="1,187 names on 1 September.",
        stance=Stance.REFUTES,
    ),
)


def sample_files() -> list[Path]:
    """The sample articles, the one to open first at the front."""
    return sorted(find_files([SEEDS]), key=lambda path: (path.name != FIRST, path.name))


def sample_folder() -> Path:
    """Where the sample desk, its report and its picture are kept: this account's data folder, made if need be.

    Raises `UserError` where it cannot be made.
    """
    folder = platformdirs.user_data_path("saidso", appauthor=False) / "samples"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UserError("S-SAMPLES", f"{folder} cannot be made ({why}); name a desk with DESK=path") from error
    return folder


def sample_desk(desk: Path | None) -> tuple[Path, bool]:
    """The desk to open and whether the samples belong on it: not on a desk that somebody else made."""
    if desk is not None:
        return desk, not desk.exists()
    return sample_folder() / "samples.saidso", True


def show(desk: Path | None = None) -> int:
    """Open the sample desk, or `desk`, in a window; return the exit code when it is closed."""
    from gui import app

    path, with_samples = sample_desk(desk)
    files = sample_files()
    return app.run(path, import_paths=files if with_samples else (), samples=files)


def work_offscreen(desk: Path | None, say: Say) -> int:
    """Do with the sample desk, or `desk`, what a person would in the window, without a display.

    Imports and analyses the samples, records an example check, writes the report and a picture of the window
    beside the desk, and says where they are. Returns the exit code.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler

    from gui import app

    qInstallMessageHandler(_say_what_qt_says)

    path, with_samples = sample_desk(desk)
    say(f"No display: working on {path} unseen")
    running = app.build(path, import_paths=sample_files() if with_samples else (), show=False)
    try:
        running.window.resize(*PICTURE_SIZE)
        running.wait_until_idle(seconds=600)
        if running.navigation.scale is None:
            raise UserError("S-SAMPLES-DESK", running.window.desk_screen.accessibleName())
        refused = running.window.notice.texts("bad")
        if not running.navigation.articles:
            say("The desk has no articles yet")
            return _report_refused(refused)
        shown = _choose_article(running)
        example = _record_example(running, shown) if with_samples else None
        if example is not None:
            running.navigation.choose_claim(example)
        running.wait_until_idle()
        _say_what_is_there(running, say, shown)
        _write_report(running, shown, path.with_name(f"{path.stem}-report.html"), say)
        picture = path.with_name(f"{path.stem}-window.png")
        running.grab(picture)
        say(f"Picture of the window: {picture}")
        return _report_refused(refused)
    finally:
        running.close()
        qInstallMessageHandler(None)


def _say_what_qt_says(_kind: object, _context: object, text: str) -> None:
    """Qt's own messages go on, but for the one that its plugin without a display gives no hints of sizes."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def _report_refused(notices: list[str]) -> int:
    """Name on standard error what could not be taken in; the exit code."""
    for notice in notices:
        sys.stderr.write(f"saidso: {notice}\n")
    return 1 if notices else 0


def _choose_article(running: Running) -> int:
    """Show the article with the leading example, or else the one that is shown already; return its number."""
    rows = running.navigation.articles
    leading = next((row.id for row in rows if row.title.startswith("Varenia frees 52")), rows[0].id)
    running.navigation.choose_article(leading)
    running.wait_until_idle()
    return leading


def _record_example(running: Running, article_id: int) -> int | None:
    """Record the example check on the article's "either of two" figure, once; return its claim."""
    claim = _read(running, lambda opened: _either_of_two(opened, article_id))
    if claim is None:
        return None
    if claim.check.revision == 0:
        number = claim.row.id
        from db.operations import AddEvidence, SetRating, SetRationale

        for draft in EXAMPLE_SOURCES:
            _act(running, AddEvidence(number, draft))
        _act(running, SetRationale(number, EXAMPLE_RATIONALE, example=True))
        if claim.said_applies:
            _act(running, SetRating(number, Question.SAID, "paraphrase", example=True))
        _act(running, SetRating(number, Question.SO, "misleading", example=True))
    return claim.row.id


def _either_of_two(desk: Desk, article_id: int) -> ClaimView | None:
    from core.records import ClaimFilter

    for number in desk.read.claim_ids(ClaimFilter(article_id=article_id, quotes=False)):
        claim = desk.read.claim(number)
        if claim is not None and claim.reading is not None and claim.reading.form is Form.ALTERNATIVES:
            return claim
    return None


def _write_report(running: Running, article_id: int, path: Path, say: Say) -> None:
    from core.reports import write

    by = running.settings.checker()
    model = _read(running, lambda opened: opened.read.report(article_id, made_by=by))
    if model is None:
        raise BugError("S-SAMPLES-REPORT", f"{path}: the article to report on is no longer on the desk")
    write(model, "html", path)
    say(f"Verdict report: {path}")


def _say_what_is_there(running: Running, say: Say, shown: int) -> None:
    rows = running.navigation.articles
    say(f"{len(rows)} articles, {sum(row.claims for row in rows)} claims")
    for row in rows:
        mark = "*" if row.id == shown else " "
        say(f" {mark} {row.title}: {row.claims} claims, {row.settled} settled")


def _read(running: Running, ask: Callable[[Desk], T]) -> T:
    """What the desk answers. Raises the error it answers with."""
    answers: list[T] = []
    running.session.read(ask, answers.append)
    running.wait_until_idle()
    if not answers:
        raise UserError("S-SAMPLES-DESK", f"{running.desk}: the desk did not answer; open it in the window")
    return answers[0]


def _act(running: Running, operation: Operation) -> None:
    running.session.act(operation)
    running.wait_until_idle()
