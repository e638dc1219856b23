"""Kept pictures as plain pixels. For the child process alone: decoders of pictures are where files attack."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from core.errors import UserError
from core.evidence.viewing import Copy, Found, Part, Pixels, Showing, not_shown

MOST_PIXELS = 100_000_000
"""Of a picture as it comes: a camera's largest; decoded it takes up to 400 MB."""
MOST_SHOWN = 4_000
"""Pixels of a side as it is shown."""
MOST_PASTED = 40_000_000
"""Pixels of a picture from the clipboard: two large screens side by side."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")


class PictureCopy:
    """A picture as large as a screen shows it. Raises `UserError` S-COPY-KIND: it is broken, or too large."""

    showing = Showing.PICTURE
    parts = 1
    title = ""

    def __init__(self, copy: Copy) -> None:
        self._pixels = _read(copy)

    def part(self, number: int, _width: int) -> Part:
        return Part(Showing.PICTURE, number, 1, pixels=self._pixels)

    def find(self, words: re.Pattern[str], part: int, offset: int) -> Found:
        """Nothing: a picture has no text of its own."""
        return Found(1)

    def texts(self) -> Iterator[tuple[int, str]]:
        """A picture has no words of its own."""
        return iter(())

    def close(self) -> None:
        """Nothing is held open."""


def _read(copy: Copy) -> Pixels:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # MOST_PIXELS stands in its place, and says what to do
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged tags
            with Image.open(io.BytesIO(copy.data), formats=_FORMATS) as image:
                image.draft("RGB", (MOST_SHOWN, MOST_SHOWN))  # a JPEG is decoded smaller where it is too large
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise not_shown(copy.name, f"has {width:,} × {height:,} pixels, more than are shown here")
                turned = ImageOps.exif_transpose(image)
                turned.thumbnail((MOST_SHOWN, MOST_SHOWN))
                shown = _on_white(turned)
    except UserError:
        raise
    except Exception as error:  # whatever a hostile picture makes a decoder raise
        raise not_shown(copy.name, "is no picture that can be read") from error
    return Pixels(shown.width, shown.height, shown.tobytes())


def _on_white(image: Any) -> Any:
    """The picture without transparency: what is dark on nothing could not be read on a dark ground."""
    from PIL import Image

    image = _in_bytes(image)
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    over = image.convert("RGBA")
    ground = Image.new("RGBA", over.size, "white")
    ground.alpha_composite(over)
    return ground.convert("RGB")


def _in_bytes(image: Any) -> Any:
    """A picture in finer greys in 256 of them: to convert it would turn all but the darkest white."""
    if image.mode.startswith("I;16"):
        return image.point(lambda grey: grey / 256).convert("L")
    if image.mode not in ("I", "F"):
        return image
    dark, light = image.getextrema()  # what counts as white, such a picture does not say
    scale = 255 / (light - dark) if light > dark else 0
    return image.point(lambda grey: grey * scale - dark * scale).convert("L")


def png(width: int, height: int, rgba: bytes) -> bytes:
    """Pixels of four bytes (red, green, blue, alpha), row after row from the top, as a PNG file."""
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGBA", (width, height), rgba).save(out, "PNG", compress_level=4)
    return out.getvalue()
