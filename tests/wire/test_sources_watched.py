"""The inbox as one watcher sees it: whole files only, each in one hand, nothing lost and nothing led astray."""

import os
import socket
from contextlib import ExitStack
from datetime import date

import pytest

from wire.sources.watched import Inbox

DAY = date(2026, 3, 14)


@pytest.fixture
def inbox(tmp_path):
    with Inbox(tmp_path, settle=0) as inbox:
        yield inbox


def drop(tmp_path, name, text="copy", *, slug="osk", at=None):
    path = tmp_path / slug / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    if at is not None:
        os.utime(path, (at, at))
    return path


def names(inbox, *slugs):
    return [found.name for found in inbox.ready(slugs or ["osk"])]


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


# -- What is ready ------------------------------------------------------------------------------------------------


def test_a_provider_without_a_folder_gets_one(inbox, tmp_path):
    assert names(inbox, "osk", "varn") == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [".claimed", "osk", "varn"]


def test_files_come_in_the_order_in_which_they_were_made_from_folders_within_too(inbox, tmp_path):
    drop(tmp_path, "b.xml", at=3)
    drop(tmp_path, "deeper/still/a.xml", at=1)
    drop(tmp_path, "c.xml", slug="varn", at=2)

    assert names(inbox, "osk", "varn") == ["deeper/still/a.xml", "c.xml", "b.xml"]
    assert names(inbox, "osk") == ["deeper/still/a.xml", "b.xml"]


@pytest.mark.parametrize("name", ["a.xml.part", "a.TMP", "a.filepart", "a~", ".a.xml", ".sub/a.xml", "a.crdownload"])
def test_unfinished_and_hidden_files_are_left_alone(inbox, tmp_path, name):
    drop(tmp_path, name)
    drop(tmp_path, "whole.xml")

    assert names(inbox) == ["whole.xml"]


def test_a_file_that_changed_since_the_last_look_is_left_alone(tmp_path):
    path = drop(tmp_path, "a.xml", "half")
    with Inbox(tmp_path, settle=1e-9) as inbox:
        assert names(inbox) == []
        path.write_text("half and half")
        assert names(inbox) == []
        assert names(inbox) == ["a.xml"]
        os.utime(path, (1, 1))
        assert names(inbox) == []


def test_a_file_must_have_lain_unchanged_for_the_settling_time(tmp_path):
    drop(tmp_path, "a.xml")
    with Inbox(tmp_path, settle=60) as inbox:
        assert names(inbox) == []
        assert names(inbox) == []


def test_a_file_that_somebody_has_open_for_writing_is_left_alone_however_long_it_rests(inbox, tmp_path):
    path = drop(tmp_path, "a.xml")
    with path.open("a"):
        [found] = inbox.ready(["osk"])
        assert inbox.claim(found) is None
        assert files(tmp_path / "osk") == ["a.xml"]
    assert inbox.claim(found) is not None


def test_a_file_that_changes_between_look_and_claim_is_put_back(inbox, tmp_path):
    path = drop(tmp_path, "sub/a.xml", "half")
    [found] = inbox.ready(["osk"])
    path.write_text("half and half")

    assert inbox.claim(found) is None
    assert path.read_text() == "half and half"
    [found] = inbox.ready(["osk"])
    assert inbox.claim(found).path.read_text() == "half and half"


# -- Mail ---------------------------------------------------------------------------------------------------------


def test_a_maildir_gives_its_new_and_its_current_mail_and_nothing_else(inbox, tmp_path):
    for name in ("new/1.host", "cur/2.host:2,S", "tmp/3.host", "dovecot.index", ".Sent/cur/4.host"):
        drop(tmp_path, f"mail/{name}", at=1)
    drop(tmp_path, "new/a.xml", at=1)  # a folder of this name alone makes no maildir

    assert sorted(names(inbox)) == ["mail/cur/2.host:2,S", "mail/new/1.host", "new/a.xml"]


# -- Claims -------------------------------------------------------------------------------------------------------


def test_of_several_watchers_one_gets_the_file(tmp_path):
    drop(tmp_path, "a.xml")
    with ExitStack() as stack:
        inboxes = [stack.enter_context(Inbox(tmp_path, settle=0)) for _ in range(4)]
        found = [inbox.ready(["osk"])[0] for inbox in inboxes]
        claims = [inbox.claim(one) for inbox, one in zip(inboxes, found, strict=True)]

        assert [claim is not None for claim in claims] == [True, False, False, False]
        assert names(inboxes[1]) == []


def test_what_was_taken_in_lies_by_its_day_and_leaves_no_trace_in_hand(inbox, tmp_path):
    drop(tmp_path, "sub/a.xml", "first")
    claim = inbox.claim(inbox.ready(["osk"])[0])

    kept = claim.finish(DAY)

    assert kept == tmp_path / "done/2026-03-14/osk/sub/a.xml"
    assert kept.read_text() == "first"
    assert [path.name for path in inbox.own.iterdir()] == [".lock"]


def test_a_file_of_the_same_name_never_replaces_the_one_before(inbox, tmp_path):
    kept = []
    for text in ("first", "second", "third"):
        drop(tmp_path, "a.xml", text)
        kept.append(inbox.claim(inbox.ready(["osk"])[0]).finish(DAY))

    assert [path.read_text() for path in kept] == ["first", "second", "third"]


def test_what_failed_has_its_reason_beside_it(inbox, tmp_path):
    drop(tmp_path, "a.xml")

    kept = inbox.claim(inbox.ready(["osk"])[0]).fail(DAY, "It is no story.")

    assert kept == tmp_path / "failed/2026-03-14/osk/a.xml"
    assert kept.with_name("a.xml.reason.txt").read_text() == "It is no story.\n"


def test_a_reason_replaces_no_file_and_a_folder_no_file_either(inbox, tmp_path):
    kept = []
    names = ["a.xml.reason.txt", "a.xml", "a", "a/d.xml", "b/c", "c", "c"]
    for name in names:
        drop(tmp_path, name, name)
        kept.append(inbox.claim(inbox.ready(["osk"])[0]).fail(DAY, "why"))

    assert [path.read_text() for path in kept] == names
    assert len(files(tmp_path / "failed")) == 2 * len(kept)


@pytest.mark.parametrize(
    "name", ["x" * 255, "ä" * 127, os.fsdecode(b"\xff\xfe.xml"), "a b\nc.xml", "-rf", "sub/" + "y" * 255]
)
def test_strange_names_are_kept_with_their_reasons(inbox, tmp_path, name):
    for text in ("first", "second"):
        drop(tmp_path, name, text)
        kept = inbox.claim(inbox.ready(["osk"])[0]).fail(DAY, text)
        assert kept.read_text() == text
    assert len(files(tmp_path / "failed")) == 4


def test_a_file_put_back_waits_under_its_name_or_beside_a_newer_one(inbox, tmp_path):
    path = drop(tmp_path, "sub/a.xml", "older")
    claim = inbox.claim(inbox.ready(["osk"])[0])
    path.write_text("newer")

    claim.put_back()

    assert path.read_text() == "newer"
    [other] = set(files(tmp_path / "osk")) - {"sub/a.xml"}
    assert (tmp_path / "osk" / other).read_text() == "older"
    assert [path.name for path in inbox.own.iterdir()] == [".lock"]


def test_what_a_dead_watcher_had_in_hand_is_taken_over_and_what_a_living_one_has_is_not(tmp_path):
    for name in ("dead.xml", "sub/dead.xml", "alive.xml"):
        drop(tmp_path, name, name)
    dead, alive = Inbox(tmp_path, settle=0).__enter__(), Inbox(tmp_path, settle=0).__enter__()
    for found in alive.ready(["osk"]):
        (alive if found.name == "alive.xml" else dead).claim(found)
    os.close(dead.lock)  # as the kernel does, when a process dies

    with Inbox(tmp_path, settle=0) as inbox:
        taken = {claim.name: claim.path.read_text() for claim in inbox.left_behind(["osk"])}
        assert taken == {"dead.xml": "dead.xml", "sub/dead.xml": "sub/dead.xml"}
        assert not dead.own.exists()
        assert list(inbox.left_behind(["osk"])) == []
    alive.__exit__()


def test_what_belongs_to_another_provider_is_not_taken_over(tmp_path):
    drop(tmp_path, "a.xml", slug="varn")
    dead = Inbox(tmp_path, settle=0).__enter__()
    dead.claim(dead.ready(["varn"])[0])
    os.close(dead.lock)

    with Inbox(tmp_path, settle=0) as inbox:
        assert list(inbox.left_behind(["osk"])) == []
        assert [claim.name for claim in inbox.left_behind(["varn"])] == ["a.xml"]


# -- Traps --------------------------------------------------------------------------------------------------------


def test_links_pipes_and_sockets_are_taken_out_at_once_as_what_they_are(inbox, tmp_path):
    (tmp_path / "osk").mkdir()
    (tmp_path / "osk/link.xml").symlink_to("/etc/passwd")
    (tmp_path / "osk/folder").symlink_to("/etc")
    os.mkfifo(tmp_path / "osk/pipe.xml")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "osk/socket"))

    found = inbox.ready(["osk"])

    assert sorted((one.name, one.is_regular) for one in found) == [
        (name, False) for name in ("folder", "link.xml", "pipe.xml", "socket")
    ]
    for one in found:
        inbox.claim(one).fail(DAY, "No file.")
    assert (tmp_path / "failed/2026-03-14/osk/link.xml").is_symlink()
    assert list((tmp_path / "osk").iterdir()) == []
    listener.close()


def test_a_folder_that_turns_into_a_link_leads_nowhere(inbox, tmp_path):
    drop(tmp_path, "sub/a.xml")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.xml").write_text("not ours")
    [found] = inbox.ready(["osk"])
    (tmp_path / "osk/sub").rename(tmp_path / "moved")
    (tmp_path / "osk/sub").symlink_to(outside)

    assert inbox.claim(found) is None
    assert (outside / "a.xml").read_text() == "not ours"


def test_putting_back_follows_no_link_either(inbox, tmp_path):
    drop(tmp_path, "sub/a.xml")
    claim = inbox.claim(inbox.ready(["osk"])[0])
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "osk/sub").rmdir()
    (tmp_path / "osk/sub").symlink_to(outside)

    claim.put_back()

    assert list(outside.iterdir()) == []
    assert files(tmp_path / "osk") == ["a.xml", "sub"]


def test_what_nobody_takes_is_named(inbox, tmp_path):
    drop(tmp_path, "a.xml", slug="unknown")
    (tmp_path / "loose.xml").write_text("copy")
    (tmp_path / "done").mkdir()

    assert names(inbox) == []
    assert inbox.strays(["osk"]) == ["loose.xml", "unknown"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read_is_named_and_keeps_nothing_else_waiting(inbox, tmp_path):
    drop(tmp_path, "shut/a.xml")
    drop(tmp_path, "b.xml")
    (tmp_path / "osk/shut").chmod(0)

    assert names(inbox) == ["b.xml"]
    assert inbox.unreadable == ["osk/shut"]
    (tmp_path / "osk/shut").chmod(0o700)
