"""What is to become of a live story later: set aside now, done when its time has come, and never by overwriting.

A change is what its version does to the one it was made from. When it is due, that is done to what readers see by
then, and to what the desk has in work: three-way merges, as for two editors. Where they clash nothing is done, and the
desk is told where. Each is done in one transaction under the story's lock: once, whoever is killed meanwhile.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from articles import trail
from articles.content import Conflict, Content, merge
from articles.models import Article, Reason, ScheduledChange, Status, Version
from articles.trail import Act
from articles.workflow.errors import EditConflict, WorkflowError
from articles.workflow.gate import let_pass
from articles.workflow.publishing import publish, unpublish
from articles.workflow.rows import User, locked, same_version
from articles.workflow.writing import save

What, State = ScheduledChange.What, ScheduledChange.State

MOST_ATTEMPTS = 8  # when our own software fails
FIRST_PAUSE = timedelta(seconds=15)


@transaction.atomic
def schedule_change(
    article: Article,
    *,
    what: What,
    at: datetime,
    version: Version | None = None,
    builds_on: ScheduledChange | None = None,
    note: str = "",
    override: str = "",
    by: User = None,
    now: datetime | None = None,
) -> ScheduledChange:
    """Let the working version replace what readers see at `at`, or let the story go then.

    An update is set aside: what the desk works on is again what readers see, so that a typo can be put right meanwhile
    without a word of the update getting out. `builds_on` is an earlier update that this one was written from. It passes
    the checks now, while somebody is there who can do something about them, and once more when it comes.
    """
    article, now = locked(article), now or timezone.now()
    same_version(article, version)
    if not _is_live(article, now):
        raise WorkflowError("Readers do not see this story now. Schedule when they do, and change it until then.")
    if at <= now:
        raise WorkflowError("This time has passed. Choose one to come, or do it now.")
    if article.expires_at and at >= article.expires_at:
        raise WorkflowError("The story expires before that.")
    told = {"article": article, "what": What(what), "at": at, "next_try_at": at, "note": note.strip()[:300], "by": by}
    trail.note(Act.SCHEDULE, at=now, by=by, article=article, became=f"{What(what).label} {at.isoformat()}", reason=note)
    if what == What.UNPUBLISH:
        return ScheduledChange.objects.create(created_at=now, **told)
    working = article.working
    base = _base(article, builds_on, at)
    if working.content == base.content:
        raise WorkflowError("The working version changes nothing. Save what is to come first, then schedule it.")
    let_pass(article, by=by, override=override, is_correction=False, at=at, now=now)
    change = ScheduledChange.objects.create(created_at=now, version=working, base=base, **told)
    aside = f"Version {working.number} is set aside, to come later"
    save(article, article.live.content, base=working, by=by, reason=Reason.RESTORE, note=aside, now=now)
    return change


@transaction.atomic
def cancel_change(change: ScheduledChange, *, by: User = None, now: datetime | None = None) -> ScheduledChange:
    """Let it not happen, or put aside what could not be done. Its version stays in the history."""
    article, now = locked(change.article), now or timezone.now()
    change = ScheduledChange.objects.get(pk=change.pk)
    if change.state not in (State.WAITING, State.STOPPED):
        raise WorkflowError(f"This change cannot be canceled: it is {change.get_state_display().lower()} already.")
    was = f"{change.get_what_display()} {change.at.isoformat()}"
    trail.note(Act.SCHEDULE, at=now, by=by, article=article, was=was, became=State.CANCELED.label)
    change.state, change.ended_at = State.CANCELED, now
    change.save(update_fields=["state", "ended_at"])
    return change


def take_up(change: ScheduledChange, *, by: User = None, now: datetime | None = None) -> Version:
    """Bring an update back to the desk: into the working version, as any editor's save. Raises `EditConflict`."""
    with transaction.atomic():
        cancel_change(change, by=by, now=now)
        note = f"Took up version {change.version.number}, which was set aside"
        return save(change.article, change.version.content, base=change.base, by=by, note=note, now=now)


def due_changes(now: datetime, most: int) -> list[int]:
    due = ScheduledChange.objects.filter(state=State.WAITING, next_try_at__lte=now)
    return list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:most])


@transaction.atomic
def apply_change(pk: int, *, now: datetime) -> ScheduledChange | None:
    """Do what is due, or stop it and say why; None when it is not to be done now: it was done, or is not its turn."""
    waiting = ScheduledChange.objects.filter(state=State.WAITING, next_try_at__lte=now)
    found = waiting.filter(pk=pk).values_list("article", flat=True).first()
    if found is None:
        return None
    article = locked(Article(pk=found))  # first the story, as every verb does; then look again
    change = waiting.select_related("version", "base", "by").filter(pk=pk).first()
    if change is None or waiting.filter(article=article, at__lt=change.at).exists():
        return None
    try:
        with transaction.atomic():
            change.trouble = (
                _unpublish(article, change, now) if change.what == What.UNPUBLISH else _update(article, change, now)
            )
        change.state = State.DONE
    except EditConflict as exc:
        change.state, change.trouble = State.STOPPED, _where(exc.conflict)
    except WorkflowError as exc:
        change.state, change.trouble = State.STOPPED, f"{exc}"[:500]
    change.attempts, change.ended_at = change.attempts + 1, now
    change.save(update_fields=["state", "trouble", "attempts", "ended_at"])
    return change


def change_failed(pk: int, exc: Exception, *, now: datetime) -> None:
    """Our own software failed at it: try again later, and not for ever."""
    waiting = ScheduledChange.objects.filter(pk=pk, state=State.WAITING)
    if (change := waiting.first()) is None:
        return
    attempts = change.attempts + 1
    is_over = attempts >= MOST_ATTEMPTS
    waiting.update(
        attempts=attempts,
        trouble=f"The newsroom's software failed ({type(exc).__name__}: {exc})."[:500],
        next_try_at=now + FIRST_PAUSE * 2**attempts,
        state=State.STOPPED if is_over else State.WAITING,
        ended_at=now if is_over else None,
    )


def _is_live(article: Article, now: datetime) -> bool:
    is_out = article.status == Status.PUBLISHED and article.publish_at <= now
    return is_out and not (article.expires_at and article.expires_at <= now)


def _base(article: Article, builds_on: ScheduledChange | None, at: datetime) -> Version:
    if builds_on is None:
        return article.live
    if builds_on.article_id != article.pk or builds_on.state != State.WAITING or builds_on.what != What.UPDATE:
        raise WorkflowError("The change that this one builds on does not wait any more.")
    if builds_on.at >= at:
        raise WorkflowError("The change that this one builds on comes later than it.")
    return builds_on.version


def _unpublish(article: Article, change: ScheduledChange, now: datetime) -> str:
    if not _is_live(article, now):
        return "Readers did not see the story any more."
    unpublish(article, by=change.by, now=now)
    return ""


def _update(article: Article, change: ScheduledChange, now: datetime) -> str:
    if not _is_live(article, now):
        raise WorkflowError("Readers do not see this story any more, so there is nothing to update.")
    live, working = article.live.content, article.working.content
    new = _merged(change.base.content, live, change.version.content, article.live)
    if new == live:
        return "Readers had it already."
    kept = new if working == live else _merged(live, working, new, article.working)
    note = f"Version {change.version.number}, as it was scheduled"
    save(article, new, base=article.working, by=change.by, reason=Reason.SCHEDULE, note=note, now=now)
    article = publish(article, by=change.by, note=change.note, now=now)
    if kept != new:
        note = f"What the desk had in work, with version {article.live.number} in it"
        save(article, kept, base=article.working, by=change.by, reason=Reason.MERGE, note=note, now=now)
    return ""


def _merged(base: Content, ours: Content, theirs: Content, current: Version) -> Content:
    if ours == base:
        return theirs
    merged = merge(base, ours, theirs)
    if isinstance(merged, Conflict):
        raise EditConflict(merged, current)
    return merged.content


def _where(conflict: Conflict) -> str:
    places = list(dict.fromkeys(clash.label for clash in conflict.clashes))
    return (
        f"The story was changed meanwhile in the same places: {', '.join(places)}. Nothing was overwritten, and "
        "readers see what they saw before. Take the update up and decide."
    )[:500]
