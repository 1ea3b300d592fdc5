"""Webhooks: programs of partners are told what readers see, and can tell that it was us (standardwebhooks.com)."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from articles.delivery.posting import post
from articles.delivery.stories import absolute, story_to_tell_of
from articles.models import Article, Effect, Event, Webhook
from articles.outbox import TakenBack


def prepare(effect: Effect, now: datetime) -> Callable[[], None]:
    hook = Webhook.objects.filter(pk=effect.payload["webhook"], is_active=True).first()
    if hook is None:
        raise TakenBack("This webhook is not called any more.")
    article = story_to_tell_of(effect.payload, now)
    event = Event(effect.payload["event"])
    told = {"type": f"story.{event}", "timestamp": effect.payload["at"], "data": _told_of(article, event)}
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", **signed(hook, effect.key, body, now)}
    return partial(post, hook.url, body, headers, key=effect.key)


def signed(hook: Webhook, key: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers by which the other side knows us: a signature for each secret that it may have been given."""
    seconds = f"{now.timestamp():.0f}"
    statement = f"{key}.{seconds}.".encode() + body
    signatures = (base64.b64encode(hmac.digest(secret, statement, "sha256")).decode() for secret in _secrets(hook))
    return {
        "webhook-id": key,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }


def secret_of(hook: Webhook) -> str:
    """What the other side is given, once."""
    return f"whsec_{base64.b64encode(_secrets(hook)[0]).decode()}"


def _secrets(hook: Webhook) -> list[bytes]:
    """Derived from our secret key, and from those it had before; no copy of any is kept."""
    ours = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac("articles.webhook", hook.salt, secret=one, algorithm="sha256").digest() for one in ours]


def _told_of(article: Article, event: Event) -> dict[str, Any]:
    """What readers can see anyway; of a story that was withdrawn only which one it is."""
    told: dict[str, Any] = {"id": f"urn:uuid:{article.uid}", "url": absolute(article.get_absolute_url())}
    if event == Event.WITHDRAWN:
        return told
    return told | {
        "version": article.live.number,
        "headline": article.headline,
        "language": article.language,
        "section": article.section.name if article.section else None,
        "published_at": article.publish_at.isoformat(),
        "updated_at": article.updated_at.isoformat(),
    }
