"""What need not be kept for good: the bytes of filed documents, and what texts are found alike by."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Sum

from wire.models import Document, Filed, Fingerprint, Item, Notice, Provider

COMPARED_FOR = timedelta(days=3)  # what is older tells yesterday's news, and is no double of today's
AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo:
    documents: int
    bytes: int
    fingerprints: int


def let_go(*, now: datetime, dry_run: bool = False) -> LetGo:
    """Let go of bytes whose time is over, provider by provider, and of old fingerprints. Records and stories stay.

    Documents that wait for somebody keep their bytes: what was rejected, clashes, is disputed or has an open notice.
    """
    documents = size = 0
    for provider in Provider.objects.filter(retention_days__isnull=False).order_by("pk"):
        over = _over(provider, now)
        documents += over.count()
        size += over.aggregate(total=Sum("size"))["total"] or 0
        while not dry_run and (some := list(over.values_list("pk", flat=True)[:AT_ONCE])):
            with transaction.atomic():  # small ones: nobody waits long for the rows
                Document.objects.filter(pk__in=some).update(raw=b"")
    old = Fingerprint.objects.filter(item__received_at__lt=now - COMPARED_FOR)
    fingerprints = old.count()
    if not dry_run:
        old.delete()
    return LetGo(documents=documents, bytes=size, fingerprints=fingerprints)


def _over(provider: Provider, now: datetime):
    waits = Item.objects.filter(document=OuterRef("pk"), outcome__in=[Filed.CONFLICT, Filed.DISPUTED])
    asks = Notice.objects.filter(item__document=OuterRef("pk"), acknowledged_at=None)
    settled = [Document.Outcome.FILED, Document.Outcome.UNPACKED, Document.Outcome.IGNORED]
    old = provider.documents.filter(received_at__lt=now - timedelta(days=provider.retention_days), outcome__in=settled)
    return old.exclude(raw=b"").exclude(Exists(waits)).exclude(Exists(asks)).order_by("pk")
