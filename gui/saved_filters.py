"""Filters that a person gave a name, as one line of JSON in the settings."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from core.records import ClaimFilter, Order, Queue

log = logging.getLogger(__name__)

MOST = 50
LONGEST_NAME = 80

Saved = dict[str, ClaimFilter]

_FIELDS: dict[str, Callable[[Any], Any]] = {
    "queue": Queue,
    "quotes": bool,
    "figures": bool,
    "text": str,
    "order": Order,
    "assignee": lambda value: None if value is None else str(value),
    "article_id": lambda value: None if value is None else int(value),
    "speaker_id": lambda value: None if value is None else int(value),
}


def read(text: str) -> Saved:
    """The filters by name, in the order they were saved. What cannot be read is logged and left out."""
    try:
        found = json.loads(text) if text else {}
        return {
            str(name): ClaimFilter(**{key: _FIELDS[key](value) for key, value in content.items()})
            for name, content in found.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        log.warning("Saved filters cannot be read and are left out: %s", error)
        return {}


def write(filters: Saved) -> str:
    return json.dumps({name: asdict(each) for name, each in filters.items()}, ensure_ascii=False)
