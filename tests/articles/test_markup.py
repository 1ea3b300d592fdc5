"""Any HTML becomes blocks in one canonical form, and blocks become plain text."""

import pytest

from articles import markup
from articles.markup import Kind

CANONICAL = {
    "loose text": ("Loose <b>words</b>", ["<p>Loose <strong>words</strong></p>"]),
    "divs": ("<div>a<div>b</div>c</div>", ["<p>a</p>", "<p>b</p>", "<p>c</p>"]),
    "double breaks": ("a<br><br>b<br>c<br> &nbsp;<br>", ["<p>a</p>", "<p>b<br>c</p>"]),
    "breaks inside emphasis stay": ("<em>a<br><br>b</em>", ["<p><em>a<br><br>b</em></p>"]),
    "headings": ("<h1>A</h1><h4>B</h4><h6><div>C</div></h6>", ["<h2>A</h2>", "<h3>B</h3>", "<h3>C</h3>"]),
    "renamed": ("<b>a</b> <i>b</i> <del>c</del>", ["<p><strong>a</strong> <em>b</em> <s>c</s></p>"]),
    "empties": ("<p></p><p>&nbsp;</p><h2><br></h2><ul><li></ul><p>a<b> </b>b<i></i></p>", ["<p>a b</p>"]),
    "white space": ("<p>\n  a\t b <br> c  </p>", ["<p>a b<br>c</p>"]),
    "no-break spaces": ("<p>Qui&nbsp;?</p>", ["<p>Qui\xa0?</p>"]),
    "nested emphasis": ("<b>a <strong>b</strong></b>", ["<p><strong>a b</strong></p>"]),
    "a document in bold": ("<b id=docs><p>a</p><p>b</p></b>", ["<p>a</p>", "<p>b</p>"]),
    "an editor's list": (
        "<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>",
        ["<ul><li>a</li><li><p>b</p><p>c</p></li></ul>"],
    ),
    "nested lists": ("<ul><li>a<ul><li>b</ul></ul>", ["<ul><li>a<ul><li>b</li></ul></li></ul>"]),
    "strays in a list": (
        "<ul>a<li>b</li><ol start=3><li>c</ol></ul>",
        ['<ul><li>a</li><li>b</li><li><ol start="3"><li>c</li></ol></li></ul>'],
    ),
    "a quotation": ("<blockquote>a<p>b</blockquote>", ["<blockquote><p>a</p><p>b</p></blockquote>"]),
    "quotation marks": ("He said <q>no</q>.", ["<p>He said “no”.</p>"]),
    "a picture": (
        "<p>a<figure data-image=12></figure>b",
        ["<p>a</p>", '<figure data-image="12"></figure>', "<p>b</p>"],
    ),
    "a picture's words": (
        "<figure data-image=12>x<figcaption>A <cite>B</cite></figcaption></figure>",
        ['<figure data-image="12"><figcaption>A <cite>B</cite></figcaption></figure>', "<p>x</p>"],
    ),
    "a figure that is no picture": ("<figure><p>a</p><figcaption>b</figcaption></figure>", ["<p>a</p>", "<p>b</p>"]),
    "a foreign picture": ("a<img src=//bad.example>b", ["<p>ab</p>"]),
    "a footnote": (
        "a<sup data-footnote='See &quot;b&quot;.'></sup>",
        ['<p>a<sup data-footnote="See &quot;b&quot;.">*</sup></p>'],
    ),
    "a table": (
        "<table><tr><th scope=col>a<td colspan=2 rowspan=1><p>b</p><td></table>",
        ['<table><tbody><tr><th scope="col">a</th><td colspan="2">b</td><td></td></tr></tbody></table>'],
    ),
    "a table's heading": (
        "<table><caption>T</caption><thead><tr><th>a</thead></table>",
        ["<table><caption>T</caption><thead><tr><th>a</th></tr></thead></table>"],
    ),
    "controls as entities": ("a&#1;b&#0;&#x202e;c", ["<p>ab\ufffdc</p>"]),
    "an empty table": ("<table><tr><td></table>", []),
    "links": (
        "<a href=/a?b=1&c=2 title=T class=x>a</a> <a name=x>b</a> <a href=/c></a>",
        ['<p><a href="/a?b=1&amp;c=2" title="T">a</a> b</p>'],
    ),
    "columns": (
        "<pre>\n\n  Wend   3 \n\tHarl  <b>12</b>\r\n\n\nx &lt; y\n </pre>",
        ["<pre>  Wend   3<br>\tHarl  <strong>12</strong><br><br><br>x &lt; y</pre>"],
    ),
    "columns in a list": ("<ul><li><pre>a  b</pre></li></ul>", ["<ul><li><pre>a  b</pre></li></ul>"]),
    "an empty box": ("<pre> \n <b> </b></pre>a", ["<p>a</p>"]),
    "a box of paragraphs": ("<pre><p>a</p>\n<p>b</p></pre>", ["<p>a</p>", "<p>b</p>"]),
    "a rule": ("a<hr>b", ["<p>a</p>", "<hr>", "<p>b</p>"]),
    "definitions": ("<dl><dt>a<dd>b</dl>", ["<p>a</p>", "<p>b</p>"]),
    "accents typed in two ways": ("cafe\u0301", ["<p>caf\u00e9</p>"]),
    "a script and its text": ("a<script>b</script><style>c</style>", ["<p>a</p>"]),
}


@pytest.mark.parametrize("name", CANONICAL)
def test_html_becomes_canonical_blocks(name):
    source, expected = CANONICAL[name]

    assert markup.blocks(source) == tuple(expected)
    assert markup.blocks(markup.join(expected)) == tuple(expected)
    assert markup.clean(source) == markup.join(expected)


def test_an_accent_does_not_compose_with_the_end_of_a_tag():
    assert markup.blocks("<p>\u0338x</p>") == ("<p>&#x338;x</p>",)
    assert markup.text(("<p>&#x338;x</p>",)) == "\u0338x"


def test_copy_from_outside_cannot_name_our_pictures():
    source = "<figure data-image=12><figcaption>a</figcaption></figure>"
    assert markup.blocks(source) == ('<figure data-image="12"><figcaption>a</figcaption></figure>',)

    assert markup.blocks(source, figures=False) == ("<p>a</p>",)


def test_an_address_is_kept_to_the_letter_and_judged_as_it_is_kept():
    for href in ("https://a.example/%C3%A9?x=1", "mailto:a@b.example", "tel:+4912345", "/a/b", "#top", "//a.example/b"):
        assert markup.blocks(f'<a href="{href}">x</a>') == (f'<p><a href="{href}">x</a></p>',)

    assert markup.blocks('<a href="ftp://a.example">x</a>') == ("<p>x</p>",)
    assert markup.blocks('<a href="java&#x202e;script:x">x</a>') == ("<p>x</p>",)


def test_lines_of_text_become_blocks():
    lines = [
        "One & <two>",
        (Kind.SUBHEAD, "Three"),
        (Kind.ITEM, "a"),
        (Kind.ITEM, " "),
        (Kind.ITEM, "b"),
        (Kind.QUOTE, "c"),
        (Kind.QUOTE, "d"),
        "e\n\nf\u202e",
        "",
        (Kind.ITEM, "g"),
        (Kind.PREFORMATTED, "\n  h   1 \n\ni & j  2\n"),
    ]

    assert markup.from_text(lines) == (
        "<p>One &amp; &lt;two&gt;</p>",
        "<h2>Three</h2>",
        "<ul><li>a</li><li>b</li></ul>",
        "<blockquote><p>c</p><p>d</p></blockquote>",
        "<p>e<br>f</p>",
        "<ul><li>g</li></ul>",
        "<pre>  h   1<br><br>i &amp; j  2</pre>",
    )


def test_text_is_what_a_reader_reads():
    body = (
        '<p>One &amp; <em>two</em><br>three&lt;<sup data-footnote="Not &gt; here">*</sup></p>',
        '<figure data-image="12"></figure>',
        "<h2>Head</h2>",
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
        "<blockquote><p>d</p><p>e</p></blockquote>",
        "<table><tbody><tr><th>f</th><td>g</td></tr><tr><th>h</th><td>i</td></tr></tbody></table>",
        "<pre>  j  1<br><br><br><em>k</em>  2</pre>",
    )

    assert markup.text(body) == "One & two\nthree<\n\nHead\n\na\nb\nc\n\nd\n\ne\n\nf\tg\nh\ti\n\n  j  1\n\n\nk  2"
    assert markup.text(markup.join(body)) == markup.text(body)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two – three.", 3),
        ("well-known 3,000 don't", 3),
        ("東京で地震", 5),
        ("서울에서 지진", 2),
        ("हिन्दी में", 2),
        ("3km/h", 2),
        ("東京 Tower", 3),
    ],
)
def test_words_are_counted_as_editors_count_them(text, words):
    assert markup.count_words(text) == words


def test_one_line_keeps_what_a_script_needs_and_nothing_that_deceives():
    assert markup.one_line(" A\r\n b\t\x00c\ufeff ") == "A b c"
    assert markup.one_line("Qui\u00a0?\u202f!") == "Qui\u00a0?\u202f!"
    assert (
        markup.one_line("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200f\u202b")
        == "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200f"
    )
    assert markup.one_line("e\u0301\ud800") == "é"
