"""The outbox, to look at and to try again; and the webhooks that it calls."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html

from articles import outbox
from articles.admin.state import moment
from articles.delivery.webhook import secret_of
from articles.models import DeskWorker, Effect, Event, Webhook
from articles.models.webhook import new_salt

CHIPS = {"waiting": "scheduled", "done": "published", "failed": "killed", "dropped": "expired"}
KINDS = {"websub": "Ping of the hub", "webhook": "Webhook", "mail": "Mail"}


@admin.register(Effect)
class EffectAdmin(admin.ModelAdmin):
    """Nothing here can be changed; what was given up can be tried again. The payload is nobody's business: mails."""

    list_display = ["what", "about", "stands", "due", "tried", "trouble"]
    list_display_links = ["what"]
    list_filter = ["state", "kind"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["key", "trouble"]
    ordering = ["-due_at", "-pk"]
    actions = ["try_again"]
    fields = ["what", "key", "stands", "due", "next_try", "tried", "trouble", "in_hands_of", "created_at", "ended_at"]
    readonly_fields = fields

    @admin.display(description="What", ordering="kind")
    def what(self, effect):
        return KINDS.get(effect.kind, effect.kind)

    @admin.display(description="About")
    def about(self, effect):
        return effect.key.split(":")[1] if effect.subject.startswith("story:") else effect.key

    @admin.display(description="State", ordering="state")
    def stands(self, effect):
        return format_html('<span class="chip chip-{}">{}</span>', CHIPS[effect.state], effect.get_state_display())

    @admin.display(description="Due", ordering="due_at")
    def due(self, effect):
        return moment(effect.due_at)

    @admin.display(description="Tried", ordering="attempts")
    def tried(self, effect):
        return {0: "not yet", 1: "once"}.get(effect.attempts, f"{effect.attempts} times")

    @admin.display(description="Next try")
    def next_try(self, effect):
        return moment(effect.next_try_at) if effect.state == Effect.State.WAITING else None

    @admin.display(description="In the hands of")
    def in_hands_of(self, effect):
        return effect.owner

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_retry_permission(self, request):
        return request.user.has_perm("articles.change_effect")

    @admin.action(description="Try again now", permissions=["retry"])
    def try_again(self, request, queryset):
        now, again = timezone.now(), 0
        for effect in queryset.filter(state=Effect.State.FAILED):
            with transaction.atomic():
                if outbox.retry(effect.pk, now=now):
                    self.log_change(request, effect, "Tried again.")
                    again += 1
        said = f"{again} tried again, at once." if again else "Only what was given up can be tried again."
        messages.add_message(request, messages.SUCCESS if again else messages.WARNING, said)

    def changelist_view(self, request, extra_context=None):
        if request.method == "GET" and not DeskWorker.is_anybody_there(timezone.now()):
            messages.warning(request, "Nobody is at work: nothing goes out until somebody runs “manage.py run_desk”.")
        return super().changelist_view(request, {"title": "Outbox"} | (extra_context or {}))


class WebhookForm(forms.ModelForm):
    events = forms.MultipleChoiceField(
        choices=Event, initial=list(Event), label="Is told of", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "events", "is_active"]
        help_texts = {"url": "Public addresses only, and the very one: where it redirects to is not followed."}


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):
    form = WebhookForm
    list_display = ["name", "url", "is_active"]
    ordering = ["name", "pk"]
    actions = ["make_secret"]

    def response_add(self, request, obj, post_url_continue=None):
        return self._shown_once(request, obj)

    @admin.action(description="Make a new secret", permissions=["change"])
    def make_secret(self, request, queryset):
        hook = queryset.first()
        if queryset.count() != 1:
            messages.error(request, "Choose one webhook: its secret is shown once.")
            return None
        hook.salt = new_salt()
        hook.save(update_fields=["salt"])
        self.log_change(request, hook, "Made a new secret.")
        return self._shown_once(request, hook)

    def _shown_once(self, request, hook):
        context = self.admin_site.each_context(request) | {
            "title": f"The secret of {hook}",
            "hook": hook,
            "secret": secret_of(hook),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/schedule/webhook_made.html", context)
