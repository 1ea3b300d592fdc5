"""Markup from outside as blocks, and back."""

import pytest

from articles import markup
from wire.formats import Block, MalformedStory, body

SOURCE = (
    "<div><h1>Ferry</h1>It sank <b>at noon</b>.<p>All safe.</p><ul><li>One<li>Two</ul>"
    "<table><tr><td>Wend</td><td>3</td></tr><tr><td>Harl</td><td>1</td></tr></table><script>x()</script></div>"
)
BLOCKS = (
    Block(kind="subhead", text="Ferry", html="<h2>Ferry</h2>"),
    Block(text="It sank at noon.", html="<p>It sank <strong>at noon</strong>.</p>"),
    Block(text="All safe."),
    Block(kind="list", text="One\nTwo", html="<ul><li>One</li><li>Two</li></ul>"),
    Block(
        kind="table",
        text="Wend\t3\nHarl\t1",
        html="<table><tbody><tr><td>Wend</td><td>3</td></tr><tr><td>Harl</td><td>1</td></tr></tbody></table>",
    ),
)


def test_html_becomes_blocks():
    assert body.from_html(SOURCE) == BLOCKS


def test_blocks_become_canonical_html_again():
    html = body.to_blocks(BLOCKS)

    assert html[2] == "<p>All safe.</p>"
    assert body.from_html("".join(html)) == BLOCKS


def test_plain_items_that_follow_each_other_are_one_list():
    items = [Block(kind="list item", text="One & only"), Block(kind="list item", text="Two"), Block(text="End.")]

    assert body.to_blocks(items) == ("<ul><li>One &amp; only</li><li>Two</li></ul>", "<p>End.</p>")


def test_every_row_of_a_table_is_a_paragraph_of_text():
    assert body.to_text(BLOCKS[2:]) == "All safe.\n\nOne\nTwo\n\nWend 3\n\nHarl 1"


def test_columns_are_a_block_with_all_its_spaces():
    columns = Block(kind="preformatted", text="Wend   3\n  Harl 12")

    assert body.from_html("<pre>\nWend   3\n  Harl 12\n</pre>") == (columns,)
    assert body.to_blocks([columns]) == ("<pre>Wend   3<br>  Harl 12</pre>",)
    assert body.to_text([columns]) == "Wend   3\n  Harl 12"


def test_a_bomb_is_malformed():
    with pytest.raises(MalformedStory, match="nested"):
        body.from_html("<div>" * 5000)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Tea &amp; toast</p>", Block(text="Tea & toast")),
        ("<p>5 &lt; 6 &gt; 4</p>", Block(text="5 < 6 > 4")),
        ("<p>\u00a0Tea</p>", Block(text="Tea", html="<p>\u00a0Tea</p>")),
        (
            "<p>Tea <b>now</b> &amp; then</p>",
            Block(text="Tea now & then", html="<p>Tea <strong>now</strong> &amp; then</p>"),
        ),
        ("<p>Tea<br>Toast</p>", Block(text="Tea\nToast", html="<p>Tea<br>Toast</p>")),
        ("<p><b>a<br><br><br>b</b></p>", Block(text="a\n\nb", html="<p><strong>a<br><br><br>b</strong></p>")),
        ("<p>&#x338;a</p>", Block(text="\u0338a")),
    ],
)
def test_a_paragraph_keeps_its_html_only_where_its_words_do_not_say_it_all(source, expected):
    assert body.from_html(source) == (expected,)
    assert body.to_blocks(body.from_html(source)) == markup.blocks(source)
