"""Stories in the admin: the list, and which page answers which address."""

from collections.abc import Callable
from functools import partial, update_wrapper

from django.contrib import admin
from django.contrib.admin import ActionLocation
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin import bulk, conflict, correcting, drafts, guests, history, listing, saved_filters, schedule, verbs
from articles.admin.assignment import MineFilter, assign, assigned_panel
from articles.admin.measuring import measure_page
from articles.admin.presence import InCompany, presence_page
from articles.admin.preview import preview_page
from articles.admin.readiness import clear_flag, flag
from articles.admin.state import moment, state_of
from articles.admin.story import story_page
from articles.models import Article, Stage


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """The form edits a Content and the verbs change the state: no field of the model is on any form of this admin."""

    list_display = ["story", "state", "in_section", "by", "updated", "words"]
    list_display_links = ["story"]
    list_select_related = ["working__section"]
    list_filter = [MineFilter, *listing.FILTERS]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["working__headline"]  # shows the box; get_search_results says where
    search_help_text = "Searches all words of the working version; an address of ours finds its story."
    change_list_template = "admin/articles/article/list.html"
    ordering = ["-saved_at", "-pk"]
    actions = bulk.ACTIONS
    fields: list[str] = []
    # What the layers above know of a story, as HTML for the story's page, or "".
    panels: list[Callable[[HttpRequest, Article], str]] = [assigned_panel]
    view_on_site = False  # our own pages say what readers see, and where

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body", "body_text", "notes", "working__data")

    def get_object(self, request, object_id, from_field=None):
        """One story, whole."""
        try:
            return Article.objects.select_related("working__created_by", "live").get(pk=object_id)
        except (Article.DoesNotExist, ValueError, OverflowError):
            return None

    def get_changelist(self, request, **kwargs):
        """The list says who has a story open, in the query that it asks anyway."""
        return InCompany

    def get_search_results(self, request, queryset, search_term):
        return (listing.searched(queryset, search_term) if search_term else queryset), False

    @admin.display(description="Headline", ordering="working__headline")
    def story(self, article):
        headline = article.working.headline or f"(no headline, story {article.pk})"
        name = getattr(article, "open_by", None)
        return format_html('{} <span class="chip chip-stage">open: {}</span>', headline, name) if name else headline

    @admin.display(description="State", ordering="status")
    def state(self, article):
        state = state_of(article, timezone.now())
        stage = article.get_stage_display() if article.stage != Stage.DRAFT else ""
        chip = format_html('<span class="chip chip-{}">{}</span>', state.kind, state.words)
        return format_html('{} <span class="chip chip-stage">{}</span>', chip, stage) if stage else chip

    @admin.display(description="Section", ordering="working__section__name")
    def in_section(self, article):
        return article.working.section

    @admin.display(description="Authors", ordering="working__byline")
    def by(self, article):
        return article.working.byline

    @admin.display(description="Updated", ordering="saved_at")
    def updated(self, article):
        return moment(article.saved_at)

    @admin.display(description="Words", ordering="working__words")
    def words(self, article):
        return article.working.words

    # -- Who may do what ----------------------------------------------------------------------------------------------

    def has_publish_permission(self, request):
        return request.user.has_perm("articles.publish_article")

    def has_kill_permission(self, request):
        return request.user.has_perm("articles.kill_article")

    def has_delete_permission(self, request, obj=None):
        """A draft can be spiked. What readers have seen is unpublished or killed: both leave a trace."""
        if obj is None:
            return super().has_delete_permission(request)
        return obj.first_published_at is None and super().has_delete_permission(request, obj)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """No deleting in bulk: it could not say which drafts nobody will ever see again."""
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    # -- Pages --------------------------------------------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        if request.GET.get("e") != "1" and (place := saved_filters.remembered(request)):
            return place
        context = {"title": "Articles", "offered": partial(listing.offered, request)}
        context["kept_query"] = saved_filters.kept_part(request)
        return super().changelist_view(request, context | (extra_context or {}))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return story_page(self, request, object_id)

    def history_view(self, request, object_id, extra_context=None):
        return history.history_page(self, request, object_id)

    def get_urls(self):
        def page(view):
            return update_wrapper(self.admin_site.admin_view(partial(view, self)), view)

        pages = [
            ("publish", verbs.publish),
            ("schedule", verbs.schedule),
            ("unpublish", verbs.unpublish),
            ("hold", verbs.hold),
            ("release", verbs.release),
            ("kill", verbs.kill),
            ("correct", correcting.correct),
            ("withhold", correcting.withhold),
            ("stage", verbs.set_stage),
            ("schedule_change", schedule.schedule_change),
            ("assign", assign),
            ("flag", flag),
            ("clear_flag", clear_flag),
            ("resolve", conflict.resolve_page),
            ("compare", history.compare_page),
            ("restore", history.restore),
            ("autosave", drafts.keep_page),
            ("presence", presence_page),
            ("preview", preview_page),
            ("measure", measure_page),
            ("guests", guests.guests_page),
        ]
        own = [path(f"<int:object_id>/{name}/", page(view), name=f"articles_article_{name}") for name, view in pages]
        own += [
            path("filters/save/", page(saved_filters.save), name="articles_article_save_filters"),
            path("filters/<int:pk>/delete/", page(saved_filters.delete), name="articles_article_delete_filters"),
        ]
        own += [
            path(
                "<int:object_id>/guests/<int:link_id>/revoke/",
                page(guests.revoke),
                name="articles_article_revoke_guest",
            ),
            path("add/measure/", page(measure_page), name="articles_article_measure_new"),
            path("add/preview/", page(preview_page), name="articles_article_preview_new"),
            path("add/autosave/", page(drafts.keep_page), name="articles_article_autosave_new"),
            path("<int:object_id>/copy/<int:copy_id>/", page(drafts.copy_page), name="articles_article_copy"),
            path("<int:object_id>/copy/<int:copy_id>/discard/", page(drafts.discard), name="articles_article_discard"),
        ]
        own += [
            path(f"<int:object_id>/changes/<int:change_id>/{name}/", page(view), name=f"articles_article_{name}_change")
            for name, view in [("cancel", schedule.cancel_change), ("take_up", schedule.take_up_change)]
        ]
        return [*own, *super().get_urls()]

    def link(self, name: str, pk: int) -> str:
        """The address of one of the pages above."""
        return reverse(f"{self.admin_site.name}:articles_article_{name}", args=[pk])
