"""Saying in public what was wrong, and withholding what may not be read any more: two pages that ask first."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import workflow
from articles.admin.changes import changes
from articles.admin.state import address_of
from articles.admin.verbs import KILL, PUBLISH, looked_at
from articles.forms.correcting import CorrectForm, WithholdForm
from articles.models import Article, Correction, Status

CORRECT = workflow.CORRECT


def may_correct(user) -> bool:
    return user.has_perm(CORRECT) or user.has_perm(PUBLISH)


def correct(admin, request, object_id):
    """Ask for the note, show what will be published with it, and do both at once."""
    if not may_correct(request.user):
        raise PermissionDenied
    article = _story(admin, request, object_id)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "text", "changes_meaning")}
        try:
            with transaction.atomic():
                locked = looked_at(article.pk, request.POST.get("version", ""))
                correction = workflow.correct(locked, **said, by=request.user)
                admin.log_change(request, locked, f"Published a note. {correction}")
        except workflow.WorkflowError as exc:
            form.add_error(None, str(exc))
        else:
            messages.success(request, f"{correction.get_kind_display()} published: readers see it on the story now.")
            return HttpResponseRedirect(admin.link("change", article.pk))
    live = article.live
    return _page(
        admin,
        request,
        article,
        "correct",
        form,
        title="Correct this story",
        kinds=Correction.Kind,
        changes=changes(live.content, article.working.content) if live and live.pk != article.working_id else [],
    )


def withhold(admin, request, object_id):
    """Ask which former versions, and for the words that stand in their place."""
    if not request.user.has_perm(KILL):
        raise PermissionDenied
    article = _story(admin, request, object_id)
    records = article.public_records.released(timezone.now()).select_related("version__withheld", "by")
    form = WithholdForm(request.POST if request.method == "POST" else None, records=records)
    if form.is_valid():
        numbers, reason = form.cleaned_data["numbers"], form.cleaned_data["reason"]
        try:
            with transaction.atomic():
                workflow.withhold(article, numbers, reason=reason, by=request.user)
                named = ", ".join(map(str, numbers))
                admin.log_change(
                    request, article, f"Withheld what readers were shown as {named}. They are told: {reason}"
                )
        except workflow.WorkflowError as exc:
            form.add_error(None, str(exc))
        else:
            messages.success(request, "Withheld: readers get your note in place of the words.")
            return HttpResponseRedirect(admin.link("change", article.pk))
    return _page(admin, request, article, "withhold", form, title="What readers were shown", records=records)


def _story(admin, request, object_id) -> Article:
    article = admin.get_object(request, object_id)
    if article is None:
        raise Http404
    return article


def _page(admin, request, article, name, form, **context):
    context |= admin.admin_site.each_context(request) | {
        "article": article,
        "form": form,
        "opts": admin.opts,
        "address": address_of(article, timezone.now()),
        "is_killed": article.status == Status.KILLED,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, f"admin/articles/article/{name}.html", context, status=status)
