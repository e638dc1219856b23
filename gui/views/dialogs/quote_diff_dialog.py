"""A quotation against its original: paste the original, and see what differs, inline and as a list in words.

It gives the classes of the differences and no judgement. Both texts are hostile: they are set as plain text with
character formats, never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QListWidget, QPlainTextEdit, QSizePolicy, QWidget

from core.matching.flags import Flag
from core.matching.passage import rest_of_sentence, tells_more
from core.matching.quote_diff import Difference, QuoteDiff, Segment, compare
from core.wording import inside_marks
from gui.theme import GRID, text_scale
from gui.views.parts.dialog import FormDialog, fit_to_window
from gui.views.parts.offsets import displayable, plain_text
from gui.views.parts.widgets import label
from gui.words import quoted, shorten, tr

PAUSE = 150
"""Milliseconds without typing after which the texts are compared."""
LONGEST = 200_000
"""Characters of an original. Comparing this many takes about a tenth of a second, which typing does not feel."""
SHOWN_WORDS = 160
"""Characters that are shown of words left out; a marked cut may leave out a whole speech."""
ORIGINAL_WORDS = 300
"""Characters of the original that go into a rationale with what differs."""
SPLICE_SIGN = "‖"


class Look(Enum):
    """How a part of the inline comparison is set. Each is told from the others without colour."""

    SAME = 0
    PUT_IN = 1
    LEFT_OUT = 2
    MARK = 3
    """A mark of the quotation itself, punctuation, or the sign of a splice."""


class QuoteDiffDialog(FormDialog):
    """`summary` is set once it was accepted: one line for the rationale.

    `original` is what to begin with. Where the rationale cannot be written, `can_insert` is false and there is
    nothing to accept.
    """

    def __init__(
        self, quotation: str, original: str = "", *, can_insert: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Quotation and original"), tr("Insert into why"), parent)
        self.summary = ""
        self._quotation = quotation
        self._can_insert = can_insert
        self.asks_before_leaving = can_insert  # else nothing that is pasted can go anywhere
        self._compared: tuple[str, QuoteDiff] | None = None
        self.original = QPlainTextEdit()
        self.original.setPlainText(displayable(original))
        self.original.setProperty("field", True)
        self.original.setTabChangesFocus(True)
        self.original.setPlaceholderText(self.tr("Paste the transcript or the document it was taken from"))
        self._began_with = displayable(original)
        self.source = label("", tone="muted", size="small", wrap=True)
        self.source.hide()
        self.inline = QPlainTextEdit()
        self.inline.setReadOnly(True)
        self.inline.setProperty("field", True)
        self.inline.setTabChangesFocus(True)
        self.inline.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for field, lines in ((self.original, 3), (self.inline, 4), (self.list, 4)):
            field.setMinimumHeight(field.fontMetrics().lineSpacing() * lines + 4 * GRID)
            # They share the room there is; by their own wish the list would lie below it.
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.outcome = label("", wrap=True)
        self.add_field(self.tr("Original"), self.original, stretch=3)
        self._column.addWidget(self.source)
        self.add_field(self.tr("Quotation against it"), self.inline, stretch=4)
        legend = self.tr(
            "Struck through: only in the original. Bold and underlined: only in the quotation. "
            "Dotted line: a mark or punctuation. {splice}: separate passages joined."
        )
        self._column.addWidget(label(legend.format(splice=SPLICE_SIGN), tone="muted", size="small", wrap=True))
        self._column.addSpacing(GRID)
        self.add_field(self.tr("Differences: their classes, no judgement"), self.list, stretch=4)
        self._column.addWidget(self.outcome)
        self.finish()
        if not can_insert:
            self.accept_button.hide()
            self.cancel_button.setText(self.tr("Close"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._compare)
        self.original.textChanged.connect(self._timer.start)
        self._compare()
        self.original.setFocus()
        self.original.selectAll()

    def sizeHint(self) -> QSize:
        wider = min(text_scale(), 1.5)
        return fit_to_window(self, QSize(round(680 * wider), round(620 * wider)))

    def reject(self) -> None:
        if self._timer.isActive():
            self._compare()  # which, later, would take away what is asked now
        super().reject()

    def accept(self) -> None:
        if not self._can_insert:
            return
        found = self._compare()
        if found is None:
            self.fault(self.original, self.outcome.text())
            return
        differs = ", ".join(found.summary) or self.tr("no difference in words or punctuation")
        self.summary = self.tr("Quotation set against the original: {what}.").format(what=differs)
        source = self._compared[0] if self._compared is not None else ""
        if found.summary and (said := original_words(found, source)):
            self.summary += " " + self.tr("The original says: {words}.").format(words=quoted(said))
        if stops := stops_before(found, source):
            self.summary += f" {stops}."
        super().accept()

    def offer(self, title: str, text: str) -> None:
        """Take the passage of a kept copy, where it has the quotation better than what was begun with, or as well
        and goes on where that ends. What somebody has typed or pasted meanwhile stays.
        """
        before = plain_text(self.original.document())
        if not text or before != self._began_with:
            return
        if before.strip() and not tells_more(self._quotation, text, before):
            return
        self._began_with = displayable(text)
        self.original.setPlainText(self._began_with)
        self.source.setText(self.tr("From the kept copy of “{title}”").format(title=shorten(title, 60)))
        self.source.show()
        self._compare()

    def _compare(self) -> QuoteDiff | None:
        """Show how the texts differ; None, and why in `outcome`, where there is nothing to compare."""
        self._timer.stop()
        text = plain_text(self.original.document())
        found: QuoteDiff | None = None
        if self._compared is not None and self._compared[0] == text:
            return self._compared[1]
        self.clear_faults()
        self._compared = None
        self.list.clear()
        if not text.strip():
            said = self.tr("Paste the original, or the part of it that was quoted.")
        elif len(text) > LONGEST:
            said = self.tr("The original is longer than {count} characters. Paste the part of it that was quoted.")
            said = said.format(count=LONGEST)
        else:
            found = compare(self._quotation, text)
            self._compared = (text, found)
            said = self._said(found)
            lines = [stops_before(found, text), *described(found, self._quotation, text)]
            self.list.addItems([displayable(line) for line in lines if line])
        self._show(found, text)
        self.outcome.setText(said)
        self.accept_button.setEnabled(found is not None)
        return found

    def _said(self, found: QuoteDiff) -> str:
        if not found.found:
            return self.tr("No passage of the original has enough of the quotation’s words.")
        return ", ".join(found.summary) or self.tr("No difference in words or punctuation.")

    def _show(self, found: QuoteDiff | None, text: str) -> None:
        self.inline.clear()
        cursor = QTextCursor(self.inline.document())
        cursor.beginEditBlock()
        parts = inline(found, self._quotation, text) if found and found.found else [(Look.SAME, self._quotation)]
        for look, words in parts:
            cursor.insertText(displayable(words), _FORMATS[look]())
        cursor.endEditBlock()


def inline(found: QuoteDiff, quotation: str, source: str) -> Iterator[tuple[Look, str]]:
    """The quotation in order, with what the source has instead before what the quotation has."""
    spaced = True
    for segment in found.segments:
        ours, theirs = quotation[slice(*segment.quoted)], source[slice(*segment.source)].strip()
        if segment.difference is Difference.SAME:
            yield Look.SAME, ours
        else:
            parts = list(_parts(segment.difference, ours, shorten(theirs, SHOWN_WORDS)))
            if not spaced and not ours:
                yield Look.SAME, " "
            for at, part in enumerate(parts):
                if at:
                    yield Look.SAME, " "
                yield part
            ours = ours or (parts[-1][1] if parts else "")
        spaced = not ours or ours[-1].isspace()


def _parts(difference: Difference, ours: str, theirs: str) -> Iterator[tuple[Look, str]]:
    if difference is Difference.SPLICE:
        yield Look.MARK, SPLICE_SIGN
        return
    if difference is Difference.PUNCTUATION and ours:
        # A dash that is struck through is only a dash; the list tells what the original has.
        yield Look.MARK, ours
        return
    if theirs:
        yield Look.LEFT_OUT, theirs
    if ours:
        marks = difference in (Difference.PUNCTUATION, Difference.MARKED_CUT)
        yield Look.MARK if marks else Look.PUT_IN, ours


def original_words(found: QuoteDiff, source: str) -> str:
    """What the original says where the quotation was taken from, cut to what a rationale holds; empty for nothing.

    Separate passages are joined with an ellipsis.
    """
    if not found.found:
        return ""
    passages: list[list[tuple[int, int]]] = [[]]
    for segment in found.segments:
        if segment.difference is Difference.SPLICE:
            passages.append([])
        elif segment.source[0] < segment.source[1]:
            passages[-1].append(segment.source)
    said = [source[min(spans)[0] : max(end for _, end in spans)].strip() for spans in passages if spans]
    return shorten(" … ".join(each for each in said if each), ORIGINAL_WORDS).rstrip(".")


def stops_before(found: QuoteDiff, source: str) -> str:
    """What the original goes on to say up to the end of the sentence in which the quotation stops, in words."""
    rest = rest_of_sentence(found, source)
    return tr("The quotation stops before “{rest}”").format_map({"rest": rest}) if rest else ""


def described(found: QuoteDiff, quotation: str, source: str) -> list[str]:
    """Each difference in words; changed negations, numbers and names first, the rest in the quotation's order."""
    if not found.found:
        return []
    differing = [each for each in found.segments if each.difference is not Difference.SAME]
    return [_line(each, quotation, source) for each in sorted(differing, key=lambda each: not each.flags)]


def _line(segment: Segment, quotation: str, source: str) -> str:
    ours = inside_marks(shorten(quotation[slice(*segment.quoted)], SHOWN_WORDS))
    theirs = inside_marks(shorten(source[slice(*segment.source)], SHOWN_WORDS))
    line = {
        Difference.PUNCTUATION: tr("Punctuation"),
        Difference.MARKED_CUT: tr("Cut, and marked"),
        Difference.UNMARKED_CUT: tr("Cut, not marked"),
        Difference.SUBSTITUTION: tr("Other words"),
        Difference.INSERTION: tr("Put in"),
        Difference.SPLICE: tr("Splice: what follows is from a separate passage"),
        Difference.SAME: "",
    }[segment.difference]
    if ours and theirs:
        line += ": " + tr("“{ours}” for “{theirs}”").format_map({"ours": ours, "theirs": theirs})
    elif ours or theirs:
        line += f": “{ours or theirs}”"
    flags = {Flag.NEGATION: tr("negation"), Flag.NUMBER: tr("number"), Flag.NAME: tr("name")}
    changed = ", ".join(flags[each] for each in segment.flags)
    return tr("Changed {what} – {line}").format_map({"what": changed, "line": line}) if changed else line


def _put_in() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.DemiBold)
    made.setFontUnderline(True)
    return made


def _left_out() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontStrikeOut(True)
    return made


def _mark() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return made


_FORMATS = {Look.SAME: QTextCharFormat, Look.PUT_IN: _put_in, Look.LEFT_OUT: _left_out, Look.MARK: _mark}
