"""The same claim in other articles, and how it was rated there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from core.checking.gravity import by_gravity
from core.records import Rating, RatingScale, SeenRow
from gui import theme as themes
from gui import words
from gui.icons import paint_rating
from gui.theme import GRID, Theme, text_scale
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import ElidedLabel, label


class RatingSign(QWidget):
    """The icon of a rating in its colour."""

    def __init__(self, rating: Rating, theme: Theme) -> None:
        super().__init__()
        self._rating = rating
        self._theme = theme
        self.setAccessibleName(rating.label)
        side = round(14 * text_scale())
        self.setFixedSize(QSize(side, side))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_rating(painter, QRectF(self.rect()), self._rating, QColor(self._theme.rating(self._rating)), 2.0)


class SeenList(QWidget):
    """`claim_chosen` follows a click on one of them, or Enter."""

    claim_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Seen before"))
        self._theme = themes.load("light")
        self._scale: RatingScale | None = None
        self._rows: tuple[SeenRow, ...] = ()
        self._cards: list[QFrame] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 0)
        self._column.setSpacing(2 * GRID)
        self._none = label(
            self.tr("This has not been seen in another article on this desk."), tone="muted", wrap=True
        )
        self._column.addWidget(self._none)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._build()

    def set_scale(self, scale: RatingScale) -> None:
        self._scale = scale
        self._build()

    def set_rows(self, rows: Sequence[SeenRow]) -> None:
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._build()

    def rows(self) -> tuple[SeenRow, ...]:
        return self._rows

    def _build(self) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(row) for row in self._rows]
        for card in self._cards:
            self._column.addWidget(card)
        self._none.setVisible(not self._rows)

    def _card(self, row: SeenRow) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(row.words, face="serif", wrap=True))
        given = by_gravity(row.said, row.so, self._scale)
        if given:
            line = QWidget()  # it breaks where it does not fit: it must not widen the inspector
            flow = FlowLayout(line, spacing=GRID + 2)
            for ruled in given:
                flow.addWidget(self._ruling(ruled))
            flow.addWidget(label(words.state(row.state), tone="muted", size="small"))
            column.addWidget(line)
        else:
            column.addWidget(label(words.state(row.state), tone="muted", size="small"))
        day = f" · {words.short_day(row.published)}" if row.published else ""
        where = f"{row.article_title}{day}"
        go = TitleLink(where)
        go.setAccessibleName(self.tr("Go to it in {title}").format(title=where))
        go.setToolTip(words.tip(where))
        go.clicked.connect(lambda _=False, claim=row.claim_id: self.claim_chosen.emit(claim))
        column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _ruling(self, rating: Rating) -> QWidget:
        """A rating's sign with its name, which stay together."""
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID + 2)
        row.addWidget(RatingSign(rating, self._theme))
        name = ElidedLabel(rating.label, size="strong")
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(name)
        return held


class TitleLink(QPushButton):
    """Leads to an article by its title, which ends in an ellipsis where there is no room."""

    def __init__(self, title: str) -> None:
        # Its text is the whole title all the time, and so is its wish for room: a text that followed the room
        # would ask for another one, which would change the text, without end.
        super().__init__(title.replace("&", "&&"))
        self.setProperty("kind", "link")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * GRID, super().minimumSizeHint().height())

    def shown(self) -> str:
        """As much of the title as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self._fitting(option).replace("&&", "&")

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._fitting(option)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _fitting(self, option: QStyleOptionButton) -> str:
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        mnemonics = int(Qt.TextFlag.TextShowMnemonic)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room, mnemonics)
