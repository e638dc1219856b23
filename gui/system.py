"""What the operating system must bring for the window, checked before Qt is imported: Qt's own words for a
missing library name the library and not the line that installs it."""

from __future__ import annotations

import ctypes
import os
import sys

PACKAGES_FOR_QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""Shared library -> Debian package, for any Qt window, shown or not."""

PACKAGES_FOR_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""The same for a window on an X11 display."""


def has_display() -> bool:
    """Whether a window can be shown to somebody. On Linux that takes an X11 or Wayland display."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages(*, x11: bool) -> list[str]:
    """Debian names of the packages whose libraries cannot be loaded, in a stable order."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = PACKAGES_FOR_QT | (PACKAGES_FOR_X11 if x11 else {})
    return [package for library, package in wanted.items() if not _loads(library)]


def install_line(packages: list[str]) -> str:
    """The command that installs `packages` on Debian and Ubuntu."""
    return f"sudo apt-get install {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
