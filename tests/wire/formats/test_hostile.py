"""Hostile and awkward documents (tests/wire/bad): what each is read as, and what must never come of it."""

import io
import time
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from wire.formats import Habits, MalformedStory, NotAStory, Parsed, UnknownFormat, body, read

BAD = Path(__file__).parents[1] / "bad"
UTC_HABITS = Habits()
NITF = (
    '<?xml version="1.0" encoding="UTF-8"?>{0}\n<nitf><head><docdata><doc-id id-string="big"/></docdata></head><body>'
    "<body.head><hedline><hl1>T</hl1></hedline></body.head><body.content><p>{1}</p></body.content></body></nitf>"
)
# What must hold of the first story in it: by field, or as text in its body.
STORIES = {
    "xml-external-dtd-benign.xml": {"guid": "good.dtd", "headline": "A plain headline", "byline": "By A Reporter"},
    "xml-xinclude.xml": {"guid": "bad.xinc", "headline": "A plain headline"},
    "declared-latin1-is-utf8.xml": {"headline": "Décès d'un marin: l'enquête confiée à la préfecture"},
    "declared-utf8-is-latin1.xml": {"headline": "Café owner fined £500 in Genève", "guid": "bad.enc1"},
    "utf8-bom-crlf.json": {"headline": "With a BOM", "guid": "urn:x:bom"},
    "nul-bytes.txt": {"headline": "A headline with NULs", "dateline_city": "Berlin"},
    "illegal-xml-chars.xml": {},
    "duplicate-keys.json": {},
    "ninjs-missing-headline.json": {"guid": "urn:x:nohead", "slugline": "minister-resigns"},
    "no-guid.json": {"headline": "A story without an id"},
    "date-without-timezone.xml": {"headline": "A plain headline"},
    "absurd-dates.json": {"headline": "Date case 0", "embargoed_until": None},
    "body-xss.json": {"headline": "Body with active content"},
    "headline-markup.json": {},
    "rendition-path-traversal.xml": {"headline": "Picture with a nasty path"},
    "ssrf-renditions.json": {"headline": "Pictures from inside"},
    "dup-guid-a.json": {"guid": "urn:x:dup1", "version": "1", "headline": "Fire in warehouse"},
    "dup-guid-b.json": {"guid": "urn:x:dup1", "version": "1", "headline": "Council votes on budget"},
    "dup-guid-c-other-source.json": {"guid": "urn:x:dup1", "version": "2"},
    "version-10.json": {"guid": "urn:x:ver", "version": "10", "pub_status": "usable"},
    "version-9-late.json": {"guid": "urn:x:ver", "version": "9"},
    "version-11-killed.json": {"guid": "urn:x:ver", "version": "11", "pub_status": "canceled"},
    "version-10-again.json": {"guid": "urn:x:ver", "version": "10"},
    "version-12-after-kill.json": {"guid": "urn:x:ver", "version": "12", "pub_status": "usable"},
    "kill-unknown.xml": {"version": "3", "pub_status": "canceled"},
    "kill-unknown-then-v2.xml": {"version": "2", "pub_status": "usable"},
    "kill-in-text-only.txt": {},
    "embargo-naive-and-text.json": {"headline": "Embargoed report"},
    "bidi-zero-width.txt": {},
}
REFUSED = {
    "xml-entity-bomb.xml": MalformedStory,
    "xml-external-entity-file.xml": MalformedStory,
    "truncated.xml": MalformedStory,
    "deep-nesting.json": MalformedStory,
    "empty.xml": NotAStory,
    "whitespace-only.txt": NotAStory,
}
ARCHIVE = "zip-path-traversal.zip"
FLAGGED = (
    "declared-latin1-is-utf8.xml",
    "declared-utf8-is-latin1.xml",
    "illegal-xml-chars.xml",
    "ninjs-missing-headline.json",
    "no-guid.json",
    "date-without-timezone.xml",
)


def only(raw, habits=UTC_HABITS):
    [reading] = read(raw, habits)
    return reading.outcome


def stories(name, zone="UTC"):
    outcome = only((BAD / name).read_bytes(), Habits(timezone=ZoneInfo(zone)))
    assert isinstance(outcome, Parsed), outcome
    return outcome.stories


def printed(story):
    return f"{story.to_json()} {body.to_blocks(story.body)}"


def test_every_hostile_document_is_looked_at():
    assert {path.name for path in BAD.iterdir()} == {*STORIES, *REFUSED, ARCHIVE}


@pytest.mark.parametrize("name", STORIES)
def test_what_is_a_story_is_read_as_it(name):
    story = stories(name)[0]

    assert {field: getattr(story, field) for field in STORIES[name]} == STORIES[name]
    assert story.headline
    assert bool(story.flags) >= (name in FLAGGED)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_none_is_refused_with_a_reason_at_once(name):
    began = time.perf_counter()
    outcome = only((BAD / name).read_bytes())

    assert type(outcome) is REFUSED[name]
    assert len(str(outcome)) > 20
    assert "root:" not in str(outcome)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("name", "never"),
    [
        (
            "body-xss.json",
            ("<script", "onerror", "onclick", "onload", "javascript:", "<iframe", "<object", "<form", "style="),
        ),
        ("headline-markup.json", ("\u202e", "&amp;amp;", "\r")),
        ("nul-bytes.txt", ("\x00",)),
        ("illegal-xml-chars.xml", ("\x01",)),
        ("duplicate-keys.json", ("NaN", "Infinity", "nan,", "inf,")),
        ("declared-utf8-is-latin1.xml", ("\ufffd",)),
        ("xml-xinclude.xml", ("root:", "xi:include")),
        ("rendition-path-traversal.xml", ("root:",)),
        ("bidi-zero-width.txt", ("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2069", "\ufeff")),
    ],
)
def test_what_must_never_be_in_a_story_is_not(name, never):
    for story in stories(name):
        assert [text for text in never if text in printed(story)] == []


def test_what_is_harmless_in_a_hostile_body_survives():
    text = body.to_text(stories("body-xss.json")[0].body)

    assert "Safe bold text." in text
    assert "good link" in text


def test_pictures_that_are_files_of_the_machine_are_not_even_recorded():
    for name in ("rendition-path-traversal.xml", "ssrf-renditions.json"):
        [story] = stories(name)
        hrefs = [file.href for picture in story.pictures for file in (picture, *picture.renditions)]
        local = [href for href in hrefs if href.startswith(("/", "file:", "gopher:", "ftp:")) or ".." in href]
        assert [href for href in local if not href.startswith("//")] == []  # these are on the web


def test_bad_items_of_a_list_cost_none_of_the_others():
    found = stories("absurd-dates.json")

    assert len(found) == 10
    assert any("date-invalid" in story.flags for story in found)


def test_a_kill_is_a_kill_and_one_in_words_only_an_advisory():
    assert stories("version-11-killed.json")[0].signals == ("kill",)
    assert stories("kill-unknown.xml")[0].kills == ("urn:newsml:x.example:20240305:never-seen",)
    words = stories("kill-in-text-only.txt")[0]
    assert {"kill", "advisory"} & set(words.signals)
    assert words.kills == ()


def test_times_without_an_offset_are_the_providers():
    assert stories("date-without-timezone.xml", "Europe/Athens")[0].updated.isoformat() == "2024-07-10T08:30:00+03:00"
    held = stories("embargo-naive-and-text.json", "Europe/London")[0]
    assert held.embargoed_until.isoformat() == "2030-03-06T00:01:00+00:00"


def test_a_made_up_id_is_the_same_for_the_same_bytes():
    assert stories("no-guid.json")[0].guid == stories("no-guid.json")[0].guid


def test_of_a_hostile_archive_the_good_member_is_read_and_each_bad_one_named():
    readings = list(read((BAD / ARCHIVE).read_bytes(), UTC_HABITS))

    good = [reading for reading in readings if isinstance(reading.outcome, Parsed)]
    assert [(reading.member, reading.outcome.stories[0].headline) for reading in good] == [
        ("ok/story.xml", "Story from a zip")
    ]
    refused = [reading for reading in readings if reading not in good]
    assert len(refused) >= 4
    assert all(type(reading.outcome) is UnknownFormat and reading.raw == b"" for reading in refused)


def zipped(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, data)
    return out.getvalue()


def nested_mail():
    levels = [
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\nContent-Type: message/rfc822\n\n'
        for n in range(500)
    ]
    return ("From: a@x.example\nSubject: nested\nMIME-Version: 1.0\n" + "".join(levels) + "\nText.\n").encode()


def nested_zip():
    data = NITF.format("", "Deep inside.").encode()
    for level in range(6):
        data = zipped(f"level{level}.zip" if level else "story.xml", data)
    return data


LARGE = {
    "a single line": lambda: b"word " * 4_000_000,
    "a single paragraph": lambda: NITF.format("", "a" * 12_000_000).encode(),
    "a large JSON": lambda: b'{"uri": "a", "headline": "' + b"a" * 12_000_000 + b'"}',
    "one entity very often": lambda: NITF.format(
        f'<!DOCTYPE nitf [<!ENTITY a "{"x" * 100_000}">]>', "&a;" * 10_000
    ).encode(),
    "a bomb in an archive": lambda: zipped("story.xml", bytes(30_000_000)),
    "a mail in a mail in a mail": nested_mail,
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_larger_or_deeper_than_copy_is_refused_at_once(name):
    document = LARGE[name]()
    began = time.perf_counter()
    outcome = only(document)

    assert type(outcome) in (MalformedStory, UnknownFormat)
    assert time.perf_counter() - began < 2


def test_archives_in_archives_are_not_opened():
    [reading] = read(nested_zip(), UTC_HABITS)

    assert type(reading.outcome) is MalformedStory


@pytest.mark.parametrize("line", ["A" * 50_000 + " (" * 50_000, "By " + "X, " * 20_000], ids=["dateline", "byline"])
def test_no_line_makes_a_pattern_search_for_ever(line):
    began = time.perf_counter()
    outcome = only(f"A headline\n\n{line}\n\nText.\n".encode())

    assert isinstance(outcome, Parsed)
    assert time.perf_counter() - began < 1


def test_a_feed_of_very_many_items_is_read_in_part():
    items = "".join(f"<item><title>Story {n}</title><guid>{n}</guid></item>" for n in range(60_000))
    began = time.perf_counter()
    outcome = only(f'<rss version="2.0"><channel><title>Many</title>{items}</channel></rss>'.encode())

    assert len(outcome.stories) == 500
    assert "truncated" in outcome.stories[0].flags
    assert time.perf_counter() - began < 30
