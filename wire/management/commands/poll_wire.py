"""Ask feeds for copy, and fetch the pictures that copy named, for as long as the command runs."""

import time
import traceback
from collections.abc import Callable, Iterable
from functools import partial

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from articles.management.stopping import stop_when_asked
from wire.management.asking import Answer, Asking, Turn
from wire.management.tally import Tally
from wire.models import Feed
from wire.sources import feed, pictures

LOOK_EVERY = 1.0  # seconds
DATABASE_AWAY = 5.0
FOR_FEEDS = 8  # answers that pictures leave room for
MOST_PICTURES = 100


class Command(BaseCommand):
    help = "Asks the feeds that are due, and fetches pictures. Several may run at once."
    # one of them asks SQLite for its write lock, which another importer may hold for longer than a start should wait
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="ask what is due, then end")
        parser.add_argument("--feed", type=int, metavar="ID", help="only this feed; with --once also before its time")

    def handle(self, **options) -> None:
        self.tally = Tally(stdout=self.stdout, stderr=self.stderr, is_silent=options["verbosity"] == 0)
        self.asking, self.only, self.is_once = Asking(), options["feed"], options["once"]
        self.failed = self.fetched = 0
        self.lookout = pictures.Lookout()
        if self.only and not Feed.objects.filter(pk=self.only).exists():
            raise CommandError(f"There is no feed {self.only}.")
        with stop_when_asked() as self.stop:
            if self.is_once:
                self.ask_all(self.feeds())
                self.ask_all(self.pictures())
            while not (self.stop.is_set() or self.is_once):
                self.look()
            for turn in self.asking.turns:
                turn.give_back()
        self.tally.finish()
        if self.fetched:
            self.stdout.write(f"Pictures fetched: {self.fetched}.")
        if self.is_once and (self.failed or self.tally.rejected):
            raise SystemExit(1)

    def ask_all(self, claims: Iterable[Callable[[], Turn | None]]) -> None:
        """All of these, as many at a time as there is room for, to the last answer."""
        waiting = list(claims)
        while (waiting or self.asking.turns) and not self.stop.is_set():
            while waiting and self.asking.has_room():
                self.begin(waiting.pop(0))
            self.take_next(LOOK_EVERY)

    def look(self) -> None:
        """What is due now, as far as there is room; the rest is still due at the next look."""
        if not connection.in_atomic_block:  # else it is a caller's, and so are its connections
            close_old_connections()
        try:
            for claim in self.feeds():
                if self.asking.has_room():
                    self.begin(claim)
            for claim in self.pictures():
                if self.asking.has_room(FOR_FEEDS):
                    self.begin(claim)
            until = time.monotonic() + LOOK_EVERY
            while self.asking.turns and (left := until - time.monotonic()) > 0:
                self.take_next(left)
        except (OperationalError, InterfaceError) as exc:
            self.stderr.write(f"The database does not answer ({exc}).")
            self.stop.wait(DATABASE_AWAY)
        if not self.asking.turns:
            self.stop.wait(LOOK_EVERY)

    def feeds(self) -> list[Callable[[], Turn | None]]:
        now = timezone.now()
        if self.only:
            return [partial(feed.claim, self.only, now, is_early=self.is_once)]
        return [partial(feed.claim, pk, now) for pk in feed.due(now)]

    def pictures(self) -> list[Callable[[], Turn | None]]:
        if self.only:
            return []
        now = timezone.now()
        self.lookout.note_new(now)
        return [partial(pictures.claim, pk, now) for pk in pictures.due(now, MOST_PICTURES)]

    def begin(self, claim: Callable[[], Turn | None]) -> None:
        if turn := claim():
            self.asking.begin(turn)

    def take_next(self, seconds: float) -> None:
        if (answered := self.asking.next_answer(seconds)) is None:
            return
        try:
            self.take(*answered)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # noqa: BLE001 -- our own mistake about one address must not cost the others
            self.failed += 1
            self.stderr.write(f"{answered[0]}: {traceback.format_exc()}")

    def take(self, turn: Turn, answer: Answer) -> None:
        now = timezone.now()
        if isinstance(turn, pictures.Turn):
            trouble = turn.take(answer, now=now)
            self.fetched += not trouble
        else:
            polled = turn.take(answer, now=now)
            trouble = polled.trouble
            if polled.received:
                self.tally.add(turn.feed.provider, turn.feed.url, polled.received)
        if trouble:
            self.failed += 1
            self.stderr.write(f"{turn}: {trouble}")
