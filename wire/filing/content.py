"""What the wire says, as the Content of a story: names become authors, captions pictures, printed topics Topics.

New people and topics are added in alphabetical order, so that importers of several providers who meet the same new
names wait for each other and do not lock each other out.
"""

import hashlib

from django.conf import settings
from django.db import IntegrityError, transaction

from articles import markup
from articles.content import Byline, Content, Placement
from articles.markup import Kind
from articles.models import Topic
from images.models import Image
from wire.filing.people import find_or_add_author
from wire.formats import WirePicture, WireStory
from wire.models import Provider

KINDS = {"paragraph": Kind.PARAGRAPH, "subhead": Kind.SUBHEAD, "list item": Kind.ITEM, "quote": Kind.QUOTE}


def content_from(story: WireStory, provider: Provider) -> Content:
    """The story as an editor sees it. Adds the authors, pictures and topics it names and we do not have yet."""
    section, topics = _section_and_topics(story.topics)
    return Content(
        headline=story.headline,
        kicker=story.kicker,
        standfirst=" ".join(story.standfirst),
        bylines=_bylines(story),
        dateline=story.dateline,
        body=markup.from_text((KINDS[block.kind], block.text) for block in story.body),
        images=tuple(_placement(picture, provider) for picture in story.pictures if picture.caption or picture.credit),
        section=section,
        topics=topics,
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
    """The picture in this story. A newer take with the same caption and credit means the same picture."""
    key = hashlib.sha256("\0".join((str(provider.pk), picture.caption, picture.credit)).encode()).hexdigest()
    words = {"caption": picture.caption, "credit": picture.credit[:300], "alt_text": picture.alt[:500]}
    image, _ = Image.objects.get_or_create(wire_key=key, defaults=words)
    return Placement(image=image.pk, **words)


def _section_and_topics(names: tuple[str, ...]) -> tuple[int | None, tuple[int, ...]]:
    """The printed topics: the first that is the name of a section of ours is the story's section."""
    known = {name: _topic(markup.one_line(name)) for name in sorted(set(names))}
    section, topics = None, []
    for name in names:
        topic = known[name]
        if topic and topic.kind == Topic.Kind.SECTION and section is None:
            section = topic.pk
        elif topic:
            topics.append(topic.pk)
    return section, tuple(topics)


def _topic(name: str) -> Topic | None:
    """The topic of this name, added as a plain subject if we have none. What is no name stays in the received story."""
    if not any(map(str.isalnum, name)) or len(name) > Topic._meta.get_field("name").max_length:
        return None
    found = _known_topic(name)
    if found is None:
        try:
            with transaction.atomic():
                found = Topic.objects.create(name=name, kind=Topic.Kind.SUBJECT)
        except IntegrityError:  # another importer was quicker
            found = _known_topic(name)
    return found


def _known_topic(name: str) -> Topic | None:
    """A section or subject of this name; another kind only when it is the only one: Jordan is a place and a person."""
    named = {topic.kind: topic for topic in Topic.objects.order_by("-pk") if topic.name.casefold() == name.casefold()}
    for kind in (Topic.Kind.SECTION, Topic.Kind.SUBJECT):
        if kind in named:
            return named[kind]
    return next(iter(named.values())) if len(named) == 1 else None
