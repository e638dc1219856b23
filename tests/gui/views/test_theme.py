"""Both themes can be read, and hold the same tokens."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from core.checking.scales import contrast
from core.records import ClaimState, Question, Rating
from gui import theme as themes
from gui.icons import paint_rating, state_icon
from tests.gui import look

READABLE = 4.5
GROUNDS = ("chrome", "surface", "raised", "hover", "chrome_hover", "chrome_selected", "selection")
PAIRS = [
    *((words, ground) for words in ("text", "muted") for ground in GROUNDS),
    *(("accent_text", ground) for ground in ("surface", "raised", "selection", "chrome")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    *(("text", ground) for ground in ("direct", "figure", "current", "bad_ground", "warn_ground", "good_ground")),
    *((tone, ground) for tone in ("good", "bad", "warn", "neutral") for ground in ("surface", "raised", "chrome")),
    ("good", "good_ground"),
    ("bad", "bad_ground"),
    ("warn", "warn_ground"),
    ("on_inverse", "inverse"),
]


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(name: str, words: str, ground: str) -> None:
    theme = themes.load(name)
    assert contrast(getattr(theme, words), getattr(theme, ground)) >= READABLE


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "raised", "hover", "selection"])
def test_ratings_stand_out_from_their_ground(name: str, ground: str) -> None:
    theme = themes.load(name)
    for question in Question:
        for rating in look.scale().ratings(question):
            assert contrast(theme.rating(rating), getattr(theme, ground)) >= READABLE, rating.key


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_has_every_token_filled(name: str) -> None:
    sheet = themes.style_sheet(themes.load(name), 1.5)
    assert "$" not in sheet
    assert all("/" in url for url in re.findall(r'url\("([^"]*)"\)', sheet))
    assert "font-size: 20px" in sheet, "13 px at a text scale of 1.5"


def test_the_bundled_typefaces_are_used(qapp: QApplication) -> None:
    assert QFontInfo(themes.ui_font()).family() == "Inter"
    assert QFontInfo(themes.serif_font()).family() == "Noto Serif"


def test_fonts_grow_with_the_text_scale(qapp: QApplication) -> None:
    assert themes.serif_font(17).pixelSize() == 17
    themes.apply(qapp, themes.load("light"), 2.0)
    assert themes.text_scale() == 2.0
    assert themes.serif_font(17).pixelSize() == 34


def _pixels(icon: QIcon) -> bytes:
    image = icon.pixmap(32, 32).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return bytes(image.constBits())


def _drawn(rating: Rating) -> bytes:
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_rating(painter, QRectF(image.rect()), rating, QColor("#000000"))
    painter.end()
    return bytes(image.constBits())


def test_no_two_ratings_or_states_look_alike_without_colour() -> None:
    light = themes.load("light")
    tones = ("muted", "accent_text", "warn", "good", "neutral")
    grey = replace(light, surface="#ffffff", **dict.fromkeys(tones, "#000000"))  # type: ignore[arg-type]
    for question in Question:
        drawn = {rating.key: _drawn(rating) for rating in look.scale().ratings(question)}
        for one, other in combinations(drawn, 2):
            assert drawn[one] != drawn[other], (one, other)
    states = {state: _pixels(state_icon(state, grey, 32)) for state in ClaimState}
    for first, second in combinations(states, 2):
        assert states[first] != states[second], (first, second)
    assert all(any(pixels) for pixels in states.values())


def test_a_rating_of_a_scale_of_ones_own_is_drawn_with_its_glyph() -> None:
    own = replace(look.scale().so[0], key="half-baked", glyph="½")
    assert any(_drawn(own))
    assert _drawn(own) != _drawn(replace(own, glyph="¾"))
