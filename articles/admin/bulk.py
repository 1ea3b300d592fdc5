"""One verb for several stories: a page asks what it needs, then says what will happen to each, then it is done.

What will happen is found out by doing it and taking it back, so the page cannot promise what the verb would refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import workflow
from articles.admin.state import moment, state_of, zone
from articles.admin.verbs import looked_at
from articles.forms import ScheduleForm
from articles.models import Article, Status, Topic

MOST = 100  # stories at once: more than anybody looks at before saying yes


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(Topic.objects.filter(kind=Topic.Kind.SECTION).order_by("position", "name"))


class TopicForm(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.exclude(kind=Topic.Kind.SECTION).order_by("name", "pk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """`do` does it to one story and returns what it did, in words."""

    action: str
    title: str
    consequence: str
    done: str
    do: Callable[[Article, object, object], str]
    form: type[forms.Form] | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    article: Article
    state: object
    words: str
    is_refused: bool


def _page(admin_, request, queryset, bulk: Bulk):
    stories = list(queryset.select_related("working", "live").order_by("-saved_at", "-pk")[: MOST + 1])
    if len(stories) > MOST:
        messages.error(request, f"Choose at most {MOST} stories at once.")
        return HttpResponseRedirect(request.get_full_path())
    is_sent = request.POST.get("asked") == bulk.action or request.POST.get("confirmed") == bulk.action
    form = bulk.form(request.POST if is_sent else None, label_suffix="") if bulk.form else None
    is_ready = form is None or form.is_valid()
    value = next(iter(form.cleaned_data.values())) if form and is_ready else None
    if is_ready and request.POST.get("confirmed") == bulk.action:
        _do(admin_, request, stories, bulk, value)
        return HttpResponseRedirect(request.get_full_path())
    now = timezone.now()
    context = admin_.admin_site.each_context(request) | {
        "title": bulk.title,
        "stories": [_planned(request, article, bulk, value, is_ready, now) for article in stories],
        "consequence": bulk.consequence,
        "bulk": bulk,
        "form": form,
        "is_ready": is_ready,
        "checkbox": ACTION_CHECKBOX_NAME,
        "zone": zone(),
        "opts": admin_.opts,
    }
    status = 422 if form and form.errors else 200
    return TemplateResponse(request, "admin/articles/article/bulk.html", context, status=status)


def _planned(request, article: Article, bulk: Bulk, value, is_ready: bool, now) -> Planned:
    if not is_ready:
        return Planned(article, state_of(article, now), "", is_refused=False)
    try:
        with transaction.atomic():
            words = bulk.do(article, value, request.user)
            transaction.set_rollback(True)
    except workflow.WorkflowError as exc:
        return Planned(article, state_of(article, now), str(exc), is_refused=True)
    return Planned(article, state_of(article, now), words, is_refused=False)


def _do(admin_, request, stories, bulk: Bulk, value) -> None:
    """Each story whose working version is still the one that the page showed; one that is refused stops no other."""
    done = 0
    for article in stories:
        try:
            with transaction.atomic():
                locked = looked_at(article.pk, request.POST.get(f"version-{article.pk}", ""))
                words = bulk.do(locked, value, request.user)
                admin_.log_change(request, locked, f"{words} In bulk.")
        except workflow.WorkflowError as exc:
            messages.error(request, f"{article.working.headline or article}: {exc}")
        else:
            done += 1
    if done:
        messages.success(request, f"{bulk.done}: {done} {'story' if done == 1 else 'stories'}.")


def _publish(article, value, by) -> str:
    article = workflow.publish(article, version=article.working, by=by)
    return f"Published version {article.working.number}."


def _schedule(article, at, by) -> str:
    article = workflow.publish(article, at=at, version=article.working, by=by)
    return f"Scheduled version {article.working.number} for {moment(at)} ({zone()})."


def _unpublish(article, value, by) -> str:
    workflow.unpublish(article, by=by)
    return "Unpublished."


def _set_section(article, section, by) -> str:
    content = article.working.content
    return _saved(article, replace(content, section=section.pk), f"Section: {section}.", by)


def _add_topic(article, topic, by) -> str:
    content = article.working.content
    return _saved(article, replace(content, topics=(*content.topics, topic.pk)), f"Topic: {topic}.", by)


def _saved(article, content, words: str, by) -> str:
    base = article.working
    if workflow.save(article, content, base=base, by=by, note=words) == base:
        return f"{words} It has it already."
    return words + (" Readers see it once the changes are published." if article.status == Status.PUBLISHED else "")


def _action(description: str, permission: str, bulk: Bulk):
    @admin.action(description=description, permissions=[permission])
    def action(admin_, request, queryset):
        if not getattr(admin_, f"has_{permission}_permission")(request):
            raise PermissionDenied
        return _page(admin_, request, queryset, bulk)

    action.__name__ = bulk.action
    return action


ACTIONS = [
    _action(
        "Publish now …",
        "publish",
        Bulk(
            action="publish_selected",
            title="Publish these stories now?",
            consequence="Readers will see the working version of each of these stories at once.",
            done="Published",
            do=_publish,
        ),
    ),
    _action(
        "Schedule …",
        "publish",
        Bulk(
            action="schedule_selected",
            title="Schedule these stories?",
            consequence="Readers will see the working version of each of these stories from then on.",
            done="Scheduled",
            do=_schedule,
            form=ScheduleForm,
        ),
    ),
    _action(
        "Unpublish …",
        "publish",
        Bulk(
            action="unpublish_selected",
            title="Unpublish these stories?",
            consequence="Readers will not find these stories any more, until they are published again.",
            done="Unpublished",
            do=_unpublish,
        ),
    ),
    _action(
        "Set the section …",
        "change",
        Bulk(
            action="set_section",
            title="Set the section of these stories?",
            consequence="Each story gets a new working version in that section. Readers see nothing of it yet.",
            done="Section set",
            do=_set_section,
            form=SectionForm,
        ),
    ),
    _action(
        "Add a topic …",
        "change",
        Bulk(
            action="add_topic",
            title="Add a topic to these stories?",
            consequence="Each story gets a new working version with that topic. Readers see nothing of it yet.",
            done="Topic added",
            do=_add_topic,
            form=TopicForm,
        ),
    ),
]
