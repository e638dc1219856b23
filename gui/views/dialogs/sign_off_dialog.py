"""Signing an article off: how much is settled, what is missing, each entry a way to its claim."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from core.checking.coverage import Coverage
from core.records import ClaimRow, SignOff
from gui import claim_words, words
from gui.icons import state_icon
from gui.theme import GRID, Theme, text_scale
from gui.views.parts.dialog import FormDialog, fit_to_window
from gui.views.parts.widgets import label
from gui.words import tr

SIGN = 14
"""Pixels across of a state's mark, at a text scale of 1."""
LONGEST = 120
"""Characters of a claim's words that an entry shows."""
_CLAIM = int(Qt.ItemDataRole.UserRole) + 1


class _Missing(QListWidget):
    """Enter goes to the claim of an entry; Ctrl+Enter is the dialog's."""

    gone_to = Signal(QListWidgetItem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.currentItem() is None:
            event.ignore()
        else:
            self.gone_to.emit(self.currentItem())


class SignOffDialog(FormDialog):
    """Accepted, the article is to be signed off. `claim_chosen` gives the claim of an entry that was chosen.

    `refusal` says why whoever sits here cannot sign off; it is empty where they can, once nothing is missing.
    """

    claim_chosen = Signal(int)

    def __init__(
        self,
        title: str,
        settled: Coverage,
        missing: Sequence[ClaimRow],
        signed: SignOff | None,
        refusal: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Sign off the article"), tr("Sign off"), parent)
        self._missing = tuple(missing)
        self._column.addWidget(label(title, face="serif", wrap=True))
        text = self.tr("{settled} of {total} settled").format(
            settled=words.number(settled.settled), total=words.number(settled.total)
        )
        self.coverage = label(text, size="strong")
        self._column.addWidget(self.coverage)
        self.note = label(self._said(settled, missing, signed, refusal), tone="muted", wrap=True)
        self._column.addWidget(self.note)
        self._column.addSpacing(GRID)
        self.list = _Missing()
        self.list.setProperty("popup", True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(self.list.fontMetrics().lineSpacing() * 3)
        for row in missing:
            item = QListWidgetItem(f"{words.state(row.state)} · {claim_words.excerpt(row, LONGEST)}")
            item.setData(_CLAIM, row.id)
            item.setToolTip(words.tip(claim_words.in_phrase(row)))
            self.list.addItem(item)
        self.set_theme(theme)
        self.list.gone_to.connect(self._go)
        self.list.itemClicked.connect(self._go)
        if missing:
            self.add_field(self.tr("Still to settle: Enter goes there"), self.list, stretch=1)
            self.list.setCurrentRow(0)
        self.finish()
        self.accept_button.setEnabled(not missing and not refusal and signed is None and settled.total > 0)
        if missing:
            self.accept_button.setDefault(False)
            self.list.setFocus()
        elif self.accept_button.isEnabled():
            self.accept_button.setFocus()
        else:
            self.cancel_button.setText(self.tr("Close"))
            self.cancel_button.setFocus()

    def set_theme(self, theme: Theme) -> None:
        side = round(SIGN * text_scale())
        self.list.setIconSize(QSize(side, side))
        icons = {row.state: state_icon(row.state, theme, SIGN) for row in self._missing}
        for place, row in enumerate(self._missing):
            self.list.item(place).setIcon(icons[row.state])

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self.list.count():
            size = size.expandedTo(QSize(round(520 * min(text_scale(), 1.5)), round(440 * min(text_scale(), 1.5))))
        return fit_to_window(self, size)

    def accept(self) -> None:
        if self.accept_button.isEnabled():
            super().accept()

    def _said(self, settled: Coverage, missing: Sequence[ClaimRow], signed: SignOff | None, refusal: str) -> str:
        if signed is not None:
            text = self.tr("Signed off by {name}, {when}. It holds as long as every claim stays settled.")
            return text.format(name=signed.by, when=words.moment(signed.at))
        if not settled.total:
            return self.tr("Nothing was found in this article yet; analyse it first.")
        if missing:
            return self.tr("It can be signed off once every claim is approved, published or dismissed.")
        return refusal or self.tr("Every claim is approved, published or dismissed.")

    def _go(self, item: QListWidgetItem) -> None:
        self.claim_chosen.emit(int(item.data(_CLAIM)))
        self.reject()
