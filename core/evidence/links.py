"""Whether what somebody typed or pasted is a link.

Whether it may be fetched says `core.evidence.addresses`, whether a report may lead there `core.reports.links`.
"""

from __future__ import annotations

from urllib.parse import urlsplit


def is_link(text: str) -> bool:
    """Whether `text` is the address of a web page: http or https, with a host and without spaces."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not any(c.isspace() for c in text)
