"""Tokens of those who take our copy. The token is told once; what is kept tells nobody what it was."""

import hashlib
import secrets
from datetime import datetime, timedelta

from wire.models import Subscriber

# Writing the moment at every request would make each read a write.
_NOTED_EVERY = timedelta(minutes=10)


def subscribe(name: str, *, now: datetime) -> tuple[Subscriber, str]:
    """A new subscriber and the token, which nobody can read again."""
    token = secrets.token_urlsafe(32)
    return Subscriber.objects.create(name=name, token_sha256=_digest(token), created_at=now), token


def renew(subscriber: Subscriber) -> str:
    """A new token; the old one is worth nothing from now on."""
    token = secrets.token_urlsafe(32)
    subscriber.token_sha256 = _digest(token)
    subscriber.save(update_fields=["token_sha256"])
    return token


def subscriber_of(authorization: str, *, now: datetime) -> Subscriber | None:
    """Whose token an Authorization header holds (RFC 6750, section 2.1), if anybody's."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        return None
    subscriber = Subscriber.objects.filter(token_sha256=_digest(token.strip()), is_active=True).first()
    if subscriber and (subscriber.last_seen_at is None or now - subscriber.last_seen_at > _NOTED_EVERY):
        Subscriber.objects.filter(pk=subscriber.pk).update(last_seen_at=now)
    return subscriber


def _digest(token: str) -> str:
    """A plain hash: tokens are 256 random bits, nobody guesses one, and a slow hash would slow every request."""
    return hashlib.sha256(token.encode()).hexdigest()
