"""What is typed and not saved yet: kept every few seconds, shown beside the versions, and picked up again.

Keeping never validates and never merges: whatever stands in the form is kept as it stands. The words meet the story
when somebody presses Save, against the version that the form was opened with.
"""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from articles import workflow
from articles.admin.access import story_for
from articles.admin.changes import changes
from articles.admin.state import address_of
from articles.content import Content, diff
from articles.forms import StoryForms, empty_content
from articles.models import Article, DraftCopy, Presence, Reason, Version
from articles.models.draft_copy import keep, was_saved

NOT_TYPED = {"csrfmiddlewaretoken", "base", "draft", "continued", "uid"}
SAVED = "saved_draft"  # the cookie that tells the browser which of the copies it holds itself can go
MOST_OFFERED = 3


def keep_page(admin, request, object_id=None):
    """Keep what the form holds. A new story comes into being with the first words that are kept."""
    if request.method == "GET":  # "Am I still signed in?"
        return HttpResponse(status=204)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    form = form_id(request.POST.get("draft", ""))
    if form is None:
        raise BadRequest("This form was not filled by the desk.")
    if object_id is None:
        article, base = started(admin, request)
    else:
        article = story_for(admin, request, object_id, may=admin.has_change_permission)
        base = loaded_version(article, request.POST.get("base", ""))
    now = timezone.now()
    with transaction.atomic():
        _go_on(request, article, form)
        copy = keep(article=article, form=form, base=base, data=_typed(request.POST), by=request.user, now=now)
    return JsonResponse({"kept": clock(now), "copy": copy.pk, "story": admin.link("change", article.pk)})


def started(admin, request) -> tuple[Article, Version]:
    if not admin.has_add_permission(request):
        raise PermissionDenied
    uid = form_id(request.POST.get("uid", ""))
    if uid is None:
        raise BadRequest("This form was not filled by the desk.")
    article = Article.objects.filter(uid=uid).first()
    if article is None:
        forms = StoryForms(empty_content(), request.POST, admin_site=admin.admin_site)
        try:
            with transaction.atomic():
                content = forms.content_so_far()
                article = workflow.create(content, by=request.user, reason=Reason.AUTOSAVE, uid=uid)
                admin.log_addition(request, article, "Started the story.")
        except IntegrityError:  # the form was saved at the same moment
            article = Article.objects.get(uid=uid)
    base = article.versions.get(number=1)
    if base.created_by_id != request.user.pk:
        raise PermissionDenied
    return article, base


def _go_on(request, article: Article, form: uuid.UUID) -> None:
    """The form went on with an earlier copy: what was that form's is this one's from now on."""
    continued = number(request.POST.get("continued", ""))
    if continued:
        unsaved = DraftCopy.objects.unsaved().filter(article=article)
        unsaved.filter(form__in=DraftCopy.objects.filter(pk=continued).values("form")).update(form=form)


def _typed(posted: QueryDict) -> dict[str, list[str]]:
    return {
        name: [value.replace("\0", "") for value in values]  # PostgreSQL keeps no such character
        for name, values in posted.lists()
        if name not in NOT_TYPED and not name.startswith("_")
    }


def posted_of(copy: DraftCopy) -> QueryDict:
    """The form of a copy as if it had been sent."""
    posted = QueryDict(mutable=True)
    for name, values in copy.data.items():
        posted.setlist(name, values)
    return posted


def asked_for(request, article: Article) -> DraftCopy | None:
    """The copy that the story is to be opened with."""
    pk = number(request.GET.get("copy", ""))
    return article.draft_copies.select_related("base", "created_by").filter(pk=pk).first() if pk else None


def content_of(admin, article: Article, copy: DraftCopy) -> Content:
    address = address_of(article, timezone.now())
    forms = StoryForms(copy.base.content, posted_of(copy), address=address, admin_site=admin.admin_site)
    return forms.content_so_far()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    copy: DraftCopy
    is_mine: bool
    fields: tuple[str, ...]


def offers(admin, request, article: Article) -> list[Offer]:
    """The words that nobody saved, newest first; not those in forms that are open at this moment."""
    now = timezone.now()
    unsaved = article.draft_copies.unsaved().select_related("base", "created_by").order_by("-kept_at", "-pk")
    unsaved = unsaved.exclude(form__in=Presence.objects.at(now).filter(article=article).values("form"))
    found: dict[uuid.UUID, Offer] = {}
    for copy in unsaved[: MOST_OFFERED * 10]:
        if copy.form in found or len(found) == MOST_OFFERED:
            continue
        content = content_of(admin, article, copy)
        fields = tuple(change.label for change in diff(copy.base.content, content))
        if fields and content != article.working.content:
            found[copy.form] = Offer(copy=copy, is_mine=copy.created_by_id == request.user.pk, fields=fields)
    return list(found.values())


def copy_page(admin, request, object_id, copy_id):
    """What a copy has that its version had not."""
    article = story_for(admin, request, object_id, may=admin.has_view_or_change_permission)
    copy = article.draft_copies.select_related("base__created_by", "created_by", "saved_as").filter(pk=copy_id).first()
    if copy is None:
        raise Http404
    context = admin.admin_site.each_context(request) | {
        "title": "Words that were not saved" if copy.saved_as is None else "Kept while it was typed",
        "article": article,
        "copy": copy,
        "changes": changes(copy.base.content, content_of(admin, article, copy)),
        "may_edit": admin.has_change_permission(request, article),
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/articles/article/copy.html", context)


def discard(admin, request, object_id, copy_id):
    """No longer offer a copy. It stays in the history."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = story_for(admin, request, object_id, may=admin.has_change_permission)
    copy = article.draft_copies.unsaved().filter(pk=copy_id).first()
    if copy is None:
        raise Http404
    article.draft_copies.unsaved().filter(form=copy.form).update(discarded_at=timezone.now())
    messages.success(request, "Not offered any more. The history of the story still has it.")
    return HttpResponseRedirect(admin.link("change", article.pk))


def is_saved(response: HttpResponse, request, *, draft: str, continued: str, version: Version) -> HttpResponse:
    """The form's words are in a version now: neither the database nor the browser need offer them again."""
    form = form_id(draft)
    was_saved(article=version.article, form=form, continued=number(continued), version=version)
    if form:
        secure = request.is_secure()
        response.set_cookie(SAVED, str(form), max_age=300, path="/admin/", samesite="Strict", secure=secure)
    return response


def loaded_version(article: Article, pk: str) -> Version:
    """The version that a form was filled with; it must be one of this story."""
    version = article.versions.filter(pk=number(pk)).first() if number(pk) else None
    if version is None:
        raise BadRequest("This form does not say which version of the story it was filled with.")
    return version


def form_id(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def number(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 19 else None


def clock(moment) -> str:
    """The time on the newsroom's clock."""
    return date_format(timezone.localtime(moment), "H:i")
