"""The line at the top of the inspector: where the claim stands in its article, its state, and its saving."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from core.records import ClaimView
from gui import theme as themes
from gui import words
from gui.icons import state_icon
from gui.theme import GRID, Theme, text_scale
from gui.views.parts.widgets import ElidedLabel, label, restyle

SIGN = 14
"""Pixels across of the state's mark, at a text scale of 1."""


class TopLine(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self._claim: ClaimView | None = None
        self._said_of_saving = ("", "muted")
        self.place = ElidedLabel(tone="muted", size="small")
        self.place.set_note(self.tr("Paragraphs are counted from the headline on"))
        self.sign = label("")
        self.status = ElidedLabel(tone="muted", size="small")
        self.status.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.place, 1)
        row.addWidget(self.sign)
        row.addWidget(self.status)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show_sign()

    def set_claim(self, claim: ClaimView | None) -> None:
        self._claim = claim
        if claim is not None:
            text = self.tr("{kind} · paragraph {number}")
            self.place.setText(text.format(kind=words.kind(claim.row.kind), number=claim.paragraph))
        self._show_status()

    def set_status(self, text: str, tone: str = "muted") -> None:
        """What is said of saving, beside the state; `tone` bad where something was not saved."""
        self._said_of_saving = (text, tone)
        self._show_status()

    def _show_status(self) -> None:
        text, tone = self._said_of_saving
        state = words.state(self._claim.row.state) if self._claim is not None else ""
        self.status.setText(" · ".join(part for part in (state, text) if part))
        restyle(self.status, "tone", tone)
        self._show_sign()

    def _show_sign(self) -> None:
        """The mark that the state has in the list too; the words beside it say the same."""
        if self._claim is not None:
            side = round(SIGN * text_scale())
            sign = state_icon(self._claim.row.state, self._theme, SIGN)
            self.sign.setPixmap(sign.pixmap(QSize(side, side), self.devicePixelRatioF()))
