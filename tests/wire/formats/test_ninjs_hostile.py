"""JSON from outside: any type anywhere, broken neighbors, markup where text should be."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wire.formats import MalformedStory, WireError, WireStory, parse
from wire.formats.ninjs import NAME

GOOD = {"uri": "urn:good", "headline": "Good", "versioncreated": "2026-05-04T12:00:00Z", "body_html": "<p>Fine.</p>"}
NAMES = [
    *(
        "uri",
        "guid",
        "version",
        "versioncreated",
        "firstcreated",
        "pubstatus",
        "type",
        "urgency",
        "priority",
        "language",
    ),
    *("headline", "headlines", "title", "byline", "by", "slugline", "located", "ednote", "embargoed", "expires"),
    *("description_text", "descriptions", "body_html", "body_text", "bodies", "subject", "subjects", "place", "places"),
    *("keywords", "authors", "people", "associations", "renditions", "service", "genre", "usageterms", "links"),
    *("signal", "evolvedfrom", "wordcount", "source", "infosource"),
]
anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.sampled_from(["", "x", "<p>x</p>", "text", "2026-05-04", "urn:a", "http://[half", "\u202e\x00", "picture"]),
        st.text(max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["value", "role", "name", "code", "uri", "href", "type", "renditions"]), inner, max_size=3
        ),
    ),
    max_leaves=8,
)


def read(values):
    return parse(json.dumps(values).encode()).stories


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), anything, max_size=8))
def test_nothing_but_a_wire_error_leaves_and_every_story_is_whole(values):
    try:
        stories = read({"uri": "urn:x", "version": "1"} | values)
    except WireError:
        stories = ()
    for story in stories:
        assert story.guid
        assert story.headline
        assert WireStory.from_json(json.loads(json.dumps(story.to_json(), allow_nan=False))) == story


def test_what_cannot_be_used_is_flagged():
    (story,) = read(GOOD | {"urgency": "soon", "subject": ["ports", {"name": "Tides"}], "slugline": {"deep": 1}})

    assert (story.urgency, [subject.name for subject in story.subjects], story.slugline) == (None, ["Tides"], "")
    assert story.flags == ("value-invalid",)


def test_numbers_lists_and_objects_stand_for_texts():
    (story,) = read(
        GOOD | {"uri": 17, "version": 3.0, "headline": ["Tide wall holds"], "byline": {"name": "Ines Amaral"}}
    )

    assert (story.guid, story.version, story.headline, story.byline) == ("17", "3", "Tide wall holds", "Ines Amaral")
    assert story.flags == ()


def test_a_status_that_nobody_can_read_holds():
    (story,) = read(GOOD | {"pubstatus": {"is": 5}})

    assert (story.pub_status, story.flags) == ("withheld", ("value-invalid",))


def test_a_broken_item_does_not_lose_the_others():
    bomb = GOOD | {"uri": "urn:bomb", "body_html": "<b>" * 5000}

    stories = read([GOOD, 5, bomb, GOOD | {"uri": "urn:last"}])

    assert [story.guid for story in stories] == ["urn:good", "urn:last"]
    assert [story.flags for story in stories] == [("item-unreadable",)] * 2
    assert len(stories[0].set_aside) == 2


def test_an_event_among_stories_is_passed_over():
    stories = read([GOOD, GOOD | {"uri": "urn:event", "type": "event"}])

    assert [story.guid for story in stories] == ["urn:good"]
    assert stories[0].flags == ()


def test_a_document_of_broken_items_is_malformed():
    with pytest.raises(MalformedStory, match="more than 5000 tags"):
        read([GOOD | {"body_html": "<b>" * 5001}])


def test_markup_in_plain_fields_becomes_text():
    headline = "Profit &amp; loss <script>alert(1)</script>\u202eexe.gnp <b>up</b> 5 < 6"

    (story,) = read(
        GOOD
        | {"headline": headline, "byline": "<img src=x onerror=alert(1)>By Ines Amaral", "slugline": "a\0b\r\nX: 1"}
    )

    assert (story.headline, story.byline, story.slugline) == (
        "Profit & loss exe.gnp up 5 < 6",
        "By Ines Amaral",
        "ab X: 1",
    )


def test_a_story_without_an_id_has_the_same_one_each_time():
    values = {name: value for name, value in GOOD.items() if name != "uri"} | {"slugline": "harbor-wall"}

    (first,), (again,), (corrected,) = read(values), read(values), read(values | {"body_html": "<p>Finer.</p>"})

    assert first.guid == again.guid == corrected.guid
    assert first.flags == ("id-made-up",)


def test_a_story_without_a_headline_borrows_its_beginning():
    (story,) = read(GOOD | {"headline": None})

    assert (story.headline, story.flags) == ("Fine.", ("headline-made-up",))


def test_numbers_that_are_none_reach_nobody():
    document = (
        b'{"uri": "urn:n", "headline": "first", "headline": "second", "urgency": NaN, "priority": 1e999, "version": 1}'
    )

    (story,) = parse(document).stories

    assert (story.headline, story.urgency, story.priority) == ("second", None, None)


@pytest.mark.parametrize(
    "values",
    [
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "x", "version": "1"},
        {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []},
        {"api_version": "1.1", "data": {"item": {"altids": {"itemid": "a"}, "headline": "x", "uri": "u"}}},
        {"name": "package", "version": "1.0.0"},
    ],
)
def test_other_json_is_not_taken_for_ninjs(values):
    try:
        found = parse(json.dumps(values).encode()).format
    except WireError as exc:
        found = exc.format

    assert found != NAME
