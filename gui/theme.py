"""How the window looks: colours by purpose, the two typefaces, and the style sheet made of them.

Colours live in `resources/themes/<name>.toml`, the style sheet's pattern in `resources/themes/saidso.qss`.
Views are given a `Theme`; none is looked up globally. Sizes are in device-independent pixels at a text scale
of 1 and grow with the application's font, which `apply` sets.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

import resources
from core.records import Rating

GRID = 4
"""Spacing unit, in pixels."""
UI_SIZE = 13
"""Size of interface text at a text scale of 1, in pixels."""
READER_SIZE = 17
"""Size of an article's text at a text scale of 1, in pixels."""
UI_FAMILY = "Inter"
SERIF_FAMILY = "Noto Serif"
_FONT_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "NotoSerif-Regular.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSerif-Italic.ttf",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by purpose, each `#rrggbb`."""

    name: str
    dark: bool
    chrome: str
    """Ground of the menu, the desk pane and the status strip."""
    surface: str
    """Ground of the reader, the claims and the inspector."""
    raised: str
    """Ground of cards, fields and plain buttons."""
    hover: str
    chrome_hover: str
    chrome_selected: str
    selection: str
    """Ground of the chosen row."""
    track: str
    """The empty part of a bar."""
    line: str
    line_strong: str
    text: str
    muted: str
    inverse: str
    on_inverse: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    """The accent where it is text or a thin line."""
    focus: str
    direct: str
    figure: str
    figure_line: str
    current: str
    indirect_line: str
    speaker_line: str
    good: str
    bad: str
    warn: str
    neutral: str
    good_ground: str
    bad_ground: str
    warn_ground: str

    def rating(self, rating: Rating) -> str:
        """The colour of `rating` on this theme's grounds."""
        return rating.colour_dark if self.dark else rating.colour


@cache
def load(name: str) -> Theme:
    """The theme `light` or `dark`. Raises `KeyError` on a missing token, `TypeError` on an unknown one."""
    with resources.path("themes", f"{name}.toml").open("rb") as file:
        tokens = tomllib.load(file)
    for key, value in tokens.items():
        if key != "dark" and not re.fullmatch(r"#[0-9a-f]{6}", value):
            raise ValueError(f"{name}.toml: {key} is {value!r}, but a colour is #rrggbb")
    return Theme(name=name, **tokens)


def mix(one: str, other: str, share: float) -> QColor:
    """`one` with `share` (0 to 1) of `other` mixed in."""
    a, b = QColor(one), QColor(other)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


@cache
def install_fonts() -> None:
    """Register the bundled typefaces once per process; needs a QGuiApplication.

    Raises `FileNotFoundError` if the installation lacks one of them.
    """
    for file in _FONT_FILES:
        path = resources.path("fonts", file)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the typeface {file} is missing or damaged")


def text_scale() -> float:
    """How much larger than designed the application's text is."""
    size = QApplication.font().pixelSize()
    if size <= 0:
        size = QFontInfo(QApplication.font()).pixelSize()
    return size / UI_SIZE


def ui_font(size: float = UI_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface typeface at `size` (pixels at a text scale of 1)."""
    return QFont(_font(UI_FAMILY, max(1, round(size * text_scale())), weight))


def serif_font(size: float = READER_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The article's typeface at `size` (pixels at a text scale of 1)."""
    return QFont(_font(SERIF_FAMILY, max(1, round(size * text_scale())), weight))


@cache
def _font(family: str, pixels: int, weight: QFont.Weight) -> QFont:
    """Made once: a screen is painted with some hundreds of fonts, and a copy shares all there is to it."""
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def caps_font() -> QFont:
    """Small spaced capitals for section headings."""
    font = ui_font(11, QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    return font


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """The application's style sheet: tokens as `$name`, what grows with the text as `${px13}`, icon files as
    `$icons`."""
    tokens = {field.name: str(getattr(theme, field.name)) for field in fields(theme)}
    tokens |= {f"px{size}": f"{max(1, round(size * scale))}px" for size in range(9, 33)}
    tokens["chip_radius"] = f"{int((12 * 1.21 * scale + 8) / 2)}px"
    tokens["icons"] = resources.path("icons").as_posix()
    pattern = resources.path("themes", "saidso.qss").read_text(encoding="utf-8")
    return Template(pattern).substitute(tokens)


def palette(theme: Theme) -> QPalette:
    """The palette for what the style sheet does not reach."""
    result = QPalette()
    role = QPalette.ColorRole
    for key, colour in {
        role.Window: theme.surface,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.hover,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent_text,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Mid: theme.line,
        role.Light: theme.raised,
        role.Dark: theme.line_strong,
        role.Accent: theme.accent,
    }.items():
        result.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, mix(theme.muted, theme.surface, 0.3))
    return result


def apply(app: QApplication, theme: Theme, text_scale: float = 1.0) -> None:
    """Dress the whole application in `theme`; `text_scale` 2.0 is 200 % text. Views still need `set_theme`."""
    install_fonts()
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    font = QFont(UI_FAMILY)
    font.setPixelSize(max(1, round(UI_SIZE * text_scale)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme, text_scale))
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
