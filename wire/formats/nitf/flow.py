"""The elements of a NITF body as blocks of ours."""

import re
from dataclasses import dataclass, field
from html import escape

from articles import markup
from wire.formats import body
from wire.formats.nitf import media
from wire.formats.story import Block, Related, WirePicture
from wire.formats.trees.elements import Element, characters, descendants, find_all, local, raw_text, text

_INLINE = {
    "em": "em",
    "i": "em",
    "strong": "strong",
    "b": "strong",
    "s": "s",
    "strike": "s",
    "sub": "sub",
    "sup": "sup",
    "q": "q",
    "cite": "cite",
}
_HEADINGS = {"hl1": "h2", "hl2": "h2", "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_LISTS = {"ul", "ol"}
_PARAGRAPHS = {"p", "byline", "dateline", "distributor", "copyrite", "datasource", "dt", "dd", "tagline"}
_TABLES = {"caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_UNSEEN = {"tobject", "key-list", "classifier", "media-metadata", "nitf-table-metadata", "col", "colgroup", "series"}
_XINCLUDE = "{http://www.w3.org/2001/XInclude}"
_BOLD = re.compile(r"\b(?:bold|strong)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"</?(?:p|br|div|b|i|strong|em|ul|ol|li|table|h[1-6]|span)\b[^<>]*>", re.IGNORECASE)
# The width of a terminal: lines that all end near it were broken by a machine.
_WRAPPED = range(45, 91)
# Elements. The markup of stories refuses more in one piece; a list of prices loses its grid, but no price.
_LARGEST_TABLE = 4000
_PIECES = 400


@dataclass(slots=True)
class Flow:
    """What has been read so far: finished blocks, and the HTML since the last of them."""

    blocks: list[Block] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    pictures: list[WirePicture] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    inside: int = 0  # quotations that are open

    def part(self) -> None:
        """Whatever comes next is not in the same paragraph."""
        self.html.append("<p></p>")

    def relieve(self) -> None:
        """Between blocks, long copy is turned into blocks piece by piece: in one it could be more than a story has."""
        if not self.inside and len(self.html) > _PIECES:
            self.end()

    def end(self) -> None:
        """Turn the HTML so far into blocks."""
        if self.html:
            self.blocks += body.from_html("".join(self.html))
            self.html.clear()


def read(*contents: Element | None) -> Flow:
    """A `body.content` or several, or anything that holds paragraphs."""
    flow = Flow()
    for content in contents:
        if content is not None:
            _container(content, flow)
            flow.end()
    return flow


def is_editors_note(note: Element) -> bool:
    """Whether a note is for the desk: that is what the class says, and what "npa" (no public audience) means."""
    kind, audience = note.get("noteclass", "").casefold(), note.get("type", "").casefold()
    return kind in ("editorsnote", "editornote", "ednote") or audience == "npa"


def paragraph_lines(source: str) -> tuple[Block, ...]:
    """Preformatted text: prose becomes paragraphs, anything with columns stays as it is."""
    lines = [line.rstrip() for line in markup.tidy(source).expandtabs().split("\n")]
    read: list[Block] = []
    for group in _groups(lines):
        if any(map(_has_columns, group)) or any(len(line) > _WRAPPED[-1] + 30 for line in group):
            kept = "\n".join(group)
            if read and read[-1].kind == "preformatted":
                kept = f"{read.pop().text}\n\n{kept}"
            read.append(Block(kind="preformatted", text=kept))
        else:
            paragraphs = _groups(group, indent="  ")
            read += [Block(text=said) for paragraph in paragraphs if (said := _prose(paragraph))]
    return tuple(read)


def _groups(lines: list[str], *, indent: str = "") -> list[list[str]]:
    """Lines that belong together: parted by an empty line, or begun by one that is indented."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            groups.append([])
            continue
        if groups[-1] and indent and line.startswith(indent):
            groups.append([])
        groups[-1].append(line)
    return [group for group in groups if group]


def _prose(group: list[str]) -> str:
    joined = " ".join(group) if all(len(line.strip()) in _WRAPPED for line in group[:-1]) else "\n".join(group)
    return "\n".join(markup.one_line(line) for line in joined.split("\n"))


def _has_columns(line: str) -> bool:
    return re.search(r"\S {3,}\S|\.{5,}", line) is not None


def _container(element: Element, flow: Flow) -> None:
    """Blocks, with the loose text between them."""
    opening = characters(element)
    if len(element) == 0 and _ESCAPED.search(opening):
        flow.html.append(opening)  # somebody escaped the markup; it is judged like any other HTML
        return
    flow.html.append(escape(opening, quote=False))
    for child in element:
        _child(child, flow)
        if local(child) in _PARAGRAPHS or local(child) in _LISTS:
            flow.relieve()
        flow.html.append(escape(child.tail or "", quote=False))


def _child(child: Element, flow: Flow) -> None:
    name = local(child)
    if not name:
        flow.html.append(escape(characters(child), quote=False))
    elif name in _UNSEEN or child.tag.startswith(_XINCLUDE):
        return
    elif name in _PARAGRAPHS:
        flow.html.append(f"<p>{_line(child, flow)}</p>")
    elif name in _HEADINGS:
        flow.html.append(f"<{_HEADINGS[name]}>{_line(child, flow)}</{_HEADINGS[name]}>")
    elif name in _LISTS:
        items = (f"<li>{_line(item, flow)}</li>" for item in find_all(child, "*"))
        flow.html.append(f"<{name}>{''.join(items)}</{name}>")
    elif name == "table":
        if sum(1 for _ in child.iter()) > _LARGEST_TABLE:
            flow.end()
            flow.blocks.append(_columns(child))
        else:
            flow.html.append(f"<table>{_table(child, flow)}</table>")
    elif name == "pre":
        flow.end()
        flow.blocks += paragraph_lines(raw_text(child))
    elif name == "media":
        media.read(child, flow.pictures, flow.related, flow.refused)
    elif name == "note" and is_editors_note(child):
        flow.notes.append(text(child))
    elif name in ("bq", "blockquote"):
        flow.html.append("<blockquote>")
        flow.inside += 1
        _container(child, flow)
        flow.inside -= 1
        flow.html.append("</blockquote>")
    elif name in ("hr", "br"):
        flow.html.append(f"<{name}>")
    elif name in _INLINE or name in ("a", "q"):
        flow.html.append(_inline(child, flow))
    elif any(local(below) in _PARAGRAPHS | _LISTS | {"table", "pre", "media"} for below in child.iterdescendants()):
        flow.part()
        _container(child, flow)
        flow.part()
    else:
        is_loose = name not in ("block", "div", "fn", "note")
        flow.html.append(_inline(child, flow) if is_loose else f"<p>{_line(child, flow)}</p>")


def _columns(table: Element) -> Block:
    """A table that is too large for one, row by row."""
    rows = [[text(cell) for cell in row if local(cell) in ("td", "th")] for row in descendants(table, "tr")]
    return Block(kind="preformatted", text="\n".join("  ".join(row).rstrip() for row in rows if any(row)))


def _table(element: Element, flow: Flow) -> str:
    written = ""
    for child in element:
        name = local(child)
        if name not in _TABLES:
            continue
        spans = "".join(
            f' {span}="{child.get(span)}"' for span in ("colspan", "rowspan") if child.get(span, "").isdigit()
        )
        inner = _table(child, flow) if name in ("thead", "tbody", "tfoot", "tr") else _line(child, flow)
        written += f"<{name}{spans}>{inner}</{name}>"
    return written


def _line(element: Element, flow: Flow) -> str:
    """What stands in a paragraph, cell or item. Breaks that a machine set at the edge of its screen become spaces."""
    pieces = [escape(characters(element), quote=False)]
    for child in element:
        pieces += [_inline(child, flow), escape(child.tail or "", quote=False)]
    lines = [markup.one_line(line) for line in "".join(pieces).split("<br>")]
    while lines and not lines[-1]:
        lines.pop()
    broken = [re.sub(r"<[^>]*>", "", line) for line in lines[:-1]]
    is_wrapped = bool(broken) and all(len(line) in _WRAPPED for line in broken)
    return (" " if is_wrapped else "<br>").join(lines)


def _inline(element: Element, flow: Flow) -> str:
    name = local(element)
    if name == "br":
        return "<br>"
    if name == "media":
        media.read(element, flow.pictures, flow.related, flow.refused)
        return ""
    if name == "note" and is_editors_note(element):
        flow.notes.append(text(element))
        return ""
    if name in _UNSEEN or (name and element.tag.startswith(_XINCLUDE)):
        return ""
    pieces = [escape(characters(element), quote=False)]
    for child in element:
        pieces += [_inline(child, flow), escape(child.tail or "", quote=False)]
    inner = "".join(pieces)
    if name in ("p", "li", "hl1", "hl2", "div", "tr", "block"):
        return f"<p>{inner}</p>"
    if name == "a" and element.get("href"):
        return f'<a href="{escape(element.get("href"))}">{inner}</a>'
    if name == "em" and _BOLD.search(element.get("class", "")):
        return f"<strong>{inner}</strong>"
    return f"<{_INLINE[name]}>{inner}</{_INLINE[name]}>" if name in _INLINE else inner
