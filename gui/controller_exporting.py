"""Verdict reports of the open article, in whatever formats `core.reports` has."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from core import reports
from core.errors import UserError
from db.store import Desk
from gui.controller import Session
from gui.controller_navigation import Navigation
from gui.main_window import MainWindow
from gui.settings import FOLDER, Settings


class Exporting(QObject):
    def __init__(self, session: Session, navigation: Navigation, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._settings = settings
        window.header.export_requested.connect(self.ask)
        window.actions_table.on("export", self.ask)

    def ask(self) -> None:
        """Ask where the open article's report goes and in which format, then write it."""
        article = self._navigation.article
        if article is None:
            return
        number = article.id
        formats = {f"{each.label} (*{each.suffix})": key for key, each in reports.FORMATS.items()}
        dialog = QFileDialog(self._window, self.tr("Export report"), self._settings.folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(formats))
        first = next(iter(reports.FORMATS.values()))
        dialog.selectFile(file_name(article.title, first.suffix))

        def chosen(name: str) -> None:
            key = formats.get(dialog.selectedNameFilter(), first.key)
            path = Path(name)
            self._settings.set(FOLDER, str(path.parent))
            self.write(number, key, path if path.suffix else path.with_suffix(reports.FORMATS[key].suffix))

        dialog.fileSelected.connect(chosen)
        self._window.open_dialog(dialog)

    def write(self, article_id: int, format_key: str, path: Path) -> None:
        """Write the article's report to `path`, whole or not at all, and offer to open it."""
        self._window.inspector.commit_rationale()
        by = self._session.checker

        def work(desk: Desk) -> Path:
            model = desk.read.report(article_id, made_by=by)
            if model is None:
                raise UserError("S-ARTICLE-GONE", "The article is no longer on this desk; choose another.")
            reports.write(model, format_key, path)
            return path

        def written(path: Path) -> None:
            text = self.tr("Report written to {path}").format(path=path)
            self._window.notify(text, "good", self.tr("Open"), lambda: _open_outside(path))

        self._session.read(work, written)


def file_name(title: str, suffix: str) -> str:
    """A file name for a report on `title` that every file system takes."""
    plain = re.sub(r"[^\w\- ]+", "", title).strip()[:80].strip()
    return f"{plain or 'report'}{suffix}"


def _open_outside(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
