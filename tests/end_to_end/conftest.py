"""The window's fixtures, for tests that go the whole way."""

from tests.gui.shell.conftest import pytest_collection_modifyitems, settings, start

__all__ = ["pytest_collection_modifyitems", "settings", "start"]
