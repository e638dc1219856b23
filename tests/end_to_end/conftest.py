"""The window's fixtures, for tests that go the whole way."""

from tests.gui.shell.conftest import settings, start

__all__ = ["settings", "start"]
