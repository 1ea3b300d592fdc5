"""Writes published stories as files, one a story, in an agency's format."""

from datetime import datetime, time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.models import Article
from wire.output import FORMATS, outgoing
from wire.output.index import for_output

CHUNK = 500


class Command(BaseCommand):
    help = "Writes what readers see as ninjs, NewsML-G2 or NITF, one file a story. A file that is there is replaced."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="where the files go; made when it is missing")
        parser.add_argument("--format", choices=list(FORMATS), default="ninjs", help="default: ninjs")
        parser.add_argument("--since", metavar="DATE", help="only stories changed on or after this day, as 2026-11-24")
        parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")

    def handle(self, *, folder, since, dry_run, **options) -> None:
        target, wire_format = Path(folder), FORMATS[options["format"]]
        stories = Article.objects.published().order_by("pk")
        if since:
            stories = stories.filter(updated_at__gte=_midnight(since))
        if not dry_run:
            try:
                target.mkdir(parents=True, exist_ok=True)
            except OSError as exc:
                raise CommandError(f"{target} cannot be made: {exc.strerror}.") from exc
        count = size = 0
        for article in for_output(stories).iterator(chunk_size=CHUNK):
            written = wire_format.write(outgoing(article))
            if not dry_run:
                _write(target / f"{article.uid}.{wire_format.SUFFIX}", written)
            count, size = count + 1, size + len(written)
            if self.stderr.isatty() and count % CHUNK == 0:
                self.stderr.write(f"\r{count} stories", ending="")
        said = "would be written" if dry_run else "written"
        self.stdout.write(f"{count} stories {said} to {target} as {options['format']} ({size:,} bytes).")


def _write(path: Path, written: bytes) -> None:
    """Whole or not at all: who watches the folder never finds half a story."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(written)
        unfinished.replace(path)
    except OSError as exc:
        unfinished.unlink(missing_ok=True)
        raise CommandError(f"{path} cannot be written: {exc.strerror}. What was written before stays.") from exc


def _midnight(day: str) -> datetime:
    try:
        date = parse_date(day)
    except ValueError:
        date = None
    if date is None:
        raise CommandError(f"{day} is not a day. Write it like 2026-11-24.")
    return timezone.make_aware(datetime.combine(date, time.min))
