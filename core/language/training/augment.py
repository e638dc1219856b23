"""Noise on training documents: typography, capitals, paragraph breaks, and names swapped for others.

Every change keeps the number of words, so tags, heads and names stay where they are. A replaced word may be
split by the tokenizer afterwards; spaCy's alignment then leaves its own parse out and keeps its name.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.types import Ints2d

from core.language.training.swap import Swapper

_OPENS = frozenset(("", "(", "[", "—", "–", "-", "\n\n", "\n", "“", "‘", ":"))


@dataclass(frozen=True, slots=True)
class Noise:
    """How often each kind of change is made, as shares of documents (``swap``: of documents with names)."""

    quotes: float = 0.5
    upper: float = 0.03
    lower: float = 0.03
    headline: float = 0.1
    breaks: float = 0.3
    dashes: float = 0.3
    swap: float = 0.5


class Augmenter:
    """Makes noisy copies of training documents; the same seed gives the same copies."""

    def __init__(self, noise: Noise, seed: int, swapper: Swapper | None = None) -> None:
        self._noise = noise
        self._random = random.Random(seed)  # noqa: S311 - not for secrets
        self._swapper = swapper

    def __call__(self, nlp: Language, doc: Doc) -> Example:
        """An example whose text is a changed version of ``doc``."""
        words = [token.text for token in doc]
        chance = self._random.random
        if self._swapper and doc.ents and chance() < self._noise.swap:
            self._swapper.swap(doc, words, self._random)
        if chance() < self._noise.quotes:
            quote_style(words, [bool(token.whitespace_) for token in doc], self._random)
        if chance() < self._noise.dashes:
            _dashes(words, self._random)
        if chance() < self._noise.breaks:
            self._breaks(words)
        draw = chance()
        if draw < self._noise.upper:
            words = [word.upper() for word in words]
        elif draw < self._noise.upper + self._noise.lower:
            words = [word.lower() for word in words]
        elif draw < self._noise.upper + self._noise.lower + self._noise.headline:
            self._headline(doc, words)
        changed = rebuilt(doc, words)
        return Example(nlp.make_doc(changed.text), changed)

    def _breaks(self, words: list[str]) -> None:
        style = self._random.choice(("\n", "\n", "\n\n\n", " "))
        for i, word in enumerate(words):
            if word.isspace():
                words[i] = style

    def _headline(self, doc: Doc, words: list[str]) -> None:
        """Capitalise a sentence as newspapers do, or wholly."""
        sentences = [(sent.start, sent.end) for sent in doc.sents] if doc.has_annotation("SENT_START") else []
        if not sentences:
            return
        start, end = self._random.choice(sentences)
        whole = self._random.random() < 0.3
        for i in range(start, end):
            if whole:
                words[i] = words[i].upper()
            elif len(words[i]) > 3 or i == start:
                words[i] = words[i][:1].upper() + words[i][1:]


def quote_style(words: list[str], spaces: list[bool], chooser: random.Random) -> None:
    """Rewrite all quotation marks and apostrophes in one style: curly, straight, or single."""
    curly = chooser.random() < 0.7
    single = chooser.random() < 0.15
    opening, closing = ("“", "”") if curly else ('"', '"')
    if single:
        opening, closing = ("‘", "’") if curly else ("'", "'")
    inside = False
    for i, word in enumerate(words):
        if word in ('"', "“", "”", "``", "''"):
            before = words[i - 1] if i else ""
            glued = i > 0 and not spaces[i - 1]
            opens = word in ("“", "``") or (word == '"' and not inside and (not glued or before in _OPENS))
            words[i] = opening if opens else closing
            inside = opens
        elif "'" in word or "’" in word:
            words[i] = word.replace("'", "’") if curly else word.replace("’", "'")


def _dashes(words: list[str], chooser: random.Random) -> None:
    """Another dash between phrases; hyphens inside compounds stay."""
    style = chooser.choice(("—", "–", "--", "-"))
    for i, word in enumerate(words):
        if word in ("—", "–", "--"):
            words[i] = style if style != "-" else "–"


def rebuilt(doc: Doc, words: list[str]) -> Doc:
    """A copy of ``doc`` with other words and the same annotation."""
    spaces = [bool(token.whitespace_) for token in doc]
    for i, word in enumerate(words):
        if word == " ":  # a paragraph break that became a space; a lone space token keeps the count
            words[i] = "  " if i and spaces[i - 1] else " "
    copy = Doc(doc.vocab, words=words, spaces=spaces)
    if doc.has_annotation("DEP"):
        attributes: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]
        copy.from_array(attributes, cast(Ints2d, doc.to_array(attributes)))
    if doc.has_annotation("ENT_IOB"):
        entities = [Span(copy, entity.start, entity.end, entity.label_) for entity in doc.ents]
        missing = [Span(copy, token.i, token.i + 1) for token in doc if token.ent_iob == 0]
        copy.set_ents(entities, missing=missing, default="outside")
    return copy
