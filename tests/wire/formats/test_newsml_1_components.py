"""NewsML 1: which component is the story, and what becomes of the others."""

import base64

from tests.wire.formats.newsml_1_documents import TEXT, component, content, read, said
from wire.formats import Place, Related, Rendition, Subject

DATA = "<DataContent>{}</DataContent>".format
LINES = "<HeadLine>Ferry late</HeadLine>"


def line(kind, text):
    return f'<NewsLine><NewsLineType FormalName="{kind}"/><NewsLineText>{text}</NewsLineText></NewsLine>'


def described(inside):
    return f"<DescriptiveMetadata>{inside}</DescriptiveMetadata>"


def photo(href, role, width=""):
    facts = f'<Characteristics><Property FormalName="Width" Value="{width}"/></Characteristics>'
    mime = '<MimeType FormalName="image/jpeg"/>'
    return component(content("", medium="Photo", href=href, facts=mime + facts), role=role)


def test_lines_and_metadata_have_their_fields():
    metadata = (
        described(
            '<Language FormalName="EN"/><SubjectCode><Subject FormalName="04000000"/></SubjectCode>'
            '<SubjectCode><Subject FormalName="04000000"/></SubjectCode>'
            '<SubjectCode><Subject FormalName=""/></SubjectCode>'
            '<Location HowPresent="Origin"><Property FormalName="Country" Value="GBR"/>'
            '<Property FormalName="City" Value="Port Sample"/></Location>'
            '<Property FormalName="Keyword" Value="ferries;FOG"/><Property FormalName="Keyword" Value=""/>'
        )
        + "<RightsMetadata><UsageRights><UsageType>NO ARCHIVES</UsageType></UsageRights></RightsMetadata>"
        '<AdministrativeMetadata><Provider><Party FormalName="EXW"/></Provider></AdministrativeMetadata>'
    )
    lines = (
        "<HeadLine>Ferry late</HeadLine><SubHeadLine>Fog</SubHeadLine><ByLine>By Ann Sample</ByLine>"
        "<DateLine>PORT SAMPLE, March 1, 2026 (EXW) -</DateLine><SlugLine>Ferry-late</SlugLine>"
        "<CreditLine>EXW/Sample</CreditLine><KeywordLine>harbor</KeywordLine>"
    )
    facts = '<Characteristics><Property FormalName="Words" Value="190"/></Characteristics>'
    story = read(component(content(facts=facts), lines=lines, metadata=metadata))

    assert (story.headline, story.subheadline, story.byline) == ("Ferry late", "Fog", "By Ann Sample")
    assert (story.bylines, story.slugline, story.credit) == (("Ann Sample",), "Ferry-late", "EXW/Sample")
    assert (story.dateline, story.dateline_city) == ("PORT SAMPLE, March 1, 2026 (EXW) -", "Port Sample")
    assert story.places == (Place(city="Port Sample", country_code="GBR"),)
    assert story.subjects == (Subject(code="04000000", scheme="subj"),)
    assert story.keywords == ("ferries", "FOG", "harbor")
    assert (story.language, story.word_count, story.usage_terms) == ("en", 190, "NO ARCHIVES")
    assert (story.sender, story.kind, story.flags) == ("EXW", "text", ())


def test_advice_is_for_editors_and_may_be_a_signal():
    lines = LINES + line("AdvisoryLine", "UPDATES with fog") + line("CatchWord", "LEAD") + line("7", "Internal")
    story = read(component(content(), lines=lines))

    assert (story.editor_note, story.signals, story.take_key) == ("UPDATES with fog", ("update",), "LEAD")
    assert story.set_aside == ("7: Internal",)


def test_a_slug_that_is_the_reporter_is_a_byline():
    story = read(component(content(), lines=f"{LINES}<SlugLine>Bo Sample (bos)</SlugLine>"), label="FERRY")

    assert (story.byline, story.bylines, story.slugline) == ("Bo Sample", ("Bo Sample",), "FERRY")


def test_a_bare_date_is_no_dateline():
    assert read(component(content(), lines=f"{LINES}<DateLine>1/3/2026</DateLine>")).dateline == ""


def test_an_alert_without_headline_has_the_beginning_of_its_text():
    story = read(component(content(), lines="<HeadLine/>"))

    assert (story.headline, story.flags) == ("The ferry was late.", ("headline-made-up",))


def test_the_initials_of_the_desk_are_set_aside():
    text = "<nitf><body><body.content><p><br/></p><p>Late.</p><p>aa/bo/cx</p><p/></body.content></body></nitf>"
    story = read(component(content(DATA(text)), lines=LINES))

    assert (said(story), story.set_aside) == (["Late."], ("aa/bo/cx",))


def test_texts_in_all_their_wrappings():
    wrapped = {
        "bare paragraphs": "<p>One.</p><p>Two.</p>",
        "XHTML": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head>'
        "<body><p>One.</p><p>Two.</p></body></html>",
        "escaped": "&lt;P&gt;One.&lt;/P&gt;\n&lt;P&gt;Two.&lt;/P&gt;",
        "CDATA": "<![CDATA[<p>One.</p><p>Two.</p>]]>",
        "plain": "One.\n\nTwo.",
        "lines": "One.\n   Two.\n",
        "escaped NITF": "<![CDATA[<nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>]]>",
    }
    read_as = {name: said(read(component(content(DATA(text)), lines=LINES))) for name, text in wrapped.items()}

    assert read_as == {name: ["One.", "Two."] for name in wrapped}


def test_text_in_base64_is_decoded():
    encoded = base64.b64encode("Café late.".encode()).decode()
    data = f'<Encoding Notation="Base64"><DataContent>{encoded}</DataContent></Encoding>'

    assert said(read(component(content(data), lines=LINES))) == ["Café late."]


def test_a_text_that_is_a_file_is_named():
    story = read(component(content("", href="ferry.xml"), lines=LINES))

    assert (story.body, story.body_href, story.kind) == ((), "ferry.xml", "text")


def test_components_by_role():
    companions = (
        component(content(DATA("Fog over the harbor.")), role="Abstract")
        + component(content(DATA(".a { color: red }"), facts='<MimeType FormalName="text/css"/>'), role="StyleSheet")
        + component(content(DATA("<p>Call Bo, 555 0100</p>")), role="Contact")
        + component(content(DATA("<p>The ferry was late.</p>")), role="Body")
        + component(content(DATA("<p>Example Ferries runs ferries.</p>")), role="Boilerplate")
    )
    genre = described('<Genre FormalName="Release"/>')
    story = read(component(component(companions, lines=LINES), lines="", metadata=genre))

    assert (story.headline, story.standfirst, said(story)) == (
        "Ferry late",
        ("Fog over the harbor.",),
        ["The ferry was late."],
    )
    assert story.private_notes == ("Call Bo, 555 0100",)
    assert story.set_aside == ("boilerplate: Example Ferries runs ferries.",)
    assert story.is_press_release
    assert "color" not in repr(story)


def test_the_first_of_several_languages_is_the_story_and_the_other_is_set_aside():
    def version(language, title, body):
        parts = component(content(DATA(title)), role="Title") + component(content(DATA(body)), role="Body")
        return component(parts, attributes=f' xml:lang="{language}"')

    story = read(component(version("nl", "Veer te laat", "Het veer was laat.") + version("fr", "Bac", "Le bac.")))

    assert (story.headline, said(story), story.language) == ("Veer te laat", ["Het veer was laat."], "nl")
    assert story.set_aside == ("body: Le bac.",)


def test_a_photo_with_a_caption_is_a_picture_story():
    caption = component(content(DATA("<p>The ferry, late. EXW / BO SAMPLE</p>")), role="Caption")
    metadata = (
        '<AdministrativeMetadata><Creator><Party FormalName="BO SAMPLE "/></Creator>'
        '<Source><Party FormalName="EXW"/></Source></AdministrativeMetadata>'
    )
    sizes = photo("small.jpg", "Thumbnail", 90) + photo("big.jpg", "HighDef", 900)
    story = read(component(caption + sizes, lines="<HeadLine>569697231</HeadLine>", metadata=metadata))

    assert (story.kind, story.headline) == ("picture", "The ferry, late. EXW / BO SAMPLE")
    assert [story.caption] == said(story) == ["The ferry, late. EXW / BO SAMPLE"]
    assert story.bylines == ("BO SAMPLE",)
    [picture] = story.pictures
    assert (picture.href, picture.width, picture.credit) == ("big.jpg", 900, "BO SAMPLE / EXW")
    assert story.renditions == (
        Rendition(name="Thumbnail", href="small.jpg", mimetype="image/jpeg", width=90),
        Rendition(name="HighDef", href="big.jpg", mimetype="image/jpeg", width=900),
    )


def test_photos_beside_a_text_are_pictures_each_with_its_own_caption():
    one = component(photo("1.jpg", "HighDef") + component(content(DATA("First.")), role="Caption"), role="Photo")
    two = component(photo("2.jpg", "HighDef") + component(content(DATA("Second."))), role="Photo")
    flat = component(
        content(DATA("Third.")) + content("", medium="Photo", href="3.jpg"),
        role="Photo",
        lines="<CreditLine>Bo</CreditLine>",
    )
    story = read(component(component(content(), role="Main") + one + two + flat, lines=LINES))

    assert (story.kind, said(story)) == ("text", ["The ferry was late."])
    assert [(picture.href, picture.caption) for picture in story.pictures] == [
        ("3.jpg", "Third."),
        ("1.jpg", "First."),
        ("2.jpg", "Second."),
    ]
    assert story.pictures[0].credit == "Bo"
    assert story.set_aside == ()


def test_pictures_of_our_own_machine_are_refused():
    wicked = photo("../../../etc/secret", "Photo") + photo("/etc/secret", "Photo") + photo(r"..\..\win.ini", "Photo")
    story = read(component(wicked + component(content(TEXT)), lines=LINES))

    assert (said(story), story.pictures, story.flags) == (["The ferry was late."], (), ("address-refused",))
    assert len(story.set_aside) == 3


def test_a_film_is_related_and_a_package_names_its_members():
    film = read(component(content("", medium="Video", href="https://film.example/1.mp4"), lines=LINES))
    package = read(component('<NewsItemRef NewsItem="urn:newsml:exw.example:20260301:A:1"/>', lines=LINES))

    assert (film.kind, film.related) == ("video", (Related(href="https://film.example/1.mp4", rel="video"),))
    assert (package.kind, package.related) == (
        "composite",
        (Related(guid="urn:newsml:exw.example:20260301:A:1", rel="member"),),
    )


def test_the_nitf_inside_fills_what_the_outside_leaves_open_and_overrides_nothing():
    nitf = (
        '<nitf baselang="es-ES"><head><docdata><doc-id id-string="inner"/><evloc city="Puerto" iso-cc="ESP"/>'
        '<key-list><keyword key="BARCOS"/></key-list><urgency ed-urg="1"/></docdata></head><body><body.head>'
        "<hedline><hl1>Inner</hl1></hedline><byline>aa/bo/cx</byline><distributor>Agencia Sample</distributor>"
        "</body.head><body.content><p>Texto.</p></body.content></body></nitf>"
    )
    story = read(component(content(DATA(nitf)), lines=LINES))

    assert (story.guid, story.headline, story.urgency) == ("urn:newsml:exw.example:20260301:FERRY1", "Ferry late", None)
    assert (story.keywords, story.places) == (("BARCOS",), (Place(city="Puerto", country_code="ESP"),))
    assert (story.credit, story.language, story.byline) == ("Agencia Sample", "es-ES", "")


def test_a_table_makes_the_columns_matter():
    story = read(
        component(content(DATA("<p>Scores</p><table><tr><td>Rovers</td><td>3</td></tr></table>")), lines=LINES)
    )

    assert [block.kind for block in story.body] == ["paragraph", "table"]
    assert story.is_preformatted


def test_entities_that_were_escaped_twice_are_read_in_titles_and_texts():
    title = component(content(DATA("Caf&amp;eacute; &amp;amp; ferry")), role="Title")
    body = component(content(DATA("The caf&amp;eacute; R&amp;D opened.")), role="Body")
    story = read(component(title + body))

    assert (story.headline, said(story)) == ("Café & ferry", ["The café R&D opened."])
