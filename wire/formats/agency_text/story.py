"""The parts of agency copy, gathered while it is read, as one WireStory."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from articles import markup
from wire.formats.agency_text import layout, lines
from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import verdict
from wire.formats.printed import bylines, headlines
from wire.formats.story import Block, Place, PubStatus, Related, Signal, Subject, WireStory
from wire.formats.writing import language

CONTINUED = "to-be-continued"
PART = "part-of-a-story"
_SAMPLE = 1500  # letters: more tell nothing new about the language


@dataclass(slots=True)
class Copy:
    """What was found so far. `identity` are the parts that stay the same, where the sender gives no guid."""

    identity: tuple[str, ...] = ()
    guid: str = ""
    version: str = ""
    headline: str = ""
    subheadline: str = ""
    standfirst: list[str] = field(default_factory=list)
    slugline: str = ""
    take_key: str = ""
    status: list[str] = field(default_factory=list)  # lines that say what this version is
    category: str = ""
    byline: str = ""
    byline_title: str = ""
    credit: str = ""
    sender: str = ""
    dateline: str = ""
    city: str = ""
    blocks: tuple[Block, ...] = ()
    notes: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    embargoes: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    language: str = ""
    urgency: int | None = None
    priority: int | None = None
    sequence: str = ""
    word_count: int | None = None
    sent: datetime | None = None
    published: datetime | None = None
    published_is_date: bool = False
    is_release: bool = False
    is_part: bool = False
    is_tabular: bool = False
    is_continued: bool = False
    set_aside: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)


def build(copy: Copy, habits: Habits) -> WireStory:
    """The story of it. A kill that only words tell of is for the desk, never for readers."""
    _refuse_service(copy)
    said = verdict.reach(
        markup.one_line(copy.headline),
        [copy.slugline, copy.take_key, *copy.status, *copy.notes, *copy.embargoes],
        status="usable",
        sent=copy.sent or copy.published,
        timezone=habits.timezone,
        signals=("advisory",) if _is_for_the_desk(copy) else (),
    )
    flags = copy.flags | said.flags
    headline = said.headline
    if not headline:
        headline = headlines.made_up(*(block.text for block in copy.blocks), copy.slugline, *copy.notes)
        flags.add(headlines.MADE_UP)
    if not headline:
        raise NotAStory("The document holds no words: there is nothing to import.")
    if copy.is_continued:
        flags.add(CONTINUED)
    if copy.is_part:
        flags.add(PART)
    if not copy.guid:
        flags.add(MADE_UP)
    return WireStory(
        guid=copy.guid or derived_guid(*(copy.identity or _what_stays(copy, headline))),
        version=copy.version,
        pub_status=_status(copy, said.pub_status, said.signals),
        signals=said.signals,
        signal_codes=tuple(copy.codes),
        headline=headline,
        subheadline=markup.one_line(copy.subheadline),
        standfirst=tuple(copy.standfirst),
        body=copy.blocks,
        bylines=bylines.read(copy.byline, title=copy.byline_title).names if copy.byline else (),
        byline=markup.one_line(copy.byline),
        byline_title=markup.one_line(copy.byline_title),
        credit=markup.one_line(copy.credit),
        sender=markup.one_line(copy.sender),
        dateline=markup.one_line(copy.dateline),
        dateline_city=markup.one_line(copy.city),
        notes=tuple(copy.credits),
        language=copy.language or _language(copy),
        is_preformatted=copy.is_tabular or layout.is_preformatted(copy.blocks),
        is_press_release=copy.is_release,
        first_created=copy.sent,
        updated=copy.sent,
        published=copy.published,
        published_is_date=copy.published_is_date,
        embargoed_until=said.embargoed_until,
        slugline=markup.one_line(copy.slugline or _slug_of_the_killed(copy, said.signals)),
        take_key=markup.one_line(copy.take_key),
        category=markup.one_line(copy.category),
        urgency=1 if "kill" in said.signals else copy.urgency,
        priority=copy.priority,
        provider_sequence=copy.sequence,
        word_count=copy.word_count,
        subjects=tuple(copy.subjects),
        keywords=tuple(dict.fromkeys(copy.keywords)),
        places=tuple(copy.places),
        related=tuple(copy.related),
        editor_note="\n".join(dict.fromkeys(note for note in [*copy.notes, *copy.embargoes] if note)),
        private_notes=tuple(dict.fromkeys(note for note in copy.private if note)),
        set_aside=tuple(line for line in map(markup.one_line, copy.set_aside) if line),
        flags=tuple(sorted(flags)),
    )


def _refuse_service(copy: Copy) -> None:
    name = copy.headline or copy.slugline.partition("/")[0]
    if name and lines.is_one_of("service slugs", name):
        raise NotAStory("This is a message of the agency to its customers, not a story.")


def _slug_of_the_killed(copy: Copy, signals: tuple[Signal, ...]) -> str:
    """A kill in words names its story: "the story slugged HARBOR-FIRE"."""
    said = " ".join([copy.headline, *copy.notes, *(block.text for block in copy.blocks)])[:2000]
    found = re.search(r"\bslugged\s[“\"']?([A-Z][\w/-]{2,40}(?: [A-Z][\w/-]{1,20}){0,3})", said)
    return found[1] if found and "kill" in signals else ""


def _is_for_the_desk(copy: Copy) -> bool:
    """A list of what is to come."""
    plain = f" {copy.slugline} {copy.headline} ".casefold().replace("-", " ")
    return any(f" {slug} " in plain for slug in lines.words("desk slugs"))


def _status(copy: Copy, status: PubStatus, signals: tuple[Signal, ...]) -> PubStatus:
    return "withheld" if "kill" in signals or copy.is_part or _is_for_the_desk(copy) else status


def _language(copy: Copy) -> str:
    return language.guess("\n".join([copy.headline, *(block.text for block in copy.blocks)])[:_SAMPLE])


def _what_stays(copy: Copy, headline: str) -> tuple[str, ...]:
    """The slug, or else the headline, and the day; without a day how the copy begins."""
    slug = copy.slugline or headline
    if day := copy.sent or copy.published:
        return ("agency", slug, day.date().isoformat())
    return ("agency", slug, headline, copy.blocks[0].text if copy.blocks else "")
