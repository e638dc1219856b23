"""The settings dialog. Every change counts at once; there is nothing to save."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.records import RatingScale
from gui import words
from gui.appearance import STEP
from gui.settings import (
    ADVANCE,
    BACKUPS,
    CHECKER,
    CLAIM_URL,
    LARGEST_TEXT,
    LONGEST_NAME,
    PIPELINE,
    PRIVATE,
    PUBLISHER,
    PUBLISHER_URL,
    SMALLEST_TEXT,
    TEXT_SIZE,
    THEME,
    Setting,
    Settings,
    account_name,
)
from gui.theme import GRID
from gui.views.parts.dialog import Fields, fit_to_screen, frame_dialog, keep_on_screen
from gui.views.parts.widgets import button, label, restyle


class SettingsDialog(QDialog):
    scale_chosen = Signal(str)
    """The name of a scale that comes with the program."""
    scale_file_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._wrong: dict[QWidget, str] = {}
        """The fields whose values cannot be used, with what is wrong."""
        self._asked = False
        """Whether it was asked if these are to be left as they were."""
        self.setWindowTitle(self.tr("Settings"))
        frame_dialog(self)
        self.name = QLineEdit(settings.get(CHECKER))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(account_name())
        self.name.editingFinished.connect(self._keep_name)
        self.theme = QComboBox()
        choices = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        for key, text in choices:
            self.theme.addItem(text, key)
        self.theme.setCurrentIndex(self.theme.findData(settings.get(THEME)))
        self.theme.currentIndexChanged.connect(lambda _: settings.set(THEME, self.theme.currentData()))
        self.size_box = QComboBox()
        size = settings.get(TEXT_SIZE)
        for value in sorted({*range(SMALLEST_TEXT, LARGEST_TEXT + 1, STEP), size}):
            self.size_box.addItem(self.tr("{size} %").format(size=value), value)
        self.size_box.setCurrentIndex(self.size_box.findData(size))
        self.size_box.currentIndexChanged.connect(lambda _: settings.set(TEXT_SIZE, self.size_box.currentData()))
        self.advance = QCheckBox(self.tr("When done or set aside, go on to the next open claim"))
        self.advance.setChecked(settings.get(ADVANCE))
        self.advance.toggled.connect(lambda on: settings.set(ADVANCE, on))
        self.private = QCheckBox(self.tr("Fetch sources from private addresses too"))
        self.private.setToolTip(self.tr("This machine and your own network; a link can then lead there"))
        self.private.setChecked(settings.get(PRIVATE))
        self.private.toggled.connect(lambda on: settings.set(PRIVATE, on))
        self.backups = QLineEdit(settings.get(BACKUPS))
        self.backups.setPlaceholderText(self.tr("Beside the desk"))
        self.backups.editingFinished.connect(self._keep_backups)
        self.browse_button = button(self.tr("Choose…"), name=self.tr("Choose the folder for backups"))
        self.browse_button.clicked.connect(self._browse)
        self.pipeline = QLineEdit(settings.get(PIPELINE))
        self.pipeline.setPlaceholderText(self.tr("Saidso’s own"))
        self.pipeline.setToolTip(self.tr("An installed spaCy pipeline (en_core_web_trf), or the folder of one"))
        self.pipeline.editingFinished.connect(lambda: settings.set(PIPELINE, self.pipeline.text().strip()))
        self.scale = QComboBox()
        self.scale.setToolTip(self.tr("For new ratings on this desk; those given before keep theirs"))
        self.scale.setEnabled(False)
        self.scale.activated.connect(self._choose_scale)
        self.publisher, self.publisher_url, self.claim_url = (
            QLineEdit(settings.get(each)) for each in (PUBLISHER, PUBLISHER_URL, CLAIM_URL)
        )
        self.publisher.setMaxLength(LONGEST_NAME)
        self.publisher.setPlaceholderText(self.tr("None: reports bear no name"))
        self.publisher_url.setPlaceholderText("https://example.org")
        self.claim_url.setPlaceholderText("https://example.org/checks/{id}")
        self.claim_url.setToolTip(
            self.tr("Where a check appears: {id} is its number on the desk, which stays the same")
        )
        for field in (self.publisher, self.publisher_url, self.claim_url):
            field.editingFinished.connect(self._keep_publisher)
        self.complaint = label("", tone="bad", size="small", wrap=True)
        self.complaint.hide()
        self.keys_button = button(self.tr("Change keys…"))
        self._build()
        for field in self.findChildren(QLineEdit):
            field.textChanged.connect(self._stay)

    def _build(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        column.setSpacing(4 * GRID)
        column.addWidget(label(self.tr("Settings"), size="title"))
        self.fields = Fields()
        held = QVBoxLayout(self.fields.inner)
        held.setContentsMargins(0, 0, 0, 0)
        held.setSpacing(4 * GRID)
        held.addStrut(372)
        column.addWidget(self.fields, 1)
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(3 * GRID)
        rows = (
            (self.tr("Your name"), self.name),
            (self.tr("Theme"), self.theme),
            (self.tr("Text size"), self.size_box),
            (self.tr("Rating scale"), self.scale),
            (self.tr("Backups in"), self.backups),
            (self.tr("Language pipeline"), self.pipeline),
            (self.tr("Publisher"), self.publisher),
            (self.tr("Publisher’s web address"), self.publisher_url),
            (self.tr("Web address of a check"), self.claim_url),
        )
        for title, field in rows:
            field.setAccessibleName(title)
            form.addRow(title, self._with_browse() if field is self.backups else field)
        # Over both columns: beside the names, in large text, these would be wider than the screen.
        form.addRow(self.advance)
        form.addRow(self.private)
        held.addLayout(form)
        about = self.tr(
            "Your name stands with everything you do on a desk, and in its reports. The publisher stands in claim "
            "reviews (ClaimReview), which search engines read."
        )
        held.addWidget(label(about, tone="muted", size="small", wrap=True))
        column.addWidget(self.complaint)
        close = button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.keys_button)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def sizeHint(self) -> QSize:
        bar = self.fields.verticalScrollBar().sizeHint().width()
        return fit_to_screen(self, super().sizeHint() + QSize(bar, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Grow at once with the text size that is chosen in it, as far as the screen has room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            QTimer.singleShot(0, self, self._grow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._grow()

    def _grow(self) -> None:
        self.fields.updateGeometry()
        self.resize(self.size().expandedTo(self.sizeHint()))
        self.fields.lay_out()
        self.resize(fit_to_screen(self, QSize(self.width(), self.height() + self.fields.missing())))
        keep_on_screen(self)

    def set_scales(self, now: RatingScale, shipped: Mapping[str, RatingScale]) -> None:
        """Offer the desk's own scale, those that come with the program, by their names, and others in files."""
        self.scale.clear()
        self.scale.setEnabled(True)
        own = {"": now} if now not in shipped.values() else {}
        for name, each in {**own, **shipped}.items():
            self.scale.addItem(each.title, name)
            ratings = " · ".join(rating.label for rating in each.so)
            self.scale.setItemData(self.scale.count() - 1, words.tip(ratings), Qt.ItemDataRole.ToolTipRole)
            if each == now:
                self.scale.setCurrentIndex(self.scale.count() - 1)
        self.scale.addItem(self.tr("From a file…"), None)
        self._scale_before = self.scale.currentIndex()

    def _choose_scale(self, at: int) -> None:
        """What is chosen is shown once the desk has it."""
        name = self.scale.itemData(at)
        self.scale.setCurrentIndex(self._scale_before)
        if name is None:
            self.scale_file_wanted.emit()
        elif name and at != self._scale_before:
            self.scale_chosen.emit(name)

    def complain(self, text: str) -> None:
        """Say what cannot be used, and what to do; where that is nothing, what holds of the fields."""
        holds = next(iter(self._wrong.values()), "")
        if holds and self._asked:
            holds += " " + self.tr("Closing once more leaves it as it was.")
        text = text or holds
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))
        if self.isVisible():
            self._grow()

    def _judge(self, field: QWidget, wrong: str) -> None:
        """Mark a field while there is something wrong with it, and say what; each has its own complaint."""
        restyle(field, "wrong", bool(wrong))
        if wrong:
            self._wrong[field] = wrong
        else:
            self._wrong.pop(field, None)
        self.complain("")

    def _stay(self) -> None:
        """Whoever goes on typing is asked again."""
        if self._asked:
            self._asked = False
            self.complain("")

    def _with_browse(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.backups, 1)
        row.addWidget(self.browse_button)
        return row

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for backups"), self.backups.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._use_backups)
        dialog.open()

    def _use_backups(self, folder: str) -> None:
        self.backups.setText(folder)
        self._keep_backups()

    def _keep_backups(self) -> None:
        """Keep the folder if it is one; a backup that could not be written would be found out too late."""
        folder = self.backups.text().strip()
        usable = not folder or Path(folder).is_dir()
        if usable:
            self._settings.set(BACKUPS, folder)
        text = self.tr("There is no folder {name}; choose another.")
        self._judge(self.backups, "" if usable else text.format(name=folder))

    def done(self, result: int) -> None:
        """Keep what can be used and close; where something cannot, that is said first."""
        self._keep_name()
        self._settings.set(PIPELINE, self.pipeline.text().strip())
        self._keep_backups()
        self._keep_publisher()
        if self._wrong and not self._asked:
            self._asked = True
            self.complain("")
            field = next(iter(self._wrong))
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.activate()  # the complaint takes its place before the field is scrolled to
            self.fields.ensureWidgetVisible(field)
            return
        super().done(result)

    def _keep_publisher(self) -> None:
        """Keep who publishes as far as it can be used, and say what cannot."""
        address = self.tr("An address begins with https:// or http://.")
        pattern = self.tr("The address of a check needs {id} or {number}, as https://example.org/checks/{id}.")
        for setting, field, wrong in (
            (PUBLISHER, self.publisher, ""),
            (PUBLISHER_URL, self.publisher_url, address),
            (CLAIM_URL, self.claim_url, pattern),
        ):
            self._keep(setting, field, wrong)

    def _keep_name(self) -> None:
        text = self.tr("Your name has a character that cannot be seen. Type it again without it.")
        self._keep(CHECKER, self.name, text)

    def _keep(self, setting: Setting[str], field: QLineEdit, wrong: str) -> None:
        """Keep a line if it can be used, or else say what is wrong."""
        value = " ".join(field.text().split())
        usable = setting.allowed(value)
        if usable:
            self._settings.set(setting, value)
        self._judge(field, "" if usable else wrong)
