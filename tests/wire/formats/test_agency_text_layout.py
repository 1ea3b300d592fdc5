"""Lines as paragraphs, columns and tables."""

import pytest

from wire.formats.agency_text.layout import blocks

WIDE = "The harbor of Wend was closed on Tuesday because a rope had caught in"


def read(copy):
    return [(block.kind, block.text) for block in blocks(copy.split("\n"))]


def test_wrapped_lines_are_joined_and_empty_lines_part_paragraphs():
    assert read(f"{WIDE}\nthe propeller of the ferry.\n\nNobody was hurt.") == [
        ("paragraph", f"{WIDE} the propeller of the ferry."),
        ("paragraph", "Nobody was hurt."),
    ]


@pytest.mark.parametrize("indent", ["   ", "     ", "\t"])
def test_an_indent_begins_a_paragraph(indent):
    copy = f"{indent}{WIDE}\nthe propeller of the ferry that sails to the island of Harl.\n{indent}{WIDE}\nanother one."

    assert [text for _, text in read(copy)] == [
        f"{WIDE} the propeller of the ferry that sails to the island of Harl.",
        f"{WIDE} another one.",
    ]


def test_a_line_that_ended_before_it_had_to_ends_a_paragraph():
    copy = f"{WIDE}\nthe propeller of the ferry.\n{WIDE}\nanother propeller.\n{WIDE}\na third."

    assert [text for _, text in read(copy)] == [
        f"{WIDE} the propeller of the ferry.",
        f"{WIDE} another propeller.",
        f"{WIDE} a third.",
    ]


def test_long_lines_are_paragraphs_of_their_own():
    long = f"{WIDE} the propeller of the ferry that sails to the island of Harl."

    assert [text for _, text in read(f"{long}\n{long}\nNobody was hurt.")] == [long, long, "Nobody was hurt."]


def test_items_stay_items():
    assert read(f"{WIDE}\na rope.\n\n- Boats sail again\n- Tea is served") == [
        ("paragraph", f"{WIDE} a rope."),
        ("list item", "Boats sail again"),
        ("list item", "Tea is served"),
    ]


def test_columns_keep_their_spaces():
    copy = "  Name          Points\n  Quill            7.5\n  Orr              7.0\n  Moss             6.5"

    assert read(copy) == [("preformatted", copy.replace("\n  ", "\n").strip())]


@pytest.mark.parametrize("mark", [";", "|"])
def test_cells_become_a_table(mark):
    copy = "\n".join(mark.join(row) for row in (["", "W", "L"], ["Wend", "3", "0"], ["Harl", "1", "2"]))

    (table,) = blocks(copy.split("\n"))

    assert table.kind == "table"
    assert table.html == (
        "<table><thead><tr><th></th><th>W</th><th>L</th></tr></thead><tbody><tr><td>Wend</td><td>3</td><td>0</td></tr>"
        "<tr><td>Harl</td><td>1</td><td>2</td></tr></tbody></table>"
    )


def test_markup_in_cells_is_text():
    (table,) = blocks(["a;<b>;c", "1;<script>x</script>;3", "4;5;6"])

    assert "&lt;script&gt;x&lt;/script&gt;" in table.html


def test_numbered_results_keep_their_lines():
    copy = "1. Quill, Wend, 2:03.4\n2. Orr, Harl, 2:04.0\n3. Moss, Wend, 2:05.1\n4. Finch, Harl, 2:06.0"

    assert read(copy) == [("preformatted", copy)]


def test_two_spaces_behind_a_full_stop_are_no_columns():
    copy = "It rained in 2019.  It rained.\nIt rained in 2020.  It rained.\nIt rained in 2021.  It rained."

    assert {kind for kind, _ in read(copy)} == {"paragraph"}


def test_a_typewriters_quotes_and_dashes_are_set():
    assert read("``No,'' he said _ and left.\n\n___\n\nIt rained.") == [
        ("paragraph", "“No,” he said — and left."),
        ("paragraph", "It rained."),
    ]


def test_a_short_line_between_long_paragraphs_is_a_subhead():
    long = f"{WIDE} the propeller of the ferry that sails to Harl."

    assert read(f"{long}\n\nAbout the harbor\n\n{long}")[1] == ("subhead", "About the harbor")
    assert read(f"{long}\n\nHe waited.\n\n{long}")[1] == ("paragraph", "He waited.")


def test_standings_of_two_teams_under_a_line_of_heads_keep_their_columns():
    copy = "East Division\n               W   L   Pct\nWend          23  13  .639\nHarl          19  21  .475"

    assert read(copy) == [("preformatted", copy)]
