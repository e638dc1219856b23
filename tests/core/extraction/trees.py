"""Parsed documents built by hand, in both dependency schemes; no trained model is needed."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

NLP = spacy.blank("en")
TAGS = {
    "VBD": "VERB", "VBZ": "VERB", "VBP": "VERB", "VBN": "VERB", "VBG": "VERB", "VB": "VERB", "MD": "AUX",
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON", "WP": "PRON", "PRP$": "PRON", "IN": "ADP",
    "TO": "PART", "DT": "DET", "CC": "CCONJ", "JJ": "ADJ", "RB": "ADV", "POS": "PART", ",": "PUNCT", ".": "PUNCT",
}  # fmt: skip


def tree(rows: str) -> Doc:
    """A document from lines of "word tag head relation": `head` is the index of the word it hangs from.

    Punctuation stands right after the word before it; every other word after a space.
    """
    cells = [line.split() for line in rows.strip().splitlines()]
    tight = {",", ".", "’s", "n’t", "”", "-"}
    following = [row[0] for row in cells[1:]] + ["."]
    return Doc(
        NLP.vocab,
        words=[row[0] for row in cells],
        spaces=[
            after not in tight and row[0] not in ("“", "-") for row, after in zip(cells, following, strict=True)
        ],
        tags=[row[1] for row in cells],
        pos=["AUX" if row[3].startswith(("aux", "cop")) else TAGS.get(row[1], "X") for row in cells],
        heads=[int(row[2]) for row in cells],
        deps=[row[3] for row in cells],
    )
