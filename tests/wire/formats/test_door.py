"""The door of the wire: what is let in, what is refused and in which words."""

import struct
import zlib
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.formats import (
    Bio,
    Block,
    MalformedStory,
    MissingField,
    NotAStory,
    Rendition,
    SocialLink,
    Subject,
    UnknownFormat,
    WireError,
    WirePicture,
    WireStory,
    parse,
)

UTC_ZONE = ZoneInfo("UTC")
COPY = (
    "Ferry resumes after nine days\n\nBy Ada Quill\n\nMarch 5, 2025\n\n"
    "The ferry between Wend and Harl sailed again on Wednesday, nine days after a rope caught in its propeller.\n\n"
    "Passengers were given tea. The captain said the rope would be framed and hung in the saloon.\n"
)
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + zlib.compress(b"nothing to see")


def refusal(document):
    with pytest.raises(WireError) as caught:
        parse(document, timezone=UTC_ZONE)
    return caught.value


def test_text_is_read():
    parsed = parse(COPY.encode(), timezone=UTC_ZONE)

    assert parsed.format == "plaintext"
    assert [story.headline for story in parsed.stories] == ["Ferry resumes after nine days"]


@pytest.mark.parametrize("blank", [b"", b" \r\n\t ", b"\x01 \x02\r\n\x03", b"\x00\x00", b"\x1a"])
def test_a_document_without_a_letter_is_empty(blank):
    error = refusal(blank)

    assert (type(error), str(error)) == (NotAStory, "The document is empty: there is nothing to import.")


@pytest.mark.parametrize(
    "document",
    [
        PNG,
        b"PK\x03\x04" + b"\x00" * 40,
        b"%PDF-1.7\n" + b"text " * 20,
        b"\xff\xd8\xff\xe0JFIF",
        bytes(range(256)) * 4,
    ],
    ids=["png", "zip", "pdf", "jpeg", "noise"],
)
def test_binary_junk_is_no_known_format(document):
    error = refusal(document)

    assert type(error) is UnknownFormat
    assert str(error) == (
        "This is not a text document (a picture, a program?). Send the story as plain text, or in an agency format."
    )


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ('<?xml version="1.0"?><copy><body>Copy</body></copy>', "This is XML or HTML of a kind"),
        ("  <p>Copy</p>\n<p>More copy</p>", "This is XML or HTML of a kind"),
        ('{"heading": "Ferry resumes", "copy": "Copy"}', "This is JSON of a kind"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_markup_of_an_unknown_kind_is_not_read_as_text(document, what, encoding):
    error = refusal(document.encode(encoding))

    assert type(error) is UnknownFormat
    assert str(error).startswith(what)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_that_ends_early_is_called_broken(encoding):
    assert type(refusal('[{"headline": "Ferry resumes"'.encode(encoding))) is MalformedStory


@pytest.mark.parametrize("document", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"*** --- ***\n???"])
def test_a_document_without_words_is_no_story(document):
    assert type(refusal(document)) is NotAStory


def test_a_list_of_links_is_no_story():
    links = "\n".join(f"Council votes on bench number {number}" for number in range(40))

    assert type(refusal(links.encode())) is NotAStory


def test_a_flash_of_two_lines_is_a_story():
    story = parse(b"Ferry sinks off Harl\nAll aboard are safe", timezone=UTC_ZONE).stories[0]

    assert story.headline == "Ferry sinks off Harl"
    assert [block.text for block in story.body] == ["All aboard are safe"]


def test_every_error_has_a_code_of_its_own():
    errors = (UnknownFormat, MalformedStory, MissingField, NotAStory)

    assert [error.code for error in errors] == ["unknown-format", "malformed", "missing-field", "not-a-story"]
    assert all(issubclass(error, WireError) for error in errors)


def test_guid_stays_over_takes_and_differs_between_stories():
    first = parse(COPY.encode(), timezone=UTC_ZONE).stories[0]
    again = parse(COPY.encode(), timezone=UTC_ZONE).stories[0]
    second_take = parse(COPY.replace("given tea", "given tea and cake").encode(), timezone=UTC_ZONE).stories[0]
    other_day = parse(COPY.replace("March 5", "March 6").encode(), timezone=UTC_ZONE).stories[0]
    other_story = parse(COPY.replace("Ferry resumes", "Tram resumes").encode(), timezone=UTC_ZONE).stories[0]

    assert first == again
    assert second_take.guid == first.guid
    assert len({first.guid, other_day.guid, other_story.guid}) == 3


def test_guid_without_a_day_depends_on_how_the_copy_begins():
    undated = COPY.replace("March 5, 2025\n\n", "")
    first = parse(undated.encode(), timezone=UTC_ZONE).stories[0]
    other = parse(undated.replace("nine days after", "ten days after").encode(), timezone=UTC_ZONE).stories[0]

    assert first.published is None
    assert first.guid != other.guid


words = st.text(max_size=20)
moments = st.none() | st.datetimes(timezones=st.just(UTC))
renditions = st.lists(st.builds(Rendition, href=words, width=st.none() | st.integers(0, 9)), max_size=2).map(tuple)
stories = st.builds(
    WireStory,
    guid=words,
    headline=words,
    standfirst=st.lists(words, max_size=3).map(tuple),
    body=st.lists(st.builds(Block, text=words, kind=st.sampled_from(["paragraph", "subhead", "quote"]))).map(tuple),
    bylines=st.lists(words, max_size=3).map(tuple),
    published=moments,
    published_is_date=st.booleans(),
    updated=moments,
    embargoed_until=moments,
    pictures=st.lists(
        st.builds(WirePicture, caption=words, width=st.none() | st.integers(0, 9), renditions=renditions), max_size=2
    ).map(tuple),
    renditions=renditions,
    subjects=st.lists(st.builds(Subject, code=words, name=words), max_size=2).map(tuple),
    urgency=st.none() | st.integers(0, 9),
    bios=st.lists(st.builds(Bio, name=words, text=words), max_size=2).map(tuple),
    social=st.lists(st.builds(SocialLink, url=words), max_size=2).map(tuple),
    flags=st.lists(words, max_size=2).map(tuple),
)


@given(stories)
def test_a_story_survives_the_database(story):
    import json

    assert WireStory.from_json(json.loads(json.dumps(story.to_json()))) == story


def test_a_kept_story_may_hold_what_is_no_longer_known():
    story = WireStory(guid="g", headline="h")

    assert WireStory.from_json(story.to_json() | {"mood": "sunny"}) == story
