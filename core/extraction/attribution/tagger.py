"""Component `saidso_tagger`: the learned part of quote attribution.

Sets `doc._.saidso_found` (None where it has not run), a list of `linking.Found`: content, cue and source of every
report it sees, linked. Tags, parse and names of the components before it are used where they
are set; the rules' drafts are among its features, so it corrects them more than it replaces them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from core.extraction.attribution import signals as sig
from core.extraction.attribution import tagger_model
from core.extraction.attribution.edges import Floats, Found
from core.extraction.attribution.linking import Settings, decode, pick_anchors
from core.extraction.attribution.signals import Hashes

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
        members = tagger_model.members_of(self.model)
        read = [_anchors(member, signals.columns) for member in members]
        probabilities = cast(Floats, np.mean([chances for _, chances in read], axis=0))
        anchors = pick_anchors(probabilities, self.settings)
        if not anchors:
            return []
        found: list[Floats] = []
        for start in range(0, len(anchors), _BATCH):
            pairs = tagger_model.pair_up([signals], [anchors[start : start + _BATCH]])
            first, beyond = int(pairs.token.min()), int(pairs.token.max()) + 1
            pairs.token -= first
            pairs.anchor -= first
            labels = [
                tagger_model.softmax(tagger_model.forward_pairs(member, vectors[first:beyond], pairs, False)[0])
                for member, (vectors, _) in zip(members, read, strict=True)
            ]
            found.extend(np.split(cast(Floats, np.mean(labels, axis=0)), np.cumsum(pairs.lengths)[:-1]))
        return decode(doc.text, signals, anchors, probabilities, found, self.settings)

    def initialize(self, get_examples: Any = None, *, nlp: Language | None = None) -> None:
        """Fresh weights; training is `core.language.training.attribution`'s."""
        self.model.initialize()

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Weights and thresholds."""
        data: bytes = srsly.msgpack_dumps({"model": _packed(self.model), "settings": asdict(self.settings)})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Tagger:
        """Load what `to_bytes` gave."""
        state = srsly.msgpack_loads(data)
        _unpack(self.model, state["model"])
        self.settings = Settings(**state["settings"])
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write `model` and `settings.json` into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model").write_bytes(_packed(self.model))
        (folder / "settings.json").write_text(json.dumps(asdict(self.settings)), encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Tagger:
        """Load what `to_disk` wrote."""
        folder = Path(path)
        _unpack(self.model, (folder / "model").read_bytes())
        self.settings = Settings(**json.loads((folder / "settings.json").read_text(encoding="utf-8")))
        return self


def _anchors(model: Model[Any, Any], columns: Hashes) -> tuple[Floats, Floats]:
    """Token vectors and anchor probabilities, in chunks that bound memory."""
    vectors: list[Floats] = []
    probabilities: list[Floats] = []
    for start in range(0, len(columns), _CHUNK):
        part = columns[start : start + _CHUNK]
        (some, scores), _ = tagger_model.forward_anchors(model, [part], False)
        vectors.append(some)
        probabilities.append(tagger_model.softmax(scores))
    return np.concatenate(vectors), np.concatenate(probabilities)


def _packed(model: Model[Any, Any]) -> bytes:
    """The model with its weights in half precision, which costs nothing that can be measured."""
    state = model.to_dict()
    for params in state["params"]:
        for name, value in params.items():
            if value is not None and value.dtype == np.float32:
                params[name] = value.astype(np.float16)
    data: bytes = srsly.msgpack_dumps(state)
    return data


def _unpack(model: Model[Any, Any], data: bytes) -> None:
    """Load what `_packed` gave."""
    state = srsly.msgpack_loads(data)
    for params in state["params"]:
        for name, value in params.items():
            if value is not None and value.dtype == np.float16:
                params[name] = value.astype(np.float32)
    model.initialize()
    model.from_dict(state)


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
