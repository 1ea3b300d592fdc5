"""Paragraphs and tables in text that marks them by nothing but its layout."""

import pytest

from wire.formats import parse
from wire.formats.newsml_g2.layout import is_wrapped, paragraphs_in

REPORT = (
    "PORT SAMPLE, March 1 (EXW) - Copper rose on\nMonday.\n    Prices at 0307 GMT\n"
    "  Metal          Last     Change\n  Copper       1200.0       +0.4\n  Tin           991.5       -1.0\n"
    "    It may fall again.\n (Reporting by Ada Sample)"
)
TABLE = "  Metal          Last     Change\n  Copper       1200.0       +0.4\n  Tin           991.5       -1.0"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One line", ["One line"]),
        ("Broken\nat the edge", ["Broken at the edge"]),
        ("One\n    Two\ngoes on\n    Three", ["One", "Two goes on", "Three"]),
        ("One\n\nTwo\n  \nThree", ["One", "Two", "Three"]),
        ("One.\n    Two.\n    Three.", ["One.", "Two.", "Three."]),
        ("An XML writer\n    indents all\n    lines alike", ["An XML writer indents all lines alike"]),
        ("\n                  Deep\n                  inside", ["Deep inside"]),
        ("It fell.\n(Reporting by Ada)", ["It fell.", "(Reporting by Ada)"]),
        ("A slip     of the key\ngoes on", ["A slip     of the key goes on"]),
    ],
)
def test_layout_marks_paragraphs(text, paragraphs):
    assert paragraphs_in(text) == paragraphs


def test_rows_of_columns_stay_together_with_their_lines():
    assert paragraphs_in(REPORT) == [
        "PORT SAMPLE, March 1 (EXW) - Copper rose on Monday.",
        "Prices at 0307 GMT",
        TABLE,
        "It may fall again.",
        "(Reporting by Ada Sample)",
    ]


@pytest.mark.parametrize(
    "content",
    [
        f"<inlineXML><html><body><p>{REPORT}</p></body></html></inlineXML>",
        f'<inlineData contenttype="text/plain">{REPORT}</inlineData>',
    ],
)
def test_a_table_among_paragraphs_is_preformatted(content):
    document = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"><itemMeta/><contentMeta>'
        f"<headline>Copper rises</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"
    )

    [story] = parse(document.encode()).stories

    assert [block.kind for block in story.body] == ["paragraph", "paragraph", "preformatted", "paragraph", "paragraph"]
    assert (story.body[2].text.strip("\n"), story.is_preformatted) == (TABLE, True)


def test_prose_that_a_machine_broke_is_no_table():
    line = "The ferry to Sampleton was late on Sunday, because of fog"

    assert is_wrapped(f"{line}\n{line}\nsince morning.\n\n{line}\nagain.") is True
    assert is_wrapped(f"Results\n{line}\nmore") is False
