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
from articles.admin import conflict, drafts
from articles.admin.correcting import may_correct
from articles.admin.drafts import form_id, loaded_version
from articles.admin.measuring import length_of
from articles.admin.offers import accepted_topics, offers_for
from articles.admin.presence import who_else
from articles.admin.state import address_of, state_of, zone
from articles.admin.verbs import KILL, PUBLISH, RELEASE
from articles.forms import HoldForm, LimitsForm, ReleaseForm, ScheduleForm, StoryForms, empty_content
from articles.forms.correcting import UpdateForm
from articles.models import Article, Reason, Stage, Status, Version


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
    copy = drafts.asked_for(request, article) if article else None
    base = copy.base if copy else article.working if article else None
    content, posted = base.content if base else empty_content(), drafts.posted_of(copy) if copy else None
    forms = StoryForms(content, posted, address=_address(article), admin_site=admin.admin_site)
    limits = _limits(request, article, posted if request.user.has_perm(PUBLISH) else None)
    return _page(admin, request, article, base, forms, limits, uid=uuid.uuid4(), copy=copy)


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
        uid = form_id(request.POST.get("uid", ""))
        if uid is None:
            raise BadRequest("This form was not filled by the desk.")
        article = Article.objects.select_related("working", "live").filter(uid=uid).first()
        base, before = (article.versions.get(number=1) if article else None), empty_content()
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
        asked = conflict.Asked(
            article=article, base=base, current=exc.current, mine=content, note=note, **_draft(request)
        )
        return conflict.conflict_page(admin, request, asked, exc.conflict)
    except workflow.WorkflowError as exc:
        return _page(admin, request, article, base, forms, limits, uid=uid, failure=str(exc))
    except IntegrityError:
        if uid and Article.objects.filter(uid=uid).exists():
            return _save(admin, request, None)
        raise
    is_started = base is not None and base.reason == Reason.AUTOSAVE and base.pk == version.pk
    is_merged = conflict.say_what_was_saved(admin, request, version, None if is_started else base)
    if "_publish" in request.POST:
        _publish(admin, request, version, is_merged=is_merged)
    response = HttpResponseRedirect(admin.link("change", article.pk))
    return drafts.is_saved(response, request, version=version, **_draft(request))


def _draft(request) -> dict[str, str]:
    """Which open form this is, and which copy it went on with."""
    return {name: request.POST.get(name, "") for name in ("draft", "continued")}


@transaction.atomic
def _create(request, content, *, uid, note) -> Version:
    return workflow.create(content, by=request.user, note=note, uid=uid).working


def _publish(admin, request, version, *, is_merged: bool):
    if is_merged:
        messages.warning(request, "Not published: look first at what others changed meanwhile, then publish.")
        return
    try:
        with transaction.atomic():
            told = UpdateForm(request.POST).told()
            article = workflow.publish(version.article, version=version, by=request.user, **told)
            admin.log_change(request, article, f"Published version {version.number}.")
    except workflow.WorkflowError as exc:
        messages.error(request, f"Saved, but not published: {exc}")
    else:
        messages.success(request, f"Published version {version.number}.")


def _address(article: Article | None) -> str:
    return address_of(article, timezone.now())


def _limits(request, article, data=None) -> LimitsForm:
    return LimitsForm(data, article=article, may_release=request.user.has_perm(RELEASE))


def _page(admin, request, article, base, forms, limits, *, uid=None, failure="", copy=None):
    now = timezone.now()
    may = {
        "edit": admin.has_change_permission(request, article) if article else admin.has_add_permission(request),
        "publish": request.user.has_perm(PUBLISH),
        "kill": request.user.has_perm(KILL),
        "correct": may_correct(request.user),
        "release": request.user.has_perm(RELEASE),
    }
    is_killed = article is not None and article.status == Status.KILLED
    errors = forms.errors() if forms.story.is_bound and not copy else []
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
        "uid": article.uid if article else uid,
        "draft": form_id(request.POST.get("draft", "")) or uuid.uuid4(),
        "continued": copy.pk if copy else request.POST.get("continued", ""),
        "copy": copy,
        "length": length_of(base.content if base else empty_content()),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "unsaved": drafts.offers(admin, request, article) if article and may["edit"] and not request.POST else [],
        "who_else": who_else(article, request.user, now) if article else [],
        "forms": forms,
        "story": forms.story,
        "limits": limits,
        "schedule": ScheduleForm(),
        "update": UpdateForm(),
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
