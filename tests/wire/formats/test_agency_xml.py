"""XML of agencies' own making: mappings that come with the newsroom, and those that administrators write."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wire.formats import (
    MalformedStory,
    NotAStory,
    Place,
    Subject,
    UnknownFormat,
    WrongMapping,
    XmlMapping,
    mapping,
    parse,
)

FIELDS = {"headline": "head/title", "body_html": "text", "guid": "@id"}


def own(root="Doc", **given):
    return XmlMapping(name="Example Wire", root=root, **{"fields": FIELDS} | given)


def read(document, *mappings, zone="UTC", day_first=None):
    parsed = parse(document.encode(), timezone=ZoneInfo(zone), mappings=mappings, day_first=day_first)
    assert parsed.format == "agency-xml"
    return parsed.stories


def read_one(inside, fields, *, zone="UTC", day_first=None, **given):
    document = f"<Doc id='7'><head><title>Ferry late</title></head><text>Late.</text>{inside}</Doc>"
    [story] = read(document, own(fields=FIELDS | fields, **given), zone=zone, day_first=day_first)
    return story


def said(story):
    return [block.text for block in story.body]


def ritzau(**given):
    elements = {
        "NewsID": "9a69-example",
        "PublishDate": "2026-01-30T17:32:18.397",
        "strapline": "NU/FLASH-U",
        "town": "Prøveby",
        "origin": "/exw/",
        "version": "2",
        "content": "&lt;p&gt;Færgen kom for sent, siger havnen.&lt;/p&gt;&lt;p&gt;Det var tåge.&lt;/p&gt;",
        "Priority": "3",
        "Annuleret": "false",
        "NyVersion": "false",
        "Korrektion": "false",
        "byLine": "Bo Prøve",
        "byLineEmail": "bo@exw.example",
        "byLinePhone": "5550100",
        "Status": "New news",
    } | given
    inside = "".join(f"<{name}>{text}</{name}>" for name, text in elements.items())
    nil = '<headline i:nil="true"/><subtitle i:nil="true"/><TilRedaktionen i:nil="true"/>'
    [story] = read(f'<RBNews xmlns:i="http://www.w3.org/2001/XMLSchema-insance">{inside}{nil}</RBNews>')
    return story


def test_ritzau_is_read_with_its_own_clock_and_its_contacts_kept_private():
    story = ritzau()

    assert (story.guid, story.version, story.priority) == ("9a69-example", "2", 3)
    assert story.published == story.first_created == datetime(2026, 1, 30, 16, 32, 18, tzinfo=UTC)
    assert said(story) == ["Færgen kom for sent, siger havnen.", "Det var tåge."]
    assert (story.headline, story.dateline_city) == ("Færgen kom for sent, siger havnen.", "Prøveby")
    assert (story.credit, story.language, story.bylines) == ("/exw/", "da", ("Bo Prøve",))
    assert story.private_notes == ("bo@exw.example 5550100",)
    assert (story.pub_status, story.signals, story.editor_note) == ("usable", (), "")
    assert story.flags == ("headline-made-up", "no-timezone")


@pytest.mark.parametrize(
    ("element", "signal", "status"),
    [
        ("Annuleret", "kill", "canceled"),
        ("NyVersion", "update", "usable"),
        ("Korrektion", "correction", "usable"),
    ],
)
def test_ritzaus_flags_say_what_a_version_means(element, signal, status):
    story = ritzau(**{element: "true", "replacedID": "8b58-example"})

    assert (story.signals, story.pub_status, story.replaces) == ((signal,), status, ("8b58-example",))
    assert story.signal_codes == (f"{element}:true",)
    assert story.kills == (("9a69-example", "8b58-example") if status == "canceled" else ())


def test_text_without_tags_has_its_entities_read():
    story = ritzau(content="Havnen &amp;amp; byen.\n\nR&amp;D siger caf&amp;eacute;en.")

    assert said(story) == ["Havnen & byen.", "R&D siger caféen."]


def test_subject_codes_that_were_kept_as_numbers_have_their_zero_back():
    story = ritzau(IPTCList="<i>5000000</i><i>15054000</i><i>42</i>")

    assert story.subjects == (
        Subject(code="05000000", scheme="subj"),
        Subject(code="15054000", scheme="subj"),
        Subject(code="42"),
    )


def test_a_note_to_the_desk_in_escaped_markup_is_plain():
    story = ritzau(TilRedaktionen="&lt;p&gt;Billeder&lt;br /&gt;følger.&lt;/p&gt;&lt;p&gt;Mere kl. 18.&lt;/p&gt;")

    assert story.editor_note == "Billeder følger. Mere kl. 18."


def jimi(**given):
    elements = {
        "SystemSlug": "f14d-example",
        "Headline": "Ferry late",
        "Headline2": "Ferry late",
        "Byline": "Ann Sample",
        "SlugProper": "Ferry-Late",
        "Credit": "THE EXAMPLE PRESS",
        "ContentText": "&lt;p&gt;The ferry was out of &lt;fixed was='favor'&gt;favour&lt;/fixed&gt;.&lt;/p&gt;",
        "UpdateNote": "UPDATES: With photos.",
        "EmbargoTime": "0001-01-01T00:00:00",
        "HoldFlag": "false",
        "WritethruValue": "0",
        "WordCount": "540",
        "Language": "2",
        "Keyword": "Ferries,Fog and\n   mist",
        "CreatedDateTime": "2026-06-02T19:14:53.377",
        "UpdatedDateTime": "2026-06-02T15:14:53.43-04:00",
    } | given
    inside = "".join(f"<{name}>{text}</{name}>" for name, text in elements.items())
    document = (
        f"<Publish><ContentItem>{inside}</ContentItem><PublishDateTime>2026-06-02T19:14:54</PublishDateTime></Publish>"
    )
    [story] = read("\ufeff" + document)
    return story


def test_jimi_is_read_and_its_empty_embargo_is_none():
    story = jimi()

    assert (story.guid, story.headline, story.subheadline) == ("f14d-example", "Ferry late", "")
    assert (story.slugline, story.credit, story.word_count) == ("Ferry-Late", "THE EXAMPLE PRESS", 540)
    assert said(story) == ["The ferry was out of favour."]
    assert (story.editor_note, story.keywords) == ("UPDATES: With photos.", ("Ferries", "Fog and mist"))
    assert (story.language, story.pub_status, story.embargoed_until) == ("fr", "usable", None)
    assert story.updated == story.first_created == datetime(2026, 6, 2, 19, 14, 53, tzinfo=UTC)
    assert story.published == datetime(2026, 6, 2, 19, 14, 54, tzinfo=UTC)


def test_jimi_tells_the_city_apart_and_what_may_not_be_done_with_it():
    story = jimi(Placeline="Port Sample;Ontario;Canada", SpecialInstructions="NO SALES")

    assert (story.dateline_city, story.usage_terms, story.editor_note) == (
        "Port Sample",
        "NO SALES",
        "UPDATES: With photos.",
    )
    assert jimi(City="Sampleton", Placeline="Port Sample;;Canada").dateline_city == "Sampleton"


def test_jimi_holds_and_embargoes():
    assert jimi(HoldFlag="true").pub_status == "withheld"
    assert jimi(EmbargoTime="2026-06-03T06:00:00").embargoed_until == datetime(2026, 6, 3, 6, tzinfo=UTC)
    unclear = jimi(EmbargoTime="tomorrow at six")
    assert (unclear.pub_status, unclear.embargoed_until) == ("withheld", None)
    assert "embargo-unclear" in unclear.flags


def test_an_administrators_mapping_is_tried_before_those_of_the_newsroom():
    document = "<RBNews><headline>Theirs</headline><head><title>Own</title></head><text>Words.</text></RBNews>"
    [story] = read(document, own(root="RBNews"))

    assert (story.headline, said(story)) == ("Own", ["Words."])


def test_where_it_finds_nothing_the_next_mapping_is_tried():
    empty = own(fields={"headline": "nowhere"})
    [story] = read("<Doc><head><title>Found</title></head><text>Words.</text></Doc>", empty, own())

    assert story.headline == "Found"
    with pytest.raises(NotAStory, match="Example Wire"):
        parse(b"<Doc/>", mappings=(empty,))


def test_several_stories_in_a_document_are_each_read():
    one, two = (
        f"<s id='{number}'><head><title>{title}</title></head></s>" for number, title in ((1, "One"), (3, "Two"))
    )
    stories = read(f"<Doc>{one}<s id='2'/>{two}</Doc>", own(item="s"))

    assert [(story.guid, story.headline) for story in stories] == [("1", "One"), ("3", "Two")]


def test_one_broken_story_does_not_cost_the_others():
    bomb = "&lt;p&gt;Text" + "&lt;b&gt;" * 6000
    document = (
        f"<Doc><s><head><title>One</title></head><text>{bomb}</text></s><s><head><title>Two</title></head></s></Doc>"
    )
    [story] = read(document, own(item="s"))

    assert (story.headline, story.flags) == ("Two", ("id-made-up", "item-unreadable"))
    with pytest.raises(MalformedStory):
        parse(f"<Doc><s><text>{bomb}</text></s></Doc>".encode(), mappings=(own(item="s"),))


def test_text_may_be_elements_or_escaped_or_plain():
    texts = {
        "elements": "<text><p>One.</p><p>Two <b>bold</b>.</p></text>",
        "escaped": "<text>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &lt;b&gt;bold&lt;/b&gt;.&lt;/p&gt;</text>",
        "CDATA": "<text><![CDATA[<p>One.</p><p>Two <b>bold</b>.</p>]]></text>",
        "plain": "<text>One.\n\nTwo bold.</text>",
        "several": "<text>One.</text><text>Two <b>bold</b>.</text>",
    }
    read_as = {
        name: said(read(f"<Doc><head><title>T</title></head>{text}</Doc>", own())[0]) for name, text in texts.items()
    }

    assert read_as == {name: ["One.", "Two bold."] for name in texts}


def test_times_in_figures_of_people_and_in_two_elements():
    fields = {"published": "day + time", "updated": "changed"}
    story = read_one(
        "<day>30.01.2026</day><time>17:32</time><changed>2026-01-30 18:00:00</changed>",
        fields,
        zone="Europe/Copenhagen",
    )
    open_order = "<day>01/02/2026</day><time>10:00</time>"

    assert story.published == datetime(2026, 1, 30, 16, 32, tzinfo=UTC)
    assert story.updated == datetime(2026, 1, 30, 17, 0, tzinfo=UTC)
    assert read_one(open_order, fields, day_first=True).published == datetime(2026, 2, 1, 10, tzinfo=UTC)
    assert read_one(open_order, fields).flags == ("date-invalid",)


def test_lists_places_codes_and_pictures():
    story = read_one(
        "<k>ferries; fog</k><c>04000000</c><c>EXW9</c><where>Port Sample</where>"
        "<pic><u>https://pics.example/1.jpg</u><w>900</w><t>The ferry.</t></pic><pic><u>../../secret.jpg</u></pic>",
        {
            "keywords": "k",
            "subjects": "c",
            "places": "where",
            "pictures": "pic",
            "picture_href": "u",
            "picture_width": "w",
            "picture_caption": "t",
        },
    )

    assert story.keywords == ("ferries", "fog")
    assert story.subjects == (Subject(code="04000000", scheme="subj"), Subject(code="EXW9"))
    assert story.places == (Place(name="Port Sample"),)
    assert [(picture.href, picture.caption, picture.width) for picture in story.pictures] == [
        ("https://pics.example/1.jpg", "The ferry.", 900)
    ]
    assert (story.flags, story.set_aside) == (("address-refused",), ("Address refused: ../../secret.jpg",))


def test_a_status_in_words_and_a_document_that_says_it_is_no_story():
    assert read_one("<st>Embargo</st>", {"pub_status": "st"}).pub_status == "withheld"
    assert read_one("<st>killed</st>", {"pub_status": "st"}).kills == ("7",)
    with pytest.raises(NotAStory):
        read_one("<test>yes</test>", {"is_no_story": "test"})


def test_marks_in_the_headline_become_signals():
    document = "<Doc id='7'><head><title>CORRECTED-Ferry on time</title></head></Doc>"
    [story] = read(document, own())

    assert (story.headline, story.signals) == ("Ferry on time", ("correction",))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"headline": "//a//b"}, "too long a way"),
        ({"headline": "count(a)"}, "names no element or attribute"),
        ({"headline": ""}, "ends where"),
        ({"headline": 7}, "has no path for 'headline'"),
        ({"headline": "a", "nonsense": "b"}, "fills 'nonsense'"),
        ({"guid": "a"}, "neither where the headline is nor where the text is"),
        ([], "needs a root element and fields"),
    ],
)
def test_a_wrong_mapping_is_said_in_words_and_is_no_crash(fields, words):
    with pytest.raises(WrongMapping, match=words) as caught:
        parse(b"<Doc/>", mappings=(own(fields=fields),))

    assert caught.value.format == "agency-xml"


def test_a_wrong_mapping_harms_no_other_kind_of_document():
    wrong = own(root="Other", fields={"headline": "a b"})
    [story] = read("<Doc><head><title>Fine</title></head></Doc>", wrong, own())

    assert story.headline == "Fine"


def test_xml_that_no_mapping_describes_is_unknown():
    with pytest.raises(UnknownFormat, match="<Doc>"):
        parse(b"<Doc><title>T</title></Doc>")


def test_the_mappings_that_come_with_the_newsroom_can_be_used():
    assert [found.root for found in mapping.built_in()] == ["RBNews", "Publish"]
    for found in mapping.built_in():
        found.check()
