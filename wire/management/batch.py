"""Many documents, one after the other: what the import commands share. A bad document never stops the rest."""

import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, OutputWrapper
from django.db import transaction
from django.utils import timezone

from wire.intake import Manner, Received, Refused, printable, receive
from wire.models import Filed, Provider

REJECTED = "rejected"
# The lines of the table. What is usual is shown even when there was none of it.
USUAL = {
    Filed.CREATED: "created",
    Filed.UPDATED: "updated",
    Filed.UNCHANGED: "unchanged",
    REJECTED: "rejected",
}
STAYED_OUT = {
    Filed.CONFLICT: "waiting: the desk changed the same words",
    Filed.OLDER: "older than what we have",
    Filed.KILLED: "killed before",
}
INTERRUPTED = 130  # as shells say it


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
        Provider(**habits).clean_fields()
    except ValidationError as exc:
        raise CommandError(" ".join(exc.messages)) from exc
    provider, _ = Provider.objects.get_or_create(name__iexact=habits["name"], defaults=habits)
    return provider


@dataclass(kw_only=True)
class Batch:
    """What has happened to the documents so far."""

    provider: Provider
    manner: Manner
    total: int
    stdout: OutputWrapper
    stderr: OutputWrapper
    now: datetime = field(default_factory=timezone.now)
    done: int = 0
    visible: int = 0
    is_interrupted: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    named: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, read: Callable[[], bytes]) -> Received | None:
        """Take in one document; None when it could not be."""
        self._show_progress(name)
        received = None
        try:
            received = receive(read(), provider=self.provider, filename=name, manner=self.manner, now=self.now)
        except Refused as exc:
            self._name(REJECTED, name, str(exc))
        except Exception as exc:  # noqa: BLE001 -- our own mistake in one document must not cost the others
            self._name(REJECTED, name, f"The newsroom's software failed ({type(exc).__name__}: {exc}).")
            self.stderr.write(traceback.format_exc())
        else:
            self._count(name, received)
        self.done += 1
        return received

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
        for outcome, words in {**USUAL, **STAYED_OUT}.items():
            if self.counts[outcome] or outcome in USUAL:
                self.stdout.write(f"{self.counts[outcome]:>{width}}  {words}")
            for where, line in self.named:
                if where == outcome:
                    self.stdout.write(f"{'':>{width}}    {line}")
        self.stdout.write(self._last_line(is_dry_run))
        if self.is_interrupted:
            sys.exit(INTERRUPTED)
        if self.counts[REJECTED]:
            sys.exit(1)

    def _last_line(self, is_dry_run: bool) -> str:
        taken = self.done - self.counts[REJECTED]
        new = self.counts[Filed.CREATED] + self.counts[Filed.UPDATED]
        state = f"{self.visible} of {new} can be read now" if self.manner.publish else "as drafts"
        if not new:
            state = "nothing new"
        line = f"{taken} of {self.total} documents from {self.provider} taken in ({state})."
        if self.counts[REJECTED]:
            line += f" {self.counts[REJECTED]} rejected."
        if self.is_interrupted:
            line = f"Interrupted. {line} What was taken in stays; run the command again for the rest."
        if is_dry_run:
            line = f"Dry run, nothing was kept. {line}"
        return line

    def _count(self, name: str, received: Received) -> None:
        if received.is_rejected:
            self._name(REJECTED, name, received.document.reason)
        elif not received.items:
            self.counts[Filed.UNCHANGED] += 1
        for item in received.items:
            if item.outcome in STAYED_OUT:
                self._name(item.outcome, name, item.story.headline)
            else:
                self.counts[item.outcome] += 1
            if item.outcome in {Filed.CREATED, Filed.UPDATED}:
                self.visible += item.article.is_visible()

    def _name(self, outcome: str, name: str, words: str) -> None:
        self.counts[outcome] += 1
        self.named.append((outcome, f"{printable(name)}: {printable(words)}"))

    def _show_progress(self, name: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{self.done + 1} of {self.total}  {printable(name)[-60:]}", ending="")
            self.stderr.flush()

    def _clear_progress(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K", ending="")
