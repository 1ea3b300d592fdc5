"""The form of the picture library."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from images.metadata import read
from images.models import Image
from images.upload import UploadError, inspect

POINT = {"min": 0, "max": 1, "step": "any"}


class PictureField(forms.FileField):
    """Takes a file only when it is a picture; Django's own field would try every format that Pillow knows."""

    def __init__(self, *, width_field=None, height_field=None, **kwargs):
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file is not initial:
            try:
                file.sha256, suffix = inspect(file)
            except UploadError as exc:
                raise ValidationError(str(exc), code="picture") from exc
            file.name = f"picture.{suffix}"
        return file


class ImageForm(forms.ModelForm):
    file = PictureField(
        required=False,
        label="File",
        widget=admin.widgets.AdminFileWidget({"aria-label": "File"}),
        help_text="JPEG, PNG, WebP, AVIF or GIF. May come later; until then readers see caption and credit alone. "
        "What the file says of caption, credit and rights is put into the fields that are still empty.",
    )

    class Meta:
        model = Image
        fields = ["file", "alt_text", "caption", "credit", "creator", "copyright_notice", "usage_terms"]
        fields += ["rights_url", "licensor_url", "keywords", "city", "country", "created_date"]
        fields += ["focal_point_x", "focal_point_y"]
        widgets = {
            "caption": forms.Textarea({"rows": 3}),
            "usage_terms": forms.Textarea({"rows": 2}),
            "keywords": forms.Textarea({"rows": 2}),
            "focal_point_x": forms.NumberInput(POINT),
            "focal_point_y": forms.NumberInput(POINT),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.told: list[str] = []  # the fields that were filled from the file

    def clean_file(self):
        file = self.cleaned_data["file"]
        if sha256 := getattr(file, "sha256", ""):
            other = Image.objects.filter(sha256=sha256).exclude(pk=self.instance.pk).first()
            if other:
                address = reverse("admin:images_image_change", args=[other.pk])
                text = 'This picture is already in the library, as picture {}: <a href="{}">{}</a>'
                raise ValidationError(format_html(text, other.pk, address, other))
        return file

    def clean(self):
        """Before the model's own checks: the place where the file is kept is made from its hash."""
        data = super().clean()
        file = data.get("file")
        if file is False:
            self.instance.sha256 = ""
        elif sha256 := getattr(file, "sha256", ""):
            self.instance.sha256 = sha256
            self._take_from(file, data)
        return data

    def _take_from(self, file, data):
        """What a person wrote is worth more than what the file says."""
        for name, value in read(file).items():
            if name in data and not data[name]:
                data[name] = value
                self.told.append(name)
