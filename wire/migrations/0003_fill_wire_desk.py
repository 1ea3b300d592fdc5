"""What earlier rows lack of the wire desk's columns, taken from what they hold. Apart from the migrations that change
the tables, which PostgreSQL does not let touch rows in the same transaction."""

import hashlib
import json

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length
from django.utils.text import slugify


def fill(apps, schema_editor):
    Provider, Document, Item = (apps.get_model("wire", name) for name in ("Provider", "Document", "Item"))
    taken = set()
    for provider in Provider.objects.order_by("pk"):
        stem = slugify(provider.name, allow_unicode=True)[:50] or "provider"
        provider.slug = stem if stem not in taken else f"{stem}-{provider.pk}"
        taken.add(provider.slug)
        provider.save(update_fields=["slug"])
    Document.objects.update(size=Length("raw"))
    received = Document.objects.filter(pk=OuterRef("document")).values("received_at")[:1]
    Item.objects.update(received_at=Subquery(received))
    for item in Item.objects.only("story_data").iterator():
        story = item.story_data
        item.headline = story.get("headline", "")[:500]
        item.language = (story.get("language") or "")[:35]
        item.sent_at = story.get("updated") or story.get("published")
        item.pub_status = story.get("pub_status") or "usable"
        item.story_sha256 = hashlib.sha256(json.dumps(story, sort_keys=True).encode()).hexdigest()
        item.save(update_fields=["headline", "language", "sent_at", "pub_status", "story_sha256"])
    Chain = apps.get_model("wire", "Chain")
    for item in Item.objects.filter(chain=None).order_by("-pk").only("provider_id", "guid", "received_at").iterator():
        versions = Item.objects.filter(provider=item.provider_id, guid=item.guid, chain=None)
        if versions.exists():
            versions.update(chain=Chain.objects.create(provider_id=item.provider_id, latest_at=item.received_at))


class Migration(migrations.Migration):
    dependencies = [("wire", "0002_wire_desk")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
