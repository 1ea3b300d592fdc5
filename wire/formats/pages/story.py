"""The story that metadata and a page tell."""

from dataclasses import replace

from wire.formats.body import NO_BODY
from wire.formats.habits import Habits
from wire.formats.html import addresses, hypertext
from wire.formats.html.addresses import REFUSED
from wire.formats.html.figures import is_address
from wire.formats.html.tree import Html
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import statuses, verdict
from wire.formats.moments import Clock
from wire.formats.pages import extract, images, people, times
from wire.formats.pages.linked_data import Node
from wire.formats.pages.meta import Facts
from wire.formats.printed import datelines, headlines, teasers
from wire.formats.story import Block, Place, PubStatus, Related, Subject, WirePicture, WireStory
from wire.formats.trees.elements import number
from wire.formats.writing import languages

PAYWALL = "paywall"
_NOTHING = Facts()
# Characters and paragraphs: a page that does not call itself an article needs more than a notice.
_LEAST_TEXT, _LONE_TEXT, _LONG_PARAGRAPH, _FEWEST = 250, 600, 60, 3
_CUT = 0.6
_LONG_HEADLINE = 60


def of_metadata(node: Node, habits: Habits) -> WireStory:
    """An article of a document that is nothing but metadata."""
    blocks, pictures, refused = _own_text(node)
    return _story(node, _NOTHING, blocks, pictures, habits, refused=refused)


def of_page(page: Html, node: Node | None, facts: Facts, habits: Habits) -> WireStory | None:
    """The article of a page, or None where it has none."""
    own = node or Node({}, {})
    headline = _headline(own, facts)
    authors = people.authors(own) or facts.authors
    standfirst = own.text("description") or facts.description
    link = own.address("mainEntityOfPage", "url", "@id") or facts.link
    known = (
        headline,
        facts.headline,
        standfirst,
        own.text("alternativeHeadline"),
        *authors,
        f"By {', '.join(authors)}",
    )
    found = extract.read(page, known=known, link=link)
    said, pictures, refused = _own_text(own)
    blocks = _fuller(said, found.blocks)
    if not headline and not blocks:
        return None
    if node is None and not facts.is_article and (found.is_listing or not _is_text(blocks)):
        return None
    if not blocks and node is None:
        return None
    return _story(
        own,
        replace(facts, authors=authors),
        blocks,
        (*pictures, *found.pictures),
        habits,
        refused=(*refused, *found.refused),
        left_out=found.left_out,
        dateline=found.dateline,
        is_page=True,
    )


def _is_text(blocks: tuple[Block, ...]) -> bool:
    """Whether there is enough of it for a story that nobody announced."""
    long = [len(block.text) for block in blocks if block.kind == "paragraph" and len(block.text) > _LONG_PARAGRAPH]
    return sum(long) >= _LEAST_TEXT and (len(long) >= _FEWEST or sum(long) >= _LONE_TEXT)


def _own_text(node: Node) -> tuple[tuple[Block, ...], tuple[WirePicture, ...], tuple[str, ...]]:
    """The text that the metadata carry, and the entries of a live report."""
    copy = hypertext.read(node.raw("articleBody") or node.raw("text"), headline=node.text("headline"), is_plain=True)
    blocks, pictures, refused = [*copy.body], [*copy.pictures], [*copy.refused]
    for update in node.nodes("liveBlogUpdate"):
        if heading := update.text("headline"):
            blocks.append(Block(kind="subhead", text=heading))
        said = hypertext.read(update.raw("articleBody"), is_plain=True)
        blocks += said.body
        pictures += said.pictures
        refused += said.refused
    return tuple(blocks), tuple(pictures), tuple(refused)


def _fuller(said: tuple[Block, ...], seen: tuple[Block, ...]) -> tuple[Block, ...]:
    """The text of the metadata, unless it is cut off or has lost the paragraphs that the page still shows."""
    own, page = (sum(len(block.text) for block in blocks) for blocks in (said, seen))
    has_paragraphs = len(said) > 1 or len(seen) <= 1
    if has_paragraphs and own >= _CUT * page:
        return said
    return seen if page >= _CUT * own else said


def _story(
    node: Node,
    facts: Facts,
    blocks: tuple[Block, ...],
    inside: tuple[WirePicture, ...],
    habits: Habits,
    *,
    refused: tuple[str, ...] = (),
    left_out: tuple[str, ...] = (),
    dateline: str = "",
    is_page: bool = False,
) -> WireStory:
    clock = Clock(habits.timezone)
    published, published_is_date = times.read(
        node.text("datePublished", "uploadDate") or facts.published, clock, habits
    )
    updated, updated_is_date = times.read(node.text("dateModified") or facts.modified, clock, habits)
    created, _ = times.read(node.text("dateCreated"), Clock(habits.timezone), habits)
    expires, _ = times.read(node.text("expires"), clock, habits)
    corrections = node.texts("correction")
    judged = verdict.reach(
        _headline(node, facts),
        [],
        status=_status(node),
        sent=updated or published,
        timezone=habits.timezone,
        signals=("correction",) if corrections else (),
    )
    standfirst = node.text("description", "abstract") or facts.description
    headline = judged.headline
    if not any(map(str.isalnum, headline)):
        headline = headlines.made_up((block.text for block in blocks), standfirst)
        clock.flags.add(headlines.MADE_UP)
    link = node.address("mainEntityOfPage", "url", "@id") or facts.link
    named, refused_too = images.read(node, link)
    refused = (*refused, *refused_too)
    publisher = node.text("publisher", "sourceOrganization", "provider") or facts.publisher
    printed = (name for said in facts.authors for name in people.one_by_one(said))
    authors = people.authors(node) or tuple(dict.fromkeys(printed))
    authors = tuple(name for name in authors if name != publisher) or authors  # "Ada Sample, The Example"
    if refused:
        clock.flags.add(REFUSED)
    if not blocks:
        clock.flags.add(NO_BODY)
    if is_page and node.all("isAccessibleForFree") and not _is_free(node):
        clock.flags.add(PAYWALL)
    guid = _identifier(node) or link.partition("#")[0]
    if not guid:
        guid = derived_guid(publisher, headline, published.date().isoformat() if published else "")
        clock.flags.add(MADE_UP)
    dateline = node.text("dateline") or dateline
    body_language = languages.guess(blocks or (Block(text=f"{headline} {standfirst}"),))
    return WireStory(
        guid=guid,
        version=node.text("version"),
        pub_status=judged.pub_status,
        signals=judged.signals,
        kills=(guid,) if judged.pub_status == "canceled" else (),
        headline=headline or guid,
        subheadline=node.text("alternativeHeadline"),
        standfirst=(standfirst,) if standfirst and not teasers.repeats(standfirst, blocks) else (),
        body=blocks,
        bylines=authors,
        byline=", ".join(authors),
        byline_title=people.job(node),
        bios=people.bios(node),
        social=people.social(node),
        credit=node.text("creditText", "sourceOrganization") or publisher,
        sender=publisher,
        dateline=dateline,
        dateline_city=datelines.city(dateline) or node.text("locationCreated"),
        notes=corrections,
        language=_language(node) or languages.read(facts.language) or body_language,
        is_press_release="advertisercontentarticle" in node.types or bool(node.all("sponsor")),
        first_created=created,
        published=published,
        published_is_date=published_is_date,
        updated=updated,
        updated_is_date=updated_is_date,
        embargoed_until=judged.embargoed_until,
        expires_at=expires,
        word_count=number(node.text("wordCount")),
        topics=node.texts("articleSection") or ((facts.section,) if facts.section else ()),
        subjects=_subjects(node),
        keywords=_keywords(node, facts),
        places=_places(node),
        pictures=_pictures(named, inside, facts),
        related=_related(node),
        link=link,
        usage_terms="\n".join(node.texts("license", "usageInfo", "conditionsOfAccess", "copyrightNotice")),
        set_aside=(*left_out, *(f"Address refused: {href}" for href in dict.fromkeys(refused))),
        flags=tuple(sorted({*clock.flags, *judged.flags})),
    )


def _headline(node: Node, facts: Facts) -> str:
    """Search engines ask for short ones, and get those cut off: then the page has the whole."""
    said = node.text("headline", "name")
    start = said.rstrip(" .…")
    is_cut = len(start) > _LONG_HEADLINE and len(facts.headline) > len(said) and facts.headline.startswith(start)
    return facts.headline if is_cut else said or facts.headline


def _status(node: Node) -> PubStatus:
    """Free words; those that withdraw or hold count, all others are of no consequence."""
    found, doubts = statuses.read(node.text("creativeWorkStatus"))
    return "usable" if doubts else found


def _identifier(node: Node) -> str:
    """The id that its sender gives it."""
    return next((said for value in node.all("identifier") if len(said := _value(value)) > 2), "")


def _value(value: object) -> str:
    if isinstance(value, dict):
        return Node(value, {}).text("value", "@value", "@id", "name")
    return Node({"value": value}, {}).text("value")


def _language(node: Node) -> str:
    languages_ = [
        Node(value, {}) if isinstance(value, dict) else Node({"name": value}, {}) for value in node.all("inLanguage")
    ]
    sent = (
        languages.read(found.text(name)) for found in languages_ for name in ("alternateName", "identifier", "name")
    )
    return next((found for found in sent if found), "")


def _is_free(node: Node) -> bool:
    """Some write the word instead of the value."""
    return not any(
        value is False or str(value).strip().casefold() == "false" for value in node.all("isAccessibleForFree")
    )


def _keywords(node: Node, facts: Facts) -> tuple[str, ...]:
    """A list, or all in one text; some mix both."""
    sent = node.texts("keywords") or facts.keywords
    parts = (part.strip() for said in sent for part in _parted(said, alone=len(sent) == 1))
    return tuple(dict.fromkeys(part for part in parts if part))


def _parted(said: str, *, alone: bool) -> list[str]:
    if ";" in said:
        return said.split(";")
    return said.split(",") if alone or said.count(",") > 1 else [said]


def _subjects(node: Node) -> tuple[Subject, ...]:
    """What it says it is about."""
    found = (Subject(name=said, scheme=name) for name in ("about", "mentions") for said in node.texts(name))
    return tuple(subject for subject in found if not subject.name.startswith("http"))


def _places(node: Node) -> tuple[Place, ...]:
    found = []
    for value in [*node.all("contentLocation"), *node.all("spatialCoverage")]:
        place = Node(value if isinstance(value, dict) else {"name": value}, {})
        address = next(iter(place.nodes("address")), Node({}, {}))
        country = address.text("addressCountry")
        found.append(
            Place(
                name=place.text("name"),
                city=address.text("addressLocality"),
                state=address.text("addressRegion"),
                country_code=country if len(country) <= 3 else "",
            )
        )
    return tuple(place for place in dict.fromkeys(found) if place != Place())


def _pictures(named: tuple[WirePicture, ...], inside: tuple[WirePicture, ...], facts: Facts) -> tuple[WirePicture, ...]:
    """Those that the metadata name, with the captions of the page, and those that only the page shows."""
    rest = list(inside)
    pictures = []
    for picture in named:
        same = next((found for found in rest if images.is_same(found.href, picture.href)), WirePicture())
        rest = [found for found in rest if found is not same]
        captions = {name: getattr(picture, name) or getattr(same, name) for name in ("caption", "credit", "alt")}
        pictures.append(replace(picture, **captions))
    if not named and not rest and facts.image and is_address(facts.image):
        pictures.append(WirePicture(href=facts.image, filename=addresses.filename(facts.image)))
    return (*pictures, *rest)


def _related(node: Node) -> tuple[Related, ...]:
    """Films and sounds that belong to it, and what it is made from."""
    found = []
    for name, rel in (
        ("video", "video"),
        ("audio", "audio"),
        ("isBasedOn", "isBasedOn"),
        ("translationOfWork", "translationOf"),
    ):
        for value in node.all(name):
            target = Node(value if isinstance(value, dict) else {"url": value}, {})
            if href := target.address("contentUrl", "url", "embedUrl", "@id"):
                found.append(Related(href=href, rel=rel))
    return tuple(dict.fromkeys(found))
