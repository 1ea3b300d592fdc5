"""What an editor must look at, and which stories a guid has led to."""

from collections.abc import Iterator
from datetime import datetime

from articles import workflow
from articles.models import Article, Reason, Status
from wire.models import Derived, Filed, Item, Notice, Provider


def notify(kind: Notice.Kind, item: Item, article: Article | None, *, now: datetime) -> None:
    """Raise a notice. The item must have been saved. The same one again, or a kill repeated, is the one that stands."""
    if kind == Notice.Kind.KILL and article:
        repeated = Notice.objects.filter(kind=kind, article=article, acknowledged_at=None, item__provider=item.provider)
        if repeated.exists():
            return
    Notice.objects.get_or_create(kind=kind, item=item, article=article, defaults={"raised_at": now})


def stories_from(provider: Provider, guid: str, *, now: datetime) -> list[tuple[Article, bool]]:
    """Every story made from a guid that is not killed yet, what readers see first; and whether filing keeps it."""
    filed = set(provider.items.filter(guid=guid, article__isnull=False).values_list("article", flat=True))
    derived = set(Derived.objects.filter(provider=provider, guid=guid).values_list("article", flat=True))
    found = Article.objects.select_for_update().filter(pk__in=filed | derived).exclude(status=Status.KILLED)
    by_who_sees_it = sorted(found.order_by("pk"), key=lambda article: not is_live(article, now))
    return [(article, article.pk in filed - derived) for article in by_who_sees_it]


def desks_own(item: Item) -> Iterator[Article]:
    """What the desk made from the guid, besides the story that filing keeps."""
    derived = Article.objects.filter(derived_from__provider=item.provider, derived_from__guid=item.guid)
    yield from derived.exclude(status=Status.KILLED).exclude(pk=item.article_id).order_by("pk")


def is_live(article: Article, now: datetime) -> bool:
    return article.status == Status.PUBLISHED and article.publish_at <= now


def is_untouched(article: Article) -> bool:
    """Whether nobody at the desk ever wrote in it: the words of every version are as they came."""
    return not article.versions.exclude(reason=Reason.WIRE).exists()


def is_relied_on(article: Article, now: datetime) -> bool:
    """Whether anybody counts on the words as they were: readers, or who has worked on them."""
    return is_live(article, now) or not is_untouched(article)


def retire_waiting(article: Article) -> None:
    """Takes that wait to be merged into a story wait no more when it is killed."""
    article.wire_items.filter(outcome=Filed.CONFLICT).update(outcome=Filed.KILLED)


def hold(article: Article, note: str, *, now: datetime) -> None:
    if not (article.is_held and note in article.hold_note):
        workflow.hold(article, note=note, now=now)
