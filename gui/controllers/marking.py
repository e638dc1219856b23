"""Marking passages: claims of a selection, edges of a span moved, mentions that overlap, a figure's reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint

from core.errors import SaidsoError
from core.records import (
    Analysis,
    ArticleView,
    Change,
    ClaimState,
    ClaimView,
    Correction,
    MentionKind,
    Pieces,
    Span,
    SpeakerRow,
)
from core.worker import Analyse
from db.operations import AddClaim, CorrectMention
from gui import words
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.jobs import Callbacks, Worker
from gui.main_window import MainWindow
from gui.views.dialogs.claim_dialog import ClaimDialog
from gui.views.dialogs.reading_dialog import ReadingDialog
from gui.views.reader import spans

MOST_FIGURE_WORDS = 8
"""A selection of more words than this is taken for a quote, though it holds a number."""

MOST_CARDS = 3
"""Mentions in one place of which a card tells."""

Move = Callable[[str, Pieces], Pieces]

MOVES: dict[str, Move] = {
    "grow-start": spans.grow_start,
    "grow-end": spans.grow_end,
    "shrink-start": spans.shrink_start,
    "shrink-end": spans.shrink_end,
}
"""By the id of the action."""


class Marking(QObject):
    """Answers the reader's caret and edges, and the Passage menu."""

    def __init__(self, session: Session, navigation: Navigation, worker: Worker, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._worker = worker
        self._window = window
        self._moved: dict[int, Pieces] = {}
        """Where the edges are that the desk has not answered yet, by claim: keys may come faster than answers."""
        editor = window.reader.spans
        editor.selected.connect(self._ask_claim)
        editor.dragged.connect(self._correct)
        window.reader.page.card_wanted.connect(self._tell_more)
        actions = window.actions_table
        actions.on("caret", self._begin_caret)
        actions.on("find-article", self._find)
        actions.on("new-claim", self._take_selection)
        actions.on("next-overlapping", self._go_to_overlapping)
        actions.on("reading", self.correct_reading)
        for action, move in MOVES.items():
            actions.on(action, partial(self._move_edge, move))
        window.inspector.reading_edit_requested.connect(self.correct_reading)
        session.settled.connect(lambda: self._moved.clear())

    # --- cards ------------------------------------------------------------------------------------------------

    def _tell_more(self, claims: tuple[int, ...], place: QPoint) -> None:
        """Show who said it, how it reads and why it was marked, of the mentions that the mouse rests on."""
        wanted, scale = claims[:MOST_CARDS], self._navigation.scale

        def show(views: list[ClaimView | None]) -> None:
            cards = [words.card(view, scale) for view in views if view is not None]
            self._window.reader.page.show_card("\n\n".join(cards), place)

        self._session.read(lambda desk: [desk.read.claim(each) for each in wanted], show, slot="card")

    # --- a claim of a selection -------------------------------------------------------------------------------

    def _begin_caret(self) -> None:
        self._window.show_pane(self._window.reader)
        self._window.reader.spans.begin()
        if self._window.reader.spans.has_caret:
            self._window.show_hint(self.tr("Shift and arrows select · Enter makes a claim · Esc leaves"))
        else:
            self._window.show_hint()

    def _find(self) -> None:
        self._window.show_pane(self._window.reader)
        self._window.reader.find_bar.open_bar()

    def _take_selection(self) -> None:
        if not self._window.reader.spans.take_selection():
            self._window.show_hint(self.tr("Select the words first: F7 and Shift with arrows, or the mouse"))

    def _ask_claim(self, start: int, end: int) -> None:
        self._window.show_hint()
        article = self._navigation.article
        if article is None:
            return
        span = spans.whole_words(article.text, (start, end))
        if span is None:
            self._window.show_hint(self.tr("There is no word in the selection"))
            return

        def ask(found: tuple[list[SpeakerRow], list[SpeakerRow]]) -> None:
            names = [speaker.name for some in found for speaker in some]
            self._open_dialog(article, span, names)

        number = article.id
        self._session.read(
            lambda desk: (desk.read.speakers(number, in_passing=True), desk.read.speakers(in_passing=True)),
            ask,
            slot="claim-dialog",
        )

    def _open_dialog(self, article: ArticleView, span: Span, names: list[str]) -> None:
        dialog = ClaimDialog(article.text[span[0] : span[1]], likely_kind(article.text, span), names, self._window)
        open_still = [True]
        dialog.finished.connect(lambda _: open_still.clear())

        def accepted() -> None:
            choice = dialog.choice
            if choice is None:
                return
            operation = AddClaim(
                article.version_id, choice.kind, (span,), choice.speaker, choice.via, choice.reading
            )
            self._session.act(operation, self._show_new)

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)
        begin, paragraph = _paragraph(article.text, span)

        def suggest(found: Analysis) -> None:
            if open_still:
                _suggest(dialog, found, (span[0] - begin, span[1] - begin))

        # The program reads the paragraph meanwhile, so that a figure's fields need not be typed.
        request = Analyse(article.title, paragraph, article.published)
        self._worker.submit(request, article.title, Callbacks(done=suggest, failed=_nothing), first=True)

    def _show_new(self, change: Change) -> None:
        if change.focus_claim is not None:
            self._navigation.reveal(change.focus_claim)

    # --- edges ------------------------------------------------------------------------------------------------

    def _move_edge(self, move: Move) -> None:
        claim, article = self._navigation.claim, self._navigation.article
        if claim is None or article is None or article.id != claim.row.article_id:
            return
        before = self._moved.get(claim.row.id, claim.pieces)
        after = move(article.text, before)
        if after != before:
            self._correct(claim.row.id, after)

    def _correct(self, claim_id: int, pieces: Pieces) -> None:
        self._moved[claim_id] = pieces
        self._window.reader.page.preview(pieces)

        def failed(_: SaidsoError) -> None:
            self._moved.pop(claim_id, None)
            self._window.reader.page.preview(None)

        self._session.act(CorrectMention(claim_id, Correction(pieces=pieces)), None, failed)

    # --- overlapping mentions ---------------------------------------------------------------------------------

    def _go_to_overlapping(self) -> None:
        article, current = self._navigation.article, self._navigation.claim_id
        if article is None or current is None:
            return
        shown = tuple(mark for mark in article.marks if mark.state is not ClaimState.DISMISSED)
        group = spans.overlapping(shown, current)
        if len(group) < 2:
            self._window.show_hint(self.tr("Nothing overlaps this mention"))
            return
        self._navigation.reveal(group[(group.index(current) + 1) % len(group)])

    # --- the reading of a figure ------------------------------------------------------------------------------

    def correct_reading(self) -> None:
        """Ask what the figure says, and keep it as a correction over what the analysis read."""
        claim: ClaimView | None = self._navigation.claim
        if claim is None or claim.reading is None:
            self._window.show_hint(self.tr("Only a figure has a reading"))
            return
        number, before = claim.row.id, claim.reading
        dialog = ReadingDialog(claim.row.words, before, self._window)

        def accepted() -> None:
            if dialog.result_reading is not None and dialog.result_reading != before:
                self._session.act(CorrectMention(number, Correction(reading=dialog.result_reading)))

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)


def likely_kind(text: str, span: Span) -> MentionKind:
    """What a selection looks like: a few words with a number, words in quotation marks, some of them, or none."""
    words = text[span[0] : span[1]]
    if spans.looks_quoted(text, span):
        return MentionKind.DIRECT
    if any(c.isdecimal() for c in words) and len(words.split()) <= MOST_FIGURE_WORDS:
        return MentionKind.FIGURE
    return MentionKind.MIXED if spans.holds_quoted_words(text, span) else MentionKind.INDIRECT


def _paragraph(text: str, span: Span) -> tuple[int, str]:
    """Where the lines that hold the span begin, and their text."""
    begin = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return begin, text[begin : end if end >= 0 else len(text)]


def _suggest(dialog: ClaimDialog, found: Analysis, span: Span) -> None:
    """Offer the reading and speaker of the figure that shares most with the span, or the speaker of the quote."""
    figure = max(found.figures, key=lambda each: _shared(each.pieces, span), default=None)
    quote = max(found.quotes, key=lambda each: _shared(each.pieces, span), default=None)
    speaker = quote.speaker.name if quote is not None and quote.speaker and _shared(quote.pieces, span) else None
    if figure is not None and _shared(figure.pieces, span):
        dialog.suggest(figure.reading, figure.speaker.name if figure.speaker else None)
    elif speaker:
        dialog.suggest(dialog.fields.base, speaker)


def _shared(pieces: Pieces, span: Span) -> int:
    return sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in pieces)


def _nothing(_: SaidsoError) -> None:
    """Fields that are not filled in are typed; the job's failure needs no words of its own."""
