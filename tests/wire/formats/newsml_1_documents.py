"""Builds NewsML 1 documents for the tests: every part can be left out, or said in an agency's own way."""

from zoneinfo import ZoneInfo

from wire.formats import parse

TEXT = "<DataContent><nitf><body><body.content><p>The ferry was late.</p></body.content></body></nitf></DataContent>"


def component(inside="", *, role="", lines="", metadata="", attributes=""):
    role = f'<Role FormalName="{role}"/>' if role else ""
    return f"<NewsComponent{attributes}>{role}<NewsLines>{lines}</NewsLines>{metadata}{inside}</NewsComponent>"


def content(data=TEXT, *, medium="Text", href="", facts=""):
    href = f' Href="{href}"' if href else ""
    return f'<ContentItem{href}><MediaType FormalName="{medium}"/>{facts}{data}</ContentItem>'


def item(
    components="",
    *,
    provider="exw.example",
    date="20260301",
    local="FERRY1",
    revision='<RevisionId PreviousRevision="0" Update="N">1</RevisionId>',
    public="urn:newsml:exw.example:20260301:FERRY1:1",
    status='<Status FormalName="Usable"/>',
    management="",
    created="20260301T100000Z",
    revised="20260301T101500Z",
    label="",
    attributes="",
):
    return (
        f"<NewsItem{attributes}><Identification><NewsIdentifier><ProviderId>{provider}</ProviderId>"
        f"<DateId>{date}</DateId><NewsItemId>{local}</NewsItemId>{revision}<PublicIdentifier>{public}</PublicIdentifier>"
        f"</NewsIdentifier><NameLabel>{label}</NameLabel></Identification><NewsManagement>"
        f'<NewsItemType FormalName="News"/><FirstCreated>{created}</FirstCreated>'
        f"<ThisRevisionCreated>{revised}</ThisRevisionCreated>{status}{management}</NewsManagement>"
        f"{components}</NewsItem>"
    )


def document(*items, envelope="<DateAndTime>20260301T101501Z</DateAndTime>", root=' Version="1.2"'):
    return f"<NewsML{root}><NewsEnvelope>{envelope}</NewsEnvelope>{''.join(items)}</NewsML>"


def read_all(*items, zone="UTC", **parts):
    parsed = parse(document(*items, **parts).encode(), timezone=ZoneInfo(zone))
    assert parsed.format == "newsml-1.2"
    return parsed.stories


def read(components=None, *, zone="UTC", headline="Ferry late", **parts):
    """The one story of a document with one item."""
    if components is None:
        components = component(content(), lines=f"<HeadLine>{headline}</HeadLine>")
    [story] = read_all(item(components, **parts), zone=zone)
    return story


def said(story):
    return [block.text for block in story.body]
