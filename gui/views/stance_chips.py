"""What a source does to a claim, as chips of which one is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from core.records import Stance
from gui import words
from gui.theme import GRID
from gui.views.flow import FlowLayout
from gui.views.widgets import button


class StanceChips(QWidget):
    """One chip a stance, `chips[stance]`; none is checked at first where `chosen` is None."""

    def __init__(self, chosen: Stance | None = None) -> None:
        super().__init__()
        row = FlowLayout(self, spacing=GRID)
        group = QButtonGroup(self)
        self._chips: dict[Stance, QPushButton] = {}
        for stance in Stance:
            made = button(words.stance(stance), kind="chip")
            made.setCheckable(True)
            made.setChecked(stance is chosen)
            group.addButton(made)
            row.addWidget(made)
            self._chips[stance] = made

    def __getitem__(self, stance: Stance) -> QPushButton:
        return self._chips[stance]

    def chosen(self) -> Stance:
        """The stance whose chip is checked; context where none is."""
        return next((stance for stance, made in self._chips.items() if made.isChecked()), Stance.CONTEXT)
