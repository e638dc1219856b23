"""Whether an article is a newer version of another: what is otherwise in it, and the choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.checking.changes import by_words
from core.matching.drafts import Edit
from gui import words
from gui.theme import GRID, Theme, text_scale
from gui.views.parts.dialog import FormDialog, fit_to_window
from gui.views.parts.diff_text import DiffText
from gui.views.parts.widgets import button, label
from gui.words import tr

MOST_SHOWN = 60
"""Sentences that are shown; of articles that differ in more, nobody reads them here."""


class VersionDialog(FormDialog):
    """Accepted, `newer` is to be taken as a newer version of `earlier`; both are an article's id and title."""

    def __init__(
        self,
        newer: tuple[int, str],
        earlier: tuple[int, str],
        edits: Sequence[Edit],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Is this a new version?"), tr("Take as new version"), parent)
        self.newer, self.earlier = newer, earlier
        self._edits, self._theme = tuple(edits), theme
        self._question = label("", face="serif", wrap=True)
        self._column.addWidget(self._question)
        about = self.tr(
            "What was worked on goes over to the new version where its words stand there. Where its sentence "
            "changed, a settled check has to be looked at again. What no longer stands there stays with the "
            "earlier version. Undo takes all of it back."
        )
        self._column.addWidget(label(about, tone="muted", wrap=True))
        self._column.addSpacing(GRID)
        self.texts: list[DiffText] = []
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
        self._differences = self.add_field("", self._list, stretch=1)
        self.swap_button = button(self.tr("The other way round"), kind="link")
        self.swap_button.setToolTip(self.tr("The other article is the newer version"))
        self.swap_button.clicked.connect(self.swap)
        self.cancel_button.setText(self.tr("Keep as an article of its own"))
        self.finish(self.swap_button)
        self._fill()
        self.accept_button.setFocus()

    def swap(self) -> None:
        """Take the other of the two for the newer one."""
        self.newer, self.earlier = self.earlier, self.newer
        self._edits = tuple(Edit(edit.now, edit.was) for edit in self._edits)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for each in self.texts:
            each.set_theme(theme)

    def sizeHint(self) -> QSize:
        scale = min(text_scale(), 1.5)
        return fit_to_window(self, super().sizeHint().expandedTo(QSize(round(620 * scale), round(520 * scale))))

    def _fill(self) -> None:
        text = self.tr("Is {newer} a new version of {earlier}?")
        self._question.setText(
            text.format(newer=words.titled(self.newer[1]), earlier=words.titled(self.earlier[1]))
        )
        count = len(self._edits)
        differ = self.tr("1 sentence differs") if count == 1 else self.tr("{count} sentences differ")
        told = differ.format(count=words.number(count)) if count else self.tr("Every sentence is the same")
        if count > MOST_SHOWN:
            told = self.tr("{told}; the first {shown}:").format(told=told, shown=words.number(MOST_SHOWN))
        self._differences.setText(told)
        self._list.setAccessibleName(told)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, GRID, 2 * GRID, GRID)
        column.setSpacing(2 * GRID)
        self.texts = [
            DiffText(told, by_words(edit.was, edit.now), serif=True) for edit in self._edits[:MOST_SHOWN]
        ]
        for each in self.texts:
            each.set_theme(self._theme)
            column.addWidget(each)
        column.addStretch(1)
        self._list.setWidget(inner)
