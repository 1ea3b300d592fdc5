"""What is told outside when readers see something else: put into the outbox by the verbs, in their own transaction.

Nobody is told at once. For a while (settings.UNDO_SECONDS) a verb can be taken back by another, and then nobody is told
at all; only a kill goes out at once. A story that comes at a set time was thought over before, and is told of when
it comes. What is older than two days is news to nobody: copy that is brought in from an archive is not told of.
"""

from datetime import datetime, timedelta

from django.conf import settings

from articles import outbox
from articles.models import Article, Effect, Event, Status, Webhook

NEWS_FOR = timedelta(hours=48)
MOST_AT_ONCE = 500


def announce_shown(article: Article, *, is_update: bool, at: datetime, now: datetime) -> None:
    """Readers see the live version, or will from `at` on."""
    if not is_update:
        outbox.drop(_subject(article), why="The story was published anew, or for another time.", now=now)
    if at < now - NEWS_FOR:
        return
    due = at if at > now else now + _undo()
    _put(article, Event.UPDATED if is_update else Event.PUBLISHED, at=at, due=due, now=now)


def announce_gone(article: Article, *, now: datetime, was_seen: bool, is_kill: bool = False) -> None:
    """Readers see the story no more. Who was never told of it needs not be told that it is gone, except for cause."""
    dropped = outbox.drop(_subject(article), why="The story was withdrawn before this went out.", now=now)
    if not was_seen:
        return
    untold = [] if is_kill else [_channel(effect) for effect in dropped if _event(effect) == Event.PUBLISHED]
    due = now if is_kill else now + _undo()
    _put(article, Event.WITHDRAWN, at=now, due=due, now=now, untold=untold)


def announce_expired(since: datetime, now: datetime) -> int:
    """Tell of the stories that went by themselves since then. Nothing runs when they go, so somebody has to look."""
    if not _channels(Event.WITHDRAWN):
        return 0
    went = Article.objects.filter(
        status=Status.PUBLISHED, expires_at__gt=max(since, now - NEWS_FOR), expires_at__lte=now
    )
    found = list(went.order_by("expires_at", "pk")[:MOST_AT_ONCE])
    for article in found:
        _put(article, Event.WITHDRAWN, at=article.expires_at, due=article.expires_at, now=now)
    return len(found)


def _put(article: Article, event: Event, *, at: datetime, due: datetime, now: datetime, untold=()) -> None:
    """One effect for each who is told; what happened, to which version and when is the occasion in its key."""
    occasion = f"{article.uid}:{event}:{article.live_id or 0}:{at.timestamp():.6f}"
    good_for = None if event == Event.WITHDRAWN else outbox.GOOD_FOR
    for kind, webhook in _channels(event):
        if (kind, webhook) in untold:
            continue
        payload = {"story": article.pk, "event": event, "at": at.isoformat(), "webhook": webhook}
        key = f"{occasion}:{webhook}" if webhook else occasion
        outbox.put(kind, key, payload, at=due, now=now, subject=_subject(article), good_for=good_for)


def _channels(event: Event) -> list[tuple[str, int | None]]:
    hooks = Webhook.objects.filter(is_active=True).order_by("pk")
    hub: list[tuple[str, int | None]] = [("websub", None)] if settings.WEBSUB_HUB else []
    return hub + [("webhook", hook.pk) for hook in hooks if event in hook.events]


def _channel(effect: Effect) -> tuple[str, int | None]:
    return effect.kind, effect.payload["webhook"]


def _event(effect: Effect) -> str:
    return effect.payload["event"]


def _subject(article: Article) -> str:
    return f"story:{article.uid}"


def _undo() -> timedelta:
    return timedelta(seconds=settings.UNDO_SECONDS)
