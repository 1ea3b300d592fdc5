"""Several versions at once. Most copy begins a story, and nothing more: of those, many are written in a few queries.

Whatever is more than that (a newer take, a kill, a hold, a picture, anything that may be published) is filed by itself,
in its turn, so that the order in which copy came stays the order in which it is filed.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from articles import workflow
from articles.models import Reason
from wire.filing import chains, kills, records
from wire.filing.content import content_from
from wire.filing.identity import stored_guid
from wire.filing.memory import remembering
from wire.filing.policy import policy_of
from wire.filing.stories import note_of
from wire.models import Derived, Filed, Item, Provider

AT_ONCE = 100  # a feed may hold thousands, and a query has room for some thousand values


def file_in_order(items: Sequence[Item], *, publish: bool, now: datetime, one: Callable[[Item], object]) -> None:
    """File them as `one` files each. They are of one provider, read and numbered, in the order in which they came."""
    with remembering():
        for start in range(0, len(items), AT_ONCE):
            _file_part(items[start : start + AT_ONCE], publish, now, one)


def _file_part(items: Sequence[Item], publish: bool, now: datetime, one: Callable[[Item], object]) -> None:
    run: list[Item] = []
    begins = _Beginners(items, publish=publish, now=now)
    for item in items:
        if begins.a_story(item):
            run.append(item)
            continue
        _file_run(run, one, now)
        run = []
        one(item)
        begins.mind(item)
    _file_run(run, one, now)


def _file_run(run: list[Item], one: Callable[[Item], object], now: datetime) -> None:
    if len(run) > 1:
        _begin_stories(run, now)
    else:
        for item in run:
            one(item)


class _Beginners:
    """Which of some versions begin a story, and nothing more."""

    def __init__(self, items: Sequence[Item], *, publish: bool, now: datetime) -> None:
        self.now = now
        self.may_be = bool(items) and not publish and items[0].provider.publishing != Provider.Publishing.EVERYTHING
        self.taken: set[str] = set()
        if self.may_be:
            provider, guids = items[0].provider, [item.guid for item in items]
            self.policy = policy_of(provider)
            self.taken |= set(provider.kills.filter(guid__in=guids).values_list("guid", flat=True))
            self.taken |= set(Derived.objects.filter(provider=provider, guid__in=guids).values_list("guid", flat=True))

    def mind(self, item: Item) -> None:
        """A kill may come in the same batch as the story that it names, and before it."""
        self.taken |= {stored_guid(guid) for guid in item.story.kills}

    def a_story(self, item: Item) -> bool:
        story = item.story
        return (
            self.may_be
            and item.version == 1
            and item.guid not in self.taken
            and story.pub_status == "usable"
            and not (story.signals or story.kills or story.replaces or story.related or story.bios or story.social)
            and not (story.embargoed_until and story.embargoed_until > self.now)
            and not records.is_record(story)
            and not kills.kills_itself(item)
            and not ((rule := self.policy.rule_for(story)) and rule.is_held)
        )


def _begin_stories(items: Sequence[Item], now: datetime) -> None:
    contents = [content_from(item.story, item.provider) for item in items]
    notes = [note_of(item) for item in items]
    articles = workflow.create_many(contents, reason=Reason.WIRE, notes=notes, now=now)
    for item, content, article in zip(items, contents, articles, strict=True):
        item.content_data, item.article, item.outcome = content.to_json(), article, Filed.CREATED
    chains.place_new(items)
    Item.objects.bulk_create(items)
    chains.mark_likes(items)
