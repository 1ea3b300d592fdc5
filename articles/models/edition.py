"""What every page of a moment has in common."""

from dataclasses import dataclass
from datetime import datetime

from articles.models.topic import Topic

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Edition:
    """The sections in the header, and until when a page that is made at `at` may be kept."""

    at: datetime
    sections: tuple[Topic, ...]
    next_change: datetime | None

    @property
    def seconds(self) -> int:
        """For how long: a minute, or less if something appears or expires.

        Not longer, so that a killed story is gone from every cache a minute later, whether purging works or not.
        """
        if self.next_change is None:
            return LONGEST
        return min(LONGEST, int((self.next_change - self.at).total_seconds()))
