"""Items of the AP Media API: facts and addresses, hardly ever the text."""

import json

from wire.formats import Block, Place, Related, Subject, parse

ITEM = {
    "uri": "https://api.ap.example/media/v/content/0a1b?qt=x&et=1",
    "altids": {"itemid": "0a1b", "etag": "0a1b_1", "transref": "m0012", "referenceid": "WD--Tide Wall"},
    "version": 0,
    "type": "text",
    "urgency": 4,
    "language": "en",
    "versioncreated": "2026-05-04T12:00:00Z",
    "firstcreated": "2026-05-03T12:00:00Z",
    "pubstatus": "usable",
    "ednote": "Eds: UPDATES: With photos.",
    "headline": "Tide wall holds",
    "headline_extended": "Tide wall holds through its first spring tide",
    "slugline": "BC-WD--Tide Wall",
    "bylines": [{"by": "By INES AMARAL", "title": "Port Amber Courier"}],
    "located": "PORT AMBER, Wend",
    "datelinelocation": {"city": "Port Amber", "countrycode": "WEN"},
    "usageterms": ["Editorial use only.", "No archives."],
    "keywords": ["Tide Wall"],
    "provider": "AP",
    "infosource": [{"name": "Port Amber Courier", "type": "Member"}],
    "subject": [
        {"rels": ["category"], "code": "n", "name": "n"},
        {"rels": ["direct"], "code": "f25af2", "name": "General news", "scheme": "http://cv.ap.example/id/"},
        {"rels": ["ancestor"], "code": "77aa", "name": "News", "scheme": "http://cv.ap.example/id/"},
    ],
    "person": [{"name": "Ada Wend", "rels": ["direct"]}],
    "place": [{"name": "Port Amber", "rels": ["direct"]}, {"name": "Wend", "rels": ["ancestor"]}],
    "associations": {
        "1": {"type": "picture", "headline": "Tide Wall", "altids": {"itemid": "9d87"}},
        "2": {"type": "text", "altids": {"itemid": "7c00"}},
    },
    "renditions": {
        "nitf": {"href": "https://api.ap.example/0a1b/download?format=NITF", "mimetype": "text/xml", "words": 807},
        "anpa": {"href": "https://api.ap.example/0a1b/download?format=ANPA", "words": 807},
    },
    "links": [{"href": "https://apnews.example/0a1b", "rel": "canonical"}],
}


def read(item, **beside):
    parsed = parse(json.dumps({"api_version": "1.1", "data": {"meta": {}, "item": item}} | beside).encode())
    assert parsed.format == "ap-media-json"
    (found,) = parsed.stories
    return found


def test_the_item_is_a_story_whose_text_has_to_be_fetched():
    found = read(ITEM)

    assert (found.guid, found.guid_versioned, found.version) == ("0a1b", "0a1b_1", "0")
    assert (found.headline, found.slugline, found.provider_sequence) == ("Tide wall holds", "BC-WD--Tide Wall", "m0012")
    assert found.subheadline == "Tide wall holds through its first spring tide"
    assert (found.byline, found.byline_title) == ("By INES AMARAL", "Port Amber Courier")
    assert (found.credit, found.sender) == ("Port Amber Courier", "AP")
    assert (found.dateline, found.dateline_city) == ("PORT AMBER, Wend", "Port Amber")
    assert (found.editor_note, found.usage_terms) == ("Eds: UPDATES: With photos.", "Editorial use only.\nNo archives.")
    assert (found.body, found.body_href) == ((), "https://api.ap.example/0a1b/download?format=NITF")
    assert (found.word_count, found.category, found.link) == (807, "n", "https://apnews.example/0a1b")
    assert found.flags == ()


def test_subjects_come_with_their_ancestors_and_places_without():
    found = read(ITEM)

    assert found.subjects == (
        Subject(code="n", name="n", scheme="category"),
        Subject(code="f25af2", name="General news", scheme="http://cv.ap.example/id/"),
        Subject(code="77aa", name="News", scheme="http://cv.ap.example/id/"),
        Subject(name="Ada Wend", scheme="person"),
    )
    assert found.places == (Place(name="Port Amber"),)


def test_associated_pictures_are_pictures_and_the_rest_is_related():
    found = read(ITEM)

    assert [(picture.guid, picture.name, picture.headline) for picture in found.pictures] == [
        ("9d87", "1", "Tide Wall")
    ]
    assert found.related == (Related(guid="7c00", rel="text"),)


def test_what_a_station_between_has_fetched_is_taken():
    files = {"main": {"href": "https://img.ap.example/m.jpg", "mimetype": "image/jpeg", "width": 900, "height": 600}}
    fetched = {
        "data": {"item": {"altids": {"itemid": "9d87"}, "description_caption": "The wall.", "renditions": files}}
    }

    found = read(
        ITEM,
        nitf={"body_html": "<block><p>It held.</p><p>It will be measured.</p></block>", "headline": "Another"},
        associations={"1": fetched},
    )

    assert found.headline == "Tide wall holds"
    assert found.body == (Block(text="It held."), Block(text="It will be measured."))
    assert [(picture.caption, picture.href) for picture in found.pictures] == [
        ("The wall.", "https://img.ap.example/m.jpg")
    ]


def test_a_picture_has_its_caption_and_names_its_photographer():
    found = read(
        {
            "altids": {"itemid": "171b"},
            "version": 2,
            "type": "picture",
            "headline": "Tide Wall",
            "ednote": ["092218124137", 21334631],
            "photographer": {"name": "Sol Quist", "title": "Stringer"},
            "description_creditline": "Sol Quist/Agency/AP",
            "description_caption": "FILE - The wall. (Sol Quist/Agency/AP, File)",
            "renditions": {
                "main": {"href": "https://img.ap.example/m.jpg", "width": 900, "height": 600, "mimetype": "image/jpeg"},
                "caption_nitf": {"href": "https://img.ap.example/caption", "mimetype": "text/xml"},
            },
        }
    )

    assert (found.kind, found.version, found.byline, found.byline_title) == ("picture", "2", "Sol Quist", "Stringer")
    assert (found.credit, found.caption) == ("Sol Quist/Agency/AP", "FILE - The wall. (Sol Quist/Agency/AP, File)")
    assert found.editor_note == "092218124137\n21334631"
    assert [file.name for file in found.renditions] == ["main", "caption_nitf"]
    assert (found.pictures[0].href, found.pictures[0].caption) == ("https://img.ap.example/m.jpg", found.caption)
    assert found.body_href == ""


def test_lists_of_the_interface_hold_an_item_each():
    items = [{"meta": {"seq": number}, "item": ITEM | {"altids": {"itemid": f"id{number}"}}} for number in (1, 2)]

    parsed = parse(json.dumps({"api_version": "1.1", "data": {"items": items}}).encode())

    assert [story.guid for story in parsed.stories] == ["id1", "id2"]


def test_embargoes_holds_and_kills_are_obeyed():
    bound = read(ITEM | {"pubstatus": "embargoed", "embargoed": "2026-05-05T06:00:00Z"})
    unclear = read(ITEM | {"embargoed": "later"})
    killed = read(ITEM | {"pubstatus": "canceled", "editorialtypes": ["Kill"]})

    assert (bound.pub_status, bound.embargoed_until.isoformat()) == ("withheld", "2026-05-05T06:00:00+00:00")
    assert (unclear.pub_status, "embargo-unclear" in unclear.flags) == ("withheld", True)
    assert (killed.pub_status, killed.kills, killed.signals[0]) == ("canceled", ("0a1b",), "kill")


def test_a_daybook_is_an_advisory():
    assert "advisory" in read(ITEM | {"profile": "Daybook"}).signals
    assert "advisory" not in read(ITEM | {"profile": "Feature"}).signals
