"""Says what the importer understands of documents. Writes nothing: no database, no files, no network."""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wire import formats
from wire.formats import NotAStory, WireError, WirePicture, WireStory


class Command(BaseCommand):
    help = "Print what the importer understands of documents, without importing anything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder that is walked")
        parser.add_argument("--jsonl", action="store_true", help="one JSON object a line and a document")
        parser.add_argument("--timezone", default="UTC", help="the provider's zone, for times without an offset")
        parser.add_argument(
            "--day-first", action=argparse.BooleanOptionalAction, default=None, help="how the provider writes 1/5/2020"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            zone = ZoneInfo(options["timezone"])
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise CommandError(f"{options['timezone']!r} is no time zone; write one like Europe/London.") from error
        for name, path in documents(options["paths"]):
            record = inspect(name, path, zone=zone, day_first=options["day_first"])
            text = json.dumps(record, ensure_ascii=False) if options["jsonl"] else _in_words(record)
            self.stdout.write(text)
            self.stdout.flush()


def documents(paths: list[str]) -> Iterator[tuple[str, Path]]:
    """The files to read with the names they are reported under: folders in sorted order, hidden files left out."""
    for given in paths:
        root = Path(given)
        if not root.is_dir():
            yield given, root
            continue
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield f"{given.rstrip('/')}/{inside.as_posix()}", path


def inspect(name: str, path: Path, *, zone: ZoneInfo, day_first: bool | None = None) -> dict[str, Any]:
    """One document's line: what it is, and the stories in it or why there are none."""
    began = time.perf_counter()
    record: dict[str, Any] = {"file": name, "result": "rejected", "format": None, "items": []}
    try:
        parsed = formats.parse(path.read_bytes(), timezone=zone, day_first=day_first)
        items = [item(story) for story in parsed.stories]
        record |= {"result": "stories", "format": parsed.format, "items": items}
    except NotAStory as error:
        record |= {"result": "not_a_story", "reason": str(error)}
    except WireError as error:
        record |= {"reason": str(error)}
    except OSError as error:
        record |= {"reason": f"The file cannot be read: {error.strerror or error}."}
    record["seconds"] = round(time.perf_counter() - began, 4)
    return record


def item(story: WireStory) -> dict[str, Any]:
    """A story under the names that wire tools agree on; what the document does not have is left out."""
    values = {
        "guid": story.guid,
        "version": story.version,
        "type": "text",
        "pubstatus": story.pub_status,
        "headline": story.headline,
        "kicker": story.kicker,
        "abstract": " ".join(story.standfirst),
        "standfirst": list(story.standfirst),
        "byline": story.byline,
        "authors": list(story.bylines),
        "dateline": story.dateline,
        "published": _moment(story.published, story.published_is_date),
        "updated": _moment(story.updated, story.updated_is_date),
        "embargoed_until": _moment(story.embargoed_until, False),
        "language": story.language,
        "body_text": story.body_text,
        "images": [_picture(picture) for picture in story.pictures],
        "topics": list(story.topics),
        "bios": {bio.name: bio.text for bio in story.bios},
        "social": [link.url for link in story.social],
        "notes": list(story.notes),
        "editor_note": story.editor_note,
        "set_aside": list(story.set_aside),
        "flags": list(story.flags),
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def _picture(picture: WirePicture) -> dict[str, str]:
    return {name: value for name, value in asdict(picture).items() if value}


def _moment(moment: datetime | None, is_date: bool) -> str | None:
    if moment is None:
        return None
    return moment.date().isoformat() if is_date else moment.isoformat()


def _in_words(record: dict[str, Any]) -> str:
    lines = [f"{record['file']}: {record['result']} ({record['format'] or 'unknown format'})"]
    if record.get("reason"):
        lines.append(f"  {record['reason']}")
    for found in record["items"]:
        lines.append(f"  {found['headline']}")
        shown = ("authors", "published", "updated", "standfirst", "topics", "notes", "flags", "set_aside")
        lines.extend(f"    {key}: {found[key]}" for key in shown if found.get(key))
        paragraphs = found.get("body_text", "").split("\n\n")
        lines.append(f"    body: {len(paragraphs)} paragraphs, {sum(map(len, paragraphs))} characters")
    return "\n".join(lines)
