"""One article as the rules see it: its words, what stands in quotation marks, its sentences.

A passage in quotation marks is an atom of the sentence around it: a full stop inside it ends that sentence only if
the text goes on with a capital.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.extraction.quotes.marks import Quoted
from core.extraction.syntax import Syntax
from core.language.text import TITLES, Words, paragraphs

_LONGEST = 600
"""Words after which a sentence is cut: nobody wrote it, and every search within a sentence stays short."""
_STOPS = frozenset(".!?…")
_STARTERS = frozenset(
    {"he", "she", "it", "they", "we", "i", "the", "this", "these", "but", "in", "his", "her", "a"}
)
"""Words that in capitals after initials begin a sentence."""
_CLOSERS = frozenset(")]}»”’\"'")
_LINE_ENDS = frozenset(".!?”’\"'")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words `first` up to but not including `beyond`; `paragraph` counts from 0."""

    first: int
    beyond: int
    paragraph: int


@dataclass(slots=True)
class Article:
    """`inside[i]` is the index in `quoted` of the passage that holds word i, or -1."""

    text: str
    words: Words
    quoted: list[Quoted]
    inside: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    headlines: frozenset[int] = frozenset()
    """Paragraphs set as a headline: most words capitalised, no full stop."""
    syntax: Syntax | None = None
    """The parse, where the pipeline has one."""
    nicknames: dict[int, int] = field(default_factory=dict)
    """Nicknames in quotation marks inside a name, Carl “Boots” Pell: first word and mark to the one behind."""

    @classmethod
    def build(cls, text: str, quoted: list[Quoted]) -> Article:
        words = Words(text)
        article = cls(text, words, quoted, [-1] * len(words))
        for number, passage in enumerate(quoted):
            for start, end in passage.pieces:
                first, beyond = words.within(start, end)
                article.inside[first:beyond] = [number] * (beyond - first)
        headlines = set()
        for number, (start, end) in enumerate(paragraphs(text)):
            first, beyond = words.within(start, end)
            article._split(first, beyond, number)
            if _is_headline(words, first, beyond):
                headlines.add(number)
        article.headlines = frozenset(headlines)
        return article

    def ends_open(self, sentence: Sentence) -> bool:
        """Whether no stop and no closing mark ends the sentence, as in headlines and captions."""
        return self.words.texts[sentence.beyond - 1] not in _LINE_ENDS

    def _split(self, first: int, beyond: int, paragraph: int) -> None:
        start = i = first
        while i < beyond:
            if self._ends_sentence(i, beyond) or i - start >= _LONGEST:
                i += 1
                while i < beyond and self.words.texts[i] in ")]}" and self.inside[i] < 0:
                    i += 1
                self.sentences.append(Sentence(start, i, paragraph))
                start = i
            else:
                i += 1
        if start < beyond:
            self.sentences.append(Sentence(start, beyond, paragraph))

    def _ends_sentence(self, i: int, beyond: int) -> bool:
        quote = self.inside[i]
        if quote < 0:
            if self.words.texts[i] not in _STOPS:
                return self._initials_end(i, beyond)
            return i + 1 >= beyond or not self.words.texts[i + 1][:1].islower() or self.words.texts[i] in "!?"
        if i + 1 >= beyond or self.inside[i + 1] == quote:
            return False
        last = i
        while last > max(0, i - 4) and self.words.texts[last] in _CLOSERS:
            last -= 1
        following = self.words.texts[i + 1]
        return self.words.texts[last][-1] in _STOPS and (following[:1].isupper() or self.inside[i + 1] >= 0)

    def _initials_end(self, i: int, beyond: int) -> bool:
        """Whether initials or what is shortened end the sentence: "in the U.S. He says …", "Orme Ltd. The …"."""
        text = self.words.texts[i]
        if i + 1 >= beyond or len(text) < 2 or text[-1] != "." or self.inside[i + 1] >= 0:
            return False
        if text.count(".") < 2 and (len(text) == 2 or text[:-1] in TITLES):
            return False
        following = self.words.texts[i + 1]
        return following[0].isupper() and following.lower() in _STARTERS


def _is_headline(words: Words, first: int, beyond: int) -> bool:
    letters = [i for i in range(first, beyond) if words.texts[i][0].isalpha()]
    if not 3 <= len(letters) <= 30 or words.texts[beyond - 1] == ".":
        return False
    return sum(words.is_name(i) for i in letters) >= 0.6 * len(letters)
