"""The command that brings copy in: every document is tried, everything is reported, a dry run leaves nothing."""

import io
import os
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles import workflow
from articles.models import Article, Status
from tests.wire.dumps import PARAGRAPHS, make_dump, make_provider
from wire.intake import MAX_BYTES
from wire.models import Document, Filed, Item, Provider

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    """What the command printed, and its exit status."""
    out = io.StringIO()
    try:
        call_command("import_wire", *map(str, arguments), stdout=out, stderr=io.StringIO(), **options)
    except SystemExit as exc:
        return out.getvalue(), exc.code
    return out.getvalue(), 0


def write(folder, **dumps):
    for name, dump in dumps.items():
        (folder / f"{name}.txt").write_bytes(dump)


def rows():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_a_folder_becomes_drafts_and_a_table_says_so(tmp_path):
    write(tmp_path, b=make_dump("Second story of the day"), a=make_dump("First story of the day"))

    printed, status = run(tmp_path, provider="Osk Press")

    assert status == 0
    assert printed.splitlines() == [
        "     2  created",
        "     0  updated",
        "     0  unchanged",
        "     0  rejected",
        "2 of 2 documents from Osk Press taken in (as drafts).",
    ]
    assert [document.filename for document in Document.objects.order_by("pk")] == ["a.txt", "b.txt"]
    assert {article.status for article in Article.objects.all()} == {Status.DRAFT}


def test_the_same_folder_again_changes_nothing(tmp_path):
    write(tmp_path, a=make_dump())
    run(tmp_path)
    before = rows()

    printed, status = run(tmp_path)

    assert status == 0
    assert "     1  unchanged" in printed.splitlines()
    assert rows() == before


def test_a_bad_document_does_not_stop_the_rest_and_the_exit_status_tells(tmp_path):
    write(tmp_path, a=make_dump(), b=b"\x89PNG\r\n\x1a\n", c=b"GIF89a", d=make_dump("Another story of the day"))

    printed, status = run(tmp_path)

    assert status == 1
    lines = printed.splitlines()
    assert lines[:5] == ["     2  created", "     0  updated", "     0  unchanged", "     2  rejected", lines[4]]
    assert lines[4].strip().startswith("b.txt: This is not a text document")
    assert lines[5].strip().startswith("c.txt: This is not a text document")
    assert lines[6] == "2 of 4 documents from Wire taken in (as drafts). 2 rejected."
    assert Article.objects.count() == 2


def test_a_failure_of_ours_is_reported_for_its_document_and_the_rest_goes_on(tmp_path):
    write(tmp_path, a=make_dump())
    run(tmp_path)
    Item.objects.update(content_data={"holograms": []})
    write(tmp_path, a=make_dump(name="Somebody Else"), b=make_dump("Another story of the day"))

    printed, status = run(tmp_path)

    assert status == 1
    assert "a.txt: The newsroom's software failed (ContentError" in printed
    assert [item.story.headline for item in Item.objects.filter(outcome=Filed.CREATED)] == [
        "Little Osk opens its bridge",
        "Another story of the day",
    ]


def test_a_dry_run_reports_what_would_happen_and_leaves_nothing(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    write(tmp_path, a=make_dump(), b=make_dump(body=[*PARAGRAPHS[:2]]), c=b"GIF89a")
    before = rows()

    printed, status = run(tmp_path, provider="Osk Press", publish=True, dry_run=True)

    assert status == 1
    assert printed.splitlines()[:4] == ["     1  created", "     1  updated", "     0  unchanged", "     1  rejected"]
    assert printed.splitlines()[-1].startswith("Dry run, nothing was kept. 2 of 3 documents from Osk Press")
    assert rows() == before
    assert not (tmp_path / "media").exists()


def test_stories_are_published_only_when_told(tmp_path):
    write(tmp_path, a=make_dump(published="11/3/2020"))

    printed, _ = run(tmp_path, publish=True)

    assert printed.splitlines()[-1] == "1 of 1 documents from Wire taken in (1 of 1 can be read now)."
    assert [str(article.url_date) for article in Article.objects.published()] == ["2020-11-03"]


def test_nothing_of_a_draft_is_visible_to_readers(tmp_path, client):
    pages = [
        reverse("articles:front-page"),
        reverse("authors:author-detail", args=["mara-ellingsworth"]),
        reverse("articles:topic-detail", args=["old-bridges"]),
        reverse("articles:search") + "?q=osk",
        reverse("articles:archive-month", args=[2020, "11"]),
    ]
    dump = make_dump(published="11/3/2020", closing=["Related Topics", "Old bridges"])
    write(tmp_path, a=dump)
    run(tmp_path)

    drafted = {page: client.get(page) for page in pages}

    Item.objects.all().delete()
    Document.objects.all().delete()
    run(tmp_path, publish=True)
    for page, before in drafted.items():
        after = client.get(page)
        assert (page, after.status_code) == (page, 200)
        assert "opens its bridge" in after.content.decode()
        assert "opens its bridge" not in before.content.decode()
    assert [drafted[page].status_code for page in pages[1:3]] == [404, 404]  # the person, the topic


def test_a_newer_take_that_clashes_is_named(tmp_path):
    write(tmp_path, a=make_dump())
    run(tmp_path)
    article = Article.objects.get()
    content = article.working.content
    workflow.save(article, replace(content, body=("<p>Ours.</p>", *content.body[1:])), base=article.working)
    write(tmp_path, a=make_dump(body=[PARAGRAPHS[1] + " So they say.", *PARAGRAPHS[1:]]))

    printed, status = run(tmp_path)

    assert status == 0
    lines = printed.splitlines()
    assert lines[4] == "     1  waiting: the desk changed the same words"
    assert lines[5].strip() == "a.txt: Little Osk opens its bridge"


def test_standard_input_is_a_document(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(make_dump())))

    _, status = run("-")

    assert status == 0
    assert Document.objects.get().filename == "standard input"


def test_links_pipes_and_what_is_missing_are_refused_with_a_reason(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    write(tmp_path, secret=make_dump())
    write(folder, good=make_dump())
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    (folder / ".hidden.txt").write_bytes(make_dump("Hidden story of the day"))
    (folder / "large.txt").write_bytes(b"a" * (MAX_BYTES + 1))

    printed, status = run(folder, folder / "missing.txt")

    assert status == 1
    assert [line.strip() for line in printed.splitlines()[3:]] == [
        "5  rejected",
        "large.txt: The document is too large: the newsroom takes up to 5 MB.",
        "link.txt: This is a link to another file; send the file itself.",
        "loop: This is a link to another file; send the file itself.",
        "pipe.txt: This is not a regular file but a pipe or a device.",
        "missing.txt: The file cannot be read: No such file or directory.",
        "1 of 6 documents from Wire taken in (as drafts). 5 rejected.",
    ]
    assert [document.filename for document in Document.objects.all()] == ["good.txt"]


def test_folders_in_folders_are_walked_in_order(tmp_path):
    for name in ("b", "a", ".git"):
        (tmp_path / name).mkdir()
    write(tmp_path / "b", one=make_dump("Story in folder b today"))
    write(tmp_path / "a", two=make_dump("Story in folder a today"))
    write(tmp_path / ".git", three=make_dump())

    run(tmp_path)

    assert [document.filename for document in Document.objects.order_by("pk")] == ["a/two.txt", "b/one.txt"]


def test_a_new_provider_keeps_how_its_copy_is_read(tmp_path):
    write(tmp_path, a=make_dump(published="5/1/2020 10:00"))

    run(tmp_path, "--provider", "Osk Press", "--timezone", "Asia/Tokyo", "--day-first")

    provider = Provider.objects.get()
    assert (provider.name, provider.timezone, provider.date_order) == ("Osk Press", "Asia/Tokyo", "day")
    assert Item.objects.get().story.published.isoformat() == "2020-01-05T10:00:00+09:00"


def test_for_a_known_provider_the_options_hold_for_this_run(tmp_path):
    provider = make_provider("Osk Press", timezone="Asia/Tokyo", date_order="day")
    write(tmp_path, a=make_dump(published="5/1/2020 10:00"))

    run(tmp_path, "--provider", "osk press", "--timezone", "UTC", "--month-first")

    assert Provider.objects.get() == provider
    provider.refresh_from_db()
    assert (provider.timezone, provider.date_order) == ("Asia/Tokyo", "day")
    assert Item.objects.get().story.published.isoformat() == "2020-05-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"timezone": "Mars/Olympus"}, "Mars/Olympus is not a time zone"),
        ({"timezone": "../../etc/passwd"}, "is not a time zone"),
        ({"provider": " "}, "cannot be blank"),
        ({"provider": "x" * 101}, "at most 100 characters"),
    ],
)
def test_options_that_make_no_sense_are_refused_before_anything(options, message, tmp_path):
    write(tmp_path, a=make_dump())

    with pytest.raises(CommandError, match=message):
        run(tmp_path, **options)

    assert (Provider.objects.count(), Document.objects.count()) == (0, 0)


def test_a_file_name_cannot_play_tricks_on_the_terminal(tmp_path):
    (tmp_path / "bad\x1b[2Jname.txt").write_bytes(b"")

    printed, _ = run(tmp_path)

    assert "\x1b" not in printed
    assert Document.objects.get().filename == "bad\ufffd[2Jname.txt"


def test_what_is_no_story_is_named_and_no_failure(tmp_path):
    write(tmp_path, a=b"")

    printed, status = run(tmp_path)

    assert status == 0
    assert printed.splitlines()[4:] == [
        "     1  no story",
        "          a.txt: The document is empty: there is nothing to import.",
        "1 of 1 documents from Wire taken in (nothing new).",
    ]


def test_what_was_rejected_is_read_again_after_a_repair(tmp_path):
    write(tmp_path, a=make_dump(), b=b"GIF89a")
    run(tmp_path, provider="Osk Press")
    rejected = {"outcome": Document.Outcome.REJECTED, "code": "malformed", "reason": "Not understood yet."}
    Item.objects.all().delete()
    Document.objects.filter(filename="a.txt").update(**rejected)

    printed, status = run(replay=True, provider="osk press")

    assert status == 1
    assert printed.splitlines()[0] == "     1  created"
    assert printed.splitlines()[-1] == ("1 of 2 documents that had been rejected taken in (as drafts). 1 rejected.")
    assert Document.objects.get(filename="a.txt").outcome == Document.Outcome.FILED
    assert run(replay=True, provider="Somebody Else")[1] == 0


def test_a_provider_that_is_not_active_hands_nothing_in(tmp_path):
    make_provider("Osk Press", is_active=False)
    write(tmp_path, a=make_dump())

    with pytest.raises(CommandError, match="No copy of Osk Press"):
        run(tmp_path, provider="Osk Press")

    assert Document.objects.count() == 0


@pytest.mark.parametrize("arguments", [[], ["story.txt", "--replay"]])
def test_it_wants_either_documents_or_a_replay(arguments):
    with pytest.raises(CommandError, match="or write --replay") as raised:
        run(*arguments)

    assert raised.value.returncode == 2


def test_the_help_tells_the_exit_statuses(capsys):
    with pytest.raises(SystemExit):
        call_command("import_wire", "--help")

    printed = capsys.readouterr().out
    assert "exit status:\n  0    everything was taken in\n  1    some documents were rejected" in printed


class Interrupting(io.BytesIO):
    """A pipe on which somebody presses Ctrl-C."""

    def read(self, size=-1):
        raise KeyboardInterrupt


def test_whoever_interrupts_keeps_what_is_done_and_is_told(tmp_path, monkeypatch):
    write(tmp_path, a=make_dump())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Interrupting()))

    printed, status = run(tmp_path / "a.txt", "-", tmp_path / "a.txt")

    assert status == 130
    assert printed.splitlines()[-1] == (
        "Interrupted. 1 of 3 documents from Wire taken in (as drafts). "
        "What was taken in stays; run the command again for the rest."
    )
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_kill_is_not_called_nothing_new(tmp_path, capsys):
    kill = '{"uri": "urn:osk:1", "version": "2", "pubstatus": "canceled", "headline": "Ferry", "body_html": "Kill."}'
    (tmp_path / "kill.json").write_text(kill)

    call_command("import_wire", str(tmp_path / "kill.json"))

    assert capsys.readouterr().out.splitlines()[-1] == (
        "1 of 1 documents from Wire taken in (no new stories)."
        " 1 killed by their sender; what waits for an answer is in the admin."
    )
