"""From the tagger's scores to linked attributions: constrained decoding and edges repaired by the marks.

Every anchor is decoded by itself (Viterbi over none, content, source, cue), so the spans it finds belong together.
The pieces are then brought into line with what is certain: quotation marks are taken whole or left out, outer
commas and white space are cut, and of two attributions with the same content the surer one stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from core.extraction.attribution import signals as sig
from core.extraction.attribution.edges import (
    BEGIN,
    CUE,
    END,
    INSIDE,
    NONE,
    SOURCE,
    Floats,
    Found,
    one_owner,
    only_quoted,
    runs,
    source_of,
    spans_of,
    whole_quotes,
)
from core.extraction.attribution.signals import Ints, Signals

_NEVER = 1e6


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds, tuned on the development articles.

    `speech`, `thought`, `quote` are the least anchor probabilities; `switch` is the log cost in decoding of a
    piece of content, `change` that of any other change of label; `overlap` the share of common characters from
    which two contents are the same; `nested` the least probability of a report inside another;
    `source` that of a source where decoding found none.
    """

    speech: float = 0.5
    thought: float = 0.9
    quote: float = 0.2
    switch: float = 2.0
    change: float = 0.3
    overlap: float = 0.45
    nested: float = 0.7
    source: float = 0.2


def pick_anchors(probabilities: Floats, settings: Settings) -> list[int]:
    """Tokens that the anchor head takes for an anchor."""
    least = np.array([settings.speech, settings.thought, settings.quote], dtype="f")
    sure = probabilities[:, 1:].sum(axis=1)
    best = probabilities[:, 1:].argmax(axis=1)
    return [int(i) for i in np.flatnonzero(sure >= least[best])]


def _costs(settings: Settings) -> Floats:
    """What it costs to go from one label (row) to the next (column): content begins, goes on and ends in order."""
    cost = np.full((6, 6), settings.change, dtype="f")
    cost[:, [BEGIN, END]] = settings.switch
    cost[:, INSIDE] = _NEVER
    cost[[BEGIN, INSIDE], :] = _NEVER
    cost[[BEGIN, INSIDE], INSIDE] = 0.0
    cost[[BEGIN, INSIDE], END] = 0.0
    for label in (NONE, SOURCE, CUE):
        cost[label, label] = 0.0
    return cost


def viterbi(scores: list[Floats], settings: Settings) -> list[Ints]:
    """Best label sequences of several anchors' log probabilities (tokens, labels), changes of label costing."""
    if not scores:
        return []
    cost = _costs(settings)
    longest = max(len(s) for s in scores)
    padded = np.zeros((len(scores), longest, 6), dtype="f")
    for i, one in enumerate(scores):
        padded[i, longest - len(one) :] = one
    best = padded[:, 0].copy()
    back = np.zeros((len(scores), longest, 6), dtype=np.int8)
    rows = np.arange(len(scores))
    for t in range(1, longest):
        options = best[:, :, None] - cost
        came = options.argmax(axis=1)
        back[:, t] = came
        best = np.take_along_axis(options, came[:, None, :], axis=1)[:, 0] + padded[:, t]
    labels = np.zeros((len(scores), longest), dtype=np.int64)
    labels[:, -1] = best.argmax(axis=1)
    for t in range(longest - 1, 0, -1):
        labels[:, t - 1] = back[rows, t, labels[:, t]]
    return [labels[i, longest - len(one) :] for i, one in enumerate(scores)]


def attribution(
    text: str,
    signals: Signals,
    anchor: int,
    low: int,
    labels: Ints,
    logs: Floats,
    score: float,
    kind: int,
    settings: Settings,
) -> Found | None:
    """The attribution of one decoded anchor, or None where no content was found. `kind` is the anchor's class."""
    content = whole_quotes(text, signals, low, labels)
    if not content:
        return None
    source = source_of(signals, anchor, low, labels, cast(Floats, np.exp(logs[:, SOURCE])), settings.source)
    return Found(
        content,
        spans_of(text, signals, low, runs(labels, CUE)),
        spans_of(text, signals, 0, source),
        score,
        kind == 2,
        anchor,
    )


def _length(found: Found) -> int:
    return sum(end - start for start, end in found.content)


def _shared(one: Found, other: Found) -> int:
    """Characters of both contents; the pieces of one content never overlap."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)


_NEIGHBOURS = 12
"""Contents compared with each: more never begin inside one in text that people write."""


def distinct(found: list[Found], overlap: float) -> list[Found]:
    """Attributions in text order without repetitions: of two with nearly the same content the surer stays."""
    ordered = sorted(found, key=lambda f: (f.content[0], f.anchor))
    same = []
    for i, one in enumerate(ordered):
        for j in range(i + 1, min(len(ordered), i + 1 + _NEIGHBOURS)):
            if ordered[j].content[0][0] >= one.content[-1][1]:
                break
            if _told_inside(one, ordered[j]) or _told_inside(ordered[j], one):
                continue
            both = _shared(one, ordered[j])
            if both > overlap * (_length(one) + _length(ordered[j]) - both):
                same.append((max(one.score, ordered[j].score), i, j))
    gone: set[int] = set()
    for _, i, j in sorted(same, reverse=True):
        if i not in gone and j not in gone:
            gone.add(i if ordered[i].score < ordered[j].score else j)
    return [one for i, one in enumerate(ordered) if i not in gone]


def _told_inside(outer: Found, inner: Found) -> bool:
    """Whether `inner` is reported within the words of `outer` ("Tarvo quoted her as saying he had told …")."""
    return bool(outer.cue) and any(a <= start < b for start, _ in inner.cue for a, b in outer.content)


def _sure_inside(found: list[Found], least: float) -> list[Found]:
    """Without reports that lie inside the content of another and are less sure than `least`."""
    pieces = sorted((start, -end, i) for i, one in enumerate(found) for start, end in one.content)
    reach, owner, inside = -1, -1, set()
    for _, minus_end, i in pieces:
        if -minus_end <= reach and owner != i:
            inside.add(i)
        if -minus_end > reach:
            reach, owner = -minus_end, i
    return [one for i, one in enumerate(found) if i not in inside or one.score >= least]


_BATCH = 256
"""Anchors decoded at once, which bounds memory."""


def decode(
    text: str,
    signals: Signals,
    anchors: list[int],
    probabilities: Floats,
    scores: list[Floats],
    settings: Settings,
) -> list[Found]:
    """Attributions of one document.

    `probabilities` (tokens, classes) are the anchor head's; `scores` hold one array (window, labels) of
    probabilities for each of `anchors`.
    """
    logs = [cast(Floats, np.log(np.maximum(one, 1e-9))) for one in scores]
    found = []
    parts = [logs[start : start + _BATCH] for start in range(0, len(logs), _BATCH)]
    best = [labels for part in parts for labels in viterbi(part, settings)]
    for anchor, labels, log in zip(anchors, best, logs, strict=True):
        low, _ = sig.window(signals, anchor)
        certainty = float(probabilities[anchor, 1:].sum())
        kind = 1 + int(probabilities[anchor, 1:].argmax())
        one = attribution(text, signals, anchor, low, labels, log, certainty, kind, settings)
        if one is not None:
            found.append(one)
    found = one_owner([only_quoted(signals, one) for one in found])
    return _sure_inside(distinct(found, settings.overlap), settings.nested)
