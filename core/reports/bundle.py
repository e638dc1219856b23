"""The evidence bundle: a report with the kept copies of its sources and the desk's audit chain, in one ZIP.

Format `saidso.bundle/1`, so that anybody can check it without this program:

- `manifest.json`: what it is on, the head of the audit chain, and path, size and SHA-256 of every other file;
- `SHA256SUMS`: the same digests for `sha256sum -c`;
- `report.html`, `report.pdf`, `report.json`: the report, all from one model;
- `captures/DIGEST.ext`: the kept copies, named by the SHA-256 of their bytes;
- `audit.jsonl`: the chain, an event a line, as `core.evidence.audit` describes it; `payload` and `salt` are null
  where withheld. In a public bundle all are: payloads quote what checkers wrote.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import UserError
from core.evidence.audit import AuditEvent, timestamp, withhold
from core.progress import Progress
from core.records import CaptureRow
from core.reports import FORMATS
from core.reports.model import Profile, ReportModel

FORMAT = "saidso.bundle/1"
MANIFEST, SUMS, CHAIN, REPORT = "manifest.json", "SHA256SUMS", "audit.jsonl", "report.json"
CAPTURES = "captures/"
_REPORTS = ("html", "pdf", "json")
_EXTENSIONS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/json": "json",
}
_README = """\
This is an evidence bundle made with Saidso. report.html and report.pdf are for reading.

To check that nothing in it was changed:  saidso verify BUNDLE.zip
Without Saidso:                           unzip it, then  sha256sum -c SHA256SUMS

The audit chain in audit.jsonl ends with the head that the report prints under "How this report was made". Whoever
kept that head on paper or elsewhere can compare the two.
"""


def write(
    stream: BinaryIO,
    model: ReportModel,
    events: Iterable[AuditEvent],
    read: Callable[[CaptureRow, bool], bytes],
    progress: Progress,
) -> None:
    """Write the bundle on `model` to `stream`; `read` gives the bytes of a kept copy, or of its WARC.

    `events` is the desk's chain up to the model's head. A public model gets a chain of withheld payloads.
    """
    copies = _copies(model)
    steps = len(copies) + len(_REPORTS) + 1
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        files = _Files(archive, model)
        for done, key in enumerate(_REPORTS):
            progress.step(done, steps, FORMATS[key].label)
            files.add(f"report.{key}", FORMATS[key].render(model))
        for done, (digest, (copy, warc)) in enumerate(copies.items(), len(_REPORTS)):
            progress.step(done, steps, copy.url or digest[:12])
            extension = "warc.gz" if warc else _extension(copy)
            files.add(f"{CAPTURES}{digest}.{extension}", read(copy, warc))
        files.add(CHAIN, _chain(model, events))
        files.add("README.txt", _README.encode("utf-8"))
        files.add(SUMS, files.sums())
        files.add(MANIFEST, _manifest(model, files.listed))
    progress.step(steps, steps)


def kept_copies(path: Path) -> dict[str, str]:
    """The kept copies in a bundle, WARC files among them: their digests, with their names in the ZIP."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(CAPTURES)]
    return {name.removeprefix(CAPTURES)[:64]: name for name in names}


def kept_copy(path: Path, name: str, digest: str, most: int) -> bytes:
    """A kept copy's bytes, `most` of them. Raises `UserError` S-BUNDLE-CHANGED where they are not the digest's."""
    with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
        data = stream.read(most + 1)
    if len(data) > most or sha256(data).hexdigest() != digest:
        raise UserError(
            "S-BUNDLE-CHANGED", f"{path.name}: {name} is not the copy that its name says; get it again."
        )
    return data


class _Files:
    """What was written so far, for the manifest."""

    def __init__(self, archive: zipfile.ZipFile, model: ReportModel) -> None:
        self._archive = archive
        at = model.made_at.astimezone(UTC)
        self._time = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
        self.listed: list[dict[str, Any]] = []

    def add(self, path: str, data: bytes) -> None:
        entry = zipfile.ZipInfo(path, self._time)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._archive.writestr(entry, data)
        self.listed.append({"path": path, "size": len(data), "sha256": sha256(data).hexdigest()})

    def sums(self) -> bytes:
        return "".join(f"{each['sha256']}  {each['path']}\n" for each in self.listed).encode("ascii")


def _copies(model: ReportModel) -> dict[str, tuple[CaptureRow, bool]]:
    """The kept copies of every source in the report and their WARC files (true), once each, by digest."""
    copies = [copy for claim in model.claims for row in claim.evidence for copy in row.captures]
    found = {copy.warc_sha256: (copy, True) for copy in copies if copy.warc_sha256}
    return found | {copy.sha256: (copy, False) for copy in copies}


def _extension(copy: CaptureRow) -> str:
    return _EXTENSIONS.get(copy.media_type.partition(";")[0].strip().lower(), "bin")


def _chain(model: ReportModel, events: Iterable[AuditEvent]) -> bytes:
    public = model.profile is Profile.PUBLIC
    lines = [json.dumps(_event(withhold(event) if public else event), sort_keys=True) for event in events]
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _event(event: AuditEvent) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "at": timestamp(event.at),
        "actor": event.actor,
        "action": event.action,
        "subject": event.subject,
        "payload_digest": event.payload_digest,
        "previous": event.previous,
        "hash": event.hash,
        "payload": event.payload,
        "salt": None if event.salt is None else event.salt.hex(),
    }


def _manifest(model: ReportModel, listed: list[dict[str, Any]]) -> bytes:
    content = {
        "format": FORMAT,
        "title": model.title,
        "profile": model.profile.value,
        "desk": model.desk,
        "made_at": timestamp(model.made_at),
        "made_by": model.made_by,
        "audit": {"length": model.audit_length, "hash": model.audit_head},
        "files": listed,
    }
    return (json.dumps(content, ensure_ascii=True, indent=1) + "\n").encode("ascii")
