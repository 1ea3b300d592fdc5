"""Feeds for tests, made around their entries."""

from zoneinfo import ZoneInfo

from wire.formats import Parsed, WireStory, parse

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(*items: str, version: str = "2.0", channel: str = "<title>Harl News</title>") -> bytes:
    """An RSS feed with these items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="{version}" {NAMESPACES}><channel>{channel}{inside}</channel></rss>'.encode()


def atom(*entries: str, feed: str = "<title>Harl Agency</title>", attributes: str = "") -> bytes:
    """An Atom 1.0 feed with these entries."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES} {attributes}>{feed}{inside}</feed>'.encode()


def read(document: bytes, zone: str = "UTC") -> tuple[WireStory, ...]:
    """The stories of a feed, which it has to be taken for."""
    parsed: Parsed = parse(document, timezone=ZoneInfo(zone))
    assert parsed.format == "rss-atom"
    return parsed.stories


def first(document: bytes, zone: str = "UTC") -> WireStory:
    """The first of them."""
    return read(document, zone)[0]
