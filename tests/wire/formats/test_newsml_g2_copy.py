"""The copy inside a NewsML-G2 item, in the wrappings that agencies use, and the files beside it."""

import base64
import html

import pytest

from wire.formats import Rendition, parse
from wire.formats import body as body_of

NAR = "http://iptc.org/std/nar/2006-10-01/"


def read(content, *, about="", kind="ninat:text"):
    document = (
        f'<newsItem xmlns="{NAR}" guid="urn:x:1" version="1"><itemMeta><itemClass qcode="{kind}"/></itemMeta>'
        f"<contentMeta><headline>Ferry late</headline>{about}</contentMeta><contentSet>{content}</contentSet>"
        f"</newsItem>"
    )
    [story] = parse(document.encode()).stories
    return story


def xhtml(body, *, attributes="", head=""):
    return (
        f'<inlineXML contenttype="application/xhtml+xml" {attributes}><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title/>{head}</head><body>{body}</body></html></inlineXML>"
    )


def paragraphs(story):
    return [block.text for block in story.body]


def test_html_is_read_with_its_marks_and_cleaned():
    story = read(
        xhtml(
            '<p>It was <b>very</b> late, <a href="https://exw.example/1">they said</a>.</p><h3>Fog</h3><p/>'
            "<script>alert(1)</script><ul><li>One</li><li>Two</li></ul>",
            attributes='wordcount="845"',
        )
    )

    assert body_of.to_blocks(story.body) == (
        '<p>It was <strong>very</strong> late, <a href="https://exw.example/1">they said</a>.</p>',
        "<h3>Fog</h3>",
        "<ul><li>One</li><li>Two</li></ul>",
    )
    assert story.word_count == 845


def test_a_word_count_of_zero_is_unknown():
    assert read(xhtml("<p>Late.</p>", attributes='wordcount="0"')).word_count is None


def test_indented_lines_begin_paragraphs_where_everything_stands_in_one():
    story = read(
        xhtml(
            "<p>(Adds comments, detail)\r\n    * Fog may last until noon\r\n    * Two ferries wait\r\n \r\n"
            "    By Ada Sample\r\n    PORT SAMPLE, March 1 (EXW) - The ferry was late on\r\nSunday, because of fog"
            " that\r\n"
            "lay over the sound.\r\n    It left at noon.\r\n    \r\n (Reporting by Ada Sample; Editing by Bo"
            " Muster)</p>"
        )
    )

    assert paragraphs(story) == [
        "(Adds comments, detail)",
        "* Fog may last until noon",
        "* Two ferries wait",
        "PORT SAMPLE, March 1 (EXW) - The ferry was late on Sunday, because of fog that lay over the sound.",
        "It left at noon.",
        "(Reporting by Ada Sample; Editing by Bo Muster)",
    ]
    assert (story.byline, story.bylines, story.signals) == ("By Ada Sample", ("Ada Sample",), ("update",))


def test_the_indentation_of_an_xml_writer_begins_no_paragraph():
    story = read(
        xhtml("<p>The ferry was late on\n                    Sunday. Fog lay over\n                    the sound.</p>")
    )

    assert paragraphs(story) == ["The ferry was late on Sunday. Fog lay over the sound."]


def test_a_table_without_paragraphs_keeps_its_lines():
    story = read(
        xhtml(
            "March 1 (EXW) - Results of the sample league on Sunday\n                      Sampleton (0) 1 Exville"
            " (2) 2"
            "\n                       Ada (1) 1 Bo (1) 2\n\n\n                      Monday\n                     "
            " Exville v Ada"
        )
    )

    [block] = story.body
    assert (block.kind, story.is_preformatted) == ("preformatted", True)
    assert block.text.split("\n") == [
        "March 1 (EXW) - Results of the sample league on Sunday",
        "Sampleton (0) 1 Exville (2) 2",
        " Ada (1) 1 Bo (1) 2",
        "",
        "",
        "Monday",
        "Exville v Ada",
    ]


def test_pre_stays_as_it_is_between_paragraphs():
    story = read(xhtml("<p>Results:</p><pre>Ada    10.2\nBo      9.1</pre><p>More tomorrow.</p>"))

    assert [(block.kind, block.text) for block in story.body] == [
        ("paragraph", "Results:"),
        ("preformatted", "Ada    10.2\nBo      9.1"),
        ("paragraph", "More tomorrow."),
    ]
    assert story.is_preformatted is True


def test_a_table_of_a_release_stays_a_table_and_the_pixel_that_counts_readers_goes():
    story = read(
        xhtml(
            "<h1>\nFerry late\n</h1><div class='release'><p>SAMPLETON, March 1 -- The line reports.</p>"
            "<table style='width:1px'><tr><td>Trips</td><td>12</td></tr></table>"
            '<img class="x" src="https://count.example/ti?nf=1" width="1" height="1"/></div><div class="contact">'
            "<p>Call us.</p></div>"
        )
    )

    assert body_of.to_blocks(story.body) == (
        "<p>SAMPLETON, March 1 -- The line reports.</p>",
        "<table><tbody><tr><td>Trips</td><td>12</td></tr></tbody></table>",
        "<p>Call us.</p>",
    )
    assert story.pictures == ()


def test_only_the_main_section_is_the_story():
    story = read(
        xhtml(
            '<header><ul class="slugline"><li>Shipping</li></ul><time class="publicationDate">1.3.</time>'
            '<p class="genre g-7">Extra</p><h1>Ferry late</h1></header><section class="main g-7"><p'
            ' class="teaser">Fog again.</p>'
            '<p><span class="dateline">Sampleton <span class="credit">(exw)</span> - </span>The ferry was late.'
            "</p><p> </p>"
            '</section><section class="notepad"><p>Desk: 555 0100</p></section>'
        ),
        about='<description role="drol:teaser">Fog again.</description>',
    )

    assert paragraphs(story) == ["The ferry was late."]
    assert (story.standfirst, story.dateline, story.dateline_city) == (("Fog again.",), "Sampleton (exw)", "Sampleton")


def test_what_a_page_marks_as_not_public_is_private():
    story = read(
        xhtml(
            "<p>The ferry was late.</p><section class='np-nonpublic'><h4>Contacts</h4><ul><li>Ada, 555 0100</li>"
            "</ul></section>"
            "<p class='closingline'>exw as bm</p>"
        )
    )

    assert paragraphs(story) == ["The ferry was late."]
    assert story.private_notes == ("Ada, 555 0100", "exw as bm")


def test_a_second_headline_above_the_text_is_no_part_of_it():
    story = read(xhtml("<h2>Fog lay over the sound</h2><p>The ferry was late.</p><p><h3>Noon</h3></p><p>It left.</p>"))

    assert story.subheadline == "Fog lay over the sound"
    assert paragraphs(story) == ["The ferry was late.", "Noon", "It left."]


def test_a_byline_in_the_text_is_taken_out_once_and_no_sentence_is():
    signed = read(xhtml("<p>BY ADA SAMPLE</p><p>By noon the ferry was late.</p>"), about="<by>Ada Sample</by>")
    unsigned = read(xhtml("<p>By noon the ferry was late.</p><p>By Sunday. It left.</p>"))

    assert (paragraphs(signed), signed.byline) == (["By noon the ferry was late."], "Ada Sample")
    assert paragraphs(unsigned) == ["By noon the ferry was late.", "By Sunday. It left."]


@pytest.mark.parametrize("dash", ["&lt;endash&gt;-&lt;/endash&gt;", "<endash>-</endash>", "-"])
def test_an_element_of_their_own_for_dashes_is_a_dash(dash):
    assert paragraphs(read(xhtml(f"<p>Some 35{dash}40 percent left.</p>"))) == ["Some 35-40 percent left."]


def test_an_empty_dash_element_is_a_dash_too():
    assert paragraphs(read(xhtml("<p>Some 35<endash/>40 percent left.</p>"))) == ["Some 35–40 percent left."]


def test_nitf_inside_is_read_as_nitf():
    story = read(
        '<inlineXML contenttype="application/nitf+xml" wordcount="233"><nitf'
        ' xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
        "<body.head><headline><hl1>Ferry late</hl1></headline></body.head><body.content><block>"
        "<p>SAMPLETON, Ex. (EXW) _ The ferry was late.</p><p>It left <em>at noon</em>.</p></block></body.content>"
        "</body></nitf>"
        "</inlineXML>",
        about="<dateline>SAMPLETON, Ex.</dateline>",
    )

    assert paragraphs(story) == ["SAMPLETON, Ex. (EXW) _ The ferry was late.", "It left at noon."]
    assert (story.dateline_city, story.word_count) == ("SAMPLETON", 233)


def test_the_words_of_tt_are_a_story_and_its_boxes():
    story = read(
        '<inlineXML contenttype="application/ttnitf+xml"><BODY xmlns=""><TEXT><RUBRIK>Ferry late</RUBRIK><DAT>'
        "<ORT>Sampleton</ORT>"
        "</DAT><INGRESS><P>The ferry was late.</P></INGRESS><BRODTEXT><CITAT>It was fog, says the captain.</CITAT>"
        "<MELLIS>At noon</MELLIS><P>It left.</P></BRODTEXT><BYLINE EPOST='ada@exw.example'>Ada Sample/EXW</BYLINE>"
        "<BILD>"
        "<BILDFIL>http://exw.example/1.jpg</BILDFIL><BILDTEXT><P>The ferry.</P></BILDTEXT><BILDSKAPARE>Bo/EXW"
        "</BILDSKAPARE>"
        "</BILD></TEXT><TEXT><RUBRIK>Facts: fog</RUBRIK><BRODTEXT><UL><LI>One</LI><LI>Two</LI></UL><P/></BRODTEXT>"
        "</TEXT></BODY>"
        "</inlineXML>"
    )

    assert [(block.kind, block.text) for block in story.body] == [
        ("paragraph", "The ferry was late."),
        ("paragraph", "– It was fog, says the captain."),
        ("subhead", "At noon"),
        ("paragraph", "It left."),
        ("subhead", "Facts: fog"),
        ("list", "One\nTwo"),
    ]
    assert (story.bylines, story.dateline) == (("Ada Sample",), "Sampleton")
    assert [(picture.href, picture.caption, picture.credit) for picture in story.pictures] == [
        ("http://exw.example/1.jpg", "The ferry.", "Bo/EXW")
    ]


def test_tt_names_the_other_item_that_it_replaces():
    document = (
        f'<newsItem xmlns="{NAR}" guid="urn:newsml:exw.example:20260301:EX:585167:0" xml:lang="swe"><itemMeta>'
        '<signal qcode="tt_sig:replace"/></itemMeta><contentMeta><altId type="tt:uno">20260301:EX:585167:0</altId>'
        '<altId type="tt:refuno">20260301:EX:585152:0</altId><headline>Ferry late</headline></contentMeta></newsItem>'
    )

    [story] = parse(document.encode()).stories

    assert (story.version, story.language, story.signals) == ("", "sv", ("update",))
    assert story.replaces == ("20260301:EX:585152:0", "urn:newsml:exw.example:20260301:EX:585152:0")


@pytest.mark.parametrize(
    "content",
    [
        (
            '<inlineData contenttype="text/plain"><![CDATA[\n<p>\n    The ferry\nwas late.\n   It left at noon.\n '
            "</p>]]></inlineData>"
        ),
        (
            f'<inlineData contenttype="text/html">{html.escape("<p>The ferry was late.</p><p>It left at noon.</p>")}'
            f"</inlineData>"
        ),
        '<inlineData contenttype="text/plain">The ferry was late.\n\nIt left at noon.</inlineData>',
        '<inlineData contenttype="text/plain">The ferry\nwas late.\n   It left at noon.</inlineData>',
        (
            '<inlineData contenttype="text/html"><![CDATA[<?xml version="1.0" encoding="UTF-8"?><html><head><title>x'
            "</title></head>"
            "<body><p>The ferry was late.</p><p>It left at noon.</p></body></html>]]></inlineData>"
        ),
        (
            '<inlineData contenttype="application/nitf+xml"><![CDATA[<nitf><body><body.content>'
            "<p>The ferry was late.</p><p>It left at noon.</p></body.content></body></nitf>]]></inlineData>"
        ),
        "<inlineXML><p>The ferry was late.</p><p>It left at noon.</p></inlineXML>",
        "<inlineXML><div><p>The ferry was late.</p><p>It left at noon.</p></div></inlineXML>",
        '<inlineXML contenttype="application/nitf+xml"/><inlineData contenttype="text/plain" encoding="enc:base64">'
        + base64.b64encode(b"The ferry was late.\n\nIt left at noon.").decode()
        + "</inlineData>",
    ],
)
def test_text_in_any_wrapping_is_the_same_text(content):
    assert paragraphs(read(content)) == ["The ferry was late.", "It left at noon."]


def test_an_escaped_bomb_costs_only_its_item():
    bomb = html.escape('<!DOCTYPE nitf [<!ENTITY a "aaaa">]><nitf><body>&a;</body></nitf>')
    bad, good = (
        f'<newsItem guid="urn:x:{number}"><contentMeta><headline>Ferry late</headline></contentMeta><contentSet>'
        f"<inlineData>{said}</inlineData></contentSet></newsItem>"
        for number, said in ((1, bomb), (2, "It was late."))
    )

    [story] = parse(f'<newsMessage xmlns="{NAR}"><itemSet>{bad}{good}</itemSet></newsMessage>'.encode()).stories

    assert (story.guid, paragraphs(story), story.flags) == ("urn:x:2", ["It was late."], ("item-unreadable",))


def test_a_picture_has_its_caption_and_all_its_files():
    story = read(
        '<remoteContent residref="tag:x:base" href="http://exw.example/base" rendition="rend:baseImage"'
        ' contenttype="image/jpeg" width="3500" height="2284"/>'
        '<remoteContent href="./thumb.jpg" rendition="rend:thumbnail" contenttype="image/jpeg" width="150"'
        ' height="97"/>',
        about="<by>ADA SAMPLE</by><creditline>EXW</creditline><description role='descRole:caption'>The   ferry."
        "</description>",
        kind="icls:picture",
    )

    assert (story.kind, story.caption, story.bylines, story.body) == ("picture", "The ferry.", ("ADA SAMPLE",), ())
    assert story.renditions == (
        Rendition(
            name="rend:baseImage", href="http://exw.example/base", mimetype="image/jpeg", width=3500, height=2284
        ),
        Rendition(name="rend:thumbnail", href="./thumb.jpg", mimetype="image/jpeg", width=150, height=97),
    )
    [picture] = story.pictures
    assert (picture.href, picture.caption, picture.credit) == ("http://exw.example/base", "The ferry.", "EXW")
    assert picture.renditions == story.renditions


def test_a_picture_beside_a_text_belongs_to_the_text_and_its_caption_field_is_no_summary():
    story = read(
        xhtml("<p>The ferry was late.</p>")
        + '<remoteContent contenttype="image/jpeg" rendition="rnd:highRes" href="tag:exw.example,2026:1.jpg"/>',
        about='<description role="descRole:caption">FERRY/:Ferry late</description>',
    )

    assert (story.kind, story.caption, story.standfirst) == ("text", "", ())
    assert [picture.href for picture in story.pictures] == ["tag:exw.example,2026:1.jpg"]
    assert [rendition.href for rendition in story.renditions] == ["tag:exw.example,2026:1.jpg"]


def test_a_summary_that_is_only_the_cut_beginning_of_the_text_is_none():
    lede = "The ferry was late on Sunday, because of fog that lay over the sound until noon."
    cut = read(xhtml(f"<p>{lede}</p>"), about=f'<description role="x:abstract">{lede[:60]}...</description>')
    whole = read(xhtml(f"<p>{lede}</p>"), about='<description role="x:abstract">Fog kept it in port.</description>')

    assert (cut.standfirst, whole.standfirst) == ((), ("Fog kept it in port.",))


def test_a_path_on_our_own_machine_is_refused_and_said():
    story = read('<remoteContent href="../../etc/passwd" contenttype="image/jpeg"/>', kind="ninat:picture")

    assert (story.renditions, story.pictures, story.flags) == ((), (), ("address-refused",))
    assert story.set_aside == ("Address refused: ../../etc/passwd",)


def test_a_text_that_is_only_pointed_to_says_where_it_is():
    story = read('<remoteContent href="https://exw.example/1.html" contenttype="text/html"/>')

    assert (story.body, story.body_href, story.flags) == ((), "https://exw.example/1.html", ("no-body",))


def test_a_file_that_is_no_picture_is_attached():
    story = read(
        xhtml("<p>Late.</p>")
        + '<remoteContent href="https://exw.example/a.pdf" contenttype="application/pdf" size="9"/>'
    )

    assert [(file.filename, file.mimetype, file.size) for file in story.attachments] == [
        ("a.pdf", "application/pdf", 9)
    ]
    assert story.pictures == ()


def test_pictures_in_the_text_are_pictures_of_the_story():
    story = read(
        xhtml(
            "<p>Late.</p><figure><img src='https://exw.example/1' alt='A ferry' width='800' height='600'/>"
            "<figcaption>The ferry.</figcaption></figure><p><img src='https://exw.example/2.jpg'/>Noon.</p>"
        )
    )

    assert paragraphs(story) == ["Late.", "Noon."]
    assert [(picture.href, picture.caption, picture.alt, picture.width) for picture in story.pictures] == [
        ("https://exw.example/1", "The ferry.", "A ferry", 800),
        ("https://exw.example/2.jpg", "", "", None),
    ]
