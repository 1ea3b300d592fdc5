"""A NITF document as a story."""

from datetime import datetime

from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.html.addresses import REFUSED
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import releases, statuses, verdict
from wire.formats.moments import Clock, is_day
from wire.formats.nitf import head as head_of
from wire.formats.nitf.copy import Copy, read_copy
from wire.formats.printed import headlines
from wire.formats.story import PubStatus, WireStory
from wire.formats.trees.elements import Element, attribute, find, find_all, number, text
from wire.formats.writing import languages


def read(nitf: Element, habits: Habits) -> WireStory:
    """The story of a `nitf` element. Raises NotAStory where it has neither words nor pictures nor withdraws any."""
    head, copy = find(nitf, "head"), read_copy(nitf)
    docdata, metas = find(head, "docdata"), head_of.Metas(head)
    identity = head_of.identity(docdata, metas)
    clock = Clock(habits.timezone)
    status, doubts = statuses.read(attribute(head, "docdata", "management-status"))
    clock.flags.update(doubts)
    issued, release, embargo, is_unclear = _moments(head, nitf, clock, status)
    kills = _kills(docdata, identity.guid, status)
    is_kill = bool(kills) or status == "canceled"
    notes = tuple(dict.fromkeys([*head_of.notes(head), *copy.notes]))
    slugline = _slugline(head, metas, copy)
    headline = copy.headline or text(head, "title")
    if not headline:
        captions = [picture.caption for picture in copy.pictures]
        headline = headlines.made_up(
            (block.text for block in copy.body), copy.standfirst, captions, slugline, notes if is_kill else ()
        )
        clock.flags.add(headlines.MADE_UP)
    judged = verdict.reach(
        headline,
        [slugline, metas.take_key, *notes],
        status=status,
        embargo=embargo,
        is_unclear=is_unclear,
        sent=issued,
        timezone=habits.timezone,
        signals=("correction",) if find(docdata, "correction") is not None else (),
    )
    if not headline and not is_kill:
        raise NotAStory("This NITF document holds neither a headline nor text nor a picture.")
    if copy.refused:
        clock.flags.add(REFUSED)
    guid = identity.guid
    if not guid:
        guid = derived_guid(attribute(docdata, "doc-id", "regsrc"), slugline or headline, _day(issued))
        clock.flags.add(MADE_UP)
    return WireStory(
        guid=guid,
        guid_versioned=identity.guid_versioned,
        version=identity.version,
        pub_status=judged.pub_status,
        signals=judged.signals,
        signal_codes=_codes(docdata),
        kills=(guid, *kills) if status == "canceled" else kills,
        headline=judged.headline or guid,
        subheadline=copy.subheadline,
        standfirst=copy.standfirst,
        body=copy.body,
        bylines=copy.byline.names,
        byline=copy.byline.printed,
        byline_title=copy.byline.title,
        credit=copy.credit or metas.distributor,
        sender=_sender(docdata, metas),
        dateline=copy.dateline,
        dateline_city=copy.dateline_city,
        language=languages.read(copy.language) or languages.guess(copy.body),
        is_preformatted=copy.is_preformatted or metas.is_tabular,
        is_press_release=releases.is_kind(*head_of.kinds(head)),
        first_created=_first_created(head, nitf, issued, habits),
        published=release,
        published_is_date=is_day(_norm(docdata, "date.release")),
        updated=issued,
        updated_is_date=is_day(_norm(docdata, "date.issue")),
        embargoed_until=judged.embargoed_until,
        expires_at=clock.read(_norm(docdata, "date.expire")),
        slugline=slugline,
        take_key=metas.take_key,
        category=metas.category,
        urgency=_urgency(nitf),
        priority=metas.priority,
        provider_sequence=metas.sequence,
        word_count=metas.word_count,
        subjects=(*head_of.subjects(head), *head_of.names(docdata)),
        keywords=head_of.keywords(docdata),
        places=head_of.places(docdata),
        pictures=copy.pictures,
        related=copy.related,
        link=_link(head),
        editor_note="\n".join(notes),
        private_notes=copy.private,
        usage_terms=copy.usage_terms or head_of.usage_terms(docdata),
        set_aside=(*copy.sign_off, *(f"Address refused: {href}" for href in copy.refused)),
        flags=tuple(sorted({*clock.flags, *judged.flags})),
    )


def _moments(
    head: Element | None, nitf: Element, clock: Clock, status: PubStatus
) -> tuple[datetime | None, datetime | None, datetime | None, bool]:
    """When it was issued, when it may run, until when it may not, and whether that is written so nobody can read it.

    A release, or a right to use it, later than the issue is an embargo, whatever the status says.
    """
    docdata = find(head, "docdata")
    issued = clock.read(_norm(docdata, "date.issue") or _norm(head, "date.issue"))
    if issued is None:
        issued = clock.read(attribute(head, "pubdata", "date.publication") or attribute(docdata, "pubdata", "norm"))
    release, is_unclear = clock.read_embargo(_norm(docdata, "date.release"))
    starts = Clock(clock.timezone).read(attribute(docdata, "doc.rights", "startdate"))  # no doubt if it cannot be read
    later = [moment for moment in (release, starts) if moment and (issued is None or moment > issued)]
    embargo = max(later, default=release if status == "withheld" else None)
    return issued, release, embargo, is_unclear


def _norm(docdata: Element | None, name: str) -> str:
    """The date for machines; some write it as the text of the element."""
    return attribute(docdata, name, "norm") or text(docdata, name)


def _first_created(head: Element | None, nitf: Element, issued: datetime | None, habits: Habits) -> datetime | None:
    """The earliest moment that the document knows of itself."""
    unsure = Clock(habits.timezone)  # what cannot be read here is no doubt about the story
    printed = [
        *(revision.get("norm", "") for revision in find_all(head, "revision-history")),
        attribute(nitf, "body/body.head/dateline/story.date", "norm"),
    ]
    moments = [moment for text in printed if not is_day(text) and (moment := unsure.read(text))]
    return min([*moments, *([issued] if issued else [])], default=None)


def _kills(docdata: Element | None, guid: str, status: PubStatus) -> tuple[str, ...]:
    """Another document that this one withdraws. Without a status of its own, the other has that of this one."""
    other = attribute(docdata, ".", "management-doc-idref")
    word = attribute(docdata, ".", "management-idref-status")
    fate = statuses.read(word)[0] if word else status
    return (other,) if other and other != guid and fate == "canceled" else ()


def _codes(docdata: Element | None) -> tuple[str, ...]:
    names = ("management-status", "management-idref-status")
    sent = ((name, attribute(docdata, ".", name)) for name in names)
    return tuple(f"{name}:{value}" for name, value in sent if value and value.casefold() != "usable")


def _slugline(head: Element | None, metas: head_of.Metas, copy: Copy) -> str:
    """Where an agency puts it: a meta element, the key of the story, or a title that is no headline."""
    title = text(head, "title")
    is_slug = copy.headline and title != copy.headline and " " not in title
    return metas.slugline or (title if is_slug else "") or attribute(head, "docdata/du-key", "key")


def _urgency(nitf: Element) -> int | None:
    """In the document's data, or beside it."""
    paths = ("head/docdata/urgency", "head/urgency")
    return next((found for path in paths if (found := number(attribute(nitf, path, "ed-urg")))), None)


def _sender(docdata: Element | None, metas: head_of.Metas) -> str:
    return (
        attribute(docdata, "del-list/from-src", "src-name")
        or metas.sender
        or attribute(docdata, "doc-id", "regsrc")
        or attribute(docdata, "doc.copyright", "holder")
    )


def _link(head: Element | None) -> str:
    """The page on which it was published already."""
    address = attribute(head, "pubdata", "ex-ref") or attribute(head, "docdata/pubdata", "ex-ref")
    return address if address.startswith(("http://", "https://")) else ""


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
