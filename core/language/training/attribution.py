"""Training of the attribution tagger: targets from annotated articles, batches, noise, the training loop."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.api import Adam, Model, Optimizer

from core.extraction import lexicon
from core.extraction.attribution import edges, tagger_model
from core.extraction.attribution import signals as sig
from core.extraction.attribution.edges import Found
from core.extraction.attribution.signals import Ints, Signals
from core.extraction.attribution.tagger_model import ANCHORS, LABELS
from core.language.training.attribution_data import Article, Attributed
from core.records import Span

Floats = npt.NDArray[np.float32]


@dataclass(slots=True)
class Target:
    """One anchor and how likely each label is for the tokens in its window, (tokens, LABELS), rows of sum 1.

    What a person annotated is certain, what a teacher says is not. `weight` is what the anchor counts in training.
    """

    anchor: int
    labels: Floats
    weight: float = 1.0


@dataclass(slots=True)
class Example:
    """One article with its features and targets.

    `anchors` tells how likely each token is each kind of anchor, (tokens, ANCHORS), rows of sum 1; `targets` has
    one entry for every anchor whose attribution is known; `weight` scales what the article counts in training.
    """

    signals: Signals
    anchors: Floats
    targets: list[Target]
    weight: float = 1.0


def tokens_of(signals: Signals, span: Span) -> tuple[int, int]:
    """Tokens (first, beyond last) that share a character with `span`."""
    first = int(np.searchsorted(signals.ends, span[0], side="right"))
    return first, max(first, int(np.searchsorted(signals.starts, span[1], side="left")))


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(lexicon.cue_forms().keys() | lexicon.nominal_cues().keys() | {"according"})


def anchor_of(doc: Doc, signals: Signals, one: Attributed) -> int | None:
    """The head of the cue: where the parse leaves the span; else its word in the lexicon; else its last word."""
    if not one.cue:
        first, beyond = tokens_of(signals, one.content[0])
        return first if first < beyond else None
    first, beyond = tokens_of(signals, one.cue[0])
    if first >= beyond:
        return None
    words = [i for i in range(first, beyond) if not signals.space[i]] or [first]
    if doc.has_annotation("DEP"):
        heads = [i for i in words if not first <= signals.head[i] < beyond or signals.head[i] == i]
        if len(heads) == 1:
            return heads[0]
    known = [i for i in words if doc[i].lower_ in _cue_words()]
    return known[0] if known else words[-1]


def _kind(doc: Doc, anchor: int, one: Attributed, corpus: str) -> int:
    if not one.cue:
        return ANCHORS.index("quote")
    if one.flag == "thought":
        return ANCHORS.index("thought")
    if corpus != "written":
        cues = lexicon.cue_forms().get(doc[anchor].lower_, ())
        if cues and all(cue.thought for cue in cues):
            return ANCHORS.index("thought")
    return ANCHORS.index("speech")


def example(doc: Doc, article: Article, weight: float = 1.0) -> Example:
    """Features and targets of an article that `doc` is the analysis of."""
    signals = sig.read(doc)
    targets, used = [], set()
    kinds = np.zeros(len(signals), dtype=np.int64)
    for one in article.attributions:
        anchor = anchor_of(doc, signals, one)
        if anchor is None or anchor in used:
            continue
        used.add(anchor)
        low, high = sig.window(signals, anchor)
        labels = np.zeros(len(signals), dtype=np.int64)
        for span in one.content:
            first, beyond = tokens_of(signals, span)
            labels[first:beyond] = edges.INSIDE
            labels[first : first + 1] = edges.BEGIN
            labels[beyond - 1 : beyond] = edges.END
        for label, spans in ((edges.SOURCE, one.source), (edges.CUE, one.cue)):
            for span in spans:
                first, beyond = tokens_of(signals, span)
                labels[first:beyond] = label
        kinds[anchor] = _kind(doc, anchor, one, article.corpus)
        targets.append(Target(anchor, _certain(labels[low:high], len(LABELS))))
    return Example(signals, _certain(kinds, len(ANCHORS)), targets, weight)


def _certain(values: Ints, count: int) -> Floats:
    """One row a value, 1 in its column."""
    return np.eye(count, dtype=np.float32)[values]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    `hide` is the share of words whose form is hidden, `hide_tags` that of tags, parse and names,
    `hide_rules` that of anchors whose draft is hidden, since the rules know these articles better than others;
    `pair_weight` scales the loss of the second head.
    """

    steps: int = 1800
    batch: int = 2
    learn_rate: float = 0.0015
    warm: int = 100
    l2: float = 0.01
    hide: float = 0.25
    hide_tags: float = 0.05
    hide_rules: float = 0.15
    pair_weight: float = 1.0
    seed: int = 1


def batches(examples: list[Example], plan: Plan) -> Iterator[list[Example]]:
    """Endless shuffled batches."""
    rng = random.Random(plan.seed)  # noqa: S311
    while True:
        order = list(examples)
        rng.shuffle(order)
        for i in range(0, len(order), plan.batch):
            yield order[i : i + plan.batch]


_RULE = sig.COLUMNS.index("rule")


def _noisy(signals: Signals, plan: Plan, rng: np.random.Generator) -> npt.NDArray[np.uint64]:
    columns = signals.columns.copy()
    if plan.hide:
        hidden = rng.random(len(columns)) < plan.hide
        for column in sig.WORD_COLUMNS:
            columns[hidden, column] = 1
    if plan.hide_tags:
        for column in (4, 5, 6, 11, 12, 13):
            columns[rng.random(len(columns)) < plan.hide_tags, column] = 1
    return columns


def _cross_entropy(scores: Floats, truth: Floats) -> tuple[float, Floats]:
    """The loss summed over all rows, and its gradient."""
    chances = tagger_model.softmax(scores)
    return float(-(truth * np.log(np.maximum(chances, 1e-9))).sum()), chances - truth


def update(
    model: Model[Any, Any], batch: list[Example], optimizer: Optimizer, plan: Plan, rng: np.random.Generator
) -> tuple[float, float]:
    """One step of training; returns the losses of anchors and pairs."""
    hidden = [[t.anchor for t in one.targets if rng.random() < plan.hide_rules] for one in batch]
    columns = [_noisy(one.signals, plan, rng) for one in batch]
    for features, some in zip(columns, hidden, strict=True):
        features[some, _RULE] = 1
    (vectors, scores), back = tagger_model.forward_anchors(model, columns, True)
    anchor_loss, d_scores = _cross_entropy(scores, np.concatenate([one.anchors for one in batch]))
    d_scores *= np.concatenate([np.full(len(one.signals), one.weight, dtype="f") for one in batch])[:, None]
    targets = [t for one in batch for t in one.targets]
    if not targets:
        back(d_scores, np.zeros_like(vectors))
        model.finish_update(optimizer)
        return anchor_loss, 0.0
    anchors = [[target.anchor for target in one.targets] for one in batch]
    pairs = tagger_model.pair_up([one.signals for one in batch], anchors)
    offset = 0
    for one, some in zip(batch, hidden, strict=True):
        pairs.places[np.isin(pairs.anchor, np.array(some, dtype=np.int64) + offset), sig.DRAFT_COLUMN] = 0
        offset += len(one.signals)
    label_scores, back_pairs = tagger_model.forward_pairs(model, vectors, pairs, True)
    pair_loss, d_labels = _cross_entropy(label_scores, np.concatenate([t.labels for t in targets]))
    counts = [t.weight * one.weight for one in batch for t in one.targets]
    d_labels *= plan.pair_weight * np.repeat(np.array(counts, dtype="f"), pairs.lengths)[:, None]
    d_vectors = back_pairs(d_labels)
    back(d_scores, d_vectors)
    model.finish_update(optimizer)
    return anchor_loss, pair_loss


def train(
    model: Model[Any, Any],
    examples: list[Example],
    plan: Plan,
    evaluate: Callable[[int], float] | None = None,
    every: int = 250,
    log: Callable[[str], None] | None = None,
) -> None:
    """Train `model` in place; it is left with the averaged weights of the best evaluation."""
    rng = np.random.default_rng(plan.seed)
    optimizer = Adam(
        plan.learn_rate, L2=plan.l2, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True, beta2=0.99
    )
    best, kept = -1.0, None
    losses = np.zeros(2)
    for step, batch in enumerate(batches(examples, plan), 1):
        done = step / plan.steps
        optimizer.learn_rate = plan.learn_rate * min(1.0, step / plan.warm) * max(0.02, 1 - done)
        losses += update(model, batch, optimizer, plan, rng)
        if step % every == 0 or step == plan.steps:
            with model.use_params(optimizer.averages):
                score = evaluate(step) if evaluate else float(step)
                if score >= best:
                    best, kept = score, model.to_bytes()
            if log:
                log(f"{step} anchors {losses[0] / every:.1f} pairs {losses[1] / every:.1f} score {score:.1f}")
            losses[:] = 0
        if step >= plan.steps:
            break
    if kept is not None:
        model.from_bytes(kept)


def _characters(spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def overlap_f1(articles: list[Article], found: list[list[Found]]) -> float:
    """F1, in per cent, of contents whose shared characters exceed half of the united ones, best pairs first."""
    hits = gold = given = 0
    for article, ones in zip(articles, found, strict=True):
        wanted = [_characters(one.content) for one in article.attributions]
        got = [_characters(one.content) for one in ones]
        gold, given = gold + len(wanted), given + len(got)
        scored = [
            (len(w & g) / len(w | g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(got) if w & g
        ]
        used: tuple[set[int], set[int]] = (set(), set())
        for share, i, j in sorted(scored, reverse=True):
            if share > 0.5 and i not in used[0] and j not in used[1]:
                used[0].add(i)
                used[1].add(j)
                hits += 1
    return 200 * hits / (gold + given) if gold + given else 0.0
