"""Mail in a file: each message of an mbox is a document, byte for byte as it was sent."""

import os

import pytest

from wire.intake import MAX_BYTES, Refused
from wire.sources import mailbox

FIRST = b"From: desk@agency.example\nSubject: Bridge\n\nThe bridge opens.\n\nFrom Osk it is an hour's walk.\n"
SECOND = b"From: desk@agency.example\nSubject: Ferry\n\nThe ferry sails.\nFrom now on, daily.\n>From memory.\n"
POSTMARK = b"From desk@agency.example Sat Mar 14 12:00:00 2026\n"


def mbox(*messages, postmark=POSTMARK):
    quoted = (message.replace(b"\n>From ", b"\n>>From ").replace(b"\nFrom ", b"\n>From ") for message in messages)
    return b"".join(postmark + message + b"\n" for message in quoted)


def documents(tmp_path, raw, name="mail"):
    path = tmp_path / name
    path.write_bytes(raw)
    return list(mailbox.documents(path, name))


def test_every_message_of_a_mailbox_is_a_document_as_it_was_sent(tmp_path):
    assert documents(tmp_path, mbox(FIRST, SECOND)) == [("mail (1)", FIRST), ("mail (2)", SECOND)]


@pytest.mark.parametrize(
    "postmark", [b"From MAILER-DAEMON Fri Jan  2 03:04:05 2026\n", b"From - Mon Dec  7 03:04:05 2026\r\n"]
)
def test_the_postmarks_that_mail_programs_write_are_known(tmp_path, postmark):
    assert documents(tmp_path, mbox(FIRST, postmark=postmark)) == [("mail (1)", FIRST)]


def test_a_line_that_begins_with_from_parts_nothing(tmp_path):
    """Not every program quotes it; a postmark has a date and an empty line before it."""
    raw = POSTMARK + FIRST + b"\n" + POSTMARK + SECOND

    assert documents(tmp_path, raw) == [("mail (1)", FIRST), ("mail (2)", SECOND.replace(b"\n>From", b"\nFrom"))]


@pytest.mark.parametrize("raw", [FIRST, b"", b"From Osk, where the bridge is.\n", b"\0" * 10, b"<nitf/>"])
def test_what_is_no_mailbox_is_one_document(tmp_path, raw):
    assert documents(tmp_path, raw, "story") == [("story", raw)]


def test_a_message_that_is_too_large_does_not_hide_the_others(tmp_path):
    raw = mbox(FIRST, b"Subject: x\n\n" + b"long line\n" * (MAX_BYTES // 10 + 1), SECOND)

    found = documents(tmp_path, raw)

    assert [(name, len(raw) > MAX_BYTES) for name, raw in found] == [
        ("mail (1)", False),
        ("mail (2)", True),
        ("mail (3)", False),
    ]
    assert found[2][1] == SECOND


def test_a_link_is_refused_and_a_pipe_does_not_block(tmp_path):
    (tmp_path / "mail").write_bytes(mbox(FIRST))
    (tmp_path / "link").symlink_to(tmp_path / "mail")
    os.mkfifo(tmp_path / "pipe")

    for name in ("link", "pipe"):
        with pytest.raises(Refused):
            list(mailbox.documents(tmp_path / name, name))
