"""inspect_wire says what the importer understands, one line a document, and writes nothing."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from wire.intake import MAX_BYTES
from wire.management.lookalikes import LOOKALIKES

SEED = Path(__file__).parents[2] / "seeds" / "000_74c4041ff5af0b48.txt"
COPY = """\
Ferry resumes after nine days

By Ada Quill

March 5, 2025 4:30 pm

The ferry between Wend and Harl sailed again on Wednesday, nine days after a rope caught in its propeller.

Passengers were given tea. The captain said the rope would be framed and hung in the saloon.
"""


def inspect(capsys, *arguments):
    call_command("inspect_wire", "--jsonl", *map(str, arguments))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text(COPY)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "empty.txt").write_bytes(b"")
    (tmp_path / ".hidden").write_text(COPY)
    return tmp_path


def test_the_seed_is_one_story_with_the_agreed_keys(capsys):
    (record,) = inspect(capsys, SEED)

    assert (record["file"], record["result"], record["format"]) == (str(SEED), "stories", "plaintext")
    assert record["seconds"] < 2
    (item,) = record["items"]
    assert item["type"] == "text"
    assert item["pubstatus"] == "usable"
    assert item["authors"] == ["Jack Phillips"]
    assert (item["published"], item["updated"]) == ("2020-01-05", "2020-01-05")
    assert [image["credit"] for image in item["images"]] == ["Iraqi parliament media office/Handout via Reuters"]
    assert len(item["body_text"].split("\n\n")) == 12
    assert item["social"] == ["https://twitter.com/jackphillips5"]
    assert item["topics"] == item["notes"] == item["standfirst"] == item["flags"] == []
    assert item["set_aside"] == ["Updated:", "twitter", "Related Topics"]


def test_a_day_is_a_moment_in_the_formats_of_machines(capsys, tmp_path):
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferry late",
        "articleBody": "Fog.",
    }
    (tmp_path / "a.json").write_text(json.dumps(article | {"datePublished": "2026-03-01"}))

    (record,) = inspect(capsys, "--timezone", "Europe/Rome", tmp_path / "a.json")

    assert [item["published"] for item in record["items"]] == ["2026-03-01T00:00:00+01:00"]


def test_a_folder_is_walked_in_order_without_hidden_files(capsys, folder):
    records = inspect(capsys, f"{folder}/")

    assert [record["file"] for record in records] == [f"{folder}/a.png", f"{folder}/b.txt", f"{folder}/c/empty.txt"]
    assert [record["result"] for record in records] == ["rejected", "stories", "not_a_story"]


def test_what_is_no_story_has_a_reason_and_no_items(capsys, folder):
    records = [record for record in inspect(capsys, folder) if record["result"] != "stories"]

    assert [record["items"] for record in records] == [[], []]
    assert all(record["reason"].endswith(".") for record in records)


def test_a_missing_file_is_a_line_and_no_traceback(capsys, folder):
    records = inspect(capsys, folder / "nowhere.txt", folder / "b.txt")

    assert [record["result"] for record in records] == ["rejected", "stories"]
    assert records[0]["reason"] == "The file cannot be read: No such file or directory."


def test_what_the_importer_would_not_take_is_refused_in_its_words(capsys, tmp_path):
    (tmp_path / "large.txt").write_bytes(b"a" * (MAX_BYTES + 1))
    (tmp_path / "link.txt").symlink_to(SEED)

    records = inspect(capsys, tmp_path)

    assert [record["result"] for record in records] == ["rejected", "rejected"]
    assert [record["reason"] for record in records] == [
        "The document is too large: the newsroom takes up to 5 MB.",
        "This is a link to another file; send the file itself.",
    ]


def test_the_documents_of_an_archive_have_a_line_each(capsys, tmp_path):
    (tmp_path / "day.zip").write_bytes(LOOKALIKES["zip"](0))

    records = inspect(capsys, tmp_path)

    assert [record["member"] for record in records] == [f"{part}.xml" for part in range(10)]
    assert {(record["file"], record["result"], record["format"]) for record in records} == {
        (f"{tmp_path}/day.zip", "stories", "nitf")
    }


def test_a_time_is_in_the_provider_s_zone(capsys, folder):
    (utc,) = inspect(capsys, folder / "b.txt")
    (india,) = inspect(capsys, "--timezone", "Asia/Kolkata", folder / "b.txt")

    assert utc["items"][0]["published"] == "2025-03-05T16:30:00+00:00"
    assert india["items"][0]["published"] == "2025-03-05T16:30:00+05:30"


def test_an_unknown_zone_is_refused_in_words(folder):
    with pytest.raises(CommandError, match="'Mars/Base' is no time zone"):
        call_command("inspect_wire", "--timezone", "Mars/Base", str(folder))


def test_without_jsonl_it_is_for_people(capsys, folder):
    call_command("inspect_wire", str(folder))

    out = capsys.readouterr().out
    assert f"{folder}/b.txt: stories (plaintext)\n  Ferry resumes after nine days\n" in out
    assert "body: 2 paragraphs" in out


def test_it_needs_no_database_and_changes_no_file(capsys, folder):
    """No database mark: touching one would fail this test."""
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    inspect(capsys, folder)

    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
