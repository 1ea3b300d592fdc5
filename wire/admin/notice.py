"""What an editor must acknowledge: the list, and the answers that close a notice."""

from dataclasses import dataclass
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from articles import workflow
from articles.admin.state import moment, state_of
from articles.models import Article, Status, Version
from wire import filing
from wire.admin.line import line_of
from wire.admin.records import RecordAdmin
from wire.models import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable:
    """A notice as a page shows it, with what this editor may answer."""

    notice: Notice
    live: bool
    can_correct: bool
    can_kill: bool
    can_return: bool
    line: str


def answerable(notice: Notice, request, now) -> Answerable:
    article = notice.article
    stands = article is not None and article.status != Status.KILLED
    may_publish = request.user.has_perm("articles.publish_article")
    return Answerable(
        notice=notice,
        live=article is not None and article.is_visible(now),
        can_correct=stands and may_publish and notice.kind == Notice.Kind.CORRECTION,
        can_kill=stands and request.user.has_perm("articles.kill_article"),
        can_return=notice.kind == Notice.Kind.RETURN and request.user.has_perm("articles.add_article"),
        line=line_of(notice.item),
    )


def open_notices(**of) -> list[Notice]:
    """Those that wait for an answer: about stories that readers see first, then the oldest."""
    notices = Notice.objects.filter(acknowledged_at=None, **of).select_related("article__working", "item__provider")
    notices = notices.defer("item__story_data", "item__content_data", "article__body", "article__body_text")
    return list(live_first(notices)[:50])


def live_first(notices):
    is_live = Case(When(article__status=Status.PUBLISHED, then=Value(0)), default=Value(1), output_field=IntegerField())
    return notices.order_by(is_live, "raised_at", "pk")


class OpenFilter(admin.SimpleListFilter):
    title, parameter_name = "answer", "answered"

    def lookups(self, request, model_admin):
        return [("yes", "Answered")]

    def choices(self, changelist):
        first, *rest = super().choices(changelist)
        return [first | {"display": "Open"}, *rest]

    def queryset(self, request, queryset):
        return queryset.filter(acknowledged_at__isnull=self.value() != "yes")


@admin.register(Notice)
class NoticeAdmin(RecordAdmin, admin.ModelAdmin):
    """Each says what happened to which story; the page of its wire story is where it is answered."""

    list_display = ["what", "story", "provider", "raised", "answered"]
    list_display_links = None
    list_filter = [OpenFilter, "kind", "item__provider"]
    list_select_related = ["article__working", "item__provider", "acknowledged_by"]
    list_per_page = 50
    show_full_result_count = False
    sortable_by: list[str] = []

    class Media:
        css = {"all": ["desk/wire.css"]}

    def get_queryset(self, request):
        notices = super().get_queryset(request).defer("item__story_data", "item__content_data", "article__body")
        return live_first(notices)

    def get_ordering(self, request):
        return []

    @admin.display(description="What")
    def what(self, notice):
        return format_html('<a href="{}">{}</a>', line_of(notice.item), notice.get_kind_display())

    @admin.display(description="Story")
    def story(self, notice):
        if notice.article is None:
            return notice.item.headline
        state = state_of(notice.article, timezone.now())
        address = reverse("admin:articles_article_change", args=[notice.article_id])
        told = '<a href="{}" dir="auto">{}</a> <span class="chip chip-{}">{}</span>'
        return format_html(told, address, notice.article.working.headline, state.kind, state.words)

    @admin.display(description="Provider")
    def provider(self, notice):
        return notice.item.provider

    @admin.display(description="Since")
    def raised(self, notice):
        return moment(notice.raised_at)

    @admin.display(description="Answer")
    def answered(self, notice):
        if notice.acknowledged_at is None:
            return None
        return (
            f"{notice.answer} ({notice.acknowledged_by or 'somebody who has left'}, {moment(notice.acknowledged_at)})"
        )

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "To be acknowledged"} | (extra_context or {}))

    def get_urls(self):
        answer = self.admin_site.admin_view(partial(answer_page, self))
        return [path("<int:pk>/answer/", answer, name="wire_notice_answer"), *super().get_urls()]


def answer_page(admin_, request, pk: int):
    """Do what the editor chose and close the notice; what cannot be done is said, and the notice stays open."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    notice = Notice.objects.select_related("article", "item").filter(pk=pk).first()
    if notice is None:
        raise Http404
    offered = answerable(notice, request, timezone.now())
    words, by, now = request.POST.get("answer", ""), request.user, timezone.now()
    try:
        match request.POST.get("do"):
            case "keep":
                done = filing.answer_keep(notice, by=by, reason=words, now=now)
            case "kill" if offered.can_kill:
                done = filing.answer_kill(notice, by=by, note=words, now=now)
            case "correct" if offered.can_correct:
                done = filing.answer_correct(notice, by=by, version=_looked_at(request, notice.article), now=now)
            case "return" if offered.can_return:
                done = filing.answer_return(notice, by=by, now=now)
            case _:
                raise PermissionDenied
    except workflow.WorkflowError as exc:
        messages.error(request, str(exc))
    else:
        admin_.log_change(request, done, done.answer)
        messages.success(request, f"{notice.get_kind_display()}: {done.answer}")
    return HttpResponseRedirect(_back(request, notice))


def _looked_at(request, article: Article) -> Version | None:
    """The working version that the page showed; another one than any of this story's is no version at all."""
    return article.versions.filter(pk=request.POST.get("version") or None).first()


def _back(request, notice: Notice) -> str:
    """Where the editor came from, if that is a page of ours."""
    came_from = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
        return came_from
    return line_of(notice.item)
