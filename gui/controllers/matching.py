"""The key that sets a quotation against its original; what differs goes into the rationale."""

from __future__ import annotations

from PySide6.QtCore import QObject
from shiboken6 import isValid

from core.checking.changes import Piece
from core.matching.passage import differing, is_word_for_word
from core.matching.quote_diff import QuoteDiff, compare
from core.records import ClaimView, MentionKind
from gui.controllers.navigation import Navigation
from gui.controllers.viewing import Viewing
from gui.main_window import MainWindow
from gui.views.dialogs.quote_diff_dialog import LONGEST, Look, QuoteDiffDialog, inline, stops_before
from gui.views.inspector.changes_view import AgainstSource
from gui.views.reader.shapes import in_marks
from gui.words import tr


class Matching(QObject):
    def __init__(self, navigation: Navigation, viewing: Viewing, window: MainWindow) -> None:
        super().__init__(window)
        self._navigation = navigation
        self._viewing = viewing
        self._window = window
        window.actions_table.on("quote-diff", self.open)

    def open(self) -> None:
        """Open the comparison with the passage that the claim's evidence gives, if any does.

        The kept copies are looked through for one that has more of its words, or of its sentence.
        """
        claim, article = self._navigation.claim, self._navigation.article
        if claim is None or article is None or article.id != claim.row.article_id:
            return
        said = quotation(claim, article.text)
        original = _original(claim, said)
        inspector = self._window.inspector
        dialog = QuoteDiffDialog(
            said,
            original,
            can_insert=not inspector.verdict.rationale.isReadOnly(),
            parent=self._window,
        )

        def accepted() -> None:
            if inspector.claim_id == claim.row.id:
                inspector.insert_rationale(dialog.summary)

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)
        if any(row.captures for row in claim.evidence):

            def offer(title: str, text: str) -> None:
                if isValid(dialog):  # it may have been closed meanwhile
                    dialog.offer(title, text)

            self._viewing.look_up(said, claim.evidence, offer)


def quotation(claim: ClaimView, text: str) -> str:
    """The quoted words in the article's `text`; of a mixed quote those in marks: the others are the reporter's.

    What parts their pieces is the article's attribution; the ellipsis with which lists join them would be taken
    for the quotation's own mark of a cut.
    """
    marked = in_marks(text, claim.pieces) if claim.row.kind is MentionKind.MIXED else ()
    return " ".join(text[start:end] for start, end in marked or claim.pieces)


MOST_COMPARED = 20_000
"""Characters of an excerpt that is set against the quote unasked, whenever a check is opened for review."""

_LOOKS = {Look.SAME: Piece.SAME, Look.MARK: Piece.SAME, Look.LEFT_OUT: Piece.GONE, Look.PUT_IN: Piece.NEW}


def against_source(claim: ClaimView, text: str) -> tuple[AgainstSource | None, bool]:
    """The quote against the passage of its evidence that has it best, and whether one has it word for word.

    None for figures, and where no passage has it; the kept copies may have it all the same.
    """
    if not claim.row.kind.is_quote or not text:
        return None, True
    said = quotation(claim, text)
    best: tuple[int, AgainstSource, bool] | None = None
    for row in claim.evidence:
        excerpt = row.draft.excerpt
        if not excerpt.strip() or len(excerpt) > MOST_COMPARED:
            continue
        found = compare(said, excerpt)
        if found.found and (best is None or differing(found) < best[0]):
            source = " · ".join(part for part in (row.draft.title, row.draft.locator) if part)
            best = differing(found), against(found, said, excerpt, source), is_word_for_word(found)
    return best[1:] if best is not None else (None, False)


def against(found: QuoteDiff, said: str, original: str, source: str) -> AgainstSource:
    """What the review shows of a quote against `original`, a passage of `source`."""
    pieces = tuple((_LOOKS[look], words) for look, words in inline(found, said, original))
    summary = ", ".join(found.summary) or tr("no difference in words or punctuation")
    if stops := stops_before(found, original):
        summary = f"{summary}. {stops}"
    return AgainstSource(source, pieces, summary, original)


def _original(claim: ClaimView, said: str) -> str:
    """The evidence's passage that has the quotation, or else the first passage there is."""
    excerpts = [row.draft.excerpt for row in claim.evidence if row.draft.excerpt.strip()]
    having = (each for each in excerpts if len(each) <= LONGEST and compare(said, each).found)
    return next(having, excerpts[0] if excerpts else "")
