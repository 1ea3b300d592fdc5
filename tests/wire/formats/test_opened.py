"""What a document is, found before any format looks at it: encodings, broken markup and bombs."""

import pytest

from wire.formats.errors import MalformedStory
from wire.formats.opened import Opened


def test_a_declared_encoding_is_used():
    document = Opened("<?xml version='1.0' encoding='iso-8859-1'?><copy>Zoë “Z”</copy>".encode("cp1252"))

    assert document.xml.text == "Zoë “Z”"
    assert document.doubts == set()


def test_line_ends_inside_the_texts_of_json_are_read():
    assert Opened(b'{"headline": "Ferry\nlate\tagain"}').json == {"headline": "Ferry\nlate\tagain"}


@pytest.mark.parametrize(
    ("declared", "written"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("no-such-code", "utf-8")]
)
def test_a_declared_encoding_that_is_not_the_truth_is_seen_through(declared, written):
    text = f"<?xml version='1.0' encoding='{declared}'?><copy>Décès à Genève, l’enquête coûte £500</copy>"
    document = Opened(text.encode(written))

    assert document.xml.text == "Décès à Genève, l’enquête coûte £500"
    assert document.doubts == {"encoding-guessed"}


def test_characters_that_xml_does_not_know_are_removed_with_a_doubt():
    document = Opened(b"<copy>Bel\x07l &#7;and &#x1f;whistle&#10;end</copy>")

    assert document.xml.text == "Bell and whistle\nend"
    assert document.doubts == {"characters-removed"}


def test_a_document_type_is_accepted_and_never_loaded():
    document = Opened(b'<!DOCTYPE nitf SYSTEM "http://nowhere.example/nitf.dtd"><nitf><body/></nitf>')

    assert document.root_tag == document.xml.tag == "nitf"


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><a>&f;</a>',
        b"<a><b>cut off",
        b"<a>" * 300,
        b"<a>" * 400 + b"</a>" * 400,
    ],
    ids=["bomb", "file", "cut off", "open", "deep"],
)
def test_bombs_and_halves_are_malformed(document):
    with pytest.raises(MalformedStory):
        _ = Opened(document).xml


@pytest.mark.parametrize(
    "document",
    [b'{"headline": "Cut o', b"[" * 100_000, b'{"a":' * 5000 + b"1" + b"}" * 5000, b'[{"a": }]'],
    ids=["cut off", "deep", "deep objects", "wrong"],
)
def test_json_that_is_broken_or_deep_is_malformed(document):
    with pytest.raises(MalformedStory):
        _ = Opened(document).json


def test_brackets_in_strings_are_not_deep_and_no_number_is_nan():
    document = Opened(b'{"text": "%s", "size": NaN, "far": -Infinity}' % (b"[" * 500))

    assert document.json == {"text": "[" * 500, "size": None, "far": None}


@pytest.mark.parametrize("document", [b"[Picture: a ferry]\n\nThe ferry sank.", b"Plain.", b"", b"{curly} copy"])
def test_text_is_neither_json_nor_xml(document):
    opened = Opened(document)

    assert (opened.json, opened.xml, opened.root_tag) == (None, None, "")


@pytest.mark.parametrize(
    ("document", "tag", "is_html"),
    [
        (b"<!-- note --><?xml-stylesheet href='a'?>\n<newsMessage xmlns='x'/>", "newsMessage", False),
        ("<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'/>".encode("utf-16"), "RDF", False),
        (b"\xef\xbb\xbf  <!doctype html><html lang=en><p>Copy", "html", True),
    ],
)
def test_the_root_element_is_known_without_parsing(document, tag, is_html):
    opened = Opened(document)

    assert (opened.root_tag, opened.is_html) == (tag, is_html)
