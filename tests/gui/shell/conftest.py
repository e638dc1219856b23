"""The real window on a real desk, and a small child process where a test needs none of the language."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.records import Analysis, Document
from core.worker import Analyse, Child, ReadPasted
from db.operations import ImportArticle
from db.store import open_desk
from gui.app import build
from gui.crash import CrashReporter
from gui.running import Running
from gui.settings import Settings

Start = Callable[..., Running]

ARTICLE = """Harbour fees to rise, port says

By Ada Lind

11 September 2025

The port of Velin will raise its fees by 12 per cent in January, its director said on Thursday.

“We have waited long enough,” Irena Sokal told reporters. She said 52 ships had left for other ports.

Mayor Tom Rask said the rise would cost the town 1,300 jobs.
"""

OTHER = """Library closes two rooms

12 September 2025

The library in Norvil has closed 2 of its 14 rooms, librarian Petra Voss said.

“Nobody asked us,” said Voss.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "library.txt"
    path.write_text(OTHER, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def analysed() -> list[tuple[Document, Analysis]]:
    """Both articles as the real child process reads and analyses them, once for all tests."""
    child = Child()
    try:
        documents = [child.run(ReadPasted(text)) for text in (ARTICLE, OTHER)]
        return [(each, child.run(Analyse(each.name, each.text, each.published))) for each in documents]
    finally:
        child.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, analysed: list[tuple[Document, Analysis]]) -> Path:
    path = tmp_path_factory.mktemp("filled") / "desk.saidso"
    with open_desk(path) as opened:
        for document, analysis in analysed:
            opened.transact(ImportArticle(document, analysis), by="Ada Lind")
    return path


@pytest.fixture
def desk(tmp_path: Path, filled: Path) -> Path:
    """A desk that holds both articles: the library's, imported last, stands first."""
    return Path(shutil.copy(filled, tmp_path / "desk.saidso"))


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Nothing stays in the clipboard. What Python put there would be deleted by Qt only after Python has ended,
    which crashes: the offscreen platform keeps its clipboard in a static object."""
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, settings: Settings) -> Iterator[Start]:
    """Open the window on `tmp_path/desk.saidso`, or another desk; all that was opened is closed again."""
    threads = set(threading.enumerate())
    opened: list[Running] = []

    def start(desk: Path | None = None, **options: object) -> Running:
        options.setdefault("reporter", CrashReporter(tmp_path / "log"))
        running = build(
            desk or tmp_path / "desk.saidso",
            settings=settings,
            **options,  # type: ignore[arg-type]
        )
        opened.append(running)
        running.wait_until_idle()
        return running

    yield start
    for running in opened:
        running.close()
    # Nothing here returns to an event loop, which would delete what is to be deleted.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert set(threading.enumerate()) <= threads, "a thread was left running"
