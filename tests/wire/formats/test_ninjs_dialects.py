"""How senders bend ninjs: Superdesk, TT and dpa, each with look-alikes of their tricks."""

import json
from datetime import UTC, datetime

from wire.formats import Bio, Block, Related, parse

SUPERDESK = {
    "guid": "tag:desk.example:2026:wall",
    "version": 2,
    "type": "text",
    "versioncreated": "2026-05-04T12:00:00+0000",
    "firstcreated": "2026-05-03T12:00:00+0000",
    "firstpublished": "2026-05-04T12:30:00+0000",
    "pubstatus": "usable",
    "urgency": 3,
    "priority": 6,
    "headline": "Tide wall holds",
    "byline": "Harbor desk",
    "authors": [
        {
            "name": "Ines Amaral",
            "role": "writer",
            "biography": "Writes about tides.",
            "avatar_url": "https://a.example/i",
        },
        {"name": "Tom Oyelaran", "role": "editor"},
    ],
    "source": "AXN",
    "copyrightholder": "Agency Example",
    "ednote": "Adds comment.\nPhotos to come.",
    "usageterms": "Not for broadcast.",
    "service": [{"code": "f", "name": "Finance"}],
    "genre": [{"code": "Article", "name": "Article (news)"}],
    "keywords": ["tide", "wall", "tide"],
    "description_html": "<p>It stood its <b>first</b> tide.</p>",
    "body_html": "<p>It held\nall night.<br/></p>",
    "extra": {"seotitle": "never shown"},
    "associations": {
        "featuremedia": {
            "guid": "20260504001",
            "type": "picture",
            "headline": "The wall",
            "description_text": "The wall at noon.",
            "body_text": "A gray wall",
            "byline": "Sol Quist",
            "mime_type": "image/jpeg",
            "renditions": {
                "thumbnail": {"href": "http://localhost:5000/t", "width": 180, "height": 120, "mimetype": "image/jpeg"},
                "original": {"href": "http://localhost:5000/o.jpg", "width": 3000, "height": 2000},
            },
        },
        "sidebars": [{"guid": "tag:desk.example:2026:side", "type": "text"}, None],
        "gone": None,
    },
    "evolvedfrom": "tag:desk.example:2026:earlier",
}


def story(values):
    (found,) = parse(json.dumps(values).encode()).stories
    return found


def test_superdesk_names_its_stories_by_guid_and_numbers_its_versions():
    found = story(SUPERDESK)

    assert (found.guid, found.version, found.urgency, found.priority) == ("tag:desk.example:2026:wall", "2", 3, 6)
    assert found.updated == datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert found.published == datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
    assert (found.credit, found.sender, found.category) == ("AXN", "Agency Example", "f")
    assert (found.editor_note, found.usage_terms) == ("Adds comment.\nPhotos to come.", "Not for broadcast.")
    assert found.keywords == ("tide", "wall")
    assert found.standfirst == ("It stood its first tide.",)
    assert found.body == (Block(text="It held all night."),)


def test_superdesk_authors_are_not_the_byline():
    found = story(SUPERDESK)

    assert (found.byline, found.bylines) == ("Harbor desk", ("Ines Amaral", "Tom Oyelaran"))
    assert found.bios == (Bio(name="Ines Amaral", text="Writes about tides."),)


def test_superdesk_pictures_stand_in_an_object_and_text_beside_them_is_related():
    found = story(SUPERDESK)

    (picture,) = found.pictures
    assert (picture.name, picture.guid, picture.headline, picture.caption, picture.credit, picture.alt) == (
        "featuremedia",
        "20260504001",
        "The wall",
        "The wall at noon.",
        "Sol Quist",
        "A gray wall",
    )
    assert (picture.href, picture.mimetype) == ("http://localhost:5000/o.jpg", "image/jpeg")
    assert [file.name for file in picture.renditions] == ["thumbnail", "original"]
    assert found.related == (Related(guid="tag:desk.example:2026:side", rel="sidebars"),)


def test_a_rewrite_replaces_what_it_evolved_from():
    found = story(SUPERDESK)

    assert found.replaces == ("tag:desk.example:2026:earlier",)
    assert "update" in found.signals


def test_a_composite_with_a_text_is_one_story_with_pictures():
    found = story(SUPERDESK | {"type": "composite"})

    assert (found.kind, len(found.body), len(found.pictures)) == ("composite", 1, 1)


def test_addresses_in_the_house_are_refused_and_said():
    picture = {
        "type": "picture",
        "guid": "p",
        "renditions": {
            "a": {"href": "file:///etc/passwd"},
            "b": {"href": "gopher://127.0.0.1/"},
            "c": {"href": "/api/upload/c.jpg"},
            "d": {"href": "http://[half"},
            "e": {"href": "wall.jpg"},
        },
    }

    found = story(SUPERDESK | {"associations": {"x": picture}})

    assert [file.href for file in found.pictures[0].renditions] == ["wall.jpg"]
    assert "address-refused" in found.flags
    assert found.set_aside == (
        "Address refused: file:///etc/passwd",
        "Address refused: gopher://127.0.0.1/",
        "Address refused: /api/upload/c.jpg",
        "Address refused: http://[half",
    )


def test_dpa_sends_no_type_and_a_section_around_the_text():
    found = story(
        {
            "uri": "urn:newsml:agency.example:20260101:260504-99-1",
            "version": "2",
            "versioncreated": "2026-05-04T14:00:00+02:00",
            "copyrightholder": "Agentur",
            "language": "de",
            "bodies": [
                {"role": "html", "contenttype": "text/html", "value": '<section class="main"><p>Er hält.</p></section>'}
            ],
            "headlines": [{"role": "main", "value": "Deich hält"}],
            "by": "Von Ines Amaral, dpa",
        }
    )

    assert (found.kind, found.headline, found.body) == ("text", "Deich hält", (Block(text="Er hält."),))
    assert (found.byline, found.bylines, found.byline_title) == ("Von Ines Amaral, dpa", ("Ines Amaral",), "dpa")


def test_tt_lists_its_associations_with_their_names_and_never_shows_phone_numbers():
    found = story(
        {
            "uri": "http://tt.example/media/text/wall",
            "type": "text",
            "versioncreated": "2026-05-04T14:00:00+02:00",
            "language": "swe",
            "headlines": [{"role": "main", "value": "Vallen håller"}],
            "bodies": [{"role": "text", "contenttype": "text/plain", "value": "Vallen håller\nHamn TT\nDen höll."}],
            "people": [{"name": "Ada Wend", "contactinfo": [{"type": "phone", "value": "+46 8 555 01 99"}]}],
            "expires": "2026-06-04T00:00:00+02:00",
            "associations": [
                {
                    "name": "a001",
                    "type": "picture",
                    "uri": "http://tt.example/media/image/1",
                    "by": "Sol Quist/TT",
                    "descriptions": [{"value": "Vallen."}],
                    "renditions": [
                        {"name": "r00", "href": "https://tt.example/h.jpg", "contenttype": "image/jpeg", "width": 4000},
                        {"name": "r01", "href": "https://tt.example/p.jpg", "contenttype": "image/jpeg", "width": 1024},
                    ],
                }
            ],
        }
    )

    assert (found.language, found.expires_at.isoformat()) == ("sv", "2026-06-04T00:00:00+02:00")
    assert [block.text for block in found.body] == ["Hamn TT", "Den höll."]
    (picture,) = found.pictures
    assert (picture.name, picture.caption, picture.credit, picture.href) == (
        "a001",
        "Vallen.",
        "Sol Quist/TT",
        "https://tt.example/h.jpg",
    )
    assert "555 01 99" not in json.dumps(found.to_json())
