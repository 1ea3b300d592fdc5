"""Public pages are sent compressed.

Only what anyone may keep (`Cache-Control: public`) is: such a page is the same for everybody and holds no secret that
its size could give away to somebody who makes a reader's browser ask for it with words of his own (BREACH). The desk
is never compressed.

Each encoding of a page has a strong ETag of its own, as HTTP wants it (RFC 9110, 8.8.3.3): `"abc"` and `"abc-br"`.
"""

import gzip
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# Fast enough to be done for every answer; what lies in files is compressed harder, and once.
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda page: brotli.compress(page, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda page: gzip.compress(page, compresslevel=6, mtime=0),
}
TYPES = ("text/", "application/json", "application/xml", "image/svg+xml")
SUFFIXES = ("+json", "+xml")


def compress_public_pages(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        encoding = _best(
            request.META.get("HTTP_ACCEPT_ENCODING", "")
        )  # not request.headers, which would be a copy of now
        ours = f'-{encoding}"'
        known = request.META.get("HTTP_IF_NONE_MATCH", "")
        has_ours = encoding is not None and ours in known
        if has_ours:  # the views know pages, not encodings
            request.META["HTTP_IF_NONE_MATCH"] = known.replace(ours, '"')
        response = get_response(request)
        if not _is_public(response):
            return response
        if response.status_code == 304:
            patch_vary_headers(response, ["Accept-Encoding"])
            if has_ours:
                _mark(response, encoding)
        elif _is_text(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if encoding:
                response.content = ENCODINGS[encoding](response.content)
                response["Content-Encoding"] = encoding
                response["Content-Length"] = str(len(response.content))
                _mark(response, encoding)
        return response

    return middleware


def _best(accepted: str) -> str | None:
    """The encoding that makes pages smallest of those a client takes; `br;q=0` says that it does not."""
    taken = set()
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.strip().removeprefix("q=").strip("0.") or not weight:
            taken.add(name.strip())
    return next((encoding for encoding in ENCODINGS if encoding in taken), None)


def _is_public(response: HttpResponse) -> bool:
    directives = response.get("Cache-Control", "").lower().replace(" ", "").split(",")
    return "public" in directives and not response.has_header("Content-Encoding")


def _is_text(response: HttpResponse) -> bool:
    kind = response.get("Content-Type", "").partition(";")[0].strip().lower()
    return not response.streaming and (kind.startswith(TYPES) or kind.endswith(SUFFIXES))


def _mark(response: HttpResponse, encoding: str) -> None:
    if tag := response.get("ETag"):
        response["ETag"] = f'{tag.removesuffix('"')}-{encoding}"'
