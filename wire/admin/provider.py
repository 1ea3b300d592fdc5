"""Who supplies copy: a provider's page, with its health, its policies and a tester for them."""

from functools import partial

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.state import moment
from wire.admin.tester import tester_page
from wire.health import health_of
from wire.models import Feed, Item, Provider, ProviderMapping, Replacement, Rule


class FeedInline(admin.StackedInline):
    model = Feed
    extra = 0
    fields = ["url", "is_active", "every_seconds", "succeeded_at", "trouble"]
    readonly_fields = ["succeeded_at", "trouble"]


class MappingInline(admin.StackedInline):
    model = ProviderMapping
    extra = 0


class ReplacementInline(admin.StackedInline):
    model = Replacement
    extra = 0


@admin.register(Provider)
class ProviderAdmin(admin.ModelAdmin):
    list_display = ["name", "is_active", "last_heard", "alarm", "publishing", "timezone"]
    search_fields = ["name"]
    ordering = ["name"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "is_active"]}),
        ("How it writes", {"fields": ["timezone", "date_order", "language"]}),
        ("Where its copy goes", {"fields": ["default_section", "default_topics"]}),
        ("What happens without an editor", {"fields": ["publishing", "kills_at_once"]}),
        ("Pictures", {"fields": ["fetches_pictures", "picture_hosts"]}),
        ("Watch and keep", {"fields": ["idle_minutes", "retention_days"]}),
    ]
    autocomplete_fields = ["default_topics"]
    inlines = [FeedInline, ReplacementInline, MappingInline]
    change_form_template = "admin/wire/provider.html"

    class Media:
        css = {"all": ["desk/wire.css"]}

    def get_queryset(self, request):
        newest = Item.objects.filter(provider=OuterRef("pk")).order_by("-received_at", "-pk")
        return super().get_queryset(request).annotate(last=Subquery(newest.values("received_at")[:1]))

    @admin.display(description="Last item", ordering="last")
    def last_heard(self, provider):
        return moment(provider.last) if provider.last else None

    @admin.display(description="Health")
    def alarm(self, provider):
        health = health_of(provider, timezone.now())
        if not health.has_alarm:
            return "Well"
        words = "Nothing comes" if health.is_idle else "Feed in trouble" if health.feeds_in_trouble else "Many rejected"
        return format_html('<span class="chip chip-killed">{}</span>', words)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        provider = self.get_object(request, object_id)
        health = health_of(provider, timezone.now()) if provider else None
        return super().change_view(request, object_id, form_url, {"health": health} | (extra_context or {}))

    def get_urls(self):
        tester = self.admin_site.admin_view(partial(tester_page, self))
        return [path("<int:pk>/test/", tester, name="wire_provider_test"), *super().get_urls()]


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    """Where copy goes. The first rule that fits, in the order of the list, says so."""

    list_display = ["when", "then", "position", "is_active"]
    list_select_related = ["provider", "section"]
    ordering = ["position", "pk"]
    autocomplete_fields = ["topics"]
    fieldsets = [
        ("For copy like this", {"fields": ["provider", "language", "most_urgent", "subject", "words"]}),
        ("Do this", {"fields": ["section", "topics", "is_held"]}),
        (None, {"fields": ["position", "is_active"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("topics")

    @admin.display(description="For")
    def when(self, rule):
        said = [
            str(rule.provider or ""),
            rule.language and f"in {rule.language}",
            rule.most_urgent and f"urgency {rule.most_urgent} or more urgent",
            rule.subject and f"about {rule.subject}",
            rule.words and f"with “{rule.words}”",
        ]
        return ", ".join(filter(None, said)) or "All copy"

    @admin.display(description="Then")
    def then(self, rule):
        topics = ", ".join(topic.name for topic in rule.topics.all())
        said = [
            rule.section and f"section {rule.section}",
            topics and f"topics {topics}",
            rule.is_held and "hold back",
        ]
        return ", ".join(filter(None, said)) or "Nothing"
