"""Makes the words anew that stories are found by."""

from django.core.management.base import BaseCommand

from articles.indexing import rebuild


class Command(BaseCommand):
    help = (
        "Indexes every story anew, for readers and for the desk. Needed only when somebody changed stories past the "
        "newsroom, or topics and authors were merged in bulk. Readers go on searching meanwhile; safe to interrupt."
    )

    def handle(self, **options):
        rebuild()
