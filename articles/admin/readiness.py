"""The checks before publishing at the desk: what they mean here, the house's words, and the legal flag's buttons."""

from django.contrib import admin

from articles import workflow
from articles.admin.verbs import EDIT, verb
from articles.models import CheckPolicy, HouseWord


@admin.register(CheckPolicy)
class CheckPolicyAdmin(admin.ModelAdmin):
    list_display = ["rule", "level", "section", "stage"]
    list_select_related = ["section"]
    ordering = ["rule", "section__position", "stage", "pk"]
    fields = ["rule", "level", "section", "stage"]


@admin.register(HouseWord)
class HouseWordAdmin(admin.ModelAdmin):
    list_display = ["word", "say_instead", "why"]
    search_fields = ["word", "say_instead"]
    ordering = ["word"]
    fields = ["word", "say_instead", "why"]


@verb(EDIT)
def flag(request, article):
    mark = workflow.mark_legal(article, note=request.POST.get("note", ""), by=request.user)
    return f"Flagged for legal review: {mark.note}"


@verb(workflow.CLEAR)
def clear_flag(request, article):
    mark = workflow.clear_legal(article, reason=request.POST.get("reason", ""), by=request.user)
    return f"Cleared the legal flag: {mark.clearance}"
