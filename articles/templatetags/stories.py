"""Words for templates that show stories, in lists and alone."""

from collections.abc import Sequence

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, gettext_noop

from articles.content import Label
from articles.models import STANDING_PAGES, Article, Topic

register = template.Library()

TITLE_LENGTH = 70
DESCRIPTION_LENGTH = 200
RTL_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
ARABIC_COMMA = {"ar", "ckb", "fa", "ks", "ps", "sd", "ug", "ur"}
RTL_SCRIPTS = {"Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Syrc", "Thaa"}
# For the catalogs: `articles.content`, which prints these, knows no languages.
LABELS = (
    *(gettext_noop("Opinion"), gettext_noop("Editorial"), gettext_noop("Analysis"), gettext_noop("Explainer")),
    *(gettext_noop("Fact check"), gettext_noop("Interview"), gettext_noop("Review"), gettext_noop("Obituary")),
    *(gettext_noop("Satire"), gettext_noop("Live"), gettext_noop("Agency"), gettext_noop("Sponsored")),
    gettext_noop("AI-assisted"),
)


@register.simple_tag(takes_context=True)
def navigation(context) -> Sequence[Topic]:
    """The sections in every page's header."""
    edition = getattr(context.get("request"), "edition", None) or Article.objects.edition(timezone.now())
    return edition.sections


@register.simple_tag
def standing_pages() -> list[tuple[str, str]]:
    """The addresses and names of the newsroom's pages about itself, for every page's footer."""
    return [(reverse("articles:standing-page", args=[name]), title) for name, title in STANDING_PAGES.items()]


@register.simple_tag
def latest_stories(count: int) -> list[Article]:
    return list(Article.objects.published().for_listing().prefetch_related(None)[:count])


@register.filter
def direction(language: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag; a script in the tag says more than the language."""
    first, *rest = language.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    is_rtl = script in RTL_SCRIPTS if script else first in RTL_LANGUAGES
    return "rtl" if is_rtl else "ltr"


@register.filter
def in_its_language(article: Article) -> SafeString:
    """The attributes of an element that holds words of the story."""
    return format_html('lang="{}" dir="{}"', article.language, direction(article.language))


@register.simple_tag
def in_our_language() -> SafeString:
    """The attributes of an element within a story that holds words of the site."""
    language = get_language()
    return format_html('lang="{0}" dir="{1}"', language, direction(language))


@register.filter
def label_text(article: Article) -> str:
    """What kind of journalism it is, where it is not plain news: "Fact check"."""
    text = Label(article.label).text
    return gettext(text) if text else ""


@register.filter
def labeled(article: Article) -> str:
    """The headline where nothing else says what it is: in a feed, "Opinion: Build the bridge"."""
    return f"{label}: {article.headline}" if (label := label_text(article)) else article.headline


@register.filter
def names(article: Article) -> str:
    """Who wrote it, with the comma of the story's script; kept with ours, for the search."""
    has_own_comma = article.language.partition("-")[0] in ARABIC_COMMA
    return article.byline_text.replace(", ", "، ") if has_own_comma else article.byline_text


@register.filter
def page_title(text: str) -> str:
    """The title of a browser's tab and of search results: with the paper's name where there is room for it."""
    with_name = f"{text} – {settings.SITE_NAME}"
    return with_name if len(with_name) <= TITLE_LENGTH else Truncator(text).chars(TITLE_LENGTH)


@register.filter
def description(article: Article) -> str:
    """What search engines and share cards print under the headline."""
    text = article.standfirst or article.body_text.partition("\n")[0] or article.headline
    return Truncator(text).chars(DESCRIPTION_LENGTH)
