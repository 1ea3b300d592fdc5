"""Whether a company or an office wrote the copy and had it sent: told by its kind, by its sender, by its dateline."""

import re
from functools import cache
from pathlib import Path

from wire.formats.phrases import sections
from wire.formats.story import WireStory

_DATA = Path(__file__).with_name("release_words.txt")
_OPENING, _LOOKED_AT = 250, 4  # characters of a paragraph, and paragraphs


def is_kind(*said: str) -> bool:
    """Whether one of the words for what it is calls it a release: "genre:Press-Release", "Pressemitteilung"."""
    alone = sections(_DATA)["kinds, alone"]["kind"]
    plain = [re.sub(r"[-_]", " ", text.rpartition(":")[2]).strip() for text in said]
    return any(text.casefold() in alone or _kinds().search(text) for text in plain)


def is_sent_for_pay(story: WireStory) -> bool:
    """Whether its sender lives of releases, or its text opens with the name of one that does: "/PRNewswire/ --"."""
    if any(_senders().search(sender) for sender in (story.sender, story.credit)):
        return True
    openings = [f"{story.dateline} -", *(block.text[:_OPENING] for block in story.body[:_LOOKED_AT])]
    return any(_dateline().search(opening) for opening in openings)


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any('kinds', 'kind')})(?!\w)", re.IGNORECASE)


@cache
def _senders() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any('senders', 'sender')})(?!\w)", re.IGNORECASE)


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        rf"[(/]\s?(?:{_any('senders', 'sender')})(?:-\w{{1,20}}|,? via [^()/]{{1,30}}|, [^()/]{{1,30}})?[)/]\s?[-–—:]",
        re.IGNORECASE,
    )


def _any(section: str, name: str) -> str:
    return "|".join(map(re.escape, sorted(sections(_DATA)[section][name], key=len, reverse=True)))
