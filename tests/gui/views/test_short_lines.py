"""Lines that are shorter than what they tell: what goes first, and that nothing misleads."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from core.checking.coverage import Coverage
from core.records import ListedClaim, MentionKind
from gui import claim_words, words
from gui import theme as themes
from gui.views.dialogs.sign_off_dialog import SignOffDialog
from tests.gui import look


def test_what_is_left_to_settle_shows_its_figure(qtbot: QtBot) -> None:
    plain = look.rows()[0]
    before = "At the end of a long day in the harbour of the old town the port's director told all that the "
    fields = {name: getattr(plain, name) for name in plain.__dataclass_fields__}
    row = ListedClaim(
        **fields | {"kind": MentionKind.FIGURE, "words": "52 ships"}, before=before, after=" had left"
    )
    dialog = SignOffDialog("Harbour", Coverage(0, 1), [row], None, "", themes.load("light"))
    qtbot.addWidget(dialog)
    entry = dialog.list.item(0).text()
    said = entry.split(" · ", 1)[1]
    assert "52 ships had left" in said and said.index("52 ships") <= 24
    assert before.strip()[:40] in dialog.list.item(0).toolTip(), "all of it is in the tool tip"


def test_how_sure_the_program_is_is_said_of_there_being_a_figure() -> None:
    scored = replace(look.claim(3), score=0.97, rule="")
    assert words.marked_by(scored) == "a number in the text · 97\u00a0% sure that it is a figure"
    quote = replace(scored, row=replace(scored.row, kind=MentionKind.DIRECT), rule="quote")
    assert words.marked_by(quote).endswith("97\u00a0% sure that somebody is quoted")


def test_a_guessed_speaker_is_one_in_the_list_too() -> None:
    plain = look.rows()[0]
    fields = {name: getattr(plain, name) for name in plain.__dataclass_fields__} | {
        "speaker": "Otto Dell",
        "via": None,
    }
    sure, guess = ListedClaim(**fields), ListedClaim(**fields, guessed=True)
    assert claim_words.head(sure).endswith(" · Otto Dell")
    assert claim_words.head(guess).endswith(" · perhaps Otto Dell"), "before the name, of which the end may be cut"
