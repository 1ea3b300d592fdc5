"""The standing pages in the admin: their texts change, their addresses do not."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils import timezone

from articles import markup
from articles.forms import BodyField
from articles.models import StandingPage


class StandingPageForm(forms.ModelForm):
    body = BodyField(help_text="The text. What it promises to readers has to be true. It has no pictures.")

    class Meta:
        model = StandingPage
        fields = ["title", "summary", "body", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["body"] = markup.blocks(self.initial.get("body", ""), figures=False)

    def clean_body(self) -> str:
        return markup.clean(markup.join(self.cleaned_data["body"]), figures=False)


@admin.register(StandingPage)
class StandingPageAdmin(admin.ModelAdmin):
    """One row for each page there is: none can be added, and none goes missing from the footer."""

    form = StandingPageForm
    list_display = ["title", "address", "language", "changed_at"]
    ordering = ["pk"]
    readonly_fields = ["address"]
    fields = ["address", "title", "summary", "body", "language"]
    formfield_overrides = {models.CharField: {"widget": forms.TextInput(attrs={"size": 80})}}

    @admin.display(description="Address")
    def address(self, page):
        return page.get_absolute_url()

    def save_model(self, request, obj, form, change):
        if form.changed_data:
            obj.changed_at = timezone.now()
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
