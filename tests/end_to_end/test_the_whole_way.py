"""One checker's morning, through the real window: from a dropped file to a report, and all of it still there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from core.records import ClaimState, ClaimView, EvidenceDraft, Form, MentionKind, Question, Stance
from db.health import check
from db.store import open_desk
from gui.running import Running
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.export_dialog import ExportDialog
from tests.conftest import ROOT
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, drop, press, rows, shown, write

SEED = ROOT / "seeds" / "varenia-frees-52.txt"
WHY = "Both numbers are in the posts. No list backs either."
SOURCE = EvidenceDraft(
    title="List of prisoners", url="https://example.org/list", publisher="Lantern", stance=Stance.REFUTES
)


def go_to(running: Running, wanted: Callable[[ClaimView], bool]) -> ClaimView:
    """Press J until the inspector shows the claim."""
    for _ in rows(running):
        if wanted(shown(running)):
            return shown(running)
        press(running, "J")
    raise AssertionError("no such claim in the list")


def is_the_sum_sought(claim: ClaimView) -> bool:
    return claim.reading is not None and claim.reading.form is Form.ALTERNATIVES


def is_sokals_quote(claim: ClaimView) -> bool:
    return claim.row.kind is MentionKind.DIRECT and claim.row.speaker == "Irena Sokal"


def test_from_a_dropped_file_to_a_report_and_back(start: Start, tmp_path: Path) -> None:
    desk, target = tmp_path / "desk.saidso", tmp_path / "report.html"
    running = start(desk)
    assert drop(running.window.reader, [SEED])
    running.wait_until_idle()
    assert running.window.notice.texts() == []
    assert running.navigation.article is not None
    assert running.navigation.article.title == "Varenia frees 52 after Tarsian appeal"

    figure = go_to(running, is_the_sum_sought)
    assert figure.reading is not None
    assert (figure.reading.low, figure.reading.high) == (Decimal(1300), Decimal(1400))
    press(running, "3")
    press(running, "W")
    write(running, WHY)
    press(running, "Esc")
    press(running, "E")
    form = dialog(running, EvidenceDialog)
    write(running, SOURCE.title)
    form.url.setText(SOURCE.url)
    form.publisher.setText(SOURCE.publisher)
    form.stances[SOURCE.stance].setChecked(True)
    press(running, "Ctrl+Return")
    done = shown(running)
    assert (done.check.so, done.check.rationale) == ("misleading", WHY)
    assert [row.draft for row in done.evidence] == [SOURCE]

    quote = go_to(running, is_sokals_quote)
    press(running, "Alt+1", "6")  # verbatim; and an opinion
    running.navigation.choose_claim(quote.row.id)
    running.wait_until_idle()
    press(running, "Ctrl+Z")  # no: not an opinion
    rated = shown(running)
    assert (rated.row.id, rated.check.said, rated.check.so) == (quote.row.id, "verbatim", None)
    press(running, "J", "A")
    accepted = shown(running)
    assert accepted.row.state is ClaimState.OPEN

    assert running.window.close()
    running.close()

    again = start(desk)
    assert shown(again).row.id == accepted.row.id  # where it was left
    press(again, "Shift+PgUp")
    again.navigation.choose_claim(figure.row.id)
    again.wait_until_idle()
    assert again.navigation.article is not None
    assert len(again.navigation.articles) == 1
    kept = go_to(again, is_the_sum_sought)
    assert kept.check == done.check
    assert kept.evidence == done.evidence
    assert kept.row.state is ClaimState.CHECKING
    assert go_to(again, is_sokals_quote).check == rated.check
    press(again, "J")
    assert shown(again).row == accepted.row
    assert again.window.actions_table["undo"].isEnabled()  # undo outlasts closing

    press(again, "Ctrl+E")
    asked = dialog(again, ExportDialog)
    asked.folder.setText(str(target.parent))
    asked.name.setText(target.stem)
    press(again, "Ctrl+Return")
    page = target.read_text(encoding="utf-8")
    for words in ("Varenia frees 52", "1,300 or 1,400 people", "Misleading", WHY, SOURCE.title, "Irena Sokal"):
        assert words in page
    assert "Contains an example" not in page
    again.close()

    with open_desk(desk) as opened:
        assert check(opened.connection).problems == ()
        scale = opened.read.scale()
        assert scale.find(Question.SO, done.check.so) is not None
