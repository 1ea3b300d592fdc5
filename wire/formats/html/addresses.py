"""Which addresses in copy may be kept: those on the web, and files that were delivered beside the document."""

import posixpath
import re
from urllib.parse import urljoin, urlsplit

REFUSED = "address-refused"

# file:///./a.jpg is what some write for a file that lies beside the document.
_OUTSIDE = re.compile(
    r"^[/\\](?!/)|^\\\\|^[A-Za-z]:[\\/]|^file:(?!/*\.?/?[^/\\]*$)|(?:^|[\\/])\.\.(?:[\\/]|$)", re.IGNORECASE
)
_WEB_PARENT = re.compile(r"^(?:https?:)?//", re.IGNORECASE)


def is_outside(href: str) -> bool:
    """Whether it names a file of the newsroom's own machine: an absolute path, a drive, or a way up and out."""
    return _OUTSIDE.search(href) is not None and _WEB_PARENT.match(href) is None


def whole(href: str, base: str) -> str:
    """An address on a page as a whole one; as it is where that cannot be told."""
    try:
        return urljoin(base, href) if base and href else href
    except ValueError:  # "http://[half"
        return href


def filename(href: str) -> str:
    """The bare name of the file, where the address has one."""
    try:
        name = posixpath.basename(urlsplit(href).path) if "://" in href else posixpath.basename(href)
    except ValueError:  # "http://[half"
        return ""
    return name if re.search(r"\.\w{2,5}$", name) else ""
