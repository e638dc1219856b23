"""What an event of the audit trail put into the desk in people's own words: for each thing and each fact, whether
somebody writes it or chooses it from a list.

Sentences (a rationale, a note, a comment, a long title) and links that lead to a page are nobody else's, and go
wherever they stand, also within others' words. So does the name of a confidential source. What is shorter, or the
address of a whole site, goes from the things and claims of the event: “Interview” and “As above.” are many
people's words. Names are: a speaker, who handed it on, a byline, an assignee, what a figure counts. A name goes
from the places that the event wrote it to, and not by its wording: the same name in an article's text, in what was
found there, in the list of the desk's people or in what somebody did elsewhere is not the event's, and stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from core.checking.correction_words import is_nobodys
from core.evidence.links import is_link
from db.codec import fold
from db.effective import FOLLOWS, REDATED
from db.operations.base import shorten
from db.things import Content, Kind
from db.transaction import Move

WITHHELD = "[withheld]"
NAME, PROSE = 6, 20
"""Characters from which the name of a confidential source, or a sentence, is looked for in all that anybody wrote.

Fewer are taken out of the same thing or claim only.
"""

TYPED: dict[Kind, tuple[str, ...]] = {
    Kind.EVIDENCE: ("title", "url", "publisher", "note", "locator", "excerpt"),
    Kind.CHECK: ("rationale",),
    Kind.READING: ("speaker", "via", "why", "reading"),
    Kind.DETAILS: ("title", "byline", "outlet"),
    Kind.ASSIGNMENT: ("assignee",),
    Kind.SPEAKER: ("name", "names"),
    Kind.CLAIM: (),
    Kind.ARTICLE: (),
    Kind.COMPARISON: (),
    Kind.EARLIER: (),
    Kind.PLACE: (),
}
"""What of each thing people write in their own words."""
CHOSEN: dict[Kind, frozenset[str]] = {
    Kind.EVIDENCE: frozenset({"dated", "stance", "confidential", "removed"}),
    Kind.CHECK: frozenset({"said", "so", "scale", "example"}),
    Kind.READING: frozenset({"pieces", "kind", "no_speaker"}),
    Kind.DETAILS: frozenset({"published"}),
    Kind.ASSIGNMENT: frozenset(),
    Kind.SPEAKER: frozenset(),
    Kind.CLAIM: frozenset({"state", "set_aside", "dismissed_because", "withdrawn"}),
    Kind.ARTICLE: frozenset({"removed"}),
    Kind.COMPARISON: frozenset({"verdict"}),
    Kind.EARLIER: frozenset({"earlier"}),
    Kind.PLACE: frozenset({"article", "version", "mention", "links", "corrected"}),
}
"""What of each thing is chosen from a list, a day, a number: nobody's words."""
FIGURE_WORDS = ("counted", "modifiers", "predicate", "unit", "per", "hedge")
"""What of a figure's reading are words."""

FACTS: dict[str, tuple[str, ...]] = {
    "review": ("comment",),
    "publication": ("place",),
    "correction": ("was", "now", "why", "public_note"),
    "recheck": ("why",),
    "capture": ("url", "requested_url", "archive_url"),
    "report": ("file",),
    "withheld": ("why",),
}
"""Fields of the facts of an event that people wrote."""
TOLD = ("was", "now")
"""Fields of a public correction that the program drew up (`core.checking.republishing`): many may say the same."""
PLAIN_FACTS = frozenset({"comment", "name"})
"""Facts that are words as they stand: a comment, the name of an article's file."""
TAKEN = "taken"
"""The fact that a report of another desk was taken in with all that was done there."""
CHOSEN_FACTS = frozenset(
    {
        *("taken_back", "scale", "recheck_on", "open_comments", "signed_off", "one_person", "step", "spoke"),
        *("claims", "pipeline", "rules", "version", "earlier", "carried", "reopened", "left", "sha256"),
    }
)
"""Facts that are choices, counts and numbers, or the label of a step that its own event has too."""
OF_PEOPLE = frozenset({"renamed", "capacity"})
"""Facts that name people of the desk. They sign the events themselves, whose hashes are made with the name."""

_COMMON = frozenset({"publisher", "locator", "place"})
"""Fields whose words others write too without meaning the same: an agency, "page 3", the paper it appeared in."""
_NAMES = frozenset({"speaker", "via", "assignee", "names", "byline", "outlet", "name", "file", *FIGURE_WORDS})
"""Fields that hold names, which go by place."""
_NAMING = frozenset({Kind.DETAILS, Kind.ASSIGNMENT, Kind.SPEAKER})
"""Things of which all that is written are names."""
_OURS = frozenset({WITHHELD, FOLLOWS, REDATED})
"""What the program writes itself."""
_SHORTENED = (40, 60, 80)
"""The lengths at which labels and histories cut what they quote."""
_PART_OF_A_NAME = frozenset(
    {"af", "al", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von"}
)
"""Words within a name that begin small."""


@dataclass(slots=True)
class Words:
    """What an event put into the desk or took out of it, in people's own words.

    `everywhere` is looked for in all that anybody wrote, and so are `sources`, names of confidential sources as
    they are written; `on_things` only as the whole of a field, in revisions of the things named and in what was
    said about the event's `claims`; `names` as the whole of a field of the things alone.
    `told` is what public corrections say was and is now; what of it people wrote, `add_told` knows.
    `called` are names that it gave speakers or took from them, which are its own unless a passage names one so;
    `own` the folded names by which nothing else calls a speaker.
    `copies` are digests of copies that it kept, `marked` claims that it brought or took away, `passages` mentions
    whose own row it wrote, where that is otherwise what was found in an article.
    `taken` says that the event brought in claims with all that was done about them.
    """

    everywhere: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    on_things: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    things: set[tuple[Kind, int]] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    marked: set[int] = field(default_factory=set)
    passages: set[int] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)
    taken: bool = False

    def add(self, name: str, text: object, *, confidential: bool = False) -> None:
        """Take in what the field `name` says, of a source that is confidential or of anything else."""
        if not isinstance(text, str) or not text.strip() or text in _OURS:
            return
        if name in _NAMES:
            self.names.add(text)
            return
        if name in TOLD:
            self.told.add(text)
            return
        self.on_things.add(text)
        if is_link(text):
            if confidential or _leads_to_a_page(text):
                self.everywhere.add(text)
        elif name not in _COMMON and len(text) >= PROSE:
            self.everywhere.add(text)
        elif name == "title" and confidential and _names_somebody(text):
            self.sources.add(text)

    def add_told(self, rationales: set[str]) -> None:
        """Take in what public corrections quote of what people wrote. Others' ratings were corrected the same way;
        what somebody wrote there themselves, in an earlier version, goes from the claim."""
        for text in self.told:
            if text in rationales:
                self.add("rationale", text)
            elif not is_nobodys(text):
                self.on_things.add(text)

    def repeated_in(self, text: str) -> bool:
        """Whether a text repeats any of it, in whatever case; a name of a few letters stands in every text."""
        told = {each for each in self.names | self.on_things if len(each) >= NAME} | self.everywhere
        cut = {each.removesuffix("…") for each in quoted(self.everywhere)}
        folded = " ".join(text.casefold().split())
        sought = {" ".join(each.split()) for each in told} | {each for each in cut if len(each) >= PROSE}
        return any(each.casefold() in folded for each in sought)


def _leads_to_a_page(link: str) -> bool:
    """Whether a link names a page and not a whole site, which many people name."""
    parts = urlsplit(link)
    return bool(parts.path.strip("/") or parts.query)


def _names_somebody(title: str) -> bool:
    """Whether a title reads as the name of a person or a place: more than one word, each with a capital."""
    words = [word for word in title.split() if word not in _PART_OF_A_NAME]
    return len(title) >= NAME and len(words) > 1 and all(word[0].isupper() for word in words)


def quoted(texts: set[str]) -> set[str]:
    """The forms in which labels and histories quote texts: on one line, whole or cut with an ellipsis."""
    return {" ".join(text.split()) for text in texts} | {
        shorten(text, length) for text in texts for length in _SHORTENED
    }


def texts_of(kind: Kind, content: Content) -> Iterator[tuple[str, str]]:
    """Every text that people write of a thing, with the field that it stands in."""
    for name in TYPED[kind]:
        value = content.get(name)
        if name == "names":
            yield from ((name, stated) for _, _, stated in value or ())
        elif name == "reading":
            yield from texts_of_figure(value or {})
        elif isinstance(value, str):
            yield ("name" if kind in _NAMING else name), value


def texts_of_figure(reading: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The words of a figure's reading, with the field that they stand in."""
    for name in FIGURE_WORDS:
        value = reading.get(name)
        texts = value if isinstance(value, (list, tuple)) else [value]
        yield from ((name, text) for text in texts if isinstance(text, str))


def words_of(payload: str) -> Words:
    """The words of an event, from its payload."""
    found, content = Words(), json.loads(payload)
    moves = [Move.from_json(each) for each in content.get("moves", ())]
    for move in moves:
        _add_move(found, move)
    _add_speakers(found, [move for move in moves if move.kind is Kind.SPEAKER])
    for name, fields in FACTS.items():
        facts = content.get(name) or {}
        for of in fields:
            found.add(of, facts.get(of))
        if name == "capture" and "sha256" in facts:
            found.copies.add(facts["sha256"])
    for name in PLAIN_FACTS:
        found.add(name, content.get(name))
    if "name" in content or "report" in content:
        found.things |= {(move.kind, move.id) for move in moves if move.kind is Kind.ARTICLE}
    for taken in content.get(TAKEN, ()):
        found.taken = True
        found.add("rationale", taken.get("rationale"))
        for draft in taken.get("evidence", ()):
            for name in TYPED[Kind.EVIDENCE]:
                found.add(name, draft.get(name))
    return found


def _add_move(found: Words, move: Move) -> None:
    if move.kind is Kind.SPEAKER:
        return
    if move.kind is Kind.CLAIM and move.before.get("withdrawn") != move.after.get("withdrawn"):
        found.marked.add(move.id)
    appeared = move.before.get("removed") != move.after.get("removed")
    was, now = list(texts_of(move.kind, move.before)), list(texts_of(move.kind, move.after))
    stayed = set() if appeared else {*was} & {*now}
    for each in (*was, *now):
        if each not in stayed:
            found.things.add((move.kind, move.id))
            found.add(*each)


def _add_speakers(found: Words, moves: list[Move]) -> None:
    """The names that speakers got or lost. Names that only went from one to the other were written before."""
    was = {text for move in moves for _, text in texts_of(move.kind, move.before)}
    now = {text for move in moves for _, text in texts_of(move.kind, move.after)}
    if was ^ now:
        found.called |= was ^ now
        found.things |= {(move.kind, move.id) for move in moves}


def repeats(moves: list[Move], things: set[tuple[Kind, int]], texts: set[str]) -> bool:
    """Whether what was done to one of the things has one of the folded texts, be it that it left them alone."""
    return any(
        fold(text) in texts
        for move in moves
        if (move.kind, move.id) in things
        for content in (move.before, move.after)
        for _, text in texts_of(move.kind, content)
    )
