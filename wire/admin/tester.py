"""The rule tester: what would happen to a pasted document. Nothing of it is kept."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import markup
from wire import filing
from wire.admin.line import Field, fields_of
from wire.formats import Parsed, WireStory
from wire.intake import AS_DRAFTS, MAX_BYTES, habits_of
from wire.models import Provider
from wire.reading import read


class TesterForm(forms.Form):
    document = forms.CharField(
        max_length=MAX_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Paste a whole document, in any format that can come in.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """A story of the document, as it was read and as it would be filed."""

    fields: list[Field]
    outcome: filing.Rehearsal
    text: str
    fate: str


def tester_page(admin_, request, pk: int):
    provider = Provider.objects.filter(pk=pk).first()
    if not admin_.has_view_permission(request, provider):
        raise PermissionDenied
    if provider is None:
        raise Http404
    form = TesterForm(request.POST or None)
    found, refused = [], []
    if form.is_valid():
        for reading in read(form.cleaned_data["document"].encode(), habits_of(provider, AS_DRAFTS)):
            if isinstance(reading.outcome, Parsed):
                found += [_rehearsed(story, provider) for story in reading.outcome.stories]
            else:
                refused.append(str(reading.outcome))
    context = admin_.admin_site.each_context(request) | {
        "title": f"Test what happens to copy of {provider}",
        "provider": provider,
        "form": form,
        "found": found,
        "refused": refused,
        "media": admin_.media,
        "opts": admin_.opts,
    }
    return TemplateResponse(request, "admin/wire/tester.html", context)


def _rehearsed(story: WireStory, provider: Provider) -> Rehearsed:
    outcome = filing.rehearse(story, provider, now=timezone.now())
    return Rehearsed(
        fields=list(fields_of(story)), outcome=outcome, text=markup.text(outcome.content.body), fate=_fate(outcome)
    )


def _fate(outcome: filing.Rehearsal) -> str:
    """What would become of it, in words."""
    if outcome.is_kill:
        return "It kills the story of its id."
    if outcome.is_record:
        return "It is kept, and makes no story of its own."
    if outcome.is_held:
        return "A draft that is held until somebody releases it."
    return "It would be published at once." if outcome.would_be_published else "A draft."
