"""The words in square brackets by which plugins of WordPress put things into a post."""

import posixpath
import re
from urllib.parse import urlsplit

_ATTRIBUTES = r"""(?:\s+[\w-]{1,40}\s*=\s*(?:"[^"\]]{0,500}"|'[^'\]]{0,500}'|[^\s"'\]]{1,300})|\s+"[^"\]]{0,500}")"""
_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b([^\]]{0,1000})\](.{0,5000}?)\[/(?:wp_)?caption\]", re.DOTALL | re.IGNORECASE
)
_GALLERY = re.compile(
    r"""\[gallery\b[^\]]{0,500}?\bids\s*=\s*["']?([\d,\s]{1,2000})["']?[^\]]{0,500}\]""", re.IGNORECASE
)
# Tags with attributes, tags that are closed again, and the common ones that are neither. "[sic]" stays.
_CLOSED = re.compile(r"\[/[\w-]{2,40}\]")
_WITH_ATTRIBUTES = re.compile(rf"\[[\w-]{{2,40}}{_ATTRIBUTES}{{1,20}}\s*/?\]")
_ALONE = re.compile(
    r"\[(?:gallery|playlist|audio|video|embed|contact[_-]form(?:-\d+)?|contact_form_\w+|divider|clear|clearfix|spacer|hr"
    r"|toc|sitemap|subscribe|newsletter|social\w*|share\w*|ad\w{0,20}|adrotate|[\w]{1,30}[_-][\w-]{1,40})\s*/?\]",
    re.IGNORECASE,
)
_MOST_CAPTIONS = 1000
_IMAGE = re.compile(r"<a\b[^<>]*>\s*<img\b[^<>]*>\s*</a>|<img\b[^<>]*>", re.IGNORECASE)


def read(source: str) -> tuple[str, tuple[str, ...]]:
    """The post without shortcodes, its captions as figures, and the numbers of the pictures in its galleries."""
    numbers = [number.strip() for ids in _GALLERY.findall(source) for number in ids.split(",")]
    if source.lower().count("caption") <= _MOST_CAPTIONS:
        source = _CAPTION.sub(_figure, source)
    openers = {name[2:-1].lower() for name in _CLOSED.findall(source)}
    source = _WITH_ATTRIBUTES.sub("", _CLOSED.sub("", source))
    if openers:
        source = re.sub(rf"\[(?:{'|'.join(map(re.escape, sorted(openers)))})\s*/?\]", "", source, flags=re.IGNORECASE)
    return _ALONE.sub("", source), tuple(dict.fromkeys(number for number in numbers if number))


def _figure(caption: re.Match[str]) -> str:
    image = _IMAGE.search(caption[2])
    said = caption[2].replace(image[0], "", 1) if image else caption[2]
    told = re.search(r"""\bcaption\s*=\s*["']([^"']{1,1000})["']""", caption[1])
    words = said.strip() or (told[1] if told else "")
    return f"\n\n<figure>{image[0] if image else ''}<figcaption>{words}</figcaption></figure>\n\n"


def unsized(href: str) -> str:
    """An address without the size that WordPress puts into the names of smaller copies (-300x200, -scaled)."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    stem, ending = posixpath.splitext(parts.path)
    return f"{parts.netloc.lower()}{re.sub(r'-\d{2,5}x\d{2,5}$|-scaled$', '', stem)}{ending.lower()}"
