"""Take in what agencies drop in the watched folder, for as long as the command runs."""

import traceback
from collections.abc import Iterable, Iterator
from itertools import chain, count, groupby
from operator import attrgetter
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from articles.management.stopping import stop_when_asked
from wire.intake import Refused
from wire.management.tally import Tally
from wire.models import Provider
from wire.sources.dropped import Dropped, Taken
from wire.sources.watched import RESERVED, Claim, Inbox

WHEN_IN_TROUBLE = 5.0  # seconds, until the next look


class Command(BaseCommand):
    help = "Takes in what is dropped in the watched folder. Several may run at once, on one folder."
    # one of them asks SQLite for its write lock, which another importer may hold for longer than a start should wait
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, metavar="DIR", help="instead of WIRE_INBOX")
        parser.add_argument("--provider", metavar="SLUG", help="only this provider's folder")
        parser.add_argument("--once", action="store_true", help="take in what is there, then end")
        parser.add_argument(
            "--settle",
            type=float,
            default=1.0,
            metavar="SECONDS",
            help="how long a file must lie unchanged (default: 1); more where files come over a slow line",
        )

    def handle(self, **options) -> None:
        folder = options["folder"] or settings.WIRE_INBOX
        self.tally = Tally(stdout=self.stdout, stderr=self.stderr, is_silent=options["verbosity"] == 0)
        self.mentioned: set[str] = set()
        self.providers(options["provider"])
        self.is_careful = self.has_failed = is_away = False
        with stop_when_asked() as self.stop, Inbox(folder, settle=options["settle"]) as inbox:
            for look in count():
                is_away = self.take_all(inbox, options["provider"])
                if self.stop.is_set() or (options["once"] and look > self.has_failed):
                    break  # at the second look, files have settled; after a failure they go one by one
                self.stop.wait(WHEN_IN_TROUBLE if is_away or self.is_careful else options["settle"])
        self.tally.finish()
        if self.tally.rejected or is_away or self.has_failed:
            raise SystemExit(1)

    def providers(self, slug: str | None) -> dict[str, Provider]:
        """Those whose copy is taken, asked anew at each look: a provider made meanwhile gets its folder."""
        providers = Provider.objects.filter(is_active=True).exclude(slug__in=RESERVED)
        if slug is None:
            return {provider.slug: provider for provider in providers}
        found = providers.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"There is no provider {slug!r} whose copy is taken.")
        return {slug: found}

    def take_all(self, inbox: Inbox, slug: str | None) -> bool:
        """Everything that is whole now. True when the database went away: then the files stay where they were."""
        if not connection.in_atomic_block:  # else it is a caller's, and so are its connections
            close_old_connections()
        self.is_careful, self.has_failed = self.has_failed, False
        try:
            providers = self.providers(slug)
            for provider in providers.values():
                self.take(inbox.left_behind([provider.slug]), provider)
            for owner, found in groupby(inbox.ready(providers), key=attrgetter("slug")):
                self.take(filter(None, map(inbox.claim, found)), providers[owner])
        except (OperationalError, InterfaceError) as exc:
            self.stderr.write(f"The database does not answer ({exc}). The files wait.")
            return True
        self.mention(inbox.unreadable, "cannot be read or taken away")
        if slug is None:
            self.mention(inbox.strays(providers), "is in no folder of a provider whose copy is taken")
            reserved = Provider.objects.filter(slug__in=RESERVED).values_list("slug", flat=True)
            self.mention(reserved, "is a folder that the inbox needs itself: give the provider another slug")
        return False

    def take(self, claims: Iterator[Claim], provider: Provider) -> None:
        """These files, many at once, as long as nobody asks us to stop.

        Where software of ours fails, nobody knows by which file: they are put back, and at the next look go one by one.
        """
        wanted = self.until_stopped(claims)
        for first in wanted:
            together = [first] if self.is_careful else chain([first], wanted)
            try:
                for taken in Dropped(together, provider).take_in():
                    self.say(provider, taken)
            except Refused as exc:
                self.stderr.write(f"{provider}: {exc}")
                return
            except (OperationalError, InterfaceError):
                raise
            except Exception:  # noqa: BLE001 -- our own mistake in one file must not cost the others
                self.stderr.write(traceback.format_exc())
                self.has_failed = True
                if not self.is_careful:
                    return

    def until_stopped(self, claims: Iterator[Claim]) -> Iterator[Claim]:
        while not self.stop.is_set() and (claim := next(claims, None)):
            yield claim

    def say(self, provider: Provider, taken: Taken) -> None:
        if taken.received:
            self.tally.add(provider, taken.name, taken.received)
        else:
            self.tally.refuse(provider, taken.name, taken.refusal)

    def mention(self, names: Iterable[str], words: str) -> None:
        """Once for each: a log that repeats itself every second is read by nobody."""
        for name in names:
            if (line := f"{name} {words}.") not in self.mentioned:
                self.mentioned.add(line)
                self.stderr.write(line)
