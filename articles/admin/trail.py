"""The trail, to be looked through and taken away; nobody changes it."""

import csv

from django.contrib import admin
from django.http import HttpRequest, StreamingHttpResponse

from articles.models import TrailEntry

COLUMNS = ("at", "who", "network", "act", "about", "version", "was", "became", "reason")


class Echo:
    """What csv writes to: it gives each line back, so that a long trail is sent while it is read."""

    def write(self, line: str) -> str:
        return line


@admin.register(TrailEntry)
class TrailEntryAdmin(admin.ModelAdmin):
    list_display = ("at", "act", "about", "who", "network", "was", "became", "reason")
    list_display_links = None
    list_filter = ("act", ("at", admin.DateFieldListFilter))
    search_fields = ("who", "about", "network")
    search_help_text = "A person, a story or a network"
    date_hierarchy = "at"
    show_full_result_count = False
    list_select_related = False
    actions = ("export",)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description="Export as CSV", permissions=["view"])
    def export(self, request: HttpRequest, entries) -> StreamingHttpResponse:
        writer = csv.writer(Echo())
        rows = entries.order_by("pk").values_list(*COLUMNS).iterator(2000)
        lines = (writer.writerow([_cell(value) for value in row]) for row in [COLUMNS, *rows])
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="trail.csv"'
        return response


def _cell(value) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
