"""Which addresses a source may be fetched from: public ones, unless a person has allowed more.

A link is somebody else's words. Without this, one could have the program ask the newsroom's own router or intranet
and keep the answer (server-side request forgery). What is checked is the address that is then connected to, at
each connection, so that neither a redirect nor a name that changes its address in between gets around it.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from core.errors import UserError

Resolve = Callable[[str, int], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses written into IPv6 ones (RFC 6052)."""
_NEVER_PUBLIC = (ipaddress.ip_network("fec0::/10"), ipaddress.ip_network("192.88.99.0/24"))
"""Addresses within a site (RFC 3879) and of 6to4 relays (RFC 7526): given up, and still routed in some networks;
`ipaddress` takes both for global."""
LONGEST_LINK = 2048


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system knows them. Raises `OSError`."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether the address is one of the public internet, whatever it is wrapped in."""
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    return all(map(_is_public, _unwrapped(found)))


def _is_public(address: Address) -> bool:
    given_up = any(address in network for network in _NEVER_PUBLIC)
    return address.is_global and not (address.is_multicast or address.is_reserved or given_up)


def _unwrapped(address: Address) -> Iterable[Address]:
    """The address, or the IPv4 addresses that it leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address.sixtofour]
    if address.teredo is not None:
        return address.teredo
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]


def checked_link(url: str) -> str:
    """The link, if it is one that can be fetched. Raises `UserError` S-FETCH-LINK."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname and httpx.URL(url).host, parts.port  # "xn--a" is no name in any letters
    except (ValueError, httpx.InvalidURL):
        host = None
    plain = len(url) <= LONGEST_LINK and url.isprintable() and " " not in url
    if not host or not plain or parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc:
        raise UserError("S-FETCH-LINK", f"{url[:80]} is no web address to fetch; enter one with http or https.")
    return url


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to addresses that were checked: a name is resolved once, and what was checked is connected to.

    Raises `UserError` S-FETCH-PRIVATE for a name with any address that is not public, unless `allow_private`.
    `left` gives the seconds that are left to all connections together; it raises where none are. It is asked at
    every read: a server that sends a letter now and then never exceeds the time of a single one.
    """

    def __init__(self, allow_private: bool, left: Callable[[], float], resolver: Resolve = resolve) -> None:
        self._allow_private = allow_private
        self._left = left
        self._resolve = resolver
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise UserError(
                "S-FETCH-PRIVATE",
                f"{host} is in a private network and was not asked; the settings can allow it.",
            )
        problem: Exception | None = None
        for address in addresses:
            try:
                bound = _least(timeout, self._left())
                found = self._inner.connect_tcp(address, port, bound, local_address, socket_options)
                return _TimedStream(found, self._left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem or httpcore.ConnectError(f"{host} has no address")


class _TimedStream(httpcore.NetworkStream):
    """A connection on which nothing takes longer than the time that is `left` to all of it."""

    def __init__(self, inner: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._inner = inner
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _least(timeout, self._left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _least(timeout, self._left()))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        bound = _least(timeout, self._left())
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, bound), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _least(timeout: float | None, left: float) -> float:
    return left if timeout is None else min(timeout, left)
