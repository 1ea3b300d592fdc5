"""Notes of NewsML-G2 items: for all who take the copy, or for nobody outside."""

import pytest

from wire.formats import parse

NAR = "http://iptc.org/std/nar/2006-10-01/"


def read(notes, about=""):
    document = (
        f'<newsItem xmlns="{NAR}" guid="urn:x:1" version="1"><itemMeta>{notes}</itemMeta><contentMeta>'
        f"<headline>Ferry late</headline>{about}</contentMeta></newsItem>"
    )
    [story] = parse(document.encode()).stories
    return story


@pytest.mark.parametrize(
    "attributes",
    [
        'pubconstraint="expconstraint:nonpublic"',
        'pubconstraint="expconstraint:nonpublic" role="exnoterole:contacts"',
        'role="exnote:private"',
        'role="exnoterole:contacts"',
        'role="exnoterole:closingline"',
        'role="exnote:internal"',
    ],
)
def test_a_role_or_a_constraint_makes_a_note_private(attributes):
    story = read(f"<edNote {attributes}>Ada, 555 0100</edNote><edNote>Pictures follow.</edNote>")

    assert story.private_notes == ("Ada, 555 0100",)
    assert story.editor_note == "Pictures follow."


@pytest.mark.parametrize(
    "attributes", ["", 'role="exnote:public"', 'role="exnoterole:editorialnote"', 'role="x:picture"']
)
def test_other_roles_leave_it_to_everybody(attributes):
    story = read(f"<edNote {attributes}>Pictures\n   follow.</edNote><edNote/>")

    assert (story.editor_note, story.private_notes) == ("Pictures follow.", ())


def test_a_note_that_says_it_is_not_for_publication_is_private_and_an_embargo_is_not():
    story = read(
        "<edNote>Not for publication: call Ada.</edNote><edNote>Not for publication before Monday noon.</edNote>"
        "<edNote>Nicht zur Veröffentlichung bestimmt: Bo.</edNote>"
    )

    assert story.private_notes == ("Not for publication: call Ada.", "Nicht zur Veröffentlichung bestimmt: Bo.")
    assert story.editor_note == "Not for publication before Monday noon."


NOTEPAD = (
    '<edNote role="exnoterole:notepad"><section xmlns="http://www.w3.org/1999/xhtml" class="notepad"><header>'
    "<h3>Notes</h3>"
    '</header><section class="np-public"><h4>Links</h4><ul><li>Homepage of the line</li></ul></section>'
    '<section class="np-nonpublic"><p>The following is not for publication</p><ul><li>Ada Sample, 555 0100</li>'
    "</ul></section>"
    '<p class="closingline">exw as bm</p></section></edNote>'
)


def test_a_notepad_has_parts_for_everybody_and_parts_for_us():
    story = read(NOTEPAD)

    assert story.editor_note == "Homepage of the line"
    assert story.private_notes == ("The following is not for publication", "Ada Sample, 555 0100", "exw as bm")


def test_a_notepad_that_repeats_the_other_notes_is_not_printed_twice():
    story = read(
        '<edNote role="x:editorialnote">Pictures follow.</edNote>'
        '<edNote pubconstraint="x:nonpublic">Ada Sample, 555 0100, exw as bm, The following is not for publication'
        "</edNote>" + NOTEPAD
    )

    assert story.editor_note == "Pictures follow."
    assert story.private_notes == ("Ada Sample, 555 0100, exw as bm, The following is not for publication",)


def test_what_is_private_once_is_private_wherever_it_stands():
    story = read('<edNote>Ada, 555 0100</edNote><edNote role="x:private">Ada, 555 0100</edNote><edNote>Other.</edNote>')

    assert (story.editor_note, story.private_notes) == ("Other.", ("Ada, 555 0100",))


def test_how_to_reach_those_who_made_it_is_private():
    story = read(
        "",
        '<creator literal="exw"><organisationDetails><contactInfo><phone>555 0100</phone><email>desk@exw.example'
        "</email>"
        "</contactInfo></organisationDetails></creator><contributor><name>Bo Muster</name><note>On duty until ten."
        "</note>"
        "</contributor>",
    )

    assert story.private_notes == ("exw: 555 0100, desk@exw.example", "Bo Muster: On duty until ten.")
    assert story.bylines == ()


def test_a_correction_told_only_in_a_note_is_a_correction():
    story = read('<edNote role="x:public">Korjattu aiempaa uutista: lautta lähti kello 12.</edNote>')

    assert story.signals == ("correction",)


def test_a_note_of_what_is_new_is_an_update():
    assert read("<edNote>Eds: Adds full-year results.</edNote>").signals == ("update",)
