"""JSON Feed 1.0 and 1.1. An item without an author has that of the feed; what disappears from a feed is not killed."""

from typing import Any

from wire.formats import body as body_of
from wire.formats.habits import Habits
from wire.formats.html import addresses, figures, prose
from wire.formats.html.addresses import REFUSED
from wire.formats.html.figures import Copy, is_address
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import releases, verdict
from wire.formats.moments import Clock, is_day
from wire.formats.opened import Opened
from wire.formats.printed import headlines
from wire.formats.story import Attachment, Block, Related, SocialLink, WirePicture, WireStory
from wire.formats.trees.members import Members, read_each
from wire.formats.writing import language, languages

NAME = "json-feed"

_VERSION = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/", "https://www.jsonfeed.org/version/")
_LANGUAGE_SAMPLE = 2000


def sniff(document: Opened) -> bool:
    """Whether its version is an address at jsonfeed.org."""
    feed = document.json
    return isinstance(feed, dict) and str(feed.get("version", "")).strip().startswith(_VERSION)


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The items, in the feed's order. Its next page is the business of whoever fetches it."""
    values: dict[str, Any] = document.json
    feed = Members(values, document.doubts)
    items = values.get("items")
    return read_each(items if isinstance(items, list) else [], lambda item: _read(item, feed, habits))


def _read(values: dict[str, Any], feed: Members, habits: Habits) -> WireStory:
    clock = Clock(habits.timezone)
    item = Members(values, clock.flags)
    blocks, copy = _body(item)
    summary = item.text("summary")
    pictures, files, refused = _files(item, copy)
    headline = item.text("title")
    published, updated = clock.read(item.text("date_published")), clock.read(item.text("date_modified"))
    judged = verdict.reach(headline, [], status="usable", sent=published, timezone=habits.timezone)
    clock.flags.update(judged.flags)
    headline = judged.headline
    if not headline:
        captions = [picture.caption for picture in pictures]
        headline = headlines.made_up((block.text for block in blocks), summary, captions, item.text("url", "id"))
        clock.flags.add(headlines.MADE_UP)
    link, elsewhere = _address(item, "url"), _address(item, "external_url")
    guid = item.text("id") or link or elsewhere
    if not guid:
        guid = derived_guid(feed.text("feed_url", "home_page_url", "title"), headline, item.text("date_published")[:10])
        clock.flags.add(MADE_UP)
    if refused:
        clock.flags.add(REFUSED)
    people = item.objects("authors", "author") or feed.objects("authors", "author")
    names = tuple(dict.fromkeys(name for person in people if (name := person.text("name"))))
    return WireStory(
        guid=guid,
        pub_status=judged.pub_status,
        signals=judged.signals,
        headline=headline or guid,
        standfirst=(summary,) if summary else (),
        body=blocks,
        bylines=names,
        byline=", ".join(names),
        social=_social(people),
        sender=feed.text("title"),
        language=languages.read(item.text("language"))
        or languages.read(feed.text("language"))
        or language.guess(body_of.to_text(blocks)[:_LANGUAGE_SAMPLE]),
        published=published,
        published_is_date=is_day(item.text("date_published")),
        updated=updated,
        updated_is_date=is_day(item.text("date_modified")),
        embargoed_until=judged.embargoed_until,
        keywords=item.texts("tags"),
        is_press_release=releases.is_kind(*item.texts("tags")),
        pictures=pictures,
        attachments=files,
        related=_related(item, elsewhere),
        link=link,
        set_aside=tuple(f"Address refused: {href}" for href in refused),
        flags=tuple(sorted(clock.flags)),
    )


def _body(item: Members) -> tuple[tuple[Block, ...], Copy]:
    source = item.raw("content_html")
    if source and "<" in source:
        copy = figures.taken_out(source, item.text("title"))
        return body_of.from_html(copy.html), copy
    return prose.blocks(source or item.raw("content_text")), Copy(html="")


def _files(item: Members, copy: Copy) -> tuple[tuple[WirePicture, ...], tuple[Attachment, ...], tuple[str, ...]]:
    """Pictures of the item, in its text and attached; other files; addresses that nobody may keep."""
    sent = [(item.text(name), "") for name in ("image", "banner_image")]
    files = []
    for attachment in item.objects("attachments"):
        href, mimetype = attachment.text("url"), attachment.text("mime_type").casefold()
        if mimetype.startswith("image/"):
            sent.append((href, mimetype))
        elif is_address(href):
            size = attachment.number("size_in_bytes") or 0
            name = addresses.filename(href) or attachment.text("title") or href
            files.append(Attachment(filename=name, mimetype=mimetype, size=max(size, 0)))
    in_text = {picture.href for picture in copy.pictures}
    own = [
        WirePicture(href=href, mimetype=mimetype, filename=addresses.filename(href))
        for href, mimetype in dict(sent).items()
        if is_address(href) and href not in in_text
    ]
    refused = tuple(href for href, _ in sent if href and not is_address(href))
    return (*own, *copy.pictures), tuple(files), (*refused, *copy.refused)


def _related(item: Members, elsewhere: str) -> tuple[Related, ...]:
    """The page that the item is about, and the files attached to it, by address."""
    found = [Related(href=elsewhere, rel="external")] if elsewhere else []
    for attachment in item.objects("attachments"):
        href = _address(attachment, "url")
        if href and not attachment.text("mime_type").startswith("image/"):
            found.append(Related(href=href, rel="enclosure"))
    return tuple(found)


def _social(people: list[Members]) -> tuple[SocialLink, ...]:
    found = ((person.text("name"), _address(person, "url")) for person in people)
    return tuple(SocialLink(name=name, url=url) for name, url in found if url)


def _address(item: Members, name: str) -> str:
    href = item.text(name)
    return href if href.startswith(("http://", "https://")) and is_address(href) else ""
