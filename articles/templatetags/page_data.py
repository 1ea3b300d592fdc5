"""Pages that are no story, in the terms of schema.org: the front page, lists, people."""

from django import template
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Topic
from articles.templatetags.machines import (
    absolute,
    breadcrumbs,
    data_block,
    iso,
    newsroom,
    newsroom_by_name,
    standing,
)
from articles.templatetags.pictures import is_picture
from articles.templatetags.story_data import picture_data

register = template.Library()

# What a topic is, to schema.org.
THINGS = {
    Topic.Kind.PERSON: "Person",
    Topic.Kind.ORGANISATION: "Organization",
    Topic.Kind.PLACE: "Place",
    Topic.Kind.EVENT: "Event",
}


@register.simple_tag
def front_data() -> SafeString:
    """The site, how to search it, and who makes it."""
    search = absolute(reverse("articles:search"))
    site = {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "url": absolute("/"),
        "name": settings.SITE_NAME,
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": {"@id": absolute("/#newsroom")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    contact = {"@type": "ContactPoint", "contactType": "newsroom", "url": standing("contact")}
    if settings.CONTACT_EMAIL:
        contact["email"] = settings.CONTACT_EMAIL
    return data_block(site, newsroom() | {"contactPoint": contact})


@register.simple_tag
def topic_data(topic: Topic, stories) -> SafeString:
    """A section or a topic: what it covers, and the stories on this page."""
    data = _collection(topic.name, topic.get_absolute_url(), stories) | {"description": topic.description or topic.name}
    if kind := THINGS.get(topic.kind):
        data["about"] = {"@type": kind, "name": topic.name}
    return data_block(data, breadcrumbs((topic.name, topic.get_absolute_url())))


@register.simple_tag
def archive_data(year: int | None = None, month=None) -> SafeString:
    """The archive, a year or a month of it."""
    trail = [(_("Archive"), reverse("articles:archive"))]
    if month:
        year = month.year
    if year:
        trail.append((f"{year:04}", reverse("articles:archive-year", args=[f"{year:04}"])))
    if month:
        trail.append((f"{month:%m}", reverse("articles:archive-month", args=[f"{year:04}", f"{month:%m}"])))
    return data_block(_collection(" ".join(name for name, _address in trail), trail[-1][1], ()), breadcrumbs(*trail))


@register.simple_tag
def standing_data(page) -> SafeString:
    """A page of the newsroom about itself."""
    address = absolute(page.get_absolute_url())
    kind = {"about": "AboutPage", "contact": "ContactPage"}.get(page.name, "WebPage")
    data = {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.language,
        "publisher": newsroom(),
    }
    if page.changed_at:
        data["dateModified"] = iso(page.changed_at)
    return data_block(data, breadcrumbs((page.title, page.get_absolute_url())))


@register.simple_tag
def person_data(author) -> SafeString:
    """An author's page and the person."""
    address = absolute(author.get_absolute_url())
    person = {
        "@type": "Person",
        "@id": f"{address}#person",
        "name": author.name,
        "url": address,
        "worksFor": newsroom_by_name(),
    }
    more = {
        "description": author.bio,
        "jobTitle": author.role,
        "knowsAbout": author.beats,
        "email": author.contact if _is_email(author.contact) else "",
        "sameAs": [link.url for link in author.links.all()],
        "image": picture_data(author.portrait, "1x1") if is_picture(author.portrait) else None,
    }
    page = {
        "@type": "ProfilePage",
        "@id": address,
        "url": address,
        "dateCreated": iso(author.created_at),
        "mainEntity": person | {term: value for term, value in more.items() if value},
    }
    return data_block(page, breadcrumbs((author.name, author.get_absolute_url())))


def _collection(name: str, address: str, stories) -> dict:
    data = {
        "@type": "CollectionPage",
        "@id": absolute(address),
        "url": absolute(address),
        "name": name,
        "isPartOf": {"@type": "WebSite", "@id": absolute("/#site"), "url": absolute("/"), "name": settings.SITE_NAME},
        "publisher": newsroom_by_name(),
    }
    if items := [absolute(story.get_absolute_url()) for story in stories]:
        data["mainEntity"] = {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "url": item} for position, item in enumerate(items, start=1)
            ],
        }
    return data


def _is_email(contact: str) -> bool:
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return True
