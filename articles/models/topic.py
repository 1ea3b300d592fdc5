"""What stories are about, and what readers follow."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase


class TopicQuerySet(models.QuerySet):
    def navigation(self):
        """The sections that the paper leads readers to, in their order."""
        return self.filter(kind=Topic.Kind.SECTION, position__gt=0).order_by("position", "name", "pk")


class Topic(TagBase):
    """A section of the paper, or a subject, person, organization, place or event in the news."""

    class Kind(models.TextChoices):
        SECTION = "section", _("Section")
        SUBJECT = "subject", _("Subject")
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organization")
        PLACE = "place", _("Place")
        EVENT = "event", _("Event")

    # taggit makes names unique; here the kind belongs to the name: Jordan is a place and a person.
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SUBJECT)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The wider topic, if any.",
    )
    description = models.TextField(
        blank=True, help_text="One or two sentences that tell readers what this topic covers."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="For sections: the place in the navigation. 0 keeps a section out of it."
    )

    objects = models.Manager.from_queryset(TopicQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "kind",
                name="topic_named_once_a_kind",
                violation_error_message="There is already a topic of this name and kind.",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("pk")),
                name="topic_is_not_its_own_parent",
                violation_error_message="A topic cannot be its own parent.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        if self.kind == self.Kind.SECTION:
            return reverse("articles:section-detail", args=[self.slug])
        return reverse("articles:topic-detail", args=[self.slug])


class TopicCode(models.Model):
    """The code another vocabulary has for a topic, such as `medtop:20000638` in IPTC Media Topics."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=60, help_text="The vocabulary: medtop, wikidata, or a provider's own.")
    code = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="topic_code_means_one_topic")]

    def __str__(self):
        return f"{self.scheme}:{self.code}"


class TaggedArticle(ItemBase):
    """A topic of the live version of a story, in the editor's order."""

    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="tagged_topics")
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tagged_articles")
    position = models.PositiveSmallIntegerField(default=0)
    listed_at = models.DateTimeField(
        null=True, editable=False, help_text="The story's publish_at: its place in the topic's list, for an index."
    )

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["tag", "-listed_at", "-content_object"], name="tagged_newest_on_topic")]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="article_tagged_once")]

    def __str__(self):
        return f"{self.tag} on {self.content_object_id}"
