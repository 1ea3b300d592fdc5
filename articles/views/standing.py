"""The newsroom's pages about itself, and the way to tell it that something is wrong."""

from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, StandingPage
from articles.templatetags.machines import absolute
from articles.views.caching import kept_until_next_change


@require_safe
@kept_until_next_change
def standing_page(request: HttpRequest, name: str) -> HttpResponse:
    page = StandingPage.objects.named(name)
    context = {"standing": page}
    if name == "contact":
        story = _story_in_question(request)
        context |= {"story": story, "address": settings.CONTACT_EMAIL, "letter": _letter(story)}
    return render(request, "articles/standing_page.html", context)


def _story_in_question(request: HttpRequest) -> Article | None:
    """The story that a reader came from, by its id: one that they may see, or none."""
    try:
        uid = UUID(request.GET.get("story", ""))
    except ValueError:
        return None
    return Article.objects.published(request.edition.at).only("headline", "url_date", "slug").filter(uid=uid).first()


def _letter(story: Article | None) -> str:
    """A mail that the reader's own program opens: no form, so nothing to keep and nobody to keep out."""
    if not settings.CONTACT_EMAIL:
        return ""
    address = f"mailto:{quote(settings.CONTACT_EMAIL, safe='@')}"
    if story is None:
        return address
    link = absolute(story.get_absolute_url())
    words = {
        "subject": _("Error in: %(headline)s") % {"headline": story.headline},
        "body": _("The story: %(link)s\n\nWhat is wrong:\n\nWhat is right, and how you know:\n") % {"link": link},
    }
    return f"{address}?{urlencode({name: text.replace('\n', '\r\n') for name, text in words.items()}, quote_via=quote)}"
