"""One news item or package as a story."""

from dataclasses import replace
from datetime import datetime

from wire.formats import body as body_of
from wire.formats.body import NO_BODY
from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.html.addresses import REFUSED, filename
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import releases, verdict
from wire.formats.moments import Clock, is_day
from wire.formats.newsml_g2 import codes, metadata, opening, standing
from wire.formats.newsml_g2 import content as content_of
from wire.formats.newsml_g2 import notes as notes_of
from wire.formats.newsml_g2.content import Content
from wire.formats.newsml_g2.header import Header
from wire.formats.nitf import Copy
from wire.formats.printed import datelines, endings, headlines, teasers
from wire.formats.printed.bylines import Byline
from wire.formats.story import Rendition, StoryKind, WirePicture, WireStory
from wire.formats.trees.elements import Element, attribute, find, find_all, number, text
from wire.formats.writing import language as language_of
from wire.formats.writing import languages


def read(item: Element, header: Header, habits: Habits) -> WireStory:
    """The story. Raises NotAStory where it has neither words nor files nor members, and withdraws nothing."""
    meta, about = find(item, "itemMeta"), find(item, "contentMeta")
    content = content_of.read(item)
    copy, clock = content.copy, Clock(habits.timezone)
    tongue = languages.read(attribute(about, "language", "tag")) or languages.read(item.get(codes.XML_LANG, ""))
    kind = standing.kind(item, content)
    notes = notes_of.read(item, about)
    updated = clock.read(text(meta, "versionCreated")) or clock.read(header.sent)
    embargo, is_unclear = clock.read_embargo(text(meta, "embargoed"))
    sent_codes = standing.signal_codes(item)
    status = standing.status(item, sent_codes, clock)
    sent_headline, subheadline, kicker = metadata.headlines(about, tongue)
    title = text(meta, "title") if not attribute(meta, "title", "role") else ""
    slugline = metadata.line(about, "slugline")
    begun = opening.read(copy.body, _said(metadata.byline(about, tongue), copy.byline), sent_headline)
    byline = _said(begun.byline, metadata.creators(about, tongue))
    blocks, sign_off = endings.without_sign_off(begun.blocks)
    judged = verdict.reach(
        sent_headline or copy.headline or title,
        [slugline, *notes.public, *notes.private, *copy.notes, *begun.trash],
        status=status,
        embargo=embargo,
        is_unclear=is_unclear,
        sent=updated,
        timezone=habits.timezone,
        signals=standing.signals(sent_codes, metadata.genres(about)),
    )
    caption = metadata.description(about, tongue, is_caption=True) if kind not in ("text", "composite") else ""
    standfirst = _standfirst(about, tongue, kind, copy, begun)
    pictures = _pictures(kind, content, caption, metadata.credit(about, find(item, "rightsInfo")))
    headline = judged.headline
    if not any(map(str.isalnum, headline)):
        members = [text(found) for found in find_all(item, "groupSet/group/itemRef/headline")]
        said = (block.text for block in blocks)
        headline = headlines.made_up(
            said, standfirst, caption, members, slugline, () if status == "usable" else notes.public
        )
        clock.flags.add(headlines.MADE_UP)
    related = metadata.related(item, item.get("guid", "").strip())
    is_empty = not (blocks or content.files or caption or related)
    if is_empty and not headline and status == "usable":
        raise NotAStory("This NewsML-G2 item holds neither a headline nor text nor a file.")
    if kind == "text" and not blocks and status != "canceled":
        clock.flags.add(NO_BODY)
    if content.refused:
        clock.flags.add(REFUSED)
    guid = item.get("guid", "").strip()
    if not guid:
        guid = derived_guid(standing.sender(item, header), slugline or headline, _day(updated))
        clock.flags.add(MADE_UP)
    dateline = metadata.dateline(about) or copy.dateline.rstrip(" -–—_")
    own = [file.rendition for file in content.files]
    return WireStory(
        guid=guid,
        guid_versioned=standing.versioned_guid(item),
        version=item.get("version", "").strip(),
        kind=kind,
        pub_status=judged.pub_status,
        signals=judged.signals,
        signal_codes=sent_codes,
        kills=(guid,) if judged.pub_status == "canceled" else (),
        replaces=metadata.replaced(item, about, guid, sent_codes),
        headline=headline or guid,
        subheadline=subheadline or begun.subheadline or copy.subheadline,
        kicker=kicker,
        standfirst=standfirst,
        body=blocks,
        body_href=_body_href(kind, content) if not blocks else "",
        caption=caption,
        bylines=byline.names,
        byline=byline.printed,
        byline_title=byline.title,
        credit=metadata.credit(about, find(item, "rightsInfo")) or copy.credit,
        sender=standing.sender(item, header),
        dateline=dateline,
        dateline_city=datelines.city(dateline) or _located(about, tongue, blocks[0].text if blocks else ""),
        language=tongue or languages.read(copy.language) or language_of.guess(body_of.to_text(blocks) or caption),
        is_preformatted=copy.is_preformatted,
        is_press_release=releases.is_kind(*metadata.genres(about)),
        first_created=clock.read(text(meta, "firstCreated")) or clock.read(text(about, "contentCreated")),
        updated=updated,
        updated_is_date=is_day(text(meta, "versionCreated")),
        embargoed_until=judged.embargoed_until,
        slugline=slugline,
        category=metadata.category(about),
        urgency=number(text(about, "urgency")),
        priority=header.priority,
        word_count=content.word_count,
        subjects=metadata.subjects(item, sent_headline, tongue),
        keywords=metadata.keywords(about),
        places=metadata.places(about, tongue),
        pictures=pictures,
        renditions=tuple(own),
        attachments=content_of.attachments(content.of_type("application")),
        related=(*related, *copy.related),
        editor_note="\n".join(dict.fromkeys([*notes.public, *copy.notes])),
        private_notes=tuple(dict.fromkeys([*notes.private, *content.private])),
        usage_terms=metadata.usage_terms(find_all(item, "rightsInfo"), tongue) or copy.usage_terms,
        set_aside=(*sign_off, *(f"Address refused: {href}" for href in content.refused)),
        flags=tuple(sorted({*clock.flags, *judged.flags})),
    )


def _said(byline: Byline, otherwise: Byline) -> Byline:
    return byline if byline.printed else otherwise


def _standfirst(
    about: Element | None, tongue: str, kind: StoryKind, copy: Copy, begun: opening.Opening
) -> tuple[str, ...]:
    """The summary, unless it is only the beginning of the text, cut off."""
    said = metadata.description(about, tongue, is_caption=False) if kind in ("text", "composite") else ""
    if not said or teasers.repeats(said, begun.blocks):
        return copy.standfirst
    return (said,)


def _pictures(kind: StoryKind, content: Content, caption: str, credit: str) -> tuple[WirePicture, ...]:
    """The picture that the item is, or those beside its text; each with all its files, the largest first."""
    files = [file.rendition for file in content.of_type("image")]
    if kind in ("picture", "graphic"):
        files = files or [file.rendition for file in content.files]
        return (replace(_picture(files), caption=caption, credit=credit),) if files else ()
    names = [file.name for file in files]
    is_one = len(files) > 1 and all(names) and len(set(names)) == len(names)
    groups = [files] if is_one else [[file] for file in files]
    return (*(_picture(group) for group in groups if kind != "composite"), *content.copy.pictures)


def _picture(files: list[Rendition]) -> WirePicture:
    best = max(files, key=lambda file: (file.width or 0) * (file.height or 0))
    return WirePicture(
        href=best.href,
        name=best.name,
        filename=filename(best.href),
        mimetype=best.mimetype,
        width=best.width,
        height=best.height,
        renditions=tuple(files),
    )


def _body_href(kind: StoryKind, content: Content) -> str:
    """Where the text is, when the item only points to it."""
    texts = content.of_type("text") or [file for file in content.files if "xml" in file.rendition.mimetype]
    return texts[0].rendition.href if texts and kind == "text" else ""


def _located(about: Element | None, tongue: str, lede: str) -> str:
    """Where it was made, if the copy begins there: Reuters names the desk that edited it."""
    located = find(about, "located")
    city = codes.named(located, tongue).partition(",")[0].strip() if located is not None else ""
    return city if city and city.casefold() in lede[:80].casefold() else ""


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
