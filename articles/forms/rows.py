"""The ordered rows of a story: its bylines and its pictures. Without script there are spare rows and order numbers."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from articles.content import Byline, Placement
from articles.forms.choices import one_of
from articles.models import Byline as PrintedByline
from articles.models import Placement as PrintedPlacement
from authors.models import Author
from images.models import Image


class BylineForm(forms.Form):
    name = forms.CharField(label="Name as printed", max_length=200, required=False)
    author = forms.ModelChoiceField(Author.objects.order_by("name"), required=False, empty_label="(no author page)")
    role = forms.CharField(
        max_length=120, required=False, widget=forms.TextInput({"placeholder": "Reporter, photographer …"})
    )

    def clean(self):
        data = super().clean()
        if not data.get("name") and data.get("author"):
            data["name"] = data["author"].name
        if data.get("role") and not data.get("name") and set(self.changed_data) - {"ORDER"} and not self.errors:
            self.add_error("name", "Write the name that is printed.")
        return data

    def value(self) -> Byline | None:
        name, author = self.cleaned_data["name"], self.cleaned_data["author"]
        return Byline(name=name, author=author.pk if author else None, role=self.cleaned_data["role"]) if name else None


class PlacementForm(forms.Form):
    image = forms.ModelChoiceField(
        Image.objects.order_by("-pk"), label="Picture", required=False, empty_label="(no picture)"
    )
    caption = forms.CharField(required=False, widget=forms.Textarea({"rows": 2}))
    credit = forms.CharField(max_length=300, required=False)
    alt_text = forms.CharField(
        label="Alternative text",
        max_length=500,
        required=False,
        help_text="What the picture shows, for readers who cannot see it. Not the caption again.",
    )
    is_decorative = forms.BooleanField(required=False, label="Decorative: tells nothing that the text does not")

    def clean_image(self):
        if not self.cleaned_data["image"] and set(self.changed_data) - {"ORDER"}:
            raise ValidationError("Choose the picture that these words belong to, or tick “Remove”.")
        return self.cleaned_data["image"]

    def clean(self):
        """A picture that has just been chosen brings its own words where none were typed."""
        data = super().clean()
        if "image" in self.changed_data and (image := data.get("image")):
            for name in ("caption", "credit", "alt_text"):
                data[name] = data.get(name) or getattr(image, name)
        return data

    def value(self) -> Placement:
        words = {name: self.cleaned_data[name] for name in ("caption", "credit", "alt_text")}
        return Placement(image=self.cleaned_data["image"].pk, is_decorative=self.cleaned_data["is_decorative"], **words)


class Rows(BaseFormSet):
    """Rows that were made from `values`. A row that nobody touched keeps its value, even one no row can show whole."""

    link = None  # the model field that the choice stands for
    chooses = ""

    def __init__(self, *args, values=(), admin_site=None, **kwargs):
        self.values, self.admin_site = tuple(values), admin_site
        self.choice_count = self.form.base_fields[self.chooses].queryset.count()
        keys = [getattr(value, self.chooses) for value in self.values]
        found = self.form.base_fields[self.chooses].queryset.in_bulk([key for key in keys if key])
        initial = [
            {name: getattr(value, name) for name in self.form.base_fields}
            | {self.chooses: key if key in found else None}
            for value, key in zip(self.values, keys, strict=True)
        ]
        super().__init__(*args, initial=initial, form_kwargs={"label_suffix": ""}, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[self.chooses].widget = one_of(self.link, self.admin_site, count=self.choice_count)
        form.fields[self.chooses].widget.choices = form.fields[self.chooses].choices
        form.fields["ORDER"].label, form.fields["DELETE"].label = "Place", "Remove"
        if index is None or index >= len(self.values):
            form.fields["ORDER"].initial = None

    def initial_form_count(self):
        """A row that has a value is no spare one, also in a form that was opened before the story had that value."""
        count = super().initial_form_count()
        return max(count, min(len(self.values), self.total_form_count())) if self.is_bound else count

    def get_ordering_widget(self):
        return forms.NumberInput({"class": "row-order", "min": 1})

    @property
    def rows(self) -> tuple:
        """The values in the editor's order."""
        kept = []
        for form in self.ordered_forms:
            index = self.forms.index(form)
            is_untouched = not set(form.changed_data) - {"ORDER"}
            if is_untouched and index < len(self.values):
                kept.append(self.values[index])
            elif not is_untouched and (value := form.value()):
                kept.append(value)
        return tuple(kept)


class BylineRows(Rows):
    link, chooses = PrintedByline._meta.get_field("author"), "author"
    title, item = "Bylines", "byline"


class PlacementRows(Rows):
    link, chooses = PrintedPlacement._meta.get_field("image"), "image"
    title, item = "Pictures", "picture"

    def clean(self):
        chosen = [
            form.cleaned_data["image"].pk
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("image") and not form.cleaned_data.get("DELETE")
        ]
        if len(set(chosen)) < len(chosen):
            raise ValidationError(
                "A picture can stand in a story once. Remove one of the two rows, or choose another picture."
            )


OPTIONS = {"can_order": True, "can_delete": True, "validate_max": True, "max_num": 100}
BylineFormSet = formset_factory(BylineForm, formset=BylineRows, extra=1, **OPTIONS)
PlacementFormSet = formset_factory(PlacementForm, formset=PlacementRows, extra=1, **OPTIONS)
