"""dpa's digitalwires: null nearly everywhere, and notes of which some are for nobody but the desk."""

import json

import pytest

from wire.formats import Block, NotAStory, Place, Related, Subject, parse

NOTHING = dict.fromkeys(
    (
        *("signal", "embargoed", "content_created", "kicker", "subhead", "teaser", "byline", "dateline"),
        *("article_html", "infobox_html", "linkbox_html", "creditline", "copyrightnotice", "usageterms", "notepad"),
        "descriptions",
    )
)
ITEM = NOTHING | {
    "format": "digitalwires@0.9.1",
    "type": "composite",
    "entry_id": "LEP5",
    "updated": "2026-05-04T16:28:31Z",
    "urn": "urn:newsml:agentur.example:20260101:260504-930-1",
    "version_created": "2026-05-04T14:00:00+02:00",
    "version": 4,
    "pubstatus": "usable",
    "language": "de",
    "urgency": 4,
    "kicker": "Hafen",
    "headline": "Deich hält",
    "teaser": "Der neue Deich hat gehalten.",
    "dateline": "Bernsteinhafen (agt) - ",
    "article_html": '<section class="main"><p>Er <b>hält</b>.</p><h2>Prüfung</h2><p>Im Frühjahr.</p></section>',
    "infobox_html": '<section class="infobox"><h2>Deiche</h2><p>Der Deich ist neu.</p></section>',
    "linkbox_html": '<section class="linkbox"><ul><li><a href="https://hafen.example/?a=1&amp;b=2">Hafen</a></li></ul></section>',
    "creditline": "agt",
    "notepad": {
        "header_html": "<header><h3>Notizblock</h3></header>",
        "public_html": '<section class="np-public"><h4>Hinweise</h4><ul><li>Bilder folgen.</li></ul></section>',
        "nonpublic_html": '<section class="np-nonpublic"><p>Nicht zur Veröffentlichung</p><h4>Kontakte</h4><ul>'
        "<li>Autorin: Ada Wend, +49 30 5550199</li><li>Redaktion: &lt;foto@agentur.example&gt;</li></ul></section>",
    },
    "ednotes": [
        {"role": "x:editorialnote", "ednote": "Bilder folgen.", "is_publishable": True},
        {"role": "x:closingline", "ednote": "agt abc yy n1", "is_publishable": True},
        {"role": "x:contacts", "ednote": "Autorin: Ada Wend, +49 30 5550199", "is_publishable": False},
        {"role": "x:other", "ednote": "Niemand sagt, ob das heraus darf.", "is_publishable": None},
    ],
    "associations": [
        {
            "type": "image",
            "urn": "urn:newsml:agentur.example:20260101:260504-930-2",
            "headline": "Der Deich",
            "caption": "Der Deich am Mittag.",
            "creditline": "Sol Quist/agt",
            "renditions": [
                {"width": 2048, "height": 1536, "mimetype": "image/jpeg", "url": "https://img.example/d.jpeg"}
            ],
        }
    ],
    "categories": [
        {"type": "dnltype:dpasubject", "name": "Umwelt", "qcode": "medtop:06000000"},
        {"type": "dnltype:dpasubject", "name": "Hafen", "qcode": None},
        {"type": "dnltype:keyword", "name": "Deich", "qcode": None},
        {"type": "dnltype:geosubject", "name": "Wend", "qcode": "country:9"},
        {"type": "dnltype:creator", "name": "wend.ada", "qcode": None},
        {"type": "dnltype:desk", "name": "vm", "qcode": "cat:vm"},
        {"type": "dnltype:provider", "name": "agt", "qcode": "prov:agt"},
    ],
}


def read(**values):
    parsed = parse(json.dumps(ITEM | values).encode())
    assert parsed.format == "dpa-digitalwires-json"
    (found,) = parsed.stories
    return found


def test_the_item_is_a_story():
    found = read()

    assert (found.guid, found.version, found.kind) == ("urn:newsml:agentur.example:20260101:260504-930-1", "4", "text")
    assert (found.kicker, found.headline, found.standfirst) == (
        "Hafen",
        "Deich hält",
        ("Der neue Deich hat gehalten.",),
    )
    assert (found.dateline, found.dateline_city) == ("Bernsteinhafen (agt) -", "Bernsteinhafen")
    assert (found.credit, found.sender, found.category) == ("agt", "agt", "vm")
    assert found.body == (
        Block(text="Er hält.", html="<p>Er <strong>hält</strong>.</p>"),
        Block(kind="subhead", text="Prüfung", html="<h2>Prüfung</h2>"),
        Block(text="Im Frühjahr."),
    )
    assert found.subjects == (Subject(code="06000000", name="Umwelt", scheme="medtop"), Subject(name="Hafen"))
    assert (found.keywords, found.places) == (("Deich",), (Place(name="Wend"),))
    assert found.flags == ()


def test_what_is_not_called_publishable_is_private_and_nowhere_else():
    found = read()

    assert found.private_notes == (
        "Autorin: Ada Wend, +49 30 5550199",
        "Niemand sagt, ob das heraus darf.",
        "Nicht zur Veröffentlichung",
        "Redaktion: <foto@agentur.example>",
    )
    assert found.editor_note == "Bilder folgen."
    public = json.dumps(found.to_json() | {"private_notes": []}, ensure_ascii=False)
    assert [word for word in ("5550199", "foto@", "Niemand sagt") if word in public] == []


def test_the_notepad_speaks_where_there_are_no_notes():
    assert read(ednotes=[]).editor_note == "Bilder folgen."


def test_what_only_the_notepad_says_is_kept_beside_the_notes():
    note = {"role": "x:note", "ednote": "Bilder folgen.", "is_publishable": True}
    pad = {"public_html": "<h3>Notiz</h3><p>Bilder folgen.</p><p>Deichamt: Am Deich 1</p>", "nonpublic_html": ""}

    assert read(ednotes=[note], notepad=pad).editor_note == "Bilder folgen.\nDeichamt: Am Deich 1"


def test_fact_box_links_and_signature_are_no_part_of_the_text():
    found = read()

    assert found.set_aside == ("Fact box: Der Deich ist neu.", "agt abc yy n1")
    assert found.related == (Related(href="https://hafen.example/?a=1&b=2", rel="link"),)


def test_pictures_have_caption_credit_and_file():
    (picture,) = read().pictures

    assert (picture.guid, picture.headline, picture.caption, picture.credit, picture.href, picture.width) == (
        "urn:newsml:agentur.example:20260101:260504-930-2",
        "Der Deich",
        "Der Deich am Mittag.",
        "Sol Quist/agt",
        "https://img.example/d.jpeg",
        2048,
    )


@pytest.mark.parametrize(("sent", "kind"), [("audio", "audio"), ("image", "picture"), ("video", "video")])
def test_without_a_text_it_is_what_it_carries(sent, kind):
    files = [{"role": "raw", "mimetype": "x/y", "url": "https://img.example/f"}]
    carried = {"type": sent, "urn": ITEM["urn"], "caption": "Am Deich.", "renditions": files}

    found = read(article_html=None, associations=[carried])

    assert (found.kind, found.caption, found.body) == (kind, "Am Deich.", ())
    assert [file.href for file in found.renditions] == ["https://img.example/f"]
    assert found.related == (Related(href="https://hafen.example/?a=1&b=2", rel="link"),)


def test_signals_are_read_and_kept():
    found = read(signal="sig:correction", urgency=2)

    assert (found.signals, found.signal_codes) == (("correction", "alert"), ("sig:correction",))


def test_embargoes_in_the_field_and_in_the_notes_bind():
    note = {"role": "x:embargo", "ednote": "Sperrfrist 4. Mai 20.00 Uhr", "is_publishable": True}

    both = read(embargoed="2026-05-04T19:00:00+02:00", ednotes=[note])
    unclear = read(embargoed="heute Abend")

    assert both.embargoed_until.isoformat() == "2026-05-04T20:00:00+02:00"
    assert "embargo-differs" in both.flags
    assert (unclear.pub_status, "embargo-unclear" in unclear.flags) == ("withheld", True)


def test_a_canceled_item_kills_itself():
    found = read(pubstatus="canceled", article_html=None, associations=[])

    assert (found.pub_status, found.kills, found.signals) == ("canceled", (found.guid,), ("kill",))


def test_an_empty_item_is_no_story():
    with pytest.raises(NotAStory):
        parse(json.dumps(NOTHING | {"format": "digitalwires@1", "urn": "urn:x"}).encode())
