"""The desk's list as one left it, and filters that have a name.

Who comes to the list from elsewhere finds it as it was left, and is told so. Who clears it on the page itself has
cleared it.
"""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from articles.models import SavedFilter

KEPT = ("q", "state", "stage", "section", "author", "topic", "language", "o", "saved_at__gte", "saved_at__lt")
LONGEST = 500


def remembered(request: HttpRequest) -> HttpResponseRedirect | None:
    """Where the list was left, for somebody who comes back to it; what it shows now is kept for the next time."""
    own = SavedFilter.objects.filter(owner=request.user, name="")
    query = kept_part(request)
    if request.method != "GET":
        return None
    left = own.values_list("query", flat=True).first() or ""
    if not request.GET and left and not _comes_from_the_list(request):
        return HttpResponseRedirect(f"{request.path}?{left}")
    if query != left and len(query) <= LONGEST:
        SavedFilter.objects.update_or_create(owner=request.user, name="", defaults={"query": query})
    return None


def kept_part(request: HttpRequest) -> str:
    """The filters in an address, without the page one is on."""
    return urlencode([(name, request.GET[name]) for name in KEPT if request.GET.get(name)])


def save(admin, request: HttpRequest):
    """Keep the filters of the page one is on, under a name."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not admin.has_view_permission(request):
        raise PermissionDenied
    name, query = request.POST.get("name", "").strip()[:100], request.POST.get("query", "")
    if not name or not query or len(query) > LONGEST:
        messages.error(request, "Choose filters and give them a name.")
    else:
        values = {"query": query, "is_shared": "is_shared" in request.POST}
        SavedFilter.objects.update_or_create(owner=request.user, name=name, defaults=values)
        messages.success(request, f"The filters are saved as “{name}”.")
    return HttpResponseRedirect(f"{_list(admin)}?{query}")


def delete(admin, request: HttpRequest, pk: int):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not admin.has_view_permission(request):
        raise PermissionDenied
    if SavedFilter.objects.filter(owner=request.user, pk=pk).exclude(name="").delete()[0]:
        messages.success(request, "The saved filters are gone; the stories stay.")
    else:
        messages.error(request, "Only who saved filters can delete them.")
    return HttpResponseRedirect(_list(admin))


def _comes_from_the_list(request: HttpRequest) -> bool:
    """Browsers tell pages of the same site where somebody comes from."""
    return urlsplit(request.headers.get("referer", "")).path == request.path


def _list(admin) -> str:
    return reverse(f"{admin.admin_site.name}:articles_article_changelist")
