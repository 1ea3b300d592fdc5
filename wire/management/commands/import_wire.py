"""Bring copy in: files, folders, archives and standard input become stories."""

import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser, DjangoHelpFormatter

from wire.intake import MAX_BYTES, Manner, retry_all
from wire.management.batch import USAGE, Batch, provider_named, undone
from wire.models import Document
from wire.sources import folder

STDIN = "-"
STATUSES = """\
exit status:
  0    everything was taken in
  1    some documents were rejected; they wait, with the reason, for --replay or the desk
  2    the command was not understood: nothing was done
  130  interrupted: what was taken in stays, and running the command again brings the rest
"""


class Command(BaseCommand):
    # Some of them want the database for themselves for a moment, and give up where other importers are busy in it.
    requires_system_checks = ()
    help = "Imports documents as drafts. The same document again changes nothing; a newer version updates its story."

    def create_parser(self, prog_name, subcommand, **options) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, epilog=STATUSES, **options)
        parser.formatter_class = _Formatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="*", metavar="PATH", help="a file, an archive, a folder, or - for standard input"
        )
        parser.add_argument("--provider", metavar="NAME", help="who supplied the copy (default: Wire)")
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
        parser.add_argument(
            "--replay",
            action="store_true",
            help="instead of files: read what was rejected before once more, of --provider or of all",
        )
        parser.add_argument("--dry-run", action="store_true", help="do everything, report it, and undo it")

    def handle(self, *, paths, replay, dry_run, **options) -> None:
        if bool(paths) == replay:
            raise CommandError("Name the files and folders to import, or write --replay.", returncode=USAGE)
        with undone(dry_run):
            batch = self.replayed(options["provider"]) if replay else self.imported(paths, **options)
        batch.finish(is_dry_run=dry_run)

    def imported(self, paths, *, provider, publish, timezone, day_first, **options) -> Batch:
        documents = [document for path in paths for document in _documents(path)]
        manner = Manner(timezone=_zone(timezone), day_first=day_first, publish=publish)
        supplier = provider_named(provider or "Wire", timezone=timezone or "", day_first=day_first)
        batch = self.batch(f"from {supplier}", len(documents), is_published=publish)
        with batch.stoppable():
            for _ in batch.take_in(documents, provider=supplier, manner=manner):
                pass
        return batch

    def replayed(self, provider: str | None) -> Batch:
        waiting = Document.objects.filter(outcome__in=[Document.Outcome.REJECTED, Document.Outcome.WAITING])
        if provider:
            waiting = waiting.filter(provider__name__iexact=provider.strip())
        batch = self.batch("that had been rejected", waiting.count())
        with batch.stoppable():
            for received in retry_all(waiting):
                batch.count(received.document.filename, received)
        return batch

    def batch(self, whose: str, total: int, *, is_published: bool = False) -> Batch:
        return Batch(whose=whose, total=total, stdout=self.stdout, stderr=self.stderr, is_published=is_published)


class _Formatter(RawDescriptionHelpFormatter, DjangoHelpFormatter):
    """The exit statuses are a table, and stay one."""


def _documents(path: str) -> list[tuple[str, Callable[[], bytes]]]:
    """The documents of an argument: the name of each, and how to read it when its turn comes."""
    if path == STDIN:
        return [("standard input", lambda: sys.stdin.buffer.read(MAX_BYTES + 1))]
    return [(name, partial(folder.read, found)) for name, found in folder.walk(Path(path))]


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError) as exc:  # a name not found is a KeyError
        raise CommandError(f"{name} is not a time zone. Write it like Europe/Berlin.", returncode=USAGE) from exc
