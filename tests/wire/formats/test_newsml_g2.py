"""NewsML-G2: items, messages, packages and what is no story; their times, status, ids and metadata."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from wire.formats import NotAStory, Place, Related, Subject, parse

NAR = "http://iptc.org/std/nar/2006-10-01/"
TEXT = (
    "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>The ferry was late.</p></body></html></inlineXML>"
)


def item(meta="", about="", content=TEXT, *, kind="ninat:text", root='guid="urn:x:1" version="3"', name="newsItem"):
    headline = "" if "<headline" in about else "<headline>Ferry late</headline>"
    return (
        f'<{name} xmlns="{NAR}" standard="NewsML-G2" {root}><rightsInfo><copyrightHolder literal="Example Wire"/>'
        f'<usageTerms xml:lang="de">Nur mit Erlaubnis</usageTerms><usageTerms xml:lang="en">Ask first</usageTerms>'
        f'</rightsInfo><itemMeta><itemClass qcode="{kind}"/><provider literal="exw.example"/>{meta}</itemMeta>'
        f"<contentMeta>{headline}{about}</contentMeta>"
        f"{'' if name == 'packageItem' else f'<contentSet>{content}</contentSet>'}"
        f"{content if name == 'packageItem' else ''}</{name}>"
    )


def message(*items, header="<sent>2026-03-01T10:16:00Z</sent><sender>exw.example</sender><priority> 2 </priority>"):
    return f'<newsMessage xmlns="{NAR}"><header>{header}</header><itemSet>{"".join(items)}</itemSet></newsMessage>'


def read(document, *, zone="UTC"):
    parsed = parse(document.encode(), timezone=ZoneInfo(zone))
    assert parsed.format == "newsml-g2"
    [story] = parsed.stories
    return story


def test_everything_the_metadata_say_has_its_field():
    story = read(
        item(
            "<versionCreated>2026-03-01T11:15:00+01:00</versionCreated><firstCreated>2026-03-01T09:00:00Z</firstCreated>"
            '<pubStatus qcode="stat:usable"/><edNote>Pictures follow.</edNote><signal qcode="sig:atomic"/>',
            "<urgency> 4 </urgency><slugline>FERRY-LATE</slugline><dateline>PORT SAMPLE (EXW) - </dateline>"
            "<by>By Ada Sample and Bo Muster</by><creditline>EXW</creditline><language tag='en-gb'/>"
            "<keyword>ferries</keyword><keyword/><keyword>fog</keyword>"
            '<description role="drol:summary">Fog delayed it.</description>'
            '<subject qcode="medtop:20000337"><name xml:lang="de">Verkehr</name><name xml:lang="en">transport</name>'
            "</subject>",
        )
    )

    assert (story.guid, story.version, story.kind, story.pub_status) == ("urn:x:1", "3", "text", "usable")
    assert story.updated == datetime(2026, 3, 1, 11, 15, tzinfo=timezone(timedelta(hours=1)))
    assert story.first_created == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    assert (story.headline, story.slugline, story.dateline) == ("Ferry late", "FERRY-LATE", "PORT SAMPLE (EXW)")
    assert (story.byline, story.bylines) == ("By Ada Sample and Bo Muster", ("Ada Sample", "Bo Muster"))
    assert (story.credit, story.sender, story.language, story.urgency) == ("EXW", "exw.example", "en-GB", 4)
    assert (story.keywords, story.standfirst) == (("ferries", "fog"), ("Fog delayed it.",))
    assert story.subjects == (Subject(code="20000337", name="transport", scheme="medtop"),)
    assert (story.editor_note, story.private_notes) == ("Pictures follow.", ())
    assert (story.usage_terms, story.signal_codes, story.signals) == ("Ask first", ("sig:atomic",), ())
    assert [block.text for block in story.body] == ["The ferry was late."]
    assert story.flags == ()


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://iptc.org/std/nar/2007-01-01/"'])
def test_the_namespace_may_be_absent_or_wrong(namespace):
    document = item("<versionCreated>2026-03-01T11:15:00Z</versionCreated>").replace(f' xmlns="{NAR}"', namespace)

    assert read(document).headline == "Ferry late"


def test_prefixed_elements_are_the_same_elements():
    document = (
        f'<n:newsItem xmlns:n="{NAR}" xmlns:h="http://www.w3.org/1999/xhtml" guid="urn:x:9" version="1">'
        '<n:itemMeta><n:itemClass qcode="icls:text"/></n:itemMeta><n:contentMeta><n:headline>Ferry late</n:headline>'
        "</n:contentMeta><n:contentSet><n:inlineXML><h:html><h:body><h:p>It was <h:b>very</h:b> late.</h:p></h:body>"
        "</h:html></n:inlineXML></n:contentSet></n:newsItem>"
    )

    assert [block.html for block in read(document).body] == ["<p>It was <strong>very</strong> late.</p>"]


def test_a_message_gives_a_story_for_each_item_and_shares_its_priority():
    first, second = item(root='guid="urn:x:1" version="1"'), item(root='guid="urn:x:2" version="7"')

    stories = parse(message(first, second).encode()).stories

    assert [(story.guid, story.version, story.priority, story.urgency) for story in stories] == [
        ("urn:x:1", "1", 2, None),
        ("urn:x:2", "7", 2, None),
    ]
    assert stories[0].updated == datetime(
        2026, 3, 1, 10, 16, tzinfo=UTC
    )  # the message says when, where the item does not


def test_an_item_that_cannot_be_read_does_not_cost_the_others():
    deep = "<div>" * 200 + "late" + "</div>" * 200
    bad = item(root='guid="urn:x:2"', content=f"<inlineXML><html><body>{deep}</body></html></inlineXML>")

    [story] = parse(message(item(), bad).encode()).stories

    assert (story.guid, story.flags) == ("urn:x:1", ("item-unreadable",))
    assert len(story.set_aside) == 1


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("conceptItem", "a concept"),
        ("knowledgeItem", "a list of concepts"),
        ("planningItem", "a plan of coverage"),
        ("catalogItem", "a catalog of vocabularies"),
    ],
)
def test_what_carries_no_news_is_no_story(name, held):
    meta = '<itemMeta><itemClass qcode="plinat:event"/></itemMeta>'
    plan = f'<{name} xmlns="{NAR}" guid="urn:x:5" version="1">{meta}</{name}>'

    for document in (plan, message(plan)):
        with pytest.raises(NotAStory) as refused:
            parse(document.encode())
        assert str(refused.value) == f"This NewsML-G2 document holds {held}, and no news item."
        assert refused.value.format == "newsml-g2"
    assert read(message(plan, item())).headline == "Ferry late"


def test_an_empty_message_and_an_empty_item_are_no_stories():
    for document in (message(), item(about="<headline/>", content="")):
        with pytest.raises(NotAStory):
            parse(document.encode())


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("", "usable"),
        ('<pubStatus qcode="stat:usable"/>', "usable"),
        ('<pubStatus qcode="xstat:withheld"/>', "withheld"),
        ('<pubStatus qcode="stat:canceled"/>', "canceled"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:usable"/><signal qcode="edStat:D"/>', "canceled"),
        ('<pubStatus qcode="stat:somethingnew"/>', "withheld"),
    ],
)
def test_the_status_says_what_may_be_done(sent, status):
    assert read(item(sent)).pub_status == status


def test_a_higher_version_of_the_same_guid_kills_it():
    first = read(item('<signal qcode="edStat:C"/>', root='guid="urn:x:7" version="978000001"'))
    kill = read(
        item(
            '<pubStatus qcode="stat:canceled"/><signal qcode="edStat:D"/>',
            root='guid="urn:x:7" version="1542000001"',
            content='<inlineXML wordcount="0"><html><body><p/></body></html></inlineXML>',
        )
    )

    assert (first.pub_status, first.signals, first.kills) == ("usable", ("correction",), ())
    assert (kill.guid, kill.pub_status, kill.signals, kill.kills) == ("urn:x:7", "canceled", ("kill",), ("urn:x:7",))
    assert int(kill.version) > int(first.version)
    assert (kill.body, kill.word_count) == ((), None)


def test_a_kill_without_headline_or_body_is_a_kill():
    document = item(
        '<pubStatus qcode="stat:canceled"/><edNote>KILL: wrong in full.</edNote>', "<headline/>", content=""
    )

    story = read(document)

    assert (story.headline, story.pub_status, story.kills) == ("KILL: wrong in full.", "canceled", ("urn:x:1",))


@pytest.mark.parametrize(
    ("code", "signals"),
    [
        ("sig:update", ("update",)),
        ("sig:correction", ("correction",)),
        ("edStat:U", ("update",)),
        ("edStat:C", ("correction",)),
        ("edStat:N", ()),
        ("pmt:text", ()),
    ],
)
def test_signals_are_kept_as_sent_and_understood(code, signals):
    story = read(item(f'<signal qcode="{code}"/>'))

    assert (story.signal_codes, story.signals) == ((code,), signals)


def test_words_before_a_headline_and_in_a_slugline_are_signals_and_no_headline():
    story = read(
        item(about="<headline>UPDATE 2-Ferry\n   late</headline><slugline>FERRY/LATE (UPDATE 2, PIX)</slugline>")
    )

    assert (story.headline, story.signals) == ("Ferry late", ("update",))
    assert story.slugline == "FERRY/LATE (UPDATE 2, PIX)"


def test_a_genre_may_say_that_it_is_an_alert_but_an_extra_is_none():
    assert read(item(about='<genre qcode="g:9"><name>Eil</name></genre>')).signals == ("alert",)
    assert read(item(about='<genre qcode="g:7"><name>Extra</name></genre>')).signals == ()


def test_an_embargo_holds_though_the_status_says_usable():
    story = read(item("<embargoed>2026-03-02T12:00:00Z</embargoed><pubStatus qcode='stat:usable'/>"))

    assert (story.pub_status, story.embargoed_until) == ("usable", datetime(2026, 3, 2, 12, 0, tzinfo=UTC))


def test_an_empty_embargo_is_none():
    assert read(item("<embargoed/>")).embargoed_until is None


def test_an_embargo_nobody_can_read_withholds():
    story = read(item("<embargoed>when the minister speaks</embargoed>"))

    assert (story.pub_status, story.flags) == ("withheld", ("embargo-unclear",))


def test_an_embargo_only_in_a_note_holds():
    story = read(
        item(
            "<versionCreated>2026-03-01T10:00:00Z</versionCreated>"
            "<edNote>STRICTLY EMBARGOED. Not for release until 6 p.m. on Monday, March 2, 2026.</edNote>"
        )
    )

    assert story.embargoed_until == datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def test_times_without_offset_are_the_providers_and_say_so():
    story = read(item("<versionCreated>2026-03-01T21:52:11</versionCreated>"), zone="Europe/Helsinki")

    assert story.updated == datetime(2026, 3, 1, 19, 52, 11, tzinfo=UTC)
    assert story.flags == ("no-timezone",)


def test_a_first_version_made_later_than_this_one_is_kept_as_sent():
    story = read(
        item("<versionCreated>2026-03-01T10:00:00Z</versionCreated><firstCreated>2026-03-01T10:00:02Z</firstCreated>")
    )

    assert (story.updated.second, story.first_created.second) == (0, 2)


def test_without_an_id_one_is_made_of_what_stays():
    about = "<slugline>FERRY</slugline>"
    meta = "<versionCreated>2026-03-01T10:00:00Z</versionCreated>"
    story, again = read(item(meta, about, root="")), read(item(meta, about, root='version="2"'))

    assert story.guid == again.guid != ""
    assert story.flags == ("id-made-up",)


def test_the_versioned_id_and_the_links_of_an_item():
    story = read(
        item(
            '<r:versionedId xmlns:r="http://x.example/ns" guid="urn:x:1:3"/>'
            '<link rel="irel:seeAlso" href="https://exw.example/ferry"/>'
            '<link rel="irel:evolvedFrom" residref="urn:x:0"/><link rel="irel:previousVersion" residref="urn:x:1"/>'
            '<link rel="irel:seeAlso" href="file:///etc/passwd"/>'
        )
    )

    assert (story.guid_versioned, story.replaces) == ("urn:x:1:3", ("urn:x:0",))
    assert story.related == (
        Related(href="https://exw.example/ferry", rel="irel:seeAlso"),
        Related(guid="urn:x:0", rel="irel:evolvedFrom"),
    )


def test_the_members_of_a_package_are_related_to_it():
    groups = (
        '<groupSet root="r"><group id="r" role="grpRole:top"><groupRef idref="m"/></group>'
        '<group id="m" role="grpRole:Main">'
        '<itemRef residref="urn:x:2" version="5"><itemClass qcode="icls:text"/><headline>Second</headline></itemRef>'
        '<itemRef residref="urn:x:3"/></group>'
        '<group id="s" role="g:sidebars"><itemRef href="https://exw.example/4"/></group></groupSet>'
    )
    story = read(item(name="packageItem", kind="ninat:composite", content=groups))

    assert (story.kind, story.headline, story.body) == ("composite", "Ferry late", ())
    assert story.related == (
        Related(guid="urn:x:2", rel="Main"),
        Related(guid="urn:x:3", rel="Main"),
        Related(href="https://exw.example/4", rel="sidebars"),
    )


def test_headlines_by_role_by_rank_and_by_language():
    by_role = read(item(about='<headline role="hld:subHeadline">Fog blamed</headline><headline>Ferry late</headline>'))
    by_rank = read(item(about='<headline rank="3">Shipping</headline><headline rank="1">Ferry late</headline>'))
    by_language = read(
        item(
            about='<headline xml:lang="fr">Le ferry en retard</headline><headline xml:lang="en">Ferry late</headline>'
            '<language tag="en"/>'
        )
    )
    only_short = read(item(about='<headline role="hld:short">Ferry late</headline>'))

    assert (by_role.headline, by_role.subheadline) == ("Ferry late", "Fog blamed")
    assert (by_rank.headline, by_rank.subheadline) == ("Ferry late", "Shipping")
    assert by_language.headline == only_short.headline == "Ferry late"


def test_subjects_keep_their_scheme_and_bring_the_codes_they_are_mapped_to():
    story = read(
        item(
            about='<subject qcode="exwsubject:832"><name>Football</name><sameAs qcode="wikidata:Q1"/>'
            '<sameAs qcode="subj:15054000"><name>Soccer</name></sameAs></subject>'
            '<subject literal="EXW:02000000:LAW"/><subject literal="ID1"><name>Sample Hall</name></subject>'
            '<subject type="t" literal="Ferry late"/><subject qcode="exwsubject:9"/>'
        ).replace("<contentSet>", '<assert qcode="exwsubject:9"><name>Ports</name></assert><contentSet>')
    )

    assert story.subjects == (
        Subject(code="832", name="Football", scheme="exwsubject"),
        Subject(code="15054000", name="Soccer", scheme="subj"),
        Subject(code="EXW:02000000:LAW"),
        Subject(name="Sample Hall"),
        Subject(code="9", name="Ports", scheme="exwsubject"),
    )


def test_places_are_what_it_is_about_and_never_the_desk_that_edited_it():
    story = read(
        item(
            about='<located literal="Farawayville" type="cptType:5"/>'
            '<subject literal="SAMPLETON" type="cptType:5"><name>SAMPLETON</name><facet qcode="geoProp:8"/></subject>'
            '<subject qcode="c:1" type="cpnat:geoArea"><name>Exland</name><sameAs qcode="iso3166-1a2:EX"/></subject>'
            "<dateline>2026-03-01 20:13:08 GMT+00:00</dateline>"
        )
    )

    assert story.places == (Place(name="SAMPLETON", city="SAMPLETON"), Place(name="Exland", country_code="EX"))
    assert (story.dateline, story.dateline_city) == ("", "")


def test_where_it_was_made_is_its_city_when_the_copy_begins_there():
    content = "<inlineXML><html><body><p>PORT SAMPLE, March 1 (EXW) - The ferry was late.</p></body></html></inlineXML>"

    assert read(item(about='<located literal="Port Sample, EX"/>', content=content)).dateline_city == "Port Sample"


def test_a_press_release_is_known_by_who_sends_it_and_by_its_genre():
    sent = item().replace('literal="exw.example"', 'literal="globenewswire.com"')

    assert read(sent).is_press_release is True
    assert read(item(about='<genre qcode="genre:Press-Release"/>')).is_press_release is True
    assert read(item()).is_press_release is False


def test_people_who_made_it_sign_it_and_logins_do_not():
    creators = (
        '<creator qcode="s:1"><name>sample.ada</name></creator><creator role="crol:source" literal="Sample Sports"/>'
    )
    person = '<creator uri="http://exw.example/staff/1"><name>Ada Sample</name></creator>'

    assert read(item(about=creators)).bylines == ()
    assert read(item(about=creators + person)).bylines == ("Ada Sample",)


def test_a_byline_in_the_text_goes_before_those_who_made_the_item():
    signed = "<inlineXML><html><body><p>By Bo Muster</p><p>The ferry was late.</p></body></html></inlineXML>"
    made = '<creator uri="http://exw.example/staff/1"><name>Ada Sample</name></creator>'

    in_text, in_field = read(item(about=made, content=signed)), read(item(about="<by>Ada Sample</by>", content=signed))

    assert (in_text.bylines, [block.text for block in in_text.body]) == (("Bo Muster",), ["The ferry was late."])
    assert (in_field.bylines, [block.text for block in in_field.body]) == (
        ("Ada Sample",),
        ["By Bo Muster", "The ferry was late."],
    )
