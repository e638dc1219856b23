"""One scheme of names for all corpora: PERSON, ORG and LOC.

A name is a run of proper nouns: without determiner, title ("Mr", "President"), possessive ending,
apposition or description. LOC covers countries, towns, regions, buildings and waters alike (what CLEAR
pipelines call GPE, LOC and FAC). Peoples ("Greeks"), languages, events, works and products are no names here.
Corpora differ; this module brings each to that scheme.
"""

from __future__ import annotations

from core.language.training.conllu import Mention, Sentence, Word
from core.language.training.lists import words as listed

LABELS = ("LOC", "ORG", "PERSON")
MISSING = "-"

_KINDS = {
    "PER": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "Person": "PERSON",
    "Organisation": "ORG",
    "Location": "LOC",
    "person": "PERSON",
    "place": "LOC",
    "organization": "ORG",
}
_PROPER = frozenset(("NNP", "NNPS"))
_INSIDE = frozenset(("flat", "compound", "amod", "nummod", "goeswith", "nmod:poss", "flat:foreign"))
_LINKERS = frozenset(("of", "for", "and", "&", "the", "de", "del", "la", "du", "von", "van", "in"))
TITLES = listed("titles")
_PRONOUNS = frozenset(("i", "we", "he", "she", "they", "it", "us", "you", "one"))
Span = tuple[int, int, str]
"""Start, end (exclusive) and label of a name, in words of the sentence."""


def spans_of(labels: list[str]) -> list[Span]:
    """Spans of an IOB, IOB2 or IO column in our scheme; other kinds are left out."""
    spans: list[Span] = []
    start, kind = 0, ""
    for position, label in enumerate([*labels, "O"]):
        prefix, _, this = label.partition("-")
        if kind and (prefix != "I" or this != kind):
            if kind in _KINDS:
                spans.append((start, position, _KINDS[kind]))
            kind = ""
        if prefix in ("B", "I") and not kind:
            start, kind = position, this
    return spans


def loose_spans_of(words: list[Word], labels: list[str]) -> tuple[list[Span], list[int]]:
    """Names of a corpus that marks whole noun phrases, not always (re3d): spans, and words left unlabelled.

    A phrase becomes a name when it is capitalised throughout once determiner and titles are dropped; any
    other capitalised word is left unlabelled, and so are states as actors, which the other corpora call
    places.
    """
    spans: list[Span] = []
    for first, end, label in spans_of(labels):
        start, last = first, end
        while start < last and words[start].form.lower().rstrip(".") in TITLES | {
            "the",
            "a",
            "an",
            "spc",
            "petty",
        }:
            start += 1
        if last > start and words[last - 1].form.lower() in ("'s", "’s", "'", "’"):
            last -= 1
        inner = words[start:last]
        capital = all(word.form[:1].isupper() or word.form.lower() in _LINKERS | {"-"} for word in inner)
        small = len(inner) == 1 and (inner[0].form.lower() in _PRONOUNS or inner[0].form.endswith("s"))
        titled = any(word.form.lower() in TITLES for word in inner)
        state = label == "ORG" and (len(inner) == 1 or words[start].form == "United")
        state = state and not (inner and inner[0].form.isupper() and inner[0].form != "U.S.")
        if inner and capital and not small and not titled and not state and len(inner) <= 8:
            spans.append((start, last, label))
    named = {i for start, end, _ in spans for i in range(start, end)}
    unsure = [i for i, word in enumerate(words) if i not in named and word.form[:1].isupper()]
    return spans, unsure


def spans_from_mentions(sentence: Sentence) -> list[Span]:
    """Names among GUM's entity mentions: the proper-noun core of each that has a proper noun for its head."""
    spans: set[Span] = set()
    for mention in sentence.mentions:
        label = _KINDS.get(mention.kind)
        if label:
            span = _core(sentence.words, mention, label)
            if span:
                spans.add(span)
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda item: (item[0] - item[1], item)):  # the longest first
        if all(span[1] <= other[0] or span[0] >= other[1] for other in chosen):
            chosen.append(span)
    return sorted(chosen)


def _core(words: list[Word], mention: Mention, label: str) -> Span | None:
    """The name in a mention: its head with what belongs to the name on both sides."""
    inside = range(mention.start, mention.end)
    head = next((i for i in inside if words[i].head not in inside or words[i].head == i), None)
    if head is None:
        return None
    if label == "PERSON" and words[head].xpos in ("NN", "NNP"):
        head = _named(words, head, mention.end) or head
    if words[head].xpos not in _PROPER or (label == "PERSON" and _no_person(words[head])):
        return None
    members = _members(words, head, inside)
    start, end = head, head + 1
    while start - 1 in inside and _joins(words, start - 1, members):
        start -= 1
    while end in inside and _joins(words, end, members):
        end += 1
    if label != "PERSON":
        end = _with_of(words, end, mention.end)
    while start < head and words[start].xpos not in (*_PROPER, "CD") and not words[start].form[:1].isupper():
        start += 1
    while end - 1 > head and words[end - 1].xpos in ("POS", "HYPH", ",", "CC"):
        end -= 1
    return start, end, label


def _no_person(head: Word) -> bool:
    """Whether a proper noun names a people ("Greeks") or is a bare title ("the President")."""
    return head.xpos == "NNPS" or head.form.lower().rstrip(".") in TITLES


def _named(words: list[Word], head: int, limit: int) -> int | None:
    """The name right after a description that heads the phrase ("researcher Mu Li", "Pope Francis")."""
    after = head + 1
    described = words[head].xpos == "NN" or words[head].form.lower().rstrip(".") in TITLES
    if after < limit and described and words[after].xpos == "NNP" and words[after].head == head:
        return after
    return None


def _members(words: list[Word], head: int, inside: range) -> set[int]:
    """Words that hang on the head by the relations that build a name."""
    members = {head}
    grown = True
    while grown:
        grown = False
        for i in inside:
            word = words[i]
            if i in members or word.head not in members:
                continue
            if word.relation not in _INSIDE and not (word.relation == "conj" and i < head):
                continue
            if _builds(words, i, head):
                members.add(i)
                grown = True
    return members


def _builds(words: list[Word], position: int, head: int) -> bool:
    """Whether a word is of a kind that can be part of the name with this head."""
    word = words[position]
    named = word.xpos in (*_PROPER, "CD", "HYPH", "FW") or word.relation.startswith("flat")
    capital = word.form[:1].isupper() and word.xpos in ("JJ", "NN", "NNS", "VBN", "VBG")
    if word.relation != "nmod:poss":
        return named or capital
    owner = position < head and position + 1 < len(words) and words[position + 1].xpos == "POS"
    return (named or capital) and (not owner or _titled_possessive(words, position))


def _titled_possessive(words: list[Word], owner: int) -> bool:
    """Whether "People's Party", "Lord's Resistance Army" is one name rather than an owner and a name."""
    return words[owner].xpos == "NNPS" or words[owner].form in ("People", "Lord", "Women", "Children", "King")


def _joins(words: list[Word], position: int, members: set[int]) -> bool:
    word = words[position]
    if position in members:
        return True
    if position + 1 in members and word.relation == "cc" and any(i < position for i in members):
        return True
    return word.xpos in ("HYPH", "POS", "AFX") and word.head in members and any(i > position for i in members)


def _with_of(words: list[Word], end: int, limit: int) -> int:
    """The end of a name continued by "of Scientology", "of the United States", "for Human Rights"."""
    position = end
    while position < limit and words[position].form.lower() in ("of", "for"):
        position += 1
        if position < limit and words[position].form.lower() == "the":
            position += 1
        first = position
        while position < limit and words[position].xpos in (*_PROPER, "HYPH", "CC", "CD"):
            position += 1
        while position > first and words[position - 1].xpos in ("CC", "HYPH"):
            position -= 1
        if position == first or words[first].xpos not in _PROPER:
            break
        end = position
    return end
