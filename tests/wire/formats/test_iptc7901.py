"""IPTC 7901 in the dialects of its agencies. All copy is fiction."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wire.formats import Habits, MalformedStory, NotAStory, iptc7901, parse
from wire.formats.opened import Opened

BERLIN = Habits(timezone=ZoneInfo("Europe/Berlin"))
TEXT = """   Wend (hfn) - The organ of the village church of Wend was heard again\r
on Sunday, after twelve years of silence. The village sang with it\r
and drank tea.\r
\r
   The organ builder said he had never found as many mice in an organ.\r
They have moved out.\r
"""


FIRST = (
    "The organ of the village church of Wend was heard again on Sunday, after twelve years of silence. The village "
    "sang with it and drank tea."
)
SECOND = "The organ builder said he had never found as many mice in an organ. They have moved out."


def message(
    *,
    number="0211",
    slug="Church/Organs/",
    head="Village organ plays again after twelve years =",
    text=TEXT,
    end="031405 GMT Oct 24 ",
    category="ku",
):
    return (
        f"\x01hfn{number} 4 {category} 143 ccccb   hfn 0{number}\r\n\r\n{slug}\r\n\x02{head}\r\n\r\n{text}\r\n"
        f"\x03{end}\r\n\x7f\r\n\x04"
    )


def read(document, habits=BERLIN):
    document = document.encode() if isinstance(document, str) else document
    assert iptc7901.sniff(Opened(document))
    (story,) = iptc7901.parse(Opened(document), habits)
    return story


def test_a_message_is_read():
    story = read(message())

    assert story.headline == "Village organ plays again after twelve years"
    assert story.slugline == "Church/Organs"
    assert story.dateline == "Wend (hfn)"
    assert story.dateline_city == "Wend"
    assert [block.text for block in story.body] == [FIRST, SECOND]
    assert (story.category, story.priority, story.provider_sequence, story.word_count) == ("ku", 4, "0211", 143)
    assert story.credit == "hfn"
    assert story.updated == datetime(2024, 10, 3, 14, 5, tzinfo=UTC)
    assert story.language == "en"
    assert story.flags == ("id-made-up",)


def test_the_door_knows_it():
    assert parse(message().encode()).format == "iptc7901"


def test_an_id_is_that_of_the_item_on_its_day():
    first, again = read(message()), read(message(text=TEXT.replace("tea", "more tea")))

    assert first.guid == again.guid
    assert first.guid != read(message(number="0212")).guid
    assert first.guid != read(message(end="041405 GMT Oct 24")).guid


@pytest.mark.parametrize(
    ("end", "moment"),
    [
        ("071405 GMT Okt 15", "2015-10-07T14:05:00+00:00"),
        ("071405 MEZ Mär 15", "2015-03-07T14:05:00+01:00"),
        ("071405 Dez 2015", "2015-12-07T14:05:00+01:00"),
        ("071405 déc 15", "2015-12-07T14:05:00+01:00"),
    ],
)
def test_the_time_is_in_the_last_line(end, moment):
    story = read(message(end=end))

    assert story.updated == datetime.fromisoformat(moment)
    assert ("no-timezone" in story.flags) == ("GMT" not in end and "MEZ" not in end)


@pytest.mark.parametrize(("end", "flag"), [("", "no-date"), ("391405 GMT Foo 15", "date-invalid")])
def test_a_time_that_cannot_be_read_is_a_doubt(end, flag):
    story = read(message(end=end))

    assert story.updated is None
    assert flag in story.flags


@pytest.mark.parametrize(
    ("head", "take_key", "signals"),
    [
        ("1ST LEAD\r\nVillage organ plays again =", "1ST LEAD", ("update",)),
        ("2ND LEAD\r\nVillage organ plays again =", "2ND LEAD", ("update",)),
        ("REFILE\r\nVillage organ plays again =", "REFILE", ("refile",)),
        ("EXTRA\nVillage organ plays again =", "EXTRA", ("alert",)),
        ("KORR\r\nVillage organ plays again =", "KORR", ("correction",)),
        ("(Achtung)\r\nVillage organ plays again =", "(Achtung)", ()),
    ],
)
def test_lines_of_status_are_no_headline(head, take_key, signals):
    story = read(message(head=head))

    assert (story.headline, story.take_key, story.signals) == ("Village organ plays again", take_key, signals)


def test_a_byline_ends_the_head_and_a_note_in_brackets_is_for_the_desk():
    story = read(
        message(head="(Zusammenfassung 1330 - neu: Zitate)\r\nDorforgel klingt wieder\r\nVon Ada Quill, hfn =")
    )

    assert story.headline == "Dorforgel klingt wieder"
    assert (story.byline, story.bylines, story.byline_title) == ("Von Ada Quill, hfn", ("Ada Quill",), "hfn")
    assert story.editor_note == "Zusammenfassung 1330 - neu: Zitate"
    assert story.signals == ("update",)


def test_a_headline_may_go_on_in_the_next_line():
    story = read(
        message(head="The organ of the village church of Wend is heard again\r\nafter twelve years of silence =")
    )

    assert story.headline == "The organ of the village church of Wend is heard again after twelve years of silence"


@pytest.mark.parametrize(
    "private",
    [
        "The following information is not for publication",
        "The following information is not intended for publication",
        "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
    ],
)
def test_the_notebook_is_not_published(private):
    notebook = (
        "\r\n# hfn-Notizblock\r\n\r\n## Note to editors\r\n- photo to follow\r\n\r\n* * * *\r\n"
        f"{private}\r\n\r\n## Contacts\r\n- Reporting by: Ben Orr\r\n- Tel: +49 30 5550100; <desk@hfn.example>\r\n"
        "\r\nhfn aq bo\r\n"
    )
    story = read(message(text=TEXT + notebook))

    assert story.body == read(message()).body
    assert story.editor_note == "photo to follow"
    assert story.private_notes == ("Contacts", "Reporting by: Ben Orr", "Tel: +49 30 5550100; <desk@hfn.example>")
    assert "hfn aq bo" in story.set_aside


def test_a_kill_in_words_is_an_advisory_that_names_the_item():
    text = "Please kill item hfn 0157 of today. The charge was made against another man.\r\n"
    story = read(message(head="KILL KILL KILL\r\nMayor arrested =", text=text))

    assert (story.pub_status, story.signals, story.urgency) == ("withheld", ("kill", "advisory"), 1)
    assert story.kills == ()
    assert [(one.guid, one.rel) for one in story.related] == [("hfn 0157", "kill")]


def test_hold_hold_hold_holds():
    story = read(message(head="HOLD HOLD HOLD\r\nVillage organ plays again ="))

    assert (story.headline, story.pub_status) == ("Village organ plays again", "withheld")


def test_an_embargo_in_the_head_is_obeyed():
    story = read(message(head="Sperrfrist: 4. Oktober 2024, 18.00 Uhr\r\nHafen öffnet früher ="))

    assert story.headline == "Hafen öffnet früher"
    assert story.embargoed_until == datetime(2024, 10, 4, 16, 0, tzinfo=UTC)


def test_an_embargo_that_nobody_can_read_holds():
    story = read(message(head="SPERRFRIST BEACHTEN\r\nHafen öffnet früher ="))

    assert story.pub_status == "withheld"
    assert "embargo-unclear" in story.flags


@pytest.mark.parametrize("head", ["Impressum =", "(Achtung)\r\nTest ="])
def test_a_message_to_the_customers_is_no_story(head):
    with pytest.raises(NotAStory):
        read(message(head=head, slug="Impressum/"))


def test_a_service_message_is_no_story_but_its_correction_is():
    with pytest.raises(NotAStory):
        read(message(category="rs"))

    assert read(message(category="rs", head="KORR\r\nTerms of use =")).headline == "Terms of use"


def test_what_stands_before_it_does_not_matter():
    assert read("lost bytes of the line\r\n" + message()) == read(message())


def test_an_unmarked_single_byte_encoding_is_read():
    document = message(text="   Wend (hfn) - Thomas Müller spielt die Orgel.\r\n").encode("latin-1")

    (story,) = parse(document).stories

    assert [block.text for block in story.body] == ["Thomas Müller spielt die Orgel."]
    assert "encoding-guessed" in story.flags


def test_nul_bytes_vanish():
    assert read(message().replace("organ", "or\x00gan")) == read(message())


def test_two_messages_are_two_stories():
    document = Opened((message() + message(number="0212", head="Harbor opens early =")).encode())

    stories = iptc7901.parse(document, BERLIN)

    assert [story.headline for story in stories] == [
        "Village organ plays again after twelve years",
        "Harbor opens early",
    ]


def test_a_lost_start_of_text_and_lost_controls_are_no_matter():
    without = message().replace("\x02", "")

    assert read(without).body == read(message()).body
    assert read(without).slugline == "Church/Organs"
    assert (
        read(without.replace("\x01", "").partition("\x03")[0]).headline
        == "Village organ plays again after twelve years"
    )


def test_results_keep_their_columns():
    rows = "1. Quill (Wend)      7.5\r\n2. Orr (Harl)        7.0\r\n3. Moss (Wend)       6.5\r\n"
    story = read(message(text=f"Results:\r\n\r\n{rows}"))

    assert story.is_preformatted
    assert [(block.kind, block.text) for block in story.body] == [
        ("paragraph", "Results:"),
        ("preformatted", "1. Quill (Wend)      7.5\n2. Orr (Harl)        7.0\n3. Moss (Wend)       6.5"),
    ]


def test_a_broken_header_is_malformed():
    with pytest.raises(MalformedStory):
        iptc7901.parse(Opened(b"\x01hfn0211\r\n\r\nChurch/\r\n\x02Organ =\r\n\r\nText.\r\n\x03\x04"), BERLIN)


@pytest.mark.parametrize(
    ("status", "signals"),
    [
        ("3. ZUSAMMENFASSUNG", ("update",)),
        ("ZUSAMMENFASSUNG", ("update",)),
        ("2. LEAD", ("update",)),
        ("NEUFASSUNG", ("update",)),
        ("KORREKTUR", ("correction",)),
        ("2. BERICHTIGUNG", ("correction",)),
        ("WIEDERHOLUNG", ("refile",)),
    ],
)
def test_a_german_line_of_status_is_no_headline(status, signals):
    story = read(message(head=f"{status}\r\nDorforgel spielt wieder - Mäuse ausgezogen\r\nVon Ada Quill, hfn ="))

    assert story.headline == "Dorforgel spielt wieder - Mäuse ausgezogen"
    assert (story.take_key, story.signals) == (status, signals)
    assert story.bylines == ("Ada Quill",)
