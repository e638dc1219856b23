"""The viewer of kept copies: bytes from the desk, pages from a child process of its own, passages to the desk."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from core.checking import life
from core.errors import SaidsoError, UserError
from core.evidence.requests import FindInCopy, PassageInCopy, ShowPart
from core.evidence.viewing import Copy, Found, Part
from core.files import named_after, whole_file
from core.records import CaptureRow, Change, EvidenceRow, Stance
from core.worker import Request
from db.operations import AddEvidence, AttachExcerpt, Operation
from gui import theme as themes
from gui.appearance import Appearance
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.jobs import Callbacks, Worker
from gui.main_window import MainWindow
from gui.settings import FOLDER, Settings
from gui.views.viewer.source_viewer import SourceViewer

PATIENCE = 30_000
"""Milliseconds that opening or drawing a part of a copy may take; then the child is ended."""


@dataclass(slots=True)
class _Shown:
    """What the open viewer shows."""

    viewer: SourceViewer
    claim_id: int
    row: EvidenceRow
    copy: CaptureRow
    content: Copy | None = None
    acting: bool = False
    """A passage is on its way to the desk; a second press of the key would attach it twice."""


class Viewing(QObject):
    """Opens copies of the current claim's sources. The child holds one copy, and ends with the viewer."""

    attached = Signal()
    """A passage was attached, and the viewer closed."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        window: MainWindow,
        settings: Settings,
        appearance: Appearance,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._settings = settings
        self._appearance = appearance
        self.worker = Worker(self)
        self._shown: _Shown | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._lose_patience)
        inspector, actions = window.inspector, window.actions_table
        for cards in (inspector.evidence.list, inspector.verdict.evidence):
            cards.view_requested.connect(self._view_of)
            cards.archive_requested.connect(open_archive)
        actions.on("view-copy", self._view_in_hand)
        actions.on("open-archive", self._open_archive_in_hand)
        session.left.connect(self._forget)

    def close(self) -> None:
        """End the child; nothing is shown any more."""
        self._forget()
        self.worker.close()

    def _forget(self) -> None:
        """Wait for nothing that was asked about what was shown."""
        self._patience.stop()
        self._shown = None
        self.worker.cancel()

    # --- which copy -------------------------------------------------------------------------------------------

    def _view_of(self, evidence_id: int, capture_id: int) -> None:
        claim = self._navigation.claim
        row = next((each for each in claim.evidence if each.id == evidence_id), None) if claim else None
        if row is not None and row.captures:
            copy = next((each for each in row.captures if each.id == capture_id), row.captures[-1])
            self.view(row, copy)

    def _view_in_hand(self) -> None:
        """The newest copy of the source whose card has the focus, or else of the claim's last one with a copy."""
        row = self._in_hand()
        if row is None:
            return
        if not row.captures:
            self._window.show_hint(self.tr("No copy of this source is kept yet; capture a link or a file."))
            return
        self.view(row, row.captures[-1])

    def _in_hand(self) -> EvidenceRow | None:
        claim = self._navigation.claim
        if claim is None:
            return None
        having = [row for row in claim.evidence if row.captures]
        return self._window.inspector.evidence_in_hand() or (having[-1] if having else None)

    def _open_archive_in_hand(self) -> None:
        claim = self._navigation.claim
        rows = [held] if (held := self._window.inspector.evidence_in_hand()) else claim.evidence if claim else ()
        links = [copy.archive_url for row in rows for copy in row.captures if copy.archive_url]
        if links:
            open_archive(links[-1])
        else:
            self._window.show_hint(self.tr("This source has no archived page."))

    # --- a quotation in the copies ----------------------------------------------------------------------------

    def look_up(self, quotation: str, rows: Sequence[EvidenceRow], tell: Callable[[str, str], object]) -> None:
        """Tell where in the newest copies of sources a quotation stands best: the source and its words there.

        Both are empty where none has it. Copies that cannot be read are passed over; evidence of the first one
        that has the quotation is taken.
        """
        having = [row for row in rows if row.captures]
        if not having:
            tell("", "")
            return
        row, rest = having[0], having[1:]
        copy = row.captures[-1]

        def loaded(data: bytes) -> None:
            content = Copy(copy.sha256, row.draft.title, copy.media_type, data)
            callbacks = Callbacks(found, lambda _: go_on(), go_on)
            self._patience.start(PATIENCE)
            self.worker.submit(PassageInCopy(content, quotation), row.draft.title, callbacks)

        def found(passage: tuple[int, str] | None) -> None:
            if self.worker.is_last:
                self._patience.stop()
            if passage is None:
                go_on()
            else:
                tell(row.draft.title, passage[1])

        def go_on() -> None:
            self.look_up(quotation, rest, tell)

        self._session.read(
            lambda desk: desk.read.capture(copy.id), loaded, slot="quotation", failed=lambda _: go_on()
        )

    # --- showing ----------------------------------------------------------------------------------------------

    def view(self, row: EvidenceRow, copy: CaptureRow) -> None:
        """Open the viewer on a copy of a source of the current claim."""
        claim = self._navigation.claim
        if claim is None:
            return
        viewer = SourceViewer(themes.load(self._appearance.name), self._window)
        shown = _Shown(viewer, claim.row.id, row, copy)
        self._shown = shown
        viewer.part_wanted.connect(self._show_part)
        viewer.copy_wanted.connect(self._show_other)
        viewer.find_wanted.connect(self._find)
        viewer.attach_requested.connect(self._attach)
        viewer.add_requested.connect(self._add)
        viewer.save_requested.connect(self._ask_where)
        viewer.archive_requested.connect(open_archive)
        viewer.finished.connect(lambda _: self._end(shown))
        self._window.open_dialog(viewer)
        self._load(shown, life.can_edit(claim.row.state))

    def _load(self, shown: _Shown, editable: bool) -> None:
        viewer, copy = shown.viewer, shown.copy
        viewer.expect_copy()
        viewer.set_evidence(shown.row, copy, editable)
        viewer.say(self.tr("Opening the copy…"))

        def loaded(data: bytes) -> None:
            if self._shown is shown and shown.copy is copy:
                shown.content = Copy(copy.sha256, shown.row.draft.title, copy.media_type, data)
                self._show_part(1)
                self._go_to_passage(shown)

        self._session.read(lambda desk: desk.read.capture(copy.id), loaded, slot="copy")

    def _go_to_passage(self, shown: _Shown) -> None:
        """Show where the evidence's passage stands in the copy, if it is found there."""
        excerpt = shown.row.draft.excerpt.strip()
        if excerpt and shown.content is not None:
            request = FindInCopy(shown.content, excerpt, 1)
            self._request(shown, request, lambda found: shown.viewer.go_to(found, quiet=True), quietly=True)

    def _show_other(self, capture_id: int) -> None:
        shown = self._shown
        copy = next((each for each in shown.row.captures if each.id == capture_id), None) if shown else None
        if shown is not None and copy is not None and copy.id != shown.copy.id:
            shown.copy, shown.content = copy, None
            self._load(shown, shown.viewer.form.attach_button.isVisibleTo(shown.viewer.form))

    def _show_part(self, number: int) -> None:
        shown = self._shown
        if shown is not None and shown.content is not None:
            request = ShowPart(shown.content, number, shown.viewer.view.wanted_width())
            self._request(shown, request, lambda part: self._take_part(shown, part))

    def _take_part(self, shown: _Shown, part: Part) -> None:
        if part.number == shown.viewer.wanted:  # another page may have been asked for meanwhile
            shown.viewer.set_part(part)

    def _find(self, words: str, part: int, offset: int) -> None:
        shown = self._shown
        if shown is not None and shown.content is not None:
            shown.viewer.say(self.tr("Searching…"))

            def found(result: Found) -> None:
                shown.viewer.set_found(result, words)

            self._request(shown, FindInCopy(shown.content, words, part, offset), found)

    def _request(
        self,
        shown: _Shown,
        request: Request[Part] | Request[Found],
        done: Callable[..., object],
        quietly: bool = False,
    ) -> None:
        content = shown.content

        def if_shown(do: Callable[[], object]) -> None:
            if self.worker.is_last:
                self._patience.stop()
            if self._shown is shown and shown.content is content:
                do()

        def failed(error: SaidsoError) -> None:
            if not isinstance(error, UserError):
                self._session.refused.emit(error)
            if_shown(lambda: None if quietly else shown.viewer.say(error.message, "bad"))

        callbacks = Callbacks(lambda result: if_shown(lambda: done(result)), failed, lambda: None)
        self._patience.start(PATIENCE)
        self.worker.submit(request, shown.row.draft.title, callbacks, first=True)

    def _lose_patience(self) -> None:
        self.worker.cancel()
        if self._shown is not None:
            text = self.tr(
                "This takes longer than {n} seconds and was given up. Go to another page, or save the copy."
            )
            self._shown.viewer.say(text.format(n=round(PATIENCE / 1000)), "bad")

    def _end(self, shown: _Shown) -> None:
        if self._shown is shown:
            self._forget()

    # --- what is done with it ---------------------------------------------------------------------------------

    def _attach(self, excerpt: str, locator: str, stance: Stance, note: str) -> None:
        if (shown := self._shown) is not None:
            self._act(shown, AttachExcerpt(shown.row.id, excerpt, locator, stance, note))

    def _add(self, excerpt: str, locator: str, stance: Stance, note: str) -> None:
        if (shown := self._shown) is not None:
            draft = replace(shown.row.draft, excerpt=excerpt, locator=locator, stance=stance, note=note)
            self._act(shown, AddEvidence(shown.claim_id, draft))

    def _act(self, shown: _Shown, operation: Operation) -> None:
        """Act, and close the viewer when it is on the disk; what is refused is said in the viewer."""

        if shown.acting:
            return
        shown.acting = True

        def done(_: Change) -> None:
            if self._shown is shown:
                shown.viewer.accept()
                self.attached.emit()

        def refused(error: SaidsoError) -> None:
            shown.acting = False
            if self._shown is shown:
                shown.viewer.say(error.message, "bad")

        self._session.act(operation, done, refused)

    def _ask_where(self) -> None:
        """Ask for a file and write the copy there, to the byte."""
        shown = self._shown
        if shown is None or shown.content is None:
            return
        data = shown.content.data
        dialog = QFileDialog(shown.viewer, self.tr("Save the copy"), self._settings.folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file_name(shown.row.draft.title, shown.copy.media_type))

        def chosen(name: str) -> None:
            self._settings.set(FOLDER, str(Path(name).parent))
            self._session.read(lambda _: _write(Path(name), data), lambda path: _say_written(shown, path))

        def _say_written(shown: _Shown, path: Path) -> None:
            if self._shown is shown:
                shown.viewer.say(self.tr("The copy was written to {path}").format(path=path), "good")

        dialog.fileSelected.connect(chosen)
        dialog.open()


def _write(path: Path, data: bytes) -> Path:
    with whole_file(path) as stream:
        stream.write(data)
    return path


def file_name(title: str, media_type: str) -> str:
    """A name for a copy that every file system takes, with the ending of its kind where that is known."""
    return named_after(title, mimetypes.guess_extension(media_type.partition(";")[0].strip()) or "", "copy")


def open_archive(url: str) -> None:
    """Open a page of a public archive in the browser. Only web addresses get onto a desk."""
    QDesktopServices.openUrl(QUrl(url))
