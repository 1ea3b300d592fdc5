"""Changes of a live story that are to come: scheduling one, canceling it, taking it up again."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect

from articles import workflow
from articles.admin import conflict
from articles.admin.state import moment, zone
from articles.admin.verbs import EDIT, PUBLISH, verb
from articles.forms.schedule import ChangeForm
from articles.models import ScheduledChange

What = ScheduledChange.What


@verb(PUBLISH)
def schedule_change(request, article):
    form = ChangeForm(request.POST, article=article)
    if not form.is_valid():
        raise workflow.WorkflowError(form.trouble())
    told = form.cleaned_data
    number = article.working.number
    workflow.schedule_change(
        article,
        what=What(told["what"]),
        at=told["at"],
        version=article.working,
        builds_on=told["builds_on"],
        note=told["note"],
        override=request.POST.get("override", ""),
        by=request.user,
    )
    when = f"{moment(told['at'])} ({zone()})"
    if told["what"] == What.UNPUBLISH:
        return f"Readers will not find this story any more from {when} on."
    return (
        f"Set version {number} aside for {when}. Below is what readers see now, so that it can be put right until then."
    )


def _of_change(permission: str):
    """A page for `view(admin, request, change)`, which does something about one change and says what."""

    def decorator(view):
        @wraps(view)
        def page(admin, request, object_id, change_id):
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            if not request.user.has_perm(permission):
                raise PermissionDenied
            changes = ScheduledChange.objects.select_related("article", "version", "base")
            change = changes.filter(pk=change_id, article=object_id).first()
            if change is None:
                raise Http404
            try:
                with transaction.atomic():
                    done = view(request, change)
                    admin.log_change(request, change.article, done)
            except workflow.EditConflict as exc:
                mine, note = change.version.content, f"Took up version {change.version.number}"
                asked = conflict.Asked(
                    article=change.article, base=change.base, current=exc.current, mine=mine, note=note
                )
                return conflict.conflict_page(admin, request, asked, exc.conflict)
            except workflow.WorkflowError as exc:
                messages.error(request, str(exc))
            else:
                messages.success(request, done)
            return HttpResponseRedirect(admin.link("change", object_id))

        return page

    return decorator


@_of_change(PUBLISH)
def cancel_change(request, change):
    workflow.cancel_change(change, by=request.user)
    what = "The update" if change.what == What.UPDATE else "The end"
    kept = f" Version {change.version.number} is in the history." if change.version else ""
    return f"{what} that was set for {moment(change.at)} will not come.{kept}"


@_of_change(EDIT)
def take_up_change(request, change):
    if change.state == ScheduledChange.State.WAITING and not request.user.has_perm(PUBLISH):
        raise PermissionDenied  # what somebody scheduled would not come any more
    if change.version is None:
        raise workflow.WorkflowError("There is no version in this change to take up.")
    workflow.take_up(change, by=request.user)
    return f"Took up version {change.version.number}: it is below, and does not come by itself any more."
