"""The tree of NewsComponents: which text is the story, which are its companions, which files are pictures of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wire.formats.html import addresses
from wire.formats.newsml_1 import content, identity
from wire.formats.newsml_1.content import Said
from wire.formats.story import Related, Rendition, WirePicture
from wire.formats.trees.elements import Element, attribute, find, find_all, text

MAIN = {"main", "body", "story", "text", "article", "maintext", "mainstory", "fulltext", "bodytext"}
_STANDFIRST = {"abstract", "lead", "summary", "teaser", "intro", "standfirst", "chapeau"}
_TITLES = {"title", "headline", "head"}
_CAPTIONS = {"caption", "photocaption", "cutline", "legend"}
_CONTACTS = {"contact", "contacts", "mediacontact", "presscontact"}
_UNSEEN = {"stylesheet", "style", "css"}
# Each such component is a picture; components in any other role are sizes of one.
_PICTURES = {"photo", "picture", "image", "graphic", "infographic", "logo", "illustration", "supporting", ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A text, with the components around it, from the inside out."""

    role: str
    said: Said
    item: Element
    around: tuple[Element, ...]

    @property
    def words(self) -> str:
        """Its text on one line."""
        return " ".join(" ".join(block.text for block in self.said.copy.body).split())


@dataclass(slots=True)
class Parts:
    """Everything in the components of one NewsItem."""

    texts: list[Part] = field(default_factory=list)
    pictures: list[WirePicture] = field(default_factory=list)
    films: list[Related] = field(default_factory=list)
    members: list[Related] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    href: str = ""
    main: Part | None = None

    def in_role(self, roles: set[str]) -> list[Part]:
        """The texts of a role that say anything."""
        return [part for part in self.texts if part.role in roles and part.words]

    @property
    def standfirst(self) -> tuple[str, ...]:
        """Of the language of the story: companions stand beside it."""
        beside = [part for part in self.in_role(_STANDFIRST) if self._is_beside(part)]
        return tuple(block.text for part in beside[:1] for block in part.said.copy.body)

    @property
    def title(self) -> str:
        return next((part.words for part in self.in_role(_TITLES) if self._is_beside(part)), "")

    @property
    def captions(self) -> list[Part]:
        return self.in_role(_CAPTIONS)

    @property
    def contacts(self) -> tuple[str, ...]:
        """Whom the desk may call."""
        return tuple(dict.fromkeys(part.words for part in self.in_role(_CONTACTS)))

    @property
    def left_over(self) -> tuple[str, ...]:
        """Texts that are in no field: other languages, boilerplate, what is meant for other channels."""
        known = _STANDFIRST | _TITLES | _CAPTIONS | _CONTACTS
        left = [part for part in self.texts if part is not self.main and part.words]
        return tuple(
            dict.fromkeys(
                f"{part.role}: {part.words}".removeprefix(": ")
                for part in left
                if part.role not in known or (part.role in _STANDFIRST and not self._is_beside(part))
            )
        )

    def _is_beside(self, part: Part) -> bool:
        return self.main is None or len(self.main.around) < 2 or self.main.around[1] in part.around


def read(item: Element) -> Parts:
    """All components of a NewsItem. Which of its texts is the story: the first main one, else the first of no role."""
    parts = Parts()
    for component in find_all(item, "NewsComponent"):
        _walk(component, (), parts)
    bodies = [part for part in parts.in_role(MAIN) if part.role != "text"] or parts.in_role({"text"})
    known = MAIN | _STANDFIRST | _TITLES | _CAPTIONS | _CONTACTS
    others = [part for part in parts.texts if part.words and part.role not in known]
    parts.main = next(iter([*bodies, *(part for part in others if not part.role), *others]), None)
    return parts


def _walk(component: Element, around: tuple[Element, ...], parts: Parts) -> None:
    own, here = role_of(component), (component, *around)
    items = find_all(component, "ContentItem")
    children = find_all(component, "NewsComponent")
    shows = bool(around) and any(map(_is_picture, items))
    # Text beside a file, and any text inside a picture, is what the picture shows.
    is_caption = shows or any(role_of(outer) in _PICTURES - {""} for outer in here)
    for element in items:
        medium = content.medium(element)
        if own in _UNSEEN or not medium:
            continue
        if medium == "text":
            _add_text(element, "caption" if is_caption else own, here, parts)
        elif medium in ("video", "audio"):
            _add_film(element, medium, own, parts)
        else:
            parts.media.append(medium)
    for reference in find_all(component, "NewsItemRef"):
        parts.members.append(Related(guid=reference.get("NewsItem", "").strip(), rel=own or "member"))
    for nested in find_all(component, "NewsItem"):
        parts.members.append(Related(guid=identity.read(nested).guid, rel=own or "member"))
    if children or not around:
        parts.pictures += [picture for picture in _pictures(component, parts) if picture.href or picture.caption]
    for child in children:
        _walk(child, here, parts)


def _add_text(element: Element, role: str, around: tuple[Element, ...], parts: Parts) -> None:
    said = content.said(element)
    if said is not None:
        parts.texts.append(Part(role=role, said=said, item=element, around=around))
        parts.refused += said.copy.refused
        parts.pictures += said.copy.pictures
        parts.films += said.copy.related
    elif not parts.href and (role in MAIN or not role):
        parts.href = element.get("Href", "").strip()


def _add_film(element: Element, medium: str, role: str, parts: Parts) -> None:
    parts.media.append(medium)
    parts.films += [Related(href=file.href, rel=medium) for file in _kept([content.rendition(element, role)], parts)]


def _pictures(component: Element, parts: Parts) -> Iterator[WirePicture]:
    """The pictures that a component and the leaves below it show.

    Sizes of one picture stand in one component, or each in one of its own beside its caption.
    """
    leaves = [child for child in find_all(component, "NewsComponent") if find(child, "NewsComponent") is None]
    shown = [child for child in leaves if any(map(_is_picture, find_all(child, "ContentItem")))]
    separate = [child for child in shown if role_of(child) in _PICTURES]
    sizes = [child for child in shown if child not in separate]
    captions = [_words(child) for child in leaves if child not in shown and _is_caption(child, component)]
    files = _kept([file for source in (component, *sizes) for file in _files(source)], parts)
    if files:
        yield _picture(files, component, " ".join(captions))
    is_paired = not files and len(captions) == len(separate)
    for number, child in enumerate(separate):
        caption = _words(child) or (captions[number] if is_paired else "")
        yield _picture(_kept(_files(child), parts), child, caption)


def _picture(files: list[Rendition], component: Element, caption: str) -> WirePicture:
    best = max(files, key=lambda file: (file.width or 0, file.height or 0), default=Rendition())
    lines = find(component, "NewsLines")
    return WirePicture(
        caption=caption,
        credit=text(lines, "CreditLine") or _photographer(component),
        href=best.href,
        name=role_of(component),
        filename=addresses.filename(best.href),
        mimetype=best.mimetype,
        headline=text(lines, "HeadLine"),
        copyright_notice=text(lines, "CopyrightLine"),
        width=best.width,
        height=best.height,
        renditions=tuple(files),
    )


def _photographer(component: Element) -> str:
    names = ("AdministrativeMetadata/Creator/Party", "AdministrativeMetadata/Source/Party")
    return " / ".join(dict.fromkeys(name for path in names if (name := attribute(component, path, "FormalName"))))


def role_of(component: Element) -> str:
    """What part of the story it is, in lower case."""
    return attribute(component, "Role", "FormalName").casefold().replace(" ", "").replace("-", "")


def _is_picture(item: Element) -> bool:
    return content.medium(item) in ("picture", "graphic")


def _is_caption(component: Element, parent: Element) -> bool:
    role = role_of(component)
    return role in _CAPTIONS or (not role and role_of(parent) in _PICTURES - {""})


def _words(component: Element) -> str:
    said = [content.said(item) for item in find_all(component, "ContentItem") if content.medium(item) == "text"]
    return " ".join(" ".join(block.text.split()) for one in said if one for block in one.copy.body)


def _files(component: Element) -> list[Rendition]:
    items = [item for item in find_all(component, "ContentItem") if _is_picture(item)]
    return [content.rendition(item, attribute(component, "Role", "FormalName")) for item in items]


def _kept(files: list[Rendition], parts: Parts) -> list[Rendition]:
    """The files that may be asked for one day; those of our own machine are refused."""
    files = [file for file in files if file.href]
    parts.refused += [file.href for file in files if addresses.is_outside(file.href)]
    return [file for file in files if not addresses.is_outside(file.href)]
