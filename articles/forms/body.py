"""The body of a story in a form: whatever HTML arrives leaves as clean blocks."""

import re
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django_prose_editor.widgets import importmap
from js_asset import ImportMap, Media, Script

from articles import markup

IMPORTS = importmap | ImportMap({"desk/asking": "desk/asking.js"})


class BodyWidget(forms.Textarea):
    """A text box that `desk/body-editor.js` turns into the editor; without script it takes HTML."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 24, "data-body-editor": ""} | (attrs or {}))

    @property
    def media(self):
        return Media(
            importmap=IMPORTS,
            css={"all": ["django_prose_editor/editor.css", "desk/body-editor.css"]},
            js=[Script("desk/body-editor.js", type="module")],
        )


class BodyField(forms.CharField):
    """Blocks in, blocks out."""

    widget = BodyWidget

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else markup.join(value)

    def to_python(self, value) -> tuple[str, ...]:
        try:
            return markup.blocks(super().to_python(value))
        except markup.MarkupError as exc:
            raise ValidationError(str(exc), code="markup") from exc

    def has_changed(self, initial, data):
        try:
            return self.to_python(data or "") != tuple(initial or ())
        except ValidationError:
            return True


def figures(body: Iterable[str]) -> set[int]:
    """The pictures that the text shows."""
    return {int(image) for block in body for image in re.findall(r'<figure data-image="(\d+)"', block)}
