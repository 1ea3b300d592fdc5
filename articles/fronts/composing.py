"""What stands on the front page at a moment: what an editor picked, and the newest where nobody picked or a pick fails.

Every story on it comes out of `published(at)`, picked or not: a pick that readers may not see is as good as none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from articles.fronts.curating import Pick
from articles.fronts.slots import BELOW, BESIDE, IN_A_SECTION, MOST, Slot
from articles.models import Article, Front, Topic

type Place = tuple[str, int | None]
type Block = tuple[Topic | None, list[Article]]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """`others` stand beside the lead, the first three, and below it."""

    lead: Article | None
    others: list[Article]
    blocks: list[Block]


def compose(at: datetime, sections: Sequence[Topic], *, picks: Sequence[Pick] | None = None) -> FrontPage:
    """The front page of a moment in three queries: of the front that is live then, or of these picks."""
    picked = _live(at) if picks is None else _of(picks, at)
    listed = {section.pk for section in sections}
    picked = {place: stories for place, stories in picked.items() if place[1] is None or place[1] in listed}
    chosen = [story.pk for stories in picked.values() for story in stories]
    newest = iter(_listing(Article.objects.published(at).exclude(pk__in=chosen))[: 1 + BESIDE + BELOW])

    def filled(slot: Slot, least: int) -> list[Article]:
        stories = picked.get((slot, None), [])[: MOST[slot]]
        return stories + [story for _, story in zip(range(least - len(stories)), newest, strict=False)]

    lead = filled(Slot.LEAD, 1)
    others = filled(Slot.SECOND, BESIDE) + filled(Slot.REST, BELOW)
    in_sections = {section: stories for (slot, section), stories in picked.items() if slot == Slot.SECTION}
    shown = {*chosen, *(story.pk for story in [*lead, *others])}
    return FrontPage(lead[0] if lead else None, others, _section_blocks(sections, shown, in_sections, at))


def _live(at: datetime) -> dict[Place, list[Article]]:
    """The picks of the live front that hold at that moment, by their place."""
    holds = Q(front_picks__until__isnull=True) | Q(front_picks__until__gt=at)
    live = Front.objects.live(at).values("pk")[:1]
    stories = Article.objects.published(at).filter(holds, front_picks__front=live)
    pick = {f"pick_{name}": F(f"front_picks__{name}") for name in ("slot", "section", "position")}
    places: dict[Place, list[Article]] = {}
    for story in sorted(_listing(stories.annotate(**pick)), key=lambda story: story.pick_position):
        places.setdefault((story.pick_slot, story.pick_section), []).append(story)
    return places


def _of(picks: Sequence[Pick], at: datetime) -> dict[Place, list[Article]]:
    visible = _listing(Article.objects.published(at).filter(pk__in=[pick.article for pick in picks]))
    stories = {story.pk: story for story in visible}
    places: dict[Place, list[Article]] = {}
    for pick in picks:
        if pick.article in stories and (pick.until is None or pick.until > at):
            places.setdefault((pick.slot, pick.section), []).append(stories[pick.article])
    return places


def _section_blocks(
    sections: Sequence[Topic], shown: Iterable[int], picked: dict[int | None, list[Article]], at: datetime
) -> list[Block]:
    """For each section that has any, what was picked for it and its newest that are not on the page yet, in one query.

    Last, under None, the newest without a section: a story that nobody has sorted yet is news all the same.
    """
    others = Article.objects.published(at).exclude(pk__in=shown)
    unsorted = others.filter(section=None).order_by("-publish_at", "-pk")
    chosen = Q(pk__in=unsorted.values("pk")[:IN_A_SECTION])
    for section in sections:
        newest = others.filter(section=section).order_by("-publish_at", "-pk")
        chosen |= Q(pk__in=newest.values("pk")[:IN_A_SECTION])
    blocks: dict[int | None, Block] = {section.pk: (section, list(picked.get(section.pk, []))) for section in sections}
    blocks[None] = (None, [])
    # what is chosen is published; to say so again would make the database look through all that is
    for article in _listing(Article.objects.filter(chosen)):
        stories = blocks[article.section_id][1]
        if len(stories) < IN_A_SECTION:
            stories.append(article)
    return [block for block in blocks.values() if block[1]]


def _listing(stories):
    return stories.for_listing().prefetch_related(None)
