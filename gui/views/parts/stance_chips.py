"""What a source does to a claim, as chips of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from core.records import Stance
from gui import words
from gui.actions import key_words
from gui.theme import GRID
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import button


class StanceChips(QWidget):
    """One chip a stance, `chips[stance]`; none is checked at first where `chosen` is None.

    Each has its number on it. The number chooses it while the focus is on one of them, and Alt and the number from
    any field of the window they stand in.
    """

    picked = Signal()
    """A person has chosen one."""

    def __init__(self, chosen: Stance | None = None) -> None:
        super().__init__()
        row = FlowLayout(self, spacing=GRID)
        self._group = QButtonGroup(self)
        self._chips: dict[Stance, QPushButton] = {}
        for number, stance in enumerate(Stance, start=1):
            made = button(f"{number}  {words.stance(stance)}", kind="chip", name=words.stance(stance))
            made.setCheckable(True)
            made.setAutoDefault(False)  # else Ctrl+Enter, which accepts the form, would press the chip instead
            # A shortcut of the button's own clicks it a tenth of a second later, after the next key.
            key = QShortcut(QKeySequence(f"Alt+{number}"), self)
            key.activated.connect(made.click)
            made.clicked.connect(lambda _checked=False: self.picked.emit())
            made.setToolTip(key_words(key.key()))
            self._group.addButton(made)
            row.addWidget(made)
            self._chips[stance] = made
        self.choose(chosen)

    def __getitem__(self, stance: Stance) -> QPushButton:
        return self._chips[stance]

    def choose(self, stance: Stance | None) -> None:
        """Check the chip of a stance, or none."""
        self._group.setExclusive(False)  # an exclusive group never gives its last one up
        for each, made in self._chips.items():
            made.setChecked(each is stance)
        self._group.setExclusive(True)

    def chosen(self) -> Stance | None:
        """The stance whose chip is checked, if one is."""
        return next((stance for stance, made in self._chips.items() if made.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chips = list(self._chips.values())
        number = event.key() - Qt.Key.Key_0
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and 1 <= number <= len(chips):
            chips[number - 1].click()
            return
        super().keyPressEvent(event)

    def focus(self) -> None:
        """Put the focus on the chosen chip, or else on the first."""
        made = self._chips[self.chosen() or next(iter(self._chips))]
        made.setFocus(Qt.FocusReason.ShortcutFocusReason)
