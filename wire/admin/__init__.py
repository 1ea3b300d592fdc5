"""The wire's screens: who supplies copy, what was received, and what became of it."""

from wire.admin.document import DocumentAdmin
from wire.admin.first_screen import waiting_panel
from wire.admin.notice import NoticeAdmin
from wire.admin.provider import ProviderAdmin
from wire.admin.push_key import PushKeyAdmin
from wire.admin.queue import QueueAdmin
from wire.admin.story_panel import received_panel
from wire.admin.subscriber import SubscriberAdmin

__all__ = [
    "DocumentAdmin",
    "NoticeAdmin",
    "ProviderAdmin",
    "PushKeyAdmin",
    "QueueAdmin",
    "SubscriberAdmin",
    "received_panel",
    "waiting_panel",
]
