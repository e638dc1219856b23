"""Icons as vector paths: ratings, states of a claim, and the few signs of the interface.

Each path is drawn in a box of 16 by 16 and scaled. A rating that this file has no path for (a desk may bring
its own scale) is drawn with the scale's own glyph.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from core.records import ClaimState, Rating
from gui.theme import Theme, text_scale, ui_font

_BOX = 16.0
Points = tuple[tuple[float, float], ...]


def _lines(*strokes: Points) -> QPainterPath:
    path = QPainterPath()
    for stroke in strokes:
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)
    return path


def _wave(y: float) -> QPainterPath:
    path = QPainterPath(QPointF(3.5, y + 1))
    path.cubicTo(5, y - 2, 6.5, y - 2, 8, y)
    path.cubicTo(9.5, y + 2, 11, y + 2, 12.5, y - 1)
    return path


def _waves() -> QPainterPath:
    path = _wave(5.8)
    path.addPath(_wave(10.2))
    return path


def _question() -> QPainterPath:
    path = QPainterPath(QPointF(5.6, 6.2))
    path.cubicTo(5.6, 2.4, 10.8, 2.6, 10.6, 6)
    path.cubicTo(10.5, 7.8, 8, 8, 8, 10)
    path.addEllipse(QPointF(8, 12.6), 0.35, 0.35)
    return path


def _quotes() -> QPainterPath:
    opening = _lines(((5.2, 4.2), (4, 7.8)), ((7.6, 4.2), (6.4, 7.8)))
    opening.addPath(_lines(((9.6, 11.8), (10.8, 8.2)), ((12, 11.8), (13.2, 8.2))))
    return opening


def _dots() -> QPainterPath:
    path = QPainterPath()
    for x in (4.2, 8.0, 11.8):
        path.addEllipse(QPointF(x, 10.5), 0.5, 0.5)
    return path


def _barred_circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 4.6, 4.6)
    path.addPath(_lines(((5, 5), (11, 11))))
    return path


def _empty_set() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 4, 4)
    path.addPath(_lines(((12.4, 3.6), (3.6, 12.4))))
    return path


def _speech() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3, 3.6, 10, 7), 2, 2)
    path.addPath(_lines(((6, 10.8), (6, 13.2), (8.6, 10.8))))
    return path


_RATING_PATHS: dict[str, Callable[[], QPainterPath]] = {
    "true": lambda: _lines(((3.6, 8.6), (6.6, 11.6), (12.4, 4.6))),
    "mostly-true": _waves,
    "misleading": lambda: _lines(((3.6, 6.2), (12.4, 6.2)), ((3.6, 9.8), (12.4, 9.8)), ((10, 3.4), (6, 12.6))),
    "false": lambda: _lines(((4.2, 4.2), (11.8, 11.8)), ((11.8, 4.2), (4.2, 11.8))),
    "unverified": _question,
    "opinion": _speech,
    "verbatim": _quotes,
    "paraphrase": lambda: _lines(((3.6, 4.8), (12.4, 4.8)), ((3.6, 8), (12.4, 8)), ((3.6, 11.2), (9.6, 11.2))),
    "trimmed": _dots,
    "altered": lambda: _wave(8),
    "out-of-context": _barred_circle,
    "misattributed": lambda: _lines(((3.4, 5.6), (12.4, 5.6), (10, 3.2)), ((12.6, 10.4), (3.6, 10.4), (6, 12.8))),
    "not-found": _empty_set,
}
_ALIASES = {"faithful-paraphrase": "paraphrase", "context": "out-of-context"}


@cache
def _rating_path(key: str) -> QPainterPath | None:
    key = key.replace("_", "-")
    make = _RATING_PATHS.get(_ALIASES.get(key, key))
    return make() if make is not None else None


def paint_rating(painter: QPainter, box: QRectF, rating: Rating, colour: QColor, weight: float = 1.9) -> None:
    """Draw the icon of `rating` into `box` with lines of `weight` sixteenths of its side."""
    path = _rating_path(rating.key)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if path is None:
        font = ui_font()
        font.setPixelSize(max(1, round(box.height() * 0.85)))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, rating.glyph)
    else:
        _stroke(painter, box, path, colour, weight)
    painter.restore()


def paint_rating_disc(painter: QPainter, box: QRectF, rating: Rating, theme: Theme) -> None:
    """Draw the icon of `rating` on a filled disc: the mark of a settled mention in the margin."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.rating(rating)))
    painter.drawEllipse(box)
    painter.restore()
    inset = box.width() * 0.16
    ink = QColor(theme.surface if theme.dark else "#ffffff")
    paint_rating(painter, box.adjusted(inset, inset, -inset, -inset), rating, ink, 2.5)


def paint_state(
    painter: QPainter, box: QRectF, state: ClaimState, theme: Theme, colour: QColor | None = None
) -> None:
    """Draw the mark of `state` into `box`; every state differs in shape, not only in colour."""
    ink = colour if colour is not None else QColor(getattr(theme, _STATE_TONES[state]))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = _scaled(box, QRectF(2, 2, 12, 12))
    pen = QPen(ink, max(1.0, box.width() * 1.3 / _BOX))
    if state is ClaimState.SUGGESTED:
        pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    if state in _FILLED:
        painter.setBrush(ink)
    painter.drawEllipse(ring)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is ClaimState.CHECKING:
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(ring, 90 * 16, -180 * 16)
    sign = _state_path(state)
    if sign is not None:
        _stroke(painter, box, sign, QColor(theme.surface) if state in _FILLED else ink, 1.6)
    painter.restore()


@cache
def _state_path(state: ClaimState) -> QPainterPath | None:
    sign = _STATE_SIGNS.get(state)
    return sign() if sign is not None else None


_STATE_TONES = {
    ClaimState.SUGGESTED: "muted",
    ClaimState.OPEN: "muted",
    ClaimState.CHECKING: "accent_text",
    ClaimState.SUBMITTED: "accent_text",
    ClaimState.RETURNED: "warn",
    ClaimState.APPROVED: "good",
    ClaimState.PUBLISHED: "good",
    ClaimState.DISMISSED: "neutral",
    ClaimState.NEEDS_RECHECK: "warn",
    ClaimState.CORRECTING: "warn",
}
_FILLED = {ClaimState.APPROVED, ClaimState.PUBLISHED}


def _dot() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 0.6, 0.6)
    return path


_STATE_SIGNS: dict[ClaimState, Callable[[], QPainterPath]] = {
    ClaimState.SUGGESTED: _dot,
    ClaimState.SUBMITTED: lambda: _lines(((8, 11.2), (8, 5)), ((5.6, 7.2), (8, 4.8), (10.4, 7.2))),
    ClaimState.RETURNED: lambda: _lines(((11, 10.6), (11, 7.4), (5.2, 7.4)), ((7.2, 5.2), (5, 7.4), (7.2, 9.6))),
    ClaimState.APPROVED: lambda: _lines(((5.2, 8.4), (7.2, 10.4), (11, 5.8))),
    ClaimState.PUBLISHED: lambda: _lines(((6, 12), (6, 4.6), (11, 6.4), (6, 8.4))),
    ClaimState.DISMISSED: lambda: _lines(((5, 8), (11, 8))),
    ClaimState.NEEDS_RECHECK: lambda: _lines(((8, 4.8), (8, 8.8)), ((8, 11), (8, 11.1))),
    ClaimState.CORRECTING: lambda: _lines(((5.4, 10.6), (10.6, 5.4)), ((9, 4.8), (11.2, 7))),
}


def _ui_search() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(7, 7), 4, 4)
    path.addPath(_lines(((10, 10), (13.4, 13.4))))
    return path


def _ui_person() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 5.4), 2.6, 2.6)
    path.moveTo(3, 13.6)
    path.cubicTo(3.2, 9, 12.8, 9, 13, 13.6)
    return path


def _ui_page() -> QPainterPath:
    path = _lines(((9.6, 2), (3.6, 2), (3.6, 14), (12.4, 14), (12.4, 4.8), (9.6, 2), (9.6, 4.8), (12.4, 4.8)))
    path.addPath(_lines(((6, 8), (10, 8)), ((6, 10.8), (10, 10.8))))
    return path


def _ui_lock() -> QPainterPath:
    path = _lines(((3.6, 7.2), (12.4, 7.2), (12.4, 13.4), (3.6, 13.4), (3.6, 7.2)), ((8, 9.6), (8, 11)))
    path.moveTo(5.4, 7)
    path.cubicTo(5.4, 1.2, 10.6, 1.2, 10.6, 7)
    return path


_UI_PATHS: dict[str, Callable[[], QPainterPath]] = {
    "plus": lambda: _lines(((8, 3.4), (8, 12.6)), ((3.4, 8), (12.6, 8))),
    "close": lambda: _lines(((4.4, 4.4), (11.6, 11.6)), ((11.6, 4.4), (4.4, 11.6))),
    "chevron": lambda: _lines(((4, 6.2), (8, 10.2), (12, 6.2))),
    "search": _ui_search,
    "person": _ui_person,
    "page": _ui_page,
    "lock": _ui_lock,
    "pencil": lambda: _lines(
        ((3.2, 12.8), (3.8, 9.8), (10.6, 3), (13, 5.4), (6.2, 12.2), (3.2, 12.8)), ((9, 4.6), (11.4, 7))
    ),
    "warning": lambda: _lines(
        ((8, 2.6), (14, 13), (2, 13), (8, 2.6)), ((8, 6.6), (8, 9.4)), ((8, 11.2), (8, 11.3))
    ),
    "info": lambda: _lines(((8, 7.4), (8, 12)), ((8, 4.4), (8, 4.5))),
    "check": lambda: _lines(((3.6, 8.6), (6.6, 11.6), (12.4, 4.6))),
    "claims": lambda: _lines(((3, 4), (13, 4)), ((3, 6.6), (9, 6.6)), ((3, 10.4), (13, 10.4)), ((3, 13), (8, 13))),
    "scales": lambda: _lines(
        ((8, 2.4), (8, 13.4)),
        ((5, 13.4), (11, 13.4)),
        ((2.8, 4.6), (13.2, 4.6)),
        ((2.8, 4.6), (1.2, 9), (4.4, 9), (2.8, 4.6)),
        ((13.2, 4.6), (11.6, 9), (14.8, 9), (13.2, 4.6)),
    ),
}


def paint_sign(painter: QPainter, box: QRectF, name: str, colour: QColor, weight: float = 1.6) -> None:
    """Draw the interface sign `name` into `box`. Raises `KeyError` for a name that is not drawn here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _stroke(painter, box, _UI_PATHS[name](), colour, weight)
    painter.restore()


def state_icon(state: ClaimState, theme: Theme, size: int = 16) -> QIcon:
    """The mark of `state`, `size` pixels square at a text scale of 1."""
    return _icon(size, lambda painter, box: paint_state(painter, box, state, theme))


def sign_icon(name: str, colour: str, size: int = 16) -> QIcon:
    """The interface sign `name`, `size` pixels square at a text scale of 1."""
    return _icon(size, lambda painter, box: paint_sign(painter, box, name, QColor(colour)))


def _icon(size: int, paint: Callable[[QPainter, QRectF], None]) -> QIcon:
    icon = QIcon()
    size = round(size * text_scale())  # an icon is never drawn larger than it was made
    for ratio in (1, 2, 3):
        pixmap = QPixmap(size * ratio, size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _scaled(box: QRectF, inner: QRectF) -> QRectF:
    unit = box.width() / _BOX
    return QRectF(
        box.x() + inner.x() * unit, box.y() + inner.y() * unit, inner.width() * unit, inner.height() * unit
    )


def _stroke(painter: QPainter, box: QRectF, path: QPainterPath, colour: QColor, weight: float) -> None:
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / _BOX, box.height() / _BOX)
    pen = QPen(colour, weight)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()
