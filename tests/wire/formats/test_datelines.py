"""Datelines that stay in the text, where no field of the format says where copy was filed from. All copy is fiction."""

import json

import pytest

from wire.formats import parse


def mail(opening):
    return (
        "From: Ada Quill <ada@news.example>\nMessage-ID: <9@news.example>\nSubject: Organ plays\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{opening}\n\nThe village sang with it.\n"
    ).encode()


def digitalwires(opening):
    item = {
        "format": "digitalwires@0.9.1",
        "urn": "urn:newsml:agentur.example:20260101:260504-930-9",
        "version": 1,
        "pubstatus": "usable",
        "headline": "Organ plays",
        "dateline": None,
        "article_html": f'<section class="main"><p>{opening}</p><p>The village sang with it.</p></section>',
    }
    return json.dumps(item).encode()


@pytest.mark.parametrize("document", [mail, digitalwires])
@pytest.mark.parametrize(
    ("opening", "city"),
    [
        ("Wend (dpa) - The organ plays again.", "Wend"),
        ("WEND, May 3 / WAM / The organ plays again.", "WEND"),
        ("UPPER WEND, Iowa — The organ plays again.", "UPPER WEND"),
        ("EXCLUSIVE — The organ plays again.", ""),
        ("The organ (which is old) - plays again.", ""),
    ],
)
def test_the_city_is_read_and_the_text_stays(document, opening, city):
    (story,) = parse(document(opening)).stories

    assert (story.dateline_city, story.dateline) == (city, "")
    assert [block.text for block in story.body] == [opening, "The village sang with it."]
