"""One NewsItem as a story."""

from wire.formats.body import NO_BODY
from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.html.addresses import REFUSED
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import releases, verdict
from wire.formats.moments import Clock, is_day
from wire.formats.newsml_1 import components, content, identity, metadata
from wire.formats.newsml_1 import management as management_of
from wire.formats.newsml_1.components import Parts
from wire.formats.newsml_1.management import Envelope
from wire.formats.newsml_1.metadata import Around
from wire.formats.nitf import head as head_of
from wire.formats.nitf.copy import Copy
from wire.formats.printed import bylines, endings, headlines
from wire.formats.printed.bylines import NOBODY, Byline
from wire.formats.story import Block, StoryKind, WireStory
from wire.formats.text import names
from wire.formats.trees.elements import Element, attribute, find, find_all, number, text
from wire.formats.writing import languages

MANAGEMENT_ONLY = "management-only"  # the status changed, the words did not: they stay those of the version before


_PROVIDER = "Identification/NewsIdentifier/ProviderId"


def read(item: Element, envelope: Envelope, habits: Habits) -> WireStory:
    """The story. Raises MalformedStory for a patch of an earlier version, NotAStory for what only manages others."""
    management = find(item, "NewsManagement")
    printed_created, printed_revised = text(management, "FirstCreated"), text(management, "ThisRevisionCreated")
    known = identity.read(item)
    management_of.refuse_what_is_no_version(item, management, known)
    parts = components.read(item)
    around: Around = parts.main.around if parts.main else tuple(find_all(item, "NewsComponent"))
    copy = parts.main.said.copy if parts.main else Copy()
    clock = Clock(habits.timezone)
    updated = clock.read(printed_revised) or clock.read(envelope.sent)
    status, embargo, expires, is_unclear = management_of.standing(management, around, clock, updated)
    kind = _kind(parts)
    captions = [part.words for part in parts.captions]
    free = metadata.free_lines(around)
    slugline = metadata.slugline(around, item)
    blocks, sign_off = endings.without_sign_off(copy.body or _caption_blocks(parts, kind))
    blocks, embargo_line = endings.without_embargo(blocks)
    told = [*free["note"], *metadata.editor_notes(around), *copy.notes, embargo_line]
    notes = tuple(note for note in dict.fromkeys(told) if note)
    sent_headline = _headline(around, parts, copy)
    judged = verdict.reach(
        sent_headline,
        [slugline, *free["take_key"], *notes],
        status=status,
        embargo=embargo,
        is_unclear=is_unclear,
        sent=updated,
        timezone=habits.timezone,
        signals=management_of.signals(management, known),
    )
    headline = judged.headline
    is_management = known.update == "A"
    if not any(map(str.isalpha, headline)):
        said = (block.text for block in blocks)
        headline = headlines.made_up(said, captions, slugline, notes if status != "usable" or is_management else ())
        clock.flags.add(headlines.MADE_UP)
    is_empty = not (blocks or parts.pictures or parts.members or parts.films or parts.href)
    if is_empty and not headline and status == "usable" and not is_management:
        raise NotAStory("This NewsItem holds neither a headline nor text nor a picture.")
    if is_empty and status != "canceled":
        clock.flags.add(NO_BODY)
    if is_management:
        clock.flags.add(MANAGEMENT_ONLY)
    if parts.refused:
        clock.flags.add(REFUSED)
    provider = metadata.party(around, "Provider")
    guid = known.guid
    if not guid:
        day = updated.date().isoformat() if updated else ""
        guid = derived_guid(provider, slugline or headline, day)
        clock.flags.add(MADE_UP)
    byline = _byline(around, copy)
    tongue = languages.read(metadata.language(around, item)) or languages.read(copy.language)
    docdata = find(parts.main.said.head, "docdata") if parts.main else None
    facts = content.properties(parts.main.item) if parts.main else {}
    main_files = parts.pictures[0].renditions if kind in ("picture", "graphic") and parts.pictures else ()
    return WireStory(
        guid=guid,
        guid_versioned=known.guid_versioned,
        version=known.version,
        kind=kind,
        pub_status=judged.pub_status,
        signals=judged.signals,
        signal_codes=management_of.codes(management, known),
        kills=(guid,) if judged.pub_status == "canceled" else (),
        headline=headline or guid,
        subheadline=metadata.line(around, "SubHeadLine") or copy.subheadline,
        kicker=next(iter(free["kicker"]), ""),
        standfirst=parts.standfirst or copy.standfirst,
        body=blocks,
        body_href=parts.href if not blocks else "",
        caption=captions[0] if captions and kind not in ("text", "composite") else "",
        bylines=byline.names,
        byline=byline.printed,
        byline_title=byline.title,
        credit=metadata.line(around, "CreditLine") or copy.credit or provider or metadata.party(around, "Source"),
        sender=provider or envelope.sender or text(item, _PROVIDER),
        dateline=metadata.dateline(around) or copy.dateline,
        dateline_city=metadata.origin_city(around) or copy.dateline_city,
        language=tongue or languages.guess(blocks),
        is_preformatted=any(block.kind in ("preformatted", "table") for block in blocks),
        is_press_release=releases.is_kind(
            attribute(management, "NewsItemType", "FormalName"), *metadata.genres(around)
        ),
        first_created=clock.read(printed_created),
        updated=updated,
        updated_is_date=is_day(printed_revised),
        embargoed_until=judged.embargoed_until,
        expires_at=expires,
        slugline=slugline,
        take_key=next(iter(free["take_key"]), ""),
        urgency=number(attribute(management, "Urgency", "FormalName")),
        priority=envelope.priority,
        provider_sequence=envelope.sequence,
        word_count=number(facts.get("words") or facts.get("wordcount")),
        subjects=metadata.subjects(around, item, tongue),
        keywords=metadata.keywords(around) or head_of.keywords(docdata),
        places=metadata.places(around) or head_of.places(docdata),
        pictures=tuple(parts.pictures),
        renditions=main_files,
        related=(*parts.members, *metadata.related(item), *parts.films),
        editor_note="\n".join(notes),
        private_notes=(*parts.contacts, *copy.private),
        usage_terms=metadata.usage_terms(around, notes),
        set_aside=(
            *free["other"],
            *copy.sign_off,
            *sign_off,
            *parts.left_over,
            *(f"Address refused: {href}" for href in parts.refused),
        ),
        flags=tuple(sorted({*clock.flags, *judged.flags})),
    )


def _kind(parts: Parts) -> StoryKind:
    """Text where there is one; else what the files are; a package where it only names its members."""
    if parts.main or parts.href:
        return "text"
    if parts.members:
        return "composite"
    for medium in ("video", "audio", "picture", "graphic"):
        if medium in parts.media:
            return medium
    return "text"


def _caption_blocks(parts: Parts, kind: StoryKind) -> tuple[Block, ...]:
    """The text of a picture is its caption."""
    return parts.captions[0].said.copy.body if kind != "text" and parts.captions else ()


def _headline(around: Around, parts: Parts, copy: Copy) -> str:
    return metadata.line(around, "HeadLine") or parts.title or copy.headline


def _byline(around: Around, copy: Copy) -> Byline:
    """The line; the reporter where the slug should be; a creator who is a person."""
    title = metadata.line(around, "ByLineTitle")
    if printed := metadata.line(around, "ByLine"):
        return bylines.read(printed, title=title)
    if signed := metadata.signature(metadata.line(around, "SlugLine")):
        return bylines.read(signed, title=title)
    if copy.byline.printed:
        return copy.byline
    creator = metadata.party(around, "Creator")
    return bylines.read(creator, title=title) if names.is_name(creator) else NOBODY
