"""What an editor must look at: raised once for each version and story, open until somebody answers."""

from datetime import datetime

from articles.models import Article
from wire.models import Item, Notice


def notify(kind: Notice.Kind, item: Item, article: Article | None, *, now: datetime) -> Notice:
    """Raise a notice. The item must have been saved. The same one again is the one that stands."""
    notice, _ = Notice.objects.get_or_create(kind=kind, item=item, article=article, defaults={"raised_at": now})
    return notice
