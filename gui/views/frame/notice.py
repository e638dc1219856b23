"""A slim bar over the window for what went wrong or was done; never a box that has to be answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import theme as themes
from gui.icons import sign_icon
from gui.theme import GRID, Theme, text_scale
from gui.views.parts.widgets import button, label, restyle, scale_icon

_SIGNS = {"bad": "warning", "warn": "warning", "good": "check"}
GOOD_NEWS_STAYS = 8_000
"""Milliseconds after which what is no error goes by itself, unless the pointer or the focus is on it."""
OFFERS_STAY = 20_000
"""Milliseconds for what offers something to do."""
MOST_ROWS = 100
"""Notices with a row of their own; what is older shares one row, where all of it can still be read."""
MOST_SHOWN = 3
"""Notices that are seen at once; the others are behind a button that tells how many there are."""
SHARE = 0.24
"""Of the window's height that the bar takes at most; more is scrolled inside."""


class NoticeRow(QFrame):
    """One notice: a sign and a ground in its own tone, its words, and what can be done with it."""

    def __init__(self, text: str, tone: str, action: str, with_claim: bool | None = None) -> None:
        super().__init__()
        self.tone = tone
        self.with_claim = tone == "good" and not action if with_claim is None else with_claim
        """Whether it is of the claim that is shown, and of no use with another."""
        self.times = 1
        self._sign = QLabel()
        self._times = label("", tone="muted", size="small")
        self._times.hide()
        self._text = label(text, wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.action_button = button(action, kind="link")
        self.close_button = button("", kind="icon", name=self.tr("Dismiss: {notice}").format(notice=text))
        self.close_button.setToolTip(self.tr("Dismiss (Esc dismisses all)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(2 * GRID)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._sign, 0, top)
        row.addWidget(self._text, 1)
        row.addWidget(self._times, 0, top)
        row.addWidget(self.action_button, 0, top)
        row.addWidget(self.close_button, 0, top)
        self.action_button.setVisible(bool(action))  # not before it is within the row: it would be a window
        # Without these a label asks for the height its words would take in a narrow column.
        self._text.setMinimumSize(1, 1)
        policy = self._text.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self._text.setSizePolicy(policy)
        self._sign.setContentsMargins(0, 6, 0, 0)
        self._text.setContentsMargins(0, 5, 0, 5)
        self._times.setContentsMargins(0, 6, 0, 5)
        self.action_button.setProperty("among", "words")  # on the line of the words, whose room above is larger

    def count(self, times: int) -> None:
        """Say how often the same was told."""
        self.times = times
        self._times.setText(self.tr("{n} times").format(n=times))
        self._times.setVisible(times > 1)

    def text(self) -> str:
        return self._text.text()

    @property
    def passes(self) -> bool:
        """Whether it goes by itself; an error waits for a person."""
        return self.tone != "bad"

    def append(self, text: str, tone: str) -> None:
        """Take in a newer notice, on a line of its own above the others."""
        self._text.setText(f"{text}\n{self._text.text()}")
        self.tone = "bad" if "bad" in (self.tone, tone) else self.tone

    def set_theme(self, theme: Theme) -> None:
        restyle(self, "notice", self.tone)
        side = round(16 * text_scale())
        self._sign.setPixmap(sign_icon(_SIGNS[self.tone], getattr(theme, self.tone)).pixmap(side, side))
        self.close_button.setIcon(sign_icon("close", theme.text, 14))
        scale_icon(self.close_button, 14)


class NoticeBar(QFrame):
    """Notices in rows, the newest on top; `tone` is bad, warn or good.

    Of good news and of plain warnings the newest is shown. Both go by themselves; good news without an offer, and
    why something cannot be done about the claim that is shown, go as soon as another one is (`move_on`). What is
    otherwise bad stays until a person dismisses it (Esc in the window dismisses all) or `begin_job` says that
    something new was begun.
    """

    fitted = Signal()
    """The height it wants may be another one."""
    dismissed = Signal()
    """None is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self.rows: list[NoticeRow] = []
        """Newest first."""
        self._claim: int | None = None
        self._older: NoticeRow | None = None
        self._all_shown = False
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.more_button = button("", kind="link")
        self.more_button.clicked.connect(self._show_all)
        self.more_button.hide()
        more = QHBoxLayout()
        more.setContentsMargins(4 * GRID, 0, 0, 0)
        more.addWidget(self.more_button)
        more.addStretch(1)
        self._column.addLayout(more)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("Notices"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self._fitting = _single_shot(self, 0, self._fit)
        self.good_news = _single_shot(self, GOOD_NEWS_STAYS, self._end_good_news)
        self._watched: QWidget | None = None
        self._wanted = self._least = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for row in self._all():
            row.set_theme(theme)
        self._fitting.start()

    def show_notice(
        self,
        text: str,
        tone: str = "bad",
        action: str = "",
        do: Callable[[], object] | None = None,
        *,
        with_claim: bool | None = None,
    ) -> None:
        """Show a notice on top and have screen readers told. `action` titles a button that takes the notice away
        and calls `do`. `with_claim` has it go when another claim is shown, or somebody else sits down; not said,
        good news without an offer does.

        A notice that is there already comes to the top and is not shown twice; what went wrong again is counted.
        """
        made = NoticeRow(text, tone if tone in _SIGNS else "bad", action, with_claim)
        # A warning is not pushed out by good news that comes with it: of what was cancelled some was written. Nor
        # is one that offers something to do, or one by that: an unexpected end, and checks that are due.
        plain_warning = made.tone == "warn" and not action
        for row in list(self.rows):
            stale = row.tone == "good" or (plain_warning and row.tone == "warn" and not row.action_button.text())
            if row.text() == text and made.tone == row.tone != "good":
                made.count(row.times + 1)
            if stale or row.text() == text:
                self._drop(row)
        made.set_theme(self._theme)
        made.close_button.clicked.connect(lambda _checked=False: self._dismiss(made))
        made.action_button.clicked.connect(lambda _checked=False: self._take(made, do))
        self.rows.insert(0, made)
        self._column.insertWidget(0, made)
        if len(self.rows) > MOST_ROWS:
            self._put_away(self.rows[-1])
        self._show_newest()
        self._scroll.verticalScrollBar().setValue(0)
        if made.passes:
            self.good_news.start(OFFERS_STAY if action else GOOD_NEWS_STAYS)
        self.show()
        self._fitting.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def withdraw(self, text: str) -> None:
        """Take back the notice with these words: what it asked for is done. One that was put away stays."""
        for row in [row for row in self.rows if row.text() == text]:
            self._dismiss(row)

    def move_on(self, claim: int | None) -> None:
        """Another claim may be shown: what was said of the one before goes."""
        if claim == self._claim:
            return
        first, self._claim = self._claim is None, claim
        passing = [row for row in self.rows if row.with_claim]
        if passing and not first:
            for row in passing:
                self._drop(row)
            self._fitting.start()
            self._end_if_empty()

    def end_passing(self) -> None:
        """Somebody else sits here now: what was said, offered or refused to the one before goes, errors stay."""
        for row in [row for row in self.rows if row.passes or row.with_claim]:
            self._dismiss(row)

    def begin_job(self) -> None:
        """Something new was begun: what is shown of what came before goes."""
        self.clear()

    def texts(self, tone: str = "") -> list[str]:
        """Every notice that is not yet dismissed, oldest first; with `tone`, those of that tone alone.

        Notices that share the row of older ones share its tone, the gravest of theirs.
        """
        rows = [row for row in reversed(self._all()) if not tone or row.tone == tone]
        return [
            text
            for row in rows
            for text in reversed(row.text().split("\n") if row is self._older else [row.text()])
        ]

    @property
    def action_button(self) -> QPushButton:
        """What the newest notice that offers something offers to do. Raises `LookupError` if none does."""
        found = next((row.action_button for row in self.rows if row.action_button.text()), None)
        if found is None:
            raise LookupError("no notice offers anything to do")
        return found

    def clear(self) -> None:
        """Dismiss all notices."""
        for row in self._all():
            self._drop(row)
        self._end_if_empty()

    # --- inside -----------------------------------------------------------------------------------------------

    def _all(self) -> list[NoticeRow]:
        return [*self.rows, *([self._older] if self._older is not None else [])]

    def _show_newest(self) -> None:
        """Show the newest, and all of them once that was asked for; the bar is named by all that are left."""
        rows = self._all()
        self._all_shown = self._all_shown and len(rows) > MOST_SHOWN
        for place, row in enumerate(rows):
            row.setVisible(self._all_shown or place < MOST_SHOWN)
        hidden = 0 if self._all_shown else len(self.texts()) - len(rows[:MOST_SHOWN])
        self.more_button.setText(self.tr("{n} more").format(n=hidden))
        self.more_button.setVisible(hidden > 0)
        self.setAccessibleName("\n".join(row.text() for row in rows))

    def _show_all(self) -> None:
        self._all_shown = True
        rows = self._all()
        self._show_newest()
        rows[MOST_SHOWN].close_button.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that had it is gone
        self._fitting.start()

    def _put_away(self, row: NoticeRow) -> None:
        """Let the oldest notice share the row of what is older still."""
        if self._older is None:
            self.rows.remove(row)
            self._older = row
            row.action_button.hide()
            return
        self._older.append(row.text(), row.tone)
        self._older.set_theme(self._theme)
        self._drop(row)

    def _drop(self, row: NoticeRow) -> None:
        if row is self._older:
            self._older = None
        elif row in self.rows:
            self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._show_newest()

    def _dismiss(self, row: NoticeRow) -> None:
        self._drop(row)
        self._fitting.start()
        self._end_if_empty()

    def _take(self, row: NoticeRow, do: Callable[[], object] | None) -> None:
        """Do what a notice offers. The notice goes first: what comes of it may be told by another one."""
        self._dismiss(row)
        if do is not None:
            do()

    def _end_if_empty(self) -> None:
        if not self._all():
            self.good_news.stop()
            self.hide()
            self.dismissed.emit()

    def _end_good_news(self) -> None:
        for row in [row for row in self.rows if row.passes]:
            focus = self.focusWidget()
            if row.underMouse() or (focus is not None and focus.hasFocus() and row.isAncestorOf(focus)):
                self.good_news.start(GOOD_NEWS_STAYS)  # somebody is reading it, or about to do what it offers
            else:
                self._dismiss(row)

    def _fit(self) -> None:
        """Take the height of the notices, up to a share of the window's; the rest is scrolled to."""
        # Of the whole width: the scroll bar that there is before the bar has its height would make words take a
        # line more, and stay for that.
        width = self._scroll.contentsRect().width()
        wanted = self._column.heightForWidth(width) if self._column.hasHeightForWidth() else 0
        line = round(GRID * 5 + self.fontMetrics().height() * 2)
        most = max(round(self.window().height() * SHARE), line)
        policy = Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > most else policy.ScrollBarAlwaysOff
        )
        self._wanted = min(wanted, most)
        self._least = min(wanted, line)
        self.updateGeometry()
        self.fitted.emit()

    def sizeHint(self) -> QSize:
        return QSize(400, self._wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._least)

    # --- events -----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._watched is not self.window():
            self._watched = self.window()
            self._watched.installEventFilter(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Esc comes to the window only when nothing in it had a use for it; a dialog is a window of its own.
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.isVisible()
        ):
            self.clear()
            return True
        if event.type() is QEvent.Type.Resize:
            self._fitting.start()
        return super().eventFilter(watched, event)


def _single_shot(owner: QObject, pause: int, do: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(do)
    return timer
