"""What the wire has for the first screen of the desk: what must be acknowledged, and what clashes."""

from django.db.models import CharField, F, Value
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.admin import first_screen
from articles.admin.state import moment
from wire.admin.notice import live_first
from wire.admin.queue import shown
from wire.models import Chain, Notice

LISTED = 8


def waiting_panel(request: HttpRequest) -> SafeString | str:
    """In one query, each with the line of the queue that it is answered on; nothing for who may not see the queue."""
    if not (request.user.has_perm("wire.view_chain") or request.user.has_perm("wire.change_chain")):
        return ""
    notices = live_first(Notice.objects.filter(acknowledged_at=None, item__chain__isnull=False))
    clashes = shown(Chain.objects.all(), "conflicts").order_by("-latest_at", "-pk")
    rows = (
        Notice.objects.order_by()
        .filter(pk__in=notices.values("pk")[:LISTED])
        .values_list(_as("notice"), F("item__chain"), F("raised_at"), F("item__headline"))
        .union(
            Chain.objects.order_by()
            .filter(pk__in=clashes.values("pk")[:LISTED])
            .values_list(_as("clash"), F("pk"), F("latest_at"), F("key")),
            all=True,
        )
    )
    found = sorted(rows, key=lambda row: (row[0] != "notice", -row[2].timestamp()))
    context = {"rows": [(kind, chain, moment(at), words) for kind, chain, at, words in found]}
    return render_to_string("admin/wire/_waiting.html", context, request)


def _as(kind: str) -> Value:
    return Value(kind, output_field=CharField())


first_screen.panels.append(waiting_panel)
