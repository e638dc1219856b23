"""From a spaCy document to `core.records.Analysis`, and from that to the JSON of `saidso.extract/1`."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from core.records import (
    Analysis,
    Attribution,
    Comparison,
    Document,
    Figure,
    FoundSpeaker,
    Pieces,
    Quote,
    TimeReading,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

SCHEMA = "saidso.extract/1"


def analysis_of(doc: Doc, pipeline: str, rules: str) -> Analysis:
    """What the components found in `doc`, as one frozen record."""
    return Analysis(
        pipeline,
        rules,
        tuple(doc._.saidso_mentions),
        tuple(doc._.saidso_figures),
        tuple(doc._.saidso_comparisons),
        tuple(doc._.saidso_speakers),
    )


def to_json(document: Document, analysis: Analysis) -> dict[str, Any]:
    """One object of the extraction format, of JSON types only."""
    return {
        "schema": SCHEMA,
        "file": document.name,
        "title": document.title,
        "byline": document.byline,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "text": document.text,
        "sha256": document.sha256,
        "pipeline": analysis.pipeline,
        "rules": analysis.rules,
        "language": analysis.language,
        "mentions": [_mention(quote) for quote in analysis.quotes],
        "figures": [_figure(figure) for figure in analysis.figures],
        "comparisons": [_comparison(comparison) for comparison in analysis.comparisons],
        "speakers": [_speaker(speaker) for speaker in analysis.speakers],
    }


def _pieces(pieces: Pieces) -> list[list[int]]:
    return [[start, end] for start, end in pieces]


def number(value: Decimal | None) -> int | float | str | None:
    """A decimal as a JSON number: whole ones as integers; beyond the range of floats a string of digits."""
    if value is None:
        return None
    as_float = float(value)
    if math.isinf(as_float):
        return format(value, "f")
    return int(value) if value == value.to_integral_value() else as_float


def _mention(quote: Quote) -> dict[str, Any]:
    return {
        "kind": quote.kind.value,
        "pieces": _pieces(quote.pieces),
        "cue": _pieces(quote.cue),
        "speaker": _attribution(quote.speaker),
        "negated": quote.negated,
        "hypothetical": quote.hypothetical,
        "parent": quote.parent,
        "rule": quote.rule,
        "score": quote.score,
        "checkworthy": quote.checkworthy,
        "reasons": list(quote.reasons),
    }


def _attribution(who: Attribution | None) -> dict[str, Any] | None:
    if who is None:
        return None
    return {
        "span": _pieces(who.pieces),
        "name": who.name,
        "kind": who.kind.value,
        "via": who.via,
        "score": who.score,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    reading = figure.reading
    who = figure.speaker
    change = reading.change
    return {
        "pieces": _pieces(figure.pieces),
        "low": number(reading.low),
        "high": number(reading.high),
        "form": reading.form.value,
        "comparator": reading.comparator,
        "approximate": reading.approximate,
        "hedge": reading.hedge,
        "change": None if change is None else {"direction": change.direction, "kind": change.kind},
        "unit_kind": reading.unit_kind.value,
        "unit": reading.unit,
        "per": reading.per,
        "counted": reading.counted,
        "modifiers": list(reading.modifiers),
        "predicate": reading.predicate,
        "time": _time(reading.time),
        "mention": figure.mention,
        "speaker": None if who is None else {"name": who.name, "via": who.via},
        "score": figure.score,
        "checkworthy": figure.checkworthy,
        "reasons": list(figure.reasons),
    }


def _time(time: TimeReading | None) -> dict[str, Any] | None:
    if time is None:
        return None
    return {
        "start": time.start.isoformat() if time.start else None,
        "end": time.end.isoformat() if time.end else None,
        "precision": time.precision,
        "anchor": time.anchor.isoformat() if time.anchor else None,
        "alternatives": [[start.isoformat(), end.isoformat()] for start, end in time.alternatives],
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "kind": comparison.kind.value,
        "operands": list(comparison.operands),
        "low": number(comparison.low),
        "high": number(comparison.high),
        "cue": _pieces(comparison.cue),
        "why": comparison.why,
        "score": comparison.score,
    }


def _speaker(speaker: FoundSpeaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "roles": list(speaker.roles),
        "spans": _pieces(speaker.pieces),
    }
