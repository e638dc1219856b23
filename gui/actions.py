"""Everything a person can do with a key: ONE table. Menus, shortcuts, the key sheet and tips are made from it.

To add an action, add a row here and `Actions.on(id, callback)` where it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QWidget,
)

from core.checking import life
from core.records import ClaimState, Question, RatingScale


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to act on. `claim` is the state of the current claim, None where none is chosen."""

    desk: bool = False
    article: bool = False
    claims: bool = False
    claim: ClaimState | None = None
    said_applies: bool = False
    figure: bool = False
    """The current claim is a figure."""
    quote: bool = False
    """The current claim is a quote."""
    waiting: bool = False
    """Articles wait for their analysis, and no job is running."""
    undo: str | None = None
    redo: str | None = None
    copies: bool = False
    """A copy of one of the claim's sources is kept."""
    archived: bool = False
    """One of them is in a public archive too."""
    capturing: bool = False
    """A source is being captured."""


def _(text: str) -> str:
    """Mark a text of the table for translation; `lupdate -tr-function-alias translate+=_` finds it."""
    return text


When = Callable[[Situation], bool]


def _always(_: Situation) -> bool:
    return True


def _desk(now: Situation) -> bool:
    return now.desk


def _article(now: Situation) -> bool:
    return now.article


def _claims(now: Situation) -> bool:
    return now.claims


def _claim(now: Situation) -> bool:
    return now.claim is not None


def _editable(now: Situation) -> bool:
    return now.claim is not None and now.claim not in (ClaimState.DISMISSED, ClaimState.PUBLISHED)


def _said(now: Situation) -> bool:
    return _editable(now) and now.said_applies


def _can(action: life.Action) -> When:
    return lambda now: now.claim is not None and life.can(now.claim, action, life.Role.CHECKER)


def _can_submit(now: Situation) -> bool:
    # A key pressed too early must say what the check still lacks, so it is there for every unsent claim.
    return _editable(now) and now.claim is not ClaimState.APPROVED


def _waiting(now: Situation) -> bool:
    return now.claim is ClaimState.SUBMITTED


def _can_publish(now: Situation) -> bool:
    return now.claim is not None and life.can(now.claim, life.Action.PUBLISH, life.Role.EDITOR)


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row. `menu` is a menu's title, or `title/submenu`; `section` changes where a separator stands.

    `text` and `tip` are in English and translated, in the context `actions`, when the actions are made.
    """

    id: str
    menu: str
    text: str
    shortcuts: tuple[str, ...] = ()
    tip: str = ""
    section: int = 0
    enabled_when: When = _always
    checkable: bool = False


def _ratings(question: Question) -> Iterator[ActionSpec]:
    said = question is Question.SAID
    menu, when = ("Claim/Said?", _said) if said else ("Claim/So?", _editable)
    for digit in range(1, 10):
        key = f"Alt+{digit}" if said else str(digit)
        yield ActionSpec(rating_id(question, digit), menu, "", (key,), enabled_when=when)
    clear = _("Clear the rating")
    yield ActionSpec(rating_id(question, 0), menu, clear, ("Alt+0" if said else "0",), "", 1, when)


def rating_id(question: Question, digit: int) -> str:
    """Id of the action that gives the rating at place `digit` of the scale, from 1; 0 clears."""
    return f"{question.value}-{digit}"


_ACCEPT, _DISMISS = _can(life.Action.ACCEPT), _can(life.Action.DISMISS)
_RESTORE, _WITHDRAW = _can(life.Action.RESTORE), _can(life.Action.WITHDRAW)

MENUS: tuple[str, ...] = (
    _("Saidso"),
    _("File"),
    _("Edit"),
    _("Claim"),
    _("View"),
    _("Help"),
)
SUBMENUS: tuple[str, ...] = (_("Said?"), _("So?"), _("Passage"), _("Source"))

TABLE: tuple[ActionSpec, ...] = (
    ActionSpec("settings", "Saidso", _("Settings…"), ("Ctrl+,",), _("Look, keys, your name")),
    ActionSpec("quit", "Saidso", _("Quit"), ("Ctrl+Q",), section=1),
    ActionSpec(
        "add-files",
        "File",
        _("Add articles…"),
        ("Ctrl+O",),
        _("Read articles from files"),
        enabled_when=_desk,
    ),
    ActionSpec("add-folder", "File", _("Add a folder of articles…"), ("Ctrl+Shift+O",), enabled_when=_desk),
    ActionSpec("paste", "File", _("Paste an article…"), ("Ctrl+Shift+V",), enabled_when=_desk),
    ActionSpec(
        "analyse",
        "File",
        _("Analyse waiting articles"),
        (),
        _("Find quotes and figures in articles whose analysis was cancelled"),
        enabled_when=lambda n: n.waiting,
    ),
    ActionSpec(
        "export",
        "File",
        _("Export report…"),
        ("Ctrl+E",),
        _("On an article, the selection, a speaker, a period; in every format"),
        1,
        _article,
    ),
    ActionSpec(
        "import-report",
        "File",
        _("Import a report…"),
        ("Ctrl+Shift+E",),
        _("Take in articles and checks that another desk exported"),
        1,
        _desk,
    ),
    ActionSpec("open-desk", "File", _("Open another desk…"), ("Ctrl+Alt+O",), section=2),
    ActionSpec("new-desk", "File", _("New desk…"), ("Ctrl+Alt+N",), section=2),
    ActionSpec(
        "backup",
        "File",
        _("Back up the desk now"),
        (),
        _("A copy, read through, in the backup folder"),
        2,
        _desk,
    ),
    ActionSpec("undo", "Edit", _("Undo"), ("Ctrl+Z",), enabled_when=lambda n: n.undo is not None),
    ActionSpec("redo", "Edit", _("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), enabled_when=lambda n: n.redo is not None),
    ActionSpec(
        "find", "Edit", _("Find on the desk"), ("/",), _("Words, speaker, figure, source, state"), 1, _desk
    ),
    ActionSpec("find-article", "Edit", _("Find in the article"), ("Ctrl+F",), section=1, enabled_when=_article),
    ActionSpec("select-all", "Edit", _("Choose all claims"), ("Ctrl+A",), section=1, enabled_when=_claims),
    ActionSpec(
        "save-filter", "View", _("Save the filter…"), (), _("Keep what the list shows under a name"), 0, _desk
    ),
    ActionSpec(
        "caret",
        "Edit",
        _("Caret in the article"),
        ("F7",),
        _("Walk the article with arrows, select with Shift, make a claim with Enter"),
        2,
        _article,
    ),
    ActionSpec("next-claim", "Claim", _("Next claim"), ("J",), enabled_when=_claims),
    ActionSpec("previous-claim", "Claim", _("Previous claim"), ("K",), enabled_when=_claims),
    ActionSpec("next-open", "Claim", _("Next open claim"), ("N",), enabled_when=_claims),
    *_ratings(Question.SAID),
    *_ratings(Question.SO),
    ActionSpec(
        "new-claim",
        "Claim/Passage",
        _("Make a claim of the selection…"),
        ("M",),
        _("What is selected in the article becomes a claim"),
        enabled_when=_article,
    ),
    ActionSpec(
        "next-overlapping", "Claim/Passage", _("Next overlapping mention"), ("O",), section=1, enabled_when=_claim
    ),
    ActionSpec("grow-start", "Claim/Passage", _("Grow at the start"), ("Shift+Left",), "", 2, _editable),
    ActionSpec("grow-end", "Claim/Passage", _("Grow at the end"), ("Shift+Right",), "", 2, _editable),
    ActionSpec("shrink-start", "Claim/Passage", _("Shrink at the start"), ("Alt+Right",), "", 2, _editable),
    ActionSpec("shrink-end", "Claim/Passage", _("Shrink at the end"), ("Alt+Left",), "", 2, _editable),
    ActionSpec(
        "reading",
        "Claim/Passage",
        _("Correct the figure’s reading…"),
        ("R",),
        _("Value, form, unit and what is counted"),
        3,
        lambda n: _editable(n) and n.figure,
    ),
    ActionSpec(
        "compare",
        "Claim/Passage",
        _("Compare with another figure…"),
        ("B",),
        _("Pick this figure, then the other one with the same key"),
        3,
        lambda n: n.figure,
    ),
    ActionSpec("calculate", "Claim", _("Calculator…"), ("=",), _("Reckon with the sentence’s figures"), 2, _claim),
    ActionSpec(
        "quote-diff",
        "Claim",
        _("Compare with the original…"),
        ("D",),
        _("What differs between the quote and the passage it was taken from"),
        2,
        lambda n: n.quote,
    ),
    ActionSpec("rationale", "Claim", _("Write why"), ("W",), section=2, enabled_when=_editable),
    ActionSpec("evidence", "Claim", _("Add evidence…"), ("E",), section=2, enabled_when=_editable),
    ActionSpec(
        "capture-link",
        "Claim/Source",
        _("Capture a link…"),
        ("L",),
        _("Fetch a source and keep a copy of it"),
        enabled_when=_editable,
    ),
    ActionSpec(
        "capture-file",
        "Claim/Source",
        _("Capture a file…"),
        ("Shift+F",),
        _("Keep a copy of a file as a source"),
        enabled_when=_editable,
    ),
    ActionSpec(
        "capture-clipboard",
        "Claim/Source",
        _("Capture the clipboard…"),
        ("Shift+V",),
        _("Keep the text or picture of the clipboard as a source"),
        enabled_when=_editable,
    ),
    ActionSpec(
        "cancel-capture",
        "Claim/Source",
        _("Stop capturing"),
        ("Ctrl+.",),
        _("Give up what is being fetched"),
        enabled_when=lambda n: n.capturing,
    ),
    ActionSpec(
        "view-copy",
        "Claim/Source",
        _("View the kept copy…"),
        ("V",),
        _("Read the copy and pick the passage that counts"),
        1,
        lambda n: n.copies,
    ),
    ActionSpec(
        "open-archive",
        "Claim/Source",
        _("Open the archived page"),
        ("Shift+O",),
        _("The public archive’s copy, in the browser"),
        1,
        lambda n: n.archived,
    ),
    ActionSpec("speaker", "Claim", _("Change the speaker…"), ("S",), section=2, enabled_when=_editable),
    ActionSpec("comment", "Claim", _("Comment…"), ("C",), _("Say something to those who work on this"), 2, _claim),
    ActionSpec("accept", "Claim", _("Accept the suggestion"), ("A",), section=3, enabled_when=_ACCEPT),
    ActionSpec(
        "dismiss",
        "Claim",
        _("Dismiss…"),
        ("X",),
        _("Dismiss the suggestion for a reason"),
        3,
        _DISMISS,
    ),
    ActionSpec(
        "dismiss-same",
        "Claim",
        _("Dismiss all with the same words…"),
        ("Shift+X",),
        _("Dismiss every suggestion with these words, in one step"),
        3,
        _DISMISS,
    ),
    ActionSpec(
        "assign", "Claim", _("Assign…"), ("Shift+A",), _("Say who is to check the chosen claims"), 3, _claim
    ),
    ActionSpec("restore", "Claim", _("Take back the dismissal"), (), section=3, enabled_when=_RESTORE),
    ActionSpec(
        "set-aside",
        "Claim",
        _("Set aside for later"),
        ("Space",),
        section=3,
        enabled_when=lambda n: n.claim is not None and life.can_set_aside(n.claim),
    ),
    ActionSpec(
        "submit",
        "Claim",
        _("Send to the editor, or approve"),
        ("Ctrl+Return", "Ctrl+Enter"),
        _("Send a check; approve one that somebody else has sent"),
        4,
        _can_submit,
    ),
    ActionSpec(
        "return",
        "Claim",
        _("Return with a comment…"),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        _("Send the check back, saying what is to be done"),
        4,
        _waiting,
    ),
    ActionSpec(
        "publish",
        "Claim",
        _("Publish…"),
        ("Ctrl+Alt+Return", "Ctrl+Alt+Enter"),
        _("Say where and when the approved check appeared"),
        4,
        _can_publish,
    ),
    ActionSpec("withdraw", "Claim", _("Withdraw from the editor"), (), section=4, enabled_when=_WITHDRAW),
    ActionSpec("next-article", "View", _("Next article"), ("Shift+PgDown",), enabled_when=_desk),
    ActionSpec("previous-article", "View", _("Previous article"), ("Shift+PgUp",), enabled_when=_desk),
    ActionSpec("next-pane", "View", _("Next pane"), ("F6",), section=1),
    ActionSpec("previous-pane", "View", _("Previous pane"), ("Shift+F6",), section=1),
    ActionSpec(
        "next-tab",
        "View",
        _("Next tab of the inspector"),
        ("T",),
        _("Verdict, evidence, seen, comments, history"),
        1,
        _claim,
    ),
    ActionSpec("show-desk", "View", _("Show desk"), ("Ctrl+Alt+1",), section=2, checkable=True),
    ActionSpec("show-reader", "View", _("Show reader"), ("Ctrl+Alt+2",), section=2, checkable=True),
    ActionSpec("show-claims", "View", _("Show claims"), ("Ctrl+Alt+3",), section=2, checkable=True),
    ActionSpec("show-inspector", "View", _("Show inspector"), ("Ctrl+Alt+4",), section=2, checkable=True),
    ActionSpec("larger", "View", _("Larger text"), ("Ctrl++", "Ctrl+="), section=3),
    ActionSpec("smaller", "View", _("Smaller text"), ("Ctrl+-",), section=3),
    ActionSpec(
        "palette", "Help", _("Commands…"), ("Ctrl+K",), _("Everything that can be done or gone to, by its name")
    ),
    ActionSpec("change-keys", "Help", _("Change keys…")),
    ActionSpec("keys", "Help", _("All keys"), ("?", "F1")),
    ActionSpec("save-log", "Help", _("Save a problem report…"), (), section=1),
)


def tr(text: str) -> str:
    """Translate a text of the table."""
    return QCoreApplication.translate("actions", text) if text else ""


class Actions(QObject):
    """The table as `QAction`s. They belong to `owner`, and their keys work anywhere in its window."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._actions: dict[str, QAction] = {}
        self._now: Situation | None = None
        for spec in TABLE:
            action = QAction(tr(spec.text), owner)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
            action.setCheckable(spec.checkable)
            if spec.tip:
                action.setToolTip(tr(spec.tip))
                action.setStatusTip(tr(spec.tip))
            owner.addAction(action)
            self._actions[spec.id] = action
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self.update(Situation())

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def on(self, id: str, do: Callable[[], object]) -> None:
        """Call `do` when the action is triggered, by key, menu or button."""
        self._actions[id].triggered.connect(lambda _checked=False: do())

    def update(self, now: Situation) -> None:
        """Switch on what can be done now, and name what undo and redo would do."""
        if now == self._now:
            return
        self._now = now
        for spec in TABLE:
            self._actions[spec.id].setEnabled(spec.enabled_when(now) and self._actions[spec.id].isVisible())
        for id, label, plain, named in (
            ("undo", now.undo, tr("Undo"), tr("Undo {what}")),
            ("redo", now.redo, tr("Redo"), tr("Redo {what}")),
        ):
            text = named.format(what=label) if label else plain
            self._actions[id].setText(text.replace("&", "&&"))

    def set_scale(self, scale: RatingScale) -> None:
        """Name the ratings' actions; keys beyond the scale's end do nothing."""
        for question in Question:
            ratings = scale.ratings(question)
            for digit in range(1, 10):
                action = self._actions[rating_id(question, digit)]
                here = digit <= len(ratings)
                action.setVisible(here)
                action.setText(ratings[digit - 1].label.replace("&", "&&") if here else "")
                action.setToolTip(ratings[digit - 1].definition if here else "")
        now, self._now = self._now, None
        if now is not None:
            self.update(now)

    def set_keys(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        """Give actions other keys than the table's, by id; all others have those of the table."""
        for spec in TABLE:
            keys = chosen.get(spec.id, spec.shortcuts)
            self._actions[spec.id].setShortcuts([QKeySequence(key) for key in keys])

    def key_text(self, id: str) -> str:
        """The first key of an action, as people read it; empty if it has none."""
        return self._actions[id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def plain_text(self, id: str) -> str:
        return self._actions[id].text().replace("&&", "&")

    def sheet(self) -> list[tuple[str, str, str]]:
        """Group, text and keys of everything that has a key, for the key sheet."""
        rows = []
        for spec in TABLE:
            action = self._actions[spec.id]
            keys = [s.toString(QKeySequence.SequenceFormat.NativeText) for s in action.shortcuts()]
            if keys and action.isVisible():
                group = tr(spec.menu.rpartition("/")[2])
                rows.append((group, action.text().replace("&&", "&"), ", ".join(keys)))
        groups = list(dict.fromkeys(group for group, _, _ in rows))
        return sorted(rows, key=lambda row: groups.index(row[0]))
