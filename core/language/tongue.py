"""What language a text looks like, so that the program can say when it is none it reads."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from babel import Locale
from spacy.lang.en.stop_words import STOP_WORDS

SURE = 0.99
"""Least probability, among all languages the model knows, at which a text is said not to be English."""
_LEAST = 60
"""Letters below which a text is too short to tell."""
_MOST = 4_000
"""Characters that are looked at, from the beginning."""
_PLAIN = 0.25
"""Share of English function words from which a text is taken for English without asking the model."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _identifier() -> Any:
    # Unpacking the model takes some tenths of a second, so it waits for the first text.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def other_language(text: str) -> str | None:
    """The English name of the language that `text` is surely in, as "French"; None for English or no telling.

    Probabilities are those of py3langid (Lui and Baldwin 2012, "langid.py: An Off-the-shelf Language
    Identification Tool").
    """
    sample = text[:_MOST]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _LEAST or sum(word in STOP_WORDS for word in words) >= _PLAIN * len(words):
        return None
    code, probability = _identifier().classify(sample)
    if code == "en" or probability < SURE:
        return None
    name: str | None = Locale("en").languages.get(code)
    return name
