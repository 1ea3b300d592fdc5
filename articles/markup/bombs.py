"""HTML that would cost more to clean than any story is worth, refused before it is parsed.

nh3 is quadratic in depth, in the attributes of one tag and in "&": 250 KB of "<div>" take it 8 seconds, and
so do 900 KB of "&". So these are counted first, in one pass over the source each.
"""

import re
from collections import Counter

MAX_BYTES = 1_000_000
MAX_TAGS = 5_000
MAX_DEPTH = 100
MAX_AMPERSANDS = 100_000
MAX_TAG_LENGTH = 2_000  # without its quoted values

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
# Sloppy copy never closes these, and a parser does it for it: they do not nest by themselves.
_SELF_CLOSING = frozenset({"dd", "dt", "li", "option", "optgroup", "p", "tbody", "td", "tfoot", "th", "thead", "tr"})

_TAG = re.compile(  # as the HTML standard reads one: a ">" in a quoted value does not end it, and "=" may begin a name
    r"""<(/?)([a-zA-Z][^\t\n\f\r\x20/>]*+)
    ((?: [\t\n\f\r\x20/]++
       | [^\t\n\f\r\x20/>][^\t\n\f\r\x20/>=]*+
         (?: [\t\n\f\r\x20]*+ = [\t\n\f\r\x20]*+ (?: "[^"]*+" | '[^']*+' | [^\t\n\f\r\x20>"'][^\t\n\f\r\x20>]*+ )?+ )?+
    )*+)""",
    re.VERBOSE,
)
_UNPARSED = re.compile(  # a parser sees no tags in these
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript)\b.*?(?:</\1|\Z)",
    re.DOTALL | re.IGNORECASE,
)


class MarkupError(ValueError):
    """This is HTML that no newsroom writes."""


def refuse_bombs(source: str) -> None:
    """Raise MarkupError unless `source` is cheap to parse."""
    if len(source.encode()) > MAX_BYTES:
        raise MarkupError("This HTML is larger than a megabyte.")
    if len(re.findall(r"<[a-zA-Z]", source)) > MAX_TAGS:
        raise MarkupError(f"This HTML has more than {MAX_TAGS} tags.")
    if source.count("&") > MAX_AMPERSANDS:
        raise MarkupError(f"This HTML has more than {MAX_AMPERSANDS} entities.")
    if any(len(re.sub(r""""[^"]*"|'[^']*'""", "", tag[3])) > MAX_TAG_LENGTH for tag in _TAG.finditer(source)):
        raise MarkupError("A tag of this HTML has too many attributes.")
    # An end tag in a comment closes nothing: believing it would hide the depth.
    refuse_depth(_UNPARSED.sub(lambda unparsed: unparsed[0].replace("</", ""), source), uncounted=VOID | _SELF_CLOSING)


def refuse_depth(source: str, *, uncounted: frozenset[str] = VOID) -> None:
    """Count what is open at once, without a parser: exact for HTML that a parser printed, else a good guess."""
    still_open: Counter[str] = Counter()
    depth = 0
    for end, name, _ in _TAG.findall(source):
        tag = name.lower()
        if tag in uncounted:
            continue
        if not end:
            still_open[tag] += 1
            depth += 1
        elif still_open[tag]:
            still_open[tag] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            raise MarkupError(f"This HTML is nested more than {MAX_DEPTH} deep.")
