"""Feeds in all the dialects that programs write, as stories."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.wire.formats.feeds import NAMESPACES, atom, first, read, rss
from wire.formats import MalformedStory, NotAStory, parse


def test_an_item_of_rss_2_is_a_story():
    story = first(
        rss(
            "<title>Ferry resumes to Harl</title><link>https://news.example/ferry</link>"
            '<guid isPermaLink="false">harl-77</guid><dc:creator>Ada Quill</dc:creator>'
            "<pubDate>Tue, 05 Mar 2024 10:15:00 +0100</pubDate><description>The ferry sails.</description>"
            "<content:encoded><![CDATA[<p>The ferry to Harl <b>sails</b> again.</p><p>It is blue.</p>]]>"
            "</content:encoded>"
            "<category>Transport</category><category domain='https://news.example/t'>Islands</category>",
            channel="<title>Harl News</title><language>en-gb</language>",
        )
    )

    assert story.guid == "harl-77"
    assert story.headline == "Ferry resumes to Harl"
    assert [block.text for block in story.body] == ["The ferry to Harl sails again.", "It is blue."]
    assert story.standfirst == ("The ferry sails.",)
    assert (story.byline, story.bylines) == ("Ada Quill", ("Ada Quill",))
    assert story.published == datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
    assert story.link == "https://news.example/ferry"
    assert story.keywords == ("Transport", "Islands")
    assert [(subject.name, subject.scheme) for subject in story.subjects] == [("Islands", "https://news.example/t")]
    assert (story.language, story.sender) == ("en-GB", "Harl News")
    assert story.flags == ()


def test_a_summary_that_begins_the_text_says_nothing_of_its_own():
    body = "<content:encoded><![CDATA[<p>The ferry to Harl sails again, the port says.</p>]]></content:encoded>"

    story = first(rss(f"<title>A</title><description>The ferry to Harl sails [&amp;#8230;]</description>{body}"))

    assert story.standfirst == ()
    assert [block.text for block in story.body] == ["The ferry to Harl sails again, the port says."]


def test_a_description_alone_is_the_lead_and_says_so():
    story = first(rss("<title>A</title><link>https://news.example/a</link><description>It sails.</description>"))

    assert [block.text for block in story.body] == ["It sails."]
    assert story.standfirst == ()
    assert "lead-only" in story.flags


def test_an_item_without_a_title_gets_a_headline_from_its_text():
    story = first(rss("<description>The &lt;a href='https://x.example/'&gt;ferry&lt;/a&gt; sails again.</description>"))

    assert story.headline == "The ferry sails again."
    assert {"headline-made-up", "id-made-up"} <= set(story.flags)


@pytest.mark.parametrize(
    ("item", "guid"),
    [
        (
            "<guid>https://news.example/1#item7</guid><link>https://news.example/1</link>",
            "https://news.example/1#item7",
        ),
        ("<link>https://news.example/1</link>", "https://news.example/1"),
    ],
)
def test_the_id_is_the_guid_or_else_the_link(item, guid):
    assert first(rss(f"<title>A</title>{item}")).guid == guid


def test_a_made_up_id_is_the_same_for_the_same_item():
    one, again = (first(rss("<title>A</title><pubDate>Tue, 05 Mar 2024 10:15:00 GMT</pubDate>")) for _ in range(2))
    other = first(rss("<title>A</title><pubDate>Wed, 06 Mar 2024 10:15:00 GMT</pubDate>"))

    assert one.guid == again.guid != other.guid


def test_rdf_is_read_with_its_own_dates_and_ids():
    story = first(
        f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" {NAMESPACES}>
        <channel rdf:about="https://news.example/"><title>Harl</title></channel>
        <item rdf:about="https://news.example/1"><title>Ferry</title><link>https://news.example/1</link>
        <dc:date>2024-03-05T10:15:00+01:00</dc:date><dc:creator>Ada Quill</dc:creator><dc:subject>Ships</dc:subject>
        <description>It sails.</description></item></rdf:RDF>""".encode()
    )

    assert story.guid == "https://news.example/1"
    assert (story.published, story.updated) == (datetime(2024, 3, 5, 9, 15, tzinfo=UTC), None)
    assert story.byline == "Ada Quill"
    assert story.keywords == ("Ships",)


def test_other_rdf_is_no_feed():
    document = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>"""

    with pytest.raises(Exception, match="of a kind the newsroom does not know"):
        parse(document)


def test_rss_0_91_with_a_document_type_is_read():
    document = (
        b'<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        b'"http://my.netscape.example/rss-0.91.dtd"><rss version="0.91"><channel><title>Harl</title>'
        b"<item><title>Caf&eacute; opens</title><link>https://news.example/1</link></item></channel></rss>"
    )

    assert first(document).headline == "Café opens"


def test_an_entry_of_atom_is_a_story():
    story = first(
        atom(
            "<id>urn:harl:1</id><title type='html'>Ferry &amp;amp; bus &lt;i&gt;resume&lt;/i&gt;</title>"
            "<link rel='alternate' href='https://news.example/1'/><link rel='related' href='https://news.example/0'/>"
            "<author><name>Ada Quill</name></author><author><name>Bo Reed</name></author>"
            "<published>2024-03-05T10:15:00Z</published><updated>2024-03-05T12:00:00+01:00</updated>"
            "<summary>Boats are back.</summary><category term='t1' label='Transport' scheme='https://news.example/s'/>"
            "<rights>For clients only</rights><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
            "<p>It <em>sails</em>.</p><ul><li>One</li></ul></div></content>",
            attributes="xml:lang='de'",
        )
    )

    assert story.guid == "urn:harl:1"
    assert story.headline == "Ferry & bus resume"
    assert [(block.kind, block.text) for block in story.body] == [("paragraph", "It sails."), ("list", "One")]
    assert story.body[0].html == "<p>It <em>sails</em>.</p>"
    assert story.standfirst == ("Boats are back.",)
    assert (story.byline, story.bylines) == ("Ada Quill, Bo Reed", ("Ada Quill", "Bo Reed"))
    assert story.published == datetime(2024, 3, 5, 10, 15, tzinfo=UTC)
    assert story.updated == datetime(2024, 3, 5, 11, 0, tzinfo=UTC)
    assert [(s.code, s.name, s.scheme) for s in story.subjects] == [("t1", "Transport", "https://news.example/s")]
    assert [(link.href, link.rel) for link in story.related] == [("https://news.example/0", "related")]
    assert (story.link, story.usage_terms, story.language) == ("https://news.example/1", "For clients only", "de")


def test_atom_0_3_has_other_names_for_the_same():
    story = first(
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harl</title><entry>'
        b"<id>tag:harl.example,2004:1</id>"
        b"<title>Ferry</title><issued>2004-03-05T10:15:00Z</issued><modified>2004-03-05T11:00:00Z</modified>"
        b"<created>2004-03-05T09:00:00Z</created>"
        b"<content type='text/html' mode='base64'>PHA+SXQgc2FpbHMuPC9wPg==</content></entry></feed>"
    )

    assert [block.text for block in story.body] == ["It sails."]
    assert story.published == datetime(2004, 3, 5, 10, 15, tzinfo=UTC)
    assert story.updated == datetime(2004, 3, 5, 11, 0, tzinfo=UTC)
    assert story.first_created == datetime(2004, 3, 5, 9, 0, tzinfo=UTC)


def test_content_that_stands_elsewhere_is_an_address():
    story = first(atom("<id>a</id><title>A</title><content type='text/html' src='https://news.example/body.html'/>"))

    assert (story.body_href, story.body) == ("https://news.example/body.html", ())


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("<author>ada@news.example (Ada Quill)</author>", "Ada Quill"),
        ("<author>Ada Quill &lt;ada@news.example&gt;</author>", "Ada Quill"),
        ("<author>ada@news.example</author>", ""),
        ("<dc:creator>By Ada Quill</dc:creator>", "By Ada Quill"),
        ("<dc:creator>Harl desk</dc:creator>", "Harl desk"),
        ("<itunes:author>Ada Quill</itunes:author>", "Ada Quill"),
    ],
)
def test_authors_have_names_and_no_addresses(author, byline):
    assert first(rss(f"<title>A</title>{author}")).byline == byline


def test_an_entry_inherits_the_author_of_its_feed_unless_that_is_the_outlet_itself():
    person = first(atom("<id>a</id><title>A</title>", feed="<title>F</title><author><name>Ada Quill</name></author>"))
    desk = first(atom("<id>a</id><title>A</title>", feed="<title>F</title><author><name>Harl Newsdesk</name></author>"))

    outlet = first(atom("<id>a</id><title>A</title>", feed="<title>Harl</title><author><name>HARL</name></author>"))
    nobody = first(atom("<id>a</id><title>A</title>", feed="<title>F</title>"))

    assert (person.byline, person.bylines, person.credit) == ("Ada Quill", ("Ada Quill",), "")
    assert (desk.byline, desk.bylines, desk.credit) == ("Harl Newsdesk", ("Harl Newsdesk",), "Harl Newsdesk")
    assert (outlet.byline, outlet.bylines, outlet.credit) == ("", (), "HARL")
    assert (nobody.byline, nobody.bylines, nobody.credit) == ("", (), "")


@pytest.mark.parametrize(
    ("printed", "offset", "hour"),
    [
        ("Tue, 05 Mar 2024 10:15:00 CST", -6, 10),
        ("Tue, 05 Mar 2024 10:15:00 EST", -5, 10),
        ("Tue, 05 Mar 2024 10:15:00 CET", 1, 10),
        ("Tue, 5 Mar 24 10:15 AEST", 10, 10),
        ("Tue, 05 Mar 2024 10:15:00 GMT+2", 2, 10),
        ("5 Mar 2024 10:15:00 Z", 0, 10),
        ("2024-03-05T10:15:00.250-05:00", -5, 10),
        ("2024-03-05 10:15:00 +0530", 5.5, 10),
        ("1709633700", 0, 10),
        ("Tue, 5 März 2024 10:15:00 +0100", 1, 10),
        ("March 5, 2024 10:15 PM UTC", 0, 22),
        ("2024-03-05T10:15Z", 0, 10),
    ],
)
def test_dates_of_every_program_are_read(printed, offset, hour):
    story = first(rss(f"<title>A</title><guid>a</guid><pubDate>{printed}</pubDate>"))

    assert story.published == datetime(2024, 3, 5, hour, 15, tzinfo=timezone(timedelta(hours=offset)))
    assert "no-timezone" not in story.flags


def test_a_date_without_a_zone_is_the_providers_and_flagged():
    story = first(rss("<title>A</title><guid>a</guid><pubDate>2024-07-05 10:15:00</pubDate>"), zone="Europe/Athens")

    assert story.published == datetime(2024, 7, 5, 7, 15, tzinfo=UTC)
    assert "no-timezone" in story.flags


@pytest.mark.parametrize("printed", ["soon", "Tue, 32 Mar 2024 10:15:00 GMT", "Sun, 07 Jul 3013 15:06:01 +0000"])
def test_a_date_that_cannot_be_is_none_and_flagged(printed):
    story = first(rss(f"<title>A</title><guid>a</guid><pubDate>{printed}</pubDate>"))

    assert story.published is None
    assert "date-invalid" in story.flags


def test_an_update_and_an_embargo_in_the_title_are_seen():
    update, held = read(
        rss(
            "<title>UPDATE 2-Ferry resumes</title><guid>a</guid>",
            "<title>EMBARGOED UNTIL 0001 GMT March 6, 2024: Ferry report</title><guid>b</guid>",
        )
    )

    assert (update.headline, update.signals) == ("Ferry resumes", ("update",))
    assert held.embargoed_until == datetime(2024, 3, 6, 0, 1, tzinfo=UTC)


def test_a_tombstone_withdraws_its_entry():
    withdrawn = read(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>F</title>
        <entry><id>urn:harl:2</id><title>Ferry</title></entry>
        <at:deleted-entry ref="urn:harl:1" when="2024-03-05T10:15:00Z">
        <at:comment>Wrong ship</at:comment></at:deleted-entry>
        </feed>"""
    )[1]

    assert (withdrawn.guid, withdrawn.pub_status, withdrawn.kills) == ("urn:harl:1", "canceled", ("urn:harl:1",))
    assert (withdrawn.signals, withdrawn.headline) == (("kill",), "Wrong ship")


def test_an_empty_feed_is_no_story():
    with pytest.raises(NotAStory):
        read(rss())


def test_entities_of_its_own_are_refused():
    with pytest.raises(MalformedStory):
        read(b'<!DOCTYPE rss [<!ENTITY a "aaaa">]>' + rss("<title>&a;</title>"))


def test_nothing_is_fetched_or_opened(tmp_path, monkeypatch):
    import builtins
    import io
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError(f"something was opened: {args}")

    document = rss(
        "<title>A</title><guid>a</guid><link>https://news.example/</link>"
        "<enclosure url='file:///etc/hosts' type='image/png'/>"
    )
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)

    story = first(document)

    assert story.pictures == ()
    assert "address-refused" in story.flags


def test_lines_that_bring_readers_to_the_page_are_no_text():
    footer = "<p>The post <a href='https://n.example/1'>Ferry</a> appeared first on <a href='https://n.example'>Harl</a>.</p>"
    story = first(
        rss(
            "<title>Ferry</title><guid>a</guid>"
            f"<description><![CDATA[<p>It sails. [&#8230;]</p>{footer}]]></description>"
            f"<content:encoded><![CDATA[<p>It sails. It is blue.</p>{footer}]]></content:encoded>"
        )
    )

    assert [block.text for block in story.body] == ["It sails. It is blue."]
    assert story.set_aside == ("The post Ferry appeared first on Harl.",)
    assert story.standfirst == ()


def test_the_source_of_an_item_is_its_credit():
    story = first(rss("<title>A</title><guid>a</guid><source url='https://x.example/rss'>Wend Times</source>"))

    assert story.credit == "Wend Times"
