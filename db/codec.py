"""Records to rows and back: readings, corrections, rating scales; the folding of text for search; and values in
parts that one statement may bind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from core.folding import fold as fold
from core.records import (
    ClaimState,
    Correction,
    EvidenceDraft,
    Form,
    MentionKind,
    NumberChange,
    Pieces,
    Rating,
    RatingScale,
    Reading,
    Stance,
    TimeReading,
    UnitKind,
)

T = TypeVar("T")

GAP = " … "
"""Stands between the pieces of a passage wherever it is shown as one line of words."""

STATE_RANK: dict[ClaimState, int] = {
    state: rank
    for rank, state in enumerate(
        (
            ClaimState.SUGGESTED,
            ClaimState.OPEN,
            ClaimState.CHECKING,
            ClaimState.RETURNED,
            ClaimState.NEEDS_RECHECK,
            ClaimState.CORRECTING,
            ClaimState.SUBMITTED,
            ClaimState.APPROVED,
            ClaimState.PUBLISHED,
            ClaimState.DISMISSED,
        )
    )
}
"""The order by state: what waits for the checker first, what is settled last."""

_SPACES = re.compile(r"\s+")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def fold_source(title: str, publisher: str, url: str) -> str:
    """What a source is found by, folded; nothing is found across two of its fields."""
    return "\n".join(fold(each) for each in (title, publisher, url))


def clean(text: str) -> str:
    """`text` as every database keeps it: file names may hold bytes that are no text, which become U+FFFD."""
    return _UNKEPT.sub("\ufffd", text)


def chunks(values: Sequence[T], size: int = 900) -> Iterator[Sequence[T]]:
    """`values` in parts that one statement may bind: SQLite builds take 32,766 values at most, some only 999."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def slices(text: str, pieces: Pieces) -> list[str]:
    return [text[start:end] for start, end in pieces]


def words(text: str, pieces: Pieces) -> str:
    """The passage on one line."""
    return GAP.join(_SPACES.sub(" ", piece).strip() for piece in slices(text, pieces))


# --- readings of figures --------------------------------------------------------------------------------------


def reading_values(reading: Reading) -> dict[str, Any]:
    """The reading as values of the columns of `figure` and `correction_figure`."""
    time = reading.time
    return {
        "low": reading.low,
        "high": reading.high,
        "form": reading.form,
        "comparator": reading.comparator,
        "approximate": reading.approximate,
        "hedge": reading.hedge,
        "change_direction": reading.change.direction if reading.change else None,
        "change_kind": reading.change.kind if reading.change else None,
        "unit_kind": reading.unit_kind,
        "unit": reading.unit,
        "per": reading.per,
        "counted": reading.counted,
        "modifiers": list(reading.modifiers),
        "predicate": reading.predicate,
        "time_start": time.start if time else None,
        "time_end": time.end if time else None,
        "time_precision": time.precision if time else None,
        "time_anchor": time.anchor if time else None,
        "time_alternatives": [[a.isoformat(), b.isoformat()] for a, b in time.alternatives] if time else None,
    }


def reading_of(values: Mapping[Any, Any]) -> Reading:
    """The reverse of `reading_values`."""
    return Reading(
        low=values["low"],
        high=values["high"],
        form=Form(values["form"]),
        comparator=values["comparator"],
        approximate=values["approximate"],
        hedge=values["hedge"],
        change=_change_of(values),
        unit_kind=UnitKind(values["unit_kind"]),
        unit=values["unit"],
        per=values["per"],
        counted=values["counted"],
        modifiers=tuple(values["modifiers"]),
        predicate=values["predicate"],
        time=_time_of(values),
    )


def _change_of(values: Mapping[Any, Any]) -> NumberChange | None:
    direction = values["change_direction"]
    return None if direction is None else NumberChange(direction, values["change_kind"])


def _time_of(values: Mapping[Any, Any]) -> TimeReading | None:
    if values["time_precision"] is None:
        return None
    return TimeReading(
        start=values["time_start"],
        end=values["time_end"],
        precision=values["time_precision"],
        anchor=values["time_anchor"],
        alternatives=tuple(
            (date.fromisoformat(a), date.fromisoformat(b)) for a, b in values["time_alternatives"] or ()
        ),
    )


_DECIMALS = ("low", "high")
_DATES = ("time_start", "time_end", "time_anchor")


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """The reading in what JSON has; decimals and dates as text."""
    values = reading_values(reading)
    for name in _DECIMALS:
        values[name] = None if values[name] is None else str(values[name])
    for name in _DATES:
        values[name] = None if values[name] is None else values[name].isoformat()
    return values | {"form": reading.form.value, "unit_kind": reading.unit_kind.value}


def reading_from_json(found: Mapping[str, Any]) -> Reading:
    """The reverse of `reading_to_json`."""
    values = dict(found)
    for name in _DECIMALS:
        values[name] = None if values[name] is None else Decimal(values[name])
    for name in _DATES:
        values[name] = None if values[name] is None else date.fromisoformat(values[name])
    return reading_of(values)


# --- corrections ----------------------------------------------------------------------------------------------


def correction_to_json(correction: Correction) -> dict[str, Any]:
    """What differs from the analysis, and nothing else; empty for a passage as found."""
    found: dict[str, Any] = {
        "pieces": [list(span) for span in correction.pieces] if correction.pieces else None,
        "kind": correction.kind.value if correction.kind else None,
        "speaker": correction.speaker,
        "no_speaker": correction.no_speaker or None,
        "via": correction.via,
        "reading": reading_to_json(correction.reading) if correction.reading else None,
        "why": correction.why or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def correction_from_json(found: Mapping[str, Any]) -> Correction:
    """The reverse of `correction_to_json`."""
    return Correction(
        pieces=tuple((start, end) for start, end in found["pieces"]) if "pieces" in found else None,
        kind=MentionKind(found["kind"]) if "kind" in found else None,
        speaker=found.get("speaker"),
        no_speaker=found.get("no_speaker", False),
        via=found.get("via"),
        reading=reading_from_json(found["reading"]) if "reading" in found else None,
        why=found.get("why", ""),
    )


# --- evidence -------------------------------------------------------------------------------------------------


def draft_to_json(draft: EvidenceDraft) -> dict[str, Any]:
    """The draft as events and undo steps keep it."""
    return {
        "title": draft.title,
        "url": draft.url,
        "publisher": draft.publisher,
        "dated": draft.dated.isoformat() if draft.dated else None,
        "note": draft.note,
        "stance": draft.stance.value,
        "locator": draft.locator,
        "excerpt": draft.excerpt,
        "confidential": draft.confidential,
    }


def draft_from_json(found: Mapping[str, Any]) -> EvidenceDraft:
    """The draft in an event or an undo step; those of desk version 1 have no locator, excerpt and flag."""
    return EvidenceDraft(
        title=found["title"],
        url=found["url"],
        publisher=found["publisher"],
        dated=date.fromisoformat(found["dated"]) if found["dated"] else None,
        note=found["note"],
        stance=Stance(found["stance"]),
        locator=found.get("locator", ""),
        excerpt=found.get("excerpt", ""),
        confidential=found.get("confidential", False),
    )


# --- rating scales --------------------------------------------------------------------------------------------


def scale_to_json(scale: RatingScale) -> dict[str, Any]:
    """The whole scale, as the desk keeps each that was ever used."""
    return asdict(scale)


def scale_from_json(found: Mapping[str, Any]) -> RatingScale:
    """The reverse of `scale_to_json`."""
    return RatingScale(
        key=found["key"],
        version=found["version"],
        title=found["title"],
        sources_needed=found["sources_needed"],
        said=tuple(Rating(**rating) for rating in found["said"]),
        so=tuple(Rating(**rating) for rating in found["so"]),
    )
