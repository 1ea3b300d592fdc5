"""Published stories in the agencies' formats: what is written can be read again, and tells what readers see."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from lxml import etree

from articles import markup, workflow
from articles.content import Placement
from articles.models import TopicCode
from tests.factories import make_article, make_author, make_published, make_section, make_topic
from tests.reader.paper import TABLE, make_picture
from wire import formats
from wire.output import FORMATS, outgoing, withdrawn
from wire.output.index import changes_after, for_output
from wire.output.subscribers import renew, subscribe

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
BODY = (
    "<p>The harbor of Wend opened <strong>again</strong> on <a href='https://wend.example/?a=1&amp;b=2'>Monday</a>."
    "<sup data-footnote='Fiction &amp; all.'>*</sup></p><h2>Nine days</h2><ul><li>Boats</li><li>Tea</li></ul>"
    f"<blockquote><p>“At last.”</p></blockquote>{TABLE}<hr><p>End &lt;of&gt; copy.</p>"
)


@pytest.fixture
def story():
    author, section, topic = make_author("Ada Sample"), make_section("World"), make_topic("Harbors")
    TopicCode.objects.create(topic=topic, scheme="medtop", code="20000001")
    image = make_picture("teal", caption="", alt_text="A harbor", copyright_notice="© Wend Courier")
    return make_published(
        at=NOON,
        headline="Harbor reopens & “rejoices”",
        kicker="Wend",
        standfirst="After nine days.",
        dateline="WEND",
        by=[author],
        body=markup.blocks(BODY),
        section=section.pk,
        topics=(topic.pk,),
        images=(Placement(image=image.pk, caption="The harbor at dawn", credit="Tom Reed", alt_text="Boats"),),
        language="en-GB",
    )


def loaded(story):
    return for_output(type(story).objects.filter(pk=story.pk)).get()


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_read_again(story, name):
    sent = outgoing(loaded(story))
    parsed = formats.parse(FORMATS[name].write(sent))
    (read,) = parsed.stories

    assert parsed.format == name
    assert (read.guid, read.version, read.pub_status) == (sent.guid, sent.version, "usable")
    assert (read.headline, read.standfirst) == ("Harbor reopens & “rejoices”", ("After nine days.",))
    assert (read.bylines, read.dateline, read.language) == (("Ada Sample",), "WEND", "en-GB")
    assert read.updated == NOON
    assert [block.text for block in read.body] == [block.text for block in sent.body]
    assert "https://wend.example/?a=1&amp;b=2" in read.body[0].html
    (picture,) = read.pictures
    assert (picture.caption.startswith("The harbor at dawn"), "Tom Reed" in f"{picture.caption} {picture.credit}") == (
        True,
        True,
    )
    assert picture.href == sent.pictures[0].href


@pytest.mark.parametrize("name", FORMATS)
def test_a_kill_is_read_as_a_kill_and_holds_none_of_the_words(story, name):
    workflow.kill(story, note="A source was wrong.", now=NOON + timedelta(hours=1))
    story.refresh_from_db()
    written = FORMATS[name].write(withdrawn(story))
    (read,) = formats.parse(written).stories

    assert (read.guid, read.pub_status) == (outgoing_guid(story), "canceled")
    assert int(read.version) > story.live.number
    assert read.guid in read.kills
    assert b"rejoices" not in written
    assert b"Nine days" not in written


def outgoing_guid(story):
    return f"urn:newsml:127.0.0.1:20260314:{story.uid}"


# The properties that ninjs-schema_3.0.json allows, by type; it allows no others.
NINJS = {
    "uri": str,
    "standard": dict,
    "type": str,
    "version": str,
    "firstCreated": str,
    "versionCreated": str,
    "pubStatus": str,
    "expires": str,
    "language": str,
    "headlines": list,
    "descriptions": list,
    "bodies": list,
    "by": str,
    "located": str,
    "slugline": str,
    "edNote": str,
    "people": list,
    "subjects": list,
    "infoSources": list,
    "associations": list,
    "altIds": list,
    "renditions": list,
    "copyrightNotice": str,
    "usageTerms": str,
}
NINJS_PARTS = {
    "headlines": {"role", "contentType", "value"},
    "descriptions": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "wordCount", "charCount", "value"},
    "people": {"name", "rel"},
    "subjects": {"name", "literal"},
    "infoSources": {"name"},
    "altIds": {"role", "value"},
    "renditions": {"name", "href", "contentType", "width", "height"},
}


def test_ninjs_holds_only_what_its_schema_allows(story):
    item = json.loads(FORMATS["ninjs"].write(outgoing(loaded(story))))

    association = item["associations"][0]
    assert association.pop("name") == "picture-1"
    for told in (item, association):
        assert {name: type(value) for name, value in told.items()} == {name: NINJS[name] for name in told}
        for name, allowed in NINJS_PARTS.items():
            assert all(set(part) <= allowed for part in told.get(name, []))
    assert item["pubStatus"] == "usable"


def test_the_order_of_newsml_g2_is_that_of_its_schema(story):
    root = etree.fromstring(FORMATS["newsml-g2"].write(outgoing(loaded(story))))

    def children(element):
        return [etree.QName(child).localname for child in element]

    assert children(root) == ["catalogRef", "catalog", "rightsInfo", "itemMeta", "contentMeta", "contentSet"]
    meta = dict(zip(children(root), root, strict=True))
    assert children(meta["itemMeta"]) == [
        "itemClass",
        "provider",
        "versionCreated",
        "firstCreated",
        "pubStatus",
        "link",
    ]
    assert list(dict.fromkeys(children(meta["contentMeta"]))) == [
        "contentCreated",
        "contentModified",
        "creator",
        "language",
        "subject",
        "slugline",
        "headline",
        "dateline",
        "by",
        "creditline",
        "description",
    ]


def test_a_picture_goes_out_at_an_address_that_answers(client, story):
    (picture,) = outgoing(loaded(story)).pictures
    response = client.get(picture.href.removeprefix("http://127.0.0.1:8000"))
    content = b"".join(response)
    response.close()

    assert content.startswith(b"\xff\xd8\xff")
    assert (response.status_code, response["Content-Type"], picture.mimetype) == (200, "image/jpeg", "image/jpeg")


@pytest.fixture
def subscriber(client):
    _, token = subscribe("Harl Evening", now=NOON)
    return lambda address, **headers: client.get(
        address, headers={"authorization": f"Bearer {token}"} | {k.replace("_", "-"): v for k, v in headers.items()}
    )


def test_without_a_token_nothing_is_told(client, story):
    for address in (reverse("wire-out:index"), reverse("wire-out:story", args=[story.uid, "ninjs"])):
        for headers in ({}, {"authorization": "Bearer "}, {"authorization": "Bearer wrong"}, {"authorization": "x"}):
            response = client.get(address, headers=headers)
            assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer realm="wire"')
            assert "Harbor" not in response.text


def test_a_renewed_or_switched_off_token_is_worth_nothing(client):
    subscriber, old = subscribe("Harl Evening", now=NOON)
    new = renew(subscriber)
    index = reverse("wire-out:index")

    def status(token):
        return client.get(index, headers={"authorization": f"Bearer {token}"}).status_code

    assert (status(old), status(new)) == (401, 200)
    subscriber.is_active = False
    subscriber.save()
    assert status(new) == 401


def test_the_list_leads_to_every_story_once_and_in_order(subscriber, django_assert_max_num_queries):
    stories = [make_published(at=NOON + timedelta(minutes=minute)) for minute in (3, 1, 2)]
    workflow.kill(stories[0], note="Wrong.", now=NOON + timedelta(hours=1))

    answer = subscriber(reverse("wire-out:index")).json()
    assert [item["uri"] for item in answer["items"]] == [outgoing_guid(stories[n]) for n in (1, 2, 0)]
    assert [item["pubStatus"] for item in answer["items"]] == ["usable", "usable", "canceled"]
    assert answer["has_more"] is False
    again = subscriber(reverse("wire-out:index") + f"?after={answer['after']}").json()
    assert again == {"items": []}
    for item in answer["items"]:
        assert subscriber(item["formats"]["nitf"]).status_code == 200


def test_the_list_is_cut_into_pages_that_miss_nothing():
    stories = [make_published(at=NOON) for _ in range(5)]
    now, cursor, met = NOON + timedelta(days=1), "", []
    while page := changes_after(cursor, now, size=2):
        met += [article.pk for _, article in page]
        cursor = page[-1][0].cursor

    assert met == sorted(story.pk for story in stories)


def test_a_minor_edit_goes_out_though_it_makes_the_story_no_newer(subscriber):
    article = make_published(at=NOON, headline="Harbor opnes")
    make_published(at=NOON)
    after = subscriber(reverse("wire-out:index")).json()["after"]
    for headline in ("Harbor opens", "Harbour opens"):
        article.refresh_from_db()
        workflow.save(article, replace(article.working.content, headline=headline), base=article.working)
        article = workflow.publish(article, is_minor=True, now=NOON + timedelta(minutes=1))

    answer = subscriber(reverse("wire-out:index") + f"?after={after}").json()

    assert [item["uri"] for item in answer["items"]] == [outgoing_guid(article)]
    assert "Harbour opens" in subscriber(answer["items"][0]["formats"]["ninjs"]).text
    assert subscriber(reverse("wire-out:index") + f"?after={answer['after']}").json() == {"items": []}


@pytest.mark.parametrize("cursor", ["x", "%00", "MjAyNi0wMS0wMQ", "MjAyNi0wMS0wMVQwMDowMDowMCAx"])
def test_a_wrong_cursor_is_a_400_in_words(subscriber, cursor):
    response = subscriber(reverse("wire-out:index") + f"?after={cursor}")

    assert (response.status_code, response.json()["error"]) == (
        400,
        "This is no place in the list. Begin without `after`.",
    )


def test_what_readers_cannot_see_does_not_exist(subscriber):
    draft = make_article()
    scheduled = workflow.publish(make_article(), at=datetime(2999, 1, 1, tzinfo=UTC))
    killed_unseen = make_article()
    workflow.kill(killed_unseen, note="Never ran.")

    for article in (draft, scheduled, killed_unseen):
        assert subscriber(reverse("wire-out:story", args=[article.uid, "ninjs"])).status_code == 404
    assert subscriber(reverse("wire-out:index")).json() == {"items": []}


def test_an_unchanged_story_is_not_sent_twice(subscriber, story):
    address = reverse("wire-out:story", args=[story.uid, "ninjs"])
    first = subscriber(address)

    assert (first.status_code, first["Cache-Control"], first["Vary"]) == (200, "private, no-cache", "Authorization")
    assert subscriber(address, if_none_match=first["ETag"]).status_code == 304
    assert subscriber(address, if_none_match='"other"').status_code == 200


def test_export_writes_one_whole_file_a_story(story, tmp_path, capsys):
    make_article()
    call_command("export_wire", str(tmp_path / "out"), "--format=nitf", "--dry-run")
    assert not (tmp_path / "out").exists()

    call_command("export_wire", str(tmp_path / "out"), "--format=nitf")

    (file,) = (tmp_path / "out").iterdir()
    assert file.name == f"{story.uid}.nitf.xml"
    assert formats.parse(file.read_bytes()).stories[0].headline == story.headline
    would, did = capsys.readouterr().out.splitlines()
    assert would.startswith("1 stories would be written")
    assert did.startswith("1 stories written")


def test_export_since_a_day(story, tmp_path):
    call_command("export_wire", str(tmp_path / "out"), "--since=2026-03-15")
    assert list((tmp_path / "out").iterdir()) == []
    call_command("export_wire", str(tmp_path / "out"), "--since=2026-03-14")
    assert len(list((tmp_path / "out").iterdir())) == 1

    with pytest.raises(CommandError, match="not a day"):
        call_command("export_wire", str(tmp_path / "out"), "--since=soon")


def test_a_subscriber_is_made_and_told_the_token_once(admin_client):
    page = admin_client.post(reverse("admin:wire_subscriber_add"), {"name": "Harl Evening"}, follow=True)

    token = page.text.split("The token of Harl Evening is ")[1].split(".")[0]
    index = admin_client.get(reverse("wire-out:index"), headers={"authorization": f"Bearer {token}"})
    assert index.status_code == 200
    assert token not in admin_client.get(reverse("admin:wire_subscriber_changelist")).text
