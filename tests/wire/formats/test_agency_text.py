"""Plain text of agencies: heads, datelines, ends. All copy is fiction."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wire.formats import Habits, NotAStory, agency_text, parse, text
from wire.formats.opened import Opened

SLUG = "HARBOR-FIRE/ (UPDATE 2, PIX, CORRECTED)"
LEDE = (
    "WEND, March 5 (Newswire) - A fire in the harbor of Wend was put out on\nTuesday after two hours, its master said."
)
SECOND = "Nobody was hurt. Two boats were lost, one of them a ferry that had been\nout of service for nine days."


def read(copy, timezone="UTC"):
    document = Opened(copy.encode())
    assert agency_text.sniff(document)
    (story,) = agency_text.parse(document, Habits(timezone=ZoneInfo(timezone)))
    return story


def texts(story):
    return [block.text for block in story.body]


def test_a_newswire_story_is_read():
    story = read(
        f"{SLUG}\n\nUPDATE 2-Fire in Wend harbor put out\n\n(Adds harbor master,\nbackground)\n\nBy Ada Quill\n\n"
        f"{LEDE}\n\n{SECOND}\n\n(Reporting by Ada Quill; Editing by Ben Orr)\n"
    )

    assert (story.headline, story.slugline) == ("Fire in Wend harbor put out", "HARBOR-FIRE")
    assert story.take_key == "UPDATE 2, PIX, CORRECTED"
    assert story.signals == ("correction", "update")
    assert (story.byline, story.bylines) == ("By Ada Quill", ("Ada Quill",))
    assert (story.dateline, story.dateline_city, story.credit) == ("WEND, March 5 (Newswire)", "WEND", "Newswire")
    assert story.editor_note == "Adds harbor master, background"
    assert story.notes == ("Reporting by Ada Quill; Editing by Ben Orr",)
    assert texts(story) == [
        "A fire in the harbor of Wend was put out on Tuesday after two hours, its master said.",
        "Nobody was hurt. Two boats were lost, one of them a ferry that had been out of service for nine days.",
    ]


def test_the_door_gives_agency_copy_to_its_reader_and_pages_to_theirs():
    page = "Ferry back after nine days\n\nBy Ada Quill\n\nMarch 5, 2025\n\nThe ferry sailed again. It was late.\n"

    assert not agency_text.sniff(Opened(page.encode()))
    assert text.sniff(Opened(page.encode()))
    assert parse(f"{SLUG}\n\nFire in harbor\n\n{LEDE}\n".encode()).stories[0].slugline == "HARBOR-FIRE"


@pytest.mark.parametrize(
    ("opening", "dateline", "city", "lede"),
    [
        ("BAGHDAD (Newswire) - It rained.", "BAGHDAD (Newswire)", "BAGHDAD", "It rained."),
        ("FORT WEND, Pa. (AP) _ It rained.", "FORT WEND, Pa. (AP)", "FORT WEND", "It rained."),
        ("NEW WEND (AP) — It rained.", "NEW WEND (AP)", "NEW WEND", "It rained."),
        ("Wend (hfn) - It rained.", "Wend (hfn)", "Wend", "It rained."),
        ("WEND, Dec 7 AAP - It rained.", "WEND, Dec 7 AAP", "WEND", "It rained."),
        ("WEND, Nov 26 AFP - It rained.", "WEND, Nov 26 AFP", "WEND", "It rained."),
        ("København /ritzau/: Det regnede.", "København /ritzau/", "København", "Det regnede."),
        (
            "WEND, Alberta, Dec. 03, 2019 (XYZ WIRE) -- Rain.",
            "WEND, Alberta, Dec. 03, 2019 (XYZ WIRE)",
            "WEND",
            "Rain.",
        ),
        ("San Wend (ANP) - Het regende.", "San Wend (ANP)", "San Wend", "Het regende."),
        ("(HFN) - WEND, 5 MAR - Piove.", "(HFN) - WEND, 5 MAR", "WEND", "Piove."),
        ("Wend, March 7 - It rained.", "Wend, March 7", "Wend", "It rained."),
        ("Wend, 5 mar (EFE).- Llovió.", "Wend, 5 mar (EFE)", "Wend", "Llovió."),
        ("Wend, Mar 5 (PTI) It rained.", "Wend, Mar 5 (PTI)", "Wend", "It rained."),
        ("WEND, March 5. /XYZ/. It rained.", "WEND, March 5. /XYZ/", "WEND", "It rained."),
        ("WEND. March 5 (Interwire) - It rained.", "WEND. March 5 (Interwire)", "WEND", "It rained."),
        ("WEND, Ohio--(BUSINESS WIRE)--It rained.", "WEND, Ohio--(BUSINESS WIRE)", "WEND", "It rained."),
        ("WEND, 5. März (hfn) - Regen.", "WEND, 5. März (hfn)", "WEND", "Regen."),
        ("WEND (Newswire) -It rained.", "WEND (Newswire)", "WEND", "It rained."),
        ("Jan 3 (OPTA) - It rained.", "Jan 3 (OPTA)", "", "It rained."),
        ("Wend (Ruritania), 5 mar (EFE).- Llovió.", "Wend (Ruritania), 5 mar (EFE)", "Wend", "Llovió."),
        ("WEND 14/09 (BELGA) = Het regende.", "WEND 14/09 (BELGA)", "WEND", "Het regende."),
        ("WEND, 3rd May, 2024 (WAM) -- It rained.", "WEND, 3rd May, 2024 (WAM)", "WEND", "It rained."),
        ("Wend (epd). Es regnete.", "Wend (epd)", "Wend", "Es regnete."),
        ("Wend/Ostau (dpa) - Es regnete.", "Wend/Ostau (dpa)", "Wend", "Es regnete."),
        ("ВЕНДА, 5 мая. /ТАСС/. Шёл дождь.", "ВЕНДА, 5 мая. /ТАСС/", "ВЕНДА", "Шёл дождь."),
        ("ВЕНДА. 3 июня. ИНТЕРФАКС - Шёл дождь.", "ВЕНДА. 3 июня. ИНТЕРФАКС", "ВЕНДА", "Шёл дождь."),
        ("ВЕНДА, 3 июня - РИА Новости. Шёл дождь.", "ВЕНДА, 3 июня - РИА Новости", "ВЕНДА", "Шёл дождь."),
        ("Вјенда, 3. маја (ТАНЈУГ) - Киша.", "Вјенда, 3. маја (ТАНЈУГ)", "Вјенда", "Киша."),
        ("Wend, 3.5. (STT) – Satoi.", "Wend, 3.5. (STT)", "Wend", "Satoi."),
        ("Wend, 2024. május 3., péntek (MTI) - Esett.", "Wend, 2024. május 3., péntek (MTI)", "Wend", "Esett."),
        ("Wend, le 5 mars (AFP) - Il a plu.", "Wend, le 5 mars (AFP)", "Wend", "Il a plu."),
        ("WEND, May 3 / WAM / It rained.", "WEND, May 3 / WAM /", "WEND", "It rained."),
        ("وادي المطر في 3 مايو / وام / هطل المطر.", "وادي المطر في 3 مايو / وام /", "وادي المطر", "هطل المطر."),
        ("新华社白桦镇5月3日电（记者李雨）下雨了。", "新华社白桦镇5月3日电（记者李雨）", "白桦镇", "下雨了。"),
        ("【白樺共同】雨が降った。", "【白樺共同】", "白樺", "雨が降った。"),
        ("(자작=연합뉴스) 비가 왔다.", "(자작=연합뉴스)", "자작", "비가 왔다."),
    ],
)
def test_datelines_are_told_from_the_text(opening, dateline, city, lede):
    story = read(f"SLUG: rain\nHEADLINE: Rain\n\n{opening}\n\nThen it stopped.\n")

    assert (story.dateline, story.dateline_city, texts(story)) == (dateline, city, [lede, "Then it stopped."])


@pytest.mark.parametrize(
    "opening",
    [
        "The mayor (who is ill) - said nothing.",
        "He said: it rained.",
        "Rain - more of it - is coming.",
        "Ada Quill (left, with umbrella) - a friend - waved.",
        "Ada Quill (SPD). She said nothing.",
        "Friday, May 3 - a day of rain.",
    ],
)
def test_a_remark_in_brackets_is_no_dateline(opening):
    story = read(f"SLUG: rain\nHEADLINE: Rain\n\n{opening}\n\nThen it stopped.\n")

    assert (story.dateline, texts(story)) == ("", [opening, "Then it stopped."])


@pytest.mark.parametrize("mark", ["(more)", "MORE", "more", "(mehr folgt)", "(à suivre)", "more ug", "- more -"])
def test_a_story_that_goes_on_says_so(mark):
    story = read(f"SLUG: rain\nHEADLINE: Rain\n\nWEND (XNA) -- It rained.\n\nStill does.\n\n{mark}\n")

    assert "to-be-continued" in story.flags
    assert texts(story) == ["It rained.", "Still does."]


@pytest.mark.parametrize(
    "mark",
    [
        *("-30-", "###", "# # #", "ENDS", "ends", "End", "NNNN", "AAP", "AAP RTV", "/ritzau/", "(©NTB)"),
        *("asl/tib/pid", "lm/me/hl", "hfn aq bo", "AFP\n\naq/bo"),
    ],
)
def test_the_end_of_copy_is_no_text(mark):
    story = read(f"SLUG: rain\nHEADLINE: Rain\n\nWEND (XNA) -- It rained.\n\nStill does.\n\n{mark}\n")

    assert texts(story) == ["It rained.", "Still does."]
    assert story.set_aside == tuple(mark.split("\n\n"))
    assert "to-be-continued" not in story.flags


def test_the_end_of_a_wrapped_sentence_is_text():
    story = read(
        f"{SLUG}\n\nRain\n\nWEND (XNA) - He asked whether there was any more rain to come and they\nsaid no to him"
    )

    assert texts(story) == ["He asked whether there was any more rain to come and they said no to him"]


def test_people_to_call_stay_in_the_newsroom():
    story = read(
        "FOR IMMEDIATE RELEASE\n\nHarbor Company Opens Harbor\n\nWEND, March 5, 2024 (GLOBE NEWSWIRE) -- It opened.\n\n"
        "For more information, visit harbor.example.\n\n"
        "Media Contact:\nAda Quill\n(555) 555-0100\nada@harbor.example\n\n###\n",
        timezone="America/New_York",
    )

    assert story.is_press_release
    assert story.private_notes == ("Media Contact:", "Ada Quill", "(555) 555-0100", "ada@harbor.example")
    assert texts(story) == ["It opened.", "For more information, visit harbor.example."]
    assert (story.published, story.published_is_date) == (datetime(2024, 3, 5, 5, tzinfo=UTC), True)


def test_scores_are_nobody_to_call():
    last = "Last: Round 1 2016 - Wend 15.13 (103) bt Harl 5.8 (38)"

    assert texts(read(f"SLUG: chess\nHEADLINE: Chess\n\nWEND (XNA) -- Results.\n\n{last}\n")) == ["Results.", last]


def test_a_release_with_a_number_has_its_headline_over_two_lines():
    story = read(
        "Source: Harbor Company\nMEDIA RELEASE PR12345\nHarbor Company Opens Second Harbor With Ferries to Harl and \n"
        "Orr\n\nWEND, Feb. 1, 2017 /PRNewswire-AsiaNet/ --\n\n    The company opened its second harbor. It is large.\n"
        "\nSOURCE Harbor Company\n"
    )

    assert story.headline == "Harbor Company Opens Second Harbor With Ferries to Harl and Orr"
    assert (story.credit, story.provider_sequence, story.is_press_release) == ("Harbor Company", "PR12345", True)
    assert texts(story) == ["The company opened its second harbor. It is large."]


def test_an_embargo_over_the_copy_holds():
    story = read(
        "EMBARGOED UNTIL 0001 GMT FRIDAY 8 MARCH 2030\n\nOrgan plays again\n\nWend, March 7 - It plays.\n\nENDS\n"
    )

    assert story.embargoed_until == datetime(2030, 3, 8, 0, 1, tzinfo=UTC)
    assert (story.headline, texts(story)) == ("Organ plays again", ["It plays."])


def test_an_embargo_that_nobody_can_read_holds_too():
    story = read("STRICTLY EMBARGOED\n\nOrgan plays again\n\nWend, March 7 - It plays.\n")

    assert (story.pub_status, story.embargoed_until) == ("withheld", None)
    assert "embargo-unclear" in story.flags


def test_a_kill_in_words_only_is_for_the_desk():
    story = read(
        "BC-XX--Kill, KILL\n^BC-XX--Harbor Fire, KILL\n^Eds: Members using BC-XX--Harbor Fire are asked to kill it. "
        "A kill is mandatory.<\n^The AP<\n"
    )

    assert (story.pub_status, story.signals, story.urgency) == ("withheld", ("kill", "advisory"), 1)
    assert (story.slugline, story.kills, story.body) == ("BC-XX--Harbor Fire", (), ())


def test_labels_fill_fields():
    story = read(
        "Slug: harbor\nHeadline: Harbor opens\nSummary: It opens early.\nBy: Ada Quill\nKeywords: harbor; boats\n"
        "Date: 2024-03-05 10:00\nLanguage: EN\nUrgency: 3\nWords: 120\n\nIt opens.\n",
        timezone="Europe/Berlin",
    )

    assert (story.slugline, story.headline, story.standfirst) == ("harbor", "Harbor opens", ("It opens early.",))
    assert (story.bylines, story.keywords) == (("Ada Quill",), ("harbor", "boats"))
    assert story.updated == datetime(2024, 3, 5, 9, tzinfo=UTC)
    assert (story.language, story.urgency, story.word_count) == ("en", 3, 120)
    assert "no-timezone" in story.flags


def test_typesetter_marks_of_a_slug_and_a_head_are_no_text():
    story = read(
        "^BC-US--Harbor Fire, 1st Ld-Writethru,466<\n^Fire in Wend harbor<\n^(Eds: Corrects spelling of Quill.)<\n"
        "^By ADA QUILL=\n^Associated Press=\n\tWEND, Ohio (AP) _ It burned.\n"
    )

    assert (story.slugline, story.take_key, story.word_count) == ("BC-US--Harbor Fire", "1st Ld-Writethru", 466)
    assert (story.headline, story.byline, story.byline_title) == (
        "Fire in Wend harbor",
        "By ADA QUILL",
        "Associated Press",
    )
    assert (story.signals, texts(story)) == (("correction", "update"), ["It burned."])


def test_the_slug_of_a_path_and_notes_below_the_text():
    story = read(
        f"Harbor/fire\n\nFire in Wend harbor\n\nEDS NOTE: Photo to follow\n\n{LEDE}\n\n"
        "Notes to editors\nBuilt in 1902.\n\nNot for publication\nReporter: Ada Quill, 0171 5550100\n"
    )

    assert (story.slugline, story.headline) == ("Harbor/fire", "Fire in Wend harbor")
    assert story.editor_note == "Photo to follow\nBuilt in 1902."
    assert story.private_notes == ("Reporter: Ada Quill, 0171 5550100",)
    assert len(story.body) == 1


@pytest.mark.parametrize("name", ["Daybook", "News Digest"])
def test_a_list_of_what_is_to_come_is_for_the_desk(name):
    story = read(f"SLUG: {name}\nHEADLINE: Wend {name}\n\nWEND (XNA) -- 1000: Council meets.\n")

    assert (story.pub_status, story.signals) == ("withheld", ("advisory",))


def test_a_test_is_no_story():
    with pytest.raises(NotAStory):
        read("SLUG: test\nHEADLINE: Test message\n\nThis is a test.\n")


def test_the_same_story_keeps_its_id():
    first = read(f"{SLUG}\n\nFire in harbor\n\n{LEDE.replace('March 5', 'March 5, 2024')}\n")
    later = read(f"{SLUG}\n\nUPDATE 3-Fire in harbor out\n\n{LEDE.replace('March 5', 'March 5, 2024')}\n\n{SECOND}\n")

    assert first.guid == later.guid
    assert first.guid != read(f"{SLUG}\n\nFire in harbor\n\n{LEDE.replace('March 5', 'March 6, 2024')}\n").guid


@pytest.mark.parametrize(
    "copy",
    [
        "A" * 50_000 + " (" * 50_000,
        "SLUG: x\n\n" + "By " + "X, " * 20_000,
        "SLUG: x\n\n" + "WEND, " * 20_000,
        "SLUG: x\n\n" + "(Eds: " * 20_000,
        "SLUG: x\n\n" + "0171 " * 20_000 + "\n\n" + "a@" * 20_000,
        "ZCZC\n" + "#" * 50_000 + "\n" + "a/" * 50_000,
        "SLUG: x\nHEADLINE: x\n\n" + "a  1\n" * 15_000,
        "SLUG: x\nHEADLINE: x\n\n" + ";" * 50_000,
    ],
    ids=range(8),
)
def test_hostile_copy_costs_no_time(copy):
    document = Opened(copy.encode())
    began = time.perf_counter()

    if agency_text.sniff(document):
        agency_text.parse(document, Habits())

    assert time.perf_counter() - began < 1
