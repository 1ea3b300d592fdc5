"""The queue: what came in by wire, a line a story, the newest first."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html

from articles import workflow
from articles.admin.listing import Choice
from articles.admin.state import moment
from articles.models import Status, Topic
from wire import filing
from wire.admin.clash import clash_page
from wire.admin.line import line_page, number
from wire.admin.notice import Answerable, answerable, open_notices
from wire.admin.records import RecordAdmin
from wire.models import Chain, Desk, Filed, Item, Notice, Provider

LAST_LOOK, THIS_LOOK = "wire_queue_last_look", "wire_queue_this_look"
LOOK_MINUTES = 10  # turning pages and coming back from a story is still the same look
SHOWS = {
    "new": "New stories",
    "updated": "Newer takes",
    "conflicts": "Waiting: clashes and disputes",
    "notices": "Must be acknowledged",
}


def having(**conditions) -> Exists:
    """Chains with an item that is like this."""
    return Exists(Item.objects.filter(chain=OuterRef("pk"), **conditions))


def shown(chains, show: str):
    """The part of the queue that one of SHOWS names."""
    match show:
        case "new":
            return chains.filter(having(outcome=Filed.CREATED, article__status=Status.DRAFT))
        case "updated":
            return chains.filter(having(outcome=Filed.UPDATED))
        case "conflicts":
            return chains.filter(having(outcome__in=[Filed.CONFLICT, Filed.DISPUTED]))
        case "notices":
            return chains.filter(Exists(Notice.objects.filter(item__chain=OuterRef("pk"), acknowledged_at=None)))
    return chains


class ShowFilter(admin.SimpleListFilter):
    title, parameter_name = "what it is", "show"

    def lookups(self, request, model_admin):
        return list(SHOWS.items())

    def queryset(self, request, queryset):
        return shown(queryset, self.value() or "")


class DeskFilter(Choice):
    """Saved filters: one's own, and those that others share."""

    title, parameter_name = "desk", "desk"

    def lookups(self, request, model_admin):
        return [(desk.pk, str(desk)) for desk in desks_of(request.user)]

    def queryset(self, request, queryset):
        desk = desks_of(self.request.user).filter(pk=self.chosen()).first() if self.chosen() else None
        return desk_part(queryset, desk) if desk else queryset

    def __init__(self, request, *args, **kwargs):
        self.request = request
        super().__init__(request, *args, **kwargs)


def desks_of(user):
    return Desk.objects.filter(Q(owner=user) | Q(is_shared=True)).order_by("name", "pk")


def desk_part(chains, desk: Desk):
    """What a desk looks at."""
    chains = shown(chains, desk.show)
    if desk.provider_id:
        chains = chains.filter(provider=desk.provider_id)
    if desk.language:
        chains = chains.filter(having(language__istartswith=desk.language))
    if desk.most_urgent:
        chains = chains.filter(having(urgency__lte=desk.most_urgent))
    if desk.section_id:
        chains = chains.filter(having(article__working__section=desk.section_id))
    if desk.words:
        chains = worded(chains, desk.words)
    return chains


def worded(chains, words: str):
    """Chains with any of the words, parted by commas, in a headline or slugline."""
    wanted = Q()
    for word in filter(None, (word.strip() for word in words.split(","))):
        wanted |= Q(headline__icontains=word) | Q(slugline__icontains=word)
    return chains.filter(Exists(Item.objects.filter(wanted, chain=OuterRef("pk")))) if wanted else chains


class ProviderFilter(Choice):
    title, parameter_name = "provider", "provider"

    def lookups(self, request, model_admin):
        return Provider.objects.order_by("name").values_list("pk", "name")

    def queryset(self, request, queryset):
        return queryset.filter(provider=self.chosen()) if self.chosen() else queryset


class SectionFilter(Choice):
    title, parameter_name = "section", "section"

    def lookups(self, request, model_admin):
        sections = Topic.objects.filter(kind=Topic.Kind.SECTION).order_by("position", "name")
        return sections.values_list("pk", "name")

    def queryset(self, request, queryset):
        return queryset.filter(having(article__working__section=self.chosen())) if self.chosen() else queryset


class UrgencyFilter(Choice):
    title, parameter_name = "urgency", "urgency"

    def lookups(self, request, model_admin):
        return [(1, "1: flash"), (2, "2 and more urgent"), (3, "3 and more urgent"), (4, "4 and more urgent")]

    def queryset(self, request, queryset):
        return queryset.filter(having(urgency__lte=self.chosen())) if self.chosen() else queryset


class LanguageFilter(admin.SimpleListFilter):
    title, parameter_name = "language", "language"

    def lookups(self, request, model_admin):
        # of the newest, which an index gives: looking through all of them would take longer every year
        recent = Item.objects.order_by("-received_at", "-pk").values_list("language", flat=True)[:1000]
        return [(language, language) for language in sorted({*recent} - {""})]

    def queryset(self, request, queryset):
        return queryset.filter(having(language=self.value())) if self.value() else queryset


class Queue(ChangeList):
    """The lines of one page, each knowing whether it came since the editor looked last."""

    def get_results(self, request):
        super().get_results(request)
        last_look = _last_look(request)
        for chain in self.result_list:
            chain.is_new = last_look is not None and chain.latest_at > last_look


@admin.register(Chain)
class QueueAdmin(RecordAdmin, admin.ModelAdmin):
    """One line a story: everything a provider sent about it. Nobody edits it; the stories it became are edited."""

    list_display = ["told", "of_provider", "urgent", "in_language", "in_section", "came"]
    list_display_links = None
    list_filter = [ShowFilter, DeskFilter, ProviderFilter, SectionFilter, UrgencyFilter, LanguageFilter]
    list_select_related = ["provider", "like__provider"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["key"]  # shows the box; get_search_results says where
    search_help_text = "Searches headlines and sluglines. Several, parted by commas: any of them."
    ordering = ["-latest_at", "-pk"]
    change_list_template = "admin/wire/queue.html"

    class Media:
        css = {"all": ["desk/wire.css"]}

    def get_queryset(self, request):
        items = Item.objects.defer("story_data", "content_data").select_related("article__working__section")
        open_notices = Notice.objects.filter(acknowledged_at=None)
        items = items.order_by("-pk").prefetch_related(Prefetch("notices", open_notices, to_attr="open_notices"))
        return super().get_queryset(request).prefetch_related(Prefetch("items", items))

    def get_search_results(self, request, queryset, search_term):
        return (worded(queryset, search_term) if search_term else queryset), False

    def get_changelist(self, request, **kwargs):
        return Queue

    # -- Columns ------------------------------------------------------------------------------------------------------

    @admin.display(description="Story")
    def told(self, chain):
        items = list(chain.items.all())
        if not items:
            return chain.key
        latest = items[0]
        parts = [format_html('<a href="{}" dir="auto">{}</a>', _line(chain), latest.headline or latest.guid)]
        parts += [format_html('<span class="chip chip-{}">{}</span>', kind, words) for kind, words in _chips(items)]
        if latest.slugline:
            parts.append(format_html('<span class="quiet" dir="auto">{}</span>', latest.slugline))
        if chain.like:
            parts.append(
                format_html('<a class="quiet" href="{}">also from {}</a>', _line(chain.like), chain.like.provider)
            )
        return format_html("{}" + " {}" * (len(parts) - 1), *parts)

    @admin.display(description="Provider", ordering="provider__name")
    def of_provider(self, chain):
        return chain.provider

    @admin.display(description="Urgency")
    def urgent(self, chain):
        urgencies = [item.urgency for item in chain.items.all() if item.urgency is not None]
        return min(urgencies, default=None)

    @admin.display(description="Language")
    def in_language(self, chain):
        return ", ".join(sorted({item.language for item in chain.items.all()} - {""}))

    @admin.display(description="Section")
    def in_section(self, chain):
        sections = (item.article.working.section for item in chain.items.all() if item.article)
        return next((section for section in sections if section), None)

    @admin.display(description="Received", ordering="latest_at")
    def came(self, chain):
        mark = format_html(' <span class="chip chip-new">{}</span>', "since you looked") if chain.is_new else ""
        return format_html("{}{}", moment(chain.latest_at), mark)

    # -- Pages --------------------------------------------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        current = desks_of(request.user).filter(pk=number(request.GET.get("desk"))).first()
        context = {
            "title": "Wire queue",
            "desks": desks_of(request.user),
            "current_desk": current,
            "filters": request.GET.urlencode(),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return line_page(self, request, object_id, notices_of)

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("clash/<int:pk>/", view(partial(clash_page, self)), name="wire_chain_clash"),
            path("derive/<int:pk>/", view(self.derive), name="wire_chain_derive"),
            path("desks/save/", view(self.save_desk), name="wire_chain_save_desk"),
            path("desks/<int:pk>/delete/", view(self.delete_desk), name="wire_chain_delete_desk"),
        ]
        return [*own, *super().get_urls()]

    def derive(self, request, pk):
        """A draft of the desk's own from a take. A kill, a hold or a correction of the take reaches it too."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (self.has_view_permission(request) and request.user.has_perm("articles.add_article")):
            raise PermissionDenied
        item = Item.objects.select_related("provider").filter(pk=pk, content_data__isnull=False).first()
        if item is None:
            raise Http404
        with transaction.atomic():
            article = workflow.create(item.content, by=request.user, note=f"From copy of {item.provider}")
            filing.derive(item, article, by=request.user)
        messages.success(request, f"A draft of our own, made from copy of {item.provider}.")
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def save_desk(self, request):
        """Keep the filters of the page one is on, under a name."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        given = request.POST
        name = given.get("name", "").strip()[:100]
        if not name:
            messages.error(request, "Give the desk a name.")
            return HttpResponseRedirect(f"{_queue()}?{given.get('filters', '')}")
        values = {
            "show": given.get("show", "") if given.get("show") in SHOWS else "",
            "provider_id": _existing(Provider, given.get("provider")),
            "section_id": _existing(Topic, given.get("section")),
            "language": given.get("language", "")[:35],
            "most_urgent": min(number(given.get("urgency")) or 0, 9) or None,
            "words": given.get("q", "")[:200],
            "is_shared": "is_shared" in given,
        }
        desk, is_new = Desk.objects.update_or_create(owner=request.user, name=name, defaults=values)
        messages.success(request, f"The desk “{desk}” is {'saved' if is_new else 'changed'}.")
        return HttpResponseRedirect(f"{_queue()}?{urlencode({'desk': desk.pk})}")

    def delete_desk(self, request, pk):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        deleted, _ = Desk.objects.filter(owner=request.user, pk=pk).delete()
        messages.success(request, "The desk is gone; the copy in it stays.") if deleted else messages.error(
            request, "Only who made a desk can delete it."
        )
        return HttpResponseRedirect(_queue())


def notices_of(request, chain: Chain) -> list[Answerable]:
    now = timezone.now()
    return [answerable(notice, request, now) for notice in open_notices(item__chain=chain)]


def _chips(items: list[Item]) -> list[tuple[str, str]]:
    """What is to be said of a line at a glance, the gravest first."""
    latest = items[0]
    chips = [("killed", notice.get_kind_display()) for item in items for notice in item.open_notices]
    if any(item.outcome in (Filed.CONFLICT, Filed.DISPUTED) for item in items):
        chips.append(("changed", "Waits for you"))
    takes = sum(item.outcome != Filed.UNCHANGED for item in items)
    if latest.outcome == Filed.CREATED:
        chips.append(("scheduled", "New"))
    elif takes > 1:
        chips.append(("scheduled", f"Take {takes}"))
    article = next((item.article for item in items if item.article), None)
    if article:
        kind = {Status.PUBLISHED: "published", Status.KILLED: "killed"}.get(article.status, "stage")
        chips.append((kind, article.get_status_display()))
    return list(dict.fromkeys(chips))


def _last_look(request):
    """When this editor looked at the queue before the look that is going on."""
    now = timezone.now()
    this, last = (parse_datetime(request.session.get(key, "")) for key in (THIS_LOOK, LAST_LOOK))
    if this is None or (now - this).total_seconds() > LOOK_MINUTES * 60:
        last = this
        request.session[LAST_LOOK] = this.isoformat() if this else ""
    request.session[THIS_LOOK] = now.isoformat()
    return last


def _existing(model, value: str | None) -> int | None:
    return model.objects.filter(pk=number(value)).values_list("pk", flat=True).first()


def _queue() -> str:
    return reverse("admin:wire_chain_changelist")


def _line(chain: Chain) -> str:
    return reverse("admin:wire_chain_change", args=[chain.pk])
