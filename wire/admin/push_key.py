"""The keys that agencies sign with when they push their copy. A secret is shown once, on the page after it was made."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from wire.models import PushKey
from wire.sources.push import MOST_KEYS, make_key, secrets_of


class PushKeyForm(forms.ModelForm):
    """Never more active keys than two: an old one and the one that takes its place."""

    def clean(self):
        data = super().clean()
        provider = data.get("provider") or self.instance.provider
        others = provider.push_keys.filter(is_active=True).exclude(pk=self.instance.pk)
        if data.get("is_active", True) and others.count() >= MOST_KEYS:
            raise forms.ValidationError(
                f"{provider} has {MOST_KEYS} active keys. Switch off the one that is no longer used."
            )
        return data


@admin.register(PushKey)
class PushKeyAdmin(admin.ModelAdmin):
    form = PushKeyForm
    list_display = ["key_id", "provider", "is_active", "created_at", "last_used_at"]
    list_filter = ["provider", "is_active"]
    list_select_related = ["provider"]
    ordering = ["provider__name", "-created_at", "pk"]
    readonly_fields = ["key_id", "created_at", "last_used_at"]

    def get_fields(self, request, obj=None):
        return ["provider", "key_id", "is_active", "created_at", "last_used_at"] if obj else ["provider"]

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "provider"] if obj else self.readonly_fields

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        made = make_key(obj.provider, now=timezone.now())
        for field in ("pk", "key_id", "salt", "created_at", "is_active"):
            setattr(obj, field, getattr(made, field))

    def response_add(self, request, obj, post_url_continue=None):
        """Not a redirect: what a redirect could carry would be kept somewhere."""
        context = self.admin_site.each_context(request) | {
            "title": "A new key",
            "key": obj,
            "secret": secrets_of(obj)[0],
            "address": settings.SITE_URL + reverse("wire:push", args=[obj.provider.slug]),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/wire/push_key_made.html", context)
