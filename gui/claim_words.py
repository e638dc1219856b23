"""Words about a claim where a line is all there is: what it is called, and what its check lacks."""

from __future__ import annotations

from core import wording
from core.checking import life
from core.checking.life import Lack
from core.figures import phrase
from core.records import ClaimRow, ClaimView, ListedClaim, RatingScale, ReviewView
from gui import words
from gui.words import tr

LEAD = 20
"""Characters before a figure in a line of which the end may be out of sight."""


def head(row: ClaimRow) -> str:
    """What a row begins with: its kind, also that a figure stands inside a quote, and who is speaking, if sure."""
    who = words.who(row)
    if isinstance(row, ListedClaim) and row.guessed:
        who = tr("perhaps {speaker}").format(speaker=who)  # before the name, of which the end may be cut off
    return f"{tr('Figure in quote') if row.quoted else words.kind(row.kind)} · {who}"


def sides(row: ClaimRow) -> tuple[str, str]:
    """The words around a figure in a list; nothing around a quote."""
    return (row.before, row.after) if isinstance(row, ListedClaim) else ("", "")


def in_phrase(row: ClaimRow) -> str:
    """The claim's words, and those around it where it is a figure."""
    before, after = sides(row)
    return f"{before}{row.words}{after}"


def named(claim: ClaimView, length: int) -> str:
    """A claim in a notice, cut to about `length` characters: a figure with some of the words around it.

    It is to stand in quotation marks: its own give way, or become single.
    """
    if claim.reading is None or len(claim.row.words) >= length:
        return wording.inside_marks(words.shorten(claim.row.words, length))
    most = (length - len(claim.row.words)) // 2
    before, after = phrase.around(claim.before, claim.after, (most, most))
    return wording.inside_marks(" ".join(f"{before}{claim.row.words}{after}".split()))


def excerpt(row: ClaimRow, length: int) -> str:
    """A row in one line of which the end may be out of sight: a figure soon after its beginning."""
    before, after = phrase.around(*sides(row), (LEAD, length))
    return words.shorten(f"{before}{row.words}{after}", length)


def still_needed(claim: ClaimView, scale: RatingScale) -> list[str]:
    """What the check lacks before it can be sent, in so few words that they stand in a line above the buttons."""
    short = {Lack.RATIONALE: tr("why")}
    if claim.check.said is None:  # one that the scale does not know is named
        short[Lack.SAID] = tr("Said?")
    if claim.check.so is None:
        short[Lack.SO] = tr("So?")
    return [short.get(lack, whole) for lack, whole in life.lacks(claim, scale).items()]


def most_needed(claim: ClaimView) -> list[str]:
    """What a check of the claim lacks before anything is given, in as many words."""
    given = [tr("So?"), tr("why"), tr("a source")]
    return [tr("Said?"), *given] if claim.said_applies else given


def returned(review: ReviewView) -> str:
    """Who sent a check back, and what they asked for."""
    return tr("{editor} returned this: {comment}").format(editor=review.by, comment=review.comment)
