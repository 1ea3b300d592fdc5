"""How often somebody asks, counted in the cache: in each server process, unless CACHES names one that they share."""

from django.core.cache import cache


def times_asked(key: str, *, seconds: int) -> int:
    """How often it was asked with this key, this time included, since the first time; forgotten `seconds` after it."""
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out in between, or the cache was full
        return 1
