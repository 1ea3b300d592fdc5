"""An archive is unpacked into documents of their own: each is kept once, with its story or the reason why not."""

import io
import random
import zipfile

import pytest

from articles.models import Article
from tests.wire.dumps import make_provider
from wire.intake import MAX_BYTES, receive, retry
from wire.management.lookalikes import nitf
from wire.models import Document, Filed, Item

pytestmark = pytest.mark.django_db


def make_archive(**members) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name.replace("_", "."), raw)
    return packed.getvalue()


def test_an_archive_becomes_the_documents_in_it(noon):
    provider = make_provider()
    raw = make_archive(one_xml=nitf(1), broken_xml=nitf(3)[:600], nothing_txt=b"", two_xml=nitf(2))

    received = receive(raw, provider=provider, filename="day.zip", way=Document.Way.UPLOAD, now=noon)

    archive = received.document
    assert (archive.outcome, archive.format, archive.parent, bytes(archive.raw)) == ("unpacked", "archive", None, raw)
    assert received.items == ()
    members = [one.document for one in received.members]
    assert list(archive.members.order_by("pk")) == members
    assert [(member.filename, member.outcome, member.code) for member in members] == [
        ("one.xml", Document.Outcome.FILED, ""),
        ("broken.xml", Document.Outcome.REJECTED, "malformed"),
        ("nothing.txt", Document.Outcome.IGNORED, "not-a-story"),
        ("two.xml", Document.Outcome.FILED, ""),
    ]
    assert bytes(Document.objects.get(filename="one.xml").raw) == nitf(1)
    assert {member.way for member in members} == {Document.Way.UPLOAD}
    assert [[item.outcome for item in one.items] for one in received.members] == [
        [Filed.CREATED],
        [],
        [],
        [Filed.CREATED],
    ]
    assert Article.objects.count() == 2


def test_the_same_archive_again_changes_nothing(noon):
    provider = make_provider()
    raw = make_archive(one_xml=nitf(1))
    receive(raw, provider=provider, filename="day.zip", now=noon)

    again = receive(raw, provider=provider, filename="day.zip", now=noon)

    assert (again.items, again.members) == ((), ())
    assert list(Document.objects.order_by("pk").values_list("filename", "times_received")) == [
        ("day.zip", 2),
        ("one.xml", 1),
    ]


def test_a_member_that_came_before_is_only_counted(noon):
    provider = make_provider()
    first = receive(nitf(1), provider=provider, filename="1.xml", now=noon).document

    received = receive(make_archive(one_xml=nitf(1), two_xml=nitf(2)), provider=provider, filename="day.zip", now=noon)

    assert [one.document.filename for one in received.members] == ["1.xml", "two.xml"]
    first.refresh_from_db()
    assert (first.times_received, first.parent) == (2, None)
    assert Item.objects.count() == 2


def test_a_document_that_is_twice_in_an_archive_is_kept_once(noon):
    received = receive(
        make_archive(one_xml=nitf(1), copy_xml=nitf(1)), provider=make_provider(), filename="day.zip", now=noon
    )

    assert [one.document.filename for one in received.members] == ["one.xml", "one.xml"]
    assert (Item.objects.count(), Document.objects.get(filename="one.xml").times_received) == (1, 2)


def test_members_that_were_not_read_are_told_apart_by_their_place(noon):
    """A name that leads out of the archive, and a document that is too large: there are no bytes to know them by."""
    large = random.Random(1).randbytes(MAX_BYTES // 2 + 1).hex()  # that no archive packs too well to be true
    raw = make_archive(**{"../evil.xml": nitf(1), "../../evil.xml": nitf(2), "large.txt": large})

    received = receive(raw, provider=make_provider(), filename="day.zip", now=noon)

    assert [(bytes(one.document.raw), one.is_rejected) for one in received.members] == [(b"", True)] * 3
    assert received.members[2].document.reason.startswith("The document is too large")
    assert Article.objects.count() == 0
    for one in received.members:
        assert retry(one.document, now=noon).document.reason == one.document.reason  # nothing to read it again from


def test_a_rejected_member_is_read_again_like_any_document(noon):
    provider = make_provider()
    receive(make_archive(one_xml=nitf(1)), provider=provider, filename="day.zip", now=noon)
    Item.objects.all().delete()
    rejected = {"outcome": Document.Outcome.REJECTED, "code": "malformed", "reason": "Not understood yet."}
    Document.objects.filter(filename="one.xml").update(**rejected)

    received = retry(Document.objects.get(filename="one.xml"), now=noon)

    assert [item.outcome for item in received.items] == [Filed.CREATED]
    assert received.document.parent.filename == "day.zip"
