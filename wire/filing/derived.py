"""What the desk makes of wire copy."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Status
from articles.workflow import User
from wire.filing.holds import bind_own
from wire.filing.notices import hold, is_live, notify
from wire.models import Derived, Item, Notice, Provider


@transaction.atomic
def derive(item: Item, article: Article, *, by: User = None, now: datetime | None = None) -> Derived:
    """Note that a story of the desk's own was made from this copy, so that a kill, a hold or a correction reaches it.

    What its sender has withdrawn, withholds or keeps under embargo binds the desk's own story from the start.
    """
    now = now or timezone.now()
    Provider.objects.select_for_update(no_key=True).get(pk=item.provider_id)  # no kill comes between
    made, _ = Derived.objects.get_or_create(
        provider=item.provider, guid=item.guid, article=article, defaults={"by": by, "at": now}
    )
    tomb = item.provider.kills.filter(guid=item.guid).select_related("item").first()
    if tomb and article.status != Status.KILLED:
        if not is_live(article, now):
            hold(article, f"{item.provider.name} has killed it.", now=now)
        notify(Notice.Kind.KILL, tomb.item, article, now=now)
    elif article.status != Status.KILLED:
        for kind in bind_own(article, item, now=now):
            notify(kind, item, article, now=now)
    return made
