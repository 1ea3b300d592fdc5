"""The language in which administrators say where something stands in XML of an agency's own making."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wire.formats import WrongMapping
from wire.formats.mapping import paths

STORY = etree.fromstring(
    """<Envelope xmlns:x="urn:x.example"><Sent>2026-03-01</Sent><Story lang="en" x:kind="text">
    <meta name="slug" content="FERRY"/><meta name="desk">Harbor</meta>
    <text><p>One.</p><p>Two.</p></text><line/><line>B</line><line type="t"><type>main</type>C</line>
    <deep><er><href at="1.jpg">pic</href></er></deep><x:own>namespaced</x:own><empty> </empty></Story></Envelope>"""
)


def follow(path):
    return [paths.words(value) for value in paths.follow(path, STORY.find("Story"), STORY)]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("text/p", ["One.", "Two."]),
        ("text/p[2]", ["Two."]),
        ("text/p[3]", []),
        ("*/p", ["One.", "Two."]),
        ("@lang", ["en"]),
        ("@kind", ["text"]),
        ("./@lang", ["en"]),
        ("own", ["namespaced"]),
        ("x:own", ["namespaced"]),
        ("meta[@name='slug']/@content", ["FERRY"]),
        ('meta[@name="desk"]', ["Harbor"]),
        ("meta[@content]/@name", ["slug"]),
        ("line[.='B']", ["B"]),
        ("line[type='main']", ["main C"]),
        ("line[@type]", ["main C"]),
        ("//href", ["pic"]),
        ("deep//href/@at", ["1.jpg"]),
        ("//@at", ["1.jpg"]),
        ("/Sent", ["2026-03-01"]),
        ("/Envelope/Sent", ["2026-03-01"]),
        ("nothing | empty | @lang", ["en"]),
        ("@lang + own", ["en namespaced"]),
        ("@lang + nothing", ["en"]),
        ("nothing + 'words'", []),
        ("'always'", ["always"]),
        ("nothing | 'a | b + c'", ["a | b + c"]),
        (".", ["Harbor One. Two. B main C pic namespaced"]),
    ],
)
def test_a_path_leads_to_what_it_says(path, found):
    assert [" ".join(value.split()) for value in follow(path)] == found


@pytest.mark.parametrize(
    "path",
    [
        "",
        "   ",
        "a/",
        "/",
        "//",
        "a//",
        "a///b",
        "a | ",
        "| a",
        "a + + b",
        "a b",
        "@a/b",
        "@a[1]",
        "a[",
        "a]",
        "a[0x]",
        "a[last()]",
        "a[position() < 3]",
        "count(//a)",
        "text()",
        "ancestor::a",
        "$x",
        "'open",
        "//a//b",
        "/".join("abcdefghijklmnop"),
        "a" * 600,
        "../secret",
        "document('file:///etc/passwd')",
    ],
)
def test_what_is_no_path_is_refused_in_words(path):
    with pytest.raises(WrongMapping, match=r"^The path "):
        paths.compiled(path)


def test_a_path_never_takes_long():
    wide = etree.fromstring("<r>" + "<a><b/></a>" * 50_000 + "</r>")

    assert len(paths.elements("*/*", wide)) == paths.MAX_FOUND
    assert paths.follow("//b | *//a | a/b[c='1'][d='2']", wide, wide) == []


@given(st.text(alphabet="ab/@[]'=1|+ .*x:-é($", max_size=30))
def test_any_words_are_a_path_or_are_refused(written):
    try:
        found = paths.follow(written, STORY, STORY)
    except WrongMapping:
        return
    assert all(paths.words(value) for value in found)
