"""A slower, surer reader of attributions that annotates plain text for the shipped tagger to learn from.

The transformer of ``transformer.py`` is trained further on the annotated articles: with the tagger's own two heads
(anchors, then what each token near an anchor is to it), and beside the transformer's words the tagger's other
features, the rules' drafts among them. Nothing of it is shipped. What it says of texts that have no annotation,
with its doubts, is training text of the tagger beside the articles (knowledge distillation: Hinton, Vinyals and
Dean 2015).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from core.extraction.attribution import signals as sig
from core.extraction.attribution import tagger_model
from core.extraction.attribution.edges import Floats, Found
from core.extraction.attribution.linking import Settings, decode, pick_anchors
from core.extraction.attribution.signals import Ints, Signals
from core.extraction.attribution.tagger_model import ANCHORS, LABELS, Pairs
from core.language.training.attribution import Example
from core.language.training.attribution_silver import (
    COLUMNS,
    ROWS,
    UNREAD,
    doubtful_anchors,
    example_of,
    features,
    stretches,
)
from core.language.training.transformer import CASES, WordReader, case_of, optimizer_of

_SIZE = 12
_RULE = COLUMNS.index("rule")
_STRETCH = 250
"""Words the transformer reads at once."""
_LONGEST = 510
"""Pieces of them."""
_OFFSETS = np.concatenate([[0], np.cumsum(sig.PAIR_SIZES)[:-1]])


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an article and what they are trained towards."""

    words: list[str]
    example: Example

    @classmethod
    def of(cls, doc: Doc, example: Example) -> Text:
        """`example` with the words of the `doc` it was made from."""
        return cls([token.text for token in doc], example)


class AttributionTeacher(nn.Module):
    """The transformer with the tagger's heads. ``folder`` holds the published weights and tokenizer."""

    def __init__(self, folder: Path, hidden: int = 96) -> None:
        super().__init__()
        self._reader = WordReader(folder, _LONGEST)
        own = self._reader.width + 24 + _SIZE * len(COLUMNS)
        self._cases = nn.Embedding(CASES, 24)
        self._columns = nn.ModuleList([nn.Embedding(ROWS, _SIZE) for _ in COLUMNS])
        self._mixture = nn.LSTM(own, 160, batch_first=True, bidirectional=True)
        self._drop = nn.Dropout(0.3)
        size = own + 320
        self._anchors = nn.Linear(size, len(ANCHORS))
        self._token_side = nn.Linear(size, hidden * 2)
        self._anchor_side = nn.Linear(size, hidden * 2)
        self._places = nn.Embedding(sum(sig.PAIR_SIZES), hidden * 2)
        nn.init.uniform_(self._places.weight, -0.1, 0.1)
        self._norm = nn.LayerNorm(hidden)
        self._tower = nn.Conv1d(hidden, hidden * 2, 3, padding=1)
        self._tower_norm = nn.LayerNorm(hidden)
        self._labels = nn.Linear(hidden, len(LABELS))

    def encode(self, words: Sequence[str], signals: Signals, columns: Ints) -> Tensor:
        """Vectors (words, size) of one article."""
        parts = stretches(signals, _STRETCH)
        hidden = self._reader([words[first:beyond] for first, beyond in parts])
        rows = [row[: beyond - first] for row, (first, beyond) in zip(hidden, parts, strict=True)]
        cases = torch.tensor([case_of(word) for word in words])
        known = torch.from_numpy(columns)
        features = [table(known[:, i]) for i, table in enumerate(self._columns)]
        own = torch.cat([torch.cat(rows), self._cases(cases), *features], -1)
        mixed, _ = self._mixture(self._drop(own)[None])
        drawn: Tensor = self._drop(torch.cat([own, mixed[0]], -1))
        return drawn

    def anchor_scores(self, vectors: Tensor) -> Tensor:
        """Unnormalised scores (words, ANCHORS)."""
        scores: Tensor = self._anchors(vectors)
        return scores

    def label_scores(self, vectors: Tensor, pairs: Pairs) -> Tensor:
        """Unnormalised scores (pairs, LABELS)."""
        heads = pairs.anchor[np.concatenate([[0], np.cumsum(pairs.lengths)[:-1]])]
        which = torch.from_numpy(np.repeat(np.arange(len(heads)), pairs.lengths))
        token, anchor = self._token_side(vectors), self._anchor_side(vectors[torch.from_numpy(heads)])
        joined = token[torch.from_numpy(pairs.token)] + anchor[which]
        joined = joined + self._places(torch.from_numpy(pairs.places + _OFFSETS)).sum(1)
        best = self._drop(self._norm(joined.unflatten(-1, (-1, 2)).amax(-1)))
        rows = nn.utils.rnn.pad_sequence(list(best.split(pairs.lengths.tolist())), batch_first=True)
        there = nn.utils.rnn.pad_sequence(
            [torch.ones(int(n), dtype=torch.bool) for n in pairs.lengths], batch_first=True
        )
        beside = self._tower(rows.transpose(1, 2)).transpose(1, 2).unflatten(-1, (-1, 2)).amax(-1)
        scores: Tensor = self._labels((rows + self._tower_norm(beside))[there])
        return scores

    def loss(self, text: Text, hide_rules: float, chooser: np.random.Generator) -> Tensor:
        """The summed cross entropies of one article; the drafts of some anchors are hidden (see `Plan`)."""
        one = text.example
        hidden = [t.anchor for t in one.targets if chooser.random() < hide_rules]
        columns = features(one.signals)
        columns[hidden, _RULE] = UNREAD
        vectors = self.encode(text.words, one.signals, columns)
        total = functional.cross_entropy(
            self.anchor_scores(vectors), torch.from_numpy(one.anchors), reduction="sum"
        )
        if one.targets:
            pairs = tagger_model.pair_up([one.signals], [[t.anchor for t in one.targets]])
            pairs.places[np.isin(pairs.anchor, hidden), sig.DRAFT_COLUMN] = 0
            labels = torch.from_numpy(np.concatenate([t.labels for t in one.targets]))
            total = total + functional.cross_entropy(self.label_scores(vectors, pairs), labels, reduction="sum")
        return total * one.weight

    @torch.no_grad()
    def read(self, doc: Doc, settings: Settings) -> list[Found]:
        """The attributions of a document, as the tagger gives them."""
        signals, vectors, chances = self._begin(doc)
        anchors = pick_anchors(chances, settings)
        if not anchors:
            return []
        pairs = tagger_model.pair_up([signals], [anchors])
        labels = self.label_scores(vectors, pairs).softmax(-1).numpy()
        found = np.split(labels, np.cumsum(pairs.lengths)[:-1])
        return decode(doc.text, signals, anchors, chances, found, settings)

    @torch.no_grad()
    def annotate(self, doc: Doc, weight: float, least: float = 0.2) -> Example:
        """A training example of what the teacher makes of `doc`, doubts and all; labels are given for tokens that
        are an anchor with a probability of at least `least`.
        """
        signals, vectors, chances = self._begin(doc)
        anchors = doubtful_anchors(chances, least)
        pairs = tagger_model.pair_up([signals], [anchors])
        labels = (
            self.label_scores(vectors, pairs).softmax(-1).numpy() if anchors else np.zeros((0, len(LABELS)), "f")
        )
        return example_of(signals, chances, anchors, labels, weight)

    def _begin(self, doc: Doc) -> tuple[Signals, Tensor, Floats]:
        self.eval()
        signals = sig.read(doc)
        vectors = self.encode([token.text for token in doc], signals, features(signals))
        return signals, vectors, self.anchor_scores(vectors).softmax(-1).numpy()


def train_teacher(
    teacher: AttributionTeacher,
    rounds: Sequence[Sequence[Text]],
    log: Callable[[str], None],
    *,
    batch: int = 2,
    hide_rules: float = 0.15,
    seed: int = 1,
) -> None:
    """Train in place; each of `rounds` is gone through once, shuffled."""
    torch.manual_seed(seed)
    shuffler = random.Random(seed)  # noqa: S311 - not for secrets
    chooser = np.random.default_rng(seed)
    optimizer = optimizer_of(teacher)
    steps = sum(-(-len(texts) // batch) for texts in rounds)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 100) * max(0.02, 1 - step / steps)
    )
    step, total = 0, 0.0
    for number, texts in enumerate(rounds, 1):
        order = list(texts)
        shuffler.shuffle(order)
        for start in range(0, len(order), batch):
            teacher.train()
            optimizer.zero_grad()
            for text in order[start : start + batch]:
                loss = teacher.loss(text, hide_rules, chooser)
                loss.backward()
                total += float(loss.detach())
            nn.utils.clip_grad_norm_(teacher.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % _REPORT == 0:
                log(f"round {number} step {step}/{steps} loss {total / _REPORT:.1f}")
                total = 0.0


_REPORT = 20
"""Steps between two lines of the log."""
