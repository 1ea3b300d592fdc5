"""The story as a reader would get it, with what stands in the form at this moment."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from articles.admin import drafts
from articles.admin.access import story_for
from articles.admin.state import address_of
from articles.content import Content
from articles.forms import StoryForms
from articles.models import Article
from articles.story_page import rehearsed, story_page

IN_A_FRAME = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}


@xframe_options_sameorigin
@csp_override(IN_A_FRAME)
def preview_page(admin, request, object_id=None):
    """With the form it shows what was typed, also what could not be saved; without it, the working version.

    A new story comes into being as it does when it is kept by itself: a preview needs something to stand on.
    """
    if request.method not in ("GET", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    if object_id is None:
        if request.method == "GET":
            return HttpResponseNotAllowed(["POST"])
        article, base = drafts.started(admin, request)
    else:
        article = story_for(admin, request, object_id, may=admin.has_view_or_change_permission)
        base = article.working
    content = article.working.content
    if request.method == "POST":
        if object_id is not None:
            base = drafts.loaded_version(article, request.POST.get("base", ""))
        address = address_of(article, timezone.now())
        forms = StoryForms(base.content, request.POST, address=address, admin_site=admin.admin_site)
        content = forms.content_so_far()
    return shown(request, article, content)


def shown(request, article: Article, content: Content) -> HttpResponse:
    at = timezone.now()
    response = render(request, "articles/article_detail.html", story_page(rehearsed(article, content, at), at))
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
