"""What a page says of itself outside of schema.org: meta elements, its title, marks on the elements of its text."""

import re
from dataclasses import dataclass

from articles import markup
from wire.formats.html import tree as html_tree
from wire.formats.html.tree import Html
from wire.formats.printed import bylines

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author(?:-?name)?|post-author|article-author)s?(?:$|[\s_-])", re.IGNORECASE
)
_LONGEST_BYLINE = 120
# What stands behind a title is the name of the site: "Ferry late | The Example".
_SITE = re.compile(r"\s+[|·•–—-]\s+[^|·•–—]{2,40}$|\s+::?\s+[^:]{2,40}$")
_TITLES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "dc.date.issued"),
    *("pubdate", "publishdate", "sailthru.date", "dcterms.created", "date", "dc.date"),
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "og:article:author")
_KEYWORDS = ("news_keywords", "keywords", "article:tag", "parsely-tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """As printed; `is_article` where the page says that it is one."""

    headline: str = ""
    description: str = ""
    link: str = ""
    image: str = ""
    publisher: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    section: str = ""
    is_article: bool = False


def read(page: Html) -> Facts:
    """Everything that is said once for the page."""
    values = _metas(page)
    title = html_tree.text(found) if (found := next(page.iter("title"), None)) is not None else ""
    titled = _first(values, _TITLES)
    return Facts(
        headline=_headline(page, titled, title),
        description=_first(values, _DESCRIPTIONS),
        link=_address(page, values),
        image=next((found for name in ("og:image", "twitter:image") for found in values.get(name, ())), ""),
        publisher=_first(values, ("og:site_name", "application-name", "publisher")),
        language=_language(page, values),
        published=_first(values, _PUBLISHED) or _time(page, "datePublished"),
        modified=_first(values, _MODIFIED) or _time(page, "dateModified"),
        authors=_authors(page, values),
        keywords=tuple(dict.fromkeys(word for name in _KEYWORDS for word in values.get(name, ())))[:40],
        section=_first(values, ("article:section", "parsely-section")),
        is_article=any("article" in kind.casefold() for kind in values.get("og:type", ())),
    )


def _metas(page: Html) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        name = next(
            (value for key in ("property", "name", "itemprop", "http-equiv") if (value := element.get(key))), ""
        )
        if said := markup.one_line(element.get("content", "")):
            found.setdefault(name.strip().casefold(), []).append(said)
    return found


def _first(values: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((values[name][0] for name in names if values.get(name)), "")


def _headline(page: Html, titled: str, title: str) -> str:
    """The heading, where there is one and the title of the page speaks of the same; else the title without the site."""
    headings = [said for heading in page.iter("h1") if len(said := html_tree.text(heading)) > 3]
    plain = f"{titled} {title}".casefold()
    same = [heading for heading in headings if heading.casefold() in plain]
    named = [
        said
        for element in page.xpath("//*[@itemprop='headline']")
        if (said := html_tree.text(element) or markup.one_line(element.get("content", "")))
    ]
    if found := next(iter([*same, *named]), ""):
        return found
    article = next(page.iter("article"), None)
    inside = (
        [said for heading in article.iter("h1") if (said := html_tree.text(heading))] if article is not None else []
    )
    return next(iter(inside), "") or titled or (headings[0] if len(headings) == 1 else "") or _SITE.sub("", title)


def _address(page: Html, values: dict[str, list[str]]) -> str:
    links = (
        link.get("href", "") for link in page.iter("link") if "canonical" in link.get("rel", "").casefold().split()
    )
    return next((href.strip() for href in [*links, *values.get("og:url", ())] if _WEB.match(href.strip())), "")


def _language(page: Html, values: dict[str, list[str]]) -> str:
    root = page if page.tag == "html" else next(page.iter("html"), None)
    sent = (
        root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "") if root is not None else ""
    )
    return sent or _first(values, ("og:locale", "content-language", "dc.language", "language"))


def _time(page: Html, name: str) -> str:
    """A time that is marked in the text; without a mark, the first one of the article."""
    for element in page.xpath(f"//*[@itemprop='{name}']"):
        if said := element.get("datetime", "") or element.get("content", "") or html_tree.text(element):
            return str(said)
    if name != "datePublished":
        return ""
    article = next(page.iter("article"), None)
    times = (page if article is None else article).iter("time")
    return next((str(found) for element in times if (found := element.get("datetime", "").strip())), "")


def _authors(page: Html, values: dict[str, list[str]]) -> tuple[str, ...]:
    """Names in meta elements; else what is marked in the text. Addresses of their pages are no names."""
    found = [said for name in _AUTHORS for said in values.get(name, ()) if not _WEB.match(said) and "@" not in said]
    if found:
        return tuple(dict.fromkeys(found))
    for path in ("//*[@itemprop='author']//*[@itemprop='name']", "//*[@itemprop='author']", "//a[@rel='author']"):
        if marked := [
            said for element in page.xpath(path) if 2 < len(said := html_tree.text(element)) < _LONGEST_BYLINE
        ]:
            return tuple(dict.fromkeys(marked))
    for element in page.iter("address", "p", "div", "span"):
        said = html_tree.text(element) if _BYLINE.search(element.get("class", "")) else ""
        if 4 < len(said) < _LONGEST_BYLINE and (signed := bylines.read(said).names):
            return signed
    return ()
