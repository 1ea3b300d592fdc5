"""Moments as readers read them: in the newsroom's zone, and with its name."""

from datetime import datetime, time, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext

from articles.models import Article

register = template.Library()

OLD = timedelta(days=30)


@register.filter
def moment(value: datetime) -> SafeString:
    """A date and a time; exactly midnight came from copy that printed only a date, so no time is made up."""
    local = timezone.localtime(value)
    text = date_format(local, "DATE_FORMAT")
    if local.time() != time.min:
        time_of_day = f"{local:%H:%M} {zone_name(local)}"
        text = pgettext("a moment", "%(day)s, %(time)s") % {"day": text, "time": time_of_day}
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), text)


@register.filter
def day(value: datetime) -> SafeString:
    """The date alone, for lists."""
    local = timezone.localtime(value)
    text = date_format(local, "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), text)


@register.simple_tag
def updated_at(article: Article, at: datetime) -> datetime | None:
    """When readers got a changed story, if it changed after they had first seen it."""
    updated = article.updated_at
    return updated if updated and article.first_published_at < updated <= at else None


@register.simple_tag
def age(article: Article, at: datetime) -> str:
    """How old a story is, in words, when it is old enough for readers to be told."""
    last = max(article.first_published_at, article.updated_at or article.first_published_at)
    days = (at - last).days
    if days <= OLD.days:
        return ""
    if days >= 365:
        return ngettext("%(count)d year", "%(count)d years", days // 365) % {"count": days // 365}
    return ngettext("%(count)d month", "%(count)d months", days // 30) % {"count": days // 30}


def zone_name(local: datetime) -> str:
    """ "CET"; where a zone has only a number, "UTC+03"."""
    name = local.tzname() or "UTC"
    return f"UTC{name}" if name[0] in "+-" else name
