"""A story in the terms of schema.org, and where it can be read in other languages."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from articles import markup
from articles.content import Label
from articles.models import Article, InLanguage, in_languages
from articles.templatetags.corrections import correction_comments
from articles.templatetags.live_posts import live_posts
from articles.templatetags.machines import absolute, breadcrumbs, data_block, iso, newsroom, newsroom_by_name
from articles.templatetags.pictures import is_picture
from articles.templatetags.share_cards import share_card
from articles.templatetags.stories import description, label_text
from images.models import Image
from images.renditions import Rendition, nearest, renditions

register = template.Library()

KINDS = {
    Label.OPINION: "OpinionNewsArticle",
    Label.EDITORIAL: "OpinionNewsArticle",
    Label.ANALYSIS: "AnalysisNewsArticle",
    Label.EXPLAINER: "BackgroundNewsArticle",
    Label.FACT_CHECK: "ReportageNewsArticle",
    Label.INTERVIEW: "ReportageNewsArticle",
    Label.OBITUARY: "BackgroundNewsArticle",
    Label.REVIEW: "ReviewNewsArticle",
    Label.SATIRE: "SatiricalArticle",
    Label.SPONSORED: "AdvertiserContentArticle",
}
MADE_WITH_MACHINES = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
SHAPES_ASKED_FOR = ("16x9", "4x3", "1x1", "full")


@register.simple_tag
def translations(article: Article) -> list[InLanguage]:
    """Where the story and its translations are, where there are any: the view asked for them with the story."""
    return in_languages(vars(article).get("rows_of_translations"))


@register.filter
def for_others(found: list[InLanguage]) -> InLanguage | None:
    """What a reader of none of the languages is led to: the newsroom's own language, if it is among them."""
    own = settings.LANGUAGE_CODE.partition("-")[0].lower()
    return next((one for one in found if one.language.partition("-")[0] == own), found[0] if found else None)


@register.simple_tag
def story_data(article: Article) -> SafeString:
    """The story and the way to it as JSON-LD."""
    section = article.section
    trail = [(section.name, section.get_absolute_url())] if section else []
    return data_block(_story(article), breadcrumbs(*trail, (article.headline, article.get_absolute_url())))


def _story(article: Article) -> dict:
    address, label = absolute(article.get_absolute_url()), label_text(article)
    topics = [tagged.tag for tagged in article.tagged_topics.all()]
    others = [one for one in translations(article) if one.language != article.language]
    story = {
        "@type": KINDS.get(article.label, "NewsArticle"),
        "@id": f"{address}#story",
        "headline": article.headline,
        "description": description(article),
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "datePublished": iso(article.first_published_at),
        "dateModified": iso(article.updated_at or article.first_published_at),
        "author": [_person(byline) for byline in article.bylines.all()] or [newsroom_by_name()],
        "publisher": newsroom(),
        "copyrightHolder": {"@id": absolute("/#newsroom")},
        "copyrightYear": article.first_published_at.year,
        "image": _pictures(article),
        "inLanguage": article.language,
        "isAccessibleForFree": True,
        "wordCount": markup.count_words(article.body_text),
    }
    more = {
        "genre": label,
        "correction": correction_comments(article),
        "articleSection": article.section.name if article.section else "",
        "dateline": article.dateline,
        "keywords": [topic.name for topic in topics],
        "about": [
            {"@type": "Thing", "name": topic.name, "url": absolute(topic.get_absolute_url())} for topic in topics
        ],
        "workTranslation": [
            {"@id": f"{absolute(one.address)}#story", "url": absolute(one.address), "inLanguage": one.language}
            for one in others
        ],
        "digitalSourceType": MADE_WITH_MACHINES if article.label == Label.AI_ASSISTED else "",
    }
    if article.label == Label.LIVE and (posts := live_posts(article)):
        more |= {"liveBlogUpdate": posts, "coverageStartTime": story["datePublished"]}
        story["@type"] = "LiveBlogPosting"
    return story | {term: value for term, value in more.items() if value}


def _person(byline) -> dict:
    person = {"@type": "Person", "name": byline.name}
    if byline.author:
        person["url"] = absolute(byline.author.get_absolute_url())
        person["@id"] = f"{person['url']}#person"
    if role := byline.role or (byline.author.role if byline.author else ""):
        person["jobTitle"] = role
    return person


def _pictures(article: Article) -> list[dict]:
    """Every picture in the shapes that search engines ask for; a story without any has the card that is drawn of it."""
    shown = [placement for placement in article.placements.all() if is_picture(placement.image)]
    found = [
        picture_data(placement.image, shape, caption=placement.caption, credit=placement.credit)
        for placement in shown
        for shape in SHAPES_ASKED_FOR
    ]
    if found:
        return found
    card = share_card(article)
    address = absolute(card.address)
    data = {
        "@type": "ImageObject",
        "url": address,
        "contentUrl": address,
        "width": card.width,
        "height": card.height,
        "creator": newsroom_by_name(),
        "creditText": settings.SITE_NAME,
        "copyrightNotice": settings.SITE_NAME,
    }
    return [data]


def picture_data(image: Image, shape: str, *, caption: str = "", credit: str = "") -> dict:
    """A picture that has a file, in one shape, with whose it is and what may be done with it."""
    rendition: Rendition = nearest(renditions(image, shape, "jpg"), 1200)
    address = absolute(rendition.address)
    words = {
        "caption": caption or image.caption,
        "creditText": credit or image.credit,
        "copyrightNotice": image.copyright_notice,
        "license": image.rights_url,
        "acquireLicensePage": image.licensor_url,
    }
    data = {
        "@type": "ImageObject",
        "url": address,
        "contentUrl": address,
        "width": rendition.width,
        "height": rendition.height,
    }
    if image.creator:
        data["creator"] = {"@type": "Person", "name": image.creator}
    return data | {term: text for term, text in words.items() if text}
