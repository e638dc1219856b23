"""The text of an article in its column, below its headline: set part by part, laid out for the pane's width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from core.records import Span
from gui.theme import GRID, serif_font
from gui.turns import TURN, InTurns, Steps, Turns
from gui.views.parts.offsets import displayable
from gui.views.parts.widgets import RTL, label
from gui.views.reader.shapes import Page
from gui.views.reader.typesetting import FIRST_PART, SMALL_PART, append_part, format_article, parts

MEASURE = 68
"""Characters in a full line; 60 to 75 read best (Bringhurst, The Elements of Typographic Style, 2.1.2)."""
GUTTER = 52


class ArticleText(QTextEdit):
    """A text, read-only and plain, in a column as wide as reads best. What stands in it is the page's."""

    def __init__(self, turns: Turns | None = None) -> None:
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
        self.turns = turns or Turns(self)
        self._text = ""
        self._title_in_text = False
        self._bold: list[Span] = []
        """The figures, which are set bold."""
        self._page = Page(self.document(), "")
        self._work = InTurns(self.turns, self)
        """What is left to set of the text."""
        self._filling = False
        """While a text is set: the bar that then appears changes the width, for which it is laid out only once."""
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

    def _set(self, title: str, meta: str, text: str, *, unasked: bool) -> None:
        """Set an article, of which `_bold` are the figures: its first part now, or by turns too if it comes
        `unasked`, and the rest by turns."""
        self._work.give_up()
        self._text = text
        self._title_in_text = bool(title.strip()) and text.lstrip("\n").partition("\n")[0].strip() == title.strip()
        self.headline.setText(title)
        self.headline.setVisible(not self._title_in_text)
        self.meta.setText(meta)
        cuts = parts(text, SMALL_PART, SMALL_PART) if unasked else parts(text)
        steps = self._set_parts(displayable(text), cuts)
        if not unasked:
            for done in steps:
                if done is TURN:
                    break
        self._work.begin(steps)

    def _set_parts(self, shown: str, cuts: Sequence[Span]) -> Steps:
        first, *rest = cuts
        self._filling = True
        try:
            self.setPlainText(shown[slice(*first)])
            self._page = Page(self.document(), self._text)
            yield None
            self._format(first)
            yield None
        finally:
            self._filling = False
        self._relayout()
        self.verticalScrollBar().setValue(0)
        yield TURN  # the first part stands
        for part in rest:
            append_part(self.document(), shown, self._text, self._page.offsets, self._bold, part)
            self._forget_shapes()
            yield None

    def set_more(self) -> bool:
        """Set the next part of an article that came unasked; False once what a window shows is set."""
        if not self._work.is_done and self.document().characterCount() < FIRST_PART:
            self._work.take(0)
            return True
        return False

    def set_about(self, meta: str) -> None:
        """The line below the headline."""
        if meta != self.meta.text():
            self.meta.setText(meta)
            self._relayout()

    def text(self) -> str:
        """The article's text, to whose code points all offsets count."""
        return self._text

    # --- layout -----------------------------------------------------------------------------------------------

    def _format(self, part: Span | None = None) -> None:
        format_article(
            self.document(),
            self._text,
            self._page.offsets,
            self._bold,
            title_in_text=self._title_in_text,
            part=part,
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

    def _forget_shapes(self) -> None:
        """What stands in the text may stand elsewhere now."""
