"""Everything that the paper corrected, newest first, as a page and as feeds."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Correction
from articles.models.paging import page_of
from articles.templatetags.machines import absolute
from articles.views.caching import kept_until_next_change
from articles.views.feeds import CONTENT_TYPES, NEWEST

ON_A_PAGE = 30
NEWEST_FIRST = ("at", "pk")


@require_safe
@kept_until_next_change
def corrections(request: HttpRequest) -> HttpResponse:
    page = page_of(Correction.objects.public(request.edition.at), request.GET, size=ON_A_PAGE, order=NEWEST_FIRST)
    if page is None:
        raise Http404
    if page.moved_to is not None:
        return HttpResponseRedirect(request.path + page.moved_to)
    return render(request, "articles/corrections.html", {"page": page})


@require_safe
@kept_until_next_change
def corrections_feed(request: HttpRequest, kind: str) -> HttpResponse:
    newest = Correction.objects.public(request.edition.at).order_by("-at", "-pk")[:NEWEST]
    if kind == "json":
        told = _json_feed(request, newest)
    else:
        told = _feed(request, newest, Atom1Feed if kind == "atom" else Rss201rev2Feed).writeString("utf-8")
    response = HttpResponse(told, content_type=CONTENT_TYPES[kind])
    response["X-Robots-Tag"] = "noindex"
    return response


def _words(request: HttpRequest) -> tuple[str, str, str, str]:
    """Title, description, page and address of the feed."""
    title = f"{_('Corrections')} – {settings.SITE_NAME}"
    page = absolute(reverse("articles:corrections"))
    return title, _("What was wrong, and what is right."), page, absolute(request.get_full_path())


def _title(correction: Correction) -> str:
    return f"{correction.get_kind_display()}: {correction.article.headline}"


def _link(correction: Correction) -> str:
    return absolute(f"{correction.article.get_absolute_url()}#correction-{correction.pk}")


def _feed(request: HttpRequest, newest, form: type[SyndicationFeed]) -> SyndicationFeed:
    title, about, page, address = _words(request)
    feed = form(
        title=title,
        link=page,
        description=about,
        feed_url=address,
        feed_guid=address,
        language=settings.LANGUAGE_CODE,
        author_name=settings.SITE_NAME,
    )
    for correction in newest:
        feed.add_item(
            title=_title(correction),
            link=_link(correction),
            description=linebreaks(correction.text, autoescape=True),
            unique_id=f"urn:uuid:{correction.uid}",
            unique_id_is_permalink=False,
            pubdate=correction.at,
            updateddate=correction.at,
        )
    return feed


def _json_feed(request: HttpRequest, newest) -> str:
    """JSON Feed 1.1."""
    title, about, page, address = _words(request)
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": about,
        "home_page_url": page,
        "feed_url": address,
        "language": settings.LANGUAGE_CODE,
        "items": [
            {
                "id": f"urn:uuid:{correction.uid}",
                "url": _link(correction),
                "title": _title(correction),
                "content_text": correction.text,
                "date_published": correction.at.isoformat(),
                "language": correction.article.language,
            }
            for correction in newest
        ],
    }
    return json.dumps(told, ensure_ascii=False)
