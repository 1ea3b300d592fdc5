"""Zip archives: what is inside is read in memory, in bounds, and one bad member costs none of the others."""

import io
import zipfile

import pytest

from wire.formats import Habits, MalformedStory, NotAStory, Parsed, UnknownFormat, archive, read

STORY = "<nitf><head><docdata><doc-id id-string='{0}'/></docdata></head><body><body.head><hedline><hl1>{0}</hl1>"
STORY += "</hedline></body.head><body.content><p>It sails.</p></body.content></body></nitf>"


def zipped(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()


def test_every_member_has_its_reading_under_its_name():
    readings = list(read(zipped(("a/one.xml", STORY.format("one")), ("two.dat", STORY.format("two"))), Habits()))

    assert [reading.member for reading in readings] == ["a/one.xml", "two.dat"]
    assert [reading.outcome.stories[0].headline for reading in readings] == ["one", "two"]
    assert readings[0].raw == STORY.format("one").encode()


@pytest.mark.parametrize(
    "name", ["../evil.xml", "a/../../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "..\\evil.xml", "\\\\host\\evil.xml"]
)
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(name):
    good, bad = read(zipped(("ok.xml", STORY.format("fine")), (name, STORY.format("evil"))), Habits())

    assert good.outcome.stories[0].headline == "fine"
    assert (type(bad.outcome), bad.raw) == (UnknownFormat, b"")
    assert str(bad.outcome) == "The name of this part leads out of the archive. It is not read."


def test_a_link_is_not_followed():
    link = zipfile.ZipInfo("link.xml")
    link.external_attr = 0o120777 << 16

    [reading] = read(zipped((link, "/etc/hosts")), Habits())

    assert str(reading.outcome) == "This part is a link to another file. It is not followed."


def test_what_operating_systems_leave_behind_is_no_member():
    readings = read(
        zipped(("__MACOSX/._one.xml", "x"), ("d/.DS_Store", "x"), ("Thumbs.db", "x"), ("one.xml", STORY.format("one"))),
        Habits(),
    )

    assert [reading.member for reading in readings] == ["one.xml"]


def test_an_archive_in_an_archive_is_not_opened():
    inner = zipped(("deep.xml", STORY.format("deep")))

    good, bad = read(zipped(("ok.xml", STORY.format("fine")), ("inner.zip", inner)), Habits())

    assert isinstance(good.outcome, Parsed)
    assert (bad.member, type(bad.outcome)) == ("inner.zip", MalformedStory)


def test_a_bomb_is_refused_before_it_is_unpacked():
    [reading] = read(zipped(("story.xml", bytes(5_000_000))), Habits())

    assert (reading.member, type(reading.outcome)) == ("", MalformedStory)
    assert "packed more tightly" in str(reading.outcome)


def test_more_than_the_limit_is_refused_whatever_it_holds(monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    [large] = read(zipped(("a.txt", "a" * 600), ("b.txt", "b" * 600)), Habits())
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    [many] = read(zipped(*[(f"{number}.txt", "a") for number in range(3)]), Habits())

    assert "would unpack to more than" in str(large.outcome)
    assert "more than 2 parts" in str(many.outcome)


def test_a_member_that_is_damaged_costs_none_of_the_others():
    whole = zipped(("bad.xml", STORY.format("bad") * 3), ("ok.xml", STORY.format("fine")))
    at = whole.index(b"bad.xml") + len("bad.xml") + 10
    damaged = whole[:at] + b"\xff\xff\xff" + whole[at + 3 :]

    bad, good = read(damaged, Habits())

    assert type(bad.outcome) is MalformedStory
    assert good.outcome.stories[0].headline == "fine"


def test_an_archive_that_ends_early_is_malformed():
    [reading] = read(zipped(("one.xml", STORY.format("one")))[:-40], Habits())

    assert type(reading.outcome) is MalformedStory


def test_an_empty_archive_is_no_story_and_an_office_document_is_none_of_ours():
    [empty] = read(zipped(), Habits())
    [office] = read(zipped(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")), Habits())

    assert type(empty.outcome) is NotAStory
    assert type(office.outcome) is UnknownFormat


def test_pictures_beside_the_stories_are_no_mishap():
    story, picture = read(zipped(("one.xml", STORY.format("one")), ("boat.jpg", b"\xff\xd8\xff" + bytes(9))), Habits())

    assert isinstance(story.outcome, Parsed)
    assert (picture.member, type(picture.outcome)) == ("boat.jpg", NotAStory)
