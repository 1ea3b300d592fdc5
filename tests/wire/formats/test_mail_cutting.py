"""What is cut from mails: signatures, quoted mails, heads of forwarded ones, small print."""

import pytest

from tests.wire.formats.test_mail import first, mail, part, parts, texts

COPY = "The ferry to Harl sails again.\n\nIt is blue.\n"
SAID = ["The ferry to Harl sails again.", "It is blue."]


def html(source, *, subject="Ferry"):
    return first(mail(source, subject=subject, kind="text/html; charset=utf-8"))


def test_a_signature_is_private():
    story = first(mail(f"{COPY}\n-- \nAda Quill\nTel. 0123 456\n"))

    assert texts(story) == SAID
    assert story.private_notes == ("Ada Quill\nTel. 0123 456",)


def test_a_line_of_dashes_in_long_copy_is_no_signature():
    story = first(mail("One.\n\n--\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(30))))

    assert texts(story)[-1] == "Paragraph 29."


@pytest.mark.parametrize(
    "tail",
    [
        "\nOn Tue, 5 Mar 2024 at 9:15, Bo Reed <bo@x.example> wrote:\n> Does it sail?\n> Bo\n",
        "\nOn Tue, 5 Mar 2024 at 9:15, Bo Reed\n<bo@x.example> wrote:\n\n> Does it sail?\n",
        "\nAm 05.03.2024 um 09:15 schrieb Bo Reed:\n> Fährt sie?\n",
        "\nLe mar. 5 mars 2024 à 09:15, Bo Reed a écrit :\n> Part-elle ?\n",
        "\n-----Original Message-----\nFrom: Bo Reed\nSent: Tuesday\nTo: Ada\nSubject: Ferry\n\nDoes it sail?\n",
        "\n________________________________\nFrom: Bo Reed\nSent: Tuesday\nTo: Ada\nSubject: Ferry\n\nDoes it sail?\n",
        "\nSent from my phone\n",
    ],
)
def test_the_quoted_mail_at_the_end_is_cut(tail):
    assert texts(first(mail(COPY + tail, subject="Re: Ferry"))) == SAID


def test_a_mail_of_nothing_but_a_quote_says_what_it_quotes():
    assert texts(first(mail("> It sails.\n", subject="Ferry"))) == ["> It sails."]


@pytest.mark.parametrize(
    "marker",
    [
        "---------- Forwarded message ---------",
        "-------- Weitergeleitete Nachricht --------",
        "-----Original Message-----",
    ],
)
def test_what_is_forwarded_is_the_copy_and_what_stands_before_it_a_note(marker):
    story = first(
        mail(
            f"Please run this.\n\n{marker}\nFrom: Port <p@x.example>\nDate: Tue\nSubject: Ferry\nTo: Ada\n\n{COPY}",
            subject="Fwd: Ferry",
        )
    )

    assert (story.headline, texts(story)) == ("Ferry", SAID)
    assert story.editor_note == "Please run this."


def test_a_forwarded_html_mail_is_unwrapped():
    story = html(
        '<div dir="ltr">Please run this.</div><br><div class="gmail_quote"><div class="gmail_attr">'
        "---------- Forwarded message ---------<br>From: Port<br></div>"
        "<p>The ferry to Harl sails again.</p><p>It is blue.</p></div>",
        subject="Fwd: Ferry",
    )

    assert texts(story) == SAID
    assert story.editor_note == "Please run this."


@pytest.mark.parametrize(
    "tail",
    [
        '<div class="gmail_signature">Ada Quill</div>',
        "<div>-- <br></div><div>Ada Quill</div>",
        "<br>--&nbsp;<br>Ada Quill",
        '<div class="gmail_quote">On Tuesday Bo wrote:<blockquote>Ada Quill</blockquote></div>',
        '<blockquote type="cite">Ada Quill</blockquote>',
        '<div id="divRplyFwdMsg">From: Bo</div><div>Ada Quill</div>',
        "<p><b>From:</b> Bo<br><b>Sent:</b> Tuesday<br><b>To:</b> Ada<br><b>Subject:</b> Ferry</p><p>Ada Quill</p>",
        '<div style="display:none">Ada Quill</div>',
        "<p>Ada Quill sent you this. Unsubscribe at any time.</p>",
        "<p>This e-mail is confidential and only for its intended recipient, Ada Quill.</p>",
    ],
)
def test_html_mails_lose_what_is_no_copy(tail):
    story = html(f"<div><p>The ferry to Harl sails again.</p><p>It is blue.</p></div>{tail}")

    assert texts(story) == SAID
    assert "Ada Quill" in " ".join([*story.set_aside, *story.private_notes])


def test_the_way_to_the_page_over_a_newsletter_is_cut():
    assert texts(html("<p>View this email in your browser</p><p>It sails.</p>")) == ["It sails."]


def test_small_print_inside_the_copy_stays():
    story = first(mail("They may unsubscribe, the port says.\n\nIt is blue.\n\nIt sails.\n"))

    assert texts(story) == ["They may unsubscribe, the port says.", "It is blue.", "It sails."]


def test_two_texts_of_one_mail_are_one_copy():
    assert texts(first(parts(part("One."), part("Two.")))) == ["One.", "Two."]
