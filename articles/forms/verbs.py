"""What the verbs ask an editor before they do anything."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.forms.moments import MomentField
from articles.models import Article


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


class HoldForm(forms.Form):
    note = forms.CharField(label="Hold, because", max_length=300)


class ReleaseForm(forms.Form):
    reason = forms.CharField(label="Release, because", max_length=300)


class LimitsForm(forms.Form):
    """The moments before and after which nobody may read the story. They belong to the story, not to a version.

    An embargo that still holds is brought forward only by who may release stories, and with a reason.
    """

    embargoed_until = MomentField(required=False, label="Embargo until", show_hidden_initial=True)
    embargo_reason = forms.CharField(
        required=False,
        max_length=300,
        label="Why before its time?",
        help_text="Only where you end the embargo early. It is kept with your name.",
    )
    expires_at = MomentField(required=False, label="Expires at", show_hidden_initial=True)

    def __init__(self, data=None, *, article: Article | None, may_release: bool = False):
        self.may_release = may_release
        self.now_set = {name: getattr(article, name, None) for name in ("embargoed_until", "expires_at")}
        super().__init__(data, initial={name: _minute(value) for name, value in self.now_set.items()}, label_suffix="")
        until = self.now_set["embargoed_until"]
        self.is_bound_by_embargo = until is not None and until > timezone.now()
        if not (self.is_bound_by_embargo and may_release):
            del self.fields["embargo_reason"]

    def clean(self):
        """Two people may set a limit at once: what this form showed must still be so."""
        data = super().clean()
        for name in self.moved:
            shown = self.fields[name].to_python(self.data.get(self.add_initial_prefix(name), ""))
            if shown != _minute(self.now_set[name]):
                self.add_error(name, "Somebody else changed this since you opened the story. Open it again to see it.")
        if "embargoed_until" in self.moved and "embargoed_until" in data and self._brings_forward(data):
            if not self.may_release:
                self.add_error("embargoed_until", "You may move the embargo back, but not end it before its time.")
            elif not data.get("embargo_reason"):
                self.add_error("embargo_reason", "Say in a sentence why the embargo ends before its time.")
        return data

    @property
    def moved(self) -> list[str]:
        """The limits that the editor changed."""
        return [name for name in self.now_set if name in self.changed_data]

    def limits(self) -> dict:
        """Both limits, one that nobody touched exactly what it was, and the reason for it."""
        moments = {
            name: self.cleaned_data[name] if name in self.moved else value for name, value in self.now_set.items()
        }
        return moments | {"reason": self.cleaned_data.get("embargo_reason", "")}

    def _brings_forward(self, data: dict) -> bool:
        until = data["embargoed_until"]
        return self.is_bound_by_embargo and (until is None or until < self.now_set["embargoed_until"])


def _minute(value):
    return value and value.replace(second=0, microsecond=0)
