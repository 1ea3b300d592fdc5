"""dpa's "digitalwires" JSON. What its notes do not call publishable, in so many words, is private."""

import re
from typing import Any

from wire.formats import body as body_of
from wire.formats.agency_text import dateline as filed_from
from wire.formats.body import NO_BODY
from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.html.addresses import REFUSED
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import releases, statuses, verdict
from wire.formats.moments import Clock
from wire.formats.ninjs import parts
from wire.formats.opened import Opened
from wire.formats.printed import bylines, headlines
from wire.formats.story import Place, Related, Rendition, Signal, StoryKind, Subject, WirePicture, WireStory
from wire.formats.trees.members import Members, read_each, unwrapped
from wire.formats.writing import languages

NAME = "dpa-digitalwires-json"

_FILMS: dict[str, StoryKind] = {
    "image": "picture",
    "picture": "picture",
    "graphic": "graphic",
    "video": "video",
    "audio": "audio",
}
_SIGNALS: dict[str, Signal] = {
    "correction": "correction",
    "update": "update",
    "kill": "kill",
    "withdrawal": "kill",
    "refile": "refile",
    "alert": "alert",
    "flash": "alert",
    "advisory": "advisory",
}
_EIL = 2  # "Eil" and "Blitz": the whole newsroom looks up
_LINK = re.compile(r"""<a\b[^>]{0,300}?\bhref=["']([^"'<>]{1,2000})["']""", re.IGNORECASE)


def sniff(document: Opened) -> bool:
    """Whether there is an item that names the format."""
    return any(isinstance(item, dict) and _is_item(item) for item in unwrapped(document.json, _is_item))


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The items, in their order."""
    return read_each(unwrapped(document.json, _is_item), lambda item: _read(item, habits))


def _is_item(values: dict[str, Any]) -> bool:
    return str(values.get("format", "")).casefold().startswith("digitalwires")


def _read(values: dict[str, Any], habits: Habits) -> WireStory:
    clock = Clock(habits.timezone)
    item = Members(values, clock.flags)
    blocks = body_of.from_html(item.raw("article_html"))
    refused: list[str] = []
    pictures, kind, files, related = _associations(item, refused)
    kind = "text" if blocks else kind
    caption = _caption(item, pictures) if kind not in ("text", "composite") else ""
    public, private, signed = _notes(item)
    updated = clock.read(item.text("version_created"))
    embargo, is_unclear = clock.read_embargo(item.text("embargoed") or ("unreadable" if item.has("embargoed") else ""))
    status, doubts = statuses.read(item.text("pubstatus") or ("unreadable" if item.has("pubstatus") else ""))
    clock.flags.update(doubts)
    codes = item.texts("signal", "signals")
    urgency = item.number("urgency")
    judged = verdict.reach(
        item.text("headline"),
        public,
        status=status,
        embargo=embargo,
        is_unclear=is_unclear,
        sent=updated,
        timezone=habits.timezone,
        signals=_signals(codes, urgency),
    )
    clock.flags.update(judged.flags)
    headline = judged.headline
    if not headline:
        said = (block.text for block in blocks)
        headline = headlines.made_up(item.text("teaser"), said, caption, public if status != "usable" else ())
        clock.flags.add(headlines.MADE_UP)
    if not (headline or blocks or pictures or files or status == "canceled"):
        raise NotAStory("This dpa item holds neither a headline nor text nor a picture.")
    if not (blocks or caption or pictures or files) and status != "canceled":
        clock.flags.add(NO_BODY)
    if refused:
        clock.flags.add(REFUSED)
    guid = item.text("urn")
    if not guid:
        guid = derived_guid("dpa", headline, updated.date().isoformat() if updated else "")
        clock.flags.add(MADE_UP)
    byline, dateline, teaser = bylines.read(item.text("byline")), item.text("dateline"), item.text("teaser")
    return WireStory(
        guid=guid,
        version=item.text("version"),
        kind=kind,
        pub_status=judged.pub_status,
        signals=judged.signals,
        signal_codes=codes,
        kills=(guid,) if judged.pub_status == "canceled" else (),
        headline=headline or guid,
        subheadline=item.text("subhead"),
        kicker=item.text("kicker"),
        standfirst=(teaser,) if teaser else (),
        body=blocks,
        caption=caption,
        bylines=byline.names,
        byline=byline.printed or item.text("byline"),
        byline_title=byline.title,
        credit=item.text("creditline") or next(iter(_names(item, "infosource")), ""),
        sender=next(iter(_names(item, "provider")), "dpa"),
        dateline=dateline,
        dateline_city=re.split(r"\s*[(,/]|\s[-–—]", dateline)[0].strip() or filed_from.city_of(blocks),
        language=languages.read(item.text("language")),
        is_press_release=releases.is_kind(*_names(item, "genre")),
        first_created=clock.read(item.text("content_created")),
        updated=updated,
        embargoed_until=judged.embargoed_until,
        category=next(iter(_names(item, "desk")), ""),
        urgency=urgency,
        subjects=_subjects(item),
        keywords=_names(item, "keyword"),
        places=tuple(Place(name=name) for name in (*_names(item, "geosubject"), *_names(item, "poi"))),
        pictures=pictures,
        renditions=files,
        related=(*related, *_links(item)),
        editor_note="\n".join(public),
        private_notes=private,
        usage_terms=item.lines("usageterms"),
        set_aside=(*_boxes(item), *signed, *(f"Address refused: {href}" for href in refused)),
        flags=tuple(sorted(clock.flags)),
    )


def _associations(
    item: Members, refused: list[str]
) -> tuple[tuple[WirePicture, ...], StoryKind, tuple[Rendition, ...], tuple[Related, ...]]:
    """Pictures, what kind an item without a text is, the files of that, and what else belongs to it."""
    pictures: list[WirePicture] = []
    related: list[Related] = []
    kinds: list[StoryKind] = []
    first: tuple[Rendition, ...] = ()
    own = item.text("urn")
    for part in item.objects("associations"):
        kind = _FILMS.get(part.text("type").casefold(), "text")
        files = parts.renditions(part, refused)
        kinds.append(kind)
        first = first or files
        if kind in ("picture", "graphic"):
            names = {"guid": part.text("urn"), "description": part.text("caption")}
            pictures.append(parts.picture(Members({**part.values, **names}, item.doubts), files))
        elif (guid := part.text("urn")) and guid != own:
            related.append(Related(guid=guid, rel=part.text("type")))
    has_text = item.has("article_html")
    main = "text" if has_text else kinds[0] if len(set(kinds)) == 1 else "composite" if kinds else "text"
    return tuple(pictures), main, () if has_text else first, tuple(related)


def _caption(item: Members, pictures: tuple[WirePicture, ...]) -> str:
    described = (part.text("description") for part in item.objects("descriptions"))
    associated = (part.text("caption") for part in item.objects("associations"))
    return next((said for said in (*described, *associated) if said), "")


def _notes(item: Members) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Notes for desks, notes for nobody else, and the line in which the desk signs."""
    public: list[str] = []
    private: list[str] = []
    signed: list[str] = []
    for note in item.objects("ednotes"):
        said, role = note.text("ednote"), note.text("role").rpartition(":")[2].casefold()
        if note.values.get("is_publishable") is not True or "contact" in role:
            private.append(said)
        elif role == "closingline":
            signed.append(said)
        else:
            public.append(said)
    pad = item.object("notepad")
    private += [said for said in _entries(pad.raw("nonpublic_html")) if said not in private]
    # The notepad and the notes are two ways to send the same, and some senders fill only one of them.
    told = " ".join(public)
    public += [said for said in _entries(pad.raw("public_html")) if said not in told]
    public = [said for said in public if said not in private]
    kept = ([said for said in dict.fromkeys(notes) if said] for notes in (public, private, signed))
    found = [tuple(notes) for notes in kept]
    return found[0], found[1], found[2]


def _entries(source: str) -> list[str]:
    """What the notepad says, entry by entry, without its headings."""
    blocks = body_of.from_html(source)
    return [line for block in blocks if block.kind != "subhead" for line in block.text.split("\n") if line.strip()]


def _boxes(item: Members) -> tuple[str, ...]:
    """The fact box is no part of the story: an editor may want it, line by line."""
    return tuple(f"Fact box: {line}" for line in _entries(item.raw("infobox_html")))


def _links(item: Members) -> tuple[Related, ...]:
    found = (href for href in _LINK.findall(item.raw("linkbox_html")) if href.startswith(("http://", "https://")))
    return tuple(Related(href=href.replace("&amp;", "&"), rel="link") for href in dict.fromkeys(found))


def _signals(codes: tuple[str, ...], urgency: int | None) -> list[Signal]:
    words = (code.rpartition(":")[2].casefold() for code in codes)
    found = [_SIGNALS[word] for word in words if word in _SIGNALS]
    return [*found, "alert"] if urgency and urgency <= _EIL else found


def _categories(item: Members, kind: str) -> list[Members]:
    return [part for part in item.objects("categories") if part.text("type").rpartition(":")[2].casefold() == kind]


def _names(item: Members, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in _categories(item, kind) if (name := part.text("name"))))


def _subjects(item: Members) -> tuple[Subject, ...]:
    found = []
    for part in _categories(item, "dpasubject"):
        scheme, _, code = part.text("qcode").rpartition(":")
        found.append(Subject(code=code, name=part.text("name"), scheme=scheme))
    return tuple(dict.fromkeys(found))
