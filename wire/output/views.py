"""/wire/out/: our copy for subscribers, who send their token in the Authorization header."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles.models import Article
from wire.output import FORMATS, outgoing, withdrawn
from wire.output.index import PAGE, BadCursor, changes_after, for_output
from wire.output.story import guid_of
from wire.output.subscribers import subscriber_of

type View = Callable[..., HttpResponse]


def for_subscribers(view: View) -> View:
    """Only with a valid token, and kept by no cache on the way."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if subscriber_of(request.headers.get("Authorization", ""), now=timezone.now()) is None:
            response = JsonResponse({"error": "Send your token as “Authorization: Bearer …”."}, status=401)
            response["WWW-Authenticate"] = 'Bearer realm="wire"'
        else:
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-cache"
        response["Vary"] = "Authorization"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


@require_safe
@for_subscribers
def index(request: HttpRequest) -> HttpResponse:
    """The changes after a cursor: ids, versions, and where each story is in which format."""
    try:
        changes = changes_after(request.GET.get("after", ""), timezone.now())
    except BadCursor as exc:
        return JsonResponse({"error": str(exc)}, status=400)
    items = [_entry(request, article) | {"updated": change.at.isoformat()} for change, article in changes]
    answer = {"items": items}
    if changes:
        answer["after"] = changes[-1][0].cursor
        answer["has_more"] = len(changes) == PAGE
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@require_safe
@for_subscribers
def story(request: HttpRequest, uid: UUID, name: str) -> HttpResponse:
    """One story in one format; a killed one as its kill. Anything else that readers cannot see does not exist here."""
    wire_format = FORMATS[name]
    article = for_output(Article.objects.published()).filter(uid=uid).first()
    killed = None if article else Article.objects.withdrawn().select_related("working").filter(uid=uid).first()
    if article is None and killed is None:
        return JsonResponse({"error": "There is no such story."}, status=404)
    told = outgoing(article) if article else withdrawn(killed)
    etag = quote_etag(f"{uid}-{told.version}-{told.pub_status}-{name}")
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return unchanged
    response = HttpResponse(wire_format.write(told), content_type=wire_format.CONTENT_TYPE)
    response["ETag"] = etag
    return response


def _entry(request: HttpRequest, article: Article) -> dict[str, object]:
    is_killed = article.killed_at is not None
    told = withdrawn(article) if is_killed else None
    return {
        "uri": guid_of(article),
        "version": told.version if told else str(article.live.number),
        "pubStatus": "canceled" if is_killed else "usable",
        "headline": "" if is_killed else article.headline,
        "language": article.language,
        "formats": {
            name: request.build_absolute_uri(reverse("wire-out:story", args=[article.uid, name])) for name in FORMATS
        },
    }
