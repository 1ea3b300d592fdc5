"""What editors answer to a notice. Each answer does one thing and closes the notice, with the name of who gave it.

What cannot be done raises WorkflowError with a sentence for the editor; the notice is then still open.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.content import Content
from articles.models import Article, Reason, Status, Version
from articles.workflow import EditConflict, User, WorkflowError
from wire.filing.content import content_from
from wire.filing.holds import bind
from wire.filing.notices import notify, retire_waiting
from wire.filing.order import Known
from wire.filing.policy import policy_of
from wire.filing.stories import note_of
from wire.models import Filed, Item, Notice, Provider

ANSWER_LENGTH = 300


@transaction.atomic
def acknowledge(notice: Notice, *, by: User, answer: str, now: datetime | None = None) -> Notice:
    """Close a notice; `answer` is what the editor did about it."""
    notice = _open(notice)
    if not answer.strip():
        raise WorkflowError("Say in a few words what you did about it.")
    return _close(notice, by, answer, now or timezone.now())


def answer_keep(notice: Notice, *, by: User, reason: str, now: datetime | None = None) -> Notice:
    """Leave the story as it is, for a reason. A story that is held stays held until somebody releases it."""
    if not reason.strip():
        raise WorkflowError("Say in a sentence why the story stays as it is; it is kept with your name.")
    return acknowledge(notice, by=by, answer=f"Kept: {reason.strip()}", now=now)


@transaction.atomic
def answer_kill(notice: Notice, *, note: str, by: User, now: datetime | None = None) -> Notice:
    """Kill the story; `note` is what readers are told. Every other open notice about it is answered by that too."""
    notice, now = _open(notice), now or timezone.now()
    if notice.article is None:
        raise WorkflowError("This notice names no story of ours. Find the story, and kill it on its own page.")
    if notice.article.status != Status.KILLED:
        workflow.kill(notice.article, note=note, by=by, now=now)
        retire_waiting(notice.article)
    for other in Notice.objects.select_for_update().filter(article=notice.article, acknowledged_at=None):
        closed = _close(other, by, "Killed.", now)
        notice = closed if other.pk == notice.pk else notice
    return notice


@transaction.atomic
def answer_correct(notice: Notice, *, by: User, version: Version | None = None, now: datetime | None = None) -> Notice:
    """Merge what the sender says now into the story, and publish it where readers see the story.

    `version` is the working version that the editor looked at: when another was saved meanwhile, nothing is done.
    """
    notice, now = _open(notice), now or timezone.now()
    item, article = notice.item, notice.article
    if article is None or article.status == Status.KILLED:
        raise WorkflowError("There is no story to correct.")
    if version and version.pk != article.working_id:
        raise WorkflowError("Somebody saved this story since you opened it. Look at the new version first.")
    _merge(item, article, by, now)
    article.refresh_from_db()
    if article.status == Status.PUBLISHED:
        workflow.publish(article, by=by, now=now)
        return _close(notice, by, f"Corrected: version {article.working.number} is published.", now)
    return _close(notice, by, f"Corrected in version {article.working.number}.", now)


@transaction.atomic
def answer_return(notice: Notice, *, by: User, now: datetime | None = None) -> Notice:
    """Let a story that its sender killed and sent again come back: as a new draft, or into the story if it stands yet.

    The tombstone goes, so that what comes next is filed again; what is older than this version stays out.
    """
    notice, now = _open(notice), now or timezone.now()
    item = notice.item
    if notice.kind != Notice.Kind.RETURN or item.outcome != Filed.KILLED:
        raise WorkflowError("Nothing came back with this notice.")
    content, base = content_from(item.story, item.provider), Known.of(item).base
    item.content_data = content.to_json()
    said = {"by": by, "reason": Reason.WIRE, "note": note_of(item), "now": now}
    if item.article and item.article.status != Status.KILLED and base:
        try:
            workflow.merge_in(item.article, content, base=base.content, **said)
        except EditConflict:
            item.outcome = Filed.CONFLICT
        else:
            item.outcome = Filed.UPDATED
        answer = "Taken back into the story."
    else:
        item.article = workflow.create(content, **said)
        item.outcome, answer = Filed.CREATED, f"Taken back as story {item.article.pk}."
    raised = bind(item, None, policy_of(item.provider), now=now)
    item.save()
    for kind, article in raised:
        notify(kind, item, article, now=now)
    item.provider.kills.filter(guid=item.guid).delete()
    return _close(notice, by, answer, now)


def _merge(item: Item, article: Article, by: User, now: datetime) -> None:
    """The sender's words of this version, as a change of what it said before; what is in already changes nothing."""
    base = _said_before(item, article)
    if base is None:
        raise WorkflowError("The desk wrote this story: put the correction into it by hand, then say what you did.")
    theirs = item.content if item.content_data else content_from(item.story, item.provider)
    try:
        workflow.merge_in(article, theirs, base=base, by=by, note=note_of(item), now=now)
    except EditConflict as exc:
        raise WorkflowError(
            "The correction clashes with what the desk wrote. Settle that on the story's page, then answer."
        ) from exc
    if item.outcome == Filed.CONFLICT and item.article_id == article.pk:
        item.outcome = Filed.UPDATED
        item.save(update_fields=["outcome"])


def _said_before(item: Item, article: Article) -> Content | None:
    if item.article_id == article.pk and item.outcome in Filed.in_story():
        return item.content  # filing has merged it already
    filed = item.provider.items.filter(guid=item.guid, outcome__in=Filed.in_story()).exclude(pk=item.pk)
    before = filed.filter(version__lt=item.version).order_by("-version").first()
    return before.content if before else None


def _open(notice: Notice) -> Notice:
    """The notice as it is now, locked, and its provider's row as for filing."""
    found = Notice.objects.select_related("item__provider", "item__document", "article__working")
    found = found.defer("item__document__raw").get(pk=notice.pk)
    Provider.objects.select_for_update(no_key=True).get(pk=found.item.provider_id)
    now_is = Notice.objects.select_for_update().get(pk=notice.pk)
    if now_is.acknowledged_at:
        raise WorkflowError(f"{now_is.acknowledged_by or 'Somebody'} has answered this already: {now_is.answer}")
    return found


def _close(notice: Notice, by: User, answer: str, now: datetime) -> Notice:
    notice.acknowledged_at, notice.acknowledged_by, notice.answer = now, by, answer.strip()[:ANSWER_LENGTH]
    notice.save(update_fields=["acknowledged_at", "acknowledged_by", "answer"])
    return notice
