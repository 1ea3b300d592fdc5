"""Fill a fresh site: the sections, and the documents in seeds/ as published stories."""

import hashlib
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandParser

from articles.models import Topic
from images.models import Image, original_path
from wire.intake import Manner, Received
from wire.management.batch import Batch, provider_named, undone
from wire.sources import folder

SEEDS = settings.BASE_DIR / "seeds"
PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
SECTIONS = {
    "World": "Reporting from abroad: diplomacy, conflict, and how people live elsewhere.",
    "Politics": "Parliaments, elections and the decisions that come out of them.",
    "Business": "Companies, work and money, from the market square to the stock exchange.",
    "Science": "Research and discoveries, and what they change for us.",
    "Culture": "Books, music, film, stage and the arts.",
    "Sport": "Matches, results and the people who play.",
    "Opinion": "Arguments and points of view. They are their authors' own.",
}


class Command(BaseCommand):
    help = "Imports the documents in seeds/, published at their own dates. What the desk has changed stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="do everything, report it, and undo it")

    def handle(self, *, dry_run, **options) -> None:
        documents = [(name, path) for name, path in folder.walk(SEEDS) if path.suffix.lower() not in PICTURES]
        pictures: list[Image] = []
        with undone(dry_run):
            add_sections()
            provider, manner = provider_named("Seeds"), Manner(publish=True)
            batch = Batch(
                whose=f"from {provider}",
                total=len(documents),
                stdout=self.stdout,
                stderr=self.stderr,
                is_published=manner.publish,
            )
            with batch.stoppable():
                for name, path in documents:
                    read = [(name, partial(folder.read, path))]
                    for received in batch.take_in(read, provider=provider, manner=manner):
                        if picture := _picture_beside(path):
                            pictures += _illustrate(received, picture)
        if dry_run:
            for image in pictures:
                image.file.storage.delete(image.file.name)
        batch.finish(is_dry_run=dry_run)


def add_sections() -> None:
    """The sections that a paper begins with; one that was renamed keeps its address, and is not missing."""
    sections = Topic.objects.filter(kind=Topic.Kind.SECTION)
    known = {word for section in sections for word in (section.slug, section.name)}
    for position, (name, description) in enumerate(SECTIONS.items(), start=1):
        if not known & {name, name.lower()}:
            Topic.objects.create(name=name, kind=Topic.Kind.SECTION, description=description, position=position)


def _picture_beside(document: Path) -> Path | None:
    """The picture with the document's name: 003_harbor.jpg beside 003_harbor.txt."""
    candidates = (document.with_suffix(suffix) for suffix in sorted(PICTURES))
    return next((path for path in candidates if path.is_file()), None)


def _illustrate(received: Received, picture: Path) -> list[Image]:
    """Make the picture the file of the document's first caption, unless that has one or the library has the picture."""
    item = received.document.items.filter(content_data__isnull=False).first()
    if item is None or not item.content.images:
        return []
    image = Image.objects.get(pk=item.content.images[0].image)
    if image.file:
        return []
    data = folder.read(picture)
    digest = hashlib.sha256(data).hexdigest()
    if Image.objects.filter(sha256=digest).exists():
        return []
    image.sha256 = digest
    # A run that was cut off before its transaction ended may have left the file, whole or not.
    image.file.storage.delete(original_path(image, picture.name))
    image.file.save(picture.name, ContentFile(data, picture.name))  # Django measures only a file with a name
    return [image]
