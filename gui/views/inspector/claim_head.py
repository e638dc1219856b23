"""The top of the inspector: the claim in its sentence, its speaker, relayer, cue and reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core import wording
from core.checking.applies import UNSURE
from core.records import ClaimContext, ClaimView, RatingScale, ReadPart
from gui import theme as themes
from gui import words
from gui.actions import default_key
from gui.theme import GRID, Theme
from gui.views.inspector.fitting import Room, height_of_rows
from gui.views.inspector.sentence import FEWEST_LINES, SentenceView
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import button, label

LONGEST_PHRASE = 60
"""Characters that are shown of what the article calls a speaker."""
FEW_LINES = 3
"""Lines of the sentence where there is little room for the ratings below it."""
ASIDE: dict[Room, tuple[str, ...]] = {
    Room.FOLDED: ("why", "marked", "record"),
    Room.SHORT: ("why", "marked", "record"),
    Room.BELOW: ("why", "marked", "record"),
    Room.LEAST: ("cue", "why", "marked", "record"),
}
"""Lines that are left out, by how much room there is."""


class ClaimHead(QWidget):
    speaker_edit_requested = Signal()
    reading_edit_requested = Signal()
    same_speaker_chosen = Signal(int)
    """The desk's speaker who is the same as this claim's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = Room.AMPLE
        self._speaker_texts = ("", "")
        """Who is speaking, with the article's phrase for them; and the name alone, where there is little room."""
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 0, 4 * GRID, GRID)
        column.setSpacing(2 * GRID)
        self.sentence = SentenceView()
        column.addWidget(self.sentence)
        self._tags_row = QWidget()
        self._tags = FlowLayout(self._tags_row, spacing=GRID + 2)
        column.addWidget(self._tags_row)
        self.speaker_button = button(self.tr("Speaker") + " ▾", kind="field", name=self.tr("Change the speaker"))
        self.speaker_button.clicked.connect(self.speaker_edit_requested)
        self.reading_button = button(self.tr("Reads as") + " ▾", kind="field", name=self.tr("Correct the reading"))
        self.reading_button.clicked.connect(self.reading_edit_requested)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        self._fields: dict[str, tuple[QLabel, QLabel]] = {}
        for row, (key, text) in enumerate(
            (
                ("speaker", self.tr("Speaker")),
                ("via", self.tr("Relayed by")),
                ("cue", self.tr("Cue")),
                ("reading", self.tr("Reads as")),
                ("why", self.tr("Reasons")),
                ("marked", self.tr("Found by")),
                ("record", self.tr("Record")),
            )
        ):
            buttons: dict[str, QWidget] = {"speaker": self.speaker_button, "reading": self.reading_button}
            name = label(text, tone="muted", size="small")
            value = label("", size="small", wrap=True)
            name.setBuddy(value)
            grid.addWidget(buttons.get(key, name), row, 0, top)
            grid.addWidget(value, row, 1)
            self._fields[key] = (name, value)
        column.addLayout(grid)
        self._alike_row = QWidget()
        self._alike = FlowLayout(self._alike_row, spacing=GRID)
        self._alike_row.hide()
        column.addWidget(self._alike_row)
        self._speaker_tip = ""
        self.set_keys(default_key)
        self.set_theme(themes.load("light"))

    def set_theme(self, theme: Theme) -> None:
        self.sentence.set_theme(theme)

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Name the keys as they are now: `key` gives that of an action, by its id."""
        self._speaker_tip = words.with_key(self.tr("Change the speaker"), key("speaker"))
        self.reading_button.setToolTip(words.with_key(self.tr("Correct what the figure says"), key("reading")))
        self._show_fields()

    def set_editable(self, editable: bool) -> None:
        """Whether speaker and reading may be changed as the claim stands."""
        for made in (self.speaker_button, self.reading_button):
            made.setEnabled(editable)

    def set_claim(self, claim: ClaimView) -> None:
        self.sentence.set_sentence(claim.before, claim.row.words, claim.after)
        self._speaker_texts = self._speaker(claim), self._speaker_in_short(claim)
        self._set("via", claim.row.via or "")
        self._set("cue", f"“{claim.cue}”" if claim.cue else "")
        self._set("reading", self._reading(claim))
        self._set("why", ", ".join(claim.reasons))
        self._set("marked", words.marked_by(claim))
        self._show_fields()
        self._show_tags(claim)

    def set_context(self, context: ClaimContext, scale: RatingScale | None) -> None:
        """Show the speaker's record, and who on the desk may be the same."""
        self._set("record", words.record(context.record, scale) if context.record is not None else "")
        self._show_fields()
        _clear(self._alike)
        for other in context.alike:
            text = self.tr("Same as {name}? ({claims})")
            text = text.format(name=words.shorten(other.name, 40), claims=words.claims(other.claims))
            made = button(text.replace("&", "&&"), kind="link", name=text)
            made.setToolTip(words.tip(self.tr("Say that they are one speaker, on the whole desk")))
            made.clicked.connect(lambda _=False, number=other.id: self.same_speaker_chosen.emit(number))
            self._alike.addWidget(made)
        self._alike_row.setVisible(bool(context.alike))

    def set_room(self, room: Room, height: int) -> None:
        """Show as much as there is room for in a part of the window that is `height` pixels high.

        The sentence takes a third of it at most. Lines that are left out are in the tool tip of the speaker.
        """
        lines = FEWEST_LINES if room is Room.LEAST else FEW_LINES if room >= Room.SHORT else None
        self.sentence.fit_into(round(height * 0.34), lines)
        if room is not self._room:
            self._room = room
            self._show_fields()

    def height_for(self, width: int) -> int:
        """Pixels it takes where its lines are `width` wide."""
        edge = self._column.contentsMargins().bottom()
        return height_of_rows(self._column, width, self._column.count()) + edge

    def field(self, key: str) -> str:
        """What is shown beside `speaker`, `via`, `cue`, `reading`, `why` or `marked`; empty where it is hidden."""
        return self._fields[key][1].text()

    def shows(self, key: str) -> bool:
        """Whether that line is shown."""
        return not self._fields[key][1].isHidden()

    def _set(self, key: str, text: str) -> None:
        name, value = self._fields[key]
        value.setText(text)
        value.setAccessibleName(f"{name.text()}: {text}")

    def _show_fields(self) -> None:
        whole, short = self._speaker_texts
        least = self._room is Room.LEAST
        self._set("speaker", short if least else whole)
        hidden = [whole] if least and whole != short else []
        aside = ASIDE.get(self._room, ())
        for key, (name, value) in self._fields.items():
            shown = bool(value.text()) and key not in aside
            name.setVisible(shown and name.parent() is not None)
            value.setVisible(shown)
            if key == "reading":
                self.reading_button.setVisible(shown)
            if value.text() and not shown:
                hidden.append(value.accessibleName())
        tip = words.tip("\n".join([self._speaker_tip, *hidden]))
        for part in (self.speaker_button, self._fields["speaker"][1]):
            part.setToolTip(tip)

    def _speaker(self, claim: ClaimView) -> str:
        name = claim.row.speaker
        if name is None:
            return self.tr("not found") if claim.row.of_somebody else self.tr("Narration, the article’s own voice")
        phrase = claim.speaker_phrase
        text = f"{name} (“{words.shorten(phrase, LONGEST_PHRASE)}”)" if phrase and phrase != name else name
        if claim.speaker_score is None:
            return text
        sure = words.share(claim.speaker_score)
        if claim.speaker_score < UNSURE:
            return self._unsure(text, sure)
        return self.tr("{speaker} · {share} sure").format(speaker=text, share=sure)

    def _speaker_in_short(self, claim: ClaimView) -> str:
        """Where there is little room: the name, and a doubt about it, which a checker must not miss."""
        name, score = claim.row.speaker, claim.speaker_score
        if name is None:
            return self._speaker(claim) if claim.row.of_somebody else self.tr("Narration")
        return name if score is None or score >= UNSURE else self._unsure(name, words.share(score))

    def _reading(self, claim: ClaimView) -> str:
        """How the figure reads, and whether that is a checker's reading: it needs no line of its own for that."""
        if claim.reading is None:
            return ""
        said = wording.reading(claim.reading)
        corrected = ReadPart.READING in claim.corrected_in
        return self.tr("{reading} · corrected").format(reading=said) if corrected else said

    def _unsure(self, speaker: str, share: str) -> str:
        return self.tr("{speaker} · unsure, {share}").format(speaker=speaker, share=share)

    def _show_tags(self, claim: ClaimView) -> None:
        _clear(self._tags)
        tags = []
        if claim.check.example:
            tags.append(self.tr("Example, entered by the program"))
        if claim.negated:
            tags.append(self.tr("Reported as not said"))
        if claim.hypothetical:
            tags.append(self.tr("Hypothetical"))
        elsewhere = tuple(part for part in claim.corrected_in if part is not ReadPart.READING)
        if elsewhere:
            tags.append(_corrected(elsewhere))
        if claim.row.assignee:
            tags.append(self.tr("Assigned to {name}").format(name=claim.row.assignee))
        if claim.row.set_aside:
            tags.append(self.tr("Set aside for later"))
        if claim.recheck_on is not None:
            tags.append(self.tr("Holds until {day}").format(day=words.short_day(claim.recheck_on)))
        if claim.dismissed_because is not None:
            reason = words.dismissal(claim.dismissed_because)
            tags.append(self.tr("Dismissed: {reason}").format(reason=reason))
        for text in tags:
            tag = label(text, size="tiny")
            tag.setProperty("tag", True)
            self._tags.addWidget(tag)
        self._tags_row.setVisible(bool(tags))


def _corrected(parts: Sequence[ReadPart]) -> str:
    """What was corrected of what the program had read, on a tag."""
    names = {
        ReadPart.PASSAGE: words.tr("passage"),
        ReadPart.KIND: words.tr("kind"),
        ReadPart.SPEAKER: words.tr("speaker"),
        ReadPart.READING: words.tr("reading"),
    }
    return words.tr("Corrected: {parts}").format(parts=", ".join(names[part] for part in parts))


def _clear(flow: FlowLayout) -> None:
    while (item := flow.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
