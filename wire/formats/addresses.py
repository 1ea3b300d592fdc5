"""Which addresses in copy may be kept: those on the web, and files that were delivered beside the document."""

import posixpath
import re
from urllib.parse import urlsplit

REFUSED = "address-refused"

# file:///./a.jpg is what some write for a file that lies beside the document.
_OUTSIDE = re.compile(
    r"^[/\\](?!/)|^\\\\|^[A-Za-z]:[\\/]|^file:(?!/*\.?/?[^/\\]*$)|(?:^|[\\/])\.\.(?:[\\/]|$)", re.IGNORECASE
)
_WEB_PARENT = re.compile(r"^(?:https?:)?//", re.IGNORECASE)


def is_outside(href: str) -> bool:
    """Whether it names a file of the newsroom's own machine: an absolute path, a drive, or a way up and out."""
    return _OUTSIDE.search(href) is not None and _WEB_PARENT.match(href) is None


def filename(href: str) -> str:
    """The bare name of the file, where the address has one."""
    name = posixpath.basename(urlsplit(href).path) if "://" in href else posixpath.basename(href)
    return name if re.search(r"\.\w{2,5}$", name) else ""
