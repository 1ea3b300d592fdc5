"""A story as a value: what is equal, what a Version keeps of it, what is derived from it."""

import json
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.content import FIELD_LABELS, Byline, Content, ContentError, Label, Placement

STORY = Content(
    headline="River rises",
    kicker="Weather",
    label=Label.FACT_CHECK,
    standfirst="Two villages are cut off.",
    bylines=(Byline(name="Ada Example", author=3, role="in Samplebridge"), Byline(name="Sample Agency")),
    dateline="SAMPLEBRIDGE",
    body=("<p>One two.</p>", '<figure data-image="7"></figure>', "<p>Three &amp; four.</p>"),
    images=(Placement(image=7, caption="The bridge", credit="A. Example", alt_text="A bridge"), Placement(image=9)),
    section=1,
    topics=(5, 2),
    notes=("Bo Example contributed to this report.",),
    editor_note="Check the names.\nThen publish.",
    language="en-GB",
    slug="river-rises",
)

LINES = st.text(max_size=12)
KEYS = st.integers(1, 9)
CONTENTS = st.builds(
    Content,
    headline=LINES,
    kicker=LINES,
    label=st.sampled_from(Label),
    standfirst=LINES,
    bylines=st.lists(st.builds(Byline, name=LINES, author=st.none() | KEYS, role=LINES), max_size=3).map(tuple),
    dateline=LINES,
    body=st.lists(LINES.map("<p>{}</p>".format), max_size=3).map(tuple),
    images=st.lists(
        st.builds(Placement, image=KEYS, caption=LINES, credit=LINES, alt_text=LINES, is_decorative=st.booleans()),
        max_size=3,
    ).map(tuple),
    section=st.none() | KEYS,
    topics=st.lists(KEYS, max_size=4).map(tuple),
    notes=st.lists(LINES, max_size=3).map(tuple),
    editor_note=LINES,
    language=st.sampled_from(["en", "EN_us", "zh-hant-TW", ""]),
    slug=LINES,
)


def test_an_empty_story_is_a_story():
    assert (Content().words, Content().plain_text, Content().lead_image, Content().inline_images) == (0, "", None, ())


def test_a_story_does_not_change():
    with pytest.raises(FrozenInstanceError):
        STORY.headline = "Other"  # type: ignore[misc]

    assert hash(STORY) == hash(Content.from_json(STORY.to_json()))


@pytest.mark.parametrize(
    ("typed", "as_if"),
    [
        ({"headline": " Cafe\u0301\n opens "}, {"headline": "Caf\u00e9 opens"}),
        ({"headline": "a\u202eb\u202c\x00\ufeff"}, {"headline": "ab"}),
        ({"language": "EN_us"}, {"language": "en-US"}),
        ({"language": "zh-hant-tw"}, {"language": "zh-Hant-TW"}),
        ({"label": "live"}, {"label": Label.LIVE}),
        ({"topics": [2, 1, 2]}, {"topics": (2, 1)}),
        ({"notes": ["", " a  b "]}, {"notes": ("a b",)}),
        ({"editor_note": "a\r\nb\n"}, {"editor_note": "a\nb"}),
        ({"bylines": [Byline(name=" A\tB ")]}, {"bylines": (Byline(name="A B"),)}),
        (
            {"images": [Placement(image=1, caption="a"), Placement(image=1)]},
            {"images": (Placement(image=1, caption="a"),)},
        ),
    ],
)
def test_a_story_is_equal_however_it_was_typed(typed, as_if):
    assert Content(**typed) == Content(**as_if)
    assert Content(**typed) != Content()


def test_the_body_is_not_composed_across_tags():
    assert Content(body=("<p>\u0338x</p>",)).body == ("<p>\u0338x</p>",)


def test_pictures_stand_at_the_top_or_where_the_body_shows_them():
    assert STORY.lead_image == STORY.images[1]
    assert STORY.inline_images == (STORY.images[0],)


def test_text_and_length_are_those_of_the_body():
    assert STORY.plain_text == "One two.\n\nThree & four."
    assert STORY.words == 4


def test_every_field_has_a_label():
    assert set(FIELD_LABELS) == set(STORY.to_json())


@settings(max_examples=150, deadline=None)
@given(CONTENTS)
def test_json_gives_back_the_same_story(content):
    assert Content.from_json(json.loads(json.dumps(content.to_json()))) == content


def test_json_is_plain():
    assert STORY.to_json() == {
        "headline": "River rises",
        "kicker": "Weather",
        "label": "fact-check",
        "standfirst": "Two villages are cut off.",
        "bylines": [
            {"name": "Ada Example", "author": 3, "role": "in Samplebridge"},
            {"name": "Sample Agency", "author": None, "role": ""},
        ],
        "dateline": "SAMPLEBRIDGE",
        "body": ["<p>One two.</p>", '<figure data-image="7"></figure>', "<p>Three &amp; four.</p>"],
        "images": [
            {
                "image": 7,
                "caption": "The bridge",
                "credit": "A. Example",
                "alt_text": "A bridge",
                "is_decorative": False,
            },
            {"image": 9, "caption": "", "credit": "", "alt_text": "", "is_decorative": False},
        ],
        "section": 1,
        "topics": [5, 2],
        "notes": ["Bo Example contributed to this report."],
        "editor_note": "Check the names.\nThen publish.",
        "language": "en-GB",
        "slug": "river-rises",
    }


def test_an_old_version_without_a_field_is_readable():
    assert Content.from_json({"headline": "a", "bylines": [{"name": "b"}]}) == Content(
        headline="a", bylines=(Byline(name="b"),)
    )


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"headline": "a", "mood": "grim"}, "Content has unknown fields (mood)"),
        ({"bylines": [{"name": "a", "orcid": "1"}]}, "Byline has unknown fields (orcid)"),
        ({"label": "from-the-future"}, "Not the JSON of a story"),
        ({"headline": 5}, "Not the JSON of a story"),
        ({"topics": ["1"]}, "Not the JSON of a story"),
        ({"section": "1"}, "Not the JSON of a story"),
        ({"body": [None]}, "Not the JSON of a story"),
        ({"bylines": ["a"]}, "Not the JSON of a story"),
        ({"images": [{"caption": "no picture"}]}, "Not the JSON of a story"),
    ],
)
def test_what_would_be_lost_or_misread_is_refused(data, complaint):
    with pytest.raises(ContentError) as refused:
        Content.from_json(data)

    assert str(refused.value).startswith(complaint)
