"""Which story a NewsItem is a version of."""

import re
from dataclasses import dataclass

from wire.formats.trees.elements import Element, attribute, find, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """`guid` is empty where the item says nothing that could be one."""

    guid: str = ""
    guid_versioned: str = ""
    version: str = ""
    previous: str = ""
    update: str = ""  # N a whole new copy, U a patch, A only what manages it


def read(item: Element) -> Identity:
    """The public identifier without its revision, where it is specific; else what the parts make together."""
    parts = find(item, "Identification/NewsIdentifier")
    provider, date, local = (text(parts, name) for name in ("ProviderId", "DateId", "NewsItemId"))
    first_created, revised = (text(item, f"NewsManagement/{name}") for name in ("FirstCreated", "ThisRevisionCreated"))
    version, public = text(parts, "RevisionId"), text(parts, "PublicIdentifier")
    guid = _without_revision(public, version, local)
    if not _is_specific(guid, local):
        # A date that moves with every revision is no part of what stays the same.
        is_stable = bool(date) and not (date == revised and revised != first_created)
        made_of = [provider, date if is_stable else "", re.sub(rf"-v0*{re.escape(version)}$", "", local)]
        guid = ":".join(["urn:newsml", *filter(None, made_of)]) if local else ""
    return Identity(
        guid=guid,
        guid_versioned=public if public != guid else "",
        version=version,
        previous=attribute(parts, "RevisionId", "PreviousRevision"),
        update=attribute(parts, "RevisionId", "Update").upper(),
    )


def _without_revision(public: str, version: str, local: str) -> str:
    """Split from the right: the date inside may have colons of its own."""
    stem, colon, last = public.rpartition(":")
    number = re.fullmatch(r"0*(\d{1,6})[NUA]?", last)
    if not colon or not number or last == local:
        return public
    is_revision = number[1] == (version.lstrip("0") or "0") or stem.endswith(f":{local}") or not version
    return stem if is_revision else public


def _is_specific(guid: str, local: str) -> bool:
    """Whether it can tell one story from another: some agencies send the same one with all they have."""
    stem = re.sub(r"-v\d+$", "", local)
    return bool(guid) and (guid.count(":") >= 4 or bool(stem and stem in guid) or (not local and ":" in guid))
