"""Linking stories that are translations of each other."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string

from articles.admin.article import ArticleAdmin
from articles.models import Article, Translation, TranslationGroup


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

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Whoever comes from a story finds it in the first row."""
        story = request.GET.get("story", "")
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj.pk is None and story.isascii() and story.isdecimal():
            given["initial"] = [{"article": story}]
        return given

    @admin.display(description="Languages")
    def languages(self, group):
        return ", ".join(sorted(translation.language for translation in group.translations.all()))


def translations_panel(request: HttpRequest, article: Article) -> str:
    """On the story's page: its translations, or the way to link some."""
    if not request.user.has_perm("articles.view_translationgroup"):
        return ""
    linked = Translation.objects.filter(group__translations__article=article).select_related("article__working")
    context = {
        "article": article,
        "linked": linked.defer("article__working__data").order_by("language"),
        "may_link": request.user.has_perm("articles.add_translationgroup"),
    }
    return render_to_string("admin/articles/article/_translations.html", context, request)


ArticleAdmin.panels.append(translations_panel)
