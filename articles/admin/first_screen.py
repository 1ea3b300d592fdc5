"""The first screen of the desk: what is mine, what waits for me, what goes out today, and what changed meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import CharField, F, Q, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.admin.calendar import KINDS
from articles.admin.state import State, moment, state_of, zone
from articles.models import Article, Assignment, DeskVisit, ScheduledChange, Stage, Status

LISTED = 8
ONE_LOOK = timedelta(minutes=30)  # going to a story and back is still the same look
AHEAD = timedelta(hours=24)
LATELY = timedelta(days=14)

# What the layers above have for the first screen, as HTML for somebody who may see it, or "".
panels: list[Callable[[HttpRequest], str]] = []


@dataclass(frozen=True, slots=True)
class Row:
    article: Article
    state: State
    told: str


@dataclass(slots=True)
class Block:
    key: str
    title: str
    none: str
    more: str = ""  # the address of the whole list
    rows: list[Row] = field(default_factory=list)


def first_screen(request: HttpRequest) -> dict:
    """In two queries for the stories, however many there are, and two for the visit."""
    user, now = request.user, timezone.now()
    if not user.has_perm("articles.view_article") and not user.has_perm("articles.change_article"):
        return {"blocks": [], "panels": [panel(request) for panel in panels]}
    since = last_look(user, now)
    blocks = {block.key: block for block in _blocks(user, since)}
    found = _found(user, since, now, set(blocks))
    stories = Article.objects.select_related("working__created_by", "working__section").defer(
        "body", "body_text", "notes", "working__data"
    )
    articles = stories.in_bulk({pk for _, pk, _, _ in found})
    for key, pk, at, kind in found:
        if (article := articles.get(pk)) is not None:
            blocks[key].rows.append(Row(article, state_of(article, now), _told(key, article, at, kind, now)))
    return {
        "blocks": list(blocks.values()),
        "panels": [panel(request) for panel in panels],
        "since": since,
        "zone": zone(),
    }


def last_look(user, now: datetime) -> datetime:
    """The end of the visit before this one; a day ago for somebody who is here for the first time."""
    visit = DeskVisit.objects.filter(user=user).first()
    if visit is None:
        visit, _ = DeskVisit.objects.get_or_create(user=user, defaults={"seen_at": now, "before_at": now - AHEAD})
        return visit.before_at
    before = visit.seen_at if now - visit.seen_at > ONE_LOOK else visit.before_at
    DeskVisit.objects.filter(pk=visit.pk).update(seen_at=now, before_at=before)
    return before


def _blocks(user, since: datetime) -> list[Block]:
    stories = reverse("admin:articles_article_changelist")
    blocks = [
        Block("assigned", "Assigned to me", "Nothing is assigned to you.", f"{stories}?mine=assigned"),
        Block("drafts", "My drafts", "You have no drafts.", f"{stories}?mine=drafts"),
    ]
    if user.has_perm("articles.publish_article"):
        blocks.append(Block("review", "Waiting for review", "Nothing waits.", f"{stories}?stage=in+review"))
    return [
        *blocks,
        Block("out", "Going out today", "Nothing is due in 24 hours.", reverse("desk-calendar")),
        Block("stopped", "Stopped: a scheduled change that could not be done", ""),
        Block(
            "changed",
            "Live, with changes that readers do not see",
            "Readers see all changes.",
            f"{stories}?state=changed",
        ),
        Block("since", f"Changed since {moment(since)}", "Nobody else changed anything.", f"{stories}?o=-5"),
    ]


def _found(user, since: datetime, now: datetime, keys: set[str]) -> list[tuple]:
    """(block, story, moment, what) in one query: each part looks up the few that it lists."""
    stories, soon = Article.objects.order_by(), now + AHEAD
    mine = Q(working__created_by=user)
    listed = {
        "drafts": (stories.filter(mine, status=Status.DRAFT).order_by("-saved_at"), "saved_at"),
        "review": (
            stories.filter(stage=Stage.IN_REVIEW).exclude(status=Status.KILLED).order_by("saved_at"),
            "saved_at",
        ),
        "out": (
            stories.filter(status=Status.PUBLISHED, publish_at__gt=now, publish_at__lte=soon).order_by("publish_at"),
            "publish_at",
        ),
        "changed": (
            stories.filter(status=Status.PUBLISHED, saved_at__gt=now - LATELY, publish_at__lte=now)
            .exclude(working=F("live"))
            .order_by("-saved_at"),
            "saved_at",
        ),
        "since": (stories.filter(saved_at__gt=since).exclude(mine).order_by("-saved_at"), "saved_at"),
    }
    parts = [
        Article.objects.order_by()
        .filter(pk__in=found.values("pk")[:LISTED])
        .values_list(*_as(key), F("pk"), F(at), Value("", CharField()))
        for key, (found, at) in listed.items()
        if key in keys
    ]
    embargo = Article.objects.order_by().filter(embargoed_until__gt=now, embargoed_until__lte=soon)
    embargo = embargo.filter(status=Status.DRAFT)
    parts.append(embargo.values_list(*_as("out"), F("pk"), F("embargoed_until"), Value("embargo", CharField())))
    assigned = Assignment.objects.filter(person=user, ended_at=None).order_by(F("due_at").asc(nulls_last=True), "pk")
    assigned = Assignment.objects.order_by().filter(pk__in=assigned.values("pk")[:LISTED])
    parts.append(assigned.values_list(*_as("assigned"), F("article"), F("due_at"), F("task")))
    state = ScheduledChange.State
    changes = ScheduledChange.objects.order_by()
    due = changes.filter(state=state.WAITING, at__lte=soon)
    stopped = changes.filter(state=state.STOPPED)
    parts += [
        due.values_list(*_as("out"), F("article"), F("at"), F("what")),
        stopped.values_list(*_as("stopped"), F("article"), F("at"), F("trouble")),
    ]
    newest_first = {"drafts", "changed", "since"}
    end = datetime.max.replace(tzinfo=now.tzinfo)

    def order(row):
        at = row[2] or end
        return (-at.timestamp() if row[0] in newest_first else at.timestamp(), row[1])

    return sorted(parts[0].union(*parts[1:], all=True), key=order)


def _as(key: str) -> list:
    return [Value(key, output_field=CharField())]


def _told(key: str, article: Article, at: datetime | None, what: str, now: datetime) -> str:
    """What an editor has to know of it here, besides its state."""
    by = article.working.created_by or "the wire"
    match key:
        case "assigned":
            due = f"due {moment(at)}" + (", late" if at < now else "") if at else ""
            return "; ".join(filter(None, [what, due]))
        case "out":
            return f"{moment(at)}: {KINDS.get(what or 'publish', what).lower()}"
        case "stopped":
            return f"{moment(at)}: {what}"
        case "since" | "review" | "changed":
            note = f": {article.working.note}" if article.working.note else ""
            return f"{by}, {moment(article.saved_at)}{note}"
    return f"saved {moment(article.saved_at)}"
