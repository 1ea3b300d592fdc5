"""Copy for tests: whole text dumps, and single stories as the readers of copy hand them over."""

from datetime import UTC, datetime
from itertools import count

from wire import filing
from wire.formats import Block, WireStory
from wire.models import Document, Item, Provider

_n = count(1)

PARAGRAPHS = (
    "The council of Little Osk decided on Tuesday evening to open the old bridge to pedestrians again after six years.",
    "Engineers had examined the stones through the summer and found them in better condition than anyone expected.",
    "A celebration with a brass band is planned for the first Sunday of next month, the mayor told reporters.",
)


def make_dump(
    headline="Little Osk opens its bridge",
    *,
    body=PARAGRAPHS,
    name="Mara Ellingsworth",
    published="11/3/2026",
    updated="",
    caption="The bridge at dawn, seen from the mill. (Tom Reed/Osk Courier)",
    closing=(),
) -> bytes:
    """A story as a page of text, with the parts in their usual places."""
    head = [headline, "", headline, caption, name, published]
    if updated:
        head += ["Updated:", updated]
    paragraphs = [line for paragraph in body for line in ("", paragraph)]
    return "\n".join([*head, *paragraphs, "", *closing, ""]).encode()


def make_provider(name=None, **fields) -> Provider:
    return Provider.objects.create(name=name or f"Provider {next(_n)}", **fields)


def make_story(**fields) -> WireStory:
    return WireStory(
        **{
            "guid": "osk:1",
            "headline": "Little Osk opens its bridge",
            "body": tuple(Block(text=text) for text in PARAGRAPHS),
            "published": datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
            "language": "en",
        }
        | fields
    )


def file_story(story: WireStory, *, provider: Provider, publish=False, now: datetime) -> Item:
    """File one version of a story as the intake does, without a document to read."""
    n = next(_n)
    document = Document.objects.create(
        provider=provider,
        sha256=f"{n:064}",
        raw=b"",
        size=0,
        filename=f"story-{n}.txt",
        received_at=now,
        last_received_at=now,
        outcome=Document.Outcome.FILED,
        format="plaintext",
    )
    version = provider.items.filter(guid=story.guid).count() + 1
    item = Item(
        document=document, provider=provider, guid=story.guid, version=version, received_at=now, **Item.columns(story)
    )
    filing.file(item, publish=publish, now=now)
    item.refresh_from_db()
    return item
