"""The short way through the markup says exactly what the long way says, or nothing."""

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.markup import simple
from articles.markup.blocks import long_way
from articles.markup.characters import _LINE_ENDS, _UNWANTED

WORDS = [
    "tide",
    " wall ",
    "  two  spaces",
    "\n",
    "\t",
    " ",
    "\u00a0",
    "\u2009",
    "e\u0301",
    "\u0301",
    "\u00ad",
    "“quoted”",
    "5 > 4",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&#39;",
    "&eacute;",
    "&amp;lt;",
    "שלום",
    "港",
    "\U0001f30a",
]
ODD = [
    "<",
    "5 < 6",
    "&",
    "&bogus;",
    "&#1;",
    "&Tab;",
    "\u0338",
    "\ufffe",
    "\ue000",
    "<!-- c -->",
    "</p>",
    "<p>",
    "<x>",
    "<",
]
TAGS = ["b", "strong", "i", "em", "s", "del", "sub", "sup", "cite", "span", "u", "font", "small", "q", "code"]
ATTRIBUTES = [
    "",
    ' class="a"',
    ' id="x" dir="rtl"',
    ' title="t"',
    " hidden",
    " class=a",
    ' style="color: red"',
    ' lang="de"',
    ' data-footnote="n"',
    ' start="3"',
]
HREFS = [
    "https://harbor.example/",
    "https://harbor.example",
    "http://www.harbor.example/a/b-c_d.html?q=1,2#top",
    "https://harbor.example/?a=1&amp;b=2",
    "HTTPS://harbor.example/",
    "https://harbor.example:99999/",
    "https://1.2.3.4/",
    "https://xn--a.example/",
    "https://a.xn--a/",
    "javascript:alert(1)",
    "/near",
    "mailto:desk@harbor.example",
    "",
]

text = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
odd_text = st.lists(st.sampled_from(WORDS + ODD), max_size=4).map("".join)


def _element(tags, attributes, inner):
    return st.builds(
        lambda tag, dropped, said: f"<{tag}{dropped}>{said}</{tag}>",
        st.sampled_from(tags),
        st.sampled_from(attributes),
        inner,
    )


def _link(hrefs, attributes, inner):
    return st.builds(
        lambda href, dropped, said: f'<a{dropped} href="{href}"{dropped}>{said}</a>',
        st.sampled_from(hrefs),
        st.sampled_from(attributes),
        inner,
    )


def _documents(tags, attributes, hrefs, between):
    """Documents of blocks in which `tags` mark a few words; `between` is what may stand between the blocks."""
    lines = st.recursive(
        text,
        lambda inner: st.lists(
            st.one_of(text, _element(tags, attributes, inner), _link(hrefs, attributes, inner), st.just("<br>")),
            max_size=4,
        ).map("".join),
        max_leaves=8,
    )
    items = st.lists(_element(["li"], attributes, lines), max_size=3).map("\n".join)
    blocks = st.one_of(
        _element(["p"], attributes, lines),
        _element(["p", "h1", "h2", "h3", "h5"], attributes, lines),
        _element(["ul", "ol"], attributes, items),
        st.sampled_from(between),
    )
    return st.lists(blocks, max_size=4).map("".join)


likely = _documents(TAGS[:10], ATTRIBUTES[:3], HREFS[:3], ["\n", " ", "<p></p>"])
unlikely = _documents(
    TAGS, ATTRIBUTES, HREFS, ["\n", "<hr>", "loose", "<p>never closed", "</div>", "<div>", '<section class="main">']
)
wrapped = likely.map(lambda inner: f'<section class="main">{inner}</section>')
soup = st.lists(
    st.one_of(
        st.sampled_from([f"<{end}{tag}>" for tag in [*TAGS, "p", "h2", "ul", "li", "div", "a"] for end in ("", "/")]),
        odd_text,
    ),
    max_size=8,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(likely, wrapped, unlikely, soup))
@example("<p>a</p>b<p>c</p>")
@example("<p><b> </b>a<b>b<i></i></b></p>")
@example("<p>a<br> <br>b</p>")
@example("<p>e<span>\u0301</span></p>")
@example("<ul><p>a</p><li>b</li></ul>")
def test_the_short_way_says_what_the_long_way_says_or_nothing(source):
    found = simple.read(source)

    assert found is None or found == long_way(source, figures=False)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<p>The wall holds.</p>\n<p>It will be measured.</p>",
            ("<p>The wall holds.</p>", "<p>It will be measured.</p>"),
        ),
        (
            "<h1>Wall</h1><p>It <b>holds</b> &amp; stays.</p>",
            ("<h2>Wall</h2>", "<p>It <strong>holds</strong> &amp; stays.</p>"),
        ),
        ('<div class="x"><p>One</p></div>', ("<p>One</p>",)),
        (
            '<p>See <a class="out" href="https://harbor.example/a?b=1" target="_blank">this</a>.<br/>Now.</p>',
            ('<p>See <a href="https://harbor.example/a?b=1">this</a>.<br>Now.</p>',),
        ),
        ("<ul>\n<li>One</li>\n<li><i>Two</i></li></ul>", ("<ul><li>One</li><li><em>Two</em></li></ul>",)),
        ("<p>Prix : 3&nbsp;€\u00a0!</p>", ("<p>Prix : 3\u00a0€\u00a0!</p>",)),
        ("<p></p><p> </p>", ()),
    ],
)
def test_common_copy_goes_the_short_way(source, expected):
    assert simple.read(source) == long_way(source, figures=False) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<p>open",
        "<p>a</p></p>",
        "<p><b>a</p></b>",
        "<p>a<p>b</p></p>",
        "loose",
        "<p>&copy</p>",
        "<p>a<img src=x></p>",
        '<p><a href="javascript:x">a</a></p>',
        "<table></table>",
        "<div>" * 30 + "</div>" * 30,
        "<p>" + "a" * 60_001 + "</p>",
        "<p>\ufffe</p>",
    ],
)
def test_what_a_parser_has_to_judge_goes_the_long_way(source):
    assert simple.read(source) is None


def test_every_unwanted_character_is_unprintable_so_that_printable_text_needs_no_search():
    every = [chr(number) for number in range(sys.maxunicode + 1)]
    wanted = [char for char in every if char.isprintable()]

    assert [char for char in wanted if _UNWANTED.search(char) or _LINE_ENDS.search(char)] == []
    assert [char for char in wanted if not unicodedata.normalize("NFC", char).isprintable()] == []
    assert [char for char in wanted if char.isspace()] == [" "]
