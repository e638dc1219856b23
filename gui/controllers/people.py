"""People: who said it, for one claim or across the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.records import Change, ClaimContext, ClaimRow, Correction, MentionKind, SpeakerRow
from db.operations import (
    CorrectMention,
    MergeSpeakers,
    Operation,
    RenameSpeaker,
    SplitSpeaker,
)
from db.store import Desk
from gui import words
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.views.dialogs.speaker_dialog import Reach, SpeakerChoice, SpeakerDialog

MOST_RECENT = 8


class People(QObject):
    """Answers the speaker's button and picker."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._recent: list[str] = []
        """Speakers chosen in this window, the last one first."""
        session.left.connect(self._recent.clear)
        session.changed.connect(self._tell_unsettled)  # by undo and redo too
        inspector = window.inspector
        inspector.speaker_edit_requested.connect(lambda: self.choose_speaker())
        inspector.same_speaker_chosen.connect(self._merge_with)
        window.actions_table.on("speaker", self.choose_speaker)
        window.actions_table.on("next-tab", inspector.show_next_tab)

    # --- speakers ---------------------------------------------------------------------------------------------

    def choose_speaker(self, suggested: str | None = None) -> None:
        """Ask who said the current claim, and whether that holds for it alone or for all that the speaker said.

        With `suggested`, somebody on the desk, begin with them for all that the speaker says there.
        """
        claim = self._navigation.claim
        if claim is None:
            return
        row = claim.row
        before = self._navigation.steps.previous_id()

        def find(desk: Desk) -> tuple[ClaimContext, str | None, list[SpeakerRow], list[SpeakerRow]]:
            previous = desk.read.claim_rows([before]).get(before) if before is not None else None
            name = previous.speaker if previous is not None else None
            here, everywhere = (desk.read.speakers(where, in_passing=True) for where in (row.article_id, None))
            return desk.read.context(row.id), name, here, everywhere

        def ask(found: tuple[ClaimContext, str | None, list[SpeakerRow], list[SpeakerRow]]) -> None:
            context, previous, here, everywhere = found
            speaker_id = context.speaker_id
            names = [*self._recent, *(speaker.name for speaker in (*here, *everywhere))]
            dialog = SpeakerDialog(
                names,
                row.speaker,
                row.via,
                self._window,
                figure=row.kind is MentionKind.FIGURE,
                previous=previous,
                known=speaker_id is not None,
                decided=context.decided,
                decided_here=context.decided_here,
            )
            if suggested is not None:
                dialog.suggest(suggested, Reach.DESK)
            ids = {speaker.name: speaker.id for speaker in (*everywhere, *here)}

            def accepted() -> None:
                if dialog.choice is not None:
                    self._use(row, speaker_id, dialog.choice, ids)

            dialog.accepted.connect(accepted)
            self._window.open_dialog(dialog)

        self._session.read(find, ask, slot="speaker-dialog")

    def _use(self, row: ClaimRow, speaker_id: int | None, choice: SpeakerChoice, ids: dict[str, int]) -> None:
        operation: Operation
        if choice.name is None:
            operation = CorrectMention(row.id, Correction(no_speaker=True))
        elif speaker_id is None or choice.reach is Reach.CLAIM or choice.name == row.speaker:
            operation = CorrectMention(row.id, Correction(speaker=choice.name, via=choice.via))
        elif choice.reach is Reach.ARTICLE:
            operation = SplitSpeaker(speaker_id, row.article_id, choice.name)
        elif (other := ids.get(choice.name)) is not None:
            operation = MergeSpeakers(other, speaker_id)
        else:
            operation = RenameSpeaker(speaker_id, choice.name)
        if choice.name is not None:
            self._recent = [choice.name, *(name for name in self._recent if name != choice.name)][:MOST_RECENT]
        name = choice.name or self.tr("nobody")

        def tell(change: Change) -> None:
            if isinstance(operation, CorrectMention):
                self._tell_followed(change, name)
            elif len(change.claims) > 1:
                told = self.tr("{claims} are now {name}’s, the figures in them with them")
                self._window.notify(told.format(claims=words.claims(len(change.claims)), name=name), "good")

        self._session.act(operation, tell)

    def _tell_followed(self, change: Change, name: str) -> None:
        """Say how many figures inside the quote took its speaker, and how many cannot since they are published."""
        if change.followed:
            told = self.tr("{figures} inside the quote changed to {name} with it")
            self._window.notify(told.format(figures=words.figures(change.followed), name=name), "good")
        if change.held:
            told = self.tr("{figures} inside the quote stayed: published; open a correction there")
            self._window.notify(told.format(figures=words.figures(change.held)), "warn")

    def _tell_unsettled(self, change: Change) -> None:
        if change.unsettled:
            told = self.tr("Approved or published, and to be checked again: {claims}")
            self._window.notify(told.format(claims=words.claims(change.unsettled)), "warn")

    def _merge_with(self, other: int) -> None:
        """Say that the speaker is another one, at once; where checks were decided, that is asked first."""
        context = self._window.inspector.context
        if context.decided:
            name = next((row.name for row in context.alike if row.id == other), None)
            self.choose_speaker(name)
        elif context.speaker_id is not None:
            self._session.act(MergeSpeakers(other, context.speaker_id))

    # --- comments ---------------------------------------------------------------------------------------------
