"""Names that follow from other annotation: partly annotated documents for the training of names.

Two sources say something of names without marking them all:

* a parsed treebank: a word that is no proper noun is no part of a name (few exceptions), the rest is open;
* the project's annotated articles: each attribution names its speaker in full, so every mention of that
  person is known, as are the uncapitalised words. Their other names are listed in ``lists/articles_*.txt``.

What is not known stays unannotated ("missing") and is not trained on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from core.language.training.lexicon import DEMONYMS
from core.language.training.lists import items, words
from core.language.training.names import TITLES

_MARK = re.compile(r"\[[CUS]\d+:|\]")
_PROPER = frozenset(("NNP", "NNPS", "FW", "GW", "ADD", "AFX", ""))
_CALENDAR = words("calendar")
_LINKS = frozenset(
    ("of", "for", "and", "&", "the", "de", "del", "da", "van", "von", "der", "al", "el", "bin", "-", "'", "’")
)
PARAGRAPHS = 4
"""Paragraphs of an article in one document."""


def from_parse(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Copies of parsed documents in which only the words that can be no part of a name are annotated."""
    for doc in docs:
        unknown = [token.i for token in doc if token.tag_ in _PROPER or _linking(token)]
        yield _annotated(doc, [], unknown)


def _linking(token: Token) -> bool:
    """Whether a small word stands between two proper nouns and so may be inside a name."""
    doc, i = token.doc, token.i
    return 0 < i < len(doc) - 1 and doc[i - 1].tag_ in _PROPER and doc[i + 1].tag_ in _PROPER


def from_articles(paths: Iterable[Path], nlp: Language, common: set[str]) -> Iterator[Doc]:
    """Stretches of the annotated articles ``paths`` with their speakers as names.

    ``common`` are words that occur uncapitalised: at the beginning of a sentence they are no names.
    """
    listed = {
        tuple(token.text for token in nlp.make_doc(name)): label
        for label, file in (("LOC", "loc"), ("ORG", "org"), ("PERSON", "person"))
        for name in items(f"articles_{file}", ";")
    }
    for path in paths:
        text, divider, table = path.read_text(encoding="utf-8").partition("\n===\n")
        if not divider:
            continue
        people, bodies = _speakers(table)
        plain = _MARK.sub("", text).replace("⟦", "[").replace("⟧", "]").strip()
        paragraphs = re.split(r"\n\s*\n", plain)
        for start in range(0, len(paragraphs), PARAGRAPHS):
            doc = nlp.make_doc("\n\n".join(paragraphs[start : start + PARAGRAPHS]))
            spans = _found(doc, _patterns(people, bodies, nlp), set(range(len(doc))))
            open_words = {token.i for token in doc if _undecided(token, common)}
            spans += _found(doc, listed, open_words.difference(*(range(a, b) for a, b, _ in spans)))
            taken = {i for span in spans for i in range(span[0], span[1])}
            people_at = {span[0] for span in spans if span[2] == "PERSON"}
            unknown = [
                token.i
                for token in doc
                if token.i in open_words - taken
                and token.lower_ not in common
                and not (token.i + 1 in people_at and token.lower_.rstrip(".") in TITLES)
            ]
            yield _annotated(doc, spans, unknown)


def _speakers(table: str) -> tuple[set[str], set[str]]:
    """Full names of people and of organisations in an article's table of attributions."""
    people: set[str] = set()
    bodies: set[str] = set()
    for line in table.splitlines():
        fields = [field.strip() for field in line.split("|")]
        kinds = fields[0].split()
        if len(fields) < 2 or len(kinds) < 3 or fields[1] in ("?", "-"):
            continue
        name = fields[1].split()
        while name and name[0].lower().rstrip(".") in TITLES | {"the"}:
            name.pop(0)
        if not name or not name[0][:1].isupper():
            continue
        if kinds[2] == "person" and 1 < len(name) <= 5 and "," not in fields[1] and name[-1][:1].isupper():
            people.add(" ".join(name))
        elif kinds[2] == "organisation" and all(_of_a_body(word) for word in name):
            bodies.add(" ".join(name))
    return people, bodies


def _of_a_body(word: str) -> bool:
    return (word[:1].isupper() or word.lower() in _LINKS) and not word.endswith(("’s", "'s"))


def _patterns(people: set[str], bodies: set[str], nlp: Language) -> dict[tuple[str, ...], str]:
    """The forms in which an article may mention its speakers: words, and the label."""
    patterns: dict[tuple[str, ...], str] = {}
    for body in bodies:
        patterns[tuple(token.text for token in nlp.make_doc(body))] = "ORG"
    for person in people:
        parts = person.split()
        for form in (person, parts[-1], " ".join(parts[1:]), parts[0]):
            if form[:1].isupper() and len(form) > 2:
                patterns[tuple(token.text for token in nlp.make_doc(form))] = "PERSON"
    return patterns


def _found(doc: Doc, patterns: dict[tuple[str, ...], str], free: set[int]) -> list[tuple[int, int, str]]:
    """Where patterns occur in free words of a document, the longest first."""
    texts = [token.text for token in doc]
    at: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        at[text].append(i)
    found: list[tuple[int, int, str]] = []
    for pattern, label in sorted(patterns.items(), key=lambda item: (-len(item[0]), item)):
        for i in at.get(pattern[0], ()):
            place = range(i, i + len(pattern))
            fits = free.issuperset(place) and tuple(texts[i : place.stop]) == pattern
            if fits and _bounded(texts, i, place.stop, label):
                found.append((i, place.stop, label))
                free = free.difference(place)
    return sorted(found)


def _bounded(texts: list[str], start: int, end: int, label: str) -> bool:
    """Whether no capitalised word that is not a title continues the name on either side."""
    before = texts[start - 1] if start else ""
    after = texts[end] if end < len(texts) else ""
    opens = start < 2 or texts[start - 2] in (".", "!", "?", "“", '"', "\n\n")
    free = not before[:1].isupper() or opens or before.lower().rstrip(".") in TITLES
    continued = after[:1].isupper() or after == "-" or (after == "of" and label == "ORG")
    return free and not continued


def _undecided(token: Token, common: set[str]) -> bool:
    text, lower = token.text, token.lower_
    doc, i = token.doc, token.i
    if not any(letter.isupper() for letter in text):
        near = (
            0 < i < len(doc) - 1
            and lower in _LINKS
            and doc[i - 1].text[:1].isupper()
            and doc[i + 1].text[:1].isupper()
        )
        return near
    if lower in DEMONYMS or lower.rstrip(".") in _CALENDAR or lower == "i" or lower.startswith(("i'", "i’")):
        return i + 1 < len(doc) and doc[i + 1].text[:1].isupper()
    opens = i == 0 or doc[i - 1].text in (".", "!", "?", "“", "”", '"', "‘", ":", "—") or doc[i - 1].is_space
    plain = i + 1 >= len(doc) or not doc[i + 1].text[:1].isupper()
    return not (opens and plain and lower in common and lower not in TITLES)


def _annotated(doc: Doc, spans: list[tuple[int, int, str]], unknown: list[int]) -> Doc:
    copy = Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    copy.set_ents(
        [Span(copy, start, end, label) for start, end, label in spans],
        missing=[Span(copy, i, i + 1) for i in unknown],
        default="outside",
    )
    return copy
