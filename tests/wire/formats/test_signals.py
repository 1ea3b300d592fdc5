"""Words beside a story: what they say about this version, and what ordinary copy must never be taken for."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wire.formats.meaning.signals import embargo_in, from_words

LONDON = ZoneInfo("Europe/London")
THURSDAY = datetime(2016, 9, 8, 9, tzinfo=UTC)
HOSTILE = ["A" * 50_000 + " (" * 50_000, "By " + "X, " * 20_000, " " * 100_000, "-" * 100_000, "UPDATE 1-" * 20_000]


@pytest.mark.parametrize(
    ("printed", "headline", "signals", "take"),
    [
        ("UPDATE 1-Harbor opens", "Harbor opens", ("update",), 1),
        ("UPDATE 12 - Harbor opens", "Harbor opens", ("update",), 12),
        ("CORRECTED-UPDATE 2-Harbor opens", "Harbor opens", ("correction", "update"), 2),
        ("CORRECTED-(OFFICIAL)-Harbor opens", "Harbor opens", ("correction",), None),
        ("REFILE-Harbor opens", "Harbor opens", ("refile",), None),
        ("REFILE-HARBOR OPENS", "HARBOR OPENS", ("refile",), None),
        ("RPT-Harbor opens", "Harbor opens", ("refile",), None),
        ("WRAPUP 3-Harbor opens", "Harbor opens", ("update",), 3),
        ("STORY WITHDRAWN-Harbor opens", "Harbor opens", ("kill", "advisory"), None),
        ("KILL: Harbor opens", "Harbor opens", ("kill", "advisory"), None),
        ("URGENT: Harbor opens", "Harbor opens", ("alert",), None),
        ("1ST LEAD Harbor opens", "Harbor opens", ("update",), 1),
        ("ANNULLARE: Il porto riapre", "Il porto riapre", ("kill", "advisory"), None),
        ("ANULACION.- El puerto abre", "El puerto abre", ("kill", "advisory"), None),
        ("BITTE NICHT VERWENDEN - Hafen offen", "Hafen offen", ("kill", "advisory"), None),
        ("Bericht vervallen: haven open", "haven open", ("kill", "advisory"), None),
        ("VERVALLEN: Haven open", "Haven open", ("kill", "advisory"), None),
        ("Le port rouvre (ANNULER)", "Le port rouvre", ("kill", "advisory"), None),
        ("ANNULLERET: Havnen åbner", "Havnen åbner", ("kill", "advisory"), None),
        ("KORREKTUR: Hafen offen", "Hafen offen", ("correction",), None),
        ("Correction: Harbor story", "Harbor story", ("correction",), None),
        ("CORRECTING and REPLACING Harbor Company Opens", "Harbor Company Opens", ("correction",), None),
        ("/CORRECTION -- Harbor Company/", "Harbor Company", ("correction",), None),
        ("Harbor Company Opens/CORRECTION", "Harbor Company Opens", ("correction",), None),
        ("Harbor opens (CORRECTED)", "Harbor opens", ("correction",), None),
        ("HARBOR OPENS (CORRECTED)", "HARBOR OPENS", ("correction",), None),
        ("HARBOR-FIRE/ (UPDATE 1, PIX, CORRECTED)", "HARBOR-FIRE/", ("correction", "update"), 1),
        ("Harbor opens, 1st Ld-Writethru", "Harbor opens", ("update",), 1),
        ("Harbor opens (2)", "Harbor opens", ("update",), 2),
    ],
)
def test_markers_leave_the_headline_and_become_signals(printed, headline, signals, take):
    words = from_words(printed)

    assert (words.headline, words.signals, words.take) == (headline, signals, take)


@pytest.mark.parametrize(
    "headline",
    [
        "Kill Bill returns",
        "KILL BILL RETURNS",
        "KILL-JOYS AT THE GATE",
        "EXTRA-TIME WIN FOR WEND",
        "LIONS HUNT, KILL",
        "Harbor opens (PIX, TV)",
        "Update on the harbor: what we know",
        "Lead poisoning: the facts",
        "Lead singer leaves band",
        "Alert driver saves bus",
        "Urgent care clinics close",
        "Breaking Bad: a second look",
        "Withdrawn from school, a boy learns at sea",
        "Correction officers strike",
        "Corrected vision for all",
        "Road kill: a cookbook",
        "Second harbor opens (1)",
        "The 1st lead of the season",
        "Repeat offenders: no bail",
        "Harbor master: no repeat",
        "ANULAN EL CONCIERTO DEL PUERTO",
        "Anulan la venta: el puerto protesta",
        "VERVALLEN HAVEN KRIJGT NIEUW LEVEN",
        "VERVALLEN-VERKLARING VOOR OUDE HAVEN",
        "Annullare il voto: la proposta del porto",
        "Vol annulé: que faire ?",
        "RÜCKRUF: Kekse aus dem Hafen",
        "Storno an der Kasse: was Kunden wissen müssen",
        "Nicht verwenden: diese Pilze sind giftig",
    ],
)
def test_ordinary_headlines_are_left_alone(headline):
    words = from_words(headline)

    assert (words.headline, words.signals, words.take, words.is_held) == (headline, (), None, False)


def test_a_headline_that_is_nothing_but_markers_stays():
    assert from_words("KILL KILL KILL").headline == "KILL KILL KILL"
    assert from_words("KILL KILL KILL").signals == ("kill", "advisory")


@pytest.mark.parametrize(
    ("beside", "signals"),
    [
        ("BC-XX--Harbor Fire, KILL", ("kill", "advisory")),
        ("HARBOR-FIRE/ (UPDATE 1, PIX, CORRECTED)", ("correction", "update")),
        ("1stLd-Writethru", ("update",)),
        ("BC-US--APNewsAlert", ("alert",)),
        ("(Adds comments, detail)", ("update",)),
        ("Eds: Corrects spelling of Quill in 3rd paragraph.", ("correction",)),
        ("With photos. UPDATES throughout with fire chief.", ("update",)),
        ("N i e u w bericht, vervangt: HAVEN", ("update",)),
        ("Members are asked to kill the story. A kill is mandatory.", ("kill", "advisory")),
        ("Please kill item dpa 157.", ("kill", "advisory")),
        ("Rogamos anulen la noticia PUERTO de esta tarde.", ("kill", "advisory")),
        ("ATTENZIONE: si prega di annullare la notizia delle 10.12.", ("kill", "advisory")),
        ("Merci d'annuler notre dépêche de 10h12.", ("kill", "advisory")),
        ("HAVEN (ANNULERING)", ("kill", "advisory")),
        ("Bedes ikke brugt.", ("kill", "advisory")),
        ("Dit bericht vervalt, de haven blijft dicht.", ("kill", "advisory")),
    ],
)
def test_sluglines_and_notes_are_heard(beside, signals):
    assert from_words("Harbor opens", beside).signals == signals


@pytest.mark.parametrize(
    "beside",
    [
        "US--Road Kill",
        "HARBOR-KILL-ZONE",
        "US--Correction Officers",
        "The Department of Correction answered.",
        "With photos. Updates to follow.",
        "Minor edits.",
        "Photos show how the kill switch works.",
        "A leader adds that all is well.",
        "Rogamos no publicar antes de las seis.",
        "Prière de ne pas utiliser avant mardi 6h.",
        "Bitte nicht verwenden bis 18 Uhr.",
        "El club anula el partido.",
        "Vervallen panden in de haven",
    ],
)
def test_ordinary_sluglines_and_notes_say_nothing(beside):
    assert from_words("Harbor opens", beside).signals == ()


def test_hold_hold_hold_asks_for_holding():
    assert from_words("Harbor opens", "HOLD HOLD HOLD").is_held
    assert not from_words("Hold the line").is_held


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Embargoed to 0001 Friday September 9", "2016-09-09T00:01:00+01:00"),
        ("EMBARGOED UNTIL 00:01 GMT", "2016-09-09T00:01:00+00:00"),
        ("HOLD FOR RELEASE 6 a.m. EST", "2016-09-08T06:00:00-05:00"),
        ("HOLD FOR RELEASE AT 6 a.m. ET Saturday", "2016-09-10T06:00:00-04:00"),
        ("NOT FOR PUBLICATION BEFORE 1800 GMT", "2016-09-08T18:00:00+00:00"),
        ("Not for public release until 12noon on Friday 23 September 2016", "2016-09-23T12:00:00+01:00"),
        ("Embargoed: 00:01 hrs, 7 March 2030", "2030-03-07T00:01:00+00:00"),
        ("For release Sunday, September 11", "2016-09-11T00:00:00+01:00"),
        ("BC-US--Harbor,Adv12", "2016-09-12T00:00:00+01:00"),
        ("SPERRFRIST: 9.9.2016, 6.00 Uhr", "2016-09-09T06:00:00+01:00"),
        ("SPERRFRIST BIS Freitag, 6 Uhr", "2016-09-09T06:00:00+01:00"),
        ("Bitte beachten Sie die Sperrfrist bis heute Abend (08.09.), 19.00 Uhr.", "2016-09-08T19:00:00+01:00"),
        ("sous embargo jusqu'au 9 septembre à 18h", "2016-09-09T18:00:00+01:00"),
        ("EMBARGO hasta el 9 de septiembre a las 10:00", "2016-09-09T10:00:00+01:00"),
        ("Embargo until tomorrow 6 a.m.", "2016-09-09T06:00:00+01:00"),
    ],
)
def test_an_embargo_in_words_has_its_moment(words, until):
    embargo = embargo_in(words, timezone=LONDON, near=THURSDAY)

    assert embargo is not None
    assert embargo.until == datetime.fromisoformat(until)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("EMBARGO: 10/11/2016 06:00", "2016-11-10T06:00:00+00:00"),  # and not the eleventh of October
        ("EMBARGOED UNTIL 6:00 ON FRIDAY", "2016-09-09T18:00:00+01:00"),
        ("EMBARGOED UNTIL MIDNIGHT FRIDAY", "2016-09-10T00:00:00+01:00"),
        ("EMBARGOED UNTIL March 6, 2030", "2030-03-07T00:00:00+00:00"),
        ("EMBARGOED UNTIL 0600 GMT Friday. Not for broadcast before 0800 GMT Friday.", "2016-09-09T08:00:00+00:00"),
    ],
)
def test_of_two_readings_the_later_holds(words, until):
    embargo = embargo_in(words, timezone=LONDON, near=THURSDAY)

    assert embargo is not None
    assert embargo.until == datetime.fromisoformat(until)


@pytest.mark.parametrize(
    "words", ["Embargoed until delivery", "STRICTLY EMBARGOED", "EMBARGO: see cover", "SPERRFRIST"]
)
def test_an_embargo_without_a_moment_is_unclear(words):
    embargo = embargo_in(words, timezone=LONDON, near=THURSDAY)

    assert embargo is not None
    assert embargo.until is None


def test_a_weekday_alone_is_unclear_where_nobody_knows_when_it_was_sent():
    embargo = embargo_in("EMBARGOED UNTIL 0001 FRIDAY", timezone=LONDON, near=None)

    assert embargo is not None
    assert embargo.until is None


@pytest.mark.parametrize(
    "words",
    [
        "Embargo: none",
        "EMBARGO LIFTED",
        "FOR IMMEDIATE RELEASE",
        "The trade embargo until now has held.",
        "Embargo on oil lifted",
        "EMBARGO TO HIT EXPORTS",
        "For release of the hostages, the group wants money.",
        "Die Konferenz beginnt nicht vor 10.00 Uhr.",
        "",
    ],
)
def test_no_embargo_where_none_is_meant(words):
    assert embargo_in(words, timezone=LONDON, near=THURSDAY) is None


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_costs_next_to_nothing(text):
    from_words("warm", "up")
    embargo_in("EMBARGO: x", timezone=LONDON, near=THURSDAY)
    began = time.perf_counter()

    from_words(text, text, text)
    embargo_in(text, timezone=LONDON, near=THURSDAY)

    assert time.perf_counter() - began < 0.1
