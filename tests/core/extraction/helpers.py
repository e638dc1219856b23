"""Short cuts for tables of (text -> expected)."""

from __future__ import annotations

from core.language.pipeline import load
from core.records import Analysis, Figure, Quote


def analyse(text: str) -> Analysis:
    return load().analyse(text)


def words_of(text: str, mention: Quote | Figure) -> str:
    return " | ".join(text[a:b] for a, b in mention.pieces)


def quotes(text: str) -> list[tuple[str, str, str | None]]:
    """Kind, words and speaker's name of every quote."""
    return [(q.kind.value, words_of(text, q), q.speaker.name if q.speaker else None) for q in analyse(text).quotes]


def figures(text: str) -> dict[str, Figure]:
    """Figures by their words."""
    return {words_of(text, f): f for f in analyse(text).figures}
