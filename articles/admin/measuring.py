"""What can be said of a story while it is typed: its length, its address, and how searches and share cards show it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseNotAllowed, JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.text import slugify

from articles.admin.access import story_for
from articles.admin.drafts import loaded_version
from articles.admin.state import address_of
from articles.content import Content
from articles.forms import StoryForms, empty_content
from articles.markup.reading import minutes_to_read
from articles.models import Article, OldAddress
from articles.publication import SLUG_LENGTH, free_slug, slug_from_headline
from articles.templatetags.pictures import crop_of
from articles.templatetags.stories import DESCRIPTION_LENGTH, TITLE_LENGTH, description, page_title
from images.models import Image


def measure_page(admin, request, object_id=None):
    """Answers for what stands in the form. Nothing is written."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if object_id is None:
        if not admin.has_add_permission(request):
            raise PermissionDenied
        article, base = Article(), empty_content()
    else:
        article = story_for(admin, request, object_id, may=admin.has_change_permission)
        base = loaded_version(article, request.POST.get("base", "")).content
    address = address_of(article, timezone.now())
    content = StoryForms(base, request.POST, address=address, admin_site=admin.admin_site).content_so_far()
    return JsonResponse(measured(article, content))


def measured(article: Article, content: Content) -> dict:
    return {
        "length": length_of(content),
        "headline": _headline(content.headline),
        **_address(article, content),
        **_searched(content),
        **_picture(content),
    }


def length_of(content: Content) -> str:
    words, minutes = content.words, minutes_to_read(content.plain_text)
    return f"{words} word{'' if words == 1 else 's'}, reading time {minutes} minute{'' if minutes == 1 else 's'}"


def _headline(headline: str) -> str:
    count = len(headline)
    cut = f"; search results cut it after {TITLE_LENGTH}" if count > TITLE_LENGTH else ""
    return f"{count} character{'' if count == 1 else 's'}{cut}"


def _address(article: Article, content: Content) -> dict:
    """The address that the story would get, and whose the wished one is."""
    wish = slugify(content.slug, allow_unicode=True)[:SLUG_LENGTH].strip("-")
    is_frozen = bool(address_of(article, timezone.now()))
    if is_frozen and not wish:
        return {"slug": article.slug, "taken": ""}
    day = article.url_date or timezone.localdate()
    wish = wish or slug_from_headline(content.headline)
    slug = free_slug(article, wish, day)
    if slug == wish:
        return {"slug": slug, "taken": ""}
    of = Q(url_date=day, slug=wish)
    other = Article.objects.filter(of).exclude(pk=article.pk).select_related("working").first()
    other = other or OldAddress.objects.get(of).article
    return {
        "slug": slug,
        "taken": f"“{wish}” of this day belongs to “{other}”. This story would get “{slug}”.",
    }


def _searched(content: Content) -> dict:
    """What search results and share cards print, and where it comes from."""
    text = Article(standfirst=content.standfirst, body_text=content.plain_text, headline=content.headline)
    if content.standfirst:
        count = len(content.standfirst)
        source = f"The text is the standfirst: {count} characters, of which {DESCRIPTION_LENGTH} are shown."
    elif text.body_text:
        source = "There is no standfirst: the first paragraph is shown."
    else:
        source = "There is no standfirst and no text: the headline is shown again."
    return {"title": page_title(content.headline), "description": description(text), "source": source}


def _picture(content: Content) -> dict:
    lead = Image.objects.filter(pk=content.lead_image.image).first() if content.lead_image else None
    rendition = crop_of(lead, "share", 1200) if lead and lead.file else None
    if rendition:
        return {
            "picture": rendition.address,
            "picture_source": "The picture is the lead picture, cropped around its focal point.",
        }
    return {
        "picture": static("site/share.png"),
        "picture_source": "There is no lead picture: a card with the headline and the paper’s name is drawn.",
    }
