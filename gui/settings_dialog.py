"""The settings dialog. Every change counts at once; there is nothing to save."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import STEP
from gui.settings import (
    ADVANCE,
    CHECKER,
    LARGEST_TEXT,
    LONGEST_NAME,
    SMALLEST_TEXT,
    TEXT_SIZE,
    THEME,
    Settings,
    account_name,
)
from gui.theme import GRID
from gui.views.dialog import frame_dialog
from gui.views.widgets import button, label


class SettingsDialog(QDialog):
    """`on_name` puts the focus where the checker's name is entered."""

    def __init__(self, settings: Settings, parent: QWidget | None = None, on_name: bool = False) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        frame_dialog(self)
        self.name = QLineEdit(settings.get(CHECKER))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(account_name())
        self.name.editingFinished.connect(self._keep_name)
        self.theme = QComboBox()
        choices = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        for key, text in choices:
            self.theme.addItem(text, key)
        self.theme.setCurrentIndex(self.theme.findData(settings.get(THEME)))
        self.theme.currentIndexChanged.connect(lambda _: settings.set(THEME, self.theme.currentData()))
        self.size_box = QComboBox()
        size = settings.get(TEXT_SIZE)
        for value in sorted({*range(SMALLEST_TEXT, LARGEST_TEXT + 1, STEP), size}):
            self.size_box.addItem(self.tr("{size} %").format(size=value), value)
        self.size_box.setCurrentIndex(self.size_box.findData(size))
        self.size_box.currentIndexChanged.connect(lambda _: settings.set(TEXT_SIZE, self.size_box.currentData()))
        self.advance = QCheckBox(self.tr("When a check is complete or sent, go on to the next open claim"))
        self.advance.setChecked(settings.get(ADVANCE))
        self.advance.toggled.connect(lambda on: settings.set(ADVANCE, on))
        self._build()
        if on_name:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        column.setSpacing(4 * GRID)
        column.addStrut(372)
        # The dialog grows at once with the text size that is chosen in it.
        column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        column.addWidget(label(self.tr("Settings"), size="title"))
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(3 * GRID)
        rows = (
            (self.tr("Your name"), self.name),
            (self.tr("Theme"), self.theme),
            (self.tr("Text size"), self.size_box),
        )
        for title, field in rows:
            field.setAccessibleName(title)
            form.addRow(title, field)
        form.addRow("", self.advance)
        column.addLayout(form)
        about = self.tr("Your name stands with everything you do on a desk, and in its reports.")
        column.addWidget(label(about, tone="muted", size="small", wrap=True))
        close = button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def done(self, result: int) -> None:
        self._keep_name()
        super().done(result)

    def _keep_name(self) -> None:
        name = " ".join(self.name.text().split())
        if CHECKER.allowed(name):
            self._settings.set(CHECKER, name)
