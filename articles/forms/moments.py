"""Times as people type them: on the newsroom's clock, which on two days of the year is not like every day's."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

DAY = timedelta(days=1)


class MomentField(forms.DateTimeField):
    """A time on the newsroom's clock, to the minute. One that the clock skips, or shows twice, is refused in words."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as exc:
            typed = parse_datetime(value.strip()) if isinstance(value, str) else value
            if exc.code != "ambiguous_timezone" or typed is None:
                raise
            raise ValidationError(_what_the_clock_does(typed), code=exc.code) from None


def clock_change(start: datetime, end: datetime) -> tuple[datetime, datetime] | None:
    """What the newsroom's clocks show when they are changed between two moments, and what they show then."""
    zone = timezone.get_current_timezone()
    low, high = start.timestamp(), end.timestamp()
    before, after = _offset(low), _offset(high)
    if before == after:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(middle) == before:
            low = middle
        else:
            high = middle
    changed = datetime.fromtimestamp(high, zone).replace(tzinfo=None)
    return changed - (after - before), changed


def _offset(seconds: float) -> timedelta:
    return datetime.fromtimestamp(seconds, timezone.get_current_timezone()).utcoffset() or timedelta()


def _what_the_clock_does(typed: datetime) -> str:
    """Why this time is none, or two, and what to type instead."""
    zone = timezone.get_current_timezone()
    noon = typed.replace(tzinfo=zone)
    before, after = clock_change(noon - DAY, noon + DAY) or (typed, typed)
    day, name = date_format(typed, "j F Y"), str(zone).replace("_", " ")
    if after > before:
        return (
            f"There is no {typed:%H:%M} on {day}: the clocks go forward from {before:%H:%M} to {after:%H:%M} ({name}). "
            f"Choose {after:%H:%M} or later, or a time before {before:%H:%M}."
        )
    return (
        f"{typed:%H:%M} comes twice on {day}: the clocks go back from {before:%H:%M} to {after:%H:%M} ({name}). "
        f"Choose a time before {after:%H:%M}, or {before:%H:%M} or later."
    )
