"""Beside a kept copy: the passage that is to be evidence, and what was kept, when, from where and by whom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.records import CaptureRow, EvidenceRow, Stance
from gui import words
from gui.theme import GRID, text_scale
from gui.views.parts.dialog import asked_to_leave, is_typed_in
from gui.views.parts.flow import FlowLayout
from gui.views.parts.offsets import displayable
from gui.views.parts.stance_chips import StanceChips
from gui.views.parts.widgets import button, label, restyle

WIDTH = 300
LONGEST_EXCERPT = 5_000
"""Characters of a passage; a longer one is the source, not a passage of it."""

Passage = tuple[str, str, Stance, str]
"""Excerpt, locator, stance, note."""


class PassageForm(QScrollArea):
    """The form keeps what is typed while pages are turned and another copy is chosen; a new selection takes the
    excerpt's place."""

    archive_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setFixedWidth(round(WIDTH * min(text_scale(), 1.5)))
        self._archive_url = ""
        self._evidence_id: int | None = None
        self._asked = False
        """Whether it was asked if what was typed is to be thrown away."""
        self._column_widget = QWidget()
        self._column_widget.setAutoFillBackground(False)
        self._column = QVBoxLayout(self._column_widget)
        self._column.setContentsMargins(0, 0, 3 * GRID, 0)
        self._column.setSpacing(GRID)
        self._build_passage()
        self._build_kept()
        self._column.addStretch(1)
        self.setWidget(self._column_widget)

    def _build_passage(self) -> None:
        self.excerpt = _field(self.tr("Select words in the copy, or type what it shows"), 5)
        self.locator = QLineEdit()
        self.locator.setPlaceholderText(self.tr("page 12, 14:05, cell C7"))
        self.note = _field("", 2)
        self.stances = StanceChips()
        self.stances.picked.connect(lambda: self._complain(""))
        self._passage_parts: list[QWidget] = []
        for name, field in (
            (self.tr("Excerpt"), self.excerpt),
            (self.tr("Where in it"), self.locator),
            (self.tr("What it does to the claim"), self.stances),
            (self.tr("Note"), self.note),
        ):
            heading = label(name, tone="muted", size="small")
            heading.setBuddy(field)
            field.setAccessibleName(name)
            self._passage_parts += [heading, field]
        self.attach_button = button(self.tr("Attach  Ctrl ↵"), kind="primary")
        self.attach_button.setAccessibleName(self.tr("Make it the excerpt of this evidence, Control Enter"))
        self.attach_button.setToolTip(self.tr("Make it the excerpt of this evidence (Ctrl+Enter)"))
        self.add_button = button(self.tr("Add as further evidence"))
        self.add_button.setToolTip(self.tr("Another passage of the same source (Ctrl+Shift+Enter)"))
        for made in (self.attach_button, self.add_button):
            made.setAutoDefault(False)
        self.complaint = label("", tone="bad", size="small", wrap=True)
        self.complaint.hide()
        for changed in (self.excerpt.textChanged, self.locator.textChanged, self.note.textChanged):
            changed.connect(self._stay)
        self._passage_parts += [self.attach_button, self.add_button]
        for part in (*self._passage_parts[:-2], self.complaint, *self._passage_parts[-2:]):
            self._column.addWidget(part)
        self._column.addSpacing(3 * GRID)

    def _build_kept(self) -> None:
        heading = label(self.tr("What was kept").upper(), size="caps")
        heading.setAccessibleName(self.tr("What was kept"))
        self._column.addWidget(heading)
        self._facts: dict[str, tuple[QLabel, _Fact]] = {}
        for key, name in (
            ("requested", self.tr("Asked for")),
            ("url", self.tr("Answered by")),
            ("at", self.tr("Kept at")),
            ("by", self.tr("Kept by")),
            ("type", self.tr("Kind")),
            ("size", self.tr("Size")),
            ("sha256", self.tr("SHA-256")),
            ("warc", self.tr("Exchange (WARC), SHA-256")),
        ):
            title = label(name, tone="muted", size="small")
            value = _Fact()
            value.setAccessibleName(name)
            title.setBuddy(value)
            self._facts[key] = (title, value)
            self._column.addWidget(title)
            self._column.addWidget(value)
        self.archive_button = button(self.tr("Archived page"))
        self.archive_button.clicked.connect(lambda: self.archive_requested.emit(self._archive_url))
        self.save_button = button(self.tr("Save the copy…"), name=self.tr("Save the copy as a file, Control S"))
        self.save_button.setToolTip(self.tr("Save the copy as a file (Ctrl+S)"))
        held = QWidget()
        flow = FlowLayout(held, spacing=2 * GRID)
        for made in (self.save_button, self.archive_button):
            made.setAutoDefault(False)
            flow.addWidget(made)
        self._column.addSpacing(GRID)
        self._column.addWidget(held)

    # --- setters ----------------------------------------------------------------------------------------------

    def set_evidence(self, row: EvidenceRow, copy: CaptureRow, editable: bool) -> None:
        """Show a copy of a piece of evidence; of another copy of the same one, what was typed so far stays."""
        self._fill(row)
        self._complain("")
        for part in self._passage_parts:
            part.setEnabled(editable)
        self.attach_button.setVisible(editable)
        self.add_button.setVisible(editable)
        told = {
            "requested": copy.requested_url,
            "url": copy.url,
            "at": words.utc(copy.at),
            "by": copy.by,
            "type": copy.media_type,
            "size": words.exact_size(copy.size),
            "sha256": copy.sha256,
            "warc": copy.warc_sha256,
        }
        for key, value in told.items():
            title, shown = self._facts[key]
            shown.set_text(value)
            title.setVisible(bool(value))
            shown.setVisible(bool(value))
        self._archive_url = copy.archive_url
        self.archive_button.setVisible(bool(copy.archive_url))
        self.archive_button.setToolTip(words.tip(copy.archive_url))

    def _fill(self, row: EvidenceRow) -> None:
        draft, same = row.draft, row.id == self._evidence_id
        self._evidence_id = row.id
        # A passage and where it stands belong together.
        if not same or not (self.excerpt.document().isModified() or self.locator.isModified()):
            self.excerpt.setPlainText(displayable(draft.excerpt))
            self.locator.setText(draft.locator)
        if not same or not self.note.document().isModified():
            self.note.setPlainText(displayable(draft.note))
        if not same:
            # A source is first kept as context. That is no answer yet as long as no passage of it was picked.
            undecided = draft.stance is Stance.CONTEXT and not draft.excerpt
            self.stances.choose(None if undecided else draft.stance)

    def fact(self, key: str) -> str:
        """What is said under one of the headings."""
        return self._facts[key][1].toPlainText()

    def set_passage(self, excerpt: str, where: str) -> None:
        """Take a selection as the excerpt."""
        if self.attach_button.isVisibleTo(self):
            self.excerpt.setPlainText(displayable(excerpt.strip()))
            self.locator.setText(where)
            self._complain("")

    def ask_stance(self) -> None:
        """Go on to what the passage does to the claim: a number chooses."""
        if self.attach_button.isVisibleTo(self):
            self.stances.focus()

    def choose(self, stance: Stance) -> None:
        """Say what the passage does to the claim."""
        if self.attach_button.isVisibleTo(self):
            self.stances.choose(stance)
            self._complain("")

    def passage(self) -> Passage | None:
        """What the form holds; None, and the fault shown, without a passage or stance, or too long."""
        if not self.attach_button.isVisibleTo(self):
            return None
        excerpt = self.excerpt.toPlainText().strip()
        if not excerpt:
            self._complain(self.tr("Select the passage in the copy, or type it here."))
            return None
        if len(excerpt) > LONGEST_EXCERPT:
            text = self.tr(
                "An excerpt has up to {most} characters; this has {count}. Select the part that counts."
            )
            self._complain(text.format(most=words.number(LONGEST_EXCERPT), count=words.number(len(excerpt))))
            return None
        stance = self.stances.chosen()
        if stance is None:
            choices = ", ".join(f"{number} {words.stance(each)}" for number, each in enumerate(Stance, start=1))
            self._complain(
                self.tr("Say what it does to the claim: {choices}.").format(choices=choices), self.stances
            )
            return None
        self._complain("")
        return excerpt, self.locator.text().strip(), stance, self.note.toPlainText().strip()

    def may_leave(self) -> bool:
        """Whether leaving loses nothing that was typed, or was asked for twice; the first time it is said."""
        if self._asked or not is_typed_in(self):
            return True
        self._complain("")
        self._asked = True
        self._tell(asked_to_leave(), "warn")
        return False

    def _stay(self) -> None:
        """Whoever goes on typing does not leave."""
        if self._asked:
            self._complain("")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self.complaint, "tone", tone)
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))
        if text:
            self._column.activate()  # it takes its place before it is scrolled to
            self.ensureWidgetVisible(self.complaint)

    def _complain(self, text: str, about: QWidget | None = None) -> None:
        """Show what is wrong with the excerpt, or with `about`; nothing is where there is no text."""
        self._asked = False
        self._tell(text, "bad")
        restyle(self.excerpt, "wrong", bool(text) and about is None)
        if text and about is self.stances:
            self.stances.focus()
        elif text:
            self.excerpt.setFocus(Qt.FocusReason.OtherFocusReason)


def _field(hint: str, lines: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setProperty("field", True)
    made.setTabChangesFocus(True)
    made.setPlaceholderText(hint)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 5 * GRID)
    return made


class _Fact(QPlainTextEdit):
    """A value that can be selected and copied as it is, on as many lines as it needs; digests have no spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("fact", True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)

    def set_text(self, text: str) -> None:
        self.setPlainText(displayable(text))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(round(self.document().size().height()), 1)  # which this kind of document counts in lines
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2)
