"""What can go wrong when a document is read, as one small tree.

    WireError            anything below; the only kind of error that leaves wire.formats
      UnknownFormat      no reader recognizes these bytes (or none may: an image, an archive)
      MalformedStory     the format is known, the document is broken
      MissingField       the document is readable, but something a story cannot do without is absent
      NotAStory          read without trouble, but there is nothing to import (an empty file, a list of links)
      WrongMapping       an administrator's XML mapping says what no mapping can say

The message is for an editor: what is the matter, and what to do about it.
"""

from typing import ClassVar


class WireError(Exception):
    """A document could not be turned into a story. `format` is what it was recognized as, if anything."""

    code: ClassVar[str] = "unreadable"
    format: str | None = None


class UnknownFormat(WireError):
    """No reader recognizes the document."""

    code = "unknown-format"


class MalformedStory(WireError):
    """The format is known, but the document breaks its rules."""

    code = "malformed"


class MissingField(WireError):
    """Something a story cannot do without is absent."""

    code = "missing-field"


class NotAStory(WireError):
    """Read, but there is nothing to import."""

    code = "not-a-story"


class WrongMapping(WireError):
    """An XML mapping of the provider cannot be used: an administrator has to put it right."""

    code = "wrong-mapping"
