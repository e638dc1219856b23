"""A desk with one analysed article, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.operations import ImportArticle
from db.store import Desk, open_desk
from tests.db.examples import ME, analysis, document


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    open_desk(path).close()
    return path


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, empty_template: Path) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.desk"
    shutil.copy(empty_template, path)
    with open_desk(path) as desk:
        desk.transact(ImportArticle(document(), analysis()), ME)
    return path


@pytest.fixture
def empty(tmp_path: Path, empty_template: Path) -> Iterator[Desk]:
    path = tmp_path / "empty.desk"
    shutil.copy(empty_template, path)
    with open_desk(path) as desk:
        yield desk


@pytest.fixture
def path(tmp_path: Path, template: Path) -> Path:
    """The file of a desk with one analysed article, closed."""
    path = tmp_path / "newsroom.desk"
    shutil.copy(template, path)
    return path


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with open_desk(path) as desk:
        yield desk
