"""ANPA 1312 as American agencies send it. All copy is fiction."""

from datetime import UTC, datetime

import pytest

from wire.formats import Habits, anpa1312, parse
from wire.formats.opened import Opened

HEAD = (
    "^Organ plays again after 12 years<\r\n^AP Photo XWE101, XWE102<\r\n^Eds: With AP Photos.<\r\n"
    "^By ADA QUILL and BEN ORR=\r\n^Associated Press=\r\n"
)
TEXT = (
    "\t   WEND, Ohio (AP) _ The organ of Wend plays again, ``at last,'' its builder said Sunday, and the village sang "
    "until late.\r\n \r\n\t   ___\r\n \r\n\t   Orr reported from Harl.\r\n"
)


def transmission(
    *,
    slug="BC-XX--Village Organ,340",
    keyword="BC-XX--Village-Organ",
    number="0412",
    head=HEAD,
    text=TEXT,
    columns="\x13\x11",
    end="AP-WF-03-05-24 1015GMT",
    category="a",
):
    return (
        f"\x16\x16\x01W{number}\x1f_asian\r\nr {category}{columns} {keyword}     03-05 0360\r\n"
        f"\x02^{slug}<\r\n{head}{text}\r\n\t   \x03{end}<\r\n\r\n\x0c\r\n\x04"
    )


def read(document):
    opened = Opened(document.encode())
    assert anpa1312.sniff(opened)
    (story,) = anpa1312.parse(opened, Habits())
    return story


def test_a_transmission_is_read():
    story = read(transmission())

    assert story.headline == "Organ plays again after 12 years"
    assert story.slugline == "BC-XX--Village Organ"
    assert (story.byline, story.byline_title) == ("By ADA QUILL and BEN ORR", "Associated Press")
    assert story.bylines == ("ADA QUILL", "BEN ORR")
    assert (story.dateline, story.dateline_city, story.credit) == ("WEND, Ohio (AP)", "WEND", "AP")
    assert [block.text for block in story.body] == [
        "The organ of Wend plays again, “at last,” its builder said Sunday, and the village sang until late.",
        "Orr reported from Harl.",
    ]
    assert story.editor_note == "AP Photo XWE101, XWE102\nWith AP Photos."
    assert (story.category, story.provider_sequence, story.word_count) == ("a", "0412", 360)
    assert story.updated == datetime(2024, 3, 5, 10, 15, tzinfo=UTC)
    assert (story.pub_status, story.signals) == ("usable", ())


def test_the_door_knows_it():
    assert parse(transmission().encode()).format == "anpa1312"


def test_a_writethru_replaces_its_story_whatever_its_number():
    first = read(transmission())
    second = read(
        transmission(
            keyword="BC-XX--Village-Organ 2ndLd-Writethru",
            slug="BC-XX--Village Organ, 2nd Ld-Writethru,380",
            number="0977",
        )
    )

    assert (second.guid, second.take_key, second.signals) == (first.guid, "2ndLd-Writethru", ("update",))


def test_an_add_is_a_part_and_no_version():
    add = read(
        transmission(keyword="BC-XX--Village-Organ 1st Add", slug="BC-XX--Village Organ, 1st Add,40", number="0977")
    )

    assert add.guid != read(transmission()).guid
    assert (add.pub_status, "part-of-a-story" in add.flags) == ("withheld", True)


def test_a_kill_is_an_advisory_beside_the_story():
    head = "^Eds: Members using BC-XX--Village Organ are asked to kill it. A kill is mandatory.<\r\n^The AP<\r\n"
    kill = read(
        transmission(
            keyword="BC-XX--Village-Organ KILL", slug="BC-XX--Village Organ, KILL", head=head, text="", number="0977"
        )
    )

    assert kill.guid != read(transmission()).guid
    assert kill.slugline == read(transmission()).slugline
    assert (kill.pub_status, kill.signals, kill.urgency) == ("withheld", ("kill", "advisory"), 1)
    assert (kill.kills, kill.body) == ((), ())


def test_notes_of_two_kinds_are_for_the_desk():
    head = (
        "^Organ plays again<\r\n^(Eds: CORRECTS name of builder.)<\r\n"
        "^EDITOR'S NOTE _ This is the first of three parts.<\r\n^By ADA QUILL=\r\n"
    )
    story = read(transmission(head=head))

    assert story.editor_note == "CORRECTS name of builder.\nThis is the first of three parts."
    assert story.signals == ("correction",)


def test_an_alert_has_no_headline_of_its_own():
    alert = read(
        transmission(
            keyword="BC-XX--APNewsAlert",
            slug="BC-XX--APNewsAlert,9",
            head="",
            text="\t   WEND, Ohio (AP) _ Organ of Wend plays again.\r\n",
        )
    )
    other = read(transmission(keyword="BC-XX--APNewsAlert", slug="BC-XX--APNewsAlert,9", number="0413"))

    assert (alert.headline, alert.signals) == ("Organ of Wend plays again.", ("alert",))
    assert "headline-made-up" in alert.flags
    assert alert.guid != other.guid


def test_copy_in_lines_without_paragraphs_is_kept():
    lines = "^Ferry back after nine days^\r\n^Organ of Wend plays again^\r\n^Mice of Wend move out^\r\n"
    story = read(transmission(slug="*9006< ^XX-Top-Headlines,0176", head="^Top news at noon<\r\n", text=lines))

    assert (story.slugline, story.headline) == ("XX-Top-Headlines", "Top news at noon")
    assert [block.text.rstrip("^") for block in story.body] == [
        "Ferry back after nine days",
        "Organ of Wend plays again",
        "Mice of Wend move out",
    ]


def test_standings_become_a_table():
    text = (
        "^All Times EDT= \r\n^By The Associated Press= \r\n^East Division= \r\n\x08^;W;L;Pct;GB\x10 \r\n"
        "\x08Wend;23;13;.639;_\x10 \r\n\x08New\x10 Harl;19;21;.475;6{\x10 \r\n\x08Orr;9;21;.300;{\x10 \r\n"
    )
    story = read(transmission(head="^Chess Standings= \r\n", text=text, columns="\x14\x12"))

    assert story.headline == "Chess Standings"
    assert story.is_preformatted
    assert [block.kind for block in story.body] == ["paragraph", "paragraph", "table"]
    assert (
        story.body[-1].text == "W\tL\tPct\tGB\nWend\t23\t13\t.639\t—\nNew Harl\t19\t21\t.475\t6½\nOrr\t9\t21\t.300\t½"
    )
    assert story.body[-1].html.startswith("<table><thead><tr><th></th><th>W</th>")


def test_an_advance_is_held_until_its_day():
    head = "^Adv10<\r\n^For Release Sunday, March 10, and Thereafter<\r\n^Organ plays again<\r\n"
    story = read(transmission(keyword="BC-XX--Organ,Adv10", slug="BC-XX--Organ, Adv10,340", head=head))

    assert story.embargoed_until == datetime(2024, 3, 10, tzinfo=UTC)
    assert story.headline == "Organ plays again"


def test_lines_that_a_machine_broke_are_joined():
    text = (
        "\t   WEND, Ohio (AP) _ The organ of Wend plays again after twelve years\r\nof silence, its builder said on "
        "Sunday, and all\r\nsang.\r\n\t   Tea was given to all who came, and some of those who did "
        "not\r\ncome were brought a cup.\r\n"
    )

    assert [block.text for block in read(transmission(text=text)).body] == [
        "The organ of Wend plays again after twelve years of silence, its builder said on Sunday, and all sang.",
        "Tea was given to all who came, and some of those who did not come were brought a cup.",
    ]


def test_two_transmissions_are_two_stories():
    document = Opened((transmission() + transmission(slug="BC-XX--Harbor,40", keyword="BC-XX--Harbor")).encode())

    stories = anpa1312.parse(document, Habits())

    assert [story.slugline for story in stories] == ["BC-XX--Village Organ", "BC-XX--Harbor"]


@pytest.mark.parametrize(
    ("end", "updated", "flag"),
    [
        ("AP-NY-03-05-24 1015EST", datetime(2024, 3, 5, 15, 15, tzinfo=UTC), ""),
        ("AP-NY-03-05-24 1015", datetime(2024, 3, 5, 10, 15, tzinfo=UTC), "no-timezone"),
        ("AP-NY-33-05-24 1015GMT", None, "date-invalid"),
        ("", None, "no-date"),
    ],
)
def test_the_time_is_in_the_trailer(end, updated, flag):
    story = read(transmission(end=end))

    assert story.updated == updated
    assert not flag or flag in story.flags


def test_a_keyword_may_have_a_space_and_a_day_one_figure():
    document = transmission().replace("BC-XX--Village-Organ     03-05", "BC-XX--Village Organ   3-5")

    story = read(document)

    assert (story.slugline, story.take_key, story.word_count) == ("BC-XX--Village Organ", "", 360)
    assert story.guid == read(transmission()).guid


def test_the_code_of_an_advance_is_no_headline():
    head = (
        "^$adv19<\r\n^For release Sunday, March 17<\r\n^Organ plays again<\r\n^By ADA QUILL=\r\n^AP Music Writer=\r\n"
    )
    story = read(transmission(head=head))

    assert (story.headline, story.byline, story.byline_title) == (
        "Organ plays again",
        "By ADA QUILL",
        "AP Music Writer",
    )
    assert (story.dateline_city, story.embargoed_until) == ("WEND", datetime(2024, 3, 17, tzinfo=UTC))
    assert "$adv19" in story.signal_codes


def test_heads_in_spanish_are_read():
    head = (
        "^El órgano vuelve a sonar<\r\n^Foto AP XWE101, XWE102<\r\n^Con fotos de AP<\r\n^Por ADA QUILL=\r\n"
        "^Associated Press=\r\n"
    )
    text = "\t   WEND, Ruritania (AP) _ El órgano de la iglesia volvió a sonar el domingo.\r\n"
    story = read(transmission(head=head, text=text, slug="AMS-GEN--Órgano, 2da Act,340"))

    assert (story.headline, story.byline, story.byline_title) == (
        "El órgano vuelve a sonar",
        "Por ADA QUILL",
        "Associated Press",
    )
    assert (story.take_key, story.signals, story.language) == ("2da Act", ("update",), "es")
    assert [block.text for block in story.body] == ["El órgano de la iglesia volvió a sonar el domingo."]


def test_an_unknown_line_of_the_head_is_set_aside():
    head = "^Organ plays again<\r\n^Layout: two columns<\r\n^By ADA QUILL=\r\n"
    story = read(transmission(head=head))

    assert (story.byline, story.set_aside) == ("By ADA QUILL", ("Layout: two columns",))
    assert story.body[0].text.startswith("The organ of Wend plays again")
