"""Evidence bundles that were made to exhaust whoever checks them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from core.reports import bundle
from core.reports.verify import verify

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 700_000_000
BOMB = 1_000
"""Blocks of a million bytes."""


def make(path: Path, name: str, content: bytes, times: int = 1) -> Path:
    listed = {"path": name, "size": len(content) * times, "sha256": "0" * 64}
    head = {"length": 0, "hash": "0" * 64}
    told = {"title": "t", "profile": "internal", "made_at": "x", "made_by": "y"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            bundle.MANIFEST, json.dumps({"format": bundle.FORMAT, **told, "audit": head, "files": [listed]})
        )
        with archive.open(name, "w", force_zip64=True) as stream:
            for _ in range(times):
                stream.write(content)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
@pytest.mark.parametrize("name", [bundle.CHAIN, bundle.REPORT])
def test_a_file_that_unpacks_to_more_than_there_is_memory_is_told(tmp_path: Path, name: str) -> None:
    path = make(tmp_path / "bomb.zip", name, b" " * 1_000_000, BOMB)
    code = (
        "import resource, sys; from pathlib import Path; from core.reports.verify import verify\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "print(*verify(Path(sys.argv[1])).problems, sep='\\n')"
    )
    found = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    told = "is no event" if name == bundle.CHAIN else "choose another file"
    assert any(name in line and told in line for line in found.stdout.splitlines())


@pytest.mark.parametrize("line", [b"\n", b"[" * 100_000, b'"x"\n', b'{"seq": 1}\n'])
def test_the_first_line_of_the_chain_that_is_no_event_ends_it(tmp_path: Path, line: bytes) -> None:
    problems = verify(make(tmp_path / "b.zip", bundle.CHAIN, line)).problems
    assert any(f"{bundle.CHAIN}: line 1 is no event" in problem for problem in problems)


@pytest.mark.parametrize("name", ["../../etc/x", "/abs", "captures/../../y", "C:\\x"])
def test_a_name_that_leads_out_of_the_bundle_is_no_more_than_a_name(tmp_path: Path, name: str) -> None:
    (inner := tmp_path / "inner").mkdir()
    found = verify(make(inner / "b.zip", name, b"x"))
    assert any("was changed" in problem for problem in found.problems)
    assert [path.name for path in tmp_path.rglob("*")] == ["inner", "b.zip"]
