"""The picture library."""

from django.contrib import admin
from django.forms import Script
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from images.forms import ImageForm
from images.models import Image
from images.renditions import SHAPES, nearest, renditions

# Where readers meet each crop, in the words of the desk.
CROPS = {"16x9": "Top of the front page", "3x2": "Lists", "4x3": "Search engines", "1x1": "Portraits", "share": "Cards"}


class FileFilter(admin.SimpleListFilter):
    title = "file"
    parameter_name = "file"

    def lookups(self, request, model_admin):
        return [("here", "Is here"), ("awaited", "Still to come")]

    def queryset(self, request, queryset):
        if self.value() == "here":
            return queryset.exclude(file="")
        return queryset.filter(file="") if self.value() == "awaited" else queryset


class AltTextFilter(admin.SimpleListFilter):
    title = "alternative text"
    parameter_name = "alt"

    def lookups(self, request, model_admin):
        return [("missing", "Is missing")]

    def queryset(self, request, queryset):
        return queryset.filter(alt_text="") if self.value() == "missing" else queryset


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    list_display = ["thumbnail", "__str__", "credit", "keywords", "has_alt_text", "created_at"]
    list_display_links = ["__str__"]
    list_filter = [FileFilter, AltTextFilter]
    list_per_page = 50
    search_fields = ["caption", "credit", "creator", "alt_text", "keywords", "city", "country", "copyright_notice"]
    search_help_text = "Caption, credit, photographer, keywords, place, alternative text or copyright."
    ordering = ["-pk"]
    show_full_result_count = False
    readonly_fields = ["crops", "size", "used_in", "sha256"]
    fieldsets = [
        (None, {"fields": ["file", "size", "alt_text", "caption", "credit"]}),
        ("Crops", {"fields": ["crops", ("focal_point_x", "focal_point_y")]}),
        ("Rights", {"fields": ["creator", "copyright_notice", "usage_terms", "rights_url", "licensor_url"]}),
        ("What it shows", {"fields": ["keywords", ("city", "country"), "created_date"]}),
        ("Where it is used", {"fields": ["used_in", "sha256"]}),
    ]

    class Media:
        css = {"all": ["desk/pictures.css"]}
        js = [Script("desk/focal-point.js", type="module")]

    def has_view_permission(self, request, obj=None):
        """Whoever may edit stories may look for pictures."""
        return super().has_view_permission(request, obj) or request.user.has_perm("articles.change_article")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.told:
            names = ", ".join(str(Image._meta.get_field(name).verbose_name) for name in form.told)
            self.message_user(request, f"Read from the file: {names}.")
        if not obj.alt_text:
            self.message_user(
                request,
                "This picture has no alternative text: readers who cannot see it will not know what it shows.",
                level="WARNING",
            )

    @admin.display(description="Picture")
    def thumbnail(self, image):
        small = nearest(renditions(image, "3x2", "webp"), 1)
        if small is None:
            return "No file yet"
        text = '<img class="thumbnail" src="{}" alt="" width="{}" height="{}" loading="lazy">'
        return format_html(text, small.address, small.width, small.height)

    @admin.display(description="Alternative text", boolean=True)
    def has_alt_text(self, image):
        return bool(image.alt_text)

    @admin.display(description="Preview")
    def crops(self, image):
        """The whole picture, and every crop as readers get it; a script lets the point be set on the picture."""
        whole = nearest(renditions(image, "whole", "webp"), 640)
        if whole is None:
            return "No file yet."
        crops = [
            {"label": label, "ratio": SHAPES[shape].ratio, "shape": shape, "file": _smallest(image, shape)}
            for shape, label in CROPS.items()
        ]
        return render_to_string("admin/images/image/_crops.html", {"image": image, "whole": whole, "crops": crops})

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


def _smallest(image, shape):
    return nearest(renditions(image, shape, SHAPES[shape].suffixes[-1]), 320)
