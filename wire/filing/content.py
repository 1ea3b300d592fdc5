"""What the wire says, as the Content of a story: names become authors, captions pictures, printed topics Topics.

New people are added in alphabetical order, so that importers of several providers who meet the same new names wait for
each other and do not lock each other out.
"""

from django.conf import settings

from articles.content import Byline, Content, Placement
from images.models import Image
from wire.filing.identity import picture_key, stored_guid
from wire.filing.people import find_or_add_author
from wire.filing.policy import Policy, policy_of
from wire.filing.topics import place
from wire.formats import WirePicture, WireStory, body
from wire.models import Provider


def content_from(story: WireStory, provider: Provider) -> Content:
    """The story as an editor sees it. Adds the authors, pictures and topics it names and we do not have yet."""
    policy = policy_of(provider)
    return policy.reworded(as_sent(story, provider, policy))


def as_sent(story: WireStory, provider: Provider, policy: Policy) -> Content:
    """The same, in the sender's words."""
    placed = place(story, policy)
    return Content(
        headline=story.headline,
        kicker=story.kicker,
        standfirst=" ".join(story.standfirst),
        bylines=_bylines(story),
        dateline=story.dateline,
        body=body.to_blocks(story.body),
        images=tuple(_placement(picture, provider) for picture in story.pictures if picture.caption or picture.credit),
        section=placed.section,
        topics=placed.topics,
        notes=story.notes,
        editor_note=story.editor_note,
        language=story.language or provider.language or settings.LANGUAGE_CODE,
    )


def _bylines(story: WireStory) -> tuple[Byline, ...]:
    """The names one by one; where the copy prints a credit without a name (“From our staff”), the credit as printed."""
    if not story.bylines and story.byline:
        return (Byline(name=story.byline),)
    authors = {name: find_or_add_author(name) for name in sorted(set(story.bylines))}
    return tuple(Byline(name=name, author=authors[name]) for name in dict.fromkeys(story.bylines))


def _placement(picture: WirePicture, provider: Provider) -> Placement:
    """The picture in this story. Without a guid, the same caption and credit mean the same picture."""
    identity = (stored_guid(picture.guid),) if picture.guid.strip() else (picture.caption, picture.credit)
    key = picture_key(provider, *identity)
    words = {"caption": picture.caption, "credit": picture.credit[:300], "alt_text": picture.alt[:500]}
    image, _ = Image.objects.get_or_create(wire_key=key, defaults=words)
    return Placement(image=image.pk, **words)
