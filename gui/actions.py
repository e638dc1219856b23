"""Everything a person can do with a key: ONE table. Menus, shortcuts, the key sheet and tips are made from it.

To add an action, add a row here and `Actions.on(id, callback)` where it is done; `gui.action_set` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from core.checking import life
from core.records import ClaimState, Question
from gui.situation import (
    When,
    allowed,
    allowed_or_several,
    anytime,
    can_set_aside,
    can_submit,
    comparable,
    editable,
    on_a_claim,
    on_a_desk,
    on_an_article,
    review_allowed,
    with_claims,
    with_said,
)


def _(text: str) -> str:
    """Mark a text of the table for translation; `lupdate -tr-function-alias translate+=_` finds it."""
    return text


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
    enabled_when: When = anytime
    checkable: bool = False


def _ratings(question: Question) -> Iterator[ActionSpec]:
    said = question is Question.SAID
    menu, when = ("Claim/Said?", with_said) if said else ("Claim/So?", editable)
    for digit in range(1, 10):
        key = f"Alt+{digit}" if said else str(digit)
        yield ActionSpec(rating_id(question, digit), menu, "", (key,), enabled_when=when)
    clear = _("Clear the rating")
    yield ActionSpec(rating_id(question, 0), menu, clear, ("Alt+0" if said else "0",), "", 1, when)


def rating_id(question: Question, digit: int) -> str:
    """Id of the action that gives the rating at place `digit` of the scale, from 1; 0 clears."""
    return f"{question.value}-{digit}"


_ACCEPT = allowed_or_several(life.Action.ACCEPT)
_RESTORE = allowed(life.Action.RESTORE)

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
    # Claim
    ActionSpec("next-claim", "Claim", _("Next claim"), ("J",), enabled_when=with_claims),
    ActionSpec("previous-claim", "Claim", _("Previous claim"), ("K",), enabled_when=with_claims),
    ActionSpec("next-open", "Claim", _("Next open claim"), ("N",), enabled_when=with_claims),
    *_ratings(Question.SAID),
    *_ratings(Question.SO),
    ActionSpec(
        "new-claim",
        "Claim/Passage",
        _("Make a claim of the selection…"),
        ("M",),
        _("What is selected in the article becomes a claim"),
        enabled_when=on_an_article,
    ),
    ActionSpec(
        "next-overlapping",
        "Claim/Passage",
        _("Next overlapping mention"),
        ("O",),
        section=1,
        enabled_when=on_a_claim,
    ),
    ActionSpec("grow-start", "Claim/Passage", _("Grow at the start"), ("Shift+Left",), "", 2, editable),
    ActionSpec("grow-end", "Claim/Passage", _("Grow at the end"), ("Shift+Right",), "", 2, editable),
    ActionSpec("shrink-start", "Claim/Passage", _("Shrink at the start"), ("Alt+Right",), "", 2, editable),
    ActionSpec("shrink-end", "Claim/Passage", _("Shrink at the end"), ("Alt+Left",), "", 2, editable),
    ActionSpec(
        "reading",
        "Claim/Passage",
        _("Correct the figure’s reading…"),
        ("R",),
        _("Value, form, unit and what is counted"),
        3,
        lambda n: editable(n) and n.figure,
    ),
    ActionSpec(
        "compare",
        "Claim/Passage",
        _("Compare with another figure…"),
        ("B",),
        _("Pick this figure, then the other one with the same key"),
        3,
        comparable,
    ),
    ActionSpec(
        "calculate", "Claim", _("Calculator…"), ("=",), _("Reckon with the sentence’s figures"), 2, on_a_claim
    ),
    ActionSpec(
        "quote-diff",
        "Claim",
        _("Compare with the original…"),
        ("D",),
        _("What differs between the quote and the passage it was taken from"),
        2,
        lambda n: n.quote,
    ),
    ActionSpec("rationale", "Claim", _("Write why, or read it"), ("W",), section=2, enabled_when=on_a_claim),
    ActionSpec("evidence", "Claim", _("Add evidence…"), ("E",), section=2, enabled_when=editable),
    ActionSpec(
        "capture-link",
        "Claim/Source",
        _("Capture a link…"),
        ("L",),
        _("Fetch a source and keep a copy of it"),
        enabled_when=editable,
    ),
    ActionSpec(
        "capture-file",
        "Claim/Source",
        _("Capture a file…"),
        ("Shift+F",),
        _("Keep a copy of a file as a source"),
        enabled_when=editable,
    ),
    ActionSpec(
        "capture-clipboard",
        "Claim/Source",
        _("Capture the clipboard…"),
        ("Shift+V",),
        _("Keep the text or picture of the clipboard as a source"),
        enabled_when=editable,
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
    ActionSpec("speaker", "Claim", _("Change the speaker…"), ("S",), section=2, enabled_when=editable),
    ActionSpec(
        "comment", "Claim", _("Comment…"), ("C",), _("Say something to those who work on this"), 2, on_a_claim
    ),
    ActionSpec("accept", "Claim", _("Accept the suggestion"), ("A",), section=3, enabled_when=_ACCEPT),
    ActionSpec(
        "dismiss",
        "Claim",
        _("Dismiss…"),
        ("X",),
        _("Dismiss the claim for a reason, or of several chosen ones the suggestions"),
        3,
        with_claims,
    ),
    ActionSpec(
        "dismiss-same",
        "Claim",
        _("Dismiss all with the same words…"),
        ("Shift+X",),
        _("Dismiss every suggestion with these words, in one step"),
        3,
        on_a_claim,
    ),
    ActionSpec(
        "settle-alike",
        "Claim",
        _("Settle the sentence’s other figures alike"),
        ("I",),
        _("Give its ratings, reason and sources to what nobody has checked in its sentence, or in the selection"),
        3,
        on_a_claim,
    ),
    ActionSpec(
        "assign", "Claim", _("Assign…"), ("Shift+A",), _("Say who is to check the chosen claims"), 3, on_a_claim
    ),
    ActionSpec("restore", "Claim", _("Take back the dismissal"), (), section=3, enabled_when=_RESTORE),
    ActionSpec(
        "set-aside",
        "Claim",
        _("Set aside for later"),
        ("Space",),
        section=3,
        enabled_when=can_set_aside,
    ),
    # Review
    ActionSpec(
        "review-queue", "Review", _("Go to what waits for the editor"), ("G",), _("The review queue"), 0, on_a_desk
    ),
    ActionSpec("next-waiting", "Review", _("Next check to review"), ("Shift+N",), enabled_when=with_claims),
    ActionSpec(
        "submit",
        "Review",
        _("Send to the editor, or approve"),
        ("Ctrl+Return", "Ctrl+Enter"),
        _("Send a check; approve one that you had no part in; close a correction"),
        1,
        can_submit,
    ),
    ActionSpec(
        "return",
        "Review",
        _("Return with a comment…"),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        _("Send the check back, saying what is to be done"),
        1,
        review_allowed("return", life.Action.RETURN),
    ),
    ActionSpec(
        "withdraw",
        "Review",
        _("Withdraw from the editor"),
        ("Shift+W",),
        _("Take a check back that was sent, to work on it"),
        1,
        review_allowed("withdraw", life.Action.WITHDRAW),
    ),
    ActionSpec(
        "publish",
        "Review",
        _("Publish…"),
        ("Ctrl+Alt+Return", "Ctrl+Alt+Enter"),
        _("Say where and when the approved check appeared"),
        2,
        review_allowed("publish", life.Action.PUBLISH),
    ),
    ActionSpec(
        "correct",
        "Review",
        _("Correct the published check…"),
        ("Ctrl+Alt+C",),
        _("Open a correction: only so can a published check be changed"),
        2,
        review_allowed("correct", life.Action.CORRECT),
    ),
    ActionSpec(
        "reopen",
        "Review",
        _("Reopen for a new check…"),
        ("Shift+R",),
        _("Say that an approved check has to be looked at again, and why"),
        2,
        review_allowed("reopen", life.Action.RECHECK),
    ),
    ActionSpec(
        "holds-until",
        "Review",
        _("Holds until a day…"),
        ("H",),
        _("From that day on the check needs a recheck"),
        2,
        lambda n: n.claim not in (None, ClaimState.SUGGESTED, ClaimState.DISMISSED),
    ),
    ActionSpec(
        "resolve-comment",
        "Review",
        _("Resolve the first open comment"),
        ("Shift+C",),
        section=3,
        enabled_when=lambda n: n.open_comments,
    ),
    ActionSpec(
        "sign-off",
        "Review",
        _("Sign off the article…"),
        ("Ctrl+Alt+S",),
        _("What is settled, what is missing, and the editor’s word that it is done"),
        4,
        on_an_article,
    ),
    ActionSpec(
        "corrections-log",
        "Review",
        _("Save the corrections log…"),
        (),
        _("All corrections, as a table"),
        4,
        on_a_desk,
    ),
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
