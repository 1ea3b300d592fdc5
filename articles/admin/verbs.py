"""The buttons that are not "Save": each is a POST with its own right, for the version that the editor looked at."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import workflow
from articles.admin.state import address_of, moment, zone
from articles.forms import HoldForm, KillForm, ReleaseForm, ScheduleForm
from articles.forms.correcting import UpdateForm
from articles.models import Article, Stage

PUBLISH, KILL, EDIT = "articles.publish_article", "articles.kill_article", "articles.change_article"
RELEASE = workflow.RELEASE


def verb(permission: str):
    """Make a page of `view(request, article)`, which does one thing to a story and returns what it did, in words.

    A verb that cannot be done becomes a message; what was done is written down with the name of who did it.
    """

    def decorator(view):
        @wraps(view)
        def page(admin, request, object_id):
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            if not request.user.has_perm(permission):
                raise PermissionDenied
            try:
                with transaction.atomic():
                    article = looked_at(object_id, request.POST.get("version", ""))
                    done = view(request, article)
                    admin.log_change(request, article, done)
            except workflow.WorkflowError as exc:
                messages.error(request, str(exc))
            else:
                messages.success(request, done)
            return HttpResponseRedirect(admin.link("change", object_id))

        return page

    return decorator


def looked_at(pk: int, version: str) -> Article:
    """The story, locked, if its working version is still the one that the editor looked at."""
    article = Article.objects.select_for_update(of=("self",)).select_related("working", "live").filter(pk=pk).first()
    if article is None:
        raise Http404
    if str(article.working_id) != version:
        raise workflow.WorkflowError("Somebody saved this story since you opened it. Look at the new version first.")
    return article


@verb(PUBLISH)
def publish(request, article):
    was_seen = bool(address_of(article, timezone.now()))
    told = UpdateForm(request.POST).told() | {"override": request.POST.get("override", "")}
    article = workflow.publish(article, version=article.working, by=request.user, **told)
    return f"Published version {article.working.number}" + (" as an update." if was_seen else ".")


@verb(PUBLISH)
def schedule(request, article):
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        raise workflow.WorkflowError(" ".join(form.errors["at"]))
    at, override = form.cleaned_data["at"], request.POST.get("override", "")
    article = workflow.publish(article, at=at, version=article.working, by=request.user, override=override)
    return f"Scheduled version {article.working.number} for {moment(article.publish_at)} ({zone()})."


@verb(PUBLISH)
def unpublish(request, article):
    workflow.unpublish(article, by=request.user)
    return "Unpublished: readers do not see this story any more."


@verb(EDIT)
def set_stage(request, article):
    stage = request.POST.get("stage", "")
    if stage not in Stage.values:
        raise workflow.WorkflowError("There is no such stage.")
    if stage == Stage.APPROVED and not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    workflow.set_stage(article, Stage(stage), version=article.working)
    return {
        Stage.IN_REVIEW: f"Sent version {article.working.number} for review.",
        Stage.APPROVED: f"Approved version {article.working.number}.",
        Stage.DRAFT: f"Sent version {article.working.number} back to its writer.",
    }[Stage(stage)]


@verb(PUBLISH)
def hold(request, article):
    form = HoldForm(request.POST)
    if not form.is_valid():
        raise workflow.WorkflowError("Say in a sentence why the story is held; the desk will see it.")
    workflow.hold(article, note=form.cleaned_data["note"])
    return f"Held: {form.cleaned_data['note']}"


@verb(RELEASE)
def release(request, article):
    reason = ReleaseForm(request.POST).data.get("reason", "")
    article = workflow.release(article, by=request.user, reason=reason)
    return f"Released: {article.releases.last().reason}"


def kill(admin, request, object_id):
    """Ask for the note that readers will see, say what will happen, and withdraw the story.

    No version is expected here: a libel must be stopped also while somebody is typing.
    """
    if not request.user.has_perm(KILL):
        raise PermissionDenied
    article = admin.get_object(request, object_id)
    if article is None:
        raise Http404
    form = KillForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                article = workflow.kill(article, note=form.cleaned_data["note"], by=request.user)
                admin.log_change(request, article, f"Killed. Readers are told: {article.kill_note}")
        except workflow.WorkflowError as exc:
            messages.error(request, str(exc))
        else:
            messages.success(request, "Killed. Readers get your note instead of the story.")
        return HttpResponseRedirect(admin.link("change", article.pk))
    context = admin.admin_site.each_context(request) | {
        "title": "Kill this story",
        "article": article,
        "form": form,
        "opts": admin.opts,
        "address": address_of(article, timezone.now()),
    }
    return TemplateResponse(
        request, "admin/articles/article/kill.html", context, status=200 if not form.errors else 422
    )
