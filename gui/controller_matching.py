"""The key that sets a quotation against its original; what differs goes into the rationale."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.checking.changes import Piece
from core.matching.quote_diff import compare
from core.records import ClaimView
from gui.controller_navigation import Navigation
from gui.main_window import MainWindow
from gui.views.changes_view import AgainstSource
from gui.views.quote_diff_dialog import LONGEST, Look, QuoteDiffDialog, inline
from gui.words import tr


class Matching(QObject):
    def __init__(self, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(window)
        self._navigation = navigation
        self._window = window
        window.actions_table.on("quote-diff", self.open)

    def open(self) -> None:
        """Open the comparison with the passage that the claim's evidence gives, if any does."""
        claim, article = self._navigation.claim, self._navigation.article
        if claim is None or article is None or article.id != claim.row.article_id:
            return
        said = quotation(claim, article.text)
        inspector = self._window.inspector
        dialog = QuoteDiffDialog(
            said,
            _original(claim, said),
            can_insert=not inspector.verdict.rationale.isReadOnly(),
            parent=self._window,
        )

        def accepted() -> None:
            if inspector.claim_id == claim.row.id:
                inspector.insert_rationale(dialog.summary)

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)


def quotation(claim: ClaimView, text: str) -> str:
    """The quoted words in the article's `text`.

    What parts their pieces is the article's attribution; the ellipsis with which lists join them would be taken
    for the quotation's own mark of a cut.
    """
    return " ".join(text[start:end] for start, end in claim.pieces)


MOST_COMPARED = 20_000
"""Characters of an excerpt that is set against the quote unasked, whenever a check is opened for review."""

_LOOKS = {Look.SAME: Piece.SAME, Look.MARK: Piece.SAME, Look.LEFT_OUT: Piece.GONE, Look.PUT_IN: Piece.NEW}


def against_source(claim: ClaimView, text: str) -> AgainstSource | None:
    """The quote against the first passage of its evidence that has it; None for figures and where none does."""
    if not claim.row.kind.is_quote or not text:
        return None
    said = quotation(claim, text)
    for row in claim.evidence:
        excerpt = row.draft.excerpt
        if not excerpt.strip() or len(excerpt) > MOST_COMPARED:
            continue
        found = compare(said, excerpt)
        if found.found:
            source = " · ".join(part for part in (row.draft.title, row.draft.locator) if part)
            pieces = tuple((_LOOKS[look], words) for look, words in inline(found, said, excerpt))
            summary = ", ".join(found.summary) or tr("no difference in words or punctuation")
            return AgainstSource(source, pieces, summary)
    return None


def _original(claim: ClaimView, said: str) -> str:
    """The evidence's passage that has the quotation, or else the first passage there is."""
    excerpts = [row.draft.excerpt for row in claim.evidence if row.draft.excerpt.strip()]
    having = (each for each in excerpts if len(each) <= LONGEST and compare(said, each).found)
    return next(having, excerpts[0] if excerpts else "")
