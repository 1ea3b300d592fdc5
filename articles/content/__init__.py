"""One whole story as a value, what changed between two of them, and how two changes become one."""

from articles.content.diff import FieldChange, ItemChange, Segment, diff, segments
from articles.content.merge import Clash, Conflict, Merged, merge
from articles.content.resolve import Choice, Edited, resolve
from articles.content.value import (
    FIELD_LABELS,
    PLACEMENT_LABELS,
    Byline,
    Content,
    ContentError,
    Label,
    Placement,
    figures,
)

__all__ = [
    "FIELD_LABELS",
    "PLACEMENT_LABELS",
    "Byline",
    "Choice",
    "Clash",
    "Conflict",
    "Content",
    "ContentError",
    "Edited",
    "FieldChange",
    "ItemChange",
    "Label",
    "Merged",
    "Placement",
    "Segment",
    "diff",
    "figures",
    "merge",
    "resolve",
    "segments",
]
