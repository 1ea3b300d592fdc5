"""What happened to many documents of many providers: counted, said as it happens, and printed as one table."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.core.management.base import OutputWrapper

from wire.intake import Received, printable
from wire.models import Filed, Provider
from wire.sources.words import in_words

COLUMNS = {"documents": "documents", Filed.CREATED: "new", Filed.UPDATED: "updated", "waiting": "waiting"}
COLUMNS |= {"rejected": "rejected"}
WAITING = {Filed.CONFLICT, Filed.DISPUTED}


@dataclass(kw_only=True)
class Tally:
    stdout: OutputWrapper
    stderr: OutputWrapper
    is_silent: bool = False
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def rejected(self) -> int:
        return sum(counts["rejected"] for counts in self.counts.values())

    def add(self, provider: Provider, name: str, received: Received) -> None:
        """A document that is kept, whatever it turned out to be."""
        counts = self.counts[provider.name]
        counts["documents"] += 1
        for one in [received, *received.members]:
            counts["rejected"] += one.is_rejected
            for item in one.items:
                counts["waiting" if item.outcome in WAITING else item.outcome] += 1
        self.say(provider, name, in_words(received), is_trouble=received.is_rejected)

    def refuse(self, provider: Provider, name: str, reason: str) -> None:
        """A document of which nothing is kept."""
        self.counts[provider.name].update(["documents", "rejected"])
        self.say(provider, name, reason, is_trouble=True)

    def say(self, provider: Provider, name: str, words: str, *, is_trouble: bool = False) -> None:
        if is_trouble or not self.is_silent:
            (self.stderr if is_trouble else self.stdout).write(f"{provider}: {printable(name)}: {printable(words)}")

    def finish(self) -> None:
        """The table, a line for each provider."""
        width = max([len("provider"), *map(len, self.counts)])
        self.stdout.write("  ".join([f"{'provider':<{width}}", *COLUMNS.values()]))
        for name in sorted(self.counts):
            cells = [f"{self.counts[name][column]:>{len(title)}}" for column, title in COLUMNS.items()]
            self.stdout.write("  ".join([f"{name:<{width}}", *cells]))
