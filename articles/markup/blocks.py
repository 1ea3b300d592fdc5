"""Any HTML as blocks: safe, canonical top-level elements.

Whatever arrives (the editor, the wire, a paste, an API) becomes a tuple of elements that is always printed the same
way, so two bodies are equal exactly when they read and look the same. nh3 decides what is safe; what it lets through
is then written anew, tag by tag, from the same list, so a difference between two parsers cannot smuggle anything in.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

import lxml.html  # type: ignore[import-untyped]  # it ships no types

from articles.markup import simple
from articles.markup.allowed import ALLOWED, BLOCKS, INLINE, RENAMED, VALUES, sanitize
from articles.markup.bombs import refuse_bombs, refuse_depth
from articles.markup.characters import one_line, printable
from articles.markup.lines import BREAK, Tag, is_blank, print_columns, print_line

type Element = Any  # lxml's HtmlElement


def clean(source: str, *, figures: bool = True) -> str:
    """Any HTML as safe, canonical HTML."""
    return join(blocks(source, figures=figures))


def blocks(source: str, *, figures: bool = True) -> tuple[str, ...]:
    """Any HTML as safe, canonical top-level blocks.

    `figures=False` is for copy from outside: a provider must not be able to show a picture of ours by its number.
    """
    if (simple_body := simple.read(source)) is not None:
        return simple_body
    return long_way(source, figures)


def long_way(source: str, figures: bool) -> tuple[str, ...]:
    """The blocks of any HTML."""
    source = printable(source)
    refuse_bombs(source)
    safe = sanitize(source)
    if printable(safe) != safe:  # entities were characters that nobody may keep; without them, "java&#1;script:" is
        safe = sanitize(printable(safe))  # another address, to be judged anew
    refuse_depth(safe)  # as it was really nested; beyond 256 libxml2 would silently leave the rest out
    return tuple(_flow(lxml.html.fragment_fromstring(safe, create_parent="div"), figures))


def join(body: Iterable[str]) -> str:
    """Blocks as one piece of HTML, for an editor or a page."""
    return "\n".join(body)


def _flow(parent: Element, figures: bool) -> list[str]:
    """The children of a container as blocks. Loose text becomes a paragraph; two line breaks end one."""
    body: list[str] = []
    line: list[str] = []

    def end_paragraph() -> None:
        if printed := print_line(line):
            body.append(f"<p>{printed}</p>")
        line.clear()

    def add(pieces: list[str]) -> None:
        depth = 0
        for piece in pieces:
            if (
                piece is BREAK
                and not depth
                and next((said for said in reversed(line) if not is_blank(said)), "") is BREAK
            ):
                end_paragraph()
                continue
            line.append(piece)
            if isinstance(piece, Tag) and piece is not BREAK:
                depth += -1 if piece.startswith("</") else 1

    def walk(element: Element) -> None:
        add([printable(element.text or "")])
        for child in element:
            if not _holds_blocks(child):
                add(_inline(child, frozenset()))
            elif (written := _block(child, figures)) is not None:
                end_paragraph()
                body.extend(written)
            elif _name(child) in INLINE:  # a link around paragraphs, a whole document in bold
                walk(child)
            else:
                end_paragraph()
                walk(child)
                end_paragraph()
            add([printable(child.tail or "")])

    walk(parent)
    end_paragraph()
    return body


def _block(element: Element, figures: bool) -> list[str] | None:
    """A block as printed, with what could not stay in it; nothing if it is empty; None if it only divides."""
    tag = _name(element)
    match tag:
        case "h2" | "h3":
            inner = print_line(_pieces(element, frozenset()))
        case "pre" if not any(below.tag in BLOCKS for below in element.iterdescendants()):
            inner = print_columns(_pieces(element, frozenset()))
        case "blockquote":
            inner = "".join(_flow(element, figures))
        case "ul" | "ol":
            inner = "".join(f"<li>{item}</li>" for item in _items(element, figures))
        case "table":
            inner = _table(element, figures)
        case "figure" if figures and (attributes := _attributes(element)):
            captions = [caption for caption in element if caption.tag == "figcaption"]
            inner = print_line([piece for caption in captions for piece in _pieces(caption, frozenset())])
            for caption in captions:
                caption.drop_tree()
            inner = f"<figcaption>{inner}</figcaption>" if inner else ""
            return [f"<figure{attributes}>{inner}</figure>", *_flow(element, figures)]
        case "hr":
            return ["<hr>"]
        case _:
            return None
    return [f"<{tag}{_attributes(element)}>{inner}</{tag}>"] if inner else []


def _items(element: Element, figures: bool) -> list[str]:
    """Whatever stands in a list is an item of it, also what was put between the items."""
    items = [print_line([printable(element.text or "")])]
    for child in list(element):
        tail, child.tail = child.tail, None
        item = child if child.tag == "li" else lxml.html.Element("li")
        if item is not child:
            item.append(child)
        items += [_cell(item, figures), print_line([printable(tail or "")])]
    return [item for item in items if item]


def _cell(element: Element, figures: bool) -> str:
    """What an item or a cell holds. A single paragraph needs no <p>: the one that an editor adds is no change."""
    body = _flow(element, figures)
    if [block.startswith("<p>") for block in body].count(True) == 1 and body[0].startswith("<p>"):
        body[0] = body[0].removeprefix("<p>").removesuffix("</p>")
    return "".join(body)


def _table(element: Element, figures: bool) -> str:
    printed = ""
    for part in element:
        if part.tag == "caption" and (caption := print_line(_pieces(part, frozenset()))):
            printed += f"<caption>{caption}</caption>"
        elif part.tag in ("thead", "tbody", "tfoot"):
            rows = ["".join(_cells(row, figures)) for row in part if row.tag == "tr"]
            if any(rows):
                printed += f"<{part.tag}>{''.join(f'<tr>{row}</tr>' for row in rows if row)}</{part.tag}>"
    return printed if re.sub(r"<(?!figure)[^>]*>", "", printed).strip() else ""


def _cells(row: Element, figures: bool) -> list[str]:
    cells = (cell for cell in row if cell.tag in ("th", "td"))
    return [f"<{cell.tag}{_attributes(cell)}>{_cell(cell, figures)}</{cell.tag}>" for cell in cells]


def _pieces(element: Element, inside: frozenset[str]) -> list[str]:
    pieces = [printable(element.text or "")]
    for child in element:
        pieces += [*_inline(child, inside), printable(child.tail or "")]
    return pieces


def _inline(element: Element, inside: frozenset[str]) -> list[str]:
    """An element inside a line; one that is empty, or says what an outer one says already, is not written."""
    tag = _name(element)
    if tag == "br":
        return [BREAK]
    attributes = _attributes(element)
    if tag == "sup" and attributes:
        marker = re.fullmatch(
            r"[\s*†‡\d\[\]()]*", element.text_content()
        )  # where the note is printed, the page numbers it
        return [*([] if marker else _pieces(element, inside)), Tag(f"<sup{attributes}>"), "*", Tag("</sup>")]
    if tag == "q":
        return ["“", *_pieces(element, inside), "”"]
    if tag not in INLINE:
        return [" ", *_pieces(element, inside), " "]
    pieces = _pieces(element, inside | {tag})
    says = any(not isinstance(piece, Tag) and not is_blank(piece) for piece in pieces)
    if says and tag not in inside and (tag != "a" or "href=" in attributes):
        return [Tag(f"<{tag}{attributes}>"), *pieces, Tag(f"</{tag}>")]
    return pieces


def _attributes(element: Element) -> str:
    """As printed."""
    printed = ""
    for name in sorted(ALLOWED.get(_name(element), ())):
        value = element.get(name, "") if name == "href" else one_line(element.get(name, ""))
        if value and (name not in VALUES or VALUES[name].fullmatch(value)):
            printed += f' {name}="{escape(value, quote=False).replace('"', "&quot;")}"'
    return printed


def _name(element: Element) -> str:
    tag: str = element.tag
    return RENAMED.get(tag, tag)


def _holds_blocks(element: Element) -> bool:
    return element.tag in BLOCKS or any(below.tag in BLOCKS for below in element.iterdescendants())
