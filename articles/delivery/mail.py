"""Mail. Its Message-ID is made from the key: the same mail sent twice is the same mail in everybody's mailbox.

The payload: `to`, a list of addresses; `subject`; `text`; and, where wanted, `html`, `from` and more `headers`.
"""

import hashlib
import smtplib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from articles.models import Effect
from articles.outbox import Undelivered


def prepare(effect: Effect, now: datetime) -> Callable[[], None]:
    told = effect.payload
    digest = hashlib.sha256(f"{effect.kind}:{effect.key}".encode()).hexdigest()[:32]
    message = EmailMultiAlternatives(
        subject=" ".join(told["subject"].split()),
        body=told["text"],
        from_email=told.get("from") or settings.DEFAULT_FROM_EMAIL,
        to=told["to"],
        headers={**told.get("headers", {}), "Message-ID": f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"},
    )
    if html := told.get("html"):
        message.attach_alternative(html, "text/html")
    return partial(_send, message)


def _send(message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as exc:
        is_for_good = all(500 <= code < 600 for code, _ in exc.recipients.values())
        raise Undelivered("The mail server does not take mail for this address.", is_hopeless=is_for_good) from None
    except (smtplib.SMTPException, OSError, ValueError) as exc:
        # a header with a line break in it is a ValueError, and will be one the next time
        raise Undelivered(f"The mail was not taken ({exc}).", is_hopeless=isinstance(exc, ValueError)) from None
