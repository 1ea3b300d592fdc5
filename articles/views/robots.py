"""What machines are told of the whole site: where to look, what they may do, and how to install it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.models import CrawlerPolicy
from articles.templatetags.machines import standing
from articles.views.caching import kept_until_next_change

PAPER = "#fdfcf9"  # as the style sheet has it


@require_safe
@cache_control(public=True, max_age=3600)
def robots_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9309. Who reads the desk's pages or a million searches is sent away, and whom the newsroom refuses."""
    context = {"policy": CrawlerPolicy.current()}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@kept_until_next_change
def llms_txt(request: HttpRequest) -> HttpResponse:
    """llmstxt.org: where a machine that answers questions finds what it needs, and what it may not do."""
    context = {"policy": CrawlerPolicy.current(), "sections": request.edition.sections}
    return render(request, "llms.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def mining_rights(request: HttpRequest) -> HttpResponse:
    """The TDM Reservation Protocol (W3C community report): article 4 of the EU's directive 2019/790 asks that rights
    are reserved in a way that machines can read."""
    rule: dict[str, object] = {"location": "/", "tdm-reservation": int(CrawlerPolicy.current().reserves_mining)}
    if rule["tdm-reservation"]:
        rule["tdm-policy"] = standing("contact")
    return JsonResponse([rule], safe=False)


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a device shows that keeps the site among its programs."""
    icons = [(512, "icon-512.png"), (180, "icon-180.png")]
    told = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME[:12].strip(),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "lang": settings.LANGUAGE_CODE,
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static("site/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": static(f"site/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for size, name in icons
                for purpose in ("any", "maskable")
            ),
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})
