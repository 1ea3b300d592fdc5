"""The small readers that formats share: bylines, datelines, languages, statuses, addresses, plain text, endings."""

import pytest

from wire.formats.html import addresses, prose
from wire.formats.meaning import statuses
from wire.formats.printed import bylines, datelines, endings, headlines
from wire.formats.printed.bylines import Byline
from wire.formats.story import Block
from wire.formats.writing import languages


@pytest.mark.parametrize(
    ("sent", "names", "title"),
    [
        ("By Ann Sample", ("Ann Sample",), ""),
        ("Von Anna Muster, exw", ("Anna Muster",), "exw"),
        ("Par Jean EXEMPLE et Marie MODÈLE", ("Jean EXEMPLE", "Marie MODÈLE"), ""),
        ("By ANN SAMPLE and BO FERRY, Example Wire", ("ANN SAMPLE", "BO FERRY"), "Example Wire"),
        ("Ann Sample, The Example Press", ("Ann Sample",), "The Example Press"),
        ("Ann Sample, Harbor Editor", ("Ann Sample",), "Harbor Editor"),
        ("By The Associated Press", (), ""),
    ],
)
def test_a_byline_has_names_and_what_follows_them(sent, names, title):
    assert bylines.read(sent) == Byline(printed=sent, names=names, title=title)


@pytest.mark.parametrize("sent", ["asl/tib/pid", "By dw", "hh", "(ab/cd)", " "])
def test_the_initials_of_a_desk_are_no_byline(sent):
    assert bylines.read(sent) == Byline()


@pytest.mark.parametrize(
    ("printed", "city"),
    [
        ("NEW SAMPLE (EXW) --", "NEW SAMPLE"),
        ("Port Sample, 21 jan 2026 (EXW) -", "Port Sample"),
        ("PORT SAMPLE March 22 EXW -", "PORT SAMPLE"),
        ("Prøveby /exw/:", "Prøveby"),
        ("Port-au-Sample -", "Port-au-Sample"),
        ("4/4/2026", ""),
        ("", ""),
    ],
)
def test_the_city_of_a_dateline(printed, city):
    assert datelines.city(printed) == city


@pytest.mark.parametrize(
    ("sent", "language"),
    [("EN", "en"), ("swe", "sv"), ("nl-nl", "nl-NL"), ("en_gb", "en-GB"), ("x-default", ""), ("1", ""), ("", "")],
)
def test_languages_in_their_spellings(sent, language):
    assert languages.read(sent) == language


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("stat:Usable", ("usable", ())),
        ("On Hold", ("withheld", ())),
        ("cancelled", ("canceled", ())),
        ("quarantine", ("withheld", ("value-invalid",))),
    ],
)
def test_statuses_in_their_spellings(word, read):
    assert statuses.read(word) == read


@pytest.mark.parametrize(
    "href",
    ["/etc/secret", "../a.jpg", r"..\..\a.ini", r"C:\a.jpg", r"\\host\a.jpg", "file:///etc/a.jpg", "a/../../b.jpg"],
)
def test_addresses_of_our_own_machine_are_outside(href):
    assert addresses.is_outside(href)


@pytest.mark.parametrize(
    "href",
    ["a.jpg", "pics/a.jpg", "./a.jpg", "file:///./a.jpg", "https://pics.example/../a.jpg", "//cdn.example/a.jpg", ""],
)
def test_addresses_on_the_web_and_beside_the_document_are_kept(href):
    assert not addresses.is_outside(href)


def test_the_name_of_a_file_is_the_end_of_its_address():
    names = map(addresses.filename, ["https://pics.example/x/a.jpg?w=9", "pics/b.png", "urn:exw:7"])

    assert list(names) == ["a.jpg", "b.png", ""]


def test_plain_text_is_parted_by_empty_lines_or_else_by_lines():
    wrapped = "The ferry to the outer islands was late again on Monday after\nfog closed the harbor for hours."

    assert prose.paragraphs("One\nmore.\n \nTwo.") == ("One more.", "Two.")
    assert prose.paragraphs("- One\n  - Two\n") == ("- One", "- Two")
    assert prose.paragraphs(wrapped) == (wrapped.replace("\n", " "),)


def test_text_with_nothing_but_inline_tags_keeps_its_lines():
    blocks = prose.blocks("One <b>bold</b>.\nTwo & <i>three</i>.")

    assert [block.text for block in blocks] == ["One bold.", "Two & three."]


def test_a_sign_off_is_taken_off_and_kept_apart():
    body = tuple(Block(text=text) for text in ("Late.", "hh/ph/ts", "ends"))

    assert endings.without_sign_off(body) == (body[:1], ("hh/ph/ts", "ends"))
    assert endings.without_sign_off(body[2:]) == (body[2:], ())


def test_an_embargo_over_the_text_is_taken_off_and_one_in_the_news_stays():
    line, text = Block(text="EMBARGOED UNTIL 0001 FRIDAY"), Block(text="The arms embargo holds until Friday, it said.")

    assert endings.without_embargo((line, text)) == ((text,), line.text)
    assert endings.without_embargo((text, line)) == ((text, line), "")


def test_a_headline_is_made_of_the_first_that_says_anything_and_ends_with_a_word():
    long = "word " * 40

    assert headlines.made_up((), ["***", "Ferry late"], "SLUG") == "Ferry late"
    assert headlines.made_up(long) == "word " * 23 + "…"
    assert headlines.made_up("", []) == ""
