"""Dumps in many layouts and languages, each beside what a careful reader takes from it: fiction of our own.

A field named in `_open` is one that the reader does not get yet: the expectation stands, and is not compared.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.wire.formats.accounting import lost_lines
from wire.formats import WireStory, parse

DUMPS = Path(__file__).parent / "dumps"
NAMES = sorted(path.stem for path in DUMPS.glob("*.txt"))


def expected(name):
    values = json.loads((DUMPS / f"{name}.json").read_text(encoding="utf-8"))
    opened = values.pop("_open", [])
    return {field: value for field, value in values.items() if field not in opened}


def moment(value, is_date):
    if value is None:
        return None
    return value.date().isoformat() if is_date else value.isoformat()


def as_expected(story: WireStory):
    return {
        "headline": story.headline,
        "bylines": list(story.bylines),
        "published": moment(story.published, story.published_is_date),
        "updated": moment(story.updated, story.updated_is_date),
        "standfirst": list(story.standfirst),
        "pictures": [[picture.caption, picture.credit] for picture in story.pictures],
        "body": [block.text for block in story.body],
        "notes": list(story.notes),
        "bios": {bio.name: bio.text for bio in story.bios},
        "social": [link.url for link in story.social],
        "topics": list(story.topics),
        "language": story.language,
    }


def test_every_dump_has_its_expectation():
    assert sorted(path.stem for path in DUMPS.glob("*.json")) == NAMES
    assert len(NAMES) > 40


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_is_read_as_expected(name):
    wanted = expected(name)

    parsed = parse((DUMPS / f"{name}.txt").read_bytes(), timezone=ZoneInfo("UTC"))

    read = as_expected(parsed.stories[0])
    assert parsed.format == "plaintext"
    assert {field: read[field] for field in wanted} == wanted


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", ["tight", "crlf", "bom", "utf-16", "indented"], ids=lambda change: f"as {change}")
def test_headline_day_and_text_survive_other_dressings(name, change):
    """The same page arrives with other line ends, another encoding, or its blank lines lost."""
    text = (DUMPS / f"{name}.txt").read_text(encoding="utf-8")
    plain = parse(text.encode(), timezone=ZoneInfo("UTC")).stories[0]
    document = {
        "tight": "\n".join(line for line in text.splitlines() if line.strip()).encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "utf-16": text.encode("utf-16"),
        "indented": "\n".join(f"\u00a0 {line}\t" for line in text.splitlines()).encode(),
    }[change]

    story = parse(document, timezone=ZoneInfo("UTC")).stories[0]

    assert (story.headline, story.published) == (plain.headline, plain.published)
    if change == "tight":  # fewer signs are left to tell a link from a subhead
        assert len(set(plain.body) - set(story.body)) <= max(1, len(plain.body) // 4)
    else:
        assert story == plain


@pytest.mark.parametrize("name", NAMES)
def test_every_printed_line_is_accounted_for(name):
    """Each line ends in a field, in the body or among what was set aside."""
    text = (DUMPS / f"{name}.txt").read_text(encoding="utf-8")

    story = parse(text.encode(), timezone=ZoneInfo("UTC")).stories[0]

    assert lost_lines(text, story) == []


def test_a_day_alone_is_midnight_where_the_provider_is():
    document = (
        b"The bridge is open again\n\nBy Ada Quill\n\n5 March 2025\n\n" + b"The bridge over the Wend was opened. " * 5
    )

    story = parse(document, timezone=ZoneInfo("America/New_York")).stories[0]

    assert story.published == datetime(2025, 3, 5, 5, 0, tzinfo=UTC)
    assert story.published_is_date
