"""Sources come in: fetched from a link, read from a file, taken from the clipboard, and kept under the open claim.

Fetching and reading are done in a child process of their own, so that neither waits for an analysis and either can
be given up without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from core.checking import life
from core.errors import SaidsoError, UserError
from core.evidence import capture
from core.evidence.capture import Captured
from core.evidence.copy_picture import MOST_PASTED
from core.evidence.links import is_link
from core.evidence.requests import CaptureFile, CaptureLink, CapturePixels
from core.progress import Step
from core.records import Change, EvidenceDraft, EvidenceRow
from core.worker import Request
from db.operations import CaptureSource, KeepCapture, Operation
from gui import words
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.jobs import Callbacks, Worker
from gui.main_window import MainWindow
from gui.settings import FOLDER, PRIVATE, Settings
from gui.typing_guard import is_typing
from gui.views.dialogs.capture_dialog import CaptureDialog, Wish

_PICTURES = ("image/png", "image/jpeg")
"""What a clipboard offers as a file would hold it, the better first."""


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a copy goes: a claim, and one of its sources or a new one."""

    claim_id: int
    evidence: EvidenceRow | None = None


class Capturing(QObject):
    """Answers the Evidence tab, what is dropped on it, and Claim, Source.

    While a card of a source has the focus, what is captured is a copy of that source; else it is a new one.
    """

    changed = Signal()
    """Something is being captured, or nothing any more."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._settings = settings
        self.worker = Worker(self)
        self._running = 0
        page, actions = window.inspector.evidence, window.actions_table
        page.link_requested.connect(lambda: self.ask_link(None))
        page.file_requested.connect(lambda: self.ask_file(None))
        page.clipboard_requested.connect(lambda: self.take_clipboard(None))
        for cards in (page.list, window.inspector.verdict.evidence):
            cards.files_dropped.connect(self.take_dropped)
            cards.capture_requested.connect(lambda number: self.ask_link(self._source(number)))
        hand = window.inspector.evidence_in_hand
        actions.on("capture-link", lambda: self.ask_link(hand()))
        actions.on("capture-file", lambda: self.ask_file(hand()))
        actions.on("capture-clipboard", lambda: self.take_clipboard(hand()))
        actions.on("cancel-capture", self.cancel)
        session.left.connect(self._stop)
        window.status.copies.cancel_requested.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        return self._running > 0

    def close(self) -> None:
        """Give up what runs and end the child."""
        self.worker.close()

    # --- asking -----------------------------------------------------------------------------------------------

    def ask_link(
        self, evidence: EvidenceRow | None, wish: Wish | None = None, target: _Target | None = None
    ) -> None:
        """Ask for a link and fetch it. It begins with the source's link, or with one in the clipboard."""
        target = target or self._target(evidence)
        if target is None:
            return
        if wish is None:
            draft = target.evidence.draft if target.evidence is not None else EvidenceDraft("")
            pasted = QGuiApplication.clipboard().text().strip()
            wish = Wish(draft, draft.url or (pasted if is_link(pasted) else ""))
        self._ask(CaptureDialog(wish, of=_title(target), parent=self._window), partial(self.fetch, target))

    def ask_file(self, evidence: EvidenceRow | None) -> None:
        """Ask for a file, then what it is."""
        target = self._target(evidence)
        if target is None:
            return
        dialog = QFileDialog(self._window, self.tr("Capture a file"), self._settings.folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

        def chosen(name: str) -> None:
            self._settings.set(FOLDER, str(Path(name).parent))
            self._read(target, CaptureFile(Path(name)), Path(name).name, partial(self._ask_what, target))

        dialog.fileSelected.connect(chosen)
        self._window.open_dialog(dialog)

    def take_clipboard(self, evidence: EvidenceRow | None) -> None:
        """Take what the clipboard holds: files, a picture, a link to fetch, or text."""
        target = self._target(evidence)
        if target is None:
            return
        held = QGuiApplication.clipboard().mimeData() or QMimeData()  # there is none in an empty one
        paths = [url.toLocalFile() for url in held.urls() if url.isLocalFile()]
        text = held.text().strip()
        if paths:
            self.take_dropped(paths, target.evidence.id if target.evidence else None)
        elif held.hasImage() or any(held.hasFormat(kind) for kind in _PICTURES):
            self._take_picture(target, held)
        elif is_link(text):
            draft = target.evidence.draft if target.evidence is not None else EvidenceDraft("")
            self.ask_link(target.evidence, Wish(draft, text))
        else:
            self._try(lambda: self._ask_what(target, self.tr("Pasted text"), capture.from_text(held.text())))

    def take_dropped(self, paths: Sequence[str], evidence_id: int | None) -> None:
        """Take files as sources, or as copies of one; several are called by their names without asking."""
        target = self._target(self._source(evidence_id))
        if target is None:
            return
        done = partial(self._ask_what, target) if len(paths) == 1 else partial(self._keep_as_named, target)
        for path in paths:
            self._read(target, CaptureFile(Path(path)), Path(path).name, done)

    def _take_picture(self, target: _Target, held: QMimeData) -> None:
        name = self.tr("Pasted picture")
        kind = next((kind for kind in _PICTURES if held.hasFormat(kind)), None)
        if kind is not None:
            data = bytes(held.data(kind).data())
            self._try(lambda: self._ask_what(target, name, capture.from_image(data)))
            return
        image = QImage(held.imageData())
        if image.isNull() or image.width() * image.height() > MOST_PASTED:
            text = self.tr(
                "The picture in the clipboard has {w} × {h} pixels. Save it as a file and capture that."
            )
            self._window.notify(text.format(w=words.number(image.width()), h=words.number(image.height())))
            return
        image = image.convertToFormat(QImage.Format.Format_RGBA8888)
        pixels = CapturePixels(image.width(), image.height(), bytes(image.constBits()))
        self._read(target, pixels, name, partial(self._ask_what, target))

    def _ask_what(self, target: _Target, name: str, captured: Captured) -> None:
        """Ask what was handed over is called and does to the claim, then keep it."""
        what = f"{name} · {words.media(captured.media_type)} · {words.size(len(captured.data))}"
        wish = Wish(EvidenceDraft(captured.title or name))
        dialog = CaptureDialog(wish, what=what, of=_title(target), parent=self._window)
        self._ask(dialog, lambda asked: self._keep(target, asked, captured))

    def _ask(self, dialog: CaptureDialog, then: Callable[[Wish], object]) -> None:
        def accepted() -> None:
            if dialog.result_wish is not None:
                then(dialog.result_wish)

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)

    # --- doing ------------------------------------------------------------------------------------------------

    def fetch(self, target: _Target, wish: Wish) -> None:
        """Fetch a link and keep what comes. What fails says why, and the form can be had again as it was."""
        host = urlsplit(wish.link).hostname or wish.link

        def done(_name: str, captured: Captured) -> None:
            title = wish.draft.title or captured.title or host
            self._keep(target, replace(wish, draft=replace(wish.draft, title=title)), captured)

        def failed(error: SaidsoError) -> None:
            if not isinstance(error, UserError):
                self._session.refused.emit(error)
                return
            again = partial(self.ask_link, target.evidence, wish, target)
            self._window.notify(error.message, "bad", self.tr("Try again…"), again)

        self._read(target, CaptureLink(wish.link, self._settings.get(PRIVATE)), host, done, failed)

    def _stop(self) -> None:
        """As `cancel`, without a word."""
        if self.is_busy:
            self.worker.cancel()

    def cancel(self) -> None:
        """Give up everything that is being captured; nothing of it is kept."""
        if self.is_busy:
            self._stop()
            self._window.notify(self.tr("Capturing was stopped; nothing was kept."), "warn")

    def _read(
        self,
        target: _Target,
        request: Request[Captured],
        name: str,
        done: Callable[[str, Captured], object],
        failed: Callable[[SaidsoError], object] | None = None,
    ) -> None:
        """Have the child fetch or read a source; `name` is what the status strip and errors call it."""

        def ended() -> None:
            self._running -= 1
            self._tell(name, None)

        def finished(captured: Captured) -> None:
            ended()
            done(name, captured)

        def refused(error: SaidsoError) -> None:
            ended()
            (failed or self._session.refused.emit)(error)

        self._running += 1
        self.worker.submit(request, name, Callbacks(finished, refused, ended, lambda step: self._tell(name, step)))
        self._tell(name, None)

    def _tell(self, name: str, step: Step | None) -> None:
        strip = self._window.status.copies
        if not self.is_busy:
            strip.clear()
        elif step is None:
            strip.set_job(self.tr("Capturing {name}").format(name=words.shorten(name, 40)), 0, 0)
        else:
            text = self.tr("Capturing {name}, {size}").format(
                name=words.shorten(name, 40), size=words.size(step.done)
            )
            # Where the server did not say how much there is, the total is always one more than what came.
            strip.set_job(text, step.done, 0 if step.total == step.done + 1 else step.total)
        self.changed.emit()

    # --- keeping ----------------------------------------------------------------------------------------------

    def _keep_as_named(self, target: _Target, name: str, captured: Captured) -> None:
        self._keep(target, Wish(EvidenceDraft(captured.title or name)), captured)

    def _keep(self, target: _Target, wish: Wish, captured: Captured) -> None:
        evidence = target.evidence
        operation: Operation
        if evidence is None:
            operation = CaptureSource(target.claim_id, wish.draft, captured, wish.archive_url)
        else:
            operation = KeepCapture(
                evidence.id,
                captured.url,
                captured.data,
                captured.media_type,
                wish.archive_url,
                captured.requested_url,
                captured.warc,
            )
        title = evidence.draft.title if evidence is not None else wish.draft.title

        def kept(change: Change) -> None:
            said = (
                self.tr("Copy kept: {title}") if change.claims else self.tr("{title}: this copy is kept already.")
            )
            self._window.notify(said.format(title=words.shorten(title, 60)), "good")
            # Somebody who writes meanwhile is not taken from their words.
            if self._navigation.claim_id == target.claim_id and not is_typing(self._window.focusWidget()):
                self._window.inspector.show_evidence()

        self._session.act(operation, kept)

    # --- where ------------------------------------------------------------------------------------------------

    def _target(self, evidence: EvidenceRow | None) -> _Target | None:
        claim = self._navigation.claim
        if claim is None or not life.can_edit(claim.row.state):
            return None
        self._window.inspector.commit_typing()
        return _Target(claim.row.id, evidence)

    def _source(self, evidence_id: int | None) -> EvidenceRow | None:
        claim = self._navigation.claim
        rows = claim.evidence if claim is not None else ()
        return next((row for row in rows if row.id == evidence_id), None)

    def _try(self, do: Callable[[], object]) -> None:
        try:
            do()
        except UserError as error:
            self._session.refused.emit(error)


def _title(target: _Target) -> str:
    return target.evidence.draft.title if target.evidence is not None else ""
