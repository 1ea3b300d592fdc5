"""Who else has a story open, and what they saved meanwhile: said before one types, and every few seconds after."""

from datetime import datetime

from django.contrib.admin.views.main import ChangeList
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.access import story_for
from articles.admin.drafts import clock, form_id, number
from articles.admin.state import moment
from articles.models import Article, Presence
from articles.models.presence import is_gone, is_here


class InCompany(ChangeList):
    """The list says who has a story open, in the query that it asks anyway."""

    def get_queryset(self, request, exclude_parameters=None):
        open_now = Presence.objects.at(timezone.now()).filter(article=OuterRef("pk")).exclude(user=request.user)
        names = open_now.order_by("since").values("user__username")[:1]
        return super().get_queryset(request, exclude_parameters).annotate(open_by=Subquery(names))


def presence_page(admin, request, object_id):
    """An open form says that it is open, and learns who else is here and what happened to the story."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = story_for(admin, request, object_id, may=admin.has_change_permission)
    form = form_id(request.POST.get("draft", ""))
    if form is None:
        return HttpResponse(status=400)
    if "leaving" in request.POST:
        is_gone(form=form, user=request.user)
        return HttpResponse(status=204)
    now = timezone.now()
    is_here(article=article, form=form, user=request.user, is_hidden="hidden" in request.POST, now=now)
    others = Presence.objects.at(now).filter(article=article).exclude(form=form).select_related("user")
    said = sentences(others.order_by("since"), request.user, now)
    return JsonResponse({"others": said, "newer": _newer(admin, request, article)})


def who_else(article: Article, user, now: datetime) -> list[str]:
    """For the page itself: it cannot know yet which of one's own windows are just being closed."""
    others = Presence.objects.at(now).filter(article=article).exclude(user=user).select_related("user")
    return sentences(others.order_by("since"), user, now)


def sentences(presences, user, now: datetime) -> list[str]:
    said = {}
    for presence in presences:
        since = clock(presence.since) if presence.since.date() == now.date() else moment(presence.since)
        who = "You have this story open in another window" if presence.user_id == user.pk else None
        who = who or f"{presence.user.get_full_name() or presence.user} has this story open"
        said.setdefault(who, f"{who} since {since}.")
    return list(said.values())


def _newer(admin, request, article: Article) -> dict | None:
    """What somebody saved since the form was opened."""
    base = article.versions.filter(pk=number(request.POST.get("base", "")) or 0).only("number").first()
    working = article.working
    if base is None or base.pk == working.pk:
        return None
    who = working.created_by.get_full_name() or str(working.created_by) if working.created_by else "The wire"
    compare = reverse(f"{admin.admin_site.name}:articles_article_compare", args=[article.pk])
    return {
        "text": f"{who} saved version {working.number} at {clock(working.created_at)}.",
        "changes": f"{compare}?a={base.number}&b={working.number}",
    }
