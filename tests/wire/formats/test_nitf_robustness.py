"""Broken NITF, NewsML 1 and agencies' XML: every document is a story or is refused in words."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wire.formats import WireError, WireStory, body, parse

NITF = """<nitf baselang="en"><head><title>Ferry</title><meta name="anpa-keyword" content="FERRY"/>
<tobject><tobject.subject tobject.subject.refnum="04000000"/></tobject><docdata management-status="usable">
<doc-id id-string="a"/><urgency ed-urg="4"/><date.issue norm="20260301T101500Z"/><date.release norm="20260301T101500Z"/>
<ed-msg info="x"/><du-key key="k" version="1"/><key-list><keyword key="k"/></key-list></docdata></head><body><body.head>
<hedline><hl1>Ferry late</hl1></hedline><byline>By <person>Ann Sample</person><byttl>EXW</byttl></byline>
<dateline><location><city>Port</city></location></dateline><abstract><p>Fog.</p></abstract></body.head><body.content>
<media media-type="image"><media-reference source="a.jpg" width="9"/><media-caption>C</media-caption></media>
<p>Late.</p><block><hl2>H</hl2><table><tr><td>1</td></tr></table><pre>a    b</pre></block><ul><li>l</li></ul>
</body.content><body.end><tagline>T</tagline></body.end></body></nitf>"""
NEWSML = """<NewsML><NewsEnvelope><DateAndTime>20260301T101500Z</DateAndTime><Priority FormalName="4"/></NewsEnvelope>
<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>e.example</ProviderId><DateId>20260301</DateId>
<NewsItemId>F</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
<PublicIdentifier>urn:newsml:e.example:20260301:F:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>20260301T101500Z</FirstCreated><ThisRevisionCreated>20260301T101500Z</ThisRevisionCreated>
<Status FormalName="Usable"/><StatusWillChange><FutureStatus FormalName="Withheld"/><DateAndTime>20260401T000000Z
</DateAndTime></StatusWillChange></NewsManagement><NewsComponent><Role FormalName="Main"/><NewsLines>
<HeadLine>H</HeadLine>
<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>N</NewsLineText></NewsLine></NewsLines>
<DescriptiveMetadata><Language FormalName="en"/><SubjectCode><Subject FormalName="04000000"/></SubjectCode><Location>
<Property FormalName="City" Value="P"/></Location></DescriptiveMetadata><NewsComponent><Role FormalName="Photo"/>
<ContentItem Href="a.jpg"><MediaType FormalName="Photo"/><Characteristics><Property FormalName="Width" Value="9"/>
</Characteristics></ContentItem></NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent><p>Late.</p>
</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
RITZAU = """<RBNews><NewsID>1</NewsID><PublishDate>2026-01-30T17:32:18</PublishDate><headline>Sent</headline>
<content>&lt;p&gt;Ja.&lt;/p&gt;</content><Annuleret>false</Annuleret><Priority>3</Priority></RBNews>"""
WORDS = [
    "",
    " ",
    "\u202ex",
    "2026-13-45",
    "9" * 30,
    "urn:",
    "::",
    "/etc/passwd",
    "0001-01-01T00:00:00",
    "<p>x",
    "&lt;",
    "true",
]

CHANGES = st.lists(
    st.tuples(st.integers(0, 200), st.sampled_from(["drop", "say", "write", "nest", "rename"]), st.integers(0, 200)),
    min_size=1,
    max_size=5,
)


def changed(document, changes):
    root = etree.fromstring(document)
    for where, what, which in changes:
        elements = list(root.iter("*"))
        element = elements[where % len(elements)]
        other = elements[which % len(elements)]
        word = WORDS[which % len(WORDS)]
        if what == "drop" and element is not root:
            element.getparent().remove(element)
        elif what == "say":
            element.text = word
        elif what == "write" and element.attrib:
            element.set(sorted(element.attrib)[which % len(element.attrib)], word)
        elif what == "nest" and len(list(other.iter())) < 9:
            element.append(etree.fromstring(etree.tostring(other, with_tail=False)))
        elif what == "rename" and element is not root:
            element.tag = other.tag
    return etree.tostring(root)


@given(st.sampled_from([NITF, NEWSML, RITZAU]), CHANGES)
def test_a_mangled_document_is_a_story_or_is_refused(document, changes):
    try:
        stories = parse(changed(document, changes)).stories
    except WireError:
        return
    for story in stories:
        assert story.guid
        assert story.headline
        assert WireStory.from_json(story.to_json()) == story
        assert "\u202e" not in "".join(body.to_blocks(story.body))


def test_the_documents_that_are_mangled_are_whole():
    headlines = [parse(document.encode()).stories[0].headline for document in (NITF, NEWSML, RITZAU)]

    assert headlines == ["Ferry late", "H", "Sent"]
