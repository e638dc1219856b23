"""Which addresses a report may link to. What a checker or an article put there is hostile until parsed."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

LONGEST = 2048
_FORBIDDEN = frozenset("<>\"'\\`{}|^")


def safe_link(url: str) -> str | None:
    """`url` if a report may link to it, else None, and the report shows it as text.

    Only http and https with a host, without a user name (which can pose as the host), without white space and
    invisible characters (which can hide what follows them).
    """
    url = url.strip()
    if not url or len(url) > LONGEST or any(_is_hidden(c) or c in _FORBIDDEN for c in url):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    return url


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character)[0] in "CZ"
