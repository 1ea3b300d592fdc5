"""The posts of a WordPress site as stories, with the people and pictures that stand elsewhere in its export."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from articles import markup
from articles.markup.bombs import refuse_bombs
from wire.formats import body as body_of
from wire.formats.errors import MalformedStory, WireError
from wire.formats.habits import Habits
from wire.formats.html import addresses, figures, hypertext, plain
from wire.formats.html.addresses import REFUSED
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.meaning import releases, verdict
from wire.formats.moments import Clock
from wire.formats.printed import bylines, headlines
from wire.formats.story import Attachment, PubStatus, Subject, WirePicture, WireStory
from wire.formats.trees.elements import Element, find_all, local
from wire.formats.trees.several import ITEM_REFUSED
from wire.formats.wordpress import autop, shortcodes
from wire.formats.writing import language, languages

# What sites call the types of posts that are stories. Pages, products, menus and revisions are none.
_STORY_TYPES = {
    *("post", "posts", "article", "articles", "news", "story", "stories", "feature", "features", "opinion", "column"),
    *("review", "reviews", "interview", "interviews", "press_release", "press-release", "pressrelease", "liveblog"),
    *("newspack_lst_generic", "blog", "analysis", "editorial", "podcast", "video", "gallery", "briefing", "update"),
}
_NOT_KEPT = {"trash", "auto-draft"}
_LIVE = {"", "publish", "published", "inherit"}
_SUBTITLES = ("subtitle", "_subtitle", "wps_subtitle", "secondary_title", "_secondary_title", "newspack_post_subtitle")
_CREDITS = ("_media_credit", "media_credit", "_wp_attachment_credit", "credit", "source_credit")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff", ".bmp", ".heic")


def is_story(item: Element) -> bool:
    """Whether a post is one, by its type and status."""
    kind, status = _text(item, "post_type") or "post", _text(item, "status")
    return kind in _STORY_TYPES and status not in _NOT_KEPT


@dataclass(kw_only=True)
class _Post:
    story: WireStory
    number: str
    thumbnail: str
    gallery: tuple[str, ...]


@dataclass
class Site:
    """What an export says, gathered item by item: pictures may come before or after the posts that show them."""

    habits: Habits
    facts: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    posts: list[_Post] = field(default_factory=list)
    pictures: dict[str, WirePicture] = field(default_factory=dict)
    by_file: dict[str, WirePicture] = field(default_factory=dict)
    of_post: defaultdict[str, list[WirePicture | Attachment]] = field(default_factory=lambda: defaultdict(list))
    refusals: list[WireError] = field(default_factory=list)

    def add_author(self, author: Element) -> None:
        """A login and the name readers know."""
        names = (_text(author, "author_first_name"), _text(author, "author_last_name"))
        name = _text(author, "author_display_name") or " ".join(part for part in names if part)
        self.authors[_text(author, "author_login")] = name

    def add_file(self, item: Element) -> None:
        """Something that was uploaded for a post."""
        href = _text(item, "attachment_url") or (
            _text(item, "guid") if _text(item, "post_type") == "attachment" else ""
        )
        if _text(item, "post_type") != "attachment" or not figures.is_address(href):
            return
        meta, parent = _meta(item), _text(item, "post_parent")
        filename = addresses.filename(href)
        if not filename.lower().endswith(_PICTURES):
            self.of_post[parent].append(Attachment(filename=filename or href))
            return
        caption = plain.line(_raw(item, "excerpt:encoded"))
        picture = WirePicture(
            href=href,
            filename=filename,
            caption=caption or plain.line(_raw(item, "content:encoded")),
            headline=plain.line(_raw(item, "title")),
            alt=plain.line(meta.get("_wp_attachment_image_alt", "")),
            credit=next((said for name in _CREDITS if (said := plain.line(meta.get(name, "")))), ""),
        )
        self.pictures[_text(item, "post_id")] = self.by_file[shortcodes.unsized(href)] = picture
        if parent not in ("", "0"):
            self.of_post[parent].append(picture)

    def add_post(self, item: Element) -> None:
        """A post; one that cannot be read costs none of the others."""
        try:
            self.posts.append(self._post(item))
        except WireError as exc:
            self.refusals.append(MalformedStory(f"{plain.line(_raw(item, 'title')) or 'A post'} was left out: {exc}"))

    def stories(self) -> tuple[WireStory, ...]:
        """Every post, with its pictures."""
        if not self.posts and self.refusals:
            raise self.refusals[0]
        return tuple(self._finished(post) for post in self.posts)

    def _finished(self, post: _Post) -> WireStory:
        beside = self.of_post.get(post.number, [])
        known = [
            *([self.pictures[post.thumbnail]] if post.thumbnail in self.pictures else []),
            *(self._described(picture) for picture in post.story.pictures),
            *(self.pictures[number] for number in post.gallery if number in self.pictures),
            *(picture for picture in beside if isinstance(picture, WirePicture)),
        ]
        pictures: dict[str, WirePicture] = {}
        for picture in known:
            pictures.setdefault(shortcodes.unsized(picture.href) or picture.caption, picture)
        flags = {*post.story.flags, *({ITEM_REFUSED} if self.refusals else ())}
        byline = self._byline(post.story)
        return replace(
            post.story,
            pictures=tuple(pictures.values()),
            attachments=tuple(file for file in beside if isinstance(file, Attachment)),
            byline=byline.printed,
            bylines=byline.names or ((byline.printed,) if byline.printed else ()),
            sender=self.facts.get("title", ""),
            language=post.story.language
            or languages.read(self.facts.get("language", ""))
            or language.guess(body_of.to_text(post.story.body)),
            set_aside=(*post.story.set_aside, *map(str, self.refusals)),
            flags=tuple(sorted(flags)),
        )

    def _described(self, picture: WirePicture) -> WirePicture:
        """A picture in the text, with what the library says of it where the text says nothing."""
        key = shortcodes.unsized(picture.href)
        filed = self.by_file.get(key)
        if filed is None:
            return picture
        return replace(
            picture,
            caption=picture.caption if picture.caption != picture.alt else filed.caption or picture.caption,
            credit=picture.credit or filed.credit,
            alt=picture.alt or filed.alt,
            headline=filed.headline,
        )

    def _byline(self, story: WireStory) -> bylines.Byline:
        """People under their own names: the export names them by their logins."""
        named = [self.authors.get(login) or login for login in story.bylines]
        if not named:
            return bylines.NOBODY
        read = bylines.read(named[0]) if len(named) == 1 else bylines.NOBODY
        return bylines.Byline(printed=", ".join(named), names=read.names or tuple(named), title=read.title)

    def _post(self, item: Element) -> _Post:
        clock, meta = Clock(self.habits.timezone), _meta(item)
        headline = plain.line(_raw(item, "title"))
        source = _raw(item, "content:encoded")
        try:
            refuse_bombs(source)
        except markup.MarkupError as exc:
            raise MalformedStory(str(exc)) from exc
        source, gallery = shortcodes.read(source)
        copy = hypertext.read(autop.paragraphs(source), headline=headline)
        standfirst = markup.one_line(
            " ".join(block.text for block in hypertext.read(_raw(item, "excerpt:encoded")).body)
        )
        if not headline:
            clock.flags.add(headlines.MADE_UP)
            headline = headlines.made_up((block.text for block in copy.body), standfirst, _text(item, "post_name"))
        published = _moment(item, "post_date", clock)
        link, number = _text(item, "link"), _text(item, "post_id")
        guid = _text(item, "guid") or link
        if not guid:
            clock.flags.add(MADE_UP)
            guid = derived_guid(self.facts.get("base_blog_url", ""), number, headline)
        status = _text(item, "status")
        judged = verdict.reach(
            headline or guid,
            [],
            status=_pub_status(item, status),
            embargo=published if status == "future" else None,
            sent=published,
            timezone=self.habits.timezone,
        )
        if copy.refused:
            clock.flags.add(REFUSED)
        story = WireStory(
            guid=guid,
            pub_status=judged.pub_status,
            signals=judged.signals,
            signal_codes=(f"wp:status:{status}",) if status not in _LIVE else (),
            headline=judged.headline,
            subheadline=next((said for name in _SUBTITLES if (said := plain.line(meta.get(name, "")))), ""),
            standfirst=(standfirst,) if standfirst else (),
            body=copy.body,
            bylines=_authors(item),
            is_press_release=releases.is_kind(*_terms(item, "category")),
            language=next((said for text in _terms(item, "language") if (said := languages.read(text))), ""),
            published=published,
            updated=_moment(item, "post_modified", clock),
            embargoed_until=judged.embargoed_until,
            slugline=_text(item, "post_name"),
            subjects=_subjects(item),
            keywords=_terms(item, "post_tag"),
            pictures=copy.pictures,
            link=link if figures.is_address(link) else "",
            set_aside=tuple(f"Address refused: {href}" for href in copy.refused),
            flags=tuple(sorted({*clock.flags, *judged.flags})),
        )
        return _Post(story=story, number=number, thumbnail=meta.get("_thumbnail_id", "").strip(), gallery=gallery)


def _pub_status(item: Element, status: str) -> PubStatus:
    """What the site shows to everybody is usable; everything else was kept back for a reason."""
    return "usable" if status in _LIVE and not _text(item, "post_password") else "withheld"


def _moment(item: Element, name: str, clock: Clock) -> datetime | None:
    """A time of a post: in Greenwich where that is written, else in the provider's zone, else the feed's own."""
    utc = clock.read(
        f"{printed}Z" if (printed := _text(item, f"{name}_gmt")) and not printed.startswith("0000") else ""
    )
    if utc is not None:
        return utc
    moment = clock.read(_text(item, name))
    if moment is None and name == "post_date":
        unsure = Clock(ZoneInfo("UTC"))  # drafts carry the year 1 before Christ here
        moment = unsure.read(_text(item, "pubDate"))
    return moment


def _authors(item: Element) -> tuple[str, ...]:
    """The guests of a plugin for several authors, or else the login of the one who posted."""
    return _terms(item, "author") or tuple(login for login in (_text(item, "creator"),) if login)


def _terms(item: Element, domain: str) -> tuple[str, ...]:
    found = (category for category in find_all(item, "category") if category.get("domain") == domain)
    return tuple(dict.fromkeys(name for category in found if (name := plain.line(category.text or ""))))


def _subjects(item: Element) -> tuple[Subject, ...]:
    """Categories, and terms of the site's own vocabularies."""
    others = ("post_tag", "author", "post_format", "language", "post_translations", "nav_menu")
    found = (category for category in find_all(item, "category") if category.get("domain") not in others)
    return tuple(
        dict.fromkeys(
            Subject(
                name=name,
                code=category.get("nicename") or "",
                scheme="" if category.get("domain") == "category" else category.get("domain") or "",
            )
            for category in found
            if (name := plain.line(category.text or ""))
        )
    )


def _meta(item: Element) -> dict[str, str]:
    return {_text(meta, "meta_key"): _raw(meta, "meta_value") for meta in find_all(item, "postmeta")}


def _text(parent: Element, name: str) -> str:
    return markup.one_line(_raw(parent, name))


def _raw(parent: Element, name: str) -> str:
    """The text of a child as it stands; "content:encoded" and "excerpt:encoded" are told apart by their namespaces."""
    space, _, wanted = name.rpartition(":")
    for child in parent:
        if local(child) == wanted and (not space or space in child.tag):
            return child.text or ""
    return ""
