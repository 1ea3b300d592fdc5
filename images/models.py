"""The pictures."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import ImageFieldFile

from images.upload import upright_size

UNIT = [MinValueValidator(0.0), MaxValueValidator(1.0)]


def original_path(image: "Image", filename: str) -> str:
    """Where a picture's file is kept: under its own hash, so that an address gives away neither name nor neighbors."""
    suffix = filename.rpartition(".")[2].lower()[:5]
    return f"originals/{image.sha256[:2]}/{image.sha256}.{suffix}"


class UprightFile(ImageFieldFile):
    """Django measures a picture as the camera wrote it; readers see it upright."""

    def _get_image_dimensions(self):
        if not hasattr(self, "_dimensions_cache"):
            was_closed = self.closed
            try:
                self.open()
            except FileNotFoundError:  # a page with a lost picture is still a page
                return None, None
            self._dimensions_cache = upright_size(self)
            if was_closed:
                self.close()
        return self._dimensions_cache


class UprightField(models.ImageField):
    attr_class = UprightFile


class Image(models.Model):
    """One photograph or drawing as filed, in the terms of IPTC photo metadata.

    The file may arrive after its caption: agencies and text dumps name pictures that are not there yet.
    """

    file = UprightField(
        upload_to=original_path,
        blank=True,
        max_length=200,
        width_field="width",
        height_field="height",
        help_text="May be added later; until then readers see the caption and the credit alone.",
    )
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False, help_text="Of the file, in hex.")

    alt_text = models.CharField(
        max_length=500,
        blank=True,
        help_text="What the picture shows, for readers who cannot see it. Not the caption again.",
    )
    caption = models.TextField(blank=True, help_text="What readers see under the picture, without the credit.")
    credit = models.CharField(max_length=300, blank=True, help_text="Who made or supplied it, as it is to be printed.")
    creator = models.CharField(max_length=300, blank=True, help_text="The photographer or artist, by name.")
    copyright_notice = models.CharField(max_length=300, blank=True)
    usage_terms = models.TextField(blank=True, help_text="What we may do with it, as the supplier says.")
    rights_url = models.URLField(
        "Web statement of rights", max_length=500, blank=True, help_text="The page that says what may be done with it."
    )
    licensor_url = models.URLField(
        "Licensor's page", max_length=500, blank=True, help_text="The page where others can ask to use it."
    )
    keywords = models.TextField(blank=True, help_text="What it shows, with commas in between; for the search here.")
    city = models.CharField(max_length=120, blank=True, help_text="Where it was taken.")
    country = models.CharField(max_length=120, blank=True)
    created_date = models.DateField("Taken on", null=True, blank=True)
    focal_point_x = models.FloatField(
        default=0.5, validators=UNIT, help_text="The point that every crop keeps: 0 is the left edge, 1 the right."
    )
    focal_point_y = models.FloatField(default=0.5, validators=UNIT, help_text="0 is the top edge, 1 the bottom.")

    wire_key = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Tells the wire that it has recorded this picture before, so that a newer take does not double it.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wire_key"], condition=~Q(wire_key=""), name="image_recorded_once"),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~Q(sha256=""),
                name="image_file_kept_once",
                violation_error_message="This picture is already in the library.",
            ),
            models.CheckConstraint(condition=Q(file="") | ~Q(sha256=""), name="image_file_has_hash"),
            models.CheckConstraint(
                condition=Q(focal_point_x__gte=0, focal_point_x__lte=1, focal_point_y__gte=0, focal_point_y__lte=1),
                name="image_focal_point_inside",
            ),
        ]

    def __str__(self):
        return (self.caption or self.alt_text or self.file.name or f"Picture {self.pk}")[:80]
