"""A checker at work with the keyboard, on a real desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter

from core.checking import scales
from core.errors import UserError
from core.records import ClaimState, DismissReason, EvidenceDraft, Queue, Stance
from db.operations import UseScale
from db.store import Desk
from gui.running import Running
from gui.settings import ADVANCE, Settings
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.export_dialog import ExportDialog
from gui.views.dialogs.speaker_dialog import SpeakerDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, focus, press, rows, shown, write


def test_opening_shows_the_newest_article_and_its_first_claim(start: Start, desk: Path) -> None:
    running = start(desk)
    claim = shown(running)
    assert claim.article_title.startswith("Library")
    assert claim.row.id == running.window.claim_model.id_at(0)
    assert running.window.windowTitle() == "desk – Saidso"


def test_a_key_for_claims_that_were_taken_up_says_so_on_a_suggestion(start: Start, desk: Path) -> None:
    running = start(desk)
    assert shown(running).row.state is ClaimState.SUGGESTED
    press(running, "H")
    assert running.window.notice.texts() == ["The claim is only suggested: accept it first."]


def test_ratings_by_digit_are_undone_and_redone_by_name(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    undo, redo = running.window.actions_table["undo"], running.window.actions_table["redo"]
    press(running, "3", "Alt+2")
    scale = running.navigation.scale
    assert scale is not None
    check = shown(running).check
    assert (check.so, check.said) == (scale.so[2].key, scale.said[1].key if shown(running).said_applies else None)
    assert check.by == settings.checker()
    press(running, "1")
    assert undo.text() == f"Undo rating: {scale.so[0].label}"
    press(running, "Ctrl+Z")
    assert shown(running).check.so == scale.so[2].key
    assert redo.text() == f"Redo rating: {scale.so[0].label}"
    press(running, "Ctrl+Shift+Z", "0")
    assert shown(running).check.so is None


def test_undo_goes_back_to_the_claim_it_is_about_in_every_pane(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    first = shown(running).row
    press(running, "1", "Shift+PgDown")
    assert shown(running).row.article_id != first.article_id
    press(running, "Ctrl+Z")
    claim = shown(running)  # in the list as well, which showed the other article's claims
    assert (claim.row.id, claim.check.so) == (first.id, None)


def test_the_next_open_claim_follows_a_complete_check_and_not_before(start: Start, desk: Path) -> None:
    running = start(desk)
    ids = running.window.claim_model.ids()
    quote = next(row for row in rows(running) if row.kind.is_quote)
    running.navigation.choose_claim(quote.id)
    running.wait_until_idle()
    press(running, "1")
    assert shown(running).row.id == quote.id  # why and a source are still to come, and belong here
    press(running, "W")
    write(running, "The minutes have it.")
    press(running, "Esc", "E")
    dialog(running, EvidenceDialog)
    write(running, "Minutes")
    press(running, "Alt+3", "Ctrl+Return", "Alt+1")
    assert shown(running).row.id == ids[ids.index(quote.id) + 1]
    press(running, "K", "2")
    assert shown(running).row.id == quote.id  # why it is another rating is still to be written
    press(running, "Alt+0")
    assert shown(running).row.id == quote.id  # clearing does not move on
    press(running, "Alt+1")
    assert shown(running).row.id == quote.id  # it was complete before
    press(running, "Ctrl+Return")
    assert shown(running).row.id == ids[ids.index(quote.id) + 1]  # sent


def test_the_reason_is_a_draft_while_typing_and_one_revision_after(start: Start, desk: Path) -> None:
    running = start(desk)
    claim = shown(running).row.id
    press(running, "W")
    write(running, "j1 Two lists agree. /?")
    field = running.window.inspector.verdict.rationale
    assert field.toPlainText() == "j1 Two lists agree. /?"
    field.typed.emit(field.toPlainText())
    running.wait_until_idle()
    view = ask(running, lambda desk: desk.read.claim(claim))
    assert view is not None
    assert (view.typed, view.check.revision) == ("j1 Two lists agree. /?", 0)
    press(running, "Esc", "J", "K")
    view = shown(running)
    assert (view.check.rationale, view.check.revision, view.typed) == (
        "j1 Two lists agree. /?",
        1,
        None,
    )
    assert running.window.actions_table["undo"].text() == "Undo rationale"


def test_moving_away_while_typing_keeps_the_words_with_their_claim(start: Start, desk: Path) -> None:
    running = start(desk)
    claim, other = running.window.claim_model.ids()[:2]
    press(running, "W")
    write(running, "Words about the first")
    running.window.reader.claim_chosen.emit(other)
    running.wait_until_idle()
    assert running.window.inspector.verdict.rationale.toPlainText() == ""
    found = ask(running, lambda desk: [desk.read.claim(each) for each in (claim, other)])
    assert [view.check.rationale for view in found if view] == ["Words about the first", ""]


def test_closing_in_the_middle_of_typing_loses_nothing(start: Start, desk: Path) -> None:
    running = start(desk)
    claim = shown(running).row.id
    press(running, "W")
    write(running, "Half a sent")
    running.window.close()
    running.wait_until_idle()
    assert not running.window.isVisible()
    running.close()
    again = start(desk)
    again.navigation.choose_claim(claim)
    again.wait_until_idle()
    assert shown(again).check.rationale == "Half a sent"


def test_a_save_that_fails_is_said_and_the_words_stay(
    start: Start, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = start(desk)
    claim, other = running.window.claim_model.ids()[:2]
    works = Desk.transact

    def full(self: Desk, *_: object, **__: object) -> None:
        raise UserError("S-DESK-WRITE", "The disk is full; free some room.")

    monkeypatch.setattr(Desk, "transact", full)
    press(running, "W")
    write(running, "Nobody may lose this")
    press(running, "Esc")
    status = running.window.status
    assert "not saved: The disk is full; free some room." in _texts(running.window.inspector)
    assert any("not saved" in text for text in _texts(status))
    running.window.close()
    assert running.window.isVisible()  # once, it warns
    running.navigation.choose_claim(other)
    running.wait_until_idle()
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    assert running.window.inspector.verdict.rationale.toPlainText() == "Nobody may lose this"
    monkeypatch.setattr(Desk, "transact", works)
    press(running, "A")
    running.wait_until_idle()
    view = ask(running, lambda desk: desk.read.claim(claim))
    assert view is not None
    assert view.check.rationale == "Nobody may lose this"
    assert not any("not saved" in text for text in _texts(status))


def test_evidence_is_added_edited_and_removed(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "E")
    form = dialog(running, EvidenceDialog)
    write(running, "Port ledger, September")
    form.url.setText("https://example.org/ledger")
    form.stances[Stance.REFUTES].setChecked(True)
    press(running, "Ctrl+Return")
    (row,) = shown(running).evidence
    assert row.draft == EvidenceDraft(
        "Port ledger, September", "https://example.org/ledger", stance=Stance.REFUTES
    )
    running.window.inspector.evidence_edit_requested.emit(row.id)
    dialog(running, EvidenceDialog).title.setText("Port ledger, page 4")
    press(running, "Ctrl+Return")
    assert shown(running).evidence[0].draft.title == "Port ledger, page 4"
    running.window.inspector.evidence_remove_requested.emit(row.id)
    running.wait_until_idle()
    assert shown(running).evidence == ()
    press(running, "Ctrl+Z")
    assert shown(running).evidence[0].draft.title == "Port ledger, page 4"


def _offered_again(running: Running) -> tuple[EvidenceDialog, QCompleter]:
    """Add a source to one claim and begin to type its title for the next."""
    press(running, "E")
    form = dialog(running, EvidenceDialog)
    write(running, "Port ledger, September")
    form.url.setText("https://example.org/ledger")
    form.publisher.setText("Port of Orme")
    form.stances[Stance.REFUTES].setChecked(True)
    press(running, "Ctrl+Return", "J", "E")
    running.wait_until_idle()
    write(running, "ledg")
    form = dialog(running, EvidenceDialog)
    offered = form.title.completer()
    assert offered is not None
    return form, offered


def test_a_source_used_before_is_offered_again(start: Start, desk: Path) -> None:
    running = start(desk)
    form, offered = _offered_again(running)
    assert [offered.completionModel().index(0, 0).data()] == ["Port ledger, September · Port of Orme"]
    popup = offered.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    running.wait_until_idle()
    form.stances[Stance.SUPPORTS].setChecked(True)
    press(running, "Ctrl+Return")
    (row,) = shown(running).evidence
    assert row.draft == EvidenceDraft(
        "Port ledger, September", "https://example.org/ledger", "Port of Orme", stance=Stance.SUPPORTS
    )


def test_ctrl_enter_over_a_list_of_sources_accepts_the_form_and_enter_does_not(start: Start, desk: Path) -> None:
    running = start(desk)
    form, offered = _offered_again(running)
    form.url.setText("https://example.org/page")
    form.stances[Stance.REFUTES].setChecked(True)
    popup = offered.popup()
    assert popup is not None and popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert form.isVisible() and not popup.isVisible()
    form.title.setText("")
    write(running, "ledg")
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    running.wait_until_idle()
    (row,) = shown(running).evidence
    assert row.draft.title == "ledg"


def test_suggestions_are_accepted_dismissed_taken_back_and_set_aside(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "A")
    assert shown(running).row.state is ClaimState.OPEN
    press(running, "J", "X")
    assert running.window.inspector.dismiss_menu.isVisible()
    QTest.keyClick(running.window.inspector.dismiss_menu, Qt.Key.Key_2)
    running.wait_until_idle()
    assert shown(running).dismissed_because is DismissReason.DUPLICATE
    assert not running.window.actions_table["so-1"].isEnabled()
    running.window.actions_table["restore"].trigger()
    running.wait_until_idle()
    assert shown(running).row.state is ClaimState.SUGGESTED
    press(running, "Space")
    assert shown(running).row.set_aside
    press(running, "Space")
    assert not shown(running).row.set_aside


def test_the_speaker_is_corrected(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "S")
    dialog(running, SpeakerDialog).via.setText("Varpress")
    dialog(running, SpeakerDialog).name.selectAll()
    write(running, "Dora Quill")
    press(running, "Return")
    claim = shown(running)
    assert (claim.row.speaker, claim.row.via, claim.corrected) == ("Dora Quill", "Varpress", True)
    press(running, "Ctrl+Z")
    assert shown(running).row.speaker != "Dora Quill"


def test_sending_says_what_is_missing_then_sends_and_can_be_withdrawn(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "1")
    missing = running.window.inspector.action_row.missing
    assert missing.property("tone") == "muted"
    press(running, "Ctrl+Return")
    assert missing.text() == "Still needed: why, a source"
    assert missing.property("tone") == "bad", "it is pointed at where it stands, and not said twice"
    assert running.window.notice.texts() == []
    press(running, "Esc", "Alt+1", "E")  # the cursor has gone to the reason
    write(running, "Ledger")
    press(running, "Alt+1", "Ctrl+Return", "W")
    write(running, "The ledger says so")
    press(running, "Ctrl+Return")  # from within the field: the words are saved first, then all is sent
    assert shown(running).row.state is ClaimState.SUBMITTED
    assert shown(running).check.rationale == "The ledger says so"
    running.window.actions_table["withdraw"].trigger()
    running.wait_until_idle()
    assert shown(running).row.state is ClaimState.CHECKING


def test_keys_work_in_every_filter(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    everything = ask(running, lambda desk: desk.read.queues())[Queue.ALL]
    running.window.desk_pane.queue_chosen.emit(Queue.TO_CHECK)
    running.wait_until_idle()
    ids = running.window.claim_model.ids()
    assert len(ids) == everything
    press(running, "K")
    seen = [shown(running).row.id]
    for _ in ids[1:]:
        press(running, "J")
        seen.append(shown(running).row.id)
    assert seen == ids
    press(running, "J")
    assert shown(running).row.id == ids[-1]
    speaker = ask(running, lambda desk: desk.read.speakers())[0]
    running.window.desk_pane.speaker_chosen.emit(speaker.id)
    running.wait_until_idle()
    assert {row.speaker for row in rows(running)} == {speaker.name}
    press(running, "1")
    assert shown(running).check.so is not None


def test_a_claim_that_leaves_the_list_stays_in_hand(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    running.window.desk_pane.queue_chosen.emit(Queue.TO_CHECK)
    running.wait_until_idle()
    ids = running.window.claim_model.ids()
    press(running, "J")
    press(running, "X")
    QTest.keyClick(running.window.inspector.dismiss_menu, Qt.Key.Key_4)
    running.wait_until_idle()
    assert running.navigation.claim_id == running.window.inspector.claim_id == ids[1]
    assert ids[1] not in running.window.claim_model.ids()
    press(running, "J")
    assert shown(running).row.id == ids[2]


def test_search_narrows_the_list(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "/")
    assert focus(running) is running.window.header.search()
    write(running, "nobody")
    press(running, "Return")
    assert [row.words for row in rows(running)] == ["“Nobody asked us,”"]
    assert shown(running).row.words == "“Nobody asked us,”"
    press(running, "Esc")
    assert len(rows(running)) > 1


def test_the_report_is_exported_and_offered(start: Start, desk: Path, tmp_path: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "4", "W")
    write(running, "Fourteen rooms were counted")
    press(running, "Esc", "Ctrl+E")
    asked = dialog(running, ExportDialog)
    asked.folder.setText(str(tmp_path))
    asked.name.setText("report")
    press(running, "Ctrl+Return")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Fourteen rooms were counted" in text
    assert settings.checker() in text
    assert running.window.notice.texts() == [f"Report written to {tmp_path / 'report.html'}"]
    assert running.window.notice.action_button.text() == "Open"


def _texts(widget: object) -> list[str]:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(widget, QWidget)
    return [part for label in widget.findChildren(QLabel) for part in label.text().split(" · ")]


def test_after_a_search_the_keys_go_to_the_list_and_escape_keeps_the_claim(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "/")
    write(running, "rooms")
    press(running, "Return")
    assert focus(running) is running.window.claims_pane.list
    found = shown(running)
    press(running, "/", "Escape")
    assert focus(running) is running.window.claims_pane.list
    assert running.navigation.filter.text == ""
    assert shown(running).row.id == found.row.id


@pytest.mark.parametrize("by", ["key", "chip"])
def test_the_same_rating_again_is_confirmed_once_the_scale_is_another(
    start: Start, desk: Path, settings: Settings, by: str
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "4")
    before = shown(running)
    assert (before.check.so, before.check.scale) == ("false", "saidso/1")
    running.session.act(UseScale(scales.named("four-step")))
    running.wait_until_idle()
    running.navigation.load_scale()
    running.wait_until_idle()
    scale = running.navigation.scale
    assert scale is not None
    place = [rating.key for rating in scale.so].index("false")
    if by == "key":
        press(running, str(place + 1))
    else:
        running.window.inspector.verdict.so.chips[place].click()
        running.wait_until_idle()
    now = shown(running)
    assert (now.row.id, now.check.so, now.check.scale) == (before.row.id, "false", "four-step/1")
    if by == "chip":  # and now that it is of this scale, the chip clears it
        running.window.inspector.verdict.so.chips[place].click()
        running.wait_until_idle()
        assert shown(running).check.so is None
