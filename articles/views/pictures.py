"""The files of pictures, for those who may see them."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import condition, require_safe

from articles.models import Article, Byline, Placement
from images.models import Image

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
DAY = 24 * 60 * 60


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture is public while a story readers may see shows it, or an author of such a story is portrayed in it.

    A file under this name never changes, so readers' browsers may keep it; shared caches ask again every minute,
    because the story may have been killed.
    """
    at = timezone.now()
    image = Image.objects.filter(file=name).exclude(file="").first()
    is_public = image is not None and _is_public(image, at)
    # asked for names that do not exist as well, so that a hidden picture answers as they do
    may_see = is_public or any(map(request.user.has_perm, STAFF))
    if image is None or not may_see:
        raise Http404
    response = _file(request, image=image)
    if is_public:
        seconds = Article.objects.fresh_for(at)
        patch_cache_control(response, public=True, max_age=DAY if seconds else 0, s_maxage=seconds)
    else:
        patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie"])
    return response


def _is_public(image: Image, at: datetime) -> bool:
    published = Article.objects.published(at)
    return (
        Placement.objects.filter(image=image, article__in=published).exists()
        or Byline.objects.filter(author__portrait=image, article__in=published).exists()
    )


def _etag(request: HttpRequest, *, image: Image) -> str | None:
    return quote_etag(image.sha256) if image.sha256 else None


@condition(etag_func=_etag)
def _file(request: HttpRequest, *, image: Image) -> HttpResponse:
    content_type = CONTENT_TYPES.get(image.file.name.rpartition(".")[2].lower(), "application/octet-stream")
    try:
        file = default_storage.open(image.file.name)
    except FileNotFoundError as exc:
        raise Http404 from exc
    return FileResponse(file, content_type=content_type, as_attachment=not content_type.startswith("image/"))
