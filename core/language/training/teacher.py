"""A slower, surer reader that annotates plain text for the shipped pipeline to learn from.

The transformer of ``transformer.py`` is trained further on the same treebanks and name corpora: tags, morphology,
heads and relations by deep biaffine scores (Dozat and Manning 2017), names as begin, inside, outside. It reads one
sentence at a time. Nothing of it is shipped; what it says of texts without a parse is training text of the
pipeline, beside the treebanks (``silver.py``).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.language.training.sentences import NAMES, UNKNOWN, Labels, Reading, Sentence, groups, tree
from core.language.training.transformer import CASES, WordReader, case_of, optimizer_of

_LONGEST = 384
"""Pieces of words of a sentence that the transformer reads."""


class _Biaffine(nn.Module):
    """Scores of every pair of words: (batch, labels, dependents, heads)."""

    def __init__(self, size: int, labels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(labels, size + 1, size + 1))
        nn.init.xavier_uniform_(self.weight, gain=0.1)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        left = functional.pad(dependents, (0, 1), value=1.0)
        right = functional.pad(heads, (0, 1), value=1.0)
        turned = torch.einsum("bxi,oij->boxj", left, self.weight)
        return turned @ right[:, None].transpose(-1, -2)


class Teacher(nn.Module):
    """The transformer with its heads. ``folder`` holds the published weights and tokenizer."""

    def __init__(self, folder: Path, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self._reader = WordReader(folder, _LONGEST)
        width = self._reader.width
        self._cases = nn.Embedding(CASES, 24)
        self._mixture = nn.LSTM(width + 24, 192, batch_first=True, bidirectional=True)
        self._drop = nn.Dropout(0.3)
        size = width + 24 + 384
        self._root = nn.Parameter(torch.zeros(size))
        self._tags = nn.Linear(size, len(labels.tags))
        self._morphs = nn.Linear(size, len(labels.morphs))
        self._names = nn.Linear(size, len(NAMES))

        def side(out: int) -> nn.Sequential:
            return nn.Sequential(nn.Linear(size, out), nn.LeakyReLU(0.1), nn.Dropout(0.3))

        self._arc_sides = nn.ModuleList([side(256), side(256)])
        self._label_sides = nn.ModuleList([side(96), side(96)])
        self._arcs = _Biaffine(256, 1)
        self._relations = _Biaffine(96, len(labels.relations))

    def encode(self, batch: Sequence[Sequence[str]]) -> tuple[Tensor, Tensor]:
        """Vectors (batch, words + 1, size), the root first, and which words there are (batch, words)."""
        hidden = self._reader(batch)
        longest = hidden.shape[1]
        cases = torch.zeros(len(batch), longest, dtype=torch.long)
        mask = torch.zeros(len(batch), longest, dtype=torch.bool)
        for row, words in enumerate(batch):
            cases[row, : len(words)] = torch.tensor([case_of(word) for word in words])
            mask[row, : len(words)] = True
        own = torch.cat([hidden, self._cases(cases)], -1)
        mixed, _ = self._mixture(self._drop(own))
        vectors = self._drop(torch.cat([own, mixed], -1))
        root = self._root.expand(len(batch), 1, -1)
        return torch.cat([root, vectors], 1), mask

    def scores(self, batch: Sequence[Sequence[str]]) -> dict[str, Tensor]:
        """Unnormalised scores: tags, morphs, names (batch, words, labels), arcs (batch, words, heads) and
        relations (batch, labels, words, heads); head 0 is the root.
        """
        vectors, mask = self.encode(batch)
        words = vectors[:, 1:]
        arcs = self._arcs(self._arc_sides[0](words), self._arc_sides[1](vectors))[:, 0]
        there = torch.cat([torch.ones(len(batch), 1, dtype=torch.bool), mask], 1)
        return {
            "tags": self._tags(words),
            "morphs": self._morphs(words),
            "names": self._names(words),
            "arcs": arcs.masked_fill(~there[:, None, :], -1e4),
            "relations": self._relations(self._label_sides[0](words), self._label_sides[1](vectors)),
        }

    def loss(self, batch: Sequence[Sentence]) -> Tensor:
        """The summed cross entropies of everything the batch annotates."""
        found = self.scores([one.words for one in batch])
        longest = found["tags"].shape[1]

        def gold(rows: Iterable[list[int]]) -> Tensor:
            return torch.tensor([row + [UNKNOWN] * (longest - len(row)) for row in rows])

        total = torch.zeros(())
        heads = gold(one.heads for one in batch)
        relations = gold(one.relations for one in batch)
        picked = found["relations"].gather(
            3, heads.clamp(min=0)[:, None, :, None].expand(-1, found["relations"].shape[1], -1, -1)
        )[..., 0]
        for scores, wanted in (
            (found["tags"], gold(one.tags for one in batch)),
            (found["morphs"], gold(one.morphs for one in batch)),
            (found["names"], gold(one.names for one in batch)),
            (found["arcs"], heads),
            (picked.transpose(1, 2), relations),
        ):
            known = wanted != UNKNOWN
            if bool(known.any()):
                total = total + functional.cross_entropy(scores[known], wanted[known])
        return total

    @torch.no_grad()
    def read(self, batch: Sequence[Sequence[str]]) -> list[Reading]:
        """The likeliest reading of each sentence (a list of words)."""
        self.eval()
        found = self.scores(batch)
        out = []
        for row, words in enumerate(batch):
            count = len(words)
            arcs = found["arcs"][row, :count, : count + 1]
            heads, whole = tree(arcs.log_softmax(-1).numpy())
            chosen = found["relations"][row][:, torch.arange(count), torch.tensor(heads)].argmax(0).tolist()
            relations = [self.labels.relations[label] for label in chosen]
            names = [NAMES[i] for i in found["names"][row, :count].argmax(-1).tolist()]
            out.append(
                Reading(
                    [self.labels.tags[i] for i in found["tags"][row, :count].argmax(-1).tolist()],
                    [self.labels.morphs[i] for i in found["morphs"][row, :count].argmax(-1).tolist()],
                    [head - 1 if head else place for place, head in enumerate(heads)],
                    ["ROOT" if head == 0 else relation for head, relation in zip(heads, relations, strict=True)],
                    names,
                    whole,
                )
            )
        return out


_REPORT = 100
"""Steps between two lines of the log."""


def train_teacher(
    teacher: Teacher,
    training: list[Sentence],
    epochs: int,
    log: Callable[[str], None],
    *,
    batch_words: int = 700,
    seed: int = 1,
) -> None:
    """Train in place for ``epochs`` rounds of the whole of it."""
    torch.manual_seed(seed)
    chooser = random.Random(seed)  # noqa: S311 - not for secrets
    optimizer = optimizer_of(teacher)
    steps = epochs * len(groups(training, batch_words, random.Random(seed)))  # noqa: S311
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / 150) * max(0.02, 1 - step / steps)
    )
    step, total = 0, 0.0
    for epoch in range(1, epochs + 1):
        for batch in groups(training, batch_words, chooser):
            teacher.train()
            optimizer.zero_grad()
            loss = teacher.loss(batch)
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            step, total = step + 1, total + float(loss.detach())
            if step % _REPORT == 0:
                log(f"epoch {epoch} step {step}/{steps} loss {total / _REPORT:.3f}")
                total = 0.0
