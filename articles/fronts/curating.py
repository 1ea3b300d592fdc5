"""The verbs of the front page. A front is added and never changed; to undo one is to publish an earlier one again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from articles.fronts.slots import MOST, Slot, slot_name
from articles.models import Article, Front, FrontPick, Topic
from articles.workflow import User, WorkflowError

CURATE = "articles.curate_front"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    slot: str
    section: int | None = None
    article: int
    until: datetime | None = None


class FrontConflict(WorkflowError):
    """Another front was saved since the editor opened this one. `theirs` is the newest."""

    def __init__(self, theirs: Front):
        super().__init__("Somebody else saved the front page since you opened it. Nothing was overwritten.")
        self.theirs = theirs


def save_front(
    picks: Sequence[Pick], *, base: int, live_at: datetime | None = None, by: User, note: str = "", now: datetime
) -> Front:
    """Keep these picks as a new front: staged for nobody, or for readers from `live_at` on.

    `base` is the number of the newest front that the editor had seen, 0 for none.
    """
    if live_at is not None and live_at < now:
        raise WorkflowError("This time has passed. Choose one to come, or publish now.")
    _check(picks)
    try:
        with transaction.atomic():
            newest = Front.objects.order_by("-number").first()
            if (newest.number if newest else 0) != base:
                raise FrontConflict(newest)
            front = Front.objects.create(number=base + 1, live_at=live_at, note=note[:300], made_by=by, made_at=now)
            FrontPick.objects.bulk_create(
                FrontPick(
                    front=front,
                    slot=pick.slot,
                    section_id=pick.section,
                    position=position,
                    article_id=pick.article,
                    until=pick.until,
                )
                for position, pick in enumerate(picks)
            )
    except IntegrityError:
        newest = Front.objects.order_by("-number").first()
        if newest is None or newest.number == base:
            raise
        raise FrontConflict(newest) from None  # two saved in the same instant; the other was first
    return front


@transaction.atomic
def cancel(front: Front, *, by: User, now: datetime) -> Front:
    """Take a front off the schedule. What readers have is replaced by publishing another, not by taking it away."""
    front = Front.objects.select_for_update().get(pk=front.pk)
    if front.live_at is None or front.canceled_at:
        raise WorkflowError("This front is not on the schedule.")
    if front.live_at <= now:
        raise WorkflowError("Readers already have this front. Publish another one, or an earlier one again.")
    front.canceled_at, front.canceled_by = now, by
    front.save(update_fields=["canceled_at", "canceled_by"])
    return front


def picks_of(front: Front | None) -> list[Pick]:
    if front is None:
        return []
    return [
        Pick(slot=pick.slot, section=pick.section_id, article=pick.article_id, until=pick.until)
        for pick in front.picks.order_by("position")
    ]


def _check(picks: Sequence[Pick]) -> None:
    sections = Topic.objects.filter(kind=Topic.Kind.SECTION).in_bulk({pick.section for pick in picks if pick.section})
    stories = Article.objects.defer("body", "body_text").in_bulk([pick.article for pick in picks])
    places: dict[tuple[str, int | None], int] = {}
    met: set[int] = set()
    for pick in picks:
        if pick.slot not in Slot.values or (pick.slot == Slot.SECTION) != (pick.section in sections):
            raise WorkflowError("There is no such place on the front page.")
        if pick.article not in stories:
            raise WorkflowError("One of these stories does not exist any more. Open the front page again.")
        if pick.article in met:
            raise WorkflowError(f"“{stories[pick.article]}” stands there twice. A story has one place on the page.")
        met.add(pick.article)
        place = (pick.slot, pick.section)
        places[place] = places.get(place, 0) + 1
        if places[place] > MOST[Slot(pick.slot)]:
            name = slot_name(pick.slot, sections.get(pick.section))
            raise WorkflowError(
                f"“{name}” has room for {MOST[Slot(pick.slot)]}. Move a story elsewhere, or take one out."
            )
