"""From treebanks and name corpora to spaCy's binary documents, with one scheme of labels.

Every output document is a stretch of whole paragraphs of one text with its white space: paragraph breaks are
tokens of their own (tag ``_SP``, relation ``dep`` on the token before), as spaCy's tokenizer makes them. What
a corpus does not annotate stays unannotated: its documents carry no tags or heads, or no names at all
("missing", not "O").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin, Span

from core.language.training.conllu import Document, Sentence, Word, read_conllu, read_labelled
from core.language.training.names import loose_spans_of, spans_from_mentions, spans_of

if TYPE_CHECKING:
    from spacy.vocab import Vocab

TRAINING_LENGTH = 75
MEASURING_LENGTH = 400
"""Words after which a document is cut, at the next end of a paragraph, or of a sentence at twice that. Short
training texts spare the parser's oracle most of its work."""
BREAK = "\n\n"

PARSED = {
    "ewt-train": "ewt-train.conllu.gz",
    "ewt-dev": "ewt-dev.conllu.gz",
    "ewt-test": "ewt-test.conllu.gz",
    "gum-train": "gum-train.conllu.gz",
    "gum-dev": "gum-dev.conllu.gz",
    "gum-test": "gum-test.conllu.gz",
    "pud-wiki": "pud-wiki.conllu.gz",
}
LABELLED = {
    "ewt-dev": "uner-ewt-dev.iob2.gz",
    "ewt-test": "uner-ewt-test.iob2.gz",
    "pud-wiki": "uner-pud-wiki.iob2.gz",
}
NAMES_ONLY = {"wikigold": "wikigold.conll.gz", "re3d": "re3d-government.conll.gz"}

LOOSE = frozenset(("re3d",))


@dataclass(slots=True)
class _Names:
    """Names of one sentence: spans in words, and words whose status is not known."""

    spans: list[tuple[int, int, str]]
    unknown: list[int]


def convert(treebanks: Path, out: Path, vocab: Vocab) -> dict[str, int]:
    """Write one ``.spacy`` file for each corpus part (GUM: and genre); returns words written by file name.

    A missing corpus file raises FileNotFoundError.
    """
    out.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    bins: dict[str, DocBin] = {}
    for name, document in _documents(treebanks):
        training = "-dev" not in name and "-test" not in name
        for doc in documents_to_docs([document], vocab, TRAINING_LENGTH if training else MEASURING_LENGTH):
            bins.setdefault(name, DocBin(store_user_data=True)).add(doc)
            counts[name] += len(doc)
    for name, docs in bins.items():
        docs.to_disk(out / f"{name}.spacy")
    return dict(counts)


def _documents(treebanks: Path) -> Iterator[tuple[str, Document]]:
    for name, filename in PARSED.items():
        documents = read_conllu(treebanks / filename)
        if name in LABELLED:
            _add_names(documents, read_labelled(treebanks / LABELLED[name]))
        for number, document in enumerate(documents):
            if name.startswith("gum"):
                genre = document.identifier.split("_")[1]
                yield f"{name}-{genre}", document
            elif name == "pud-wiki":  # PUD has no parts: every third document is kept to measure
                yield f"{name}-{'dev' if number % 3 == 0 else 'train'}", document
            else:
                yield name, document
    for name, filename in NAMES_ONLY.items():
        for document in read_labelled(treebanks / filename):
            document.loose = name in LOOSE
            yield name, document


def _add_names(documents: list[Document], labelled: list[Document]) -> None:
    """Give parsed sentences the labels of the same sentences in a name corpus, found by their words."""
    by_words = {sentence.forms: sentence.names for document in labelled for sentence in document.sentences}
    for document in documents:
        for sentence in document.sentences:
            sentence.names = by_words.get(sentence.forms)


def documents_to_docs(documents: Iterable[Document], vocab: Vocab, longest: int) -> Iterator[Doc]:
    """Cut documents into stretches of about ``longest`` words and build their Docs."""
    for document in documents:
        stretch: list[Sentence] = []
        size = 0
        for sentence in document.sentences:
            full = size >= longest and (sentence.opens_paragraph or size >= 2 * longest)
            if stretch and full:
                yield build_doc(stretch, vocab, document)
                stretch, size = [], 0
            stretch.append(sentence)
            size += len(sentence.words)
        if stretch:
            yield build_doc(stretch, vocab, document)


def _names_of(sentence: Sentence, document: Document) -> _Names | None:
    if sentence.names is not None:
        if document.loose:
            return _Names(*loose_spans_of(sentence.words, sentence.names))
        return _Names(spans_of(sentence.names), [])
    if document.identifier.startswith("GUM"):
        return _Names(spans_from_mentions(sentence), [])
    return None


def build_doc(sentences: list[Sentence], vocab: Vocab, document: Document) -> Doc:
    """One Doc of these sentences, with what is annotated of them and nothing else."""
    words: list[Word] = []
    starts: list[bool | int | None] = []
    spans: list[tuple[int, int, str]] = []
    unknown: list[int] = []
    any_names = False
    for number, sentence in enumerate(sentences):
        if sentence.opens_paragraph and number:
            words[-1].space_after = False
            words.append(Word(BREAK, BREAK, "SPACE", "_SP", "", len(words) - 1, "dep", False))
            starts.append(False)
        base = len(words)
        for position, word in enumerate(sentence.words):
            words.append(
                Word(
                    word.form,
                    word.lemma,
                    word.upos,
                    word.xpos,
                    word.feats,
                    word.head + base,
                    word.relation,
                    word.space_after,
                )
            )
            starts.append(position == 0)
        names = _names_of(sentence, document)
        if names is None:
            unknown.extend(range(base, len(words)))
        else:
            any_names = True
            spans.extend((start + base, end + base, label) for start, end, label in names.spans)
            unknown.extend(position + base for position in names.unknown)
    forms = [word.form for word in words]
    spaces = [word.space_after for word in words]
    if not document.parsed:
        doc = Doc(vocab, words=forms, spaces=spaces)
    else:
        doc = Doc(
            vocab,
            words=forms,
            spaces=spaces,
            lemmas=[_lemma(word) for word in words],
            pos=[word.upos for word in words],
            tags=[word.xpos for word in words],
            morphs=[word.feats for word in words],
            heads=[word.head for word in words],
            deps=["ROOT" if word.relation == "root" else word.relation for word in words],
            sent_starts=starts,
        )
    if any_names:
        entities = [Span(doc, start, end, label) for start, end, label in spans]
        missing = [Span(doc, position, position + 1) for position in unknown]
        doc.set_ents(entities, missing=missing, default="outside")
    doc.user_data["corpus"] = document.identifier
    return doc


_SPACES = re.compile(r"\s+")


def _lemma(word: Word) -> str:
    """The lemma as one word; treebanks leave some empty."""
    lemma = word.form if word.lemma in ("", "_") and word.form != "_" else word.lemma
    return _SPACES.sub(" ", lemma) if word.upos != "SPACE" else lemma
