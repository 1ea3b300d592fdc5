"""Let go of what need not be kept for good."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from wire import filing


class Command(BaseCommand):
    help = (
        "Lets go of the bytes of filed documents when their provider's time for them is over, and of what texts are "
        "compared by. Stories and records stay. Run it once a day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be let go, and keep it")

    def handle(self, *, dry_run, **options) -> None:
        gone = filing.let_go(now=timezone.now(), dry_run=dry_run)
        self.stdout.write(f"{gone.documents:>8,}  documents without their bytes now ({gone.bytes:,} bytes)")
        self.stdout.write(f"{gone.fingerprints:>8,}  fingerprints")
        if dry_run:
            self.stdout.write("Dry run, everything was kept.")
