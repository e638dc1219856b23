"""An article laid out: its text, read-only and plain, where its mentions stand, and what of it is in sight."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from core.records import ClaimState, Mark, Pieces, RatingScale, Span
from gui import theme as themes
from gui.theme import GRID, Theme, serif_font
from gui.views.offsets import displayable
from gui.views.reader_format import boxed, embolden, format_article
from gui.views.reader_margin import MarginMark, place_marks
from gui.views.reader_paint import MentionPainter
from gui.views.reader_shapes import LineBox, Page, Shape, levels
from gui.views.widgets import RTL, label

MEASURE = 68
"""Characters in a full line; 60 to 75 read best (Bringhurst, The Elements of Typographic Style, 2.1.2)."""
GUTTER = 52


class ArticlePage(QTextEdit):
    """Knows what stands where: setters in, places out. Offsets that enter and leave are code points."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("reader", True)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setAcceptRichText(False)
        # Without a caret: the arrow keys scroll.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._painter = MentionPainter(themes.load("light"), None)
        self._text = ""
        self._title_in_text = False
        self._marks: tuple[Mark, ...] = ()
        self._levels: dict[int, int] = {}
        self._by_claim: dict[int, Mark] = {}
        self._extents: list[tuple[int, int, Mark]] = []
        """From the first to the last character of each mention and its speaker, for finding those in sight."""
        self._made: dict[int, Shape] = {}
        self._margin: tuple[tuple[int, ...], list[MarginMark]] | None = None
        self._page = Page(self.document(), "")
        self._current: int | None = None
        self._hovered: int | None = None
        self._wants_scroll = False
        self._filling = False
        """While a text is set: the bar that then appears changes the width, for which it is laid out only once."""
        self._anchor: int | None = None
        """The character at the top of what was last painted, kept there when the page is laid out anew; None where
        the current mention is in sight, which is then kept instead."""
        self._build_head()

    def _build_head(self) -> None:
        self.head = QWidget(self.viewport())
        column = QVBoxLayout(self.head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.headline = label("", face="headline", wrap=True)
        self.meta = label("", tone="muted", size="small", wrap=True)
        column.addWidget(self.headline)
        column.addWidget(self.meta)
        for part in (self.headline, self.meta):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._painter.theme = theme
        self.document().setDefaultFont(serif_font())
        self._format()
        self._relayout()
        self._keep_place()

    def set_scale(self, scale: RatingScale) -> None:
        self._painter.scale = scale
        self.viewport().update()

    def set_text(self, title: str, meta: str, text: str, marks: tuple[Mark, ...]) -> None:
        """Show an article from its beginning. A title that also opens the text is not shown twice."""
        self._text = text
        self._take(marks)
        self._current = self._hovered = None
        self._anchor, self._wants_scroll = 0, False
        self._title_in_text = bool(title.strip()) and text.lstrip("\n").partition("\n")[0].strip() == title.strip()
        self.headline.setText(title)
        self.headline.setVisible(not self._title_in_text)
        self.meta.setText(meta)
        self._filling = True
        try:
            self.setPlainText(displayable(text))
            self._page = Page(self.document(), text)
            self._format()
        finally:
            self._filling = False
        self._relayout()
        self.verticalScrollBar().setValue(0)

    def set_about(self, meta: str) -> None:
        """The line below the headline."""
        if meta != self.meta.text():
            self.meta.setText(meta)
            self._relayout()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show the same text with other marks; the place on the page stays."""
        if marks == self._marks:
            return
        before = self._marks
        if boxed(before) == boxed(marks) and list(map(_stands, before)) == list(map(_stands, marks)):
            self._rate_again(marks)
            return
        self._take(marks)
        self._forget_shapes()
        bold_before, bold = boxed(before), boxed(marks)
        if bold_before != bold:
            more = set(bold).difference(bold_before)
            if len(more) == len(bold) - len(bold_before):  # the first analysis, as a rule: none is taken back
                embolden(self.document(), self._text, self._page.offsets, sorted(more))
            else:
                self._format()
            self._relayout()
        self.viewport().update()

    def _rate_again(self, marks: tuple[Mark, ...]) -> None:
        """Take marks that stand where those before stood: only what was ruled on them differs."""
        self._marks = marks
        self._by_claim = {mark.claim_id: mark for mark in marks}
        self._extents = [(start, end, self._by_claim[mark.claim_id]) for start, end, mark in self._extents]
        for claim_id, shape in self._made.items():
            shape.mark = self._by_claim[claim_id]
        self._margin = None
        self.viewport().update()

    def _take(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks
        self._levels = levels(marks)
        self._by_claim = {mark.claim_id: mark for mark in marks}
        self._extents = [(*_extent(mark), mark) for mark in marks if mark.pieces]

    def set_current(self, claim_id: int | None) -> None:
        """Mark a mention as current and scroll it into sight with what stands around it."""
        if claim_id == self._current:
            return
        before, self._current = self._current, claim_id
        self._update_shapes(before, claim_id)
        self._wants_scroll = True
        if self.isVisible():
            self._scroll_to_current()

    def preview(self, pieces: Pieces | None) -> None:
        """Draw the current mention over other words, while its edge is dragged; None draws it as it is."""
        mark = self._by_claim.get(self._current) if self._current is not None else None
        if mark is None:
            return
        self._update_shapes(self._current)
        self._made.pop(mark.claim_id, None)
        if pieces is not None:
            shape = self._page.shape(replace(mark, pieces=pieces), self._levels.get(mark.claim_id, 0))
            self._made[mark.claim_id] = shape
        self._margin = None
        self._update_shapes(self._current)

    # --- asking -----------------------------------------------------------------------------------------------

    def shapes(self) -> list[Shape]:
        """The mentions in sight and just beyond, longest first, so that what stands inside another comes later.

        Boxes are found only for these, and kept until the text, its marks or the width change.
        """
        start, end = self._span_in_sight()
        made = [self._shape(mark) for first, last, mark in self._extents if first < end and last > start]
        made.sort(key=lambda shape: -shape.length)
        return made

    def margin(self) -> list[MarginMark]:
        """The marks beside the lines in sight: of what a person has taken up, and of the current mention.

        A bare suggestion has none: a mark on every line would say nothing.
        """
        shapes = [shape for shape in self.shapes() if self._has_margin_mark(shape.mark)]
        key = tuple(shape.mark.claim_id for shape in shapes)
        if self._margin is None or self._margin[0] != key:
            left, right = self._column()
            rtl = self.layoutDirection() is RTL
            edge = self.viewport().width() - right if rtl else left
            self._margin = (key, place_marks(shapes, edge, rtl))
        return self._margin[1]

    def _has_margin_mark(self, mark: Mark) -> bool:
        return mark.state is not ClaimState.SUGGESTED or mark.claim_id == self._current

    def shape_of(self, claim_id: int | None) -> Shape | None:
        """Where one mention lies, in sight or not; None if the text has no such claim."""
        mark = self._by_claim.get(claim_id) if claim_id is not None else None
        return self._shape(mark) if mark is not None else None

    def _shape(self, mark: Mark) -> Shape:
        made = self._made.get(mark.claim_id)
        if made is None:
            made = self._page.shape(mark, self._levels.get(mark.claim_id, 0))
            if made.boxes:
                self._made[mark.claim_id] = made
        return made

    def _forget_shapes(self) -> None:
        self._made.clear()
        self._margin = None

    def _span_in_sight(self) -> tuple[int, int]:
        """The code points of the viewport and a quarter more above and below."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        hit = self.document().documentLayout().hitTest
        units = (hit(QPointF(0, top - height / 4), _FUZZY), hit(QPointF(1e6, top + height * 1.25), _FUZZY))
        return self._page.offsets.points(max(units[0], 0)), self._page.offsets.points(max(units[1], 0)) + 1

    def claims_at(self, point: QPointF) -> list[int]:
        """The claims whose words or mark lie at a point of the viewport, shortest mention first."""
        place = point + QPointF(0, self.verticalScrollBar().value())
        for mark in self.margin():
            if mark.box.adjusted(-3, -3, 3, 3).contains(place):
                return [shape.mark.claim_id for shape in mark.shapes]
        return [
            shape.mark.claim_id
            for shape in reversed(self.shapes())
            if any(
                box.left - 2 <= place.x() <= box.right + 2 and box.line_top <= place.y() <= box.line_bottom
                for box in shape.boxes
            )
        ]

    @property
    def current(self) -> int | None:
        """The claim whose mention is marked as the current one."""
        return self._current

    def text(self) -> str:
        """The article's text, to whose code points all offsets count."""
        return self._text

    def point_at(self, point: QPointF) -> int:
        """The code point nearest to a point of the viewport."""
        place = point + QPointF(0, self.verticalScrollBar().value())
        return self._page.offsets.points(max(self.document().documentLayout().hitTest(place, _FUZZY), 0))

    def first_point_in_sight(self) -> int:
        """The code point at the top of the viewport."""
        top = QPointF(self._column()[0], self.verticalScrollBar().value() + serif_font().pixelSize())
        return self._page.offsets.points(max(self.document().documentLayout().hitTest(top, _FUZZY), 0))

    def show_found(self, found: tuple[Span, ...], chosen: Span | None) -> None:
        """Mark what a search found, and bring the chosen place into sight. The text's own selection stays."""
        marks = []
        for span in found:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(span)
            ground = self._painter.theme.accent if span == chosen else self._painter.theme.current
            mark.format.setBackground(QColor(ground))
            if span == chosen:
                mark.format.setForeground(QColor(self._painter.theme.on_accent))
            marks.append(mark)
        self.setExtraSelections(marks)
        if chosen is not None:
            boxes = self._page.boxes((chosen,))
            self._bring_into_sight(boxes)

    def select_span(self, span: Span) -> None:
        """Select words as a person would, in sight and with the focus: a claim can be made of them."""
        self.setTextCursor(self._cursor(span))
        self._bring_into_sight(self._page.boxes((span,)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._page.offsets.units(span[0]))
        cursor.setPosition(self._page.offsets.units(span[1]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def first_unit_in_sight(self) -> int:
        """Where a caret begins, in UTF-16 units: at the current mention if that is in sight, else at the top."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        shape = self.shape_of(self._current)
        if shape is not None and shape.boxes and top <= shape.boxes[0].line_top < top + height:
            return self._page.offsets.units(shape.mark.pieces[0][0])
        return self._page.offsets.units(self.first_point_in_sight())

    def selected_span(self) -> tuple[int, int] | None:
        """The selected words in code points; None if nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        offsets = self._page.offsets
        return offsets.points(cursor.selectionStart()), offsets.points(cursor.selectionEnd())

    # --- layout -----------------------------------------------------------------------------------------------

    def _format(self) -> None:
        format_article(
            self.document(),
            self._text,
            self._page.offsets,
            boxed(self._marks),
            title_in_text=self._title_in_text,
        )

    def _column(self) -> tuple[int, int]:
        """Margins left and right of the column of text, the gutter on the leading side."""
        width = self.viewport().width()
        metrics = serif_font()
        measure = round(MEASURE * 0.485 * metrics.pixelSize())
        lead = GUTTER + 2 * GRID
        tail = 6 * GRID
        spare = width - lead - tail - measure
        if spare > 0:
            # On a wide page the column drifts towards the middle, but never far from its marks.
            lead += spare // 3
            tail = width - lead - measure
        return (tail, lead) if self.layoutDirection() is RTL else (lead, tail)

    def _relayout(self) -> None:
        left, right = self._column()
        width = max(self.viewport().width() - left - right, 80)
        self.head.setFixedWidth(width)
        column = self.head.layout()
        height = column.heightForWidth(width) if column is not None else 0
        self.head.resize(width, height)
        top = 6 * GRID
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setLeftMargin(left)
        shape.setRightMargin(right)
        shape.setTopMargin(top + height + 3 * GRID)
        shape.setBottomMargin(12 * GRID)
        if shape != frame.frameFormat():
            frame.setFrameFormat(shape)
        self._forget_shapes()
        self._place_head()
        self.viewport().update()

    def _place_head(self) -> None:
        self.head.move(self._column()[0], 6 * GRID - self.verticalScrollBar().value())

    def _keep_place(self) -> None:
        """After a new layout show what was in sight before: the current mention, or where somebody read on."""
        if not self.isVisible():
            return
        if self._wants_scroll or self._anchor is None:
            self._scroll_to_current()
            return
        self.document().documentLayout().documentSize()  # lays out the whole
        block = self.document().findBlock(self._anchor)
        if self._anchor == 0 or not block.isValid():
            self.verticalScrollBar().setValue(0)
            return
        line = block.layout().lineForTextPosition(self._anchor - block.position())
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top + (line.y() if line.isValid() else 0)))

    def _note_place(self) -> None:
        """Remember what is in sight, as it is painted."""
        shape = self.shape_of(self._current)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        boxes = shape.boxes if shape is not None else ()
        if boxes and boxes[0].line_bottom > top and boxes[-1].line_top < top + height:
            self._anchor = None
            return
        # Not a line of which only the foot is seen. At the very top the headline is what one sees, and stays.
        at = self.document().documentLayout().hitTest(QPointF(0, top + serif_font().pixelSize()), _FUZZY)
        self._anchor = max(at, 0) if top else 0

    def _scroll_to_current(self) -> None:
        self._wants_scroll = False
        self._anchor = None
        self.document().documentLayout().documentSize()  # lays out the whole, so that the bar reaches the place
        shape = self.shape_of(self._current)
        if shape is None or not shape.boxes:
            return
        self._bring_into_sight(shape.boxes)

    def _bring_into_sight(self, boxes: list[LineBox]) -> None:
        """Scroll so that the boxes stand with room around them, unless they do already."""
        if not boxes:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = boxes[0].line_top - bar.value(), boxes[-1].line_bottom - bar.value()
        if top < height * 0.1 or bottom > height * 0.85:
            bar.setValue(round(boxes[0].line_top - height * 0.3))

    def _update_shapes(self, *claims: int | None) -> None:
        """Repaint only where these mentions and their marks lie."""
        for shape in map(self.shape_of, claims):
            if shape is not None:
                area = shape.bounds.translated(0, -self.verticalScrollBar().value())
                area.setLeft(0)
                area.setRight(self.viewport().width())
                self.viewport().update(area.toAlignedRect())


_FUZZY = Qt.HitTestAccuracy.FuzzyHit


def _stands(mark: Mark) -> tuple[object, ...]:
    return mark.claim_id, mark.kind, mark.pieces, mark.speaker_pieces


def _extent(mark: Mark) -> Span:
    pieces = (*mark.pieces, *mark.speaker_pieces)
    return min(start for start, _ in pieces), max(end for _, end in pieces)
