"""What is dropped in the watched folder is in the newsroom, once, whoever watches and whoever dies."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.wire.dumps import make_dump, make_provider
from tests.wire.inbox import by_day, drop, files
from wire.models import Document, Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def osk():
    return make_provider("Osk Press", slug="osk")


def watch(folder, **options):
    """One run over what is there: what it printed, what it complained of, and its exit status."""
    out, err = StringIO(), StringIO()
    try:
        call_command("watch_wire", folder=folder, once=True, settle=0.01, stdout=out, stderr=err, **options)
    except SystemExit as exit_:
        return out.getvalue(), err.getvalue(), exit_.code
    return out.getvalue(), err.getvalue(), 0


def test_each_file_becomes_a_document_of_the_folders_provider_and_then_lies_under_done(osk, tmp_path):
    varn = make_provider("Varn Wire", slug="varn")
    drop(tmp_path, "a.txt")
    drop(tmp_path, "sub/b.txt")
    drop(tmp_path, "c.txt", slug="varn")

    printed, complaints, status = watch(tmp_path)

    assert (complaints, status) == ("", 0)
    assert sorted(Document.objects.values_list("provider__name", "filename", "way")) == [
        ("Osk Press", "a.txt", "folder"),
        ("Osk Press", "sub/b.txt", "folder"),
        ("Varn Wire", "c.txt", "folder"),
    ]
    assert by_day(tmp_path, "done") == ["osk/a.txt", "osk/sub/b.txt", "varn/c.txt"]
    assert files(tmp_path / "osk") == []
    assert [line.split() for line in printed.splitlines()[-3:]] == [
        ["provider", "documents", "new", "updated", "waiting", "rejected"],
        ["Osk", "Press", "2", "2", "0", "0", "0"],
        ["Varn", "Wire", "1", "1", "0", "0", "0"],
    ]
    assert "Osk Press: a.txt: Created a story: “Story of a.txt”" in printed
    assert varn.items.count() == 1


def test_stories_come_as_drafts(osk, tmp_path):
    drop(tmp_path, "a.txt")

    watch(tmp_path)

    assert [article.is_visible() for article in Article.objects.all()] == [False]


def test_a_bad_file_lies_under_failed_with_its_reason_and_stops_nothing(osk, tmp_path):
    drop(tmp_path, "a.txt", b"%PDF-1.7 no copy")
    drop(tmp_path, "b.txt")
    (tmp_path / "osk/link.txt").symlink_to("/etc/passwd")
    drop(tmp_path, "large.txt", b"x" * 5_000_001)

    printed, complaints, status = watch(tmp_path)

    assert status == 1
    failed = ["a.txt", "a.txt.reason.txt", "large.txt", "large.txt.reason.txt", "link.txt", "link.txt.reason.txt"]
    assert by_day(tmp_path, "failed") == [f"osk/{name}" for name in failed]
    assert by_day(tmp_path, "done") == ["osk/b.txt"]
    reasons = {path.name: path.read_text() for path in (tmp_path / "failed").glob("*/osk/*.reason.txt")}
    assert Document.objects.get(outcome="rejected").reason in reasons["a.txt.reason.txt"]
    assert "too large" in reasons["large.txt.reason.txt"]
    assert "link" in reasons["link.txt.reason.txt"]
    assert complaints.count("Osk Press: ") == 3
    assert printed.splitlines()[-1].split() == ["Osk", "Press", "4", "1", "0", "0", "3"]


def test_a_mailbox_gives_each_of_its_messages(osk, tmp_path):
    postmark = b"From desk@agency.example Sat Mar 14 12:00:00 2026\n"
    stories = [b"Subject: s\n\n" + make_dump(f"Story number {n} of the day") for n in range(2)]
    drop(tmp_path, "mail", b"\n".join(postmark + story for story in stories))

    watch(tmp_path)

    assert sorted(Document.objects.filter(parent=None).values_list("filename", flat=True)) == ["mail (1)", "mail (2)"]
    assert files(tmp_path / "osk") == []


def test_a_provider_whose_copy_is_not_taken_keeps_its_files_and_that_is_said(osk, tmp_path):
    make_provider("Closed", slug="closed", is_active=False)
    drop(tmp_path, "a.txt", slug="closed")
    drop(tmp_path, "a.txt")

    _, complaints, status = watch(tmp_path)

    assert (Document.objects.count(), status) == (1, 0)
    assert files(tmp_path / "closed") == ["a.txt"]
    assert complaints == "closed is in no folder of a provider whose copy is taken.\n"


def test_one_provider_can_be_watched_alone(osk, tmp_path):
    make_provider("Varn", slug="varn")
    drop(tmp_path, "a.txt")
    drop(tmp_path, "a.txt", slug="varn")

    watch(tmp_path, provider="varn")

    assert [document.provider.name for document in Document.objects.all()] == ["Varn"]
    with pytest.raises(CommandError, match="no provider 'nobody'"):
        watch(tmp_path, provider="nobody")


def test_a_provider_may_not_be_named_like_the_folders_of_the_inbox(tmp_path):
    make_provider("Done", slug="done")
    drop(tmp_path, "a.txt", slug="done")

    _, complaints, _ = watch(tmp_path)

    assert Document.objects.count() == 0
    assert "give the provider another slug" in complaints


def test_the_newsrooms_own_inbox_is_watched_when_no_other_is_named(osk, tmp_path, settings):
    settings.WIRE_INBOX = tmp_path
    drop(tmp_path, "a.txt")

    watch(None)

    assert Document.objects.count() == 1


def test_what_cannot_be_put_away_stays_and_comes_again(osk, tmp_path):
    for name in ("a.txt", "b.txt"):
        drop(tmp_path, name)
    (tmp_path / "done").write_text("not a folder")

    _, complaints, status = watch(tmp_path)

    assert (status, "no room for files" in complaints) == (1, True)
    assert files(tmp_path / "osk") == ["a.txt", "b.txt"]
    assert Item.objects.count() == 2
    (tmp_path / "done").unlink()
    assert watch(tmp_path)[2] == 0
    assert (by_day(tmp_path, "done"), Item.objects.count()) == (["osk/a.txt", "osk/b.txt"], 2)


def test_a_mailbox_of_good_and_bad_mail_fails_with_the_bad_ones_named_and_the_good_ones_taken(osk, tmp_path):
    postmark = b"From desk@agency.example Sat Mar 14 12:00:00 2026\n"
    story, large = b"Subject: s\n\n" + make_dump("The bridge opens"), b"Subject: l\n\n" + b"x\n" * 2_500_001
    drop(tmp_path, "mail", b"\n".join(postmark + message for message in (large, story)))

    _, complaints, status = watch(tmp_path)

    assert (status, Document.objects.get(parent=None).filename) == (1, "mail (2)")
    [reason] = (tmp_path / "failed").glob("*/osk/mail.reason.txt")
    assert reason.read_text().startswith("mail (1): The document is too large")
    assert "mail (1)" in complaints
