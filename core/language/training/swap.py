"""Names swapped for others of many origins, word by word.

A name keeps its number of words: given names become other given names, surnames other surnames (a third of
them invented from two), towns other towns. The same word gets the same replacement throughout a document, so
that a person is still the same person in the next sentence.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from core.language.training import lexicon
from core.language.training.lists import items

_ACRONYM = "ABCDEFGHIKLMNOPRSTUVW"
_SPECIALS = frozenset(
    ("-", "–", ".", ",", "&", "/", "'", "’", "'s", "’s", "of", "the", "and", "for", "de", "al", "del")
)


class Swapper:
    """Replaces the names of a document in a list of its words."""

    def __init__(self, invented: float = 0.33) -> None:
        self._invented = invented
        self._given = lexicon.given_names()
        self._surnames = lexicon.surnames()
        self._given_set = {name.lower() for name in self._given}
        self._countries = {name for name in lexicon.countries() if " " not in name}
        self._country_list = sorted(self._countries)
        self._towns = [name for name in lexicon.places() if " " not in name]
        self._places = _by_length([*lexicon.places(), *lexicon.countries()])
        self._topics = items("topics")
        self._bodies = _by_length(lexicon.bodies())

    def swap(self, doc: Doc, words: list[str], chooser: random.Random) -> None:
        """Change ``words`` (the document's, in place) inside its names; about a fifth of the names stay."""
        mapping: dict[str, str] = {}
        for entity in doc.ents:
            if chooser.random() < 0.2:
                continue
            if entity.label_ == "PERSON":
                self._person(entity, words, mapping, chooser)
            elif entity.label_ == "LOC":
                self._place(entity, words, mapping, chooser)
            else:
                self._body(entity, words, mapping, chooser)

    def _person(self, entity: Span, words: list[str], mapping: dict[str, str], chooser: random.Random) -> None:
        for token in entity:
            text = token.text
            if text in _SPECIALS or len(text) < 3 or text.endswith("."):
                continue
            if text not in mapping:
                first = token.i == entity.start and (len(entity) > 1 or text.lower() in self._given_set)
                mapping[text] = self._given_name(chooser) if first else self._surname(chooser)
            words[token.i] = _cased(mapping[text], text)

    def _given_name(self, chooser: random.Random) -> str:
        return chooser.choice(self._given)

    def _surname(self, chooser: random.Random) -> str:
        if chooser.random() < self._invented:
            return _blend(self._surnames, chooser)
        return chooser.choice(self._surnames)

    def _town(self, chooser: random.Random) -> str:
        if chooser.random() < self._invented / 2:
            return _blend(self._towns, chooser)
        return chooser.choice(self._towns)

    def _place(self, entity: Span, words: list[str], mapping: dict[str, str], chooser: random.Random) -> None:
        text = entity.text
        if text not in mapping:
            if len(entity) == 1:
                if len(text) < 3:
                    return
                country = text in self._countries
                mapping[text] = chooser.choice(self._country_list) if country else self._town(chooser)
            else:
                choices = self._places.get(len(entity))
                if not choices or len(entity) > 3 or any(token.text in _SPECIALS for token in entity):
                    return
                mapping[text] = chooser.choice(choices)
        self._write(entity, mapping[text].split(), words)

    def _body(self, entity: Span, words: list[str], mapping: dict[str, str], chooser: random.Random) -> None:
        text = entity.text
        if text not in mapping:
            made = self._made_body(len(entity), chooser)
            if not made or any(token.text in ("'s", "’s", ",", "-") for token in entity):
                return
            mapping[text] = made
        self._write(entity, mapping[text].split(), words)

    def _made_body(self, length: int, chooser: random.Random) -> str:
        listed = self._bodies.get(length, [])
        if listed and chooser.random() < 0.5:
            return chooser.choice(listed)
        town, surname, topic = self._town(chooser), self._surname(chooser), chooser.choice(self._topics)
        demonym = chooser.choice(sorted(lexicon.DEMONYMS)).capitalize()
        head = chooser.choice(sorted(lexicon.BODY_HEADS - {"co", "st"})).capitalize()
        made = {
            1: [
                "".join(chooser.choices(_ACRONYM, k=chooser.randint(2, 5))),
                f"{surname}",
                _blend(self._surnames, chooser),
            ],
            2: [f"{town} {head}", f"{surname} {head}", f"{demonym} {head}", f"{topic} {head}"],
            3: [
                f"{head} of {town}",
                f"{head} of {topic}",
                f"{demonym} {topic} {head}",
                f"{town} City Council",
            ],
            4: [
                f"{town} {head} of {topic}",
                f"{demonym} {head} for {topic}",
                f"{surname} and {surname} {head}",
            ],
            5: [f"{demonym} {head} of {topic} {head}", f"{head} of {topic} and {topic}"],
        }
        options = made.get(length)
        return chooser.choice(options) if options else ""

    @staticmethod
    def _write(entity: Span, parts: list[str], words: list[str]) -> None:
        if len(parts) == len(entity):
            for token, part in zip(entity, parts, strict=True):
                words[token.i] = _cased(part, token.text) if len(entity) == 1 else part


def _by_length(names: Iterable[str]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = defaultdict(list)
    for name in names:
        grouped[len(name.split())].append(name)
    return grouped


def _blend(names: tuple[str, ...] | list[str], chooser: random.Random) -> str:
    """A name nobody has: the beginning of one and the end of another."""
    first, second = chooser.choice(names), chooser.choice(names)
    blend = first[: max(2, len(first) // 2)] + second[len(second) // 2 :].lower()
    return blend if blend.isalpha() else first


def _cased(name: str, like: str) -> str:
    """The name in the capitals of the word it replaces."""
    if like.isupper() and len(like) > 4:
        return name.upper()
    return name.lower() if like.islower() else name
