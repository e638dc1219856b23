"""Driving the real window as a person does: keys, and what the panes then show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from core.records import ClaimRow, ClaimView
from db.store import Desk
from gui.running import Running

D = TypeVar("D", bound=QDialog)
T = TypeVar("T")


def press(running: Running, *keys: str) -> None:
    """Press keys one after the other, as `J` or `Ctrl+Z`, where the focus is, and wait until all is done."""
    for key in keys:
        QTest.keySequence(focus(running), QKeySequence(key))
        running.wait_until_idle()


def write(running: Running, text: str) -> None:
    """Type text where the focus is."""
    QTest.keyClicks(focus(running), text)


def focus(running: Running) -> QWidget:
    """Where keys go. The offscreen platform activates no window when a dialog over it closes; others do."""
    if QApplication.activeWindow() is None:
        running.window.activateWindow()
        running.wait_until_idle()
    return QApplication.focusWidget() or running.window


def drop(target: QWidget, paths: list[Path]) -> bool:
    """Drop files on a widget as a file manager does; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(str(path) for path in paths))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(4, 4), copy, data, left, none)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(4, 4), copy, data, left, none)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def dialog(running: Running, kind: type[D]) -> D:
    """The open dialog of a kind."""
    running.wait_until_idle()
    found = [each for each in running.window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1, f"{len(found)} dialogs {kind.__name__} are open"
    return found[0]


def choose_file(running: Running, path: str) -> None:
    """Name a file in the open file dialog and accept it."""
    chooser = dialog(running, QFileDialog)
    name = chooser.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(path)
    chooser.accept()
    running.wait_until_idle()


def shown(running: Running) -> ClaimView:
    """The claim in the inspector, which must be the one every other pane is on."""
    navigation, window = running.navigation, running.window
    claim = navigation.claim
    assert claim is not None
    assert navigation.claim_id == window.inspector.claim_id == claim.row.id
    assert navigation.article is not None
    assert navigation.article.id == claim.row.article_id
    index = window.claims_pane.list.currentIndex()
    listed = window.claim_model.index_of(claim.row.id)
    assert index == listed
    return claim


def rows(running: Running) -> list[ClaimRow]:
    """All rows of the claims list, asked of the desk."""
    ids = running.window.claim_model.ids()
    found = ask(running, lambda desk: desk.read.claim_rows(ids))
    return [found[each] for each in ids]


def ask(running: Running, question: Callable[[Desk], T]) -> T:
    """The desk's answer to a question."""
    answers: list[T] = []
    running.session.read(question, answers.append)
    running.wait_until_idle()
    return answers[0]
