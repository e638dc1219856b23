"""Events, histories and undo steps that hold what is to be withheld: the words themselves, or what was done about
the same things."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Text, select, type_coerce

from db import review_work, schema_work
from db.codec import fold
from db.columns import one_of
from db.operations.people import SETTING_CAPACITY
from db.operations.sought import Read, Sought, as_quoted, texts_in
from db.operations.written import NAME, PROSE, Words, quoted, repeats, texts_of, words_of
from db.things import Kind
from db.transaction import Move

_event, _payload = schema_work.audit_event.c, schema_work.audit_payload.c
_history, _step = schema_work.audit_claim.c, schema_work.undo_step.c
_OF_PEOPLE = (review_work.RENAMING, SETTING_CAPACITY)
"""Actions whose events say who somebody on the desk is: whoever signs the trail is called so there in any case."""
_THING = re.compile(r'\["([a-z ]+)",(\d+),')
"""Where an event or a step begins to tell what became of a thing."""


class Everywhere:
    """What of the words is looked for in all that anybody wrote."""

    def __init__(self, words: Words) -> None:
        self._prose, self._sources, self._names = Sought(words.everywhere), Sought(words.sources), words.sources
        forms = quoted(words.everywhere | words.sources)
        self._quotes = Sought({each for each in forms if len(each) >= PROSE}, bounds=as_quoted)

    def stands_in(self, text: Read) -> bool:
        """Whether a text has some of it. A name counts as it is written: “Ferry Port” is not every ferry port."""
        if self._prose.stands_in(text):
            return True
        if not self._sources.stands_in(text):
            return False
        line = " ".join(text.written.split())
        return any(name in line for name in self._names)

    def is_told_in(self, label: Read) -> bool:
        """Whether a label or a history has it, be it cut short."""
        return self.stands_in(label) or self._quotes.stands_in(label)


class About:
    """Tells whether a payload or an undo step is about the things of an event and repeats its words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.texts = {fold(text) for text in words.on_things | words.names}
        self.kin = set(words.things)
        for article_id in {of for kind, of in words.things if kind in (Kind.ARTICLE, Kind.DETAILS)}:
            self.kin |= {(kind, article_id) for kind in (Kind.ARTICLE, Kind.DETAILS, Kind.EARLIER)}
        self._named = Sought(quoted(words.names))

    def things_in(self, text: str) -> set[tuple[str, int]]:
        """What the text tells of, as far as it is the things or what has its label from them."""
        return {(kind, int(of)) for kind, of in _THING.findall(text)} & self.kin

    def may_call_a_speaker_so(self, text: str) -> bool:
        """Whether a name that is the event's own can be among the moves: merged, it can be anybody's by then."""
        return bool(self.words.own) and f'["{Kind.SPEAKER.value}",' in text

    def calls_a_speaker_so(self, moves: Iterable[Move]) -> bool:
        """Whether one of the moves gives or takes such a name."""
        return any(
            fold(text) in self.words.own
            for move in moves
            if move.kind is Kind.SPEAKER
            for content in (move.before, move.after)
            for _, text in texts_of(move.kind, content)
        )

    def names_in(self, label: str) -> bool:
        """Whether a label has one of the names."""
        return self._named.stands_in(Read(label))

    def says(self, payload: str) -> bool:
        told_of = self.things_in(payload)
        if not told_of and not self.may_call_a_speaker_so(payload):
            return False
        content = json.loads(payload)
        moves = [Move.from_json(each) for each in content.get("moves", ())]
        if self.calls_a_speaker_so(moves):
            return True
        if not told_of:
            return False
        found = words_of(payload)
        return (
            self.names_in(content.get("label", ""))
            or bool({fold(text) for text in found.on_things | found.names | found.told} & self.texts)
            or repeats(moves, self.words.things, self.texts)
        )

    def brings_back(self, label: str, moves: str) -> bool:
        """Whether an undo step would bring the words back, or has them in its label."""
        told_of = self.things_in(moves)
        # What was done to the article or the claim itself is no text: only its label may have one.
        bare = (Kind.ARTICLE, Kind.CLAIM)
        if any(kind not in bare and (kind, of) in self.words.things for kind, of in told_of):
            return True
        if told_of and self.names_in(label):
            return True
        return self.may_call_a_speaker_so(moves) and self.calls_a_speaker_so(
            map(Move.from_json, json.loads(moves))
        )


@dataclass(slots=True)
class Found:
    """The events that say what is to be withheld, and those that say some of the same and keep it."""

    saying: set[int] = field(default_factory=set)
    staying: set[int] = field(default_factory=set)


def events_with(connection: Connection, words: Words, everywhere: Everywhere) -> Found:
    """The events whose payload or history has the words, or is about the same things and has them there."""
    found, about = Found(), About(words)
    told = words.everywhere | words.sources | words.on_things | words.names | words.called
    anything = Sought({text for text in told if len(text) >= NAME})
    held = select(_payload.event_id, _event.action, _payload.payload)
    for number, action, payload in connection.execute(held.join_from(*_TABLES)):
        texts = texts_in(payload)
        if action not in _OF_PEOPLE and (about.says(payload) or everywhere.stands_in(texts)):
            found.saying.add(number)
        elif anything.stands_in(texts):
            found.staying.add(number)
    found.saying |= set(_told(connection, words, everywhere))
    found.staying -= found.saying
    return found


_TABLES = (schema_work.audit_payload, schema_work.audit_event, _event.id == _payload.event_id)


def _told(connection: Connection, words: Words, everywhere: Everywhere) -> Iterator[int]:
    """The events that a history tells with the words."""
    here = Sought({each for each in quoted(words.on_things) if len(each) >= NAME}, bounds=as_quoted)
    for event_id, claim_id, what in connection.execute(
        select(_history.event_id, _history.claim_id, _history.what)
    ):
        told = Read(what)
        if everywhere.is_told_in(told) or (claim_id in words.claims and here.stands_in(told)):
            yield event_id


def claims_of(connection: Connection, events: Iterable[int]) -> set[int]:
    """The claims whose histories tell of the events."""
    claims = select(_history.claim_id).where(one_of(_history.event_id, set(events)))
    return set(connection.execute(claims).scalars())


def steps_with(connection: Connection, words: Words, everywhere: Everywhere) -> set[int]:
    """The undo steps that would bring the words back, or quote them."""
    about = About(words)
    rows = connection.execute(select(_step.id, _step.label, type_coerce(_step.moves, Text)))
    return {
        step_id
        for step_id, label, moves in rows
        if about.brings_back(label, moves)
        or everywhere.is_told_in(Read(label))
        or everywhere.stands_in(texts_in(moves))
    }
