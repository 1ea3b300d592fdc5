"""The desk and the agency changed the same words: the page on which an editor decides, paragraph by paragraph."""

from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import markup
from articles.admin.changes import changes, names_of
from articles.admin.conflict import choices_of, questions_of
from articles.content import Conflict, ContentError, merge, resolve
from articles.forms import BodyWidget
from articles.models import Version
from articles.workflow import WorkflowError
from wire.admin.line import line_of
from wire.filing.decision import decide
from wire.models import Filed, Item

SALT = "wire.admin.clash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A take that waits: what the sender said before, what the desk has, what the sender says now."""

    item: Item
    base: Item
    working: Version

    @property
    def merged(self):
        return merge(self.base.content, self.working.content, self.item.content)


def clash_page(admin, request, pk: int):
    """Ask about every clash; save what was decided against the version that the page showed."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    waiting = _waiting(pk)
    if waiting is None:
        raise Http404
    conflict = waiting.merged
    if request.method == "POST":
        return _decided(admin, request, waiting, conflict)
    return _page(admin, request, waiting, conflict)


def _waiting(pk: int) -> Waiting | None:
    item = Item.objects.select_related("provider", "document", "article__working").filter(pk=pk).first()
    if item is None or item.article is None or item.outcome != Filed.CONFLICT:
        return None
    filed = item.provider.items.filter(guid=item.guid, outcome__in=Filed.in_story(), version__lt=item.version)
    base = filed.order_by("-version").first()
    return Waiting(item=item, base=base, working=item.article.working) if base else None


def _page(admin, request, waiting: Waiting, conflict, *, failure: str = ""):
    ours, theirs, base = waiting.working.content, waiting.item.content, waiting.base.content
    clashes = conflict.clashes if isinstance(conflict, Conflict) else ()
    context = admin.admin_site.each_context(request) | {
        "title": "The desk and the agency changed the same words",
        "item": waiting.item,
        "line": line_of(waiting.item),
        "article": waiting.item.article,
        "working": waiting.working,
        "sealed": signing.dumps({"item": waiting.item.pk, "working": waiting.working.pk}, salt=SALT),
        "questions": questions_of(clashes, names_of(base, ours, theirs), request.POST, mine="ours"),
        "ours": changes(base, ours),
        "theirs": changes(base, theirs),
        "media": admin.media + BodyWidget().media,
        "failure": failure,
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/wire/clash.html", context, status=409 if failure else 200)


def _decided(admin, request, waiting: Waiting, conflict):
    try:
        sealed = signing.loads(request.POST.get("sealed", ""), salt=SALT)
    except signing.BadSignature:
        raise BadRequest("This page was not made by the desk.") from None
    if sealed["item"] != waiting.item.pk:
        raise BadRequest("This page belongs to another take.")
    if sealed["working"] != waiting.working.pk:
        request.POST = {}  # the choices on the form belong to the clashes before
        failure = "The story was saved while you decided. These are the places that clash now; decide once more."
        return _page(admin, request, waiting, conflict, failure=failure)
    content = conflict.content
    if isinstance(conflict, Conflict):
        try:
            content = resolve(conflict, choices_of(request.POST, conflict, mine="ours"))
        except ContentError:
            return _page(admin, request, waiting, conflict, failure="Decide about each of them, then save again.")
        except markup.MarkupError as exc:
            return _page(admin, request, waiting, conflict, failure=str(exc))
    try:
        version = decide(waiting.item, content, base=waiting.working, by=request.user, now=timezone.now())
    except WorkflowError as exc:
        return _page(admin, request, waiting, conflict, failure=str(exc))
    article = waiting.item.article
    admin.log_change(request, waiting.item.document, f"Merged version {waiting.item.version} into “{article}”.")
    messages.success(
        request, f"Saved version {version.number} with the agency's newer take. Publish it when it is right."
    )
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
