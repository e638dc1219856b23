"""The scale that a desk's ratings are given on: shown and changed in the settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from core.checking import scales
from core.errors import SaidsoError, UserError
from db.operations import UseScale
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.views.dialogs.settings_dialog import SettingsDialog


class Scales(QObject):
    """Offers the scales that come with the program, and any in a TOML file, to the open desk."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation

    def offer(self, dialog: SettingsDialog) -> None:
        """Have `dialog` show the desk's scale, and change it as is chosen there."""
        self._show(dialog)
        dialog.scale_chosen.connect(lambda name: self._use(name, dialog))
        dialog.scale_file_wanted.connect(lambda: self._ask_file(dialog))

    def _ask_file(self, dialog: SettingsDialog) -> None:
        chooser = QFileDialog(dialog, self.tr("Rating scale"), "", self.tr("Rating scales (*.toml)"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda path: self._use(str(Path(path)), dialog))
        chooser.open()

    def _use(self, name: str, dialog: SettingsDialog) -> None:
        """Give new ratings on the scale that ships under `name`, or stands in the file of that path."""

        def refused(error: SaidsoError) -> None:
            dialog.complain(error.message)
            self._show(dialog)

        def done(_: object) -> None:
            dialog.complain("")
            self._navigation.load_scale(lambda: self._show(dialog))

        try:
            wanted = scales.named(name)
        except UserError as error:
            refused(error)
            return
        self._session.act(UseScale(wanted), done, refused)

    def _show(self, dialog: SettingsDialog) -> None:
        if self._navigation.scale is not None:
            dialog.set_scales(self._navigation.scale, {name: scales.named(name) for name in scales.SHIPPED})
