"""What publishing copies: from a Content to the columns and links that readers' queries use."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.text import slugify

from articles import indexing, markup
from articles.content import Content
from articles.models import Article, Byline, OldAddress, Placement, TaggedArticle, Topic
from authors.models import Author
from images.models import Image

SLUG_LENGTH = 100  # leaves room for a number behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What hangs on a story, not yet in the database."""

    bylines: list[Byline]
    tagged_topics: list[TaggedArticle]
    placements: list[Placement]


def copy_to_readers(article: Article, content: Content, *, keep_address: bool) -> None:
    """Fill the columns of `article` (the caller saves it) and replace its links."""
    _set_address(article, content, keep_address=keep_address)
    links = fill(article, content)
    article.bylines.all().delete()
    Byline.objects.bulk_create(links.bylines)
    article.tagged_topics.all().delete()
    TaggedArticle.objects.bulk_create(links.tagged_topics)
    article.placements.all().delete()
    Placement.objects.bulk_create(links.placements)
    indexing.index(
        article,
        authors=[byline.author_id for byline in links.bylines if byline.listed_at and byline.author_id],
        topics=[tagged.tag_id for tagged in links.tagged_topics],
        captions=[placement.caption for placement in links.placements],
    )


def fill(article: Article, content: Content) -> Links:
    """Make the columns of `article` what this content prints, and say what hangs on it. Nothing is written.

    What a version names but the database no longer has (an author, a topic, a picture that was deleted) is left out:
    the printed name stays, and an old version can still be published.
    """
    article.headline = content.headline[:500]
    article.kicker = content.kicker[:200]
    article.label = content.label
    article.standfirst = content.standfirst
    article.byline_text = ", ".join(byline.name for byline in content.bylines)[:500]
    article.dateline = content.dateline[:200]
    article.body = markup.join(content.body)
    article.body_text = markup.text(content.body)
    article.notes = list(content.notes)
    article.language = content.language
    article.section = Topic.objects.filter(pk=content.section).first() if content.section else None

    authors = set(
        Author.objects.filter(pk__in=[b.author for b in content.bylines if b.author]).values_list("pk", flat=True)
    )
    firsts: dict[int, int] = {}
    for position, byline in enumerate(content.bylines):
        if byline.author in authors:
            firsts.setdefault(byline.author, position)
    topics = set(Topic.objects.filter(pk__in=content.topics).values_list("pk", flat=True))
    images = set(Image.objects.filter(pk__in=[p.image for p in content.images]).values_list("pk", flat=True))
    lead = content.lead_image
    article.lead_image_id = lead.image if lead and lead.image in images else None
    return Links(
        bylines=[
            Byline(
                article=article,
                position=position,
                name=byline.name[:200],
                role=byline.role[:120],
                author_id=byline.author if byline.author in authors else None,
                listed_at=article.publish_at if firsts.get(byline.author) == position else None,
            )
            for position, byline in enumerate(content.bylines)
        ],
        tagged_topics=[
            TaggedArticle(content_object=article, tag_id=topic, position=position, listed_at=article.publish_at)
            for position, topic in enumerate(dict.fromkeys(content.topics))
            if topic in topics
        ],
        placements=[
            Placement(
                article=article,
                position=position,
                image_id=placement.image,
                caption=placement.caption,
                credit=placement.credit[:300],
                alt_text=placement.alt_text[:500],
            )
            for position, placement in enumerate(content.images)
            if placement.image in images
        ],
    )


def _set_address(article: Article, content: Content, *, keep_address: bool) -> None:
    """Give the story its address; one that readers had before keeps leading to it.

    Without a wish of the editor (content.slug) the headline makes the slug once; a changed headline does not move it.
    """
    wish = slugify(content.slug, allow_unicode=True)[:SLUG_LENGTH].strip("-")
    if keep_address and (not wish or wish == article.slug):
        return
    slug = free_slug(article, wish or slug_from_headline(content.headline), article.url_date)
    if keep_address and slug != article.slug:
        OldAddress.objects.get_or_create(article=article, url_date=article.url_date, slug=article.slug)
        OldAddress.objects.filter(article=article, url_date=article.url_date, slug=slug).delete()
    article.slug = slug


def slug_from_headline(headline: str) -> str:
    """The address part that a headline gives, cut at a word: at most 100 characters, in the headline's own script."""
    slug = slugify(headline, allow_unicode=True)
    if len(slug) > SLUG_LENGTH:
        slug = slug[:SLUG_LENGTH].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug.strip("-") or "story"


def free_slug(article: Article, slug: str, day: date) -> str:
    others = Article.objects.exclude(pk=article.pk).filter(url_date=day)
    old = OldAddress.objects.exclude(article_id=article.pk).filter(url_date=day)
    stem = Q(slug=slug) | Q(slug__startswith=f"{slug}-")
    taken = set(others.filter(stem).values_list("slug", flat=True)) | set(
        old.filter(stem).values_list("slug", flat=True)
    )
    number = 1
    candidate = slug
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
