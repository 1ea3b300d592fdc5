"""One version of a story from the wire, filed as a story of the paper through the verbs of articles.workflow.

What the desk has written is never overwritten: a newer take is merged against the take before it, and waits where the
two clash. What readers see changes only when the caller or the provider's policy says so, and never for copy that its
sender holds back. A kill reaches everything that was made from the killed story, and stands: nothing comes back by
itself.

Whoever files holds a transaction and the provider's row, so that the versions of a story are filed one by one.
"""

from collections.abc import Sequence
from datetime import datetime

from articles.models import Article, Status
from articles.workflow import User
from wire.filing import chains, kills, many, records, stories
from wire.filing.answers import acknowledge, answer_correct, answer_keep, answer_kill, answer_return
from wire.filing.derived import derive
from wire.filing.disputes import dispute
from wire.filing.identity import stored_guid
from wire.filing.order import Known
from wire.filing.rehearsal import Rehearsal, rehearse
from wire.filing.retention import let_go
from wire.filing.stories import wait_again as file_waiting
from wire.models import Filed, Item

__all__ = [
    "Rehearsal",
    "User",
    "acknowledge",
    "answer_correct",
    "answer_keep",
    "answer_kill",
    "answer_return",
    "derive",
    "dispute",
    "file",
    "file_all",
    "file_waiting",
    "let_go",
    "rehearse",
    "stored_guid",
]


def file(item: Item, *, publish: bool, now: datetime) -> Filed:
    """File a new version, which the caller has read and numbered, and save it with what became of it.

    `publish` is the word of whoever brings the copy in; without it the provider's policy decides.
    """
    known = Known.of(item)
    if known.article_id:
        item.article = Article.objects.select_for_update().get(pk=known.article_id)
    chains.place(item, known)
    if kills.kills_itself(item):
        item.outcome = Filed.KILL
        item.save()
        kills.carry_out(item, now=now)
        return item.outcome
    if tomb := kills.tombstone(item):
        return kills.block(item, tomb, known, now=now)
    _file_usable(item, known, publish, now)
    if item.story.kills:
        kills.carry_out(item, now=now)
    if item.outcome in (Filed.CREATED, Filed.UPDATED, Filed.CONFLICT):
        chains.mark_likes([item])
    return item.outcome


def file_all(items: Sequence[Item], *, publish: bool, now: datetime) -> None:
    """File versions of one provider in their order, as `file` does, with fewer queries."""
    many.file_in_order(items, publish=publish, now=now, one=lambda item: file(item, publish=publish, now=now))


def _file_usable(item: Item, known: Known, publish: bool, now: datetime) -> None:
    if known.is_older(item.story):
        item.outcome = Filed.OLDER
        item.save()
    elif records.is_record(item.story) or (records.is_without_words(item.story) and known.base is None):
        item.outcome = Filed.RECORDED
        item.save()
        records.record(item, now=now)
    elif item.article is None or known.base is None:
        stories.create(item, publish=publish, now=now)
    elif item.article.status == Status.KILLED:
        item.outcome = Filed.KILLED
        item.save()
    else:
        stories.update(item, known, publish=publish, now=now)
