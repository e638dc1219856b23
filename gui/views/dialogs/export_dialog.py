"""What a report is on, for whom, in which formats, and where it goes; with a look at it before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from core.records import SpeakerRow
from core.reports.model import Profile, Scope
from core.reports.wanted import Wanted
from gui.theme import GRID, text_scale
from gui.views.parts.dialog import FormDialog, fit_to_screen, read_day
from gui.views.parts.widgets import button, label, restyle
from gui.words import claims, shorten, tr

_ACROSS = 3
"""Formats beside one another."""
_TOLD = 3
"""Unsettled things that are told; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A format that can be ticked: its key, its name for people, the ending of its files."""

    key: str
    name: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to report on, and what was chosen the last time."""

    article_id: int
    article: str
    articles: int
    selected: tuple[int, ...]
    speakers: Sequence[SpeakerRow]
    speaker: str | None
    formats: Sequence[Choice]
    ticked: frozenset[str]
    profile: Profile
    folder: str


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. Without `wanted` it is a report for every article of the desk."""

    wanted: Wanted | None
    profile: Profile
    formats: tuple[str, ...]
    folder: Path
    name: str
    """Of the files, without their endings; empty where each has that of its article."""
    whole_text: bool = False
    """Whether a public report reprints the article."""


class ExportDialog(FormDialog):
    """`order` is set once it was accepted.

    `count_wanted` asks how many claims a report would have and what is unsettled in it (answered by `set_count`),
    `preview_wanted` for a look at it: what on, for whom, and whether with the whole text.
    """

    count_wanted = Signal(object)
    preview_wanted = Signal(object, object, bool)

    def __init__(self, offer: Offer, names: dict[Scope, str], parent: QWidget | None = None) -> None:
        super().__init__(tr("Export report"), tr("Export"), parent)
        self.order: Order | None = None
        self._offer = offer
        self._names = names
        self._replacing: list[Path] = []
        self._empty = ""
        self._left: tuple[str, ...] = ()
        self._build_scope()
        self._build_profile()
        self._build_formats()
        self._build_place()
        self.preview_button = button(self.tr("Preview…"))
        self.preview_button.setToolTip(self.tr("Look at the report before it is written"))
        self.preview_button.clicked.connect(self._preview)
        self.finish(self.preview_button)
        self._scope_changed()
        # Room for the fields that other scopes show: a dialog that grew under the hand would move its buttons.
        self.resize(fit_to_screen(self, self.sizeHint() + QSize(0, 12 * GRID)))
        self.scope.setFocus()

    def sizeHint(self) -> QSize:
        wider = min(text_scale(), 1.5)
        # As wide as the formats beside one another need, and the bar that scrolls what has no room.
        wide = max(round(640 * wider), self._grid.sizeHint().width() + 16 * GRID)
        return fit_to_screen(self, QSize(wide, super().sizeHint().height()))

    # --- building ---------------------------------------------------------------------------------------------

    def _build_scope(self) -> None:
        offer = self._offer
        self.scope = QComboBox()
        self.scope.addItem(
            self.tr("This article: {title}").format(title=shorten(offer.article, 60)), Scope.ARTICLE
        )
        if len(offer.selected) > 1:
            chosen = self.tr("The selection: {claims}").format(claims=claims(len(offer.selected)))
            self.scope.addItem(chosen, Scope.SELECTION)
        if offer.speakers:
            self.scope.addItem(self.tr("A speaker, in all articles"), Scope.SPEAKER)
        self.scope.addItem(self.tr("A period"), Scope.PERIOD)
        if offer.articles > 1:
            every = self.tr("Every article of the desk, a report each ({count})").format(count=offer.articles)
            self.scope.addItem(every, None)
        self.add_field(self.tr("Report on"), self.scope)
        self.speaker = QComboBox()
        for row in offer.speakers:
            self.speaker.addItem(f"{row.name} ({claims(row.claims)})", row.id)
        place = next((n for n, row in enumerate(offer.speakers) if row.name == offer.speaker), 0)
        self.speaker.setCurrentIndex(place)
        self._speaker_name = self.add_field(self.tr("Speaker"), self.speaker)
        self.since, self.until = QLineEdit(), QLineEdit()
        for field, name in ((self.since, self.tr("From")), (self.until, self.tr("To"))):
            field.setPlaceholderText(self.tr("YYYY-MM-DD"))
            field.setAccessibleName(name)
        self._days = QWidget()
        row_of_days = QHBoxLayout(self._days)
        row_of_days.setContentsMargins(0, 0, 0, 0)
        row_of_days.setSpacing(2 * GRID)
        for word, field in ((self.tr("From"), self.since), (self.tr("to"), self.until)):
            row_of_days.addWidget(label(word, tone="muted"))
            row_of_days.addWidget(field, 1)
        self._days_name = self.add_field(self.tr("Articles published"), self._days)
        self.found = label("", tone="muted", size="small", wrap=True)
        self._column.addWidget(self.found)
        self._column.addSpacing(GRID)
        self.scope.currentIndexChanged.connect(lambda _: self._scope_changed())
        self.speaker.currentIndexChanged.connect(lambda _: self._scope_changed())
        for field in (self.since, self.until):
            field.editingFinished.connect(self._scope_changed)

    def _build_profile(self) -> None:
        self.profile = QComboBox()
        self.profile.addItem(self.tr("The desk (internal)"), Profile.INTERNAL)
        self.profile.addItem(self.tr("Readers (public)"), Profile.PUBLIC)
        self.profile.setCurrentIndex(self.profile.findData(self._offer.profile))
        self.add_field(self.tr("For"), self.profile)
        self.leaves_out = label("", tone="muted", size="small", wrap=True)
        self._column.addWidget(self.leaves_out)
        self.nothing = label("", tone="warn", size="small", wrap=True)
        self._column.addWidget(self.nothing)
        self.unsettled = label("", tone="warn", size="small", wrap=True)
        self._column.addWidget(self.unsettled)
        self.whole_text = QCheckBox(self.tr("Reprint the whole article"))
        self.whole_text.setToolTip(self.tr("Else readers get the sentences with claims only"))
        self._column.addWidget(self.whole_text)
        self._column.addSpacing(GRID)
        self.profile.currentIndexChanged.connect(lambda _: self._profile_changed())

    def _build_formats(self) -> None:
        self.formats: dict[str, QCheckBox] = {}
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(0)
        for at, choice in enumerate(self._offer.formats):
            box = QCheckBox(choice.name)
            box.setChecked(choice.key in self._offer.ticked)
            if choice.key == "claimreview":
                box.toggled.connect(lambda _: self.ask_count())
            self.formats[choice.key] = box
            grid.addWidget(box, at // _ACROSS, at % _ACROSS)
        self.add_field(self.tr("Formats"), self._grid)

    def _build_place(self) -> None:
        self.folder = QLineEdit(self._offer.folder)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.browse_button = button(self.tr("Choose…"), name=self.tr("Choose the folder for the report"))
        self.browse_button.clicked.connect(self._browse)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse_button)
        self.add_field(self.tr("Folder"), place)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Without an ending; each format has its own"))
        self._name_name = self.add_field(self.tr("File name"), self.name)

    # --- what is chosen ---------------------------------------------------------------------------------------

    @property
    def _scope(self) -> Scope | None:
        found = self.scope.currentData()
        return None if found is None else Scope(found)

    def _scope_changed(self) -> None:
        scope = self._scope
        for widgets, shown in (
            ((self._speaker_name, self.speaker), scope is Scope.SPEAKER),
            ((self._days_name, self._days), scope is Scope.PERIOD),
            ((self._name_name, self.name), scope is not None),
        ):
            for widget in widgets:
                widget.setVisible(shown)
        if scope is not None and not (self.name.isModified() and self.name.text().strip()):
            self.name.setText(self._name_for(scope))
        self._empty = ""
        self._left = ()
        self._profile_changed()
        self.preview_button.setEnabled(scope is not None)
        self.found.setText("")
        self.ask_count()

    def ask_count(self) -> None:
        """Ask how many claims the report would have."""
        wanted = self._read(silently=True)
        if wanted is not None:
            self.count_wanted.emit(wanted)

    def _name_for(self, scope: Scope) -> str:
        if scope is Scope.SPEAKER:
            rows = self._offer.speakers
            return f"{rows[self.speaker.currentIndex()].name}"[:80] if rows else ""
        if scope is Scope.PERIOD:
            days = [field.text().strip() for field in (self.since, self.until)]
            return " ".join([self.tr("Claims"), *(day for day in days if day)])
        return self._names.get(scope, "")

    def _profile_changed(self) -> None:
        public = self.profile.currentData() == Profile.PUBLIC
        self.leaves_out.setText(
            self.tr(
                "Leaves out: what no editor has approved, confidential sources, dismissed suggestions, "
                "assignments, comments and history."
            )
            if public
            else self.tr(
                "Leaves out nothing: drafts, dismissed suggestions and confidential sources are in it. "
                "Not for readers."
            )
        )
        self._tell_empty()

    @property
    def wants_reviews(self) -> bool:
        """Whether claim reviews are ticked: they lack what a report does not."""
        box = self.formats.get("claimreview")
        return box is not None and box.isChecked()

    def set_count(self, wanted: Wanted, number: int, approved: int, left: tuple[str, ...] = ()) -> None:
        """Say how many claims the report would have, that a public one would be empty, and what of it is `left` to
        settle."""
        if wanted != self._read(silently=True):
            return
        self.found.setText(
            self.tr("{claims}, {approved} of them approved").format(claims=claims(number), approved=approved)
        )
        self._left = left
        if not number and wanted.scope is not Scope.ARTICLE:
            self._empty = "all"
        else:
            self._empty = "" if approved else "public"
        self._tell_empty()

    def _tell_empty(self) -> None:
        """Say why the report would be empty, before anybody tries to write it."""
        public = self.profile.currentData() == Profile.PUBLIC
        text = ""
        if self._empty == "all":
            text = self.tr("There is nothing to report on; choose something else.")
        elif self._empty == "public" and public:
            text = self.tr("Nothing in it is approved yet: a public report would be empty. Approve checks first.")
        self.accept_button.setEnabled(not text)
        self.preview_button.setEnabled(not text and self._scope is not None)
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))
        self.whole_text.setVisible(public)
        told = list(self._left[:_TOLD]) if public and not text else []
        if told and len(self._left) > _TOLD:
            told.append(self.tr("And {count} more.").format(count=len(self._left) - _TOLD))
        self.unsettled.setText("\n".join(told))
        self.unsettled.setVisible(bool(told))
        if self.isVisible():
            self.grow()  # what is said later is not to scroll the last fields away

    def _read(self, silently: bool = False) -> Wanted | None:
        """What the report is to be on; None for every article, or where a day is wrong, which is said."""
        scope = self._scope
        if scope is None:
            return None
        if scope is Scope.SPEAKER:
            return Wanted(scope, speaker_id=self.speaker.currentData())
        if scope is Scope.PERIOD:
            return self._read_period(silently)
        if scope is Scope.SELECTION:
            return Wanted(scope, claim_ids=self._offer.selected)
        return Wanted(scope, article_id=self._offer.article_id)

    def _read_period(self, silently: bool) -> Wanted | None:
        days = []
        for field in (self.since, self.until):
            try:
                days.append(read_day(field.text()))
            except ValueError:
                if not silently:
                    self.fault(field, self.tr("Write the day as year-month-day, as 2025-09-11."))
                return None
        since, until = days
        if since is None and until is None:
            if not silently:
                self.fault(self.since, self.tr("Say from which day or to which day."))
            return None
        if since is not None and until is not None and since > until:
            if not silently:
                self.fault(self.until, self.tr("The last day comes before the first."))
            return None
        return Wanted(Scope.PERIOD, since=since, until=until)

    # --- preview, place, acceptance ---------------------------------------------------------------------------

    def _preview(self) -> None:
        self.clear_faults()
        wanted = self._read()
        if wanted is not None:
            self.preview_wanted.emit(wanted, self.profile.currentData(), self.whole_text.isChecked())

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the report"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    def accept(self) -> None:
        if not self.accept_button.isEnabled():
            return
        self.clear_faults()
        wanted = self._read()
        if wanted is None and self._scope is not None:
            return
        ticked = tuple(key for key, box in self.formats.items() if box.isChecked())
        if not ticked:
            self.fault(next(iter(self.formats.values())), self.tr("Tick at least one format."))
            return
        folder = Path(self.folder.text().strip())
        if not self.folder.text().strip() or not folder.is_dir():
            self.fault(self.folder, self.tr("There is no such folder; choose another."))
            return
        name = self.name.text().strip() if wanted is not None else ""
        if wanted is not None and (not name or Path(name).name != name):
            self.fault(self.name, self.tr("Name the file, without a folder and without an ending."))
            return
        if wanted is not None and not self._may_replace(folder, name, ticked):
            return
        whole = self.whole_text.isChecked()
        self.order = Order(wanted, Profile(self.profile.currentData()), ticked, folder, name, whole)
        super().accept()

    def _may_replace(self, folder: Path, name: str, ticked: tuple[str, ...]) -> bool:
        """Whether no file is in the way, or the person has been told and asks again."""
        suffixes = {choice.key: choice.suffix for choice in self._offer.formats}
        there = [path for key in ticked if (path := folder / f"{name}{suffixes[key]}").exists()]
        if not there or there == self._replacing:
            return True
        self._replacing = there
        listed = ", ".join(path.name for path in there)
        self.complaint.setText(
            self.tr("{names}: already there. Export once more to replace, or change the name.").format(
                names=listed
            )
        )
        self.complaint.show()
        restyle(self.name, "wrong", True)
        return False
