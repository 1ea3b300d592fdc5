"""The files of pictures that a story named: fetched where the provider's policy says so, from its hosts only.

Filing never waits for a picture. It records the words; here we look at what was filed lately, note the addresses, and
fetch them one by one.
"""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from images.metadata import fill, read
from images.models import Image
from images.upload import UploadError, inspect
from wire.filing.records import picture_key
from wire.models import Item, PictureFetch, Provider
from wire.sources.addresses import NotAllowed
from wire.sources.fetching import Fetched, FetchError, fetch

MAX_BYTES = 30_000_000
SECONDS = 60.0
LATELY = timedelta(days=1)
OVERLAP = timedelta(minutes=10)
LEASE = timedelta(minutes=5)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]  # after each failure; then it is given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A picture that is ours to fetch."""

    row: PictureFetch

    def __str__(self) -> str:
        return self.row.url

    def ask(self) -> Fetched | FetchError:
        """The network's part; it touches no database."""
        hosts = hosts_of(self.row.provider)
        try:
            return fetch(self.row.url, hosts=hosts, max_bytes=MAX_BYTES, seconds=SECONDS)
        except FetchError as exc:
            return exc

    def take(self, answer: Fetched | FetchError, *, now: datetime) -> str:
        """The database's part. Gives the trouble, in words; nothing when the picture is in the library."""
        trouble, is_final = _kept(self.row.image_id, answer)
        pause = PAUSES[self.row.attempts] if self.row.attempts < len(PAUSES) else None
        again = None if is_final or pause is None else now + pause
        PictureFetch.objects.filter(pk=self.row.pk).update(trouble=trouble[:500], next_try_at=again)
        return trouble

    def give_back(self) -> None:
        """Nothing was asked; its lease ends by itself."""


class Lookout:
    """Notes the addresses in what is filed. It looks back over a while, for what was begun first may be filed last."""

    def __init__(self) -> None:
        self.looked_at: datetime | None = None
        self.seen: set[int] = set()

    def note_new(self, now: datetime) -> None:
        since = self.looked_at - OVERLAP if self.looked_at else now - LATELY
        providers = list(Provider.objects.filter(fetches_pictures=True, is_active=True))
        lately = Item.objects.filter(provider__in=providers, received_at__gt=since)
        filed = set(lately.values_list("pk", flat=True)) if providers else set()
        for item in Item.objects.filter(pk__in=filed - self.seen).select_related("provider").order_by("pk").iterator():
            _note(item, now)
        self.seen, self.looked_at = filed, now


def _note(item: Item, now: datetime) -> None:
    for image, url in _addresses(item):
        if url and Image.objects.filter(pk=image, file="").exists():
            made = {"provider": item.provider, "url": url, "next_try_at": now}
            PictureFetch.objects.get_or_create(image_id=image, defaults=made)


def due(now: datetime, most: int) -> list[int]:
    rows = PictureFetch.objects.filter(next_try_at__lte=now, provider__fetches_pictures=True, provider__is_active=True)
    return list(rows.order_by("next_try_at", "pk").values_list("pk", flat=True)[:most])


def claim(pk: int, now: datetime) -> Turn | None:
    """The picture, if nobody else has it."""
    row = PictureFetch.objects.select_related("provider").filter(pk=pk).first()
    if row is None:
        return None
    ours = PictureFetch.objects.filter(pk=pk, attempts=row.attempts, next_try_at__lte=now)
    return Turn(row=row) if ours.update(attempts=row.attempts + 1, next_try_at=now + LEASE) else None


def hosts_of(provider: Provider) -> frozenset[str]:
    return frozenset(provider.picture_hosts.lower().split())


def _addresses(item: Item) -> list[tuple[int, str]]:
    """The pictures that filing recorded for an item, and where the files of them are."""
    story = item.story
    if item.content_data is None:
        recorded = Image.objects.filter(wire_key=picture_key(item.provider, item.guid)).first()
        hrefs = [picture.href for picture in story.pictures[:1]] or [file.href for file in story.renditions[:1]]
        return [(recorded.pk, _usable(hrefs[0]))] if recorded and hrefs else []
    placed = [picture for picture in story.pictures if picture.caption or picture.credit]
    images = item.content.images
    if len(placed) != len(images):
        return []
    return [(at.image, _usable(picture.href)) for at, picture in zip(images, placed, strict=True)]


def _usable(href: str) -> str:
    return href if href.lower().startswith(("http://", "https://")) and len(href) <= 2000 else ""


def _kept(pk: int, answer: Fetched | FetchError) -> tuple[str, bool]:
    """Put the file to its words. Gives the trouble, and whether trying again would be of no use."""
    if isinstance(answer, FetchError):
        return str(answer), isinstance(answer, NotAllowed)
    if answer.status != 200:
        return f"The server did not give the picture ({answer.status}).", answer.status in {404, 410}
    try:
        sha256, suffix = inspect(io.BytesIO(answer.body))
    except UploadError as exc:
        return str(exc), True
    try:
        with transaction.atomic():
            image = Image.objects.select_for_update().filter(pk=pk, file="").first()
            if image is None:  # the desk was quicker
                return "", True
            if Image.objects.filter(sha256=sha256).exists():
                raise IntegrityError
            image.sha256 = sha256
            image.file.save(f"picture.{suffix}", ContentFile(answer.body), save=False)
            told = fill(image, read(io.BytesIO(answer.body)))  # the story's words about it stand
            image.save(update_fields=["file", "width", "height", "sha256", *told])
    except IntegrityError:
        return "The same picture is in the library already, with other words.", True
    return "", True
