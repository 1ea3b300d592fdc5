"""Says what the importer understands of documents, as it reads them itself. Writes nothing: no database, no files."""

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

from wire import reading
from wire.formats import Attachment, Habits, NotAStory, Parsed, WireError, WireStory
from wire.formats import body as body_of
from wire.formats import text as dumps
from wire.intake import Refused
from wire.reading import Reader
from wire.sources import folder


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
        habits = Habits(timezone=zone, day_first=options["day_first"])
        with reading.reader() as reader:
            reader.start()  # no document's time
            for name, path in documents(options["paths"]):
                for record in inspect(name, path, habits, reader):
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


def inspect(name: str, path: Path, habits: Habits, reader: Reader) -> Iterator[dict[str, Any]]:
    """A line for the document and for each document inside it: what it is, and the stories or why there are none."""
    began = time.perf_counter()
    try:
        raw = folder.read(path)
    except Refused as refused:
        yield _line(name, UnreadableFile(str(refused)), began)
        return
    reader.ask(raw, habits)
    for found in reader.answer():
        yield _line(name, found.outcome, began, found.member)


class UnreadableFile(WireError):
    """There are no bytes to read."""


def _line(name: str, outcome: Parsed | WireError, began: float, member: str = "") -> dict[str, Any]:
    record: dict[str, Any] = {"file": name}
    if member:
        record["member"] = member
    match outcome:
        case Parsed():
            items = [item(story, is_dump=outcome.format == dumps.NAME) for story in outcome.stories]
            record |= {"result": "stories", "format": outcome.format, "items": items}
        case NotAStory():
            record |= {"result": "not_a_story", "format": outcome.format, "items": [], "reason": str(outcome)}
        case _:
            record |= {"result": "rejected", "format": outcome.format, "items": [], "reason": str(outcome)}
    record["seconds"] = round(time.perf_counter() - began, 4)
    return record


def item(story: WireStory, *, is_dump: bool) -> dict[str, Any]:
    """A story under the names that wire tools agree on; what the document does not have is left out.

    Of a text dump that prints a day the day is told; what machines read in a format of machines is always a moment.
    """
    body = body_of.to_blocks(story.body)
    values = {
        "guid": story.guid,
        "guid_versioned": story.guid_versioned,
        "version": story.version,
        "type": story.kind,
        "pubstatus": story.pub_status,
        "signals": list(story.signals),
        "signal_codes": list(story.signal_codes),
        "kills": list(story.kills),
        "replaces": list(story.replaces),
        "first_created": _moment(story.first_created, False),
        "published": _moment(story.published, is_dump and story.published_is_date),
        "updated": _moment(story.updated, is_dump and story.updated_is_date),
        "embargoed_until": _moment(story.embargoed_until, False),
        "expires_at": _moment(story.expires_at, False),
        "headline": story.headline,
        "subheadline": story.subheadline,
        "kicker": story.kicker,
        "abstract": " ".join(story.standfirst),
        "standfirst": list(story.standfirst),
        "slugline": story.slugline,
        "take_key": story.take_key,
        "category": story.category,
        "byline": story.byline,
        "byline_title": story.byline_title,
        "authors": list(story.bylines),
        "credit": story.credit,
        "provider": story.sender,
        "dateline": story.dateline,
        "dateline_city": story.dateline_city,
        "place": [_given(place) for place in story.places],
        "language": story.language,
        "urgency": story.urgency,
        "priority": story.priority,
        "provider_sequence": story.provider_sequence,
        "word_count": story.word_count,
        "subjects": [_given(subject) for subject in story.subjects],
        "keywords": list(story.keywords),
        "topics": list(story.topics),
        "editor_note": story.editor_note,
        "private_notes": list(story.private_notes),
        "usage_terms": story.usage_terms,
        "body_html": "\n".join(body),
        "body_text": body_of.to_text(story.body),
        "body_href": story.body_href,
        "preformatted": story.is_preformatted,
        "caption": story.caption,
        "images": [_given(picture) for picture in story.pictures],
        "renditions": [_given(rendition) for rendition in story.renditions],
        "attachments": [_attachment(attachment) for attachment in story.attachments],
        "related": [_given(related) for related in story.related],
        "link": story.link,
        "is_press_release": story.is_press_release,
        "bios": {bio.name: bio.text for bio in story.bios},
        "social": [link.url for link in story.social],
        "notes": list(story.notes),
        "set_aside": list(story.set_aside),
        "flags": list(story.flags),
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def _given(part: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(part).items() if value not in ("", None, ())}


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {"filename": attachment.filename, "mimetype": attachment.mimetype, "bytes": attachment.size}


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
