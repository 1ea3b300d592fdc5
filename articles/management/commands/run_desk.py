"""Do what is due: scheduled changes of stories, and what the outbox holds, for as long as the command runs."""

import os
import random
import socket
import time
import traceback
import uuid
from collections import Counter
from datetime import datetime, timedelta

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from articles import outbox, workflow
from articles.management.stopping import stop_when_asked
from articles.management.working import AT_ONCE, SIGN_EVERY, InHand, leave_quietly, show_up
from articles.models import ScheduledChange
from articles.outbox import Turn
from articles.workflow.announcing import NEWS_FOR, announce_expired

LOOK_EVERY = 1.0  # seconds
DATABASE_AWAY = 5.0
LAST_WORDS = 5.0  # what is under way when the command is asked to stop may come to its end
TIDY_EVERY = timedelta(hours=1)
OVERLAP = timedelta(seconds=10)  # of two looks for stories that expired, so that none falls between them
OUTCOMES = ("done", "failed", "taken back")


class Command(BaseCommand):
    help = "Does what is due: scheduled changes of stories, pings, webhooks and mail. Several may run at once."
    # one of them asks SQLite for its write lock, which an importer may hold for longer than a start should wait
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due, then end")

    def handle(self, **options) -> None:
        self.is_silent = options["verbosity"] == 0
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
        self.in_hand, self.counts = InHand(), Counter()
        self.seen_at = self.tidied_at = self.looked_at = None
        with stop_when_asked() as self.stop:
            if options["once"]:
                while not self.stop.is_set() and self.look(is_once=True):
                    pass
            while not (self.stop.is_set() or options["once"]):
                self.look_patiently()
            self.leave()
        if not self.is_silent:
            self.finish()
        if options["once"] and any(outcome == "failed" for _, outcome in self.counts):
            raise SystemExit(1)

    def look_patiently(self) -> None:
        if not connection.in_atomic_block:  # else it is a caller's, and so are its connections
            close_old_connections()
        began = time.monotonic()
        try:
            self.look()
        except (OperationalError, InterfaceError) as exc:
            self.stderr.write(f"The database does not answer ({exc}).")
            self.stop.wait(DATABASE_AWAY)
        self.stop.wait(max(0.0, LOOK_EVERY - (time.monotonic() - began)))

    def look(self, *, is_once: bool = False) -> bool:
        """Do what is due now, as far as there is room; whether there was anything."""
        now = database_now()
        if self.seen_at is None or now - self.seen_at >= SIGN_EVERY:
            show_up(self.name, now)
            self.seen_at = now
            for turn in list(self.in_hand.turns):
                turn.renew(now)
        if self.tidied_at is None or now - self.tidied_at >= TIDY_EVERY:
            outbox.tidy(now)
            self.tidied_at = now
        announce_expired(self.looked_at - OVERLAP if self.looked_at else now - NEWS_FOR, now)
        self.looked_at = now
        found = self.change_stories(now) + self.begin_effects(now)
        until = time.monotonic() + LOOK_EVERY
        while self.in_hand.turns and not self.stop.is_set() and (left := until - time.monotonic()) > 0:
            self.take_next(left)
        return bool(found or (is_once and self.in_hand.turns))

    def change_stories(self, now: datetime) -> int:
        due = workflow.due_changes(now, 100)
        for pk in due:
            if self.stop.is_set():
                break
            try:
                change = workflow.apply_change(pk, now=now)
            except (OperationalError, InterfaceError):
                raise
            except Exception as exc:  # noqa: BLE001 -- our own mistake about one story must not cost the others
                workflow.change_failed(pk, exc, now=now)
                self.say("change", "failed", f"Change {pk}: {traceback.format_exc()}")
            else:
                if change is not None:
                    is_done = change.state == ScheduledChange.State.DONE
                    self.say("change", "done" if is_done else "failed", f"{change}: {change.trouble or 'done'}")
        return len(due)

    def begin_effects(self, now: datetime) -> int:
        """Not the oldest only: several workers that all reach for the same one get in each other's way."""
        room = self.in_hand.room()
        due = outbox.due(now, 4 * AT_ONCE) if room else []
        for pk in random.sample(due, len(due)):
            if not self.in_hand.room() or self.stop.is_set():
                break
            if turn := outbox.claim(pk, owner=self.name, now=now):
                self.in_hand.begin(turn, now)
        return len(due)

    def take_next(self, seconds: float) -> None:
        if (ended := self.in_hand.next_ended(seconds)) is None:
            return
        turn, exc = ended
        self.write_down(turn, exc, database_now())

    def write_down(self, turn: Turn, exc: Exception | None, now: datetime) -> None:
        is_ours = turn.done(now) if exc is None else turn.failed(exc, now)
        if not is_ours:
            self.say(turn.effect.kind, "failed", f"{turn}: It took so long that another worker does it now.")
        elif exc is None:
            self.say(turn.effect.kind, "done", f"{turn}: done")
        elif isinstance(exc, outbox.TakenBack):
            self.say(turn.effect.kind, "taken back", f"{turn}: {exc}")
        elif not isinstance(exc, outbox.Later):
            self.say(turn.effect.kind, "failed", f"{turn}: {outbox.in_words(exc)}")

    def leave(self) -> None:
        """What is under way may come to its end; the rest is given back, for somebody else to do at once."""
        until = time.monotonic() + LAST_WORDS
        while self.in_hand.turns and (left := until - time.monotonic()) > 0:
            self.take_next(left)
        for turn in self.in_hand.turns:
            turn.give_back()
        leave_quietly(self.name)

    def say(self, kind: str, outcome: str, words: str) -> None:
        self.counts[kind, outcome] += 1
        if outcome == "failed":
            self.stderr.write(words)
        elif not self.is_silent:
            self.stdout.write(words)

    def finish(self) -> None:
        """The table, a line for each kind."""
        kinds = sorted({kind for kind, _ in self.counts})
        width = max(map(len, ["kind", *kinds]))
        self.stdout.write("  ".join([f"{'kind':<{width}}", *OUTCOMES]))
        for kind in kinds:
            cells = [f"{self.counts[kind, outcome]:>{len(outcome)}}" for outcome in OUTCOMES]
            self.stdout.write("  ".join([f"{kind:<{width}}", *cells]))


def database_now() -> datetime:
    """The database's own clock, where it has one: of several machines one may be fast, and nothing comes early."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
