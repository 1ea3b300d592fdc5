"""Calling other people's addresses, and what their answers mean."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from django.conf import settings
from django.utils.module_loading import import_string

from articles.outbox import Undelivered

LONGEST_PAUSE = timedelta(days=1)
HOPELESS = {HTTPStatus.GONE, HTTPStatus.METHOD_NOT_ALLOWED}


def post(url: str, body: bytes, headers: Mapping[str, str], *, key: str) -> None:
    """Send this, once more or for the first time: the key is the same each time, so that the other side can tell."""
    status, answered = import_string(settings.POST_WITH)(url, body, {**headers, "Idempotency-Key": key})
    if 200 <= status < 300:
        return
    words = {
        HTTPStatus.UNAUTHORIZED: "The other side does not know us",
        HTTPStatus.FORBIDDEN: "The other side does not let us in",
        HTTPStatus.NOT_FOUND: "There is nothing at this address",
        HTTPStatus.GONE: "There is nothing at this address any more",
        HTTPStatus.TOO_MANY_REQUESTS: "The other side is called too often",
        HTTPStatus.SERVICE_UNAVAILABLE: "The other side is not available at present",
    }
    usual = "The address leads elsewhere; write down where" if 300 <= status < 400 else "The other side did not take it"
    raise Undelivered(
        f"{words.get(status, usual)} ({status}).",
        is_hopeless=status in HOPELESS or 300 <= status < 400,
        pause=_asked_pause(answered.get("Retry-After") or ""),
    )


def _asked_pause(asked: str) -> timedelta:
    """The pause that a server asks for with Retry-After, in seconds or as a date."""
    if asked.isascii() and asked.isdigit():
        return min(timedelta(seconds=int(asked[:7])), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return timedelta()
    pause = until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)
    return min(max(pause, timedelta()), LONGEST_PAUSE)
