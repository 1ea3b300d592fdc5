"""Linking stories that are translations of each other."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from articles.models import Translation, TranslationGroup


class TranslationForms(forms.BaseInlineFormSet):
    """Asks what no single row can tell: two stories of one language, or a group of one."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        languages = [form.cleaned_data["article"].working.content.language for form in kept]
        if len(languages) < 2:
            raise ValidationError("Link at least two stories.")
        if twice := {language for language in languages if languages.count(language) > 1}:
            raise ValidationError(f"One story a language: there are several in “{'”, “'.join(sorted(twice))}”.")
        for form, language in zip(kept, languages, strict=True):
            form.instance.language = language


class TranslationInline(admin.TabularInline):
    model, formset = Translation, TranslationForms
    autocomplete_fields = ["article"]
    readonly_fields = ["language"]
    extra, min_num = 1, 2
    verbose_name, verbose_name_plural = "story", "stories, one a language"


@admin.register(TranslationGroup)
class TranslationGroupAdmin(admin.ModelAdmin):
    list_display = ["note", "languages"]
    search_fields = ["note"]
    ordering = ["-pk"]
    inlines = [TranslationInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("translations")

    @admin.display(description="Languages")
    def languages(self, group):
        return ", ".join(sorted(translation.language for translation in group.translations.all()))
