"""Filters that a person gave a name, as one line of JSON in the settings."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from core.checking.life import same_person
from core.records import ClaimFilter, Order, Queue

log = logging.getLogger(__name__)

MOST = 50
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """A filter, and the path of the desk that it is of; empty where it holds on every desk.

    One that names an article or a speaker is of its desk: on another the same number is somebody else. To whom
    something was returned is not kept: that is whoever sits at the window.
    """

    filter: ClaimFilter
    desk: str = ""

    def holds_on(self, desk: str) -> bool:
        return self.desk in ("", desk)


Saved = dict[str, Kept]

_FIELDS: dict[str, Callable[[Any], Any]] = {
    "queue": Queue,
    "quotes": bool,
    "figures": bool,
    "in_passing": bool,
    "text": str,
    "order": Order,
    "assignee": lambda value: None if value is None else str(value),
    "article_id": lambda value: None if value is None else int(value),
    "speaker_id": lambda value: None if value is None else int(value),
}
_DESK = "desk"


def keep(wanted: ClaimFilter, desk: str) -> Kept:
    """`wanted` as it is saved on `desk`."""
    own = wanted.article_id is not None or wanted.speaker_id is not None
    return Kept(replace(wanted, returned_to=None), desk if own else "")


def is_of(wanted: ClaimFilter, name: str) -> bool:
    """Whether a filter shows what is assigned to this person, however the name was typed."""
    return wanted.assignee is not None and same_person(wanted.assignee, name)


def read(text: str) -> Saved:
    """The filters by name, in the order they were saved. What cannot be read is logged and left out."""
    try:
        found = json.loads(text) if text else {}
        return {str(name): _kept(content) for name, content in found.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        log.warning("Saved filters cannot be read and are left out: %s", error)
        return {}


def _kept(content: dict[str, Any]) -> Kept:
    fields = {key: _FIELDS[key](value) for key, value in content.items() if key != _DESK}
    return Kept(ClaimFilter(**fields), str(content.get(_DESK, "")))


def write(filters: Saved) -> str:
    found = {
        name: {key: value for key, value in asdict(each.filter).items() if key in _FIELDS}
        | ({_DESK: each.desk} if each.desk else {})
        for name, each in filters.items()
    }
    return json.dumps(found, ensure_ascii=False)
