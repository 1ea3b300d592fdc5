"""Who takes our copy. A token is shown once, when it is made."""

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.utils import timezone

from wire.models import Subscriber
from wire.output.subscribers import renew, subscribe


@admin.register(Subscriber)
class SubscriberAdmin(admin.ModelAdmin):
    list_display = ["name", "is_active", "created_at", "last_seen_at"]
    ordering = ["name"]
    fields = ["name", "is_active", "created_at", "last_seen_at"]
    readonly_fields = ["created_at", "last_seen_at"]
    actions = ["give_new_token"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["name"]

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        made, token = subscribe(obj.name, now=timezone.now())
        obj.pk = made.pk
        self._tell(request, obj, token)

    @admin.action(
        description="Give a new token; the old one ends",
        permissions=["change"],
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def give_new_token(self, request, queryset):
        for subscriber in queryset:
            self._tell(request, subscriber, renew(subscriber))
            self.log_change(request, subscriber, "Given a new token.")

    def _tell(self, request, subscriber, token):
        words = f"The token of {subscriber.name} is {token}. Copy it now: it is not kept and not shown again."
        self.message_user(request, words, messages.WARNING)
