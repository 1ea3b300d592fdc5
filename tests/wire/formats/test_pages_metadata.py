"""Documents that are nothing but metadata of schema.org: every shape in which a value may come."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from wire.formats import MalformedStory, NotAStory, Place, Related, Subject, UnknownFormat, parse

LINK = "https://example.example/ferry-late"


def article(**values):
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry late"} | values


def read_all(values, zone="UTC"):
    parsed = parse(json.dumps(values).encode(), timezone=ZoneInfo(zone))
    assert parsed.format == "json-ld"
    return parsed.stories


def read(*, zone="UTC", **values):
    [story] = read_all(article(**values), zone)
    return story


def test_everything_has_its_field():
    story = read(
        mainEntityOfPage={"@type": "WebPage", "@id": LINK},
        identifier={"@type": "PropertyValue", "value": "ex-4711"},
        alternativeHeadline="Fog blamed",
        description="Fog kept it in port.",
        datePublished="2026-03-01T10:00:00Z",
        dateModified="2026-03-01T12:00:00+01:00",
        dateCreated="2026-03-01T09:00:00.158Z",
        author={"@type": "Person", "name": "Ada Sample", "jobTitle": "Harbor editor"},
        publisher={"@type": "Organization", "name": "The Example"},
        articleSection=["Shipping", "Weather"],
        articleBody="The ferry was late.\n\nIt left at noon.",
        inLanguage="en-GB",
        wordCount="312",
        dateline="SAMPLETON",
        license="https://example.example/terms",
        contentLocation={"@type": "Place", "name": "Sampleton", "address": {"addressCountry": "EX"}},
        about=[{"@type": "Thing", "name": "Ferries"}],
        video={"@type": "VideoObject", "contentUrl": "https://example.example/1.mp4"},
    )

    assert (story.guid, story.link, story.kind, story.pub_status) == ("ex-4711", LINK, "text", "usable")
    assert (story.headline, story.subheadline, story.standfirst) == (
        "Ferry late",
        "Fog blamed",
        ("Fog kept it in port.",),
    )
    assert story.published == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert story.updated == datetime(2026, 3, 1, 11, 0, tzinfo=UTC)
    assert story.first_created == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    assert (story.bylines, story.byline_title, story.sender) == (("Ada Sample",), "Harbor editor", "The Example")
    assert (story.topics, story.language, story.word_count) == (("Shipping", "Weather"), "en-GB", 312)
    assert [block.text for block in story.body] == ["The ferry was late.", "It left at noon."]
    assert (story.dateline, story.dateline_city) == ("SAMPLETON", "SAMPLETON")
    assert story.usage_terms == "https://example.example/terms"
    assert story.places == (Place(name="Sampleton", country_code="EX"),)
    assert story.subjects == (Subject(name="Ferries", scheme="about"),)
    assert story.related == (Related(href="https://example.example/1.mp4", rel="video"),)
    assert story.flags == ()


@pytest.mark.parametrize("name", ["Example Newsroom", "Sample & Sons", "Redaktion Beispiel", "By the Sea"])
def test_an_organization_signs_with_its_whole_name(name):
    assert read(author={"@type": "Organization", "name": name}).bylines == (name,)
    assert read(author={"@type": "https://schema.org/NewsMediaOrganization", "name": name}).bylines == (name,)


@pytest.mark.parametrize(
    "author",
    [
        "Ada Sample and Bo Muster",
        "By Ada Sample, Bo Muster",
        ["Ada Sample", "Bo Muster"],
        [{"@type": "Person", "name": "Ada Sample"}, {"@type": "Person", "name": "Bo Muster"}],
        [{"@type": "Person", "byline": "Ada Sample"}, {"@type": "Person", "givenName": "Bo", "familyName": "Muster"}],
        {"@type": "Person", "name": ["Ada Sample", "Bo Muster"]},
        {"@type": "Person", "name": "Ada Sample & Bo Muster", "url": "https://example.example/staff"},
        [[{"@type": "Person", "name": "Ada Sample"}], "Bo Muster (bo@example.example)"],
        {"@list": [{"name": "Ada Sample"}, {"name": "Bo Muster"}]},
        [{"name": "Ada Sample"}, {"name": "Bo Muster"}, {"name": "Ada Sample"}, "https://example.example/bo", None],
    ],
)
def test_authors_in_any_shape_are_names_one_by_one(author):
    assert read(author=author).bylines == ("Ada Sample", "Bo Muster")


@pytest.mark.parametrize(
    "author", ["Example Press", ["Example staff reporter"], {"@type": "Organization", "name": "EXW"}]
)
def test_agencies_and_desks_sign_as_they_are_called(author):
    said = author if isinstance(author, str) else author[0] if isinstance(author, list) else author["name"]

    assert read(author=author).bylines == (said,)


def test_without_author_a_creator_signs_and_without_anybody_nobody():
    assert read(creator=["Ada Sample"]).bylines == ("Ada Sample",)
    assert read(author=[]).bylines == ()


@pytest.mark.parametrize(
    ("image", "addresses"),
    [
        ("https://i.example/1.jpg", ["https://i.example/1.jpg"]),
        (
            ["https://i.example/a/1.jpg", "https://i.example/b/1.jpg"],
            ["https://i.example/a/1.jpg", "https://i.example/b/1.jpg"],
        ),
        ({"@type": "ImageObject", "url": "https://i.example/1.jpg"}, ["https://i.example/1.jpg"]),
        ([{"@type": "ImageObject", "contentUrl": "https://i.example/1.jpg"}], ["https://i.example/1.jpg"]),
        ({"@id": "https://i.example/1.jpg"}, ["https://i.example/1.jpg"]),
        ({"@type": "ImageObject", "url": ["https://i.example/1.jpg"]}, ["https://i.example/1.jpg"]),
        ("/img/1.jpg", ["https://example.example/img/1.jpg"]),
        ("//i.example/1.jpg", ["https://i.example/1.jpg"]),
        ("", []),
        (None, []),
    ],
)
def test_images_in_any_shape_are_addresses(image, addresses):
    assert [picture.href for picture in read(image=image, url=LINK).pictures] == addresses


def test_crops_of_one_picture_are_one_picture():
    crops = [f"https://i.example/65897427_{size}.jpg" for size in (804, 604)]
    resized = [f"https://i.example/4616.jpg?width={size}" for size in (1200, 900)]

    [one] = read(image=crops).pictures
    [other] = read(image=resized).pictures

    assert (one.href, [file.href for file in one.renditions]) == (crops[0], crops)
    assert [file.href for file in other.renditions] == resized


def test_a_picture_brings_what_is_said_about_it():
    [picture] = read(
        image={
            "@type": "ImageObject",
            "url": "https://i.example/1.jpg",
            "caption": "The ferry.",
            "creditText": "Bo Muster/EXW",
            "copyrightNotice": "EXW 2026",
            "width": "1200px",
            "height": {"@type": "QuantitativeValue", "value": 628},
        }
    ).pictures

    assert (picture.caption, picture.credit, picture.copyright_notice) == ("The ferry.", "Bo Muster/EXW", "EXW 2026")
    assert (picture.width, picture.height) == (1200, 628)


def test_a_picture_on_our_own_machine_is_refused():
    story = read(image=["file:///etc/passwd", "https://i.example/1.jpg", "javascript:alert(1)"])

    assert [picture.href for picture in story.pictures] == ["https://i.example/1.jpg"]
    assert story.flags == ("address-refused", "id-made-up", "no-body")
    assert story.set_aside == ("Address refused: file:///etc/passwd", "Address refused: javascript:alert(1)")


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ("ferries, fog,  Sampleton", ("ferries", "fog", "Sampleton")),
        ("ferries; fog, thick", ("ferries", "fog, thick")),
        (["ferries", "fog, thick"], ("ferries", "fog, thick")),
        ([{"@type": "DefinedTerm", "name": "ferries"}, "fog"], ("ferries", "fog")),
        (["ferries", ["fog", "ferries"]], ("ferries", "fog")),
        ("", ()),
    ],
)
def test_keywords_in_any_shape_are_words(keywords, words):
    assert read(keywords=keywords).keywords == words


@pytest.mark.parametrize(
    "printed",
    [
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.000+00:00",
        "2026-03-01T11:00:00+0100",
        "2026-03-01T11:00:00+01:00[Europe/Vienna]",
        "Sun, 01 Mar 2026 10:00:00 GMT",
        "March 1, 2026 10:00 AM UTC",
        1772359200,
        "1772359200000",
        ["2026-03-01T10:00:00Z"],
        {"@type": "DateTime", "@value": "2026-03-01T10:00:00Z"},
    ],
)
def test_times_in_any_shape_are_the_same_moment(printed):
    story = read(datePublished=printed)

    assert story.published == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert "no-timezone" not in story.flags


@pytest.mark.parametrize("printed", ["2026-03-01", "March 1, 2026"])
def test_a_day_alone_is_a_day(printed):
    story = read(datePublished=printed, zone="Europe/Vienna")

    assert (story.published.date(), story.published_is_date) == (date(2026, 3, 1), True)


def test_a_time_without_offset_is_the_providers_and_says_so():
    story = read(datePublished="2026-03-01T10:00:00", url=LINK, articleBody="Late.", zone="Europe/Vienna")

    assert story.published == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    assert story.flags == ("no-timezone",)


@pytest.mark.parametrize(
    "document",
    [
        article(),
        [article(), {"@context": "https://schema.org", "@type": "WebPage", "@id": LINK}],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Example"}, article()]},
        article(**{"@type": ["Article", "NewsArticle"]}),
        article(**{"@type": "schema:ReportageNewsArticle"}),
        {
            "@context": "http://schema.org/",
            "@type": "http://schema.org/NewsArticle",
            "http://schema.org/headline": "Ferry late",
        },
        {"@context": "https://schema.org", "@type": "WebPage", "mainEntity": article()},
        article(**{"@context": {"@vocab": "https://schema.org/"}}),
        article(headline=[{"@value": "Ferry late", "@language": "en"}]),
        article(headline="  Ferry&nbsp;late \n"),
        article(headline="<b>Ferry</b> late"),
        {"@context": "https://schema.org", "@type": "LiveBlogPosting", "name": "Ferry late"},
        article(**{"@type": "WebPage", "datePublished": "2026-03-01", "author": "Ada Sample"}),
        [article(), article(**{"@type": "Article", "author": "Ada Sample"})],
    ],
)
def test_an_article_is_found_wherever_it_stands(document):
    assert [story.headline.replace("\xa0", " ") for story in read_all(document)] == ["Ferry late"]


def test_what_a_graph_only_points_to_is_looked_up():
    [story] = read_all(
        {
            "@context": "https://schema.org",
            "@graph": [
                article(
                    author={"@id": "#ada"},
                    image={"@id": "#1"},
                    publisher={"@id": "#ex"},
                    mainEntityOfPage={"@id": LINK},
                ),
                {"@type": "Person", "@id": "#ada", "name": "Ada Sample"},
                {"@type": "ImageObject", "@id": "#1", "url": "https://i.example/1.jpg", "caption": "The ferry."},
                {"@type": "Organization", "@id": "#ex", "name": "The Example"},
            ],
        }
    )

    assert (story.bylines, story.sender, story.link) == (("Ada Sample",), "The Example", LINK)
    assert [(picture.href, picture.caption) for picture in story.pictures] == [
        ("https://i.example/1.jpg", "The ferry.")
    ]


def test_entities_are_read_once_or_twice():
    assert read(headline="Sample &amp; Sons&#039; ferry").headline == "Sample & Sons' ferry"
    assert read(headline="Sample &amp;amp; Sons").headline == "Sample & Sons"


def test_several_articles_are_several_stories():
    assert [story.headline for story in read_all([article(), article(headline="Fog lifts")])] == [
        "Ferry late",
        "Fog lifts",
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://schema.org", "@type": "WebSite", "name": "The Example"},
        {"@context": "https://schema.org", "@type": "JobPosting", "title": "Editor"},
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": article()}],
        },
        {"@context": "https://schema.org", "@type": "NewsArticle"},
        {"@context": "https://schema.org", "@graph": []},
    ],
)
def test_other_metadata_are_no_story(document):
    with pytest.raises(NotAStory) as refused:
        read_all(document)

    assert refused.value.format == "json-ld"


def test_json_of_another_kind_is_left_to_others():
    for document in ({"a": 1}, {"@context": "https://www.w3.org/ns/activitystreams", "@type": "Note"}):
        with pytest.raises(UnknownFormat):
            parse(json.dumps(document).encode())


def test_broken_json_is_broken():
    with pytest.raises(MalformedStory):
        parse(json.dumps(article()).encode()[:-10])


def test_without_an_id_its_address_is_the_id_and_without_both_one_is_made():
    made = read()

    assert read(url=LINK + "#top").guid == LINK
    assert (made.guid, "id-made-up" in made.flags) == (read(dateModified="2026-03-02").guid, True)


def test_the_entries_of_a_live_report_are_its_text():
    updates = [
        {"@type": "BlogPosting", "headline": "At noon", "articleBody": "It left."},
        {"articleBody": "Fog again."},
    ]

    story = read(**{"@type": "LiveBlogPosting", "liveBlogUpdate": updates})

    assert [(block.kind, block.text) for block in story.body] == [
        ("subhead", "At noon"),
        ("paragraph", "It left."),
        ("paragraph", "Fog again."),
    ]


def test_a_correction_is_told_to_readers_and_a_withdrawal_withdraws():
    corrected = read(correction={"@type": "CorrectionComment", "text": "It left at noon."})
    withdrawn = read(creativeWorkStatus="Withdrawn", url=LINK)

    assert (corrected.notes, corrected.signals) == (("It left at noon.",), ("correction",))
    assert (withdrawn.pub_status, withdrawn.kills) == ("canceled", (LINK,))
    assert read(creativeWorkStatus="Published online").pub_status == "usable"


def test_paid_copy_is_told_apart():
    assert read(**{"@type": "AdvertiserContentArticle"}).is_press_release is True
    assert read(sponsor={"name": "Sample Lines"}).is_press_release is True
    assert read().is_press_release is False


def test_a_summary_that_repeats_the_text_is_none():
    lede = "The ferry was late on Sunday because of fog."

    assert read(articleBody=f"{lede}\n\nIt left at noon.", description=lede[:30] + "...").standfirst == ()
    assert read(articleBody="It left at noon.", description=lede).standfirst == (lede,)


def test_deep_lists_and_loops_come_to_an_end():
    deep = article(about=json.loads("[" * 90 + "]" * 90))
    loop = {
        "@context": "https://schema.org",
        "@graph": [article(author={"@id": "#a"}), {"@id": "#a", "author": {"@id": "#a"}}],
    }

    assert read_all(deep)[0].headline == "Ferry late"
    assert read_all(loop)[0].headline == "Ferry late"


def test_an_address_that_is_none_is_refused_and_breaks_nothing():
    story = read(image=["http://[half/1.jpg", "https://i.example/1.jpg"], url=LINK, articleBody="Late.")

    assert [picture.href for picture in story.pictures] == ["https://i.example/1.jpg"]
    assert (story.set_aside, story.flags) == (("Address refused: http://[half/1.jpg",), ("address-refused",))
