"""Items of the AP Media API. The text of a story is not in them: it has to be fetched, as NITF, from where they say.

Stations between AP and us fetch it and put what they read beside the item, as `nitf`; then it is taken from there.
"""

from typing import Any

from articles import markup
from wire.formats import body as body_of
from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.html.addresses import REFUSED
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import statuses, verdict
from wire.formats.moments import Clock
from wire.formats.ninjs import parts
from wire.formats.opened import Opened
from wire.formats.printed import bylines, headlines
from wire.formats.printed.bylines import Byline
from wire.formats.story import Block, Place, Related, Signal, StoryKind, Subject, WirePicture, WireStory
from wire.formats.trees.members import Members, read_each, unwrapped
from wire.formats.writing import languages

NAME = "ap-media-json"

_KINDS: dict[str, StoryKind] = {
    "text": "text",
    "picture": "picture",
    "photo": "picture",
    "graphic": "graphic",
    "interactive": "graphic",
    "video": "video",
    "audio": "audio",
    "composite": "composite",
    "complexdata": "composite",
}
# Copy for desks, not for readers.
_ADVISORIES = ("daybook", "digest", "advisory", "budget", "planner")
_TEXT_FILES = ("nitf", "anpa")


def sniff(document: Opened) -> bool:
    """Whether there is an item with AP's id among its other ids."""
    return any(isinstance(item, dict) and _is_item(item) for item in unwrapped(document.json, _is_item))


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The items, in their order."""
    around = document.json if isinstance(document.json, dict) else {}
    envelope = Members(around, document.doubts)
    return read_each(unwrapped(document.json, _is_item), lambda item: _read(item, envelope, habits))


def _is_item(values: dict[str, Any]) -> bool:
    ids = values.get("altids")
    return isinstance(ids, dict) and "itemid" in ids


def _read(values: dict[str, Any], envelope: Members, habits: Habits) -> WireStory:
    clock = Clock(habits.timezone)
    item = Members(values, clock.flags)
    kind = _KINDS.get(item.text("type").casefold(), "text")
    fetched = envelope.object("nitf")
    blocks = _body(fetched, kind)
    refused: list[str] = []
    files = parts.renditions(item, refused)
    pictures, related = _associations(item, envelope, refused)
    caption = item.text("description_caption", "description_summary") if kind != "text" else ""
    if kind in ("picture", "graphic"):
        pictures.insert(0, _picture(item, refused))
    byline = _byline(item, fetched)
    updated, created = clock.read(item.text("versioncreated")), clock.read(item.text("firstcreated"))
    embargo, is_unclear = clock.read_embargo(item.text("embargoed") or ("unreadable" if item.has("embargoed") else ""))
    status, doubts = statuses.read(item.text("pubstatus") or ("unreadable" if item.has("pubstatus") else ""))
    clock.flags.update(doubts)
    note, slugline = item.lines("ednote", "editor_note"), item.text("slugline")
    types = item.texts("editorialtypes", "editorialtype")
    judged = verdict.reach(
        item.text("headline"),
        [slugline, *types, note],
        status=status,
        embargo=embargo,
        is_unclear=is_unclear,
        sent=updated,
        timezone=habits.timezone,
        signals=_signals(item),
    )
    clock.flags.update(judged.flags)
    headline = judged.headline
    if not headline:
        said = (block.text for block in blocks)
        headline = headlines.made_up(fetched.text("headline"), item.text("title"), said, caption, slugline)
        clock.flags.add(headlines.MADE_UP)
    href = next((file.href for name in _TEXT_FILES for file in files if file.name == name), "")
    if not (headline or files or status == "canceled"):
        raise NotAStory("This item of the AP Media API holds neither a headline nor a file.")
    if refused:
        clock.flags.add(REFUSED)
    guid = item.object("altids").text("itemid")
    if not guid:
        guid = derived_guid("AP", slugline or headline, created.date().isoformat() if created else "")
        clock.flags.add(MADE_UP)
    longer = item.text("headline_extended")
    return WireStory(
        guid=guid,
        guid_versioned=item.object("altids").text("etag"),
        version=item.text("version"),
        kind=kind,
        pub_status=judged.pub_status,
        signals=judged.signals,
        signal_codes=types,
        kills=(guid,) if judged.pub_status == "canceled" else (),
        headline=headline or guid,
        subheadline=longer if longer != headline else "",
        standfirst=tuple(said for said in (item.text("description_summary"),) if said),
        body=blocks,
        body_href=href,
        caption=caption,
        bylines=byline.names,
        byline=byline.printed,
        byline_title=byline.title,
        credit=item.text("description_creditline", "creditline")
        or next(iter(item.texts("infosource")), "")
        or item.text("provider"),
        sender=item.text("provider", "source") or "AP",
        dateline=item.text("located"),
        dateline_city=item.object("datelinelocation").text("city") or item.text("located").partition(",")[0],
        language=languages.read(item.text("language")),
        first_created=created,
        updated=updated,
        embargoed_until=judged.embargoed_until,
        expires_at=clock.read(item.text("expires", "expirationdate")),
        slugline=slugline,
        category=_category(item),
        urgency=item.number("urgency"),
        provider_sequence=item.object("altids").text("transref"),
        word_count=_words(item),
        subjects=_subjects(item),
        keywords=item.texts("keywords"),
        places=_places(item),
        pictures=tuple(pictures),
        renditions=files,
        related=tuple(related),
        link=_link(item),
        editor_note=note,
        usage_terms=item.lines("usageterms"),
        set_aside=tuple(f"Address refused: {href}" for href in dict.fromkeys(refused)),
        flags=tuple(sorted(clock.flags)),
    )


def _body(fetched: Members, kind: StoryKind) -> tuple[Block, ...]:
    source = fetched.raw("body_html")
    return body_of.from_html(source) if source and kind not in ("picture", "graphic") else ()


def _associations(item: Members, envelope: Members, refused: list[str]) -> tuple[list[WirePicture], list[Related]]:
    """Pictures and other items of the story. What a station between fetched of each stands beside the story."""
    fetched = {part.name: part.object("data").object("item") for part in envelope.objects("associations")}
    pictures: list[WirePicture] = []
    related: list[Related] = []
    for part in item.objects("associations"):
        whole = (
            Members({**part.values, **fetched[part.name].values}, item.doubts, part.name)
            if part.name in fetched
            else part
        )
        guid, kind = whole.object("altids").text("itemid") or whole.text("uri"), whole.text("type").casefold()
        if kind in parts.PICTURES:
            pictures.append(_picture(whole, refused))
        elif guid:
            related.append(Related(guid=guid, rel=whole.text("associationtype", "rel") or kind))
    return pictures, related


def _picture(item: Members, refused: list[str]) -> WirePicture:
    files = tuple(file for file in parts.renditions(item, refused) if not file.mimetype.startswith("text/"))
    names = {
        "guid": item.object("altids").text("itemid"),
        "description": item.text("description_caption", "description_summary"),
        "creditline": item.text("description_creditline", "creditline") or item.object("photographer").text("name"),
    }
    return parts.picture(Members({**item.values, **names}, item.doubts, item.name), files)


def _byline(item: Members, fetched: Members) -> Byline:
    """Names and titles one by one; pictures name their photographer."""
    read = [bylines.read(part.text("by", "name"), title=part.text("title")) for part in item.objects("bylines")]
    read = [byline for byline in read if byline.printed]
    if not read:
        photographer = item.object("photographer")
        title, printed = photographer.text("title"), photographer.text("name")
        return bylines.read(printed or item.text("byline") or fetched.text("byline"), title=title if printed else "")
    return Byline(
        printed=", ".join(byline.printed for byline in read),
        names=tuple(dict.fromkeys(name for byline in read for name in byline.names)),
        title=read[0].title,
    )


def _signals(item: Members) -> list[Signal]:
    said = " ".join(item.texts("profile", "editorialrole", "fixture")).casefold()
    return ["advisory"] if any(word in said for word in _ADVISORIES) else []


def _category(item: Members) -> str:
    """AP's one letter for the wire that the story runs on."""
    letters = (part.text("code") for part in item.objects("subject") if "category" in part.texts("rels"))
    return next(letters, "")


def _subjects(item: Members) -> tuple[Subject, ...]:
    found = [
        Subject(code=part.text("code"), name=part.text("name"), scheme=_scheme(part))
        for part in item.objects("subject")
    ]
    for scheme, names in (("person", ("person",)), ("org", ("organisation", "company"))):
        found += [Subject(name=name, scheme=scheme) for name in item.texts(*names)]
    return tuple(subject for subject in dict.fromkeys(found) if subject.code or subject.name)


def _scheme(part: Members) -> str:
    return part.text("scheme") or next(iter(part.texts("rels")), "")


def _places(item: Members) -> tuple[Place, ...]:
    """Those the story names itself; the country and continent around each come with it and say nothing."""
    found = (
        Place(name=name)
        for part in item.objects("place")
        if "ancestor" not in part.texts("rels") and (name := part.text("name"))
    )
    return tuple(dict.fromkeys(found))


def _words(item: Members) -> int | None:
    files = {part.text("name") or part.name: part for part in item.objects("renditions")}
    return next((count for name in _TEXT_FILES if name in files and (count := files[name].number("words"))), None)


def _link(item: Members) -> str:
    found = (part.text("href") for part in item.objects("links") if part.text("rel").casefold() == "canonical")
    href = markup.one_line(next(found, ""))
    return href if href.startswith(("http://", "https://")) else ""
