"""Reading treebanks and name corpora into plain records.

Two file kinds, plain or gzipped, UTF-8:

* CoNLL-U (Universal Dependencies): documents of paragraphs of parsed sentences. GUM's ``Entity=``
  annotation is kept as mentions.
* token-per-line name corpora: the word first, its IOB label second (``#`` lines are comments).

Token positions count from 0 and are relative to the sentence; ends are exclusive.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.language.training.detokenise import spaces_between

_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKET = re.compile(r"\(?[^()]+\)?")


@dataclass(slots=True)
class Word:
    """One syntactic word. ``head`` is the position in the sentence, its own position for the root."""

    form: str
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: str = ""
    head: int = -1
    relation: str = ""
    space_after: bool = True


@dataclass(slots=True)
class Mention:
    """An entity mention of GUM inside one sentence: any noun phrase, not only names."""

    start: int
    end: int
    kind: str
    link: str


@dataclass(slots=True)
class Sentence:
    """Words with what is annotated of them; ``names`` is None where names are not annotated."""

    words: list[Word]
    identifier: str = ""
    opens_paragraph: bool = False
    mentions: list[Mention] = field(default_factory=list)
    names: list[str] | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The words as they are written."""
        return tuple(word.form for word in self.words)


@dataclass(slots=True)
class Document:
    """One text of a corpus.

    ``parsed`` says whether tags and heads are annotated, ``loose`` whether its names are whole noun phrases.
    """

    identifier: str
    sentences: list[Sentence] = field(default_factory=list)
    parsed: bool = True
    loose: bool = False


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a plain or gzipped text file, without their ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def read_conllu(path: Path) -> list[Document]:
    """All documents of a CoNLL-U file; malformed lines raise ValueError."""
    documents: list[Document] = []
    rows: list[list[str]] = []
    sentence_id, new_paragraph, entities = "", False, _Entities()
    for line in read_lines(path):
        if line.startswith("# newdoc") or not documents:
            documents.append(Document(line.partition("=")[2].strip()))
            entities, new_paragraph = _Entities(), True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line.startswith("# sent_id"):
            sentence_id = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            sentence = _sentence(rows, sentence_id, new_paragraph)
            sentence.mentions = entities.of(rows)
            documents[-1].sentences.append(sentence)
            rows, new_paragraph = [], False
    return documents


def _sentence(rows: list[list[str]], identifier: str, new_paragraph: bool) -> Sentence:
    words: list[Word] = []
    joined_until = 0  # last word number of the multiword token being read
    joined_space = True
    for row in rows:
        number = row[0]
        if "." in number:  # an empty node of the enhanced graph
            continue
        space = "SpaceAfter=No" not in row[9]
        if "-" in number:
            joined_until, joined_space = int(number.partition("-")[2]), space
            continue
        position = int(number)
        if position <= joined_until:
            space = joined_space if position == joined_until else False
        head = int(row[6]) - 1
        words.append(
            Word(
                form=row[1],
                lemma=row[2],
                upos=row[3],
                xpos=row[4],
                feats="" if row[5] == "_" else row[5],
                head=position - 1 if head < 0 else head,
                relation=row[7],
                space_after=space,
            )
        )
    return Sentence(words, identifier, new_paragraph)


class _Entities:
    """Open brackets of GUM's ``Entity=`` while a document is read sentence by sentence."""

    def of(self, rows: list[list[str]]) -> list[Mention]:
        """Mentions wholly inside this sentence (GUM's never cross a boundary)."""
        opened: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        mentions: list[Mention] = []
        plain = [row for row in rows if row[0].isdigit()]
        for position, row in enumerate(plain):
            found = _ENTITY.search(row[9])
            if not found:
                continue
            for bracket in _BRACKET.findall(found.group(1)):
                parts = bracket.strip("()").split("-")
                if bracket.startswith("("):
                    opened[parts[0]].append((position, parts))
                if bracket.endswith(")") and opened[parts[0]]:
                    start, first = opened[parts[0]].pop()
                    kind = first[1] if len(first) > 1 else ""
                    link = first[7] if len(first) > 7 else ""
                    mentions.append(Mention(start, position + 1, kind, link))
        return mentions


def read_labelled(path: Path) -> list[Document]:
    """Documents of a word-per-line name corpus, its labels kept as they are written.

    Columns are separated by tabs or spaces. Three layouts occur: word and label; number, word and label
    (Universal NER). White space is not recorded in these files and is guessed.
    """
    documents: list[Document] = []
    words: list[str] = []
    labels: list[str] = []
    sentence_id, fresh = "", True

    def close() -> None:
        if words:
            spaces = spaces_between(words)
            sentence = Sentence([Word(form, space_after=space) for form, space in zip(words, spaces, strict=True)])
            sentence.names, sentence.identifier = list(labels), sentence_id
            documents[-1].sentences.append(sentence)
            words.clear()
            labels.clear()

    for line in read_lines(path):
        if fresh or line.startswith(("# newdoc", "-DOCSTART-")):
            close()
            documents.append(Document(line.partition("=")[2].strip(), parsed=False))
            fresh = False
        if line.startswith("# sent_id"):
            sentence_id = line.partition("=")[2].strip()
        if not line or line.startswith(("#", "-DOCSTART-")):
            close()
            continue
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if columns[0].isdigit() and len(columns) > 2:
            columns = columns[1:]
        words.append(columns[0])
        labels.append(columns[1])
    close()
    return [document for document in documents if document.sentences]
