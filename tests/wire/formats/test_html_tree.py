"""HTML as a tree: what is refused, and how long copy becomes blocks."""

import time

import pytest

from wire.formats import MalformedStory
from wire.formats.html import tree as html_tree


def blocks(source):
    return [(block.kind, block.text) for block in html_tree.blocks(html_tree.parse(source))]


def test_nothing_has_no_tree():
    assert html_tree.parse("") is None
    assert html_tree.parse("<!-- nothing -->") is None


def test_a_tag_with_thousands_of_attributes_is_refused_at_once():
    began = time.perf_counter()

    with pytest.raises(MalformedStory):
        html_tree.parse(f"<a {' '.join(f'a{number}="<>"' for number in range(60_000))}>late</a>")

    assert time.perf_counter() - began < 1


def test_a_picture_in_an_attribute_is_none():
    assert blocks(f"<p><img src='data:image/png;base64,{'A' * 50_000}'>Late.</p>") == [("paragraph", "Late.")]


def test_a_page_of_megabytes_is_refused():
    with pytest.raises(MalformedStory):
        html_tree.parse("<p>late</p>" * 500_000)


def test_an_encoding_declared_in_text_that_is_decoded_already_does_not_matter():
    assert blocks('<?xml version="1.0" encoding="ISO-8859-1"?><html><body><p>Äö.</p></body></html>') == [
        ("paragraph", "Äö.")
    ]


def test_long_copy_is_read_whole():
    source = f"<div><div>{''.join(f'<p>Line <b>{number}</b>.</p>' for number in range(6_000))}</div>The end.</div>"

    found = blocks(source)

    assert len(found) == 6_001
    assert (found[0], found[5_999], found[6_000]) == (
        ("paragraph", "Line 0."),
        ("paragraph", "Line 5999."),
        ("paragraph", "The end."),
    )


def test_a_table_larger_than_a_story_may_have_keeps_its_numbers():
    rows = "".join(f"<tr><td>Row {number}</td><td>{number}</td></tr>" for number in range(2_000))

    [(kind, text)] = blocks(f"<table>{rows}</table>")

    assert (kind, text.split("\n")[-1]) == ("preformatted", "Row 1999  1999")


def test_text_around_a_preformatted_piece_stays_apart_from_it():
    assert blocks("<div>Before<section>Results:<pre>Ada    10.2\nBo      9.1</pre>More.</section>after</div>") == [
        ("paragraph", "Before"),
        ("paragraph", "Results:"),
        ("preformatted", "Ada    10.2\nBo      9.1"),
        ("paragraph", "More."),
        ("paragraph", "after"),
    ]


def test_words_of_blocks_stay_apart_and_words_in_a_line_stay_whole():
    tree = html_tree.parse("<div><h1>Fer<b>ry</b><br>late</h1><p>It left</p><script>x()</script> at noon.</div>")

    assert html_tree.text(tree) == "Ferry late It left at noon."
