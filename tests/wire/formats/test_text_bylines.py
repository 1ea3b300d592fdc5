"""Who wrote a story, from the line that says so."""

from zoneinfo import ZoneInfo

import pytest

from wire.formats import parse
from wire.formats.text import bylines, names

COPY = "The lock keeper said the water had been high since Sunday, and that nobody had asked him about it.\n" * 3


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ada Quill", ("Ada Quill",)),
        ("By Ada Quill and Bo Marsh", ("Ada Quill", "Bo Marsh")),
        ("BY ADA QUILL, POLITICAL EDITOR", ("ADA QUILL",)),
        ("By ADA QUILL Coastal News Service", ("ADA QUILL",)),
        ("By Ada Quill, Bo Marsh & Cy Poole", ("Ada Quill", "Bo Marsh", "Cy Poole")),
        ("By Ada Quill | Harbor correspondent", ("Ada Quill",)),
        ("By Ada Quill, 34", ("Ada Quill",)),
        ("By Ada Quill for The Lantern", ("Ada Quill",)),
        ("By Ada Quill (in Wend) and Bo Marsh ada@lantern.example", ("Ada Quill", "Bo Marsh")),
        ("By Ada Quill and AP", ("Ada Quill", "AP")),
        ("Written by Ada Quill", ("Ada Quill",)),
        ("Von Anna Feder und Bernd Tinte, Wendau", ("Anna Feder", "Bernd Tinte")),
        ("Ein Interview von Anna Feder", ("Anna Feder",)),
        ("Par Anne Plume et Marc Encrier", ("Anne Plume", "Marc Encrier")),
        ("Por Ana Pluma, enviada especial", ("Ana Pluma",)),
        ("di Anna Penna", ("Anna Penna",)),
        ("Door Anna van der Veer", ("Anna van der Veer",)),
        ("Av Anna Penna og Bo Blekk", ("Anna Penna", "Bo Blekk")),
        ("Text: Anna Penna Foto: Bo Bläck", ("Anna Penna",)),
        ("Autor: Anna Pióro", ("Anna Pióro",)),
        ("Текст: Анна Перова", ("Анна Перова",)),
        ("بقلم: ليلى قلم", ("ليلى قلم",)),
        ("מאת נועה עט", ("נועה עט",)),
        ("记者 林文笔", ("林文笔",)),
        ("홍필기 기자", ("홍필기",)),
        ("Oleh Ayu Pena", ("Ayu Pena",)),
        ("By City Staff", ("City Staff",)),
        ("Autorka/Autor: Anna Pióro/fal", ("Anna Pióro",)),
        ("di Anna Penna, inviata a Porto Grande (Onda)", ("Anna Penna",)),
        ("文・波野花子", ("波野花子",)),
        ("文＝波野花子 写真＝川辺太郎", ("波野花子",)),
    ],
)
def test_an_announced_byline(line, expected):
    story = parse(
        f"Lock keeper stays at home\n{line}\n5 March 2025\n\n{COPY}".encode(), timezone=ZoneInfo("UTC")
    ).stories[0]

    assert story.bylines == expected
    assert story.byline == line


@pytest.mark.parametrize(
    "line", ["By the numbers", "By and large", "Von wegen", "De los Estados Unidos", "Par exemple"]
)
def test_a_preposition_is_no_byline(line):
    assert bylines.names_in(bylines.after_prefix(line) or "", is_announced=True) == ()


@pytest.mark.parametrize(
    "name",
    ["Ada Quill", "J. R. Marsh", "Anne-Marie O’Dell", "Ludwig van der Veer", "Amira al-Qalam", "Лев Перов", "顏雨潔"],
)
def test_a_name_looks_like_one(name):
    assert names.is_name(name)


@pytest.mark.parametrize(
    "text",
    ["ada quill", "Share", "Read more", "Political Editor", "Room 12", "The Sea?", "國際", "Wend", "A B C D E F"],
)
def test_other_words_do_not(text):
    assert not names.is_name(text)


def read(head, tail=""):
    story = parse(f"Lock keeper stays at home\n\n{head}\n\n{COPY}\n{tail}".encode(), timezone=ZoneInfo("UTC")).stories[
        0
    ]
    return story.bylines


def test_a_bare_name_beside_the_date():
    assert read("Ada Quill\n5 March 2025") == ("Ada Quill",)


def test_two_bare_names_on_two_lines():
    assert read("Ada Quill\nBo Marsh\n5 March 2025") == ("Ada Quill", "Bo Marsh")


def test_jobs_between_names_are_jobs():
    assert read("Ada Quill\nReporter\nBo Marsh\nPhotographer\n5 March 2025") == ("Ada Quill", "Bo Marsh")


def test_a_prefix_on_a_line_of_its_own():
    assert read("Von\nAnna Feder\n5. März 2025") == ("Anna Feder",)


def test_a_name_on_the_date_s_line():
    assert read("Ada Quill | 5 March 2025 - Updated: 6 March 2025") == ("Ada Quill",)


@pytest.mark.parametrize("desk", ["Lantern Staff", "Reuters", "The Associated Press"])
def test_a_desk_or_an_agency_over_the_date(desk):
    assert read(f"{desk}\n5 March 2025") == (desk,)


def test_two_names_before_the_date_on_its_line():
    assert read("By Ada Quill and Bo Marsh 5 Mar 2025, 2:05 pm") == ("Ada Quill", "Bo Marsh")


def test_names_glued_to_each_other_and_to_a_date_without_a_year():
    assert read("Лев Перов Анна Чернилова 8 марта, 17:46") == ("Лев Перов", "Анна Чернилова")


def test_a_name_after_the_body():
    assert read("5 March 2025", tail="Ada Quill\nShare\nPrint") == ("Ada Quill",)


def test_an_outlet_glued_to_a_name_is_cut_where_the_page_prints_the_name_apart():
    bio = "Ada Quill is a reporter who lives on a boat and writes about locks."

    assert read("By Ada Quill Metro Nightly\n5 March 2025", tail=bio) == ("Ada Quill",)


def test_a_place_under_the_byline_is_the_dateline():
    copy = "The mayor of Harl said that the gate would be mended by Friday, and that he would see to it.\n" * 2
    story = parse(f"Gate to be mended\n\nAda Quill\nHarl\n5 March 2025\n\n{copy}".encode(), timezone=ZoneInfo("UTC"))

    assert (story.stories[0].bylines, story.stories[0].dateline) == (("Ada Quill",), "Harl")


def test_a_place_that_the_copy_keeps_naming_is_no_author():
    copy = "".join(
        f"The mayor of Saint Harl said in Saint Harl that {word} would be mended.\n" for word in ("it", "that", "all")
    )
    story = parse(f"Roads to be mended\n\nSaint Harl\n\n{copy}".encode(), timezone=ZoneInfo("UTC")).stories[0]

    assert story.bylines == ()
    assert "no-byline" in story.flags


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("By\nAda Quill\n,\nBo Marsh\nand\nCy Poole\n5 March 2025", ("Ada Quill", "Bo Marsh", "Cy Poole")),
        ("Ada Quill\nBo Marsh\nAda QuillBo Marsh\n5 March 2025", ("Ada Quill", "Bo Marsh")),
        ("By Ada Quill\nHLN Western Locks\n5 March 2025", ("Ada Quill",)),
        ("Ada QUILL/WEND, (HLN)\n5 March 2025", ("Ada QUILL",)),
        ("Wend: Ada Quill\n5 March 2025", ("Ada Quill",)),
        ("5 March 2025\nShare\nPrint\nSave\nListen\nAda Quill\nBo Marsh", ("Ada Quill", "Bo Marsh")),
    ],
)
def test_names_of_the_head(head, expected):
    assert read(head) == expected


def test_a_name_that_the_page_signs_with_is_no_author():
    assert read("By Ada Quill, Harl Lantern\n5 March 2025", tail="© 2025 Harl Lantern") == ("Ada Quill",)


@pytest.mark.parametrize(
    ("lede", "expected"),
    [
        ("海闻社波城3月5日电（记者林文笔、周川）水闸旁的守门人说", ("林文笔", "周川")),
        ("(파도=바다통신) 홍필기 기자 = 수문을 지키는 사람은", ("홍필기",)),
        ("【波町＝川辺太郎】水門を守る人は", ("川辺太郎",)),
        ("The keeper (reporter Ada Quill) said", ()),
    ],
)
def test_reporters_named_where_the_text_begins(lede, expected):
    assert bylines.in_lede(lede) == expected


def test_words_of_a_sentence_are_no_names_where_there_are_no_capitals():
    assert bylines.names_in("השומר ביקש לא להזדהות, והשכנים מתווכחים איפה להציב אותו") == ()
    assert bylines.names_in("נועה עט") == ("נועה עט",)
