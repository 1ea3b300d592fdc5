"""Measures the wire on this machine and this database: how many documents a second, and in how much memory."""

import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from wire import formats, reading
from wire.formats import Habits, Parsed
from wire.intake import Manner
from wire.management.batch import REJECTED, USAGE, Batch, provider_named
from wire.management.lookalikes import LOOKALIKES
from wire.models import Document, Item
from wire.sources import folder

HABITS = Habits()
PROVIDER = "Benchmark"


class Command(BaseCommand):
    help = (
        "Measures reading, format by format, and filing from a folder, with made-up documents: documents a second, and "
        "a second of one core's time. Filing needs a database of its own: what is filed there stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--documents", type=int, default=2000, metavar="N", help="in the folder (default: 2000)")
        parser.add_argument("--seconds", type=float, default=1.0, help="for each format (default: 1)")
        parser.add_argument("--format", default="ninjs", choices=LOOKALIKES, help="of the folder (default: ninjs)")
        parser.add_argument(
            "--read-only", action="store_true", help="only read, and leave the database alone; needs no empty one"
        )

    def handle(self, *, documents, seconds, read_only, **options) -> None:
        if not read_only and Item.objects.exists():
            raise CommandError(
                "There is copy in this database. Measure with an empty one (DATA_DIR or DATABASE_URL says which), "
                "or write --read-only.",
                returncode=USAGE,
            )
        self.stdout.write(f"{'reading':<24}{'of one core':>12}{'in the sandbox':>16}{'peak memory':>13}")
        for name in LOOKALIKES:
            self.read(name, seconds)
        if not read_only:
            self.file(documents, options["format"])

    def read(self, name: str, seconds: float) -> None:
        """One format: here, on one core, and in the process that reads, with many on their way."""
        raws = [LOOKALIKES[name](number) for number in range(20)]
        found = {self._found(raw) for raw in raws}
        if found != {name}:
            self.stdout.write(f"{name:<24}{'is not read':>12}   it is taken for {', '.join(sorted(map(str, found)))}")
            return

        def read_all() -> None:
            for raw in raws:
                list(formats.read(raw, HABITS))

        here = _rate(read_all, len(raws), seconds, of_a_core=True)
        with reading.reader() as reader:
            reader.close()  # a fresh one, whose memory nobody used before
            reader.start()

            def ask_all() -> None:
                for raw in raws:
                    reader.ask(raw, HABITS)
                for _ in raws:
                    reader.answer()

            there = _rate(ask_all, len(raws), seconds)
            peak = reader.peak_memory()
        self.stdout.write(f"{name:<24}{here:>12,.0f}{there:>16,.0f}{_megabytes(peak):>13}")

    def file(self, documents: int, name: str) -> None:
        """From a folder into the database, in ten parts, so that one sees whether it slows down or grows."""
        provider = provider_named(PROVIDER)
        self.stdout.write("")
        self.stdout.write(f"{name} from a folder, filed as drafts in {connection.vendor}")
        self.stdout.write(f"{'documents':>12}{'documents/s':>14}{'of one core':>13}{'memory':>10}{'peak':>10}")
        with _folder(name, documents) as path:
            found = [(name, file) for name, file in folder.walk(path)]
            batch = Batch(whose=f"from {provider}", total=documents, stdout=self.stdout, stderr=self.stderr)
            reads = [(name, lambda file=file: folder.read(file)) for name, file in found]
            watch, whole, part = Watch(), Watch(), max(documents // 10, 1)
            for done, _ in enumerate(batch.take_in(reads, provider=provider, manner=Manner()), start=1):
                if done % part == 0:
                    self._line(f"{done:,}", part, watch)
                    watch = Watch()
            self._line("all", documents, whole)
            if rejected := batch.counts[REJECTED]:
                raise CommandError(f"{rejected} of the documents were rejected, so this measured nothing.")
        rows = {model.__name__: model.objects.count() for model in (Document, Item)}
        self.stdout.write(f"{rows['Document']:,} documents and {rows['Item']:,} versions are in {settings.DATA_DIR}.")

    def _line(self, done: str, documents: int, watch: "Watch") -> None:
        rate, of_a_core = documents / watch.seconds, documents / watch.cpu_seconds
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        numbers = f"{rate:>14,.0f}{of_a_core:>13,.0f}{_megabytes(_memory()):>10}{_megabytes(peak):>10}"
        self.stdout.write(f"{done:>12}{numbers}")

    def _found(self, raw: bytes) -> str | None:
        readings = list(formats.read(raw, HABITS))
        if all(found.member for found in readings):
            return "zip"
        outcome = readings[0].outcome
        return outcome.format if isinstance(outcome, Parsed) else None


class Watch:
    """Time since it was made: on the wall, and what this process computed. The latter is the same on a busy machine."""

    def __init__(self) -> None:
        self.began, self.cpu_began = time.perf_counter(), time.process_time()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.began

    @property
    def cpu_seconds(self) -> float:
        return time.process_time() - self.cpu_began


def _rate(work, documents: int, seconds: float, *, of_a_core: bool = False) -> float:
    """Documents a second, after once for warming up."""
    work()
    watch, rounds = Watch(), 0
    while watch.seconds < seconds:
        work()
        rounds += 1
    return rounds * documents / (watch.cpu_seconds if of_a_core else watch.seconds)


@contextmanager
def _folder(name: str, documents: int) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="bench-wire-"))
    try:
        for number in range(documents):
            (path / f"{number:07}").write_bytes(LOOKALIKES[name](number))
        yield path
    finally:
        shutil.rmtree(path)


def _memory() -> int:
    """What this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
