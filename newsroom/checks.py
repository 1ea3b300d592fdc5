"""Wrong configuration, said in words: each check has an id and a hint that tells what to set."""

import ipaddress

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def debug_is_for_laptops(app_configs, **kwargs):
    if not (settings.DEBUG and settings.IS_HTTPS):
        return []
    return [
        Error(
            "DEBUG is on, but SITE_URL is an https:// address.",
            hint="Error pages would show readers the source and the settings. Unset DEBUG.",
            id="newsroom.E001",
        )
    ]


@register(Tags.security, deploy=True)
def secret_key_is_shared(app_configs, **kwargs):
    if settings.SECRET_KEY_IS_GIVEN:
        return []
    return [
        Error(
            "SECRET_KEY is not set, so this machine uses a key of its own.",
            hint="Set SECRET_KEY to the same 50 or more random characters on every web node, or people are signed out.",
            id="newsroom.E002",
        )
    ]


@register(Tags.security, deploy=True)
def site_url_is_https(app_configs, **kwargs):
    if settings.IS_HTTPS:
        return []
    return [
        Error(
            "SITE_URL is not an https:// address.",
            hint="Feeds and sitemaps print it and cookies depend on it, so set SITE_URL to what readers type.",
            id="newsroom.E003",
        )
    ]


@register(Tags.security, deploy=True)
def hosts_are_named(app_configs, **kwargs):
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS lets every name through.",
            hint="Anyone could make the site print links to their own. List the names that readers type.",
            id="newsroom.E004",
        )
    ]


@register(Tags.security, deploy=True)
def nothing_is_fetched_from_ourselves(app_configs, **kwargs):
    own = [entry for entry in settings.WIRE_FETCH_ALLOW if _is_own(entry.rpartition(":")[0].strip("[]"))]
    if not own:
        return []
    return [
        Error(
            f"WIRE_FETCH_ALLOW lets feeds lead to this machine itself: {', '.join(own)}.",
            hint="Whoever writes a feed could make the newsroom ask its own services. Name other machines only.",
            id="newsroom.E005",
        )
    ]


def _is_own(host: str) -> bool:
    """Loopback, "any address", and link-local, where clouds answer with the machine's credentials."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return ip.is_loopback or ip.is_unspecified or ip.is_link_local
