"""The page on which a story is written: it edits the working version, and says what readers see meanwhile."""

import uuid
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import workflow
from articles.admin import conflict
from articles.admin.offers import accepted_topics, offers_for
from articles.admin.state import address_of, state_of, zone
from articles.admin.verbs import KILL, PUBLISH, RELEASE
from articles.content import Content
from articles.forms import HoldForm, LimitsForm, ReleaseForm, ScheduleForm, StoryForms
from articles.models import Article, Stage, Status, Version


def story_page(admin, request, object_id):
    article = None
    if object_id is None:
        if not admin.has_add_permission(request):
            raise PermissionDenied
    else:
        article = admin.get_object(request, object_id)
        if not admin.has_view_or_change_permission(request, article):
            raise PermissionDenied
        if article is None:
            return admin._get_obj_does_not_exist_redirect(request, admin.opts, object_id)
    if request.method == "POST":
        return _save(admin, request, article)
    base = article.working if article else None
    content = base.content if base else _empty()
    forms = StoryForms(content, address=_address(article), admin_site=admin.admin_site)
    return _page(admin, request, article, base, forms, _limits(request, article), uid=uuid.uuid4())


def _save(admin, request, article):
    may_publish = request.user.has_perm(PUBLISH)
    if article and not admin.has_change_permission(request, article):
        raise PermissionDenied
    if "_publish" in request.POST and not may_publish:
        raise PermissionDenied
    if article:
        uid, base = None, loaded_version(article, request.POST.get("base", ""))
        before = base.content
    else:  # the second click of a double click finds the story that the first one made
        uid = _uid(request.POST.get("uid", ""))
        article = Article.objects.select_related("working", "live").filter(uid=uid).first()
        base, before = (article.versions.get(number=1) if article else None), _empty()
    forms = StoryForms(before, request.POST, address=_address(article), admin_site=admin.admin_site)
    limits = _limits(request, article, request.POST if may_publish else None)
    if not forms.is_valid() or (may_publish and not limits.is_valid()):
        return _page(admin, request, article, base, forms, limits, uid=uid)

    content, note = forms.content(), forms.story.cleaned_data["save_note"]
    content = replace(content, topics=(*content.topics, *accepted_topics(request)))
    try:
        if article is None:
            version = _create(request, content, uid=uid, note=note)
            article = version.article
            admin.log_addition(request, article, "Started the story.")
        if may_publish and limits.moved:  # before the save, because a conflict page has no place for them
            workflow.set_limits(article, **limits.limits(), by=request.user)
            admin.log_change(request, article, "Changed the embargo or the expiry.")
        if base:
            version = workflow.save(article, content, base=base, by=request.user, note=note)
    except workflow.EditConflict as exc:
        asked = conflict.Asked(article=article, base=base, current=exc.current, mine=content, note=note)
        return conflict.conflict_page(admin, request, asked, exc.conflict)
    except workflow.WorkflowError as exc:
        return _page(admin, request, article, base, forms, limits, uid=uid, failure=str(exc))
    except IntegrityError:
        if uid and Article.objects.filter(uid=uid).exists():
            return _save(admin, request, None)
        raise
    is_merged = conflict.say_what_was_saved(admin, request, version, base)
    if "_publish" in request.POST:
        _publish(admin, request, version, is_merged=is_merged)
    return HttpResponseRedirect(admin.link("change", article.pk))


@transaction.atomic
def _create(request, content, *, uid, note) -> Version:
    return workflow.create(content, by=request.user, note=note, uid=uid).working


def _publish(admin, request, version, *, is_merged: bool):
    if is_merged:
        messages.warning(request, "Not published: look first at what others changed meanwhile, then publish.")
        return
    try:
        with transaction.atomic():
            article = workflow.publish(version.article, version=version)
            admin.log_change(request, article, f"Published version {version.number}.")
    except workflow.WorkflowError as exc:
        messages.error(request, f"Saved, but not published: {exc}")
    else:
        messages.success(request, f"Published version {version.number}.")


def loaded_version(article: Article, pk: str) -> Version:
    """The version that a form was filled with; it must be one of this story."""
    version = article.versions.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    if version is None:
        raise BadRequest("This form does not say which version of the story it was filled with.")
    return version


def _uid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError:
        raise BadRequest("This form was not filled by the desk.") from None


def _empty() -> Content:
    return Content(language=settings.LANGUAGE_CODE)


def _address(article: Article | None) -> str:
    return address_of(article, timezone.now())


def _limits(request, article, data=None) -> LimitsForm:
    return LimitsForm(data, article=article, may_release=request.user.has_perm(RELEASE))


def _page(admin, request, article, base, forms, limits, *, uid=None, failure=""):
    now = timezone.now()
    may = {
        "edit": admin.has_change_permission(request, article) if article else admin.has_add_permission(request),
        "publish": request.user.has_perm(PUBLISH),
        "kill": request.user.has_perm(KILL),
        "release": request.user.has_perm(RELEASE),
    }
    is_killed = article is not None and article.status == Status.KILLED
    errors = forms.errors() if forms.story.is_bound else []
    if limits.is_bound:
        errors += [
            (limits[name].id_for_label, limits[name].label, text)
            for name in limits.errors
            for text in limits.errors[name]
        ]
    context = admin.admin_site.each_context(request) | {
        "title": (article.working.headline or f"Story {article.pk}") if article else "New story",
        "article": article,
        "base": base,
        "uid": uid,
        "forms": forms,
        "story": forms.story,
        "limits": limits,
        "schedule": ScheduleForm(),
        "hold": HoldForm(label_suffix=""),
        "release": ReleaseForm(label_suffix=""),
        "media": forms.media,
        "errors": errors,
        "failure": failure,
        "may": may,
        "is_open": may["edit"] and not is_killed,
        "state": state_of(article, now) if article else None,
        "is_visible": bool(article) and article.is_visible(now),
        "address": _address(article),
        "zone": zone(),
        "Stage": Stage,
        "opts": admin.opts,
        "has_delete_permission": bool(article) and admin.has_delete_permission(request, article),
        "panels": [panel(request, article) for panel in admin.panels] if article else [],
        "offers": offers_for(request, base.content) if base and may["edit"] and not is_killed else None,
    }
    status = 422 if errors or failure else 200
    return TemplateResponse(request, "admin/articles/article/story.html", context, status=status)
