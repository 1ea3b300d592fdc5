"""A ninjs item as a story."""

from typing import Any

from wire.formats import body as body_of
from wire.formats.body import NO_BODY
from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.html.addresses import REFUSED
from wire.formats.html.figures import Copy
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import releases, statuses, verdict
from wire.formats.moments import Clock, is_day
from wire.formats.ninjs import bodies, parts, terms
from wire.formats.printed import bylines, headlines
from wire.formats.story import Bio, Related, Signal, StoryKind, WirePicture, WireStory
from wire.formats.trees.members import INVALID, Members
from wire.formats.writing import language, languages

_KINDS: dict[str, StoryKind] = {
    "text": "text",
    "article": "text",
    "picture": "picture",
    "photo": "picture",
    "image": "picture",
    "graphic": "graphic",
    "illustration": "graphic",
    "video": "video",
    "audio": "audio",
    "composite": "composite",
    "package": "composite",
    "component": "text",
}
_NO_STORIES = {"event", "planning", "assignment", "coverage", "concept", "poi", "topic", "contact", "location"}
_SIGNALS: dict[str, Signal] = {
    "correction": "correction",
    "corrected": "correction",
    "update": "update",
    "writethru": "update",
    "kill": "kill",
    "takedown": "kill",
    "refile": "refile",
    "alert": "alert",
    "flash": "alert",
    "advisory": "advisory",
}
_LANGUAGE_SAMPLE = 2000


def read(values: dict[str, Any], habits: Habits) -> WireStory:
    """The story. Raises NotAStory for events and plans, and where an item says nothing at all."""
    clock = Clock(habits.timezone)
    item = Members(values, clock.flags)
    kind = _kind(item)
    belongings = parts.read(item)
    own_files = parts.renditions(item, belongings.refused)
    sent_headline, slugline = parts.headline(item) or item.text("title"), item.text("slugline", "slug")
    is_film = kind in ("picture", "graphic", "video", "audio")
    blocks, copy = ((), Copy(html="")) if kind in ("picture", "graphic") else bodies.read(item, sent_headline)
    description = parts.description(item, "caption" if is_film else "main", "summary", "text", "abstract")
    pictures = [*belongings.pictures, *_unknown(copy.pictures, belongings.pictures)]
    if kind in ("picture", "graphic"):
        pictures.insert(0, parts.picture(item, own_files))
    revised, published = _moment(item, "versioncreated"), _moment(item, "firstpublished", "published", "datepublished")
    updated = clock.read(revised)
    created = clock.read(_moment(item, "firstcreated"))
    embargo, is_unclear = clock.read_embargo(_moment(item, "embargoed", "embargo", "embargoed_until"))
    status, doubts = statuses.read(item.text("pubstatus") or ("unreadable" if item.has("pubstatus") else ""))
    clock.flags.update(doubts)
    note = item.lines("ednote", "ednotes", "editor_note")
    codes = item.texts("signal", "signals")
    replaced = item.text("evolvedfrom", "rewrite_of")
    judged = verdict.reach(
        sent_headline,
        [slugline, note],
        status=status,
        embargo=embargo,
        is_unclear=is_unclear,
        sent=updated or created,
        timezone=habits.timezone,
        signals=_signals(codes, bool(replaced)),
    )
    clock.flags.update(judged.flags)
    headline = judged.headline
    if not any(map(str.isalnum, headline)):
        captions = [picture.caption for picture in pictures]
        said = (block.text for block in blocks)
        headline = headlines.made_up(said, description, captions, slugline, note if status != "usable" else "")
        clock.flags.add(headlines.MADE_UP)
    is_empty = not (blocks or description or belongings.pictures or copy.pictures or own_files or belongings.related)
    if is_empty and status == "usable" and not headline:
        raise NotAStory("This ninjs item holds neither a headline nor text nor a picture.")
    if is_empty and judged.pub_status != "canceled":
        clock.flags.add(NO_BODY)
    refused = (*belongings.refused, *copy.refused)
    if refused:
        clock.flags.add(REFUSED)
    guid = item.text("guid", "uri")
    if not guid:
        day = created or updated
        guid = derived_guid(_sender(item), slugline or headline, day.date().isoformat() if day else "")
        clock.flags.add(MADE_UP)
    byline = bylines.read(item.text("byline", "by", "byline_html"))
    located = item.text("located", "dateline")
    expires = clock.read(_moment(item, "expires", "expires_at", "expiry"))
    return WireStory(
        guid=guid,
        version=item.text("version"),
        kind=kind,
        pub_status=judged.pub_status,
        signals=judged.signals,
        signal_codes=codes,
        kills=(guid,) if judged.pub_status == "canceled" else (),
        replaces=(replaced,) if replaced else (),
        headline=headline or guid,
        subheadline=parts.second_headline(item, "sub", "subtitle", "subheadline", "subhead", "secondary"),
        kicker=item.text("kicker") or parts.second_headline(item, "kicker", "overline") or copy.kicker,
        standfirst=(description,) if description else (),
        body=blocks,
        caption=description if is_film else "",
        bylines=terms.authors(item) or byline.names,
        byline=byline.printed or item.text("byline", "by"),
        byline_title=byline.title,
        bios=_bios(item),
        credit=item.text("creditline", "credit", "source") or next(iter(item.texts("infosource", "infosources")), ""),
        sender=_sender(item),
        dateline=located,
        dateline_city=located.partition(",")[0],
        language=languages.read(item.text("language"))
        or language.guess(body_of.to_text(blocks)[:_LANGUAGE_SAMPLE] or description),
        is_press_release=releases.is_kind(*item.texts("genre", "genres", "profile")),
        first_created=created,
        published=clock.read(published),
        published_is_date=is_day(published),
        updated=updated,
        updated_is_date=is_day(revised),
        embargoed_until=judged.embargoed_until,
        expires_at=expires,
        slugline=slugline,
        category=next((code for part in item.objects("service") if (code := part.text("code"))), ""),
        urgency=item.number("urgency"),
        priority=item.number("priority"),
        word_count=_word_count(item),
        subjects=terms.subjects(item),
        keywords=terms.keywords(item),
        places=terms.places(item),
        pictures=tuple(pictures),
        renditions=own_files,
        related=(*belongings.related, *_links(item)),
        link=_link(item),
        editor_note=note,
        usage_terms=item.lines("usageterms"),
        set_aside=tuple(f"Address refused: {href}" for href in refused),
        flags=tuple(sorted(clock.flags)),
    )


def _kind(item: Members) -> StoryKind:
    """What it is; without a type, by what is in it. A type that nobody knows is read as text, with a doubt."""
    sent = item.text("type").casefold()
    if sent in _NO_STORIES or (not sent and (item.has("eventdetails") or item.has("plannedcoverage"))):
        raise NotAStory("This ninjs item is an entry of a calendar or a plan, not a story.")
    if sent in _KINDS:
        return _KINDS[sent]
    if sent:
        item.doubts.add(INVALID)
    is_picture = item.has("renditions") and not any(name.startswith(("body", "bodies")) for name in item.values)
    return "picture" if not sent and is_picture else "text"


def _moment(item: Members, *names: str) -> str:
    """As printed. A number or anything else is not a time: it is handed on, so that it is called invalid."""
    for name in names:
        if item.has(name):
            return item.text(name) or "unreadable"
    return ""


def _word_count(item: Members) -> int | None:
    """Of the item, or of the first of its bodies that is counted; they say the same."""
    counted = (count for body in item.objects("bodies") if (count := body.number("wordcount")))
    return item.number("wordcount", "word_count") or next(counted, None)


def _signals(codes: tuple[str, ...], is_rewrite: bool) -> list[Signal]:
    words = (code.rpartition(":")[2].casefold() for code in codes)
    found = [_SIGNALS[word] for word in words if word in _SIGNALS]
    return [*found, "update"] if is_rewrite else found


def _unknown(found: tuple[WirePicture, ...], known: list[WirePicture]) -> list[WirePicture]:
    """Pictures in the text that are not the associated ones once more."""
    names = {picture.name for picture in known if picture.name}
    said = {file.href for picture in known for file in picture.renditions}
    said |= {text for picture in known for text in (picture.guid, picture.caption) if text}
    return [one for one in found if one.name not in names and said.isdisjoint({one.guid, one.href, one.caption} - {""})]


def _bios(item: Members) -> tuple[Bio, ...]:
    found = (Bio(name=part.text("name"), text=part.text("biography", "bio")) for part in item.objects("authors"))
    return tuple(bio for bio in found if bio.name and bio.text)


def _sender(item: Members) -> str:
    return item.text("provider", "copyrightholder", "source")


def _link(item: Members) -> str:
    """The story's page at the sender, where it says so."""
    canonical = (part.text("href", "url") for part in item.objects("links") if part.text("rel") == "canonical")
    href = item.text("link", "url", "canonical") or next(canonical, "")
    return href if href.startswith(("http://", "https://")) else ""


def _links(item: Members) -> list[Related]:
    sent = ((part.text("href", "url"), part.text("rel")) for part in item.objects("links"))
    return [Related(href=href, rel=rel) for href, rel in sent if href.startswith(("http://", "https://"))]
