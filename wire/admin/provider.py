"""Who supplies copy: a provider's page."""

from django.contrib import admin
from django.db.models import Count, Max

from wire.models import Provider


@admin.register(Provider)
class ProviderAdmin(admin.ModelAdmin):
    list_display = ["name", "timezone", "date_order", "language", "documents", "last_heard"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_queryset(self, request):
        received = {"received": Count("documents"), "last": Max("documents__last_received_at")}
        return super().get_queryset(request).annotate(**received)

    @admin.display(description="Documents", ordering="received")
    def documents(self, provider):
        return provider.received

    @admin.display(description="Last heard from", ordering="last")
    def last_heard(self, provider):
        return provider.last
