"""How stories and pictures are known again: a guid in the one form in which it is kept and compared."""

import hashlib

from articles import markup
from wire.models import Provider

GUID_LENGTH = 255


def stored_guid(guid: str) -> str:
    """An id in one form, however it was typed; one that is too long keeps its beginning and gets a hash."""
    guid = markup.one_line(guid)
    if len(guid) <= GUID_LENGTH:
        return guid
    digest = hashlib.sha256(guid.encode()).hexdigest()
    return f"{guid[: GUID_LENGTH - len(digest) - 1]}#{digest}"


def picture_key(provider: Provider, *identity: str) -> str:
    """What tells that a picture was recorded before: its guid, or else its caption and credit."""
    return hashlib.sha256("\0".join((str(provider.pk), *identity)).encode()).hexdigest()
