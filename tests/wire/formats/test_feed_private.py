"""Blocks that agencies add to their feeds in words of their own."""

from datetime import UTC, datetime

import pytest

from tests.wire.formats.feeds import atom, first, rss

OWN = 'xmlns:n="https://wire.example/ns/management" xmlns:c="https://wire.example/ns/copy"'


def own(management: str = "", copy: str = "", content: str = "<content type='text'>Short text.</content>") -> bytes:
    return atom(
        f"<id>urn:wire:1</id><title type='text'>Ferry</title><updated>2024-03-05T10:15:00Z</updated>{content}"
        f"<n:Management type='article'>{management}</n:Management><c:Copy lang='en'>{copy}</c:Copy>",
        attributes=OWN,
    )


def test_blocks_of_an_agencys_own_fill_the_fields_that_atom_lacks():
    story = first(
        own(
            "<n:published>2024-03-05T10:15:00Z</n:published><n:updated>2024-03-05T11:40:00Z</n:updated>"
            "<n:publishing_status>Published</n:publishing_status><n:article_id>77</n:article_id>",
            "<c:title>Ferry</c:title><c:first_line>The ferry to HARL sails.</c:first_line><c:slug>(AQ/77)</c:slug>"
            "<c:tags><c:tag id='1' value='Harl'/><c:tag id='2' value='Ferries'/></c:tags>"
            "<c:categories><c:catagory id='8' value='Islands'/></c:categories>"
            "<c:regions><c:region code='XX'>Worldwide</c:region></c:regions>",
        )
    )

    assert (story.headline, story.standfirst) == ("Ferry", ("The ferry to HARL sails.",))
    assert [block.text for block in story.body] == ["Short text."]
    assert story.first_created == datetime(2024, 3, 5, 10, 15, tzinfo=UTC)
    assert story.updated == datetime(2024, 3, 5, 11, 40, tzinfo=UTC)
    assert (story.pub_status, story.slugline) == ("usable", "(AQ/77)")
    assert story.keywords == ("Harl", "Ferries")
    assert [subject.name for subject in story.subjects] == ["Islands"]
    assert [place.name for place in story.places] == ["Worldwide"]


def test_a_fuller_text_is_set_aside_where_atom_has_one_and_is_the_text_where_it_has_none():
    full = "<c:body>  It sails again.\n\n  It is blue.</c:body>"

    beside, alone = first(own(copy=full)), first(own(copy=full, content=""))

    assert [block.text for block in beside.body] == ["Short text."]
    assert beside.set_aside == ("It sails again.", "It is blue.")
    assert [block.text for block in alone.body] == ["It sails again.", "It is blue."]
    assert alone.set_aside == ()


@pytest.mark.parametrize(
    ("word", "status", "flags"),
    [
        ("Killed", "canceled", ()),
        ("Withheld", "withheld", ()),
        ("Perhaps", "withheld", ("value-invalid",)),
    ],
)
def test_a_status_of_the_agencys_own_counts(word, status, flags):
    story = first(own(f"<n:publishing_status>{word}</n:publishing_status>"))

    assert (story.pub_status, story.flags) == (status, flags)
    assert story.kills == (("urn:wire:1",) if status == "canceled" else ())


def test_an_embargo_of_the_agencys_own_holds():
    known = first(own("<n:embargo_until>2030-03-06T00:01:00Z</n:embargo_until>"))
    unclear = first(own("<n:embargo>until the chief calls</n:embargo>"))

    assert known.embargoed_until == datetime(2030, 3, 6, 0, 1, tzinfo=UTC)
    assert (unclear.pub_status, unclear.flags) == ("withheld", ("embargo-unclear",))


def test_plain_elements_that_no_standard_knows_are_read_too():
    story = first(
        rss(
            "<title>Ferry</title><guid>a</guid><byline>Ada Quill</byline><dateline>HARL, Norland</dateline>"
            "<ednote>Picture follows</ednote><internal_note>Call Bo</internal_note><fulltext>"
            "&lt;p&gt;It sails.&lt;/p&gt;</fulltext>"
            "<urgency>4</urgency><keywords>ships, islands</keywords><version>3</version>"
        )
    )

    assert (story.byline, story.dateline, story.dateline_city) == ("Ada Quill", "HARL, Norland", "HARL")
    assert (story.editor_note, story.private_notes) == ("Picture follows", ("Call Bo",))
    assert [block.text for block in story.body] == ["It sails."]
    assert (story.urgency, story.keywords, story.version) == (4, ("ships", "islands"), "3")
