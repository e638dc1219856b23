"""Sources fetched from a server of our own: what is kept, what is refused, and that nothing private is asked."""

from __future__ import annotations

import gzip
import io
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from core.errors import Cancelled, UserError
from core.evidence import addresses, capture, fetch
from core.evidence.addresses import is_public
from core.evidence.fetch import Rules
from core.evidence.requests import CaptureLink
from core.progress import Progress
from core.worker import Child

PAGE = "<title>Änderung 118</title>\n<p>52 names</p>".encode()
Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server on this machine; `answers` are by path, `asked` is what was asked of it."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {"/list": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers.items())))
                status, headers, body = site.answers.get(self.path, (404, {}, b"no"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if headers.keys().isdisjoint({"Content-Length", "Transfer-Encoding"}):
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Nothing: the test says what went wrong."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path: str, host: str = "gazette.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.server.shutdown()
    found.server.server_close()


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


OPEN = Rules(allow_private=True, resolver=here)


def refused(link: str, code: str, rules: Rules = OPEN) -> str:
    with pytest.raises(UserError) as caught:
        fetch.fetch(link, Progress(), rules)
    assert caught.value.code == code
    assert "\n" not in caught.value.message
    return caught.value.message


def test_a_source_is_kept_to_the_byte_with_its_exchange(site: Site) -> None:
    site.answers["/old"] = (301, {"Location": "/list"}, b"")
    found = fetch.fetch(f" {site.url('/old')} ", Progress(), OPEN)
    assert found.data == PAGE
    assert found.media_type == "text/html; charset=utf-8"
    assert (found.requested_url, found.url) == (site.url("/old"), site.url("/list"))
    assert found.at is not None
    assert found.at.utcoffset() is not None
    records = []
    for record in ArchiveIterator(io.BytesIO(found.warc)):
        status = record.http_headers.get_statuscode() if record.http_headers else ""
        body = record.content_stream().read() if record.rec_type == "response" else b""
        records.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), status, body))
    assert records[1:] == [
        ("request", site.url("/old"), "/old", b""),
        ("response", site.url("/old"), "301", b""),
        ("request", site.url("/list"), "/list", b""),
        ("response", site.url("/list"), "200", PAGE),
    ]


def test_nothing_but_the_request_is_sent(site: Site) -> None:
    fetch.fetch(site.url("/list"), Progress(), OPEN)
    [(_, headers)] = site.asked
    assert set(headers) == {"Host", "Accept", "Accept-Encoding", "Connection", "User-Agent"}
    assert headers["Host"] == f"gazette.example:{site.port}"


@pytest.mark.parametrize(
    "link",
    ["", "list", "file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "http://", "http://[z",
     "http://a b/", "http://gazette.example@evil.example/", "http://a.example/\u202e", "http://a.example:99999/",
     "https://" + "a" * 3000, "http://xn--zz/a", "http://xn--/", "http://xn--a.org/", "http://a..b\u00ad.example/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(link: str) -> None:
    refused(link, "S-FETCH-LINK")


PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.88.99.1",
    "0.0.0.0",  # noqa: S104 - not bound to, refused
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1",
    "fec0::1", "feff::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_asked(address: str, site: Site) -> None:
    assert not is_public(address)
    told = refused(site.url("/list"), "S-FETCH-PRIVATE", Rules(resolver=lambda host, port: [address]))
    assert "gazette.example is in a private network" in told
    assert site.asked == []


def test_one_private_address_among_public_ones_is_enough() -> None:
    refused(
        "http://a.example/", "S-FETCH-PRIVATE", Rules(resolver=lambda host, port: ["93.184.215.14", "10.0.0.1"])
    )


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]
)
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1:9/", "http://[::1]:9/", "http://localhost:9/", "http://2130706433:9/"]
)
def test_this_machine_is_not_asked_by_its_own_name(link: str) -> None:
    refused(link, "S-FETCH-PRIVATE", Rules())


def test_a_redirect_is_checked_like_the_link(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    inside = {"router.example": "10.0.0.1"}
    rules = Rules(resolver=lambda host, port: [inside.get(host, "127.0.0.1")])
    site.answers["/away"] = (302, {"Location": "http://router.example/admin"}, b"")
    refused(site.url("/away"), "S-FETCH-PRIVATE", rules)
    for odd in ("file:///etc/passwd", "http://xn--zz/a", "http://[::1", "/a\u202e"):
        site.answers["/odd"] = (302, {"Location": odd.encode().decode("latin-1")}, b"")
        refused(site.url("/odd"), "S-FETCH-LINK", rules)
    assert fetch.fetch(site.url("/list"), Progress(), rules).data == PAGE


@pytest.mark.parametrize(
    ("location", "asked"),
    [("/café".encode(), "/caf%C3%A9"), ("/Ärzte".encode(), "/%C3%84rzte"), (b"/caf\xe9", "/caf%E9"),
     (b" /annual report.pdf", "/annual%20report.pdf"), (b"/caf%C3%A9?q=a%20b", "/caf%C3%A9?q=a%20b")],
)  # fmt: skip
def test_a_redirect_is_followed_as_browsers_do(site: Site, location: bytes, asked: str) -> None:
    site.answers["/old"] = (302, {"Location": location.decode("latin-1")}, b"")
    site.answers[asked] = (200, {}, PAGE)
    found = fetch.fetch(site.url("/old"), Progress(), OPEN)
    assert found.data == PAGE
    assert [path for path, _ in site.asked] == ["/old", asked]


def test_a_name_that_changes_its_address_gains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was resolved and checked is what is connected to; the name is not looked up again."""
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    assert fetch.fetch(site.url("/list"), Progress(), Rules(resolver=lambda h, p: next(answers))).data == PAGE
    assert len(site.asked) == 1


def test_redirects_come_to_an_end(site: Site) -> None:
    site.answers["/round"] = (302, {"Location": "/round"}, b"")
    refused(site.url("/round"), "S-FETCH-REDIRECTS")
    assert len(site.asked) == fetch.MOST_REDIRECTS + 1


def test_size_and_time_are_limited(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MOST_BYTES", 1000)
    site.answers["/long"] = (200, {}, bytes(1001))
    refused(site.url("/long"), "S-CAPTURE-SIZE")
    site.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(500_000)))
    refused(site.url("/bomb"), "S-CAPTURE-SIZE")
    ticks = iter(range(0, 10_000, 61))
    slow = Rules(allow_private=True, resolver=here, clock=lambda: float(next(ticks)))
    refused(site.url("/list"), "S-FETCH-TIME", slow)


def test_a_server_that_lingers_over_its_headers_is_given_up_in_time() -> None:
    """Each of its letters comes within the time of one read; all of them together do not."""
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:
        given_up = threading.Event()

        def linger() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: a")
                given_up.wait(60)

        waiting = pool.submit(linger)
        # Begun, connected, sent, read, read again with a tenth of a second left, and what that led to.
        seconds = iter([0.0, 1.0, 2.0, 3.0, fetch.MOST_SECONDS - 0.1, fetch.MOST_SECONDS + 1])
        slow = Rules(allow_private=True, resolver=here, clock=lambda: next(seconds))
        refused(f"http://gazette.example:{server.getsockname()[1]}/list", "S-FETCH-TIME", slow)
        given_up.set()
        waiting.result()


def test_answers_in_an_encoding_are_decoded_or_refused(site: Site) -> None:
    site.answers["/packed"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE))
    assert fetch.fetch(site.url("/packed"), Progress(), OPEN).data == PAGE
    site.answers["/damaged"] = (200, {"Content-Encoding": "gzip"}, b"no gzip")
    refused(site.url("/damaged"), "S-FETCH-ENCODING")
    whole = gzip.compress(b"".join(b"%d names, " % n for n in range(2000)))
    site.answers["/cut"] = (200, {"Content-Encoding": "gzip"}, whole[:-20])  # whose beginning can be read
    refused(site.url("/cut"), "S-FETCH-ENCODING")
    site.answers["/after"] = (200, {"Content-Encoding": "gzip"}, whole + b"more")
    refused(site.url("/after"), "S-FETCH-ENCODING")
    site.answers["/joined"] = (
        200,
        {"Content-Encoding": "gzip"},
        gzip.compress(PAGE) + gzip.compress(b"end") + b"\0\0",
    )
    assert fetch.fetch(site.url("/joined"), Progress(), OPEN).data == PAGE + b"end"
    site.answers["/other"] = (200, {"Content-Encoding": "br"}, b"x")
    refused(site.url("/other"), "S-FETCH-ENCODING")


class _Bytes(socket.socket):
    """An answer from a record, for http.client to read."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, *_: Any, **__: Any) -> Any:
        return io.BytesIO(self._data)


def test_an_answer_in_chunks_can_be_read_from_its_record(site: Site) -> None:
    chunks = b"5\r\n52 na\r\n3\r\nmes\r\n0\r\n\r\n"
    site.answers["/chunks"] = (200, {"Transfer-Encoding": "chunked"}, chunks)
    found = fetch.fetch(site.url("/chunks"), Progress(), OPEN)
    assert found.data == b"52 names"
    kept = ArchiveIterator(io.BytesIO(found.warc), no_record_parse=True)
    (record,) = [each.raw_stream.read() for each in kept if each.rec_type == "response"]
    answer = HTTPResponse(_Bytes(record))
    answer.begin()
    assert answer.read() == b"52 names"
    assert answer.headers["X-Archive-Orig-Transfer-Encoding"] == "chunked"


def test_errors_and_silence_are_told(site: Site) -> None:
    assert "(404)" in refused(site.url("/nowhere"), "S-FETCH-STATUS")
    site.answers["/empty"] = (200, {}, b"")
    refused(site.url("/empty"), "S-CAPTURE-EMPTY")
    site.answers["/short"] = (200, {"Content-Length": "99"}, b"x")
    site.server.timeout = 1
    site.answers["/bad"] = (200, {"Content-Type": "text/html", "X": "a\r\nb: c"}, b"ok")
    assert fetch.fetch(site.url("/bad"), Progress(), OPEN).data
    refused(f"https://gazette.example:{site.port}/list", "S-FETCH-FAILED")
    nobody = Rules(allow_private=True, resolver=lambda host, port: [])
    refused("http://gazette.example/", "S-FETCH-FAILED", nobody)


def test_a_fetch_can_be_stopped(site: Site) -> None:
    with pytest.raises(Cancelled):
        fetch.fetch(site.url("/list"), Progress(stop=lambda: True), OPEN)


def test_the_child_fetches_and_refuses_like_the_parent(site: Site) -> None:
    child = Child()
    try:
        link = f"http://127.0.0.1:{site.port}/list"
        assert child.run(CaptureLink(link, allow_private=True)).data == PAGE
        with pytest.raises(UserError) as caught:
            child.run(CaptureLink(link))
        assert caught.value.code == "S-FETCH-PRIVATE"
    finally:
        child.close()


# --- files and the clipboard ---


def test_files_and_what_was_pasted_are_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"name\n52\n")
    assert capture.from_file(path) == capture.Captured(b"name\n52\n", "text/csv")
    (tmp_path / "scan").write_bytes(b"%PDF-1.7 ...")
    assert capture.from_file(tmp_path / "scan").media_type == "application/pdf"
    assert capture.from_text("Änderung").data == "Änderung".encode()
    picture = b"\x89PNG\r\n\x1a\n0"
    assert capture.from_image(picture).media_type == "image/png"


def wrong(work: Callable[[], object], code: str) -> None:
    with pytest.raises(UserError) as caught:
        work()
    assert caught.value.code == code


def test_what_cannot_be_kept_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong(lambda: capture.from_file(tmp_path), "S-CAPTURE-READ")
    wrong(lambda: capture.from_file(tmp_path / "nowhere"), "S-CAPTURE-READ")
    wrong(lambda: capture.from_text(""), "S-CAPTURE-EMPTY")
    wrong(lambda: capture.from_image(b"GIF89a, of which only the first picture would be seen"), "S-CAPTURE-IMAGE")
    monkeypatch.setattr(capture, "MOST_BYTES", 4)
    wrong(lambda: capture.from_text("12345"), "S-CAPTURE-SIZE")
