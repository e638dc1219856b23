"""Word features of the shipped pipeline, as a spaCy architecture ``saidso.WordEmbed.v1``.

A word is embedded by its form, its beginnings and endings, its shape and what a word list knows of it (given
name, place, title ...). Unlike spaCy's ``MultiHashEmbed`` every distinct word of a batch is embedded only
once, which pays for the richer features. The word list travels inside the trained model, so nothing else is
read when it is loaded.

The module registers the architecture when imported; ``pyproject.toml`` names it as an entry point too, so
that ``spacy.load`` finds it by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate
from thinc.types import Floats2d, Ints2d

Words = list[str]
Columns = dict[str, tuple[int, int]]

CACHE_LIMIT: Final = 100_000
"""Distinct words whose features are remembered before the memory is emptied."""

_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def word_shape(word: str) -> str:
    """The pattern of letters: ``Xxxx`` for a capitalised word, ``dddd`` for a year; runs end after four."""
    shape: list[str] = []
    run = 0
    for char in word[:40]:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        run = run + 1 if shape and shape[-1] == kind else 1
        if run <= 4:
            shape.append(kind)
    return "".join(shape)


def _first(length: int) -> Callable[[str, str], str]:
    return lambda word, lower: lower[:length]


def _last(length: int) -> Callable[[str, str], str]:
    return lambda word, lower: lower[-length:]


FEATURES: Final[dict[str, Callable[[str, str], str]]] = {
    "form": lambda word, lower: lower,
    "mark": lambda word, lower: word if not word[:1].isalnum() else "",
    "shape": lambda word, lower: word_shape(word),
    **{f"first{n}": _first(n) for n in (1, 2, 3, 4)},
    **{f"last{n}": _last(n) for n in (1, 2, 3, 4, 5)},
}
"""What each feature column looks at, from the word and its lower-cased form with plain quotation marks."""
KNOWN: Final = "known"
"""The column of the word list: a set of classes, as a number."""


class _Extract:
    """From words to rows of feature numbers, remembering words seen before."""

    def __init__(self) -> None:
        self._cache: dict[str, np.ndarray[Any, np.dtype[np.uint64]]] = {}
        self._known: dict[str, int] = {}

    def __call__(
        self, model: Model[Words, Ints2d], words: Words, is_train: bool
    ) -> tuple[Ints2d, Callable[..., Words]]:
        columns: list[str] = model.attrs["columns"]
        known: dict[str, int] = model.attrs["known"]
        if known is not self._known or len(self._cache) > CACHE_LIMIT:
            self._cache.clear()
            self._known = known
        for word in words:
            if word not in self._cache:
                self._cache[word] = self._features(word, columns, known)
        empty = np.zeros((0, len(columns)), dtype="uint64")
        rows = np.stack([self._cache[word] for word in words]) if words else empty
        hidden: float = model.attrs["hide"]
        if is_train and hidden and KNOWN in columns and words:
            rows[np.random.random(len(words)) < hidden, columns.index(KNOWN)] = 1
        return cast(Ints2d, rows), lambda gradient: []

    @staticmethod
    def _features(word: str, columns: list[str], known: dict[str, int]) -> np.ndarray[Any, np.dtype[np.uint64]]:
        lower = word.translate(_TYPOGRAPHY).lower()
        numbers = [
            known.get(lower, 0) + 1
            if column == KNOWN
            else get_string_id(f"{column}:{FEATURES[column](word, lower)}")
            for column in columns
        ]
        return np.asarray(numbers, dtype="uint64")


def _unique_forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    layer = model.layers[0]
    lengths = [len(doc) for doc in docs]
    orths = np.concatenate([doc.to_array("ORTH") for doc in docs] or [np.zeros(0, "uint64")])
    distinct, inverse = np.unique(orths, return_inverse=True)
    strings = docs[0].vocab.strings if docs else None
    words = [strings[int(orth)] for orth in distinct] if strings is not None else []
    vectors, back = layer(words, is_train)
    table = vectors[inverse]
    ends = np.cumsum(lengths)[:-1]

    def backward(gradients: list[Floats2d]) -> list[Doc]:
        summed = np.zeros_like(vectors)
        flat: np.ndarray[Any, Any] = np.concatenate(cast(Any, gradients))
        order = np.argsort(inverse, kind="stable")
        starts = np.flatnonzero(np.diff(inverse[order], prepend=-1))
        summed[:] = np.add.reduceat(flat[order], starts, axis=0)
        back(summed)
        return []

    return [cast(Floats2d, part) for part in np.split(table, ends)], backward


def _unique_init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
    model.layers[0].initialize(X=["the", "Word"])
    model.set_dim("nO", model.layers[0].get_dim("nO"))


@registry.architectures("saidso.WordEmbed.v1")  # type: ignore[untyped-decorator]
def word_embed(
    width: int, columns: dict[str, list[int]], known: dict[str, int] | None = None
) -> Model[list[Doc], list[Floats2d]]:
    """Embed the words of documents into vectors of ``width``.

    ``columns`` gives for each feature its own width and the number of rows of its table; ``known`` the
    classes of listed words (a bit set each), needed only when training starts. An unknown feature raises
    KeyError.
    """
    for column in columns:
        if column != KNOWN and column not in FEATURES:
            raise KeyError(column)
    extract: Model[Words, Ints2d] = Model("word_features", _Extract())
    extract.attrs.update(columns=list(columns), known=dict(known or {}), hide=0.0)
    tables: list[Model[Any, Any]] = [
        HashEmbed(own, rows, column=position, seed=position + 8, dropout=0.0)
        for position, (own, rows) in enumerate(columns.values())
    ]
    total = sum(own for own, _ in columns.values())
    mix = Maxout(width, total, nP=3, dropout=0.0, normalize=True)
    layer: Model[Any, Any] = chain(extract, cast(Any, concatenate)(*tables), mix)
    model: Model[list[Doc], list[Floats2d]] = Model(
        "word_embed", _unique_forward, init=_unique_init, layers=[layer], dims={"nO": width}
    )
    return model


def set_known(model: Model[Any, Any], known: dict[str, int], hide: float = 0.0) -> None:
    """Put a word list into every word embedding below ``model``, in place of the one it had.

    While training, a share ``hide`` of the distinct words of a batch is treated as unlisted, so that the
    model does not lean on the list alone.
    """
    for node in model.walk():
        if node.name == "word_features":
            node.attrs["known"] = known
            node.attrs["hide"] = hide
