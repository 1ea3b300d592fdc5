"""What machines read: addresses in full, moments with their zone, and the terms of schema.org that pages share."""

import json
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Where the newsroom says what the terms of schema.org ask for: a property and the name of a standing page.
PRINCIPLES = {
    "publishingPrinciples": "ethics",
    "ethicsPolicy": "ethics",
    "correctionsPolicy": "corrections-policy",
    "ownershipFundingInfo": "ownership",
    "masthead": "about",
}
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def absolute(address: str) -> str:
    """An address as it reads from outside."""
    return urljoin(f"{settings.SITE_URL}/", address)


@register.filter
def iso(value) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds")


def standing(name: str) -> str:
    """The address of a page of the newsroom about itself."""
    return absolute(reverse("articles:standing-page", args=[name]))


def newsroom() -> dict:
    """The newsroom, as every page names it."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#newsroom"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": {"@type": "ImageObject", "url": absolute(static("site/icon-512.png")), "width": 512, "height": 512},
        **{term: standing(name) for term, name in PRINCIPLES.items()},
    }


def newsroom_by_name() -> dict:
    """The newsroom where another node of the paper tells the rest."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#newsroom"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
    }


def breadcrumbs(*trail: tuple[str, str]) -> dict:
    """The way from the front page: names and addresses."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(address)}
            for position, (name, address) in enumerate([(settings.SITE_NAME, "/"), *trail], start=1)
        ],
    }


def data_block(*nodes: dict) -> SafeString:
    """Nodes as JSON-LD. A data block: browsers run nothing of it, so the CSP allows it."""
    data = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)  # no text may end the element
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 -- escaped for JSON
