"""What must hold for every HTML: cleaning twice changes nothing, and cleaning loses no words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles import markup
from articles.markup import Kind

TAGS = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "blockquote",
    "figure",
    "figcaption",
    "table",
    "tr",
    "td",
    "th",
    "b",
    "strong",
    "em",
    "i",
    "a",
    "span",
    "sup",
    "s",
    "q",
    "cite",
    "pre",
    "dl",
    "dd",
]
WORDS = st.sampled_from(
    [
        "one",
        "two ",
        " three",
        "\n",
        " ",
        "  x\n\t y ",
        "&nbsp;",
        "e\u0301",
        "\u0301",
        "\u0338",
        "&amp;",
        "<br>",
        "<hr>",
        "東京",
    ]
)
ATTRIBUTES = {"a": " href=/x title='a  b'", "figure": " data-image=7", "sup": " data-footnote='n'", "td": " colspan=2"}


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, bare, parts: f"<{tag}{'' if bare else ATTRIBUTES.get(tag, '')}>{''.join(parts)}</{tag}>",
        st.sampled_from(TAGS),
        st.booleans(),
        st.lists(inner, max_size=4),
    )


HTML = st.lists(st.recursive(WORDS, element, max_leaves=12), max_size=6).map("".join)


@settings(max_examples=100, deadline=None)
@given(HTML)
def test_blocks_of_blocks_are_the_same_blocks(source):
    body = markup.blocks(source)

    assert markup.blocks(markup.join(body)) == body
    assert markup.blocks("".join(body)) == body


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60) | st.text(alphabet="<>/ab&;#x20'\"=!- \u202e\u0338", max_size=60))
def test_any_characters_are_cleaned_and_cleaned_once(source):
    printed = markup.clean(source)

    assert markup.clean(printed) == printed


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.recursive(st.sampled_from(["one", "two", "three"]), element, max_leaves=12), max_size=6).map("".join)
)
def test_cleaning_loses_no_words(source):
    said = sum(source.count(word) for word in ("one", "two", "three"))
    body = markup.text(markup.blocks(source))

    assert sum(body.count(word) for word in ("one", "two", "three")) == said


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=20) | st.tuples(st.sampled_from(Kind), st.text(max_size=20)), max_size=6))
def test_text_becomes_blocks_that_are_already_canonical(lines):
    body = markup.from_text(lines)

    assert markup.blocks(markup.join(body)) == body


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=20).map(markup.one_line).filter(bool), max_size=4))
def test_paragraphs_survive_the_way_to_html_and_back(paragraphs):
    assert markup.text(markup.from_text(paragraphs)) == "\n\n".join(paragraphs)


@given(st.text(max_size=40))
def test_one_line_of_one_line_is_the_same_line(text):
    line = markup.one_line(text)

    assert markup.one_line(line) == line
    assert not any(sign in line for sign in "\n\t\r" + markup.BIDI_CONTROLS)
