"""What belongs to a ninjs item: its files, and the pictures and other items it is associated with."""

from dataclasses import dataclass, field

from wire.formats.html import addresses, plain
from wire.formats.html.figures import is_address
from wire.formats.story import Related, Rendition, WirePicture
from wire.formats.trees.members import Members

PICTURES = {"picture", "photo", "image", "graphic", "illustration"}
# Where sizes do not tell which file is the best one.
_BEST = {"original", "main", "hires", "full", "raw"}


@dataclass(slots=True)
class Parts:
    """`refused` are addresses that nobody may keep."""

    pictures: list[WirePicture] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def renditions(item: Members, refused: list[str]) -> tuple[Rendition, ...]:
    """The files of an item: an object by name in ninjs 1, a list in ninjs 2 and 3."""
    found = []
    for file in item.objects("renditions"):
        href = file.text("href", "url")
        if not is_address(href):
            refused += [href] if href else []
            continue
        found.append(
            Rendition(
                name=file.text("name") or file.name,
                href=href,
                mimetype=file.text("mimetype", "contenttype", "mime_type").casefold(),
                width=file.number("width"),
                height=file.number("height"),
            )
        )
    return tuple(found)


def read(item: Members) -> Parts:
    """The associated items: pictures with their captions and files, all others by name."""
    parts = Parts()
    for associated in item.objects("associations"):
        files = renditions(associated, parts.refused)
        kind = associated.text("type").casefold()
        is_picture = kind in PICTURES or (not kind and any(file.mimetype.startswith("image/") for file in files))
        if is_picture:
            parts.pictures.append(picture(associated, files))
        elif guid := associated.text("guid", "uri"):
            parts.related.append(Related(guid=guid, rel=associated.text("rel", "name") or associated.name or kind))
        else:
            parts.related += [Related(href=file.href, rel=kind) for file in files]
    return parts


def picture(item: Members, files: tuple[Rendition, ...]) -> WirePicture:
    """A picture item, associated or the document's own."""
    best = max(files, key=lambda file: (file.width or 0, file.height or 0, file.name in _BEST), default=Rendition())
    return WirePicture(
        caption=description(item, "caption"),
        credit=item.text("creditline", "credit", "byline", "by", "source", "copyrightholder"),
        alt=item.text("body_text", "alt_text", "alttext"),
        href=best.href,
        guid=item.text("guid", "uri"),
        name=item.text("name") or item.name,
        filename=addresses.filename(best.href),
        mimetype=best.mimetype or item.text("mimetype", "mime_type", "contenttype").casefold(),
        headline=headline(item),
        copyright_notice=item.text("copyrightnotice", "copyrightholder"),
        usage_terms=item.text("usageterms"),
        width=best.width,
        height=best.height,
        renditions=files,
    )


def headline(item: Members) -> str:
    """The main one. ninjs 3 also has a title, which is only for those who handle the item."""
    headlines = item.objects("headlines")
    main = [
        said
        for part in headlines
        if part.text("role").casefold() in ("main", "", "headline") and (said := part.text("value"))
    ]
    others = (said for part in headlines if (said := part.text("value")))
    return item.text("headline", "headline_text", "headline_html") or next(iter(main), "") or next(others, "")


def second_headline(item: Members, *roles: str) -> str:
    """A headline of another role than the main one."""
    for part in item.objects("headlines"):
        if part.text("role").casefold() in roles and (said := part.text("value")):
            return said
    return ""


def description(item: Members, *roles: str) -> str:
    """The description of the first of the roles, else the first that says anything."""
    if said := item.text("description_text", "description_html", "description_xhtml", "description"):
        return said
    found = {
        part.text("role").casefold(): said
        for part in reversed(item.objects("descriptions"))
        if (said := plain.line(part.raw("value")))
    }
    chosen = (found[role] for role in roles if role in found)
    return next(chosen, "") or next(iter(reversed(found.values())), "") or _other_description(item)


def _other_description(item: Members) -> str:
    names = (name for name in item.values if name.startswith("description_"))
    return next((said for name in names if (said := item.text(name))), "")
