"""Moments as pages print them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wire.formats import parse
from wire.formats.text import dates
from wire.formats.text.dateline import is_relative
from wire.formats.text.jalali import to_gregorian

BERLIN = ZoneInfo("Europe/Berlin")
COPY = "The lock keeper said the water had been high since Sunday, and that nobody had asked him about it.\n" * 3


@pytest.mark.parametrize(
    ("printed", "day", "clock"),
    [
        ("5 March 2025", (2025, 3, 5), None),
        ("March 5th, 2025 at 4:30 p.m.", (2025, 3, 5), (16, 30, 0)),
        ("Mar. 5, 2025 9 am", (2025, 3, 5), (9, 0, 0)),
        ("March 5, 202512:31 PM", (2025, 3, 5), (12, 31, 0)),
        ("2025-03-05T07:08:09", (2025, 3, 5), (7, 8, 9)),
        ("05.03.2025, 14.05 Uhr", (2025, 3, 5), (14, 5, 0)),
        ("31/12/2025", (2025, 12, 31), None),
        ("12/31/2025", (2025, 12, 31), None),
        ("le 5 mars 2025 à 14h05", (2025, 3, 5), (14, 5, 0)),
        ("1er août 2025", (2025, 8, 1), None),
        ("5 de marzo de 2025 a las 14:05", (2025, 3, 5), (14, 5, 0)),
        ("5.mar.2025 às 14h05", (2025, 3, 5), (14, 5, 0)),
        ("5. maaliskuuta 2025 klo 14.05", (2025, 3, 5), (14, 5, 0)),
        ("5 marca 2025, 14:05", (2025, 3, 5), (14, 5, 0)),
        ("2025. március 5. 14:05", (2025, 3, 5), (14, 5, 0)),
        ("5 Mart 2025 - 14:05", (2025, 3, 5), (14, 5, 0)),
        ("14:05, 5 березня 2025", (2025, 3, 5), (14, 5, 0)),
        ("5 Μαρτίου 2025", (2025, 3, 5), None),
        ("٥ مارس ٢٠٢٥", (2025, 3, 5), None),
        ("5 במרץ 2025, 14:05", (2025, 3, 5), (14, 5, 0)),
        ("۱۵ اسفند ۱۴۰۳", (2025, 3, 5), None),
        ("१५ मार्च २०२५", (2025, 3, 15), None),
        ("2025年3月5日 午後2時05分", (2025, 3, 5), (14, 5, 0)),
        ("令和7年3月5日", (2025, 3, 5), None),
        ("2025. 3. 5. 오후 2:05", (2025, 3, 5), (14, 5, 0)),
        ("5 มีนาคม 2568", (2025, 3, 5), None),
        ("ngày 5 tháng 3 năm 2025", (2025, 3, 5), None),
    ],
)
def test_a_date_is_found_in_its_language(printed, day, clock):
    (moment,) = dates.find(printed)

    assert (moment.year, moment.month, moment.day) == day
    assert moment.clock == clock


@pytest.mark.parametrize(
    ("printed", "hours"),
    [
        ("5 March 2025 14:05 GMT", 0),
        ("5 March 2025 14:05 CET", 1),
        ("March 5, 2025 2:05 PM EST", -5),
        ("5/3/2025 14:05 (GMT+7)", 7),
        ("2025-03-05T14:05:00+05:30", 5.5),
        ("March 5, 2025 2:05 pm ET", -5),
    ],
)
def test_a_printed_zone_is_kept(printed, hours):
    (moment,) = dates.find(printed)

    assert moment.zone.utcoffset(datetime(2025, 3, 5)) == timedelta(hours=hours)  # noqa: DTZ001 -- asks the zone


@pytest.mark.parametrize(
    "text", ["", "no date", "99 March 2025", "call 555-2025", "12:30", "Room 1/5", "the class of 2025"]
)
def test_what_is_no_date_is_not_found(text):
    assert dates.find(text) == []


def test_two_dates_on_a_line_each_keep_their_time():
    found = dates.find("Published 06:00, 03 Feb 2025 Updated 14:21, 04 Feb 2025")

    assert [(moment.day, moment.clock) for moment in found] == [(3, (6, 0, 0)), (4, (14, 21, 0))]


def test_the_persian_new_year():
    assert to_gregorian(1404, 1, 1).isoformat() == "2025-03-21"
    assert to_gregorian(1399, 12, 30).isoformat() == "2021-03-20"
    assert to_gregorian(1400, 12, 30) is None


@pytest.mark.parametrize("text", ["3 hours ago", "vor 5 Minuten", "8 января, 17:46", "il y a 3 heures", "2時間前"])
def test_a_relative_moment_is_known_as_one(text):
    assert is_relative(text)
    assert not dates.find(text)


def story(head, *, zone=BERLIN, copy=COPY, day_first=None):
    return parse(f"Lock keeper stays at home\n\n{head}\n\n{copy}".encode(), timezone=zone, day_first=day_first).stories[
        0
    ]


def read(head, **options):
    found = story(f"Ada Quill\n{head}", **options)
    return found.published, found.updated


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [
        ("5 March 2025\nUpdated:\n6 March 2025", (2025, 3, 5), (2025, 3, 6)),
        ("5 March 2025\nUpdated:", (2025, 3, 5), None),
        ("5 March 2025 Updated: 6 March 2025", (2025, 3, 5), (2025, 3, 6)),
        ("Updated 6 March 2025\nPublished 5 March 2025", (2025, 3, 5), (2025, 3, 6)),
        ("Published: 5 March 2025", (2025, 3, 5), None),
        ("Last updated: 6 March 2025", None, (2025, 3, 6)),
        ("5 March 2025\n6 March 2025", (2025, 3, 5), (2025, 3, 6)),
    ],
)
def test_labels_say_which_moment_it_is(head, published, updated):
    def midnight(day):
        return day and datetime(*day, tzinfo=BERLIN)

    assert read(head) == (midnight(published), midnight(updated))


def test_a_time_on_the_next_line_belongs_to_the_date():
    assert read("5 March 2025\n03:26 pm")[0] == datetime(2025, 3, 5, 15, 26, tzinfo=BERLIN)


def test_an_update_that_prints_a_time_only_is_of_the_same_day():
    assert read("5 March 2025 11:30 am\n(Updated 11:54 am)")[1] == datetime(2025, 3, 5, 11, 54, tzinfo=BERLIN)


def test_times_without_a_zone_are_the_provider_s_and_flagged():
    found = story("5 March 2025, 14:05")

    assert found.published == datetime(2025, 3, 5, 13, 5, tzinfo=UTC)
    assert "no-timezone" in found.flags


def test_a_relative_date_is_no_date():
    assert read("3 hours ago") == (None, None)


def test_an_impossible_day_is_flagged():
    found = story("30/02/2025")

    assert found.published is None
    assert "date-invalid" in found.flags


class TestOrderOfDayAndMonth:
    def test_a_number_over_twelve_elsewhere_decides(self):
        assert read("1/5/2025\nUpdated:\n1/17/2025")[0] == datetime(2025, 1, 5, tzinfo=BERLIN)
        assert read("1/5/2025\nUpdated:\n17/5/2025")[0] == datetime(2025, 5, 1, tzinfo=BERLIN)

    def test_a_date_spelled_out_elsewhere_decides(self):
        found = story("1/5/2025", copy=COPY + "The water rose on 2 May 2025, the district said in its report.\n")

        assert found.published == datetime(2025, 5, 1, tzinfo=BERLIN)
        assert "date-order-guessed" not in found.flags

    def test_an_update_is_not_before_its_story(self):
        assert read("8/6/2025\nUpdated:\n7/7/2025")[0] == datetime(2025, 6, 8, tzinfo=BERLIN)

    def test_then_the_provider_s_habit(self):
        assert read("1/5/2025", day_first=True)[0] == datetime(2025, 5, 1, tzinfo=BERLIN)
        assert read("1/5/2025", day_first=False)[0] == datetime(2025, 1, 5, tzinfo=BERLIN)

    def test_then_the_language_and_the_guess_is_flagged(self):
        found = story("1/5/2025")

        assert found.published == datetime(2025, 1, 5, tzinfo=BERLIN)
        assert "date-order-guessed" in found.flags

    def test_british_spelling_is_a_british_date(self):
        copy = COPY + "The centre organised a programme in honour of the labour movement and its colours.\n"

        assert story("1/5/2025", copy=copy).published == datetime(2025, 5, 1, tzinfo=BERLIN)

    def test_other_languages_put_the_day_first(self):
        german = "Der Wärter sagte, das Wasser sei seit Sonntag hoch, und niemand habe gefragt.\n" * 3

        assert story("1/5/2025", copy=german).published == datetime(2025, 5, 1, tzinfo=BERLIN)


def test_first_published_after_a_later_date_makes_that_the_update():
    head = "Gate to be mended\n\n5 March 2025 18:05\nFirst published on 5 March 2025 14:22\n\n"

    story = parse(f"{head}{COPY}".encode(), timezone=BERLIN).stories[0]

    assert (story.published, story.updated) == (
        datetime(2025, 3, 5, 14, 22, tzinfo=BERLIN),
        datetime(2025, 3, 5, 18, 5, tzinfo=BERLIN),
    )


def test_date_between_two_printings_of_the_headline():
    title = "A gate to be mended by Friday"
    head = f"{title}\n\nMarch 5, 20255:01 AM\nHeard at noon\n\n{title}\n\n"

    assert parse(f"{head}{COPY}".encode(), timezone=BERLIN).stories[0].published == datetime(
        2025, 3, 5, 5, 1, tzinfo=BERLIN
    )


def test_zone_named_in_words():
    assert dates.find("5/3/2025-23:40 (بتوقيت مكة)")[0].zone == ZoneInfo("Asia/Riyadh")
    assert dates.find("5 марта 2025 в 10:00 по Москве")[0].zone == ZoneInfo("Europe/Moscow")
