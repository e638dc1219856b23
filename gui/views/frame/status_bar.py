"""The strip at the foot of the window: long work with Cancel, the keys that help now, the desk and its saving."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import GRID, Theme
from gui.views.frame.job_strip import JobStrip
from gui.views.parts.widgets import ElidedLabel, hairline, restyle
from gui.words import shorten

LONGEST_NAME = 28
"""Characters of a desk's name that are shown."""


class StatusStrip(QWidget):
    """What runs has its own place and its own Cancel: `articles` that come in, `reports` and `copies`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.articles = JobStrip(self.tr("Cancel reading and analysing"))
        self.reports = JobStrip(self.tr("Cancel the writing of reports"))
        self.copies = JobStrip(self.tr("Cancel the fetching of copies"))
        self._jobs = (self.articles, self.reports, self.copies)
        self._hint = ElidedLabel(tone="muted", size="small")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._desk = ElidedLabel(tone="muted", size="small")
        self._desk.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(3 * GRID, 1, 3 * GRID, 1)
        row.setSpacing(3 * GRID)
        for job in self._jobs:
            row.addWidget(job)
        row.addWidget(self._hint, 1)
        row.addWidget(self._desk)
        column.addLayout(row)

    def set_theme(self, theme: Theme) -> None:
        for job in self._jobs:
            job.set_theme(theme)

    def sizeHint(self) -> QSize:
        # As high with the button as without: the panes above would be laid out and painted anew with every job.
        button = self.articles.cancel_button.sizeHint().height() + 3
        return QSize(400, max(26, button, super().sizeHint().height()))

    def prepare(self) -> None:
        """Paint out of sight what long work is shown with: it then begins without a pause."""
        self.articles.grab()

    def set_hint(self, text: str) -> None:
        self._hint.setText(text)

    def hint(self) -> str:
        """What `set_hint` was given."""
        return self._hint.text()

    def set_desk(self, name: str, saved: bool, problem: str | None) -> None:
        """The desk's name and whether all is saved; `problem` says why something is not."""
        if problem:
            state = self.tr("not saved: {why}").format(why=problem)
        else:
            state = self.tr("saved") if saved else self.tr("saving…")
        # A long name must not push out why something is not saved.
        shown = shorten(name, LONGEST_NAME)
        self._desk.setText(f"{shown} · {state}" if name else state)
        self._desk.set_note(name if shown != name else "")
        restyle(self._desk, "tone", "bad" if problem else "muted")

    def desk_text(self) -> str:
        """What is said about the desk and its saving."""
        return self._desk.text()
