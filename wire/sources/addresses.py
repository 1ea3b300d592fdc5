"""Where the newsroom may go to fetch something: public addresses of the web, and nothing inside the house.

What a provider or its copy names is somebody else's word. Followed blindly it leads to the machine itself, to the
networks behind it, or to the cloud's own services. So a URL is read strictly, its host is looked up once, every address
found must be public, and the connection is made to the very address that was looked at.
"""

import contextlib
import ipaddress
import queue
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST = 2000

# Public by its number, but answered by the machine the newsroom is rented on: Azure's "wire server".
NEVER = frozenset({ipaddress.ip_address("168.63.129.16")})
RELAYS = ipaddress.ip_network("192.88.99.0/24")  # lead from IPv4 into any 6to4 network
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # all that is handed out; the rest is for special use
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # the IPv4 internet, as networks without IPv4 see it

NETLOC = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(:[0-9]*)?")
HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
# What may stand in a path or a query as it is; everything else is written with percent signs.
PLAIN = "/%:@!$&'()*+,;=~-._?[]"


class FetchError(Exception):
    """Nothing was fetched; the message says why, in words for the desk."""


class NotAllowed(FetchError):
    """The newsroom does not go there."""


class Unreachable(FetchError):
    """Nobody is there, or not who should be. It is not said which, or the newsroom could be made to scan networks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL, read and found harmless as far as it can be told without asking anybody for the host's addresses."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        netloc = endpoint(self.host, self.port)
        return netloc.removesuffix(f":{PORTS[self.scheme]}")

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"


def read_url(url: str, allowed: frozenset[str] = frozenset()) -> Target:
    """The parts of a URL that may be fetched. `allowed` holds host:port, for ports that are not those of the web."""
    if len(url) > LONGEST:
        raise NotAllowed(f"The address is longer than {LONGEST} characters.")
    if any(char <= " " or char in '\\<>"`{}|^\x7f' or (char > "\x7f" and not char.isprintable()) for char in url):
        raise NotAllowed("The address holds characters that no address has.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAllowed("The address cannot be read.") from None
    if parts.scheme not in PORTS:
        raise NotAllowed("Only http:// and https:// addresses are fetched.")
    if "@" in parts.netloc:
        raise NotAllowed("The address holds a name or a password; it would be shown wherever the address is.")
    if not NETLOC.fullmatch(parts.netloc):
        raise NotAllowed("The address cannot be read.")
    host = _host(parts.hostname or "")
    port = PORTS[parts.scheme] if port is None else port
    target = Target(
        scheme=parts.scheme,
        host=host,
        port=port,
        path=quote(parts.path or "/", safe=PLAIN) + (f"?{quote(parts.query, safe=PLAIN)}" if parts.query else ""),
    )
    if port not in PORTS.values() and endpoint(host, port) not in allowed:
        raise NotAllowed("Only the ports of the web are asked, 80 and 443, and those in WIRE_FETCH_ALLOW.")
    return target


def _host(host: str) -> str:
    """A host name as it is looked up, or an IPv6 address without its brackets."""
    try:
        if ":" in host and "%" not in host:
            return str(ipaddress.IPv6Address(host))
        name = host.encode("idna").decode().lower().removesuffix(".")
    except ValueError:
        name = ""
    if not HOST.fullmatch(name):
        raise NotAllowed("The address names no host.")
    return name


def endpoint(host: str, port: int) -> str:
    """Host and port as they are written in WIRE_FETCH_ALLOW."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, whatever it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        return ip.is_global and not ip.is_multicast and ip in GLOBAL_UNICAST and ip not in SIX_TO_FOUR
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip in RELAYS or ip in NEVER)


def look_up(
    target: Target,
    *,
    allowed: frozenset[str] = frozenset(),
    seconds: float,
    resolve: Callable[..., list] = socket.getaddrinfo,
) -> list[str]:
    """The addresses of the host. When one of them is not public, none is used: such an answer is an attack."""
    found = _resolved(target, seconds, resolve)
    addresses = list(dict.fromkeys(entry[4][0] for entry in found))
    if not addresses:
        raise Unreachable("The address could not be reached.")
    if not all(is_public(address) or endpoint(address, target.port) in allowed for address in addresses):
        raise NotAllowed("The address leads into a private network.")
    return addresses


def _resolved(target: Target, seconds: float, resolve: Callable[..., list]) -> list:
    """What the resolver says, in time: it takes no limit itself, so it is asked from a thread that may be left."""
    answers: queue.SimpleQueue[list] = queue.SimpleQueue()

    def ask() -> None:
        found = []
        with contextlib.suppress(OSError, UnicodeError):  # a name that nobody knows
            found = resolve(target.host, target.port, type=socket.SOCK_STREAM)
        answers.put(found)

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except queue.Empty:
        raise Unreachable("The address could not be reached.") from None
