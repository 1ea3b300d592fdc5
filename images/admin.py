"""The picture library."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from images.models import Image
from images.upload import UploadError, inspect


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
        help_text="JPEG, PNG, WebP, AVIF or GIF. May come later; until then readers see caption and credit alone.",
    )

    class Meta:
        model = Image
        fields = ["file", "alt_text", "caption", "credit", "copyright_notice", "usage_terms"]
        fields += ["focal_point_x", "focal_point_y"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if sha256 := getattr(file, "sha256", ""):
            other = Image.objects.filter(sha256=sha256).exclude(pk=self.instance.pk).first()
            if other:
                raise ValidationError(f"This picture is already in the library, as picture {other.pk}: {other}")
        return file

    def clean(self):
        """Before the model's own checks: the place where the file is kept is made from its hash."""
        data = super().clean()
        file = data.get("file")
        if file is False:
            self.instance.sha256 = ""
        elif sha256 := getattr(file, "sha256", ""):
            self.instance.sha256 = sha256
        return data


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    list_display = ["__str__", "credit", "has_file", "has_alt_text", "created_at"]
    search_fields = ["caption", "credit", "alt_text"]
    ordering = ["-pk"]
    show_full_result_count = False
    readonly_fields = ["preview", "size", "used_in", "sha256"]
    fieldsets = [
        (None, {"fields": ["preview", "file", "size", "alt_text", "caption", "credit"]}),
        ("Rights", {"fields": ["copyright_notice", "usage_terms"]}),
        ("Cropping", {"fields": ["focal_point_x", "focal_point_y"]}),
        ("Where it is used", {"fields": ["used_in", "sha256"]}),
    ]

    def has_view_permission(self, request, obj=None):
        """Whoever may edit stories may look for pictures."""
        return super().has_view_permission(request, obj) or request.user.has_perm("articles.change_article")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not obj.alt_text:
            self.message_user(
                request,
                "This picture has no alternative text: readers who cannot see it will not know what it shows.",
                level="WARNING",
            )

    @admin.display(description="File", boolean=True)
    def has_file(self, image):
        return bool(image.file)

    @admin.display(description="Alternative text", boolean=True)
    def has_alt_text(self, image):
        return bool(image.alt_text)

    @admin.display(description="Preview")
    def preview(self, image):
        if not image.file:
            return "No file yet."
        return format_html(
            '<img class="preview" src="{}" alt="{}">', image.file.url, image.alt_text or "No alternative text yet"
        )

    @admin.display(description="Size")
    def size(self, image):
        return f"{image.width} × {image.height} pixels" if image.width else "–"

    @admin.display(description="Used in")
    def used_in(self, image):
        """The stories that readers can find it in. Images knows no stories; the link comes from their side."""
        placements = (
            image.placements.select_related("article").order_by("-article__publish_at", "-pk") if image.pk else []
        )
        stories = [(placement.article_id, placement.article) for placement in placements]
        if not stories:
            return "No published story."
        return format_html_join("\n", '<a href="../../../articles/article/{}/change/">{}</a><br>', stories)
