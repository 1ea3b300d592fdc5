"""How a provider's copy is doing: when it last came, how much of it could not be read, how late it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from wire.models import Document, Feed, Filed, Item, Notice, Provider

DAY = timedelta(hours=24)
SAMPLE = 50  # items whose lag is looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Counts are of the last 24 hours; `lag` is the median of the newest items, from the sender's clock to ours."""

    last_item_at: datetime | None
    is_idle: bool
    received: int
    rejected: int
    lag: timedelta | None
    waiting: int
    feeds_in_trouble: int

    @property
    def error_rate(self) -> float:
        """Rejected documents among those received, from 0 to 1."""
        return self.rejected / self.received if self.received else 0.0

    @property
    def lag_in_words(self) -> str:
        """As people say it: 40 seconds, 3 minutes, 2 hours."""
        if self.lag is None:
            return "not known"
        seconds = int(self.lag.total_seconds())
        amount, unit = (seconds, "second") if seconds < 90 else (seconds // 60, "minute")
        if amount >= 90 and unit == "minute":
            amount, unit = amount // 60, "hour"
        return f"{amount} {unit}" if amount == 1 else f"{amount} {unit}s"

    @property
    def has_alarm(self) -> bool:
        return self.is_idle or self.feeds_in_trouble > 0 or (self.received >= 5 and self.error_rate > 0.2)


def health_of(provider: Provider, now: datetime) -> Health:
    """Looks at the newest rows only, so it takes as long after ten years as after a day."""
    newest = list(provider.items.order_by("-received_at", "-pk").values_list("received_at", "sent_at")[:SAMPLE])
    last = newest[0][0] if newest else None
    lags = [received - sent for received, sent in newest if sent and timedelta() <= received - sent < 2 * DAY]
    recent = Document.objects.filter(provider=provider, received_at__gt=now - DAY)
    return Health(
        last_item_at=last,
        is_idle=_is_idle(provider, last, now),
        received=recent.count(),
        rejected=recent.filter(outcome=Document.Outcome.REJECTED).count(),
        lag=median(lags) if lags else None,
        waiting=_waiting(provider),
        feeds_in_trouble=Feed.objects.filter(provider=provider, is_active=True, failures__gt=2).count(),
    )


def _is_idle(provider: Provider, last: datetime | None, now: datetime) -> bool:
    if not provider.idle_minutes or not provider.is_active:
        return False
    return last is None or now - last > timedelta(minutes=provider.idle_minutes)


def _waiting(provider: Provider) -> int:
    """What an editor has to decide or acknowledge."""
    takes = Item.objects.filter(provider=provider, outcome__in=[Filed.CONFLICT, Filed.DISPUTED]).count()
    return takes + Notice.objects.filter(item__provider=provider, acknowledged_at=None).count()
