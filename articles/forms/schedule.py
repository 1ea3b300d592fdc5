"""What is asked about a change that is to come."""

from django import forms

from articles.forms.moments import MomentField
from articles.models import Article, ScheduledChange


class ChangeForm(forms.Form):
    what = forms.ChoiceField(choices=ScheduledChange.What)
    at = MomentField(label="When")
    builds_on = forms.ModelChoiceField(ScheduledChange.objects.none(), required=False, label="It builds on")
    note = forms.CharField(required=False, max_length=300, label="What changes, for readers")

    def __init__(self, data, *, article: Article):
        super().__init__(data)
        self.fields["builds_on"].queryset = ScheduledChange.objects.filter(
            article=article, state=ScheduledChange.State.WAITING, what=ScheduledChange.What.UPDATE
        )

    def trouble(self) -> str:
        """All that is wrong with it, in one sentence after the other."""
        said = (text for texts in self.errors.values() for text in texts)
        return " ".join(f"{text.removesuffix('.')}." for text in said)
