"""The sheet of keys: every action with its shortcut, by group."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from gui.theme import GRID, text_scale
from gui.views.parts.dialog import fit_to_screen, frame_dialog
from gui.views.parts.widgets import hairline, label


class KeySheet(QDialog):
    """`rows` are (group, text, shortcut); a shortcut may hold several, parted by commas."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        frame_dialog(self)
        self._lines: list[tuple[str, QWidget]] = []
        self._groups: list[tuple[QWidget, list[QWidget]]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(label(self.tr("Keys"), size="title"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find an action"))
        self.search.setAccessibleName(self.tr("Find an action"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        column.addWidget(self.search)
        column.addWidget(self._build_groups(rows), 1)
        column.addWidget(label(self.tr("Single letters are off while you type."), tone="muted", size="small"))
        self.resize(self.sizeHint())  # else Qt gives a dialog two thirds of the screen at most

    def _build_groups(self, rows: Sequence[tuple[str, str, str]]) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 3 * GRID, 0)
        grid.setHorizontalSpacing(10 * GRID)
        grid.setVerticalSpacing(5 * GRID)
        for place, (name, group) in enumerate(groupby(rows, key=lambda row: row[0])):
            grid.addWidget(self._build_group(name, list(group)), place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Actions and their keys"))
        return scroll

    def _build_group(self, name: str, rows: list[tuple[str, str, str]]) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label(name.upper(), size="caps"))
        column.addWidget(hairline())
        lines = [self._build_line(text, shortcut) for _, text, shortcut in rows]
        for line in lines:
            column.addWidget(line)
        self._groups.append((held, lines))
        return held

    def _build_line(self, text: str, shortcut: str) -> QWidget:
        line = QWidget()
        line.setAccessibleName(f"{text}: {shortcut}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(GRID)
        row.addWidget(label(text, wrap=True), 1)
        caps = QVBoxLayout()  # below each other: two keys in a row would leave the words no room
        caps.setSpacing(2)
        for key in (part.strip() for part in shortcut.split(", ")):
            if key:
                cap = label(key)
                cap.setProperty("key", True)
                caps.addWidget(cap, 0, Qt.AlignmentFlag.AlignTrailing)
        caps.addStretch(1)
        row.addLayout(caps)
        self._lines.append((f"{text} {shortcut}".casefold(), line))
        return line

    def shown(self) -> list[str]:
        """The lines that match what is looked for."""
        return [line.accessibleName() for _, line in self._lines if not line.isHidden()]

    def sizeHint(self) -> QSize:
        wider = min(text_scale(), 1.6)
        return fit_to_screen(self, QSize(round(880 * wider), round(560 * wider)))

    def _narrow(self, typed: str) -> None:
        sought = typed.strip().casefold()
        for text, line in self._lines:
            line.setHidden(sought not in text)
        for group, lines in self._groups:
            group.setHidden(all(line.isHidden() for line in lines))
