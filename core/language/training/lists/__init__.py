"""Word lists written for this project: names of many origins, titles, parts of names.

Plain text; lines that start with ``#`` are comments.
"""

from __future__ import annotations

from importlib.resources import files


def items(name: str, separator: str | None = None) -> list[str]:
    """The entries of a list in their order; separated by white space unless a separator is given."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [item.strip() for line in lines for item in line.split(separator) if item.strip()]


def words(name: str) -> frozenset[str]:
    """The entries of a list of single words."""
    return frozenset(items(name))
