"""Small parts that the panes share: plain-text labels, hairlines, section headings, wrapped text."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, QStringListModel, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from gui import words
from gui.theme import text_scale
from gui.views.parts.offsets import Offsets

RTL = Qt.LayoutDirection.RightToLeft
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
# Added up once: every sum of flags makes an object of its own, and a screen holds some hundred lines.
_TO_THE_LEFT = int(_ONE_LINE | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextSingleLine)
_TO_THE_RIGHT = int(_ONE_LINE | Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextSingleLine)


def label(text: str = "", *, tone: str = "", size: str = "", face: str = "", wrap: bool = False) -> QLabel:
    """A label that never takes its text for markup, dressed by the style sheet's properties."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    for name, value in (("tone", tone), ("look", size), ("face", face)):
        if value:
            made.setProperty(name, value)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def button(text: str, *, kind: str = "", name: str = "") -> QPushButton:
    """A push button that the Tab key reaches and a click does not take the focus to."""
    made = QPushButton(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind:
        made.setProperty("kind", kind)
    made.setAccessibleName(name or text)
    return made


def hairline(vertical: bool = False) -> QFrame:
    """A separator one pixel thin."""
    line = QFrame()
    line.setProperty("hairline", True)
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def complete(field: QLineEdit, lines: Sequence[str]) -> QCompleter:
    """Offer these lines while something is typed that stands anywhere in them, in the colours of the theme."""
    completer = QCompleter(QStringListModel(list(lines), field), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("popup", True)
        popup.installEventFilter(_ControlEnterGoesOn(field, popup))
    return completer


class _ControlEnterGoesOn(QObject):
    """Ctrl+Enter on a list of suggestions is meant for the form: by itself the list would close, and swallow it.
    Enter alone takes a line, or closes the list over a name that is half typed."""

    def __init__(self, field: QLineEdit, popup: QAbstractItemView) -> None:
        super().__init__(field)
        self._field = field
        self._popup = popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not control:
            return False
        self._popup.hide()
        QCoreApplication.postEvent(self._field, event.clone())
        return True


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet reads, and let it take effect."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def least_width(width: int) -> int:
    """The least width of a pane: `width`, and up to a quarter more with larger text."""
    return int(width * (1 + 0.25 * min(max(text_scale() - 1, 0.0), 1.0)))


def lay_out_unseen(stack: QStackedLayout, place: int) -> None:
    """Have a part of `stack` that was never shown dressed and laid out without a flicker."""
    around, part, shown = stack.parentWidget(), stack.widget(place), stack.currentIndex()
    if around is None or part is None:
        return
    around.setUpdatesEnabled(False)
    stack.setCurrentIndex(place)
    column = part.layout()
    if column is not None:
        column.activate()
    stack.setCurrentIndex(shown)
    around.setUpdatesEnabled(True)


def scale_icon(made: QPushButton, size: int) -> None:
    """Give a button's icon `size` pixels at a text scale of 1."""
    side = round(size * text_scale())
    made.setIconSize(QSize(side, side))


class ElidedLabel(QLabel):
    """A one-line label that ends in an ellipsis where there is no room; the whole text is its tool tip.

    The tip is set with every painting; what else it is to say is set by `set_note`.
    """

    def __init__(self, text: str = "", *, tone: str = "", size: str = "") -> None:
        super().__init__(text)
        self._note = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for name, value in (("tone", tone), ("look", size)):
            if value:
                self.setProperty(name, value)

    def set_note(self, note: str) -> None:
        """Have the tool tip say this too, below the whole text where that is cut."""
        self._note = note
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.text()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(words.tip("\n".join(filter(None, (text if shown != text else "", self._note)))))
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


def draw_line(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor, *, far: bool = False
) -> float:
    """Draw one line of `text` elided to `box`, at its leading edge or, if `far`, its trailing one.

    Returns the width used. The edges are those of the painter's layout direction; the words run as they are.
    """
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(colour)
    mirrored = painter.layoutDirection()
    runs = RTL if _runs_right_to_left(shown) else Qt.LayoutDirection.LeftToRight
    if runs is not mirrored:
        painter.setLayoutDirection(runs)
    painter.drawText(box, _TO_THE_RIGHT if (mirrored is RTL) is not far else _TO_THE_LEFT, shown)
    if runs is not mirrored:
        painter.setLayoutDirection(mirrored)
    return min(metrics.horizontalAdvance(shown) + 1, box.width())


def _runs_right_to_left(text: str) -> bool:
    """Whether the first character of `text` that has a direction runs from right to left (UAX 9, rule P2)."""
    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


class WrappedText:
    """Draws texts in a few lines, and remembers how it broke those it drew last: a list is painted again at every
    step in it, with the same words."""

    KEPT = 200

    def __init__(self) -> None:
        self._laid: dict[tuple[str, str, float, int, bool], tuple[QTextLayout, int]] = {}

    def draw(self, painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor, lines: int) -> int:
        """Draw `text` in at most `lines` lines from the top of `box`, the last with an ellipsis if cut.

        Returns the number of lines drawn.
        """
        direction = painter.layoutDirection()
        key = (text, font.key(), box.width(), lines, direction is RTL)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) >= self.KEPT:
                self._laid.clear()
            laid = self._laid[key] = _lay_out(text, font, box.width(), lines, direction)
        painter.setPen(colour)
        laid[0].draw(painter, box.topLeft())
        return laid[1]


def line_height(font: QFont) -> float:
    """Height of one line as `WrappedText` sets it."""
    return float(round(QFontMetricsF(font).height() * 1.06))


def _lay_out(
    text: str, font: QFont, width: float, lines: int, direction: Qt.LayoutDirection
) -> tuple[QTextLayout, int]:
    # More than this cannot show in a few lines, and laying out a whole pasted chapter would cost a frame.
    text = " ".join(text[:1200].split())
    layout, breaks = _break(text, font, width, lines, direction)
    offsets = Offsets(text)
    if len(breaks) == lines and breaks[-1][1] < offsets.units(len(text)):
        start = offsets.points(breaks[-1][0])
        head, rest = text[:start], text[start:]
        cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width - 1)
        layout, breaks = _break(head + cut, font, width, lines, direction)
    return layout, len(breaks)


def _break(
    text: str, font: QFont, width: float, lines: int, direction: Qt.LayoutDirection
) -> tuple[QTextLayout, list[tuple[int, int]]]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    side = Qt.AlignmentFlag.AlignRight if direction is RTL else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    height = line_height(font)
    breaks: list[tuple[int, int]] = []
    layout.beginLayout()
    while len(breaks) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, len(breaks) * height))
        breaks.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return layout, breaks
