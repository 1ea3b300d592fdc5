"""Moments as readers read them: in the newsroom's zone, and with its name."""

from datetime import datetime, time

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext

from articles.content import Label
from articles.markup import reading
from articles.models import Article

register = template.Library()

# What is meant to be read long after its day.
EVERGREEN = {Label.EXPLAINER, Label.REVIEW, Label.OBITUARY, Label.SATIRE}


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


@register.filter
def seen_from(value: datetime, at: datetime | str) -> SafeString:
    """When a listed story appeared, as short as it can be said at that moment: today the time, this year no year."""
    local, today = timezone.localtime(value), timezone.localdate(at or None)
    if local.date() == today and local.time() != time.min:
        text = f"{local:%H:%M} {zone_name(local)}"
    else:
        text = date_format(local, "MONTH_DAY_FORMAT" if local.year == today.year else "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), text)


@register.filter
def minutes_to_read(article: Article) -> int:
    return max(1, reading.minutes_to_read(article.body_text))


@register.simple_tag
def updated_at(article: Article, at: datetime) -> datetime | None:
    """When readers got a changed story, if it changed after they had first seen it."""
    updated = article.updated_at
    return updated if updated and article.first_published_at < updated <= at else None


@register.simple_tag
def age(article: Article, at: datetime) -> str:
    """How old a story is, in words, when it is old enough for readers to be told, and not made to last."""
    if not settings.OLD_AFTER_DAYS or article.label in EVERGREEN:
        return ""
    last = max(article.first_published_at, article.updated_at or article.first_published_at)
    days = (at - last).days
    if days <= settings.OLD_AFTER_DAYS:
        return ""
    if days >= 365:
        return ngettext("%(count)d year", "%(count)d years", days // 365) % {"count": days // 365}
    if days < 30:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return ngettext("%(count)d month", "%(count)d months", days // 30) % {"count": days // 30}


def zone_name(local: datetime) -> str:
    """ "CET"; where a zone has only a number, "UTC+03"."""
    name = local.tzname() or "UTC"
    return f"UTC{name}" if name[0] in "+-" else name
