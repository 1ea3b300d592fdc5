"""An entry of a feed as a story."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from articles import markup
from wire.formats import body as body_of
from wire.formats.errors import NotAStory
from wire.formats.feed import media, moments, people
from wire.formats.feed.private import Private
from wire.formats.habits import Habits
from wire.formats.html import hypertext, plain, prose
from wire.formats.html.addresses import REFUSED
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import releases, statuses, verdict
from wire.formats.moments import Clock
from wire.formats.printed import bylines, datelines, headlines
from wire.formats.printed.bylines import NOBODY, Byline
from wire.formats.story import Place, Related, Subject, WireStory
from wire.formats.trees.elements import Element, number
from wire.formats.writing import language, languages

# What programs put under the text to bring readers to the page.
_FOOTER = re.compile(
    r"The post .{1,300} (?:appeared first|first appeared) on .{1,200}"
    r"|(?:Continue reading|Read more|Read the (?:full|rest)|Weiterlesen|Lire la suite|Leer más|Seguir leyendo|Läs mer"
    r"|Les mer|Læs mere|Lees verder|Leggi tutto)\b.{0,200}",
    re.IGNORECASE | re.DOTALL,
)
LEAD_ONLY = "lead-only"  # the feed has the beginning; the rest is on the provider's page
_RANKS = ("text/html", "application/xhtml+xml", "text/plain")
_MEDIA_SCHEME = "http://search.yahoo.com/mrss/category_schema"


def read(entry: Any, item: Element | None, found: Any, habits: Habits) -> WireStory:
    """The story. Raises NotAStory for an entry that says and shows nothing."""
    private, clock = Private(item), Clock(habits.timezone)
    headline = _line(entry, "title")
    copy, standfirst, is_lead = _copy(entry, private, headline)
    copy, footers = _without_footers(copy)
    published, updated, first_created = _moments(entry, private, found, clock, habits)
    shown = media.of_entry(entry, item)
    for picture in copy.pictures:
        shown.add(picture)
    byline, credit = _byline(entry, item, private, found)
    link = _link(entry)
    status, doubts = statuses.read(private.text("status"))
    clock.flags.update(doubts)
    embargo, is_unclear = clock.read_embargo(private.text("embargo"))
    notes = private.texts("editor_note")
    made_up = "" if headline else headlines.made_up((block.text for block in copy.body), standfirst, _captions(shown))
    if not headline and not made_up and not (shown.pictures or shown.others or byline.printed or link or published):
        if not (tags := _keywords(entry, private)):
            raise NotAStory("This entry of the feed says nothing.")
        made_up = headlines.made_up(tags)
    if not headline:
        clock.flags.add(headlines.MADE_UP)
        made_up = made_up or headlines.made_up(byline.printed, link, credit) or "Untitled"
    judged = verdict.reach(
        headline or made_up,
        [private.text("slugline"), *notes],
        status=status,
        embargo=embargo,
        is_unclear=is_unclear,
        sent=updated or published,
        timezone=habits.timezone,
    )
    if copy.refused or shown.refused:
        clock.flags.add(REFUSED)
    if is_lead and link:
        clock.flags.add(LEAD_ONLY)
    keywords = _keywords(entry, private)
    guid = _line(entry, "id") or link
    if not guid:
        day = published or updated
        guid = derived_guid(headline or made_up, day.isoformat() if day else "")
        clock.flags.add(MADE_UP)
    return WireStory(
        guid=guid,
        version=private.text("version"),
        pub_status=judged.pub_status,
        signals=judged.signals,
        kills=(guid,) if judged.pub_status == "canceled" else (),
        headline=judged.headline,
        subheadline=private.text("subheadline"),
        kicker=private.text("kicker"),
        standfirst=standfirst,
        body=copy.body,
        body_href=_content_address(entry),
        bylines=byline.names,
        byline=byline.printed,
        byline_title=byline.title,
        credit=credit,
        sender=_line(found.feed, "title"),
        dateline=private.text("dateline"),
        dateline_city=datelines.city(private.text("dateline")),
        language=_language(entry, found, copy, headline),
        is_press_release=releases.is_kind(*keywords),
        first_created=first_created,
        published=published,
        updated=updated,
        embargoed_until=judged.embargoed_until,
        expires_at=clock.read(private.text("expires")) or moments.read(entry, "expired", clock, habits),
        slugline=private.text("slugline"),
        urgency=number(private.text("urgency")),
        subjects=_subjects(entry, private),
        keywords=keywords,
        places=tuple(Place(name=name) for name in private.texts("place")),
        pictures=shown.pictures,
        renditions=tuple(shown.others.values()),
        related=_related(entry),
        link=link,
        editor_note="\n".join(notes),
        private_notes=private.texts("private_note"),
        usage_terms=private.text("usage_terms") or _line(entry, "rights"),
        set_aside=(
            *footers,
            *_left_over(private, copy),
            *(f"Address refused: {href}" for href in (*copy.refused, *shown.refused)),
        ),
        flags=tuple(sorted({*clock.flags, *judged.flags})),
    )


def _copy(entry: Any, private: Private, headline: str) -> tuple[hypertext.Copy, tuple[str, ...], bool]:
    """The text, the standfirst, and whether the text is only how the story begins.

    A summary that is the beginning of the text says nothing of its own.
    """
    contents = [content for content in dict.get(entry, "content", ()) if str(content.get("value") or "").strip()]
    contents.sort(key=lambda content: _RANKS.index(content["type"]) if content.get("type") in _RANKS else len(_RANKS))
    summary = _text(dict.get(entry, "summary_detail"))
    said = private.texts("standfirst")
    if contents:
        copy = hypertext.read(contents[0]["value"], headline=headline, is_plain=contents[0].get("type") == "text/plain")
    elif full := private.raw("body"):
        copy = hypertext.read(full, headline=headline)
    else:
        return summary, said, bool(summary.body)
    summary, _ = _without_footers(summary)
    begins = _plain(copy)
    words = " ".join(block.text for block in summary.body)
    if words and not begins.startswith(_plain(summary).rstrip(" .…[]")):
        said = (markup.one_line(words), *said)
    copy = replace(copy, pictures=(*copy.pictures, *summary.pictures))
    return copy, tuple(dict.fromkeys(said)), False


def _without_footers(copy: hypertext.Copy) -> tuple[hypertext.Copy, tuple[str, ...]]:
    """The text, and the lines at its end that are none of it."""
    body = [*copy.body]
    footers: list[str] = []
    while len(body) > 1 and _FOOTER.fullmatch(body[-1].text):
        footers.insert(0, body.pop().text)
    return replace(copy, body=tuple(body)), tuple(footers)


def _text(detail: Any) -> hypertext.Copy:
    value = str(detail.get("value") or "") if detail else ""
    return hypertext.read(value, is_plain=detail.get("type") == "text/plain" if detail else False)


def _plain(copy: hypertext.Copy) -> str:
    return " ".join(" ".join(block.text for block in copy.body).split())


def _left_over(private: Private, copy: hypertext.Copy) -> tuple[str, ...]:
    """A fuller text in a block of the agency's own, beside the one that the format has a place for."""
    has = _plain(copy)
    full = prose.paragraphs(private.raw("body")) if not hypertext.is_html(private.raw("body")) else ()
    blocks = full or (block.text for block in hypertext.read(private.raw("body")).body)
    return tuple(text for text in blocks if " ".join(text.split()) not in has)


def _moments(
    entry: Any, private: Private, found: Any, clock: Clock, habits: Habits
) -> tuple[datetime | None, datetime | None, datetime | None]:
    """When it was published, when this version was made, and when the first was.

    RSS 1.0 has one date only, the dc:date, and means when it came out by it.
    """
    published = moments.read(entry, "published", clock, habits)
    updated = moments.read(entry, "updated", clock, habits)
    if published is None and not str(found.version).startswith("atom"):
        published, updated = updated, None
    told = private.text("updated")
    later = moments.written(told, clock, habits) if told else None
    first = private.text("first_created")
    created = moments.written(first, clock, habits) if first else moments.read(entry, "created", clock, habits)
    return published, later or updated, created


def _byline(entry: Any, item: Element | None, private: Private, found: Any) -> tuple[Byline, str]:
    """Who wrote it, and who is credited. An entry without an author has that of its feed (RFC 4287, 4.2.1).

    A desk that signs all of a feed is credited too; where it is the outlet itself, that is all.
    """
    credit = private.text("credit") or _line(dict.get(entry, "source") or {}, "title") or _line(entry, "publisher")
    given = people.of_entry(entry, item) or private.texts("byline")
    if given:
        read = [bylines.read(name) for name in given]
        if len(read) == 1:
            return (read[0] if read[0].names or not read[0].printed else _as_sent(read[0])), credit
        listed = tuple(name for one in read for name in (one.names or ((one.printed,) if one.printed else ())))
        return Byline(printed=", ".join(given), names=listed), credit
    inherited = people.of_feed(found)
    if people.is_person(inherited):
        return bylines.read(inherited), credit
    is_nobody = not inherited or inherited.casefold() == _line(found.feed, "title").casefold()
    return NOBODY if is_nobody else _as_sent(Byline(printed=inherited)), credit or inherited


def _as_sent(byline: Byline) -> Byline:
    return replace(byline, names=(byline.printed,))


def _line(values: Any, name: str) -> str:
    return plain.line(str(dict.get(values, name) or ""))


def _link(entry: Any) -> str:
    """The story's page; not the one by which a service counts who goes there."""
    links = (_line(entry, "feedburner_origlink"), _line(entry, "link"))
    return next((link for link in links if link.lower().startswith(("http://", "https://"))), "")


def _content_address(entry: Any) -> str:
    sources = (plain.line(str(content.get("src") or "")) for content in dict.get(entry, "content", ()))
    return next((source for source in sources if source.lower().startswith(("http://", "https://"))), "")


def _tags(entry: Any) -> list[Any]:
    return [tag for tag in dict.get(entry, "tags", ()) if tag.get("term") or tag.get("label")]


def _keywords(entry: Any, private: Private) -> tuple[str, ...]:
    listed = private.texts("keyword")
    named = (plain.line(str(tag.get("label") or tag.get("term"))) for tag in _tags(entry))
    # feedparser knows an element <keywords>, but not that there are several in it
    told = [name for name in named if not ("," in name and set(map(str.strip, name.split(","))) <= set(listed))]
    return tuple(dict.fromkeys(name for name in (*told, *listed) if name))


def _subjects(entry: Any, private: Private) -> tuple[Subject, ...]:
    """Categories of a vocabulary: those with a scheme, and those of the agency's own blocks."""
    coded = [
        Subject(
            code=plain.line(str(tag["term"])) if tag.get("label") and tag.get("term") else "",
            name=plain.line(str(tag.get("label") or tag.get("term"))),
            scheme=plain.line(str(tag.get("scheme") or "")),
        )
        for tag in _tags(entry)
        if (tag.get("scheme") and tag["scheme"] != _MEDIA_SCHEME) or tag.get("label")
    ]
    return tuple(dict.fromkeys([*coded, *(Subject(name=name) for name in private.texts("subject"))]))


def _related(entry: Any) -> tuple[Related, ...]:
    links = [link for link in dict.get(entry, "links", ()) if link.get("rel") in ("related", "via")]
    hrefs = ((plain.line(str(link.get("href") or "")), link["rel"]) for link in links)
    return tuple(Related(href=href, rel=rel) for href, rel in hrefs if href)


def _language(entry: Any, found: Any, copy: hypertext.Copy, headline: str) -> str:
    contents = [*dict.get(entry, "content", ()), dict.get(entry, "title_detail") or {}]
    told = [_line(entry, "language"), *(str(content.get("language") or "") for content in contents)]
    told.append(_line(found.feed, "language"))
    return next((said for text in told if (said := languages.read(text))), "") or language.guess(
        f"{headline} {body_of.to_text(copy.body)}"
    )


def _captions(shown: media.Found) -> list[str]:
    return [picture.caption or picture.headline for picture in shown.pictures]
