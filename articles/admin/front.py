"""The front page tool: choose stories, order them, look at the page, and let readers have it now or at a time."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from articles import fronts
from articles.admin.front_draft import Draft
from articles.admin.front_rows import candidates, slots_of
from articles.admin.state import moment, zone
from articles.forms import ScheduleForm
from articles.fronts import CURATE, FrontConflict
from articles.models import Article, Front
from articles.workflow import WorkflowError

PAST = 12  # fronts that the tool lists; the newest


@dataclass(frozen=True, slots=True)
class Standing:
    """A front in the list of what was, is and is to come."""

    front: Front
    words: str
    is_live: bool
    is_to_come: bool


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """One page instead of a list of rows; a front is never edited, so there is no form for one."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(CURATE)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(CURATE)

    def has_module_permission(self, request):
        return request.user.has_perm(CURATE)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_change_permission(request):
            raise PermissionDenied
        return _tool(self, request)

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(view)

        return [
            path("", page(self.changelist_view), name="articles_front_changelist"),
            path("preview/", page(self.preview_page), name="articles_front_preview"),
            path("<int:number>/preview/", page(self.preview_page), name="articles_front_preview_of"),
            path("<int:number>/cancel/", page(self.cancel_page), name="articles_front_cancel"),
        ]

    def preview_page(self, request, number=None):
        """The page as readers get it, with these picks, at the moment they are for. Nobody may keep or list it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        now = timezone.now()
        if number is not None:
            front = _front_or_404(number)
            at = front.live_at if front.live_at and front.live_at > now else now
            picks = fronts.picks_of(front)
        elif request.method == "POST":
            draft, schedule = Draft.sent(request.POST), ScheduleForm(request.POST)
            at, picks = schedule.cleaned_data["at"] if schedule.is_valid() else now, draft.picks()
        else:
            return HttpResponseRedirect(_address())
        return _as_readers_get_it(request, picks, at)

    def cancel_page(self, request, number):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        try:
            front = fronts.cancel(_front_or_404(number), by=request.user, now=timezone.now())
            self.log_change(request, front, f"Took front {number} off the schedule.")
            messages.success(request, f"Front {number} will not take over.")
        except WorkflowError as exc:
            messages.error(request, str(exc))
        return HttpResponseRedirect(_address())


@never_cache
def _as_readers_get_it(request, picks, at):
    request.edition = Article.objects.edition(at)
    page = fronts.compose(at, request.edition.sections, picks=picks)
    context = {"lead": page.lead, "others": page.others, "blocks": page.blocks}
    response = render(request, "articles/front_page.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _tool(admin_, request):
    if request.method != "POST":
        newest = Front.objects.order_by("-number").first()
        shown = Front.objects.filter(number=_number(request.GET.get("from", ""))).first() or newest
        return _page(admin_, request, Draft.of(shown, base=newest.number if newest else 0), shown=shown)
    draft = Draft.sent(request.POST)
    if not {"stage", "publish", "schedule"} & set(request.POST):
        return _page(admin_, request, draft.moved(request.POST), is_changed=draft.has_changes(request.POST))
    return _save(admin_, request, draft)


def _save(admin_, request, draft: Draft):
    now, schedule = timezone.now(), ScheduleForm(request.POST if "schedule" in request.POST else None)
    live_at = now if "publish" in request.POST else None
    if schedule.is_bound:
        if not schedule.is_valid():
            return _page(admin_, request, draft, failure=" ".join(schedule.errors["at"]), is_changed=True, status=422)
        live_at = schedule.cleaned_data["at"]
    if draft.errors:
        return _page(admin_, request, draft, failure=" ".join(draft.errors), is_changed=True, status=422)
    note = request.POST.get("note", "")
    try:
        front = fronts.save_front(draft.picks(), base=draft.base, live_at=live_at, by=request.user, note=note, now=now)
    except FrontConflict as exc:
        mine = replace(draft, base=exc.theirs.number)
        return _page(admin_, request, mine, failure=str(exc), theirs=exc.theirs, is_changed=True, status=409)
    except WorkflowError as exc:
        return _page(admin_, request, draft, failure=str(exc), is_changed=True, status=422)
    if live_at is None:
        done = f"Staged front {front.number}. Readers do not see it."
    elif live_at == now:
        done = f"Published front {front.number}. Readers have it now."
    else:
        done = f"Front {front.number} takes over on {moment(live_at)} ({zone()})."
    admin_.log_change(request, front, done)
    messages.success(request, done)
    return HttpResponseRedirect(_address())


def _page(admin_, request, draft: Draft, *, shown=None, failure="", theirs=None, is_changed=False, status=200):
    now = timezone.now()
    context = admin_.admin_site.each_context(request) | {
        "title": "Front page",
        "opts": admin_.opts,
        "draft": draft,
        "shown": shown,
        "slots": slots_of(draft.picks_by_slot(), now),
        "theirs": theirs,
        "their_slots": slots_of(Draft.of(theirs, base=0).picks_by_slot(), now) if theirs else [],
        "candidates": candidates(draft.stories, words=request.POST.get("q", ""), now=now),
        "q": request.POST.get("q", ""),
        "note": request.POST.get("note", ""),
        "schedule": ScheduleForm(request.POST if failure and request.POST.get("at") else None),
        "standing": _standing(now),
        "failure": failure,
        "is_changed": is_changed,
        "soon": now + timedelta(hours=1),
        "zone": zone(),
    }
    return TemplateResponse(request, "admin/articles/front/tool.html", context, status=status)


def _standing(now) -> list[Standing]:
    live = Front.objects.live(now).first()
    found = []
    for front in Front.objects.select_related("made_by", "canceled_by").order_by("-number")[:PAST]:
        is_to_come = front.live_at is not None and front.live_at > now and front.canceled_at is None
        if front.canceled_at:
            words = f"Taken off the schedule by {front.canceled_by or 'nobody'}, {moment(front.canceled_at)}"
        elif front.live_at is None:
            words = "Staged"
        elif is_to_come:
            words = f"Takes over on {moment(front.live_at)}"
        elif front == live:
            words = f"Readers have it since {moment(front.live_at)}"
        else:
            words = f"Readers had it from {moment(front.live_at)}"
        found.append(Standing(front, words, front == live, is_to_come))
    return found


def _front_or_404(number: int) -> Front:
    front = Front.objects.filter(number=number).first()
    if front is None:
        raise Http404
    return front


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _address() -> str:
    return reverse("admin:articles_front_changelist")
