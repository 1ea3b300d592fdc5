"""The wire in rows: who supplies copy and how it is treated, what arrived, what was in it, what the desk must see."""

from wire.models.arrival import Feed, PictureFetch, ProviderMapping, PushKey, PushNonce, validate_http
from wire.models.chain import Chain, Fingerprint, Member
from wire.models.document import Document
from wire.models.item import Filed, Item, Kill
from wire.models.notice import Derived, Notice
from wire.models.output import Subscriber
from wire.models.policy import Desk, Replacement, Rule, Selection
from wire.models.provider import Provider, validate_timezone

__all__ = [
    "Chain",
    "Derived",
    "Desk",
    "Document",
    "Feed",
    "Filed",
    "Fingerprint",
    "Item",
    "Kill",
    "Member",
    "Notice",
    "PictureFetch",
    "Provider",
    "ProviderMapping",
    "PushKey",
    "PushNonce",
    "Replacement",
    "Rule",
    "Selection",
    "Subscriber",
    "validate_http",
    "validate_timezone",
]
