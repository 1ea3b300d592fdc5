"""The owner's document, field by field."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from wire.formats import Bio, SocialLink, WirePicture, parse

SEED = Path(__file__).parents[3] / "seeds" / "000_74c4041ff5af0b48.txt"


@pytest.fixture(scope="module")
def story():
    return parse(SEED.read_bytes(), timezone=ZoneInfo("UTC")).stories[0]


def test_headline_is_printed_twice_and_read_once(story):
    assert story.headline == "Iraqi MPs Back Resolution to ‘End the Presence’ of Any US Soldiers"
    assert story.kicker == ""
    assert story.standfirst == ()


def test_author(story):
    assert story.bylines == ("Jack Phillips",)
    assert story.byline == "Jack Phillips"


def test_both_dates_are_the_fifth_of_january(story):
    """The caption spells its date out, so 1/5/2020 is no guess."""
    assert (story.published, story.published_is_date) == (datetime(2020, 1, 5, tzinfo=UTC), True)
    assert (story.updated, story.updated_is_date) == (datetime(2020, 1, 5, tzinfo=UTC), True)
    assert story.flags == ()


def test_caption_and_credit_are_parted(story):
    caption = "Members of the Iraqi parliament are seen at the parliament in Baghdad, Iraq, on Jan. 5, 2020."
    credit = "Iraqi parliament media office/Handout via Reuters"
    assert story.pictures == (WirePicture(caption=caption, credit=credit, printed=f"{caption} ({credit})"),)


def test_body_is_the_twelve_paragraphs(story):
    assert len(story.body) == 12
    assert {block.kind for block in story.body} == {"paragraph"}
    assert story.body[0].text.startswith("Iraqi members of Parliament passed a resolution")
    assert story.body[-1].text.endswith("Afterward they should not seek a new cycle.”")


def test_biography_and_link_are_the_author_s(story):
    assert story.bios == (
        Bio(
            name="Jack Phillips",
            text="Jack Phillips is a breaking news reporter with 15 years experience who started as a local New York"
            " City reporter. Having joined The Epoch Times' news team in 2009, Jack was born and raised near Modesto in"
            " California's Central Valley. Follow him on X: https://twitter.com/jackphillips5",
        ),
    )
    assert story.social == (SocialLink(name="Jack Phillips", url="https://twitter.com/jackphillips5"),)


def test_an_empty_heading_yields_no_topic(story):
    assert story.topics == ()
    assert story.notes == ()


def test_link_label_and_headings_are_set_aside(story):
    assert story.set_aside == ("Updated:", "twitter", "Related Topics")


def test_language(story):
    assert story.language == "en"
