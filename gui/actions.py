"""Everything a person can do with a key: ONE table. Menus, shortcuts, the key sheet and tips are made from it.

To add an action, add a row here and `Actions.on(id, callback)` where it is done; `gui.action_set` makes them.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from core.checking import life
from gui.action_spec import ActionSpec, _
from gui.claim_actions import CLAIM_ACTIONS
from gui.situation import on_a_claim, on_a_desk, on_an_article, with_claims

REVIEW_MOVES: dict[str, life.Action] = {
    "return": life.Action.RETURN,
    "publish": life.Action.PUBLISH,
    "withdraw": life.Action.WITHDRAW,
    "reopen": life.Action.RECHECK,
    "correct": life.Action.CORRECT,
}
"""Actions that are one move of a claim's life. Where the move is refused, their keys say why."""

MENUS: tuple[str, ...] = (
    _("Saidso"),
    _("File"),
    _("Edit"),
    _("Claim"),
    _("Review"),
    _("View"),
    _("Help"),
)
SUBMENUS: tuple[str, ...] = (_("Said?"), _("So?"), _("Passage"), _("Source"))
"""Named by the rows of the table, and here so that they are found for translation."""

TABLE: tuple[ActionSpec, ...] = (
    # Saidso
    ActionSpec("settings", "Saidso", _("Settings…"), ("Ctrl+,",), _("Look, keys, your name")),
    ActionSpec(
        "people",
        "Saidso",
        _("People on the desk…"),
        ("Ctrl+Alt+P",),
        _("Who is checker, editor or lead, and who you are"),
        enabled_when=on_a_desk,
    ),
    ActionSpec("quit", "Saidso", _("Quit"), ("Ctrl+Q",), section=1),
    # File
    ActionSpec(
        "add-files", "File", _("Add articles…"), ("Ctrl+O",), _("Read articles from files"), enabled_when=on_a_desk
    ),
    ActionSpec("add-folder", "File", _("Add a folder of articles…"), ("Ctrl+Shift+O",), enabled_when=on_a_desk),
    ActionSpec("paste", "File", _("Paste an article…"), ("Ctrl+Shift+V",), enabled_when=on_a_desk),
    ActionSpec(
        "analyse",
        "File",
        _("Analyse waiting articles"),
        (),
        _("Find quotes and figures in articles whose analysis was cancelled"),
        enabled_when=lambda n: n.waiting,
    ),
    ActionSpec(
        "article-details",
        "File",
        _("Article details…"),
        ("Shift+D",),
        _("Title, byline, outlet and date; days such as Thursday are read again"),
        1,
        on_an_article,
    ),
    ActionSpec(
        "new-version",
        "File",
        _("Is it a new version?…"),
        (),
        _("Compare the article with one of largely the same text, and carry the checks over"),
        1,
        on_an_article,
    ),
    ActionSpec(
        "remove-article",
        "File",
        _("Remove the article from the desk"),
        (),
        _("With its claims and checks, unless one was published; undo brings all back"),
        1,
        on_an_article,
    ),
    ActionSpec(
        "export",
        "File",
        _("Export report…"),
        ("Ctrl+E",),
        _("On an article, the selection, a speaker, a period; in every format"),
        1,
        on_an_article,
    ),
    ActionSpec(
        "import-report",
        "File",
        _("Import a report…"),
        ("Ctrl+Shift+E",),
        _("Take in articles and checks that another desk exported"),
        1,
        on_a_desk,
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
        on_a_desk,
    ),
    # Edit
    ActionSpec("undo", "Edit", _("Undo"), ("Ctrl+Z",), enabled_when=lambda n: n.undo is not None or n.decided),
    ActionSpec("redo", "Edit", _("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), enabled_when=lambda n: n.redo is not None),
    ActionSpec(
        "find",
        "Edit",
        _("Find on the desk"),
        ("/",),
        _("Words, speaker, cue, figure, source, state"),
        1,
        on_a_desk,
    ),
    ActionSpec(
        "find-article", "Edit", _("Find in the article"), ("Ctrl+F",), section=1, enabled_when=on_an_article
    ),
    ActionSpec("select-all", "Edit", _("Choose all claims"), ("Ctrl+A",), section=1, enabled_when=with_claims),
    ActionSpec(
        "caret",
        "Edit",
        _("Caret in the article"),
        ("F7",),
        _("Walk the article with arrows, select with Shift, make a claim with Enter"),
        2,
        on_an_article,
    ),
    *CLAIM_ACTIONS,
    # View
    ActionSpec(
        "save-filter",
        "View",
        _("Save the filter…"),
        ("Ctrl+Alt+F",),
        _("Keep what the list shows under a name"),
        0,
        on_a_desk,
    ),
    ActionSpec(
        "in-passing",
        "View",
        _("In passing: thoughts, wishes, captions"),
        ("P",),
        _("List these alone, until somebody takes them up; again, all the others"),
        0,
        on_a_desk,
        checkable=True,
    ),
    ActionSpec("next-article", "View", _("Next article"), ("Shift+PgDown",), enabled_when=on_a_desk),
    ActionSpec("previous-article", "View", _("Previous article"), ("Shift+PgUp",), enabled_when=on_a_desk),
    ActionSpec("next-pane", "View", _("Next pane"), ("F6",), section=1),
    ActionSpec("previous-pane", "View", _("Previous pane"), ("Shift+F6",), section=1),
    ActionSpec(
        "next-tab",
        "View",
        _("Next tab of the inspector"),
        ("T",),
        _("Verdict, evidence, seen, comments, history"),
        1,
        on_a_claim,
    ),
    ActionSpec("show-desk", "View", _("Show desk"), ("Ctrl+Alt+1",), section=2, checkable=True),
    ActionSpec("show-reader", "View", _("Show reader"), ("Ctrl+Alt+2",), section=2, checkable=True),
    ActionSpec("show-claims", "View", _("Show claims"), ("Ctrl+Alt+3",), section=2, checkable=True),
    ActionSpec("show-inspector", "View", _("Show inspector"), ("Ctrl+Alt+4",), section=2, checkable=True),
    ActionSpec("larger", "View", _("Larger text"), ("Ctrl++", "Ctrl+="), section=3),
    ActionSpec("smaller", "View", _("Smaller text"), ("Ctrl+-",), section=3),
    # Help
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


def default_key(id: str) -> str:
    """The first key that the table gives an action, as people read it; empty if it has none."""
    return next((key_words(key) for spec in TABLE if spec.id == id for key in spec.shortcuts[:1]), "")


def key_words(key: str | QKeySequence) -> str:
    """A key as people on this system read it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
