"""What editors type: a story as a form and back, and the small questions that the verbs ask."""

from articles.forms.body import BodyField, BodyWidget
from articles.forms.story import StoryForm, StoryForms, empty_content
from articles.forms.verbs import HoldForm, KillForm, LimitsForm, ReleaseForm, ScheduleForm

__all__ = [
    "BodyField",
    "BodyWidget",
    "HoldForm",
    "KillForm",
    "LimitsForm",
    "ReleaseForm",
    "ScheduleForm",
    "StoryForm",
    "StoryForms",
    "empty_content",
]
