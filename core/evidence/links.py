"""Whether what somebody typed or pasted is a link, and whether two links lead to one page.

Whether it may be fetched says `core.evidence.addresses`, whether a report may lead there `core.reports.links`.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from urllib.parse import parse_qsl, unquote, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|(?:fb|g|dc|ms|tw|y|ttc)clid|gbraid|wbraid|igshid|_ga|_gl|mkt_tok|[cr]mpid|ref_src|__twitter_impression"
)
"""Parameters that say whence somebody came to a page, and change nothing of it."""
_INNER = re.compile(r"https?:/{1,2}(?=[^/])")
"""Where an archive writes the address of the page that it kept a copy of, in its own."""
_USUAL_PORTS = {80, 443}


def is_link(text: str) -> bool:
    """Whether `text` is the address of a web page: http or https, with a host and without spaces."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not any(c.isspace() for c in text)


def page(url: str) -> str:
    """The page a link leads to, the same for all ways to write it; what is no address is given back folded.

    http and https, capitals, "www.", the usual port, a slash at the end, the order of parameters, those that only
    say whence somebody came, and a place on the page make no other page; an archive's copy of a page is that page.
    What stands behind "#/" or "#!" is the page itself, where a script shows it.
    """
    url = url.strip()
    for _ in range(url.count("/")):  # an archive's copy of an archive's copy
        inner = _inner(url)
        if not inner:
            break
        url = inner
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host:
        return _folded(url)
    place = _host(host) + (f":{port}" if port and port not in _USUAL_PORTS else "")
    asked = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _says_whence(pair[0]))
    query = "&".join(f"{name}={value}" for name, value in asked)
    shown = parts.fragment if parts.fragment[:1] in {"/", "!"} else ""
    found = f"{place}{unquote(parts.path).rstrip('/')}{f'?{query}' if query else ''}{f'#{shown}' if shown else ''}"
    return _folded(found)


def _inner(url: str) -> str:
    """The address in the path of an archive's; empty where there is none."""
    try:
        parts = urlsplit(url)
        found = _INNER.search(parts.path, 1) if parts.netloc else None
    except ValueError:
        return ""
    if found is None:
        return ""
    at = url.find(parts.path) + found.start()
    return f"http://{url[at + len(found[0]) :]}"


def _host(host: str) -> str:
    """A host's name as people read it: letters for what the network writes in ASCII, without "www."."""
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna") if "xn--" in host else host
    return host.rstrip(".").removeprefix("www.")


def _says_whence(name: str) -> bool:
    return _TRACKING.fullmatch(name.casefold()) is not None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
