"""A story of ours as a WireStory: what readers see, and nothing that only the desk knows."""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from articles import markup
from articles.models import Article, Placement, Topic
from images.renditions import renditions
from wire.formats import Block, Rendition, Subject, WirePicture, WireStory, body

_FOOTNOTE = re.compile(r'<sup data-footnote="([^"]*)">\*</sup>')


def outgoing(article: Article) -> WireStory:
    """A story that readers can see. The caller has asked `published()`: this function does not."""
    updated = article.updated_at > article.first_published_at
    return WireStory(
        guid=guid_of(article),
        version=str(article.live.number),
        signals=("update",) if updated else (),
        headline=article.headline,
        kicker=article.kicker,
        standfirst=(article.standfirst,) if article.standfirst else (),
        body=_body(article),
        bylines=tuple(byline.name for byline in article.bylines.all()),
        byline=article.byline_text,
        dateline=article.dateline,
        notes=tuple(article.notes),
        credit=settings.SITE_NAME,
        sender=settings.SITE_NAME,
        language=article.language,
        first_created=article.first_published_at,
        published=article.publish_at,
        updated=article.updated_at,
        expires_at=article.expires_at,
        slugline=article.slug,
        subjects=_subjects(article),
        pictures=tuple(_picture(placement) for placement in article.placements.all()),
        link=_address(article.get_absolute_url()),
    )


def withdrawn(article: Article) -> WireStory:
    """The kill of a story that readers had seen: its id, a version above all others, and why. None of its words,
    nor its address, which is made of them."""
    return WireStory(
        guid=guid_of(article),
        version=str(article.working.number + 1),
        pub_status="canceled",
        signals=("kill",),
        kills=(guid_of(article),),
        headline="Story withdrawn",
        credit=settings.SITE_NAME,
        sender=settings.SITE_NAME,
        language=article.language,
        first_created=article.first_published_at,
        published=article.first_published_at,
        updated=article.killed_at,
        editor_note=article.kill_note,
    )


def guid_of(article: Article) -> str:
    """The same for all versions: the newsroom, the day of first publication, and the story's own id (RFC 3085)."""
    day = timezone.localtime(article.first_published_at)
    return f"urn:newsml:{settings.SITE_HOST}:{day:%Y%m%d}:{article.uid}"


def _body(article: Article) -> tuple[Block, ...]:
    """The text. Pictures stand beside it in these formats, and a footnote, which they do not know, in brackets."""
    html = (block for block in markup.blocks(article.body) if not block.startswith("<figure"))
    return body.from_html(_FOOTNOTE.sub(r" [\1]", markup.join(html)))


def _subjects(article: Article) -> tuple[Subject, ...]:
    topics = [*([article.section] if article.section else []), *(tagged.tag for tagged in article.tagged_topics.all())]
    return tuple(subject for topic in topics for subject in _codes(topic))


def _codes(topic: Topic) -> list[Subject]:
    """A topic in each vocabulary that knows it; one that none knows goes by its own slug."""
    known = [Subject(name=topic.name, scheme=code.scheme, code=code.code) for code in topic.codes.all()]
    return known or [Subject(name=topic.name, scheme="topic", code=topic.slug)]


def _picture(placement: Placement) -> WirePicture:
    """The picture as readers may have it: whole, in the largest size that they are given."""
    image = placement.image
    full = renditions(image, "full", "jpg")
    files = tuple(
        Rendition(name="full", href=_address(one.address), mimetype="image/jpeg", width=one.width, height=one.height)
        for one in full[-1:]
    )
    return WirePicture(
        guid=f"{settings.SITE_URL}/#picture-{image.pk}",
        caption=placement.caption,
        credit=placement.credit,
        alt=placement.alt_text or image.alt_text,
        copyright_notice=image.copyright_notice,
        usage_terms=image.usage_terms,
        href=files[0].href if files else "",
        mimetype=files[0].mimetype if files else "",
        width=files[0].width if files else None,
        height=files[0].height if files else None,
        renditions=files,
    )


def _address(path: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", path)
