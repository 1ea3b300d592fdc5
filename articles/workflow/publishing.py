"""What readers see, from when on, and that they see it no more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles import indexing, trail
from articles.models import Article, ScheduledChange, Stage, Status, Version
from articles.publication import copy_to_readers
from articles.trail import Act
from articles.workflow.announcing import announce_gone, announce_shown
from articles.workflow.errors import WorkflowError
from articles.workflow.gate import let_pass
from articles.workflow.recording import What, changed_for_readers, forget_schedule, record_gone, record_shown
from articles.workflow.rows import User, checked_save, locked, same_version, was_ever_seen


@transaction.atomic
def publish(
    article: Article,
    *,
    at: datetime | None = None,
    updated_at: datetime | None = None,
    version: Version | None = None,
    by: User = None,
    note: str = "",
    is_minor: bool = False,
    is_correction: bool = False,
    override: str = "",
    now: datetime | None = None,
) -> Article:
    """Let readers see the working version from `at` on (now by default); a future time schedules it.

    `version` is the one the editor looked at: when another was saved meanwhile, nothing is published.
    `updated_at` is for copy that brings its own date of the last change. A story that readers already see is
    updated at once and keeps its address and its first date.

    `note` tells readers in a sentence what changed. An edit that `is_minor` is counted and not listed, and makes the
    story no newer. `is_correction` is said by `correct`, whose note readers get in any case.

    What somebody publishes passes the checks (articles/workflow/gate.py); `override` is the reason to run all the same.
    """
    article, now = locked(article), now or timezone.now()
    same_version(article, version)
    if article.status == Status.KILLED:
        raise WorkflowError("A killed story cannot be published again.")
    if article.is_held:
        raise WorkflowError(
            f"This story is held and has to be released before it can be published. {article.hold_note}"
        )
    is_update = article.status == Status.PUBLISHED and article.publish_at <= now
    was = article.publish_at
    if is_update and at and at > now:
        raise WorkflowError(
            "Readers already see this story, so it cannot be scheduled. Publish the changes when it is time."
        )
    at = article.publish_at if is_update else at or now
    changed = changed_for_readers(article.live, article.working) if is_update else []
    is_minor = is_minor and is_update and not is_correction

    was_seen = is_update or was_ever_seen(article, now)
    if not was_seen:
        article.first_published_at = at
        article.url_date = timezone.localdate(at)
        article.updated_at = max(at, updated_at or at)
    elif is_correction or (not is_minor if changed else not is_update and article.live_id != article.working_id):
        article.updated_at = updated_at or now
    article.status, article.publish_at, article.live = Status.PUBLISHED, at, article.working
    copy_to_readers(article, article.working.content, keep_address=was_seen)
    checked_save(article)
    let_pass(article, by=by, override=override, is_correction=is_correction, at=at, now=now)
    forget_schedule(article, now)
    act = Act.CORRECT if is_correction else Act.UPDATE if is_update else Act.SCHEDULE if at > now else Act.PUBLISH
    trail.note(act, at=now, by=by, article=article, was=was, became=article.publish_at, reason=note)
    what = What.CORRECT if is_correction else What.UPDATE if is_update else What.PUBLISH
    if changed or not is_update or is_correction:
        shown_at = max(at, now) if was_seen else at  # what readers see again, they do not see again since long ago
        record_shown(article, what, at=shown_at, by=by, sentence=note, changed=changed, is_minor=is_minor)
        announce_shown(article, is_update=is_update, at=(updated_at or now) if is_update else shown_at, now=now)
    return article


@transaction.atomic
def unpublish(article: Article, *, by: User = None, now: datetime | None = None) -> Article:
    """Take the story off the site and back to the desk; its address answers 404 until it is published again."""
    article, now = locked(article), now or timezone.now()
    if article.status != Status.PUBLISHED:
        raise WorkflowError("Only a published or scheduled story can be unpublished.")
    forget_schedule(article, now)
    if article.publish_at <= now:
        record_gone(article, What.UNPUBLISH, at=now, by=by)
    announce_gone(article, now=now, was_seen=article.publish_at <= now)
    if not was_ever_seen(article, now):
        article.first_published_at = article.updated_at = article.url_date = None
        article.slug = ""
    trail.note(Act.UNPUBLISH, at=now, by=by, article=article, was=article.publish_at)
    article.status, article.live, article.stage = Status.DRAFT, None, Stage.DRAFT
    article.publish_at = None
    checked_save(article)
    indexing.forget(article)
    return article


@transaction.atomic
def kill(article: Article, *, note: str, by: User = None, now: datetime | None = None) -> Article:
    """Withdraw the story for cause, everywhere and for good; readers get 410 and the note."""
    article, now = locked(article), now or timezone.now()
    if article.status == Status.KILLED:
        raise WorkflowError("This story was killed before.")
    if not note.strip():
        raise WorkflowError("Say in a sentence why the story is withdrawn; readers will see it.")
    forget_schedule(article, now)
    if was_ever_seen(article, now):
        record_gone(article, What.KILL, at=now, by=by)
    announce_gone(article, now=now, was_seen=was_ever_seen(article, now), is_kill=True)
    article.scheduled_changes.filter(state=ScheduledChange.State.WAITING).update(
        state=ScheduledChange.State.CANCELED, trouble="The story was killed.", ended_at=now
    )
    trail.note(Act.KILL, at=now, by=by, article=article, was=article.status, reason=note)
    article.status, article.killed_at, article.kill_note = Status.KILLED, now, note.strip()
    checked_save(article, ["status", "killed_at", "kill_note"])
    indexing.forget(article)
    return article
