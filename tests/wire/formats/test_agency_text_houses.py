"""Habits of single agencies: their marks above and below the text. All copy is fiction."""

import pytest

from wire.formats import Habits, agency_text
from wire.formats.opened import Opened

LEDE = "A fire broke out in the harbor of Wend on Tuesday, its master said."


def read(copy):
    document = Opened(copy.encode())
    assert agency_text.sniff(document)
    (story,) = agency_text.parse(document, Habits())
    return story


def texts(story):
    return [block.text for block in story.body]


def test_capitals_right_above_a_headline_are_the_slug():
    story = read(
        "ECONOMÍA PUERTO\nEl puerto de Wend abre antes\n\nWend, 5 mar (EFE).- El puerto abrió.\n\n"
        "Sigue abierto. EFE\n\naq/bo\n\n(foto)\n"
    )

    assert (story.slugline, story.headline) == ("ECONOMÍA PUERTO", "El puerto de Wend abre antes")
    assert texts(story) == ["El puerto abrió.", "Sigue abierto."]


def test_writers_sign_behind_the_last_sentence():
    story = read(f"DEL12\nHARBOR-FIRE\nFire in Wend harbor\nWend, Mar 5 (PTI) {LEDE}\nIt was put out. PTI AQ\nBO\n")

    assert (story.slugline, story.headline) == ("HARBOR-FIRE", "Fire in Wend harbor")
    assert texts(story) == [LEDE, "It was put out."]
    assert story.set_aside == ("PTI AQ", "BO")


@pytest.mark.parametrize("end", ["Enditem", "XYZ AQ", "(Schluss) aq/bo"])
def test_only_an_agency_signs_so(end):
    story = read(f"Fire in Wend harbor\n\nWEND, March 5 (Xinhua) -- {LEDE}\n\nWe asked the NATO. {end}\n")

    assert texts(story)[-1] == ("We asked the NATO." if end == "Enditem" else f"We asked the NATO. {end}")


def test_points_below_a_headline_are_a_standfirst():
    story = read(
        "HARBOR-RESULTS/\n\nUPDATE 1-Harbor Co profit rises\n\n* Q4 profit up 5 pct\n\n* Shares rise\n\n"
        "(Adds shares)\n\nWEND, March 5 (Newswire) - Harbor Co said its profit rose.\n\n"
        "(Reporting by Ada Quill in Wend;\nEditing by Cy Dee)\n"
    )

    assert story.headline == "Harbor Co profit rises"
    assert story.standfirst == ("Q4 profit up 5 pct", "Shares rise")
    assert story.editor_note == "Adds shares"
    assert story.notes == ("Reporting by Ada Quill in Wend; Editing by Cy Dee",)
    assert texts(story) == ["Harbor Co said its profit rose."]


def test_a_dateline_on_a_line_of_its_own():
    story = read("Havn åbner før tid\n\nWend, tirsdag /ritzau/\n\nHavnen åbner før tid.\n\n/ritzau/\n")

    assert (story.headline, story.dateline_city, story.credit) == ("Havn åbner før tid", "Wend", "ritzau")
    assert texts(story) == ["Havnen åbner før tid."]


def test_a_flash_is_its_headline():
    story = read("FLASH\nMayor of Wend resigns\n")

    assert (story.headline, story.take_key, story.signals) == ("Mayor of Wend resigns", "FLASH", ("alert",))


def test_a_second_take_goes_on():
    story = read(f"HARBOR-FIRE/2\n\n(SECOND TAKE)\n\nFire in Wend harbor\n\n{LEDE}\n\n(more)\n")

    assert (story.slugline, story.headline, texts(story)) == ("HARBOR-FIRE/2", "Fire in Wend harbor", [LEDE])
    assert "to-be-continued" in story.flags


def test_a_kill_without_a_slug_of_its_own_has_that_of_its_story():
    story = read(
        "BULLETIN\n\nMANDATORY KILL\n\n"
        "Editors using the story slugged HARBOR-FIRE of March 5 are asked to kill it.\n\nXYZ DESK\n"
    )

    assert (story.pub_status, story.slugline) == ("withheld", "HARBOR-FIRE")
    assert {"kill", "advisory"} <= set(story.signals)


def test_whom_to_call_below_notes_to_editors_is_private():
    story = read(
        "PRESS RELEASE\nEMBARGO: 00.01 hrs, Thursday 8 March 2030\n\nNew harbor opens\n\n"
        "It opens on Thursday, and has boats.\n\nNotes to Editors:\n1. Built in 1902.\n\n"
        "For further information, please contact:\nAda Quill, Press Officer\n"
        "Tel: 020 7946 0100\n"
    )

    assert story.editor_note == "1. Built in 1902.\nEmbargo: 00.01 hrs, Thursday 8 March 2030"
    assert story.private_notes == (
        "For further information, please contact:",
        "Ada Quill, Press Officer",
        "Tel: 020 7946 0100",
    )
    assert (story.is_press_release, str(story.embargoed_until)) == (True, "2030-03-08 00:01:00+00:00")


def test_labels_in_german():
    story = read(
        "Stichwort: Hafen\nÜberschrift: Hafen öffnet früher\nAutor: Ada Quill\nSperrfrist: 8. März 2030, 6.00 Uhr\n"
        "Vorspann: Der Hafen öffnet.\n\nWend (hfn) - Der Hafen öffnet früher.\n\nmehr folgt\n"
    )

    assert (story.slugline, story.headline, story.byline) == ("Hafen", "Hafen öffnet früher", "Ada Quill")
    assert (story.bylines, story.standfirst) == (("Ada Quill",), ("Der Hafen öffnet.",))
    assert str(story.embargoed_until) == "2030-03-08 06:00:00+00:00"
    assert "to-be-continued" in story.flags


def test_notes_among_the_paragraphs_are_for_the_desk():
    story = read(
        "SLUG: rain\nHEADLINE: Rain\n\nWEND (XNA) -- It rained.\n\nEDS: NOTE LANGUAGE BELOW\n\nIt damn rained.\n"
    )

    assert (story.editor_note, texts(story)) == ("NOTE LANGUAGE BELOW", ["It rained.", "It damn rained."])


def test_a_footer_with_a_time_is_no_text():
    story = read(
        "Hafen öffnet früher\n\nWend (APA) - Der Hafen öffnet früher.\n\n(Schluss) aq/bo\n\nAPA0123 2024-03-05/10:15\n"
    )

    assert texts(story) == ["Der Hafen öffnet früher."]
    assert story.set_aside == ("(Schluss) aq/bo", "APA0123 2024-03-05/10:15")


def test_codes_of_a_teleprinter_under_its_envelope_are_no_headline():
    copy = (
        "ZCZC HFE0777\nSOC CUL\nRURITANIA MÚSICA\n\nEl órgano de Wend vuelve a sonar\n\n"
        "Wend, 7 may (HFE).- El órgano de Wend volvió a sonar este lunes, informó la\nparroquia.\n\n"
        "El organista encontró doce ratones.  EFE\naq/bo\nNNNN\n"
    )
    story = read(copy)

    assert (story.headline, story.slugline) == ("El órgano de Wend vuelve a sonar", "RURITANIA MÚSICA")
    assert (story.category, story.signal_codes) == ("SOC", ("service:SOC CUL",))
    assert (story.dateline_city, story.language) == ("Wend", "es")
    assert story.body[-1].text == "El organista encontró doce ratones."


def test_a_release_passed_on_is_known_by_its_frame():
    copy = (
        "OTS0123 5 KI 0200 HFX0001                       Mo, 05.Feb 2024\n\nKirche/Musik\n\n"
        "Orgelbau Wend eröffnet Werkstatt in Ostau\n\n   Ostau (OTS) - Der Orgelbau Wend eröffnet am Freitag eine "
        "Werkstatt.\n\nRückfragehinweis:\n   Orgelbau Wend, Ada Quill\n   Tel.: +43 1 555 01 11\n\n"
        "*** OTS-ORIGINALTEXT PRESSEAUSSENDUNG UNTER AUSSCHLIESSLICHER\nINHALTLICHER VERANTWORTUNG DES AUSSENDERS ***\n"
    )
    story = read(copy)

    assert (story.headline, story.slugline) == ("Orgelbau Wend eröffnet Werkstatt in Ostau", "Kirche/Musik")
    assert (story.dateline_city, story.is_press_release) == ("Ostau", True)
    assert [block.text for block in story.body] == ["Der Orgelbau Wend eröffnet am Freitag eine Werkstatt."]
    assert story.private_notes[-1] == "Tel.: +43 1 555 01 11"


def test_whom_to_call_above_the_text_is_private():
    copy = (
        "Organ Builder Opens Workshop\n\nMedia Contact: Ada Quill, +1-555-0101\nada@organs.example\n\n"
        "FOR IMMEDIATE RELEASE\n\nWEND, Ohio, Feb. 3, 2024 /PRNewswire/ -- A workshop opened.\n\nIt is large.\n"
    )
    story = read(copy)

    assert story.private_notes == ("Media Contact: Ada Quill, +1-555-0101", "ada@organs.example")
    assert (story.headline, story.subheadline) == ("Organ Builder Opens Workshop", "")
    assert [block.text for block in story.body] == ["A workshop opened.", "It is large."]


def test_a_number_for_readers_stays_in_the_text():
    plea = "Anyone who saw the twelve mice is asked to call the police of Wend at 555-555-0111."
    story = read(f"SLUG: mice\nHEADLINE: Mice\n\nWEND (XNA) -- Mice were seen.\n\n{plea}\n")

    assert [block.text for block in story.body] == ["Mice were seen.", plea]
    assert story.private_notes == ()


@pytest.mark.parametrize("last", ["No photo.", "Schluss gemacht.", "He said: more."])
def test_a_short_last_sentence_stays_in_the_text(last):
    story = read(f"SLUG: mice\nHEADLINE: Mice\n\nWEND (XNA) -- Mice were seen.\n\n{last}\n")

    assert [block.text for block in story.body] == ["Mice were seen.", last]


@pytest.mark.parametrize("end", ["Nobody was hurt. (PAP)", "Nobody was hurt. (ANSA).", "Nobody was hurt.  AFP"])
def test_an_agency_signs_behind_the_last_sentence_in_brackets_too(end):
    story = read(f"SLUG: fire\nHEADLINE: Fire\n\nWEND (XNA) -- {LEDE}\n\n{end}\n\nabc/ def/\n")

    assert texts(story) == [LEDE, "Nobody was hurt."]
    assert story.set_aside == (end.removeprefix("Nobody was hurt.").strip(), "abc/ def/")


@pytest.mark.parametrize("end", ["Copyright 2024 XNA", "© XNA", "(c) 2024 Harbor News. All rights reserved."])
def test_rights_are_no_text(end):
    story = read(f"SLUG: fire\nHEADLINE: Fire\n\nWEND (XNA) -- {LEDE}\n\nCopyright law has changed.\n\n{end}\n")

    assert texts(story) == [LEDE, "Copyright law has changed."]
    assert story.set_aside == (end,)


def test_a_dash_before_a_sentence_is_speech_and_items_are_items():
    story = read(
        f"SLUG: fire\n\nBrann\n\nWend (NTB): {LEDE}\n\n- Vi trodde det ikke, sier Ada Quill.\n\nSlik var det.\n"
    )
    items = read(f"SLUG: fire\n\nFire\n\nWEND (XNA) -- {LEDE}\n\n- A boat was lost.\n- A ferry was lost.\n\nNo more.\n")

    assert texts(story) == [LEDE, "– Vi trodde det ikke, sier Ada Quill.", "Slik var det."]
    assert [block.kind for block in items.body] == ["paragraph", "list item", "list item", "paragraph"]
