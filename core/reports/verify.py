"""Looks an evidence bundle through: every file against the manifest, the audit chain, and that all of it agrees.

Needs nothing but the bundle. Nothing in it is unpacked to disk or trusted before it is checked.
"""

from __future__ import annotations

import contextlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.errors import UserError
from core.evidence import audit
from core.reports import bundle
from core.reports import json as json_report
from core.reports.model import ReportModel

MOST_FILES = 20_000
MOST_BYTES = 8_000_000_000
"""Unpacked, all files together; more is no bundle but a bomb."""
MOST_MANIFEST = 20_000_000
MOST_CHAIN = 2_000_000_000
"""Of the audit chain, which is read line by line; some millions of events."""
LONGEST_EVENT = 50_000_000
"""Of a line of it: an action on every claim of a large desk."""
_BLOCK = 1 << 20
_UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError)
"""What a damaged, encrypted or oddly packed entry raises; RuntimeError includes NotImplementedError."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a bundle holds and what is wrong with it, in words for people; empty `problems` is all well."""

    title: str
    profile: str
    made_at: str
    made_by: str
    head: audit.Head
    files: int
    captures: int
    events: int
    withheld: int
    problems: tuple[str, ...]


def verify(path: Path) -> Verified:
    """Check the bundle at `path`. Raises `UserError` S-BUNDLE-… where there is none that could be checked."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _verify(archive, path.name)
    except zipfile.BadZipFile as error:
        raise UserError("S-BUNDLE-ZIP", f"{path.name} is no readable ZIP ({error}); get it again.") from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UserError("S-BUNDLE-READ", f"{path.name} cannot be read ({why}); check the file.") from error


def _verify(archive: zipfile.ZipFile, name: str) -> Verified:
    entries = archive.infolist()
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UserError("S-BUNDLE-SIZE", f"{name} unpacks to more than a bundle can hold; do not open it.")
    manifest = _manifest(archive, name)
    problems: list[str] = []
    listed = {each["path"]: each for each in manifest["files"]}
    counted = Counter(entry.filename for entry in entries)
    names = list(counted)
    problems += [f"{path} is in it twice" for path, times in counted.items() if times > 1]
    problems += [f"{path} is missing" for path in listed if path not in counted]
    problems += [f"{path} is not in the manifest" for path in names if path not in {*listed, bundle.MANIFEST}]
    for path, each in listed.items():
        if path in counted:
            problems += _file(archive, path, each)
    head = audit.Head(manifest["audit"]["length"], manifest["audit"]["hash"])
    events, broken = _events(archive, names)
    problems += broken
    problems += [f"audit chain: {problem}" for problem in audit.verify(events, [head])]
    if audit.head_of(events) != head:
        problems.append("the audit chain does not end with the head in the manifest")
    problems += _report(archive, names, manifest, head)
    return Verified(
        title=manifest["title"],
        profile=manifest["profile"],
        made_at=manifest["made_at"],
        made_by=manifest["made_by"],
        head=head,
        files=len(listed),
        captures=sum(path.startswith(bundle.CAPTURES) for path in listed),
        events=len(events),
        withheld=sum(event.withheld for event in events),
        problems=tuple(problems),
    )


def _manifest(archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    """The manifest, once it has every field that is needed, of its type. Raises `UserError` S-BUNDLE-MANIFEST."""
    try:
        entry = archive.getinfo(bundle.MANIFEST)
        if entry.file_size > MOST_MANIFEST:
            raise ValueError("it is too large")
        found = json.loads(archive.read(entry).decode("utf-8"))
        if found["format"] != bundle.FORMAT:
            raise ValueError(f"it is not in the format {bundle.FORMAT}")
        texts = [found[key] for key in ("title", "profile", "made_at", "made_by")] + [found["audit"]["hash"]]
        texts += [each[key] for each in found["files"] for key in ("path", "sha256")]
        numbers = [found["audit"]["length"], *(each["size"] for each in found["files"])]
        if not all(isinstance(t, str) for t in texts) or not all(isinstance(n, int) for n in numbers):
            raise ValueError("a field has the wrong type")
    except (
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
    ) as error:
        raise UserError(
            "S-BUNDLE-MANIFEST", f"{name} is no evidence bundle: its {bundle.MANIFEST} does not hold ({error})."
        ) from error
    manifest: dict[str, Any] = found
    return manifest


def _file(archive: zipfile.ZipFile, path: str, listed: dict[str, Any]) -> Iterator[str]:
    digest, size = sha256(), 0
    try:
        with archive.open(path) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
                if size > MOST_BYTES:
                    break
    except _UNREADABLE as error:
        yield f"{path} cannot be unpacked ({error})"
        return
    if digest.hexdigest() != listed["sha256"] or size != listed["size"]:
        yield f"{path} was changed"
    if path.startswith(bundle.CAPTURES) and digest.hexdigest() != path.removeprefix(bundle.CAPTURES)[:64]:
        yield f"{path} is not the copy that its name says"


def _read(archive: zipfile.ZipFile, path: str) -> bytes:
    """The report, which is read whole; empty where it cannot be, which `_file` has told."""
    try:
        with archive.open(path) as stream:
            return stream.read(json_report.MOST_BYTES + 1)
    except (*_UNREADABLE, KeyError):
        return b""


def _lines(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Line by line, as far as it can be unpacked. Raises `ValueError` where a line or all of it is too long."""
    left = MOST_CHAIN
    with contextlib.suppress(*_UNREADABLE), archive.open(path) as stream:
        while line := stream.readline(LONGEST_EVENT + 1):
            left -= len(line)
            if len(line) > LONGEST_EVENT or left < 0:
                raise ValueError("too long")
            yield line


def _events(archive: zipfile.ZipFile, names: list[str]) -> tuple[list[audit.AuditEvent], list[str]]:
    if bundle.CHAIN not in names:
        return [], []
    events: list[audit.AuditEvent] = []
    try:
        for line in _lines(archive, bundle.CHAIN):
            events.append(_event(json.loads(line)))
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        return events, [f"{bundle.CHAIN}: line {len(events) + 1} is no event ({type(error).__name__})"]
    return events, []


def _event(found: dict[str, Any]) -> audit.AuditEvent:
    texts = ("actor", "action", "subject", "payload_digest", "previous", "hash")
    if not all(isinstance(found[key], str) for key in texts) or not isinstance(found["seq"], int):
        raise TypeError("a field of an event has the wrong type")
    return audit.AuditEvent(
        seq=found["seq"],
        at=datetime.fromisoformat(found["at"]),
        actor=found["actor"],
        action=found["action"],
        subject=found["subject"],
        payload_digest=found["payload_digest"],
        previous=found["previous"],
        hash=found["hash"],
        payload=found["payload"],
        salt=None if found["salt"] is None else bytes.fromhex(found["salt"]),
    )


def _report(
    archive: zipfile.ZipFile, names: list[str], manifest: dict[str, Any], head: audit.Head
) -> Iterator[str]:
    """Whether the report is the one the manifest is about, and every copy it names is here."""
    if bundle.REPORT not in names:
        return
    try:
        model: ReportModel = json_report.parse(_read(archive, bundle.REPORT), bundle.REPORT)
    except UserError as error:
        yield str(error)
        return
    if (model.audit_length, model.audit_head) != (head.length, head.hash):
        yield "the report prints another audit head than the manifest"
    if model.profile.value != manifest["profile"]:
        yield "the report is of another profile than the manifest says"
    held = {path.removeprefix(bundle.CAPTURES)[:64] for path in names if path.startswith(bundle.CAPTURES)}
    for claim in model.claims:
        for row in claim.evidence:
            for copy in row.captures:
                for digest in (copy.sha256, copy.warc_sha256):
                    if digest and digest not in held:
                        yield f"the copy {digest[:12]}… of a source is missing"
