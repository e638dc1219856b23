"""An article is signed off when nothing in it is left to settle, and the list of what is leads to each claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.records import Capacity, ClaimFilter, DismissReason
from db.operations import DismissClaims, SetCapacity
from gui.running import Running
from gui.settings import CHECKER, Settings
from gui.views.dialogs.sign_off_dialog import SignOffDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, press, shown

EDIT = "Una Lindqvar"


@pytest.fixture
def running(start: Start, desk: Path, settings: Settings) -> Running:
    settings.set(CHECKER, EDIT)
    return start(desk)


def dismiss(running: Running, leave: int = 0) -> list[int]:
    """Dismiss the open article's claims but the last `leave`; returns those that are left."""
    article = running.navigation.article
    assert article is not None
    ids = ask(running, lambda desk: desk.read.claim_ids(ClaimFilter(article_id=article.id)))
    settled, left = ids[: len(ids) - leave], ids[len(ids) - leave :]
    running.session.act(DismissClaims(tuple(settled), DismissReason.TRIVIAL))
    running.wait_until_idle()
    return left


def test_each_missing_claim_is_listed_and_enter_goes_there(running: Running) -> None:
    left = dismiss(running, leave=2)
    press(running, "Ctrl+Alt+S")
    asked = dialog(running, SignOffDialog)
    assert asked.coverage.text().endswith("settled")
    assert asked.list.count() == 2
    assert "Suggested" in asked.list.item(0).text()
    assert not asked.accept_button.isEnabled()
    press(running, "Ctrl+Return")
    assert asked.isVisible()
    press(running, "Down", "Return")
    assert shown(running).row.id == left[1]
    assert not [each for each in running.window.findChildren(SignOffDialog) if each.isVisible()]


def test_a_settled_article_is_signed_off_by_an_editor(running: Running) -> None:
    dismiss(running)
    press(running, "Ctrl+Alt+S", "Ctrl+Return")
    article = running.navigation.article
    assert article is not None
    signed = ask(running, lambda desk: desk.read.sign_off(article.id))
    assert signed is not None
    assert signed.by == EDIT
    assert any(text.startswith("Signed off") for text in running.window.notice.texts())
    about = running.window.reader.page.meta.text()
    assert about.startswith(f"✓ Signed off by {EDIT}, "), "it is seen as long as it holds"
    press(running, "Ctrl+Alt+S")
    asked = dialog(running, SignOffDialog)
    assert f"Signed off by {EDIT}" in asked.note.text()
    assert not asked.accept_button.isEnabled()
    press(running, "Escape")
    press(running, "Ctrl+Z")
    assert "Signed off" in running.window.reader.page.meta.text(), (
        "what lies before a decision is not undone unseen"
    )
    press(running, "Ctrl+Z")  # a claim is open again: the sign-off no longer holds
    assert "Signed off" not in running.window.reader.page.meta.text()
    press(running, "Ctrl+Alt+S")
    assert dialog(running, SignOffDialog).list.count() > 0


def test_a_checker_is_told_that_an_editor_signs_off(running: Running) -> None:
    dismiss(running)
    running.session.act(SetCapacity(EDIT, Capacity.CHECKER))
    running.roster.load()
    running.wait_until_idle()
    press(running, "Ctrl+Alt+S")
    asked = dialog(running, SignOffDialog)
    assert "is a checker on this desk" in asked.note.text()
    assert not asked.accept_button.isEnabled()
    press(running, "Ctrl+Return")  # closes it, no more
    article = running.navigation.article
    assert article is not None
    assert ask(running, lambda desk: desk.read.sign_off(article.id)) is None
