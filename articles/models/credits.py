"""Who and what stands on a story: ordered links from the live version to authors and pictures."""

from django.db import models


class Byline(models.Model):
    """One name printed over the live version of a story; linked to an Author where we know the person."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "authors.Author", on_delete=models.SET_NULL, null=True, blank=True, related_name="bylines"
    )
    name = models.CharField(max_length=200, help_text="As printed.")
    role = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    listed_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="The story's publish_at, for the author's list: its place there is read from an index. "
        "Only on the first byline of a story that prints an author twice.",
    )

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["author", "-listed_at", "-article"], name="byline_newest_of_author")]
        constraints = [models.UniqueConstraint(fields=["article", "position"], name="byline_has_its_place")]

    def __str__(self):
        return self.name


class Placement(models.Model):
    """One picture on the live version of a story, with the words it has there."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="placements")
    image = models.ForeignKey("images.Image", on_delete=models.PROTECT, related_name="placements")
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=300, blank=True)
    alt_text = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="placement_has_its_place"),
            models.UniqueConstraint(fields=["article", "image"], name="image_placed_once"),
        ]

    def __str__(self):
        return f"{self.image_id} on {self.article_id}"
