"""Files the program reads: fonts, icons, themes, report templates, rating scales, word lists, the pipeline.

`path("scales", "saidso.toml")` gives a file's place whether the program runs from a checkout or installed.
"""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The resource at `parts` below this package. The caller knows that it exists."""
    return _ROOT.joinpath(*parts)
