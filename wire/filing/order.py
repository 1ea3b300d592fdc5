"""Which of two versions is the newer one, and what we have of a story already."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self

from wire.formats import WireStory
from wire.models import Filed, Item

# The version is part of the order: what comes next must not be older than these.
STANDING = {*Filed.with_content(), Filed.RECORDED}


def compare(story: WireStory, other: WireStory) -> int | None:
    """-1 where `story` was made before `other`, 1 where after, 0 where both say the same; None where nobody can tell.

    The sender's own numbers count, among versions of one guid; then the moments, by days where one prints only days.
    """
    ours, theirs = story.version.strip(), other.version.strip()
    if story.guid == other.guid and ours.isdecimal() and theirs.isdecimal() and int(ours[:255]) != int(theirs[:255]):
        return _sign(int(ours[:255]) - int(theirs[:255]))
    (ours, ours_is_day), (theirs, theirs_is_day) = written(story), written(other)
    if ours is None or theirs is None:
        return None
    if ours_is_day or theirs_is_day:
        return _sign((ours.date() - theirs.date()).days) or None
    return _sign((ours - theirs).total_seconds())


def written(story: WireStory) -> tuple[datetime | None, bool]:
    """When this version was made, and whether only the day is known."""
    return (story.updated, story.updated_is_date) if story.updated else (story.published, story.published_is_date)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


@dataclass(frozen=True, eq=False)
class Known:
    """The versions of a guid that we have, the newest arrival first; what is in them is read when it is asked for."""

    items: tuple[Item, ...]

    @classmethod
    def of(cls, item: Item) -> Self:
        items = item.provider.items.filter(guid=item.guid).exclude(pk=item.pk)
        return cls(tuple(items.defer("story_data", "content_data").order_by("-version")))

    @cached_property
    def article_id(self) -> int | None:
        """The story that the guid is filed as. One that the desk has spiked is gone."""
        return next((item.article_id for item in self.items if item.article_id), None)

    @cached_property
    def chain_id(self) -> int | None:
        return next((item.chain_id for item in self.items if item.chain_id), None)

    @cached_property
    def newest(self) -> Item | None:
        """The newest in the sender's order: each that stands was not older than those before it."""
        return next((item for item in self.items if item.outcome in STANDING), None)

    @cached_property
    def base(self) -> Item | None:
        """What the story holds of its sender's words."""
        filed = (item for item in self.items if item.article_id and item.article_id == self.article_id)
        return next((item for item in filed if item.outcome in Filed.in_story()), None)

    @cached_property
    def last_take(self) -> Item | None:
        """The newest that is a story, whether it is in ours or waits."""
        return next((item for item in self.items if item.outcome in Filed.with_content()), None)

    def is_older(self, story: WireStory) -> bool:
        return self.newest is not None and compare(story, self.newest.story) == -1
