"""Links for guests: who may read the working version without an account, until when, and what they said."""

from datetime import timedelta
from urllib.parse import urljoin

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.access import story_for
from articles.models import Article, GuestLink, Status
from articles.models.guest_link import new_token

PUBLISH = "articles.publish_article"


class GuestLinkForm(forms.Form):
    guest = forms.CharField(
        label="For whom", max_length=120, help_text="The guest sees this name, and so does the desk."
    )
    days = forms.TypedChoiceField(
        label="Valid for", coerce=int, choices=[(1, "a day"), (3, "three days"), (7, "a week")], initial=3
    )


def guests_page(admin, request, object_id):
    """The token of a new link is shown once, here; the database keeps only what recognizes it."""
    article = story_for(admin, request, object_id, may=admin.has_change_permission)
    now, address = timezone.now(), ""
    form = GuestLinkForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        _check(request, article)
        token, token_hash = new_token()
        guest, until = form.cleaned_data["guest"], now + timedelta(days=form.cleaned_data["days"])
        GuestLink.objects.create(
            article=article,
            token_hash=token_hash,
            guest=guest,
            created_by=request.user,
            created_at=now,
            expires_at=until,
        )
        admin.log_change(request, article, f"Made a link for {guest}.")
        address = urljoin(settings.SITE_URL, reverse("articles:guest", args=[token]))
        form = GuestLinkForm(label_suffix="")
    links = article.guest_links.select_related("created_by").prefetch_related("guest_notes__version")
    context = admin.admin_site.each_context(request) | {
        "title": "Guests",
        "article": article,
        "form": form,
        "address": address,
        "links": links.order_by("-created_at", "-pk"),
        "now": now,
        "is_killed": article.status == Status.KILLED,
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/articles/article/guests.html", context, status=422 if form.errors else 200)


def _check(request, article: Article) -> None:
    """What nobody may publish yet, nobody shows to a stranger who may not publish it either."""
    is_bound = article.is_held or (article.embargoed_until and article.embargoed_until > timezone.now())
    if article.status == Status.KILLED or (is_bound and not request.user.has_perm(PUBLISH)):
        raise PermissionDenied


def revoke(admin, request, object_id, link_id):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = story_for(admin, request, object_id, may=admin.has_change_permission)
    link = article.guest_links.filter(pk=link_id, revoked_at=None).first()
    if link is None:
        raise Http404
    article.guest_links.filter(pk=link.pk).update(revoked_at=timezone.now())
    admin.log_change(request, article, f"Ended the link for {link.guest}.")
    messages.success(request, f"The link for {link.guest} opens nothing any more.")
    return HttpResponseRedirect(admin.link("guests", article.pk))
