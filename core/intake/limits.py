"""What the intake accepts at most, and how a file is named in messages."""

from __future__ import annotations

import unicodedata

MAX_BYTES = 5_000_000
"""Most bytes of one article (5 MB): some 800,000 words, beyond any story and any single transcript."""

_LONGEST_NAME = 255
"""What file systems allow, so that no file's own name is ever cut; addresses may be."""


def display_name(name: str) -> str:
    """`name` fit to be shown and stored: one line, no control or direction-changing characters, no surrogates.

    File names may hold any byte; Python hands the undecodable ones over as lone surrogates, which neither JSON
    nor SQLite can store. Each such character becomes U+FFFD. A long name loses its middle.
    """
    shown = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in name)
    if len(shown) > _LONGEST_NAME:
        half = _LONGEST_NAME // 2
        shown = f"{shown[:half]}…{shown[-half + 1 :]}"
    return shown


def size_in_words(size: int) -> str:
    """A size for people, in the units disks are sold in: `5 GB`, `12.3 MB`, `480 kB`."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    if size >= 1_000_000_000:
        return f"{size / 1_000_000_000:.1f}".removesuffix(".0") + " GB"
    return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"
