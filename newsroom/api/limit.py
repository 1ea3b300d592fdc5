"""How often one address may ask: a counter for each minute, in the cache.

What a shared cache answers costs us nothing and is not counted. Each server process counts for itself unless CACHES
names a cache that they share, so the limit is one on what an address may cost, not a quota.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from articles.views.counting import times_asked
from newsroom.sign_in.throttle import network_of

WINDOW = 60  # seconds


def seconds_to_wait(request: HttpRequest, now: datetime) -> int:
    """Count one more question; 0 if it may be answered now."""
    if not settings.API_LIMIT:
        return 0
    window, gone = divmod(int(now.timestamp()), WINDOW)
    asked = times_asked(f"api-questions:{network_of(request)}:{window}", seconds=2 * WINDOW)
    return WINDOW - gone if asked > settings.API_LIMIT else 0
