"""Days in addresses."""

from datetime import date

from django.http import Http404


def day_or_404(year: int, month: int = 1, day: int = 1) -> date:
    """The day an address names, if the calendar has it."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as exc:
        raise Http404 from exc


def next_month(first: date) -> date:
    if (first.year, first.month) == (9999, 12):
        return date.max
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
