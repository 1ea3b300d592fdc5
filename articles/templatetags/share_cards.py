"""The card that is drawn of a story without a picture."""

from dataclasses import dataclass
from hashlib import blake2b

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from articles.models import Article
from articles.templatetags.stories import direction, label_text
from images import cards

register = template.Library()


@dataclass(frozen=True, slots=True)
class ShareCard:
    """A picture of 1200 by 630 pixels, and what it shows in words."""

    address: str
    alt: str
    width: int = cards.SIZE[0]
    height: int = cards.SIZE[1]


@register.simple_tag
def share_card(article: Article) -> ShareCard:
    """The story's own card, or the paper's where our fonts do not have the letters."""
    if not cards.can_draw(card_of(article)):
        return ShareCard(static("site/share.png"), settings.SITE_NAME)
    return ShareCard(card_address(article), f"{article.headline} – {settings.SITE_NAME}")


def card_address(article: Article) -> str:
    """Changes with whatever stands on the card, so that everybody may keep it for good."""
    return reverse("articles:share-card", args=[article.uid, card_key(article)])


def card_key(article: Article) -> str:
    made_from = repr((cards.MADE_AS, card_of(article)))
    return blake2b(made_from.encode("utf-8", "backslashreplace"), digest_size=6).hexdigest()


def card_of(article: Article) -> cards.Card:
    """The headline, the label and section above it, and the paper's name: in one direction, that of the story."""
    above = (label_text(article), article.section.name if article.section else "")
    return cards.Card(
        headline=article.headline,
        above=" · ".join(part for part in above if part),
        below=settings.SITE_NAME,
        is_rtl=direction(article.language) == "rtl",
    )
