"""NewsML 1: which story it is, which version, when, and what may be done with it."""

from datetime import UTC, datetime

import pytest

from tests.wire.formats.newsml_1_documents import component, content, document, item, read, read_all, said
from wire.formats import MalformedStory, NotAStory, parse


def test_the_public_identifier_without_its_revision_is_the_guid():
    story = read()

    assert (story.guid, story.version) == ("urn:newsml:exw.example:20260301:FERRY1", "1")
    assert story.guid_versioned == "urn:newsml:exw.example:20260301:FERRY1:1"


@pytest.mark.parametrize("suffix", ["2", "2N", "2A", "02N"])
def test_the_revision_may_carry_the_letter_of_its_update(suffix):
    story = read(
        revision='<RevisionId PreviousRevision="1" Update="N">2</RevisionId>',
        public=f"urn:newsml:exw.example:20260301:FERRY1:{suffix}",
    )

    assert (story.guid, story.version, story.signals) == (
        "urn:newsml:exw.example:20260301:FERRY1",
        "2",
        ("update",),
    )


def test_ids_are_split_from_the_right():
    story = read(public="urn:newsml:exw.example:20260301T101500+0000:PH:7:1", local="7")

    assert story.guid == "urn:newsml:exw.example:20260301T101500+0000:PH:7"


def test_an_id_that_ends_with_a_number_of_its_own_keeps_it():
    assert read(public="urn:newsml:exw.example:20260301:1001", local="1001").guid == (
        "urn:newsml:exw.example:20260301:1001"
    )


def test_a_public_identifier_that_is_the_same_for_everything_is_not_used():
    parts = {"public": "urn:newsml:www.exw.example", "local": "9801"}
    first = read(date="20260301T101500", revised="20260301T101500", **parts)
    take = read(date="20260301T121500", revised="20260301T121500", revision="<RevisionId>2</RevisionId>", **parts)

    assert first.guid == take.guid == "urn:newsml:exw.example:9801"


def test_a_local_id_with_its_version_glued_on_is_the_same_story():
    first = read(public="", local="EX-101", revision="<RevisionId>1</RevisionId>")
    second = read(public="", local="EX-101-v2", revision="<RevisionId>2</RevisionId>")

    assert first.guid == second.guid == "urn:newsml:exw.example:20260301:EX-101"


def test_without_any_id_one_is_made_that_the_next_take_gets_too():
    none = {"public": "", "local": "", "label": "FERRY-LATE"}
    first, take = read(**none), read(headline="Ferry here at last", revised="20260301T190000Z", **none)

    assert first.guid == take.guid
    assert first.flags == ("id-made-up",)


def test_moments_with_and_without_offset():
    story = read(created="20260301T111500+0100", revised="20260301T121500", zone="Europe/Athens")

    assert story.first_created == datetime(2026, 3, 1, 10, 15, tzinfo=UTC)
    assert story.updated == datetime(2026, 3, 1, 10, 15, tzinfo=UTC)
    assert story.flags == ("no-timezone",)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("usable", "usable"),
        ("USABLE", "usable"),
        ("open", "usable"),
        ("Withheld", "withheld"),
        ("Embargoed", "withheld"),
        ("Canceled", "canceled"),
        ("Cancelled", "canceled"),
    ],
)
def test_the_status_in_any_case(word, status):
    assert read(status=f'<Status FormalName="{word}"/>').pub_status == status


def test_an_embargo_ends_when_the_status_will_change():
    story = read(
        status='<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20260302T000100+0100</DateAndTime></StatusWillChange>"
    )

    assert (story.pub_status, story.embargoed_until) == ("withheld", datetime(2026, 3, 1, 23, 1, tzinfo=UTC))


def test_a_change_to_withheld_is_when_the_story_ends():
    story = read(
        status='<Status FormalName="Usable"/><StatusWillChange><FutureStatus FormalName="Withheld"/>'
        "<DateAndTime>20260401T000000Z</DateAndTime></StatusWillChange>"
    )

    assert (story.pub_status, story.embargoed_until) == ("usable", None)
    assert story.expires_at == datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize("printed", ["after the vote", ""])
def test_an_embargo_that_cannot_be_read_holds_the_story(printed):
    story = read(
        status='<Status FormalName="Usable"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        f"<DateAndTime>{printed}</DateAndTime></StatusWillChange>"
    )

    assert (story.pub_status, story.embargoed_until, story.flags) == ("withheld", None, ("embargo-unclear",))


def test_an_embargo_in_words_alone_is_one():
    line = "<NewsLine><NewsLineType FormalName='AdvisoryLine'/><NewsLineText>{}</NewsLineText></NewsLine>"
    dated = read(component(content(), lines="<HeadLine>Vote</HeadLine>" + line.format("EMBARGOED UNTIL 0600 March 3")))
    unclear = read(
        component(content(), lines="<HeadLine>Vote</HeadLine>" + line.format("EMBARGOED UNTIL FURTHER WORD"))
    )

    assert dated.embargoed_until == datetime(2026, 3, 3, 6, tzinfo=UTC)
    assert (unclear.pub_status, unclear.flags) == ("withheld", ("embargo-unclear",))


def test_a_kill_without_text_is_a_story_that_kills_its_id():
    story = read(
        "",
        revision='<RevisionId PreviousRevision="2" Update="A">3</RevisionId>',
        public="urn:newsml:exw.example:20260301:FERRY1:3A",
        status='<Status FormalName="Canceled"/>',
        label="FERRY-LATE",
    )

    assert (story.pub_status, story.kills) == ("canceled", ("urn:newsml:exw.example:20260301:FERRY1",))
    assert (story.version, story.headline) == ("3", "FERRY-LATE")
    assert "kill" in story.signals
    assert story.signal_codes == ("Status:Canceled", "Update:A")


def test_an_instruction_to_kill_kills():
    assert read(management='<Instruction FormalName="Kill"/>').pub_status == "canceled"


def test_a_change_of_status_alone_says_that_it_has_no_text():
    story = read("", revision='<RevisionId PreviousRevision="1" Update="A">2</RevisionId>', label="FERRY-LATE")

    assert (story.pub_status, story.body) == ("usable", ())
    assert {"no-body", "management-only"} <= set(story.flags)


@pytest.mark.parametrize(
    "patch",
    [
        item(component(content()), revision='<RevisionId PreviousRevision="1" Update="U">2</RevisionId>'),
        item('<Update><Replace DuidRef="a"/></Update>'),
    ],
)
def test_a_patch_is_refused_and_does_not_cost_the_other_items(patch):
    whole = item(component(content(), lines="<HeadLine>Whole</HeadLine>"), public="urn:newsml:exw.example:20260301:B:1")

    with pytest.raises(MalformedStory, match="patches parts of an earlier version"):
        parse(document(patch).encode())
    [story] = read_all(patch, whole)

    assert (story.headline, story.flags) == ("Whole", ("item-unreadable",))
    assert len(story.set_aside) == 1


def test_each_item_of_an_envelope_is_a_story_of_its_own():
    first, second = read_all(
        item(component(content(), lines="<HeadLine>One</HeadLine>"), public="urn:newsml:exw.example:20260301:A:1"),
        item(component(content(), lines="<HeadLine>Two</HeadLine>"), public="urn:newsml:exw.example:20260301:B:2"),
        envelope='<TransmissionId>1672</TransmissionId><Priority FormalName="4"/>',
    )

    assert (first.headline, first.guid) == ("One", "urn:newsml:exw.example:20260301:A")
    assert (second.headline, second.guid) == ("Two", "urn:newsml:exw.example:20260301:B:2")
    assert (first.priority, second.provider_sequence) == (4, "1672")


@pytest.mark.parametrize("inside", ["", "<NewsItem/>", item("")])
def test_what_holds_no_news_is_no_story(inside):
    with pytest.raises(NotAStory):
        parse(document(inside).encode())


def test_namespaces_do_not_matter():
    [story] = read_all(item(component(content(), lines="<HeadLine>One</HeadLine>")), root=' xmlns="urn:any.example"')

    assert (story.headline, said(story)) == ("One", ["The ferry was late."])


def test_rights_that_begin_later_are_an_embargo_and_those_that_began_are_none():
    def using(start):
        rights = f"<RightsMetadata><UsageRights><StartDate>{start}</StartDate></UsageRights></RightsMetadata>"
        return read(component(content(), lines="<HeadLine>Ferry late</HeadLine>", metadata=rights))

    assert using("20260302T000000Z").embargoed_until == datetime(2026, 3, 2, tzinfo=UTC)
    assert using("20260228T000000Z").embargoed_until is None


def test_an_alert_says_so():
    plain = item(component(content(), lines="<HeadLine>Ferry sinks</HeadLine>"))
    [story] = read_all(plain.replace('"News"', '"Alert"'))

    assert story.signals == ("alert",)


def test_markup_and_entities_in_a_line_are_taken_off():
    lines = "<HeadLine>&lt;b&gt;Ferry&lt;/b&gt; &amp;amp; fog</HeadLine>"

    assert read(component(content(), lines=lines)).headline == "Ferry & fog"


def test_a_package_that_holds_its_members_whole_is_a_story_beside_theirs():
    member = item(
        component(content(), lines="<HeadLine>Member</HeadLine>"), public="urn:newsml:exw.example:20260301:B:1"
    )
    package, inner = read_all(item(component(member, lines="<HeadLine>Package</HeadLine>")))

    assert (package.kind, package.headline, package.body) == ("composite", "Package", ())
    assert [related.guid for related in package.related] == [inner.guid] == ["urn:newsml:exw.example:20260301:B"]
    assert said(inner) == ["The ferry was late."]
