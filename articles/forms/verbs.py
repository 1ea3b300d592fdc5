"""What the verbs ask an editor before they do anything."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article


class MomentField(forms.DateTimeField):
    """A time on the newsroom's clock, to the minute."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)


class ScheduleForm(forms.Form):
    at = MomentField(label="Publish at")

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at <= timezone.now():
            raise ValidationError("This time has passed. Choose one to come, or publish now.")
        return at


class KillForm(forms.Form):
    note = forms.CharField(
        label="What readers are told",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text="One or two sentences that say why the story is withdrawn. They stand at its address from now on.",
    )


class LimitsForm(forms.Form):
    """The moments before and after which nobody may read the story. They belong to the story, not to a version."""

    embargoed_until = MomentField(required=False, label="Embargo until", show_hidden_initial=True)
    expires_at = MomentField(required=False, label="Expires at", show_hidden_initial=True)

    def __init__(self, data=None, *, article: Article | None):
        names = ("embargoed_until", "expires_at")
        self.now_set = {name: getattr(article, name, None) for name in names}
        super().__init__(data, initial={name: _minute(value) for name, value in self.now_set.items()}, label_suffix="")

    def clean(self):
        """Two people may set a limit at once: what this form showed must still be so."""
        data = super().clean()
        for name in self.changed_data:
            shown = self.fields[name].to_python(self.data.get(self.add_initial_prefix(name), ""))
            if shown != _minute(self.now_set[name]):
                self.add_error(name, "Somebody else changed this since you opened the story. Open it again to see it.")
        return data

    def limits(self) -> dict:
        """Both limits; one that nobody touched is exactly what it was."""
        return {
            name: self.cleaned_data[name] if name in self.changed_data else value
            for name, value in self.now_set.items()
        }


def _minute(value):
    return value and value.replace(second=0, microsecond=0)
