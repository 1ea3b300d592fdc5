"""What machines read: addresses in full, and a story in the terms of schema.org."""

import json
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.content import Label
from articles.models import Article
from articles.templatetags.stories import description, label_text
from images.renditions import Rendition, nearest, renditions

register = template.Library()

KINDS = {
    Label.OPINION: "OpinionNewsArticle",
    Label.EDITORIAL: "OpinionNewsArticle",
    Label.ANALYSIS: "AnalysisNewsArticle",
    Label.EXPLAINER: "BackgroundNewsArticle",
    Label.REVIEW: "ReviewNewsArticle",
    Label.SATIRE: "SatiricalArticle",
    Label.SPONSORED: "AdvertiserContentArticle",
}
SHAPES_ASKED_FOR = ("full", "16x9", "4x3", "1x1")
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def absolute(address: str) -> str:
    """An address as it reads from outside."""
    return urljoin(f"{settings.SITE_URL}/", address)


@register.filter
def iso(value) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds")


@register.simple_tag
def story_data(article: Article) -> SafeString:
    """The story and the way to it as JSON-LD. A data block: browsers run nothing of it, so the CSP allows it."""
    address = absolute(article.get_absolute_url())
    story = {
        "@type": KINDS.get(article.label, "NewsArticle"),
        "headline": article.headline,
        "description": description(article),
        "mainEntityOfPage": address,
        "url": address,
        "datePublished": iso(article.first_published_at),
        "dateModified": iso(article.updated_at or article.first_published_at),
        "author": [_person(byline) for byline in article.bylines.all()],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": settings.SITE_NAME,
            "url": absolute("/"),
            "logo": {"@type": "ImageObject", "url": absolute(static("site/icon-512.png")), "width": 512, "height": 512},
        },
        "inLanguage": article.language,
        "isAccessibleForFree": True,
    }
    if label := label_text(article):
        story["genre"] = label
    if article.section:
        story["articleSection"] = article.section.name
    if topics := [tagged.tag.name for tagged in article.tagged_topics.all()]:
        story["keywords"] = topics
    if pictures := [picture for p in article.placements.all() for picture in _crops(p)]:
        story["image"] = pictures
    trail = [(settings.SITE_NAME, "/")]
    if article.section:
        trail.append((article.section.name, article.section.get_absolute_url()))
    trail.append((article.headline, article.get_absolute_url()))
    return _data_block({"@context": "https://schema.org", "@graph": [story, _breadcrumbs(trail)]})


def _person(byline) -> dict:
    person = {"@type": "Person", "name": byline.name}
    if byline.author:
        person["url"] = absolute(byline.author.get_absolute_url())
    if byline.role:
        person["jobTitle"] = byline.role
    return person


def _crops(placement) -> list[dict]:
    """The picture in the shapes that search engines ask for, the first as it is."""
    found = [nearest(renditions(placement.image, shape, "jpg"), 1200) for shape in SHAPES_ASKED_FOR]
    return [_picture(placement, rendition) for rendition in found if rendition]


def _picture(placement, rendition: Rendition) -> dict:
    image = placement.image
    data = {
        "@type": "ImageObject",
        "url": absolute(rendition.address),
        "width": rendition.width,
        "height": rendition.height,
    }
    words = {
        "caption": placement.caption,
        "creditText": placement.credit or image.credit,
        "copyrightNotice": image.copyright_notice,
        "license": image.rights_url,
        "acquireLicensePage": image.licensor_url,
    }
    if image.creator:
        data["creator"] = {"@type": "Person", "name": image.creator}
    return data | {name: text for name, text in words.items() if text}


def _breadcrumbs(trail: list[tuple[str, str]]) -> dict:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(address)}
            for position, (name, address) in enumerate(trail, start=1)
        ],
    }


def _data_block(data: dict) -> SafeString:
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)  # no text may end the element
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 -- escaped for JSON
