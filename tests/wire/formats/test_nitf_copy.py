"""The copy of a NITF document: what is for readers, wherever another format carries it."""

from lxml import etree

from wire.formats.nitf import read_copy
from wire.formats.printed.bylines import Byline
from wire.formats.story import Related, Rendition


def copy_of(content="", *, head="", end="", root="<nitf>"):
    body = f"<body.head>{head}</body.head><body.content>{content}</body.content><body.end>{end}</body.end>"
    return read_copy(etree.fromstring(f"{root}<body>{body}</body></nitf>"))


def said(copy):
    return [(block.kind, block.text) for block in copy.body]


def test_inline_marks_neither_glue_words_nor_part_them():
    copy = copy_of(
        "<p>The <org>Example <em>Ferry</em></org> calls at <location>Port <city>Sample</city></location>s.</p>"
    )

    assert [block.html or block.text for block in copy.body] == [
        "<p>The Example <em>Ferry</em> calls at Port Samples.</p>"
    ]


def test_namespaces_do_not_matter():
    copy = copy_of("<p>Said once.</p>", root='<nitf xmlns="urn:any.example:nitf">')

    assert said(copy) == [("paragraph", "Said once.")]


def test_breaks_at_the_edge_of_a_terminal_are_spaces_and_those_of_a_verse_stay():
    hard = "The ferry to the outer islands was late again on Monday <br/>after fog closed the mouth of the harbor.<br/>"
    copy = copy_of(f"<p>   {hard}</p><p/><p>  </p><p>Out goes the ferry,<br/>in comes the tide.</p>")

    assert said(copy) == [
        (
            "paragraph",
            "The ferry to the outer islands was late again on Monday after fog closed the mouth of the harbor.",
        ),
        ("paragraph", "Out goes the ferry,\nin comes the tide."),
    ]


def test_blocks_headings_lists_quotes_and_tables_keep_their_kind():
    copy = copy_of(
        "<block><hl2>Scores</hl2><table><tbody><tr><td>Sample Rovers</td><td>3</td></tr></tbody></table></block>"
        "<ul><li>Cod</li><li>Hake</li></ul><bq><block><p>Never again.</p></block></bq>"
    )

    assert said(copy) == [
        ("subhead", "Scores"),
        ("table", "Sample Rovers\t3"),
        ("list", "Cod\nHake"),
        ("quote", "Never again."),
    ]
    assert copy.is_preformatted


def test_preformatted_prose_becomes_paragraphs_and_columns_stay():
    prose = copy_of("<pre>  The ferry was late, the harbor master\nsaid.\n\n  Fog was to blame.</pre>")
    table = copy_of("<pre>Rovers      3   1   7\nAthletic   12   0  14</pre>")

    assert said(prose) == [
        ("paragraph", "The ferry was late, the harbor master\nsaid."),
        ("paragraph", "Fog was to blame."),
    ]
    assert said(table) == [("preformatted", "Rovers      3   1   7\nAthletic   12   0  14")]
    mixed = copy_of("<pre>Final standings on Monday.\n\nRovers      3\n\nAthletic   12\n\nEnd of season.</pre>")

    assert said(mixed) == [
        ("paragraph", "Final standings on Monday."),
        ("preformatted", "Rovers      3\n\nAthletic   12"),
        ("paragraph", "End of season."),
    ]
    assert (prose.is_preformatted, table.is_preformatted) == (False, True)


def test_escaped_markup_is_read_as_markup_and_cleaned():
    copy = copy_of(
        "&lt;p&gt;One &lt;b&gt;bold&lt;/b&gt; word.&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;&lt;p&gt;2.&lt;/p&gt;"
    )

    assert [block.html or block.text for block in copy.body] == ["<p>One <strong>bold</strong> word.</p>", "2."]


def test_a_note_to_editors_is_no_part_of_the_text():
    copy = copy_of(
        '<p>For readers.</p><note type="npa"><body.content><p>Photo follows.</p></body.content></note>',
        head='<note noteclass="editorsnote"><p>Names checked.</p></note>',
    )

    assert said(copy) == [("paragraph", "For readers.")]
    assert copy.notes == ("Names checked.", "Photo follows.")


def test_the_line_at_the_end_that_thanks_contributors_is_printed():
    copy = copy_of("<p>Text.</p>", end="<tagline>Ann Sample contributed.</tagline>")

    assert said(copy) == [("paragraph", "Text."), ("paragraph", "Ann Sample contributed.")]


def test_a_byline_is_parted_into_people_and_their_job():
    copy = copy_of(head="<byline>By <person>Ann Sample and Bo Press</person><byttl>Example Wire</byttl></byline>")

    assert copy.byline == Byline(
        printed="By Ann Sample and Bo Press", names=("Ann Sample", "Bo Press"), title="Example Wire"
    )


def test_two_bylines_are_two_authors():
    copy = copy_of(head="<byline>By Ann Sample</byline><byline>By Bo Ferry, Harbor Correspondent</byline>")

    assert copy.byline.names == ("Ann Sample", "Bo Ferry")


def test_initials_of_the_desk_are_no_byline():
    assert copy_of(head="<byline>ann/bo/cx</byline>").byline == Byline()


def test_a_second_headline_counts_only_where_it_says_something_else():
    twice = copy_of(head="<hedline><hl1>Ferry late</hl1><hl2>Ferry late</hl2></hedline>")
    other = copy_of(head="<hedline><hl1>Ferry late</hl1><hl2>Fog blamed</hl2></hedline>")

    assert (twice.headline, twice.subheadline) == ("Ferry late", "")
    assert (other.headline, other.subheadline) == ("Ferry late", "Fog blamed")


def test_datelines_in_their_spellings():
    marked = copy_of(head="<dateline><location><city>Port Sample</city><state>Essex</state></location></dateline>")
    dated = copy_of(
        head='<dateline><location>PORT SAMPLE</location> <story.date norm="20260301">20260301T100000Z</story.date>'
        "</dateline>"
    )
    printed = copy_of(head="<dateline>PORT SAMPLE March 1 EXW -</dateline>")

    assert (marked.dateline, marked.dateline_city) == ("Port Sample, Essex", "Port Sample")
    assert (dated.dateline, dated.dateline_city) == ("PORT SAMPLE", "PORT SAMPLE")
    assert (printed.dateline, printed.dateline_city) == ("PORT SAMPLE March 1 EXW -", "PORT SAMPLE")


def test_a_picture_keeps_all_its_files_and_the_largest_is_its_own():
    copy = copy_of(
        '<media media-type="Photo"><media-metadata name="id" value="pic.7"/>'
        '<media-reference source="small.jpg" mime-type="image/jpeg" width="90" height="60" alternate-text="A ferry."/>'
        '<media-reference source="https://pics.example/large.jpg" mime-type="image/jpeg" width="900" height="600"/>'
        "<media-caption>The ferry, late.</media-caption><media-producer>Bo Sample</media-producer></media><p>Text.</p>"
    )

    [picture] = copy.pictures
    assert (picture.guid, picture.caption, picture.credit, picture.alt) == (
        "pic.7",
        "The ferry, late.",
        "Bo Sample",
        "A ferry.",
    )
    assert (picture.href, picture.filename, picture.width) == ("https://pics.example/large.jpg", "large.jpg", 900)
    assert picture.renditions[0] == Rendition(href="small.jpg", mimetype="image/jpeg", width=90, height=60)
    assert said(copy) == [("paragraph", "Text.")]


def test_files_of_our_own_machine_are_refused_and_a_film_is_related():
    copy = copy_of(
        '<media media-type="image"><media-reference source="../../etc/secret.jpg"/><media-caption>Fog.</media-caption>'
        '</media><media media-type="video"><media-reference source="https://film.example/1.mp4"/></media>'
    )

    assert [(picture.caption, picture.href) for picture in copy.pictures] == [("Fog.", "")]
    assert copy.refused == ("../../etc/secret.jpg",)
    assert copy.related == (Related(href="https://film.example/1.mp4", rel="video"),)


def test_entities_of_a_dtd_that_nobody_loads_are_characters():
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    nitf = etree.fromstring(
        '<!DOCTYPE nitf SYSTEM "http://dtd.example/nitf.dtd"><nitf><body><body.content>'
        "<p>Caf&eacute;&nbsp;Sample &unknown;closed</p></body.content></body></nitf>",
        parser,
    )

    assert said(read_copy(nitf)) == [("paragraph", "Café\u00a0Sample closed")]


def test_long_copy_and_large_tables_are_read_whole():
    paragraphs = "".join(f"<p>Number <em>{number}</em> of <b>many</b>.</p>" for number in range(3000))
    rows = "".join(f"<tr><td>Harbor {number}</td><td>{number}</td></tr>" for number in range(2500))
    copy = copy_of(f"<block>{paragraphs}</block><table>{rows}</table>")

    assert len(copy.body) == 3001
    assert copy.body[2999].text == "Number 2999 of many."
    assert copy.body[3000].kind == "preformatted"
    assert copy.body[3000].text.endswith("Harbor 2498  2498\nHarbor 2499  2499")


def test_several_contents_are_one_text():
    copy = copy_of("<p>One.</p></body.content><body.content><p>Two.</p>")

    assert said(copy) == [("paragraph", "One."), ("paragraph", "Two.")]
