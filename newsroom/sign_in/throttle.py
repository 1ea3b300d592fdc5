"""How often a password may be tried (OWASP ASVS 6.3.1), without locking out the person whose password it is.

A try is written down before the password is looked at, so that a hundred at once are no way around the limit. It is
counted where it comes from: whoever guesses at somebody's password stops themselves, not the other, who is let in from
their own network. Many networks that guess at one person together are stopped too, but not where that person has
signed in before.
"""

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from newsroom.sign_in.models import KnownNetwork, Try

WINDOW = timedelta(minutes=15)
OF_ONE_PERSON = 10  # from one network
FROM_ONE_NETWORK = 50
OF_ONE_PERSON_FROM_ANYWHERE = 100
REMEMBERED = timedelta(days=30)


def network_of(request: HttpRequest | None) -> str:
    """Where a request comes from: an IPv4 address, or the /64 that one subscriber of IPv6 has.

    Behind a proxy it is the last of `X-Forwarded-For`, which the proxy wrote itself; what stands before it is
    whatever the sender wanted to be believed.
    """
    if request is None:
        return ""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.IS_BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2] or address
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""  # a socket; all of them are one network
    if parsed.version == 6 and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(parsed if parsed.version == 4 else ipaddress.ip_network((parsed, 64), strict=False))


def may_try(username: str, network: str, now: datetime) -> bool:
    """Count one more try, and say whether the password may be looked at."""
    username = named(username)
    Try.objects.filter(at__lte=now - WINDOW).delete()
    Try.objects.create(username=username, network=network, at=now)
    lately = Try.objects.filter(at__gt=now - WINDOW)
    of_person = lately.filter(username=username)
    if of_person.filter(network=network).count() > OF_ONE_PERSON:
        return False
    if lately.filter(network=network).count() > FROM_ONE_NETWORK:
        return False
    return of_person.count() <= OF_ONE_PERSON_FROM_ANYWHERE or _knows(username, network, now)


def note_success(username: str, network: str, now: datetime) -> None:
    """They are who they say: what they mistyped counts no more, and they are known here."""
    username = named(username)
    Try.objects.filter(username=username, network=network).delete()
    KnownNetwork.objects.filter(at__lte=now - REMEMBERED).delete()
    KnownNetwork.objects.update_or_create(username=username, network=network, defaults={"at": now})


def named(username: str) -> str:
    return username.strip().casefold()[:150]


def _knows(username: str, network: str, now: datetime) -> bool:
    return KnownNetwork.objects.filter(username=username, network=network, at__gt=now - REMEMBERED).exists()
