"""What every test may rely on: no display, no user's folders, the same examples from hypothesis on every run."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported, also in child processes

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

hypothesis.settings.register_profile("saidso", deadline=None, derandomize=True, max_examples=60)
hypothesis.settings.load_profile("saidso")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Data, settings, logs and caches go to a folder of the test's own, never to those of the person testing."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    monkeypatch.setenv("HOME", str(home))
    yield home


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--texts", default="seeds", help="folder of .txt files that the benchmarks run on")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Benchmarks measure and do not judge: they run only when asked for (`make bench`)."""
    if "benchmark_only" in (config.option.markexpr or ""):
        return
    kept = [item for item in items if item.get_closest_marker("benchmark_only") is None]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
