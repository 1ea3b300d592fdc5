"""JSON-LD in the words of schema.org: its nodes by name, whatever shape each value comes in."""

import json
import re
from collections.abc import Iterator
from typing import Any

from wire.formats.html import plain

_PREFIX = re.compile(r"^(?:schema:|https?://schema\.org/)")
_ARTICLE = re.compile(r"(?:article|posting|report)$")
_NO_ARTICLES = {"jobposting", "medicalreport", "realestatelisting"}
# Some write the block so that a browser without JSON would see a comment.
_OPENED = re.compile(r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?")
_CLOSED = re.compile(r"\s*(?:(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?)?;?\s*$")
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#\d{2,5}|#x[0-9a-fA-F]{2,4}|[lr][sd]quo|hellip|[mn]dash);")
_SAYING = ("@value", "name", "text", "headline", "value", "byline", "url", "@id")
_DEEPEST, _MOST_NODES = 12, 5_000
_SAME = ("url", "mainEntityOfPage", "@id")


class Node:
    """One thing that is described; what it only points to by `@id` is looked up among the others."""

    def __init__(self, values: dict[str, Any], index: dict[str, dict[str, Any]]) -> None:
        self.values = {_PREFIX.sub("", key): value for key, value in values.items()}
        self._index = index

    @property
    def types(self) -> set[str]:
        """In small letters, without the address of the vocabulary."""
        sent = _flat(self.values.get("@type"))
        return {_PREFIX.sub("", kind).casefold() for kind in sent if isinstance(kind, str)}

    def all(self, name: str) -> list[Any]:
        """Every value of a name: one or many, written out or pointed to."""
        return [self._looked_up(value) for value in _flat(self.values.get(name)) if value not in (None, "", {})]

    def nodes(self, name: str) -> list["Node"]:
        """The values that are described themselves."""
        return [Node(value, self._index) for value in self.all(name) if isinstance(value, dict)]

    def text(self, *names: str) -> str:
        """The first of the names that says anything, on one line."""
        return next((said for name in names for value in self.all(name) if (said := line(value))), "")

    def texts(self, *names: str) -> tuple[str, ...]:
        """What all of them say, each once."""
        return tuple(dict.fromkeys(said for name in names for value in self.all(name) if (said := line(value))))

    def raw(self, name: str) -> str:
        """Text exactly as sent; pieces of a list as paragraphs."""
        pieces = (
            value.get("@value") or value.get("text") if isinstance(value, dict) else value for value in self.all(name)
        )
        return "\n\n".join(piece for piece in pieces if isinstance(piece, str))

    def address(self, *names: str) -> str:
        """The first address on the web."""
        for name in names:
            for value in self.all(name):
                for said in (value,) if isinstance(value, str) else _addresses(value):
                    if re.match(r"(?:https?:)?//[^\s/]", said.strip()):
                        return said.strip()
        return ""

    def completed_by(self, others: list["Node"]) -> "Node":
        """This one, with what only other descriptions of the same thing say."""
        merged = dict(self.values)
        for other in others:
            merged |= {key: value for key, value in other.values.items() if key not in merged}
        return Node(merged, self._index)

    def _looked_up(self, value: Any) -> Any:
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
            return self._index.get(value["@id"], value)
        return value


def line(value: Any) -> str:
    """A value as one line: entities are read, also where they were written twice."""
    if isinstance(value, dict):
        return next((said for name in _SAYING if (said := line(value.get(name)))), "")
    if isinstance(value, list):
        return next((said for part in value if (said := line(part))), "")
    if isinstance(value, bool) or value is None:
        return ""
    said = plain.line(str(value))
    return plain.line(said) if _ENTITY.search(said) else said


def load(text: str) -> Any:
    """A block of a page; None where it is broken beyond the usual: comments around it, line ends in texts, commas."""
    text = _CLOSED.sub("", _OPENED.sub("", text))
    for attempt in (text, re.sub(r",\s*(?=[}\]])", "", text)):
        try:
            return json.loads(attempt, strict=False, parse_constant=lambda _: None)
        except (ValueError, RecursionError):
            continue
    return None


def is_linked_data(values: Any) -> bool:
    """Whether JSON speaks of schema.org, or describes an article in its words."""
    nodes = [value for value in _flat(values) if isinstance(value, dict)][:50]
    if any("schema.org" in json.dumps(node.get("@context", ""))[:2000] for node in nodes):
        return True
    return any(_is_article(Node(node, {})) for node in nodes if "@type" in node)


def articles(blocks: list[Any]) -> list[Node]:
    """The articles that are described: on top, in a graph, or as what a page is about. No lists of links."""
    index: dict[str, dict[str, Any]] = {}
    for node in _everything(blocks):
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(index.get(key, ())):
            index[key] = node
    nodes = [Node(values, index) for values in _tops(blocks)]
    found = [node for node in nodes if _is_article(node)] or [node for node in nodes if _is_like_one(node)]
    return [node for node in found if node.text("headline", "name", "articleBody", "alternativeHeadline")]


def each_once(found: list[Node]) -> list[Node]:
    """Two descriptions of one article as one."""
    merged: list[Node] = []
    for node in found:
        title = node.text("headline", "name")
        known = next((place for place, other in enumerate(merged) if _is_called(other, title)), None)
        if known is None:
            merged.append(node)
        else:
            merged[known] = merged[known].completed_by([node])
    return merged


def main(found: list[Node], *, link: str, headline: str) -> Node | None:
    """The article that a page is about. One that has links to others describes them too."""
    if not found:
        return None
    ranked = sorted(found, key=lambda node: -_rank(node, link, headline))  # stable: the first of equals
    best = ranked[0]
    others = {node.text("headline", "name") for node in found}
    if len(others) > 2 and not (_is_at(best, link) or _is_called(best, headline)):
        return None  # a front page
    return best.completed_by([node for node in ranked[1:] if _is_called(node, best.text("headline", "name"))])


def _rank(node: Node, link: str, headline: str) -> int:
    rank = 4 * _is_at(node, link) + 4 * _is_called(node, headline)
    rank += 2 * any("news" in kind for kind in node.types) + 2 * bool(node.raw("articleBody"))
    return rank + sum(bool(node.all(name)) for name in ("headline", "datePublished", "author", "image"))


def _is_at(node: Node, link: str) -> bool:
    addresses = [node.address(name) for name in _SAME]
    return bool(link) and any(_plain(address) == _plain(link) for address in addresses if address)


def _is_called(node: Node, headline: str) -> bool:
    return bool(headline) and node.text("headline", "name").casefold() == headline.casefold()


def _plain(address: str) -> str:
    return re.sub(r"^(?:https?:)?//(?:www\.|amp\.|m\.)?|[?#].*$|/+$", "", address).rstrip("/").casefold()


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.search(kind) and kind not in _NO_ARTICLES for kind in node.types)


def _is_like_one(node: Node) -> bool:
    """A page, or a work of some kind, that is described as articles are."""
    return bool(node.text("headline")) and bool(
        node.all("articleBody") or (node.all("datePublished") and node.all("author"))
    )


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name in ("@id", "url", "contentUrl", "@value", "value"):
            for said in _flat(value.get(name)):
                if isinstance(said, str):
                    yield said


def _flat(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, list) and depth < _DEEPEST:
        for part in value:
            yield from _flat(part, depth + 1)
    elif isinstance(value, dict) and set(value) in ({"@list"}, {"@set"}):
        yield from _flat(value.get("@list", value.get("@set")), depth + 1)
    else:
        yield value


def _tops(values: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    for value in _flat(values):
        if not isinstance(value, dict) or depth > _DEEPEST:
            continue
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "schema:mainEntity"):
            if isinstance(value.get(name), dict | list):
                yield from _tops(value[name], depth + 1)


def _everything(values: Any) -> Iterator[dict[str, Any]]:
    """All objects, as far as anybody nests them."""
    waiting: list[tuple[Any, int]] = [(values, 0)]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value, depth = waiting.pop()
        inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        if isinstance(value, dict):
            yield value
        if depth < _DEEPEST:
            waiting += [(part, depth + 1) for part in inner if isinstance(part, dict | list)]
