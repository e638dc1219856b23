"""Component `saidso_tagger`: the learned part of quote attribution.

Sets `doc._.saidso_found` (None where it has not run), a list of `core.extraction.linking.Found`: content, cue
and source of every report it sees, linked. Tags, parse and names of the components before it are used where they
are set; the rules' drafts are among its features, so it corrects them more than it replaces them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from core.extraction import signals as sig
from core.extraction import tagger_model
from core.extraction.edges import Floats, Found
from core.extraction.linking import Settings, decode, pick_anchors
from core.extraction.signals import Hashes

DEFAULT_MODEL = {"@architectures": "saidso.AttributionTagger.v1"}


class Tagger:
    """A trained model and the thresholds it is used with."""

    def __init__(self, model: Model[Any, Any], settings: Settings) -> None:
        self.model = model
        self.settings = settings

    def __call__(self, doc: Doc) -> Doc:
        doc._.saidso_found = self.find(doc)
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Documents one after another: a document is an article, long enough to be a batch of its own."""
        for doc in stream:
            yield self(doc)

    def find(self, doc: Doc) -> list[Found]:
        """The attributions of one document, in text order."""
        if not len(doc):
            return []
        signals = sig.read(doc)
        vectors, probabilities = self._anchors(signals.columns)
        anchors = pick_anchors(probabilities, self.settings)
        if not anchors:
            return []
        found: list[list[Any]] = []
        for start in range(0, len(anchors), _BATCH):
            pairs = tagger_model.pair_up([signals], [anchors[start : start + _BATCH]])
            first, beyond = int(pairs.token.min()), int(pairs.token.max()) + 1
            pairs.token -= first
            pairs.anchor -= first
            labels, _ = tagger_model.forward_pairs(self.model, vectors[first:beyond], pairs, False)
            found.append(list(np.split(tagger_model.softmax(labels), np.cumsum(pairs.lengths)[:-1])))
        chances = [one for batch in found for one in batch]
        return decode(doc.text, signals, anchors, probabilities, chances, self.settings)

    def _anchors(self, columns: Hashes) -> tuple[Floats, Floats]:
        """Token vectors and anchor probabilities, in chunks that bound memory."""
        vectors: list[Floats] = []
        probabilities: list[Floats] = []
        for start in range(0, len(columns), _CHUNK):
            part = columns[start : start + _CHUNK]
            (some, scores), _ = tagger_model.forward_anchors(self.model, [part], False)
            vectors.append(some)
            probabilities.append(tagger_model.softmax(scores))
        return np.concatenate(vectors), np.concatenate(probabilities)

    def initialize(self, get_examples: Any = None, *, nlp: Language | None = None) -> None:
        """Fresh weights; training is `core.language.training.attribution`'s."""
        self.model.initialize()

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Weights and thresholds."""
        data: bytes = srsly.msgpack_dumps({"model": self.model.to_bytes(), "settings": asdict(self.settings)})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Tagger:
        """Load what `to_bytes` gave."""
        state = srsly.msgpack_loads(data)
        self.model.initialize()
        self.model.from_bytes(state["model"])
        self.settings = Settings(**state["settings"])
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write `model` and `settings.json` into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model").write_bytes(self.model.to_bytes())
        (folder / "settings.json").write_text(json.dumps(asdict(self.settings)), encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Tagger:
        """Load what `to_disk` wrote."""
        folder = Path(path)
        self.model.initialize()
        self.model.from_bytes((folder / "model").read_bytes())
        self.settings = Settings(**json.loads((folder / "settings.json").read_text(encoding="utf-8")))
        return self


_CHUNK = 8_000
"""Tokens encoded at once; a cut only blurs the few tokens beside it."""
_BATCH = 64
"""Anchors labelled at once, which bounds memory on long articles."""


@Language.factory(
    "saidso_tagger",
    assigns=["doc._.saidso_found"],
    default_config={"model": DEFAULT_MODEL, "settings": {}},
)
def make_tagger(nlp: Language, name: str, model: Model[Any, Any], settings: dict[str, float]) -> Tagger:
    """Factory for `nlp.add_pipe("saidso_tagger")`; `settings` overrides thresholds of `linking.Settings`."""
    return Tagger(model, Settings(**settings))


if not Doc.has_extension("saidso_found"):
    Doc.set_extension("saidso_found", default=None)
