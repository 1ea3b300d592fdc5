"""Copy that is pushed to us: who signed it, and whether it is fresh and comes for the first time.

A sender holds a key: an id and a secret. With each document it sends these headers:

    X-Wire-Key         the id of the key
    X-Wire-Timestamp   now, in seconds since 1970, as ten digits
    X-Wire-Nonce       16 to 100 letters, digits, - or _, never used before
    X-Wire-Signature   HMAC-SHA256, in lower-case hex, with the secret as the key, over the UTF-8 bytes of

        v1:POST:/wire/push/osk-press/:1773489600:5f0c9a7d2be14c66:SHA256-OF-THE-BODY-IN-LOWER-CASE-HEX

The path is written decoded, as people read it. Only what is signed decides anything. A document that has to be sent
again is signed again, with a new nonce; the newsroom knows from its bytes that it had it.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from wire.models import Provider, PushKey, PushNonce

MAX_BYTES = 1_000_000
WINDOW = 300  # seconds that a clock may be ahead or behind
MOST_KEYS = 2  # active ones of a provider: the old and the new, while it is being changed
TIMESTAMP = re.compile(r"[0-9]{10}")
NONCE = re.compile(r"[A-Za-z0-9_-]{16,100}")
SIGNATURE = re.compile(r"[0-9a-f]{64}")


class NotAuthentic(Exception):
    """Not from who it says, or not now, or not for the first time. It is never said which."""


class TooManyKeys(Exception):
    """A provider has as many active keys as it may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A request, as far as it is signed, and the signature."""

    method: str
    path: str
    key_id: str
    timestamp: str
    nonce: str
    signature: str
    body: bytes

    @classmethod
    def read(cls, *, method: str, path: str, headers: Mapping[str, str], body: bytes) -> "Delivery":
        names = {"key_id": "Key", "timestamp": "Timestamp", "nonce": "Nonce", "signature": "Signature"}
        signed = {name: headers.get(f"X-Wire-{header}", "") for name, header in names.items()}
        return cls(method=method, path=path, body=body, **signed)

    @property
    def statement(self) -> bytes:
        """What is signed."""
        digest = hashlib.sha256(self.body).hexdigest()
        return ":".join(("v1", self.method, self.path, self.timestamp, self.nonce, digest)).encode()

    def is_fresh(self, now: datetime) -> bool:
        is_whole = TIMESTAMP.fullmatch(self.timestamp) and NONCE.fullmatch(self.nonce)
        return bool(is_whole) and abs(int(self.timestamp) - now.timestamp()) <= WINDOW

    def is_signed_with(self, *keys: str) -> bool:
        """Whether one of the secrets made the signature. Each is tried, so that the time tells nothing."""
        given = self.signature if SIGNATURE.fullmatch(self.signature) else ""
        good = [hmac.compare_digest(signature_of(self.statement, key), given) for key in keys]
        return any(good)


def signature_of(statement: bytes, secret: str) -> str:
    return hmac.digest(secret.encode(), statement, "sha256").hex()


def authenticate(delivery: Delivery, slug: str, *, now: datetime) -> Provider:
    """The provider that pushed this. Its nonce is used up, also if what follows should fail."""
    key = PushKey.objects.filter(
        key_id=delivery.key_id[:40], is_active=True, provider__slug=slug, provider__is_active=True
    )
    key = key.select_related("provider").first() if "\0" not in delivery.key_id + slug else None
    known = secrets_of(key) if key else [secrets.token_hex()]  # unknown keys take as long as known ones
    is_signed = delivery.is_signed_with(*known) and delivery.is_fresh(now)
    if not (is_signed and key and key.key_id == delivery.key_id):
        raise NotAuthentic
    try:
        with transaction.atomic():
            PushNonce.objects.filter(seen_at__lt=now - timedelta(seconds=3 * WINDOW)).delete()
            PushNonce.objects.create(provider=key.provider, nonce=delivery.nonce, seen_at=now)
            PushKey.objects.filter(pk=key.pk).update(last_used_at=now)
    except IntegrityError:
        raise NotAuthentic from None
    return key.provider


def make_key(provider: Provider, *, now: datetime) -> PushKey:
    """A new key. Its secret can be had from `secrets_of`; nobody keeps it."""
    with transaction.atomic():
        Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
        if provider.push_keys.filter(is_active=True).count() >= MOST_KEYS:
            raise TooManyKeys(f"{provider} has {MOST_KEYS} active keys. Switch off the one that is no longer used.")
        return provider.push_keys.create(
            key_id=f"push-{secrets.token_hex(6)}", salt=secrets.token_hex(32), created_at=now
        )


def secrets_of(key: PushKey) -> list[str]:
    """What the key's holder may be signing with: derived from our secret key, and from those it had before."""
    ours = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = [salted_hmac("wire.push", f"{key.key_id}:{key.salt}", secret=one, algorithm="sha256") for one in ours]
    return [digest.hexdigest() for digest in derived]
