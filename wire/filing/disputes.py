"""Other words under a version that we have."""

from datetime import datetime

from articles.models import Status
from wire.filing import chains, kills
from wire.filing.holds import hold_disputed
from wire.filing.notices import notify
from wire.filing.order import Known
from wire.models import Filed, Item, Notice


def dispute(item: Item, *, now: datetime) -> Filed:
    """Keep other words under a version that we have. Neither text is lost, the story stays, and the desk is told.

    What its sender wants withdrawn or held is, whatever its number. The caller holds what it holds for `file`.
    """
    known = Known.of(item)
    item.article_id = known.article_id
    chains.place(item, known)
    item.outcome = Filed.DISPUTED
    item.save()
    if kills.kills_itself(item):
        kills.carry_out(item, now=now)
    elif item.article and item.article.status != Status.KILLED:
        hold_disputed(item, known.last_take, now=now)
    notify(Notice.Kind.DISPUTE, item, item.article, now=now)
    return item.outcome
