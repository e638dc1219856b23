"""What the tests of sources in the real window share: a claim to put them under, a file kept there."""

from __future__ import annotations

from pathlib import Path

from core.records import EvidenceRow
from gui.running import Running
from gui.views.dialogs.capture_dialog import CaptureDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, drop, press, shown

LIST = "The list\n\nVelin let 52 people go.\n\nNorvil let nobody go."


def evidence(running: Running) -> tuple[EvidenceRow, ...]:
    return shown(running).evidence


def at_a_claim(start: Start, desk: Path) -> Running:
    running = start(desk)
    press(running, "J")
    assert evidence(running) == ()
    return running


def captured(running: Running, tmp_path: Path, data: bytes, name: str = "list.txt") -> EvidenceRow:
    """Drop a file on the evidence, accept what is asked, and return the source."""
    path = tmp_path / name
    path.write_bytes(data)
    assert drop(running.window.inspector.verdict.evidence, [path])
    dialog(running, CaptureDialog)
    press(running, "Ctrl+Return")
    return evidence(running)[-1]
