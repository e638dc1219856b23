"""Pictures of every view with invented records, for looking at: `python -m tests.gui.look FOLDER`.

The records are shared with the tests of the views. Everybody and everything in them is invented.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from core.checking import scales
from core.records import (
    ArticleRow,
    ArticleView,
    CheckView,
    ClaimFilter,
    ClaimRow,
    ClaimState,
    ClaimView,
    ComparisonKind,
    ComparisonView,
    EvidenceDraft,
    EvidenceRow,
    Form,
    HistoryRow,
    Mark,
    MentionKind,
    Queue,
    RatingScale,
    Reading,
    SpeakerKind,
    SpeakerRow,
    Stance,
)
from gui import theme as themes
from gui.models.claim_list import ClaimListModel
from gui.theme import Theme
from gui.views.claims.claims_pane import ClaimsPane
from gui.views.desk.desk_pane import DeskPane
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.key_sheet import KeySheet
from gui.views.dialogs.paste_dialog import PasteDialog
from gui.views.dialogs.speaker_dialog import SpeakerDialog
from gui.views.frame.header import HeaderBar
from gui.views.frame.notice import NoticeBar
from gui.views.frame.status_bar import StatusStrip
from gui.views.inspector.inspector import Inspector
from gui.views.reader.reader import Reader

D, M, IND, F = MentionKind.DIRECT, MentionKind.MIXED, MentionKind.INDIRECT, MentionKind.FIGURE
S = ClaimState

TEXT = """\
Velin let 52 prisoners go on Thursday, a step Tarsia had asked for. It is the largest group pardoned so far.

The number falls well short of the 1,300 or 1,400 people whose freedom Mr Holt has sought.

“These are lives being traded, and none of them should have been behind bars,” said Irena Sokal, who also warned \
that eased sanctions could open a “loophole” for spare parts.

State agency Varpress said they included 14 foreign nationals from Lithuania, Latvia, Poland, France, Britain and \
Germany.

Varpress quoted John Merrow, who led the delegation, as saying Tarsia wants its Velin embassy open again.

Mr Lukan says there are no political prisoners in Varenia. He has ruled for more than three decades and in August \
called detainees “bandits”.

The finance ministry put the cost of the exchange at 4.6 million euros, up 12 per cent on a year earlier; \
families were told only that “the matter is closed”.
"""

# Words of the mention (its pieces joined by |), kind, speaker, via, words of the speaker, state, said, so.
_CLAIMS: tuple[tuple[str, MentionKind, str | None, str | None, str, ClaimState, str | None, str | None], ...] = (
    ("52 prisoners", F, None, None, "", S.APPROVED, None, "true"),
    ("the largest group pardoned so far", F, None, None, "", S.SUGGESTED, None, None),
    ("1,300 or 1,400", F, "Daniel Holt", None, "Mr Holt", S.CHECKING, "paraphrase", "misleading"),
    (
        "“These are lives being traded, and none of them should have been behind bars,”",
        D,
        "Irena Sokal",
        None,
        "Irena Sokal",
        S.SUBMITTED,
        "altered",
        "opinion",
    ),
    ("eased sanctions could open a “loophole” for spare parts", M, "Irena Sokal", None, "", S.OPEN, None, None),
    (
        "they included 14 foreign nationals from Lithuania, Latvia, Poland, France, Britain and Germany",
        IND,
        "Varpress",
        None,
        "State agency Varpress",
        S.SUGGESTED,
        None,
        None,
    ),
    ("14 foreign nationals", F, "Varpress", None, "", S.RETURNED, "verbatim", "mostly-true"),
    (
        "Tarsia wants its Velin embassy open again",
        IND,
        "John Merrow",
        "Varpress",
        "John Merrow",
        S.CHECKING,
        "trimmed",
        "unverified",
    ),
    (
        "there are no political prisoners in Varenia",
        IND,
        "Andrei Lukan",
        None,
        "Mr Lukan",
        S.PUBLISHED,
        None,
        "false",
    ),
    ("no political prisoners", F, "Andrei Lukan", None, "", S.DISMISSED, None, None),
    ("more than three decades", F, None, None, "", S.NEEDS_RECHECK, None, "true"),
    ("“bandits”", M, "Andrei Lukan", None, "", S.SUGGESTED, None, None),
    ("4.6 million euros", F, "the finance ministry", None, "The finance ministry", S.OPEN, None, None),
    ("up 12 per cent", F, "the finance ministry", None, "", S.SUGGESTED, None, None),
    ("“the matter is closed”", D, None, None, "", S.SUGGESTED, "not-found", None),
)


def scale() -> RatingScale:
    return scales.load()


def _span(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def rows(count: int = len(_CLAIMS)) -> list[ClaimRow]:
    """Claims of the article; more than it has repeat them with new ids."""
    made = []
    for i in range(count):
        text, kind, speaker, via, _, state, said, so = _CLAIMS[i % len(_CLAIMS)]
        made.append(
            ClaimRow(i + 1, 1, kind, text, speaker, via, state, said, so, _span(text)[0], 0.5, set_aside=i == 11)
        )
    return made


def marks() -> tuple[Mark, ...]:
    return tuple(
        Mark(i + 1, kind, (_span(text),), (_span(phrase),) if phrase else (), state, said, so)
        for i, (text, kind, _, _, phrase, state, said, so) in enumerate(_CLAIMS)
    )


def article() -> ArticleView:
    return ArticleView(
        1,
        1,
        "Varenia frees 52 after appeal",
        "Mara Vinter",
        "Sample newsroom",
        date(2025, 9, 11),
        TEXT,
        "9f2c" * 16,
        612,
        "en_saidso 0.1",
        marks(),
    )


def articles() -> list[ArticleRow]:
    day = date(2025, 9, 11)
    return [
        ArticleRow(
            1,
            "Varenia frees 52 after appeal",
            "Sample newsroom",
            day,
            612,
            24,
            9,
            (("true", 8), ("misleading", 3), ("false", 1), (None, 12)),
        ),
        ArticleRow(
            2,
            "Port expansion “to create 9,000 jobs”, harbour board tells a council that had asked for a list",
            None,
            day.replace(day=9),
            540,
            17,
            16,
            (("true", 12), ("mostly-true", 2), ("false", 2), ("unverified", 1)),
        ),
        ArticleRow(3, "Rail fares to rise 4.6 per cent", None, day.replace(day=8), 388, 31, 3, (("true", 3),)),
        ArticleRow(4, "Donaudampfschifffahrtsgesellschaft", None, None, 300, 0, 0, (), analysed=False),
    ]


def speakers() -> list[SpeakerRow]:
    names = [("Andrei Lukan", 6), ("Daniel Holt", 5), ("John Merrow", 3), ("Irena Sokal", 2), ("Gintas Norvil", 1)]
    made = [SpeakerRow(i, name, SpeakerKind.PERSON, count) for i, (name, count) in enumerate(names, start=1)]
    long = "Committee for the Preservation of Inland Waterways and Harbours"
    return [*made, SpeakerRow(9, long, SpeakerKind.ORGANISATION, 2)]


def queues() -> dict[Queue, int]:
    return {
        Queue.TO_CHECK: 41,
        Queue.SUBMITTED: 6,
        Queue.RETURNED: 2,
        Queue.APPROVED: 118,
        Queue.ALL: 1167,
        Queue.DISMISSED: 3,
    }


def _reading(low: int, high: int, counted: str, predicate: str, form: Form = Form.POINT) -> Reading:
    return Reading(Decimal(low), Decimal(high), form, counted=counted, predicate=predicate)


def claim(claim_id: int = 3) -> ClaimView:
    """The claim of the picture, 1,300 or 1,400, or another of the list with less about it."""
    row = next(row for row in rows() if row.id == claim_id)
    if claim_id != 3:
        return ClaimView(
            row,
            "Varenia frees 52 after appeal",
            (_span(row.words),),
            3,
            "",
            " said Irena Sokal, who also warned that eased sanctions could open a “loophole” for spare parts.",
            SpeakerKind.PERSON if row.speaker else None,
            None,
            0.9,
            "said",
            False,
            False,
            None,
            (),
            row.kind is not F or row.speaker is not None,
            CheckView(said=row.said, so=row.so),
            dismissed_because=None,
        )
    whole = _reading(1300, 1400, "people", "sought", Form.ALTERNATIVES)
    added = datetime(2025, 9, 12, 12, 2, tzinfo=UTC)
    return ClaimView(
        row,
        "Varenia frees 52 after appeal",
        (_span(row.words),),
        2,
        "The number falls well short of the ",
        " people whose freedom Mr Holt has sought.",
        SpeakerKind.PERSON,
        "Mr Holt",
        0.93,
        "sought",
        False,
        False,
        whole,
        ("range", "named person"),
        True,
        CheckView(
            2,
            row.said,
            row.so,
            "One post says 1,300, a later one 1,400. No list backs either; rights groups count about 1,200.",
            "checker 1",
            added,
            "saidso/1",
        ),
        (
            EvidenceRow(
                1,
                EvidenceDraft(
                    "Rights monitor, prisoner list",
                    "https://monitor.example.org/list",
                    "Varenia Rights Monitor",
                    date(2025, 9, 12),
                    "Page 2: 1,187 names, 61 of them disputed.",
                    Stance.REFUTES,
                ),
                "checker 1",
                added,
            ),
            EvidenceRow(
                2,
                EvidenceDraft("Post of 15 August", "https://posts.example.org/1", stance=Stance.SUPPORTS),
                "checker 1",
                added,
            ),
        ),
        (
            ComparisonView(
                ComparisonKind.SHARE,
                ((1, "52 prisoners", _reading(52, 52, "prisoners", "released")), (3, "1,300 or 1,400", whole)),
                Decimal(52) / Decimal(1400),
                Decimal("0.04"),
                "counted noun",
            ),
        ),
        (
            HistoryRow(added, "checker 1", "rated So: Misleading"),
            HistoryRow(added.replace(hour=11), "checker 1", "added evidence: Rights monitor, prisoner list"),
        ),
    )


# --- pictures -------------------------------------------------------------------------------------------------


class Window(QWidget):
    """The four panes as the program's window sets them, without its controller."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.header, self.notice, self.strip = HeaderBar(), NoticeBar(), StatusStrip()
        self.desk, self.reader, self.claims, self.inspector = DeskPane(), Reader(), ClaimsPane(), Inspector()
        self.model = ClaimListModel(self)
        self.claims.set_model(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for pane in (self.desk, self.reader, self.claims, self.inspector):
            split.addWidget(pane)
        split.setSizes([213, 520, 318, 389])
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(split, 1)
        column.addWidget(self.strip)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for view in (self.desk, self.reader, self.claims, self.inspector):
            view.set_scale(scale())
        for part in (self.header, self.notice, self.strip, self.desk, self.reader, self.claims, self.inspector):
            part.set_theme(theme)

    def fill(self, count: int = 40, current: int = 3) -> None:
        self.header.set_person("checker 1")
        self.desk.set_queues(queues())
        self.desk.set_articles(articles())
        self.desk.set_speakers(speakers())
        self.desk.set_current(Queue.TO_CHECK, 1, None)
        self.reader.set_desk_empty(False)
        self.reader.set_article(article())
        made = rows(count)
        self.model.add_rows({row.id: row for row in made})
        self.model.set_ids([row.id for row in made])
        self.claims.set_filter(ClaimFilter(article_id=1))
        self.claims.set_counts(count, 11, 9, 14, 0)
        self.strip.articles.set_job("Analysing 3 of 5 articles", 3, 5)
        self.strip.set_hint("J / K next, previous · 1–6 So, Alt+1–7 Said · E evidence · ? all keys")
        self.strip.set_desk("desk.saidso", True, None)
        self.claims.set_current(current)
        self.reader.set_current(current)
        self.inspector.set_claim(claim(current))
        self.inspector.set_status("saved ✓")


def _save(widget: QWidget, folder: Path, name: str, app: QApplication) -> None:
    widget.show()
    for _ in range(4):
        app.processEvents()
    widget.grab().save(str(folder / f"{name}.png"))
    widget.close()
    widget.deleteLater()


def _windows(theme: Theme, folder: Path, app: QApplication, tag: str) -> None:
    for size in ((1440, 900), (1100, 700)):
        full = Window(theme)
        full.resize(*size)
        full.show()
        full.fill()
        _save(full, folder, f"{tag}-full-{size[0]}", app)
        empty = Window(theme)
        empty.resize(*size)
        empty.desk.set_articles([])
        _save(empty, folder, f"{tag}-empty-{size[0]}", app)
    for name, current in (("quote", 4), ("suggested", 2), ("indirect", 6), ("dismissed", 10)):
        other = Window(theme)
        other.resize(1280, 800)
        other.show()
        other.fill(15, current)
        if name == "suggested":
            other.notice.show_notice(
                "budget.pdf holds pictures of pages only: export it with its text, then add it."
            )
        _save(other, folder, f"{tag}-{name}", app)


def _dialogs(folder: Path, app: QApplication, tag: str) -> None:
    _save(EvidenceDialog(claim().evidence[0].draft), folder, f"{tag}-dialog-evidence", app)
    wrong = EvidenceDialog()
    wrong.accept()
    _save(wrong, folder, f"{tag}-dialog-evidence-wrong", app)
    _save(SpeakerDialog([s.name for s in speakers()], "Daniel Holt"), folder, f"{tag}-dialog-speaker", app)
    _save(PasteDialog(), folder, f"{tag}-dialog-paste", app)
    keys = [("Claims", "Next claim", "J"), ("Claims", "Previous claim", "K"), ("Rating", "So: True", "1")]
    keys += [("Rating", "Said: Verbatim", "Alt+1"), ("Window", "Next pane", "F6"), ("Window", "This sheet", "?")]
    _save(KeySheet(keys), folder, f"{tag}-dialog-keys", app)


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("light", "dark"):
        theme = themes.load(name)
        themes.apply(app, theme)
        _windows(theme, folder, app, name)
        _dialogs(folder, app, name)
    theme = themes.load("light")
    themes.apply(app, theme, 2.0)
    large = Window(theme)
    large.resize(1100, 700)
    large.show()
    large.fill()
    _save(large, folder, "light-200", app)
    themes.apply(app, theme)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = Window(theme)
    mirrored.resize(1440, 900)
    mirrored.show()
    mirrored.fill()
    _save(mirrored, folder, "light-rtl", app)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
