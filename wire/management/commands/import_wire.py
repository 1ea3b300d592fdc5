"""Bring copy in: files, folders and standard input become stories."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wire.intake import MAX_BYTES, Manner
from wire.management.batch import Batch, provider_named, undone
from wire.sources import folder

STDIN = "-"


class Command(BaseCommand):
    help = "Imports documents as drafts. The same document again changes nothing; a newer version updates its story."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
        parser.add_argument("--provider", default="Wire", metavar="NAME", help="who supplied the copy (default: Wire)")
        parser.add_argument(
            "--publish", action="store_true", help="let readers see new stories, at the copy's own dates"
        )
        parser.add_argument(
            "--timezone",
            metavar="ZONE",
            help="for times printed without a zone, such as Europe/Berlin; a new provider keeps it",
        )
        order = parser.add_mutually_exclusive_group()
        order.add_argument(
            "--day-first", action="store_true", default=None, help="1/5/2026 is 1 May where the copy does not tell"
        )
        order.add_argument(
            "--month-first",
            action="store_false",
            dest="day_first",
            help="1/5/2026 is January 5 where the copy does not tell",
        )
        parser.add_argument("--dry-run", action="store_true", help="do everything, report it, and undo it")

    def handle(self, *, paths, provider, publish, timezone, day_first, dry_run, **options) -> None:
        documents = [document for path in paths for document in _documents(path)]
        manner = Manner(timezone=_zone(timezone), day_first=day_first, publish=publish)
        with undone(dry_run):
            batch = Batch(
                provider=provider_named(provider, timezone=timezone or "", day_first=day_first),
                manner=manner,
                total=len(documents),
                stdout=self.stdout,
                stderr=self.stderr,
            )
            with batch.stoppable():
                for name, read in documents:
                    batch.add(name, read)
        batch.finish(is_dry_run=dry_run)


def _documents(path: str) -> list[tuple[str, Callable[[], bytes]]]:
    """The documents of an argument: the name of each, and how to read it when its turn comes."""
    if path == STDIN:
        return [("standard input", lambda: sys.stdin.buffer.read(MAX_BYTES + 1))]
    return [(name, partial(folder.read, found)) for name, found in folder.walk(Path(path))]


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError) as exc:  # a name not found is a KeyError
        raise CommandError(f"{name} is not a time zone. Write it like Europe/Berlin.") from exc
