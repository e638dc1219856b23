"""Other programs that tests look at files with: poppler for PDF, Chromium for pages.

Where they are not installed their tests are skipped and say so; with SAIDSO_PROGRAMS=required, as `.ci/run` sets
it, that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_PACKAGES = {"pdftotext": "poppler-utils", "pdfinfo": "poppler-utils", "pdffonts": "poppler-utils"}
_NAMES = {"chromium": ("chromium", "chromium-browser", "google-chrome")}


def program(name: str) -> str:
    """The path of a program; skips the test, or fails it where the program is required."""
    for known in _NAMES.get(name, (name,)):
        found = shutil.which(known)
        if found:
            return found
    why = f"{name} is not installed (package {_PACKAGES.get(name, name)})"
    if os.environ.get("SAIDSO_PROGRAMS") == "required":
        pytest.fail(why)
    pytest.skip(why)


def output(name: str, *arguments: str | Path) -> str:
    """What the program writes to standard output."""
    done = subprocess.run([program(name), *map(str, arguments)], check=True, capture_output=True, timeout=120)
    return done.stdout.decode("utf-8", "replace")
