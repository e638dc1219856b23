"""The network of the attribution tagger: one convolutional encoder, an anchor head and an anchor-conditioned head.

The encoder reads a document once. The anchor head says which tokens are the head word of a cue, or begin a quote
that has none. For each anchor the second head then labels the tokens around it as content, source or cue of that
attribution, from the token's vector, the anchor's vector and their places relative to each other. So attributions
may nest and overlap, and every span comes linked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.util import registry
from thinc.api import (
    Dropout,
    HashEmbed,
    LayerNorm,
    Linear,
    Maxout,
    Model,
    chain,
    clone,
    concatenate,
    expand_window,
    residual,
    with_array,
)

from core.extraction.attribution import signals as sig
from core.extraction.attribution.signals import Ints, Signals

Floats = npt.NDArray[np.float32]

ANCHORS = ("none", "speech", "thought", "quote")
"""What a token is: no anchor, head of a cue of speech or of thought, first token of a quote without a cue."""
LABELS = ("none", "begin", "inside", "end", "source", "cue")
"""What a token is to one anchor; the middle three are content, and a piece of one token is its end."""


@dataclass(slots=True)
class Pairs:
    """Anchors of a batch and the tokens in each one's window.

    `anchor` and `token` index the batch's concatenated tokens, one row a pair; `lengths` counts the pairs of each
    anchor; `places` has one column for each of `signals.PAIR_SIZES`.
    """

    anchor: Ints
    token: Ints
    lengths: Ints
    places: Ints


@registry.architectures("saidso.AttributionTagger.v1")  # type: ignore[untyped-decorator]
def build(
    width: int = 96,
    depth: int = 4,
    window: int = 2,
    hidden: int = 64,
    pair_depth: int = 1,
    pair_window: int = 1,
    rows: list[int] | None = None,
    dropout: float = 0.3,
) -> Model[Any, Any]:
    """The tagger's model. `rows` are the sizes of the hash embeddings, one a column of `signals.COLUMNS`."""
    rows = rows or [4000, 500, 2000, 500, 200, 200, 100, 50, 200, 300, 100, 2000, 500, 100]
    sizes = [64, 16, 32, 16, 32, 32, 16, 16, 16, 32, 16, 32, 16, 32]
    embeds: list[Any] = [
        HashEmbed(size, count, column=i, seed=17 + i)
        for i, (size, count) in enumerate(zip(sizes, rows, strict=True))
    ]
    embed: Model[Any, Any] = chain(
        concatenate(*embeds), Maxout(width, sum(sizes), nP=3, normalize=True, dropout=dropout)
    )
    layer: Model[Any, Any] = residual(
        chain(
            expand_window(window_size=window),
            Maxout(width, width * (2 * window + 1), nP=3, normalize=True, dropout=dropout),
        )
    )
    encoder: Model[Any, Any] = with_array(chain(embed, clone(layer, depth)), pad=depth * window)
    anchors = Linear(len(ANCHORS), width)
    token_side = Linear(hidden * 2, width)
    anchor_side = Linear(hidden * 2, width)
    pair_layer: Model[Any, Any] = residual(
        chain(
            expand_window(window_size=pair_window),
            Maxout(hidden, hidden * (2 * pair_window + 1), nP=2, normalize=True, dropout=dropout),
        )
    )
    tower: Model[Any, Any] = with_array(clone(pair_layer, pair_depth), pad=pair_depth * pair_window)
    norm: Model[Any, Any] = chain(LayerNorm(hidden), Dropout(dropout))
    labels = Linear(len(LABELS), hidden)
    layers = [encoder, anchors, token_side, anchor_side, norm, tower, labels]
    names = ("encoder", "anchors", "token_side", "anchor_side", "norm", "tower", "labels")
    return Model(
        "attribution_tagger",
        forward_anchors,
        init=_initialize,
        layers=layers,
        refs=dict(zip(names, layers, strict=True)),
        dims={"width": width, "hidden": hidden},
        params={"places": None},
    )


@registry.architectures("saidso.AttributionTaggers.v1")  # type: ignore[untyped-decorator]
def build_several(members: int = 2) -> Model[Any, Any]:
    """Several taggers (see `build`), to be trained apart; their probabilities are averaged."""
    several = [build() for _ in range(members)]

    def initialize(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
        for member in model.layers:
            member.initialize()

    return Model("attribution_taggers", _no_forward, init=initialize, layers=several)


def _no_forward(model: Model[Any, Any], X: Any, is_train: bool) -> Any:
    raise TypeError("The members of the taggers are run one by one.")


def members_of(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The taggers a model is made of: itself, or its members."""
    return list(model.layers) if model.name == "attribution_taggers" else [model]


def _initialize(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
    """Initialise every layer; the places' embeddings start small, since several are added up."""
    width, hidden = model.get_dim("width"), model.get_dim("hidden")
    if X is None:
        X = [np.zeros((4, len(sig.COLUMNS)), dtype=np.uint64)]
    model.get_ref("encoder").initialize(X=X)
    wide = model.ops.alloc2f(4, width)
    for name in ("anchors", "token_side", "anchor_side"):
        model.get_ref(name).initialize(X=wide)
    narrow = model.ops.alloc2f(4, hidden)
    model.get_ref("norm").initialize(X=narrow)
    model.get_ref("tower").initialize(X=[narrow])
    model.get_ref("labels").initialize(X=narrow)
    random = np.random.default_rng(7)
    table: Any = random.uniform(-0.1, 0.1, (sum(sig.PAIR_SIZES), hidden * 2)).astype("f")
    model.set_param("places", table)


def forward_anchors(
    model: Model[Any, Any], columns: list[npt.NDArray[np.uint64]], is_train: bool
) -> tuple[tuple[Floats, Floats], Callable[[Floats, Floats], None]]:
    """Token vectors and anchor scores (before softmax) of a batch, both over its concatenated tokens."""
    ops: Any = model.ops
    vectors, back_encoder = model.get_ref("encoder")(columns, is_train)
    lengths = [len(v) for v in vectors]
    flat = cast(Floats, ops.xp.concatenate(vectors)) if vectors else cast(Floats, ops.alloc2f(0, 0))
    scores, back_anchors = model.get_ref("anchors")(flat, is_train)

    def backprop(d_scores: Floats, d_vectors: Floats) -> None:
        total = back_anchors(d_scores) + d_vectors
        back_encoder(list(np.split(total, np.cumsum(lengths)[:-1])))

    return (flat, scores), backprop


_OFFSETS = np.concatenate([[0], np.cumsum(sig.PAIR_SIZES)[:-1]])


def forward_pairs(
    model: Model[Any, Any], vectors: Floats, pairs: Pairs, is_train: bool
) -> tuple[Floats, Callable[[Floats], Floats]]:
    """Label scores (before softmax) of every pair; the callback gives the gradient of the token vectors."""
    ops: Any = model.ops
    hidden = model.get_dim("hidden")
    table = cast(Floats, model.get_param("places"))
    token, back_token = model.get_ref("token_side")(vectors, is_train)
    heads = pairs.anchor[np.concatenate([[0], np.cumsum(pairs.lengths)[:-1]])]
    anchor, back_anchor = model.get_ref("anchor_side")(vectors[heads], is_train)
    which = np.repeat(np.arange(len(heads)), pairs.lengths)
    joined = token[pairs.token] + anchor[which]
    rows = pairs.places + _OFFSETS
    for column in range(rows.shape[1]):
        joined += table[rows[:, column]]
    best, where = ops.maxout(joined.reshape(len(joined), hidden, 2))
    normed, back_norm = model.get_ref("norm")(best, is_train)
    split = list(np.split(normed, np.cumsum(pairs.lengths)[:-1]))
    towered, back_tower = model.get_ref("tower")(split, is_train)
    scores, back_labels = model.get_ref("labels")(ops.xp.concatenate(towered), is_train)

    def backprop(d_scores: Floats) -> Floats:
        d_tower = back_labels(d_scores)
        d_normed = ops.xp.concatenate(back_tower(list(np.split(d_tower, np.cumsum(pairs.lengths)[:-1]))))
        d_joined = ops.backprop_maxout(back_norm(d_normed), where, 2).reshape(len(joined), hidden * 2)
        d_table = ops.alloc2f(*table.shape)
        for column in range(rows.shape[1]):
            _add_rows(d_table, rows[:, column], d_joined)
        model.inc_grad("places", d_table)
        d_token = ops.alloc2f(len(vectors), hidden * 2)
        _add_rows(d_token, pairs.token, d_joined)
        d_anchor = ops.alloc2f(len(heads), hidden * 2)
        _add_rows(d_anchor, which, d_joined)
        out = back_token(d_token)
        _add_rows(out, heads, back_anchor(d_anchor))
        return cast(Floats, out)

    return scores, backprop


def _add_rows(out: Floats, where: Ints, rows: Floats) -> None:
    """Add each of `rows` to the row of `out` it belongs to (several may belong to one)."""
    order = np.argsort(where, kind="stable")
    sorted_to = where[order]
    first = np.flatnonzero(np.concatenate([[True], sorted_to[1:] != sorted_to[:-1]]))
    if len(first):
        out[sorted_to[first]] += np.add.reduceat(rows[order], first, axis=0)


def pair_up(documents: list[Signals], anchors: list[list[int]]) -> Pairs:
    """The windows of every document's anchors, indices into the concatenated tokens of all documents."""
    anchor, token, lengths, places = [], [], [], []
    offset = 0
    for document, found in zip(documents, anchors, strict=True):
        for a in found:
            low, high = sig.window(document, a)
            places.append(sig.places(document, a, low, high))
            token.append(np.arange(low, high) + offset)
            anchor.append(np.full(high - low, a + offset))
            lengths.append(high - low)
        offset += len(document)
    if not lengths:
        empty = np.zeros(0, dtype=np.int64)
        return Pairs(empty, empty, empty, np.zeros((0, len(sig.PAIR_SIZES)), dtype=np.int64))
    return Pairs(np.concatenate(anchor), np.concatenate(token), np.array(lengths), np.concatenate(places))


def softmax(scores: Floats) -> Floats:
    """Row-wise softmax."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return cast(Floats, shifted / shifted.sum(axis=1, keepdims=True))
