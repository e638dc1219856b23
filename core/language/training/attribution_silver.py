"""Texts without attributions, annotated by a teacher with its doubts: training text of the tagger.

What of it needs no transformer: which texts, how an article is cut for one that reads little at a time, and how
its probabilities become a training example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import DocBin

from core.extraction.attribution import signals as sig
from core.extraction.attribution import tagger_model
from core.extraction.attribution.edges import Floats
from core.extraction.attribution.signals import Ints, Signals
from core.language.training.attribution import Example, Target

FILES = (
    "ewt-train", "wikigold", "re3d", "gum-train-bio", "gum-train-court", "gum-train-essay", "gum-train-interview",
    "gum-train-speech", "gum-train-letter",
)  # fmt: skip
"""Of the converted treebanks and name corpora (see ``convert.py``): written news and web text, and genres of GUM
in which people are quoted. GUM's news is left out, since attributions are measured on it."""
COLUMNS = ("tag", "dep", "entity", "mark", "place", "cue", "role", "headcue", "rule")
"""Of `signals.COLUMNS`, those that a transformer cannot see in the words."""
ROWS = 512
"""Numbers that `features` gives."""
UNREAD = 1
"""The number of a feature that is unknown or hidden."""
_PLACES = [sig.COLUMNS.index(name) for name in COLUMNS]
_SHORTEST = 12
"""Words of a text worth reading."""
_RARELY = 8


def plain_texts(folder: Path, nlp: Language) -> Iterator[str]:
    """The texts of `FILES` under ``folder``; a text that stands in two files comes once."""
    seen: set[str] = set()
    for name in FILES:
        for doc in DocBin().from_disk(folder / f"{name}.spacy").get_docs(nlp.vocab):
            if len(doc) >= _SHORTEST and doc.text not in seen:
                seen.add(doc.text)
                yield doc.text


def features(signals: Signals) -> Ints:
    """A number below `ROWS` for each token and each of `COLUMNS`: (tokens, columns)."""
    chosen = signals.columns[:, _PLACES]
    return np.where(chosen == 1, UNREAD, 2 + chosen % np.uint64(ROWS - 2)).astype(np.int64)


def stretches(signals: Signals, longest: int) -> list[tuple[int, int]]:
    """An article cut into parts (first, beyond last) of at most ``longest`` words: whole paragraphs, as many as
    fit, and pieces of those that are longer.
    """
    starts = [0, *(int(i) + 1 for i in np.flatnonzero(np.diff(signals.paragraph))), len(signals)]
    out: list[tuple[int, int]] = []
    for first, beyond in pairwise(starts):
        if out and beyond - out[-1][0] <= longest:
            out[-1] = (out[-1][0], beyond)
        else:
            out.extend((i, min(beyond, i + longest)) for i in range(first, beyond, longest))
    return out


def doubtful_anchors(chances: Floats, least: float) -> list[int]:
    """Tokens that are an anchor with a probability of at least ``least``."""
    return [int(i) for i in np.flatnonzero(chances[:, 0] <= 1 - least)]


def example_of(
    signals: Signals, chances: Floats, anchors: Iterable[int], labels: Floats, weight: float
) -> Example:
    """A training example of probabilities: ``chances`` (tokens, ANCHORS), and ``labels`` (pairs, LABELS) of the
    windows of ``anchors`` one after another. An anchor counts as much as it is likely to be one.
    """
    chosen = list(anchors)
    pairs = tagger_model.pair_up([signals], [chosen])
    parts = np.split(labels, np.cumsum(pairs.lengths)[:-1]) if chosen else []
    targets = [Target(a, part, float(1 - chances[a, 0])) for a, part in zip(chosen, parts, strict=True)]
    return Example(signals, chances, targets, weight)


def useful(examples: Iterable[Example]) -> Iterator[Example]:
    """The examples in which a report is likelier than not, and every `_RARELY`-th of the others: most web text has
    none, which is soon learnt.
    """
    passed = 0
    for example in examples:
        likely = any(target.weight > 1 / 2 for target in example.targets)
        passed += not likely
        if likely or passed % _RARELY == 0:
            yield example
