"""One whole story as a value, what changed between two of them, and how two changes become one."""

from articles.content.value import Byline, Content, ContentError, Label, Placement

__all__ = ["Byline", "Content", "ContentError", "Label", "Placement"]
