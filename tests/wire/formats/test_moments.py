"""Times as agencies print them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from wire.formats.moments import read_moment

ATHENS = ZoneInfo("Europe/Athens")
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-04T12:00:00Z",
        "2026-05-04T12:00Z",
        "20260504T120000Z",
        "20260504T140000+0200",
        "2026-05-04T14:00:00.123456+02:00",
        "2026-05-04 12:00:00+00:00",
        "2026-05-04T05:00:00 -07",
        " 2026-05-04t12:00:00z\n",
        "Mon, 04 May 2026 12:00:00 GMT",
        "Mon, 4 May 2026 14:00:00 +0200",
        "04 May 2026 08:00 EDT",
    ],
)
def test_a_time_with_an_offset_is_that_moment(text):
    assert read_moment(text, ATHENS) == (NOON, ())


@pytest.mark.parametrize("text", ["2026-05-04T15:00:00", "20260504T150000", "4 May 2026 15:00:00"])
def test_a_time_without_an_offset_is_the_providers_and_doubted(text):
    assert read_moment(text, ATHENS) == (NOON, ("no-timezone",))


def test_an_hour_that_comes_twice_or_never_is_still_a_moment():
    twice, _ = read_moment("2026-10-25T03:30:00", ATHENS)
    never, _ = read_moment("2026-03-29T03:30:00", ATHENS)

    assert twice.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert never.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", [None, "", "  ", "0001-01-01T00:00:00", "0000-00-00 00:00:00", "9999-12-31T23:59:59Z"])
def test_nothing_and_placeholders_are_no_moment_and_no_doubt(text):
    assert read_moment(text, ATHENS) == (None, ())


@pytest.mark.parametrize(
    "text",
    ["tomorrow", "2026-13-45", "2026-02-30T00:00:00Z", "1026-05-04T00:00:00Z", "20260504-1", "2026-05-04T12:00+99"],
)
def test_what_cannot_be_read_is_doubted(text):
    assert read_moment(text, ATHENS) == (None, ("date-invalid",))


def test_an_offset_stays_as_sent():
    moment, _ = read_moment("2026-05-04T14:00:00+02:00", ATHENS)

    assert moment.tzinfo == timezone(timedelta(hours=2))
