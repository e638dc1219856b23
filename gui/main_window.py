"""The window: header, notices, four panes, status strip, menus. It holds widgets and knows nothing of a desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.records import RatingScale
from gui.action_set import Actions
from gui.actions import MENUS, TABLE, tr
from gui.models.claim_list import ClaimListModel
from gui.settings import GEOMETRY, PANES, Settings
from gui.theme import Theme
from gui.turns import TURN, InTurns, Steps, Turns
from gui.views.claims.claims_pane import ClaimsPane
from gui.views.desk.desk_pane import DeskPane
from gui.views.desk.desk_screen import DeskScreen
from gui.views.frame.dropping import dropped_files
from gui.views.frame.focus_keeper import FocusKeeper
from gui.views.frame.header import HeaderBar
from gui.views.frame.notice import NoticeBar
from gui.views.frame.notice_place import NoticePlace
from gui.views.frame.status_bar import StatusStrip
from gui.views.inspector.inspector import Inspector
from gui.views.reader.reader import Reader

WIDTHS = (212, 520, 316, 392)
"""Of the panes at first, in pixels."""
SHARES = (1, 4, 2, 2)
"""How the panes share room that is gained or lost when the window is resized."""
TAKERS = (1, 3, 2, 0)
"""The panes in the order in which they take the room of one that is hidden, and give it back: the reader first."""
FIRST_SIZE = (1440, 900)
TITLE_BAR = 40
"""Pixels that a title bar may take; no platform tells before a window is shown."""


@runtime_checkable
class _Themed(Protocol):
    def set_theme(self, theme: Theme) -> None: ...


class MainWindow(QMainWindow):
    """Built empty and shown at once. Controllers fill `desk_pane`, `reader`, `claims_pane` and `inspector`."""

    files_dropped = Signal(list)
    """Paths, as str."""
    escaped = Signal()
    """Esc was pressed where nothing else had a use for it."""
    closing = Signal(QCloseEvent)
    """The window is about to close; whoever has work to finish ignores the event."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setWindowTitle("Saidso")
        self.setAcceptDrops(True)
        self.resize(_fitting(FIRST_SIZE))
        self.actions_table = Actions(self)
        self.header = HeaderBar()
        self.notice = NoticeBar()
        self.turns = Turns(self)
        self.desk_pane = DeskPane(turns=self.turns)
        self.reader = Reader(turns=self.turns)
        self.claims_pane = ClaimsPane(turns=self.turns)
        self.inspector = Inspector(turns=self.turns)
        self.status = StatusStrip()
        self.desk_screen = DeskScreen()
        self.claim_model = self.new_claim_model()
        self._widths = list(WIDTHS)
        self._preparing = InTurns(self.turns, self)
        self._ratings: tuple[int, int] | None = None
        """How many ratings the scale has, So and Said."""
        self._build()
        self._build_menus()
        self._connect()

    @property
    def panes(self) -> tuple[DeskPane, Reader, ClaimsPane, Inspector]:
        """From the leading edge to the trailing one."""
        return (self.desk_pane, self.reader, self.claims_pane, self.inspector)

    # --- building ---------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        for place, pane in enumerate(self.panes):
            self.splitter.addWidget(pane)
            self.splitter.setCollapsible(place, True)
            self.splitter.setStretchFactor(place, SHARES[place])
        self.splitter.setSizes(self._widths)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.desk_screen)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(central)
        self._focus_keeper = FocusKeeper(self, self.claims_pane.list, self.claims_pane.empty)
        self._notice_place = NoticePlace(self.notice, self.stack, self.reader, self.claims_pane, self.inspector)

    def _build_menus(self) -> None:
        menus: dict[str, QMenu] = {}
        sections: dict[str, int] = {}
        for title in MENUS:
            menus[title] = self.menuBar().addMenu(f"&{tr(title)}")  # Alt and its first letter open it
        for spec in TABLE:
            if spec.menu not in menus:
                parent, _, title = spec.menu.rpartition("/")
                _part(menus[parent], sections, parent, 1)
                menus[spec.menu] = menus[parent].addMenu(tr(title))
            menu = menus[spec.menu]
            _part(menu, sections, spec.menu, spec.section)
            menu.addAction(self.actions_table[spec.id])

        # Filled by whoever knows which desks were opened.
        self.recent_menu = QMenu(self.tr("Recent desks"), self)
        menus["File"].insertMenu(self.actions_table["new-desk"], self.recent_menu)

    def _connect(self) -> None:
        actions = self.actions_table
        actions.on("quit", self.close)
        actions.on("next-pane", lambda: self._step_pane(1))
        actions.on("previous-pane", lambda: self._step_pane(-1))
        for place, name in enumerate(("desk", "reader", "claims", "inspector")):
            actions.on(f"show-{name}", partial(self._toggle_pane, place))
        actions.keys_changed.connect(self._show_keys)
        actions.refused.connect(lambda text: self.notify(text, "warn"))
        self.splitter.splitterMoved.connect(lambda *_: self._note_widths())
        self._note_widths()

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        for view in (*self.panes, self.header, self.notice, self.status, self.desk_screen):
            view.set_theme(theme)
        for dialog in self.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if isinstance(dialog, _Themed):
                dialog.set_theme(theme)

    def set_scale(self, scale: RatingScale) -> None:
        for pane in self.panes:
            pane.set_scale(scale)
        self.actions_table.set_scale(scale)
        self._ratings = (len(scale.so), len(scale.said))
        self.show_hint()

    def prepare(self) -> None:
        """On a desk without an article, do now what would hold up the first one, a pane at a time."""
        self._preparing.begin(self._prepare())

    def _prepare(self) -> Steps:
        for part in (self.status, self.reader, self.claims_pane, self.inspector):
            part.prepare()
            yield TURN

    def new_claim_model(self) -> ClaimListModel:
        """Give the claims list an empty model, which holds no row of another desk."""
        self.claim_model = ClaimListModel(self)
        self.claims_pane.set_model(self.claim_model)
        return self.claim_model

    def set_loading(self, loading: bool) -> None:
        """Whether articles are on their way to the desk."""
        self.reader.set_loading(loading)
        self.desk_pane.set_loading(loading)

    def show_hint(self, text: str = "") -> None:
        """Show a hint at the foot of the window, or again the keys that help most."""
        self.status.set_hint(text or self._key_hint())

    def _show_keys(self) -> None:
        """Name the keys as they are now wherever they are printed or told."""
        for view in (self.header, self.claims_pane, self.inspector):
            view.set_keys(self.actions_table.key_text)
        self.show_hint()

    def _key_hint(self) -> str:
        if self._ratings is None:
            return ""
        key = self.actions_table.key_text
        hint = self.tr(
            "{next} / {previous} next, previous · {so1}–{so} So, {said1}–{said} Said · "
            "{evidence} evidence · {all} all keys"
        )
        so, said = self._ratings
        return hint.format(
            next=key("next-claim"),
            previous=key("previous-claim"),
            so1=key("so-1"),
            so=key(f"so-{so}"),
            said1=key("said-1"),
            said=key(f"said-{said}").rpartition("+")[2],
            evidence=key("evidence"),
            all=key("keys"),
        )

    def notify(
        self, text: str, tone: str = "bad", action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Say something in the notice bar; `action` is the title of a button that calls `do`."""
        self.notice.show_notice(text, tone, action, do)

    def show_desk(self) -> None:
        """Show the panes."""
        self.stack.setCurrentWidget(self.splitter)
        self.header.setEnabled(True)
        self.status.show()
        self.focus_claims()

    def focus_claims(self) -> None:
        """Put the focus into the claims list, unless somebody put it elsewhere."""
        if QApplication.focusWidget() in (None, self.header.add_button):
            self.claims_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, title: str, text: str) -> None:
        """Show why there is no desk, in place of the panes."""
        self.desk_screen.set_text(title, text)
        self.stack.setCurrentWidget(self.desk_screen)
        self.header.setEnabled(False)
        self.status.hide()
        self.desk_screen.focus_main()

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over the window without stopping anything; it is deleted when it is closed.

        One with a `set_theme`, which paints with the theme's colours itself, is told of another as long as it is
        there.
        """
        dialog.setParent(self, dialog.windowFlags())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # --- panes ------------------------------------------------------------------------------------------------

    def show_pane(self, pane: QWidget) -> None:
        """Give a collapsed pane its room back."""
        place = self.splitter.indexOf(pane)
        if not self.splitter.sizes()[place]:
            self._toggle_pane(place)

    def remember(self, settings: Settings) -> None:
        """Keep place, size and panes for the next time."""
        settings.set(GEOMETRY, bytes(self.saveGeometry().data()))
        settings.set(PANES, bytes(self.splitter.saveState().data()))
        settings.sync()

    def restore(self, settings: Settings) -> None:
        """Place, size and panes as they were remembered."""
        if geometry := settings.get(GEOMETRY):
            self.restoreGeometry(QByteArray(geometry))
        if panes := settings.get(PANES):
            self.splitter.restoreState(QByteArray(panes))
        self._note_widths()

    def _toggle_pane(self, place: int) -> None:
        """Hide a pane or show it. Its room goes to one other pane and comes back from there: the sizes that the
        splitter is given add up to its own, or it would scale them all."""
        sizes = self.splitter.sizes()
        others = [each for each in TAKERS if each != place and sizes[each]]
        if sizes[place] and others:
            self._widths[place] = sizes[place]
            sizes[others[0]] += sizes[place]
            sizes[place] = 0
        elif not sizes[place]:
            wanted = self._widths[place] or WIDTHS[place]
            for other in others:
                given = max(min(wanted - sizes[place], sizes[other] - self.panes[other].minimumWidth()), 0)
                sizes[place] += given
                sizes[other] -= given
        self.splitter.setSizes(sizes)
        self._note_widths()

    def _note_widths(self) -> None:
        names = ("show-desk", "show-reader", "show-claims", "show-inspector")
        for name, size in zip(names, self.splitter.sizes(), strict=True):
            self.actions_table[name].setChecked(size > 0)

    def _step_pane(self, by: int) -> None:
        """Put the focus into the next pane that is shown, where in it the focus was last."""
        shown = [pane for pane, size in zip(self.panes, self.splitter.sizes(), strict=True) if size]
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(shown) if focus is not None and pane.isAncestorOf(focus)), None)
        first = (at + by) % len(shown) if at is not None else 0
        for step in range(len(shown)):  # past those in which nothing can have it
            pane = shown[(first + by * step) % len(shown)]
            last = pane.focusWidget()
            inside = last if last is not None and last.isVisible() else first_focusable(pane)
            if inside is not None:
                inside.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            self.turns.note_painting()
        return done

    # --- dropping and closing ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._focus_keeper.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif not event.isAutoRepeat() and (why := self.actions_table.why_not(event.keyCombination())):
            self.notify(why, "warn")
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit(event)


def first_focusable(pane: QWidget) -> QWidget | None:
    """The first widget of a pane that the Tab key would reach."""
    reachable = (child for child in pane.findChildren(QWidget) if child.isVisible() and child.isEnabled())
    return next((child for child in reachable if child.focusPolicy() & Qt.FocusPolicy.TabFocus), None)


def _fitting(size: tuple[int, int]) -> QSize:
    """`size`, or as much of it as the screen has room for beside panels and a title bar."""
    wanted = QSize(*size)
    for screen in QGuiApplication.screens()[:1]:
        wanted = wanted.boundedTo(screen.availableSize() - QSize(0, TITLE_BAR))
    return wanted


def _part(menu: QMenu, sections: dict[str, int], name: str, section: int) -> None:
    """Draw a line where the table begins another section of a menu."""
    if sections.setdefault(name, section) != section:
        menu.addSeparator()
        sections[name] = section
