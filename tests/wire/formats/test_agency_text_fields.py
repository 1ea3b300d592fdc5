"""Agency copy whose head is fields: AAP's markers, News Bites' tags, envelopes. All copy is fiction."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wire.formats import Habits, agency_text
from wire.formats.opened import Opened

SYDNEY = Habits(timezone=ZoneInfo("Australia/Sydney"))


def read(copy):
    document = Opened(copy.encode())
    assert agency_text.sniff(document)
    (story,) = agency_text.parse(document, SYDNEY)
    return story


def texts(story):
    return [block.text for block in story.body]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"], ids=["crlf", "lf", "cr"])
def test_markers_are_fields(end):
    story = read(
        end.join(
            [
                "ZCZC AAP",
                "%A",
                "#Harbor_BC1",
                "$Fire in Wend harbor",
                ":(WEND)",
                "&XYZ\\Quill",
                "*07000000",
                "@QLD",
                "A fire broke out.",
                "",
                "It was put out.",
                "",
                "AAP RTV",
                "NNNN",
            ]
        )
    )

    assert (story.headline, story.slugline, story.take_key) == ("Fire in Wend harbor", "Harbor_BC1", "(WEND)")
    assert (story.category, story.sender) == ("A", "AAP")
    assert [(subject.scheme, subject.code) for subject in story.subjects] == [("iptc", "07000000")]
    assert [place.name for place in story.places] == ["QLD"]
    assert texts(story) == ["A fire broke out.", "It was put out."]
    assert story.set_aside == ("XYZ\\Quill", "AAP RTV")


def test_the_sport_product_gives_the_same_markers_to_other_fields():
    story = read(
        "   ZCZC AAP\r$T\r:CHESS Preview\r=Round 23\r^CHESS: Round 23 preview\r*X\r&A\r+15084000\r"
        "WEND, March 3 AAP - Preview of round 23 (all times AEDT):\r\n\r\nFRIDAY, Aug 26\r\n"
        "Quill v Orr at Wend 8.10pm\r\n   AAP"
    )

    assert (story.headline, story.slugline) == ("CHESS: Round 23 preview", "CHESS Preview")
    assert [subject.code for subject in story.subjects] == ["15084000"]
    assert (story.take_key, story.category, story.signal_codes) == ("Round 23", "T", ("$T", "*X", "&A"))
    assert (story.dateline_city, story.credit) == ("WEND", "AAP")
    assert texts(story) == ["Preview of round 23 (all times AEDT):", "FRIDAY, Aug 26", "Quill v Orr at Wend 8.10pm"]


def test_a_list_keeps_its_columns_and_loses_the_repeated_headline():
    story = read(
        "\rZCZC\r#Top Three at Close\r:Top Three at Close - March 13\r\rTop Three at Close - March 13\r\r"
        "WendHarb          86,823,071     0.105     +0.031\rHarlTea           76,147,672     0.035     0.00\r"
        "OrrMoss           67,003,543     0.018     +0.006\rSource: Newswire\rPagemasters\r\rNNNN\r\r"
    )

    assert (story.headline, story.slugline, story.credit) == (
        "Top Three at Close - March 13",
        "Top Three at Close",
        "Newswire",
    )
    assert story.is_preformatted
    assert [block.kind for block in story.body] == ["preformatted"]
    assert story.body[0].text.split("\n")[1] == "HarlTea           76,147,672     0.035     0.00"


def test_notes_and_corrections_of_marked_copy():
    story = read(
        "ZCZC AAP\r\n#HARBOR FIRE\r\n$HARBOR:Fire put out (CORRECTED)\r\n:WEND\r\nEds: corrects name in par two\r\n"
        "WEND, March 5 AAP - A fire was put out.\r\n\r\nMORE\r\nAAP aq/bo\r\nNNNN"
    )

    assert (story.headline, story.signals) == ("HARBOR:Fire put out", ("correction",))
    assert story.editor_note == "corrects name in par two"
    assert "to-be-continued" in story.flags
    assert texts(story) == ["A fire was put out."]


def test_tags_are_fields():
    story = read(
        "zczc\r\nAN#1234\r\nKN#Little Bites\r\nPD#06 June 2016 14:00:00\r\nCO#HRB.XX\r\nBY#Ada Quill\r\nKY#Harbors\r\n"
        "TI#Harbor company opens\r\nAB#It opens.\r\nTX#\r\n"
        "The harbor company opens its second harbor.\r\nIt is large.\r\n"
    )

    assert (story.guid, story.headline, story.credit) == ("1234", "Harbor company opens", "Little Bites")
    assert (story.standfirst, story.bylines) == (("It opens.",), ("Ada Quill",))
    assert story.keywords == ("Harbors", "HRB.XX")
    assert story.published == datetime(2016, 6, 6, 4, tzinfo=UTC)
    assert story.flags == ("no-timezone",)
    assert texts(story) == ["The harbor company opens its second harbor.", "It is large."]


def test_an_envelope_may_hold_plain_copy_under_a_header_of_the_line():
    story = read(
        "ZCZC\nHFN0042 3 CRO 0 RR1\n\nPORTO: RIAPRE PRIMA\n\n"
        "(HFN) - WEND, 5 MAR - Il porto di Wend riapre prima del previsto, ha\ndetto il capitano. (HFN).\n\nNNNN\n"
    )

    assert (story.headline, story.dateline_city, story.credit) == ("PORTO: RIAPRE PRIMA", "WEND", "HFN")
    assert texts(story) == ["Il porto di Wend riapre prima del previsto, ha detto il capitano. (HFN)."]


def test_what_follows_the_envelope_is_set_aside():
    story = read("ZCZC AAP\n#Harbor\n$Harbor opens\nIt opens.\nNNNN\nline noise\n")

    assert (texts(story), story.set_aside) == (["It opens."], ("line noise",))
