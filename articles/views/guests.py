"""A working version for somebody without an account, at an address that only they know, for a few days."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from articles.models import GuestLink, GuestNote, Status
from articles.models.guest_link import hash_of
from articles.story_page import rehearsed, story_page
from articles.views.counting import times_asked

OPENINGS_A_MINUTE = 60
MOST_NOTES = 100  # from one link


class NoteForm(forms.Form):
    kind = forms.ChoiceField(choices=GuestNote.Kind.choices)
    text = forms.CharField(required=False, max_length=5000)
    version = forms.IntegerField(min_value=1)

    def clean(self):
        data = super().clean()
        if data.get("kind") == GuestNote.Kind.COMMENT and not data.get("text"):
            self.add_error("text", "Write what you want to say.")
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def guest_page(request: HttpRequest, token: str) -> HttpResponse:
    """Unknown, expired, revoked, and of a story that was killed: all of them are not found."""
    if times_asked(f"guest-link-{hash_of(token)[:16]}", seconds=60) > OPENINGS_A_MINUTE:
        return _private(HttpResponse("Too often. Try again in a minute.", status=429, headers={"Retry-After": "60"}))
    at = timezone.now()
    links = GuestLink.objects.open(token, at).exclude(article__status=Status.KILLED)
    link = links.select_related("article__working").first()
    if link is None:
        raise Http404
    working = link.article.working
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and link.guest_notes.count() < MOST_NOTES:
        version = link.article.versions.filter(number=form.cleaned_data["version"]).first() or working
        kind, text = form.cleaned_data["kind"], form.cleaned_data["text"]
        GuestNote.objects.create(link=link, version=version, kind=kind, text=text, created_at=at)
        return _private(HttpResponseRedirect(request.path))
    if request.method == "GET":
        link.was_opened(at)
    notes = link.guest_notes.select_related("version").order_by("created_at", "pk")
    context = story_page(rehearsed(link.article, working.content, at), at)
    context |= {"link": link, "version": working, "notes": notes, "form": form}
    return _private(render(request, "articles/guest.html", context, status=422 if form.errors else 200))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = (
        "same-origin"  # no other site learns the address; our own forms are still known as ours
    )
    return response
