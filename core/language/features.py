"""Word features of the shipped pipeline, as a spaCy architecture ``saidso.WordEmbed.v1``.

A word is embedded by its form, its beginnings and endings, its shape and what a word list knows of it (given
name, place, title ...), and by its row in the vocabulary's word vectors where there are any. Unlike spaCy's
``MultiHashEmbed`` every distinct word of a batch is embedded only once, which pays for the richer features. The
word list travels inside the trained model, the vectors in its vocabulary, so nothing else is read when it is
loaded.

The module registers the architecture when imported; ``pyproject.toml`` names it as an entry point too, so
that ``spacy.load`` finds it by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple, cast

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate
from thinc.types import Floats2d, Ints2d

Words = list[str]
Floats = np.ndarray[Any, np.dtype[np.float32]]
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


class _Batch(NamedTuple):
    """Distinct words and their vectors (words, width of the vocabulary's table), zeros for unknown ones."""

    words: Words
    vectors: Floats


class _Extract:
    """From words to rows of feature numbers, remembering words seen before."""

    def __init__(self) -> None:
        self._cache: dict[str, np.ndarray[Any, np.dtype[np.uint64]]] = {}
        self._known: dict[str, int] = {}

    def __call__(
        self, model: Model[_Batch, Ints2d], batch: _Batch, is_train: bool
    ) -> tuple[Ints2d, Callable[..., _Batch]]:
        words = batch.words
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
        unread: float = model.attrs["unread"]
        if is_train and unread and "form" in columns and words:
            rows[np.random.random(len(words)) < unread, columns.index("form")] = 1
        return cast(Ints2d, rows), lambda gradient: batch

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


def _pass_vectors(
    model: Model[_Batch, Floats2d], batch: _Batch, is_train: bool
) -> tuple[Floats2d, Callable[[Floats2d], _Batch]]:
    return cast(Floats2d, batch.vectors), lambda gradient: batch


def vectors_of(vocab: Vocab, words: Words, width: int) -> Floats:
    """The vocabulary's vectors of lower-cased words (words, width); zeros where it has none."""
    table = vocab.vectors
    found = np.zeros((len(words), width), dtype="f")
    if width and table.shape[1] == width:
        keys = [get_string_id(word.translate(_TYPOGRAPHY).lower()) for word in words]
        rows = table.find(keys=keys) if keys else np.zeros(0, dtype="i")
        found[rows >= 0] = table.data[rows[rows >= 0]]
    return found


def _unique_forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    layer = model.layers[0]
    lengths = [len(doc) for doc in docs]
    orths = np.concatenate([doc.to_array("ORTH") for doc in docs] or [np.zeros(0, "uint64")])
    distinct, inverse = np.unique(orths, return_inverse=True)
    strings = docs[0].vocab.strings if docs else None
    words = [strings[int(orth)] for orth in distinct] if strings is not None else []
    width: int = model.attrs["vectors"]
    given = vectors_of(docs[0].vocab, words, width) if docs else np.zeros((0, width), dtype="f")
    vectors, back = layer(_Batch(words, given), is_train)
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
    words = ["the", "Word"]
    model.layers[0].initialize(X=_Batch(words, np.zeros((len(words), model.attrs["vectors"]), dtype="f")))
    model.set_dim("nO", model.layers[0].get_dim("nO"))


@registry.architectures("saidso.WordEmbed.v1")  # type: ignore[untyped-decorator]
def word_embed(
    width: int, columns: dict[str, list[int]], vectors: int = 0, known: dict[str, int] | None = None
) -> Model[list[Doc], list[Floats2d]]:
    """Embed the words of documents into vectors of ``width``.

    ``columns`` gives for each feature its own width and the number of rows of its table; ``vectors`` is the width
    of the vocabulary's word vectors, 0 to go without, and a vocabulary without them counts as zeros; ``known`` the
    classes of listed words (a bit set each), needed only when training starts. An unknown feature raises
    KeyError.
    """
    for column in columns:
        if column != KNOWN and column not in FEATURES:
            raise KeyError(column)
    extract: Model[_Batch, Ints2d] = Model("word_features", _Extract())
    extract.attrs.update(columns=list(columns), known=dict(known or {}), hide=0.0, unread=0.0)
    tables: list[Model[Any, Any]] = [
        HashEmbed(own, rows, column=position, seed=position + 8, dropout=0.0)
        for position, (own, rows) in enumerate(columns.values())
    ]
    total = sum(own for own, _ in columns.values()) + vectors
    mix = Maxout(width, total, nP=3, dropout=0.0, normalize=True)
    hashed: Model[Any, Any] = chain(extract, cast(Any, concatenate)(*tables))
    if vectors:
        given: Model[Any, Any] = Model("word_vectors", _pass_vectors, dims={"nO": vectors})
        hashed = cast(Any, concatenate)(hashed, given)
    layer: Model[Any, Any] = chain(hashed, mix)
    model: Model[list[Doc], list[Floats2d]] = Model(
        "word_embed",
        _unique_forward,
        init=_unique_init,
        layers=[layer],
        dims={"nO": width},
        attrs={"vectors": vectors},
    )
    return model


def set_known(model: Model[Any, Any], known: dict[str, int], hide: float = 0.0, unread: float = 0.0) -> None:
    """Put a word list into every word embedding below ``model``, in place of the one it had.

    While training, a share ``hide`` of the distinct words of a batch is treated as unlisted, so that the
    model does not lean on the list alone, and the form of a share ``unread`` is hidden, so that it learns to read
    words it has not seen.
    """
    for node in model.walk():
        if node.name == "word_features":
            node.attrs["known"] = known
            node.attrs["hide"] = hide
            node.attrs["unread"] = unread
