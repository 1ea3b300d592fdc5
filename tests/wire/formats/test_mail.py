"""Mails as stories: headers in every charset, one text of several, and what comes with them."""

import base64
from datetime import UTC, datetime

import pytest

from wire.formats import Habits, MalformedStory, NotAStory, Parsed, parse, read

HEAD = "From: Ada Quill <ada@news.example>\nMessage-ID: <7@news.example>\nDate: Tue, 5 Mar 2024 10:15:00 +0100\n"
NITF = "<nitf><head><docdata><doc-id id-string='n1'/></docdata></head><body><body.head><hedline><hl1>Ferry</hl1>"
NITF += "</hedline></body.head><body.content><p>It sails.</p></body.content></body></nitf>"


def mail(body="It sails.\n", *, subject="Ferry resumes", kind="text/plain; charset=utf-8", more=""):
    head = f"{HEAD}Subject: {subject}\n{more}MIME-Version: 1.0\nContent-Type: {kind}\n\n"
    return head.encode() + (body if isinstance(body, bytes) else body.encode())


def parts(*given, kind="mixed"):
    inside = "".join(f"--edge\n{part}\n" for part in given)
    return mail(f"{inside}--edge--\n", kind=f'multipart/{kind}; boundary="edge"')


def part(text, kind="text/plain; charset=utf-8", more=""):
    return f"Content-Type: {kind}\n{more}\n{text}"


def file(raw, name, kind="application/octet-stream"):
    more = f'Content-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n'
    return part(base64.b64encode(raw).decode(), kind, more)


def first(document):
    parsed = parse(document)
    assert parsed.format == "email"
    [story] = parsed.stories
    return story


def texts(story):
    return [block.text for block in story.body]


def test_a_mail_is_a_story():
    story = first(mail(more="Keywords: ships, islands\nX-Priority: 1 (Highest)\nIn-Reply-To: <6@news.example>\n"))

    assert (story.guid, story.headline, texts(story)) == ("<7@news.example>", "Ferry resumes", ["It sails."])
    assert story.published == datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
    assert (story.sender, story.byline) == ("Ada Quill", "")
    assert (story.keywords, story.priority) == (("ships", "islands"), 1)
    assert [(link.guid, link.rel) for link in story.related] == [("<6@news.example>", "in-reply-to")]
    assert story.flags == ()


@pytest.mark.parametrize("before", ["", "   \n", "From ada@news.example Tue Mar  5 10:15:00 2024\n", "\r\n\r\n"])
def test_what_stands_before_the_headers_does_not_hide_the_mail(before):
    assert first(before.encode() + mail()).headline == "Ferry resumes"


@pytest.mark.parametrize("copy", [b"Ferry resumes\n\nFrom: the port\n", b"Date: today\nSubject: ferries\n\nText.\n"])
def test_text_with_a_colon_is_no_mail(copy):
    assert parse(copy).format == "plaintext"


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("Fwd: Re: Ferry resumes", "Ferry resumes"),
        ("AW: WG: Ferry resumes", "Ferry resumes"),
        ("RE[2]: Ferry resumes", "Ferry resumes"),
        ("=?utf-8?Q?Caf=C3=A9_opens?=", "Café opens"),
        ("=?iso-8859-1?Q?Caf=E9?= opens", "Café opens"),
        ("=?us-ascii?Q?Caf=E9_opens?=", "Café opens"),
        ("=?iso-8859-1?Q?Caf=C3=A9_opens?=", "Café opens"),
        ("=?x-nobody-knows?Q?Caf=E9_opens?=", "Café opens"),
        ("=?utf-8?B?Q2Fmw6k=?= =?utf-8?B?IG9wZW5z?=", "Café opens"),
        ("=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?= opens", "Café opens"),
        ("=?utf-8*en?Q?Caf=C3=A9?=\n opens", "Café opens"),
        ("=?koi8-r?B?8MHSz80=?=", "Паром"),
        ("=?utf-8?B?Q2Fmw6k?= opens", "Café opens"),
        ("Café opens", "Café opens"),
        ("Ferry\n resumes", "Ferry resumes"),
    ],
)
def test_subjects_are_read_however_they_are_written(subject, headline):
    assert first(mail(subject=subject)).headline == headline


def test_a_line_end_in_an_encoded_word_starts_no_header():
    story = first(mail(subject="=?utf-8?Q?Ferry=0D=0ABcc:_all@x.example?="))

    assert story.headline == "Ferry Bcc: all@x.example"


@pytest.mark.parametrize(
    ("declared", "written", "is_guess"),
    [
        ("utf-8", "utf-8", False),
        ("iso-8859-1", "cp1252", False),
        ("iso-8859-1", "utf-8", True),
        ("utf-8", "cp1252", True),
        ("x-nobody-knows", "utf-8", True),
        ("us-ascii", "cp1252", True),
    ],
)
def test_a_charset_that_is_not_the_truth_is_seen_through(declared, written, is_guess):
    story = first(mail("Café “Zoë” opens, says Ada.\n".encode(written), kind=f"text/plain; charset={declared}"))

    assert texts(story) == ["Café “Zoë” opens, says Ada."]
    assert ("encoding-guessed" in story.flags) == is_guess


def test_html_is_taken_where_there_is_some_and_text_where_it_says_nothing():
    html = part("<p>It <b>sails</b>.</p>", "text/html")

    assert first(parts(part("It sails."), html, kind="alternative")).body[0].html == "<p>It <strong>sails</strong>.</p>"
    assert texts(first(parts(part("It sails."), part("<p> </p>", "text/html"), kind="alternative"))) == ["It sails."]


def test_html_that_is_a_bomb_gives_way_to_the_text():
    bomb = part("<div>" * 3000, "text/html")

    assert texts(first(parts(part("It sails."), bomb, kind="alternative"))) == ["It sails."]
    with pytest.raises(MalformedStory):
        first(parts(bomb))


def test_flowed_lines_go_on_in_the_next():
    story = first(mail("It \nsails \nagain.\n\nIt is blue.\n", kind="text/plain; format=flowed"))
    deleted = first(mail("Fähr \nbetrieb\n", kind="text/plain; charset=utf-8; format=flowed; delsp=yes"))

    assert texts(story) == ["It sails again.", "It is blue."]
    assert texts(deleted) == ["Fährbetrieb"]


def test_pictures_and_files_are_recorded_by_their_bare_names():
    story = first(
        parts(
            part("It sails. " * 50),
            file(b"\xff\xd8\xff" + b"x" * 20, "..\\\\..\\\\boat.jpg", "image/jpeg"),
            file(b"\x89PNG", "port.png"),
            file(b"%PDF-1.7 xx", "../../etc/plan.pdf", "application/pdf"),
        )
    )

    assert [(picture.filename, picture.mimetype) for picture in story.pictures] == [
        ("boat.jpg", "image/jpeg"),
        ("port.png", "image/png"),
    ]
    assert [(sent.filename, sent.mimetype, sent.size) for sent in story.attachments] == [
        ("plan.pdf", "application/pdf", 11)
    ]


def test_small_pictures_inside_the_text_are_logos():
    logo = part(
        base64.b64encode(b"x" * 900).decode(), "image/png", "Content-ID: <1>\nContent-Transfer-Encoding: base64\n"
    )
    story = first(parts(part("<p>It sails.<img src='cid:1'></p>", "text/html"), logo, kind="related"))

    assert (texts(story), story.pictures, story.flags) == (["It sails."], (), ())


def test_a_mail_without_an_id_has_one_that_stays():
    document = mail().replace(b"Message-ID: <7@news.example>\n", b"")

    assert first(document).guid == first(document).guid
    assert "id-made-up" in first(document).flags


def test_a_mail_without_a_subject_is_named_by_its_text():
    story = first(mail(subject=""))

    assert (story.headline, "headline-made-up" in story.flags) == ("It sails.", True)


def test_an_embargo_over_the_text_holds_it_and_is_not_printed():
    story = first(mail("EMBARGOED UNTIL 0001 GMT, March 6, 2024\n\nThe ferry to Harl sails again.\n"))

    assert story.embargoed_until == datetime(2024, 3, 6, 0, 1, tzinfo=UTC)
    assert texts(story) == ["The ferry to Harl sails again."]
    assert story.editor_note == "EMBARGOED UNTIL 0001 GMT, March 6, 2024"


@pytest.mark.parametrize("more", ["Auto-Submitted: auto-replied\n", ""])
def test_what_machines_answer_is_no_story(more):
    kind = "text/plain" if more else 'multipart/report; report-type=delivery-status; boundary="edge"'
    body = "I am away.\n" if more else f"--edge\n{part('Not delivered.')}\n--edge--\n"

    with pytest.raises(NotAStory):
        parse(mail(body, more=more, kind=kind))


def test_encrypted_and_empty_mails_are_refused():
    with pytest.raises(MalformedStory, match="encrypted"):
        parse(parts(part("x"), kind="encrypted"))
    with pytest.raises(NotAStory):
        parse(mail("", subject=""))


def test_wire_files_that_are_sent_along_are_read_by_themselves():
    document = parts(
        part("Here it is.\n\nNot for publication before March 6, 2024 0600 GMT."), file(NITF.encode(), "f.xml")
    )

    cover, story = read(document, Habits())

    assert (type(cover.outcome), cover.member) == (NotAStory, "")
    assert (story.member, story.outcome.format) == ("f.xml", "nitf")
    assert story.outcome.stories[0].embargoed_until == datetime(2024, 3, 6, 6, 0, tzinfo=UTC)
    assert "Here it is." in story.outcome.stories[0].editor_note


def test_a_mail_with_copy_of_its_own_is_a_story_beside_its_files():
    document = parts(part("The ferry to Harl sails again on Friday. " * 12), file(NITF.encode(), "f.xml"))

    letter, story = read(document, Habits())

    assert (letter.outcome.format, story.outcome.format) == ("email", "nitf")
    assert story.outcome.stories[0].editor_note == ""


def test_a_mail_in_a_mail_is_read_and_a_hundred_are_refused():
    inner = mail("The tram stops.\n", subject="Tram").decode()
    cover, story = read(parts(part("Look."), f"Content-Type: message/rfc822\n\n{inner}"), Habits())
    deep = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\nContent-Type: message/rfc822\n\n'
        for n in range(300)
    )
    [refused] = read((HEAD + deep).encode(), Habits())

    assert isinstance(cover.outcome, NotAStory)
    assert story.outcome.stories[0].headline == "Tram"
    assert type(refused.outcome) is MalformedStory


def test_a_mailbox_holds_several_mails():
    line = b"From ada@news.example Tue Mar  5 10:15:00 2024\n"
    document = line + mail("One.\n\n>From Harl it sails.\n", subject="One") + b"\n" + line + mail(subject="Two")

    readings = list(read(document, Habits()))

    assert all(isinstance(reading.outcome, Parsed) for reading in readings)
    assert [(reading.member, reading.outcome.stories[0].headline) for reading in readings] == [
        ("1", "One"),
        ("2", "Two"),
    ]
    assert texts(readings[0].outcome.stories[0]) == ["One.", "From Harl it sails."]
