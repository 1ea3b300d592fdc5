"""Publishing and unpublishing several stories at once, after a page that says what will happen."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import workflow
from articles.admin.state import state_of
from articles.admin.verbs import looked_at


def _confirmed(admin_, request, queryset, *, action: str, title: str, consequence: str, button: str, do):
    """Ask first; then do it to each story whose working version is still the one that the page showed."""
    queryset = queryset.order_by("-saved_at", "-pk")
    if request.POST.get("confirmed") != action:
        now = timezone.now()
        context = admin_.admin_site.each_context(request) | {
            "title": title,
            "stories": [(article, state_of(article, now)) for article in queryset],
            "consequence": consequence,
            "button": button,
            "action": action,
            "checkbox": ACTION_CHECKBOX_NAME,
            "opts": admin_.opts,
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)
    done = 0
    for article in queryset:
        try:
            with transaction.atomic():
                locked = looked_at(article.pk, request.POST.get(f"version-{article.pk}", ""))
                admin_.log_change(request, locked, do(locked))
        except workflow.WorkflowError as exc:
            messages.error(request, f"{article}: {exc}")
        else:
            done += 1
    if done:
        messages.success(request, f"{button}: {done} {'story' if done == 1 else 'stories'}.")
    return HttpResponseRedirect(request.get_full_path())


def _publish(article) -> str:
    return f"Published version {workflow.publish(article, version=article.working).working.number}, in bulk."


def _unpublish(article) -> str:
    workflow.unpublish(article)
    return "Unpublished, in bulk."


@admin.action(description="Publish now …", permissions=["publish"])
def publish_selected(admin_, request, queryset):
    return _confirmed(
        admin_,
        request,
        queryset,
        action="publish_selected",
        title="Publish these stories now?",
        consequence="Readers will see the working version of each of these stories at once.",
        button="Published",
        do=_publish,
    )


@admin.action(description="Unpublish …", permissions=["publish"])
def unpublish_selected(admin_, request, queryset):
    return _confirmed(
        admin_,
        request,
        queryset,
        action="unpublish_selected",
        title="Unpublish these stories?",
        consequence="Readers will not find these stories any more, until they are published again.",
        button="Unpublished",
        do=_unpublish,
    )
