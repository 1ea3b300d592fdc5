"""The files of pictures, for those who may see them."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import condition, require_safe

from articles.models import Article, Byline, Placement
from images import making
from images.models import Image
from images.renditions import Rendition, current, named, nearest, renditions, same_file

# What a browser may show; anything else is handed over as a file of no kind.
CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "avif": "image/avif",
}
STAFF = ("images.view_image", "articles.change_article")
YEAR = 365 * 24 * 60 * 60


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture is public while a story readers may see shows it, or an author of such a story is portrayed in it.

    Readers get renditions. A file under such a name never changes, so their browsers may keep it; shared caches ask
    again every minute, because the story may have been killed. The original, with all that the camera noted in it,
    is for the desk: to readers it answers with the largest rendition.
    """
    at = timezone.now()
    asked = named(name)
    image = _image(asked, name)
    is_public = image is not None and _is_public(image, at)
    # asked for names that do not exist as well, so that a hidden picture answers as they do
    is_staff = (asked is None or not is_public) and any(map(request.user.has_perm, STAFF))
    if image is None or not (is_public or is_staff):
        raise Http404
    if asked:
        response = _rendition(request, image, asked)
    elif is_staff:
        return _for_the_desk(_original(request, image=image))
    else:
        response = _redirect(nearest(renditions(image, "full", "jpg"), 1))
    if not is_public:
        return _for_the_desk(response)
    seconds = Article.objects.edition(at).seconds
    if response.status_code in {200, 304}:
        patch_cache_control(response, public=True, immutable=True, max_age=YEAR if seconds else 0, s_maxage=seconds)
    elif response.status_code == 302:
        patch_cache_control(response, public=True, max_age=seconds)
    return response


def _image(asked: Rendition | None, name: str) -> Image | None:
    if asked is None:
        return Image.objects.filter(file=name).exclude(file="").first()
    # a range, because an index serves it in every database; "g" comes after every hexadecimal digit
    start = asked.image_id
    return Image.objects.filter(sha256__gte=start, sha256__lt=f"{start}g").exclude(file="").first()


def _is_public(image: Image, at: datetime) -> bool:
    published = Article.objects.published(at)
    return (
        Placement.objects.filter(image=image, article__in=published).exists()
        or Byline.objects.filter(author__portrait=image, article__in=published).exists()
    )


def _for_the_desk(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def _rendition(request: HttpRequest, image: Image, asked: Rendition) -> HttpResponse:
    """The file; a page that was kept for a minute may still name the crop or the credit of before."""
    now = current(image, asked)
    if now is None or not same_file(now, asked):
        return _redirect(now)
    try:
        return _kept(request, image=image, rendition=now)
    except (making.NotMade, FileNotFoundError) as exc:
        raise Http404 from exc
    except making.Busy:
        response = HttpResponse(status=503, headers={"Retry-After": "5"})
        patch_cache_control(response, no_store=True)
        return response


def _redirect(rendition: Rendition | None) -> HttpResponse:
    if rendition is None:
        raise Http404
    return HttpResponseRedirect(rendition.address)


def _rendition_etag(request: HttpRequest, *, image: Image, rendition: Rendition) -> str:
    return quote_etag(f"{rendition.key}-{rendition.shape}-{rendition.width}-{rendition.suffix}")


@condition(etag_func=_rendition_etag)
def _kept(request: HttpRequest, *, image: Image, rendition: Rendition) -> HttpResponse:
    # Small enough to be read at once: nothing stays open when a reader leaves in the middle.
    with making.opened(image, rendition) as file:
        return HttpResponse(file.read(), content_type=CONTENT_TYPES[rendition.suffix])


def _original_etag(request: HttpRequest, *, image: Image) -> str | None:
    return quote_etag(image.sha256) if image.sha256 else None


@condition(etag_func=_original_etag)
def _original(request: HttpRequest, *, image: Image) -> HttpResponse:
    content_type = CONTENT_TYPES.get(image.file.name.rpartition(".")[2].lower(), "application/octet-stream")
    try:
        file = default_storage.open(image.file.name)
    except FileNotFoundError as exc:
        raise Http404 from exc
    return FileResponse(file, content_type=content_type, as_attachment=not content_type.startswith("image/"))
