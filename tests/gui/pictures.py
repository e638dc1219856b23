"""Pictures of the window at work on the samples, for the README: `python -m tests.gui.pictures FOLDER [SCREEN]`.

Without a display set QT_QPA_PLATFORM=offscreen. Every screen in both themes, small enough to keep.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from core.evidence.capture import Captured
from core.records import EvidenceDraft, Stance
from db.operations import AttachExcerpt, CaptureSource
from gui.app import build
from gui.crash import CrashReporter
from gui.running import Running
from gui.samples import sample_files
from gui.settings import ADVANCE, CHECKER, THEME, Settings
from tests.core.evidence import pdfs

SIZE = (1280, 800)
PLACE = "https://tarsia.example/transcripts/3-september.pdf"

SCREENS: dict[str, tuple[str, ...]] = {
    "desk": ("/", "=52 prisoners", "Return", "A", "2", "J"),
    "empty": (),
    "search": ("/", "=50-60"),
    "caret": ("/", "=hostages", "Return", "F7", *["Shift+Right"] * 14),
    "speaker": ("/", "=hostages", "Return", "S"),
    "palette": ("Ctrl+K", "=next"),
    "keys": ("?",),
    "evidence": ("/", "=hostages", "Return", "#copy"),
    "viewer": ("/", "=hostages", "Return", "#copy", "V"),
    "export": ("/", "=hostages", "Return", "Ctrl+E"),
    "bulk": ("Shift+Down", "Shift+Down", "Shift+Down"),
    "review": (
        *(
            "/",
            "=hostages",
            "Return",
            "/",
            "Escape",
            "Alt+1",
            "2",
            "W",
            "=Two of the three lists say so.",
            "Escape",
        ),
        *("E", "=Recording of the press conference", "Alt+1", "Ctrl+Return", "Ctrl+Return"),
        # Somebody else sits down, looks at it and returns it; the checker answers; the editor looks again.
        *("Ctrl+Alt+P", "Tab", "Tab", "Tab", "=Una Lindqvar", "Return", *["Shift+Tab"] * 4),
        *("End", "Return", "Ctrl+Shift+Return", "=Which lists?", "Ctrl+Return"),
        *("Ctrl+Alt+P", "Home", "Return", "Alt+3", "W", "Ctrl+A", "=Two of the lists of August say so.", "Escape"),
        *("Ctrl+Return", "Ctrl+Alt+P", "End", "Return", "G"),
    ),
}
"""Keys that lead to each screen; what begins with = is typed, and #copy captures a source. "review" begins with a
desk of its own."""


def play(running: Running, keys: tuple[str, ...]) -> None:
    for key in keys:
        if QApplication.activeWindow() is None:
            running.window.activateWindow()
            running.wait_until_idle()
        focus = QApplication.focusWidget() or running.window
        if key == "#copy":
            capture(running)
        elif key.startswith("="):
            QTest.keyClicks(focus, key[1:])
            QTest.qWait(150)
        else:
            QTest.keySequence(focus, QKeySequence(key))
        running.wait_until_idle()


def capture(running: Running) -> None:
    """Keep a PDF with a passage of it under the current claim, and show the tab of the sources."""
    claim = running.navigation.claim_id
    assert claim is not None
    words = "The president called the prisoners hostages of a frightened man, and said so twice."
    copy = Captured(pdfs.pages([pdfs.lines("Transcript of 3 September", words)]), "application/pdf", PLACE, PLACE)
    draft = EvidenceDraft(
        "Transcript of 3 September", publisher="Office of the Tarsian president", stance=Stance.SUPPORTS
    )
    running.session.act(CaptureSource(claim, draft, copy, f"https://archive.example/{PLACE}"))
    running.wait_until_idle()
    row = running.navigation.claim.evidence[-1] if running.navigation.claim is not None else None
    assert row is not None
    excerpt = words[words.index("called") : words.index(", and")]
    running.session.act(AttachExcerpt(row.id, excerpt, "page 1", Stance.SUPPORTS, "In these words."))
    running.wait_until_idle()
    running.window.inspector.show_evidence()


def picture(running: Running) -> QPixmap:
    """The window with the dialog that is open over it."""
    running.window.grab()
    running.wait_until_idle()
    made = running.window.grab()
    painter = QPainter(made)
    for dialog in running.window.findChildren(QDialog):
        if dialog.isVisible():
            shown = dialog.grab()
            middle = QPoint((made.width() - shown.width()) // 2, (made.height() - shown.height()) // 2)
            painter.drawPixmap(middle, shown)
    painter.end()
    return made


def indexed(image: QImage) -> QImage:
    """The picture in the 256 colours that are most of it: a quarter of the bytes, and nobody sees it."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(image.constBits()).cast("B").cast("I"))
    # Of colours that are nearly the same only the most frequent, so that small coloured signs keep theirs.
    chosen: dict[int, int] = {}
    for colour, _ in pixels.most_common():
        chosen.setdefault(colour & 0xF0F0F0, colour)
    return image.convertToFormat(QImage.Format.Format_Indexed8, list(chosen.values())[:256])


def main(folder: Path, only: frozenset[str] = frozenset()) -> None:
    """All screens, or `only` those of these names."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        settings = Settings(place / "settings.ini")
        settings.set(ADVANCE, False)
        samples = place / "samples.saidso"
        show(samples, settings, tuple(sample_files())).close()
        for theme in ("light", "dark"):
            settings.set(THEME, theme)
            for name, keys in SCREENS.items():
                if only and name not in only:
                    continue
                settings.set(CHECKER, "Ada Lind")
                # Each begins with a desk of its own: what was done for another picture would be in the way.
                desk = place / f"{name}-{theme}" / "samples.saidso"
                desk.parent.mkdir()
                files = tuple(sample_files()[: {"review": 1}.get(name, 0)])
                if name not in ("empty", "review"):
                    shutil.copy(samples, desk)
                running = show(desk, settings, files)
                play(running, keys)
                refused = [row.text() for row in running.window.notice.rows if row.tone != "good"]
                if refused:
                    raise SystemExit(f"{name}, {theme}: the window complains: {refused}")
                indexed(picture(running).toImage()).save(str(folder / f"{name}-{theme}.png"))
                running.window.close()
                running.close()


def show(desk: Path, settings: Settings, files: tuple[Path, ...]) -> Running:
    """The window on a desk, once the articles of `files` are read."""
    running = build(desk, settings=settings, reporter=CrashReporter(desk.parent / "log"), import_paths=files)
    running.window.resize(*SIZE)
    running.wait_until_idle(300)
    return running


if __name__ == "__main__":
    main(Path(sys.argv[1]), frozenset(sys.argv[2:]))
