"""Captions and their credits, however they are joined."""

from zoneinfo import ZoneInfo

import pytest

from wire.formats import parse
from wire.formats.text import attribution, captions

HEAD = "Lock keeper stays at home\n\nAda Quill\n5 March 2025\n\n"
COPY = """
The lock keeper said the water had been high since Sunday, and that nobody had asked him about it.

Boats have waited for nine days below the gate, and two of them have opened a kitchen.

The district means to measure the water on Friday, and after that once a week until June.

"""
MORE = """
Nobody remembers a spring as wet as this one, not even the keeper’s mother, who is ninety.

A second gate has been talked about since 1974, and a third one since the second was talked about.

The boats have agreed to vote on the matter, one boat one vote, as soon as they are through.
"""


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The lock on Jan. 5, 2025. (Ada Quill/Lantern)", "The lock on Jan. 5, 2025.", "Ada Quill/Lantern"),
        ("The lock at Wend. (Ada Quill (Staff)/Lantern)", "The lock at Wend.", "Ada Quill (Staff)/Lantern"),
        ("The lock at Wend (Photo: Ada Quill)", "The lock at Wend", "Ada Quill"),
        ("The lock at Wend. (Harl Harbor Authority)", "The lock at Wend.", "Harl Harbor Authority"),
        ("The lock at Wend. Photo: Ada Quill", "The lock at Wend.", "Ada Quill"),
        ("The lock at Wend in spring. Photograph: Ada Quill/Getty", "The lock at Wend in spring.", "Ada Quill/Getty"),
        ("The lock at Wend. Credit... Ada Quill for The Lantern", "The lock at Wend.", "Ada Quill for The Lantern"),
        ("Die Schleuse in Wendau. — © Anna Feder", "Die Schleuse in Wendau.", "Anna Feder"),
        ("Die Schleuse. | picture alliance/dpa", None, None),
        ("Die alte Schleuse in Wendau | Anna Feder/dpa", "Die alte Schleuse in Wendau", "Anna Feder/dpa"),
        ("Slussen i Wend. FOTO: ANNA PENNA", "Slussen i Wend.", "ANNA PENNA"),
        ("Śluza w Wendzie | Fot. Anna Pióro / Agencja Fala", "Śluza w Wendzie", "Anna Pióro / Agencja Fala"),
        ("The lock at Wend in spring. Reuters", "The lock at Wend in spring.", "Reuters"),
        ("The lock at Wend in spring. Ada Quill for Lantern", "The lock at Wend in spring.", "Ada Quill for Lantern"),
        ("La esclusa de Wend, el lunes.Ana Pluma (EFE)", "La esclusa de Wend, el lunes.", "Ana Pluma (EFE)"),
        ("La esclusa y la pedanía de BédarAna Pluma/EFE", "La esclusa y la pedanía de Bédar", "Ana Pluma/EFE"),
        ("The keeper waits for high water AP Photo/Ada Quill", "The keeper waits for high water", "AP Photo/Ada Quill"),
        ("門口的木牌寫著今天下雨。記者林文筆／攝影", "門口的木牌寫著今天下雨。", "記者林文筆／攝影"),
        ("다시 문을 연 수문 [사진 = 홍필기 기자]", "다시 문을 연 수문", "홍필기 기자"),
        ("孙女在门口挂起灯笼。摄影：周川", "孙女在门口挂起灯笼。", "周川"),
        ("门卫在水闸旁（2025年3月1日摄）。海闻社记者 周川 摄", "门卫在水闸旁（2025年3月1日摄）。", "海闻社记者 周川"),
        ("水門を守る人＝2025年3月1日、波町、川野波子撮影", "水門を守る人＝2025年3月1日、波町", "川野波子"),
        ("Foto: Penjaga pintu air di Wend (Ada Quill/lentera)", "Penjaga pintu air di Wend", "Ada Quill/lentera"),
        ("Tras la esclusa de Wend, el lunes. A. P.", "Tras la esclusa de Wend, el lunes.", "A. P."),
        ("Біля шлюзу дев'ять човнів. Фото надала Ада Перо", "Біля шлюзу дев'ять човнів.", "Фото надала Ада Перо"),
        ("The keepers of Wend, on the lock. | Photo Credit: A. QUILL", "The keepers of Wend, on the lock.", "A. QUILL"),
        ("Harbor tolls: is there any good news? | Inside Wend", None, None),
    ],
)  # fmt: skip
def test_caption_and_credit_are_parted(line, caption, credit):
    divided = captions.divide(line)

    if caption is None:
        assert divided is None or divided[1] == "picture alliance/dpa"
    else:
        assert divided == (caption, credit)


@pytest.mark.parametrize(
    "line",
    [
        "The agency (FEMA) said it would send boats.",
        "He wrote to the minister of Wend and Harl.",
        "She said the ratio was 3/4 and would not change.",
        "“We have boats,” said Ada Quill. “They leak.”",
        "The talks are over, the U.S. Army said.",
        "Contact her at ada@lantern.example or https://lantern.example/ada",
    ],
)
def test_a_sentence_is_no_caption(line):
    assert captions.divide(line) is None


@pytest.mark.parametrize(
    "line", ["Foto: Anna Feder", "Picture: Lantern", "© Anna Feder", "Getty Images", "Источник: Фонд", "Ada Quill/AFP"]
)
def test_a_credit_alone(line):
    assert attribution.alone(line)


@pytest.mark.parametrize(
    "line", ["Twitter", "Share", "© 2025 Lantern. All rights reserved.", "Source: he told us. We asked."]
)
def test_what_is_no_credit_alone(line):
    assert attribution.alone(line) is None


def pictures(inside):
    document = f"Lock keeper stays at home\n\nAda Quill\n5 March 2025\n\n{COPY}{inside}\n{MORE}"
    story = parse(document.encode(), timezone=ZoneInfo("UTC")).stories[0]
    assert [block.text for block in story.body] == [line for line in (COPY + MORE).splitlines() if line]
    return [(picture.caption, picture.credit) for picture in story.pictures]


def test_a_credit_on_the_next_line():
    assert pictures("The old lock at Wend\nPhoto: Ada Quill") == [("The old lock at Wend", "Ada Quill")]


def test_a_label_a_credit_and_a_caption_on_three_lines():
    assert pictures("The old lock at Wend, drained\n\nFoto:\n\nAnna Feder / AP") == [
        ("The old lock at Wend, drained", "Anna Feder / AP")
    ]


def test_words_for_screen_readers():
    shown = pictures("Image source, Getty Images\nImage caption, The old lock at Wend has been drained")

    assert shown == [("The old lock at Wend has been drained", "Getty Images")]


def test_a_button_over_a_picture():
    assert pictures("View gallery\nThe old lock at Wend in March") == [("The old lock at Wend in March", "")]


def test_a_caption_printed_again_as_the_picture_s_description():
    assert pictures("The old lock at Wend in March.\n\nThe old lock at Wend in March.") == [
        ("The old lock at Wend in March.", "")
    ]


def test_a_dated_sentence_over_the_byline_is_a_caption_without_a_credit():
    caption = "Boats lie at the gate in Wend, Harl, on March 1, 2025."
    story = parse(
        f"Lock keeper stays at home\n{caption}\nAda Quill\n3/2/2025\n{COPY}{MORE}".encode(), timezone=ZoneInfo("UTC")
    )

    assert [(one.caption, one.credit) for one in story.stories[0].pictures] == [(caption, "")]
    assert story.stories[0].standfirst == ()


def test_a_copyright_line_after_the_last_paragraph_makes_it_no_caption():
    assert pictures("© Lantern/dpa - Rechte am Artikel können Sie hier erwerben.") == []


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("LANTERN PHOTO: ADA QUILL", None),
        ("HL PHOTO: ADA QUILL", "ADA QUILL"),
        ("Ada Quill/HLN", "Ada Quill/HLN"),
        ("HLN / Ada Quill", "HLN / Ada Quill"),
        ("Ada Quill for Harl Lantern", "Ada Quill for Harl Lantern"),
        ("ADA QUILL, THE LANTERN", "ADA QUILL, THE LANTERN"),
        ("ADA QUILL, STAFF WRITER", None),
        ("Ada Quill, The Lantern", None),
    ],
)
def test_credit_is_known_by_its_form(line, credit):
    assert attribution.alone(line) == credit


def test_credit_under_a_sentence_makes_it_a_caption_where_the_text_goes_on():
    caption = "The keeper outside the empty pump house on Tuesday."

    story = parse(f"{HEAD}{COPY}{caption}\n\nAda Quill/HLN\n{MORE}".encode(), timezone=ZoneInfo("UTC")).stories[0]

    assert [(picture.caption, picture.credit) for picture in story.pictures] == [(caption, "Ada Quill/HLN")]
    assert len(story.body) == 6


def test_page_that_prints_credits_first_does_so_again():
    first, second = (
        "The lock has been shut since the first week of March",
        "Cracks as wide as a hand were found near the gate",
    )
    top = f"Getty Images\n\n{first}\n"

    story = parse(f"{HEAD}\n{top}{COPY}Harl Boatyard\n\n{second}\n{MORE}".encode(), timezone=ZoneInfo("UTC")).stories[0]

    assert [(picture.caption, picture.credit) for picture in story.pictures] == [
        (first, "Getty Images"),
        (second, "Harl Boatyard"),
    ]


def test_description_over_a_caption_is_not_text():
    caption = "The lock keeper was waiting for the boats on Monday (Ada Quill/Lantern)"

    story = parse(f"{HEAD}{COPY}Lock keeper\n{caption}\n{MORE}".encode(), timezone=ZoneInfo("UTC")).stories[0]

    assert [block.kind for block in story.body] == ["paragraph"] * 6


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("De sluis van Wend in mei. Foto Ada Veer / HLN", "De sluis van Wend in mei.", "Ada Veer / HLN"),
        ("De sluis van Wend in het voorjaar. Beeld Ada Veer", "De sluis van Wend in het voorjaar.", "Ada Veer"),
        ("Slusen i Wend. (Foto: © Ada Fjer, Fjord)", "Slusen i Wend.", "Ada Fjer, Fjord"),
        ("Śluza stoi w Wendzie (Fot. Ada Pióro)", "Śluza stoi w Wendzie", "Ada Pióro"),
        ("La esclusa de Wend está cerrada / Ada Pluma", "La esclusa de Wend está cerrada", "Ada Pluma"),
        ("The lock at Wend, in spring.Credit...Ada Quill", "The lock at Wend, in spring.", "Ada Quill"),
        ("The lock at Wend, in spring. Photo / Ada Quill", "The lock at Wend, in spring.", "Ada Quill"),
        ("The lock at Wend, in spring.—Reuters", "The lock at Wend, in spring.", "Reuters"),
        ("The lock at Wend in spring, photo by Ada Quill", "The lock at Wend in spring", "Ada Quill"),
        ("Image: The lock at Wend in spring. Pic: Ada Quill", "The lock at Wend in spring.", "Ada Quill"),
        ("水門在春天。（記者林文筆攝）", "水門在春天。", "記者林文筆攝"),
        ("수문이 봄을 기다리고 있다. /바다통신", "수문이 봄을 기다리고 있다.", "바다통신"),
        ("수문이 봄을 기다리고 있다. ⓒ바다통신", "수문이 봄을 기다리고 있다.", "바다통신"),
    ],
)  # fmt: skip
def test_credit_loses_its_label_and_mark(line, caption, credit):
    assert captions.divide(line) == (caption, credit)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Beeld Ada Veer", "Ada Veer"),
        ("ⓒ바다통신", "바다통신"),
        ("رسم: هدى الريشة", "هدى الريشة"),
        ("Courtesy of Harl Council", "Courtesy of Harl Council"),
        ("AFP via Getty Images", "AFP via Getty Images"),
        ("Archivo personal", "Archivo personal"),
        ("Image: The keeper was waiting for the boats by the gate", None),
        ("Via Roma Nuova", None),
    ],
)
def test_credit_on_its_own_line(line, credit):
    assert attribution.alone(line) == credit


def test_name_and_outlet_are_a_credit_inside_the_text_only():
    assert attribution.could_be("Ada Quill / Harl Lantern")
    assert not attribution.could_be("Ada Quill / staff writer")
    caption, head = "The keeper outside the empty pump house on Tuesday.", f"{HEAD}{COPY}"

    story = parse(f"{head}{caption}\nAda Quill / Harl Lantern\n{MORE}".encode(), timezone=ZoneInfo("UTC")).stories[0]

    assert [(picture.caption, picture.credit) for picture in story.pictures] == [(caption, "Ada Quill / Harl Lantern")]


def test_counter_of_a_gallery_announces_a_caption():
    caption = "The keeper outside the empty pump house"

    story = parse(f"{HEAD}{COPY}1 de 3\n\n{caption}\n{MORE}".encode(), timezone=ZoneInfo("UTC")).stories[0]

    assert [picture.caption for picture in story.pictures] == [caption]
