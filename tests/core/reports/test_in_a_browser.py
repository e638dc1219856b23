"""The web page in Chromium: nothing asked of the network, nothing said on the console."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from core.reports import FORMATS
from core.reports.model import ReportModel
from tests.core.reports.hostile import HOSTILE, corrected, hostile_model
from tests.core.reports.sample_model import report
from tests.programs import program

_QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-first-run",
    "--enable-logging=stderr",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=2000",
)


@pytest.mark.parametrize(
    "model",
    [report(), corrected(), *map(hostile_model, HOSTILE[:4]), hostile_model(HOSTILE[-1])],
    ids=["rich", "corrected", "script", "img", "svg", "braces", "markup"],
)
def test_the_page_asks_nothing_of_anybody_and_has_no_errors(model: ReportModel, tmp_path: Path) -> None:
    page, log = tmp_path / "report.html", tmp_path / "net.json"
    page.write_bytes(FORMATS["html"].render(model))
    done = subprocess.run(
        [
            program("chromium"),
            *_QUIETLY,
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--log-net-log={log}",
            "--dump-dom",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert b"</html>" in done.stdout
    said = done.stderr.decode("utf-8", "replace")
    assert not [line for line in said.splitlines() if "CONSOLE" in line]
    asked = {
        event["params"]["url"]
        for event in json.loads(log.read_text("utf-8"))["events"]
        if "url" in event.get("params", {}) and event["params"]["url"].startswith(("http", "ws", "ftp"))
    }
    assert not [url for url in asked if ".example" in url or "alert" in url]
