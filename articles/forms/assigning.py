"""Who is to work on a story."""

from django import forms
from django.contrib.auth import get_user_model

from articles.forms.verbs import MomentField


class AssignForm(forms.Form):
    person = forms.ModelChoiceField(None, required=False, empty_label="(nobody)", label="Assigned to")
    due_at = MomentField(required=False, label="Due")
    task = forms.CharField(required=False, max_length=300, label="What is to be done")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="id_assign_%s", **kwargs)
        people = get_user_model().objects.filter(is_staff=True, is_active=True)
        self.fields["person"].queryset = people.order_by("username")
