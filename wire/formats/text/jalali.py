"""The Persian solar calendar: what an Iranian page prints, as a day of ours."""

from datetime import date, timedelta

# Nowruz falls on 20 or 21 March; counting days from a known one, with the leap years of the 33-year cycle, holds
# from 1206 to 1498.
_LEAP = {1, 5, 9, 13, 17, 22, 26, 30}
_EPOCH_YEAR, _EPOCH = 1403, date(2024, 3, 20)


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """The same day in our calendar, or nothing when the Persian one has no such day."""
    if not (1206 <= year <= 1498 and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    days = sum(366 if y % 33 in _LEAP else 365 for y in range(min(year, _EPOCH_YEAR), max(year, _EPOCH_YEAR)))
    new_year = _EPOCH + timedelta(days=days if year >= _EPOCH_YEAR else -days)
    return new_year + timedelta(days=sum(_length(year, m) for m in range(1, month)) + day - 1)


def _length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    if month <= 11:
        return 30
    return 30 if year % 33 in _LEAP else 29
