"""What readers were told of a check and is otherwise now: that, published again, needs a public correction.

One rule for every way back to the public, whether somebody opened a correction or asked for a new check. White
space, quotation marks and punctuation at the edge of a word are no change of what is said; everything else is,
since a program cannot tell a slip of the pen from another finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.checking.changes import Piece, Standing, by_words, changes
from core.checking.correction_words import (
    ABSENT,
    AMENDED,
    HIDDEN,
    NO_FIGURE,
    NOBODY,
    NOT_RATED,
    REWRITTEN,
    SOURCES,
)
from core.folding import APOSTROPHES
from core.records import EvidenceDraft, FieldChange, Rating

SHORT = ("Words", "Kind", "Speaker", "Via", "Reading", "Said?", "So?")
"""What changed, as far as it can be said on a line each."""

_MARKS = r"'\"“”„«»‹›,.;:!()\[\]…"
_EDGES = re.compile(rf"(?<!\w)(?:(?!(?<![.,])[.,]\d)[{_MARKS}])+(?=[\w{_MARKS}])|[{_MARKS}]+(?!\w)")
"""Punctuation that does not stand within a word or a number, where a point or a comma tells 1.5 from 15, nor
begins one: ".5" is half of one. A minus before a number, signs of currency and per cent are not of it."""


def same_substance(was: str, now: str) -> bool:
    """Whether two texts say the same: they differ in white space, quotation marks and punctuation at most."""
    return was == now or _folded(was) == _folded(now)


def _folded(text: str) -> str:
    return " ".join(_EDGES.sub(" ", text.translate(APOSTROPHES)).split())


def same_name(was: str, now: str) -> bool:
    """Whether one name is the other, or that in full or in short: "Holt" and "Daniel Holt", not "Anna Holt"."""
    one, other = (set(_folded(name).casefold().split()) for name in (was, now))
    return one <= other or other <= one


def another_speaker(was: str, now: str, *, renamed: bool) -> bool:
    """Whether readers would read somebody else where the desk calls a speaker `now` and not `was`.

    Somebody who is only `renamed` may be named in full or in short; that a speaker is another one on the desk is a
    finding, however alike the two are called.
    """
    return not same_name(was, now) if renamed else not same_substance(was, now)


def told_otherwise(before: Standing, now: Standing) -> tuple[FieldChange, ...]:
    """What readers are told otherwise in `now` than in `before`, in the order of a check.

    Ratings are named by their labels; one with the same key counts as another where its scale gives it another
    meaning. Of a source that is confidential now nothing is named, and of one that was confidential nothing was
    told.
    """
    found = [each for each in changes(before, now) if each.what not in ("Said?", "So?", "Source")]
    found = [each for each in found if not same_substance(each.was, each.now)]
    ratings = [
        FieldChange(what, was, is_now)
        for what, one, other in (("Said?", before.said, now.said), ("So?", before.so, now.so))
        if _meaning(one) != _meaning(other)
        for was, is_now in [_labels(one, other, before.check.scale, now.check.scale)]
    ]
    at = next((place for place, each in enumerate(found) if each.what == "Why"), len(found))
    found[at:at] = ratings
    for evidence_id in sorted(before.sources.keys() | now.sources.keys()):
        found += _source(before.sources.get(evidence_id), now.sources.get(evidence_id))
    return tuple(found)


def _meaning(rating: Rating | None) -> tuple[object, ...] | None:
    """What readers take a rating for, whatever it is drawn with."""
    return None if rating is None else (rating.key, rating.label, rating.definition, rating.number)


def _labels(one: Rating | None, other: Rating | None, scale: str, other_scale: str) -> tuple[str, str]:
    was, now = (rating.label if rating is not None else "" for rating in (one, other))
    return (f"{was} ({scale})", f"{now} ({other_scale})") if was == now else (was, now)


def _source(was: EvidenceDraft | None, now: EvidenceDraft | None) -> Iterable[FieldChange]:
    """How readers see a source's change."""
    if was is not None and was.confidential:
        was = None
    if now is not None and now.confidential:
        if was is not None:
            yield FieldChange("Source", HIDDEN, "")
        return
    for each in changes(_with(was), _with(now)):
        if not same_substance(each.was, each.now):
            yield each


def _with(draft: EvidenceDraft | None) -> Standing:
    return Standing(sources={} if draft is None else {0: draft})


def drafted(told: Iterable[FieldChange]) -> tuple[str, str]:
    """What a correction says was and is now: what fits on a line each, or else why, or else sources.

    Ratings come as `So? True`, which reports put into a sentence. That the reasons or the sources changed besides
    stands on lines of their own at the end of what is now (`core.checking.correction_words`). Both are empty where
    readers are told nothing otherwise.
    """
    every = tuple(told)
    short = [each for each in every if each.what in SHORT]
    why = [each for each in every if each.what == "Why"]
    kept = short or why or list(every)
    lines = [(_line(each, each.was), _line(each, each.now)) for each in kept]
    remarks = [_reasons(each) for each in why if short]
    if any(each.what == "Source" for each in every) and (short or why):
        remarks.append(SOURCES)
    return "\n".join(was for was, _ in lines if was), "\n".join([*(now for _, now in lines if now), *remarks])


def _reasons(change: FieldChange) -> str:
    """What became of the rationale: rewritten where no word of it is left that tells anything."""
    kept = "".join(text for piece, text in by_words(change.was, change.now) if piece is Piece.SAME)
    return AMENDED if re.search(r"\w", kept) else REWRITTEN


def _line(change: FieldChange, text: str) -> str:
    if change.what in ("Said?", "So?"):
        return f"{change.what} {text or NOT_RATED}"
    if change.what == "Source":
        return text or ABSENT
    if change.what == "Reading":
        return text or NO_FIGURE
    if change.what in ("Kind", "Speaker", "Via"):
        return f"{change.what}: {text or NOBODY}"
    return text
