"""The Evidence tab: every source of the claim with its passage and copies, and how to capture another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.records import EvidenceRow
from gui import theme as themes
from gui import words
from gui.actions import default_key
from gui.icons import sign_icon
from gui.theme import GRID, Theme
from gui.views.frame.dropping import dropped_files
from gui.views.inspector.evidence_list import EvidenceList
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import button, label, scale_icon


class EvidencePage(QWidget):
    """Files dropped anywhere on it are sources of the claim."""

    takes_files = True
    link_requested = Signal()
    file_requested = Signal()
    clipboard_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Evidence"))
        self.list = EvidenceList(full=True)
        self.list.setAccessibleName(self.tr("Evidence"))
        self.link_button = button(self.tr("From a link…"), name=self.tr("Capture a source from a link"))
        self.file_button = button(self.tr("From a file…"), name=self.tr("Capture a source from a file"))
        self.clipboard_button = button(self.tr("Paste"), name=self.tr("Capture a source from the clipboard"))
        self.link_button.clicked.connect(self.link_requested)
        self.file_button.clicked.connect(self.file_requested)
        self.clipboard_button.clicked.connect(self.clipboard_requested)
        self._signs = ((self.link_button, "plus"),)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 0)
        column.setSpacing(2 * GRID)
        self._captures = QWidget()
        flow = FlowLayout(self._captures, spacing=2 * GRID)
        for made in (self.link_button, self.file_button, self.clipboard_button):
            flow.addWidget(made)
        column.addWidget(self._captures)
        self._hint = label(
            self.tr("A captured source is kept as it is now, with its hash. Files can be dropped here."),
            tone="muted",
            size="small",
            wrap=True,
        )
        column.addWidget(self._hint)
        column.addWidget(self.list)
        self.hide()
        self.set_keys(default_key)
        self.set_theme(themes.load("light"))

    def set_theme(self, theme: Theme) -> None:
        for made, sign in self._signs:
            made.setIcon(sign_icon(sign, theme.text, 13))
            scale_icon(made, 13)
        self.list.set_theme(theme)

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Name the keys as they are now: `key` gives that of an action, by its id."""
        for made, tip, action in (
            (self.link_button, self.tr("Fetch a source and keep a copy of it"), "capture-link"),
            (self.file_button, self.tr("Keep a copy of a file, or drop it here"), "capture-file"),
            (self.clipboard_button, self.tr("Keep the text or picture of the clipboard"), "capture-clipboard"),
        ):
            made.setToolTip(words.with_key(tip, key(action)))

    def set_rows(self, rows: Sequence[EvidenceRow], editable: bool) -> None:
        """Show the sources; where they cannot be changed nothing can be captured either."""
        self._captures.setVisible(editable)
        self._hint.setVisible(editable and not rows)
        self.setAcceptDrops(editable)
        self.list.set_rows(rows, editable)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self.list.files_dropped.emit(paths, None)

    def _consider(self, event: QDropEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()
