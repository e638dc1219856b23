"""The key that sets a quotation against its original; what differs goes into the rationale."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.matching.quote_diff import compare
from core.records import ClaimView
from gui.controller_navigation import Navigation
from gui.main_window import MainWindow
from gui.views.quote_diff_dialog import LONGEST, QuoteDiffDialog


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


def _original(claim: ClaimView, said: str) -> str:
    """The evidence's passage that has the quotation, or else the first passage there is."""
    excerpts = [row.draft.excerpt for row in claim.evidence if row.draft.excerpt.strip()]
    having = (each for each in excerpts if len(each) <= LONGEST and compare(said, each).found)
    return next(having, excerpts[0] if excerpts else "")
