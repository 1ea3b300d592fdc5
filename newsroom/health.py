"""What the site says of itself: whether it is up, whether it can answer, and what readers get while it cannot.

`/healthz` asks whether the process is alive: a supervisor restarts it when not. `/readyz` asks whether the database
answers: a load balancer sends readers elsewhere when not. Restarting the web nodes would not mend a database, which
is why these are two questions. `/healthz/scheduler` asks whether anybody does what is due: no reader notices when not,
but nothing goes out.
"""

import sys
from collections.abc import Callable

from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache

from articles.models import DeskWorker

# A database that was restarted is back in a few seconds; browsers and crawlers may ask again then.
RETRY_AFTER_SECONDS = "10"


def answer_probes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer before the other middleware: probes know this machine's number, not its name, and speak plain http."""
    answers = {"/healthz": healthz, "/readyz": readyz, "/healthz/scheduler": scheduler}

    def middleware(request: HttpRequest) -> HttpResponse:
        return answers.get(request.path_info, get_response)(request)

    return middleware


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("up\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(
            "the database does not answer\n",
            content_type="text/plain",
            status=503,
            headers={"Retry-After": RETRY_AFTER_SECONDS},
        )
    return HttpResponse("ready\n", content_type="text/plain")


@never_cache
def scheduler(request: HttpRequest) -> HttpResponse:
    try:
        is_there = DeskWorker.is_anybody_there(timezone.now())
    except DatabaseError:
        is_there = False
    if is_there:
        return HttpResponse("at work\n", content_type="text/plain")
    return HttpResponse("nobody runs what is due: manage.py run_desk\n", content_type="text/plain", status=503)


@never_cache
def error_page(request: HttpRequest) -> HttpResponse:
    """handler500: "come back in a moment" while the database is away, "we broke it" for everything else.

    Django calls it while it handles the exception, wherever in the middleware that was raised.
    """
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return HttpResponse(_page("503.html"), status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return HttpResponse(_page("500.html"), status=500)


def _page(template: str) -> str:
    """These pages are made whatever is broken, also when it is the list of static files: then without their looks."""
    try:
        stylesheet = static("site/site.css")
    except ValueError:
        stylesheet = ""
    return render_to_string(template, {"stylesheet": stylesheet})
