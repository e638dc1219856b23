"""Fetching a source from its link: what answered, to the byte, with the whole exchange as a WARC file.

The one thing that the file has otherwise than the wire had it is a body sent in chunks, which is put together.

Nothing is sent but the request itself: no cookies, no referrer, no credentials, and no proxy of the environment is
used. Everything that comes back is hostile: its size, its time and its redirects are limited.
"""

from __future__ import annotations

import io
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpcore
import httpx

from core.errors import UserError
from core.evidence.addresses import GuardedBackend, Resolve, checked_link, resolve
from core.evidence.capture import MOST_BYTES, Captured
from core.progress import Progress

MOST_REDIRECTS = 10
MOST_SECONDS = 60.0
"""Of the whole fetch, all redirects together."""
_PAUSE = httpx.Timeout(15.0, connect=10.0)
"""Seconds without a byte."""
_HEADERS = {"User-Agent": "Saidso (fact-checking desk)", "Accept": "*/*", "Accept-Encoding": "identity"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_TYPE = 255
_INFLATE = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""Window bits of zlib for the encodings that servers send though none was asked for."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a fetch may do. `clock` gives seconds that only rise, `now` the time in UTC."""

    allow_private: bool = False
    resolver: Resolve = resolve
    tls: ssl.SSLContext | None = None
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


def fetch(link: str, progress: Progress, rules: Rules | None = None) -> Captured:
    """Fetch the link, following redirects; each address is checked when it is connected to.

    Raises `UserError`: S-FETCH-LINK (not a web address, at first or in a redirect), S-FETCH-PRIVATE,
    S-FETCH-FAILED (no answer), S-FETCH-STATUS (an answer that is an error), S-FETCH-REDIRECTS, S-FETCH-TIME,
    S-FETCH-ENCODING, S-CAPTURE-SIZE, S-CAPTURE-EMPTY.
    """
    rules = rules or Rules()
    requested = url = checked_link(link)
    begun, at = rules.clock(), rules.now()

    def left() -> float:
        seconds = MOST_SECONDS - (rules.clock() - begun)
        if seconds <= 0:
            raise UserError(
                "S-FETCH-TIME", f"{url} takes longer than {MOST_SECONDS:.0f} seconds; save it in a browser."
            )
        return seconds

    exchanges: list[_Exchange] = []
    transport = _Transport(rules, left)
    with httpx.Client(transport=transport, timeout=_PAUSE, headers=_HEADERS, trust_env=False) as client:
        for _ in range(MOST_REDIRECTS + 1):
            # The client itself would look where a redirect leads, and fail where that is no link.
            exchange = _exchange(client.build_request("GET", url), transport, left, progress)
            exchanges.append(exchange)
            target = exchange.redirect
            if target is None:
                break
            url = checked_link(_joined(url, target))
        else:
            raise UserError("S-FETCH-REDIRECTS", f"{requested} leads on and on; open it in a browser and save it.")
    if exchange.status >= 400:
        raise UserError(
            "S-FETCH-STATUS", f"{url} answered with an error ({exchange.status}); check the link in a browser."
        )
    data = exchange.decoded()
    if not data:
        raise UserError("S-CAPTURE-EMPTY", f"{url} answered with nothing; check the link in a browser.")
    return Captured(data, exchange.media_type, url, requested, at, _warc(exchanges, at))


class _Transport(httpx.BaseTransport):
    """httpx over connections that are checked."""

    def __init__(self, rules: Rules, left: Callable[[], float]) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=rules.tls or ssl.create_default_context(),
            network_backend=GuardedBackend(rules.allow_private, left, rules.resolver),
            http2=False,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One request and its answer, the body as it came over the wire, without the marks of chunks."""

    url: str
    status: int
    reason: str
    sent: tuple[tuple[str, str], ...]
    received: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.received if key.lower() == name), "")

    @property
    def kept_headers(self) -> list[tuple[str, str]]:
        """The headers, but that no reader looks for chunks where there are none; renamed as web archives do it."""
        chunked = "transfer-encoding"
        return [(f"X-Archive-Orig-{k}" if k.lower() == chunked else k, v) for k, v in self.received]

    @property
    def redirect(self) -> str | None:
        """Where the answer leads, as browsers follow it: in UTF-8 or other bytes, and with spaces."""
        location = self.header("location").strip() if self.status in _REDIRECTS else ""
        raw = location.encode("latin-1")
        try:
            location = raw.decode()
        except UnicodeDecodeError:
            location = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw)
        return location.replace(" ", "%20") or None

    @property
    def media_type(self) -> str:
        return self.header("content-type")[:_LONGEST_TYPE] or "application/octet-stream"

    def decoded(self) -> bytes:
        """The body without the encoding it was sent in."""
        encoding = self.header("content-encoding").strip().lower()
        if encoding in {"", "identity"}:
            return self.body
        if encoding not in _INFLATE:
            raise UserError(
                "S-FETCH-ENCODING", f"{self.url} answered in an encoding nobody asked for; save it in a browser."
            )
        return _inflated(self.url, self.body, _INFLATE[encoding])


def _inflated(url: str, body: bytes, bits: int) -> bytes:
    """The whole of a compressed body, which may be several joined; one that was cut short is refused, not kept."""
    data, rest = bytearray(), body
    while rest:
        inflater = zlib.decompressobj(bits)
        try:
            data += inflater.decompress(rest, MOST_BYTES + 1 - len(data))
        except zlib.error as error:
            raise _damaged(url) from error
        _check_size(url, len(data))
        if not inflater.eof:
            raise _damaged(url)
        rest = inflater.unused_data.lstrip(b"\0")  # with which some fill a block up
    return bytes(data)


def _exchange(
    request: httpx.Request, transport: httpx.BaseTransport, left: Callable[[], float], progress: Progress
) -> _Exchange:
    body, url = bytearray(), str(request.url)
    try:
        with closing(transport.handle_request(request)) as answer:
            expected = int(length) if (length := answer.headers.get("content-length", "")).isdecimal() else 0
            _check_size(url, expected)
            for block in answer.iter_raw():
                body += block
                _check_size(url, len(body))
                progress.step(min(len(body), expected or len(body) + 1), expected or len(body) + 1, url)
            return _Exchange(
                url=url,
                status=answer.status_code,
                reason=answer.reason_phrase,
                sent=_plain(request.headers),
                received=_plain(answer.headers),
                body=bytes(body),
            )
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        left()  # which says so if it was the time of the whole
        raise _failed(url, error) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError) as error:
        raise _failed(url, error) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ssl.SSLError) as error:
        raise _failed(url, error) from error


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError:  # no link at all, which the check of it says
        return target


def _damaged(url: str) -> UserError:
    return UserError("S-FETCH-ENCODING", f"{url} answered with damaged data; try again, or save it in a browser.")


def _failed(url: str, error: Exception) -> UserError:
    why = str(error) or type(error).__name__
    return UserError(
        "S-FETCH-FAILED", f"{url[:200]} gave no answer ({why[:200]}); check the link and the network."
    )


def _check_size(url: str, size: int) -> None:
    if size > MOST_BYTES:
        raise UserError(
            "S-CAPTURE-SIZE",
            f"{url[:200]} has more than {MOST_BYTES // 1_000_000} MB; save the part that counts.",
        )


def _plain(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in headers.raw)


def _warc(exchanges: list[_Exchange], at: datetime) -> bytes:
    """Every request and answer, redirects included, as a gzipped WARC 1.1 file."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    date = {"WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    writer.write_record(
        writer.create_warcinfo_record("source.warc.gz", {"software": "Saidso", "format": "WARC 1.1"})
    )
    for each in exchanges:
        target = httpx.URL(each.url).raw_path.decode("ascii")
        asked = StatusAndHeaders(f"GET {target} HTTP/1.1", list(each.sent), is_http_request=True)
        answered = StatusAndHeaders(f"{each.status} {each.reason}", each.kept_headers, protocol="HTTP/1.1")
        records = [
            writer.create_warc_record(
                each.url,
                kind,
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=headers,
                warc_headers_dict=dict(date),
            )
            for kind, body, headers in (("request", b"", asked), ("response", each.body, answered))
        ]
        for record in records:
            writer.write_record(record)
            record.raw_stream.close()  # a temporary file that the library leaves open
    return out.getvalue()
