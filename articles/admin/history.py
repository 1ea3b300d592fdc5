"""The versions of a story: who made which, when and why; what changed between two; and the way back to one."""

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse

from articles import workflow
from articles.admin.access import story_for
from articles.admin.changes import changes
from articles.models import Article, Status

PER_PAGE = 50


def history_page(admin, request, object_id):
    article = story_for(admin, request, object_id, may=admin.has_view_or_change_permission)
    copies = article.draft_copies.select_related("created_by").defer("data").order_by("-kept_at", "-pk")
    versions = article.versions.select_related("created_by").defer("data").order_by("-number")
    versions = versions.prefetch_related(Prefetch("draft_copies", copies))
    page = Paginator(versions, PER_PAGE).get_page(request.GET.get("p"))
    content_type = ContentType.objects.get_for_model(Article)
    actions = LogEntry.objects.filter(content_type=content_type, object_id=str(article.pk))
    context = admin.admin_site.each_context(request) | {
        "title": "History",
        "article": article,
        "page": page,
        "unsaved": copies.filter(saved_as=None)[:PER_PAGE],
        "actions": actions.select_related("user").order_by("-action_time", "-pk")[:PER_PAGE],
        "may_restore": admin.has_change_permission(request, article) and article.status != Status.KILLED,
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)


def compare_page(admin, request, object_id):
    """What changed from version `a` to version `b`; their order does not matter."""
    article = story_for(admin, request, object_id, may=admin.has_view_or_change_permission)
    numbers = [request.GET.get(name, "") for name in ("a", "b")]
    if not all(number.isdecimal() and len(number) < 10 for number in numbers):
        raise Http404
    versions = article.versions.select_related("created_by").filter(number__in=numbers).order_by("number")
    if len(versions) != len(set(map(int, numbers))):
        raise Http404
    old, new = versions[0], versions[len(versions) - 1]
    context = admin.admin_site.each_context(request) | {
        "title": f"Version {old.number} and version {new.number}",
        "article": article,
        "old": old,
        "new": new,
        "changes": changes(old.content, new.content),
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


def restore(admin, request, object_id):
    """Make an old version the working one again, as a new version."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = story_for(admin, request, object_id, may=admin.has_change_permission)
    wanted = [request.POST.get(name, "") for name in ("restore", "base")]
    versions = article.versions.in_bulk([int(pk) for pk in wanted if pk.isdecimal() and len(pk) < 19])
    try:
        old, base = (versions[int(pk)] for pk in wanted)
    except (KeyError, ValueError):
        raise Http404 from None
    try:
        version = workflow.restore(article, old, base=base, by=request.user)
    except workflow.WorkflowError as exc:
        messages.error(request, str(exc))
        return HttpResponseRedirect(admin.link("history", article.pk))
    if version.pk == base.pk:
        messages.info(request, f"The story already reads as it did in version {old.number}.")
    else:
        admin.log_change(request, article, f"Restored version {old.number} as version {version.number}.")
        messages.success(
            request, f"Restored version {old.number} as version {version.number}. Readers see nothing of it yet."
        )
    return HttpResponseRedirect(admin.link("change", article.pk))
