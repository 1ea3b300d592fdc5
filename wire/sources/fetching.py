"""Fetching over HTTP, guarded: the only way in which the newsroom opens a connection to an address that it was told.

    fetched = fetch("https://feeds.agency.example/top.xml", headers={"If-None-Match": etag})
    fetched.status, fetched.headers, fetched.body

    post("https://partner.example/hook", b"{}", {"Content-Type": "application/json"}).status

Every hop is checked as `wire.sources.addresses` says, the connection goes to the address that was checked, and there is
one limit of time and one of bytes for all of it, counted after decompression. No proxy, cookie or password is used.
"""

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from django.conf import settings

from wire.sources.addresses import FetchError, NotAllowed, Target, Unreachable, look_up, read_url

REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
MAX_BYTES = 5_000_000
SECONDS = 30.0
POST_SECONDS = 10.0
CONNECT_SECONDS = 5.0  # for one of several addresses, so that a dead one leaves time for the next
CHUNK = 64 * 1024
HEAD_BYTES = 1_000_000  # for status lines and headers, of all hops together


class TooMuch(FetchError):
    """It is larger, or takes longer, than the newsroom waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. The body is read for a 200 only."""

    url: str
    status: int
    headers: Message
    body: bytes = b""


def fetch(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    hosts: Collection[str] | None = None,
    max_bytes: int = MAX_BYTES,
    seconds: float = SECONDS,
    resolve: Callable[..., list] = socket.getaddrinfo,
    connect: Callable[..., socket.socket] = socket.create_connection,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Ask for a URL, and follow where it leads. `hosts`, when given, are the only ones that may be asked, at each hop.

    Raises only FetchError. `resolve`, `connect` and `tls` are the network, for tests.
    """
    allowed = frozenset(settings.WIRE_FETCH_ALLOW)
    trip = _Trip(time.monotonic() + seconds, max_bytes, seconds)
    target = read_url(url, allowed)
    for _ in range(MOST_REDIRECTS + 1):
        if hosts is not None and target.host not in hosts:
            raise NotAllowed(f"Nothing is fetched from {target.host}: it is not among the hosts of this provider.")
        addresses = look_up(target, allowed=allowed, seconds=trip.left(), resolve=resolve)
        with _connected(target, addresses, trip, connect, tls) as line:
            response = _ask(target, line, headers or {})
            if response.status in REDIRECTS and (location := response.headers.get("Location")):
                target = _next(target, location, allowed)
                continue
            body = b"".join(_body(response, trip)) if response.status == http.HTTPStatus.OK else b""
            return Fetched(url=target.url, status=response.status, headers=response.headers, body=body)
    raise NotAllowed(f"The address leads on and on: more than {MOST_REDIRECTS} redirects.")


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = POST_SECONDS,
    resolve: Callable[..., list] = socket.getaddrinfo,
    connect: Callable[..., socket.socket] = socket.create_connection,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Send something to a URL, and to that one only: it is not carried on to where a redirect leads.

    What is said back beside status and headers is not read. Raises only FetchError.
    """
    allowed = frozenset(settings.WIRE_FETCH_ALLOW)
    trip = _Trip(time.monotonic() + seconds, 0, seconds)
    target = read_url(url, allowed)
    addresses = look_up(target, allowed=allowed, seconds=trip.left(), resolve=resolve)
    with _connected(target, addresses, trip, connect, tls) as line:
        response = _ask(target, line, headers, "POST", body)
        return Fetched(url=target.url, status=response.status, headers=response.headers)


@dataclass(slots=True)
class _Trip:
    """What is left of the limits, over all hops."""

    deadline: float
    max_bytes: int
    seconds: float
    received: int = 0

    def left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TooMuch(f"It took longer than {self.seconds:g} seconds.")
        return left

    def count(self, size: int) -> None:
        """Bytes as they come over the line, so that neither headers nor anything unread goes on for ever."""
        self.received += size
        if self.received > self.max_bytes + HEAD_BYTES:
            raise self.too_large()

    def too_large(self) -> TooMuch:
        size = self.max_bytes / 1_000_000
        return TooMuch(f"It is too large: up to {size:g} MB are fetched.")


class _Reader(io.RawIOBase):
    """The bytes of a connection; each read waits only as long as the whole trip may still take."""

    def __init__(self, line: socket.socket, trip: _Trip) -> None:
        self.line, self.trip = line, trip

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.line.settimeout(self.trip.left())
        try:
            size = self.line.recv_into(buffer)
        except TimeoutError:
            size = 0
            self.trip.left()  # says what the matter is
        self.trip.count(size)
        return size


class _Line:
    """What http.client takes for a socket: it writes and reads within the trip's limits."""

    def __init__(self, line: socket.socket, trip: _Trip) -> None:
        self.line, self.trip = line, trip

    def __enter__(self) -> "_Line":
        return self

    def __exit__(self, *exc: object) -> None:
        self.line.close()

    def sendall(self, data: bytes) -> None:
        self.line.settimeout(self.trip.left())
        self.line.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self.line, self.trip), CHUNK)

    def close(self) -> None:
        """http.client closes before the body is read; the connection ends with its `with`."""


def _connected(target: Target, addresses: list[str], trip: _Trip, connect, tls: ssl.SSLContext | None) -> _Line:
    """A connection to one of the addresses that were checked, for the host that was asked for."""
    for address in addresses:
        try:
            line = connect((address, target.port), timeout=min(CONNECT_SECONDS, trip.left()))
        except OSError:
            continue
        if target.scheme == "http":
            return _Line(line, trip)
        try:
            line.settimeout(trip.left())
            return _Line((tls or ssl.create_default_context()).wrap_socket(line, server_hostname=target.host), trip)
        except ssl.SSLCertVerificationError:
            line.close()
            raise Unreachable(f"The certificate of {target.host} is not valid.") from None
        except (OSError, ValueError):  # no TLS spoken there, or cut off
            line.close()
    raise Unreachable("The address could not be reached.")


def _ask(
    target: Target, line: _Line, headers: Mapping[str, str], method: str = "GET", body: bytes | None = None
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = line  # type: ignore[assignment]
    connection.auto_open = 0  # it never connects by itself
    ours = {"Host": target.netloc, "User-Agent": "newsroom", "Accept-Encoding": "gzip", "Connection": "close"}
    try:
        connection.request(method, target.path, body, headers={**headers, **ours})
        return connection.getresponse()
    except (http.client.HTTPException, OSError, ValueError):
        raise Unreachable("There was no answer that could be understood.") from None


def _next(target: Target, location: str, allowed: frozenset[str]) -> Target:
    """Where a redirect leads. http.client hands headers over as Latin-1; what is meant is UTF-8."""
    location = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        following = read_url(urljoin(target.url, location), allowed)
    except ValueError:
        raise NotAllowed("The address leads to one that cannot be read.") from None
    if target.scheme == "https" and following.scheme != "https":
        raise NotAllowed("The address leads from https to plain http.")
    return following


def _body(response: http.client.HTTPResponse, trip: _Trip) -> Iterator[bytes]:
    """The body, decompressed, as long as it stays within the limit. One that was cut short is no body."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise Unreachable("The answer is compressed in a way that was not asked for.")
    chunks = _chunks(response)
    size = 0
    for chunk in chunks if encoding in {"", "identity"} else _unzipped(chunks):
        size += len(chunk)
        if size > trip.max_bytes:
            raise trip.too_large()
        yield chunk


def _chunks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    try:
        while chunk := response.read(CHUNK):
            yield chunk
    except (http.client.HTTPException, OSError, ValueError):
        raise _cut_short() from None
    if response.length:
        raise _cut_short()


def _unzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What gzip packed, in pieces of bounded size: ten kilobytes can hold ten gigabytes."""
    unzip, is_begun = zlib.decompressobj(zlib.MAX_WBITS | 16), False
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if unzip.eof:  # several files behind each other are one
                    unzip, is_begun = zlib.decompressobj(zlib.MAX_WBITS | 16), False
                is_begun = True
                yield unzip.decompress(rest, CHUNK)
                rest = unzip.unconsumed_tail or unzip.unused_data
        while is_begun and not unzip.eof and (piece := unzip.decompress(b"", CHUNK)):
            yield piece
    except zlib.error:
        raise Unreachable("The answer could not be decompressed.") from None
    if is_begun and not unzip.eof:
        raise _cut_short()


def _cut_short() -> Unreachable:
    return Unreachable("The answer was cut short.")
