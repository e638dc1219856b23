"""An article laid out: its text, read-only and plain, where its mentions stand, and what of it is in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor

from core.records import ClaimState, Mark, Pieces, RatingScale, Span
from gui import theme as themes
from gui.theme import Theme, serif_font
from gui.turns import Steps, Turns
from gui.views.parts.strips import Strips
from gui.views.parts.widgets import RTL
from gui.views.reader.margin import MarginMark, place_marks
from gui.views.reader.paint import MentionPainter
from gui.views.reader.shapes import LineBox, Shape, levels
from gui.views.reader.text import ArticleText
from gui.views.reader.typesetting import boxed, embolden, found_mark

AT_ONCE = 4
"""Figures set bold in one piece of the work: with the layout of their paragraphs, half a millisecond."""


class ArticlePage(ArticleText):
    """Knows what stands where: setters in, places out. Offsets that enter and leave are code points."""

    def __init__(self, turns: Turns | None = None) -> None:
        super().__init__(turns)
        self._painter = MentionPainter(themes.load("light"), None)
        self._marks: tuple[Mark, ...] = ()
        self._levels: dict[int, int] = {}
        self._by_claim: dict[int, Mark] = {}
        self._extents: list[tuple[int, int, Mark]] = []
        """From the first to the last character of each mention and its speaker, for finding those in sight."""
        self._made: dict[int, Shape] = {}
        self._sight: tuple[tuple[int, int], list[Shape]] | None = None
        """What was found in sight, at which place of the page and height of the viewport."""
        self._margin: tuple[tuple[int, ...], list[MarginMark]] | None = None
        self._current: int | None = None
        self._hovered: int | None = None
        self._wants_scroll = False
        self._strips = Strips(self.viewport(), self.turns, self)
        """What is left to do of showing marks that came with an analysis."""
        self._marking = False
        """Whether figures are being set bold; the current mention is brought into sight after that."""
        self._found: tuple[tuple[Span, ...], Span | None] = ((), None)
        """What a search found, and the place of it that is chosen."""
        self._anchor: int | None = None
        """The character at the top of what was last painted, kept there when the page is laid out anew; None where
        the current mention is in sight, which is then kept instead."""

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._finish()
        self._painter.theme = theme
        self.document().setDefaultFont(serif_font())
        self._format()
        self._relayout()
        self._paint_found()
        self._keep_place()

    def set_scale(self, scale: RatingScale) -> None:
        self._painter.scale = scale
        self.viewport().update()

    def set_text(
        self, title: str, meta: str, text: str, marks: tuple[Mark, ...], *, unasked: bool = False
    ) -> None:
        """Show an article from its beginning. A title that also opens the text is not shown twice.

        What a window shows is set at once, unless the article comes `unasked`, and the rest in the turns of the
        event loop that follow, or as soon as it is asked for.
        """
        self._strips.give_up()
        self._marking = False
        self._found = (), None
        self._take(marks)
        self._current = self._hovered = None
        self._anchor, self._wants_scroll = 0, False
        self._set(title, meta, text, unasked=unasked)

    def set_marks(self, marks: tuple[Mark, ...], meta: str | None = None) -> None:
        """Show the same text with other marks, and another line below the headline if given; the place on the
        page stays."""
        meta = self.meta.text() if meta is None else meta
        if marks == self._marks:
            self.set_about(meta)
            return
        self._finish()
        if self._current not in self._by_claim:  # the current mention may be among those that come
            self._wants_scroll = any(mark.claim_id == self._current for mark in marks)
        if not self._marks:  # the first analysis
            self._marking = True
            self._strips.show(self._set_first(marks, meta))
            return
        before, bold_before = self._marks, self._bold
        if bold_before == boxed(marks) and list(map(_stands, before)) == list(map(_stands, marks)):
            self._rate_again(marks)
            self.set_about(meta)
            return
        self._take(marks)
        self._forget_shapes()
        more = sorted(set(self._bold).difference(bold_before))
        if more and len(more) == len(self._bold) - len(bold_before):
            self._marking = True
            self._strips.show(self._set_more(more, meta))
            return
        self.set_about(meta)
        if bold_before != self._bold:
            self._format()
            self._relayout()
        if self._wants_scroll and self.isVisible():
            self._scroll_to_current()
        self.viewport().update()

    def _set_first(self, marks: tuple[Mark, ...], meta: str) -> Steps:
        yield from self._take_steps(marks)
        self._forget_shapes()
        yield from self._set_more(self._bold, meta)

    def _set_more(self, bold: Sequence[Span], meta: str) -> Steps:
        """Set more figures bold, and find where the mentions in sight lie.

        What is seen stays meanwhile as it was: words that move with every figure could be read by nobody.
        """
        for start in range(0, len(bold), AT_ONCE):
            embolden(self.document(), self._text, self._page.offsets, bold[start : start + AT_ONCE])
            yield None
        self.meta.setText(meta)
        self._relayout()
        self._marking = False
        if self._wants_scroll and self.isVisible():
            self._scroll_to_current()
        for mark in self._in_sight():
            self._shape(mark)
            yield None

    def _rate_again(self, marks: tuple[Mark, ...]) -> None:
        """Take marks that stand where those before stood: only what was ruled on them differs."""
        self._marks = marks
        self._by_claim = {mark.claim_id: mark for mark in marks}
        self._extents = [(start, end, self._by_claim[mark.claim_id]) for start, end, mark in self._extents]
        for claim_id, shape in self._made.items():
            shape.mark = self._by_claim[claim_id]
        self._look_again()
        self.viewport().update()

    def _take(self, marks: tuple[Mark, ...]) -> None:
        for _ in self._take_steps(marks):
            pass

    def _take_steps(self, marks: tuple[Mark, ...]) -> Steps:
        self._marks = marks
        self._by_claim = {mark.claim_id: mark for mark in marks}
        yield None
        self._levels = {}
        for part in levels(marks):
            self._levels |= part
            yield None
        self._bold = boxed(marks)
        yield None
        extents: list[tuple[int, int, Mark]] = []
        for mark in marks:
            if mark.pieces:
                extents.append((*_extent(mark), mark))
                yield None
        self._extents = extents
        self._look_again()

    def _finish(self) -> None:
        """Set now what is left to set."""
        self._work.finish()
        if self._marking:
            self._strips.finish()

    def set_current(self, claim_id: int | None) -> None:
        """Mark a mention as current and scroll it into sight with what stands around it."""
        if claim_id == self._current:
            return
        self._work.finish()
        if self._marking:
            self._current, self._wants_scroll = claim_id, True
            return
        before, self._current = self._current, claim_id
        self._update_shapes(before, claim_id)
        self._wants_scroll = True
        if self.isVisible():
            self._scroll_to_current()

    def preview(self, pieces: Pieces | None) -> None:
        """Draw the current mention over other words, while its edge is dragged; None draws it as it is."""
        self._finish()
        mark = self._by_claim.get(self._current) if self._current is not None else None
        if mark is None:
            return
        self._update_shapes(self._current)
        self._made.pop(mark.claim_id, None)
        if pieces is not None:
            shape = self._page.shape(replace(mark, pieces=pieces), self._levels.get(mark.claim_id, 0))
            self._made[mark.claim_id] = shape
        self._look_again()
        self._update_shapes(self._current)

    # --- asking -----------------------------------------------------------------------------------------------

    def shapes(self) -> list[Shape]:
        """The mentions in sight and just beyond, longest first, so that what stands inside another comes later.

        Boxes are found only for these, and kept until the text, its marks or the width change.
        """
        place = self.verticalScrollBar().value(), self.viewport().height()
        if self._sight is None or self._sight[0] != place:
            self._sight = place, sorted(map(self._shape, self._in_sight()), key=lambda shape: -shape.length)
        return self._sight[1]

    def _in_sight(self) -> list[Mark]:
        start, end = self._span_in_sight()
        return [mark for first, last, mark in self._extents if first < end and last > start]

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
        if claim_id is None:  # painted while it is being set, a page has no current mention yet
            return None
        self._finish()
        mark = self._by_claim.get(claim_id)
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
        self._look_again()

    def _look_again(self) -> None:
        self._sight = self._margin = None

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
        self._found = found, chosen
        self._paint_found()
        if chosen is not None:
            self._bring_into_sight(self._page.boxes((chosen,)))

    def _paint_found(self) -> None:
        theme, (found, chosen) = self._painter.theme, self._found
        self.setExtraSelections([found_mark(self._cursor(span), theme, span == chosen) for span in found])

    def select_span(self, span: Span) -> None:
        """Select words as a person would, in sight and with the focus: a claim can be made of them."""
        self.setTextCursor(self._cursor(span))
        self._bring_into_sight(self._page.boxes((span,)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cursor(self, span: Span) -> QTextCursor:
        self._finish()
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
        if shape is not None:
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
