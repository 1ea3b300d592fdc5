"""The wire's own address: agencies push their copy to it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wire.intake import Received, Refused, receive
from wire.models import Document
from wire.sources.push import MAX_BYTES, Delivery, NotAuthentic, authenticate
from wire.sources.words import in_words


@csrf_exempt  # no browser and no cookie: each request is signed, as wire.sources.push says
@never_cache
@require_POST
def push(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in one document. Its size is looked at first, then who sent it, and only then what it is."""
    if "CONTENT_LENGTH" not in request.META:
        return _refusal(HTTPStatus.LENGTH_REQUIRED, "Say with Content-Length how large the document is.")
    try:
        body = b"" if _declared(request) > MAX_BYTES else request.read(MAX_BYTES + 1)
    except UnreadablePostError:
        return _refusal(HTTPStatus.BAD_REQUEST, "The document was cut short.")
    if max(_declared(request), len(body)) > MAX_BYTES:
        return _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A document may have up to {MAX_BYTES // 1_000_000} MB.")
    now = timezone.now()
    path = request.get_full_path() if request.META.get("QUERY_STRING") else request.path
    try:
        delivery = Delivery.read(method=request.method, path=path, headers=request.headers, body=body)
        provider = authenticate(delivery, slug, now=now)
    except NotAuthentic:
        response = _refusal(HTTPStatus.UNAUTHORIZED, "The request is not signed as it should be.")
        response["WWW-Authenticate"] = 'HMAC realm="wire"'
        return response
    if request.headers.get("Content-Encoding", "identity") != "identity":
        return _refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the document as it is, without Content-Encoding.")
    name = f"pushed {now:%Y-%m-%d %H:%M:%S} {delivery.nonce}"
    try:
        received = receive(body, provider=provider, filename=name, way=Document.Way.PUSH, now=now)
    except Refused as exc:
        return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(exc))
    return _answer(received)


def _declared(request: HttpRequest) -> int:
    """What the sender says of the size; nonsense is as good as too much."""
    declared = request.META["CONTENT_LENGTH"]
    return int(declared) if declared.isascii() and declared.isdigit() and len(declared) < 12 else MAX_BYTES + 1


def _answer(received: Received) -> JsonResponse:
    """201: it is new. 200: we had it. 202: it is kept, and somebody has to look at it; it need not be sent again."""
    outcome = received.document.outcome
    if outcome in {Document.Outcome.REJECTED, Document.Outcome.WAITING}:
        status = HTTPStatus.ACCEPTED
    else:
        status = HTTPStatus.CREATED if received.items or received.members else HTTPStatus.OK
    stories = [{"guid": item.guid, "version": item.version, "outcome": item.outcome} for item in received.items]
    answer = {"outcome": outcome, "words": in_words(received), "stories": stories}
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})


def _refusal(status: HTTPStatus, words: str) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
