"""What came in by wire, on the desk's page of a story."""

from itertools import takewhile

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.admin import ArticleAdmin
from articles.content import Clash, Conflict, merge
from articles.models import Article
from wire.admin.notice import answerable, open_notices
from wire.models import Filed, Item


def received_panel(request: HttpRequest, article: Article) -> SafeString | str:
    """What is to be acknowledged, and what came in by wire, newest first; nothing for who may not see it."""
    if not request.user.has_perm("wire.view_document"):
        return ""
    now = timezone.now()
    notices = [answerable(notice, request, now) for notice in open_notices(article=article)]
    items = article.wire_items.select_related("document__provider").defer("document__raw").order_by("-version", "-pk")
    if not items and not notices:
        return ""
    waiting, clashes = _waiting(article, list(items))
    may_answer = request.user.has_perm("articles.change_article")
    context = {"items": items, "waiting": waiting, "clashes": clashes, "notices": notices, "may_answer": may_answer}
    return render_to_string("admin/wire/_received_copy.html", context, request)


ArticleAdmin.panels.append(received_panel)


def _waiting(article: Article, items: list[Item]) -> tuple[Item | None, tuple[Clash, ...]]:
    """The newest version that waits for the desk while the story holds an older one, and what clashes now."""
    ahead = list(takewhile(lambda item: item.outcome not in Filed.in_story(), items))
    waiting = next((item for item in ahead if item.outcome == Filed.CONFLICT), None)
    if waiting is None:
        return None, ()
    merged = merge(items[len(ahead)].content, article.working.content, waiting.content)
    return waiting, merged.clashes if isinstance(merged, Conflict) else ()
