"""How a claim is called where one line stands for it: a figure with the words around it."""

from __future__ import annotations

from core.figures import phrase
from core.records import ClaimRow, ClaimView, ListedClaim
from gui import words
from gui.words import tr


def head(row: ClaimRow) -> str:
    """What a row begins with: its kind, also that a figure stands inside a quote, and who is speaking."""
    return f"{tr('Figure in quote') if row.quoted else words.kind(row.kind)} · {words.who(row)}"


def sides(row: ClaimRow) -> tuple[str, str]:
    """The words around a figure in a list; nothing around a quote."""
    return (row.before, row.after) if isinstance(row, ListedClaim) else ("", "")


def in_phrase(row: ClaimRow) -> str:
    """The claim's words, and those around it where it is a figure."""
    before, after = sides(row)
    return f"{before}{row.words}{after}"


def named(claim: ClaimView, length: int) -> str:
    """A claim in a notice, cut to about `length` characters: a figure with some of the words around it."""
    if claim.reading is None or len(claim.row.words) >= length:
        return words.shorten(claim.row.words, length)
    most = (length - len(claim.row.words)) // 2
    before, after = phrase.around(claim.before, claim.after, (most, most))
    return " ".join(f"{before}{claim.row.words}{after}".split())
