"""A version becomes a story of the paper, or is merged into the one that its guid is filed as."""

from datetime import datetime

from articles import workflow
from articles.models import Article, Reason, Status
from articles.workflow import User
from wire.filing.content import content_from
from wire.filing.holds import Raised, bind
from wire.filing.notices import desks_own, is_relied_on, notify, stories_from
from wire.filing.order import Known
from wire.filing.people import introduce
from wire.filing.policy import policy_of
from wire.filing.publishing import is_as_readers_see, publish_new, publish_update
from wire.filing.records import is_without_words
from wire.models import Filed, Item, Notice


def create(item: Item, *, publish: bool, now: datetime) -> None:
    """Start a story with this version, and save the item."""
    story, provider = item.story, item.provider
    content = content_from(story, provider)
    item.content_data = content.to_json()
    item.article = workflow.create(content, reason=Reason.WIRE, note=note_of(item), now=now)
    item.outcome = Filed.CREATED
    raised = bind(item, None, policy_of(provider), now=now)
    publish_new(item, is_told=publish, now=now)
    introduce(story, content.bylines, item.article, now)
    item.save()
    _tell(item, raised, was_relied_on=False, now=now)


def update(item: Item, known: Known, *, publish: bool, now: datetime) -> None:
    """Merge a newer version into the story, and save the item."""
    story, article, base, before = item.story, item.article, known.base, known.last_take
    # A change of status alone brings no words: those of the version before stand.
    content = base.content if is_without_words(story) else content_from(story, item.provider)
    item.content_data = content.to_json()
    was_as_readers_see = is_as_readers_see(article)
    was_relied_on = "correction" in story.signals and is_relied_on(article, now)
    was_working = article.working_id
    try:
        version = workflow.merge_in(article, content, base=base.content, note=note_of(item), now=now)
    except workflow.EditConflict:
        item.outcome, is_new = Filed.CONFLICT, False
    else:
        is_new = version.pk != was_working
        item.outcome = Filed.UPDATED if is_new else Filed.UNCHANGED
    raised = bind(item, before.story, policy_of(item.provider), now=now)
    if is_new:
        publish_update(item, is_told=publish, was_as_readers_see=was_as_readers_see, now=now)
    if item.outcome != Filed.CONFLICT:
        introduce(story, content.bylines, article, now)
    item.save()
    _tell(item, raised, was_relied_on=was_relied_on, now=now)


def wait_again(item: Item, *, keep_desk: bool, by: User = None, now: datetime) -> Filed:
    """Merge a version that waits once more; with `keep_desk`, the desk's words stand where both changed the same.

    The caller holds what it holds for filing. Readers see nothing of it: the desk publishes.
    """
    merged = item.provider.items.filter(guid=item.guid, outcome__in=Filed.in_story()).order_by("-version").first()
    if item.outcome != Filed.CONFLICT or item.article is None or merged is None or merged.version > item.version:
        return Filed(item.outcome)
    article = Article.objects.select_for_update().get(pk=item.article_id)
    if article.status == Status.KILLED:
        item.outcome = Filed.KILLED
    else:
        said = {"by": by, "note": note_of(item), "now": now}
        try:
            workflow.merge_in(article, item.content, base=merged.content, **said)
        except workflow.EditConflict as exc:
            if not keep_desk:
                return Filed.CONFLICT
            # What could be merged, with the desk's words where the two clash.
            workflow.save(article, exc.conflict.content, base=exc.current, reason=Reason.MERGE, **said)
        item.outcome = Filed.UPDATED
    item.save(update_fields=["outcome"])
    return item.outcome


def note_of(item: Item) -> str:
    return f"{item.provider}: {item.document}"


def _tell(item: Item, raised: Raised, *, was_relied_on: bool, now: datetime) -> None:
    """Raise what the desk must look at: holds and embargoes, and corrections of words that somebody counts on."""
    for kind, article in raised:
        notify(kind, item, article, now=now)
    if "correction" not in item.story.signals:
        return
    if was_relied_on:
        notify(Notice.Kind.CORRECTION, item, item.article, now=now)
    for article in desks_own(item):
        notify(Notice.Kind.CORRECTION, item, article, now=now)
    for guid in sorted(set(item.story.replaces) - {item.guid}):
        for article, _ in stories_from(item.provider, guid, now=now):
            if article.pk != item.article_id and is_relied_on(article, now):
                notify(Notice.Kind.CORRECTION, item, article, now=now)
