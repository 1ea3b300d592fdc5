"""What readers keep on their own devices: settings, a reading list, copies of stories. The site knows nothing of it."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.views.caching import kept_until_next_change

# What a kept story needs to look like one; pictures stay where the browser keeps them anyway.
PARTS = ("site/site.css", "site/settings.css", "site/settings.js", "site/reader.js")


@require_safe
@kept_until_next_change
def reader_settings(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/reader_settings.html")


@require_safe
@kept_until_next_change
def saved_stories(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: the list is on the device, and a script puts it in."""
    return render(request, "articles/saved_stories.html")


@require_safe
@kept_until_next_change
def offline(request: HttpRequest) -> HttpResponse:
    """What a reader's browser shows instead of a page that it cannot get."""
    return render(request, "articles/offline.html")


@require_safe
@cache_control(public=True, no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, because a worker serves what lies below it. A new version of anything it keeps is a new worker.

    Browsers ask for it on their own. So a newsroom that wants it gone does not take it away but sends one that leaves.
    """
    if not settings.OFFLINE:
        return render(request, "service-worker-off.js", content_type="text/javascript; charset=utf-8")
    offline = reverse("articles:offline")
    pages = [offline, reverse("articles:saved"), reverse("articles:settings")]
    parts = [static(part) for part in PARTS]
    version = hashlib.sha256("".join([settings.LANGUAGE_CODE, settings.SITE_NAME, *parts]).encode()).hexdigest()[:12]
    context = {"shell": json.dumps([*pages, *parts]), "version": version, "offline": offline}
    return render(request, "service-worker.js", context, content_type="text/javascript; charset=utf-8")
