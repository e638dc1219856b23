"""Training one model: texts in proportion, noise, averaged weights, the best kept."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import load_model_from_config, registry
from spacy.vectors import Vectors
from thinc.api import Config, Optimizer

from core.language.features import set_known
from core.language.training.augment import Augmenter, Noise
from core.language.training.tokens import treebank_tokens

Log = Callable[[str], None]
Evaluate = Callable[[Language], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How one model is trained: the ``training`` part of its configuration.

    ``batch_words`` and ``steps`` say how much text is seen, ``texts`` how often each file is used in a round,
    ``score`` which measure chooses the weights that are kept, ``hide`` how many listed words are treated as
    unlisted, ``unread`` of how many words the form is hidden.
    """

    steps: int
    report_every: int
    dropout: float
    batch_words: int
    seed: int
    score: str
    texts: Mapping[str, float]
    hide: float = 0.0
    unread: float = 0.0
    noise: Noise = field(default_factory=Noise)

    @classmethod
    def of(cls, config: Config) -> Plan:
        """The plan in a configuration that has a ``training`` part; unknown settings raise TypeError."""
        settings = {key: value for key, value in config["training"].items() if key != "optimizer"}
        settings["noise"] = Noise(**settings.get("noise", {}))
        return cls(**settings)


class Source:
    """Documents by file, each file with its weight; an endless shuffled stream of them."""

    def __init__(self, folder: Path, weights: Mapping[str, float], nlp: Language, attribute: str) -> None:
        """Read the files in ``folder`` that have a weight: the documents with ``attribute`` annotated."""
        self._files: list[tuple[list[Doc], float]] = []
        for path in sorted(folder.glob("*.spacy")):
            fitting = [key for key in weights if path.stem.startswith(key)]
            weight = weights[max(fitting, key=len)] if fitting else 0.0
            if weight:
                docs = [
                    doc for doc in DocBin().from_disk(path).get_docs(nlp.vocab) if doc.has_annotation(attribute)
                ]
                self._files.append((docs, weight))

    def all(self) -> list[Doc]:
        """Every document once."""
        return [doc for docs, _ in self._files for doc in docs]

    def stream(self, chooser: random.Random) -> Iterator[Doc]:
        """Round after round, each document as often as its weight says (fractions by chance)."""
        while True:
            turn: list[Doc] = []
            for docs, weight in self._files:
                for doc in docs:
                    turn.extend([doc] * (int(weight) + (chooser.random() < weight % 1)))
            chooser.shuffle(turn)
            yield from turn


def batches(stream: Iterator[Doc], words: int) -> Iterator[list[Doc]]:
    """Groups of documents of at least ``words`` words."""
    batch: list[Doc] = []
    size = 0
    for doc in stream:
        batch.append(doc)
        size += len(doc)
        if size >= words:
            yield batch
            batch, size = [], 0


def train(
    nlp: Language,
    plan: Plan,
    source: Source,
    augment: Augmenter,
    optimizer: Optimizer,
    evaluate: Evaluate,
    out: Path,
    log: Log,
) -> dict[str, float]:
    """Train ``nlp`` by ``plan``, keeping the best averaged weights in ``out``; returns their scores.

    ``evaluate`` is asked every ``report_every`` steps and at the end; its result must hold ``plan.score``.
    """
    best: dict[str, float] = {}
    losses: dict[str, float] = {}
    started, seen = time.monotonic(), 0
    stream = batches(source.stream(random.Random(plan.seed)), plan.batch_words)  # noqa: S311 - not for secrets
    for step in range(1, plan.steps + 1):
        docs = next(stream)
        seen += sum(len(doc) for doc in docs)
        nlp.update([augment(nlp, doc) for doc in docs], drop=plan.dropout, losses=losses, sgd=None)
        for _, pipe in nlp.pipeline:
            if hasattr(pipe, "finish_update"):
                pipe.finish_update(optimizer)
        optimizer.step_schedules()  # type: ignore[no-untyped-call]
        if step % plan.report_every and step != plan.steps:
            continue
        with nlp.use_params(optimizer.averages):
            scores = evaluate(nlp)
            if scores[plan.score] > best.get(plan.score, -1.0):
                best = scores
                nlp.to_disk(out)
        shown = " ".join(f"{name} {value:.1f}" for name, value in scores.items())
        rounded = {key: round(loss) for key, loss in losses.items()}
        speed = seen / (time.monotonic() - started)
        log(f"{step} {shown} | {speed:.0f} words/s | {json.dumps(rounded)}")
        losses.clear()
    return best


def new_pipeline(
    config: Config, docs: list[Doc], known: dict[str, int], plan: Plan, vectors: Vectors | None = None
) -> Language:
    """A pipeline with fresh weights from the ``nlp`` and ``components`` parts of a configuration.

    ``docs`` show which labels there are; ``known`` is the word list and ``vectors`` the word vectors of the
    embeddings that use them; ``plan`` how much of either is hidden while training.
    """
    nlp = load_model_from_config(Config({key: config[key] for key in ("nlp", "components")}), auto_fill=True)
    treebank_tokens(nlp)
    if vectors is not None:
        for key in vectors.keys():  # noqa: SIM118 - spaCy's vectors are no mapping
            nlp.vocab.strings.add(vectors.strings[key])
        nlp.vocab.vectors = vectors
    nlp.initialize(lambda: [Example(nlp.make_doc(doc.text), doc) for doc in docs])
    for _, pipe in nlp.pipeline:
        if hasattr(pipe, "model"):
            set_known(pipe.model, known, plan.hide, plan.unread)
    return nlp


def optimizer_of(config: Config) -> Optimizer:
    """The optimizer that the ``training`` part of a configuration describes."""
    resolved: dict[str, Any] = registry.resolve({"optimizer": config["training"]["optimizer"]}, validate=False)
    optimizer: Optimizer = resolved["optimizer"]
    return optimizer
