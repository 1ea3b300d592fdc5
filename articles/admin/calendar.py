"""The calendar: what comes and what goes by itself, by week and by month, on the newsroom's clock."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from articles.admin.state import zone
from articles.forms.moments import clock_change
from articles.models import Article, ScheduledChange, Status

MOST = 300  # of a kind on a page
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)
FIRST, LAST = date(1900, 1, 1), date(9990, 12, 31)

KINDS = {"publish": "Goes live", "embargo": "Embargo ends", "update": "Update", "unpublish": "Unpublish"}
KINDS |= {"expire": "Expires"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    at: datetime
    kind: str
    article: int
    headline: str
    trouble: str = ""
    is_over: bool = False

    @property
    def what(self) -> str:
        return KINDS[self.kind]

    @property
    def address(self) -> str:
        return reverse("admin:articles_article_change", args=[self.article])

    @property
    def time(self) -> str:
        """To the minute, and with the offset where the clock shows this time twice."""
        local = timezone.localtime(self.at)
        is_twice = local.utcoffset() != local.replace(fold=not local.fold).utcoffset()
        return f"{local:%H:%M}" + (f" (UTC{local:%z})" if is_twice else "")


@dataclass(slots=True, kw_only=True)
class Day:
    date: date
    start: datetime
    end: datetime
    is_today: bool
    is_outside: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def hours(self) -> int:
        return round((self.end - self.start).total_seconds() / 3600)

    @property
    def clock(self) -> str:
        """What the clocks do on this day; nothing on most days."""
        if (change := clock_change(self.start, self.end)) is None:
            return ""
        before, after = change
        way = "forward" if after > before else "back"
        return f"Clocks go {way} from {before:%H:%M} to {after:%H:%M}: a day of {self.hours} hours."


def calendar_page(request):
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    now = timezone.now()
    today = timezone.localdate(now)
    asked = _date(request.GET.get("day", "")) or today
    is_month = request.GET.get("view") == "month"
    first, count = _month(asked) if is_month else (_monday(asked), 7)
    days = days_of(first, count, today)
    for day in days:
        day.is_outside = is_month and day.date.month != asked.month
    is_cut = fill(days, now)
    before, after = _neighbors(asked, is_month)
    context = admin.site.each_context(request) | {
        "title": _title(days, asked, is_month),
        "days": days,
        "weekdays": [date_format(day.date, "l") for day in days[:7]],
        "view": "month" if is_month else "week",
        "asked": asked,
        "today": today,
        "before": before,
        "after": after,
        "zone": zone(),
        "is_cut": is_cut,
        "is_empty": not any(day.entries for day in days),
    }
    return TemplateResponse(request, "admin/articles/schedule/calendar.html", context)


def days_of(first: date, count: int, today: date) -> list[Day]:
    """Days as the newsroom's clock has them: from midnight to midnight, which is not always 24 hours later."""
    midnights = [_midnight(first + number * ONE_DAY) for number in range(count + 1)]
    return [
        Day(date=first + number * ONE_DAY, start=start, end=end, is_today=first + number * ONE_DAY == today)
        for number, (start, end) in enumerate(pairwise(midnights))
    ]


def fill(days: list[Day], now: datetime) -> bool:
    """Put onto the days what comes and goes on them; whether there was more than a page can hold."""
    start, end = days[0].start, days[-1].end
    coming = Article.objects.filter(status=Status.PUBLISHED, publish_at__gt=max(now, start), publish_at__lt=end)
    ending = Article.objects.filter(status=Status.PUBLISHED, expires_at__gte=start, expires_at__lt=end)
    bound = Article.objects.filter(status=Status.DRAFT, embargoed_until__gt=max(now, start), embargoed_until__lt=end)
    found = []
    for stories, moment, kind in (
        (coming, "publish_at", "publish"),
        (ending, "expires_at", "expire"),
        (bound, "embargoed_until", "embargo"),
    ):
        rows = stories.order_by(moment, "pk").values_list(moment, "pk", "working__headline")[:MOST]
        found.append(
            [Entry(at=at, kind=kind, article=pk, headline=headline, is_over=at <= now) for at, pk, headline in rows]
        )
    changes = ScheduledChange.objects.exclude(state=ScheduledChange.State.CANCELED).filter(at__gte=start, at__lt=end)
    found.append(
        [
            Entry(
                at=change.at,
                kind=change.what,
                article=change.article_id,
                headline=change.version.headline if change.version else change.article.working.headline,
                trouble=change.trouble if change.state == ScheduledChange.State.STOPPED else "",
                is_over=change.state == ScheduledChange.State.DONE,
            )
            for change in changes.select_related("version", "article__working").order_by("at", "pk")[:MOST]
        ]
    )
    by_date = {day.date: day for day in days}
    for entry in sorted((entry for entries in found for entry in entries), key=lambda entry: (entry.at, entry.article)):
        by_date[timezone.localdate(entry.at)].entries.append(entry)
    return any(len(entries) == MOST for entries in found)


def _date(asked: str) -> date | None:
    try:
        found = parse_date(asked)
    except ValueError:
        return None
    return found if found and FIRST <= found <= LAST else None


def _midnight(day: date) -> datetime:
    """In UTC, or the hours between two of them would be those on the dial. Where midnight is skipped, when it is."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def _monday(day: date) -> date:
    return day - day.weekday() * ONE_DAY


def _month(day: date) -> tuple[date, int]:
    """Whole weeks around a month: their first day and how many days they have."""
    first = day.replace(day=1)
    following = (first + 31 * ONE_DAY).replace(day=1)
    start, end = _monday(first), _monday(following - ONE_DAY) + ONE_WEEK
    return start, (end - start).days


def _neighbors(day: date, is_month: bool) -> tuple[date, date]:
    if not is_month:
        return day - ONE_WEEK, day + ONE_WEEK
    first = day.replace(day=1)
    return (first - ONE_DAY).replace(day=1), (first + 31 * ONE_DAY).replace(day=1)


def _title(days: list[Day], asked: date, is_month: bool) -> str:
    if is_month:
        return f"Calendar: {date_format(asked, 'F Y')}"
    return f"Calendar: {date_format(days[0].date, 'j M')} to {date_format(days[-1].date, 'j M Y')}"
