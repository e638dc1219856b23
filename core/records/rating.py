"""Rating scales."""

from __future__ import annotations

from dataclasses import dataclass

from core.records.vocabulary import Question


@dataclass(frozen=True, slots=True)
class Rating:
    """One rung of a scale. `number` orders verdicts in exports and by gravity (`core.checking.gravity`), the best
    highest; None for those that carry no number."""

    key: str
    label: str
    short: str
    """Label for a narrow chip, at most about ten characters."""
    definition: str
    glyph: str
    """A character that stands for the rating wherever an icon cannot be drawn; unique in its question."""
    underline: str
    """Line style in the reader: solid, dash, dot, dash-dot, wave, double."""
    colour: str
    """`#rrggbb` on a light ground, contrast at least 4.5 : 1 on white."""
    colour_dark: str
    number: int | None = None
    is_opinion: bool = False
    """It says that the claim can be neither true nor false; such a rating carries no number."""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """A versioned scale for both questions; old verdicts keep the scale they were given on."""

    key: str
    version: int
    title: str
    sources_needed: int
    said: tuple[Rating, ...]
    so: tuple[Rating, ...]

    def ratings(self, question: Question) -> tuple[Rating, ...]:
        return self.said if question is Question.SAID else self.so

    def find(self, question: Question, key: str | None) -> Rating | None:
        return next((r for r in self.ratings(question) if r.key == key), None)
