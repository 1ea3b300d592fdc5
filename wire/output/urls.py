"""Under /wire/out/."""

from django.urls import path, register_converter

from wire.output import FORMATS, views


class FormatConverter:
    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "wire_format")

app_name = "wire-out"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:uid>/<wire_format:name>/", views.story, name="story"),
]
