"""Rating scales: read from TOML, and refused in words a desk lead can act on.

A scale is data that a newsroom publishes and defends, so everything a report or the window relies on is held
here: unique keys, legible colours on both grounds, and glyphs and underlines that tell ratings apart where
colour cannot.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any, NoReturn

import resources
from core.errors import UserError
from core.records import Question, Rating, RatingScale

UNDERLINES = ("solid", "dash", "dot", "dash-dot", "wave", "double")
"""The line styles the reader and the report can draw."""

SHIPPED = ("saidso", "six-step", "four-step")
"""The scales that come with the program."""

MOST_RATINGS = 9
"""The digits 1 to 9 rate, so a question has at most nine ratings."""

GROUND_LIGHT = "#ffffff"
GROUND_DARK = "#1c1e20"
"""The grounds that `colour` and `colour_dark` are read on."""

LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, success criterion 1.4.3 (AA)."""

MOST_BYTES = 256 * 1024
LONGEST_SHORT = 10
LONGEST_LABEL = 40
LONGEST_DEFINITION = 600

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
"""A colour as scales have it; reports hold what they are given against it before they write it anywhere."""
_SCALE_FIELDS = frozenset({"key", "version", "title", "sources_needed", "said", "so"})
_RATING_TEXTS = ("key", "label", "short", "definition", "glyph", "underline", "colour", "colour_dark")
_RATING_FIELDS = frozenset({*_RATING_TEXTS, "number", "is_opinion"})


def load(path: Path | None = None) -> RatingScale:
    """The scale in the TOML file at `path`; without a path, the scale that comes with the program.

    Raises `UserError` (codes `S-SCALE-…`) whose message names the file, the place in it and what to do.
    """
    file = path if path is not None else resources.path("scales", "saidso.toml")
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UserError(
                "S-SCALE-SIZE",
                f"{file.name}: is larger than {MOST_BYTES // 1024} KB: no rating scale; choose another file.",
            )
        data = file.read_bytes()
    except OSError as error:
        raise UserError(
            "S-SCALE-READ",
            f"{file.name}: cannot be read ({error.strerror}); check that it exists and that you may open it.",
        ) from error
    return parse(data, file.name)


def named(name: str) -> RatingScale:
    """The scale that comes with the program under this name (`SHIPPED`), or in the TOML file of this path.

    Raises as `load`.
    """
    return load(resources.path("scales", f"{name}.toml") if name in SHIPPED else Path(name))


def parse(data: bytes, name: str) -> RatingScale:
    """The scale in the bytes of a TOML file; `name` is what messages call it. Raises as `load`."""
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError("S-SCALE-TOML", f"{name}: is not UTF-8 text; save it as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError("S-SCALE-TOML", f"{name}: is not valid TOML ({error}); correct it there.") from error
    except ValueError as error:  # of thousands of digits Python makes no number
        raise UserError("S-SCALE-TOML", f"{name}: has a number that is too long; correct it there.") from error
    where = _Place(name, "the scale")
    where.only(table, _SCALE_FIELDS)
    return RatingScale(
        key=where.key(table),
        version=where.whole(table, "version", least=1),
        title=where.text(table, "title", LONGEST_LABEL * 2),
        sources_needed=where.whole(table, "sources_needed", least=0),
        said=_ratings(name, table, Question.SAID),
        so=_ratings(name, table, Question.SO),
    )


def stamp(scale: RatingScale) -> str:
    """Key and version as checks and reports record them: `saidso/1`."""
    return f"{scale.key}/{scale.version}"


def contrast(colour: str, ground: str) -> float:
    """Contrast ratio, 1 to 21, of two `#rrggbb` colours: WCAG 2.2, definition of "contrast ratio"."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`: WCAG 2.2, definition of "relative luminance"."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in which file a value stands, so that every refusal names it."""

    file: str
    what: str

    def refuse(self, problem: str) -> NoReturn:
        raise UserError("S-SCALE-VALUE", f"{self.file}: {self.what}: {problem}.")

    def only(self, table: dict[str, Any], known: frozenset[str]) -> None:
        for field in table:
            if field not in known:
                self.refuse(
                    f"unknown field {field!r}; remove it or correct it to one of {', '.join(sorted(known))}"
                )

    def text(self, table: dict[str, Any], field: str, longest: int) -> str:
        value = table.get(field)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"{field!r} is missing; give it a text in quotation marks")
        if len(value) > longest:
            self.refuse(f"{field!r} has {len(value)} characters; shorten it to at most {longest}")
        if not all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in value):
            self.refuse(f"{field!r} holds a line break or an invisible character; write it on one line without it")
        return value.strip()

    def key(self, table: dict[str, Any]) -> str:
        key = self.text(table, "key", LONGEST_LABEL)
        if not _KEY.fullmatch(key):
            self.refuse(f"'key' is {key!r}; use small letters a–z, digits and single hyphens")
        return key

    def whole(self, table: dict[str, Any], field: str, least: int) -> int:
        value = table.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 1_000_000:
            self.refuse(f"{field!r} must be a whole number from {least} up; write for example {field} = 1")
        return value

    def colour(self, table: dict[str, Any], field: str, ground: str) -> str:
        value = self.text(table, field, 7)
        if not COLOUR.fullmatch(value):
            self.refuse(f"{field!r} is {value!r}; write it as '#rrggbb'")
        ratio = contrast(value, ground)
        if ratio < LEAST_CONTRAST:
            change = "darken" if ground == GROUND_LIGHT else "lighten"
            self.refuse(
                f"{field!r} {value} has a contrast of {int(ratio * 100) / 100} : 1 on {ground}; "
                f"{change} it to at least {LEAST_CONTRAST} : 1"
            )
        return value.lower()

    def yes_no(self, table: dict[str, Any], field: str) -> bool:
        value = table.get(field, False)
        if not isinstance(value, bool):
            self.refuse(f"{field!r} must be true or false, without quotation marks")
        return value


def _ratings(name: str, table: dict[str, Any], question: Question) -> tuple[Rating, ...]:
    place = _Place(name, f"[[{question}]]")
    rows = table.get(question.value)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        place.refuse(f"has no ratings; add at least one [[{question}]] table")
    if len(rows) > MOST_RATINGS:
        place.refuse(f"has {len(rows)} ratings; keep at most {MOST_RATINGS}, because the digits 1 to 9 rate")
    ratings = tuple(_rating(name, question, at, row) for at, row in enumerate(rows, 1))
    for problem in _likenesses(ratings):
        place.refuse(problem)
    return ratings


def _rating(name: str, question: Question, at: int, row: dict[str, Any]) -> Rating:
    called = row.get("key") if isinstance(row.get("key"), str) else f"number {at}"
    place = _Place(name, f"[[{question}]] {called}")
    place.only(row, _RATING_FIELDS)
    underline = place.text(row, "underline", 20)
    if underline not in UNDERLINES:
        place.refuse(f"'underline' is {underline!r}; use one of {', '.join(UNDERLINES)}")
    opinion = place.yes_no(row, "is_opinion")
    number = place.whole(row, "number", least=0) if "number" in row else None
    if opinion and question is Question.SAID:
        place.refuse("'is_opinion' belongs to [[so]]: whether something was said is never an opinion; remove it")
    if opinion and number is not None:
        place.refuse("an opinion carries no number; remove 'number'")
    return Rating(
        key=place.key(row),
        label=place.text(row, "label", LONGEST_LABEL),
        short=place.text(row, "short", LONGEST_SHORT),
        definition=place.text(row, "definition", LONGEST_DEFINITION),
        glyph=place.text(row, "glyph", 1),
        underline=underline,
        colour=place.colour(row, "colour", GROUND_LIGHT),
        colour_dark=place.colour(row, "colour_dark", GROUND_DARK),
        number=number,
        is_opinion=opinion,
    )


def _likenesses(ratings: tuple[Rating, ...]) -> Iterator[str]:
    """What two ratings of one question share that must tell them apart."""
    columns: dict[str, list[object]] = {
        "key": [r.key for r in ratings],
        "label": [r.label.casefold() for r in ratings],
        "short": [r.short.casefold() for r in ratings],
        "glyph": [r.glyph for r in ratings],
        "number": [r.number for r in ratings if r.number is not None],
    }
    for field, values in columns.items():
        value, times = Counter(values).most_common(1)[0] if values else (None, 0)
        if times > 1:
            yield f"{times} ratings have the {field} {value!r}; give each its own"
    # Six styles cannot tell nine ratings apart; then they are to be used evenly.
    most = ceil(len(ratings) / len(UNDERLINES))
    used = Counter(r.underline for r in ratings)
    underline, times = used.most_common(1)[0]
    if times > most:
        free = [u for u in UNDERLINES if u not in used] or [u for u in UNDERLINES if used[u] < most]
        yield f"{times} ratings have the underline {underline!r}; give one of them {' or '.join(free)}"
