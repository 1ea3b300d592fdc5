"""Nothing that a feed, a redirect or a picture names leads into the house: no connection is opened there."""

import pytest

from tests.wire.network import PUBLIC, PUBLIC_6, Internet, running_server
from wire.sources.addresses import NotAllowed, Unreachable, is_public, look_up, read_url
from wire.sources.fetching import FetchError, fetch

INSIDE = {
    "localhost": ["127.0.0.1"],
    "inside.example": ["10.0.0.7"],
    "six.inside.example": ["fd00::7"],
    "mixed.example": [PUBLIC, "127.0.0.1"],
    "mixed-last.example": ["::1", PUBLIC_6],
    "metadata.internal": ["169.254.169.254"],
    "wrapped.example": ["::ffff:10.0.0.7"],
    "scoped.example": ["fe80::1%eth0"],
    "nonsense.example": ["not an address"],
    "nowhere.example": [],
}
HOSTS_INSIDE = [
    # this machine, in every spelling
    *["127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "0177.0.0.1", "0177.0.0.01", "0x7f.0.0.1", "0x7f.1"],
    *["0x7f000001", "0X7F000001", "2130706433", "017700000001", "127.0.0.1.", "127.000.000.001", "0", "0.0.0.0"],
    *["0x0", "00000000000", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"],
    *["[0:0:0:0:0:ffff:7f00:1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]"],
    *["[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2001:0:7f00:1::]"],
    *["１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "１２７．１", "𝟏𝟐𝟕.𝟎.𝟎.𝟏"],
    *["localhost", "LOCALHOST", "LocalHost", "localhost.", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ"],
    # the networks behind it, and the cloud's own services
    *["10.0.0.7", "10.255.255.255", "0xa000007", "167772167", "012.0.0.7", "172.16.0.1", "172.31.255.255"],
    *["192.168.0.1", "0xc0a80001", "3232235521", "100.64.0.1", "100.100.100.200", "169.254.169.254"],
    *["169.254.1.1", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "[::ffff:169.254.169.254]"],
    *["[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[fd00:ec2::254]", "168.63.129.16"],
    *["192.0.0.1", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1"],
    *["224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fe80::1%eth0]", "[fe80::1%25lo]"],
    *["[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[2001:db8::1]", "[100::1]", "[::2]"],
    *["[64:ff9b::10.0.0.7]", "[::ffff:10.0.0.7]", "[::ffff:192.168.0.1]", "[2002:0a00:0007::1]", "[4000::1]"],
    *[name for name in INSIDE if name != "localhost"],
]
WRITTEN_TO_MISLEAD = [
    *[
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file://127.0.0.1/etc/passwd",
        "ftp://127.0.0.1/",
        "ftp://a.example/",
    ],
    *[
        "gopher://127.0.0.1:6379/_INFO",
        "dict://127.0.0.1:11211/stats",
        "data:text/xml,<rss/>",
        "jar:http://127.0.0.1!/",
    ],
    *["unix:/run/docker.sock", "http+unix://%2Frun%2Fdocker.sock/", "ldap://127.0.0.1/", "javascript:alert(1)"],
    *["view-source:http://127.0.0.1/", "feed://127.0.0.1/", "feed:http://127.0.0.1/", "ws://127.0.0.1/", "s3://a/b"],
    *[
        "",
        " ",
        "/",
        "//",
        "///",
        "http:",
        "http:/",
        "http://",
        "https://",
        "http:///",
        "http://?",
        "http://#",
        "http://:80/",
    ],
    *["127.0.0.1", "localhost", "localhost:80", "http:127.0.0.1", "http:/127.0.0.1", "http:///127.0.0.1/"],
    *["http://ok@127.0.0.1/", f"http://{PUBLIC}@127.0.0.1/", f"http://127.0.0.1@{PUBLIC}/", "http://@127.0.0.1/"],
    *[f"http://name:secret@{PUBLIC}/", f"http://:@{PUBLIC}/", f"http://{PUBLIC}%40127.0.0.1/", "http://127.0.0.1%00/"],
    *[f"http://{PUBLIC}\\@127.0.0.1/", f"http:\\\\{PUBLIC}/", f"http://127.0.0.1\\{PUBLIC}/", "\\\\127.0.0.1\\share"],
    *[
        f"http://127.0.0.1\r\nHost:{PUBLIC}/",
        f"http://{PUBLIC}/\r\nX: 1",
        f"http://{PUBLIC}/ HTTP/1.1",
        "ht\ttp://127.1/",
    ],
    *[f"http://{PUBLIC}/\x00", f" http://{PUBLIC}/", f"http://{PUBLIC} /", f"http://{PUBLIC}\u202e/", "http://[::1/"],
    *[
        "http://::1/",
        "http://[127.0.0.1]/",
        "http://[::1]x/",
        "http://[v1.fe80::1]/",
        "http://127.0.0.1%2f/",
        "http://a..b/",
    ],
    *["http://-a.example/", "http://.example/", f"http://{'a' * 64}.example/", f"http://{PUBLIC}/{'a' * 2000}"],
    *[f"http://{PUBLIC}:{port}/" for port in (22, 25, 6379, 5432, 8080, 11211, 0, 65536, -1, "80x", "8 0", "٨٠")],
    *[f"https://{PUBLIC}:{port}/" for port in (1, 8443, 9200)],
]
HOSTILE = [f"http://{host}/" for host in HOSTS_INSIDE] + WRITTEN_TO_MISLEAD


@pytest.fixture(scope="module")
def canary():
    with running_server() as server:
        yield server


@pytest.fixture
def internet(canary):
    canary.forget()
    return Internet(canary, dict(INSIDE))


def fetch_by(internet, url):
    return fetch(url, resolve=internet.resolve, connect=internet.connect, seconds=5)


def test_there_are_enough_forms():
    assert len(set(HOSTILE)) == len(HOSTILE) >= 120


def test_the_canary_can_be_hit(internet):
    """The proof that the tests below would notice: a public address is asked, and answers."""
    internet.server.says("/", b"hello")
    internet.names["agency.example"] = [PUBLIC, PUBLIC_6]

    for url in (f"http://{PUBLIC}/", f"http://[{PUBLIC_6}]/", "HTTP://Agency.Example./#fragment@127.0.0.1"):
        assert fetch_by(internet, url).body == b"hello"

    assert internet.asked == [(PUBLIC, 80), (PUBLIC_6, 80), (PUBLIC, 80)]
    assert internet.server.connections == 3


@pytest.mark.parametrize("url", HOSTILE)
def test_no_connection_is_opened_to_what_is_inside_or_misleads(internet, url):
    with pytest.raises(FetchError):
        fetch_by(internet, url)

    assert (internet.asked, internet.server.connections) == ([], 0)


@pytest.mark.parametrize("url", WRITTEN_TO_MISLEAD)
def test_nobody_is_even_asked_for_the_host_of_what_cannot_be_a_harmless_url(internet, url):
    with pytest.raises(NotAllowed):
        fetch_by(internet, url)

    assert internet.looked_up == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["//127.0.0.1/", "http://localhost/", "file:///etc/passwd", "http://10.0.0.7:80/"])
def test_every_kind_of_redirect_is_checked(internet, status, location):
    internet.server.says("/", status=f"{status} Moved", Location=location)

    with pytest.raises(NotAllowed):
        fetch_by(internet, f"http://{PUBLIC}/")

    assert internet.asked == [(PUBLIC, 80)]


@pytest.mark.parametrize("host", HOSTS_INSIDE)
def test_a_redirect_into_the_house_is_not_followed(internet, host):
    location = f"http://{host}/".encode().decode("latin-1")
    internet.server.answers["/"] = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n".encode("latin-1")

    with pytest.raises(FetchError):
        fetch_by(internet, f"http://{PUBLIC}/")

    assert internet.asked == [(PUBLIC, 80)]


@pytest.mark.parametrize("headers", [{"Refresh": "0; url=http://127.0.0.1/"}, {"Location": "http://127.0.0.1/"}])
def test_what_is_no_redirect_is_not_followed(internet, headers):
    page = b'<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">'
    internet.server.says("/", page, **headers)

    assert fetch_by(internet, f"http://{PUBLIC}/").body == page
    assert internet.asked == [(PUBLIC, 80)]


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_checked(internet):
    """DNS rebinding: a name that is public when it is checked, and this machine when it is asked again."""
    internet.server.says("/", b"hello")
    internet.names["rebinding.example"] = [[PUBLIC], ["127.0.0.1"]]

    assert fetch_by(internet, "http://rebinding.example/").body == b"hello"
    assert (internet.asked, internet.looked_up) == ([(PUBLIC, 80)], ["rebinding.example"])
    with pytest.raises(NotAllowed):
        fetch_by(internet, "http://rebinding.example/")
    assert internet.asked == [(PUBLIC, 80)]


def test_a_client_that_asks_for_the_name_again_would_be_led_astray(internet):
    """The negative control: what the newsroom's client must not do reaches the canary inside."""
    internet.names["rebinding.example"] = [[PUBLIC], ["127.0.0.1"]]
    target = read_url("http://rebinding.example/")

    [checked] = look_up(target, seconds=5, resolve=internet.resolve)
    [(*_, (asked, port))] = internet.resolve(target.host, target.port)
    internet.connect((asked, port), timeout=5).close()

    assert is_public(checked)
    assert internet.asked == [("127.0.0.1", 80)]


def test_a_redirect_to_the_same_name_is_looked_up_and_checked_again(internet):
    internet.server.says("/", status="302 Found", Location="/there")
    internet.names["rebinding.example"] = [[PUBLIC], ["127.0.0.1"]]

    with pytest.raises(NotAllowed):
        fetch_by(internet, "http://rebinding.example/")
    assert internet.asked == [(PUBLIC, 80)]


def test_what_an_administrator_allows_is_that_port_of_that_address_and_no_other(settings):
    with running_server() as server:
        internet = Internet(server, {"feeds.agency.example": ["127.0.0.1"], "public.example": [PUBLIC]})
        server.says("/", b"hello")
        settings.WIRE_FETCH_ALLOW = [server.endpoint]
        assert fetch_by(internet, server.url()).body == b"hello"
        for url in (
            "http://127.0.0.1/",
            f"http://127.0.0.2:{server.port}/",
            f"http://feeds.agency.example:{server.port}/",
        ):
            with pytest.raises(NotAllowed):
                fetch_by(internet, url)

        settings.WIRE_FETCH_ALLOW = [f"feeds.agency.example:{server.port}", "public.example:8443"]
        with pytest.raises(NotAllowed, match="private network"):  # the port was allowed; the address was not
            fetch_by(internet, f"http://feeds.agency.example:{server.port}/")
        assert fetch_by(internet, "http://public.example:8443/").body == b"hello"
    assert internet.asked == [("127.0.0.1", server.port), (PUBLIC, 8443)]


@pytest.mark.parametrize("address", [PUBLIC, PUBLIC_6, "8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public(address):
    assert is_public(address) is True


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://a.example", "http://a.example/"),
        ("HTTPS://A.example:443/x?y=1#z", "https://a.example/x?y=1"),
        ("http://a.example:443/", "http://a.example:443/"),
        ("http://münchen.example/straße?q=ä", "http://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%A4"),
        ("http://a.example/a%20b/%E2%82%AC", "http://a.example/a%20b/%E2%82%AC"),
        (f"http://[{PUBLIC_6}]/", f"http://[{PUBLIC_6}]/"),
    ],
)
def test_an_ordinary_url_is_asked_for_as_it_is_meant(url, read):
    assert read_url(url).url == read


def test_a_dead_name_and_a_dead_machine_sound_the_same(internet):
    """Or whoever enters addresses could learn from the words what runs where."""

    def refused(address, timeout):
        raise ConnectionRefusedError

    words = set()
    for url, connect in (("http://nowhere.example/", internet.connect), (f"http://{PUBLIC}/", refused)):
        with pytest.raises(Unreachable) as caught:
            fetch(url, resolve=internet.resolve, connect=connect, seconds=5)
        words.add(str(caught.value))
    assert words == {"The address could not be reached."}
