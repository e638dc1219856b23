"""The bar under the menu: adding articles, finding claims, who is checking, the report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gui import theme as themes
from gui import words
from gui.actions import default_key
from gui.icons import paint_sign, sign_icon
from gui.theme import GRID, Theme, text_scale, ui_font
from gui.views.parts.widgets import RTL, button, hairline, scale_icon

SEARCH_PAUSE = 0
"""Milliseconds of quiet after which typing in the find field is told: when the keys that wait have been read. What
is found for letters that others have followed is dropped."""


LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape)
"""Keys that end typing in a find field."""


class SearchField(QLineEdit):
    """A find field with a lens before it and, while it is empty and unfocused, its key behind it."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.theme = themes.load("light")
        self.setTextMargins(24, 0, 24, 0)
        self.setClearButtonEnabled(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 14.0 * min(text_scale(), 1.5)
        lens = QRectF(11, (self.height() - side) / 2, side, side)
        rtl = self.layoutDirection() is RTL
        if rtl:
            lens.moveRight(self.width() - 11)
        paint_sign(painter, lens, "search", QColor(self.theme.muted), 1.8)
        if self.text() or self.hasFocus() or not self.key:
            return
        side = 18 * min(text_scale(), 1.3)
        font = ui_font(11)
        box = QRectF(0, 0, max(side, QFontMetricsF(font).horizontalAdvance(self.key) + 2 * GRID), side)
        box.moveCenter(QRectF(self.rect()).center())
        box.moveLeft(10 if rtl else self.width() - box.width() - 10)
        painter.setPen(QPen(QColor(self.theme.line_strong), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(self.theme.muted))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.key)


class HeaderBar(QWidget):
    """`search_typed` is told as one types, at once on Enter and when the field is cleared.

    `search_left` says that the person is done with the find field and goes to what it found: Enter, Down, or Esc,
    which clears it.
    """

    add_requested = Signal()
    paste_requested = Signal()
    search_typed = Signal(str)
    search_left = Signal()
    person_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._told = ""
        self._person = ""
        self._reviewing = False
        self._person_key = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(SEARCH_PAUSE)
        self._typing.timeout.connect(self._tell)
        self.add_button = button(self.tr("Add articles"), kind="primary")
        self.paste_button = button(self.tr("Paste"), name=self.tr("Paste an article"))
        self.person_button = button("", name=self.tr("Who is checking"))
        self.export_button = button(self.tr("Export report"))
        self.add_button.clicked.connect(self.add_requested)
        self.paste_button.clicked.connect(self.paste_requested)
        self.person_button.clicked.connect(self.person_requested)
        self.export_button.clicked.connect(self.export_requested)
        self._search = SearchField(default_key("find"))
        self._search.setPlaceholderText(self.tr("Find a claim, speaker, figure or source"))
        self._search.setAccessibleName(self.tr("Find on the whole desk"))
        self._search.setMinimumWidth(120)
        self._search.setMaximumWidth(440)
        self._search.textChanged.connect(self._changed)
        self._build()
        self.set_person("")
        self.set_keys(default_key)
        self.set_theme(themes.load("light"))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.add_button)
        row.addWidget(self.paste_button)
        row.addStretch(1)
        self._search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self._search, 6)
        row.addStretch(1)
        row.addWidget(self.person_button)
        row.addWidget(self.export_button)
        column.addLayout(row)
        column.addWidget(hairline())

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def search(self) -> QLineEdit:
        """The find field, for focus and text."""
        return self._search

    def set_theme(self, theme: Theme) -> None:
        self.add_button.setIcon(sign_icon("plus", theme.on_accent, 14))
        self.person_button.setIcon(sign_icon("person", theme.muted, 14))
        for made in (self.add_button, self.person_button):
            scale_icon(made, 14)
        self._search.theme = theme
        room = round(10 + 14 * min(text_scale(), 1.5))
        self._search.setTextMargins(room, 0, room, 0)
        self._search.update()

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Name the keys as they are now: `key` gives that of an action, by its id."""
        tip = self.tr(
            "Words, or “a phrase”; figures: 52, 1300-1400, > 4 %; speaker: cue: source: state: so: said: "
            "article: look there only"
        )
        self._search.setToolTip(words.with_key(tip, key("find")))
        self._search.key = words.key_sign(key("find"))
        self._search.update()
        for made, id, text in (
            (self.add_button, "add-files", self.tr("Read articles from files")),
            (self.paste_button, "paste", self.tr("Paste an article")),
            (self.export_button, "export", self.tr("Export the article’s report")),
        ):
            made.setToolTip(words.with_key(text, key(id)))
        self._person_key = key("people")
        self.set_person(self._person, self._reviewing)

    def set_person(self, name: str, reviewing: bool = False) -> None:
        """Who sits at the window, as checker or as editor (`reviewing`); an empty name asks for one."""
        self._person, self._reviewing = name, reviewing
        text = self.tr("Reviewing as {name}") if reviewing else self.tr("Checking as {name}")
        text = text.format(name=name) if name else self.tr("Who is checking?")
        self.person_button.setAccessibleName(text)
        self.person_button.setToolTip(words.tip(words.with_key(text, self._person_key)))
        self._fit()

    def set_search(self, text: str) -> None:
        """Show what is looked for, telling nothing."""
        self._told = text.strip()
        if self._search.text().strip() != self._told:
            self._search.setText(text)
        self._typing.stop()

    def set_can_export(self, possible: bool) -> None:
        """Whether there is an article to report on."""
        self.export_button.setEnabled(possible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out "Checking as", and then most of the name, where there is no room."""
        whole = self.person_button.accessibleName()
        roomy = self.width() > 60 * self.fontMetrics().averageCharWidth() + 560
        text = whole if roomy or not self._person else self._person
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(self.width() // 5, 80))
        self.person_button.setText(shown.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._search.hasFocus() or key not in LEAVING:
            super().keyPressEvent(event)
            return
        if key == Qt.Key.Key_Escape:
            self._search.clear()
        self._tell()
        self.search_left.emit()

    def _changed(self, text: str) -> None:
        if text.strip() == self._told:
            self._typing.stop()
        elif text:
            self._typing.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._typing.stop()
        text = self._search.text().strip()
        if text != self._told:
            self._told = text
            self.search_typed.emit(text)
