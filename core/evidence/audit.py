"""The audit chain: each event holds the hash of the one before and a salted digest of its payload.

Format `saidso.audit/1`, so that anybody can verify a desk without this program:

- canonical JSON: keys sorted, no white space, everything beyond ASCII as `\\uXXXX`, no floats;
- payload digest = SHA-256(salt || payload), payload being canonical JSON as ASCII bytes, salt 32 random bytes;
- event hash = SHA-256(previous hash, as 32 bytes || canonical JSON of the event as an object with the keys
  action, actor, at, payload, seq, subject), with `payload` the digest in hexadecimal and `at` as
  `2025-09-12T14:02:11.000000Z`;
- the previous hash of event 1 is SHA-256 of the ASCII bytes of `saidso.audit/1`.

A payload can be withheld (a confidential source, an erasure by law): payload and salt go, the digest stays and
the chain still verifies. Without the salt the payload cannot be found by trying.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any

from core.errors import BugError, UserError

FORMAT = "saidso.audit/1"
GENESIS = sha256(FORMAT.encode("ascii")).hexdigest()
"""What stands as the previous hash of event 1."""

SALT_BYTES = 32
MOST_PROBLEMS = 20
"""`verify` stops here: after so many there is nothing left to learn."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what when, chained. `seq` counts from 1; hashes are 64 hexadecimal digits.

    `payload` is canonical JSON; `payload` and `salt` are both None where the payload is withheld.
    """

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    payload_digest: str
    previous: str
    hash: str
    payload: str | None = None
    salt: bytes | None = None

    @property
    def withheld(self) -> bool:
        return self.payload is None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain, as reports print it: number and hash of its newest event."""

    length: int = 0
    hash: str = GENESIS


def parse_head(text: str) -> Head:
    """A head as people type it: event, colon, the whole hash. Raises `UserError` S-AUDIT-HEAD."""
    found = re.fullmatch(r"\s*([0-9]{1,18})\s*:\s*([0-9a-f]{64})\s*", text.replace(",", "").lower())
    if found is None:
        raise UserError(
            "S-AUDIT-HEAD", f"{text!r} is no audit head; write event and hash with a colon, as in 13402:7e8dd475…"
        )
    return Head(int(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at event `seq`, in words for people."""

    seq: int
    words: str

    def __str__(self) -> str:
        return f"event {self.seq}: {self.words}"


def canonical(value: object) -> str:
    """`value` as canonical JSON: the same text for the same value, always.

    Takes what JSON has, save floats, and dates, times (as UTC), decimals, enumerations, tuples and sets of text.
    Raises `BugError` S-AUDIT-PAYLOAD for anything else.
    """
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def timestamp(at: datetime) -> str:
    """UTC to the microsecond, as `2025-09-12T14:02:11.000000Z`. Raises `BugError` S-AUDIT-TIME without a zone."""
    if at.tzinfo is None:
        raise BugError("S-AUDIT-TIME", "A time without a zone reached the audit chain.")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def payload_digest(salt: bytes, payload: str) -> str:
    """SHA-256 over salt and canonical payload, hexadecimal."""
    return sha256(salt + payload.encode("utf-8", "surrogatepass")).hexdigest()


def event_hash(previous: str, seq: int, at: datetime, actor: str, action: str, subject: str, digest: str) -> str:
    """The hash that the next event will hold as `previous`."""
    body = {
        "seq": seq,
        "at": timestamp(at),
        "actor": actor,
        "action": action,
        "subject": subject,
        "payload": digest,
    }
    return sha256(bytes.fromhex(previous) + canonical(body).encode("ascii")).hexdigest()


def next_event(
    head: Head,
    *,
    at: datetime,
    actor: str,
    action: str,
    subject: str,
    payload: Mapping[str, object],
    salt: bytes | None = None,
) -> AuditEvent:
    """The event that follows `head`. `salt` is random unless given; it must have 32 bytes."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    if len(salt) != SALT_BYTES:
        raise BugError("S-AUDIT-SALT", f"An audit salt has {len(salt)} bytes instead of {SALT_BYTES}.")
    text = canonical(dict(payload))
    digest = payload_digest(salt, text)
    seq = head.length + 1
    return AuditEvent(
        seq=seq,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        payload_digest=digest,
        previous=head.hash,
        hash=event_hash(head.hash, seq, at, actor, action, subject, digest),
        payload=text,
        salt=salt,
    )


def head_of(events: Sequence[AuditEvent]) -> Head:
    """The head of a whole chain in order; the genesis head of an empty one."""
    return Head(events[-1].seq, events[-1].hash) if events else Head()


def withhold(event: AuditEvent) -> AuditEvent:
    """`event` without payload and salt; the chain over it still verifies."""
    return replace(event, payload=None, salt=None)


def says(event: AuditEvent, words: str) -> bool:
    """Whether the event's payload holds the words anywhere, whatever their case; never where it is withheld."""
    if event.payload is None:
        return False
    return words.casefold() in json.dumps(json.loads(event.payload), ensure_ascii=False).casefold()


def verify(events: Iterable[AuditEvent], heads: Iterable[Head] = ()) -> list[Problem]:
    """What is wrong with a whole chain, in order, so that the first problem names the first broken event.

    Empty when all is well. `heads` are ends that were printed or kept elsewhere: the chain must still hold each
    of them. Only such a head shows that newest events were cut off, or the whole chain written anew.
    """
    problems: list[Problem] = []
    expected = Head()
    awaited = {head for head in heads if head.length > 0}
    held: dict[int, str] = {}
    lengths = {head.length for head in awaited}
    for event in events:
        problems += [Problem(event.seq, words) for words in _problems(event, expected)]
        if len(problems) >= MOST_PROBLEMS:
            return problems[:MOST_PROBLEMS]
        if event.seq in lengths:
            held[event.seq] = event.hash
        # Going on from what is stored finds the next independent break instead of blaming every later event.
        expected = Head(event.seq, event.hash)
    for head in sorted(awaited, key=lambda h: h.length):
        if head.length not in held:
            problems.append(Problem(head.length, f"is missing; a head {head.hash[:12]}… of it was kept"))
        elif held[head.length] != head.hash:
            problems.append(Problem(head.length, f"does not have the hash {head.hash[:12]}… that was kept of it"))
    return sorted(problems, key=lambda p: p.seq)[:MOST_PROBLEMS]


def _problems(event: AuditEvent, expected: Head) -> list[str]:
    found = []
    if event.seq != expected.length + 1:
        found.append(f"stands where event {expected.length + 1} should")
    if event.previous != expected.hash:
        found.append("does not follow the event before it")
    if (event.payload is None) != (event.salt is None):
        found.append("has only one of payload and salt")
    elif not _holds_payload(event):
        found.append("its payload was changed")
    if _recomputed(event) != event.hash:
        found.append("was changed")
    return found


def _holds_payload(event: AuditEvent) -> bool:
    """Whether the payload is the one that was digested; true where it is withheld."""
    if event.payload is None or event.salt is None:
        return True
    return len(event.salt) == SALT_BYTES and payload_digest(event.salt, event.payload) == event.payload_digest


def _recomputed(event: AuditEvent) -> str | None:
    """The event's hash from its fields; None where they cannot even be hashed."""
    try:
        return event_hash(
            event.previous, event.seq, event.at, event.actor, event.action, event.subject, event.payload_digest
        )
    except (ValueError, BugError):
        return None


def _plain(value: object) -> Any:
    """`value` in what JSON has. Floats are refused: their text differs between programs."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    return _plain_container(value)


def _plain_container(value: object) -> Any:
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise BugError("S-AUDIT-PAYLOAD", "An audit payload has a key that is no text.")
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    kind = type(value).__name__
    raise BugError("S-AUDIT-PAYLOAD", f"An audit payload holds a {kind}, which has no canonical form.")
