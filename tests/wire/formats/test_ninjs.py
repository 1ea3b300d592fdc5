"""ninjs 1, 2 and 3: the same story, however its version spells the names."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from wire.formats import Block, NotAStory, Place, Rendition, Subject, parse

WORDS = ("The tide wall at Port Amber held on Tuesday.", "Engineers will measure it again in spring.")
HTML = "".join(f"<p>{words}</p>" for words in WORDS)
BLOCKS = tuple(Block(text=words) for words in WORDS)
FIRST = {
    "uri": "urn:newsml:agency.example:20260504:wall",
    "type": "text",
    "version": "3",
    "versioncreated": "2026-05-04T12:00:00Z",
    "firstcreated": "2026-05-04T10:00:00Z",
    "pubstatus": "usable",
    "urgency": 4,
    "language": "en",
    "headline": "Tide wall holds",
    "byline": "By Ines Amaral and Tom Oyelaran",
    "slugline": "harbor-wall",
    "located": "Port Amber, Wend",
    "description_text": "The new wall stood its first spring tide.",
    "body_html": HTML,
}
SECOND = {
    "uri": "urn:newsml:agency.example:20260504:wall",
    "type": "text",
    "version": "3",
    "versioncreated": "2026-05-04T12:00:00Z",
    "firstcreated": "2026-05-04T10:00:00Z",
    "pubstatus": "usable",
    "urgency": 4,
    "language": "en",
    "headlines": [{"role": "short", "value": "Wall holds"}, {"role": "main", "value": "Tide wall holds"}],
    "by": "By Ines Amaral and Tom Oyelaran",
    "slugline": "harbor-wall",
    "located": "Port Amber, Wend",
    "descriptions": [{"role": "text", "value": "The new wall stood its first spring tide."}],
    "bodies": [{"role": "xhtml", "contenttype": "text/html", "value": f"<body>{HTML}</body>"}],
}
THIRD = {
    "uri": "urn:newsml:agency.example:20260504:wall",
    "type": "text",
    "version": "3",
    "versionCreated": "2026-05-04T12:00:00Z",
    "firstCreated": "2026-05-04T10:00:00Z",
    "pubStatus": "usable",
    "urgency": 4,
    "language": "en",
    "headlines": [{"value": "Tide wall holds"}],
    "by": "By Ines Amaral and Tom Oyelaran",
    "slugline": "harbor-wall",
    "located": "Port Amber, Wend",
    "descriptions": [{"contentType": "text/plain", "value": "The new wall stood its first spring tide."}],
    "bodies": [{"contentType": "text/html", "value": HTML}],
}


def read(values):
    parsed = parse(json.dumps(values).encode())
    assert parsed.format == "ninjs"
    return parsed.stories


def story(**values):
    (found,) = read({"uri": "urn:x", "headline": "Tide wall holds", "versioncreated": "2026-05-04T12:00:00Z"} | values)
    return found


@pytest.mark.parametrize("values", [FIRST, SECOND, THIRD], ids=["1.x", "2.x", "3.x"])
def test_every_version_is_the_same_story(values):
    (found,) = read(values)

    assert found.guid == "urn:newsml:agency.example:20260504:wall"
    assert (found.version, found.kind, found.pub_status, found.urgency, found.language) == (
        "3",
        "text",
        "usable",
        4,
        "en",
    )
    assert (found.headline, found.slugline) == ("Tide wall holds", "harbor-wall")
    assert found.bylines == ("Ines Amaral", "Tom Oyelaran")
    assert found.standfirst == ("The new wall stood its first spring tide.",)
    assert (found.dateline, found.dateline_city) == ("Port Amber, Wend", "Port Amber")
    assert found.updated == datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert found.first_created == datetime(2026, 5, 4, 10, tzinfo=UTC)
    assert found.body == BLOCKS
    assert found.flags == ()


@pytest.mark.parametrize(
    "wrap",
    [
        lambda item: [item],
        lambda item: {"item": item},
        lambda item: {"items": [item]},
        lambda item: {"_items": [item], "_meta": {"total": 1}},
        lambda item: {"data": {"item": item}},
        lambda item: {"hits": [item], "total": 1},
        lambda item: {"hits": {"hits": [{"_source": item}]}},
        lambda item: [{"item": item}],
    ],
)
def test_the_envelopes_of_interfaces_are_opened(wrap):
    (found,) = read(wrap(FIRST))

    assert (found.guid, found.body) == (FIRST["uri"], BLOCKS)


def test_one_body_is_taken_and_it_is_the_one_in_html():
    bodies = [
        {"role": "text", "contenttype": "text/plain", "value": "Tide wall holds\nPort AX\nPlain words."},
        {"role": "agencynitf", "contenttype": "application/xml", "value": "<X><P>No.</P></X>"},
        {"role": "richhtml5", "contenttype": "text/html", "value": "<article><p>Rich words.</p></article>"},
        {"role": "html5", "contenttype": "text/html", "value": "<article><p>Marked words.</p></article>"},
    ]

    assert story(bodies=bodies).body == (Block(text="Marked words."),)
    assert story(bodies=bodies[:3]).body == (Block(text="Rich words."),)
    assert story(bodies=bodies[:2]).body == (Block(text="Port AX"), Block(text="Plain words."))
    assert story(bodies=bodies[1:2]).body == ()


def test_a_page_is_read_for_its_article_without_headline_vignette_and_pictures():
    page = (
        "<html><head><title>Tide wall holds</title></head><body><article><section><h1>Tide wall holds</h1>"
        '<div class="dat"><span class="vignette">Harbor</span><span class="source">AX</span></div>'
        '<div class="bodytext"> <p>It <b>held</b>.</p><blockquote>We are glad.</blockquote></div>'
        '<figure><img src="https://img.example/a_thumb.jpg" alt="The wall." data-assoc-ref="a001"/>'
        '<div class="byline">Sol Quist/AX</div><figcaption>The wall.</figcaption></figure>'
        "</section></article></body></html>"
    )
    picture = {"name": "a001", "type": "picture", "uri": "urn:p", "descriptions": [{"value": "The wall."}]}

    found = story(bodies=[{"role": "html5", "contenttype": "text/html", "value": page}], associations=[picture])

    assert [block.text for block in found.body] == ["It held.", "We are glad."]
    assert found.kicker == "Harbor"
    assert [(one.guid, one.caption) for one in found.pictures] == [("urn:p", "The wall.")]


def test_a_picture_that_only_the_text_has_is_a_picture_of_the_story():
    html = (
        '<p>It held.</p><figure><img src="https://img.example/wall.jpg" alt="A wall">'
        '<figcaption>The wall at noon. <span class="credit">Sol Quist</span></figcaption></figure>'
    )

    found = story(body_html=html)

    assert found.body == (Block(text="It held."),)
    (picture,) = found.pictures
    assert (picture.href, picture.caption, picture.credit, picture.alt) == (
        "https://img.example/wall.jpg",
        "The wall at noon.",
        "Sol Quist",
        "A wall",
    )


def test_the_nitf_in_a_body_is_read_where_there_is_no_html():
    nitf = "<nitf><body><body.content><p>It held.</p></body.content></body></nitf>"

    assert story(bodies=[{"role": "nitf", "value": nitf}]).body == (Block(text="It held."),)
    assert story(body_nitf="<nitf><p>broken", body_text="Plain.").body == (Block(text="Plain."),)


def test_subjects_have_codes_from_literals_addresses_and_qcodes():
    found = story(
        subjects=[{"literal": "04000000", "uri": "http://cv.example/subref/04000000", "name": "Economy"}],
        subject=[
            {"code": "medtop:20000344", "name": "Ports"},
            {"code": "http://cv.example/topic/7", "name": "Tides"},
            {"name": "#Walls", "scheme": "topic", "code": "#Walls"},
        ],
        people=[{"name": "Ada Wend", "rel": "about"}, {"name": "Ines Amaral", "rel": "author"}],
        organisations=[{"name": "Harbor Office"}],
    )

    assert found.subjects == (
        Subject(code="medtop:20000344".partition(":")[2], name="Ports", scheme="medtop"),
        Subject(code="7", name="Tides", scheme="http://cv.example/topic"),
        Subject(code="#Walls", name="#Walls", scheme="topic"),
        Subject(code="04000000", name="Economy", scheme="http://cv.example/subref"),
        Subject(name="Ada Wend", scheme="person"),
        Subject(name="Harbor Office", scheme="org"),
    )
    assert found.bylines == ("Ines Amaral",)


def test_places_keep_their_parts_and_a_country_its_code():
    found = story(
        place=[
            {"name": "Wend", "scheme": "http://cv.example/iso3166-1a2/", "code": "we"},
            {"name": "Port Amber", "state": "North", "country_code": "WE"},
            {"code": "NSW", "name": "NSW"},
        ]
    )

    assert found.places == (
        Place(name="Wend", country_code="we"),
        Place(name="Port Amber", state="North", country_code="WE"),
        Place(name="NSW"),
    )


def test_a_picture_item_has_its_caption_its_files_and_itself_as_a_picture():
    found = story(
        type="picture",
        descriptions=[{"role": "caption", "value": "The wall at noon."}],
        by="Sol Quist",
        renditions=[
            {
                "name": "small",
                "href": "https://img.example/s.jpg",
                "contentType": "image/jpeg",
                "width": 90,
                "height": 60,
            },
            {
                "name": "main",
                "href": "https://img.example/m.jpg",
                "contenttype": "image/jpeg",
                "width": "900",
                "height": 600.0,
            },
        ],
        body_text="A gray wall",
    )

    assert (found.kind, found.caption, found.body) == ("picture", "The wall at noon.", ())
    assert found.renditions[1] == Rendition(
        name="main", href="https://img.example/m.jpg", mimetype="image/jpeg", width=900, height=600
    )
    (picture,) = found.pictures
    assert (picture.href, picture.alt, picture.credit) == ("https://img.example/m.jpg", "A gray wall", "Sol Quist")


@pytest.mark.parametrize("kind", ["event", "planning", "concept"])
def test_what_is_no_story_is_none(kind):
    with pytest.raises(NotAStory):
        story(type=kind)


@pytest.mark.parametrize("values", [{"eventDetails": {"dates": {}}}, {"plannedCoverage": [{"title": "Tide"}]}])
def test_an_event_or_a_plan_without_a_type_is_no_story(values):
    with pytest.raises(NotAStory):
        story(**values)


def test_words_are_counted_by_the_item_or_by_its_body():
    bodies = [{"contentType": "text/html", "value": HTML, "wordCount": 15}]

    assert story(wordcount="16", bodies=bodies).word_count == 16
    assert story(bodies=bodies).word_count == 15
    assert story(wordcount=0).word_count is None


def test_a_kill_needs_no_text():
    (found,) = read({"uri": "urn:x", "version": "4", "pubstatus": "canceled"})

    assert (found.pub_status, found.kills, found.signals) == ("canceled", ("urn:x",), ("kill",))
    assert found.headline == "urn:x"


def test_an_embargo_binds_and_one_that_cannot_be_read_holds():
    bound = story(embargoed="2026-05-05T06:00:00+02:00")
    unclear = story(embargoed="soon")
    odd = story(embargoed=["?", {}])
    none = story(embargoed="0001-01-01T00:00:00")

    assert bound.embargoed_until == datetime(2026, 5, 5, 6, tzinfo=timezone(timedelta(hours=2)))
    assert (unclear.pub_status, unclear.embargoed_until, "embargo-unclear" in unclear.flags) == ("withheld", None, True)
    assert (odd.pub_status, odd.embargoed_until, "embargo-unclear" in odd.flags) == ("withheld", None, True)
    assert (none.pub_status, none.embargoed_until) == ("usable", None)


def test_marks_before_the_headline_become_signals():
    found = story(headline="CORRECTED-Tide wall holds", ednote="Corrects name of harbor.")

    assert (found.headline, found.signals) == ("Tide wall holds", ("correction",))
