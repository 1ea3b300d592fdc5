"""One version of one story, and what filing did with it."""

import hashlib
import json
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from articles.content import Content
from wire.formats import WireStory

# Parts of a WireStory that may differ when the same version comes once more, by another way or in another encoding.
OF_THE_DELIVERY = {"flags", "priority", "provider_sequence"}


class Filed(models.TextChoices):
    """What filing one version of a story did."""

    CREATED = "created", "Created a story"
    UPDATED = "updated", "Updated the story"
    UNCHANGED = "unchanged", "Brought nothing new"
    CONFLICT = "conflict", "Waits: the desk changed the same words"
    DISPUTED = "disputed", "Waits: other words under a version we have"
    OLDER = "older", "Not filed: older than what we have"
    KILLED = "killed", "Not filed: the story was killed"
    KILL = "kill", "Killed a story, or asked the desk to"
    RECORDED = "recorded", "Kept: not a story of its own"

    @classmethod
    def in_story(cls) -> list["Filed"]:
        """After these the story holds what the version said; the next version is merged against the last such one."""
        return [cls.CREATED, cls.UPDATED, cls.UNCHANGED]

    @classmethod
    def with_content(cls) -> list["Filed"]:
        return [*cls.in_story(), cls.CONFLICT]


class Item(models.Model):
    """One version of one story, found in a Document."""

    document = models.ForeignKey("wire.Document", on_delete=models.PROTECT, related_name="items")
    provider = models.ForeignKey(
        "wire.Provider",
        on_delete=models.PROTECT,
        related_name="items",
        help_text="The document's, repeated for the constraint.",
    )
    guid = models.CharField(max_length=255, help_text="What stays the same over all versions of the story.")
    version = models.PositiveIntegerField(help_text="Ours: 1, 2, 3 in the order received.")
    sent_version = models.CharField(max_length=255, blank=True, help_text="What the sender calls this version.")
    story_sha256 = models.CharField(max_length=64, help_text="Of the story as read: the same words again are no news.")
    story_data = models.JSONField("story", help_text="What was read from the document: a whole WireStory.")
    content_data = models.JSONField(
        "content", null=True, help_text="What was filed: a whole Content, against which the next version is merged."
    )
    outcome = models.CharField("what was done", max_length=20, choices=Filed)
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.SET_NULL,
        null=True,
        related_name="wire_items",
        help_text="The story it became.",
    )
    chain = models.ForeignKey("wire.Chain", on_delete=models.SET_NULL, null=True, related_name="items")

    # For the queue, copied from the story
    received_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, help_text="When the sender made this version.")
    headline = models.CharField(max_length=500)
    slugline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=35, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20, default="text")
    pub_status = models.CharField(max_length=20, default="usable")
    signals = models.CharField(max_length=100, blank=True, help_text="Words with a space around each: “ update ”.")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="item_newest"),
            models.Index(fields=["provider", "-received_at", "-id"], name="item_newest_of_provider"),
            models.Index(fields=["outcome", "-received_at", "-id"], name="item_newest_by_outcome"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["provider", "guid", "version"], name="item_version_kept_once"),
            models.UniqueConstraint(
                fields=["provider", "guid", "sent_version"],
                condition=~Q(sent_version="") & ~Q(outcome="disputed"),
                name="item_sent_version_filed_once",
            ),
            models.CheckConstraint(condition=~Q(guid="") & Q(version__gte=1), name="item_has_identity"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["created", "updated", "unchanged", "conflict"])
                | Q(content_data__isnull=False),
                name="item_filed_has_content",
            ),
        ]

    def __str__(self):
        return f"{self.headline or self.guid}, version {self.version}"

    @staticmethod
    def columns(story: WireStory) -> dict[str, Any]:
        """What a row says of the story in it."""
        data = story.to_json()
        said = {name: value for name, value in data.items() if name not in OF_THE_DELIVERY}
        return {
            "story_data": data,
            "story_sha256": hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
            "sent_version": story.version[:255],
            "sent_at": story.updated or story.published,
            "headline": story.headline[:500],
            "slugline": story.slugline[:200],
            "language": story.language[:35],
            "urgency": story.urgency if story.urgency is None else min(max(story.urgency, 0), 9),
            "kind": story.kind,
            "pub_status": story.pub_status,
            "signals": f" {' '.join(story.signals)} " if story.signals else "",
        }

    @cached_property
    def story(self) -> WireStory:
        return WireStory.from_json(self.story_data)

    @property
    def content(self) -> Content:
        return Content.from_json(self.content_data)


class Kill(models.Model):
    """A guid that its sender has withdrawn. It stays, so that an older version that comes later stays out."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.PROTECT, related_name="kills")
    guid = models.CharField(max_length=255)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="kills", help_text="What said so.")
    killed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "guid"], name="kill_once")]

    def __str__(self):
        return self.guid
