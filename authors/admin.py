"""The people whose names stand over stories."""

from django.contrib import admin

from authors.models import Author, AuthorLink


class AuthorLinkInline(admin.StackedInline):
    model, extra = AuthorLink, 1
    verbose_name_plural = "links, such as X, Mastodon or a website"


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ["name", "role", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug", "role", "beat"]
    ordering = ["name", "pk"]
    show_full_result_count = False
    autocomplete_fields = ["portrait", "user"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "role", "beat", "bio", "portrait", "contact", "user"]
    inlines = [AuthorLinkInline]

    def has_view_permission(self, request, obj=None):
        """Whoever may edit stories may look up who wrote them."""
        return super().has_view_permission(request, obj) or request.user.has_perm("articles.change_article")
