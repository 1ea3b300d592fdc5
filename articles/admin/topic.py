"""What stories are about: the desk's list of sections and topics."""

from django.contrib import admin
from django.db.models import Count
from taggit import admin as taggit_admin

from articles.models import Topic, TopicCode

admin.site.unregister(taggit_admin.Tag)  # our topics are the tags; importing taggit's admin has registered its own


class TopicCodeInline(admin.StackedInline):
    model, extra = TopicCode, 1
    verbose_name_plural = "codes of other vocabularies"


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "parent", "position", "stories"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug", "codes__code"]
    ordering = ["name", "pk"]
    show_full_result_count = False
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "kind", "parent", "position", "description"]
    inlines = [TopicCodeInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(story_count=Count("tagged_articles", distinct=True))

    @admin.display(description="Stories", ordering="story_count")
    def stories(self, topic):
        """Published ones: what a reader finds on the topic's page."""
        return topic.story_count

    def get_search_results(self, request, queryset, search_term):
        """The form offers topics and sections in fields of their own."""
        queryset, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        if request.GET.get("model_name") == "taggedarticle":
            queryset = queryset.exclude(kind=Topic.Kind.SECTION)
        return queryset, may_have_duplicates

    def has_view_permission(self, request, obj=None):
        """Whoever may edit stories may look up their topics."""
        return super().has_view_permission(request, obj) or request.user.has_perm("articles.change_article")
