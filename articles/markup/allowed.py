"""What a body may hold: the one allow-list. The editor's schema follows it, or an edit would drop what it lacks."""

import re

import nh3

ALLOWED: dict[str, set[str]] = {
    # blocks
    "p": set(),
    "h2": set(),
    "h3": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "blockquote": set(),
    "pre": set(),  # results, standings: lines and columns as they were typed
    "hr": set(),
    "figure": {"data-image"},  # pictures are ours, by number: an address in a body could track readers
    "figcaption": set(),
    "table": set(),
    "caption": set(),
    "thead": set(),
    "tbody": set(),
    "tfoot": set(),
    "tr": set(),
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    # inside a line
    "br": set(),
    "a": {"href", "title"},
    "strong": set(),
    "em": set(),
    "s": set(),  # struck out is not the same as said
    "sub": set(),
    "sup": {"data-footnote"},
    "cite": set(),
}
SCHEMES = {"http", "https", "mailto", "tel"}  # and relative addresses

INLINE = {"a", "strong", "em", "s", "sub", "sup", "cite"}
RENAMED = {"b": "strong", "i": "em", "del": "s", "strike": "s", "menu": "ul"}
RENAMED |= {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
# Known to nh3 only so that the end of one still ends a paragraph; never written.
_BOUNDARIES = {
    "address",
    "article",
    "aside",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "footer",
    "form",
    "header",
    "hgroup",
    "legend",
    "main",
    "nav",
    "section",
    "summary",
}
# Not prose: dropped with everything in them, where nh3 would otherwise keep the text.
_DROPPED = {
    "audio",
    "button",
    "canvas",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "title",
    "video",
}
_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED) | set(RENAMED) | _BOUNDARIES | {"q"},
    attributes={tag: names for tag, names in ALLOWED.items() if names},
    clean_content_tags=_DROPPED,
    url_schemes=SCHEMES,
    link_rel=None,
)
BLOCKS = (set(ALLOWED) | set(RENAMED) | _BOUNDARIES) - INLINE - {"br", "b", "i", "del", "strike"}
VALUES = {
    "data-image": re.compile(r"[1-9][0-9]{0,17}"),
    "start": re.compile(r"(?!1$)[0-9]{1,5}"),  # editors write out the 1 that changes nothing, here and in tables
    "colspan": re.compile(r"(?!1$)[1-9][0-9]{0,2}"),
    "rowspan": re.compile(r"(?!1$)[1-9][0-9]{0,2}"),
    "scope": re.compile(r"(?:row|col)(?:group)?"),
}


def sanitize(source: str) -> str:
    """Safe HTML, still with the tags that only rename or divide. `blocks` is what everybody else wants."""
    return _CLEANER.clean(source)
