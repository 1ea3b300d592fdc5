"""JSON Feed 1.0 and 1.1."""

import json

import pytest

from wire.formats import Attachment, Block, NotAStory, Related, SocialLink, parse

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbor Notes",
    "home_page_url": "https://harbor.example/",
    "feed_url": "https://harbor.example/feed.json",
    "language": "en-US",
    "authors": [{"name": "Ines Amaral", "url": "https://harbor.example/ines"}],
}
ITEM = {
    "id": "https://harbor.example/wall",
    "url": "https://harbor.example/wall",
    "external_url": "https://port.example/report",
    "title": "Tide wall holds",
    "summary": "It stood.",
    "content_html": "<p>It <em>held</em>.</p><script>alert(1)</script>",
    "content_text": "Another text.",
    "date_published": "2026-05-04T12:00:00Z",
    "date_modified": "2026-05-04T13:00:00+02:00",
    "tags": ["tide", "wall"],
    "image": "https://img.example/wall.jpg",
    "attachments": [
        {"url": "https://harbor.example/wall.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1200},
        {"url": "https://img.example/more.png", "mime_type": "image/png"},
    ],
}


def read(*items, **feed):
    parsed = parse(json.dumps(FEED | {"items": list(items)} | feed).encode())
    assert parsed.format == "json-feed"
    return parsed.stories


def test_an_item_is_a_story():
    (found,) = read(ITEM)

    assert (found.guid, found.link, found.headline) == (ITEM["id"], ITEM["url"], "Tide wall holds")
    assert (found.standfirst, found.keywords) == (("It stood.",), ("tide", "wall"))
    assert found.body == (Block(text="It held.", html="<p>It <em>held</em>.</p>"),)
    assert found.published.isoformat() == "2026-05-04T12:00:00+00:00"
    assert found.updated.isoformat() == "2026-05-04T13:00:00+02:00"
    assert (found.sender, found.language, found.flags) == ("Harbor Notes", "en-US", ())


def test_pictures_and_other_files_are_told_apart():
    (found,) = read(ITEM)

    assert [picture.href for picture in found.pictures] == [
        "https://img.example/wall.jpg",
        "https://img.example/more.png",
    ]
    assert found.attachments == (Attachment(filename="wall.mp3", mimetype="audio/mpeg", size=1200),)
    assert found.related == (
        Related(href="https://port.example/report", rel="external"),
        Related(href="https://harbor.example/wall.mp3", rel="enclosure"),
    )


def test_the_author_of_the_feed_signs_what_nobody_else_signed():
    own, inherited, old = read(
        ITEM | {"authors": [{"name": "Tom Oyelaran"}]}, ITEM, ITEM | {"author": {"name": "Ada Wend"}}
    )

    assert [story.byline for story in (own, inherited, old)] == ["Tom Oyelaran", "Ines Amaral", "Ada Wend"]
    assert inherited.social == (SocialLink(name="Ines Amaral", url="https://harbor.example/ines"),)


def test_version_1_has_one_author():
    feed = {"version": "https://jsonfeed.org/version/1", "authors": None, "author": {"name": "Ines Amaral"}}

    (found,) = read(ITEM, **feed)

    assert found.bylines == ("Ines Amaral",)


def test_a_note_without_a_title_or_an_id_is_a_story_all_the_same():
    note = {"content_text": "A short note.\n\nAnd its end.", "date_published": "2026-05-04T12:00:00Z"}

    (found,), (again,) = read(note), read(note)

    assert [block.text for block in found.body] == ["A short note.", "And its end."]
    assert (found.headline, found.flags) == ("A short note.", ("headline-made-up", "id-made-up"))
    assert found.guid == again.guid


def test_a_picture_in_the_text_is_a_picture_of_the_story():
    html = '<p>It held.</p><figure><img src="https://img.example/in.jpg"><figcaption>In text.</figcaption></figure>'

    (found,) = read({"id": 7, "title": "Wall", "content_html": html})

    assert (found.guid, found.body) == ("7", (Block(text="It held."),))
    assert [(picture.href, picture.caption) for picture in found.pictures] == [
        ("https://img.example/in.jpg", "In text.")
    ]


def test_addresses_in_the_house_are_refused():
    (found,) = read(ITEM | {"image": "file:///etc/passwd", "url": "javascript:alert(1)"})

    assert (found.link, found.set_aside) == ("", ("Address refused: file:///etc/passwd",))
    assert "address-refused" in found.flags


def test_a_broken_item_does_not_lose_the_others():
    stories = read(None, ITEM, "text")

    assert [story.guid for story in stories] == [ITEM["id"]]
    assert "item-unreadable" in stories[0].flags


@pytest.mark.parametrize("items", [[], None, {}, "none"])
def test_a_feed_without_items_is_no_story(items):
    with pytest.raises(NotAStory):
        read(items=items)
