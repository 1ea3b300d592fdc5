"""The guarded client: what it asks for, how much it takes, how long it waits, and whom it believes."""

import gzip
import socket
import ssl
import subprocess
import time
import zlib
from contextlib import suppress

import pytest

from tests.wire.network import PUBLIC, Internet, running_server
from wire.sources.addresses import NotAllowed, Unreachable
from wire.sources.fetching import TooMuch, fetch

COPY = b"<rss>What happened today</rss>"
PACKED = gzip.compress(COPY, mtime=0)  # the same for every process that collects these tests


@pytest.fixture
def server(settings):
    with running_server() as server:
        settings.WIRE_FETCH_ALLOW = [server.endpoint]
        yield server


def test_it_asks_plainly_and_hands_over_what_was_answered(server):
    server.says("/top.xml?page=1", COPY, ETag='"7"', Content_Type="text/xml")

    fetched = fetch(server.url("/top.xml?page=1#top"), headers={"If-None-Match": '"6"'})

    assert (fetched.status, fetched.body, fetched.headers["ETag"]) == (200, COPY, '"7"')
    first, *rest = server.requests[0].strip().split("\r\n")
    assert first == "GET /top.xml?page=1 HTTP/1.1"
    assert sorted(rest) == [
        "Accept-Encoding: gzip",
        "Connection: close",
        f"Host: {server.endpoint}",
        'If-None-Match: "6"',
        "User-Agent: newsroom",
    ]


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_no_proxy_of_the_environment_is_used(server, monkeypatch, variable):
    server.says("/", COPY)
    monkeypatch.setenv(variable, "http://127.0.0.1:9/")

    assert fetch(server.url()).body == COPY


@pytest.mark.parametrize("status", [204, 304, 404, 410, 429, 500, 503])
def test_other_answers_are_handed_over_without_their_body(server, status):
    server.says("/", b"" if status in {204, 304} else COPY, status=f"{status} So", Retry_After="7")

    fetched = fetch(server.url())

    assert (fetched.status, fetched.body, fetched.headers["Retry-After"]) == (status, b"", "7")


# -- Redirects ----------------------------------------------------------------------------------------------------


def test_redirects_are_followed_relative_or_whole(server):
    server.says("/a/feed", status="301 Moved", Location="../b/fe%20ed?x=1")
    server.says("/b/fe%20ed?x=1", status="307 Elsewhere", Location=server.url("/c"))
    server.says("/c", COPY)

    fetched = fetch(server.url("/a/feed"))

    assert (fetched.url, fetched.body) == (server.url("/c"), COPY)


@pytest.mark.parametrize(("hops", "is_followed"), [(5, True), (6, False)])
def test_five_redirects_are_followed_and_no_more(server, hops, is_followed):
    for hop in range(hops):
        server.says(f"/{hop}", status="302 Found", Location=f"/{hop + 1}")
    server.says(f"/{hops}", COPY)

    if is_followed:
        assert fetch(server.url("/0")).body == COPY
    else:
        with pytest.raises(NotAllowed, match="on and on"):
            fetch(server.url("/0"))


def test_a_loop_ends(server):
    server.says("/", status="302 Found", Location="/")

    with pytest.raises(NotAllowed, match="on and on"):
        fetch(server.url())
    assert server.connections == 6


def test_only_the_hosts_that_are_named_are_asked_at_each_hop(server):
    internet = Internet(server, {"images.example": [PUBLIC], "elsewhere.example": [PUBLIC]})
    server.says("/a.jpg", COPY)
    server.says("/b.jpg", status="302 Found", Location="http://elsewhere.example/a.jpg")
    network = {"resolve": internet.resolve, "connect": internet.connect}

    assert fetch("http://IMAGES.example/a.jpg", hosts={"images.example"}, **network).body == COPY
    for url in ("http://elsewhere.example/a.jpg", "http://images.example/b.jpg"):
        with pytest.raises(NotAllowed, match=r"elsewhere\.example"):
            fetch(url, hosts={"images.example"}, **network)
    assert internet.looked_up == ["images.example", "images.example"]


# -- How much -----------------------------------------------------------------------------------------------------


def test_a_body_of_just_the_limit_is_taken_and_one_more_byte_is_not(server):
    server.says("/just", b"x" * 1000)
    server.says("/more", b"x" * 1001)

    assert len(fetch(server.url("/just"), max_bytes=1000).body) == 1000
    with pytest.raises(TooMuch, match="too large"):
        fetch(server.url("/more"), max_bytes=1000)


def endless(head, piece=b"x" * 65536):
    def answer(line):
        line.sendall(head)
        while True:
            line.sendall(piece)

    return answer


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",  # until the connection ends, which it never does
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nX: ",
        b"",
    ],
)
def test_what_never_ends_is_cut_off(server, head):
    server.answers["/"] = endless(head)

    began = time.monotonic()
    with pytest.raises((TooMuch, Unreachable)):
        fetch(server.url(), max_bytes=1_000_000)
    assert time.monotonic() - began < 5


def test_headers_without_end_are_cut_off(server):
    server.answers["/"] = endless(b"", b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" * 1000)

    with pytest.raises(TooMuch):
        fetch(server.url())


def test_compressed_answers_are_counted_unpacked(server):
    bomb = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    packed = b"".join(bomb.compress(b"\0" * 1_000_000) for _ in range(50)) + bomb.flush()
    server.says("/bomb", packed, Content_Encoding="gzip")
    server.says("/copy", gzip.compress(COPY), Content_Encoding="gzip")
    server.says("/twice", gzip.compress(COPY) + gzip.compress(COPY), Content_Encoding="x-gzip")
    server.says("/large", gzip.compress(b"ab" * 400_000), Content_Encoding="gzip")

    assert fetch(server.url("/copy")).body == COPY
    assert fetch(server.url("/twice")).body == COPY * 2
    assert fetch(server.url("/large")).body == b"ab" * 400_000
    assert len(packed) < 100_000
    began = time.monotonic()
    with pytest.raises(TooMuch, match="too large"):
        fetch(server.url("/bomb"))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("encoding", "body"), [("br", COPY), ("gzip", COPY), ("gzip, gzip", gzip.compress(PACKED, mtime=0))]
)
def test_what_cannot_be_unpacked_is_no_copy(server, encoding, body):
    server.says("/", body, Content_Encoding=encoding)

    with pytest.raises(Unreachable, match="compressed"):
        fetch(server.url())


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nhalf of it",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + PACKED[:-9],
    ],
)
def test_half_an_answer_is_no_answer(server, answer):
    server.answers["/"] = answer

    with pytest.raises(Unreachable, match="cut short"):
        fetch(server.url())


def test_an_answer_in_pieces_is_put_together(server):
    server.answers["/"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n6\r\n</rss>\r\n0\r\n\r\n"

    assert fetch(server.url()).body == b"<rss></rss>"


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9\r\n", b"\0" * 100, b"HTTP/1.1 abc\r\n\r\n", b"-ERR\r\n"])
def test_what_does_not_speak_http_is_not_quoted(server, answer):
    server.answers["/"] = answer

    with pytest.raises(Unreachable, match=r"^There was no answer that could be understood.$"):
        fetch(server.url())


# -- How long -----------------------------------------------------------------------------------------------------


def dripping(head):
    def answer(line):
        line.sendall(head)
        with suppress(OSError):
            for _ in range(100):
                line.sendall(b"x")
                time.sleep(0.05)

    return answer


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_what_comes_drop_by_drop_is_given_up_in_time(server, head):
    server.answers["/"] = dripping(head)

    began = time.monotonic()
    with pytest.raises(TooMuch, match=r"longer than 0.3 seconds"):
        fetch(server.url(), seconds=0.3)
    assert time.monotonic() - began < 1


def test_redirects_share_one_limit_of_time(server):
    for hop in range(5):
        head = f"HTTP/1.1 302 Found\r\nLocation: /{hop + 1}\r\n\r\n".encode()
        server.answers[f"/{hop}"] = lambda line, head=head: (time.sleep(0.15), line.sendall(head))

    began = time.monotonic()
    with pytest.raises(TooMuch, match="longer than"):
        fetch(server.url("/0"), seconds=0.4)
    assert time.monotonic() - began < 1


def test_a_resolver_that_hangs_is_given_up_in_time(server):
    def hangs(host, port, **options):
        time.sleep(1)
        return []

    began = time.monotonic()
    with pytest.raises(Unreachable):
        fetch("http://a.example/", seconds=0.2, resolve=hangs)
    assert time.monotonic() - began < 0.8


def test_an_address_that_is_dead_leaves_time_for_the_next(server):
    internet = Internet(server, {"two.example": ["8.8.4.4", PUBLIC]})
    server.says("/", COPY)

    def connect(address, timeout):
        if address[0] == "8.8.4.4":
            raise TimeoutError
        return internet.connect(address, timeout)

    assert fetch("http://two.example/", resolve=internet.resolve, connect=connect).body == COPY


# -- Whom it believes ---------------------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path):
    """A certificate for feeds.agency.example that nobody but the test trusts."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    command += ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=feeds.agency.example"]
    command += ["-addext", "subjectAltName=DNS:feeds.agency.example"]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def test_over_tls_only_who_can_prove_to_be_the_host_is_believed(server, certificate):
    speaks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    speaks.load_cert_chain(*certificate)
    heard = []
    speaks.sni_callback = lambda _line, name, _context: heard.append(name)
    server.wrap = lambda connection: speaks.wrap_socket(connection, server_side=True)
    server.says("/", COPY)
    names = {"feeds.agency.example": [PUBLIC], "other.example": [PUBLIC]}
    internet = Internet(server, names)
    network = {"resolve": internet.resolve, "connect": internet.connect}
    trusting = ssl.create_default_context(cafile=certificate[0])

    fetched = fetch("https://feeds.agency.example/", tls=trusting, **network)
    with pytest.raises(Unreachable, match=r"certificate of other.example is not valid"):
        fetch("https://other.example/", tls=trusting, **network)
    with pytest.raises(Unreachable, match=r"certificate of feeds.agency.example is not valid"):
        fetch("https://feeds.agency.example/", **network)

    assert (fetched.body, internet.asked) == (COPY, [(PUBLIC, 443)] * 3)
    assert heard == ["feeds.agency.example", "other.example", "feeds.agency.example"]
    assert [bool(request) for request in server.requests] == [True, False, False]  # nothing was said to an impostor


def test_a_server_without_tls_is_no_https_server(server):
    internet = Internet(server)
    server.says("/", COPY)

    with pytest.raises(Unreachable):
        fetch(f"https://{PUBLIC}/", resolve=internet.resolve, connect=internet.connect, seconds=0.5)


def test_https_does_not_lead_to_plain_http(server, certificate):
    speaks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    speaks.load_cert_chain(*certificate)
    server.wrap = lambda connection: speaks.wrap_socket(connection, server_side=True)
    server.says("/", status="301 Moved", Location="http://feeds.agency.example/")
    internet = Internet(server, {"feeds.agency.example": [PUBLIC]})

    with pytest.raises(NotAllowed, match="from https to plain http"):
        fetch(
            "https://feeds.agency.example/",
            resolve=internet.resolve,
            connect=internet.connect,
            tls=ssl.create_default_context(cafile=certificate[0]),
        )
    assert internet.asked == [(PUBLIC, 443)]


def test_the_network_of_the_process_is_used_when_no_other_is_given(server):
    """The other tests pass their own; this one is the real thing, end to end."""
    server.says("/", COPY)

    assert fetch(server.url()).body == COPY
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(NotAllowed):
        fetch(f"http://127.0.0.1:{port}/")
