"""The form of a story, in the order of a story. It edits a Content, and gives back a Content.

What an editor did not touch is what it was: a value that no form can show whole (an author who is gone, a headline
longer than the column) survives a save of another field, and a save without a change is no change.
"""

from dataclasses import replace

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.text import slugify

from articles.content import Content, Label
from articles.forms.body import BodyField, figures
from articles.forms.choices import InOrder, InOrderField
from articles.forms.rows import BylineFormSet, PlacementFormSet
from articles.models import TaggedArticle, Topic
from articles.publication import SLUG_LENGTH, slug_from_headline
from images.models import Image

FIELDS = (
    "kicker", "headline", "standfirst", "dateline", "body", "section", "topics", "label", "notes", "editor_note",
    "language", "slug",
)  # fmt: skip


def empty_content() -> Content:
    """What a new story is made from."""
    return Content(language=settings.LANGUAGE_CODE)


def _text(rows: int | None = None, **kwargs) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(required=False, widget=widget, **kwargs)


class StoryForm(forms.Form):
    kicker = _text(max_length=200, help_text="A word or two above the headline.")
    headline = _text(2, max_length=500)
    standfirst = _text(3, help_text="The sentence or two under the headline.")
    dateline = _text(max_length=200, help_text="Where the story was filed from, such as “Baghdad”.")
    body = BodyField(required=False)
    section = forms.ModelChoiceField(
        Topic.objects.filter(kind=Topic.Kind.SECTION).order_by("position", "name"), required=False, empty_label="(none)"
    )
    topics = InOrderField(Topic.objects.exclude(kind=Topic.Kind.SECTION), required=False)
    label = forms.ChoiceField(
        required=False,
        choices=[(label.value, label.text or "(plain news)") for label in Label],
        help_text="Readers see it wherever the headline stands.",
    )
    notes = _text(3, label="Public notes", help_text="Readers see these at the foot of the story. One note a line.")
    editor_note = _text(3, help_text="For the desk only; readers never see it.")
    language = forms.CharField(
        max_length=35,
        validators=[
            RegexValidator(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "Write a language tag such as en, pt-BR or ar.")
        ],
        help_text="A language tag such as en, pt-BR or ar.",
    )
    slug = _text(label="Address", max_length=SLUG_LENGTH)
    change_address = forms.BooleanField(required=False, label="Change the address that readers know")
    save_note = _text(
        max_length=300, label="What did you change?", help_text="For the history of the story; you may leave it empty."
    )

    def __init__(self, *args, base: Content, address: str = "", admin_site, **kwargs):
        self.base, self.address = base, address
        initial = {name: getattr(base, name) for name in FIELDS} | {"notes": "\n".join(base.notes)}
        initial["label"] = base.label.value
        existing = set(Topic.objects.filter(pk__in=[*base.topics, base.section or 0]).values_list("pk", flat=True))
        initial["topics"] = [pk for pk in base.topics if pk in existing]
        initial["section"] = base.section if base.section in existing else None
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), label_suffix="", **kwargs)
        self.fields["topics"].widget = InOrder(TaggedArticle._meta.get_field("tag"), admin_site)
        self.fields["topics"].widget.choices = self.fields["topics"].choices
        self._explain_address()

    def _explain_address(self):
        slug = self.fields["slug"]
        slug.widget.attrs["placeholder"] = slug_from_headline(self.base.headline)
        if self.address:
            slug.widget.attrs["placeholder"] = self.address.rstrip("/").rpartition("/")[2]
            slug.help_text = f"Readers know this story at {self.address}. If it changes, that address will redirect."
        else:
            slug.help_text = (
                "The last part of the story's address. Empty: it is made from the headline when the story is published."
            )
            del self.fields["change_address"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if "slug" not in self.changed_data:
            return slug
        return slugify(slug, allow_unicode=True)[:SLUG_LENGTH].strip("-")

    def clean(self):
        data = super().clean()
        if self.address and "slug" in self.changed_data and not data.get("change_address"):
            self.add_error(
                "change_address",
                "Readers know the old address. Tick this box if you mean to change it; the old one will redirect.",
            )
        return data

    def changes(self) -> dict:
        """What the editor changed, in the terms of Content."""
        data, base = self.cleaned_data, self.base
        new = {name: data[name] for name in FIELDS if name in self.changed_data and name in data}
        if "notes" in new:
            new["notes"] = tuple(new["notes"].replace("\r\n", "\n").split("\n"))
        if "section" in new:
            new["section"] = new["section"].pk if new["section"] else None
        if "topics" in new:
            new["topics"] = _with_unseen(new["topics"], base.topics, set(self.initial["topics"]))
        return new


def _with_unseen(chosen: tuple[int, ...], were: tuple[int, ...], shown: set[int]) -> tuple[int, ...]:
    """The chosen topics, and those that the form could not show, where they stood."""
    topics = list(chosen)
    for place, pk in enumerate(were):
        if pk not in shown and pk not in topics:
            topics.insert(place, pk)
    return tuple(topics)


class StoryForms:
    """The whole form: the fields and the ordered rows, as one thing that is valid or not."""

    def __init__(self, base: Content, data=None, *, address: str = "", admin_site):
        self.base = base
        self.story = StoryForm(data, base=base, address=address, admin_site=admin_site)
        self.bylines = BylineFormSet(data, prefix="bylines", values=base.bylines, admin_site=admin_site)
        self.images = PlacementFormSet(data, prefix="images", values=base.images, admin_site=admin_site)

    @property
    def parts(self):
        return (self.story, self.bylines, self.images)

    @property
    def media(self):
        return self.story.media + self.bylines.media + self.images.media

    def is_valid(self) -> bool:
        are_valid = [part.is_valid() for part in self.parts]  # all of them: every error is shown at once
        if not all(are_valid):
            return False
        self._check_figures()
        return self.story.is_valid()

    def content(self) -> Content:
        """The story as the editor wants it."""
        return replace(self.base, **self.story.changes(), bylines=self.bylines.rows, images=self.images.rows)

    def content_so_far(self) -> Content:
        """The story as it stands, also while parts of it cannot be saved: those are what they were."""
        for part in self.parts:
            part.is_valid()
        bylines = self.bylines.rows if self.bylines.is_valid() else self.base.bylines
        images = self.images.rows if self.images.is_valid() else self.base.images
        return replace(self.base, **self.story.changes(), bylines=bylines, images=images)

    def _check_figures(self):
        """A picture in the text that is not among the pictures would be shown to nobody."""
        content = self.content()
        if content.body == self.base.body and content.images == self.base.images:
            return
        for pk in sorted(figures(content.body) - {placement.image for placement in content.images}):
            if Image.objects.filter(pk=pk).exists():
                what = "is not among the pictures below. Add it there, or take it out of the text."
            else:
                what = "does not exist. Take it out of the text."
            self.story.add_error("body", f"The text shows picture {pk}, which {what}")

    def errors(self) -> list[tuple[str, str, str]]:
        """Every error as (id of the field, its label, message)."""
        found = _errors(self.story, "")
        for rows in (self.bylines, self.images):
            found += [(f"{rows.prefix}-rows", rows.title, message) for message in rows.non_form_errors()]
            for number, form in enumerate(rows.forms, start=1):
                if not rows._should_delete_form(form):
                    found += _errors(form, f"{rows.item.capitalize()} {number}: ")
        return found


def _errors(form: forms.Form, where: str) -> list[tuple[str, str, str]]:
    return [
        (form[name].id_for_label, f"{where}{form[name].label}", message)
        for name, messages in form.errors.items()
        for message in messages
    ]
