"""Assignments at the desk: the button on a story's page, and "mine" in the list."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone

from articles import workflow
from articles.admin.state import moment, zone
from articles.admin.verbs import EDIT, verb
from articles.forms.assigning import AssignForm
from articles.models import Status


@verb(EDIT)
def assign(request, article):
    form = AssignForm(request.POST)
    if not form.is_valid():
        raise workflow.WorkflowError(" ".join(text for texts in form.errors.values() for text in texts))
    assignment = workflow.assign(article, **form.cleaned_data, by=request.user, now=timezone.now())
    if assignment is None:
        return "Assigned to nobody."
    due = f", due {moment(assignment.due_at)}" if assignment.due_at else ""
    return f"Assigned to {assignment.person}{due}."


class MineFilter(admin.SimpleListFilter):
    title, parameter_name = "mine", "mine"

    def lookups(self, request, model_admin):
        return [("assigned", "Assigned to me"), ("drafts", "My drafts")]

    def queryset(self, request, queryset):
        if self.value() == "assigned":
            return queryset.filter(assignments__person=request.user, assignments__ended_at=None)
        if self.value() == "drafts":
            return queryset.filter(status=Status.DRAFT, working__created_by=request.user)
        return queryset


def assigned_panel(request, article) -> str:
    """Who has the story, and the form to give it to somebody, on the story's page."""
    if not request.user.has_perm(EDIT) or article.status == Status.KILLED:
        return ""
    current = article.assignments.filter(ended_at=None).select_related("person", "by").first()
    initial = {"person": current.person_id, "due_at": current.due_at, "task": current.task} if current else {}
    context = {"article": article, "current": current, "form": AssignForm(initial=initial), "zone": zone()}
    return render_to_string("admin/articles/article/_assignment.html", context, request)
