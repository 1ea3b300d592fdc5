"""One story of an agency's own XML."""

import re

from wire.formats.agency_xml.fields import Fields
from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.html import addresses
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.mapping import XmlMapping, paths
from wire.formats.meaning import statuses, verdict
from wire.formats.moments import Clock, is_day
from wire.formats.printed import bylines, datelines, endings, headlines
from wire.formats.printed.bylines import Byline
from wire.formats.story import Place, PubStatus, Related, Rendition, Signal, StoryKind, Subject, WirePicture, WireStory
from wire.formats.trees.elements import Element
from wire.formats.writing import languages

_KINDS: dict[str, StoryKind] = {
    "picture": "picture",
    "photo": "picture",
    "image": "picture",
    "graphic": "graphic",
    "video": "video",
    "audio": "audio",
    "package": "composite",
    "composite": "composite",
}
_SIGNALS: tuple[tuple[str, Signal], ...] = (
    ("is_update", "update"),
    ("is_correction", "correction"),
    ("is_alert", "alert"),
)


def read(mapping: XmlMapping, item: Element, root: Element, habits: Habits) -> WireStory:
    """The story. Raises NotAStory where the mapping finds nothing for readers, and nothing that withdraws any."""
    zone = mapping.zone(habits.timezone)
    clock = Clock(zone)
    fields = Fields(mapping, item, root, clock, habits.day_first)
    status = _status(fields, clock)
    embargo, is_unclear = fields.embargo()
    updated, published = fields.moment("updated"), fields.moment("published")
    kind = _KINDS.get(fields.text("type").casefold(), "text")
    blocks, sign_off = endings.without_sign_off(fields.body())
    blocks, embargo_line = endings.without_embargo(blocks)
    notes = tuple(note for note in (*fields.texts("editor_note"), embargo_line) if note)
    slugline, take_key = fields.text("slugline"), fields.text("take_key")
    judged = verdict.reach(
        fields.text("headline"),
        [slugline, take_key, *notes],
        status=status,
        embargo=embargo,
        is_unclear=is_unclear,
        sent=updated or published,
        timezone=zone,
        signals=[signal for name, signal in _SIGNALS if fields.is_true(name)],
    )
    refused: list[str] = []
    pictures = _pictures(fields, refused)
    headline = judged.headline
    if not any(map(str.isalnum, headline)):
        is_kill = judged.pub_status == "canceled"
        headline = headlines.made_up(
            (block.text for block in blocks), fields.text("caption"), slugline, notes if is_kill else ()
        )
        if not headline and not is_kill:
            raise NotAStory(f"Read as {mapping.name}, this document holds neither a headline nor text.")
        clock.flags.add(headlines.MADE_UP)
    guid = fields.text("guid")
    if not guid:
        moment = published or updated
        guid = derived_guid(mapping.name, slugline or headline, moment.date().isoformat() if moment else "")
        clock.flags.add(MADE_UP)
    if refused:
        clock.flags.add(addresses.REFUSED)
    byline = _byline(fields)
    dateline = fields.text("dateline")
    subheadline = fields.text("subheadline")
    replaces = fields.words("replaces")
    is_canceled = judged.pub_status == "canceled"
    # What is withdrawn is the story that went out, also where the withdrawal has an id of its own.
    named = (*fields.words("kills"), *(replaces if is_canceled else ()))
    kills = tuple(dict.fromkeys(other for other in named if other != guid))
    return WireStory(
        guid=guid,
        version=fields.text("version"),
        kind=kind,
        pub_status=judged.pub_status,
        signals=judged.signals,
        signal_codes=fields.states(),
        kills=(guid, *kills) if is_canceled else kills,
        replaces=replaces,
        headline=headline or guid,
        subheadline=subheadline if subheadline != headline else "",
        kicker=fields.text("kicker"),
        standfirst=fields.texts("abstract"),
        body=blocks,
        body_href=fields.text("body_href") if not blocks else "",
        caption=fields.text("caption") if kind != "text" else "",
        bylines=byline.names,
        byline=byline.printed,
        byline_title=byline.title,
        credit=fields.text("credit"),
        sender=fields.text("sender"),
        dateline=dateline,
        dateline_city=next(iter(fields.words("dateline_city")), "") or datelines.city(dateline),
        language=languages.read(fields.text("language")) or languages.guess(blocks),
        is_preformatted=any(block.kind in ("preformatted", "table") for block in blocks),
        is_press_release=fields.is_true("is_press_release"),
        first_created=fields.moment("first_created"),
        published=published,
        published_is_date=is_day(fields.printed("published")),
        updated=updated,
        updated_is_date=is_day(fields.printed("updated")),
        embargoed_until=judged.embargoed_until,
        expires_at=fields.moment("expires_at"),
        slugline=slugline,
        take_key=take_key,
        category=fields.text("category"),
        urgency=fields.number("urgency"),
        priority=fields.number("priority"),
        provider_sequence=fields.text("provider_sequence"),
        word_count=fields.number("word_count"),
        topics=fields.words("topics"),
        subjects=_subjects(fields),
        keywords=fields.words("keywords"),
        places=tuple(Place(name=name) for name in fields.texts("places")),
        pictures=pictures,
        related=tuple(Related(href=said) if "://" in said else Related(guid=said) for said in fields.texts("related")),
        link=fields.text("link"),
        editor_note="\n".join(notes),
        private_notes=fields.texts("private_notes"),
        usage_terms=fields.text("usage_terms"),
        set_aside=(*sign_off, *(f"Address refused: {href}" for href in refused)),
        flags=tuple(sorted({*clock.flags, *judged.flags})),
    )


def _status(fields: Fields, clock: Clock) -> PubStatus:
    """What the word says, unless a flag of its own says worse."""
    status, doubts = statuses.read(fields.text("pub_status"))
    clock.flags.update(doubts)
    if fields.is_true("is_no_story"):
        raise NotAStory("The document says of itself that it is no story.")
    if fields.is_true("is_canceled"):
        return "canceled"
    return "withheld" if status == "usable" and fields.is_true("is_held") else status


def _byline(fields: Fields) -> Byline:
    authors = fields.texts("authors")
    return bylines.read(fields.text("byline") or ", ".join(authors), title=fields.text("byline_title"), people=authors)


def _subjects(fields: Fields) -> tuple[Subject, ...]:
    return (*map(_coded, fields.words("subjects")), *(Subject(name=name) for name in fields.words("subject_names")))


def _coded(code: str) -> Subject:
    """IPTC's codes have eight digits. Kept as a number, those of the first nine subjects lose the first of them."""
    if re.fullmatch(r"\d{8}|[1-9]\d{6}", code):
        return Subject(code=code.zfill(8), scheme="subj")
    return Subject(code=code)


def _pictures(fields: Fields, refused: list[str]) -> tuple[WirePicture, ...]:
    path = fields.mapping.fields.get("pictures")
    found = []
    for element in paths.elements(path, fields.item) if path else []:
        href = fields.text("picture_href", element)
        if addresses.is_outside(href):
            refused.append(href)
            href = ""
        caption = fields.text("picture_caption", element)
        if not href and not caption:
            continue
        file = Rendition(
            href=href,
            mimetype=fields.text("picture_mimetype", element),
            width=fields.number("picture_width", element),
            height=fields.number("picture_height", element),
        )
        found.append(
            WirePicture(
                caption=caption,
                credit=fields.text("picture_credit", element),
                alt=fields.text("picture_alt", element),
                headline=fields.text("picture_headline", element),
                guid=fields.text("picture_guid", element),
                href=href,
                filename=addresses.filename(href),
                mimetype=file.mimetype,
                width=file.width,
                height=file.height,
                renditions=(file,) if href else (),
            )
        )
    return tuple(found)
