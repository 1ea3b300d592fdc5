"""Many documents, one after the other: what the import commands share. A bad document never stops the rest."""

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, OutputWrapper
from django.db import transaction
from django.utils import timezone

from wire.intake import Delivery, Manner, Received, Refused, check_size, printable, receive_all
from wire.models import Document, Filed, Provider

REJECTED = "rejected"
IGNORED = "ignored"
# The lines of the table. What is usual is shown even when there was none of it.
USUAL = {
    Filed.CREATED: "created",
    Filed.UPDATED: "updated",
    Filed.UNCHANGED: "unchanged",
    REJECTED: "rejected",
}
UNUSUAL = {
    Filed.KILL: "kills",
    Filed.RECORDED: "kept, and no story of their own",
    Filed.CONFLICT: "waiting: the desk changed the same words",
    Filed.DISPUTED: "waiting: other words under a version we have",
    Filed.OLDER: "older than what we have",
    Filed.KILLED: "killed before",
    IGNORED: "no story",
}
# Those an editor will want to look up. A table of thousands is read by nobody, and the desk has them all.
NAMED = {REJECTED, IGNORED, Filed.CONFLICT, Filed.DISPUTED, Filed.OLDER, Filed.KILLED}
MOST_NAMED = 200
# Exit statuses besides 0 for everything, and 130 as shells say it.
SOME_REJECTED = 1
USAGE = 2
INTERRUPTED = 130


@contextmanager
def undone(is_dry_run: bool) -> Iterator[None]:
    """A dry run is the real run in one transaction that is rolled back."""
    if not is_dry_run:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def provider_named(name: str, *, timezone: str = "", day_first: bool | None = None) -> Provider:
    """The provider of this name. One that is new keeps how its first documents were to be read."""
    orders = {
        None: Provider.DateOrder.UNKNOWN,
        True: Provider.DateOrder.DAY_FIRST,
        False: Provider.DateOrder.MONTH_FIRST,
    }
    habits = {"name": name.strip(), "timezone": timezone, "date_order": orders[day_first]}
    try:
        Provider(**habits).clean_fields(exclude=["slug"])
    except ValidationError as exc:
        raise CommandError(" ".join(exc.messages), returncode=USAGE) from exc
    provider, _ = Provider.objects.get_or_create(name__iexact=habits["name"], defaults=habits)
    return provider


@dataclass(kw_only=True)
class Batch:
    """What has happened to the documents so far. An archive counts as the documents in it."""

    whose: str
    total: int
    stdout: OutputWrapper
    stderr: OutputWrapper
    is_published: bool = False
    done: int = 0
    visible: int = 0
    is_interrupted: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    named: dict[str, list[str]] = field(default_factory=dict)
    now: datetime = field(default_factory=timezone.now)

    def take_in(
        self, documents: Iterable[tuple[str, Callable[[], bytes]]], *, provider: Provider, manner: Manner
    ) -> Iterator[Received]:
        """Take in documents: the name of each, and how to read it when its turn comes. Counts what became of them."""
        names: deque[str] = deque()
        deliveries = self._deliveries(documents, names)
        try:
            for received in receive_all(deliveries, provider=provider, manner=manner, now=self.now):
                self.count(names.popleft(), received)
                yield received
        except Refused as exc:  # of the provider as a whole
            raise CommandError(str(exc), returncode=USAGE) from exc

    def count(self, name: str, received: Received) -> None:
        """Note what became of a document, and of those in it."""
        outcome = received.document.outcome
        for member in received.members:
            self.count(f"{name}/{member.document.filename}", member)
        if received.members and not received.items and not received.is_rejected:
            self.total += len(received.members) - 1
            return
        self.total += len(received.members)
        self.done += 1
        if received.is_rejected:
            self._note(REJECTED, name, received.document.reason)
        elif outcome == Document.Outcome.IGNORED:
            self._note(IGNORED, name, received.document.reason)
        elif not received.items:
            self._note(Filed.UNCHANGED, name)
        for item in received.items:
            self._note(item.outcome, name, item.headline)
            if self.is_published and item.outcome in {Filed.CREATED, Filed.UPDATED}:
                self.visible += item.article.is_visible()

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Whoever presses Ctrl-C keeps what was taken in so far, and is told how much that is."""
        try:
            yield
        except KeyboardInterrupt:
            self.is_interrupted = True

    def finish(self, *, is_dry_run: bool) -> None:
        """Print the table; the exit status tells a script whether everything came in."""
        self._clear_progress()
        width = max(len(str(self.total)), 6)
        for outcome, words in {**USUAL, **UNUSUAL}.items():
            if self.counts[outcome] or outcome in USUAL:
                self.stdout.write(f"{self.counts[outcome]:>{width}}  {words}")
            for line in self.named.get(outcome, ()):
                self.stdout.write(f"{'':>{width}}    {line}")
            if outcome in NAMED and (more := self.counts[outcome] - MOST_NAMED) > 0:
                self.stdout.write(f"{'':>{width}}    and {more} more")
        self.stdout.write(self._last_line(is_dry_run))
        if self.is_interrupted:
            sys.exit(INTERRUPTED)
        if self.counts[REJECTED]:
            sys.exit(SOME_REJECTED)

    def _last_line(self, is_dry_run: bool) -> str:
        taken = self.done - self.counts[REJECTED]
        new = self.counts[Filed.CREATED] + self.counts[Filed.UPDATED]
        state = f"{self.visible} of {new} can be read now" if self.is_published else "as drafts"
        if not new:
            state = "no new stories" if self.counts[Filed.KILL] else "nothing new"
        line = f"{taken} of {self.total} documents {self.whose} taken in ({state})."
        if self.counts[Filed.KILL]:
            line += f" {self.counts[Filed.KILL]} killed by their sender; what waits for an answer is in the admin."
        if self.counts[REJECTED]:
            line += f" {self.counts[REJECTED]} rejected."
        if self.is_interrupted:
            line = f"Interrupted. {line} What was taken in stays; run the command again for the rest."
        return f"Dry run, nothing was kept. {line}" if is_dry_run else line

    def _deliveries(
        self, documents: Iterable[tuple[str, Callable[[], bytes]]], names: deque[str]
    ) -> Iterator[Delivery]:
        for name, read in documents:
            self._show_progress(name)
            try:
                raw = read()
                check_size(len(raw))
            except Refused as exc:
                self._note(REJECTED, name, str(exc))
                self.done += 1
            except KeyboardInterrupt:  # what was read already is taken in before the command ends
                self.is_interrupted = True
                return
            else:
                names.append(name)
                yield Delivery(raw=raw, filename=name)

    def _note(self, outcome: str, name: str, words: str = "") -> None:
        self.counts[outcome] += 1
        if outcome in NAMED and self.counts[outcome] <= MOST_NAMED:
            self.named.setdefault(outcome, []).append(f"{printable(name)}: {printable(words)}")

    def _show_progress(self, name: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{self.done + 1} of {self.total}  {printable(name)[-60:]}", ending="")
            self.stderr.flush()

    def _clear_progress(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K", ending="")
