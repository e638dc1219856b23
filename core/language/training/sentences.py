"""Sentences as the teacher learns and reads them: words with labels as numbers, and what it says of them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
UNKNOWN = -100
"""The label of what a corpus does not annotate; no loss is taken from it."""
_LONGEST = 120
"""Words beyond which a sentence is not trained on."""


@dataclass(slots=True)
class Sentence:
    """The words of one sentence and their labels as numbers; ``heads`` count words from 1, 0 is the root."""

    words: list[str]
    tags: list[int]
    morphs: list[int]
    heads: list[int]
    relations: list[int]
    names: list[int]


@dataclass(slots=True)
class Labels:
    """Labels by number. A morph is part of speech and features together (``NOUN|Number=Sing``)."""

    tags: list[str]
    morphs: list[str]
    relations: list[str]


@dataclass(slots=True)
class Reading:
    """What the teacher says of one sentence: labels by word, heads as places in the sentence (a root is its own).

    ``whole`` tells whether the likeliest heads make one tree. ``names`` are labels of ``NAMES``.
    """

    tags: list[str]
    morphs: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str]
    whole: bool


def labels_of(docs: Iterable[Doc]) -> Labels:
    """Every label of the documents, sorted."""
    tags, morphs, relations = set(), set(), set()
    for doc in docs:
        for token in doc:
            if not token.is_space and token.tag_:
                tags.add(token.tag_)
                morphs.add(_morph(token.pos_, str(token.morph)))
                relations.add(token.dep_)
    return Labels(sorted(tags), sorted(morphs), sorted(relations))


def _morph(pos: str, features: str) -> str:
    return f"{pos}|{features}" if features else pos


def sentences(docs: Iterable[Doc], labels: Labels, *, names_only: bool = False) -> list[Sentence]:
    """Sentences of documents, white space left out; a document without sentence bounds is one sentence.

    ``names_only`` passes over tags and parse. Sentences of more than 120 words are left out.
    """
    numbers = [
        {label: number for number, label in enumerate(some)}
        for some in (labels.tags, labels.morphs, labels.relations, NAMES)
    ]
    out = []
    for doc in docs:
        parsed = doc.has_annotation("DEP") and not names_only
        for span in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
            words = [token for token in span if not token.is_space]
            if words and len(words) <= _LONGEST:
                out.append(_sentence(words, numbers, parsed, doc.has_annotation("ENT_IOB")))
    return out


def _sentence(words: list[Token], numbers: list[dict[str, int]], parsed: bool, named: bool) -> Sentence:
    tags, morphs, relations, names = numbers
    unknown = [UNKNOWN] * len(words)
    one = Sentence([token.text for token in words], unknown, unknown, unknown, unknown, unknown)
    if parsed:
        place = {token.i: number for number, token in enumerate(words, 1)}
        one.tags = [tags.get(token.tag_, UNKNOWN) for token in words]
        one.morphs = [morphs.get(_morph(token.pos_, str(token.morph)), UNKNOWN) for token in words]
        one.heads = [0 if token.head.i == token.i else place.get(token.head.i, UNKNOWN) for token in words]
        one.relations = [relations.get(token.dep_, UNKNOWN) for token in words]
    if named:
        one.names = [_name(token, names) for token in words]
    return one


def _name(token: Token, names: dict[str, int]) -> int:
    if token.ent_iob == 0:
        return UNKNOWN
    return names[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"]


def tree(scores: npt.NDArray[np.float32]) -> tuple[list[int], bool]:
    """Each word's likeliest head (0 the root, words from 1), and whether they make one tree with one root."""
    heads = scores.argmax(1)
    if (heads == 0).sum() != 1:
        best = int(scores[:, 0].argmax())
        others = scores.copy()
        others[:, 0] = -np.inf
        heads = others.argmax(1)
        heads[best] = 0
    for start in range(len(heads)):
        seen, at = set(), start + 1
        while at:
            if at in seen:
                return heads.tolist(), False
            seen.add(at)
            at = int(heads[at - 1])
    return heads.tolist(), True


def groups(items: list[Sentence], words: int, chooser: random.Random) -> list[list[Sentence]]:
    """Batches of sentences alike in length, of about ``words`` words, in random order."""
    ordered = sorted(items, key=lambda one: len(one.words) + chooser.random() * 4)
    out: list[list[Sentence]] = [[]]
    for one in ordered:
        if out[-1] and (len(out[-1]) + 1) * len(one.words) > words:
            out.append([])
        out[-1].append(one)
    chooser.shuffle(out)
    return out
