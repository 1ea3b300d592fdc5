"""NITF documents in the dialects of agencies: ids, times, status, kills."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from wire.formats import NotAStory, Place, Subject, parse

TEXT = "<body.content><p>The ferry was late.</p></body.content>"


def read(docdata="", *, head="", attributes="", body=TEXT, hedline="<hl1>Ferry late</hl1>", zone="UTC", root=""):
    document = (
        f"<nitf{root}><head>{head}<docdata {attributes}>{docdata}</docdata></head>"
        f"<body><body.head><hedline>{hedline}</hedline></body.head>{body}</body></nitf>"
    )
    parsed = parse(document.encode(), timezone=ZoneInfo(zone))
    assert parsed.format == "nitf"
    [story] = parsed.stories
    return story


def test_everything_the_head_says_has_its_field():
    story = read(
        '<doc-id id-string="ferry.1" regsrc="exw.example"/><urgency ed-urg="4"/><ed-msg info="Pictures follow."/>'
        '<evloc city="Port Sample" state-prov="ES" iso-cc="GB"/>'
        '<key-list><keyword key="ferries"/><keyword>fog</keyword></key-list>'
        '<date.issue norm="20260301T101500+0100"/><date.release norm="20260301T101500+0100"/>'
        '<date.expire norm="20260401T101500+0100"/>',
        head='<meta name="anpa-keyword" content="FERRY LATE"/><meta name="anpa-takekey" content="1st Ld"/>'
        '<meta name="anpa-category" content="i"/><meta name="anpa-sequence" content="0042"/>'
        '<meta name="anpa-wordcount" content="0310"/><meta name="aap-priority" content="6"/>',
    )
    ahead = timezone(timedelta(hours=1))

    assert (story.guid, story.urgency, story.priority, story.word_count) == ("ferry.1", 4, 6, 310)
    assert (story.slugline, story.take_key, story.category) == ("FERRY LATE", "1st Ld", "i")
    assert (story.provider_sequence, story.editor_note) == ("0042", "Pictures follow.")
    assert story.places == (Place(city="Port Sample", state="ES", country_code="GB"),)
    assert story.keywords == ("ferries", "fog")
    assert story.updated == story.published == datetime(2026, 3, 1, 10, 15, tzinfo=ahead)
    assert story.expires_at == datetime(2026, 4, 1, 10, 15, tzinfo=ahead)
    assert (story.embargoed_until, story.pub_status, story.flags) == (None, "usable", ())


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("", "usable"),
        ('management-status="Usable"', "usable"),
        ('management-status="embargoed"', "withheld"),
        ('management-status="withheld"', "withheld"),
        ('management-status="killed"', "canceled"),
        ('management-status="canceled"', "canceled"),
    ],
)
def test_the_status_says_what_may_be_done(sent, status):
    assert read('<doc-id id-string="a"/>', attributes=sent).pub_status == status


def test_a_status_that_nobody_knows_holds_the_story():
    story = read('<doc-id id-string="a"/>', attributes='management-status="quarantine"')

    assert (story.pub_status, story.flags) == ("withheld", ("value-invalid",))


def test_a_kill_kills_its_own_id_and_the_one_it_names():
    story = read(
        '<doc-id id-string="ferry.b"/>',
        attributes='management-status="canceled" management-doc-idref="ferry.a" management-idref-status="canceled"',
    )

    assert (story.pub_status, story.signals, story.kills) == ("canceled", ("kill",), ("ferry.b", "ferry.a"))


def test_a_usable_story_can_kill_the_one_it_stands_in_for():
    story = read(
        '<doc-id id-string="ferry.b"/>',
        attributes='management-status="usable" management-doc-idref="ferry.a" management-idref-status="killed"',
    )

    assert (story.pub_status, story.signals, story.kills) == ("usable", (), ("ferry.a",))


def test_naming_another_story_without_withdrawing_it_kills_nothing():
    story = read('<doc-id id-string="ferry.b"/>', attributes='management-doc-idref="ferry.a"')

    assert (story.pub_status, story.kills) == ("usable", ())


def test_a_kill_without_copy_is_a_story_with_the_headline_of_its_note():
    story = read(
        '<doc-id id-string="ferry.a"/><ed-msg info="Withdrawn: the ferry was on time."/>',
        attributes='management-status="killed"',
        hedline="",
        body="",
    )

    assert (story.headline, story.body) == ("Withdrawn: the ferry was on time.", ())
    assert (story.kills, story.flags) == (("ferry.a",), ("headline-made-up",))


def test_a_release_after_the_issue_is_an_embargo():
    story = read(
        '<doc-id id-string="a"/><date.issue norm="20260301T101500Z"/><date.release norm="20260302T000100Z"/>',
        attributes='management-status="embargoed"',
    )

    assert (story.pub_status, story.embargoed_until) == ("withheld", datetime(2026, 3, 2, 0, 1, tzinfo=UTC))


def test_a_release_that_cannot_be_read_holds_the_story():
    story = read('<doc-id id-string="a"/><date.release norm="after the vote"/>')

    assert (story.pub_status, story.embargoed_until, story.flags) == ("withheld", None, ("embargo-unclear",))


def test_a_template_that_nobody_filled_in_is_no_date():
    story = read(
        '<doc-id id-string="a"/><date.release norm="YYYYMMDD000000-HHMM"/><date.expire norm="YYYYMMDD000000-HHMM"/>'
    )

    assert (story.pub_status, story.embargoed_until, story.expires_at, story.flags) == ("usable", None, None, ())


def test_a_time_without_offset_is_the_providers_with_a_flag():
    story = read('<doc-id id-string="a"/><date.issue norm="20260710T083000"/>', zone="Europe/Athens")

    assert story.updated == datetime(2026, 7, 10, 5, 30, tzinfo=UTC)
    assert story.flags == ("no-timezone",)


@pytest.mark.parametrize("printed", ["2026-03-01 10:15:00+00:00", "20260301T101500Z", "2026-03-01T11:15:00+01:00"])
def test_times_in_the_spellings_of_agencies(printed):
    story = read(f'<doc-id id-string="a"/><date.issue norm="{printed}"/>')

    assert story.updated == datetime(2026, 3, 1, 10, 15, tzinfo=UTC)


def test_the_first_moment_of_its_history_is_when_it_was_created():
    story = read(
        '<doc-id id-string="a"/><date.issue norm="20260301T101500Z"/>',
        head='<revision-history name="Ann" norm="20260228T090000Z" comment="Written."/>'
        '<revision-history norm="20260301T100000Z" comment="ADDS quote"/>',
    )

    assert story.first_created == datetime(2026, 2, 28, 9, tzinfo=UTC)
    assert story.editor_note == "ADDS quote"


def test_a_document_without_id_gets_one_that_its_next_take_gets_too():
    slug = '<meta name="anpa-keyword" content="FERRY"/>'
    first = read('<doc-id regsrc="EXW"/><date.issue norm="20260301T101500Z"/>', head=slug)
    take = read('<doc-id regsrc="EXW"/><date.issue norm="20260301T171500Z"/>', head=slug, hedline="<hl1>At last</hl1>")
    other = read('<doc-id regsrc="EXW"/><date.issue norm="20260301T101500Z"/>', head=slug.replace("FERRY", "FOG"))

    assert first.guid == take.guid != other.guid
    assert first.flags == ("id-made-up",)


def test_the_version_is_that_of_the_dynamic_use_key():
    ntb = read(
        '<doc-id id-string="EXB20260301_0042_47"/><du-key key="FERRY" version="3"/>',
        head='<meta name="NTBStikkord" content="FERRY-LATE"/><meta name="NTBPrioritet" content="5"/>',
        root=' baselang="no-NO"',
    )
    counted = read('<doc-id id-string="ferry.1"/><du-key key="FERRY" generation="4" version="2"/>')
    glued = read('<doc-id id-string="ferry_04"/><du-key key="FERRY" version="4"/>')
    plain = read('<doc-id id-string="story_12"/><du-key key="FERRY" version="4"/>')

    assert (ntb.guid, ntb.guid_versioned, ntb.version) == ("EXB20260301_0042", "EXB20260301_0042_47", "3")
    assert (ntb.slugline, ntb.priority, ntb.language, ntb.credit) == ("FERRY-LATE", 5, "no-NO", "NTB")
    assert (counted.guid, counted.version, counted.slugline) == ("ferry.1", "4.2", "FERRY")
    assert (glued.guid, glued.version) == ("ferry", "4")
    assert (plain.guid, plain.version) == ("story_12", "4")


def test_subjects_are_codes_of_iptc_with_the_name_of_their_level():
    story = read(
        '<doc-id id-string="a"/>',
        head=(
            '<tobject><tobject.subject {s}refnum="04000000" {s}type="Economy" {s}matter="All"/>'
            '<tobject.subject {s}ipr="IPTC" {s}refnum="04011002" {s}detail="Ferries"/>'
            '<tobject.subject {s}ipr="EXW" {s}refnum="F020" {s}matter="HARBOR"/>'
            '<tobject.subject {s}ipr="IPTC"/></tobject>'
        ).format(s="tobject.subject."),
    )

    assert story.subjects == (
        Subject(code="04000000", name="Economy", scheme="subj"),
        Subject(code="04011002", name="Ferries", scheme="subj"),
        Subject(code="F020", name="HARBOR", scheme="EXW"),
    )


def test_urgency_beside_the_document_data_counts_and_empty_messages_are_no_note():
    story = read('<doc-id id-string="a"/><ed-msg info=""/>', head='<urgency ed-urg="2"/>')

    assert (story.urgency, story.editor_note) == (2, "")


def test_the_title_stands_in_for_a_missing_headline_and_the_copy_for_both():
    titled = read('<doc-id id-string="a"/>', head="<title>Ferry late again</title>", hedline="")
    bare = read('<doc-id id-string="a"/>', hedline="")

    assert (titled.headline, titled.flags) == ("Ferry late again", ())
    assert (bare.headline, bare.flags) == ("The ferry was late.", ("headline-made-up",))


def test_a_title_that_is_no_headline_is_the_slug():
    assert read('<doc-id id-string="a"/>', head="<title>Ferry-Late-Fog</title>").slugline == "Ferry-Late-Fog"


def test_a_picture_from_our_own_machine_is_named_in_what_was_set_aside():
    body = '<body.content><media media-type="image"><media-reference source="/etc/secret.jpg"/></media></body.content>'
    story = read('<doc-id id-string="a"/>', body=body)

    assert (story.pictures, story.flags) == ((), ("address-refused",))
    assert story.set_aside == ("Address refused: /etc/secret.jpg",)


def test_an_empty_document_is_no_story():
    with pytest.raises(NotAStory):
        parse(b"<nitf><head/><body/></nitf>")


def test_columns_a_page_and_rights_that_begin_later():
    story = read(
        '<doc-id id-string="a"/><date.issue norm="20260301T101500Z"/><doc.rights startdate="20260302T000000Z"/>',
        head='<meta name="anpa-format" content="t"/><pubdata type="web" ex-ref="https://news.example/ferry"/>',
    )

    assert (story.is_preformatted, story.link) == (True, "https://news.example/ferry")
    assert story.embargoed_until == datetime(2026, 3, 2, tzinfo=UTC)


def test_an_embargo_over_the_text_binds_and_is_not_printed():
    body = "<body.content><p>EMBARGOED UNTIL 0600 MARCH 3</p><p>The ferry was late.</p></body.content>"
    story = read('<doc-id id-string="a"/><date.issue norm="20260301T101500Z"/>', body=body)

    assert story.embargoed_until == datetime(2026, 3, 3, 6, tzinfo=UTC)
    assert [block.text for block in story.body] == ["The ferry was late."]
    assert story.editor_note == "EMBARGOED UNTIL 0600 MARCH 3"


def test_words_without_offset_are_on_the_clock_of_the_document():
    story = read(
        '<doc-id id-string="a"/><date.issue norm="20260301T101500+0200"/><ed-msg info="Embargoed to 0001 March 3"/>'
        '<date.release norm="20260303T000100+0200"/>'
    )

    assert story.embargoed_until == datetime(2026, 3, 2, 22, 1, tzinfo=UTC)
    assert story.flags == ()


def test_the_later_of_two_embargoes_holds_with_a_flag():
    story = read(
        '<doc-id id-string="a"/><date.issue norm="20260301T101500Z"/><ed-msg info="Embargoed to 0600 March 4"/>'
        '<date.release norm="20260303T000100Z"/>'
    )

    assert (story.embargoed_until, story.flags) == (datetime(2026, 3, 4, 6, tzinfo=UTC), ("embargo-differs",))


def test_whom_the_desk_may_ask_stays_private():
    body = TEXT + "<body.end><tagline><a href='mailto:ann@exw.example'>ann@exw.example</a></tagline></body.end>"
    story = read('<doc-id id-string="a"/>', body=body)

    assert story.private_notes == ("ann@exw.example",)
    assert [block.text for block in story.body] == ["The ferry was late."]


def test_marks_before_the_headline_become_signals():
    story = read('<doc-id id-string="a"/>', hedline="<hl1>UPDATE 2-Ferry late</hl1>")

    assert (story.headline, story.signals) == ("Ferry late", ("update",))
