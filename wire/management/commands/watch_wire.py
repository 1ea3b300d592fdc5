"""Take in what agencies drop in the watched folder, for as long as the command runs."""

import traceback
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from wire.intake import Refused, receive
from wire.management.stopping import stop_when_asked
from wire.management.tally import Tally
from wire.models import Document, Provider
from wire.sources import mailbox
from wire.sources.watched import RESERVED, Claim, Inbox

DATABASE_AWAY = 5.0  # seconds, until it is asked again


class Command(BaseCommand):
    help = "Takes in what is dropped in the watched folder. Several may run at once, on one folder."

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
        is_away = False
        with stop_when_asked() as self.stop, Inbox(folder, settle=options["settle"]) as inbox:
            for look in count():
                is_away = self.take_all(inbox, options["provider"])
                if self.stop.is_set() or (options["once"] and look):  # at the second look, files have settled
                    break
                self.stop.wait(DATABASE_AWAY if is_away else options["settle"])
        self.tally.finish()
        if self.tally.rejected or is_away:
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
        try:
            providers = self.providers(slug)
            for claim in inbox.left_behind(providers):
                self.take(claim, providers[claim.slug])
                if self.stop.is_set():
                    return False
            for found in inbox.ready(providers):
                if self.stop.is_set():
                    return False
                if claim := inbox.claim(found):
                    self.take(claim, providers[claim.slug])
        except (OperationalError, InterfaceError) as exc:
            self.stderr.write(f"The database does not answer ({exc}). The files wait.")
            return True
        self.mention(inbox.unreadable, "cannot be read or taken away")
        if slug is None:
            self.mention(inbox.strays(providers), "is in no folder of a provider whose copy is taken")
            reserved = Provider.objects.filter(slug__in=RESERVED).values_list("slug", flat=True)
            self.mention(reserved, "is a folder that the inbox needs itself: give the provider another slug")
        return False

    def take(self, claim: Claim, provider: Provider) -> None:
        """One file: into the intake, and then to where it is kept."""
        try:
            troubles = [trouble for trouble in self.received(claim, provider) if trouble]
        except (OperationalError, InterfaceError):
            claim.put_back()
            raise
        except Exception as exc:  # noqa: BLE001 -- our own mistake in one file must not cost the others
            self.stderr.write(traceback.format_exc())
            troubles = [f"The newsroom's software failed ({type(exc).__name__}: {exc})."]
            self.tally.refuse(provider, claim.name, troubles[0])
        today = timezone.localdate()
        if troubles:
            claim.fail(today, "\n".join(troubles))
        else:
            claim.finish(today)

    def received(self, claim: Claim, provider: Provider):
        """Each document of the file into the intake; gives the trouble with it, in words."""
        documents = mailbox.documents(claim.path, claim.name)
        while True:
            name = claim.name
            try:
                name, raw = next(documents)
                received = receive(raw, provider=provider, filename=name, way=Document.Way.FOLDER)
            except StopIteration:
                return
            except Refused as exc:
                self.tally.refuse(provider, name, str(exc))
                yield str(exc)
            else:
                self.tally.add(provider, name, received)
                yield f"{name}: {received.document.reason}" if received.is_rejected else ""

    def mention(self, names: Iterable[str], words: str) -> None:
        """Once for each: a log that repeats itself every second is read by nobody."""
        for name in names:
            if (line := f"{name} {words}.") not in self.mentioned:
                self.mentioned.add(line)
                self.stderr.write(line)
