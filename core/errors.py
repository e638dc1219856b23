"""The two kinds of failure: theirs, said with what to do about it, and ours, logged with a code."""

from __future__ import annotations


class SaidsoError(Exception):
    """Base of both kinds. `code` is stable and searchable, as `S-INTAKE-EMPTY`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[type[SaidsoError], tuple[str, str]]:
        # Exceptions cross from the worker process; the default would call __init__ with one argument.
        return (type(self), (self.code, self.message))


class UserError(SaidsoError):
    """Their file, disk, network or input. The message is one line that names the thing and says what to do."""


class BugError(SaidsoError):
    """Ours: something that cannot happen did. Logged, offered as a report, and the desk stays as it was."""


class Cancelled(Exception):
    """Raised inside a long job when the person asked to stop: no error, so not a SaidsoError."""


def other_language_warning(name: str, language: str) -> UserError:
    """S-LANGUAGE-OTHER: what to tell of an article that looks like another language than English."""
    return UserError(
        "S-LANGUAGE-OTHER",
        f"{name}: this looks like {language}. Saidso reads English: check its quotes and figures by hand.",
    )
