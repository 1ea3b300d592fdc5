"""What an editor is asked before readers are told that something changed, or was wrong."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from articles.models import Correction, PublicRecord
from articles.workflow import WorkflowError

Kind = Correction.Kind

KINDS = {
    Kind.CORRECTION: "Correction: a fact was wrong, also a small one such as a name or a date",
    Kind.CLARIFICATION: "Clarification: every fact was right, but readers could be misled",
    Kind.EDITORS_NOTE: "Editor’s note: about how the story was reported, or why something was taken out",
}
# An error of fact is a "Correction", and nothing softer (AP, Reuters).
_ADMITS = re.compile(
    r"\b(?:wrong(?:ly)?|incorrect(?:ly)?|erroneous(?:ly)?|mistaken(?:ly)?|misstated|misspell?ed|misspelt|misidentified"
    r"|misattributed|misquoted|in error|inaccurate(?:ly)?|false(?:ly)?)\b",
    re.IGNORECASE,
)


class UpdateForm(forms.Form):
    """What readers are told of an update."""

    note = forms.CharField(
        label="What changed, for readers",
        required=False,
        max_length=300,
        help_text="One plain sentence. Without one they are told which parts of the story changed.",
    )
    is_minor = forms.BooleanField(
        label="Only a minor edit",
        required=False,
        help_text="Spelling and the like: counted and not listed, and the story gets no newer date.",
    )

    def told(self) -> dict:
        """For the verb. A sentence that is too long stops it, and nothing is published."""
        if not self.is_valid():
            raise WorkflowError("Say what changed in one sentence of at most 300 characters.")
        return self.cleaned_data


class CorrectForm(forms.Form):
    kind = forms.ChoiceField(label="What it is", choices=list(KINDS.items()), widget=forms.RadioSelect)
    text = forms.CharField(
        label="What was wrong and what is right",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="In plain words, without repeating more of the error than is needed. The label is printed before it.",
    )
    changes_meaning = forms.BooleanField(
        label="It changes what the story means",
        required=False,
        help_text="Then the note stands before the first paragraph, else at the foot of the story.",
    )
    was_no_error = forms.BooleanField(label="No fact was wrong: keep this label", required=False)

    def __init__(self, data=None):
        super().__init__(data, label_suffix="")
        self.asks_about_label = False

    def clean(self):
        data = super().clean()
        soft = data.get("kind") in (Kind.CLARIFICATION, Kind.EDITORS_NOTE)
        if soft and not data.get("was_no_error") and _ADMITS.search(data.get("text", "")):
            self.asks_about_label = True
            raise ValidationError(
                "The note says that something was wrong. Then it is a correction, and nothing softer."
            )
        return data


class WithholdForm(forms.Form):
    """Which of the former versions readers may read no more."""

    numbers = forms.TypedMultipleChoiceField(label="Versions", coerce=int, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label="What readers are told",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="One or two sentences that stand in place of the words. Do not repeat what may not be read.",
    )

    def __init__(self, data=None, *, records: QuerySet[PublicRecord]):
        super().__init__(data, label_suffix="")
        self.fields["numbers"].choices = [(record.number, record) for record in records]
