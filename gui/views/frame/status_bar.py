"""The strip at the foot of the window: long work with Cancel, the keys that help now, the desk and its saving."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import GRID, Theme
from gui.views.frame.job_strip import JobStrip
from gui.views.frame.progress_line import ProgressLine
from gui.views.parts.widgets import ElidedLabel, button, hairline, restyle


class StatusStrip(QWidget):
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._job = ElidedLabel(tone="muted", size="small")
        self._job.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = ProgressLine()
        self.cancel_button = button(self.tr("Cancel"), kind="quiet", name=self.tr("Cancel what is running"))
        self.cancel_button.clicked.connect(self.cancel_requested)
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
        row.addWidget(self._job)
        row.addWidget(self._line)
        row.addWidget(self.cancel_button)
        self.copies = JobStrip(self.tr("Cancel the fetching of copies"))
        row.addWidget(self.copies)
        row.addWidget(self._hint, 1)
        row.addWidget(self._desk)
        column.addLayout(row)
        self.clear_job()

    def set_theme(self, theme: Theme) -> None:
        self._line.theme = theme
        self._line.update()
        self.copies.set_theme(theme)

    def sizeHint(self) -> QSize:
        # As high with the button as without: the panes above would be laid out and painted anew with every job.
        button = self.cancel_button.sizeHint().height() + 3
        return QSize(400, max(26, button, super().sizeHint().height()))

    def prepare(self) -> None:
        """Paint out of sight what long work is shown with: it then begins without a pause."""
        for part in (self._job, self._line, self.cancel_button):
            part.grab()

    def set_job(self, text: str, done: int, total: int) -> None:
        """Show running work: `done` of `total` units, `total` 0 where that is unknown."""
        self._job.setText(text)
        self._line.set_share(done, total)
        self._line.setAccessibleName(self.tr("{done} of {total}").format(done=done, total=total))
        for part in (self._job, self._line, self.cancel_button):
            part.setVisible(True)

    def clear_job(self) -> None:
        for part in (self._job, self._line, self.cancel_button):
            part.setVisible(False)

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
        name = name if len(name) <= 28 else name[:27] + "…"
        self._desk.setText(f"{name} · {state}" if name else state)
        restyle(self._desk, "tone", "bad" if problem else "muted")

    def desk_text(self) -> str:
        """What is said about the desk and its saving."""
        return self._desk.text()
